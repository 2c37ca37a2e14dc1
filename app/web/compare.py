"""Compare: two to four parts of a log side by side, each number with its way down to the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from app import clock, errors
from app.database import Connection
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import asked_of, report_of
from app.language import Language
from app.records.writer import WriterPublic
from app.web.contract_names import contract_names, fuller_where_alike, numbered_where_alike, with_behind
from app.web.labels import kind_of_work
from app.web.realpay import ENOUGH_ENTRIES, empty_page
from app.web.realpay_filters import MOST_CONTRACTS, Pairs, pairs_of
from app.web.realpay_page import csv_answer
from app.web.realpay_words import PERIODS, Addresses, period_of
from app.web.rendering import render, words_for
from reports.charts.card import table
from reports.charts.compare import Compared, compared
from reports.charts.legend import patterns
from reports.charts.scope import chosen_names
from reports.comparing import Side
from reports.narrowing import choices_of
from reports.only import NONE, Only
from reports.parameters import Parameters
from reports.periods import Period, add_months
from reports.personal import PersonalReport
from reports.wording import N_

router = APIRouter(include_in_schema=False)

FEWEST, MOST = 2, 4
#: A name in the address says what a side is of, then which: "platform:…", "period:this-quarter".
PERIOD = "period"
QUARTERS = {"this-quarter": N_("This quarter"), "last-quarter": N_("Last quarter")}
_ALL_PERIODS = {**QUARTERS, **PERIODS}
_LABELS = (N_("Compare"), N_("with"), N_("and"), N_("and with"))
_GROUPS = {
    PERIOD: N_("Days"),
    "platform": N_("Platforms"),
    "contract": N_("Contracts"),
    "kind": N_("Kinds of work"),
}
#: What is called so of the work that has none: at the beginning of a sentence, and inside it.
_WITHOUT = {
    "platform": (N_("Work on no platform"), N_("work on no platform")),
    "contract": (N_("Work on no contract"), N_("work on no contract")),
    "kind": (N_("Work of no kind"), N_("work of no kind")),
}


@dataclass(frozen=True, slots=True)
class ComparedLog:
    """Whose log is compared, in which language, the report of all of it, and what its contracts are called."""

    database: Connection
    writer: WriterPublic
    on_file: Parameters
    words: Language
    whole: PersonalReport
    contracts: Mapping[str, str]

    @property
    def today(self) -> date:
        """Today where she is."""
        return clock.today(self.writer.zone)

    def of(self, days: Period | None) -> PersonalReport:
        """The report of some days."""
        return report_of(self.database, self.writer, self.on_file, days)


@dataclass(frozen=True, slots=True)
class WantedSide:
    """One side: as the address names it, what is compared, and what the address of its own page needs."""

    said: str
    side: Side
    query: Pairs

    @property
    def addresses(self) -> Addresses:
        """Where its numbers are explained."""
        return Addresses("/real-pay", self.query)


@dataclass(frozen=True, slots=True)
class SideSelect:
    """One choice of the form, with what is chosen as the address names it; all offer the same."""

    label: str
    chosen: str
    may_be_empty: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The form, and what is said of the sides; nothing is said of fewer than two."""

    selects: tuple[SideSelect, ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    said: Compared | None
    sides: tuple[tuple[str, str], ...]
    links: Mapping[str, tuple[str, ...]]
    patterns: Markup
    table: Markup
    csv: str
    is_unknown: bool
    too_many: str
    is_default: bool


@router.get("/real-pay/compare", response_model=None)
def compare(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The page: what was asked for, else what is most worth comparing."""
    log = _log(request, database, viewer, on_file)
    if log.whole.task_count < ENOUGH_ENTRIES:
        empty = empty_page(log.words)
        return render(request, "realpay/empty.html", empty, viewer=viewer, tab="real_pay")
    return render(request, "realpay/compare.html", _page(request, log), viewer=viewer, tab="real_pay")


@router.get("/real-pay/compare.csv")
def compare_file(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> Response:
    """The same as a file; of something that is not there is no file."""
    log = _log(request, database, viewer, on_file)
    asked = _asked(request)
    chosen = _chosen(asked[:MOST], log) if asked else _usual(log)
    if len(chosen) < max(FEWEST, len(asked)):  # a file has no room to say what was left out
        raise errors.NotFound
    return csv_answer(compared([one.side for one in chosen], log.words).table, "real-pay-compare")


def _log(request: Request, database: Connection, viewer: WriterPublic, on_file: Parameters) -> ComparedLog:
    words = words_for(request, viewer)
    whole = report_of(database, viewer, on_file)
    names = contract_names(whole, clock.today(viewer.zone), words)
    return ComparedLog(database, viewer, on_file, words, whole, names)


def _asked(request: Request) -> list[str]:
    """The sides of the address, each once."""
    return list(dict.fromkeys(filter(None, request.query_params.getlist("side"))))


def _page(request: Request, log: ComparedLog) -> ComparePage:
    asked = _asked(request)
    found = _chosen(asked[:MOST], log)
    chosen = found if asked else _usual(log)
    said = compared([one.side for one in chosen], log.words) if len(chosen) >= FEWEST else None
    query = [("side", one.said) for one in chosen]
    return ComparePage(
        selects=tuple(_selects(chosen, log.words)),
        groups=tuple(_groups(log, chosen)),
        said=said,
        sides=tuple((one.side.name, one.addresses.page()) for one in chosen),
        links={
            measure.key: tuple(one.addresses.explain(measure.key) for one in chosen)
            for measure in (said.measures if said else ())
        },
        patterns=patterns(),
        table=table(said.table) if said else Markup(),
        csv=_address("/real-pay/compare.csv", query),
        is_unknown=len(found) < len(asked[:MOST]),
        too_many=log.words(N_("{count} fit side by side. The rest is left out."), count=MOST)
        if len(asked) > MOST
        else "",
        is_default=not asked,
    )


def _address(path: str, query: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _selects(chosen: Sequence[WantedSide], words: Language) -> Iterator[SideSelect]:
    for number in range(MOST):
        said = chosen[number].said if number < len(chosen) else ""
        yield SideSelect(words(_LABELS[number]), said, number >= FEWEST or not said)


def _groups(
    log: ComparedLog, chosen: Sequence[WantedSide]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Everything that can be a side, and what is one already."""
    choices, words = choices_of(log.whole), log.words
    for kind, options in (
        (PERIOD, [(key, words(label)) for key, label in _ALL_PERIODS.items()]),
        ("platform", sorted(choices.platforms, key=_by_name)),
        ("contract", sorted([*log.contracts.items()][-MOST_CONTRACTS:], key=_by_name)),
        ("kind", sorted(((key, kind_of_work(key, words)) for key in choices.kinds), key=_by_name)),
    ):
        offered = {f"{kind}:{key}": name for key, name in options}
        if kind in choices.without:
            offered.setdefault(f"{kind}:{NONE}", words(_WITHOUT[kind][0]))
        for one in chosen:
            if one.said.startswith(f"{kind}:"):
                offered.setdefault(one.said, one.side.name)
        if offered:
            yield words(_GROUPS[kind]), tuple(offered.items())


def _by_name(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _chosen(asked: Iterable[str], log: ComparedLog) -> list[WantedSide]:
    """The sides that are there; two that would be called the same have the words of the choice."""
    found = [side for said in asked if (side := _side(said, log)) is not None]
    names = [one.side.name for one in found]
    of = (log.words(_kind_of(one.said)) for one in found)
    told_apart = numbered_where_alike(fuller_where_alike(names, with_behind(names, of, log.words)))
    return [
        one if name == one.side.name else replace(one, side=replace(one.side, name=name, name_inside=""))
        for one, name in zip(found, told_apart, strict=True)
    ]


def _kind_of(said: str) -> str:
    """What a side is of, in the words of the choice."""
    kind, _, key = said.partition(":")
    return _ALL_PERIODS[key] if kind == PERIOD else _GROUPS[kind]


def _side(said: str, log: ComparedLog) -> WantedSide | None:
    kind, _, key = said.partition(":")
    if kind == PERIOD:
        return _days(said, key, log)
    only = asked_of(log.whole, {kind: key}) if kind in _GROUPS and key else None
    return _part(said, only, log) if only else None


def _part(said: str, only: Only, log: ComparedLog) -> WantedSide:
    report = report_of(log.database, log.writer, log.on_file, only=only)
    ((kind, name),) = chosen_names(report, log.words).items()
    if name:
        return WantedSide(said, Side(log.contracts.get(only.contract or "", name), report), pairs_of(only))
    begin, inside = map(log.words, _WITHOUT[kind])
    return WantedSide(said, Side(begin, report, inside), pairs_of(only))


def _days(said: str, key: str, log: ComparedLog) -> WantedSide | None:
    if key in QUARTERS:
        days: Period | None = _quarter(key, log.today)
    elif key in PERIODS:
        days, _ = period_of(key, "", "", log.today)
    else:
        return None
    report = log.of(days)
    own = (
        ("period", "own"),
        ("start", report.period.start.isoformat()),
        ("end", report.period.last.isoformat()),
    )
    query = own if key in QUARTERS else (("period", key),)
    name = log.words.months(report.period.start, report.period.last)
    return WantedSide(said, Side(name, report), query)


def _quarter(key: str, today: date) -> Period:
    """The calendar quarter of today, up to today, or the whole one before."""
    start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return Period.through(start, today) if key == "this-quarter" else Period(add_months(start, -3), start)


def _usual(log: ComparedLog) -> list[WantedSide]:
    """The quarter of today and the one before; where one of them has too little, the two platforms with most hours."""
    quarters = _chosen((f"{PERIOD}:{key}" for key in QUARTERS), log)
    if all(one.side.report.task_count >= ENOUGH_ENTRIES for one in quarters):
        return quarters
    worked = [part for part in log.whole.by_platform if part.figures["hours"].value]
    parts = sorted(worked, key=lambda part: -(part.figures["hours"].value or 0))
    return _chosen((f"platform:{part.id or NONE}" for part in parts[:FEWEST]), log) if len(parts) > 1 else []

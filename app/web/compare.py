"""Compare: two to four parts of a log side by side, each number with its way down to the rows."""

from __future__ import annotations

from collections import Counter
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
from app.http.reporting import NONE, asked_of, report_of
from app.language import Language
from app.records.writer import WriterPublic
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
from reports.only import Only
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


@dataclass(frozen=True, slots=True)
class Log:
    """Whose log is compared, in which language, and the report of all of it."""

    database: Connection
    writer: WriterPublic
    on_file: Parameters
    words: Language
    whole: PersonalReport

    @property
    def today(self) -> date:
        """Today where she is."""
        return clock.today(self.writer.zone)

    def of(self, days: Period | None) -> PersonalReport:
        """The report of some days."""
        return report_of(self.database, self.writer, self.on_file, days)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One side: as the address names it, what is compared, and what the address of its own page needs."""

    said: str
    side: Side
    query: Pairs

    @property
    def addresses(self) -> Addresses:
        """Where its numbers are explained."""
        return Addresses("/real-pay", self.query)


@dataclass(frozen=True, slots=True)
class Select:
    """One choice of the form: groups of (name in the address, words)."""

    label: str
    chosen: str
    may_be_empty: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The form, and what is said of the sides; nothing is said of fewer than two."""

    selects: tuple[Select, ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    said: Compared | None
    sides: tuple[tuple[str, str], ...]
    links: Mapping[str, tuple[str, ...]]
    patterns: Markup
    table: Markup
    csv: str
    is_unknown: bool
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
    chosen = _chosen(asked, log) or _usual(log)
    if len(chosen) < FEWEST or (asked and len(chosen) < len(asked)):
        raise errors.NotFound
    return csv_answer(compared([one.side for one in chosen], log.words).table, "real-pay-compare")


def _log(request: Request, database: Connection, viewer: WriterPublic, on_file: Parameters) -> Log:
    words = words_for(request, viewer)
    return Log(database, viewer, on_file, words, report_of(database, viewer, on_file))


def _asked(request: Request) -> list[str]:
    """The sides of the address, each once."""
    return list(dict.fromkeys(filter(None, request.query_params.getlist("side"))))[:MOST]


def _page(request: Request, log: Log) -> ComparePage:
    asked = _asked(request)
    found = _chosen(asked, log)
    chosen = found if asked else _usual(log)
    said = compared([one.side for one in chosen], log.words) if len(chosen) >= FEWEST else None
    query = [("side", one.said) for one in chosen]
    return ComparePage(
        selects=tuple(_selects(chosen, log.words)),
        groups=tuple(_groups(log)),
        said=said,
        sides=tuple((one.side.name, one.addresses.page()) for one in chosen),
        links={
            measure.key: tuple(one.addresses.explain(measure.key) for one in chosen)
            for measure in (said.measures if said else ())
        },
        patterns=patterns(),
        table=table(said.table) if said else Markup(),
        csv=_address("/real-pay/compare.csv", query),
        is_unknown=len(found) < len(asked),
        is_default=not asked,
    )


def _address(path: str, query: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _selects(chosen: Sequence[Chosen], words: Language) -> Iterator[Select]:
    for number in range(MOST):
        said = chosen[number].said if number < len(chosen) else ""
        yield Select(words(_LABELS[number]), said, number >= FEWEST or not said)


def _groups(log: Log) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Everything that can be a side."""
    choices, words = choices_of(log.whole), log.words
    contracts = [(bar.contract_id, bar.label) for bar in log.whole.contracts[-MOST_CONTRACTS:]]
    for kind, options in (
        (PERIOD, [(key, words(label)) for key, label in _ALL_PERIODS.items()]),
        ("platform", sorted(choices.platforms, key=_by_name)),
        ("contract", sorted(contracts, key=_by_name)),
        ("kind", sorted(((key, kind_of_work(key, words)) for key in choices.kinds), key=_by_name)),
    ):
        if options:
            yield words(_GROUPS[kind]), tuple((f"{kind}:{key}", name) for key, name in options)


def _by_name(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _chosen(asked: Iterable[str], log: Log) -> list[Chosen]:
    """The sides that are there; two that would be called the same have the words of the choice."""
    found = [side for said in asked if (side := _side(said, log)) is not None]
    count = Counter(one.side.name for one in found)
    return [_told_apart(one, log.words) if count[one.side.name] > 1 else one for one in found]


def _told_apart(one: Chosen, words: Language) -> Chosen:
    """The same side with what it is of behind its name."""
    kind, _, key = one.said.partition(":")
    of = _ALL_PERIODS[key] if kind == PERIOD else _GROUPS[kind]
    name = words(N_("{name} ({of})"), name=one.side.name, of=words(of))
    return replace(one, side=replace(one.side, name=name))


def _side(said: str, log: Log) -> Chosen | None:
    kind, _, key = said.partition(":")
    if kind == PERIOD:
        return _days(said, key, log)
    only = asked_of(log.whole, {kind: key}) if kind in _GROUPS and key else None
    return _part(said, only, log) if only else None


def _part(said: str, only: Only, log: Log) -> Chosen:
    report = report_of(log.database, log.writer, log.on_file, only=only)
    (name,) = chosen_names(report, log.words).values()
    return Chosen(said, Side(name or log.words(N_("Without a name")), report), pairs_of(only))


def _days(said: str, key: str, log: Log) -> Chosen | None:
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
    return Chosen(said, Side(name, report), query)


def _quarter(key: str, today: date) -> Period:
    """The calendar quarter of today, up to today, or the whole one before."""
    start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return Period.through(start, today) if key == "this-quarter" else Period(add_months(start, -3), start)


def _usual(log: Log) -> list[Chosen]:
    """The quarter of today and the one before; where one of them has too little, the two platforms with most hours."""
    quarters = _chosen((f"{PERIOD}:{key}" for key in QUARTERS), log)
    if all(one.side.report.task_count >= ENOUGH_ENTRIES for one in quarters):
        return quarters
    parts = sorted(log.whole.by_platform, key=lambda part: -(part.figures["hours"].value or 0))
    return _chosen((f"platform:{part.id or NONE}" for part in parts[:FEWEST]), log) if len(parts) > 1 else []

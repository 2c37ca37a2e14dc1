"""Real pay: what an hour really paid, why, and every number's way down to the rows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import clock
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import Recent, report_of, state_of
from app.language import Language
from app.records.writer import WriterPublic
from app.web.realpay_page import (
    PART_NAMES,
    Reading,
    RealPayPage,
    chart_csv,
    chart_figure,
    explain_csv,
    explain_page,
    months_of,
    real_pay_page,
)
from app.web.realpay_words import OWN, PERIODS, Addresses, Fact, period_of
from app.web.rendering import render, words_for
from reports.parameters import Parameters
from reports.wording import N_

router = APIRouter(include_in_schema=False)

#: A rate of fewer pieces of work says more about chance than about pay.
ENOUGH_ENTRIES = 3
_PAGES: Recent[RealPayPage] = Recent(64)


@dataclass(frozen=True, slots=True)
class EmptyPage:
    """What the page will say, once there is something to say it of."""

    sentence: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The period asked for, as it stands in the address."""

    key: str
    start: str
    end: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """Read an address; whatever is unknown means the whole log."""
        key = query.get("period", "whole")
        if key not in PERIODS and key != OWN:
            key = "whole"
        days = (query.get("start", ""), query.get("end", "")) if key == OWN else ("", "")
        return cls(key, *days)

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """What an address needs to mean the same period."""
        if self.key == "whole":
            return ()
        days = (("start", self.start), ("end", self.end)) if self.key == OWN else ()
        return (("period", self.key), *days)


@router.get("/real-pay", response_model=None)
def real_pay(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The page; with fewer than three pieces of work, what it will say."""
    words = words_for(request, viewer)
    choice = Choice.of(request.query_params)
    reading, problems = _reading(database, viewer, on_file, words, choice)
    is_short = reading.report.task_count < ENOUGH_ENTRIES
    if is_short and report_of(database, viewer, on_file).task_count < ENOUGH_ENTRIES:
        return render(request, "realpay/empty.html", _empty_page(words), viewer=viewer, tab="real_pay")
    key: Hashable = (state_of(viewer, on_file), choice, words.code, words.hides_amounts)
    page = _PAGES.get(key, lambda: _page(reading, choice))
    return render(request, "realpay/page.html", page, viewer=viewer, tab="real_pay", problems=problems)


@router.get("/real-pay/explain/{key}.csv")
def explain_file(
    request: Request, key: str, database: Database, viewer: SignedIn, on_file: OnFile
) -> Response:
    """The parts of a figure as a file."""
    return explain_csv(read(request, database, viewer, on_file), key, _chosen(request))


@router.get("/real-pay/explain/{key}")
def explain(
    request: Request, key: str, database: Database, viewer: SignedIn, on_file: OnFile
) -> HTMLResponse:
    """What is behind a figure: “How is this computed?”."""
    page = explain_page(read(request, database, viewer, on_file), key, _chosen(request))
    return render(request, "realpay/explain.html", page, viewer=viewer, tab="real_pay")


@router.get("/real-pay/{chart}.csv")
def chart_file(
    request: Request, chart: str, database: Database, viewer: SignedIn, on_file: OnFile
) -> Response:
    """A chart's table as a file."""
    return chart_csv(read(request, database, viewer, on_file), chart)


@router.get("/real-pay/{chart}.json")
def figure(request: Request, chart: str, database: Database, viewer: SignedIn, on_file: OnFile) -> Response:
    """A chart as a Plotly figure."""
    return chart_figure(read(request, database, viewer, on_file), chart)


def _chosen(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.query_params.items() if name in PART_NAMES}


def read(request: Request, database: Database, viewer: WriterPublic, on_file: Parameters) -> Reading:
    """The report of the days in the address."""
    words = words_for(request, viewer)
    return _reading(database, viewer, on_file, words, Choice.of(request.query_params))[0]


def _reading(
    database: Database, viewer: WriterPublic, on_file: Parameters, words: Language, choice: Choice
) -> tuple[Reading, dict[str, str]]:
    """The report of the chosen days; days that cannot be read leave the whole log and say what is wrong."""
    period, problems = period_of(choice.key, choice.start, choice.end, clock.today(viewer.zone))
    query = () if problems else choice.query
    return Reading(
        report_of(database, viewer, on_file, period), words, Addresses("/real-pay", query)
    ), problems


def _page(reading: Reading, choice: Choice) -> RealPayPage:
    words, period = reading.words, reading.report.period
    labels = {key: words(label) for key, label in PERIODS.items()}
    if choice.key == OWN and period.days:
        labels[OWN] = words.days(period.start, period.last)
    if choice.key == "whole":
        labels["whole"] = months_of(reading) or labels["whole"]
    shown = (period.start.isoformat(), period.last.isoformat()) if period.days else ("", "")
    start, end = (choice.start, choice.end) if choice.key == OWN else shown
    return real_pay_page(reading, tuple(labels.items()), (choice.key, start, end))


def _empty_page(words: Language) -> EmptyPage:
    sentence = words(
        N_("Log {count} pieces of work, with their time and pay, and this page says what an hour really "
           "paid."),
        count=ENOUGH_ENTRIES,
    )  # fmt: skip
    told = (
        (
            words.money(Fraction("23.66"), "USD"),
            "",
            N_("real hourly pay: what is left after fees and costs, for every hour worked"),
            False,
        ),
        ("171", N_("hours"), N_("unpaid time: tests, waiting, rejected work"), True),
        ("56", N_("days"), N_("in gaps with no work"), True),
        (words.money(Fraction(1918), "USD", whole=True), "", N_("owed to you"), False),
        ("18", N_("days"), N_("from the end of a job to its pay"), False),
    )
    return EmptyPage(
        sentence,
        tuple(
            Fact(amount, words(unit) if unit else "", words(said), "", is_loss=loss, is_missing=False)
            for amount, unit, said, loss in told
        ),
    )

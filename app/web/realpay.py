"""Real pay: what an hour really paid, why, and every number's way down to the rows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from fractions import Fraction

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import clock, errors
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import Recent, report_asked, report_of, state_of
from app.language import Language
from app.records.writer import WriterPublic
from app.web.realpay_filters import Choice, Filters, filters_of
from app.web.realpay_page import (
    PARTS_OF_REPORT,
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
from reports.charts.scope import scope_words
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
class FewPage:
    """Too little of what was chosen to say anything of it."""

    sentence: str
    filters: Filters
    periods: tuple[tuple[str, str], ...]
    period_key: str
    start: str
    end: str
    action: str


@router.get("/real-pay", response_model=None)
def real_pay(request: Request, database: Database, viewer: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The page; with fewer than three pieces of work, what it will say."""
    words = words_for(request, viewer)
    choice = Choice.of(request.query_params)
    asked = _asked(database, viewer, on_file, words, choice)
    reading, problems = asked.reading, asked.problems
    is_short = reading.report.task_count < ENOUGH_ENTRIES
    if is_short and report_of(database, viewer, on_file).task_count < ENOUGH_ENTRIES:
        return render(request, "realpay/empty.html", empty_page(words), viewer=viewer, tab="real_pay")
    if is_short and reading.report.only:
        few = _few_page(asked, choice)
        return render(request, "realpay/few.html", few, viewer=viewer, tab="real_pay", problems=problems)
    key: Hashable = (state_of(viewer, on_file), choice, words.code, words.hides_amounts)
    page = _PAGES.get(key, lambda: _page(asked, choice))
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
    return {name: value for name, value in request.query_params.items() if name in PARTS_OF_REPORT}


@dataclass(frozen=True, slots=True)
class Asked:
    """The report of what an address asks for, problems with its days by field, and whether it names nothing of hers."""

    reading: Reading
    problems: dict[str, str]
    is_unknown: bool


def read(request: Request, database: Database, viewer: WriterPublic, on_file: Parameters) -> Reading:
    """The report of what the address asks for; a file of everything would be none of what is not there."""
    words = words_for(request, viewer)
    asked = _asked(database, viewer, on_file, words, Choice.of(request.query_params))
    if asked.is_unknown:
        raise errors.NotFound
    return asked.reading


def read_days(request: Request, database: Database, viewer: WriterPublic, on_file: Parameters) -> Reading:
    """The report of all work on the days in the address."""
    words, choice = words_for(request, viewer), Choice.of(request.query_params)
    return _asked(database, viewer, on_file, words, replace(choice, asked=())).reading


def _asked(
    database: Database, viewer: WriterPublic, on_file: Parameters, words: Language, choice: Choice
) -> Asked:
    """Days that cannot be read leave the whole log, names that are not hers leave everything: the page says so."""
    period, problems = period_of(choice.key, choice.start, choice.end, clock.today(viewer.zone))
    found = report_asked(database, viewer, on_file, dict(choice.asked), period=period)
    report = report_of(database, viewer, on_file, period) if found is None else found
    query = (*(() if problems else choice.days), *(choice.asked if found else ()))
    return Asked(Reading(report, words, Addresses("/real-pay", query)), problems, found is None)


def _page(asked: Asked, choice: Choice) -> RealPayPage:
    reading = asked.reading
    return real_pay_page(
        reading,
        _periods(reading, choice),
        _shown_days(reading, choice),
        filters_of(reading.report, reading.words, "/real-pay", choice, is_unknown=asked.is_unknown),
    )


def _few_page(asked: Asked, choice: Choice) -> FewPage:
    reading, count = asked.reading, asked.reading.report.task_count
    words, scope = reading.words, scope_words(reading.report, reading.words)
    none = words(N_("No work is logged {scope} in these days."), scope=scope)
    some = words.plural(
        N_("{count} piece of work is logged {scope} in these days. It takes {enough} to say what an hour really paid."),
        N_("{count} pieces of work are logged {scope} in these days. It takes {enough} to say what an hour really paid."),
        count,
        scope=scope,
        enough=ENOUGH_ENTRIES,
    )  # fmt: skip
    filters = filters_of(reading.report, words, "/real-pay", choice)
    return FewPage(
        some if count else none,
        filters,
        _periods(reading, choice),
        *_shown_days(reading, choice),
        action="/real-pay",
    )


def _periods(reading: Reading, choice: Choice) -> tuple[tuple[str, str], ...]:
    words, period = reading.words, reading.report.period
    labels = {key: words(label) for key, label in PERIODS.items()}
    if choice.key == OWN and period.days:
        labels[OWN] = words.days(period.start, period.last)
    if choice.key == "whole":
        labels["whole"] = months_of(reading) or labels["whole"]
    return tuple(labels.items())


def _shown_days(reading: Reading, choice: Choice) -> tuple[str, str, str]:
    """The key of the period, and the days that stand in its fields."""
    period = reading.report.period
    shown = (period.start.isoformat(), period.last.isoformat()) if period.days else ("", "")
    return (choice.key, *((choice.start, choice.end) if choice.key == OWN else shown))


def empty_page(words: Language) -> EmptyPage:
    """What the pages of real pay will say, once there is enough to say it of."""
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

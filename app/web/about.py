"""Public pages in words: outside figures, privacy, help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app import clock
from app.http.deps import OnFile
from app.http.owner import PerhapsSignedIn
from app.language import Language
from app.web.rendering import render, words_for
from reports.benefits.parity import GROUPS
from reports.definitions import SUBJECTS, Definition
from reports.exchange import MAXIMUM_DAYS_BACK, EcbRates
from reports.parameters import Parameter
from reports.parameters.names import name_of, value_of
from reports.wording import N_

router = APIRouter(include_in_schema=False)

TOPICS = {
    "benefits": N_("Health premiums and other benefits"),
    "ecec": N_("What employers pay on top of wages"),
    "guild": N_("Guild plans"),
    "living_wage": N_("Living wages"),
    "minimum_wage": N_("Minimum wages"),
    "occupation_wage": N_("Wages of staff in these jobs"),
    "payment_terms": N_("Law on late pay"),
    "payroll_tax": N_("Payroll and self-employment tax"),
    "reporting_thresholds": N_("Tax form thresholds"),
    "sick_leave": N_("Paid sick leave"),
    "social_security_credits": N_("Social Security credits"),
    "tax_calendar": N_("Tax days"),
}
QUALITIES = {
    "primary": N_("Read at the body that issues it"),
    "cited": N_("Read where that body is cited"),
    "secondary": N_("Read at second hand"),
}


@dataclass(frozen=True, slots=True)
class MethodPage:
    """Every definition, by subject."""

    groups: tuple[tuple[str, tuple[tuple[str, Definition], ...]], ...]


@dataclass(frozen=True, slots=True)
class ParametersPage:
    """Every outside figure on file, grouped by topic."""

    topics: tuple[tuple[str, str], ...]  # topic, its words
    topic: str
    groups: tuple[tuple[str, tuple[ParameterRow, ...]], ...]
    count: int
    rates: EcbRates
    days_back: int


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One outside figure as it is shown."""

    name: str
    value: str
    holds: str
    row: Parameter
    age_days: int
    quality: str


@router.get("/method")
def method(request: Request, viewer: PerhapsSignedIn) -> HTMLResponse:
    """How every number is made, in plain words."""
    words = words_for(request, viewer)
    page = MethodPage(tuple((words(title), tuple(table.items())) for title, table in SUBJECTS))
    return render(request, "about/method.html", page, viewer=viewer)


@router.get("/parameters")
def parameters(request: Request, viewer: PerhapsSignedIn, on_file: OnFile, topic: str = "") -> HTMLResponse:
    """Every outside figure: value, dates, source, age and whether it was verified."""
    words = words_for(request, viewer)
    chosen = topic if topic in TOPICS else ""
    rows = [row for row in on_file.all() if not chosen or row.topic == chosen]
    groups = tuple(
        (words(TOPICS.get(name, name)), tuple(_shown(row, words) for row in members))
        for name, members in groupby(rows, key=attrgetter("topic"))
    )
    page = ParametersPage(
        tuple(TOPICS.items()), chosen, groups, len(rows), EcbRates.on_file(), MAXIMUM_DAYS_BACK
    )
    return render(request, "about/parameters.html", page, viewer=viewer)


@router.get("/privacy")
def privacy(request: Request, viewer: PerhapsSignedIn) -> HTMLResponse:
    """What is kept and who sees it."""
    return render(request, "about/privacy.html", viewer=viewer)


@router.get("/help")
def help_page(request: Request, viewer: PerhapsSignedIn) -> HTMLResponse:
    """The few things one may want to know."""
    return render(request, "about/help.html", viewer=viewer)


def _shown(row: Parameter, words: Language) -> ParameterRow:
    code = row.group or ""
    group = words(GROUPS[code]) if code in GROUPS else code.replace("_", " ")
    name = ", ".join(part for part in (name_of(row, words), row.label, group, row.jurisdiction) if part)
    return ParameterRow(
        name,
        value_of(row, words),
        _holds(row, words),
        row,
        row.age_on(clock.now().date()),
        QUALITIES.get(row.source_quality, row.source_quality),
    )


def _holds(row: Parameter, words: Language) -> str:
    first, last = row.valid_from, row.valid_to
    if first and last:
        return words.days(first, last)
    if first:
        return words("from {day}", day=_day(first, words))
    return words("until {day}", day=_day(last, words)) if last else words("no dates on file")


def _day(day: date, words: Language) -> str:
    return words.day(day)

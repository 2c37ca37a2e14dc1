"""What the Real pay page says around its charts: the hero, the four facts, the periods to choose from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from app.language import Language
from app.web.forms import FieldError, read_day
from reports.charts.summary import fact_words, head_words, left_out_words
from reports.only import DIMENSIONS
from reports.periods import ONE_DAY, Period, add_months
from reports.personal import PersonalReport
from reports.wording import N_

#: What the period select offers, beside days of one's own.
PERIODS = {
    "whole": N_("Whole log"),
    "this-month": N_("This month"),
    "last-month": N_("Last month"),
    "this-year": N_("This year"),
    "last-year": N_("Last year"),
}
OWN = "own"


@dataclass(frozen=True, slots=True)
class Hero:
    """Promised beside real hourly pay, and one sentence."""

    promised: str
    real: str
    sentence: str
    caveat: str
    address: str
    is_struck: bool
    is_missing: bool
    is_negative: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure and the sentence that explains it."""

    amount: str
    unit: str
    sentence: str
    address: str
    is_loss: bool
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses under one page, all for the same days and the same part of the log."""

    base: str
    query: tuple[tuple[str, str], ...] = ()

    def of_all(self) -> Addresses:
        """The same days of the whole log."""
        return replace(self, query=tuple(pair for pair in self.query if pair[0] not in DIMENSIONS))

    def page(self) -> str:
        """The page itself."""
        return self._with(self.base, {})

    def explain(self, key: str, **more: str) -> str:
        """The explanation of a figure."""
        return self._with(f"{self.base}/explain/{key}", more)

    def numbers(self) -> str:
        """Every topic of the report."""
        return self._with(f"{self.base}/numbers", {})

    def csv(self, key: str, **more: str) -> str:
        """The table of a chart or of an explanation as a file."""
        return self._with(f"{self.base}/{key}.csv", more)

    def figure(self, key: str) -> str:
        """A chart as a Plotly figure."""
        return self._with(f"{self.base}/{key}.json", {})

    def file(self, name: str, **more: str) -> str:
        """Any other file of the same days, by its name with its ending."""
        return self._with(f"{self.base}/{name}", more)

    def _with(self, path: str, more: dict[str, str]) -> str:
        query = urlencode({**dict(self.query), **more})
        return f"{path}?{query}" if query else path


def period_of(key: str, start: str, end: str, today: date) -> tuple[Period | None, dict[str, str]]:
    """The chosen days (None: the whole log) and the problems with days of one's own, by field."""
    month = today.replace(day=1)
    year = date(today.year, 1, 1)
    last_month, last_year = add_months(month, -1), date(today.year - 1, 1, 1)
    known = {
        "this-month": Period.through(month, today),
        "last-month": Period(last_month, month),
        "this-year": Period.through(year, today),
        "last-year": Period(last_year, year),
    }
    if key != OWN:
        return known.get(key), {}
    return own_days(start, end)


def own_days(start: str, end: str) -> tuple[Period | None, dict[str, str]]:
    """The days that were typed, or None and the problems with them, by field."""
    days: dict[str, date] = {}
    problems: dict[str, str] = {}
    for name, text in (("start", start), ("end", end)):
        try:
            days[name] = read_day(text)
        except FieldError as error:
            problems[name] = str(error)
    if problems:
        return None, problems
    if days["end"] < days["start"]:
        return None, {"end": N_("The last day must not be before the first day.")}
    if days["end"].year >= date.max.year:
        return None, {"end": N_("That day is too far away.")}
    return Period(days["start"], days["end"] + ONE_DAY), {}


def hero_of(report: PersonalReport, words: Language, addresses: Addresses) -> Hero:
    """The head of the page."""
    said = head_words(report, words)
    return Hero(
        promised=said.promised,
        real=said.real,
        sentence=said.sentence,
        caveat=said.caveat,
        address=addresses.explain("effective_hourly_rate"),
        is_struck=said.is_struck,
        is_missing=said.is_missing,
        is_negative=said.is_negative,
    )


def left_out_of(report: PersonalReport, words: Language) -> tuple[str, ...]:
    """What of the log the report does not count, and why: one sentence for each reason."""
    return left_out_words(report, words)


def facts_of(report: PersonalReport, words: Language, addresses: Addresses) -> tuple[Fact, ...]:
    """Unpaid hours, days in gaps, money owed, days to be paid."""
    return tuple(
        Fact(
            said.amount,
            said.unit,
            said.sentence,
            addresses.explain(said.key),
            is_loss=said.is_loss,
            is_missing=said.is_missing,
        )
        for said in fact_words(report, words)
    )

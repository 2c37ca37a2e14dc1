"""What the Real pay page says around its charts: the hero, the four facts, the periods to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from app.language import Language
from app.web.forms import FieldError, read_day
from reports.charts.model import money_of, reason_of
from reports.definitions import LEFT_OUT
from reports.figures import ENOUGH_COVERAGE, Figure
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
    """Addresses under one page, all for the same period."""

    base: str
    query: tuple[tuple[str, str], ...] = ()

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

    def _with(self, path: str, more: dict[str, str]) -> str:
        query = urlencode([*self.query, *more.items()])
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
    return _own_days(start, end)


def _own_days(start: str, end: str) -> tuple[Period | None, dict[str, str]]:
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
    promised, real = report.figures["advertised_rate"], report.figures["effective_hourly_rate"]
    is_known = promised.value is not None and real.value is not None and not promised.provisional
    return Hero(
        promised=words.money(promised.value, report.currency) if is_known and promised.value else "",
        real=money_of(real, report.currency, words),
        sentence=_hero_sentence(promised, real, words),
        caveat=_hero_caveat(report, words),
        address=addresses.explain("effective_hourly_rate"),
        is_struck=is_known and (real.value or 0) < (promised.value or 0),
        is_missing=real.value is None,
        is_negative=real.value is not None and real.value < 0,
    )


def _hero_sentence(promised: Figure, real: Figure, words: Language) -> str:
    if real.value is None:
        return words(N_("A rate needs hours and pay that belong together. Log both, and it stands here."))
    if real.value < 0:
        return words(N_("Fees, costs and money taken back were more than your pay."))
    if not promised.value or promised.value < 0:
        return words(
            N_("This is what an hour left you, once unpaid time, fees and costs are counted. "
               "No promised rate is logged to compare it with.")
        )  # fmt: skip
    if promised.provisional:
        return words(
            N_("This is what an hour left you, once unpaid time, fees and costs are counted. "
               "Too few of your paid hours had a promised rate to compare it with.")
        )  # fmt: skip
    share = real.value / promised.value
    if share >= 1:
        return words(
            N_("You got the hourly rate you were offered or more, even with unpaid time, fees and costs "
               "counted.")
        )  # fmt: skip
    return words(
        N_("You kept {share} of the hourly rate you were offered, once unpaid time, fees and costs are "
           "counted."),
        share=words.share(share),
    )  # fmt: skip


def _hero_caveat(report: PersonalReport, words: Language) -> str:
    real = report.figures["effective_hourly_rate"]
    if not real.provisional:
        return ""
    coverage = real.coverage
    if coverage is None or coverage.enough:
        return words(N_("Provisional: some pay in another currency has not been paid yet."))
    pay, time = (
        words.share(share) if share is not None and share < ENOUGH_COVERAGE else ""
        for share in (coverage.pay_with_time, coverage.time_priced)
    )
    if pay and time:
        return words(
            N_("Provisional: only {pay} of your pay has logged hours, and only {time} of your hours have a price."),
            pay=pay,
            time=time,
        )  # fmt: skip
    if pay:
        return words(
            N_("Provisional: only {pay} of your pay has logged hours. It is firm once the rest has hours too."),
            pay=pay,
        )  # fmt: skip
    return words(
        N_("Provisional: only {time} of your hours have a price. It is firm once the rest has a price or is marked unpaid."),
        time=time,
    )  # fmt: skip


def left_out_of(report: PersonalReport, words: Language) -> tuple[str, ...]:
    """What of the log the report does not count, and why: one sentence for each reason."""
    return tuple(
        words.plural(
            N_("{count} row is not counted: {reason}."),
            N_("{count} rows are not counted: {reason}."),
            count,
            reason=words(LEFT_OUT[reason]),
        )
        for reason, count in sorted(report.left_out.items())
    )


def facts_of(report: PersonalReport, words: Language, addresses: Addresses) -> tuple[Fact, ...]:
    """Unpaid hours, days in gaps, money owed, days to be paid."""
    return (
        _unpaid(report, words, addresses.explain("unpaid_hours")),
        _gap_days(report, words, addresses.explain("gap_days")),
        _owed(report, words, addresses.explain("outstanding")),
        _to_be_paid(report, words, addresses.explain("days_to_be_paid")),
    )


def _missing(figure: Figure, sentence: str, words: Language, address: str) -> Fact:
    return Fact(reason_of(figure, words), "", sentence, address, is_loss=False, is_missing=True)


def _unpaid(report: PersonalReport, words: Language, address: str) -> Fact:
    unpaid, hours = report.figures["unpaid_hours"], report.figures["hours"]
    if unpaid.value is None or not hours.value:
        return _missing(unpaid if unpaid.value is None else hours, words(N_("unpaid time")), words, address)
    share = unpaid.value / hours.value
    sentence = words(
        N_("of your {hours} hours were unpaid, {share}"),
        hours=words.number(hours.value, _digits(hours.value)),
        share=words.share(share),
    )
    amount = words.number(unpaid.value, _digits(unpaid.value))
    unit = words.plural(N_("hour"), N_("hours"), _count(unpaid.value))
    return Fact(amount, unit, sentence, address, is_loss=unpaid.value > 0, is_missing=False)


def _gap_days(report: PersonalReport, words: Language, address: str) -> Fact:
    days, count = report.figures["gap_days"], report.figures["gap_count"]
    longest, limit = report.figures["longest_gap"].value, report.gap_threshold_days
    if days.value is None:
        sentence = words(N_("gaps of more than {days} days with no work"), days=limit)
        return _missing(days, sentence, words, address)
    if not days.value:
        sentence = words(N_("gaps of more than {days} days with no work"), days=limit)
        return Fact(words.number(0), words(N_("days")), sentence, address, is_loss=False, is_missing=False)
    sentence = words.plural(
        N_("in {count} gap of more than {days} days with no work. It was {longest} days"),
        N_("in {count} gaps, each more than {days} days with no work. The longest was {longest}"),
        int(count.value or 0),
        days=limit,
        longest=words.number(longest or days.value),
    )
    amount, unit = words.number(days.value), words(N_("days"))
    return Fact(amount, unit, sentence, address, is_loss=True, is_missing=False)


def _owed(report: PersonalReport, words: Language, address: str) -> Fact:
    owed, late = report.figures["outstanding"], report.figures["outstanding_late"]
    oldest = report.figures["oldest_late_days"].value
    if owed.value is None:
        return _missing(owed, words(N_("owed to you now")), words, address)
    if not owed.value:
        sentence = words(N_("Nothing is owed to you"))
    elif late.value and oldest:
        sentence = words.plural(
            N_("owed to you now. {late} of it is late, the oldest by {count} day"),
            N_("owed to you now. {late} of it is late, the oldest by {count} days"),
            int(oldest),
            late=words.money(late.value, report.currency, whole=True),
        )
    else:
        sentence = words(N_("owed to you now. None of it is known to be late"))
    amount = words.money(owed.value, report.currency, whole=True)
    return Fact(amount, "", sentence, address, is_loss=False, is_missing=False)


def _to_be_paid(report: PersonalReport, words: Language, address: str) -> Fact:
    days = report.figures["days_to_be_paid"]
    sentence = words(N_("from the end of a job to its pay: the median, with unpaid jobs counted"))
    if days.value is None:
        return _missing(days, sentence, words, address)
    amount = words.number(days.value, _digits(days.value))
    unit = words.plural(N_("day"), N_("days"), _count(days.value))
    return Fact(amount, unit, sentence, address, is_loss=False, is_missing=False)


def _count(value: Fraction) -> int:
    """For the choice between one and many: 1.5 is many."""
    return int(value) if value.denominator == 1 else 2


def _digits(value: Fraction) -> int:
    """Small numbers need a place after the point, large ones do not."""
    return 1 if abs(value) < 100 else 0

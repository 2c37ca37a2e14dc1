"""A report as plain text for people: every figure with its name, and why where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.charts.model import slice_label
from reports.figures import REASONS, Figure
from reports.periods import Period
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording, translated

_LADDER = (
    ("advertised_rate", N_("Promised in the offer")),
    ("paid_time_rate", N_("Per hour they counted")),
    ("all_hours_rate", N_("Per hour you worked")),
    ("effective_hourly_rate", N_("Real hourly pay, after fees and costs")),
    ("rate_after_self_employment_tax", N_("After self-employment tax")),
    ("employee_equivalent_wage", N_("Worth as much as a staff job at")),
)
_SUMS = (
    ("earned", N_("Earned, approved or pending")),
    ("fees", N_("Platform and payout fees")),
    ("expenses", N_("Your costs")),
    ("net", N_("Left to you")),
    ("paid_hours", N_("Paid hours")),
    ("unpaid_hours", N_("Unpaid hours")),
    ("hours", N_("All hours")),
)
_WAITING = (
    ("gap_count", N_("Gaps in work")),
    ("gap_days", N_("Days in gaps")),
    ("longest_gap", N_("Longest gap")),
    ("outstanding", N_("Owed to you now")),
    ("outstanding_late", N_("Of it late")),
    ("days_to_be_paid", N_("Days to be paid, median")),
)
_SHORTFALL = (
    ("benefits_shortfall_line_by_line", N_("Benefits shortfall, line by line")),
    ("benefits_shortfall_parity", N_("Benefits shortfall, by parity (never added to the other)")),
)
_PARTS = (
    (N_("An hour of work"), _LADDER),
    (N_("The sum behind it"), _SUMS),
    (N_("Gaps and waiting"), _WAITING),
    (N_("What a staff job would have added"), _SHORTFALL),
)
_WIDTH = 58


def as_text(report: PersonalReport, words: Wording) -> str:
    """All lines of the report."""
    return "\n".join(_lines(report, words))


def _lines(report: PersonalReport, words: Wording) -> Iterator[str]:
    yield words("Real pay, {days}", days=words.days(report.period.start, report.period.last))
    yield words("As of {day}; days in {zone}.", day=words.day(report.as_of), zone=report.zone)
    for title, rows in _PARTS:
        yield ""
        yield words(title)
        for key, label in rows:
            if key in report.figures:
                yield _line(words(label), _shown(report.figures[key], report.period, words))
    yield from _platforms(report.by_platform, report.period, words)
    if report.left_out:
        yield ""
        for reason, count in sorted(report.left_out.items()):
            yield words("Left out: {count} rows ({reason}).", count=count, reason=reason.replace("_", " "))


def _platforms(slices: Sequence[Slice], period: Period, words: Wording) -> Iterator[str]:
    if slices:
        yield ""
        yield words("Real hourly pay by platform")
        for one in slices:
            yield _line(slice_label(one, words), _shown(one.figures["effective_hourly_rate"], period, words))


def _line(label: str, value: str) -> str:
    return f"  {label:<{_WIDTH}}{value}"


def _shown(figure: Figure, period: Period, words: Wording) -> str:
    """The value in its unit; where its period is not the report's, that too."""
    text = _value(figure, words)
    if figure.at_least:
        text = words("at least {value}", value=text)
    if figure.provisional:
        text = words("{value} (provisional)", value=text)
    if figure.period != period:
        text = f"{text} ({words.days(figure.period.start, figure.period.last)})"
    return text


def _value(figure: Figure, words: Wording) -> str:
    if figure.value is None:
        return translated(words, REASONS, figure.reason or "")
    if figure.unit in ("money", "money_per_hour") and figure.currency is not None:
        return words.money(figure.value, figure.currency)
    if figure.unit == "share":
        return words.share(figure.value)
    return words.number(figure.value, 2)

"""When does pay arrive? Earned by the day of the work beside received by the day of arrival, by month."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from reports.charts.calendar_axis import month_step
from reports.charts.markup import bar, join, percent, tag
from reports.charts.model import Chart, Key, Scale, Table, money_cell, text_cell
from reports.money import decimal_text
from reports.personal import MonthBar, PersonalReport
from reports.wording import N_, Wording

_HEIGHT = 150
_WEEKS = 14  # days from which “weeks” is true


@dataclass(frozen=True, slots=True)
class MonthPair:
    """One month's two bars and its name, where there is room for one."""

    earned: Fraction
    received: Fraction
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsChart(Chart):
    """Pairs of bars in order, and the scale they share."""

    pairs: tuple[MonthPair, ...]
    scale: Scale


def months_chart(report: PersonalReport, words: Wording) -> MonthsChart:
    """Earned and received by month of a report."""
    pairs = _pairs(report.months, words)
    return MonthsChart(
        key="months",
        finding=_finding(report, words),
        question=words(N_("Earned and received each month, before fees")),
        text=_text(report, words),
        table=_table(report, words),
        figure_key="earned",
        legend=_legend(report, words),
        note=_note(report, words),
        pairs=pairs,
        scale=Scale.around(value for pair in pairs for value in (pair.earned, pair.received)),
    )


def _pairs(months: tuple[MonthBar, ...], words: Wording) -> tuple[MonthPair, ...]:
    step, with_year = month_step(len(months))
    # A name with its year starts at its month; behind four fifths it would run over the edge.
    named = {n for n in range(0, len(months), step) if not with_year or 5 * n <= 4 * len(months)}
    return tuple(
        MonthPair(
            bar.earned, bar.received, words.month(bar.month.start, year=with_year) if n in named else None
        )
        for n, bar in enumerate(months)
    )


def _sums(months: tuple[MonthBar, ...]) -> tuple[Fraction, Fraction]:
    return sum((bar.earned for bar in months), Fraction()), sum((bar.received for bar in months), Fraction())


def _any_pay(report: PersonalReport) -> bool:
    return any(bar.earned or bar.received for bar in report.months)


def _finding(report: PersonalReport, words: Wording) -> str:
    earned, received = _sums(report.months)
    if not _any_pay(report):
        return words(N_("No pay logged in this period"))
    median = report.figures["days_to_be_paid"].value
    if median is not None and median >= _WEEKS:
        return words(N_("Pay arrives weeks after the work"))
    return words(
        N_("You earned {earned} and received {received}"),
        earned=words.money(earned, report.currency, whole=True),
        received=words.money(received, report.currency, whole=True),
    )


def _text(report: PersonalReport, words: Wording) -> str:
    rows = "; ".join(
        words(
            N_("{month}: earned {earned}, received {received}"),
            month=words.month(bar.month.start, year=True),
            earned=words.money(bar.earned, report.currency, whole=True),
            received=words.money(bar.received, report.currency, whole=True),
        )
        for bar in report.months
    )
    return words(N_("Money earned and received by month. {rows}"), rows=rows)


def _legend(report: PersonalReport, words: Wording) -> tuple[Key, ...]:
    if not _any_pay(report):
        return ()
    earned, received = (words.money(value, report.currency, whole=True) for value in _sums(report.months))
    last = words.day(report.period.last, year=False)
    return (
        Key("earned", words(N_("earned that month, {amount}"), amount=earned)),
        Key("kept", words(N_("received by {day}, {amount}"), day=last, amount=received)),
    )


def _note(report: PersonalReport, words: Wording) -> str | None:
    """The two sums invite a subtraction; it does not give what is owed."""
    earned, received = _sums(report.months)
    if earned == received:
        return None
    return words(
        N_(
            "Earned less received need not be what is owed now. That counts pay from before and after these months "
            "too, and does not set money paid ahead of its work against other pay."
        )
    )


def _table(report: PersonalReport, words: Wording) -> Table:
    header = (
        words(N_("Month")),
        words(N_("Earned {currency}"), currency=report.currency),
        words(N_("Received {currency}"), currency=report.currency),
    )
    rows = tuple(
        (
            text_cell(words.month(bar.month.start, year=True)),
            money_cell(bar.earned, report.currency, words),
            money_cell(bar.received, report.currency, words),
        )
        for bar in report.months
    )
    return Table(header, rows)


def draw_months(chart: MonthsChart) -> Markup:
    """An outline and a solid bar for each month, on one line; nothing without pay."""
    if not any(pair.earned or pair.received for pair in chart.pairs):
        return Markup()
    base = _y(Fraction(0), chart.scale)
    slot = Fraction(1, max(len(chart.pairs), 1))
    drawn = join(_draw_pair(pair, number * slot, slot, chart) for number, pair in enumerate(chart.pairs))
    line = tag("line", x1="0", x2="100%", y1=base, y2=base, class_="zero")
    return tag(
        "svg", drawn, line, class_="bars", width="100%", height=_HEIGHT + 26,
        role="img", aria_label=chart.text, focusable="false",
    )  # fmt: skip


def _y(value: Fraction, scale: Scale) -> str:
    return decimal_text((1 - scale.at(value)) * (_HEIGHT - 8) + 6, 1)


def _draw_pair(pair: MonthPair, start: Fraction, slot: Fraction, chart: MonthsChart) -> Markup:
    left, middle, right = (start + slot * Fraction(part, 50) for part in (6, 25, 44))
    name = None
    if pair.label:
        at, anchor = (start, "start") if " " in pair.label else (start + slot / 2, "middle")
        name = tag("text", pair.label, x=percent(at), y=_HEIGHT + 18, text_anchor=anchor)
    return join(
        (
            _draw_bar(left, middle - slot / 100, pair.earned, "earned", chart.scale),
            _draw_bar(middle + slot / 100, right, pair.received, "kept", chart.scale),
            name,
        )
    )


def _draw_bar(left: Fraction, right: Fraction, value: Fraction, mark: str, scale: Scale) -> Markup | None:
    if not value:
        return None
    top, bottom = _y(max(value, Fraction(0)), scale), _y(min(value, Fraction(0)), scale)
    height = decimal_text(Fraction(bottom) - Fraction(top), 1)
    return bar(left, right, y=top, height=height, class_=mark)

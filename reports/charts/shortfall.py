"""What would a staff job have added? One stacked bar and a list, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from reports.benefits.lines import LINES
from reports.charts.legend import swatch
from reports.charts.markup import bar, join, tag
from reports.charts.model import Cell, Chart, Table, figure_cell, money_of, reason_of, text_cell
from reports.figures import Figure
from reports.periods import Period
from reports.personal import PersonalReport
from reports.wording import N_, Wording, translated

TOTAL = "benefits_shortfall_line_by_line"
PATTERN_COUNT = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its amount or why there is none, and the pattern of its part of the bar (None: no part)."""

    key: str
    label: str
    value: Fraction | None
    shown: str
    pattern: int | None
    is_unknown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortfallChart(Chart):
    """Known lines from large to small, then those without an amount."""

    lines: tuple[Line, ...]
    total: Fraction | None


def shortfall_chart(report: PersonalReport, words: Wording) -> ShortfallChart:
    """The benefits shortfall of a report."""
    total = report.figures[TOTAL]
    lines = _lines(report, words)
    return ShortfallChart(
        key="shortfall",
        finding=_finding(total, report.currency, words),
        question=words(
            N_("Benefits shortfall over {length}, counted line by line"), length=_length(report.period, words)
        ),
        text=_text(total, lines, report.currency, words),
        table=_table(report, lines, words),
        figure_key=TOTAL,
        note=words(
            N_(
                "Workers’ compensation is left out. The staff wage above comes from another method: "
                "never add the two."
            )
        ),
        lines=lines,
        total=total.value,
    )


def _finding(total: Figure, currency: str, words: Wording) -> str:
    if total.value is None:
        reason = reason_of(total, words)
        return words(N_("What a staff job would have added: {reason}"), reason=reason)
    if not total.value:
        return words(N_("No amount that a staff job would have added is known"))
    amount = money_of(total, currency, words, whole=True)
    return words(N_("A staff job would have added {amount}"), amount=amount)


def _length(period: Period, words: Wording) -> str:
    months = list(period.months())
    if months and months[0].start == period.start and months[-1].end == period.end:
        return words.plural(N_("{count} month"), N_("{count} months"), len(months))
    return words.plural(N_("{count} day"), N_("{count} days"), period.days)


def _lines(report: PersonalReport, words: Wording) -> tuple[Line, ...]:
    figures = [line.figure for line in report.benefit_lines if line.is_added]
    figures.sort(key=lambda figure: (figure.value is None, -(figure.value or 0)))
    year = report.period.last.year
    lines = []
    for number, figure in enumerate(figures):
        has_part = bool(figure.value and figure.value > 0)
        lines.append(
            Line(
                key=figure.key,
                label=translated(words, LINES, figure.key),
                value=figure.value,
                shown=_shown(figure, report.currency, year, words),
                pattern=number % PATTERN_COUNT + 1 if has_part else None,
                is_unknown=figure.reason == "no_value_on_file" or figure.at_least,
            )
        )
    return tuple(lines)


def _shown(figure: Figure, currency: str, year: int, words: Wording) -> str:
    if figure.value is None and figure.reason == "no_value_on_file":
        return words(N_("no {year} rate on file"), year=year)
    if not figure.value and figure.reason:
        return reason_of(figure, words)
    return money_of(figure, currency, words, whole=True)


def _text(total: Figure, lines: tuple[Line, ...], currency: str, words: Wording) -> str:
    rows = "; ".join(f"{line.label}: {line.shown}" for line in lines)
    return f"{_finding(total, currency, words)}. {rows}"


def _table(report: PersonalReport, lines: tuple[Line, ...], words: Wording) -> Table:
    header = (words(N_("Line")), report.currency, words(N_("Note")))
    figures = {line.figure.key: line.figure for line in report.benefit_lines}
    rows: list[tuple[Cell, ...]] = [
        (
            text_cell(line.label),
            _amount(figures[line.key], line, report.currency, words),
            _note(figures[line.key], words),
        )
        for line in lines
    ]
    total = report.figures[TOTAL]
    amount = figure_cell(total, report.currency, words)
    last = (text_cell(words(N_("Total"))), amount, _note(total, words))
    return Table(header, (*rows, last), has_total=True)


def _amount(figure: Figure, line: Line, currency: str, words: Wording) -> Cell:
    return figure_cell(figure, currency, words) if figure.value is not None else text_cell(line.shown)


def _note(figure: Figure, words: Wording) -> Cell:
    """In a file an amount is a bare number: here it says that it is a lower bound."""
    is_least = figure.at_least and figure.value is not None
    return text_cell(words(N_("at least this much")) if is_least else "")


def draw_shortfall(chart: ShortfallChart) -> Markup:
    """The stacked bar, then each line with the pattern it has in the bar."""
    return join((_draw_stack(chart), tag("ul", join(map(_draw_line, chart.lines)), class_="split")))


def _draw_stack(chart: ShortfallChart) -> Markup | None:
    parts = [(line.value, line.pattern) for line in chart.lines if line.value and line.pattern]
    whole = sum((value for value, _ in parts), Fraction(0))
    drawn, start = [], Fraction(0)
    for value, pattern in parts:
        end = start + value / whole
        drawn.append(bar(start, end, height="34", fill=f"url(#hatch-line-{pattern})", class_="part"))
        start = end
    if not drawn:
        return None
    return tag("svg", *drawn, class_="parts", width="100%", height="34", role="img", aria_label=chart.text)


def _draw_line(line: Line) -> Markup:
    if line.pattern:
        key = swatch(f"line-{line.pattern}", 18)
    else:
        key = tag("span", "?" if line.is_unknown else "–", class_="no-part", aria_hidden="true")
    amount = tag("b" if line.value is not None else "span", line.shown, class_="amount")
    return tag("li", key, tag("span", line.label), amount)

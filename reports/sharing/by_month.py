"""Charts for those who may know months and no days: the same models and drawings, told by the month."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from markupsafe import Markup

from reports.charts.card import draw
from reports.charts.heatmap import DaySquare, HeatMapChart, MonthGrid
from reports.charts.markup import join, tag
from reports.charts.model import Cell, Chart, Key, Table, number_cell, text_cell
from reports.charts.timeline import TimelineChart, timeline_chart
from reports.periods import Period
from reports.personal import PersonalReport
from reports.wording import N_, Wording

#: A month's hours up to which it has each step of blue; longer months have the fourth.
STEPS = (Fraction(40), Fraction(80), Fraction(120))

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Hours = dict[date, Fraction]
AnyChart = TypeVar("AnyChart", bound=Chart)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyHeatMap(HeatMapChart):
    """A heat map whose grids have one square each: the month."""


def timeline_by_month(report: PersonalReport, words: Wording) -> TimelineChart:
    """Contracts over whole months; a gap stands at the start of the month it began in, as long as it was."""
    chart = timeline_chart(report, words)
    note = None
    if chart.gaps:
        note = words(N_("Contracts fill whole months. A gap stands at the start of the month it began in."))
    elif chart.rows:
        note = words(N_("Contracts fill whole months."))
    return replace(chart, text=_text(report, chart.finding, words), table=_table(report, words), note=note)


def _text(report: PersonalReport, finding: str, words: Wording) -> str:
    months = words.days(report.period.start, max(report.period.last, report.period.start))
    start = words(N_("{finding}, {days}."), finding=finding, days=months)
    longest = max(report.gaps, key=lambda gap: gap.length, default=None)
    if longest is None:
        return start
    month = words.month(longest.days.start, year=True, short=False)
    return words(
        N_("{start} The longest gap began in {month}: {count} days."),
        start=start,
        month=month,
        count=longest.length,
    )


def _table(report: PersonalReport, words: Wording) -> Table:
    header = tuple(words(name) for name in (N_("What"), N_("Platform"), N_("From"), N_("To"), N_("Days")))
    open_ = words(N_("open"))
    contracts = [
        (
            bar.start,
            bar.contract_id,
            (
                text_cell(bar.label),
                text_cell(report.platform_names.get(bar.platform_id, "")),
                _month_cell(bar.start, words),
                _month_cell(bar.end, words) if bar.end else text_cell(open_),
                text_cell(""),
            ),
        )
        for bar in report.contracts
    ]
    gaps = [
        (
            gap.days.start.replace(day=1),
            f"gap {number:06d}",
            (
                text_cell(words(N_("Gap"))),
                text_cell(""),
                _month_cell(gap.days.start, words),
                text_cell(open_ if gap.is_open else ""),
                number_cell(gap.length, words),
            ),
        )
        for number, gap in enumerate(report.gaps)
    ]
    return Table(header, tuple(cells for *_, cells in sorted(contracts + gaps, key=lambda row: row[:2])))


def without_days(chart: AnyChart) -> AnyChart:
    """A chart whose table has months where a file would have had days, the first of them each."""
    rows = tuple(
        tuple(
            replace(cell, plain=cell.plain[: len("2026-03")]) if _DAY.fullmatch(cell.plain) else cell
            for cell in row
        )
        for row in chart.table.rows
    )
    return replace(chart, table=replace(chart.table, rows=rows))


def _month_cell(day: date, words: Wording) -> Cell:
    return Cell(words.month(day, year=True), f"{day:%Y-%m}")


def calendar_by_month(report: PersonalReport, words: Wording) -> MonthlyHeatMap:
    """A tile for each month, four steps of blue."""
    hours = {bar.day: bar.hours for bar in report.days if bar.hours > 0}
    finding = _finding(report.period, hours, words)
    months = [month.start for month in report.period.months()]
    header = (words(N_("Month")), words(N_("Hours")))
    rows = tuple((_month_cell(month, words), number_cell(hours[month], words, 2)) for month in sorted(hours))
    return MonthlyHeatMap(
        key="calendar",
        finding=finding,
        question=words(N_("Hours worked in each month")),
        text=f"{finding}.",
        table=Table(header, rows),
        figure_key="hours",
        legend=_legend(words) if hours else (),
        grids=tuple(
            MonthGrid(words.month(month, year=True), (_square(month, hours, words),)) for month in months
        ),
    )


def _finding(period: Period, hours: Hours, words: Wording) -> str:
    if not hours:
        return words(N_("No month with logged time in this period"))
    whole = len(list(period.months()))
    months = words.plural(N_("{count} month"), N_("{count} months"), len(hours))
    most = max(hours.values())
    busiest = [month for month, worked in hours.items() if worked == most]
    if len(busiest) > 1 or len(hours) == 1:
        return words(N_("Work in {months} of {whole}"), months=months, whole=whole)
    return words(
        N_("Work in {months} of {whole}, the most in {month}"),
        months=months,
        whole=whole,
        month=words.month(busiest[0], year=True, short=False),
    )


def _legend(words: Wording) -> tuple[Key, ...]:
    names = [words(N_("up to {hours} h"), hours=words.number(limit)) for limit in STEPS]
    names.append(words(N_("more than {hours} h"), hours=words.number(STEPS[-1])))
    return tuple(Key(f"step-{number}", name) for number, name in enumerate(names, 1))


def _square(month: date, hours: Hours, words: Wording) -> DaySquare:
    worked = hours.get(month, Fraction(0))
    name = words.month(month, year=True, short=False)
    label = (
        words(N_("{day}: {hours} h"), day=name, hours=words.number(worked, 2))
        if worked
        else words(N_("{day}: no logged time"), day=name)
    )
    step = 1 + bisect_left(STEPS, worked) if worked else 0
    return DaySquare(month, 0, 0, step, label)


@draw.register(MonthlyHeatMap)
def draw_by_month(chart: MonthlyHeatMap) -> Markup:
    """Tiles side by side, as many as fit; nothing without work."""
    if not chart.table.rows:
        return Markup()
    tiles = join(
        tag("div", tag("span", grid.label, class_="name"), _draw_tile(square))
        for grid in chart.grids
        for square in grid.squares
    )
    return tag("div", tiles, class_="calendar", role="img", aria_label=chart.text)


def _draw_tile(square: DaySquare) -> Markup:
    tile = tag(
        "rect", tag("title", square.label), x=1, y=1, width=68, height=22, class_=f"step-{square.step}"
    )
    return tag("svg", tile, viewBox="0 0 70 24", focusable="false")

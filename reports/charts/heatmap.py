"""On which days was there work? One small calendar a month, four steps of blue."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from markupsafe import Markup

from reports.charts.markup import join, tag
from reports.charts.model import Cell, Chart, Key, Table, number_cell, text_cell
from reports.periods import ONE_DAY, Period
from reports.personal import PersonalReport
from reports.wording import N_, Wording

#: A day's hours up to which it has each step of blue; longer days have the fourth.
STEPS = (Fraction(2), Fraction(4), Fraction(6))
_SHOWN_MONTHS = 12
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class DaySquare:
    """One day of the period: its place in the month's grid, 0 (no work) to 4, and its words."""

    day: date
    column: int
    row: int
    step: int
    label: str


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """One month's squares."""

    label: str
    squares: tuple[DaySquare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMapChart(Chart):
    """The last twelve months of a period; the table has all of them."""

    grids: tuple[MonthGrid, ...]


def step_of(hours: Fraction) -> int:
    """Step of blue of a day, 0 to 4.

    >>> step_of(Fraction(0)), step_of(Fraction(1, 60)), step_of(Fraction(9))
    (0, 1, 4)
    """
    return 0 if hours <= 0 else 1 + bisect_left(STEPS, hours)


def heatmap_chart(report: PersonalReport, words: Wording) -> HeatMapChart:
    """The calendar of a report's days with work."""
    hours = {bar.day: bar.hours for bar in report.days if bar.hours > 0}
    months = list(report.period.months())[-_SHOWN_MONTHS:]
    finding = _finding(report.period, hours, words)
    cut = len(list(report.period.months())) > _SHOWN_MONTHS
    return HeatMapChart(
        key="calendar",
        finding=finding,
        question=words(N_("Hours worked on each day")),
        text=f"{finding}.",
        table=_table(hours, words),
        figure_key="hours",
        legend=_legend(words) if hours else (),
        note=words(N_("The last 12 months are shown; the table has every day.")) if cut else None,
        grids=tuple(_grid(month, report.period, hours, words) for month in months),
    )


def _finding(period: Period, hours: dict[date, Fraction], words: Wording) -> str:
    if not hours:
        return words(N_("No day with logged time in this period"))
    days = words.plural(N_("{count} day"), N_("{count} days"), len(hours))
    weekend = sum(day.weekday() >= 5 for day in hours)
    if not weekend:
        return words(N_("You worked on {days} of {whole}"), days=days, whole=period.days)
    return words(
        N_("You worked on {days} of {whole}, {weekend} of them at a weekend"),
        days=days,
        whole=period.days,
        weekend=weekend,
    )


def _legend(words: Wording) -> tuple[Key, ...]:
    names = [words(N_("up to {hours} h"), hours=words.number(limit)) for limit in STEPS]
    names.append(words(N_("more than {hours} h"), hours=words.number(STEPS[-1])))
    return tuple(Key(f"step-{number}", name) for number, name in enumerate(names, 1))


def _grid(month: Period, period: Period, hours: dict[date, Fraction], words: Wording) -> MonthGrid:
    shown = Period(max(month.start, period.start), min(month.end, period.end))
    days = range(shown.start.toordinal(), shown.end.toordinal())
    return _grid_of(shown, tuple(hours.get(date.fromordinal(day), _NOTHING) for day in days), words)


# After a change nearly every month is as it was.
@lru_cache(256)
def _grid_of(shown: Period, hours: tuple[Fraction, ...], words: Wording) -> MonthGrid:
    """Days of one month, with the hours of each."""
    first = shown.start.replace(day=1).weekday()
    squares, day = [], shown.start
    for worked in hours:
        cell = first + day.day - 1
        squares.append(DaySquare(day, cell % 7, cell // 7, step_of(worked), _day_words(day, worked, words)))
        day += ONE_DAY
    return MonthGrid(words.month(shown.start, year=True), tuple(squares))


def _day_words(day: date, hours: Fraction, words: Wording) -> str:
    name = words.day(day, year=False)
    if not hours:
        return words(N_("{day}: no logged time"), day=name)
    return words(N_("{day}: {hours} h"), day=name, hours=words.number(hours, 2))


def _table(hours: dict[date, Fraction], words: Wording) -> Table:
    header = (words(N_("Day")), words(N_("Hours")))
    return Table(header, tuple(_table_row(day, hours[day], words) for day in sorted(hours)))


@lru_cache(4096)
def _table_row(day: date, hours: Fraction, words: Wording) -> tuple[Cell, Cell]:
    return text_cell(day.isoformat()), number_cell(hours, words, 2)


def draw_heatmap(chart: HeatMapChart) -> Markup:
    """Small calendars side by side, as many as fit; nothing without work."""
    if not chart.table.rows:
        return Markup()
    grids = join(map(_draw_grid, chart.grids))
    return tag("div", grids, class_="calendar", role="img", aria_label=chart.text)


@lru_cache(256)
def _draw_grid(grid: MonthGrid) -> Markup:
    squares = join(map(_draw_square, grid.squares))
    drawn = tag("svg", squares, viewBox="0 0 70 60", focusable="false")
    return tag("div", tag("span", grid.label, class_="name"), drawn)


def _draw_square(square: DaySquare) -> Markup:
    return tag(
        "rect",
        tag("title", square.label),
        x=square.column * 10 + 1,
        y=square.row * 10 + 1,
        width=8,
        height=8,
        class_=f"step-{square.step}",
    )

"""The charts of a release as pictures: rates with their rings, dots and ranges, and bars with their ranges."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from reports.charts.model import Scale
from reports.charts.release_bar import ReleaseBar
from reports.charts.release_bars import ReleaseBarsChart
from reports.charts.release_rate_rows import Range, RateRow
from reports.charts.release_rates import ReleaseRatesChart
from reports.documents.pictures.bar_rows import BarRow, draw_bar_rows, stretch
from reports.documents.pictures.picture import (
    Box,
    Dot,
    Line,
    Mark,
    Picture,
    Words,
    at,
    more_of,
    paragraph,
    room_of,
    stacked,
)
from reports.documents.pictures.platforms import draw_axis

Row = TypeVar("Row", bound=RateRow | ReleaseBar)

_ROW = 44.0
#: Names get at most this share of the width, and at least so many units.
_NAMES, _NARROW = 0.34, 90.0
#: More rows than these are for the table.
_MOST = 30
#: Where the marks of a row stand, and where its amount does: above them, so that it lies over none.
_MIDDLE, _ABOVE = 28.0, 14.0
#: Where the range of a bar stands: under it, since it would not be seen on it.
_BELOW = 26.5


def draw_release_rates(chart: ReleaseRatesChart, width: float) -> Picture:
    """A row for each cell over one scale."""
    parts, whole = _most(chart.rows)
    shown = [*parts, *whole]
    left = round(min(width * _NAMES, max(_NARROW, *(room_of(row.label, "plain", 15) for row in shown)) + 24))
    room = width - left - 10
    return stacked(
        (
            *(_row(row, chart.scale, left, room) for row in parts),
            more_of(len(chart.rows) - len(shown), 0),
            _rest(chart.rest, width),
            *(_row(row, chart.scale, left, room) for row in whole),
            Picture(width, 26, tuple(draw_axis(chart.ticks, left, room, 4))),
        )
    )


def _most(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """As many cells as there is room for, and the whole cohort, which stands under everything."""
    whole = [row for row in rows if row.is_whole]
    parts = [row for row in rows if not row.is_whole]
    return parts[: _MOST - len(whole)], whole


def _rest(said: str, width: float) -> Picture:
    """The line on rows that are not drawn."""
    if not said:
        return Picture(width, 0)
    lines, low = paragraph(said, 0, 8, width, look="muted", size=13.5)
    return Picture(width, low + 4, tuple(lines))


def _row(row: RateRow, scale: Scale, left: float, room: float) -> Picture:
    name, low = paragraph(row.label, 0, 12, left - 16, look="bold" if row.is_whole else "plain", most=4)
    small: list[Words] = []
    if row.caveat:
        small, low = paragraph(row.caveat, 0, low, left - 16, look="muted", size=13, most=2)
    height = max(_ROW, low + 8)
    marks = [mark.moved(left, (height - _ROW) / 2) for mark in _marks(row, scale, room)]
    return Picture(left + room, height, (*name, *small, *marks, Line(0, height, left + room, height, "rule")))


def _marks(row: RateRow, scale: Scale, room: float) -> list[Mark]:
    marks: list[Mark]
    real = _place(row.real, scale, room)
    if real is None:
        marks = _ring(row, scale, room)
        reason, _ = paragraph(row.shown, 0, 0 if marks else 13, room, look="muted", size=13.5)
        return [*marks, *reason]
    ring = _place(row.promised, scale, room)
    marks = []
    if row.middle is not None:
        low, high = _ends(row.middle, scale, room)
        marks.append(Box(low, _MIDDLE - 4.5, high - low, 9, "middle", 4.5))
    if ring is not None:
        marks.append(Line(real, _MIDDLE, ring, _MIDDLE, "between"))
    marks += interval_marks(row.interval, scale, room, _MIDDLE)
    marks += _ring(row, scale, room)
    marks.append(
        Box(real - 6, _MIDDLE - 6, 12, 12, "pooled") if row.is_pooled else Dot(real, _MIDDLE, 7, "dot")
    )
    return [*marks, _amount(row.shown, real, room)]


def _ring(row: RateRow, scale: Scale, room: float) -> list[Mark]:
    ring = _place(row.promised, scale, room)
    return [] if ring is None else [Dot(ring, _MIDDLE, 6, "ring")]


def _amount(shown: str, real: float, room: float) -> Words:
    half = room_of(shown, "bold", 13) / 2
    return Words(min(max(real, half), room - half), _ABOVE, shown, "bold", 13, "middle")


def interval_marks(interval: Range | None, scale: Scale, room: float, y: float) -> list[Mark]:
    """A line from limit to limit with an end at each; nothing without them."""
    if interval is None:
        return []
    low, high = _ends(interval, scale, room)
    ends: list[Mark] = [Line(x, y - 5, x, y + 5, "interval") for x in (low, high)]
    return [Line(low, y, high, y, "interval"), *ends]


def _ends(found: Range, scale: Scale, room: float) -> tuple[float, float]:
    low, high = (at(scale.at(value), room) for value in found)
    return low, high


def _place(value: Fraction | None, scale: Scale, room: float) -> float | None:
    return None if value is None else at(scale.at(value), room)


def draw_release_bars(chart: ReleaseBarsChart, width: float) -> Picture:
    """A bar for each row, hatched where it shows what is missing."""
    parts, whole = _most(chart.bars)

    def rows(bars: Sequence[ReleaseBar]) -> Picture:
        return draw_bar_rows(
            (
                BarRow(bar.label, bar.about, (bar.shown,) if bar.shown else (), _bars(bar, chart, width))
                for bar in bars
            ),
            width,
        )

    axis = draw_axis(chart.ticks, 0, width, 0) if chart.ticks else []
    return stacked(
        (
            rows(parts),
            more_of(len(chart.bars) - len(parts) - len(whole), 0),
            _rest(chart.rest, width),
            rows(whole),
            Picture(width, 20 if axis else 0, tuple(axis)),
        ),
        gap=12,
    )


def _bars(bar: ReleaseBar, chart: ReleaseBarsChart, width: float) -> tuple[Mark, ...]:
    if bar.value is None:
        return ()
    return (
        *stretch(chart.scale, Fraction(0), bar.value, bar.look, width),
        *interval_marks(bar.interval, chart.scale, width, _BELOW),
    )

"""The benefits shortfall as a picture: one stacked bar, then each line with its pattern."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.shortfall import Line as ShortfallLine
from reports.charts.shortfall import ShortfallChart
from reports.documents.pictures.picture import (
    Box,
    Line,
    Mark,
    Picture,
    Words,
    at,
    paragraph,
    room_of,
    stacked,
)

_STACK = 34
_SWATCH = 18


def draw_shortfall(chart: ShortfallChart, width: float) -> Picture:
    """The bar and the list."""
    return stacked((_stack(chart, width), _list(chart, width)), gap=12)


def _stack(chart: ShortfallChart, width: float) -> Picture:
    parts = [(line.value, line.pattern) for line in chart.lines if line.value and line.pattern]
    whole = sum((value for value, _ in parts), Fraction(0))
    marks: list[Mark] = []
    start = Fraction(0)
    for value, pattern in parts:
        end = start + value / whole
        left = at(start, width)
        marks.append(Box(left, 0, at(end, width) - left, _STACK, f"line-{pattern}"))
        start = end
    return Picture(width, _STACK if marks else 0, tuple(marks))


def _list(chart: ShortfallChart, width: float) -> Picture:
    marks: list[Mark] = []
    top = 0.0
    for number, line in enumerate(chart.lines):
        if number:
            marks.append(Line(0, top, width, top, "rule"))
        drawn, top = _row(line, width, top + 8)
        marks += drawn
        top += 8
    return Picture(width, top, tuple(marks))


def _row(line: ShortfallLine, width: float, top: float) -> tuple[list[Mark], float]:
    marks = _key(line, top)
    look = "bold" if line.value is not None else "muted"
    room = width * 0.45
    amount, low = paragraph(line.shown, 0, top, room, look=look)
    marks += [Words(width, one.y, one.text, look, 15, "end") for one in amount]
    widest = max(room_of(one.text, look, 15) for one in amount)
    label, lower = paragraph(line.label, 28, top, max(width - 28 - widest - 16, width / 3))
    marks += label
    return marks, max(low, lower)


def _key(line: ShortfallLine, top: float) -> list[Mark]:
    if line.pattern:
        return [Box(0, top + 1, _SWATCH, _SWATCH, f"line-{line.pattern}")]
    sign = "?" if line.is_unknown else "–"
    return [
        Box(0.75, top + 1.75, _SWATCH - 1.5, _SWATCH - 1.5, "unknown", 2),
        Words(_SWATCH / 2, top + 14.5, sign, "muted", 12, "middle"),
    ]

"""The rate ladder as a picture: a bar for each step, hatched where pay was lost."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.ladder import REAL, LadderChart, Rung
from reports.charts.model import Scale
from reports.documents.pictures.picture import Box, Line, Mark, Picture, Words, at, paragraph, room_of

_BAR = 18
_GAP = 14


def draw_ladder(chart: LadderChart, width: float) -> Picture:
    """The steps from top to bottom."""
    marks: list[Mark] = []
    top = 0.0
    for rung in chart.rungs:
        drawn, top = _row(rung, chart.scale, width, top)
        marks += drawn
        top += _GAP
    return Picture(width, max(top - _GAP, 0), tuple(marks))


def _row(rung: Rung, scale: Scale, width: float, top: float) -> tuple[list[Mark], float]:
    is_real = rung.key == REAL
    look = "real" if is_real else "plain"
    if rung.value is None:
        left, low = paragraph(rung.label, 0, top, width / 2 - 12, look=look)
        right, lower = paragraph(rung.shown, width / 2 + 12, top, width / 2 - 12, look="muted")
        return [*left, *right], max(low, lower) + 4
    amount = Words(width, top + 15, rung.shown, "real" if is_real else "bold", anchor="end")
    marks: list[Mark] = [amount]
    start = amount.left
    if rung.change:
        gained = rung.lost is not None and rung.lost < 0
        change = Words(start - 8, top + 15, rung.change, "muted" if gained else "loss", anchor="end")
        marks.append(change)
        start = change.left
    label, low = paragraph(rung.label, 0, top, max(start - 16, width / 3), look=look)
    marks += label
    if rung.caveat:
        last = label[-1]
        marks.append(Words(last.x + room_of(last.text, look, 15) + 6, last.y, rung.caveat, "muted", 13))
    return [*marks, *_bars(rung, rung.value, scale, width, low + 4)], low + 4 + _BAR


def _bars(rung: Rung, value: Fraction, scale: Scale, width: float, top: float) -> list[Mark]:
    zero, end = at(scale.at(Fraction(0)), width), at(scale.at(value), width)
    before = at(scale.at(max(value, rung.measured_from or Fraction(0))), width)
    marks: list[Mark] = [Line(0, top + _BAR - 0.5, width, top + _BAR - 0.5, "rule")]
    if end > zero and rung.is_compared:
        marks.append(Box(zero + 1, top + 1, max(end - zero - 2, 0), _BAR - 2, "compared"))
    elif end > zero:
        marks.append(Box(zero, top, end - zero, _BAR, "kept"))
    if before > end:
        marks.append(Box(end, top, before - end, _BAR, "lost"))
    if zero > 0:
        marks.append(Line(zero, top, zero, top + _BAR, "zero"))
    return marks

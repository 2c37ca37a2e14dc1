"""Earned and received by month as a picture: an outline and a solid bar for each month."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.model import Scale
from reports.charts.months import MonthPair, MonthsChart
from reports.documents.pictures.picture import Box, Line, Mark, Picture, Words

_HEIGHT = 180.0


def draw_months(chart: MonthsChart, width: float) -> Picture:
    """Pairs of bars on one line; nothing without pay."""
    if not any(pair.earned or pair.received for pair in chart.pairs):
        return Picture(width, 0)
    slot = width / len(chart.pairs)
    marks: list[Mark] = []
    for number, pair in enumerate(chart.pairs):
        marks += _pair(pair, number * slot, slot, chart.scale)
    base = _y(Fraction(0), chart.scale)
    marks.append(Line(0, base, width, base, "zero"))
    return Picture(width, _HEIGHT + 26, tuple(marks))


def _y(value: Fraction, scale: Scale) -> float:
    return round(float(1 - scale.at(value)) * (_HEIGHT - 8) + 6, 2)


def _pair(pair: MonthPair, start: float, slot: float, scale: Scale) -> list[Mark]:
    left, middle, right = (start + slot * share for share in (0.12, 0.5, 0.88))
    marks: list[Mark] = [
        *_bar(left + 0.8, middle - slot / 100 - 0.8, pair.earned, "earned", scale),
        *_bar(middle + slot / 100, right, pair.received, "kept", scale),
    ]
    if pair.label:
        is_long = " " in pair.label
        x = start if is_long else start + slot / 2
        marks.append(Words(x, _HEIGHT + 20, pair.label, "muted", 13, "start" if is_long else "middle"))
    return marks


def _bar(left: float, right: float, value: Fraction, look: str, scale: Scale) -> list[Mark]:
    if not value:
        return []
    top, bottom = _y(max(value, Fraction(0)), scale), _y(min(value, Fraction(0)), scale)
    return [Box(left, top, max(right - left, 0.5), max(bottom - top, 0.5), look)]

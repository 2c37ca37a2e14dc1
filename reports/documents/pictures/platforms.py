"""Promised and real pay by platform as a picture: a ring, a dot, and what lies between."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.model import Scale
from reports.charts.platforms import PlatformDot, PlatformsChart
from reports.documents.pictures.picture import (
    Anchor,
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
)

_ROW = 40.0
#: Names get at most this share of the width, and at least so many units.
_NAMES, _NARROW = 0.3, 90.0
#: More rows than these are for the table.
_MOST = 30


def draw_platforms(chart: PlatformsChart, width: float) -> Picture:
    """A row for each platform over one scale; nothing without platforms."""
    if not chart.dots:
        return Picture(width, 0)
    shown = chart.dots[:_MOST]
    left = round(min(width * _NAMES, max(_NARROW, *(_wide(dot) for dot in shown)) + 24))
    room = width - left - 10
    marks: list[Mark] = []
    top = 0.0
    for dot in shown:
        drawn, height = _row(dot, chart.scale, left, room)
        marks += [mark.moved(0, top) for mark in drawn]
        top += height
    more = more_of(len(chart.dots) - len(shown), top)
    marks += more.marks
    top += more.height
    return Picture(width, top + 26, (*marks, *draw_axis(chart.ticks, left, room, top + 4)))


def _wide(dot: PlatformDot) -> float:
    return room_of(dot.label, "plain", 15)


def draw_axis(ticks: tuple[tuple[Fraction, str], ...], left: float, room: float, top: float) -> list[Mark]:
    """A line with the marks of a scale under it."""
    marks: list[Mark] = [Line(left, top, left + room, top, "edge")]
    last = len(ticks) - 1
    for number, (share, label) in enumerate(ticks):
        anchor: Anchor = "start" if number == 0 else "end" if number == last else "middle"
        marks.append(Words(left + at(share, room), top + 16, label, "muted", 13, anchor))
    return marks


def _row(dot: PlatformDot, scale: Scale, left: float, room: float) -> tuple[list[Mark], float]:
    name, low = paragraph(dot.label, 0, 10, left - 16, most=2)
    note = dot.caveat if dot.real is not None else dot.shown
    small: list[Words] = []
    if note:
        small, low = paragraph(note, 0, low, left - 16, look="muted", size=13, most=2)
    height = max(_ROW, low + 6)
    marks = [mark.moved(left, (height - _ROW) / 2) for mark in _marks(dot, scale, room)]
    return [*name, *small, *marks], height


def _marks(dot: PlatformDot, scale: Scale, room: float) -> list[Mark]:
    ring = None if dot.promised is None else at(scale.at(dot.promised), room)
    real = None if dot.real is None else at(scale.at(dot.real), room)
    marks: list[Mark] = [Line(0, 22, room, 22, "rule")]
    if ring is not None and real is not None:
        marks.append(Line(real, 22, ring, 22, "between"))
    if ring is not None:
        marks.append(Dot(ring, 22, 6, "ring"))
    if real is not None:
        amount = _amount(dot.shown, real, ring, room)
        behind = Box(amount.left - 3, 15, room_of(amount.text, "bold", 13) + 6, 14, "paper")
        marks += [behind, amount] if amount.y > 15 else [amount]
        marks.append(Dot(real, 22, 7, "dot"))
    return marks


def _amount(shown: str, real: float, ring: float | None, room: float) -> Words:
    """Beside the dot where there is room, else above it: never over the ring, never over the edge."""
    wide = room_of(shown, "bold", 13) + 13
    right = max(real, ring if ring is not None else real)
    if real >= wide and (ring is None or ring >= real):
        return Words(real - 13, 27, shown, "bold", 13, "end")
    if right + wide <= room:
        return Words(right + 13, 27, shown, "bold", 13)
    anchor: Anchor = "start" if real < wide / 2 else "end" if real > room - wide / 2 else "middle"
    return Words(real, 12, shown, "bold", 13, anchor)

"""One stacked bar, and a list of its parts with their patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.charts.legend import FRAMED
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


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its pattern in the bar and its share, or the sign of a part that the bar does not have."""

    label: str
    shown: str
    pattern: str | None
    share: Fraction = Fraction(0)
    sign: str = ""
    is_bold: bool = True


def draw_parts(parts: Sequence[Part], width: float) -> Picture:
    """The bar and the list; nothing without parts."""
    return stacked((_stack(parts, width), _list(parts, width)), gap=12)


def _stack(parts: Sequence[Part], width: float) -> Picture:
    marks: list[Mark] = []
    start = Fraction(0)
    for part in parts:
        if part.pattern and part.share:
            left, right = at(start, width), at(start + part.share, width)
            marks.append(_framed(left, 0, right - left, _STACK, part.pattern))
            start += part.share
    return Picture(width, _STACK if marks else 0, tuple(marks))


def _framed(left: float, top: float, wide: float, high: float, pattern: str) -> Box:
    """A frame lies inside its part, so that neighbours do not cover it."""
    inset = 0.8 if pattern in FRAMED else 0
    return Box(left + inset, top + inset, max(wide - 2 * inset, 0.5), high - 2 * inset, pattern)


def _list(parts: Sequence[Part], width: float) -> Picture:
    marks: list[Mark] = []
    top = 0.0
    for number, part in enumerate(parts):
        if number:
            marks.append(Line(0, top, width, top, "rule"))
        drawn, top = _row(part, width, top + 8)
        marks += drawn
        top += 8
    return Picture(width, top, tuple(marks))


def _row(part: Part, width: float, top: float) -> tuple[list[Mark], float]:
    marks = _key(part, top)
    look = "bold" if part.is_bold else "muted"
    amount, low = paragraph(part.shown, 0, top, width * 0.45, look=look)
    marks += [Words(width, one.y, one.text, look, 15, "end") for one in amount]
    widest = max(room_of(one.text, look, 15) for one in amount)
    label, lower = paragraph(part.label, 28, top, max(width - 28 - widest - 16, width / 3))
    marks += label
    return marks, max(low, lower)


def _key(part: Part, top: float) -> list[Mark]:
    if part.pattern:
        return [_framed(0, top + 1, _SWATCH, _SWATCH, part.pattern)]
    return [
        Box(0.75, top + 1.75, _SWATCH - 1.5, _SWATCH - 1.5, "no-part", 2),
        Words(_SWATCH / 2, top + 14.5, part.sign, "muted", 12, "middle"),
    ]

"""Legends under a picture: small marks with their words, on as many lines as they need."""

from __future__ import annotations

from reports.charts.model import Key
from reports.documents.letters import cut
from reports.documents.pictures.picture import Box, Dot, Line, Mark, Picture, Words, room_of

_SIZE = 13.5
_LINE = 22.0


def draw_legend(keys: tuple[Key, ...], width: float) -> Picture:
    """The marks and their words; nothing without keys."""
    marks: list[Mark] = []
    left, top = 0.0, 0.0
    for key in keys:
        words = cut(key.words, _SIZE, width - 26)
        wide = 24 + room_of(words, "plain", _SIZE)
        if left and left + wide > width:
            left, top = 0.0, top + _LINE
        marks += [_swatch(key.mark, left, top), Words(left + 24, top + 14, words, "plain", _SIZE)]
        left += wide + 20
    return Picture(width, top + _LINE if keys else 0, tuple(marks))


def _swatch(mark: str, left: float, top: float) -> Mark:
    if mark in ("ring", "dot"):
        return Dot(left + 9, top + 9.5, 5.5, mark)
    if mark == "interval":
        return Line(left + 1, top + 9.5, left + 17, top + 9.5, mark)
    if mark == "pooled":
        return Box(left + 4, top + 4.5, 10, 10, mark)
    return Box(left + 1, top + 3, 16, 12, mark, 2)

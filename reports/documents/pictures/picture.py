"""What a picture is made of: boxes, lines, dots, shapes and words at fixed places, each with a look by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from reports.documents.letters import width, wrapped

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: str
    round: float = 0

    def moved(self, right: float, down: float) -> Box:
        """The same elsewhere."""
        return replace(self, x=self.x + right, y=self.y + down)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str

    def moved(self, right: float, down: float) -> Line:
        """The same elsewhere."""
        return replace(self, x1=self.x1 + right, x2=self.x2 + right, y1=self.y1 + down, y2=self.y2 + down)


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    x: float
    y: float
    radius: float
    look: str

    def moved(self, right: float, down: float) -> Dot:
        """The same elsewhere."""
        return replace(self, x=self.x + right, y=self.y + down)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words on its base line."""

    x: float
    y: float
    text: str
    look: str = "plain"
    size: float = 15
    anchor: Anchor = "start"

    def moved(self, right: float, down: float) -> Words:
        """The same elsewhere."""
        return replace(self, x=self.x + right, y=self.y + down)

    @property
    def left(self) -> float:
        """Where the words begin."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * room_of(self.text, self.look, self.size)


Mark = Box | Line | Dot | Words

#: Looks of words that are bold.
BOLD = frozenset({"bold", "real", "loss_bold", "heading"})


@dataclass(frozen=True, slots=True)
class Picture:
    """Marks on a sheet, the later ones over the earlier ones."""

    width: float
    height: float
    marks: tuple[Mark, ...] = ()

    def moved(self, right: float, down: float) -> tuple[Mark, ...]:
        """The marks, for a larger picture."""
        return tuple(mark.moved(right, down) for mark in self.marks)


def weight_of(look: str) -> int:
    """How bold the words of a look are."""
    return 700 if look in BOLD else 400


def room_of(text: str, look: str, size: float) -> float:
    """How wide words of a look are."""
    return width(text, size, weight_of(look))


def paragraph(
    text: str, x: float, y: float, room: float, *, look: str = "plain", size: float = 15, most: int = 3
) -> tuple[list[Words], float]:
    """Words in lines from a top edge on, and where the next thing may begin."""
    lines = wrapped(text, size, room, weight_of(look), most)
    step = round(size * 1.3, 1)
    words = [Words(x, y + size + number * step, line, look, size) for number, line in enumerate(lines)]
    return words, y + step * len(lines)


def more_of(count: int, top: float) -> Picture:
    """How many rows are not drawn, as a mark that needs no language; the table has them."""
    if count <= 0:
        return Picture(0, 0)
    return Picture(0, 28, (Words(0, top + 20, f"+ {count} \u2026", "muted", 13),))


def stacked(pictures: Iterable[Picture], gap: float = 0) -> Picture:
    """Pictures one below the other; those without height are left out."""
    marks: list[Mark] = []
    top = wide = 0.0
    for picture in pictures:
        if picture.height <= 0:
            continue
        top += gap if top else 0
        marks += picture.moved(0, top)
        top += picture.height
        wide = max(wide, picture.width)
    return Picture(wide, top, tuple(marks))


def at(share: Fraction, room: float) -> float:
    """A share of the width in units of the picture."""
    return round(float(share) * room, 2)

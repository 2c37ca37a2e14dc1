"""Sheets of a workbook as plain data: names that every spreadsheet takes, words, and numbers with their format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Look = Literal["plain", "title", "header", "wrapped"]

#: What no name of a sheet may hold, and how long it may be.
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 31
#: A name that spreadsheets keep for themselves.
_TAKEN = "history"
#: Bounds of the width of a column, in letters.
_NARROW, _BROAD = 8, 60


@dataclass(frozen=True, slots=True)
class Text:
    """Words; they stay words, whatever they begin with."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and how a spreadsheet shows it."""

    value: Fraction
    shown_as: str


SheetCell = Text | Number | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows above `frozen_rows` and columns before `frozen_columns` stay in sight."""

    name: str
    rows: tuple[tuple[SheetCell, ...], ...]
    widths: tuple[int, ...]
    frozen_rows: int = 0
    frozen_columns: int = 0


def sheet_names(wanted: Iterable[str]) -> Iterator[str]:
    """Names that may stand beside each other in one workbook, in order.

    >>> list(sheet_names(["a/b", "A:B", "History"]))
    ['a-b', 'A-B 2', 'History 2']
    """
    taken = {_TAKEN}
    for name in wanted:
        plain = _REFUSED.sub("-", name)[:_LONGEST].strip("' ") or "-"
        chosen, number = plain, 1
        while chosen.lower() in taken:
            number += 1
            ending = f" {number}"
            chosen = plain[: _LONGEST - len(ending)] + ending
        taken.add(chosen.lower())
        yield chosen


def width_of(texts: Iterable[str]) -> int:
    """The width of a column with such words in it."""
    return min(max(max(map(len, texts), default=0) + 2, _NARROW), _BROAD)

"""Month names under a chart, never more than fit on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reports.periods import Period
from reports.wording import Wording

#: Names that fit beside one another at 320 pixels: without and with the year.
_SHORT_NAMES, _LONG_NAMES = 10, 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A month's name at a share of the width."""

    at: Fraction
    label: str


def place(day: date, period: Period) -> Fraction:
    """Where the start of a day stands in a period, 0 to 1."""
    return Fraction((day - period.start).days, max(period.days, 1))


def month_step(count: int) -> tuple[int, bool]:
    """Name every how many months, and whether with the year.

    >>> month_step(8), month_step(12), month_step(40)
    ((1, False), (3, True), (12, True))
    """
    if count <= _SHORT_NAMES:
        return 1, False
    for step in (3, 6, 12, 24, 60):
        if count <= step * _LONG_NAMES:
            return step, True
    return 120, True


def ticks_of(period: Period, words: Wording) -> tuple[Tick, ...]:
    """Names at the starts of months; a name that would run over the edge is left out."""
    months = list(period.months())
    step, with_year = month_step(len(months))
    last = Fraction(4, 5) if with_year else Fraction(23, 25)
    ticks = (
        Tick(place(max(month.start, period.start), period), words.month(month.start, year=with_year))
        for month in months[::step]
    )
    return tuple(tick for tick in ticks if tick.at <= last)

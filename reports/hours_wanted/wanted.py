"""The hours a week that a writer said she wants, from day to day; never assumed (METHOD section 8)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from reports.periods import ONE_DAY, Period
from reports.row_ids import NO_ROWS, Rows


class WantedHours(NamedTuple):
    """Hours a week she said she wants, from a day on; `ends_on` is the last day, None while it holds.

    `hours` is None where she took the answer back.
    """

    id: str
    starts_on: date
    hours: Fraction | None
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


#: The first day of some days in a row, and what was in force on each of them; None: nothing.
Stretch = tuple[date, WantedHours | None]


def in_force(wanted: Iterable[WantedHours]) -> tuple[Stretch, ...]:
    """What was in force on every day since the first of all days, in order; each stretch goes on to the next.

    Where two facts hold, the one that began last does.
    """
    listed = sorted(wanted, key=lambda fact: (fact.starts_on, fact.id), reverse=True)
    over = {fact.ends_on + ONE_DAY for fact in listed if fact.ends_on not in (None, date.max)}
    changes = sorted({date.min, *over, *(fact.starts_on for fact in listed)})
    return tuple((day, next((fact for fact in listed if fact.holds_on(day)), None)) for day in changes)


def wanted_in(week: Period, stretches: Sequence[Stretch]) -> tuple[Fraction | None, Rows]:
    """Hours wanted in a week, and the facts behind it; `stretches` are those of `in_force`.

    Each day counts a seventh of the hours in force on it, so that a change within a week counts by its days. None
    when they are not known for one of the days.

    >>> week = Period.through(date(2026, 3, 2), date(2026, 3, 8))
    >>> said = [
    ...     WantedHours("a", date(2026, 1, 1), Fraction(28), date(2026, 3, 4)),
    ...     WantedHours("b", date(2026, 3, 5), Fraction(42)),
    ... ]
    >>> wanted_in(week, in_force(said))
    (Fraction(36, 1), {'situations': ('a', 'b')})
    """
    first_day = itemgetter(0)
    begun = bisect_right(stretches, week.start, key=first_day)
    inside = stretches[begun - 1 : bisect_left(stretches, week.end, key=first_day)]
    edges = pairwise([week.start, *(day for day, _ in inside[1:]), week.end])
    hours, ids = Fraction(0), dict[str, None]()
    for (_, fact), (start, following) in zip(inside, edges, strict=True):
        if fact is None or fact.hours is None:
            return None, NO_ROWS
        hours += fact.hours * (following - start).days
        ids[fact.id] = None
    return hours / 7, {"situations": tuple(ids)}

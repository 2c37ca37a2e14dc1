"""Half-open ranges of days, [start, end), and spans of time. People are shown the last day included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, starmap

ONE_DAY = timedelta(days=1)


class PeriodError(ValueError):
    """A range of days that ends before it starts."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to, not including, `end`; never negative, may be empty.

    >>> Period(date(2026, 3, 1), date(2026, 4, 1)).days
    31
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodError(f"The period ends on {self.end}, before it starts on {self.start}.")

    @classmethod
    def through(cls, first: date, last: date) -> Period:
        """From the first to the last day, both included, as people say it."""
        return cls(first, last + ONE_DAY)

    @property
    def days(self) -> int:
        """Number of days, 0 or more."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day included (for an empty period the day before its start)."""
        return self.end - ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlap(self, other: Period) -> Period | None:
        """The days in both, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def split_at(self, days: Iterable[date]) -> Iterator[Period]:
        """The period in parts, a new one from each of the days inside it; ascending, together the period.

        >>> year = Period(date(2026, 1, 1), date(2027, 1, 1))
        >>> [part.days for part in year.split_at([date(2026, 7, 1), date(2026, 1, 1)])]
        [181, 184]
        """
        cuts = sorted({day for day in days if self.start < day < self.end})
        yield from starmap(Period, pairwise([self.start, *cuts, self.end]))

    def months(self) -> Iterator[Period]:
        """Calendar months that touch the period, whole months each, in order."""
        month = self.start.replace(day=1) if self.days else self.end
        while month < self.end:
            following = next_month(month)
            yield Period(month, following)
            month = following

    def years(self) -> Iterator[Period]:
        """Calendar years that touch the period, whole years each, in order."""
        for year in range(self.start.year, self.last.year + 1 if self.days else self.start.year):
            yield Period(date(year, 1, 1), date(year + 1, 1, 1))


def next_month(day: date) -> date:
    """The first day of the month after `day`'s."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, (next_month(first) - ONE_DAY).day))


def merge_spans(spans: Iterable[tuple[int, int]], gap: int = 0) -> list[tuple[int, int]]:
    """Union of [start, end] spans in whole seconds; spans at most `gap` apart become one.

    >>> merge_spans([(0, 600), (630, 1200), (1260, 1800)], gap=60)
    [(0, 1800)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] <= gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def merge_periods(periods: Iterable[Period]) -> list[Period]:
    """Union of ranges of days, ascending and disjoint; ranges that touch become one, empty ones vanish.

    >>> merge_periods([Period(date(2026, 3, 5), date(2026, 3, 9)), Period(date(2026, 3, 1), date(2026, 3, 5))])
    [Period(start=datetime.date(2026, 3, 1), end=datetime.date(2026, 3, 9))]
    """
    spans = [(period.start.toordinal(), period.end.toordinal()) for period in periods if period.days]
    return [Period(date.fromordinal(start), date.fromordinal(end)) for start, end in merge_spans(spans)]

"""Days as others may know them: as they are, or nothing finer than a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reports.periods import ONE_DAY, Period, next_month
from reports.personal import GapBar

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns days into what may be told of them."""

    has_days: bool

    def start(self, day: date) -> date:
        """A day on which something began: itself, or the first of its month."""
        return day if self.has_days else day.replace(day=1)

    def last(self, day: date) -> date:
        """A day on which something ended: itself, or the last of its month."""
        return day if self.has_days else next_month(day) - ONE_DAY

    def period(self, days: Period) -> Period:
        """The days themselves, or the whole months they are in."""
        if not days.days:
            return Period(self.start(days.start), self.start(days.start))
        return Period.through(self.start(days.start), self.last(days.last))

    def gaps(self, bars: Sequence[GapBar]) -> tuple[GapBar, ...]:
        """Gaps; without days each stands at the start of the month it began in, behind those that came before.

        How long a gap that goes on has lasted would name the last day of work: it is told in whole weeks.
        """
        if self.has_days:
            return tuple(replace(bar, cause=None) for bar in bars)
        told, free = list[GapBar](), date.min
        for bar in sorted(bars, key=lambda bar: bar.days):
            length = max(bar.length // _WEEK, 1) * _WEEK if bar.is_open else bar.length
            start = max(self.start(bar.days.start), free)
            free = start + timedelta(days=length)
            told.append(GapBar(Period(start, free), length, bar.is_open, None))
        return tuple(told)

"""The disjoint periods of a campaign, fixed when it is made: months, quarters, half-years or years on end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from reports.periods import Period, PeriodError, add_months

#: A period is closed so many days after its last day, at 00:00 UTC.
DAYS_TO_CLOSE = 14


@dataclass(frozen=True, slots=True)
class FixedPeriods:
    """Periods of `months` calendar months each (1 or more), one after the other from `first`, the 1st of a month.

    >>> FixedPeriods(date(2026, 1, 1), 3).holding(date(2026, 5, 9))
    Period(start=datetime.date(2026, 4, 1), end=datetime.date(2026, 7, 1))
    """

    first: date
    months: int

    def __post_init__(self) -> None:
        if self.first.day != 1 or self.months < 1:
            raise PeriodError(f"Periods of {self.months} months cannot start on {self.first}.")

    def starting(self, number: int) -> Period:
        """The period of a number: 0 for the first, 1 for the next."""
        start = add_months(self.first, number * self.months)
        return Period(start, add_months(start, self.months))

    def holding(self, day: date) -> Period | None:
        """The period with this day in it; None before the first."""
        if day < self.first:
            return None
        passed = (day.year - self.first.year) * 12 + day.month - self.first.month
        return self.starting(passed // self.months)

    def after(self, period: Period) -> Period:
        """The period that follows."""
        return Period(period.end, add_months(period.end, self.months))

    def from_day(self, day: date) -> Period:
        """The first period none of whose days is before `day`."""
        found = self.holding(day)
        if found is None:
            return self.starting(0)
        return found if found.start == day else self.after(found)

    def oldest_open(self, at: datetime) -> Period:
        """The first period that is not closed at this instant: what is changed now counts from it on."""
        # One day fewer: the day that comes so many days after the last is itself a closed one.
        day = at.astimezone(UTC).date() - timedelta(days=DAYS_TO_CLOSE - 1)
        return self.holding(day) or self.starting(0)

    def __contains__(self, period: Period) -> bool:
        return self.holding(period.start) == period


def closes_at(period: Period) -> datetime:
    """The instant, in UTC, from which nothing counts for this period any more.

    >>> closes_at(Period(date(2026, 1, 1), date(2026, 4, 1)))
    datetime.datetime(2026, 4, 14, 0, 0, tzinfo=datetime.timezone.utc)
    """
    return datetime.combine(period.last + timedelta(days=DAYS_TO_CLOSE), time(), UTC)


def is_closed(period: Period, at: datetime) -> bool:
    """Whether a period is closed at an instant; at the very instant it is."""
    return at >= closes_at(period)

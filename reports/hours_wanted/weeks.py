"""Weeks of work beside the hours the writer wants (METHOD section 8): one line per complete week.

A week goes from Monday to Sunday. Only complete weeks count, those that lie whole in the period and in the days the
log speaks of: the line of 35 hours is one of whole weeks, and a part of a week says nothing about it. The hours
wanted are what the writer said, never assumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from reports.hours_wanted.no_work_said import ONE_WEEK, NoWorkSaid, monday_of
from reports.hours_wanted.wanted import WantedHours, in_force, wanted_in
from reports.periods import Period
from reports.rates import ratio
from reports.row_ids import Rows
from reports.work import NOTHING, Work, in_hours

#: Full-time work, by the Bureau of Labor Statistics (METHOD section 8).
FULL_TIME_HOURS = 35

#: Whoever takes more days of a week off was not there for full-time work: five days make a full week.
DAYS_OFF_OF_A_FULL_WEEK = 2


class WeekWork(NamedTuple):
    """The work of one week from a Monday on, and the part of its unpaid time that was waiting or searching."""

    monday: date
    work: Work
    waiting_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """One complete week.

    `work` is all of its work, paid or not. `wanted` is None where the hours wanted are not known for every day of
    it. `is_involuntary` says whether it was an involuntary part-time week; None: not known.
    """

    days: Period
    work: Work
    waiting_seconds: int
    wanted: Fraction | None
    is_involuntary: bool | None
    wanted_rows: Rows = field(default_factory=dict, repr=False)  # what she said about the hours she wants
    said_rows: Rows = field(default_factory=dict, repr=False)  # check-ins and gap notes

    @property
    def hours(self) -> Fraction:
        """All hours worked."""
        return self.work.hours

    @property
    def waiting_hours(self) -> Fraction:
        """Hours of waiting and searching."""
        return in_hours(self.waiting_seconds)

    @property
    def hours_gap(self) -> Fraction | None:
        """Hours wanted and not worked, 0 or more; None when the hours wanted are not known."""
        return None if self.wanted is None else max(Fraction(0), self.wanted - self.hours)

    @property
    def utilisation(self) -> Fraction | None:
        """Paid hours over hours wanted, 0 or more; may be over 1. None where none are wanted, or nobody knows."""
        return ratio(self.work.paid_hours, self.wanted)

    @property
    def idle_share(self) -> Fraction | None:
        """Waiting and searching over all hours, 0 to 1; None without hours."""
        return ratio(self.waiting_hours, self.hours)


def complete_weeks(period: Period, known: Period) -> tuple[Period, ...]:
    """The weeks from Monday to Sunday that lie whole in a period and in the days the log speaks of, in order.

    >>> march = Period(date(2026, 3, 1), date(2026, 4, 1))
    >>> [f"{week.start:%d}-{week.last:%d}" for week in complete_weeks(march, march)]
    ['02-08', '09-15', '16-22', '23-29']
    """
    days = period.overlap(known)
    if days is None:
        return ()
    first = monday_of(days.start + timedelta(days=6))
    count = max(0, (days.end - first).days // 7)
    return tuple(
        Period(first + number * ONE_WEEK, first + (number + 1) * ONE_WEEK) for number in range(count)
    )


def is_involuntary_part_time(
    hours: Fraction, wanted: Fraction | None, *, days_off: int, says_no_work: bool
) -> bool | None:
    """Whether a week was short for lack of work: under 35 hours, 35 or more wanted, there for more, none offered.

    Parameters
    ----------
    hours
        All hours worked in the week, paid or not; waiting at the screen is work.
    wanted
        Hours wanted in the week; None: not known.
    days_off
        Days of the week planned off or left free by choice, and not worked on. With more than two of them she was
        not there for full-time work.
    says_no_work
        Whether a check-in, a gap note or logged waiting or searching says that work was lacking.

    Returns
    -------
    bool or None
        False as soon as one condition fails; None when none fails and one is not known. Without a word about work
        that was lacking nobody knows why the week was short.

    References
    ----------
    Follows the Bureau of Labor Statistics' “part time for economic reasons” (Current Population Survey); that
    counts people with 1 to 34 hours, here a week without any work counts as well.

    Examples
    --------
    >>> is_involuntary_part_time(Fraction(20), Fraction(40), days_off=0, says_no_work=True)
    True
    >>> is_involuntary_part_time(Fraction(20), None, days_off=0, says_no_work=True) is None
    True
    """
    if hours >= FULL_TIME_HOURS or days_off > DAYS_OFF_OF_A_FULL_WEEK:
        return False
    if wanted is None:
        return None
    if wanted < FULL_TIME_HOURS:
        return False
    return True if says_no_work else None


def weeks_of(
    work: Iterable[WeekWork],
    wanted: Iterable[WantedHours],
    said: NoWorkSaid,
    *,
    period: Period,
    known: Period,
) -> tuple[Week, ...]:
    """Every complete week of a period, in order; a week without a row has no hours.

    Parameters
    ----------
    work
        One row for each week with work, pay or both, in any order; one week stands once.
    wanted
        What she said about the hours she wants, in any order.
    said
        Check-ins and gap notes, by week.
    period
        The days asked about.
    known
        The days the log speaks of: from the first log to `as_of`, or to the last contact where the writer has
        since fallen silent; empty without a log.
    """
    by_monday, stretches = {row.monday: row for row in work}, in_force(wanted)
    return tuple(
        _week(
            days,
            by_monday.get(days.start, WeekWork(days.start, NOTHING)),
            wanted_in(days, stretches),
            said,
        )
        for days in complete_weeks(period, known)
    )


def _week(days: Period, found: WeekWork, wanted: tuple[Fraction | None, Rows], said: NoWorkSaid) -> Week:
    return Week(
        days=days,
        work=found.work,
        waiting_seconds=found.waiting_seconds,
        wanted=wanted[0],
        is_involuntary=is_involuntary_part_time(
            found.work.hours,
            wanted[0],
            days_off=said.days_off.get(days.start, 0),
            says_no_work=found.waiting_seconds > 0 or days.start in said.no_work,
        ),
        wanted_rows=wanted[1],
        said_rows=said.rows_of(days.start),
    )

"""What a writer said about weeks with little work: no work offered, or time she took off (METHOD section 8).

Whether a short week was her choice is never guessed. Only her check-ins and gap notes tell, and time she logged as
waiting or searching.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from reports.frames import GapCause
from reports.periods import ONE_DAY, Period, merge_periods
from reports.row_ids import NO_ROWS, Rows, together

ONE_WEEK = timedelta(days=7)


class GapNote(NamedTuple):
    """A gap note as it was logged; `ends_on` is its last day, None while it is open.

    `platform_id` is None for a note that speaks of all work.
    """

    id: str
    starts_on: date
    ends_on: date | None = None
    cause: str | None = None
    is_planned: bool | None = None
    platform_id: str | None = None

    @property
    def is_own_choice(self) -> bool:
        """Whether the time was planned off, or without work by her own choice."""
        return bool(self.is_planned) or self.cause == GapCause.MY_CHOICE

    @property
    def is_no_work(self) -> bool:
        """Whether it says that work was lacking: a cause is given, and it is not her choice."""
        return self.cause is not None and not self.is_own_choice


class CheckIn(NamedTuple):
    """A day on which the writer said that there was no work."""

    id: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class NoWorkSaid:
    """What was said, by the Monday of the week.

    `days_off` counts the days of a week that she took off and did not work on; `no_work` has the check-ins and
    notes that say that work was lacking, `own_choice` the notes behind the days off.
    """

    days_off: Mapping[date, int] = field(default_factory=dict)
    no_work: Mapping[date, Rows] = field(default_factory=dict)
    own_choice: Mapping[date, Rows] = field(default_factory=dict)

    def rows_of(self, monday: date) -> Rows:
        """Every check-in and note that speaks of a week."""
        return together([self.no_work.get(monday, NO_ROWS), self.own_choice.get(monday, NO_ROWS)])


def monday_of(day: date) -> date:
    """The first day of the week around a day.

    >>> monday_of(date(2026, 3, 8))
    datetime.date(2026, 3, 2)
    """
    return day - timedelta(days=day.weekday())


def no_work_said(
    notes: Iterable[GapNote],
    check_ins: Iterable[CheckIn],
    *,
    worked: Iterable[tuple[date, str | None]],
    known: Period,
) -> NoWorkSaid:
    """Sort what was said by week.

    Parameters
    ----------
    notes, check_ins
        In any order.
    worked
        Days with logged work, paid or not, each with its platform (None: no platform). A day off that was worked
        on is no day off.
    known
        The days the log speaks of; what was said of other days is left out.

    Notes
    -----
    A note speaks of its days. An open one ends before the next day with work after its first day (on its
    platform, if it names one): an old note that nobody closed says nothing about the weeks after. A note on one
    platform can say that work was lacking there, but not that she took time off from all work.

    Examples
    --------
    >>> march = Period.through(date(2026, 3, 2), date(2026, 3, 15))
    >>> note = GapNote("n", date(2026, 3, 6), cause="queue_empty")
    >>> said = no_work_said([note], [], worked=[(date(2026, 3, 9), "heron")], known=march)
    >>> [f"{monday:%d %B}" for monday in said.no_work]
    ['02 March']
    """
    listed = list(notes)
    days_worked = _days_worked(worked if listed else ())
    spoken = [(note, days) for note in listed if (days := _days_of(note, days_worked, known)) is not None]
    own = [(note, days) for note, days in spoken if note.is_own_choice and note.platform_id is None]
    off = {day for days in merge_periods(days for _, days in own) for day in _each(days)}
    told = [
        ("check_ins", row.id, Period.through(row.checked_on, row.checked_on))
        for row in check_ins
        if row.checked_on in known
    ]
    lacking = [("gap_notes", note.id, days) for note, days in spoken if note.is_no_work]
    return NoWorkSaid(
        days_off=Counter(map(monday_of, off.difference(days_worked[None]))),
        no_work=_by_week([*told, *lacking]),
        own_choice=_by_week([("gap_notes", note.id, days) for note, days in own]),
    )


def _days_worked(worked: Iterable[tuple[date, str | None]]) -> defaultdict[str | None, list[date]]:
    """Days with work by platform, ascending; None has those of any."""
    found: defaultdict[str | None, set[date]] = defaultdict(set)
    for day, platform_id in worked:
        found[None].add(day)
        found[platform_id].add(day)
    return defaultdict(list, {platform_id: sorted(days) for platform_id, days in found.items()})


def _days_of(note: GapNote, days_worked: Mapping[str | None, Sequence[date]], known: Period) -> Period | None:
    """The days a note speaks of, as far as they are known."""
    if note.starts_on >= known.end:
        return None
    last = note.ends_on or known.last
    if note.ends_on is None:
        later = days_worked[note.platform_id]
        place = bisect_right(later, note.starts_on)
        last = later[place] - ONE_DAY if place < len(later) else last
    return Period.through(note.starts_on, max(note.starts_on, min(last, known.last))).overlap(known)


def _by_week(told: Iterable[tuple[str, str, Period]]) -> dict[date, Rows]:
    parts: defaultdict[date, list[Rows]] = defaultdict(list)
    for noun, row_id, days in told:
        monday = monday_of(days.start)
        while monday < days.end:
            parts[monday].append({noun: (row_id,)})
            monday += ONE_WEEK
    return {monday: together(rows) for monday, rows in sorted(parts.items())}


def _each(days: Period) -> Iterable[date]:
    return (days.start + timedelta(days=number) for number in range(days.days))

"""Spells of work and the gaps between them (METHOD section 10).

Days are calendar days in the
writer's zone. A gap is the empty days between two spells, more than the threshold without planned time off;
nothing before the first log is one, and the last one may still be open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from reports.figures import Figure, Step, figure_of
from reports.frames import MISSING, NOWHERE, Ints, Ledger
from reports.periods import ONE_DAY, Period, merge_periods
from reports.survival import kaplan_meier, survival_steps
from reports.tables import picked
from reports.wording import N_

#: A break of at most so many days is no gap (METHOD section 10).
DEFAULT_THRESHOLD_DAYS = 7

#: After so many days without a log or a check-in nobody knows whether there was work.
SILENT_DAYS = 30

LONG_GAP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Gap:
    """The empty days between two spells, without planned time off: more than the threshold.

    `stretches` are those days, ascending; time off may lie between them. `ended` says that work followed
    directly, so that the length is known; it is False for an open gap and for one that ran into planned
    time off. `is_open` says that no work has come since.
    """

    stretches: tuple[Period, ...]
    is_open: bool
    ended: bool
    cause: str | None = None

    @property
    def days(self) -> Period:
        """From its first to its last empty day, with the time off between them."""
        return Period(self.stretches[0].start, self.stretches[-1].end)

    @property
    def length(self) -> int:
        """Number of empty days that were not planned."""
        return sum(stretch.days for stretch in self.stretches)

    def days_within(self, period: Period) -> int:
        """Those of them that lie in a period."""
        return sum(common.days for stretch in self.stretches if (common := stretch.overlap(period)))


@dataclass(frozen=True, slots=True)
class GapReport:
    """Spells and gaps of one writer, across platforms or on one.

    `last_contact_on` is the last log or check-in; `is_silent` says that it lies so far back that the days
    since the last work are unknown. `task_ids` are the tasks of the days on which spells begin and end.
    """

    as_of: date
    threshold_days: int
    spells: tuple[Period, ...] = ()
    gaps: tuple[Gap, ...] = ()
    last_on: date | None = None
    last_contact_on: date | None = None
    is_silent: bool = False
    task_ids: Mapping[date, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def days_since_last_work(self) -> int | None:
        """Whole days, 0 when worked on `as_of`; None when nothing is logged or the writer is silent."""
        return None if self.last_on is None or self.is_silent else (self.as_of - self.last_on).days

    def touching(self, period: Period) -> tuple[Gap, ...]:
        """The gaps with at least one empty day in `period`, whole."""
        return tuple(gap for gap in self.gaps if gap.days_within(period))


def gap_report(
    worked: Iterable[date],
    *,
    as_of: date,
    start: date | None = None,
    threshold_days: int = DEFAULT_THRESHOLD_DAYS,
    planned: Iterable[Period] = (),
    contacts: Iterable[date] = (),
) -> GapReport:
    """Find the spells and gaps in days of logged work.

    Parameters
    ----------
    worked
        Days with logged work, in any order, repeated or not.
    as_of
        The day a computation pretends is today, counted; later days are left out.
    start
        First day looked at; None: the first log. Either way nothing before the first log is a gap.
    threshold_days
        A gap has more empty days than this.
    planned
        Time off the writer chose. Its days are not empty days: they are taken out of the run between two
        days of work before the rest is counted. Time off alone never splits a spell.
    contacts
        Days on which the writer said that there was no work, or logged work elsewhere.

    Examples
    --------
    >>> found = gap_report([date(2026, 3, 1), date(2026, 3, 10)], as_of=date(2026, 3, 11))
    >>> [gap.length for gap in found.gaps]
    [8]
    """
    days = sorted({day for day in worked if day <= as_of and (start is None or start <= day)})
    if not days:
        return GapReport(as_of, threshold_days)
    off = merge_periods(planned)
    spells, gaps, first = [], list[Gap](), days[0]
    for before, after in pairwise(days):
        if (after - before).days - 1 <= threshold_days:
            continue  # most days are worked next to one another
        found = _gaps_in(Period(before + ONE_DAY, after), off, threshold_days, work_follows=True)
        if found:
            spells.append(Period.through(first, before))
            gaps += found
            first = after
    spells.append(Period.through(first, days[-1]))
    contact = max([days[-1], *(day for day in contacts if day <= as_of)])
    silence = sum(stretch.days for stretch in _without(Period.through(contact + ONE_DAY, as_of), off))
    seen_until = contact if silence >= SILENT_DAYS else as_of
    gaps += _gaps_in(Period.through(days[-1] + ONE_DAY, seen_until), off, threshold_days, work_follows=False)
    return GapReport(
        as_of, threshold_days, tuple(spells), tuple(gaps), days[-1], contact, silence >= SILENT_DAYS
    )


def _gaps_in(run: Period, off: Sequence[Period], threshold_days: int, *, work_follows: bool) -> list[Gap]:
    """The gap in a run of days without work, or none when too few of them are neither worked nor planned."""
    stretches = tuple(_without(run, off))
    if sum(stretch.days for stretch in stretches) <= threshold_days:
        return []
    return [Gap(stretches, is_open=not work_follows, ended=work_follows and stretches[-1].end == run.end)]


def _without(run: Period, off: Sequence[Period]) -> list[Period]:
    """The stretches of `run` outside the periods `off`, which are ascending and disjoint."""
    stretches, start = [], run.start
    for taken in filter(None, map(run.overlap, off)):
        stretches.append(Period(start, taken.start))
        start = taken.end
    stretches.append(Period(start, run.end))
    return [stretch for stretch in stretches if stretch.days]


def gaps_of(
    ledger: Ledger,
    *,
    as_of: date,
    start: date | None = None,
    threshold_days: int = DEFAULT_THRESHOLD_DAYS,
    platform_id: str | None = None,
) -> GapReport:
    """Spells and gaps of a ledger, with causes, across platforms or on one of them.

    Every logged task is work, paid or not. Time off that is noted for one platform counts on that platform only.
    """
    day, places = _worked(ledger, platform_id)
    notes = [
        (_noted_days(note, as_of), note)
        for note in ledger.rows("gap_notes")
        if note["starts_on"] <= as_of and (platform_id is None or note["platform_id"] in {None, platform_id})
    ]
    found = gap_report(
        map(date.fromordinal, np.unique(day).tolist()),
        as_of=as_of,
        start=start,
        threshold_days=threshold_days,
        planned=[
            days for days, note in notes if note["is_planned"] and note["platform_id"] in {None, platform_id}
        ],
        contacts=_contacts(ledger),
    )
    gaps = tuple(replace(gap, cause=_cause(gap, notes)) for gap in found.gaps)
    return replace(found, gaps=gaps, task_ids=_at_the_edges(ledger, found, day, places))


def _contacts(ledger: Ledger) -> list[date]:
    """Days with a check-in or any work, on whatever platform: who logs elsewhere has not fallen silent."""
    worked = np.unique(ledger.array("tasks", "worked_on")).tolist()
    return [*(row["checked_on"] for row in ledger.rows("check_ins")), *map(date.fromordinal, worked)]


def _worked(ledger: Ledger, platform_id: str | None) -> tuple[Ints, Ints]:
    """Days of work in order, as ordinals, and the place of the task of each."""
    day = ledger.array("tasks", "worked_on")
    if platform_id is None:
        return day, np.arange(len(day))
    contract = ledger.array("tasks", "contract_id")
    of_contract = picked(ledger.array("contracts", "platform_id"), contract)
    platform = np.where(contract == NOWHERE, ledger.array("tasks", "platform_id"), of_contract)
    ids = ledger.columns["platforms"]["id"]
    places = np.flatnonzero(platform == (ids.index(platform_id) if platform_id in ids else MISSING))
    return day[places], places


def _at_the_edges(ledger: Ledger, report: GapReport, day: Ints, places: Ints) -> dict[date, tuple[str, ...]]:
    """The tasks of the days that spells begin and end on: what gaps are measured from."""
    ids = ledger.columns["tasks"]["id"]
    found = {}
    for edge in sorted({edge for spell in report.spells for edge in (spell.start, spell.last)}):
        first, last = np.searchsorted(day, (edge.toordinal(), edge.toordinal() + 1))
        found[edge] = tuple(ids[place] for place in places[first:last].tolist())
    return found


def _noted_days(note: Mapping[str, Any], as_of: date) -> Period:
    last = as_of if note["ends_on"] is None else min(note["ends_on"], as_of)
    return Period.through(note["starts_on"], max(note["starts_on"], last))


def _cause(gap: Gap, notes: Iterable[tuple[Period, Mapping[str, Any]]]) -> str | None:
    """The cause noted for most of its days; the earlier note where two say as much."""
    shared = [
        (-common, days.start, note["id"], note["cause"])
        for days, note in notes
        if note["cause"] and not note["is_planned"] and (common := gap.days_within(days))
    ]
    return min(shared)[-1] if shared else None


def gap_causes(gaps: Iterable[Gap]) -> dict[str | None, int]:
    """Number of gaps per cause, most frequent first; None where the writer gave none."""
    return dict(Counter(gap.cause for gap in gaps).most_common())


def gap_figures(report: GapReport, period: Period) -> dict[str, Figure]:
    """The figures on the gaps that touch a period.

    Lengths are those of whole gaps, also where one began before the period or goes on after it; only `gap_days`
    counts the days inside the period, so that it adds up over any split. The share of gaps over 30 days is
    provisional while no gap has been watched for so long.
    """
    gaps = report.touching(period)
    inside = [gap.days_within(period) for gap in gaps]
    lasting = kaplan_meier([gap.length for gap in gaps], [gap.ended for gap in gaps])
    edges = [day for gap in gaps for day in (gap.days.start - ONE_DAY, gap.days.end)]
    figure = partial(figure_of, period=period, rows=_rows(report, edges))
    longest = max((gap.length for gap in gaps), default=None)
    count, days = (len(gaps), sum(inside)) if report.spells else (None, None)
    share = lasting.survival_after(LONG_GAP_DAYS)
    is_guess = not lasting.is_known_after(LONG_GAP_DAYS)
    sums = tuple(map(_step, gaps, inside))
    curve = survival_steps(lasting, N_("Share of gaps that go on after day {days}"))
    none = "no_gaps" if report.spells else "no_hours"
    listed = [
        figure("gap_count", count, "count", reason=none, steps=sums),
        figure("gap_days", days, "days", reason=none, steps=sums),
        figure("longest_gap", longest, "days", reason=none, steps=sums),
        figure("median_gap", lasting.median, "days", reason="not_reached" if gaps else none, steps=curve),
        figure("share_of_gaps_over_30_days", share, "share", reason=none, provisional=is_guess, steps=curve),
        _days_since_last_work(report, period),
    ]
    return {figure.key: figure for figure in listed}


def _days_since_last_work(report: GapReport, period: Period) -> Figure:
    return figure_of(
        "days_since_last_work",
        report.days_since_last_work,
        "days",
        period=period,
        reason="no_recent_log" if report.is_silent else "no_hours",
        rows=_rows(report, [report.last_on] if report.last_on else []),
    )


def _step(gap: Gap, days_inside: int) -> Step:
    label = N_("No work since {first}") if gap.is_open else N_("No work from {first} to {last}")
    return Step("+", label, Fraction(days_inside), "days", {"first": gap.days.start, "last": gap.days.last})


def _rows(report: GapReport, days: Iterable[date]) -> dict[str, tuple[str, ...]]:
    ids = [task_id for day in sorted(set(days)) for task_id in report.task_ids.get(day, ())]
    return {"tasks": tuple(ids)} if ids else {}

"""Rates straight from crowd-work records: what many people's turns at paid work came to per hour.

The records carry accept and submit instants of overlapping work, so hours are counted three ways: durations
added up, the union of each worker's spans, and sessions (METHOD section 1, note 0).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from reports.money import round_half_away

# The federal minimum wage that the share of workers is compared with, in cents an hour (FLSA, since 2009).
FLOOR_MINOR = 725


class Turn(Protocol):
    """One assignment: who, what, for how much and when. Missing numbers are None, missing text is empty."""

    @property
    def worker_id(self) -> str:
        """Equal for all work of one person."""

    @property
    def hit_id(self) -> str:
        """The piece of work; several people may have done it."""

    @property
    def hit_type_id(self) -> str:
        """The kind of work that pieces belong to."""

    @property
    def status(self) -> str:
        """Approved, Rejected, or another word of the platform."""

    @property
    def reward_minor(self) -> int | None:
        """The offered pay in cents."""

    @property
    def accepted(self) -> int | None:
        """When the work was taken, in seconds since 1970."""

    @property
    def submitted(self) -> int | None:
        """When it was handed in."""

    @property
    def work_seconds(self) -> int | None:
        """The length of the work as the platform states it, else from accepted to submitted."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Seconds of work, counted three ways, and the number of sessions."""

    summed: int
    elapsed: int
    in_sessions: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Dollars per hour, exact; None where there are no hours or no pay on file."""

    median_by_assignment: Fraction | None
    median_by_worker: Fraction | None
    pooled_summed: Fraction | None
    pooled_elapsed: Fraction | None
    median_by_worker_elapsed: Fraction | None
    pooled_sessions: Fraction | None
    share_below_floor: Fraction | None


@dataclass(frozen=True, slots=True)
class Study:
    """The result; `as_json` gives its keys as documented."""

    assignments: int
    workers: int
    hit_types: int
    hits: int
    status: Mapping[str, int]
    priced: int  # assignments whose reward is stated
    offered_minor: int
    approved_minor: int
    rejected_minor: int
    hours: Hours
    rates: Rates
    left_out: Mapping[str, int]
    gap_seconds: int


@dataclass(slots=True)
class _Worker:
    """What one worker's turns add up to. Pay counts only beside the hours it was earned in."""

    seconds: int = 0
    timed_minor: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    spanned_minor: int = 0
    elapsed: int = 0
    in_sessions: int = 0
    sessions: int = 0

    def close(self, gap_seconds: int) -> None:
        """Walk the spans once: a pause of at most the gap is bridged, a longer one begins a session."""
        self.spans.sort()
        bridged = 0
        end = self.spans[0][0] - gap_seconds - 1 if self.spans else 0
        for start, stop in self.spans:
            if start > end:
                if start - end > gap_seconds:
                    self.sessions += 1
                else:
                    bridged += start - end
                self.elapsed += stop - start
                end = stop
            elif stop > end:
                self.elapsed += stop - end
                end = stop
        self.in_sessions = self.elapsed + bridged


def study(
    turns: Iterable[Turn], left_out: Mapping[str, int] | None = None, *, gap_seconds: int = 60
) -> Study:
    """Count, add up and divide; pure and exact.

    Parameters
    ----------
    turns
        Every row with an assignment, each once.
    left_out
        Rows that did not become turns, by reason; passed on.
    gap_seconds
        Spans of one worker at most this far apart are one session.

    Notes
    -----
    Offered pay counts whatever the outcome; approved and rejected pay are parts of it. A turn without a stated
    reward has hours but no part in any rate; a turn without a length, or without both instants, has no part in the
    rates that need them. A turn whose worker is unknown counts by itself and in no worker's sums.
    """
    listed = list(turns)
    priced = [turn for turn in listed if turn.reward_minor is not None]
    workers = _by_worker(listed, gap_seconds)
    paid = workers if len(priced) == len(listed) else _by_worker(priced, gap_seconds)
    pay: Counter[str] = Counter()
    for turn in priced:
        pay[turn.status] += turn.reward_minor or 0
    return Study(
        assignments=len(listed),
        workers=len(workers.keys() - {""}),
        hit_types=_distinct(turn.hit_type_id for turn in listed),
        hits=_distinct(turn.hit_id for turn in listed),
        status=dict(sorted(Counter(turn.status for turn in listed).items())),
        priced=len(priced),
        offered_minor=pay.total(),
        approved_minor=pay["Approved"],
        rejected_minor=pay["Rejected"],
        hours=_hours(workers.values()),
        rates=_rates(priced, paid),
        left_out=dict(left_out or {}),
        gap_seconds=gap_seconds,
    )


def _distinct(names: Iterable[str]) -> int:
    return len(set(names) - {""})


def _by_worker(turns: Iterable[Turn], gap_seconds: int) -> dict[str, _Worker]:
    """Sums per worker; turns of an unknown worker under "", where spans cannot be united."""
    workers: dict[str, _Worker] = {}
    for turn in turns:
        name = turn.worker_id
        worker = workers.get(name)
        if worker is None:
            worker = workers[name] = _Worker()
        pay = turn.reward_minor or 0
        seconds, start, end = turn.work_seconds, turn.accepted, turn.submitted
        if seconds is not None:
            worker.seconds += seconds
            worker.timed_minor += pay
        if name and start is not None and end is not None and start <= end:
            worker.spans.append((start, end))
            worker.spanned_minor += pay
    for worker in workers.values():
        worker.close(gap_seconds)
    return workers


def _hours(workers: Iterable[_Worker]) -> Hours:
    listed = list(workers)
    return Hours(
        summed=sum(worker.seconds for worker in listed),
        elapsed=sum(worker.elapsed for worker in listed),
        in_sessions=sum(worker.in_sessions for worker in listed),
        sessions=sum(worker.sessions for worker in listed),
    )


def _rates(priced: Sequence[Turn], by_name: Mapping[str, _Worker]) -> Rates:
    hours = _hours(by_name.values())
    known = [worker for name, worker in by_name.items() if name]
    timed = [(worker.timed_minor, worker.seconds) for worker in known if worker.seconds]
    below = sum(3600 * minor < FLOOR_MINOR * seconds for minor, seconds in timed)
    spanned_minor = sum(worker.spanned_minor for worker in known)
    return Rates(
        median_by_assignment=median_rate(
            [(turn.reward_minor or 0, turn.work_seconds) for turn in priced if turn.work_seconds]
        ),
        median_by_worker=median_rate(timed),
        pooled_summed=rate(sum(worker.timed_minor for worker in by_name.values()), hours.summed),
        pooled_elapsed=rate(spanned_minor, hours.elapsed),
        median_by_worker_elapsed=median_rate(
            [(worker.spanned_minor, worker.elapsed) for worker in known if worker.elapsed]
        ),
        pooled_sessions=rate(spanned_minor, hours.in_sessions),
        share_below_floor=Fraction(below, len(timed)) if timed else None,
    )


def rate(minor: int, seconds: int) -> Fraction | None:
    """Dollars per hour, or None without hours.

    >>> rate(725, 3600)
    Fraction(29, 4)
    """
    return Fraction(minor * 3600, seconds * 100) if seconds > 0 else None


def median_rate(paid: list[tuple[int, int]]) -> Fraction | None:
    """The middle one of (cents, seconds) rates, or the mean of the middle two; seconds are above 0.

    Sorted by the nearest float: division rounds correctly, so it never swaps two rates, and while cents times
    seconds stay below 2**52 it never takes two different ones for equal. The result itself is exact.

    >>> median_rate([(100, 3600), (300, 3600)])
    Fraction(2, 1)
    """
    if not paid:
        return None
    ordered = sorted(paid, key=lambda pair: pair[0] / pair[1])
    middle = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return sum((Fraction(minor * 36, seconds) for minor, seconds in middle), Fraction()) / 2


def as_json(result: Study) -> dict[str, Any]:
    """The documented keys in their order.

    Counts are integers; money has 2 digits, hours, rates (dollars per hour) and shares have 4, half away from zero, as
    numbers; null where there is no value.
    """
    hours, rates = result.hours, result.rates
    return {
        "assignments": result.assignments,
        "workers": result.workers,
        "hit_types": result.hit_types,
        "hits": result.hits,
        "status": dict(result.status),
        "offered_usd": _shown(Fraction(result.offered_minor, 100), 2),
        "approved_usd": _shown(Fraction(result.approved_minor, 100), 2),
        "rejected_usd": _shown(Fraction(result.rejected_minor, 100), 2),
        "work_hours_summed": _shown(Fraction(hours.summed, 3600)),
        "work_hours_elapsed": _shown(Fraction(hours.elapsed, 3600)),
        "work_hours_sessions": _shown(Fraction(hours.in_sessions, 3600)),
        "sessions": hours.sessions,
        "rate_median_by_assignment": _shown(rates.median_by_assignment),
        "rate_median_by_worker": _shown(rates.median_by_worker),
        "rate_pooled_summed": _shown(rates.pooled_summed),
        "rate_pooled_elapsed": _shown(rates.pooled_elapsed),
        "rate_median_by_worker_elapsed": _shown(rates.median_by_worker_elapsed),
        "rate_pooled_sessions": _shown(rates.pooled_sessions),
        "share_of_workers_below_7_25": _shown(rates.share_below_floor),
        "rows_left_out": dict(result.left_out),
    }


def _shown(value: Fraction | None, digits: int = 4) -> float | None:
    return None if value is None else float(round_half_away(value, digits))

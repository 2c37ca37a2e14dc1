"""The length of every task, with time worked on two tasks at once split between them."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise

import numpy as np

from reports.frames import MISSING, Flags, Ints


def clock_times(started: Ints, ended: Ints) -> Flags:
    """Which tasks have both clock times, in seconds since 1970, and some time between them."""
    timed: Flags = (started != MISSING) & (ended != MISSING) & (started < ended)
    return timed


def split_overlaps(start: Ints, end: Ints, worked: Ints | None = None) -> Ints:
    """Seconds of each span when time shared by several is split between them.

    Parameters
    ----------
    start, end
        Whole seconds, each start before its end.
    worked
        Whole seconds of each span without its pauses, from 0 to its length; all of it when not given.

    Returns
    -------
    Whole seconds of each span, from 0 to `worked`. They add up to the length of the union of the spans exactly where
    nothing pauses: seconds that cannot be split go to the span that started earlier, then to the one that stands
    earlier. Around a pause they never add up to more, and never to less than the union of the spans without one.

    >>> split_overlaps(np.array([0, 50]), np.array([100, 100])).tolist()
    [75, 25]
    >>> split_overlaps(np.array([0, 50]), np.array([100, 100]), np.array([60, 40])).tolist()
    [60, 40]

    References
    ----------
    METHOD section 1, two tasks at the same time; docs/decisions 0008, 0018 and 0019.
    """
    order = np.argsort(start, kind="stable")  # of two that start together, the one that stands earlier first
    start, end = start[order], end[order]
    worked = end - start if worked is None else worked[order]
    cluster = _clusters(start, end)
    many = np.bincount(cluster, minlength=1)
    has_pause = np.zeros(len(many), bool)
    has_pause[cluster[worked < end - start]] = True
    shares = worked.copy()
    few = np.flatnonzero((many[cluster] > 1) & (many[cluster] < _MANY) & ~has_pause[cluster])
    shares[few] = _shared_out(start[few], end[few])
    for code in np.flatnonzero((many >= _MANY) & ~has_pause):
        first, last = np.searchsorted(cluster, (code, code + 1))
        shares[first:last] = _shared_out_among_many(start[first:last], end[first:last])
    paused = np.flatnonzero((many[cluster] > 1) & has_pause[cluster])
    if len(paused):
        shares[paused] = _around_pauses(start[paused], end[paused], worked[paused], cluster[paused])
    found = np.empty_like(shares)
    found[order] = shares
    return found


#: A cluster of so many spans is shared out stretch by stretch: all its stretches at once take memory by the square.
_MANY = 100


def _clusters(start: Ints, end: Ints) -> Ints:
    """Number of the cluster of each span, sorted by start; clusters have no second in common."""
    begins = np.ones(len(start), bool)
    begins[1:] = start[1:] >= np.maximum.accumulate(end)[:-1]
    return np.cumsum(begins) - 1


def _shared_out(start: Ints, end: Ints) -> Ints:
    """Split each stretch from one start or end to the next between the spans that cover it."""
    moments = np.unique(np.concatenate([start, end]))
    first, last = np.searchsorted(moments, start), np.searchsorted(moments, end)
    counts = last - first
    span = np.repeat(np.arange(len(start)), counts)
    begins = np.cumsum(counts) - counts
    stretch = np.arange(len(span)) - (begins - first)[span]
    # Within each stretch its spans stand in order; the first of them take the seconds that cannot be split.
    by_stretch = np.argsort(stretch, kind="stable")
    active = np.bincount(stretch, minlength=len(moments))
    rank = np.empty_like(span)
    rank[by_stretch] = np.arange(len(span)) - (np.cumsum(active) - active)[stretch[by_stretch]]
    each, rest = np.divmod(np.diff(moments)[stretch], active[stretch])
    return np.add.reduceat(each + (rank < rest), begins) if len(span) else counts


def _shared_out_among_many(start: Ints, end: Ints) -> Ints:
    """The same, one stretch after the other."""
    shares = np.zeros(len(start), np.int64)
    for moment, following in pairwise(np.unique(np.concatenate([start, end])).tolist()):
        active = np.flatnonzero((start <= moment) & (moment < end))
        each, rest = divmod(following - moment, len(active))
        shares[active] += each
        shares[active[:rest]] += 1
    return shares


def _around_pauses(start: Ints, end: Ints, worked: Ints, cluster: Ints) -> Ints:
    """Put the work of each span where no other has work left, round by round; spread the remainder evenly.

    A span whose work fits into the time that it has alone leaves the rest of its time to the others, which may then
    have some alone in turn. Where in the end a second is asked for more than once it is split in proportion.
    """
    moments = np.unique(np.concatenate([start, end]))
    first, last = np.searchsorted(moments, start), np.searchsorted(moments, end)
    stretches = np.diff(moments)
    left, is_shared = _left_after_time_alone(first, last, stretches, worked)
    got = _spread_evenly(first, last, np.where(is_shared, stretches, 0), left)
    return worked - left + _whole_seconds(got, cluster.tolist())


def _left_after_time_alone(first: Ints, last: Ints, stretches: Ints, worked: Ints) -> tuple[Ints, Flags]:
    """Work of each span that time alone does not hold, and the stretches that several spans still want.

    A span stands in the stretches from `first` up to `last`. Nothing hangs on the order in which they are taken.
    """
    changes = np.zeros((2, len(stretches) + 1), np.int64)
    numbers = np.arange(len(first))
    for places, sign in ((first, 1), (last, -1)):
        np.add.at(changes[0], places, sign)
        np.add.at(changes[1], places, sign * numbers)
    # How many spans with work left want each stretch, and their numbers added up: of one, its number.
    many, who = np.cumsum(changes, axis=1)[:, :-1]
    left = worked.copy()
    alone, done = np.flatnonzero(many == 1).tolist(), np.flatnonzero(left == 0).tolist()
    while alone or done:  # what is done leaves its time to others, one after the other
        for stretch in alone:
            span = int(who[stretch])
            if left[span]:
                left[span] -= min(left[span], stretches[stretch])
                if not left[span]:
                    done.append(span)
        alone = []
        if done:
            span = done.pop()
            its = slice(first[span], last[span])
            many[its] -= 1
            who[its] -= span
            alone = (first[span] + np.flatnonzero(many[its] == 1)).tolist()
    return left, many > 1


#: Parts of a second are counted in units of 2 to the power of -`_BITS`, so that sums of thousands stay quick.
_BITS = 80
_SECOND = 1 << _BITS
#: Far more than what the units lose, far less than any part that counts: what is so near to a second is one.
_NEARLY = 1 << (_BITS // 2)


def _spread_evenly(first: Ints, last: Ints, shared: Ints, left: Ints) -> list[int]:
    """What each span gets when its remainder lies evenly over its stretches, in units of `_BITS`."""
    room = np.append(0, np.cumsum(shared))
    spans = np.flatnonzero(left).tolist()
    density = {span: int(left[span]) * _SECOND // int(room[last[span]] - room[first[span]]) for span in spans}
    changes = [0] * (len(shared) + 1)
    for span in spans:
        changes[first[span]] += density[span]
        changes[last[span]] -= density[span]
    served = [
        length * _SECOND * _SECOND // max(_SECOND, asked)
        for length, asked in zip(shared.tolist(), accumulate(changes[:-1]), strict=True)
    ]
    until = [0, *accumulate(served)]
    got = [0] * len(left)
    for span in spans:
        got[span] = density[span] * (until[last[span]] - until[first[span]]) // _SECOND
    return got


def _whole_seconds(got: list[int], cluster: list[int]) -> list[int]:
    """Whole seconds of each span; the parts of a cluster make seconds again, for those that started first."""
    parts: Counter[int] = Counter()
    found = []
    for code, units in zip(cluster, got, strict=True):
        seconds, part = divmod(units + _NEARLY, _SECOND)
        found.append((seconds, part if part > 2 * _NEARLY else 0))
        parts[code] += found[-1][1]
    spare = {code: (units + len(got) * _NEARLY) // _SECOND for code, units in parts.items()}
    whole = []
    for code, (seconds, part) in zip(cluster, found, strict=True):
        takes = part > 0 and spare[code] > 0
        spare[code] -= takes
        whole.append(seconds + takes)
    return whole


def lengths(typed: Ints, started: Ints, ended: Ints) -> tuple[Ints, Ints]:
    """Length of every task before and after the split of shared time.

    Returns
    -------
    Own length (typed seconds before clock time; `MISSING` when neither is known), and length after the split
    (0 when unknown). Typed seconds leave out pauses: what goes beyond the clock time does not count.
    """
    timed = clock_times(started, ended)
    clock = ended[timed] - started[timed]
    said = np.where(typed[timed] == MISSING, clock, np.minimum(typed[timed], clock))
    own, split = typed.copy(), np.where(typed == MISSING, 0, typed)
    own[timed] = said
    split[timed] = split_overlaps(started[timed], ended[timed], said)
    return own, split


def session_seconds(start: Ints, end: Ints, gap_seconds: int) -> int:
    """Whole span of all sessions, from first start to last end; pauses of at most `gap_seconds` join.

    >>> minutes = np.array([(0, 10), (10.5, 20), (21, 30), (45, 60)])
    >>> session_seconds(*(60 * minutes).astype(int).T, 60) / 60
    45.0

    References
    ----------
    METHOD section 1, note 0; Hara et al. (2018).
    """
    if not len(start):
        return 0
    order = np.argsort(start)
    start, reached = start[order], np.maximum.accumulate(end[order])
    pauses = start[1:] - reached[:-1]
    return int(reached[-1] - start[0] - pauses[pauses > gap_seconds].sum())

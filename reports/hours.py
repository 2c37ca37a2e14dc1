"""The length of every task, with time worked on two tasks at once split between them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

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
    earlier. Around a pause they never add up to more, and parts of a second are dropped.

    >>> split_overlaps(np.array([0, 50]), np.array([100, 100])).tolist()
    [75, 25]
    >>> split_overlaps(np.array([0, 50]), np.array([100, 100]), np.array([60, 40])).tolist()
    [60, 40]

    References
    ----------
    METHOD section 1, two tasks at the same time.
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
    for code in np.flatnonzero((many >= _MANY) | (has_pause & (many > 1))):
        first, last = np.searchsorted(cluster, (code, code + 1))
        spans = start[first:last], end[first:last]
        if many[code] >= _MANY:  # a batch of a crowd platform: nobody can say where in it pauses lie
            shares[first:last] = np.minimum(worked[first:last], _shared_out_among_many(*spans))
        else:
            shares[first:last] = _around_pauses(*(column.tolist() for column in (*spans, worked[first:last])))
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


def _around_pauses(start: list[int], end: list[int], worked: list[int]) -> list[int]:
    """Put the work of each span where no other has work left, round by round; spread the remainder evenly.

    A span whose work fits into the time that it has alone leaves the rest of its time to the others, which may then
    have some alone in turn. Where in the end a second is asked for more than once it is split in proportion.
    """
    moments = sorted({*start, *end})
    stretches = [
        (following - moment, [span for span in range(len(start)) if start[span] <= moment < end[span]])
        for moment, following in pairwise(moments)
    ]
    left = list(worked)
    while True:
        stretches = [(length, busy) for length, spans in stretches if (busy := [s for s in spans if left[s]])]
        alone = [(length, busy[0]) for length, busy in stretches if len(busy) == 1]
        if not alone:
            break
        stretches = [(length, busy) for length, busy in stretches if len(busy) > 1]
        for length, span in alone:
            left[span] -= min(left[span], length)
    return [
        whole - remainder + int(got)
        for whole, remainder, got in zip(worked, left, _spread_evenly(stretches, left), strict=True)
    ]


def _spread_evenly(stretches: list[tuple[int, list[int]]], left: list[int]) -> list[Fraction]:
    """What each span gets when its remainder lies evenly over its stretches."""
    room = [0] * len(left)
    for length, busy in stretches:
        for span in busy:
            room[span] += length
    density = [Fraction(remainder, space or 1) for remainder, space in zip(left, room, strict=True)]
    got = [Fraction(0)] * len(left)
    for length, busy in stretches:
        asked = max(Fraction(1), sum((density[span] for span in busy), Fraction(0)))
        for span in busy:
            got[span] += length * density[span] / asked
    return got


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

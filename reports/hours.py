"""The length of every task, with time worked on two tasks at once split between them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from reports.frames import MISSING, Flags, Ints


def clock_times(started: Ints, ended: Ints) -> Flags:
    """Which tasks have both clock times, in seconds since 1970, and some time between them."""
    timed: Flags = (started != MISSING) & (ended != MISSING) & (started < ended)
    return timed


def split_overlaps(start: Ints, end: Ints) -> Ints:
    """Seconds of each span when time shared by several is split equally between them.

    Parameters
    ----------
    start, end
        Whole seconds, each start before its end.

    Returns
    -------
    Whole seconds of each span, 0 or more. They add up to the length of the union of the spans exactly: seconds
    that cannot be split go to the span that started earlier, then to the one that stands earlier.

    >>> split_overlaps(np.array([0, 50]), np.array([100, 100])).tolist()
    [75, 25]

    References
    ----------
    METHOD section 1, two tasks at the same time.
    """
    order = np.argsort(start, kind="stable")  # of two that start together, the one that stands earlier first
    start, end = start[order], end[order]
    cluster = _clusters(start, end)
    many = np.bincount(cluster, minlength=1)
    shares = end - start
    few = np.flatnonzero((many[cluster] > 1) & (many[cluster] < _MANY))
    shares[few] = _shared_out(start[few], end[few])
    for code in np.flatnonzero(many >= _MANY):
        among = cluster == code
        shares[among] = _shared_out_among_many(start[among], end[among])
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


def lengths(typed: Ints, started: Ints, ended: Ints) -> tuple[Ints, Ints]:
    """Length of every task before and after the split of shared time.

    Returns
    -------
    Own length (typed seconds before clock time; `MISSING` when neither is known), and length after the split
    (0 when unknown). Typed seconds leave out pauses: they never exceed the clock time and shrink by the share of
    it that other tasks take.
    """
    timed = clock_times(started, ended)
    clock = ended[timed] - started[timed]
    shares = split_overlaps(started[timed], ended[timed])
    said = np.where(typed[timed] == MISSING, clock, np.minimum(typed[timed], clock))
    own, split = typed.copy(), np.where(typed == MISSING, 0, typed)
    own[timed] = np.where(typed[timed] == MISSING, clock, typed[timed])
    # Exact in Python's integers: over a century of seconds, squared, does not fit into 64 bits.
    fits = int(clock.max(initial=0)) ** 2 < 1 << 62
    split[timed] = said.astype(np.int64 if fits else object) * shares // clock
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

"""The length of every task, with time worked on two tasks at once split between them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from reports.frames import MISSING, Flags, Floats, Ints


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
        Whole seconds of each span without its pauses, from 0 to its length; all of it when not given. A pause is
        taken to lie where another span runs, as far as it can; what is worked there is spread evenly over it.

    Returns
    -------
    Whole seconds of each span, 0 or more, never more than `worked`. They add up to the length of the union of the
    spans exactly where nothing pauses: seconds that cannot be split go to the span that started earlier, then to the
    one that stands earlier. Around a pause they never add up to more, and parts of a second are dropped.

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
    pauses = np.bincount(cluster, weights=worked < end - start, minlength=1) > 0
    shares = worked.copy()
    few = (many[cluster] > 1) & (many[cluster] < _MANY)
    whole, paused = np.flatnonzero(few & ~pauses[cluster]), np.flatnonzero(few & pauses[cluster])
    shares[whole] = _shared_out(start[whole], end[whole])
    shares[paused] = _shared_around_pauses(start[paused], end[paused], worked[paused])
    for code in np.flatnonzero(many >= _MANY):
        among = cluster == code
        spans = start[among], end[among]
        shares[among] = (
            _shared_around_pauses_of_many(*spans, worked[among])
            if pauses[code]
            else _shared_out_among_many(*spans)
        )
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


def _stretches(start: Ints, end: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Each pair of a span and a stretch that it covers, from one start or end to the next.

    Span and stretch of each pair, where the pairs of each span begin, and the length of each stretch.
    """
    moments = np.unique(np.concatenate([start, end]))
    first, last = np.searchsorted(moments, start), np.searchsorted(moments, end)
    counts = last - first
    span = np.repeat(np.arange(len(start)), counts)
    begins = np.cumsum(counts) - counts
    return span, np.arange(len(span)) - (begins - first)[span], begins, np.diff(moments)


def _shared_out(start: Ints, end: Ints) -> Ints:
    """Split each stretch between the spans that cover it."""
    span, stretch, begins, length = _stretches(start, end)
    # Within each stretch its spans stand in order; the first of them take the seconds that cannot be split.
    by_stretch = np.argsort(stretch, kind="stable")
    active = np.bincount(stretch, minlength=len(length))
    rank = np.empty_like(span)
    rank[by_stretch] = np.arange(len(span)) - (np.cumsum(active) - active)[stretch[by_stretch]]
    each, rest = np.divmod(length[stretch], active[stretch])
    return np.add.reduceat(each + (rank < rest), begins) if len(span) else start


def _shared_out_among_many(start: Ints, end: Ints) -> Ints:
    """The same, one stretch after the other."""
    shares = np.zeros(len(start), np.int64)
    for moment, following in pairwise(np.unique(np.concatenate([start, end])).tolist()):
        active = np.flatnonzero((start <= moment) & (moment < end))
        each, rest = divmod(following - moment, len(active))
        shares[active] += each
        shares[active[:rest]] += 1
    return shares


def _shared_around_pauses(start: Ints, end: Ints, worked: Ints) -> Ints:
    """Split what must have been worked in shared stretches; where all of it fits, nobody loses any."""
    if not len(start):
        return start
    span, stretch, begins, length = _stretches(start, end)
    is_shared = np.bincount(stretch)[stretch] > 1
    shared = np.add.reduceat(np.where(is_shared, length[stretch], 0), begins)
    alone, density = _alone_and_density(end - start, shared, worked)
    asked = np.where(is_shared, density[span], 0)
    crowd = np.maximum(1, np.bincount(stretch, weights=asked))
    return _with_shared(worked, alone, np.add.reduceat(length[stretch] * asked / crowd[stretch], begins))


def _shared_around_pauses_of_many(start: Ints, end: Ints, worked: Ints) -> Ints:
    """The same, one stretch after the other."""
    shared, got = np.zeros(len(start), np.int64), np.zeros(len(start))
    moments = np.unique(np.concatenate([start, end])).tolist()
    for moment, following in pairwise(moments):
        active = (start <= moment) & (moment < end)
        shared[active] += (following - moment) * (active.sum() > 1)
    alone, density = _alone_and_density(end - start, shared, worked)
    for moment, following in pairwise(moments):
        active = (start <= moment) & (moment < end)
        if active.sum() > 1:
            got[active] += (following - moment) * density[active] / max(1, density[active].sum())
    return _with_shared(worked, alone, got)


def _alone_and_density(length: Ints, shared: Ints, worked: Ints) -> tuple[Ints, Floats]:
    """Time of each span that no other covers, and how much of each shared second was worked, 0 to 1."""
    alone = length - shared
    return alone, np.maximum(0, worked - alone) / np.maximum(1, shared)


def _with_shared(worked: Ints, alone: Ints, got: Floats) -> Ints:
    """What was worked alone and what it got of the shared time, in whole seconds; a millionth is no second lost."""
    return np.minimum(worked, alone) + np.floor(got + 1e-6).astype(np.int64)


def lengths(typed: Ints, started: Ints, ended: Ints) -> tuple[Ints, Ints]:
    """Length of every task before and after the split of shared time.

    Returns
    -------
    Own length (typed seconds before clock time; `MISSING` when neither is known), and length after the split
    (0 when unknown). Typed seconds leave out pauses: they never exceed the clock time.
    """
    timed = clock_times(started, ended)
    clock = ended[timed] - started[timed]
    said = np.where(typed[timed] == MISSING, clock, np.minimum(typed[timed], clock))
    own, split = typed.copy(), np.where(typed == MISSING, 0, typed)
    own[timed] = np.where(typed[timed] == MISSING, clock, typed[timed])
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

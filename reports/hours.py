"""Hours of work: one row per task, with time worked on two tasks at once split between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from reports.periods import merge_spans


class Span(NamedTuple):
    """Clock time of one task, [start, end) in whole seconds since 1970 (UTC)."""

    start: int
    end: int
    task_id: str


class Worked(NamedTuple):
    """The time of one task, after the split; seconds are whole and 0 or more.

    `is_priced` says that its pay is known or that it is unpaid; `terms_id` names the terms with a promised
    hourly rate, for paid time only.
    """

    day: date
    contract_id: str | None
    platform_id: str | None
    kind: str | None
    task_id: str
    paid_seconds: int
    unpaid_seconds: int
    category: str | None
    is_priced: bool
    terms_id: str | None

    @property
    def seconds(self) -> int:
        """Paid and unpaid seconds; one of them is 0."""
        return self.paid_seconds + self.unpaid_seconds


def spans_of(tasks: Iterable[Any]) -> list[Span]:
    """Spans of the tasks that have both clock times and some time between them."""
    spans = []
    for task in tasks:
        started, ended = task["started_at"], task["ended_at"]
        if started is None or ended is None:
            continue
        start, end = int(started.timestamp()), int(ended.timestamp())
        if start < end:
            spans.append(Span(start, end, task["id"]))
    return spans


def split_overlaps(spans: Iterable[Span]) -> dict[str, int]:
    """Seconds of each task when time shared by several is split equally between them.

    Returns
    -------
    Task id -> whole seconds, 0 or more. They add up to the length of the union of the spans exactly: seconds
    that cannot be split go to the task that started earlier, then to the smaller id.

    >>> split_overlaps([Span(0, 100, "a"), Span(50, 100, "b")])
    {'a': 75, 'b': 25}

    References
    ----------
    METHOD section 1, two tasks at the same time.
    """
    shares: dict[str, int] = {}
    for cluster in _clusters(sorted(spans)):
        if len(cluster) == 1:
            shares[cluster[0].task_id] = cluster[0].end - cluster[0].start
        else:
            _share_out(cluster, shares)
    return shares


def _clusters(spans: list[Span]) -> list[list[Span]]:
    """Sorted spans in groups that have no second in common with another group."""
    clusters: list[list[Span]] = []
    reached = None
    for span in spans:
        if reached is None or span.start >= reached:
            clusters.append([])
            reached = span.end
        clusters[-1].append(span)
        reached = max(reached, span.end)
    return clusters


def _share_out(cluster: list[Span], shares: dict[str, int]) -> None:
    """Walk from one start or end to the next and split each stretch between the spans that cover it."""
    starting: dict[int, list[Span]] = defaultdict(list)
    for span in cluster:
        shares[span.task_id] = 0
        starting[span.start].append(span)
    moments = sorted({moment for span in cluster for moment in (span.start, span.end)})
    active: list[Span] = []
    for moment, following in pairwise(moments):
        active = [span for span in active if span.end > moment]
        # Later starts go behind the earlier ones; within one start the smaller id comes first.
        active += sorted(starting[moment], key=lambda span: span.task_id)
        each, rest = divmod(following - moment, len(active))
        for place, span in enumerate(active):
            shares[span.task_id] += each + (place < rest)


def lengths(tasks: Iterable[Any], spans: Sequence[Span]) -> tuple[dict[str, int | None], dict[str, int]]:
    """Length of every task before and after the split of shared time; `spans` are the tasks' clock times.

    Returns
    -------
    Own length by task id (typed seconds before clock time; None when neither is known), and length after
    the split (0 when unknown). Typed seconds leave out pauses: they never exceed the clock time and shrink by
    the share of it that other tasks take.
    """
    clock = {span.task_id: span.end - span.start for span in spans}
    shares = split_overlaps(spans)
    own: dict[str, int | None] = {}
    split: dict[str, int] = {}
    for task in tasks:
        key, seconds = task["id"], task["seconds"]
        if key not in clock:
            own[key], split[key] = seconds, seconds or 0
            continue
        own[key] = clock[key] if seconds is None else seconds
        split[key] = shares[key] if seconds is None else min(seconds, clock[key]) * shares[key] // clock[key]
    return own, split


def session_seconds(spans: Iterable[tuple[int, int]], gap_seconds: int) -> int:
    """Whole span of all sessions, from first start to last end; pauses of at most `gap_seconds` join.

    >>> minutes = [(0, 10), (10.5, 20), (21, 30), (45, 60)]
    >>> session_seconds([(int(60 * start), int(60 * end)) for start, end in minutes], 60) / 60
    45.0

    References
    ----------
    METHOD section 1, note 0; Hara et al. (2018).
    """
    return sum(end - start for start, end in merge_spans(spans, gap_seconds))

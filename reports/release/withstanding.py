"""A pattern of hidden cells that has withstood the attack, within the time of a release."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from reports.audit import Audit, Demands, Interval, Published, Unproved, check_releasable
from reports.cohorts import Cohort
from reports.disclosure import Pattern, Rules, band, protect
from reports.release.frame import Frame


class Withstood(NamedTuple):
    """What is hidden, and the attack that found nothing."""

    pattern: Pattern
    audit: Audit


def withstanding(made: Cohort, also: frozenset[int], frame: Frame) -> Withstood:
    """Look for the cells to hide, and attack what is left; whole rows are hidden where the time is over before either ends.

    Parameters
    ----------
    made
        All tables of one period.
    also
        Cells that must be hidden for another reason than the rules.
    frame
        Its rules, its seconds and its two clocks.

    Raises
    ------
    NoPattern
        When no pattern of hidden cells protects it.
    NotReleasable
        When the pattern does not withstand the attack; `Unproved` when it is not known by the end.
    """
    pattern = protect(made, frame.rules, frame.seconds, also=also, is_over=frame.is_over)
    try:
        return Withstood(pattern, _attacked(made, pattern, frame.rules, frame.is_over))
    except Unproved:
        rows = protect(made, frame.rules, frame.seconds, also=also, is_over=lambda: True)
        return Withstood(rows, _attacked(made, rows, frame.rules, frame.is_all_over))


def _attacked(made: Cohort, pattern: Pattern, rules: Rules, is_over: Callable[[], bool]) -> Audit:
    """The audit: sums are known to the last cent, the number of different writers by its band, which starts at k."""
    writers = made.writers.tolist()
    ends = [(n, n) if n < rules.k else (max(rules.k, band(n).least), band(n).most or n) for n in writers]
    low, high = np.array(ends, dtype=np.int64).T
    demands = Demands(rules.k, rules.p, rules.coalition)
    return check_releasable(
        made, pattern.hidden, demands, Published(writers=Interval(low, high)), is_over=is_over
    )

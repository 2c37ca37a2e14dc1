"""What contributors could learn of another, who know what they hold themselves of every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from scipy.sparse import csc_array

from reports.cohorts import Cohort, Measure, Sums
from reports.disclosure.flows import Demand
from reports.disclosure.rules import IMPLIED, Rules


def insiders(cohort: Cohort, hidden: Iterable[int], rules: Rules) -> Iterator[Demand]:
    """What has to be left open upwards, to those who look, of each cell they could learn another's amount from.

    What they can hold the others of a cell to be, at most, must be p % more than any one of them: for the largest other
    writer, with x what they hold of the sum X and v what that one holds, the cell must be able to rise by
    v (1 + p / 100) + x - X. To a writer a cell that keeps the p % rule never needs to.

    Parameters
    ----------
    cohort, rules
        The cells, and p.
    hidden
        The primary cells.
    """
    primary = sorted(hidden)
    who = _knowers(cohort, primary, rules)
    looks = _looking(who, cohort.present.shape[1])
    for block, sums in enumerate(cohort.sums):
        if sums.measure in (Measure.WRITERS, IMPLIED):
            continue
        numbers = np.flatnonzero(np.isin(sums.cells, primary))
        needed = np.array([_needs(sums, number, looks, rules) for number in numbers.tolist()])
        for knower, number in np.argwhere(needed.T).tolist():
            yield Demand(block, int(numbers[number]), 1, int(needed[number, knower]), who[knower])


def _knowers(cohort: Cohort, primary: Iterable[int], rules: Rules) -> list[tuple[int, ...]]:
    """Every writer, then those who are a whole cell together and are no more than is feared of a coalition.

    Such a cell is never safe, so it is a primary one. Together they know it, and use it against the cells around it.
    """
    present = cohort.present.tocsr()
    crowds = (present.indices[present.indptr[cell] : present.indptr[cell + 1]] for cell in primary)
    groups = (tuple(sorted(crowd.tolist())) for crowd in crowds if 2 <= len(crowd) <= rules.known)
    return [*((writer,) for writer in range(present.shape[1])), *dict.fromkeys(groups)]


def _looking(who: list[tuple[int, ...]], writers: int) -> Any:
    """Those who look by writers: 1 where she is one of them."""
    rows = np.repeat(np.arange(len(who)), [len(knower) for knower in who])
    columns = np.array([writer for knower in who for writer in knower], dtype=np.int64)
    return csc_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(who), writers))


def _needs(sums: Sums, number: int, looks: Any, rules: Rules) -> Any:
    """How far one sum must be able to rise for those who look, whole units, 0 where it need not."""
    held = sums.holdings[[number], :].toarray().ravel()
    largest = np.argsort(-held, kind="stable")[: rules.known + 1]
    others = np.where(looks[:, largest].toarray(), 0, held[largest]).max(axis=1, initial=0)
    hundredths = (100 + rules.p) * others + 100 * (looks @ held - held.sum())
    return np.where(others > 0, np.maximum(-(-hundredths // 100), 0), 0)

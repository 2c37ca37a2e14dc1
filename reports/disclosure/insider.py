"""What a contributor could learn of another, who knows what she holds herself of every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from reports.cohorts import Cohort, Measure, Sums
from reports.disclosure.flows import Demand
from reports.disclosure.rules import Rules


def insiders(cohort: Cohort, hidden: Iterable[int], rules: Rules) -> Iterator[Demand]:
    """What has to be left open upwards, to each writer, of each cell she could learn another's amount from.

    What she can hold the others of a cell to be, at most, must be p % more than any one of them: for the largest other
    writer, with x what she holds of the sum X and v what that one holds, the cell must be able to rise by
    v (1 + p / 100) + x - X. A cell that keeps the p % rule never needs to.

    Parameters
    ----------
    cohort, rules
        The cells, and p.
    hidden
        The primary cells.
    """
    primary = frozenset(hidden)
    for block, sums in enumerate(cohort.sums):
        if sums.measure is Measure.WRITERS:
            continue
        needs = [
            (number, needed)
            for number, cell in enumerate(sums.cells.tolist())
            if cell in primary and (needed := _needs(sums, number, cohort.present.shape[1], rules.p)).any()
        ]
        for writer in range(cohort.present.shape[1]):
            for number, needed in needs:
                if needed[writer]:
                    yield Demand(block, number, 1, int(needed[writer]), writer)


def _needs(sums: Sums, number: int, writers: int, p: int) -> np.ndarray:
    """How far one sum must be able to rise for each writer, whole units, 0 where it need not."""
    held = sums.holdings[[number], :].toarray().ravel()
    order = np.argsort(-held, kind="stable")
    others = np.full(writers, held[order[0]])
    others[order[0]] = held[order[1]] if writers > 1 else 0
    hundredths = (100 + p) * others + 100 * (held - held.sum())
    return np.where(others > 0, np.maximum(-(-hundredths // 100), 0), 0)

"""How far from the truth an attack on a hidden cell must end, upwards and downwards, measure by measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.cohorts import Cohort, Measure
from reports.disclosure.flows import Demand
from reports.disclosure.rules import IMPLIED, Rules, lacking


def levels(cohort: Cohort, hidden: Iterable[int], rules: Rules) -> Iterator[Demand]:
    """What has to be left open of each primary cell and measure, in whole units.

    Upwards a cell needs what it lacks by the p % rule, or p % of itself when its writers are too few, whichever is
    more; and at least one unit, since a cell that is hidden for one measure is hidden for all. Downwards the same, but
    no more than there is. A sum of 0 needs nothing, nor do hours beside what their two parts need.

    Parameters
    ----------
    cohort, rules
        The cells, and the rules that the primary ones break.
    hidden
        The primary cells.
    """
    writers = cohort.writers.tolist()
    primary = frozenset(hidden)
    for block, sums in enumerate(cohort.sums):
        if sums.measure is IMPLIED:
            continue
        lacks = dict(lacking(sums, rules)) if sums.measure is not Measure.WRITERS else {}
        for number, (cell, amount) in enumerate(zip(sums.cells.tolist(), sums.values.tolist(), strict=True)):
            if cell not in primary or not amount:
                continue
            by_number = rules.p * amount if 0 < writers[cell] < rules.k else 0
            up = -(-max(lacks.get(cell, 0), by_number, 1) // 100)
            yield Demand(block, number, 1, up)
            yield Demand(block, number, -1, min(up, amount))

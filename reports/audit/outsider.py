"""What the public can reckon of hidden cells from all that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from math import inf
from typing import NamedTuple

import numpy as np

from reports.audit.demands import Demands
from reports.audit.findings import Finding, Kind
from reports.audit.pretence import Pretences
from reports.audit.published import EXACT, Amounts, Interval, Known, Published, furthest, hidden_sums, known
from reports.audit.sensitive import amounts_of, level, sensitive_cells
from reports.audit.system import Row, adding_up, overlapping, systems
from reports.cohorts import Cohort, Equation, Measure


class Attack(NamedTuple):
    """Sums to be attacked together.

    `cells` says whose they are, `holdings` what each writer has of each, the largest first, `rows` how they hang
    together, and `known` what the public starts from.
    """

    measure: Measure
    cells: Amounts
    values: Amounts
    holdings: Sequence[Sequence[int]]
    rows: Sequence[Row]
    known: Known

    def parts(self, is_over: Callable[[], bool] = lambda: False) -> Iterator[Pretences]:
        """A search for other tables in each part that hangs together."""
        is_whole = self.measure is Measure.WRITERS
        for system in systems(self.rows, self.known, is_whole=is_whole):
            yield Pretences(system, is_over)


def attacks(cohort: Cohort, hidden: AbstractSet[int], published: Published = EXACT) -> Iterator[Attack]:
    """Every measure that adds up, then the different writers, who do not."""
    for number, sums in enumerate(cohort.sums):
        yield Attack(
            sums.measure,
            sums.cells,
            sums.values,
            amounts_of(sums),
            tuple(adding_up(sums.equations)),
            known(sums.values, hidden_sums(sums.cells, hidden), published.sums.get(number)),
        )
    yield different_writers(cohort, hidden, published.writers)


def different_writers(cohort: Cohort, hidden: AbstractSet[int], bands: Interval | None = None) -> Attack:
    """The numbers of different writers: a margin has at least those of each part, at most those of all."""
    values, cells = cohort.writers.astype(np.int64), np.arange(len(cohort.cells))
    equations: dict[Equation, None] = {}
    for sums in cohort.sums:
        for total, parts in sums.equations:
            of_cells = (int(sums.cells[part]) for part in parts)
            equations[Equation(int(sums.cells[total]), tuple(of_cells))] = None
    return Attack(
        Measure.WRITERS,
        cells,
        values,
        [[1] * int(count) for count in values],
        tuple(overlapping(equations, values)),
        known(values, hidden_sums(cells, hidden), bands),
    )


def intervals(attack: Attack, hidden: AbstractSet[int]) -> Mapping[int, tuple[float, float]]:
    """What the public learns of each hidden cell: the least and the most that it can be, by the cell's number."""
    return {
        int(attack.cells[number]): _learned(attack, found, at)
        for found, at, number in _hidden_ones(attack, hidden)
    }


def open_cells(cohort: Cohort, hidden: AbstractSet[int], demands: Demands) -> Iterator[Finding]:
    """Cells that are shown and should not be."""
    shown = sensitive_cells(cohort, demands) - hidden
    for cell in sorted(shown):
        count = float(cohort.writers[cell])
        yield Finding(Kind.OPEN, cohort.cells[cell], Measure.WRITERS, count, count, demands.k)


def outsider(
    cohort: Cohort,
    hidden: AbstractSet[int],
    demands: Demands,
    published: Published = EXACT,
    *,
    is_over: Callable[[], bool] = lambda: False,
) -> Iterator[Finding]:
    """Hidden cells that the public knows exactly or too well, in each measure.

    Parameters
    ----------
    cohort
        All tables of one period.
    hidden
        The numbers of the cells that are not shown in any measure.
    demands
        How far from the truth the public must be left.
    published
        What of the others is shown less than exactly.
    is_over
        Whether the time of the attack is over.

    Raises
    ------
    Unproved
        When it is.
    """
    sensitive = sensitive_cells(cohort, demands)
    is_small = cohort.writers < demands.k
    for attack in attacks(cohort, hidden, published):
        for found, at, number in _hidden_ones(attack, hidden, is_over):
            cell, amounts = int(attack.cells[number]), attack.holdings[number]
            needed = Fraction(0)
            if cell in sensitive:
                needed = level(amounts, demands, is_small=bool(is_small[cell]))
            kind = _judged(found, at, needed, sum(amounts))
            if kind:
                low, high = _learned(attack, found, at)
                yield Finding(kind, cohort.cells[cell], attack.measure, low, high, float(needed))


def _hidden_ones(
    attack: Attack, hidden: AbstractSet[int], is_over: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Pretences, int, int]]:
    """Every hidden sum with its part and its place in it."""
    is_hidden = hidden_sums(attack.cells, hidden)
    for found in attack.parts(is_over):
        for at, number in enumerate(found.system.numbers):
            if is_hidden[number]:
                yield found, at, int(number)


def _judged(found: Pretences, at: int, needed: Fraction, value: int) -> Kind | None:
    """What is wrong with a hidden sum; nothing is secret about one that is 0.

    Amounts are whole, so who knows one to less than 1 knows it.
    """
    if not value:
        return None
    one = Fraction(1)
    if not (found.reach(at, 1, one) or found.reach(at, -1, one)):
        return Kind.KNOWN
    lower = min(needed, Fraction(value))
    if needed and not (found.reach(at, 1, needed) and found.reach(at, -1, lower)):
        return Kind.NARROW
    return None


def _learned(attack: Attack, found: Pretences, at: int) -> tuple[float, float]:
    value = float(attack.values[found.system.numbers[at]])
    high = value + found.furthest(at, 1)
    return value - found.furthest(at, -1), high if high < furthest(attack.values) * (1 - 1e-6) else inf

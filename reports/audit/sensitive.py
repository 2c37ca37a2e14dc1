"""Which cells tell too much by themselves, found from what each writer holds."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from reports.audit.demands import Demands
from reports.cohorts import Cohort, Sums


def amounts_of(sums: Sums) -> list[list[int]]:
    """For every sum what its writers hold, the largest first; who holds nothing is left out."""
    rows = sums.holdings.tocsr()
    return [
        sorted((int(amount) for amount in row if amount), reverse=True)
        for row in np.split(rows.data, rows.indptr[1:-1])
    ]


def lacking(amounts: Sequence[int], demands: Demands) -> Fraction:
    """By how much the rest of a cell is too small to hide its largest writer from the next; 0 where it is not.

    The second largest writer takes her own amount off the sum. What is left must be off by p per cent, and only the
    amounts of all the others can make it so. With a coalition, several take their amounts off.

    >>> lacking([50, 49, 1], Demands(k=3, p=10))
    Fraction(4, 1)
    """
    if not amounts:
        return Fraction(0)
    rest = sum(amounts[max(2, demands.coalition or 2) :])
    return max(demands.share * amounts[0] - rest, Fraction(0))


def sensitive_cells(cohort: Cohort, demands: Demands) -> frozenset[int]:
    """The cells that may not be shown whatever else is: too few writers, or one who stands out in any measure."""
    found = {int(cell) for cell in np.flatnonzero((cohort.writers > 0) & (cohort.writers < demands.k))}
    for sums in cohort.sums:
        found |= {
            int(cell)
            for cell, amounts in zip(sums.cells, amounts_of(sums), strict=True)
            if lacking(amounts, demands)
        }
    return frozenset(found)


def level(amounts: Sequence[int], demands: Demands, *, is_small: bool) -> Fraction:
    """How far above the truth, and as far below it, a sensitive sum must seem possible.

    Of a cell that has too few writers (`is_small`), p per cent of the sum; of one in which a writer stands out, what is
    lacking; the larger where both hold. It is 0 in a measure in which the cell would have been safe.
    """
    by_count = demands.share * sum(amounts) if is_small else Fraction(0)
    return max(by_count, lacking(amounts, demands))

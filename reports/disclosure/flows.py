"""How far a hidden cell can be moved while everything shown stays as it is, and what is missing where it cannot.

A flow is the difference between the true cells and others that look the same from outside. It is measured in units of
what is demanded of the cell, so that cents and writers alike meet the tolerances of the solver.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array

from reports.cohorts import Cohort, Measure, Sums

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# In a table of two dimensions no cell need move further than the one that is asked for; 10 leaves room for more.
_REACH = 10.0
# A demand of a million is asked with a hundred more, so that a solver's rounding never falls below it; small amounts,
# of which a fraction is an error anyway, are asked as they are.
_MARGIN = 10_000
_ENOUGH = 1 - 1e-5
# How open a shown cell is when the missing ones are looked for; it makes few cells answer instead of many.
_AJAR = (1e-3, 0.0)


class Demand(NamedTuple):
    """That a hidden cell can be this much larger, or smaller, for all that somebody knows.

    `block` is a number in `Cohort.sums`, `number` that of a sum in it, `sign` 1 or -1, `amount` above 0 in the
    measure's unit. `knower` are the writers who look, of several all that they know together, and nobody for the public.
    """

    block: int
    number: int
    sign: int
    amount: int
    knower: tuple[int, ...] = ()


class Block:
    """One measure of a cohort, as somebody sees it who attacks it."""

    def __init__(self, cohort: Cohort, sums: Sums) -> None:
        self.cells = sums.cells
        self.values = sums.values.astype(np.float64)
        self.matrix = _matrix(sums)
        # Only beyond two dimensions can whole writers be less free than parts of them.
        self.is_whole = sums.measure is Measure.WRITERS and max(map(len, cohort.cells)) > 2
        self._holdings = sums.holdings.tocsc()
        self._present = cohort.present.tocsc()
        self._writers = cohort.writers
        self.room = lru_cache(maxsize=None)(self._room)

    def _room(self, knower: tuple[int, ...]) -> tuple[Numbers, Mask]:
        """How far each sum may fall for all they know, and which of them they know exactly, as nobody else is in them."""
        if not knower:
            return self.values, np.zeros(len(self.cells), dtype=bool)
        theirs, there = (_row_sums(table[:, list(knower)]) for table in (self._holdings, self._present))
        exact = (there > 0) & (there == self._writers)
        return self.values - theirs, exact[self.cells]

    def target(self, demand: Demand) -> float:
        """What is asked of the solver: the demand with a margin, but no fall below what is known to be there."""
        asked = demand.amount + demand.amount // _MARGIN
        return float(asked if demand.sign > 0 else min(asked, self.room(demand.knower)[0][demand.number]))

    def limits(self, demand: Demand) -> tuple[Numbers, Numbers]:
        """How far each sum can fall and rise when all are hidden, in units of the target."""
        target = self.target(demand)
        room, exact = self.room(demand.knower)
        low = np.where(exact, 0.0, -np.minimum(room / target, _REACH))
        high = np.where(exact, 0.0, _REACH)
        if demand.sign > 0:
            high[demand.number] = min(high[demand.number], 1.0)
        else:
            low[demand.number] = max(low[demand.number], -1.0)
        return low, high


def flow(block: Block, demand: Demand, is_hidden: Mask, seconds: float) -> Numbers | None:
    """What other values that look the same differ by from the true ones; None when none meet the demand.

    Parameters
    ----------
    block, demand
        Where to move, and what.
    is_hidden
        Of each sum of the block.
    seconds
        For the search in whole numbers, where that is needed; None is the answer when they do not suffice.
    """
    moved = np.flatnonzero(is_hidden)
    goal = _goal(block, demand)[moved]
    low, high = (limit[moved] for limit in block.limits(demand))
    if not block.is_whole:
        found = linprog(
            -goal, A_eq=block.matrix[:, moved], b_eq=_zeros(block), bounds=np.column_stack([low, high])
        )
        scale = block.target(demand)
    else:
        found = milp(
            -goal,
            constraints=LinearConstraint(block.matrix[:, moved], 0, 0),
            bounds=Bounds(np.ceil(low * demand.amount - 1e-6), np.floor(high * demand.amount + 1e-6)),
            integrality=np.ones(len(moved)),
            options={"time_limit": seconds},
        )
        scale = 1.0
    if found.x is None:
        return None
    spread = np.zeros(len(block.cells))
    spread[moved] = found.x * scale
    return spread if demand.sign * spread[demand.number] >= _ENOUGH * demand.amount else None


def missing(block: Block, demand: Demand, is_hidden: Mask) -> Numbers | None:
    """Shares of the demand that hidden cells can answer for: any pattern that meets it has 1 or more of them in sum.

    By duality: for any prices of the equations, what a cell adds to the demand is at most its reduced price times the
    way it can go. What the cells at hand add is less than 1 when they do not meet the demand.

    Returns
    -------
    Numbers | None
        0 to 1 of each sum of the block; None when no prices were found that tell this pattern from a good one.
    """
    low, high = block.limits(demand)
    goal = _goal(block, demand)
    for ajar in _AJAR:
        open_by = np.where(is_hidden, 1.0, ajar)
        bounds = np.column_stack([low * open_by, high * open_by])
        found = linprog(-goal, A_eq=block.matrix, b_eq=_zeros(block), bounds=bounds)
        if found.eqlin.marginals is None:  # no solution was found
            return None
        prices = goal + block.matrix.T @ np.round(found.eqlin.marginals, 9)
        shares = np.minimum(np.maximum(prices * high, prices * low), 1.0)
        if shares[is_hidden].sum() < _ENOUGH:
            return np.asarray(shares, dtype=np.float64)
    return None


def _goal(block: Block, demand: Demand) -> Numbers:
    goal = np.zeros(len(block.cells))
    goal[demand.number] = demand.sign
    return goal


def _row_sums(table: Any) -> Any:
    return np.asarray(table.sum(axis=1)).ravel()


def _zeros(block: Block) -> Numbers:
    return np.zeros(block.matrix.shape[0])


def _matrix(sums: Sums) -> Any:
    """Equations by sums: the parts less the total."""
    rows, columns, signs = [], [], []
    for row, (total, parts) in enumerate(sums.equations):
        rows += [row] * (len(parts) + 1)
        columns += [total, *parts]
        signs += [-1.0] + [1.0] * len(parts)
    return csc_array((signs, (rows, columns)), shape=(len(sums.equations), len(sums.cells)))

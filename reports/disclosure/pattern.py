"""The cheapest cells to hide besides the primary ones, so that nothing hidden can be computed from what is shown.

Source: M. Fischetti and J. J. Salazar, Solving the cell suppression problem on tabular data with linear constraints,
Management Science 47 (2001): the integer programme has one variable for each cell, and learns by cuts which sets of
cells do not meet a demand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.cohorts import Cohort, Measure
from reports.disclosure.flows import Block, Demand, Mask, Numbers, flow, missing
from reports.disclosure.rules import IMPLIED
from reports.disclosure.witnesses import Witnesses

_GAP = 0.02
_MARGIN_COST = 50
# A margin of margins stands for as many tables more: the whole cohort is the last to be hidden.
_WIDER = 10
# Rounds of one search; each adds up to so many cuts.
_ROUNDS = 200
_CUTS = 40


class OutOfTime(Exception):
    """The time for a search is over; what it has found is no pattern yet."""


class NoPattern(ValueError):
    """Cells of a cohort that no pattern protects."""

    def __init__(self) -> None:
        super().__init__("These cells cannot be protected, however many of them are hidden.")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What of a cohort's cells is not shown, by the numbers of the cells; empty cells are always shown.

    Attributes
    ----------
    hidden
        All that are hidden, the primary ones among them.
    primary
        Those that break a rule themselves.
    """

    hidden: frozenset[int]
    primary: frozenset[int]


class Search:
    """The patterns of one cohort: what was learned of one is used for the next.

    Parameters
    ----------
    seconds
        For each call of the solver of whole numbers.
    is_over
        Whether the time for all of it is over; asked before each thing that may take long.
    """

    def __init__(
        self,
        cohort: Cohort,
        primary: frozenset[int],
        seconds: float,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self._blocks = [Block(cohort, sums) for sums in cohort.sums]
        self._witnesses = [Witnesses(block) for block in self._blocks]
        self._asked = [number for number, sums in enumerate(cohort.sums) if sums.measure is not IMPLIED]
        self._seconds = seconds
        self._is_over = is_over
        self._costs = costs(cohort)
        self._is_filled: Mask = cohort.writers > 0
        self._is_fixed: Mask = np.zeros(len(self._costs), dtype=bool)
        self._is_fixed[list(primary)] = True
        self._cuts: dict[bytes, Numbers] = {}

    def cheapest(self, demands: Sequence[Demand], rounds: int = _ROUNDS) -> frozenset[int]:
        """Cells to hide, the primary ones among them, so that every demand is met.

        When the rounds or the seconds are over, cells are added one by one, each the one that is worth most; that
        is a good pattern, too, but not the cheapest.

        Raises
        ------
        NoPattern
            When hiding everything does not meet the demands.
        OutOfTime
            When all of the time is over.
        """
        is_hidden = self._is_fixed
        for _ in range(rounds):
            solved = self._solve()
            if solved is None:
                break
            is_hidden = solved
            if not self._learn(demands, is_hidden):
                return _numbers(is_hidden)
        return self._greedily(demands, is_hidden)

    def known(self, hidden: frozenset[int]) -> dict[int, list[Demand]]:
        """By cell, what would leave its sums open that can be computed from what is shown; primary cells have demands.

        A cell that is hidden for the sake of others can still be computed in a measure of which those others have none.
        """
        is_hidden = np.zeros(len(self._costs), dtype=bool)
        is_hidden[list(hidden)] = True
        found: dict[int, list[Demand]] = {}
        for number in self._asked:
            block = self._blocks[number]
            waiting = np.flatnonzero((is_hidden & ~self._is_fixed)[block.cells] & (block.values > 0)).tolist()
            for sign in (1, -1):
                asked = [Demand(number, at, sign, 1) for at in waiting]
                waiting = [one.number for one in self._unmet(asked, is_hidden)]
            for at in sorted(waiting):
                found.setdefault(int(block.cells[at]), []).append(Demand(number, at, -1, 1))
        return found

    def is_idle(self, cell: int, known: Sequence[Demand]) -> bool:
        """Whether all there is in a cell is known: then hiding it protects nothing."""
        asked = (self._blocks[number] for number in self._asked)
        return len(known) == sum(bool(block.values[block.cells == cell].any()) for block in asked)

    def _solve(self) -> Mask | None:
        """The cheapest cells that satisfy all cuts."""
        if not self._cuts:
            return self._is_fixed
        found = milp(
            self._costs,
            integrality=np.ones(len(self._costs)),
            bounds=Bounds(self._is_fixed.astype(float), self._is_filled.astype(float)),
            constraints=LinearConstraint(np.array(list(self._cuts.values())), 1, np.inf),
            options={"mip_rel_gap": _GAP, "time_limit": self._seconds},
        )
        return None if found.x is None else np.asarray(found.x > 0.5)

    def _learn(self, demands: Iterable[Demand], is_hidden: Mask) -> bool:
        """Whether any demand is not met; the first of those leave cuts."""
        enough = len(self._cuts) + _CUTS
        is_unmet = False
        for one in self._unmet(demands, is_hidden):
            is_unmet = True
            cut = self._cut(one, is_hidden)
            self._cuts[np.round(cut, 6).tobytes()] = cut
            if len(self._cuts) == enough:
                break
        return is_unmet

    def _unmet(self, demands: Iterable[Demand], is_hidden: Mask) -> Iterable[Demand]:
        """The demands that hiding these cells does not meet."""
        for (number, _), of_one in groupby(demands, key=lambda one: (one.block, one.knower)):
            block, witnesses = self._blocks[number], self._witnesses[number]
            waiting = list(of_one)
            while waiting := witnesses.unmet(waiting, is_hidden[block.cells]):
                if self._is_over():
                    raise OutOfTime
                demand = waiting.pop()
                found = flow(block, demand, is_hidden[block.cells], self._seconds)
                if found is None:
                    yield demand
                else:
                    witnesses.add(found)

    def _cut(self, demand: Demand, is_hidden: Mask) -> Numbers:
        """Weights of the cells: those of every pattern that meets the demand add up to 1 or more."""
        block = self._blocks[demand.block]
        shares = missing(block, demand, is_hidden[block.cells])
        if shares is None:
            return (self._is_filled & ~is_hidden).astype(np.float64)
        cut = np.zeros(len(is_hidden))
        cut[block.cells] = shares
        return cut

    def _greedily(self, demands: Sequence[Demand], is_hidden: Mask) -> frozenset[int]:
        """Hide, for each demand that is not met, the cheapest of what is missing, until all are met."""
        is_hidden = is_hidden.copy()
        while unmet := next(iter(self._unmet(demands, is_hidden)), None):
            cut = self._cut(unmet, is_hidden)
            value = np.where(self._is_filled & ~is_hidden, cut / self._costs, 0.0)
            if not value.any():
                raise NoPattern
            is_hidden[np.argmax(value)] = True
        return _numbers(is_hidden)


def whole_rows(cohort: Cohort, primary: frozenset[int]) -> frozenset[int]:
    """The cells to hide when there is no time to look for fewer: of each row with a hidden cell, every cell.

    A row is what adds up to one total. The cells of a row are in other rows as well, so of a table with a hidden cell
    nothing inside is shown, and of its margins those that are safe and in a row with safe ones only. A total that has
    one filled part is that part, so it goes with it.
    """
    pay = next(sums for sums in cohort.sums if sums.measure is Measure.PAY)
    rows = [
        (int(pay.cells[total]), {cell for cell in pay.cells[list(parts)].tolist() if cohort.writers[cell]})
        for total, parts in pay.equations
    ]
    hidden: frozenset[int] = frozenset()
    wider = primary
    while wider != hidden:
        hidden = wider
        wider = hidden.union(*(_widened(total, row) for total, row in rows if not hidden.isdisjoint(row)))
    return frozenset(cell for cell in hidden if cohort.writers[cell])


def _widened(total: int, row: set[int]) -> set[int]:
    """All of a row; with the total, where the one cell in it that is not empty would be the same number."""
    return row | {total} if len(row) == 1 else row


def costs(cohort: Cohort) -> Numbers:
    """What hiding each cell costs: more for more pay, far more for margins, and most for what is in most lines a total."""
    pay = next(sums for sums in cohort.sums if sums.measure is Measure.PAY)
    found = 1 + np.log1p(pay.values.astype(np.float64))
    lines = Counter(total for total, _ in pay.equations)
    for total, count in lines.items():
        found[total] += _MARGIN_COST * _WIDER ** (count - 1)
    return np.asarray(found, dtype=np.float64)


def _numbers(is_hidden: Mask) -> frozenset[int]:
    return frozenset(np.flatnonzero(is_hidden).tolist())

"""What one writer can reckon of another: she knows her own amounts in every hidden cell.

Of a cell's other writers only the largest matters: what an insider takes off the cell's upper end is the same whoever
she asks about, and what must be left grows with the other's amount. Of the insiders only those matter whose own amount,
with the other's and p per cent of it, is more than the whole cell; else the true cell itself leaves enough. In a cell
that passes the p per cent rule there is none, so only a few cells with a few writers each are left, except a cell with
one writer, which all others who are hidden nearby can ask about.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reports.audit.demands import Demands
from reports.audit.findings import Finding, Kind
from reports.audit.pretence import Pretences
from reports.audit.published import EXACT, Amounts, Known, Published, hidden_sums, known
from reports.audit.system import adding_up, systems
from reports.cohorts import Cohort, Measure, Sums


class Question(NamedTuple):
    """How much more a hidden sum must seem to be, for one writer who asks about another."""

    at: int
    writer: int
    other: int  # the largest amount that is not hers
    need: Fraction


class Insiders:
    """The writers in one part of a system, and what each of them knows of it."""

    def __init__(self, found: Pretences, holdings: Amounts, is_alone: npt.NDArray[np.bool_]) -> None:
        self.found = found
        self.holdings = holdings
        self._is_alone = is_alone
        self._has_part = (holdings > 0).any(axis=0) | is_alone.any(axis=0)

    def known(self, writer: int) -> Known:
        """No sum is less than what she has of it, and a cell of her own holds no more."""
        down, up = self.found.system.known
        at_most = np.minimum(down, self.holdings.sum(axis=1) - self.holdings[:, writer])
        is_alone = self._is_alone[:, writer]
        return Known(np.where(is_alone, 0, at_most), np.where(is_alone, 0, up))

    def questions(self, at: int, demands: Demands) -> list[Question]:
        """Who can ask about a hidden sum with any prospect, the best informed first."""
        amounts = self.holdings[at]
        largest = int(amounts.argmax())
        first = int(amounts[largest])
        second = int(np.delete(amounts, largest).max(initial=0))
        rest, found = int(amounts.sum()), []
        for writer in np.flatnonzero(self._has_part).tolist():
            other = second if writer == largest else first
            need = int(amounts[writer]) + (1 + demands.share) * other - rest
            if other and need > 0:
                found.append(Question(at, writer, other, need))
        return sorted(found, key=lambda one: -one.need)

    def answers(self, question: Question) -> bool:
        """Whether she learns too much."""
        return not self.found.reach(question.at, 1, question.need, self.known(question.writer))

    def learned(self, question: Question) -> float:
        """The most she thinks the other can have."""
        beyond = self.found.furthest(question.at, 1, self.known(question.writer))
        amounts = self.holdings[question.at]
        return float(amounts.sum() - amounts[question.writer]) + beyond


def insider(
    cohort: Cohort, hidden: AbstractSet[int], demands: Demands, published: Published = EXACT
) -> Iterator[Finding]:
    """Hidden cells in which a writer can guess another's amount to less than p per cent, once for each measure."""
    for number, sums in enumerate(cohort.sums):
        is_hidden = hidden_sums(sums.cells, hidden)
        outside = known(sums.values, is_hidden, published.sums.get(number))
        is_whole = sums.measure is Measure.WRITERS
        for system in systems(adding_up(sums.equations), outside, is_whole=is_whole):
            insiders = _insiders(cohort, sums, Pretences(system))
            for at in np.flatnonzero((is_hidden & (sums.values > 0))[system.numbers]).tolist():
                told = next(filter(insiders.answers, insiders.questions(at, demands)), None)
                if told:
                    place = cohort.cells[sums.cells[system.numbers[at]]]
                    needed = float((1 + demands.share) * told.other)
                    yield Finding(Kind.INSIDER, place, sums.measure, 0.0, insiders.learned(told), needed)


def _insiders(cohort: Cohort, sums: Sums, found: Pretences) -> Insiders:
    numbers = found.system.numbers
    present = _dense(cohort.present, sums.cells[numbers])
    is_alone = present & (present.sum(axis=1) == 1)[:, None]
    return Insiders(found, _dense(sums.holdings, numbers), is_alone)


def _dense(matrix: Any, rows: Amounts) -> Any:
    return matrix.tocsr()[rows].toarray()

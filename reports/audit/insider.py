"""What writers can reckon of another: one knows her own amounts in every hidden cell, and so do a few together.

Of a cell's other writers only the largest matters: what an insider takes off the cell's upper end is the same whoever
she asks about, and what must be left grows with the other's amount. Of the insiders only those matter whose own amount,
with the other's and p per cent of it, is more than the whole cell; else the true cell itself leaves enough. In a cell
that passes the p per cent rule there is none, so only a few cells with a few writers each are left, except a cell with
one writer, which all others who are hidden nearby can ask about.

Several are tried where they are a whole hidden cell together, which only together they know. They ask about the cells
that may not be shown; in others a coalition was not feared when it was asked whether they may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reports.audit.demands import Demands
from reports.audit.findings import Finding, Kind
from reports.audit.pretence import Pretences
from reports.audit.published import EXACT, Amounts, Known, Published, hidden_sums, known
from reports.audit.sensitive import sensitive_cells
from reports.audit.system import adding_up, systems
from reports.cohorts import Cohort, Measure

#: A writer, or several who put together what they know.
Askers = tuple[int, ...]


class Question(NamedTuple):
    """How much more a hidden sum must seem to be, for those who ask about another."""

    at: int
    askers: Askers
    other: int  # the largest amount that is not theirs
    need: Fraction


class Insiders:
    """The writers in one part of a system, and what each of them knows of it, or several together.

    Parameters
    ----------
    found
        The other tables that fit.
    holdings, present
        Sums by writers: amounts, and who has anything in their cells.
    groups
        Of writers who know what only they are in, and perhaps more.
    """

    def __init__(
        self, found: Pretences, holdings: Amounts, present: npt.NDArray[np.bool_], groups: Sequence[Askers]
    ) -> None:
        self.found = found
        self.holdings = holdings
        self._present = present
        self._count = present.sum(axis=1)
        has_part = (holdings > 0).any(axis=0) | present[self._count == 1].any(axis=0)
        self._single: list[Askers] = [(writer,) for writer in np.flatnonzero(has_part).tolist()]
        self._groups = [group for group in groups if has_part[list(group)].any()]
        self._most = max(map(len, self._groups), default=1)

    def known(self, askers: Askers) -> Known:
        """No sum is less than what they have of it, and a cell of their own holds no more."""
        down, up = self.found.system.known
        at_most = np.minimum(down, self.holdings.sum(axis=1) - self._theirs(askers))
        there = self._present[:, list(askers)].sum(axis=1)
        is_theirs = (there > 0) & (there == self._count)
        return Known(np.where(is_theirs, 0, at_most), np.where(is_theirs, 0, up))

    def questions(self, at: int, demands: Demands, *, is_sensitive: bool) -> list[Question]:
        """Who can ask about a hidden sum with any prospect, the best informed first."""
        self.found.check_time()  # of many writers, asking who asks takes long itself
        amounts = self.holdings[at]
        largest = np.argsort(-amounts, kind="stable")[: self._most + 1].tolist()
        rest, found = int(amounts.sum()), []
        for askers in [*self._single, *(self._groups if is_sensitive else ())]:
            other = next((int(amounts[writer]) for writer in largest if writer not in askers), 0)
            need = int(amounts[list(askers)].sum()) + (1 + demands.share) * other - rest
            if other and need > 0:
                found.append(Question(at, askers, other, need))
        return sorted(found, key=lambda one: -one.need)

    def answers(self, question: Question) -> bool:
        """Whether they learn too much."""
        return not self.found.reach(question.at, 1, question.need, self.known(question.askers))

    def learned(self, question: Question) -> float:
        """The most they think the other can have."""
        beyond = self.found.furthest(question.at, 1, self.known(question.askers))
        rest = self.holdings[question.at].sum() - self._theirs(question.askers)[question.at]
        return float(rest) + beyond

    def _theirs(self, askers: Askers) -> Amounts:
        return np.asarray(self.holdings[:, list(askers)].sum(axis=1), dtype=np.int64)


def insider(
    cohort: Cohort,
    hidden: AbstractSet[int],
    demands: Demands,
    published: Published = EXACT,
    *,
    is_over: Callable[[], bool] = lambda: False,
) -> Iterator[Finding]:
    """Hidden cells in which writers can guess another's amount to less than p per cent, once for each measure.

    Raises
    ------
    Unproved
        When the time of the attack is over.
    """
    sensitive = sensitive_cells(cohort, demands)
    groups = _groups(cohort, hidden, demands)
    for number, sums in enumerate(cohort.sums):
        is_hidden = hidden_sums(sums.cells, hidden)
        outside = known(sums.values, is_hidden, published.sums.get(number))
        is_whole = sums.measure is Measure.WRITERS
        for system in systems(adding_up(sums.equations), outside, is_whole=is_whole):
            numbers = system.numbers
            holdings, present = _dense(sums.holdings, numbers), _dense(cohort.present, sums.cells[numbers])
            insiders = Insiders(Pretences(system, is_over), holdings, present, groups)
            for at in np.flatnonzero((is_hidden & (sums.values > 0))[numbers]).tolist():
                cell = int(sums.cells[numbers[at]])
                questions = insiders.questions(at, demands, is_sensitive=cell in sensitive)
                told = next(filter(insiders.answers, questions), None)
                if told:
                    needed = float((1 + demands.share) * told.other)
                    yield Finding(
                        Kind.INSIDER, cohort.cells[cell], sums.measure, 0.0, insiders.learned(told), needed
                    )


def _groups(cohort: Cohort, hidden: AbstractSet[int], demands: Demands) -> list[Askers]:
    """The writers of each hidden cell that has two, or as many as may put together what they know."""
    most = max(2, demands.coalition or 2)
    rows = cohort.present.tocsr()
    writers = (rows.indices[rows.indptr[cell] : rows.indptr[cell + 1]].tolist() for cell in sorted(hidden))
    return list(dict.fromkeys(tuple(sorted(found)) for found in writers if 2 <= len(found) <= most))


def _dense(matrix: Any, rows: Amounts) -> Any:
    return matrix.tocsr()[rows].toarray()

"""Figures of a release that a platform can compute from its own books, for many choices of workers at once.

Everything is whole numbers: a figure is counted in the steps it is rounded to, so two that look the same are equal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from reports.disclosure.books import Books
from reports.disclosure.rounding import Step, band
from reports.frames import Flags, Ints
from reports.sums import SECONDS_PER_HOUR

#: Reads a figure off choices of workers, one a row, each as the workers' places in the books.
Reader = Callable[[Ints], Ints]

_NOT_SHOWN = -1


class What(StrEnum):
    """What a figure tells of a place."""

    EMPTY = "empty"  # whether anybody works there; told of every place, also of a hidden one
    CELL = "cell"  # that it is shown, and with it the band of writers
    RATE = "rate"  # pay over paid time of all of them
    FIRST = "first"  # quartile of one rate per writer
    MEDIAN = "median"
    THIRD = "third"
    PROMISED = "promised"  # the rate that was promised for the paid time of all of them, and so on
    PROMISED_FIRST = "promised_first"
    PROMISED_MEDIAN = "promised_median"
    PROMISED_THIRD = "promised_third"
    PAY = "pay"  # sum
    HOURS = "hours"  # sum of the paid ones

    def least(self, k: int) -> int:
        """How many writers a place needs for it."""
        return _QUARTERS[self][1] * k if self in _QUARTERS else k


#: Which quarter of the writers lies below, and how many times k of them a place needs for it.
_QUARTERS = {
    What.FIRST: (1, 4),
    What.MEDIAN: (2, 2),
    What.THIRD: (3, 4),
    What.PROMISED_FIRST: (1, 4),
    What.PROMISED_MEDIAN: (2, 2),
    What.PROMISED_THIRD: (3, 4),
}
#: What is read off promises, each as the figure of pay and paid time that it is named for.
PROMISES = frozenset({What.PROMISED, What.PROMISED_FIRST, What.PROMISED_MEDIAN, What.PROMISED_THIRD})
SUMS = frozenset({What.PAY, What.HOURS})
#: Amounts from which on a rate is told by ten times as much, and again.
_ROUND = 10 ** np.arange(2, 19, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one platform and period.

    Attributes
    ----------
    what
        What it tells.
    kind
        Of which kind of work; None for the platform as a whole.
    step
        What it is rounded to, above 0, in the unit it is shown in: major units (an hour), hours. None for the steps
        that releases use: those of rates grow with the rate.
    """

    what: What
    kind: str | None = None
    step: Fraction | None = None

    @property
    def tells_amounts(self) -> bool:
        """Whether pay or time goes into it, and not only who works where."""
        return self.what not in {What.EMPTY, What.CELL}

    def reader(self, books: Books, k: int) -> Reader:
        """How the figure is read off choices of workers of some books, in steps; -1 where it would not be shown.

        Parameters
        ----------
        books
            That the choices are made from.
        k
            The smallest number of writers a shown place may have.

        Examples
        --------
        Three workers with 20.00, 30.00 and 10.00 for an hour each; of the first two, and of the last two:

        >>> pay, hour = np.array([[2000], [3000], [1000]]), np.full((3, 1), 3600)
        >>> of = Figure(What.RATE).reader(Books(("ranking",), pay, hour), k=2)
        >>> of(np.array([[0, 1], [1, 2]])) / 2
        array([25., 20.])
        """
        pay, seconds = (books.promises if self.what in PROMISES else books).of(self.kind)
        if self.what is What.EMPTY:
            return _anybody((pay > 0) | (seconds > 0))
        if self.what is What.CELL:
            return _bands((pay > 0) | (seconds > 0), k)
        if self.what is What.PAY:
            return _sums(pay, (self.step or Step.PAY.value) * books.major)
        if self.what is What.HOURS:
            return _sums(seconds, (self.step or Step.HOURS.value) * SECONDS_PER_HOUR)
        steps = SECONDS_PER_HOUR / ((self.step or Step.RATE.value) * books.major)
        top, bottom = pay * steps.numerator, seconds * steps.denominator
        whole = None if self.step else int(1 / Step.RATE.value)
        if self.what in {What.RATE, What.PROMISED}:
            return _pooled(top, bottom, k, whole)
        return _Quantile(top, bottom, _QUARTERS[self.what][0], self.what.least(k), whole)


def _anybody(is_there: Flags) -> Reader:
    def read(choices: Ints) -> Ints:
        at_it: Ints = is_there[choices].sum(axis=1)
        return np.minimum(at_it, 1)

    return read


def _bands(is_there: Flags, k: int) -> Reader:
    def read(choices: Ints) -> Ints:
        at_it: Ints = is_there[choices].sum(axis=1)
        told = [band(count).least if count >= k else _NOT_SHOWN for count in range(choices.shape[1] + 1)]
        return np.array(told)[at_it]

    return read


def _sums(amounts: Ints, step: Fraction) -> Reader:
    def read(choices: Ints) -> Ints:
        twice: Ints = amounts[choices].sum(axis=1) * 2 * step.denominator
        return (twice + step.numerator) // (2 * step.numerator)

    return read


def _pooled(top: Ints, bottom: Ints, k: int, whole: int | None) -> Reader:
    def read(choices: Ints) -> Ints:
        over, under = top[choices].sum(axis=1), np.maximum(bottom[choices].sum(axis=1), 1)
        wider = _wider(over // under, whole)
        under = under * wider
        is_shown = (bottom[choices] > 0).sum(axis=1) >= k
        return np.where(is_shown, (2 * over + under) // (2 * under) * wider, _NOT_SHOWN)

    return read


def _wider(steps: Ints, whole: int | None) -> Ints:
    """By how much the step of a rate is wider than the first one: ten times as wide for each digit from the third on.

    As `reports.release.precision.step_of` has it. `whole` is how many steps make one major unit; None where no step is
    ever wider.
    """
    if whole is None:
        return np.ones_like(steps)
    digits = np.searchsorted(_ROUND * whole, steps, side="right")
    return np.append(1, _ROUND // 10)[digits]


class _Quantile:
    """A quartile of one rate per worker, between the two rates around it in proportion, as in `reports.cohorts.spread`.

    Rates are kept as whole steps and what is left over, so that the mean of two of them stays within 64 bits.
    """

    def __init__(self, top: Ints, bottom: Ints, quarter: int, least: int, whole: int | None) -> None:
        self._quarter, self._least, self._whole_unit = quarter, least, whole
        worked = np.flatnonzero(bottom > 0).tolist()
        order = sorted(worked, key=lambda worker: Fraction(int(top[worker]), int(bottom[worker])))
        self._nobody = len(order)
        self._rank = np.full(len(top), self._nobody)
        self._rank[order] = np.arange(len(order))
        self._whole, self._rest = (np.append(part, 0) for part in np.divmod(top[order], bottom[order]))
        self._bottom = np.append(bottom[order], 1)

    def __call__(self, choices: Ints) -> Ints:
        ranks = np.sort(self._rank[choices], axis=1)
        counts = (ranks < self._nobody).sum(axis=1)
        at, part = np.divmod(self._quarter * np.maximum(counts - 1, 0), 4)
        rows = np.arange(len(ranks))
        low, high = ranks[rows, at], ranks[rows, np.minimum(at + 1, ranks.shape[1] - 1)]
        whole = self._whole[low] * (4 - part) + self._whole[high] * part
        rest = (
            self._rest[low] * self._bottom[high] * (4 - part) + self._rest[high] * self._bottom[low] * part
        ) // (self._bottom[low] * self._bottom[high])
        # Down to whole quarters first, then to whole steps: the same as at once.
        quarters = whole + rest
        wider = _wider(quarters // 4, self._whole_unit)
        return np.where(counts >= self._least, (quarters + 2 * wider) // (4 * wider) * wider, _NOT_SHOWN)

"""How the writers of a cell differ: one value per writer, its median and quartiles, the pooled rate, and their limits.

Raw like the cells: which of these may be shown, and how they are rounded, is for disclosure control to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, takewhile
from math import ceil, comb
from statistics import quantiles
from typing import NamedTuple

import numpy as np

from reports.frames import Ints

#: Of each side: an interval misses what it is for in 5 of 100 cases.
_TAIL = Fraction(25, 1000)
_RESAMPLED = 2000
_FINE = 10**12


class Limits(NamedTuple):
    """A 95 per cent interval, and how many writers lie below its low and above its high end."""

    low: Fraction
    high: Fraction
    below: int
    above: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What the writers of one cell have each; every one counts once, however much she worked.

    Attributes
    ----------
    count
        Writers with a value.
    quartiles
        First, second and third; the second is the median. None with fewer than 2 writers.
    limits
        Of the median; None with fewer than 6 writers, whose whole range would not reach 95 per cent.
    """

    count: int
    quartiles: tuple[Fraction, Fraction, Fraction] | None
    limits: Limits | None


def spread_of(values: Sequence[Fraction]) -> Spread:
    """The spread of one value per writer.

    Notes
    -----
    Quartiles lie between the two values around them in proportion (definition 7 of Hyndman and Fan, 1996, Sample
    quantiles in statistical packages, The American Statistician 50). The limits of the median are two of the values,
    counted from either end: no form of the distribution is supposed (David and Nagaraja, 2003, Order Statistics,
    section 7.1).

    Examples
    --------
    >>> spread_of([Fraction(value) for value in (9, 12, 10, 20, 11)]).quartiles
    (Fraction(10, 1), Fraction(11, 1), Fraction(12, 1))
    """
    ordered = sorted(values)
    if len(ordered) < 2:
        return Spread(len(ordered), None, None)
    first, median, third = quantiles(ordered, n=4, method="inclusive")
    beyond = _beyond_limits(len(ordered))
    limits = None if beyond is None else _limits(ordered, ordered[beyond], ordered[-beyond - 1])
    return Spread(len(ordered), (Fraction(first), Fraction(median), Fraction(third)), limits)


def _beyond_limits(count: int) -> int | None:
    """How many of `count` ordered values lie beyond each limit of their median at most, so that it holds 95 in 100 times.

    >>> [_beyond_limits(count) for count in (5, 6, 19, 20, 32, 33)]
    [None, 0, 4, 5, 9, 10]
    """
    ways = accumulate(comb(count, rank) for rank in range(count + 1))
    rare = sum(1 for _ in takewhile(lambda reached: reached <= _TAIL * 2**count, ways))
    return rare - 1 if rare else None


def pooled(over: Sequence[Fraction], under: Sequence[Fraction]) -> Fraction | None:
    """All that is over, divided by all that is under; None where that is nothing.

    >>> pooled([Fraction(30), Fraction(10)], [Fraction(1), Fraction(1)])
    Fraction(20, 1)
    """
    whole = sum(under, Fraction(0))
    return sum(over, Fraction(0)) / whole if whole else None


def pooled_limits(over: Sequence[Fraction], under: Sequence[Fraction], seed: int) -> Limits | None:
    """The limits of a pooled rate, by drawing as many writers again and again from those there are.

    Parameters
    ----------
    over, under
        Of each writer, in any order; what is over may be negative, what is under is 0 or more.
    seed
        Fixed by the release, so that it can be computed again.

    Returns
    -------
    Limits
        None with fewer than 2 writers who have anything under.

    References
    ----------
    Efron, B. and Tibshirani, R. (1993), An Introduction to the Bootstrap, chapter 13 (the percentile interval).
    """
    # In an order of their own, so that the same writers give the same limits however they were listed.
    writers = sorted((top, bottom) for top, bottom in zip(over, under, strict=True) if bottom > 0)
    if len(writers) < 2:
        return None
    tops, bottoms = (_whole(amounts) for amounts in zip(*writers, strict=True))
    drawn = np.random.default_rng(seed).integers(len(writers), size=(_RESAMPLED, len(writers)))
    # A quotient that is off by its last digit may take the place of the next one; what is told of it is exact.
    ordered = np.argsort(tops[drawn].sum(axis=1) / bottoms[drawn].sum(axis=1), kind="stable")
    at = int(_TAIL * _RESAMPLED)
    low, high = (_drawn(writers, drawn[ordered[place]].tolist()) for place in (at, -at - 1))
    return _limits([top / bottom for top, bottom in writers], low, high)


def _drawn(writers: Sequence[tuple[Fraction, Fraction]], places: Sequence[int]) -> Fraction:
    """The exact rate of one draw."""
    top, bottom = (sum(writers[place][part] for place in places) for part in (0, 1))
    return Fraction(top, bottom)


def _whole(amounts: Sequence[Fraction]) -> Ints:
    """Amounts in trillionths of all of them, so that no sum of draws leaves 64 bits; what is above 0 stays above 0."""
    unit = sum(map(abs, amounts), Fraction(0)) / _FINE or Fraction(1)
    return np.array([ceil(amount / unit) for amount in amounts], dtype=np.int64)


def _limits(values: Sequence[Fraction], low: Fraction, high: Fraction) -> Limits:
    below, above = sum(value < low for value in values), sum(value > high for value in values)
    return Limits(low, high, below, above)

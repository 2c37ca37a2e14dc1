"""How far monthly pay goes up and down: pure measures of a series of months (METHOD section 10).

A series has one amount for each calendar month, in order and without a hole, in whole minor units; 0 is a month
without money, a negative amount one in which more was taken back than came in. Every measure is exact and has no
unit of money: a series in another unit has the same values. Where there is no value it is None, never 0.

Examples
--------
The check series of METHOD section 10:

>>> series = [1200, 0, 2400, 600, 1800, 0]
>>> average(series), round(float(coefficient_of_variation(series)), 3)
(Fraction(1000, 1), 0.894)
>>> [int(change) for change in arc_changes(series)]
[-200, 200, -120, 100, -200]
>>> mean_absolute_arc_change(series), len(dips(series)), len(spikes(series))
(Fraction(164, 1), 3, 2)

References
----------
Farrell, D. and Greig, F. (2016), Paychecks, Paydays, and the Online Platform Economy, JPMorgan Chase Institute:
monthly changes over 30 per cent. Hannagan, A. and Morduch, J. (2015), Income Gains and Month-to-Month Income
Volatility, U.S. Financial Diaries: the coefficient of variation of a household's months, and months more than
25 per cent below or above their average.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from reports.periods import Period

#: A coefficient of variation of fewer months says more about chance than about pay (METHOD section 10).
MONTHS_FOR_VARIATION = 6

#: A single month is its own average, and nothing comes before it.
MONTHS_TO_COMPARE = 2

#: A dip is a month below so much of the average month, a spike one above so much of it.
DIP_SHARE = Fraction(3, 4)
SPIKE_SHARE = Fraction(5, 4)

#: In per cent: a change of exactly so much is not large yet.
LARGE_CHANGE = 30

_ROOT_SCALE = 10**12


def rational_root(value: Fraction) -> Fraction:
    """The square root of a number of 0 or more, as an exact fraction.

    A root that is a fraction is exact. Any other is rounded down, and less than 1e-12 below the true root: twelve
    decimal places are right, while no binary fraction comes in. The same number always has the same root.

    >>> rational_root(Fraction(4, 9)), rational_root(Fraction(2))
    (Fraction(2, 3), Fraction(1414213562373, 1000000000000))
    """
    over, under = value.numerator, value.denominator
    return Fraction(isqrt(over * under * _ROOT_SCALE**2), under * _ROOT_SCALE)


def average(amounts: Sequence[int]) -> Fraction | None:
    """The average month, in the unit of the amounts; None without a month."""
    return Fraction(sum(amounts), len(amounts)) if amounts else None


def coefficient_of_variation(amounts: Sequence[int]) -> Fraction | None:
    """Population standard deviation over the average, 0 or more; 0 means that all months are the same.

    None for fewer than 6 months, and where the average is not above zero. Months of 0 or more give at most the
    root of their number less one: all the money came in one month. The value is that of `rational_root`.

    >>> coefficient_of_variation([500] * 6), coefficient_of_variation([500] * 5)
    (Fraction(0, 1), None)
    """
    count, total = len(amounts), sum(amounts)
    if count < MONTHS_FOR_VARIATION or total <= 0:
        return None
    # The root is taken of the whole ratio, so that the value does not depend on the unit of the amounts.
    return rational_root(Fraction(count * sum(amount * amount for amount in amounts), total * total) - 1)


def dips(amounts: Sequence[int]) -> tuple[int, ...] | None:
    """Positions of the months more than 25 % below the average; None for one month or no average above zero.

    >>> dips([100, 100, 75, 125]), dips([100, 100, 74, 126])
    ((), (2,))
    """
    mean = _yardstick(amounts)
    if mean is None:
        return None
    return tuple(place for place, amount in enumerate(amounts) if amount < DIP_SHARE * mean)


def spikes(amounts: Sequence[int]) -> tuple[int, ...] | None:
    """Positions of the months more than 25 % above the average; None for one month or no average above zero.

    >>> spikes([100, 100, 75, 125]), spikes([100, 100, 74, 126])
    ((), (3,))
    """
    mean = _yardstick(amounts)
    if mean is None:
        return None
    return tuple(place for place, amount in enumerate(amounts) if amount > SPIKE_SHARE * mean)


def _yardstick(amounts: Sequence[int]) -> Fraction | None:
    """The average, where months can be held against it."""
    mean = average(amounts) if len(amounts) >= MONTHS_TO_COMPARE else None
    return mean if mean is not None and mean > 0 else None


def arc_change(before: int, after: int) -> Fraction | None:
    """The change from one month to the next, in per cent of the average of both: 200 (b - a) / (a + b).

    From -200 (to nothing) to 200 (from nothing). None where both are zero, and where one is negative: then the
    formula may say anything, also that pay rose while it fell.

    >>> arc_change(1000, 1500), arc_change(0, 1), arc_change(0, 0), arc_change(100, -50)
    (Fraction(40, 1), Fraction(200, 1), None, None)
    """
    if min(before, after) < 0 or before == after == 0:
        return None
    return Fraction(200 * (after - before), before + after)


def arc_changes(amounts: Sequence[int]) -> tuple[Fraction | None, ...]:
    """The arc change into each month but the first, in per cent; None where it is undefined."""
    return tuple(map(arc_change, amounts, amounts[1:]))


def mean_absolute_arc_change(amounts: Sequence[int]) -> Fraction | None:
    """Average size of the changes that are defined, 0 to 200 per cent; None where none is."""
    sizes = _sizes(amounts)
    return sum(sizes, Fraction(0)) / len(sizes) if sizes else None


def share_of_large_changes(amounts: Sequence[int]) -> Fraction | None:
    """Share of the changes that are defined whose size is over 30 per cent, 0 to 1; None where none is.

    >>> share_of_large_changes([1200, 0, 0, 600, 600])
    Fraction(2, 3)
    """
    sizes = _sizes(amounts)
    return Fraction(sum(size > LARGE_CHANGE for size in sizes), len(sizes)) if sizes else None


def _sizes(amounts: Sequence[int]) -> list[Fraction]:
    return [abs(change) for change in arc_changes(amounts) if change is not None]


def payday_artefact(months: Sequence[Period], every_days: int) -> tuple[Fraction, ...]:
    """Coefficients of variation that perfectly steady pay has over exactly these months.

    The same amount comes every 7 (14) days. Some months hold five paydays and others four (three and two): by
    calendar month such pay goes up and down although nothing about it changes.

    Parameters
    ----------
    months
        Calendar months, in order.
    every_days
        Days from one payday to the next, 1 or more.

    Returns
    -------
    tuple
        One value for each of the `every_days` days on which the first payday can fall; empty for fewer than
        6 months.

    Examples
    --------
    >>> from datetime import date
    >>> year = list(Period(date(2026, 1, 1), date(2027, 1, 1)).months())
    >>> [sorted({f"{float(one):.1%}" for one in payday_artefact(year, days)}) for days in (7, 14)]
    [['10.9%', '11.2%'], ['17.2%', '19.2%']]
    """
    counts = [[_paydays(month, first, every_days) for month in months] for first in range(every_days)]
    found = map(coefficient_of_variation, counts)
    return tuple(value for value in found if value is not None)


def _paydays(month: Period, first: int, every_days: int) -> int:
    """Days of the month whose number in the calendar leaves `first` when divided by `every_days`."""
    start, end = month.start.toordinal(), month.end.toordinal()
    return (end - 1 - first) // every_days - (start - 1 - first) // every_days

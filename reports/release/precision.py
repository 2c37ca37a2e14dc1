"""How precisely a figure is told: the step it is rounded to, and words where a share would tell of all or of none."""

from __future__ import annotations

from fractions import Fraction

from reports.cohorts import Limits
from reports.disclosure import Step, Vague, rounded
from reports.money import round_half_away
from reports.programme import How, Unit

_HUNDRED = 100
#: What a few things are told by.
_THINGS = Fraction(5)
_SHARES = frozenset({Unit.SHARE, Unit.CHANGE})
#: Below each of these a step, then the step beyond; every bound is a multiple of the steps on both sides.
_STEPS_BELOW = {
    Unit.DAYS: (((30, 5),), 30),
    Unit.HOURS: (((10, 1), (20, 5), (200, 20)), 100),
}
_OF_SUMS = {Unit.MONEY: Step.PAY, Unit.HOURS: Step.HOURS, Unit.COUNT: Step.HOURS}


class NoSum(ValueError):
    """A column of sums in a unit that has none."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(f"There is no sum in {unit}: only pay, hours and things are added up.")


def told(value: Fraction, unit: Unit, how: How) -> Fraction | Vague:
    """A figure as it may be told.

    Money is told to 0.50, and from 100 on to ten times as much for each further digit, so that an amount of a year or of
    a small currency is not told to the last digit of what one writer has. Things are told by fives, as one writer's
    number of them stands in the books of her platform, and from 100 on to ten times as many. Days are told by fives,
    and by thirties from 30 on; hours by one, by fives from 10 on, by twenties from 20 on and by hundreds from 200 on. Sums of things and of hours are told in hundreds.

    Raises
    ------
    NoSum
        For a sum of anything else.

    Examples
    --------
    >>> told(Fraction(1874, 100), Unit.RATE, How.POOLED), told(Fraction(84312, 10), Unit.MONEY, How.MEDIAN)
    (Fraction(37, 2), Fraction(8450, 1))
    >>> told(Fraction(1, 3), Unit.SHARE, How.POOLED), told(Fraction(99, 100), Unit.SHARE, How.MEDIAN)
    (Fraction(7, 20), <Vague.MOST: 'most'>)
    """
    return _in_words(_to_step(value, value, unit, how), unit)


def told_limits(limits: Limits, value: Fraction, unit: Unit, how: How) -> tuple[Fraction, Fraction] | None:
    """The ends of an interval, to the step of the figure between them; None where one of them would be all or none."""
    low, high = (_to_step(end, value, unit, how) for end in (limits.low, limits.high))
    if any(isinstance(_in_words(end, unit), Vague) for end in (low, high)):
        return None
    return low, high


def step_of(value: Fraction, unit: Unit) -> Fraction:
    """What a figure in money, for an hour or not, in things or in time is told to, in its unit; sums are not meant.

    >>> step_of(Fraction(1874, 100), Unit.RATE), step_of(Fraction(84312, 10), Unit.MONEY)
    (Fraction(1, 2), Fraction(50, 1))
    >>> step_of(Fraction(29), Unit.DAYS), step_of(Fraction(120), Unit.HOURS)
    (Fraction(5, 1), Fraction(20, 1))
    """
    if unit in _STEPS_BELOW:
        below, beyond = _STEPS_BELOW[unit]
        return Fraction(next((step for bound, step in below if abs(value) < bound), beyond))
    scale = Fraction(10) ** max(0, len(str(int(abs(value)))) - 2)
    step: Fraction = _THINGS if unit is Unit.COUNT else Step.RATE.value
    return step * scale


def _to_step(value: Fraction, beside: Fraction, unit: Unit, how: How) -> Fraction:
    if how is How.SUM:
        if unit not in _OF_SUMS:
            raise NoSum(unit)
        return rounded(value, _OF_SUMS[unit])
    if unit in _SHARES:
        return rounded(value * _HUNDRED, Step.SHARE) / _HUNDRED
    step = step_of(beside, unit)
    return int(round_half_away(value / step)) * step


def _in_words(value: Fraction, unit: Unit) -> Fraction | Vague:
    if unit is Unit.SHARE and value >= 1:
        return Vague.MOST
    if unit is Unit.SHARE and value <= 0:
        return Vague.FEW
    return value

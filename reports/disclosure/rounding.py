"""The precision of what is shown: bands of writers, and steps that figures are rounded to."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from reports.money import round_half_away

_LEAST = (5, 10, 20, 50, 100)


class NoBand(ValueError):
    """A number of writers that is never shown, not even as a band."""

    def __init__(self, writers: int) -> None:
        super().__init__(f"{writers} writers are too few for a band; the smallest starts at {_LEAST[0]}.")


class Band(NamedTuple):
    """A range of numbers of writers, both ends included; the last band has no end.

    >>> str(Band(10, 19)), str(Band(100, None))
    ('10-19', '100+')
    """

    least: int
    most: int | None

    def __str__(self) -> str:
        return f"{self.least}+" if self.most is None else f"{self.least}-{self.most}"


class Step(Enum):
    """What a kind of figure is rounded to, in the unit it is shown in.

    Days, hours and things of writers are told to steps that grow with the figure: `reports.release.precision`.
    """

    RATE = Fraction(1, 2)  # major units of money for an hour; medians of money too
    SHARE = Fraction(5)  # points of 100
    PAY = Fraction(1000)  # major units, of the whole cohort
    HOURS = Fraction(100)  # of the whole cohort; also the number of things


def band(writers: int) -> Band:
    """The band that stands for a number of writers.

    Parameters
    ----------
    writers
        At least 5.

    Raises
    ------
    NoBand
        Below 5.

    Examples
    --------
    >>> band(12)
    Band(least=10, most=19)
    """
    if writers < _LEAST[0]:
        raise NoBand(writers)
    number = max(place for place, least in enumerate(_LEAST) if least <= writers)
    is_last = number == len(_LEAST) - 1
    return Band(_LEAST[number], None if is_last else _LEAST[number + 1] - 1)


def rounded(value: Fraction | int, step: Step) -> Fraction:
    """An exact figure to the nearest step, half away from zero.

    Parameters
    ----------
    value
        In the unit of the step, of any sign.
    step
        What kind of figure it is.

    Examples
    --------
    >>> rounded(Fraction(1875, 100), Step.RATE), rounded(-2500, Step.PAY)
    (Fraction(19, 1), Fraction(-3000, 1))
    """
    return int(round_half_away(Fraction(value) / step.value)) * step.value

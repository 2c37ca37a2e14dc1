"""How exactly a number is told: as it is, in bands, or as per cent. Each way answers None for what it does not tell.

A band is a function of the number alone, and never falls where the number rises: what is said of the order of two
told numbers is true of the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Protocol

from reports.figures import Unit
from reports.money import round_half_away, split_in_proportion
from reports.personal import PersonalReport
from reports.sharing.choices import Amounts

ONE = Fraction(1)
_PERCENT = Fraction(1, 100)
#: The smallest step of a sum of money; an hour's pay and hours have steps of one.
_OF_SUMS = Fraction(10)


class Telling(Protocol):
    """One way of telling."""

    @property
    def currency(self) -> str:
        """What stands in place of the currency."""
        ...

    @property
    def is_exact(self) -> bool:
        """Whether every number is told as it is."""
        ...

    @property
    def is_money(self) -> bool:
        """Whether any amount of money is told."""
        ...

    def value(self, value: Fraction, unit: Unit, /) -> Fraction | None:
        """One number by itself."""
        ...

    def rate(self, value: Fraction, /) -> Fraction:
        """A rate that was made of told ones."""
        ...

    def step(self, value: Fraction, /) -> Fraction:
        """The step in which a told rate is."""
        ...

    def sums(self, values: Sequence[Fraction]) -> list[Fraction]:
        """Sums of money that stand beside one another; what is told as their total is the sum of these."""
        ...


def telling_of(report: PersonalReport, amounts: Amounts) -> Telling:
    """The way a writer chose for her report."""
    if amounts is Amounts.EXACT:
        return Exact(report.currency)
    if amounts is Amounts.BANDS:
        return Bands(report.currency)
    promised, earned = report.figures["advertised_rate"], report.figures["earned"].value
    is_firm = promised.value is not None and promised.value > 0 and not promised.provisional
    return Ratios(promised.value if is_firm else None, _all_pay(report, earned))


def _all_pay(report: PersonalReport, earned: Fraction | None) -> Fraction | None:
    """What 100% of money is: all that was earned, or where that is nothing all that came or was taken back."""
    if earned is not None and earned > 0:
        return earned
    moved = sum((abs(bar.earned) + abs(bar.received) for bar in report.months), Fraction(0))
    return moved or None


@dataclass(frozen=True, slots=True)
class Exact:
    """Every number as it is."""

    currency: str
    is_exact: bool = True
    is_money: bool = True

    def value(self, value: Fraction, _: Unit) -> Fraction | None:
        """The number."""
        return value

    def rate(self, value: Fraction) -> Fraction:
        """The rate."""
        return value

    def step(self, _: Fraction) -> Fraction:
        """No step."""
        return Fraction(0)

    def sums(self, values: Sequence[Fraction]) -> list[Fraction]:
        """The sums."""
        return list(values)


@dataclass(frozen=True, slots=True)
class Bands:
    """The first two digits of each number, in whole units at most; sums of money in tens at most."""

    currency: str
    is_exact: bool = False
    is_money: bool = True

    def value(self, value: Fraction, unit: Unit) -> Fraction | None:
        """A number in its own band.

        >>> bands = Bands("USD")
        >>> [str(bands.value(Fraction(text), "money")) for text in ("14250", "87", "4.99")]
        ['14000', '90', '0']
        >>> str(bands.value(Fraction("23.66"), "money_per_hour"))
        '24'
        """
        return banded(value, unit)

    def rate(self, value: Fraction) -> Fraction:
        """Its band."""
        return banded(value, "money_per_hour")

    def step(self, value: Fraction) -> Fraction:
        """The width of its band."""
        return step_of(value, ONE)

    def sums(self, values: Sequence[Fraction]) -> list[Fraction]:
        """Sums in the steps of the largest.

        >>> [str(value) for value in Bands("USD").sums([Fraction(1745), Fraction(528), Fraction(38)])]
        ['1700', '500', '0']
        """
        step = step_of(max(map(abs, values), default=Fraction(0)), _OF_SUMS)
        return [in_steps(value, step) for value in values]


@dataclass(frozen=True, slots=True)
class Ratios:
    """Rates in per cent of the promised rate, sums in per cent of all that was earned; whole per cent."""

    promised: Fraction | None
    earned: Fraction | None
    currency: str = "%"
    is_exact: bool = False
    is_money: bool = False

    def value(self, value: Fraction, unit: Unit) -> Fraction | None:
        """A number of money over what it is measured by, if that is known; all others in bands."""
        if unit in ("money", "money_per_hour"):
            whole = self.earned if unit == "money" else self.promised
            return None if whole is None else in_steps(100 * value / whole, ONE)
        return banded(value, unit)

    def rate(self, value: Fraction) -> Fraction:
        """Whole per cent."""
        return in_steps(value, ONE)

    def step(self, _: Fraction) -> Fraction:
        """One per cent."""
        return ONE

    def sums(self, values: Sequence[Fraction]) -> list[Fraction]:
        """Sums in per cent that add up to the per cent of their total.

        >>> [int(value) for value in Ratios(None, Fraction(3)).sums([Fraction(1)] * 3)]
        [34, 33, 33]
        """
        if self.earned is None:
            return [Fraction(0) for _ in values]
        if min(values, default=Fraction(0)) < 0:
            return [in_steps(100 * value / self.earned, ONE) for value in values]
        total = in_steps(100 * sum(values) / self.earned, ONE)
        return list(map(Fraction, split_in_proportion(int(total), _whole(values))))


def _whole(values: Sequence[Fraction]) -> list[int]:
    """The same proportions in whole numbers."""
    factor = lcm(*(value.denominator for value in values))
    return [int(value * factor) for value in values]


def banded(value: Fraction, unit: Unit) -> Fraction:
    """A number in the band of its unit; days and counts of things stay, and some time is never told as none."""
    if unit == "share":
        return in_steps(value, _PERCENT)
    if unit in ("days", "count"):
        return value
    if unit == "hours" and 0 < value < 1:
        return ONE
    return in_steps(value, step_of(value, _OF_SUMS if unit == "money" else ONE))


def step_of(value: Fraction, least: Fraction) -> Fraction:
    """The step that leaves a number two digits, but not less than `least`.

    >>> step_of(Fraction(14250), Fraction(10)), step_of(Fraction("99.9"), Fraction(1))
    (Fraction(1000, 1), Fraction(1, 1))
    """
    step = least
    while abs(value) >= 100 * step:
        step *= 10
    return step


def in_steps(value: Fraction, step: Fraction) -> Fraction:
    """The nearest whole number of steps, half away from zero."""
    return Fraction(round_half_away(value / step)) * step


def total(values: Iterable[Fraction]) -> Fraction:
    """A sum that is a Fraction also where there is nothing."""
    return sum(values, Fraction(0))

"""How far a rate could lie off when it rests on few contracts or weeks: an interval without randomness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, isqrt

#: With fewer contracts or weeks an interval would promise more than it can keep.
ENOUGH_PARTS = 8

#: Nominal. With eight to forty parts of very uneven length and pay it held the true rate in nine of ten trials
#: or more (`tests/reports/test_intervals.py`), so pages say “about nine times out of ten”.
CONFIDENCE = Fraction(95, 100)

#: Roots and quantiles are rounded up to the next billionth, so that the interval is never too narrow for it.
_GRID = 10**9


@dataclass(frozen=True, slots=True)
class RateInterval:
    """A rate and the range it lies in.

    Parameters
    ----------
    rate
        Sum over sum.
    standard_error
        By the jackknife; 0 or more.
    quantile
        Of Student's t for `part_count - 1` degrees of freedom.
    part_count
        Parts with hours, pay or costs.
    """

    rate: Fraction
    standard_error: Fraction
    quantile: Fraction
    part_count: int

    @property
    def half_width(self) -> Fraction:
        """How far the ends are from the rate."""
        return self.quantile * self.standard_error

    @property
    def low(self) -> Fraction:
        """The lower end; may be negative, as a net may be."""
        return self.rate - self.half_width

    @property
    def high(self) -> Fraction:
        """The higher end."""
        return self.rate + self.half_width


def rate_interval(parts: Iterable[tuple[int, int]], unit: Fraction = Fraction(1)) -> RateInterval | None:
    """The interval of a ratio of sums, from its parts, each taken as a draw of its own.

    Each part is left out once; how much the rate moves then says how much it depends on chance. Deviations are
    taken from the rate itself, which never makes the interval narrower than their mean would.

    Parameters
    ----------
    parts
        (money, time) of each contract or each week in whole units, time 0 or more, in any order. Parts without
        both are no parts.
    unit
        What one of money for one of time is as a rate: for cents and seconds 36 dollars an hour.

    Returns
    -------
    None with fewer than `ENOUGH_PARTS` parts, or when all time lies in one of them.

    References
    ----------
    Tukey, J. W. (1958), Bias and confidence in not-quite large samples, Annals of Mathematical Statistics 29;
    Cochran, W. G. (1977), Sampling Techniques, 3rd edition, section 6.17, on the jackknife of a ratio.

    Examples
    --------
    >>> found = rate_interval([(rate, 1) for rate in (16, 20, 18, 22, 16, 20, 18, 22)])
    >>> found.rate, round(float(found.low), 2), round(float(found.high), 2)
    (Fraction(19, 1), 17.0, 21.0)
    """
    listed = [part for part in parts if any(part)]
    count, money, time = len(listed), sum(m for m, _ in listed), sum(t for _, t in listed)
    if count < ENOUGH_PARTS or any(t == time for _, t in listed):
        return None
    # Without part i the rate is rate - (m_i - rate t_i) / (time - t_i). Whole billionths keep the squares
    # small: the exact ones would have a denominator as long as the list.
    over, under = _GRID * unit.numerator, time * unit.denominator
    moves = [-(-abs(m * time - money * t) * over // (under * (time - t))) for m, t in listed]
    error = _root_up(Fraction(sum(move * move for move in moves) * (count - 1), count))
    return RateInterval(Fraction(money, time) * unit, Fraction(error, _GRID), _quantile(count - 1), count)


def _root_up(value: Fraction) -> int:
    """The smallest whole number whose square is at least `value`."""
    whole = ceil(value)
    root = isqrt(whole)
    return root + (root * root < whole)


def _quantile(degrees: int) -> Fraction:
    """Student's t, two-sided."""
    from scipy.special import stdtrit  # a third of a second to import; only reports with an interval pay it

    quantile = Fraction(float(stdtrit(degrees, float((1 + CONFIDENCE) / 2))))
    return Fraction(ceil(quantile * _GRID), _GRID)

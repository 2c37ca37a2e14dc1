"""Money as integer minor units and a currency code; one rounding, at the end, half away from zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

# ISO 4217: every currency has two digits unless it stands here.
_OTHER_EXPONENTS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}

# The largest amount a row may hold; it fits an SQL BIGINT with room for sums over millions of rows.
MAXIMUM_MINOR = 10**12


class MoneyError(ValueError):
    """An amount that cannot be read, or two currencies in one sum."""


def exponent(currency: str) -> int:
    """Digits after the decimal point of a currency.

    >>> exponent("USD"), exponent("JPY")
    (2, 0)
    """
    return _OTHER_EXPONENTS.get(currency, 2)


def round_half_away(value: Fraction, digits: int = 0) -> Decimal:
    """Round an exact value to `digits` decimal places, half away from zero.

    >>> round_half_away(Fraction(5, 2)), round_half_away(Fraction(-1, 8), 2)
    (Decimal('3'), Decimal('-0.13'))
    """
    over, under = value.numerator, value.denominator
    whole = (2 * abs(over) * 10**digits + under) // (2 * under)
    return Decimal(whole if over >= 0 else -whole).scaleb(-digits)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount of one currency, in minor units (cents for dollars).

    >>> Money(1250, "USD") + Money(-250, "USD")
    Money(minor=1000, currency='USD')
    """

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MoneyError(f"{self.currency} and {other.currency} cannot be added up.")

    @property
    def major(self) -> Fraction:
        """The exact amount in major units (dollars)."""
        return Fraction(self.minor, 10 ** exponent(self.currency))

    def __str__(self) -> str:
        return decimal_text(self.major, exponent(self.currency))

    @classmethod
    def from_text(cls, text: str, currency: str) -> Money:
        """Read a plain decimal string ("1234.50", "-3"); digits beyond the minor unit are refused.

        >>> Money.from_text("0.82", "USD")
        Money(minor=82, currency='USD')
        """
        try:
            amount = Decimal(text.strip())
        except InvalidOperation:
            raise MoneyError(f"“{text}” is not an amount.") from None
        if not amount.is_finite():
            raise MoneyError(f"“{text}” is not an amount.")
        minor = amount.scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise MoneyError(f"“{text}” has more digits than {currency} has.")
        if abs(minor) > MAXIMUM_MINOR:
            raise MoneyError(f"“{text}” is too large.")
        return cls(int(minor), currency)


def from_major(value: Fraction, currency: str) -> Money:
    """Round an exact amount in major units to whole minor units."""
    return Money(int(round_half_away(value * 10 ** exponent(currency))), currency)


def decimal_text(value: Fraction, digits: int) -> str:
    """A decimal string with exactly `digits` places, half away from zero.

    >>> decimal_text(Fraction(940, 52), 4)
    '18.0769'
    """
    return f"{round_half_away(value, digits):f}"


def short_decimal(value: Fraction, digits: int, least: int = 0) -> str:
    """A decimal string with at most `digits` places, and no zeros at its end beyond `least` of them.

    >>> short_decimal(Fraction(38), 4, 2), short_decimal(Fraction(940, 52), 4, 2), short_decimal(Fraction(5), 4)
    ('38.00', '18.0769', '5')
    """
    whole, point, places = decimal_text(value, digits).partition(".")
    kept = places.rstrip("0").ljust(least, "0") if point else ""
    return f"{whole}.{kept}" if kept else whole


def split_in_proportion(total: int, weights: list[int]) -> list[int]:
    """Split whole units in proportion to `weights` so that the parts add up to `total` exactly.

    Largest remainder; ties go to the earlier part. Weights that are all zero count as equal.

    >>> split_in_proportion(100, [1, 1, 1])
    [34, 33, 33]
    """
    if not weights:
        return []
    if min(weights) < 0:
        raise ValueError("Weights must not be negative.")
    if not any(weights):
        weights = [1] * len(weights)
    if len(weights) == 1:
        return [total]
    whole, size = sum(weights), abs(total)
    sign = 1 if total >= 0 else -1
    parts = [size * weight // whole for weight in weights]
    rest = size - sum(parts)
    if rest:
        remainders = [size * weight % whole for weight in weights]
        largest_first = sorted(range(len(weights)), key=remainders.__getitem__, reverse=True)  # ties in order
        for place in largest_first[:rest]:
            parts[place] += 1
    return [sign * part for part in parts]

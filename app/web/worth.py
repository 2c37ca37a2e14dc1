"""What work is worth by its terms: shown before the platform has said anything, never kept."""

from __future__ import annotations

from fractions import Fraction

from app.records.terms import TermsPublic
from reports.frames import PayModel
from reports.money import Money, round_half_away

_BY_PIECE = frozenset({PayModel.PER_UNIT, PayModel.PER_ACCEPTED_UNIT})


def worth(found: TermsPublic | None, seconds: int | None, units: int | None) -> Money | None:
    """Pay for so much time, or so many pieces; None where the terms do not say.

    The low end of a promised range: nobody is promised the other.
    """
    if found is None or found.rate_minor is None:
        return None
    if found.pay_model is PayModel.HOURLY and seconds is not None:
        exact = Fraction(found.rate_minor * seconds, 3600)
    elif found.pay_model in _BY_PIECE and units is not None:
        exact = Fraction(found.rate_minor * units, found.rate_units or 1)
    else:
        return None
    return Money(int(round_half_away(exact)), found.currency)


def by_the_hour(made: Money, seconds: int) -> Money | None:
    """What that is an hour; None before a minute has gone."""
    if seconds < 60:
        return None
    return Money(int(round_half_away(Fraction(made.minor * 3600, seconds))), made.currency)

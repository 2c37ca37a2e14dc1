"""What was earned and what arrived in each complete month, as figures."""

from __future__ import annotations

from fractions import Fraction

from reports.figures import Figure, Step, figure_of
from reports.money import exponent
from reports.periods import Period
from reports.volatility.month_series import MonthMoney, MonthSeries
from reports.wording import N_

_WORDS = {"earned": N_("Earned, approved or pending"), "received": N_("Arrived, before fees")}


def month_figures(
    earned: MonthSeries, received: MonthSeries, place: int, *, currency: str
) -> dict[str, Figure]:
    """Both sums of the complete month at a place, before fees; a month without money has 0."""
    return {
        series.basis: _figure(series.basis, series.months[place], series.by_month[place], currency)
        for series in (earned, received)
    }


def _figure(key: str, days: Period, money: MonthMoney, currency: str) -> Figure:
    value = None if money.minor is None else Fraction(money.minor, 10 ** exponent(currency))
    return figure_of(
        key,
        value,
        "money",
        period=days,
        reason="month_unknown",
        currency=currency,
        steps=(Step("", _WORDS[key], value, "money"),),
        rows=money.rows,
    )

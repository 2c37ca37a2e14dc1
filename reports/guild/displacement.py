"""Gig pay beside covered writing pay, by calendar year (METHOD section 10b). Two amounts, and no ratio."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.figures import Figure, Step, figure_of
from reports.guild.quarters import MONTHS_PER_QUARTER, QUARTERS_PER_YEAR, Earned, QuarterPay, by_year
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class PayOfYear:
    """The pay of one calendar year: from gigs, and covered.

    `gig` has no value where no gig pay is logged; `covered` is “at least” where a quarter was not given.
    """

    year: int
    gig: Figure
    covered: Figure


def displacement(
    covered: Iterable[QuarterPay], gig: Iterable[QuarterPay], *, as_of: date, currency: str
) -> tuple[PayOfYear, ...]:
    """Gig pay beside covered writing pay, for the years for which the writer gave the latter, ascending.

    Parameters
    ----------
    covered
        Covered writing pay by quarter, as the writer gave it, in minor units; 0 where she said that there was none.
    gig
        Pay from AI training by quarter, in minor units.
    as_of
        Quarters that begin later do not count.
    currency
        Of both; any.

    Examples
    --------
    >>> [found] = displacement(
    ...     [QuarterPay(date(2025, 1, 1), 4_000_000)], [QuarterPay(date(2025, 10, 1), 900_000)],
    ...     as_of=date(2026, 1, 31), currency="USD",
    ... )
    >>> found.year, int(found.gig.value), int(found.covered.value), found.covered.at_least
    (2025, 9000, 40000, True)
    """
    gigs = by_year(gig, as_of, currency)
    years = by_year(covered, as_of, currency)
    return tuple(
        PayOfYear(year, _gig(earned, gigs.get(year), currency), _covered(earned, as_of, currency))
        for year, earned in years.items()
    )


def _gig(covered: Earned, gig: Earned | None, currency: str) -> Figure:
    label = N_("Gig pay earned in {year}")
    year = {"year": covered.days.start.year}
    return figure_of(
        "gig_pay_of_year",
        None if gig is None else gig.amount,
        "money",
        period=covered.days,
        reason="no_earnings",
        currency=currency,
        steps=() if gig is None else (Step("", label, gig.amount, "money", year),),
        rows={} if gig is None else gig.rows,
    )


def _covered(earned: Earned, as_of: date, currency: str) -> Figure:
    begun = _quarters_begun(earned.days.start.year, as_of)
    label = N_("Covered writing pay you entered for {count} of {begun} quarters of {year}")
    values = {"count": earned.quarter_count, "begun": begun, "year": earned.days.start.year}
    return figure_of(
        "covered_pay_of_year",
        earned.amount,
        "money",
        period=earned.days,
        reason="no_covered_earnings",
        currency=currency,
        at_least=earned.quarter_count < begun,
        steps=(Step("", label, earned.amount, "money", values),),
        rows=earned.rows,
    )


def _quarters_begun(year: int, as_of: date) -> int:
    """Calendar quarters of a year that have begun by a day in it or after it."""
    return QUARTERS_PER_YEAR if as_of.year > year else (as_of.month - 1) // MONTHS_PER_QUARTER + 1

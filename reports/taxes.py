"""Self-employment tax of a calendar year, its share of a period, and Social Security work credits.

United States only, for information: no income tax, no state tax. Amounts are exact dollars (Fractions).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from reports.figures import Step
from reports.parameters import Parameter, Parameters
from reports.wording import N_

#: No one earns more work credits in a year (42 U.S.C. 413).
MAXIMUM_CREDITS = 4

_ZERO = Fraction(0)
_NET_EARNINGS = ("self_employment_net_earnings_factor", "self_employment_minimum_net_earnings")
_TAX = (
    *_NET_EARNINGS,
    "self_employment_social_security_rate",
    "self_employment_medicare_rate",
    "social_security_wage_base",
    "self_employment_tax_deduction",
)


@dataclass(frozen=True, slots=True)
class SelfEmploymentTax:
    """One person's self-employment tax of one calendar year, in dollars.

    Parameters
    ----------
    net
        Net receipts of the year over all platforms (N); may be negative.
    net_earnings
        `net` times the factor on file (92.35 per cent); may be negative; 0 when no factor is on file.
    social_security, medicare
        The two parts of the tax, each 0 or more.
    half_deduction
        What the tax takes off taxable income; information only.
    additional_medicare
        Kept apart, never part of `tax`; None when the filing status has no threshold on file.
    parameters, additional_parameters
        What `tax` rests on, and the rate and the threshold that `additional_medicare` rests on beside it.
    """

    year: int
    net: Fraction
    w2_wages: Fraction
    net_earnings: Fraction
    social_security: Fraction
    medicare: Fraction
    half_deduction: Fraction
    additional_medicare: Fraction | None
    parameters: tuple[Parameter, ...]
    additional_parameters: tuple[Parameter, ...] = ()

    @property
    def tax(self) -> Fraction:
        """Social Security and Medicare of the self-employed, without the Additional Medicare Tax."""
        return self.social_security + self.medicare

    def allocated(self, net: Fraction) -> Fraction:
        """The share of the tax that belongs to a part of the year's net: tax x n / N.

        Parts that add up to the year's net add up to its tax; a part with a negative net has a negative share.
        """
        return self.tax * net / self.net if self.net > 0 else _ZERO

    @property
    def taxed_earnings(self) -> Fraction:
        """Net earnings that are taxed: all of them from 400 dollars on, none below."""
        return self.net_earnings if self.tax else _ZERO

    def steps(self) -> tuple[Step, ...]:
        """The sum behind the tax, in order."""
        left = Step("", N_("Left after fees and costs in {year}"), self.net, "money", {"year": self.year})
        if not self.parameters:
            return (left, Step("=", N_("Self-employment tax"), self.tax, "money"))
        factor = self.parameters[0].value
        return (
            left,
            Step("*", N_("the share that counts as net earnings"), factor, "share"),
            Step("=", N_("Net earnings from self-employment"), self.net_earnings, "money"),
            Step("", N_("Social Security, up to the wage base"), self.social_security, "money"),
            Step("+", N_("Medicare"), self.medicare, "money"),
            Step("=", N_("Self-employment tax"), self.tax, "money"),
        )


def self_employment_tax(
    year: int,
    net: Fraction,
    w2_wages: Fraction,
    parameters: Parameters,
    *,
    filing_status: str = "single",
) -> SelfEmploymentTax | None:
    """Self-employment tax of a year; None when a rate of that year is not on file and something is left to tax.

    Parameters
    ----------
    year
        Calendar year. In the running year `net` is the year to date, and the page says so.
    net
        Dollars, the year's net receipts over all platforms; may be negative.
    w2_wages
        Dollars of W-2 Social Security wages in the year, 0 or more; they use up the wage base first.
    filing_status
        Only for the Additional Medicare Tax: single, joint, separate, head_of_household, surviving_spouse.
    parameters
        The rates on file.

    Examples
    --------
    >>> tax = self_employment_tax(2025, Fraction(60_000), Fraction(0), Parameters.on_file())
    >>> float(tax.tax), float(tax.allocated(Fraction(30_000)))
    (8477.73, 4238.865)

    References
    ----------
    26 U.S.C. 1401 and 1402; METHOD section 2. The 400 dollar test is on net earnings, not on profit.
    """
    rows = parameters.laws_of_year(_TAX, year)
    if rows is None:
        return None if net > 0 else _no_tax(year, net, w2_wages)
    factor, minimum, social_security, medicare, base, deduction = (row.value for row in rows)
    ne = factor * net
    taxed = ne if ne >= minimum else _ZERO
    oasdi = social_security * max(_ZERO, min(taxed, base - w2_wages))
    tax = SelfEmploymentTax(
        year=year,
        net=net,
        w2_wages=w2_wages,
        net_earnings=ne,
        social_security=oasdi,
        medicare=medicare * taxed,
        half_deduction=deduction * (oasdi + medicare * taxed),
        additional_medicare=None,
        parameters=rows,
    )
    return _with_additional_medicare(tax, taxed, parameters, filing_status)


def _no_tax(year: int, net: Fraction, w2_wages: Fraction) -> SelfEmploymentTax:
    """Nothing left is nothing taxed, whatever the rates of the year."""
    return SelfEmploymentTax(year, net, w2_wages, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO, ())


def _with_additional_medicare(
    tax: SelfEmploymentTax, taxed: Fraction, parameters: Parameters, filing_status: str
) -> SelfEmploymentTax:
    """Add 0.9 per cent of what lies above the threshold of the filing status, wages counted first."""
    day = date(tax.year, 12, 31)
    rate = parameters.law("additional_medicare_rate", day)
    threshold = parameters.law("additional_medicare_threshold", day, group=filing_status)
    if rate is None or threshold is None:
        return tax
    room = max(_ZERO, threshold.value - tax.w2_wages)
    return replace(
        tax,
        additional_medicare=rate.value * max(_ZERO, taxed - room),
        additional_parameters=(rate, threshold),
    )


@dataclass(frozen=True, slots=True)
class SocialSecurityCredits:
    """Social Security work credits of one calendar year.

    Parameters
    ----------
    credits
        0 to 4.
    earnings
        Dollars that count: W-2 wages and, from 400 dollars on, net earnings from self-employment.
    net_earnings_to_next, profit_to_next
        Dollars still missing for the next credit, as net earnings (exact) and as profit (rounded up to the
        cent, since a fraction less would not be enough); None when the year has all four.
    """

    year: int
    credits: int
    earnings: Fraction
    net_earnings_to_next: Fraction | None
    profit_to_next: Fraction | None
    parameters: tuple[Parameter, ...]


def social_security_credits(
    year: int, net: Fraction, w2_wages: Fraction, parameters: Parameters
) -> SocialSecurityCredits | None:
    """Work credits of a year and the distance to the next one; None when a figure of the year is not on file.

    The quarter in which the work was done does not matter.

    Examples
    --------
    >>> found = social_security_credits(2026, Fraction(5_000), Fraction(0), Parameters.on_file())
    >>> found.credits, float(found.profit_to_next)
    (2, 1139.69)

    References
    ----------
    42 U.S.C. 413(d); METHOD section 5.
    """
    rows = parameters.laws_of_year((*_NET_EARNINGS, "social_security_credit"), year)
    if rows is None:
        return None
    factor, minimum, price = (row.value for row in rows)
    ne = factor * net
    earnings = w2_wages + (ne if ne >= minimum else _ZERO)
    earned = min(MAXIMUM_CREDITS, floor(earnings / price))
    missing = None
    if earned < MAXIMUM_CREDITS:
        # Below the minimum net earnings count for nothing, however little is missing beside the wages.
        missing = max((earned + 1) * price - w2_wages, minimum) - ne
    profit = None if missing is None else Fraction(ceil(missing / factor * 100), 100)
    return SocialSecurityCredits(year, earned, earnings, missing, profit, rows)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment of the federal estimated tax: for which income, due when."""

    number: int
    income_from: date
    income_to: date  # last day included
    due_on: date
    parameter: Parameter


def instalments(year: int, parameters: Parameters) -> tuple[Instalment, ...]:
    """Instalments on file for the income of a calendar year, in order; empty when none is on file."""
    found = map(_instalment, parameters.of_key("estimated_tax_due"))
    return tuple(sorted((one for one in found if one.income_to.year == year), key=lambda one: one.due_on))


def _instalment(row: Parameter) -> Instalment:
    if row.valid_from is None or row.valid_to is None or row.group is None:
        raise ValueError(f"The instalment “{row.label}” lacks its days or its number.")
    due_on = row.valid_to + timedelta(days=int(row.value))
    return Instalment(int(row.group), row.valid_from, row.valid_to, due_on, row)

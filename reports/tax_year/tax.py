"""Self-employment tax of the year as figures, and the part of it to set aside for a period."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from reports.figures import Figure, Step, figure_of
from reports.parameters import Parameter
from reports.periods import Period
from reports.tax_year.cash import CashYear, Rows, TaxYearError
from reports.taxes import SelfEmploymentTax
from reports.wording import N_

_ZERO = Fraction(0)


def tax_figures(cash: CashYear, tax: SelfEmploymentTax | None) -> tuple[Figure, Figure, Figure]:
    """Self-employment tax, the half that is deducted, and the Additional Medicare Tax, which is in neither."""
    reason = "no_value_on_file" if cash.has_income else cash.why_unknown

    def figure(
        key: str, value: Fraction | None, steps: tuple[Step, ...], rows: tuple[Parameter, ...]
    ) -> Figure:
        shown = figure_of(
            key,
            value,
            "money",
            period=cash.period,
            reason=reason,
            currency="USD",
            at_least=cash.is_net_lower_bound,
            steps=steps,
            rows=cash.all_rows,
        )
        return replace(shown, parameters=rows)

    keys = ("tax_year_self_employment_tax", "tax_year_half_deduction", "tax_year_additional_medicare_tax")
    if tax is None:
        own, half, additional = (figure(key, None, (), ()) for key in keys)
        return own, half, additional
    of_tax, of_both = tax.parameters, (*tax.parameters, *tax.additional_parameters)
    return (
        figure(keys[0], tax.tax, tax.steps(), of_tax),
        figure(keys[1], tax.half_deduction, _half_steps(tax), of_tax),
        figure(keys[2], tax.additional_medicare, _additional_steps(tax), of_both),
    )


def _half_steps(tax: SelfEmploymentTax) -> tuple[Step, ...]:
    rates = [row.value for row in tax.parameters if row.key == "self_employment_tax_deduction"]
    return (
        Step("", N_("Self-employment tax"), tax.tax, "money"),
        *(Step("*", N_("the part that can be deducted"), rate, "share") for rate in rates),
        Step("=", N_("Taken off taxable income"), tax.half_deduction, "money"),
    )


def _additional_steps(tax: SelfEmploymentTax) -> tuple[Step, ...]:
    """Net earnings above the threshold that wages leave, times the rate."""
    if (
        not tax.additional_parameters
    ):  # a loss is taxed at no rate, and where one is not on file there is none
        return ()
    rate, threshold = (row.value for row in tax.additional_parameters)
    # Net earnings below the minimum are not taxed at all, and then Medicare tax is 0 too.
    taxed = tax.net_earnings if tax.medicare else _ZERO
    room = max(_ZERO, threshold - tax.w2_wages)
    return (
        Step("", N_("Net earnings from self-employment"), taxed, "money"),
        Step("-", N_("What wages leave of the threshold"), room, "money"),
        Step("=", N_("Above it, never below 0"), max(_ZERO, taxed - room), "money"),
        Step("*", N_("the rate"), rate, "share"),
        Step("=", N_("Additional Medicare Tax"), tax.additional_medicare, "money"),
    )


def tax_set_aside(
    cash: CashYear, tax: SelfEmploymentTax | None, net: Fraction, period: Period, rows: Rows
) -> Figure:
    """The part of the year's self-employment tax that belongs to a period of it: tax x n / N.

    Parameters
    ----------
    cash, tax
        The year, and its tax (`TaxYearStatement.tax`).
    net
        Dollars left of what moved in the period: arrived, less fees and expenses. A negative one has a negative
        part, so that the parts of all periods of the year add up to its tax.
    period
        Days of the year.
    rows
        Noun -> ids of the rows of the period.

    Raises
    ------
    TaxYearError
        When a day of the period lies outside the year.

    Examples
    --------
    >>> from datetime import date
    >>> from reports.parameters import Parameters
    >>> from reports.tax_year.cash import PayerIncome
    >>> from reports.taxes import self_employment_tax
    >>> year = CashYear(2025, date(2025, 12, 31), (PayerIncome("heron", Fraction(60_000)),))
    >>> tax = self_employment_tax(2025, year.net, Fraction(0), Parameters.on_file())
    >>> march = Period(date(2025, 3, 1), date(2025, 4, 1))
    >>> float(tax_set_aside(year, tax, Fraction(6_000), march, {}).value)
    847.773

    References
    ----------
    METHOD sections 2 and 10a. Income tax is not estimated.
    """
    if period.start < cash.whole_year.start or period.end > cash.whole_year.end:
        raise TaxYearError(f"{period.start} to {period.last} is not a part of {cash.year}.")
    value = None if tax is None else tax.allocated(net)
    shown = figure_of(
        "tax_set_aside",
        value,
        "money",
        period=period,
        reason="no_value_on_file" if cash.has_income else cash.why_unknown,
        currency="USD",
        at_least=cash.is_net_lower_bound,
        steps=() if tax is None else _set_aside_steps(tax, net),
        rows=rows,
    )
    return shown if tax is None else replace(shown, parameters=tax.parameters)


def _set_aside_steps(tax: SelfEmploymentTax, net: Fraction) -> tuple[Step, ...]:
    result = Step("=", N_("To set aside for self-employment tax"), tax.allocated(net), "money")
    whole = Step("", N_("Self-employment tax of {year}"), tax.tax, "money", {"year": tax.year})
    if tax.net <= 0:
        return (whole, result)
    return (
        whole,
        Step("*", N_("Left to you in this period"), net, "money"),
        Step("/", N_("Left to you in {year}"), tax.net, "money", {"year": tax.year}),
        result,
    )

"""Top-down: what the hourly net would be as a staff wage, when benefits cost what they cost on average."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from reports.figures import Figure, Step
from reports.parameters import Parameter, Parameters
from reports.periods import Period
from reports.wording import N_

DEFAULT_GROUP = "all_private"

#: Groups of the federal survey of employer costs that a writer may choose from.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "all_private": N_("All private industry"),
        "management_professional_and_related": N_("Management, professional and related"),
        "management_business_and_financial": N_("Management, business and financial"),
        "professional_and_related": N_("Professional and related"),
        "sales_and_office": N_("Sales and office"),
        "office_and_administrative_support": N_("Office and administrative support"),
        "service": N_("Service"),
        "union_workers": N_("Union members"),
    }
)


@dataclass(frozen=True, slots=True)
class BenefitRatio:
    """Cost of benefits over wages, per hour worked, in one group and month.

    Parameters
    ----------
    share
        b, 0 or more; with `is_core` without supplemental pay (overtime, shift differentials, bonuses).
    parameters
        Wages, total benefits and, with `is_core`, supplemental pay, all of the same reference month.
    """

    share: Fraction
    is_core: bool
    group: str
    parameters: tuple[Parameter, ...]


def benefit_ratio(
    last: date, parameters: Parameters, *, group: str = DEFAULT_GROUP, is_core: bool = False
) -> BenefitRatio | None:
    """The newest ratio on file for a period whose last day is `last`; None when there is none.

    The survey counts cost per hour worked, not per hour paid, so it fits the hours a contractor logs.

    Examples
    --------
    >>> ratio = benefit_ratio(date(2026, 10, 31), Parameters.on_file())
    >>> round(float(ratio.share), 4)
    0.4298

    References
    ----------
    Bureau of Labor Statistics, Employer Costs for Employee Compensation; METHOD section 3a.
    """
    keys: tuple[str, ...] = ("ecec_wages_and_salaries", "ecec_total_benefits")
    if is_core:
        keys = (*keys, "ecec_supplemental_pay")
    rows = parameters.surveys(keys, group, last)
    if rows is None:
        return None
    wages, benefits, *supplemental = (row.value for row in rows)
    return BenefitRatio((benefits - sum(supplemental)) / wages, is_core, group, rows)


def benefit_ratio_figure(ratio: BenefitRatio | None, period: Period, *, is_core: bool = False) -> Figure:
    """The ratio b as a figure: what benefits cost employers per dollar of wages.

    Parameters
    ----------
    ratio
        From `benefit_ratio`, or None when no month is on file.
    period
        The days it is used for.
    is_core
        Which ratio was asked for; counts where there is none.
    """
    key = _key("benefit_ratio", ratio, is_core=is_core)
    if ratio is None:
        return Figure(key, None, "share", period, reason="no_value_on_file")
    wages, benefits, *supplemental = (row.value for row in ratio.parameters)
    less = N_("overtime, shift and bonus pay per hour worked")
    steps = (
        Step("", N_("benefits per hour worked"), benefits, "money_per_hour"),
        *(Step("-", less, value, "money_per_hour") for value in supplemental),
        Step("/", N_("wages per hour worked"), wages, "money_per_hour"),
        Step("=", _per_dollar(ratio), ratio.share, "share"),
    )
    return Figure(key, ratio.share, "share", period, steps=steps, parameters=ratio.parameters)


def employee_equivalent_wage(
    rate: Fraction | None, ratio: BenefitRatio | None, period: Period, *, is_core: bool = False
) -> Figure:
    """The staff wage that costs an employer what the effective hourly rate cost: rate / (1 + b).

    Parameters
    ----------
    rate
        Effective hourly rate in dollars (never the rate after tax: b holds the employer's payroll tax already).
    ratio
        From `benefit_ratio`, or None when no month is on file.
    period
        The days the rate is of.
    is_core
        Which ratio was asked for; counts where there is none.
    """
    key = _key("employee_equivalent_wage", ratio, is_core=is_core)
    if rate is None or ratio is None:
        reason = "no_hours" if rate is None else "no_value_on_file"
        return Figure(key, None, "money_per_hour", period, "USD", reason)
    wage = rate / (1 + ratio.share)
    steps = (
        Step("", N_("Real hourly pay"), rate, "money_per_hour"),
        Step("/", _wages_and_benefits(ratio), 1 + ratio.share, "share"),
        Step("=", N_("Worth as much as a staff job at"), wage, "money_per_hour"),
    )
    return Figure(key, wage, "money_per_hour", period, "USD", steps=steps, parameters=ratio.parameters)


def parity_shortfall(
    net: Fraction, ratio: BenefitRatio | None, period: Period, *, is_core: bool = False
) -> Figure:
    """Benefits on top of the net, were it wages: n x b. A negative net earns none.

    Parameters
    ----------
    net
        Net receipts of the period in dollars.
    ratio
        From `benefit_ratio`, or None when no month is on file.
    period
        The days the net is of.
    is_core
        Which ratio was asked for; counts where there is none.
    """
    key = _key("benefits_shortfall_parity", ratio, is_core=is_core)
    if ratio is None:
        return Figure(key, None, "money", period, "USD", "no_value_on_file")
    wages = max(Fraction(0), net)
    steps = (
        Step("", N_("Left after fees and costs"), wages, "money"),
        Step("*", _per_dollar(ratio), ratio.share, "share"),
        Step("=", N_("Benefits at the average cost"), wages * ratio.share, "money"),
    )
    return Figure(key, wages * ratio.share, "money", period, "USD", steps=steps, parameters=ratio.parameters)


def _key(key: str, ratio: BenefitRatio | None, *, is_core: bool) -> str:
    """Figures without supplemental pay have keys of their own, so that both can stand side by side."""
    return f"{key}_core" if (is_core if ratio is None else ratio.is_core) else key


def _per_dollar(ratio: BenefitRatio) -> str:
    if ratio.is_core:
        return N_("benefits without overtime, shift and bonus pay, per dollar of wages")
    return N_("benefits per dollar of wages")


def _wages_and_benefits(ratio: BenefitRatio) -> str:
    if ratio.is_core:
        return N_("wages and benefits without overtime, shift and bonus pay, for each dollar of wages")
    return N_("wages and benefits, for each dollar of wages")

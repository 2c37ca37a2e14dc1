"""Health cover and statutory sick leave, and the list of cover that comes without a sum in dollars."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from reports.benefits.case import ZERO, Case, Part, Year, added_up, without_value
from reports.figures import Figure, Step
from reports.parameters import Parameter
from reports.wording import N_

HealthBasis = Literal["employer_share", "what_i_pay", "benchmark"]

#: What a year's cover is counted at: basis -> words (METHOD section 3b).
HEALTH_BASES: Mapping[HealthBasis, str] = MappingProxyType(
    {
        "employer_share": N_("What an employer pays for one person"),
        "what_i_pay": N_("What I pay myself"),
        "benchmark": N_("A marketplace plan at the age of 40"),
    }
)

DEFAULT_HEALTH_BASIS: HealthBasis = "employer_share"

#: 52 weeks of 40 hours.
FULL_TIME_HOURS = 2080

#: Answers to “who covers your health?” that leave nothing for an employer of this work to add.
COVERED_ELSEWHERE = frozenset({"spouse", "guild", "public", "employer"})

#: Cover an employee has and a contractor has not: key -> words, in the order of the page (METHOD section 3d).
COVER: Mapping[str, str] = MappingProxyType(
    {
        "unemployment_insurance": N_("Unemployment insurance"),
        "state_disability_insurance": N_("State disability insurance"),
        "paid_family_leave": N_("Paid family leave"),
        "workers_compensation": N_("Workers’ compensation"),
        "sick_leave": N_("Paid sick leave"),
        "employer_health_plan": N_("Employer health plan"),
        "employer_retirement_plan": N_("Employer retirement plan"),
        "paid_parental_leave": N_("Paid parental leave"),
        "credit": N_("Credit or acknowledgement"),
        "purpose_told": N_("Right to know what the work trains"),
    }
)


def health(case: Case, cover: str | None, own_premium: Fraction | None, basis: HealthBasis) -> Figure:
    """A year's cover x the share of a full-time year worked, min(1, T / 2080), summed over the years.

    Hours worked while the cover came from elsewhere do not count; when all did, the line is 0, with that reason.

    Parameters
    ----------
    case
        The years, their hours and the figures on file.
    cover
        none, own, spouse, guild, public, employer, or None when not asked; counts where there are no hours.
    own_premium
        Dollars a month that the writer pays, net of credits; used by `what_i_pay`.
    basis
        `employer_share` of the average single plan, `what_i_pay`, or the marketplace `benchmark` at age 40. The
        first and the last are surveys: the premiums of a calendar year count once that year has ended.
    """
    covered = (
        not any(year.uncovered_hours for year in case.years) if case.hours else cover in COVERED_ELSEWHERE
    )
    if covered:
        return Figure("health", ZERO, "money", case.period, "USD", "covered_elsewhere")
    if not case.hours:
        return without_value("health", case, "no_hours")
    found = _cover_of_a_year(case, own_premium, basis)
    if found is None:
        reason = "premium_unknown" if basis == "what_i_pay" else "no_value_on_file"
        return without_value("health", case, reason)
    amount, steps, rows = found
    share = sum((min(Fraction(1), year.uncovered_hours / FULL_TIME_HOURS) for year in case.years), ZERO)
    steps = (
        *steps,
        Step("*", _share_label(case), share, "share"),
        Step("=", N_("Health insurance"), amount * share, "money"),
    )
    return Figure("health", amount * share, "money", case.period, "USD", steps=steps, parameters=rows)


def _share_label(case: Case) -> str:
    if sum((year.uncovered_hours for year in case.years), ZERO) < case.hours:
        return N_("share of a full-time year, 2,080 hours, while nobody else covered you")
    return N_("share of a full-time year, 2,080 hours")


_Cover = tuple[Fraction, tuple[Step, ...], tuple[Parameter, ...]]


def _cover_of_a_year(case: Case, own_premium: Fraction | None, basis: HealthBasis) -> _Cover | None:
    if basis == "employer_share":
        return _employer_share(case)
    if basis == "what_i_pay":
        return None if own_premium is None else _twelve(own_premium, N_("Your premium a month"), ())
    key = "marketplace_benchmark_premium_age_40"
    row = case.parameters.survey(key, None, case.last, case.country)
    return None if row is None else _twelve(row.value, N_("Benchmark premium a month"), (row,))


def _employer_share(case: Case) -> _Cover | None:
    keys = ("employer_plan_premium_single", "worker_contribution_single")
    rows = case.parameters.surveys(keys, None, case.last, case.country)
    if rows is None:
        return None
    premium, contribution = (row.value for row in rows)
    steps = (
        Step("", N_("Premium of a single plan, a year"), premium, "money"),
        Step("-", N_("what the employee pays of it"), contribution, "money"),
        Step("=", N_("Employer’s share, a year"), premium - contribution, "money"),
    )
    return premium - contribution, steps, rows


def _twelve(premium: Fraction, label: str, rows: tuple[Parameter, ...]) -> _Cover:
    steps = (
        Step("", label, premium, "money"),
        Step("*", N_("months of a year"), Fraction(12), "count"),
        Step("=", N_("Premium, a year"), 12 * premium, "money"),
    )
    return 12 * premium, steps, rows


def statutory_sick_leave(case: Case) -> Figure:
    """min(T / hours per hour of leave, cap) x n+ / T by the state's law: shown beside the total, never in it.

    The law must hold on every day of the year's part of the period. A state without a cap on file has none.
    """
    if not case.hours and all(year.state for year in case.years):
        return without_value("statutory_sick_leave", case, "no_hours")

    def part(year: Year) -> Part | None:
        if year.state is None:
            return None
        accrual = case.parameters.law_throughout("sick_leave_accrual", year.days, year.state)
        cap = case.parameters.law_throughout("sick_leave_cap", year.days, year.state)
        if accrual is None:
            return None
        leave = year.hours / accrual.value
        leave = leave if cap is None else min(leave, cap.value)
        hourly = year.wages / year.hours if year.hours else ZERO
        steps = (
            Step("", N_("Hours of sick leave in {year}"), leave, "hours", {"year": year.year}),
            Step("*", N_("net per hour worked"), hourly, "money_per_hour"),
        )
        return Part(leave * hourly, steps, tuple(row for row in (accrual, cap) if row is not None))

    return added_up("statutory_sick_leave", case, N_("Statutory sick leave"), part, by_state=True)

"""Paid leave and retirement, at what employers spend on average per dollar of wages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from reports.benefits.case import Case, without_value
from reports.figures import Figure, Step
from reports.wording import N_

RetirementBasis = Literal["all_workers", "participants"]

#: Whose retirement a writer's is compared with: basis -> words; the first is the default (METHOD section 3b).
RETIREMENT_BASES: Mapping[RetirementBasis, str] = MappingProxyType(
    {
        "all_workers": N_("All staff, with a plan or without"),
        "participants": N_("Staff who have a plan"),
    }
)


def paid_leave(case: Case) -> Figure:
    """n+ x paid leave / wages of the newest month on file: vacation, holidays, sick and personal leave."""
    label = N_("paid leave per hour worked")
    return _cost_per_wages("paid_leave", case, "ecec_paid_leave", label, N_("Paid leave"))


def retirement(case: Case, basis: RetirementBasis) -> Figure:
    """n+ x retirement / wages of the newest month on file, or x what participants of a plan get."""
    if basis == "all_workers":
        label = N_("retirement and savings per hour worked")
        return _cost_per_wages("retirement", case, "ecec_retirement_and_savings", label, N_("Retirement"))
    return _participants(case)


def _cost_per_wages(key: str, case: Case, cost_key: str, cost_label: str, label: str) -> Figure:
    keys = (cost_key, "ecec_wages_and_salaries")
    rows = case.parameters.surveys(keys, case.group, case.last, case.country)
    if rows is None:
        return without_value(key, case, "no_value_on_file")
    cost, wages = (row.value for row in rows)
    value = case.wages * cost / wages
    steps = (
        Step("", N_("Left after fees and costs"), case.wages, "money"),
        Step("*", cost_label, cost, "money_per_hour"),
        Step("/", N_("wages per hour worked"), wages, "money_per_hour"),
        Step("=", label, value, "money"),
    )
    return Figure(key, value, "money", case.period, "USD", steps=steps, parameters=rows)


def _participants(case: Case) -> Figure:
    key = "employer_retirement_contribution"
    row = case.parameters.survey(key, None, case.last, case.country)
    if row is None:
        return without_value("retirement", case, "no_value_on_file")
    value = case.wages * row.value
    steps = (
        Step("", N_("Left after fees and costs"), case.wages, "money"),
        Step("*", N_("employers’ average contribution to a plan"), row.value, "share"),
        Step("=", N_("Retirement"), value, "money"),
    )
    return Figure("retirement", value, "money", case.period, "USD", steps=steps, parameters=(row,))

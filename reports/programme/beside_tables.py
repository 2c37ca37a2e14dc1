"""The tables of what pay is beside: the minimum wage, benefits, cover, and pay for writing."""

from __future__ import annotations

from collections.abc import Mapping

from reports.benefits import COVER
from reports.programme.columns import quarters, spread
from reports.programme.plan import Column, How, TablePlan, Unit
from reports.wording import N_

_FLOOR = "Fairwork Cloudwork Principles (2024), 1.2; 29 CFR 776.4"
_LINES = "Bureau of Labor Statistics, Employer Costs for Employee Compensation; KFF; 26 U.S.C. 3111 and 3301"

MINIMUM_WAGE = TablePlan(
    "minimum_wage",
    N_("Beside the minimum wage"),
    (),
    (
        *spread(
            Column(
                "hours_below_minimum_wage",
                "hours_below_minimum_wage",
                How.POOLED,
                Unit.SHARE,
                N_("Hours below the minimum wage, all hours together"),
                N_(
                    "How much of the time lies in weeks whose pay after fees and costs is below the minimum wage that an "
                    "employee would get there for all hours. Where no place is said, the federal one counts. "
                    "It compares; it does not say that a law applies."
                ),
                _FLOOR,
            ),
            {How.MEDIAN: N_("Hours below the minimum wage, middle writer")},
        ),
        Column(
            "any_week_below_minimum_wage",
            "any_week_below_minimum_wage",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            N_("Writers with a week below the minimum wage"),
            N_("The share of writers with any week below the minimum wage that an employee would get."),
            _FLOOR,
        ),
        Column(
            "minimum_wage_lack",
            "minimum_wage_lack",
            How.POOLED,
            Unit.RATE,
            N_("What an hour of those weeks lacks"),
            N_("What is missing to the minimum wage, for each hour of the weeks below it."),
            _FLOOR,
        ),
    ),
)

BENEFITS = TablePlan(
    "benefits",
    N_("What a staff job would add"),
    (),
    (
        *spread(
            Column(
                "benefits_shortfall_per_hour",
                "benefits_shortfall_per_hour",
                How.POOLED,
                Unit.RATE,
                N_("Benefits for each hour, all hours together"),
                N_(
                    "What an employer would have paid on top for each hour worked, counted line by line. A line without "
                    "a figure on file is left out, so it is at least so much."
                ),
                _LINES,
            ),
            quarters(
                N_("Benefits for each hour, middle writer"),
                N_("Benefits for each hour, lower quarter"),
                N_("Benefits for each hour, upper quarter"),
            ),
        ),
        *spread(
            Column(
                "benefits_shortfall_per_year",
                "benefits_shortfall_per_year",
                How.POOLED,
                Unit.MONEY,
                N_("Benefits for a year, for each writer"),
                N_(
                    "What an employer would have paid on top in a year of such work. Some lines have a cap for the year, "
                    "so that a shorter period can say too much."
                ),
                _LINES,
            ),
            quarters(
                N_("Benefits for a year, middle writer"),
                N_("Benefits for a year, lower quarter"),
                N_("Benefits for a year, upper quarter"),
            ),
        ),
    ),
    N_("Counted line by line, and never added to what benefits cost on average."),
)

#: What the table of credit tells platform by platform.
_TOLD_ELSEWHERE = frozenset({"credit", "purpose_told"})

_WITHOUT: Mapping[str, str] = {
    "unemployment_insurance": N_("The share of writers who have no unemployment insurance from this work."),
    "state_disability_insurance": N_(
        "The share of writers who have no state disability insurance from this work."
    ),
    "paid_family_leave": N_("The share of writers who have no paid family leave from this work."),
    "workers_compensation": N_("The share of writers whom no workers’ compensation covers in this work."),
    "sick_leave": N_("The share of writers who have no paid sick leave from this work."),
    "employer_health_plan": N_("The share of writers who have no health plan of an employer."),
    "employer_retirement_plan": N_("The share of writers who have no retirement plan from this work."),
    "paid_parental_leave": N_("The share of writers who have no paid parental leave from this work."),
}

COVER_NOT_HELD = TablePlan(
    "cover",
    N_("Cover that writers do not have"),
    (),
    tuple(
        Column(
            f"without_{cover}",
            f"without_{cover}",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            label,
            _WITHOUT[cover],
        )
        for cover, label in COVER.items()
        if cover not in _TOLD_ELSEWHERE
    ),
    N_("Of the writers of whom it is known."),
)

COVERED_PAY = TablePlan(
    "covered_pay",
    N_("Beside pay for writing"),
    (),
    (
        Column(
            "gig_pay_above_covered_pay",
            "gig_pay_above_covered_pay",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            N_("Writers with more gig pay"),
            N_(
                "The share of writers whose gig pay is more than their covered writing pay, of those who gave both."
            ),
        ),
    ),
    N_("Covered pay is given by quarter, so a month has no answer."),
)

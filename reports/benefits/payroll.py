"""Taxes an employer pays on wages: Social Security and Medicare, unemployment insurance, training."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from reports.benefits.case import ZERO, Case, Part, Year, added_up, state_of
from reports.figures import Figure, Step
from reports.parameters import Parameter
from reports.wording import N_


def employer_fica(case: Case) -> Figure:
    """0.062 x min(n+, max(0, B - W)) + 0.0145 x n+.

    The wage base is counted per person and year, an approximation: the true employer cap is per employer.
    """
    keys = ("employer_social_security_rate", "employer_medicare_rate", "social_security_wage_base")

    def part(year: Year) -> Part | None:
        rows = case.parameters.laws_of_year(keys, year.year, case.country)
        if rows is None:
            return None
        social_security, medicare, base = (row.value for row in rows)
        capped = min(year.wages, max(ZERO, base - year.w2_wages))
        steps = (
            Step("", N_("Net in {year}, up to the wage base"), capped, "money", {"year": year.year}),
            Step("*", N_("employer’s share of Social Security"), social_security, "share"),
            Step("+", N_("Net in {year}"), year.wages, "money", {"year": year.year}),
            Step("*", N_("employer’s share of Medicare"), medicare, "share"),
        )
        return Part(social_security * capped + medicare * year.wages, steps, rows)

    return added_up("employer_fica", case, N_("Employer payroll tax"), part)


def futa(case: Case) -> Figure:
    """(0.006 + credit reduction of the state and year) x sum over platforms of min(n_p+, 7000).

    The reduction of a year is published in November; until it is on file the line is unknown. Where the state
    is not known the federal part alone is a lower bound.
    """

    def part(year: Year) -> Part | None:
        federal = case.parameters.laws_of_year(
            ("futa_wage_base", "futa_rate_after_credit"), year.year, case.country
        )
        if federal is None:
            return None
        base, rate = federal
        if not year.knows_place:
            capped = _capped(year, base, rate.value, N_("federal unemployment tax"), federal)
            return replace(capped, at_least=True)
        reduction = _law_of_state(case, "futa_credit_reduction", year)
        if reduction is None:
            return None
        rows = (*federal, reduction)
        return _capped(year, base, rate.value + reduction.value, N_("federal unemployment tax"), rows)

    return added_up("futa", case, N_("Federal unemployment tax"), part, by_state=True)


def _law_of_state(case: Case, key: str, year: Year) -> Parameter | None:
    found = case.parameters.laws_of_year((key,), year.year, year.state) if year.state else None
    return None if found is None else found[0]


def state_unemployment_insurance(case: Case) -> Figure:
    """A new employer's rate x sum over platforms of min(n_p+, wage base of the state)."""
    return _state_line(
        "state_unemployment_insurance",
        case,
        "state_unemployment_rate",
        N_("rate of a new employer"),
        N_("State unemployment insurance"),
    )


def employment_training_tax(case: Case) -> Figure:
    """California's training tax, on the same wages as its unemployment insurance."""
    return _state_line(
        "employment_training_tax",
        case,
        "employment_training_tax_rate",
        N_("training tax"),
        N_("State training tax"),
    )


def has_training_tax(case: Case) -> bool:
    """Whether a state may have a training tax of its own; an unknown place may."""
    states = {row.jurisdiction for row in case.parameters.of_key("employment_training_tax_rate")}
    found = [year.state for year in case.years] or [state_of(case.place)]
    return any(state is None or state in states for state in found)


def _state_line(key: str, case: Case, rate_key: str, rate_label: str, label: str) -> Figure:
    def part(year: Year) -> Part | None:
        base = _law_of_state(case, "state_unemployment_wage_base", year)
        rate = _law_of_state(case, rate_key, year)
        if base is None or rate is None:
            return None
        return _capped(year, base, rate.value, rate_label, (base, rate))

    return added_up(key, case, label, part, by_state=True)


def _capped(
    year: Year, base: Parameter, rate: Fraction, rate_label: str, rows: tuple[Parameter, ...]
) -> Part:
    wages = year.capped(base.value)
    capped = N_("Net in {year}, each platform’s up to the cap")
    steps = (
        Step("", capped, wages, "money", {"year": year.year}),
        Step("*", rate_label, rate, "share"),
    )
    return Part(rate * wages, steps, rows)

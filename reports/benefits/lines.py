"""Bottom-up: what an employer would have paid on top if the same net receipts had been wages, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from reports.benefits.averages import RetirementBasis, paid_leave, retirement
from reports.benefits.case import ZERO, Case, without_value, years_of
from reports.benefits.cover import (
    COVERED_ELSEWHERE,
    DEFAULT_HEALTH_BASIS,
    HealthBasis,
    health,
    statutory_sick_leave,
)
from reports.benefits.parity import DEFAULT_GROUP
from reports.benefits.payroll import (
    employer_fica,
    employment_training_tax,
    futa,
    has_training_tax,
    state_unemployment_insurance,
)
from reports.figures import Figure, Step
from reports.parameters import Parameters
from reports.periods import Period
from reports.wording import N_

#: Key -> words of every line, in the order of METHOD section 3b.
LINES: Mapping[str, str] = MappingProxyType(
    {
        "employer_fica": N_("Employer payroll tax"),
        "futa": N_("Federal unemployment tax"),
        "state_unemployment_insurance": N_("State unemployment insurance"),
        "employment_training_tax": N_("State training tax"),
        "workers_compensation": N_("Workers’ compensation"),
        "paid_leave": N_("Paid leave"),
        "statutory_sick_leave": N_("Statutory sick leave"),
        "health": N_("Health insurance"),
        "retirement": N_("Retirement"),
    }
)

# Beside the total: sick leave overlaps paid leave, workers' compensation has no dated rate on file.
_NOT_ADDED = frozenset({"workers_compensation", "statutory_sick_leave"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the shortfall; `is_added` says whether it counts in the total."""

    figure: Figure
    is_added: bool


@dataclass(frozen=True, slots=True)
class LineByLine:
    """The benefits shortfall, line by line.

    Parameters
    ----------
    total
        Sum of the added lines that are known, in dollars, unrounded; `at_least` when one is not known.
    net, hours
        What the total is compared with: net receipts in dollars and hours worked.
    """

    lines: tuple[Line, ...]
    total: Figure
    net: Fraction
    hours: Fraction

    @property
    def per_hour(self) -> Fraction | None:
        """Dollars of the total per hour worked; None without hours."""
        return self.total.value / self.hours if self.total.value is not None and self.hours else None

    @property
    def share_of_net(self) -> Fraction | None:
        """The total over net receipts; None when nothing is left to compare with."""
        return self.total.value / self.net if self.total.value is not None and self.net > 0 else None

    def figures(self) -> dict[str, Figure]:
        """The total, and what it comes to for each hour worked and of the net, by key."""
        by_hour = Step("/", N_("All hours"), self.hours, "hours")
        by_net = Step("/", N_("Left after fees and costs"), self.net, "money")
        hourly = Step("=", N_("A staff job would have added for each hour"), self.per_hour, "money_per_hour")
        share = Step("=", N_("Share of what was left"), self.share_of_net, "share")
        listed = (
            self.total,
            self._part("benefits_shortfall_per_hour", "no_hours", by_hour, hourly),
            self._part("benefits_shortfall_share_of_net", "no_net_earnings", by_net, share),
        )
        return {figure.key: figure for figure in listed}

    def _part(self, key: str, reason: str, divisor: Step, result: Step) -> Figure:
        """The total divided by something; without a total it lacks what the total lacks."""
        total = Step("", N_("A staff job would have added"), self.total.value, "money")
        return replace(
            self.total,
            key=key,
            value=result.value,
            unit=result.unit,
            currency=self.total.currency if result.unit == "money_per_hour" else None,
            reason=None if result.value is not None else self.total.reason or reason,
            at_least=self.total.at_least and result.value is not None,
            steps=() if result.value is None else (total, divisor, result),
        )


def line_by_line(
    *,
    net_by_platform_year: Mapping[tuple[str, int], Fraction],
    hours_by_year: Mapping[int, Fraction],
    period: Period,
    parameters: Parameters,
    last: date | None = None,
    w2_by_year: Mapping[int, Fraction] | None = None,
    place: str | None = None,
    place_by_year: Mapping[int, str | None] | None = None,
    health_cover: str | None = None,
    uncovered_hours_by_year: Mapping[int, Fraction] | None = None,
    own_premium: Fraction | None = None,
    health_basis: HealthBasis = DEFAULT_HEALTH_BASIS,
    retirement_basis: RetirementBasis = "all_workers",
    group: str = DEFAULT_GROUP,
) -> LineByLine:
    """What an employer would have paid on top of the net receipts of a period.

    Caps and lines are computed per calendar year and added. A line without a figure on file is unknown, and
    the total is then “at least”. Never add this to the parity method.

    Parameters
    ----------
    net_by_platform_year
        (platform id, calendar year) -> net receipts of the period in dollars; may be negative.
    hours_by_year
        Calendar year -> all hours worked in the period.
    period
        The days the net receipts and hours are of.
    parameters
        The figures on file.
    last
        Surveys are the newest that end not later than this day; None: the period's last.
    w2_by_year
        Calendar year -> W-2 Social Security wages in dollars; a year that is not there has none.
    place
        Place of work ("US-CA-LOS_ANGELES_CITY"); None leaves the lines that depend on the state unknown.
    place_by_year
        Calendar year -> the place where all its work was done, None where there was more than one state;
        None: `place` in every year.
    health_cover
        none, own, spouse, guild, public, employer, or None when not asked.
    uncovered_hours_by_year
        Calendar year -> hours worked while nobody else covered the writer's health; None: all or none of
        them, by `health_cover`.
    own_premium
        Dollars a month, net of credits.
    health_basis, retirement_basis, group
        Variants of the health line, of the retirement line, and the group of the survey of employer costs.

    References
    ----------
    METHOD section 3b.
    """
    numbers = {*hours_by_year, *(year for _, year in net_by_platform_year)}
    places = dict.fromkeys(numbers, place) if place_by_year is None else place_by_year
    uncovered = uncovered_hours_by_year
    if uncovered is None:
        uncovered = {} if health_cover in COVERED_ELSEWHERE else hours_by_year
    years = years_of(
        net_by_platform_year,
        hours_by_year,
        w2_by_year or {},
        period,
        place_by_year=places,
        uncovered_hours_by_year=uncovered,
    )
    case = Case(years, period, last or period.last, place, group, parameters)
    figures = (
        employer_fica(case),
        futa(case),
        state_unemployment_insurance(case),
        *((employment_training_tax(case),) if has_training_tax(case) else ()),
        without_value("workers_compensation", case, "not_asked"),
        paid_leave(case),
        statutory_sick_leave(case),
        health(case, health_cover, own_premium, health_basis),
        retirement(case, retirement_basis),
    )
    if not years:
        figures = tuple(without_value(figure.key, case, "no_earnings") for figure in figures)
    lines = tuple(Line(figure, is_added=figure.key not in _NOT_ADDED) for figure in figures)
    net = sum((year.net for year in years), ZERO)
    return LineByLine(lines, _total(lines, case), net, case.hours)


def _total(lines: tuple[Line, ...], case: Case) -> Figure:
    key = "benefits_shortfall_line_by_line"
    added = [line.figure for line in lines if line.is_added]
    known = [(figure, figure.value) for figure in added if figure.value is not None]
    if not known:
        return without_value(key, case, "no_value_on_file" if case.years else "no_earnings")
    total = sum((value for _, value in known), ZERO)
    steps = [
        Step("+" if number else "", LINES[figure.key], value, "money")
        for number, (figure, value) in enumerate(known)
    ]
    return Figure(
        key,
        total,
        "money",
        case.period,
        "USD",
        at_least=any(figure.value is None or figure.at_least for figure in added),
        steps=(*steps, Step("=", N_("A staff job would have added"), total, "money")),
        parameters=tuple(dict.fromkeys(row for figure, _ in known for row in figure.parameters)),
    )

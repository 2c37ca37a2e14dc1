"""The minimum-wage comparison as figures: of a period, week by week, and of one window. Never a finding."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.figures import Coverage, Figure, Step, Unit
from reports.periods import Period
from reports.row_ids import NO_ROWS, Rows
from reports.wages.hours import FloorHours, floor_hours
from reports.wages.tally import Tally, tally
from reports.wages.windows import BASES, LEVELS, Basis, Level, Window
from reports.wording import N_

#: The only money that minimum wages on file are in.
CURRENCY = "USD"

#: Figures that do not rest on pay: weeks, and what hours come to at the minimum wage.
OF_HOURS = frozenset({"weeks_with_work", *(f"floor_pay_{level}" for level in LEVELS)})

_NO_HOURS: Mapping[Level, str] = {"all_hours": "no_hours", "paid_hours": "no_paid_hours"}
_WEEKS: Mapping[Level, str] = {
    "all_hours": N_("Weeks with work"),
    "paid_hours": N_("Weeks with paid hours"),
}
_PAY: Mapping[Basis, str] = {
    "after_costs": N_("Left to you, after fees and costs"),
    "before_costs": N_("Your pay, before fees and costs"),
}
_PAY_OF_WEEKS: Mapping[Basis, str] = {
    "after_costs": N_("Left to you in those weeks, after fees and costs"),
    "before_costs": N_("Your pay in those weeks, before fees and costs"),
}


@dataclass(frozen=True, slots=True)
class _Case:
    """What the figures of one comparison share."""

    period: Period
    currency: str
    coverage: Coverage | None
    rows: Rows

    def figure(
        self,
        key: str,
        value: Fraction | int | None,
        unit: Unit,
        reason: str,
        *,
        at_least: bool = False,
        steps: Sequence[Step] = (),
        hours: FloorHours | None = None,
    ) -> Figure:
        """A figure with its value, or the reason why there is none; in other money there never is one."""
        if self.currency != CURRENCY:
            return Figure(key, None, unit, self.period, reason="us_only", rows=self.rows)
        is_thin = self.coverage is not None and not self.coverage.enough
        return Figure(
            key,
            None if value is None else Fraction(value),
            unit,
            self.period,
            currency=CURRENCY if unit == "money" else None,
            reason=reason if value is None else None,
            at_least=at_least and value is not None,
            provisional=is_thin and value is not None,
            coverage=self.coverage,
            steps=tuple(steps),
            parameters=hours.rates if hours else (),
            rows=self.rows,
        )


def wage_figures(
    weeks: Collection[Window],
    *,
    period: Period,
    currency: str = CURRENCY,
    coverage: Coverage | None = None,
    rows: Rows = NO_ROWS,
) -> dict[str, Figure]:
    """The comparison of a period, week by week: weeks below, what they lack, the minimum wage for all hours.

    Parameters
    ----------
    weeks
        The work of the period week by week, in any order: `compare(by_week(days), floors)`. Pay and costs of a
        week without hours are compared with nothing.
    period
        The days that were asked about.
    currency
        Of the pay; minimum wages are on file in dollars only, and in other money no figure has a value.
    coverage
        Of pay and time in the period: under 80 per cent the figures are provisional.
    rows
        Noun -> ids of the rows behind the weeks.

    Examples
    --------
    >>> from datetime import date
    >>> from reports.parameters import Parameters
    >>> from reports.wages import Floors, WorkDay, by_week, compare
    >>> days = [WorkDay(date(2025, 11, 12), "US-CA", 36000, 3600, 16000, 15000)]
    >>> weeks = compare(by_week(days), Floors(Parameters.on_file()))
    >>> found = wage_figures(weeks.values(), period=Period(date(2025, 11, 1), date(2025, 12, 1)))
    >>> float(found["minimum_wage_shortfall_paid_hours_before_costs"].value)
    5.0
    >>> found["weeks_below_minimum_wage_all_hours_after_costs"].value
    Fraction(1, 1)

    References
    ----------
    METHOD section 7.
    """
    case = _Case(period, currency, coverage, rows)
    worked = sum(bool(week.all_hours.seconds) for week in weeks)
    listed = [case.figure("weeks_with_work", worked or None, "count", "no_hours")]
    for level in LEVELS:
        hours = floor_hours(weeks, level)
        listed.append(_floor_pay(case, hours))
        for basis in BASES:
            listed += _of_weeks(case, hours, tally(weeks, level, basis), basis)
    return {figure.key: figure for figure in listed}


def window_figures(
    window: Window,
    *,
    period: Period,
    currency: str = CURRENCY,
    coverage: Coverage | None = None,
    rows: Rows = NO_ROWS,
) -> dict[str, Figure]:
    """The comparison of one week, pay period or contract as a whole: the minimum wage, and the gap to the pay.

    A gap above 0 says that the pay is below the minimum wage; one below 0, how far it is above.
    """
    case = _Case(period, currency, coverage, rows)
    listed = []
    for level in LEVELS:
        hours = floor_hours([window], level)
        listed.append(_floor_pay(case, hours))
        listed += [_gap(case, hours, window, basis) for basis in BASES]
    return {figure.key: figure for figure in listed}


def _floor_pay(case: _Case, hours: FloorHours) -> Figure:
    return case.figure(
        f"floor_pay_{hours.level}",
        hours.floor_pay,
        "money",
        _why_none(hours),
        at_least=not hours.is_whole,
        steps=hours.steps(),
        hours=hours,
    )


def _gap(case: _Case, hours: FloorHours, window: Window, basis: Basis) -> Figure:
    value = window.gap(hours.level, basis)
    steps = (
        *hours.steps(),
        Step("-", _PAY[basis], window.pay(basis), "money"),
        Step("=", N_("Minimum wage less your pay"), value, "money"),
    )
    return case.figure(
        f"minimum_wage_gap_{hours.level}_{basis}",
        value,
        "money",
        _why_none(hours),
        at_least=not hours.is_whole,
        steps=steps if hours.parts else (),
        hours=hours,
    )


def _of_weeks(case: _Case, hours: FloorHours, found: Tally, basis: Basis) -> list[Figure]:
    """How many weeks are below the minimum wage, and what they lack together."""
    key = f"{hours.level}_{basis}"
    return [
        case.figure(
            f"weeks_below_minimum_wage_{key}",
            found.below if found.is_told else None,
            "count",
            _why_none(hours),
            at_least=found.at_least,
            steps=_count_steps(found, hours.level) if found.count else (),
            hours=hours,
        ),
        case.figure(
            f"minimum_wage_shortfall_{key}",
            found.shortfall if found.is_told else None,
            "money",
            _why_none(hours),
            at_least=found.at_least,
            steps=_shortfall_steps(found, basis) if found.is_told else (),
            hours=hours,
        ),
    ]


def _why_none(hours: FloorHours) -> str:
    """Why a comparison has no value, where it has none: no hours, no rate on file, or pay nobody knows."""
    if not hours.parts:
        return _NO_HOURS[hours.level]
    if hours.is_abroad:
        return "us_only"
    return "no_value_on_file" if hours.floor_pay is None else "pay_not_known"


def _count_steps(found: Tally, level: Level) -> list[Step]:
    steps = [
        Step("", _WEEKS[level], Fraction(found.count), "count"),
        Step("-", N_("Weeks not below the rates on file"), Fraction(found.not_below), "count"),
    ]
    if found.unknown:
        label = N_("Weeks whose pay or minimum wage is not known")
        steps.append(Step("-", label, Fraction(found.unknown), "count"))
    label = N_("Weeks below the minimum wage that an employee would get")
    return [*steps, Step("=", label, Fraction(found.below) if found.is_told else None, "count")]


def _shortfall_steps(found: Tally, basis: Basis) -> list[Step]:
    return [
        Step("", N_("Minimum wage for the hours of the weeks below it"), found.floor_pay, "money"),
        Step("-", _PAY_OF_WEEKS[basis], found.pay, "money"),
        Step("=", N_("What those weeks lack"), found.shortfall, "money"),
    ]

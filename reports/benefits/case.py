"""What the lines are computed from: calendar years of net receipts and hours, and where the work was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reports.figures import Figure, Step
from reports.parameters import Parameter, Parameters
from reports.periods import Period

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year of one writer, in dollars and hours; `days` is its part of the period.

    `place` is where all work of the year was done, None when that is not known or not one state.
    `uncovered_hours` are the hours worked while nobody else covered the writer's health.
    """

    year: int
    by_platform: tuple[Fraction, ...]  # net receipts of each platform, may be negative
    hours: Fraction
    w2_wages: Fraction
    days: Period
    place: str | None
    uncovered_hours: Fraction

    @property
    def state(self) -> str | None:
        """The state's code (“US-CA”), or None when it is not known."""
        return state_of(self.place)

    @property
    def knows_place(self) -> bool:
        """Whether more is known than the country."""
        return self.place not in (None, "US")

    @property
    def net(self) -> Fraction:
        """Net receipts over all platforms; may be negative."""
        return sum(self.by_platform, ZERO)

    @property
    def wages(self) -> Fraction:
        """Net receipts as if they were wages: never negative."""
        return max(ZERO, self.net)

    @property
    def has_pay(self) -> bool:
        """Whether any platform left something; without it every line on wages is 0, whatever the rate."""
        return any(net > 0 for net in self.by_platform)

    def capped(self, base: Fraction) -> Fraction:
        """Net receipts up to `base` on each platform, as each is an employer of its own."""
        return sum((max(ZERO, min(net, base)) for net in self.by_platform), ZERO)


@dataclass(frozen=True, slots=True)
class Case:
    """The years of a period, the place of work and the figures on file.

    `last` is the day up to which surveys count, `group` one of `GROUPS`.
    """

    years: tuple[Year, ...]
    period: Period
    last: date
    place: str | None
    group: str
    parameters: Parameters

    @property
    def country(self) -> str:
        """The country of the place; the United States when the place is not known."""
        return (self.place or "US").split("-")[0]

    @property
    def wages(self) -> Fraction:
        """Sum over the years of net receipts that are not negative."""
        return sum((year.wages for year in self.years), ZERO)

    @property
    def hours(self) -> Fraction:
        """All hours worked in the period."""
        return sum((year.hours for year in self.years), ZERO)


@dataclass(frozen=True, slots=True)
class Part:
    """One year of a line: its amount, the sum behind it and the figures used; `at_least` when some is unknown."""

    value: Fraction
    steps: tuple[Step, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    at_least: bool = False


def state_of(place: str | None) -> str | None:
    """The state of a place, or None when it names none.

    >>> state_of("US-CA-LOS_ANGELES_CITY"), state_of("US")
    ('US-CA', None)
    """
    parts = (place or "").split("-")
    return "-".join(parts[:2]) if len(parts) > 1 else None


def years_of(
    net_by_platform_year: Mapping[tuple[str, int], Fraction],
    hours_by_year: Mapping[int, Fraction],
    w2_by_year: Mapping[int, Fraction],
    period: Period,
    *,
    place_by_year: Mapping[int, str | None],
    uncovered_hours_by_year: Mapping[int, Fraction],
) -> tuple[Year, ...]:
    """Calendar years that have net receipts or hours, in order."""
    numbers = {year for _, year in net_by_platform_year} | set(hours_by_year)
    return tuple(
        Year(
            year=number,
            by_platform=tuple(
                net for (_, year), net in sorted(net_by_platform_year.items()) if year == number
            ),
            hours=hours_by_year.get(number, ZERO),
            w2_wages=w2_by_year.get(number, ZERO),
            days=_part_of_year(number, period),
            place=place_by_year.get(number),
            uncovered_hours=uncovered_hours_by_year.get(number, ZERO),
        )
        for number in sorted(numbers)
    )


def _part_of_year(year: int, period: Period) -> Period:
    whole = Period(date(year, 1, 1), date(year + 1, 1, 1))
    return whole.overlap(period) or whole


def without_value(key: str, case: Case, reason: str) -> Figure:
    """A line that has no value, and why."""
    return Figure(key, None, "money", case.period, "USD", reason)


def added_up(
    key: str, case: Case, label: str, part_of: Callable[[Year], Part | None], *, by_state: bool = False
) -> Figure:
    """A line over its years; a year without a rate makes it a lower bound, no year with a rate no value.

    `by_state` says that the line depends on the state.
    """
    lost = [by_state and not year.knows_place for year in case.years]
    parts = [
        part_of(year) if year.has_pay or is_lost else Part(ZERO)
        for year, is_lost in zip(case.years, lost, strict=True)
    ]
    known = [part for part in parts if part is not None]
    if not known:
        return without_value(key, case, "place_unknown" if any(lost) else "no_value_on_file")
    value = sum((part.value for part in known), ZERO)
    steps = tuple(step for part in known for step in part.steps)
    return Figure(
        key,
        value,
        "money",
        case.period,
        "USD",
        at_least=len(known) < len(parts) or any(part.at_least for part in known),
        steps=(*steps, Step("=", label, value, "money")),
        parameters=tuple(dict.fromkeys(row for part in known for row in part.parameters)),
    )

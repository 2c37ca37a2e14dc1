"""Pay beside the minimum wage for the same hours, window by window: weeks, pay periods, contracts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, TypeVar

from reports.sums import SECONDS_PER_HOUR
from reports.wages.floors import Floor, Floors

Level = Literal["all_hours", "paid_hours"]
Basis = Literal["after_costs", "before_costs"]

LEVELS: tuple[Level, ...] = ("all_hours", "paid_hours")
BASES: tuple[Basis, ...] = ("after_costs", "before_costs")

MINOR_PER_DOLLAR = 100

Key = TypeVar("Key")


class WorkDay(NamedTuple):
    """The work of one day at one place, and its pay as the rates count it; a day may have several.

    One may also stand for several days of one week in which neither the place nor the minimum wage there changes.

    Parameters
    ----------
    day
        The day, or the first of several.
    place
        Place code of the work ("US-CA-LOS_ANGELES_CITY"); None when it is not known.
    paid_seconds, unpaid_seconds
        Whole seconds, 0 or more; both 0 on a day that has only pay or costs.
    gross_minor, net_minor
        Cents before, and after, fees and costs; may be negative.
    unknown_pay_seconds
        Those of the paid seconds whose pay nobody knows.
    """

    day: date
    place: str | None
    paid_seconds: int
    unpaid_seconds: int
    gross_minor: int
    net_minor: int
    unknown_pay_seconds: int = 0


class Stretch(NamedTuple):
    """The hours of a window that have one and the same floor."""

    floor: Floor
    paid_seconds: int
    unpaid_seconds: int

    def seconds(self, level: Level) -> int:
        """Whole seconds of a level, 0 or more."""
        return self.paid_seconds if level == "paid_hours" else self.paid_seconds + self.unpaid_seconds


class HoursAtFloor(NamedTuple):
    """The hours of one level in a window, and what they come to at the minimum wage.

    `units` are whole units of 1 / (3600 x `Floors.scale`) dollars, so that the sums are exact and fast.
    `is_whole` says that every rate that applies to some of the hours is on file.
    """

    seconds: int
    units: int
    is_whole: bool

    @property
    def has_floor(self) -> bool:
        """Whether a rate is on file for some of the hours; every rate is above 0."""
        return self.units > 0


@dataclass(frozen=True, slots=True)
class Window:
    """One week, pay period or contract: its hours by floor, and its pay.

    Parameters
    ----------
    stretches
        In order of first work, none without time.
    all_hours, paid_hours
        The same, added up.
    gross_minor, net_minor
        Cents before, and after, fees and costs; may be negative.
    unknown_pay_seconds
        Paid seconds whose pay nobody knows: the pay of the window is then at least what is known.
    scale
        `Floors.scale`.
    """

    stretches: tuple[Stretch, ...]
    all_hours: HoursAtFloor
    paid_hours: HoursAtFloor
    gross_minor: int
    net_minor: int
    unknown_pay_seconds: int
    scale: int

    def at(self, level: Level) -> HoursAtFloor:
        """The hours of a level."""
        return self.paid_hours if level == "paid_hours" else self.all_hours

    def hours(self, level: Level) -> Fraction:
        """Hours of a level, 0 or more."""
        return Fraction(self.at(level).seconds, SECONDS_PER_HOUR)

    def floor_pay(self, level: Level) -> Fraction | None:
        """Dollars an employee would get for the hours at the minimum wage; None without hours or rate.

        A lower bound where the hours are not `is_whole`.
        """
        hours = self.at(level)
        return self.dollars(hours.units) if hours.has_floor else None

    def pay(self, basis: Basis) -> Fraction:
        """Dollars of known pay, before or after fees and costs; may be negative."""
        return Fraction(self.pay_minor(basis), MINOR_PER_DOLLAR)

    def gap(self, level: Level, basis: Basis) -> Fraction | None:
        """Minimum wage less pay, in dollars: above 0 when the pay is below it; None when either is unknown."""
        if self.unknown_pay_seconds or not self.at(level).has_floor:
            return None
        return self.dollars(self.gap_units(level, basis))

    def below(self, level: Level, basis: Basis) -> bool | None:
        """Whether the pay is below the minimum wage on file; None when that cannot be told.

        Pay that is known only in part may still be enough to say no. A floor that is a lower bound may
        still be enough to say yes; where it says no, the rate that is missing might say yes.
        """
        if not self.at(level).has_floor:
            return None
        is_below = self.gap_units(level, basis) > 0
        return None if is_below and self.unknown_pay_seconds else is_below

    def gap_units(self, level: Level, basis: Basis) -> int:
        """Minimum wage less known pay, in units."""
        units_per_cent = SECONDS_PER_HOUR // MINOR_PER_DOLLAR * self.scale
        return self.at(level).units - self.pay_minor(basis) * units_per_cent

    def pay_minor(self, basis: Basis) -> int:
        """Cents of known pay, before or after fees and costs."""
        return self.gross_minor if basis == "before_costs" else self.net_minor

    def dollars(self, units: int) -> Fraction:
        """Units as dollars."""
        return Fraction(units, SECONDS_PER_HOUR * self.scale)


def by_week(days: Iterable[WorkDay]) -> dict[date, list[WorkDay]]:
    """Days of work by the Monday of their week, in order of weeks.

    >>> list(by_week([WorkDay(date(2026, 3, 1), "US-CA", 3600, 0, 1600, 1600)]))
    [datetime.date(2026, 2, 23)]

    References
    ----------
    29 CFR 776.4(a), which takes the workweek as its measure; weeks are not averaged.
    """
    weeks: dict[int, list[WorkDay]] = defaultdict(list)
    for row in days:
        weeks[(row.day.toordinal() - 1) // 7].append(row)  # day 1 is a Monday
    return {date.fromordinal(7 * number + 1): weeks[number] for number in sorted(weeks)}


def compare(windows: Mapping[Key, Iterable[WorkDay]], floors: Floors) -> dict[Key, Window]:
    """Put the pay of each window beside the minimum wage for its hours.

    Parameters
    ----------
    windows
        Any key -> its days of work: `by_week(days)`, or days by pay period or contract.
    floors
        The minimum wages on file.

    Examples
    --------
    A rate that changes inside a week:

    >>> city = "US-CA-LOS_ANGELES_CITY"
    >>> days = [
    ...     WorkDay(date(2025, 6, 30), city, 36000, 0, 20000, 20000),
    ...     WorkDay(date(2025, 7, 1), city, 21600, 0, 7000, 6500),
    ... ]
    >>> from reports.parameters import Parameters
    >>> week = compare(by_week(days), Floors(Parameters.on_file()))[date(2025, 6, 30)]
    >>> float(week.floor_pay("all_hours")), float(week.gap("all_hours", "before_costs"))
    (280.02, 10.02)

    References
    ----------
    METHOD section 7; Fairwork (2024), principle 1.2, for pay after costs.
    """
    return {key: _window(days, floors) for key, days in windows.items()}


def _window(days: Iterable[WorkDay], floors: Floors) -> Window:
    seconds: dict[Floor, tuple[int, int]] = {}
    gross = net = unknown = 0
    for day, place, paid, unpaid, gross_minor, net_minor, unknown_pay in days:
        gross += gross_minor
        net += net_minor
        unknown += unknown_pay
        if paid or unpaid:
            floor = floors.on(day, place)
            before = seconds.get(floor, (0, 0))
            seconds[floor] = before[0] + paid, before[1] + unpaid
    stretches = tuple(Stretch(floor, paid, unpaid) for floor, (paid, unpaid) in seconds.items())
    return Window(
        stretches,
        all_hours=_added_up(stretches, "all_hours"),
        paid_hours=_added_up(stretches, "paid_hours"),
        gross_minor=gross,
        net_minor=net,
        unknown_pay_seconds=unknown,
        scale=floors.scale,
    )


def _added_up(stretches: Iterable[Stretch], level: Level) -> HoursAtFloor:
    total, units, is_whole = 0, 0, True
    for part in stretches:
        if seconds := part.seconds(level):
            total += seconds
            units += part.floor.units * seconds
            is_whole = is_whole and part.floor.is_whole
    return HoursAtFloor(total, units, is_whole)

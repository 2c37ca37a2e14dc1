"""Two to four parts of a log side by side: days, platforms, contracts or kinds of work, each by its own report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reports import rates
from reports.figures import Figure
from reports.personal import PersonalReport
from reports.work import ENOUGH_HOURS, ENOUGH_TASKS

#: What is compared, in the order of the page; of the settled rate the money that arrived is shown.
MEASURES = (
    "advertised_rate",
    "paid_time_rate",
    "all_hours_rate",
    "effective_hourly_rate",
    "hours",
    "unpaid_share",
    "settled_rate",
    "outstanding",
    "days_to_be_paid",
)
RATES = MEASURES[:4]
REAL = "effective_hourly_rate"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the sides: its name and its report; `name_inside` where it is called otherwise inside a sentence."""

    name: str
    report: PersonalReport
    name_inside: str = ""

    @property
    def inside(self) -> str:
        """Its name inside a sentence: a name of ours begins small there."""
        return self.name_inside or self.name

    @property
    def is_enough(self) -> bool:
        """Whether a comparison may rest on it: with less, one long task moves the rate by more than the pay does."""
        hours = self.report.figures["hours"].value or 0
        return self.report.task_count >= ENOUGH_TASKS and hours >= ENOUGH_HOURS

    def figure(self, key: str) -> Figure:
        """A figure as it is compared: of the settled rate the money it is made of."""
        found = self.report.figures[key]
        if key != "settled_rate" or not found.steps:
            return replace(found, unit="money") if key == "settled_rate" else found
        arrived = found.steps[0]
        return replace(found, value=arrived.value, unit="money", reason=None, provisional=False)


@dataclass(frozen=True, slots=True)
class Lead:
    """How much more the first of two sides has than the second; no share of nothing or less."""

    first: Side
    second: Side
    more: Fraction
    share: Fraction | None


def exact(side: Side, key: str) -> Fraction | None:
    """The value of a measure, to the last digit."""
    return side.figure(key).value


def lead(
    sides: Sequence[Side], key: str, value_of: Callable[[Side, str], Fraction | None] = exact
) -> Lead | None:
    """The side with most of a measure against the one with least; None unless two are known.

    A page compares the values that it shows, so that it never speaks of a difference nobody can see.
    """
    known = [(value, side) for side in sides if (value := value_of(side, key)) is not None]
    if len(known) < 2:
        return None
    (most, first), (least, second) = max(known, key=_value), min(known, key=_value)
    if first is second:  # all are the same
        first, second = known[0][1], known[-1][1]
    share = rates.ratio(most - least, least) if least > 0 else None
    return Lead(first, second, most - least, share)


def _value(one: tuple[Fraction, Side]) -> Fraction:
    return one[0]

"""The onboarding ledger: unpaid hours before a contract first pays, what they cost, and when they pay back.

METHOD section 10a. Unlike the figures of a period these are about a whole contract, up to `as_of`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from reports.definitions import UNPAID_CATEGORIES
from reports.figures import Figure, Step, figure_of
from reports.frames import UnpaidCategory
from reports.periods import Period
from reports.row_ids import Rows, together
from reports.terms.payback import Line, Payback
from reports.wording import N_
from reports.work import Work, in_hours

#: Unpaid time that comes before pay; other unpaid time goes along with the paid work.
PREPARING = (UnpaidCategory.ONBOARDING, UnpaidCategory.ASSESSMENT, UnpaidCategory.TRAINING)


class Preparation(NamedTuple):
    """Unpaid preparing time of one day and one category of `PREPARING`."""

    category: str
    work: Work

    @property
    def day(self) -> date:
        """The day of it."""
        return self.work.first_on


@dataclass(frozen=True, slots=True)
class ContractStart:
    """What the ledger needs of one contract, from its first row to `as_of`.

    `work` is everything on the contract, `days` the same day by day, `first_paid_on` the day of the first task that
    the platform pays for; `days` and `preparation` in any order.
    """

    contract_id: str
    platform_id: str
    work: Work
    days: Iterable[Work]
    preparation: Sequence[Preparation] = ()
    first_paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Onboarding:
    """The ledger of one contract.

    Parameters
    ----------
    preparation
        What counts: preparing time up to the day of the first paid task, that day included; all of it while
        there is none.
    first_paid_on
        Day of the first paid task; None while there is none.
    reached_on
        First day at whose end the pay per hour worked exceeded the line; None while it has not.
    hourly
        Major units: what an hour of preparing is valued at; None when nobody knows.
    """

    contract_id: str
    platform_id: str
    preparation: tuple[Preparation, ...]
    first_paid_on: date | None
    reached_on: date | None
    hourly: Fraction | None
    figures: Mapping[str, Figure] = field(repr=False)


def onboarding(
    start: ContractStart, line: Line, *, period: Period, currency: str, usual_rate: Fraction | None
) -> Onboarding:
    """The ledger of one contract.

    Parameters
    ----------
    start
        The sums of the contract.
    line
        What the pay per hour worked is to exceed, the minimum wage unless she chose another one.
    period
        The days of the contract up to `as_of`.
    currency
        Of the sums, the line and the rate.
    usual_rate
        Her pay per paid hour over everything: the value of an hour of a contract that has paid nothing yet.
    """
    first_paid_on = start.first_paid_on
    found = [one for one in start.preparation if first_paid_on is None or one.day <= first_paid_on]
    counted = tuple(sorted(found, key=attrgetter("day", "category", "work.unpaid_seconds")))
    own_rate = start.work.paid_time_rate(currency)
    hourly = usual_rate if own_rate is None else own_rate
    case = Payback(
        start.work, start.days, in_hours(_seconds(counted)), line=line, period=period, currency=currency
    )
    listed = [
        _hours("onboarding_hours", counted, period),
        _cost("onboarding_cost", [(counted, hourly)], period, currency),
        case.figure(),
        case.forecast(),
    ]
    return Onboarding(
        start.contract_id,
        start.platform_id,
        counted,
        first_paid_on,
        case.reached.day if case.reached else None,
        hourly,
        {figure.key: figure for figure in listed},
    )


def onboarding_figures(
    ledgers: Sequence[Onboarding],
    apart: Iterable[Preparation],
    *,
    period: Period,
    currency: str,
    usual_rate: Fraction | None,
) -> dict[str, Figure]:
    """Preparing time of a period over all contracts, and the part that has led to no paid work.

    Parameters
    ----------
    ledgers
        Of all contracts, whenever they began.
    apart
        Preparing time that belongs to no contract, such as tests that nothing came of.
    period
        Preparing time on its days counts.
    currency
        Of the rates.
    usual_rate
        Her pay per paid hour over everything, for the hours that no contract values.
    """
    led = [_valued(one, period) for one in ledgers if one.first_paid_on is not None]
    unled = [_valued(one, period) for one in ledgers if one.first_paid_on is None]
    unled.append((tuple(one for one in apart if one.day in period), usual_rate))
    tests = [one for one in _all(unled) if one.category == UnpaidCategory.ASSESSMENT]
    count = Step(
        "=",
        N_("Tests without paid work so far"),
        Fraction(sum(one.work.task_count for one in tests)),
        "count",
    )
    listed = [
        _hours("onboarding_hours", _all([*led, *unled]), period),
        _cost("onboarding_cost", [*led, *unled], period, currency),
        _hours("unled_onboarding_hours", _all(unled), period),
        _cost("unled_onboarding_cost", unled, period, currency),
        Figure("unled_assessment_count", count.value, "count", period, steps=(count,), rows=_rows(tests)),
    ]
    return {figure.key: figure for figure in listed}


#: Preparing time and what an hour of it is valued at.
_Valued = tuple[Sequence[Preparation], Fraction | None]


def _valued(ledger: Onboarding, period: Period) -> _Valued:
    return tuple(one for one in ledger.preparation if one.day in period), ledger.hourly


def _all(parts: Iterable[_Valued]) -> list[Preparation]:
    return [one for found, _ in parts for one in found]


def _seconds(found: Iterable[Preparation]) -> int:
    return sum(one.work.unpaid_seconds for one in found)


def _rows(found: Iterable[Preparation]) -> Rows:
    return together(one.work.rows for one in found)


def _hours(key: str, found: Sequence[Preparation], period: Period) -> Figure:
    """Hours by category, in the order of the list above; nothing logged is a true zero."""
    by_category = {
        category: _seconds(one for one in found if one.category == category) for category in PREPARING
    }
    steps = [
        Step("+", UNPAID_CATEGORIES[category], in_hours(seconds), "hours")
        for category, seconds in by_category.items()
        if seconds
    ]
    value = in_hours(_seconds(found))
    steps.append(Step("=", N_("Unpaid hours before the first paid work"), value, "hours"))
    return Figure(key, value, "hours", period, steps=tuple(steps), rows=_rows(found))


def _cost(key: str, parts: Sequence[_Valued], period: Period, currency: str) -> Figure:
    """Hours times rate, part by part; at least so much where a part has no rate."""
    seconds: Counter[Fraction | None] = Counter()
    for found, hourly in parts:
        seconds[hourly] += _seconds(found)
    unknown = seconds.pop(None, 0)
    label = N_("{hours} hours at {rate} an hour")
    steps = [
        Step("+", label, in_hours(length) * rate, "money", {"hours": in_hours(length), "rate": rate})
        for rate, length in seconds.items()
        if rate is not None and length
    ]
    value = sum((step.value for step in steps if step.value is not None), Fraction(0))
    is_known = bool(steps) or not unknown
    steps.append(Step("=", N_("What these hours would have brought"), value if is_known else None, "money"))
    return figure_of(
        key,
        value if is_known else None,
        "money",
        period=period,
        currency=currency,
        reason="no_paid_hours",
        at_least=bool(unknown),
        steps=tuple(steps),
        rows=_rows(_all(parts)),
    )

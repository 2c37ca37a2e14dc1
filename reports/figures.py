"""A figure: a number that knows its definition, its sum, its period, its coverage and its sources.

No page, file or answer shows a number that is not a `Figure` (or a part of one).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from reports.parameters import Parameter
from reports.periods import Period
from reports.wording import N_

Unit = Literal["money", "money_per_hour", "hours", "days", "share", "count"]
Sign = Literal["", "-", "+", "*", "/", "="]

#: A rate whose coverage is below this share is provisional (METHOD section 0).
ENOUGH_COVERAGE = Fraction(4, 5)

#: Why a figure has no value. Missing is never zero, and each reason has its own words.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "no_hours": N_("no hours logged"),
        "no_exchange_rate": N_("no exchange rate for its day"),
        "no_paid_hours": N_("no paid hours logged"),
        "no_advertised_rate": N_("no promised rate logged"),
        "no_earnings": N_("no pay logged"),
        "no_value_on_file": N_("no value on file"),
        "place_unknown": N_("your place of work is not known"),
        "no_gaps": N_("no gaps yet"),
        "not_reached": N_("not known yet: fewer than half have ended"),
        "no_recent_log": N_("not known: nothing logged for 30 days"),
        "no_contracts": N_("no contract yet"),
        "no_finished_work": N_("no finished contract yet"),
        "none_finished_in_period": N_("none ended in these days"),
        "no_pay_day_known": N_("no pay day known"),
        "too_little_data": N_("too little data"),
        "no_clock_times": N_("no start and end times logged"),
        "covered_elsewhere": N_("covered elsewhere"),
        "not_asked": N_("not counted"),
        "no_net_earnings": N_("nothing left after fees and costs"),
        "premium_unknown": N_("your premium is not known"),
        "no_complete_month": N_("no complete month yet"),
        "one_complete_month": N_("only one complete month yet"),
        "under_six_months": N_("not known yet: it takes 6 complete months"),
        "month_unknown": N_("the pay of a month is not known"),
        "not_by_kind": N_("not known: money that arrives does not say for which kind of work"),
        "no_money_received": N_("no money received"),
        "nothing_on_average": N_("your average month is not above zero"),
        "no_change_to_compare": N_("no two months in a row that can be compared"),
        "platform_unknown": N_("the platform is not known"),
        "no_complete_week": N_("no complete week yet"),
        "hours_wanted_unknown": N_("you have not said how many hours you want"),
        "no_hours_wanted": N_("you want no hours"),
        "no_reason_said": N_("not known: you have not said why there was less work"),
        "pay_not_known": N_("the pay of some hours is not known"),
        "us_only": N_("only for work in the United States that is paid in dollars"),
        "no_covered_earnings": N_("no covered guild earnings entered"),
        "rates_not_verified": N_("no verified rate on file"),
        "no_pay_before": N_("no pay before the change"),
        "two_currencies": N_("promised in two currencies"),
        "another_unit": N_("another unit, or paid in another way"),
        "no_marks": N_("nothing marked so"),
        "no_onboarding": N_("no unpaid hours before the first paid work"),
        "not_paid_back": N_("not yet"),
        "never_at_this_rate": N_("never at the pay so far"),
        "no_credited_time": N_("no credited time logged"),
        "not_paid_by_time": N_("not paid by the hour"),
        "no_toll": N_("nothing rated yet"),
        "no_hours_rated_so": N_("no hours rated so"),
        "no_answers": N_("no answer yet"),
        "no_units": N_("no units logged"),
        "no_law_on_file": N_("no law on late pay on file for this place"),
        "place_too_wide": N_("not known: the law is for a city, and your place is wider than it"),
        "contract_day_unknown": N_("the day of the contract is not known"),
        "made_before_the_law": N_("the contract is older than the law"),
        "worth_unknown": N_("not known what the contract is worth"),
        "below_threshold": N_("the contracts are below the amount the law asks for"),
        "other_kind_of_work": N_("the law does not list this kind of work"),
        "employee_contract": N_("the law is for freelance work, and you say this is a job"),
        "not_finished": N_("the work is not finished and no pay day is agreed"),
        "nothing_past_due": N_("nothing is past a statutory due date"),
        "nothing_arrived": N_("no money logged as arrived"),
        "no_instalment_logged": N_("no instalment logged"),
        "no_instalment_left": N_("every instalment of the year is past its day"),
        "not_shared": N_("not shown"),
        "too_small": N_("too small to show"),
        "under_one_per_cent": N_("under 1%"),
        "no_yardstick": N_("no promised rate to measure it by"),
    }
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the pay and of the time a rate rests on; each a share of 0 to 1, or None.

    `pay_with_time` is the share of earnings that have logged time, `time_priced` the share of logged time
    that is priced or explicitly unpaid.
    """

    pay_with_time: Fraction | None
    time_priced: Fraction | None

    @property
    def enough(self) -> bool:
        """Whether both known shares reach 80 per cent."""
        return all(
            share is None or share >= ENOUGH_COVERAGE for share in (self.pay_with_time, self.time_priced)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum behind a figure: sign, words (a message id), value and unit.

    `values` fills the named places of the words.
    """

    sign: Sign
    label: str
    value: Fraction | None
    unit: Unit
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report.

    Parameters
    ----------
    key
        METHOD's name in snake case; `reports.definitions` has its words.
    value
        Exact. Money in major units of `currency`, rates in major units per hour, hours as hours, shares 0
        to 1; None when there is no value, and then `reason` is a key of `REASONS`.
    at_least
        True when a part of the sum is unknown, so that the value is a lower bound.
    parameters
        Outside figures that went into it.
    rows
        Noun -> ids of the rows behind it.
    """

    key: str
    value: Fraction | None
    unit: Unit
    period: Period
    currency: str | None = None
    reason: str | None = None
    at_least: bool = False
    provisional: bool = False
    coverage: Coverage | None = None
    steps: tuple[Step, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


def figure_of(
    key: str,
    value: Fraction | int | None,
    unit: Unit,
    *,
    period: Period,
    reason: str,
    currency: str | None = None,
    at_least: bool = False,
    provisional: bool = False,
    steps: tuple[Step, ...] = (),
    rows: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Figure:
    """A figure with its value, or with the reason why there is none."""
    return Figure(
        key,
        None if value is None else Fraction(value),
        unit,
        period,
        currency=currency,
        reason=reason if value is None else None,
        at_least=at_least and value is not None,
        provisional=provisional and value is not None,
        steps=steps,
        rows=rows,
    )

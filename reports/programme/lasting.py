"""A writer's answers on how long things last: gaps in work, contracts, and waits for pay."""

from __future__ import annotations

from reports.log import Log
from reports.periods import Period
from reports.programme.asking import Asking
from reports.programme.plan import Time
from reports.programme.said import Said


def say_gaps(said: Said, log: Log, asking: Asking, known: Period) -> None:
    """Gaps that begin in the period, and the days of the period that lie in any.

    A gap counts in the period it begins in and in no other, so that long ones are not counted more often. `known` are
    the days that the log speaks of: what lies before or after is no gap.
    """
    begun = [gap for gap in log.gaps.gaps if gap.days.start in asking.period]
    for gap in begun:
        said.add_time("gap_length", {}, Time(gap.length, gap.ended))
    days = known.overlap(asking.period)
    if days is not None:
        said.add("any_gap", {}, len(begun), 1)
        empty = sum(gap.days_within(days) for gap in log.gaps.gaps)
        said.add("gap_days_share", {}, empty, days.days)


def say_contracts(said: Said, log: Log, asking: Asking) -> None:
    """Contracts open in the period, with their whole length so far."""
    platform_of = asking.platform_of(log.ledger)
    for span in log.spans:
        days = span.days(asking.as_of)
        if days.overlap(asking.period):
            values = {"platform": platform_of[span.platform_id]}
            said.add_time("contract_length", values, Time(days.days, span.end is not None))


def say_waits(said: Said, log: Log, asking: Asking) -> None:
    """Contracts whose work was finished in the period: days until all pay of it had come, or so far."""
    platform_of = asking.platform_of_contract(log.ledger)
    for wait in log.waited:
        if wait.finished_on in asking.period:
            values = {"platform": platform_of[wait.contract_id]}
            said.add_time("days_to_be_paid", values, Time(wait.days(asking.as_of), wait.paid_on is not None))

"""A writer's answers on getting started: unpaid hours before the first pay, and paid hours until they are paid back."""

from __future__ import annotations

from math import ceil

import numpy as np

from reports.frames import NOWHERE, Ints
from reports.log import Log
from reports.programme.asking import Asking
from reports.programme.plan import Time
from reports.programme.said import Said
from reports.slices import Slice
from reports.spans import worked_days
from reports.sums import SECONDS_PER_HOUR
from reports.tables import UNPAID
from reports.terms import PREPARING
from reports.topics import Material
from reports.topics.onboarding import onboarding_topic
from reports.work import in_hours


def say_onboarding(said: Said, log: Log, asking: Asking, material: Material) -> None:
    """Contracts whose first work lies in the period: preparing hours for each, and when they were paid back.

    Such hours on no contract count with them: tests that nothing came of are what it takes to get one.
    """
    platform_of = asking.platform_of_contract(log.ledger)
    begun = {
        contract_id: {"platform": platform_of[contract_id]}
        for contract_id, (first, _) in worked_days(log.ledger, asking.as_of).items()
        if first in asking.period
    }
    for values in begun.values():
        said.add("onboarding_hours", values, 0, 1)
    paid = _paid_seconds(material)
    for part in onboarding_topic(material).parts:
        if part.id in begun:
            values = begun[part.id]
            said.add("onboarding_hours", values, part.figures["onboarding_hours"].value or 0, 0)
            time = _payback(part, paid[part.id])
            if time is not None:
                said.add_time("payback", values, time)
    _say_tests_of_no_contract(said, log, asking, material)


def _payback(part: Slice, paid_seconds: int) -> Time | None:
    """Whole paid hours until it was paid back, begun ones too, or those there are so far; None where nothing is to pay back."""
    figure = part.figures["payback_hours"]
    if figure.value is not None:
        return Time(ceil(figure.value), has_ended=True)
    if figure.reason == "not_paid_back":
        return Time(paid_seconds // SECONDS_PER_HOUR, has_ended=False)
    return None


def _paid_seconds(material: Material) -> dict[str, int]:
    """Of each contract, up to the close of the period."""
    hours = material.of_contracts.hours
    ids = hours.names.ids("contracts")
    sums = np.zeros(len(ids) + 1, np.int64)  # the last one gathers work on no contract
    np.add.at(sums, hours.contract, hours.paid_seconds)
    return dict(zip(ids, sums.tolist(), strict=False))


def _say_tests_of_no_contract(said: Said, log: Log, asking: Asking, material: Material) -> None:
    platform_of = asking.platform_of(log.ledger)
    hours = material.selection.hours
    codes = [UNPAID.index(category) for category in PREPARING]
    at: Ints = np.flatnonzero((hours.contract == NOWHERE) & np.isin(hours.category, codes))
    for platform_id, seconds in zip(
        hours.take(at).ids_of("platform"), hours.unpaid_seconds[at].tolist(), strict=True
    ):
        said.add("onboarding_hours", {"platform": platform_of[platform_id]}, in_hours(seconds), 0)

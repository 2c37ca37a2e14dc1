"""Unpaid hours before the first paid work, contract by contract, and when they are paid back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np

from reports.definitions import NOWHERE as NOWHERE_WORDS
from reports.figures import Figure
from reports.frames import NOWHERE
from reports.groups import time_of, totals
from reports.later import LaterMapping
from reports.periods import Period
from reports.slices import Slice
from reports.sums import Key, Selection
from reports.tables import UNPAID
from reports.terms import (
    PREPARING,
    ContractStart,
    Line,
    Onboarding,
    Preparation,
    onboarding,
    onboarding_figures,
)
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wording import N_
from reports.work import NOTHING, Work, total

#: Minimum wages on file are in dollars, those of one country.
_CURRENCY, _COUNTRY = "USD", "US"

#: The figures that rest on pay; the others are of hours.
_OF_PAY = frozenset({"onboarding_cost", "unled_onboarding_cost", "payback_hours", "payback_forecast_hours"})


def onboarding_topic(material: Material) -> Topic:
    """Preparing time of the period over all contracts; a part is a contract, from its first row to `as_of`.

    Parts are the contracts with such time and with any work, pay or costs in the period. The last one, without an
    id, is such time of the period that belongs to no contract.
    """
    currency, prepared = material.currency, _preparations(material.of_contracts)
    # Most of the reckoning values such hours: where there are none, nobody waits for it. It is her rate over all work,
    # so a contract says of itself the same whatever is chosen.
    usual_rate = totals(material.all_rows).get((), NOTHING).paid_time_rate(currency) if prepared else None
    apart = prepared.pop(None, [])
    starts = _starts(material, prepared)
    begun = [
        onboarding(
            start,
            _minimum_wage(material, start.first_paid_on or start.work.first_on),
            period=Period.through(start.work.first_on, material.as_of),
            currency=currency,
            usual_rate=usual_rate,
        )
        for start in starts
    ]
    parts = (
        _part(one, material)
        for one, start in zip(begun, starts, strict=True)
        if one.preparation and _days(start.work).overlap(material.period)
    )
    figures_of = partial(onboarding_figures, period=material.period, currency=currency, usual_rate=usual_rate)
    figures = LaterMapping(lambda: material.exchanged_of(figures_of(begun, apart), _OF_PAY))
    nowhere = _on_no_contract(figures_of([], apart), material) if apart else ()
    return Topic(figures, (*parts, *nowhere))


def _on_no_contract(figures: Mapping[str, Figure], material: Material) -> Iterator[Slice]:
    if figures["onboarding_hours"].value:
        known = {key: figures[key] for key in ("onboarding_hours", "onboarding_cost")}
        yield Slice("", NOWHERE_WORDS["contract"], material.exchanged_of(known, _OF_PAY))


def _preparations(rows: Selection) -> dict[Key, list[Preparation]]:
    """Preparing time by contract, then by day and category; on no contract where it belongs to none."""
    codes = [UNPAID.index(category) for category in PREPARING]
    time = time_of(rows, np.isin(rows.hours.category, codes))
    found: dict[Key, list[Preparation]] = defaultdict(list)
    for (contract_id, _, category), work in totals(time, "contract", "day", "category").items():
        found[contract_id].append(Preparation(category, work))
    return found


def _starts(material: Material, prepared: Mapping[Key, Sequence[Preparation]]) -> list[ContractStart]:
    """What the ledger needs of each contract that had preparing time, in order of their first day."""
    contracts = material.ledger.rows("contracts")
    platform_of = {row["id"]: row["platform_id"] for row in contracts}
    theirs = _on(material.of_contracts, [at for at, row in enumerate(contracts) if row["id"] in prepared])
    paid = time_of(theirs, theirs.hours.category == NOWHERE)
    first_paid_on = {contract_id: work.first_on for (contract_id,), work in totals(paid, "contract").items()}
    by_day: dict[str, list[Work]] = defaultdict(list)
    for (contract_id, _), work in totals(theirs, "contract", "day").items():
        by_day[contract_id].append(work)
    return [
        ContractStart(
            contract_id,
            platform_of[contract_id],
            total(days),
            days,
            prepared[contract_id],
            first_paid_on.get(contract_id),
        )
        for contract_id, days in by_day.items()
    ]


def _on(rows: Selection, places: list[int]) -> Selection:
    """Those of some contracts."""
    pay, hours = rows.accruals, rows.hours
    return replace(
        rows,
        accruals=pay.take(np.isin(pay.contract, places)),
        hours=hours.take(np.isin(hours.contract, places)),
    )


def _minimum_wage(material: Material, day: date) -> Line:
    """The minimum wage of a day and of the place of work on it; the federal one where the place is not known.

    Where the rate of a place is not on file, that of its state or country is a lower bound.
    """
    place = material.place_on(day)
    country = (place or _COUNTRY).split("-")[0]
    if material.currency != _CURRENCY or country != _COUNTRY:
        return Line(None, "us_only")
    found = material.parameters.minimum_wage(day, place or _COUNTRY)
    if found is None:
        return Line(None)
    is_known = place not in (None, _COUNTRY)
    return Line(
        found.rate.value,
        label=N_("Minimum wage") if is_known else N_("Federal minimum wage; your place of work is not known"),
        parameters=(found.rate,),
        at_least=bool(found.missing) or not is_known,
    )


def _days(work: Work) -> Period:
    return Period.through(work.first_on, work.last_on)


def _part(found: Onboarding, material: Material) -> Slice:
    days = {"first_paid_on": found.first_paid_on, "paid_back_on": found.reached_on}
    facts = {said: None if day is None else day.isoformat() for said, day in days.items()}
    name, figures = (
        material.names["contracts"][found.contract_id],
        material.exchanged_of(found.figures, _OF_PAY),
    )
    return Slice(found.contract_id, name, figures, facts=facts)

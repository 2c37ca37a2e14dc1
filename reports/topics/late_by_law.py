"""Every contract beside the laws on late pay of its place: METHOD section 6. Information, never advice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import numpy as np

from reports.frames import MISSING, NOWHERE
from reports.groups import totals
from reports.lateness import finished_contracts
from reports.paydays import expected_pay_day
from reports.payment_law import (
    ASK_FOR_PAY_DATE,
    NOT_ADVICE,
    ONLY_LISTED_WORK,
    ContractFacts,
    LawCheck,
    PartPaid,
    check_contracts,
    check_figures,
    late_sentence,
    payment_law_figures,
)
from reports.pricing import Row
from reports.sentences import Sentence
from reports.slices import Slice
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.work import Work

_NOTES = (Sentence(NOT_ADVICE), Sentence(ASK_FOR_PAY_DATE), Sentence(ONLY_LISTED_WORK))


def late_by_law_topic(material: Material) -> Topic:
    """The contracts past a statutory due date; the parts are the contracts, once for each law of their place."""
    facts = tuple(_facts(material)) if material.compared.applies else ()
    checks = check_contracts(facts, as_of=material.as_of, parameters=material.parameters)
    figures = payment_law_figures(checks, material.period)
    return Topic(figures, tuple(_part(material, check) for check in checks), _NOTES)


def _part(material: Material, check: LawCheck) -> Slice:
    contract_id = check.contract.contract_id
    name = material.names["contracts"][contract_id]
    label = f"{name}, {check.name}" if check.name else name
    key = f"{contract_id} {check.jurisdiction or ''}".strip()
    return Slice(key, label, check_figures(check, material.period), late_sentence(check))


def _facts(material: Material) -> Iterator[ContractFacts]:
    """What the laws ask about each contract that has begun."""
    worked = {key: work for (key,), work in totals(material.of_contracts, "contract").items()}
    finished = finished_contracts(material.ledger, material.spans, material.as_of)
    terms = _terms(material)
    paid = _paid(material)
    rows = {row["id"]: row for row in material.ledger.rows("contracts")}
    for span in material.spans:
        contract_id = span.contract_id
        of_contract = terms.get(contract_id, [])
        completed_on = finished.get(contract_id)
        yield ContractFacts(
            contract_id=contract_id,
            platform_id=span.platform_id,
            place=material.place_on(completed_on or material.as_of),
            made_on=min([span.start, *(row["effective_on"] for row in of_contract[:1])]),
            amount=_amount(worked.get(contract_id)),
            renewed_on=tuple(row["effective_on"] for row in of_contract[1:]),
            completed_on=completed_on,
            agreed_on=None if completed_on is None else _agreed_on(of_contract, completed_on),
            paid=tuple(paid.get(contract_id, ())),
            was_asked_for_pay_date=any(row["pay_lag_days"] is not None for row in of_contract),
            is_employee=rows[contract_id]["stated_status"] == "employee",
            rows={"terms": tuple(row["id"] for row in of_contract)} if of_contract else {},
        )


def _amount(work: Work | None) -> Fraction | None:
    """What the contract has earned so far, in dollars; None where nobody knows."""
    return Fraction(work.earned, 100) if work is not None and work.knows_pay else None


def _terms(material: Material) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in material.ledger.rows("terms"):  # in order of their days
        if row["effective_on"] <= material.as_of:
            found[row["contract_id"]].append(row)
    return found


def _agreed_on(terms: list[Row], completed_on: date) -> date | None:
    """The day agreed for the pay of the last work; a hold does not move it."""
    in_force = [row for row in terms if row["effective_on"] <= completed_on]
    if not in_force:
        return None
    last = in_force[-1]
    return expected_pay_day(
        completed_on, pay_week_start=last["pay_week_start"], pay_lag_days=last["pay_lag_days"]
    )


def _paid(material: Material) -> Mapping[str, list[PartPaid]]:
    """What has arrived for each contract, by day, as the accounts have settled it."""
    found: dict[str, list[PartPaid]] = defaultdict(list)
    for account in material.accounts:
        parts, settled = account.parts, account.parts.minor - account.left
        ids = parts.ledger.columns["contracts"]["id"]
        days: dict[tuple[int, int], int] = defaultdict(int)
        for place in np.flatnonzero((settled > 0) & (account.paid_on != MISSING)).tolist():
            key = int(parts.contract[place]), int(account.paid_on[place])
            days[key] += int(settled[place])
        for (code, day), minor in sorted(days.items()):
            if code != NOWHERE:
                found[ids[code]].append(PartPaid(date.fromordinal(day), account.major(minor)))
    return found

"""Plain rows of a ledger with keyword overrides; every id is new unless given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any

from reports.frames import Ledger, ledger
from reports.parameters import Parameter

Row = dict[str, Any]

DAY = date(2026, 3, 2)
_numbers = count(1)


def _id(noun: str) -> str:
    return f"{noun}-{next(_numbers):05d}"


def platform(**overrides: Any) -> Row:
    return {"id": _id("platform"), "name": "Heron", **overrides}


def contract(**overrides: Any) -> Row:
    return {
        "id": _id("contract"),
        "platform_id": "platform",
        "name": "Ranking endings",
        "task_kind": "ranking",
        "state": "active",
        "stated_status": "contractor",
        **overrides,
    }


def terms(**overrides: Any) -> Row:
    return {
        "id": _id("terms"),
        "contract_id": "contract",
        "effective_on": date(2026, 1, 1),
        "pay_model": "hourly",
        "currency": "USD",
        "rate_minor": 2500,
        **overrides,
    }


def task(**overrides: Any) -> Row:
    """One paid hour on a contract, pending, without a price of its own."""
    return {
        "id": _id("task"),
        "contract_id": "contract",
        "worked_on": DAY,
        "seconds": 3600,
        "is_paid": True,
        "outcome": "pending",
        **overrides,
    }


def unpaid(**overrides: Any) -> Row:
    """One unpaid hour of waiting."""
    return task(**{"is_paid": False, "unpaid_category": "waiting", **overrides})


def payment(**overrides: Any) -> Row:
    return {
        "id": _id("payment"),
        "contract_id": "contract",
        "kind": "task_pay",
        "earned_on": DAY,
        "amount_minor": 2500,
        "currency": "USD",
        **overrides,
    }


def payout(**overrides: Any) -> Row:
    """Money that arrived; the net follows from gross and fee unless given."""
    row = {
        "id": _id("payout"),
        "platform_id": "platform",
        "arrived_on": DAY,
        "gross_minor": 2500,
        "fee_minor": 0,
        "currency": "USD",
        **overrides,
    }
    return {"net_minor": row["gross_minor"] - row["fee_minor"], **row}


def payout_match(**overrides: Any) -> Row:
    return {
        "id": _id("match"),
        "payout_id": "payout",
        "payment_id": "payment",
        "amount_minor": 2500,
        **overrides,
    }


def expense(**overrides: Any) -> Row:
    return {
        "id": _id("expense"),
        "spent_on": DAY,
        "amount_minor": 1000,
        "currency": "USD",
        "category": "software",
        **overrides,
    }


def situation(**overrides: Any) -> Row:
    return {
        "id": _id("situation"),
        "fact": "place_of_work",
        "starts_on": date(2026, 1, 1),
        "value": "US-CA",
        **overrides,
    }


def gap_note(**overrides: Any) -> Row:
    return {"id": _id("note"), "starts_on": DAY, "cause": "queue_empty", **overrides}


def check_in(**overrides: Any) -> Row:
    return {"id": _id("check-in"), "checked_on": DAY, **overrides}


def public_figure(key: str, value: Any, **overrides: Any) -> Parameter:
    """A verified row of no named unit, without end; its value may be written as text."""
    row = {
        "jurisdiction": "US",
        "unit": "share",
        "valid_from": date(2025, 1, 1),
        "valid_to": None,
        "source_title": "A page",
        "source_url": "https://example.org",
        "source_quality": "primary",
        "retrieved_on": date(2026, 11, 23),
        "is_verified": True,
        "note": "",
    }
    return Parameter(key=key, value=Fraction(value), **{**row, **overrides})


def ledger_of(currency: str = "USD", **nouns: Iterable[Mapping[str, Any]]) -> Ledger:
    """A checked ledger; a platform “platform” and a contract “contract” stand ready unless given."""
    ready = {"platforms": [platform(id="platform")], "contracts": [contract(id="contract")]}
    return ledger({**ready, **nouns}, currency=currency)

"""The nouns of the ledger as the API names them, each with an example that could be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, create_model, model_validator

from app.intake.ledger_rules import check_fact
from app.intake.ledger_values import Refusal
from app.records import FIELDS, PUBLIC
from app.records.base import Input
from reports.wording import N_

_PLATFORM, _CONTRACT = "01932c5e-7f10-7aaa-8aaa-0000000000a1", "01932c5e-7f10-7aaa-8aaa-0000000000c1"
_PAYMENT, _PAYOUT = "01932c5e-7f10-7aaa-8aaa-0000000000b1", "01932c5e-7f10-7aaa-8aaa-0000000000d1"
_DAY = "2026-11-02"
UNFIT = N_("That is no value of this fact. The ledger format lists what each fact takes.")


def _fits_its_fact(row: BaseModel) -> BaseModel:
    """A fact by the rules of a ledger file, so that what is sent can be exported and brought back."""
    try:
        check_fact(row.model_dump())
    except Refusal:
        raise ValueError(UNFIT) from None
    return row


_CHECKS: dict[str, Any] = {"situations": model_validator(mode="after")(_fits_its_fact)}


@dataclass(frozen=True)
class Noun:
    """A noun: its name in the ledger, in an address, and one of it in words; what it is, and an example."""

    name: str
    one: str
    about: str
    example: dict[str, Any]

    @property
    def path(self) -> str:
        """In an address."""
        return self.name.replace("_", "-")

    @property
    def many(self) -> str:
        """In words."""
        return self.name.replace("_", " ")

    @property
    def body(self) -> type[BaseModel]:
        """What is sent: the noun's own fields, and no other."""
        fields = FIELDS[self.name]
        made: type[BaseModel] = create_model(
            fields.__name__.removesuffix("Fields") + "Body",
            __base__=(fields, Input),
            __doc__=self.about,
            __validators__={"checked": _CHECKS[self.name]} if self.name in _CHECKS else {},
        )
        made.model_config["defer_build"] = False
        made.model_config["json_schema_extra"] = {"examples": [self.example]}
        return made

    @property
    def page(self) -> type[BaseModel]:
        """A page of a list of them."""
        shown: Any = PUBLIC[self.name]
        made: type[BaseModel] = create_model(
            f"{shown.__name__.removesuffix('Public')}List",
            items=(list[shown], ...),
            next_cursor=(str | None, None),
        )
        return made


NOUNS = (
    Noun(
        "platforms",
        "platform",
        "A company that offers work. A code name is enough.",
        {"name": "Quillmark", "note": None},
    ),
    Noun(
        "contracts",
        "contract",
        "One engagement on one platform.",
        {
            "platform_id": _PLATFORM,
            "name": "Endings",
            "task_kind": "Rank pairs",
            "state": "active",
            "started_on": _DAY,
        },
    ),
    Noun(
        "contract_states",
        "contract state",
        "A step of a contract's life. The latest by day is the state the contract itself shows.",
        {"contract_id": _CONTRACT, "state": "paused", "entered_on": _DAY},
    ),
    Noun(
        "terms",
        "terms",
        "What a contract promises from a day on. Terms are logged and taken out, never changed.",
        {
            "contract_id": _CONTRACT,
            "effective_on": _DAY,
            "pay_model": "hourly",
            "currency": "USD",
            "rate_minor": 2400,
            "pay_lag_days": 14,
        },
    ),
    Noun(
        "tasks",
        "task",
        "A piece of work. Missing seconds are unknown, not 0.",
        {
            "contract_id": _CONTRACT,
            "kind": "Rank pairs",
            "worked_on": _DAY,
            "seconds": 2520,
            "is_paid": True,
            "expected_minor": 1400,
            "currency": "USD",
        },
    ),
    Noun(
        "payments",
        "payment",
        "Pay that was credited: for a task, for the work of some days, or for neither.",
        {
            "contract_id": _CONTRACT,
            "kind": "task_pay",
            "earned_on": _DAY,
            "amount_minor": 1400,
            "currency": "USD",
            "expected_on": "2026-11-16",
        },
    ),
    Noun(
        "payouts",
        "payout",
        "Money that arrived. Gross less fee is net.",
        {
            "platform_id": _PLATFORM,
            "arrived_on": "2026-11-16",
            "gross_minor": 1400,
            "fee_minor": 35,
            "net_minor": 1365,
            "currency": "USD",
        },
    ),
    Noun(
        "payout_matches",
        "payout match",
        "The part of a payout that paid a payment.",
        {"payout_id": _PAYOUT, "payment_id": _PAYMENT, "amount_minor": 1400},
    ),
    Noun(
        "expenses",
        "expense",
        "What the work cost, spread over `months`.",
        {"spent_on": _DAY, "amount_minor": 12000, "currency": "USD", "category": "Headphones", "months": 12},
    ),
    Noun(
        "situations",
        "situation",
        "A dated fact about the writer; each is optional.",
        {"fact": "hours_wanted", "starts_on": _DAY, "value": "30"},
    ),
    Noun(
        "contract_reviews",
        "contract review",
        "What the writer says of a contract, question by question.",
        {"contract_id": _CONTRACT, "reviewed_on": _DAY, "instructions_clear": "yes", "appeal_possible": "no"},
    ),
    Noun(
        "gap_notes",
        "gap note",
        "Why work stopped, or planned time off.",
        {"starts_on": _DAY, "ends_on": "2026-11-08", "cause": "queue_empty"},
    ),
    Noun("check_ins", "check-in", "A day without work, said so.", {"checked_on": _DAY}),
)

"""The columns of every noun, their order and what they point at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from reports.frames.words import (
    ContractState,
    Fact,
    GapCause,
    Outcome,
    PaymentKind,
    PayModel,
    UnpaidCategory,
)
from reports.money import MAXIMUM_MINOR

Kind = Literal["id", "text", "day", "instant", "seconds", "minor", "integer", "yes_no"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract: what it holds, whether every row has it, and how far its numbers go either way."""

    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    most: int = MAXIMUM_MINOR


def _words(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(member) for member in enum)


_ID, _DAY, _TEXT = Column("id"), Column("day"), Column("text")
_KEY, _ON, _SAID = Column("id", required=True), Column("day", required=True), Column("text", required=True)
_MINOR, _AMOUNT = Column("minor"), Column("minor", required=True)
_WAIT = Column("integer", most=3660)
_YES_NO_UNKNOWN = Column("text", choices=("yes", "no", "unknown"))

SCHEMAS: dict[str, dict[str, Column]] = {
    "platforms": {"id": _KEY, "name": _SAID, "catalogue_key": _TEXT},
    "contracts": {
        "id": _KEY,
        "platform_id": _KEY,
        "name": _SAID,
        "task_kind": _TEXT,
        "state": Column("text", required=True, choices=_words(ContractState)),
        "stated_status": Column("text", choices=("contractor", "employee", "unknown")),
        "applied_on": _DAY,
        "started_on": _DAY,
        "ended_on": _DAY,
        "previous_contract_id": _ID,  # the contract this one is a re-hire of
    },
    "contract_states": {
        "id": _KEY,
        "contract_id": _KEY,
        "state": Column("text", required=True, choices=_words(ContractState)),
        "entered_on": _ON,
    },
    "terms": {
        "id": _KEY,
        "contract_id": _KEY,
        "effective_on": _ON,
        "pay_model": Column("text", required=True, choices=_words(PayModel)),
        "currency": _SAID,
        "rate_minor": _MINOR,  # price of `rate_units` units, or of one hour when hourly; low end of a range
        "rate_high_minor": _MINOR,  # high end of a promised range
        "rate_units": Column("integer"),  # 1 unless the price is for more ("$5 per 1,000 words")
        "unit_name": _TEXT,
        "promised_seconds_per_unit": Column("seconds"),
        "promised_seconds_per_week": Column("seconds"),
        "weekly_cap_seconds": Column("seconds"),
        "bonus_rule": _TEXT,
        "hold_days": _WAIT,
        "pay_week_start": Column("integer"),  # 0 Monday .. 6 Sunday: first day of the platform's pay week
        "pay_zone": _TEXT,  # IANA zone of the pay week
        "pay_lag_days": _WAIT,  # days from the end of the pay week, or from the work, to the pay day
        "credit_promised": _YES_NO_UNKNOWN,
        "rights_given_up": _TEXT,
        "purpose_told": _YES_NO_UNKNOWN,
        "is_acceptance": Column("yes_no"),  # the snapshot at acceptance, never edited
    },
    "tasks": {
        "id": _KEY,
        "contract_id": _ID,
        "platform_id": _ID,  # for time that belongs to no contract, such as searching
        "kind": _TEXT,
        "worked_on": _ON,
        "seconds": Column("seconds"),
        "started_at": Column("instant"),
        "ended_at": Column("instant"),
        "units": Column("integer"),
        "is_paid": Column("yes_no", required=True),
        "unpaid_category": Column("text", choices=_words(UnpaidCategory)),
        "outcome": Column("text", required=True, choices=_words(Outcome)),
        "decided_on": _DAY,
        "credited_seconds": Column("seconds"),
        "expected_minor": _MINOR,
        "currency": _TEXT,
        "held_minor": _MINOR,  # part of the expected pay that the platform holds back
        "held_until_on": _DAY,
        "toll": Column("integer"),  # 1 light .. 5 crushing
        "is_repetitive": Column("yes_no"),
        "is_alone": Column("yes_no"),
    },
    "payments": {
        "id": _KEY,
        "platform_id": _ID,
        "contract_id": _ID,
        "kind": Column("text", required=True, choices=_words(PaymentKind)),
        "earned_on": _ON,
        "amount_minor": _AMOUNT,
        "currency": _SAID,
        "task_id": _ID,
        "work_start_on": _DAY,
        "work_end_on": _DAY,  # last day included
        "expected_on": _DAY,
    },
    "payouts": {
        "id": _KEY,
        "platform_id": _ID,
        "contract_id": _ID,
        "arrived_on": _ON,
        "gross_minor": _AMOUNT,
        "fee_minor": _AMOUNT,
        "net_minor": _AMOUNT,
        "currency": _SAID,
    },
    "payout_matches": {"id": _KEY, "payout_id": _KEY, "payment_id": _KEY, "amount_minor": _AMOUNT},
    "expenses": {
        "id": _KEY,
        "platform_id": _ID,
        "contract_id": _ID,
        "spent_on": _ON,
        "amount_minor": _AMOUNT,
        "currency": _SAID,
        "category": _TEXT,
        "months": Column("integer", most=120),  # straight line over so many months; 1 = expensed when paid
    },
    "situations": {
        "id": _KEY,
        "fact": Column("text", required=True, choices=_words(Fact)),
        "starts_on": _ON,
        "ends_on": _DAY,  # last day included; open when missing
        "value": _TEXT,
        "amount_minor": _MINOR,
        "currency": _TEXT,
    },
    "contract_reviews": {
        "id": _KEY,
        "contract_id": _KEY,
        "reviewed_on": _ON,
        **dict.fromkeys(
            (
                "instructions_clear",
                "time_estimate_true",
                "rejection_reasons_given",
                "person_answered",
                "appeal_possible",
                "readable_before_start",
                "purpose_told",
                "warned_of_harmful_content",
                "pay_talk_forbidden",
            ),
            _YES_NO_UNKNOWN,
        ),
    },
    "gap_notes": {
        "id": _KEY,
        "platform_id": _ID,
        "starts_on": _ON,
        "ends_on": _DAY,  # last day included; open when missing
        "cause": Column("text", choices=_words(GapCause)),
        "is_planned": Column("yes_no"),  # time off the writer chose: not a gap
    },
    "check_ins": {"id": _KEY, "checked_on": _ON},
}

# The column a noun is ordered by, before its id.
ORDER = {
    "contract_states": "entered_on",
    "terms": "effective_on",
    "tasks": "worked_on",
    "payments": "earned_on",
    "payouts": "arrived_on",
    "expenses": "spent_on",
    "situations": "starts_on",
    "contract_reviews": "reviewed_on",
    "gap_notes": "starts_on",
    "check_ins": "checked_on",
}

# (noun, column) -> the noun it points at.
REFERENCES = {
    ("contracts", "platform_id"): "platforms",
    ("contracts", "previous_contract_id"): "contracts",
    ("contract_states", "contract_id"): "contracts",
    ("terms", "contract_id"): "contracts",
    ("tasks", "contract_id"): "contracts",
    ("tasks", "platform_id"): "platforms",
    ("payments", "platform_id"): "platforms",
    ("payments", "contract_id"): "contracts",
    ("payments", "task_id"): "tasks",
    ("payouts", "platform_id"): "platforms",
    ("payouts", "contract_id"): "contracts",
    ("payout_matches", "payout_id"): "payouts",
    ("payout_matches", "payment_id"): "payments",
    ("expenses", "platform_id"): "platforms",
    ("expenses", "contract_id"): "contracts",
    ("contract_reviews", "contract_id"): "contracts",
    ("gap_notes", "platform_id"): "platforms",
}

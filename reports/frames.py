"""The input contract: one checked frame per noun of a writer's ledger.

A `Ledger` is what every measure starts from. Frames are checked at the door, sorted by day and id, and
never mutated. Missing is None/NA, never 0. Days are `datetime.date` in the writer's zone, instants aware
UTC `datetime`, durations whole seconds, money integer minor units with the currency beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["id", "text", "day", "instant", "seconds", "minor", "integer", "yes_no"]


class FrameError(ValueError):
    """A frame that breaks the input contract; the sentence names noun, column and row."""


class ContractState(StrEnum):
    """Where a contract is in its life cycle."""

    APPLIED = "applied"
    TESTED = "tested"
    ONBOARDED = "onboarded"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED_BY_ME = "ended_by_me"
    ENDED_BY_PLATFORM = "ended_by_platform"
    REMOVED = "removed_without_reason"


class PayModel(StrEnum):
    """How a contract pays."""

    HOURLY = "hourly"
    PER_UNIT = "per_unit"
    PER_ACCEPTED_UNIT = "per_accepted_unit"
    PER_DELIVERABLE = "per_deliverable"
    MIXED = "mixed"


class UnpaidCategory(StrEnum):
    """Why time is unpaid (METHOD section 0)."""

    ONBOARDING = "onboarding"
    ASSESSMENT = "assessment"
    TRAINING = "training"
    SEARCHING = "searching"
    WAITING = "waiting"
    ADMIN = "admin"
    UNPAID_REVISION = "unpaid_revision"
    REJECTED_TASK = "rejected_task"
    OVER_TIME_LIMIT = "over_time_limit"


class Outcome(StrEnum):
    """What the platform decided about a task."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    RETURNED = "returned"


class PaymentKind(StrEnum):
    """What a payment is for."""

    TASK_PAY = "task_pay"
    BONUS = "bonus"
    REFERRAL = "referral"
    ADJUSTMENT = "adjustment"
    CLAWBACK = "clawback"


class GapCause(StrEnum):
    """Why work stopped, where the writer says."""

    QUEUE_EMPTY = "queue_empty"
    PROJECT_ENDED = "project_ended"
    WAITING_FOR_REVIEW = "waiting_for_review"
    DEACTIVATED = "deactivated"
    BETWEEN_CONTRACTS = "between_contracts"
    MY_CHOICE = "my_choice"


class Fact(StrEnum):
    """What a writer may say about her situation; each is optional and dated."""

    PLACE_OF_WORK = "place_of_work"  # jurisdiction code: US-CA, US-CA-LOS_ANGELES_CITY
    W2_WAGES = "w2_wages"  # amount, of the calendar year of starts_on
    COVERED_EARNINGS = "covered_earnings"  # amount, of the calendar quarter of starts_on
    HEALTH_COVER = "health_cover"  # none, own, spouse, guild, public, employer
    OWN_PREMIUM = "own_premium"  # amount a month, net of credits
    HOURS_WANTED = "hours_wanted"  # hours a week, decimal text
    FILING_STATUS = "filing_status"  # single, joint, separate, head_of_household


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract: what it holds and whether every row has it."""

    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()


def _words(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(member) for member in enum)


_ID, _DAY, _TEXT = Column("id"), Column("day"), Column("text")
_KEY, _ON, _SAID = Column("id", required=True), Column("day", required=True), Column("text", required=True)
_MINOR, _AMOUNT = Column("minor"), Column("minor", required=True)
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
        "hold_days": Column("integer"),
        "pay_week_start": Column("integer"),  # 0 Monday .. 6 Sunday: first day of the platform's pay week
        "pay_zone": _TEXT,  # IANA zone of the pay week
        "pay_lag_days": Column(
            "integer"
        ),  # days from the end of the pay week, or from the work, to the pay day
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
        "months": Column("integer"),  # straight line over so many months; 1 = expensed when paid
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


@dataclass(frozen=True)
class Ledger:
    """One writer's records as checked frames (see `SCHEMAS` for their columns).

    `currency` is the reporting currency (ISO 4217), `zone` the writer's IANA zone, `tables` the rows by noun in
    the order of its columns. `ledger[noun]` is the frame, made when it is first asked for.
    """

    currency: str
    zone: str
    tables: Mapping[str, list[tuple[Any, ...]]] = field(repr=False)
    unverified_allowed: bool = False
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)
    _rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __getitem__(self, noun: str) -> pd.DataFrame:
        if noun not in self._frames:
            import pandas as pd  # a second to import; only who works with frames pays it

            # dtype=object keeps None as it is; without it text columns would have NaN in them.
            self._frames[noun] = pd.DataFrame(self.tables[noun], columns=list(SCHEMAS[noun]), dtype=object)
        return self._frames[noun]

    def rows(self, noun: str) -> list[dict[str, Any]]:
        """Rows as dictionaries with Python values (None for missing), in the frame's order; not to be changed."""
        if noun not in self._rows:
            names = tuple(SCHEMAS[noun])
            self._rows[noun] = [dict(zip(names, row, strict=True)) for row in self.tables[noun]]
        return self._rows[noun]


def ledger(
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    *,
    currency: str = "USD",
    zone: str = "America/Los_Angeles",
    unverified_allowed: bool = False,
) -> Ledger:
    """Build and check a ledger from plain rows per noun; absent nouns are empty.

    Unknown columns, missing required values, wrong types and references to rows that are not there are
    refused with a `FrameError`.
    """
    unknown = set(rows) - set(SCHEMAS)
    if unknown:
        raise FrameError(f"A ledger has no “{min(unknown)}”.")
    listed = {noun: [dict(row) for row in rows.get(noun, ())] for noun in SCHEMAS}
    for noun, noun_rows in listed.items():
        _check(noun, noun_rows)
    _check_references(listed)
    tables = {noun: _table(noun, noun_rows) for noun, noun_rows in listed.items()}
    return Ledger(currency=currency, zone=zone, tables=tables, unverified_allowed=unverified_allowed)


_TYPES: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "text": str,
    "day": dt.date,
    "instant": dt.datetime,
    "seconds": int,
    "minor": int,
    "integer": int,
    "yes_no": bool,
}


def _check(noun: str, rows: list[dict[str, Any]]) -> None:
    schema = SCHEMAS[noun]
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        where = f"{noun}, row {number} (id {row.get('id')!r})"
        extra = row.keys() - schema.keys()
        if extra:
            raise FrameError(f"{where}: there is no column “{min(extra)}”.")
        for name, column in schema.items():
            _check_value(where, name, column, row.get(name))
        if row["id"] in seen:
            raise FrameError(f"{where}: the id stands twice.")
        seen.add(row["id"])


def _check_value(where: str, name: str, column: Column, value: object) -> None:
    if value is None:
        if column.required:
            raise FrameError(f"{where}: “{name}” is missing.")
        return
    wrong = not isinstance(value, _TYPES[column.kind])
    if column.kind != "yes_no" and isinstance(value, bool):
        wrong = True
    if column.kind == "day" and isinstance(value, dt.datetime):
        wrong = True
    if wrong:
        raise FrameError(f"{where}: “{name}” is {value!r}, which is no {column.kind}.")
    if column.kind == "instant" and isinstance(value, dt.datetime) and value.tzinfo is None:
        raise FrameError(f"{where}: “{name}” has no time zone.")
    if column.kind == "seconds" and isinstance(value, int) and value < 0:
        raise FrameError(f"{where}: “{name}” is negative.")
    if column.choices and value not in column.choices:
        raise FrameError(f"{where}: “{name}” is {value!r}; it can be {', '.join(column.choices)}.")


def _check_references(listed: Mapping[str, list[dict[str, Any]]]) -> None:
    ids = {noun: {row["id"] for row in rows} for noun, rows in listed.items()}
    for (noun, column), target in REFERENCES.items():
        for number, row in enumerate(listed[noun], 1):
            if row.get(column) is not None and row[column] not in ids[target]:
                raise FrameError(
                    f"{noun}, row {number}: “{column}” names no row of {target}: {row[column]!r}."
                )


def _table(noun: str, rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    order = ORDER.get(noun)
    rows.sort(key=lambda row: (row[order], row["id"]) if order else (row["id"],))
    return [tuple(map(row.get, SCHEMAS[noun])) for row in rows]


def ledger_from_columns(
    columns: Mapping[str, Mapping[str, Sequence[Any]]],
    *,
    currency: str = "USD",
    zone: str = "America/Los_Angeles",
    unverified_allowed: bool = False,
) -> Ledger:
    """Build and check a ledger from whole columns: noun -> column -> values.

    The same contract as `ledger`, and the same result, checked a column at a time. Where anything is out of
    order or wrong, `ledger` looks at it row by row, and sorts it or says what is wrong.
    """
    nouns = {noun: columns.get(noun) or dict.fromkeys(SCHEMAS[noun], ()) for noun in SCHEMAS}
    if (
        columns.keys() <= SCHEMAS.keys()
        and all(_columns_hold(noun, values) for noun, values in nouns.items())
        and _references_hold(nouns)
    ):
        tables = {
            noun: list(zip(*(values[name] for name in SCHEMAS[noun]), strict=True))
            for noun, values in nouns.items()
        }
        return Ledger(currency=currency, zone=zone, tables=tables, unverified_allowed=unverified_allowed)
    rows = {
        noun: [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
        for noun, values in columns.items()
    }
    return ledger(rows, currency=currency, zone=zone, unverified_allowed=unverified_allowed)


def _columns_hold(noun: str, values: Mapping[str, Sequence[Any]]) -> bool:
    schema, order = SCHEMAS[noun], ORDER.get(noun)
    if values.keys() != schema.keys() or len({len(column) for column in values.values()}) != 1:
        return False
    if not all(_column_holds(column, values[name]) for name, column in schema.items()):
        return False
    ids = values["id"]
    keys = list(zip(values[order], ids, strict=True)) if order else list(ids)
    return len(set(ids)) == len(ids) and keys == sorted(keys)


def _column_holds(column: Column, values: Sequence[Any]) -> bool:
    types = set(map(type, values))
    if type(None) in types:
        if column.required:
            return False
        types.remove(type(None))
        values = [value for value in values if value is not None] if types else ()
    if not types:
        return True
    if types != {_TYPES[column.kind]}:
        return False
    if column.kind == "instant":
        return None not in {value.tzinfo for value in values}
    if column.kind == "seconds":
        return bool(min(values) >= 0)
    return not column.choices or set(values) <= set(column.choices)


def _references_hold(nouns: Mapping[str, Mapping[str, Sequence[Any]]]) -> bool:
    return all(
        set(nouns[noun][column]) - {None} <= set(nouns[target]["id"])
        for (noun, column), target in REFERENCES.items()
    )

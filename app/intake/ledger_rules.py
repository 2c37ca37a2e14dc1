"""What a ledger file may leave out, and what must fit together inside a row and between rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.intake.ledger_values import Refusal, shown
from reports.benefits import GROUPS, HEALTH_BASES
from reports.frames import REFERENCES, Fact

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]

SECONDS_A_DAY = 86_400

# Nouns with a currency of their own. A match has its payout's; tasks and situations only where they hold an amount.
OWN_CURRENCY = ("terms", "payments", "payouts", "expenses")

_DEFAULTS: dict[str, dict[str, object]] = {
    "contracts": {"state": "active"},
    "terms": {"rate_units": 1},
    "tasks": {"outcome": "pending"},
    "expenses": {"months": 1},
}

# (smallest, largest) of whole numbers and amounts, both included.
_RANGES: dict[tuple[str, str], tuple[int, int | None]] = {
    ("terms", "rate_minor"): (0, None),
    ("terms", "rate_high_minor"): (0, None),
    ("terms", "rate_units"): (1, None),
    ("terms", "hold_days"): (0, 3660),
    ("terms", "pay_week_start"): (0, 6),
    ("terms", "pay_lag_days"): (0, 3660),
    ("tasks", "units"): (0, None),
    ("tasks", "expected_minor"): (0, None),
    ("tasks", "held_minor"): (0, None),
    ("tasks", "toll"): (1, 5),
    ("expenses", "months"): (1, 120),
    ("situations", "amount_minor"): (0, None),
}

_IN_ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "contracts": (("started_on", "ended_on"),),
    "terms": (("rate_minor", "rate_high_minor"),),
    "tasks": (("started_at", "ended_at"),),
    "payments": (("work_start_on", "work_end_on"),),
    "situations": (("starts_on", "ends_on"),),
    "gap_notes": (("starts_on", "ends_on"),),
}

_FACTS_IN_MONEY = (
    Fact.W2_WAGES,
    Fact.COVERED_EARNINGS,
    Fact.OWN_PREMIUM,
    Fact.GUILD_THRESHOLD,
    Fact.INSTALMENT_PAID,
)


def _one_of(*words: str) -> tuple[re.Pattern[str], str]:
    return re.compile("|".join(words)), f"one of {', '.join(words)}"


FACT_VALUES: dict[str, tuple[re.Pattern[str], str]] = {
    Fact.PLACE_OF_WORK: (
        re.compile(r"[A-Z]{2}(-[A-Z0-9_]+)*"),
        "a place such as US-CA or US-CA-LOS_ANGELES_CITY",
    ),
    Fact.HEALTH_COVER: _one_of("none", "own", "spouse", "guild", "public", "employer"),
    Fact.HOURS_WANTED: (
        re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?"),
        "hours a week, such as 30 or 37.5, in quotes",
    ),
    Fact.FILING_STATUS: _one_of("single", "joint", "separate", "head_of_household"),
    Fact.HEALTH_BASIS: _one_of(*HEALTH_BASES),
    Fact.OCCUPATION_GROUP: _one_of(*GROUPS),
    Fact.INSTALMENT_PAID: (
        re.compile(r"[0-9]{4}-[1-4]"),
        "the year and the number of the instalment, such as 2026-3",
    ),
}


def fill(noun: str, row: Row) -> None:
    """Put in what a row of this noun may leave out and what can be said from the row alone."""
    for column, value in _DEFAULTS.get(noun, {}).items():
        if row[column] is None:
            row[column] = value
    if noun == "tasks" and row["is_paid"] is None:
        row["is_paid"] = row["unpaid_category"] is None
    if noun == "payouts" and row["gross_minor"] is not None:
        if row["fee_minor"] is None:
            row["fee_minor"] = 0 if row["net_minor"] is None else row["gross_minor"] - row["net_minor"]
        if row["net_minor"] is None:
            row["net_minor"] = row["gross_minor"] - row["fee_minor"]


def check(noun: str, row: Row) -> None:
    """Refuse a row whose values do not fit together."""
    for (of, column), (smallest, largest) in _RANGES.items():
        value = row[column] if of == noun else None
        if value is not None and (value < smallest or (largest is not None and value > largest)):
            allowed = f"from {smallest} to {largest}" if largest is not None else f"{smallest} or more"
            raise Refusal(f"“{key_of(column)}” must be {allowed}")
    for earlier, later in _IN_ORDER.get(noun, ()):
        if row[earlier] is not None and row[later] is not None and row[later] < row[earlier]:
            raise Refusal(f"“{key_of(later)}” comes before “{key_of(earlier)}”")
    if noun == "situations":
        check_fact(row)


def check_fact(row: Row) -> None:
    """Refuse what is no value of the fact."""
    fact = row["fact"]
    if fact in _FACTS_IN_MONEY and row["amount_minor"] is None:
        raise Refusal(f"the fact {fact} needs an “amount”")
    if fact == Fact.GUILD_THRESHOLD and not row["amount_minor"]:
        raise Refusal(f"the “amount” of {fact} must be above 0")
    if fact not in FACT_VALUES:
        return
    pattern, meant = FACT_VALUES[fact]
    if row["value"] is None or not pattern.fullmatch(row["value"]):
        raise Refusal(f"the “value” of {fact} is {meant}")


def problems(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    """What is wrong between rows, as (noun, position, key, reason): ids twice, references to nothing, too long days."""
    ids = {noun: {row["id"] for row in found} for noun, found in rows.items()}
    for noun, found in rows.items():
        if len(ids[noun]) < len(found):
            yield _twice(noun, found)
    for (noun, column), target in REFERENCES.items():
        for position, row in enumerate(rows[noun]):
            if row[column] is not None and row[column] not in ids[target]:
                yield noun, position, column, f"there is no {target[:-1]} with the id {shown(row[column])}"
    yield from _mixed_currencies(rows)
    yield from _circles(rows["contracts"])
    yield from _too_long_days(rows["tasks"])


def _twice(noun: str, found: Sequence[Row]) -> tuple[str, int, str, str]:
    seen: set[str] = set()
    for position, row in enumerate(found):
        if row["id"] in seen:
            return noun, position, "id", f"the id {shown(row['id'])} stands twice"
        seen.add(row["id"])
    raise AssertionError(noun)


def _mixed_currencies(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    """How much of a debt in one currency money in another has paid, nobody can say."""
    of_payout, of_payment = (
        {row["id"]: row["currency"] for row in rows[noun]} for noun in ("payouts", "payments")
    )
    for position, row in enumerate(rows["payout_matches"]):
        paid, owed = of_payout.get(row["payout_id"]), of_payment.get(row["payment_id"])
        if None not in (paid, owed) and paid != owed:
            reason = f"the payout is in {paid} and the payment in {owed}; a match needs one currency"
            yield "payout_matches", position, "payment_id", reason


def _circles(contracts: Sequence[Row]) -> Iterator[tuple[str, int, str, str]]:
    """A re-hire follows an earlier contract; followed back, none may come to itself."""
    earlier = {row["id"]: row["previous_contract_id"] for row in contracts}
    ends: set[str | None] = {None}
    for position, row in enumerate(contracts):
        trail: dict[str, None] = {}
        at = row["id"]
        while at not in ends:
            if at in trail:
                yield "contracts", position, "previous_contract_id", "the contract comes after itself"
                return
            trail[at] = None
            at = earlier.get(at)
        ends.update(trail)


def _too_long_days(tasks: Sequence[Row]) -> Iterator[tuple[str, int, str, str]]:
    """Tasks with clock times share their overlaps; lengths alone cannot, so a day of them must fit a day."""
    worked: dict[date, int] = {}
    for position, task in enumerate(tasks):
        if task["seconds"] is None or (task["started_at"] is not None and task["ended_at"] is not None):
            continue
        day = task["worked_on"]
        worked[day] = worked.get(day, 0) + task["seconds"]
        if worked[day] > SECONDS_A_DAY:
            yield (
                "tasks",
                position,
                "seconds",
                (f"the work of {day} without clock times comes to more than 24 hours"),
            )
            return


def key_of(column: str) -> str:
    """Turn a column's name into its key in the file: amounts lose “_minor”.

    >>> key_of("rate_high_minor")
    'rate_high'
    """
    return column.removesuffix("_minor")

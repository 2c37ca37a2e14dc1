"""Rows of one composed log as they come into being, and what of them was known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from uuid import UUID, uuid5

from app.intake.ledger_rules import Row
from reports.frames import ORDER, SCHEMAS, ContractState, Outcome

_NAMESPACE = UUID("b1c7be55-7a0c-5d2e-8a83-0f0f4f3f6a11")


@dataclass
class Case:
    """The rows of one writer, noun by noun."""

    number: int
    rows: dict[str, list[Row]] = field(default_factory=lambda: {noun: [] for noun in SCHEMAS})

    def add(self, noun: str, word: str, **values: object) -> str:
        """Add a row whose id follows from its writer, its noun and `word`; answers with the id."""
        key = str(uuid5(_NAMESPACE, f"{self.number} {noun} {word}"))
        self.rows[noun].append(dict.fromkeys(SCHEMAS[noun]) | values | {"id": key})
        return key


def as_of(rows: Mapping[str, list[Row]], until: date) -> dict[str, tuple[Row, ...]]:
    """The rows as they stand on a day: what comes later is not there yet, what was to end later goes on."""
    told = between(rows, date.min, until + timedelta(days=1))
    return {noun: tuple(_standing(noun, row, until) for row in found) for noun, found in told.items()}


def between(rows: Mapping[str, Iterable[Row]], since: date, before: date) -> dict[str, tuple[Row, ...]]:
    """The rows whose own day is in `[since, before)`, in order; platforms come first, a match has its payout's day."""
    arrived = {row["id"]: row["arrived_on"] for row in rows["payouts"]}
    return {
        noun: tuple(
            sorted(
                (row for row in found if since <= _day(noun, row, arrived) < before),
                key=itemgetter(ORDER.get(noun, "id"), "id"),
            )
        )
        for noun, found in rows.items()
    }


def _day(noun: str, row: Row, arrived: Mapping[str, date]) -> date:
    if noun == "platforms":
        return date.min
    if noun == "payout_matches":
        return arrived[row["payout_id"]]
    own: date = row["started_on" if noun == "contracts" else ORDER[noun]]
    return own


def _standing(noun: str, row: Row, until: date) -> Row:
    if noun == "contracts" and row["ended_on"] > until:
        return row | {"state": ContractState.ACTIVE.value, "ended_on": None}
    if noun == "tasks" and row["decided_on"] is not None and row["decided_on"] > until:
        return row | {"outcome": Outcome.PENDING.value, "decided_on": None}
    if noun in {"situations", "gap_notes"} and row["ends_on"] is not None and row["ends_on"] > until:
        return row | {"ends_on": None}
    return row

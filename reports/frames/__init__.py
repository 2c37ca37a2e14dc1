"""The input contract: the checked records of one writer, noun by noun.

A `Ledger` is what every measure starts from. It is checked at the door, sorted by day and id, and never changed.
Missing is None, never 0. Days are `datetime.date` in the writer's zone, instants aware UTC `datetime`, durations
whole seconds, money integer minor units with the currency beside it.
"""

from __future__ import annotations

from reports.frames.door import FrameError
from reports.frames.ledger import MISSING, NOWHERE, Flags, Ints, Ledger, ledger, ledger_from_columns
from reports.frames.schema import ORDER, REFERENCES, SCHEMAS, Column
from reports.frames.words import (
    ContractState,
    Fact,
    GapCause,
    Outcome,
    PaymentKind,
    PayModel,
    UnpaidCategory,
)

__all__ = [
    "MISSING",
    "NOWHERE",
    "ORDER",
    "REFERENCES",
    "SCHEMAS",
    "Column",
    "ContractState",
    "Fact",
    "Flags",
    "FrameError",
    "GapCause",
    "Ints",
    "Ledger",
    "Outcome",
    "PayModel",
    "PaymentKind",
    "UnpaidCategory",
    "ledger",
    "ledger_from_columns",
]

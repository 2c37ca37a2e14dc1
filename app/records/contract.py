"""A contract: one engagement on one platform, and where it is in its life cycle."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import model_validator
from sqlalchemy import Index, String
from sqlmodel import Field

from app.records.base import (
    Create,
    Public,
    Record,
    Row,
    Update,
    in_order,
    ledger_row,
    one_of,
    refuse_disorder,
    words_of,
)
from app.records.values import DayOrNone, KeptName, Name, NameOrNone, NoteOrNone
from reports.frames import ContractState
from reports.wording import N_


class StatedStatus(StrEnum):
    """What the writer says she is to the platform."""

    CONTRACTOR = "contractor"
    EMPLOYEE = "employee"
    UNKNOWN = "unknown"


class ContractFields(Record):
    """`name` may be a code name; `previous_contract_id` is the contract this one is a re-hire of."""

    platform_id: UUID
    name: Name
    task_kind: NameOrNone = None
    state: Annotated[ContractState, Field(sa_type=String)] = ContractState.ACTIVE
    stated_status: Annotated[StatedStatus | None, Field(sa_type=String)] = None
    applied_on: DayOrNone = None
    started_on: DayOrNone = None
    ended_on: DayOrNone = None
    previous_contract_id: UUID | None = None
    note: NoteOrNone = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_disorder(self.started_on, self.ended_on, N_("A contract cannot end before it starts."))
        return self


class Contract(ContractFields, Row, table=True):
    """One engagement. Its present state stands here; how it came to it, in contract_state."""

    __tablename__: ClassVar[str] = "contract"
    __table_args__ = ledger_row(
        one_of("state", words_of(ContractState)),
        one_of("stated_status", words_of(StatedStatus)),
        in_order("started_on", "ended_on"),
        Index(None, "writer_id", "platform_id"),
        platform_id="platform",
        previous_contract_id="contract",
    )


class ContractCreate(ContractFields, Create):
    """A new contract."""


class ContractUpdate(ContractFields, Update):
    """A changed contract."""


class ContractPublic(ContractFields, Public):
    """A contract as shown."""

    name: KeptName

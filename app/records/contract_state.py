"""The day a contract entered a state of its life cycle."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import Index, String
from sqlmodel import Field

from app.records.base import Create, Public, Record, Row, Update, ledger_row, one_of, words_of
from app.records.values import Day
from reports.frames import ContractState


class ContractStateFields(Record):
    """One step of a contract's life."""

    contract_id: UUID
    state: Annotated[ContractState, Field(sa_type=String)]
    entered_on: Day


class ContractStateRow(ContractStateFields, Row, table=True):
    """One step of a contract's life, kept."""

    __tablename__: ClassVar[str] = "contract_state"
    __table_args__ = ledger_row(
        one_of("state", words_of(ContractState)),
        Index(None, "writer_id", "entered_on"),
        contract_id="contract",
    )


class ContractStateCreate(ContractStateFields, Create):
    """A new step."""


class ContractStateUpdate(ContractStateFields, Update):
    """A changed step."""


class ContractStatePublic(ContractStateFields, Public):
    """A step as shown."""

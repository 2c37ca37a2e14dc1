"""A writer: the pseudonymous person who owns the rows, and the directory of handles."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, NewType
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.records.base import Input, Record
from app.records.values import Currency, Zone

WriterId = NewType("WriterId", UUID)
LONGEST_HANDLE = 64

Language = Annotated[
    str, Field(min_length=2, max_length=12), StringConstraints(pattern=r"^[a-z]{2}(-[A-Za-z]{2,8})?$")
]


class WriterFields(SQLModel):
    """How a writer's days and amounts are counted and shown."""

    zone: Zone
    currency: Currency
    language: Language
    unverified_allowed: bool = False


class Writer(WriterFields, Record, table=True):
    """One account. `revision` moves with every change of any of her rows; caches are keyed by it."""

    __tablename__: ClassVar[str] = "writer"
    __table_args__ = (CheckConstraint("revision >= 1", name="revision"),)

    id: UUID = Field(primary_key=True)
    handle: str = Field(max_length=LONGEST_HANDLE)
    created_on: date
    revision: int = 1
    is_demo: bool = False


class WriterUpdate(WriterFields, Input):
    """New ways of counting and showing."""

    model_config = {
        "defer_build": False,
        "json_schema_extra": {
            "examples": [{"zone": "America/Los_Angeles", "currency": "USD", "language": "en"}]
        },
    }


class WriterPublic(WriterFields, Input):
    """What the writer sees of herself."""

    id: WriterId
    handle: str
    created_on: date
    revision: int
    is_demo: bool


class HandleDirectory(Record, table=True):
    """Handle -> writer. A reference table: handles are unique over all writers."""

    __tablename__: ClassVar[str] = "handle_directory"
    __table_args__ = (ForeignKeyConstraint(["writer_id"], ["writer.id"]),)

    handle: str = Field(primary_key=True, max_length=LONGEST_HANDLE)
    writer_id: UUID

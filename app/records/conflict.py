"""A conflict: two versions of one row, changed on two phones that did not know of each other. Both are kept."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field

from app.records.base import Input, Instant, InstantOrNone, Record


class Conflict(Record, table=True):
    """What was sent, beside what the row said then. The row itself keeps what it said."""

    __tablename__: ClassVar[str] = "conflict"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        Index(None, "writer_id", "row_id"),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    """Made of what was sent, so that the same change sent again is the same conflict."""
    noun: str = Field(max_length=32)
    row_id: UUID
    sent: dict[str, Any] = Field(sa_type=JSON)
    sent_revision: int | None = None
    """The revision that the change was made on; none for a row sent as a new one."""
    present: dict[str, Any] = Field(sa_type=JSON)
    present_revision: int
    kept_at: Instant
    settled_at: InstantOrNone = None


class ConflictPublic(Input):
    """A conflict as shown."""

    id: UUID
    noun: str
    row_id: UUID
    sent: dict[str, Any]
    sent_revision: int | None
    present: dict[str, Any]
    present_revision: int
    kept_at: AwareDatetime

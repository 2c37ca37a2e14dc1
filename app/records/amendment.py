"""What a row said before it was changed: the edit history, which can be exported as evidence."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field

from app.records.base import Instant, Record


class Amendment(Record, table=True):
    """The values that a change replaced, and the revision that had them. Never changed, never withdrawn."""

    __tablename__: ClassVar[str] = "amendment"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        Index(None, "writer_id", "row_id"),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    noun: str = Field(max_length=32)
    row_id: UUID
    revision: int
    earlier: dict[str, Any] = Field(sa_type=JSON)
    amended_at: Instant

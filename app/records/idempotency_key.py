"""An idempotency key: a request that was answered already is answered the same, and done once."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field

from app.records.base import Record


class IdempotencyKey(Record, table=True):
    """The answer that a key was given. `id` is made of the key, `request_hash` of all that was asked."""

    __tablename__: ClassVar[str] = "idempotency_key"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        Index(None, "writer_id", "used_on"),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    request_hash: str = Field(max_length=64)
    answer: dict[str, Any] = Field(sa_type=JSON)
    used_on: date

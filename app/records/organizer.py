"""An organizer: a writer who was made one, by the operator or by another organizer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from app.records.base import Record


class Organizer(Record, table=True):
    """`id` is random, and what audit events name her by: once this row is erased nothing says who she was."""

    __tablename__: ClassVar[str] = "organizer"
    __table_args__ = (ForeignKeyConstraint(["writer_id"], ["writer.id"]), UniqueConstraint("writer_id"))

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    created_on: date

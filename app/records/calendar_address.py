"""The private address under which a writer's calendar can be asked for."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from app.records.base import InstantOrNone, Record


class CalendarAddress(Record, table=True):
    """One address; what opens it stands in the directory of secrets, by its hash."""

    __tablename__: ClassVar[str] = "calendar_address"
    __table_args__ = (ForeignKeyConstraint(["writer_id"], ["writer.id"]),)

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    created_on: date
    shows_names: bool
    ended_at: InstantOrNone = None

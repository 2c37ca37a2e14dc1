"""Why work stopped, or time off that the writer planned."""

from __future__ import annotations

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
from app.records.values import Day, DayOrNone, NoteOrNone
from reports.frames import GapCause
from reports.wording import N_


class GapNoteFields(Record):
    """`ends_on` is the last day it covers; open when missing. Planned time off is not a gap."""

    platform_id: UUID | None = None
    starts_on: Day
    ends_on: DayOrNone = None
    cause: Annotated[GapCause | None, Field(sa_type=String)] = None
    is_planned: bool | None = None
    note: NoteOrNone = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_disorder(self.starts_on, self.ends_on, N_("The last day is before the first."))
        return self


class GapNote(GapNoteFields, Row, table=True):
    """Why work stopped."""

    __tablename__: ClassVar[str] = "gap_note"
    __table_args__ = ledger_row(
        one_of("cause", words_of(GapCause)),
        in_order("starts_on", "ends_on"),
        Index(None, "writer_id", "starts_on"),
        platform_id="platform",
    )


class GapNoteCreate(GapNoteFields, Create):
    """A new note."""


class GapNoteUpdate(GapNoteFields, Update):
    """A changed note."""


class GapNotePublic(GapNoteFields, Public):
    """A note as shown."""

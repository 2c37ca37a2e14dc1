"""Gap notes: why work stopped, and time off."""

from __future__ import annotations

from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.gap_note import GapNoteCreate, GapNotePublic, GapNoteUpdate
from app.records.values import Source
from app.store.rows import Rows

_ROWS = Rows("gap_notes", GapNotePublic, by="starts_on")


def log(
    connection: Connection, viewer: Viewer, gap_note: GapNoteCreate, *, source: Source = Source.SAME_DAY
) -> GapNotePublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, gap_note, source)


def get(connection: Connection, viewer: Viewer, gap_note_id: UUID) -> GapNotePublic:
    """One."""
    return _ROWS.get(connection, viewer, gap_note_id)


def amend(connection: Connection, viewer: Viewer, gap_note_id: UUID, change: GapNoteUpdate) -> GapNotePublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, gap_note_id, change)


def withdraw(connection: Connection, viewer: Viewer, gap_note_id: UUID) -> GapNotePublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, gap_note_id)


def restore(connection: Connection, viewer: Viewer, gap_note_id: UUID) -> GapNotePublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, gap_note_id)


def list_all(connection: Connection, viewer: Viewer) -> list[GapNotePublic]:
    """Every note, earliest first."""
    return _ROWS.find(connection, viewer)

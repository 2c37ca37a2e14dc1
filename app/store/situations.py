"""Situations: dated facts about the writer, each optional."""

from __future__ import annotations

from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.situation import SituationCreate, SituationPublic, SituationUpdate
from app.records.values import Source
from app.store.rows import Rows

_ROWS = Rows("situations", SituationPublic, by="starts_on")


def log(
    connection: Connection, viewer: Viewer, situation: SituationCreate, *, source: Source = Source.SAME_DAY
) -> SituationPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, situation, source)


def get(connection: Connection, viewer: Viewer, situation_id: UUID) -> SituationPublic:
    """One."""
    return _ROWS.get(connection, viewer, situation_id)


def amend(
    connection: Connection, viewer: Viewer, situation_id: UUID, change: SituationUpdate
) -> SituationPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, situation_id, change)


def withdraw(connection: Connection, viewer: Viewer, situation_id: UUID) -> SituationPublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, situation_id)


def restore(connection: Connection, viewer: Viewer, situation_id: UUID) -> SituationPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, situation_id)


def list_all(connection: Connection, viewer: Viewer) -> list[SituationPublic]:
    """Every fact given, earliest first."""
    return _ROWS.find(connection, viewer)

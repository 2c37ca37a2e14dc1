"""Platforms: the writer's own."""

from __future__ import annotations

from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import func

from app.access import Viewer
from app.database import Connection
from app.records.platform import PlatformCreate, PlatformPublic, PlatformUpdate
from app.records.values import Source
from app.store.rows import Rows, invalid

_ROWS = Rows("platforms", PlatformPublic, by="name")


def list_all(connection: Connection, viewer: Viewer) -> list[PlatformPublic]:
    """All of them, by name."""
    return _ROWS.find(connection, viewer)


def get(connection: Connection, viewer: Viewer, platform_id: UUID) -> PlatformPublic:
    """One."""
    return _ROWS.get(connection, viewer, platform_id)


def log(
    connection: Connection, viewer: Viewer, platform: PlatformCreate, *, source: Source = Source.SAME_DAY
) -> PlatformPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, platform, source)


def find_or_log(connection: Connection, viewer: Viewer, name: str) -> PlatformPublic:
    """The platform of this name, however its capitals were typed; a new one where there is none."""
    try:
        new = PlatformCreate(name=name)
    except ValidationError as error:
        raise invalid(error) from None
    same = func.lower(_ROWS.table.c.name) == func.lower(new.name)
    found = _ROWS.find(connection, viewer, same, limit=1)
    return found[0] if found else log(connection, viewer, new)


def amend(
    connection: Connection, viewer: Viewer, platform_id: UUID, change: PlatformUpdate
) -> PlatformPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, platform_id, change)


def withdraw(connection: Connection, viewer: Viewer, platform_id: UUID) -> PlatformPublic:
    """Take one out of sight; refused while work or money is logged under it."""
    return _ROWS.withdraw(connection, viewer, platform_id)


def restore(connection: Connection, viewer: Viewer, platform_id: UUID) -> PlatformPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, platform_id)

"""Platforms: the writer's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import func, select

from app.access import Viewer
from app.database import Connection
from app.records import CataloguePlatform, table_of
from app.records.platform import SAMPLE_PREFIX, PlatformCreate, PlatformPublic, PlatformUpdate
from app.records.values import Source
from app.store import writers
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


def named(connection: Connection, viewer: Viewer, name: str) -> PlatformPublic | None:
    """The platform of this name, however its capitals were typed."""
    found = _ROWS.find(connection, viewer, func.lower(_ROWS.table.c.name) == func.lower(name), limit=1)
    return found[0] if found else None


def catalogue(connection: Connection) -> list[tuple[str, str]]:
    """Key and name of every entry all writers share, by name."""
    table = table_of(CataloguePlatform)
    return [
        (row.key, row.name) for row in connection.execute(select(table).order_by(table.c.name, table.c.key))
    ]


def offered(connection: Connection, viewer: Viewer) -> list[tuple[str, str]]:
    """The entries the viewer may say one of hers is: those of the sample are for made-up logs alone."""
    is_demo = writers.get(connection, viewer).is_demo
    return [(key, name) for key, name in catalogue(connection) if key.startswith(SAMPLE_PREFIX) is is_demo]


def of_same_name(
    connection: Connection, viewer: Viewer, platform: PlatformPublic | None
) -> tuple[str, str] | None:
    """The entry called as a platform of which the viewer has not said which one it is; she may be asked for it."""
    if platform is None or platform.catalogue_key is not None:
        return None
    called = platform.name.casefold()
    return next((entry for entry in offered(connection, viewer) if entry[1].casefold() == called), None)


def count_unsaid(connection: Connection, viewer: Viewer) -> int:
    """How many of her platforms the viewer has not said an entry of; 0 where there is no entry to say."""
    if not offered(connection, viewer):
        return 0
    return sum(one.catalogue_key is None for one in list_all(connection, viewer))


def find_or_log(connection: Connection, viewer: Viewer, name: str, **of_new: Any) -> PlatformPublic:
    """The platform of this name, however its capitals were typed; a new one, `of_new` its id, where there is none."""
    try:
        new = PlatformCreate(name=name, **of_new)
    except ValidationError as error:
        raise invalid(error) from None
    return named(connection, viewer, new.name) or log(connection, viewer, new)


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

"""Writers and the directory of their handles."""

from __future__ import annotations

from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select, update

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import HandleDirectory, Writer, table_of
from app.records.writer import WriterPublic, WriterUpdate
from app.store.handles import new_handle
from app.store.rows import invalid
from app.tokens import uuid4

_TABLE = table_of(Writer)
_HANDLES = table_of(HandleDirectory)


def create(
    connection: Connection, *, zone: str, currency: str, language: str, is_demo: bool = False
) -> WriterPublic:
    """Make a pseudonymous account: a random id and a handle of two words."""
    try:
        counting = WriterUpdate(zone=zone, currency=currency, language=language)
    except ValidationError as error:
        raise invalid(error) from None
    writer_id = uuid4()
    row = {
        "id": writer_id,
        "handle": _free_handle(connection),
        "created_on": clock.today(zone),
        "revision": 1,
        "is_demo": is_demo,
        **counting.model_dump(),
    }
    connection.execute(_TABLE.insert(), row)
    connection.execute(_HANDLES.insert(), {"handle": row["handle"], "writer_id": writer_id})
    return WriterPublic.model_validate(row)


def by_handle(connection: Connection, handle: str) -> WriterPublic:
    """The writer of a handle, for the command line."""
    query = select(_HANDLES.c.writer_id).where(_HANDLES.c.handle == handle.strip().lower())
    writer_id = connection.execute(query).scalar()
    if writer_id is None:
        raise errors.NotFound
    return by_id(connection, writer_id)


def get(connection: Connection, viewer: Viewer) -> WriterPublic:
    """The viewer's own account."""
    return by_id(connection, viewer)


def wait_turn(connection: Connection, writer_id: UUID) -> None:
    """One change of a log at a time: on PostgreSQL two taps could each find the same still to be done.

    What was read before the turn came may be old by now. SQLite has one writer at a time by itself.
    """
    # Not the key: rows of hers that are added beside it need not wait.
    connection.execute(select(_TABLE.c.id).where(_TABLE.c.id == writer_id).with_for_update(key_share=True))


def amend(connection: Connection, viewer: Viewer, change: WriterUpdate) -> WriterPublic:
    """Change how days and amounts are counted and shown."""
    new = {**change.model_dump(exclude_unset=True), "revision": _TABLE.c.revision + 1}
    connection.execute(update(_TABLE).where(_TABLE.c.id == viewer).values(**new))
    return get(connection, viewer)


def change_handle(connection: Connection, viewer: Viewer) -> WriterPublic:
    """Another made-up handle; the one before is anybody's again."""
    handle = _free_handle(connection)
    connection.execute(update(_HANDLES).where(_HANDLES.c.writer_id == viewer).values(handle=handle))
    new = {"handle": handle, "revision": _TABLE.c.revision + 1}
    connection.execute(update(_TABLE).where(_TABLE.c.id == viewer).values(**new))
    return get(connection, viewer)


def by_id(connection: Connection, writer_id: UUID) -> WriterPublic:
    """The writer of an id that was found in a directory."""
    query = select(*(_TABLE.c[name] for name in WriterPublic.model_fields)).where(_TABLE.c.id == writer_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise errors.NotFound
    return WriterPublic.model_validate(dict(row))


def _free_handle(connection: Connection) -> str:
    attempt = 0
    while True:
        handle = new_handle(attempt)
        taken = select(_HANDLES.c.handle).where(_HANDLES.c.handle == handle)
        if connection.execute(taken).first() is None:
            return handle
        attempt += 1

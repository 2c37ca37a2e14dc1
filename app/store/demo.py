"""The demo account: the one writer whose rows may be swept away, because they can always be made again."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlmodel import SQLModel

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, Amendment, Conflict, IdempotencyKey, ImportBatch, Writer, table_of
from app.records.writer import WriterPublic
from app.store import writers
from app.store.rows import touch

_WRITERS = table_of(Writer)


def find(connection: Connection) -> WriterPublic | None:
    """The demo account, where there is one already."""
    query = select(_WRITERS.c.id).where(_WRITERS.c.is_demo).order_by(_WRITERS.c.id).limit(1)
    found = connection.execute(query).scalar()
    return None if found is None else writers.by_id(connection, found)


def sweep(connection: Connection, viewer: Viewer) -> None:
    """Remove every row of the demo account, with its history; any other account is refused."""
    if not writers.get(connection, viewer).is_demo:
        raise errors.NotAllowed
    swept: list[type[SQLModel]] = [
        Amendment,
        Conflict,
        IdempotencyKey,
        *reversed(NOUNS.values()),
        ImportBatch,
    ]
    for record in swept:
        table = table_of(record)
        connection.execute(delete(table).where(table.c.writer_id == viewer))
    touch(connection, viewer)

"""Lists by pages, newest first: so many rows, and the row after which the next page goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from app.access import Viewer
from app.database import Connection
from app.store.rows import P, Rows


@dataclass(frozen=True, slots=True)
class Page(Generic[P]):
    """Some rows of a list, and the last of them when more follow."""

    rows: list[P]
    last_id: UUID | None


def newest(
    rows: Rows[P],
    connection: Connection,
    viewer: Viewer,
    *where: ColumnElement[bool],
    limit: int,
    after: UUID | None = None,
) -> Page[P]:
    """The newest rows, or those that follow `after` in the same order.

    The place is a row and not a number: what is logged meanwhile moves nothing off a page.
    """
    if after is not None:
        mark, by, key = rows.get(connection, viewer, after), rows.table.c[rows.by], rows.table.c.id
        day = getattr(mark, rows.by)
        where = (*where, or_(by < day, and_(by == day, key < after)))
    found = rows.find(connection, viewer, *where, newest_first=True, limit=limit + 1)
    shown = found[:limit]
    return Page(shown, shown[-1].id if len(found) > limit else None)


def count(rows: Rows[P], connection: Connection, viewer: Viewer, *where: ColumnElement[bool]) -> int:
    """How many rows there are in all, those withdrawn left out."""
    table = rows.table
    mine = (table.c.writer_id == viewer, table.c.withdrawn_at.is_(None), *where)
    return connection.execute(select(func.count()).select_from(table).where(*mine)).scalar_one()

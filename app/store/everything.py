"""All that is kept of one writer, table by table: out as a copy, or gone for good.

Both walk the tables as they are declared, so that a table that is added later is exported and erased too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Table, delete, exists, func, or_, select

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records import METADATA, Session, Writer, table_of
from app.store import campaigns, teams

_WRITERS = table_of(Writer)
_SESSIONS = table_of(Session)

#: What would open the log, or what it is found by, and is of use to nobody else.
_LEFT_OUT = ("hash",)
#: An account with nothing but these is empty.
_ACCOUNT = {"writer", "handle_directory", "session", "secret", "passkey", "passkey_directory", "challenge"}
#: An empty account is erased so many days after its last visit.
DAYS_EMPTY = 7


def tables() -> dict[str, Table]:
    """Every table with rows of a writer, what is pointed at before what points."""
    return {table.name: table for table in METADATA.sorted_tables if _whose(table) is not None}


def export(connection: Connection, viewer: Viewer) -> dict[str, list[dict[str, Any]]]:
    """Every row of the viewer in every table, withdrawn ones, history and sessions too; no secret."""
    return {name: list(_rows(connection, table, viewer)) for name, table in tables().items()}


def erase(connection: Connection, viewer: Viewer) -> dict[str, int]:
    """Remove every row of the viewer, and the viewer; how many went from each table."""
    teams.wait_turns(connection, viewer)
    gone = {}
    for name, table in reversed(tables().items()):
        gone[name] = connection.execute(delete(table).where(_whose(table) == viewer)).rowcount
    campaigns.close_abandoned(connection)
    return {name: count for name, count in gone.items() if count}


def empty_accounts(connection: Connection, one: Viewer | None = None) -> list[Viewer]:
    """Accounts without a row of a log whose last visit was more than a week ago; never the demo.

    Of one writer only, where one is given.
    """
    before: date = clock.now().date() - timedelta(days=DAYS_EMPTY)
    last_visit = (
        select(func.max(_SESSIONS.c.last_seen_on))
        .where(_SESSIONS.c.writer_id == _WRITERS.c.id)
        .scalar_subquery()
    )
    full = [
        exists().where(_whose(table) == _WRITERS.c.id)
        for name, table in tables().items()
        if name not in _ACCOUNT
    ]
    query = select(_WRITERS.c.id).where(
        _WRITERS.c.is_demo.is_(False),
        _WRITERS.c.created_on < before,
        func.coalesce(last_visit, _WRITERS.c.created_on) < before,
        ~or_(*full),
    )
    if one is not None:
        query = query.where(_WRITERS.c.id == one)
    return list(connection.execute(query).scalars())


def _whose(table: Table) -> Any:
    """The column that says whose a row is; None where nobody owns the rows."""
    return table.c.id if table is _WRITERS else table.c.get("writer_id")


def _rows(connection: Connection, table: Table, viewer: Viewer) -> Iterator[dict[str, Any]]:
    columns = [column for column in table.c if not column.name.endswith(_LEFT_OUT)]
    query = select(*columns).where(_whose(table) == viewer).order_by(*table.primary_key.columns)
    for row in connection.execute(query).mappings():
        yield dict(row)

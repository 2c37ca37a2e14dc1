"""How much one account may hold: rows of one kind, and rows in all.

The limits stand on the engine, where the app puts them from its settings; the command line, which the operator
uses, has none.
"""

from __future__ import annotations

from sqlalchemy import Table, func, select, union_all

from app import errors
from app.access import Viewer
from app.database import Connection, Engine
from app.records import NOUNS, Amendment, ApiToken, Conflict, ShareLink, table_of
from reports.wording import N_

_ROWS, _ALL = "most_rows_of_a_kind", "most_rows_in_all"


def limited(engine: Engine, *, of_a_kind: int, in_all: int) -> Engine:
    """The same pool, whose connections know how much an account may hold."""
    return engine.execution_options(**{_ROWS: of_a_kind, _ALL: in_all})


def refuse_beyond(connection: Connection, viewer: Viewer, table: Table) -> None:
    """Refuse the row that was just added where the account is full; the refusal takes it back."""
    options = connection.get_execution_options()
    of_a_kind, in_all = options.get(_ROWS), options.get(_ALL)
    if of_a_kind is not None and _count(connection, viewer, table) > of_a_kind:
        raise errors.Full(
            N_("You have {count} of these, which is as many as one log here can hold. Export what is old."),
            count=of_a_kind,
        )
    if in_all is not None and _count(connection, viewer, *_tables()) > in_all:
        raise errors.Full(
            N_("Your log has {count} rows, which is as many as one log here can hold. Export what is old."),
            count=in_all,
        )


def _tables() -> list[Table]:
    others = (table_of(Amendment), table_of(Conflict), table_of(ApiToken), table_of(ShareLink))
    return [*(table_of(record) for record in NOUNS.values()), *others]


def _count(connection: Connection, viewer: Viewer, *tables: Table) -> int:
    counts = [
        select(func.count().label("n")).select_from(table).where(table.c.writer_id == viewer)
        for table in tables
    ]
    every = union_all(*counts).subquery()
    return int(connection.execute(select(func.sum(every.c.n))).scalar() or 0)

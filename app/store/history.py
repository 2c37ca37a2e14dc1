"""What a row said at each of its revisions, put together from its present and what its changes replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import FIELDS, NOUNS, table_of
from app.records.values import Source
from app.store import amendments

_JSON: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
WITHDRAWN = "withdrawn_at"


@dataclass(frozen=True)
class Change:
    """One column of one change: the revision it ended, when, and what it said before and after."""

    revision: int
    at: datetime
    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class History:
    """A row from its first day on; values as the ledger's file writes them."""

    noun: str
    row_id: UUID
    created_at: datetime
    source: Source
    revision: int
    first: Mapping[str, Any]
    present: Mapping[str, Any]
    changes: tuple[Change, ...]


def of_row(connection: Connection, viewer: Viewer, noun: str, row_id: UUID) -> History:
    """The history of one row; somebody else's is not found."""
    if noun not in NOUNS:
        raise errors.NotFound
    table = table_of(NOUNS[noun])
    columns = [*FIELDS[noun].model_fields, WITHDRAWN]
    query = select(
        *(table.c[name] for name in columns), table.c.created_at, table.c.source, table.c.revision
    ).where(table.c.writer_id == viewer, table.c.id == row_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise errors.NotFound
    present = _JSON.dump_python({name: row[name] for name in columns}, mode="json")
    said = dict(present)
    changes: list[Change] = []
    for made in reversed(amendments.list_for(connection, viewer, row_id)):
        for column, before in reversed(made.earlier.items()):
            changes.append(Change(made.revision, made.amended_at, column, before, said.get(column)))
            said[column] = before
    return History(
        noun=noun,
        row_id=row_id,
        created_at=row["created_at"],
        source=Source(row["source"]),
        revision=row["revision"],
        first=said,
        present=present,
        changes=tuple(reversed(changes)),
    )

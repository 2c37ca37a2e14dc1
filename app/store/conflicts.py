"""Conflicts: both versions of a row that was changed on two phones, until the writer has looked at them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from pydantic import TypeAdapter
from sqlalchemy import Select, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import Conflict, table_of
from app.records.base import Public
from app.records.conflict import ConflictPublic
from app.store import quotas

_TABLE = table_of(Conflict)
_JSON: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
_SAME_AGAIN = UUID("0c7b4d3e-8a0f-4f0b-9d51-3f1c2a6f7b90")


def keep(
    connection: Connection,
    viewer: Viewer,
    noun: str,
    present: Public,
    *,
    said: Mapping[str, Any],
    sent: Mapping[str, Any],
    base: int,
) -> UUID:
    """Keep both versions; the same change sent again is the conflict that is kept already."""
    words = _JSON.dump_python(dict(sent), mode="json")
    name = json.dumps([noun, str(present.id), base, words], sort_keys=True)
    conflict_id = uuid5(_SAME_AGAIN, name)
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(_TABLE).on_conflict_do_nothing(index_elements=["writer_id", "id"]),
        {
            "writer_id": viewer,
            "id": conflict_id,
            "noun": noun,
            "row_id": present.id,
            "sent": words,
            "sent_revision": base or None,
            "present": _JSON.dump_python(dict(said), mode="json"),
            "present_revision": present.revision,
            "kept_at": clock.now(),
            "settled_at": None,
        },
    )
    quotas.refuse_beyond(connection, viewer, _TABLE)
    return conflict_id


def page(
    connection: Connection, viewer: Viewer, *, limit: int, after: tuple[Any, UUID] | None = None
) -> list[ConflictPublic]:
    """Those not settled, the earliest first, behind the place `after`."""
    query = _select().where(_TABLE.c.writer_id == viewer, _TABLE.c.settled_at.is_(None))
    if after is not None:
        at, conflict_id = after
        query = query.where(
            (_TABLE.c.kept_at > at) | ((_TABLE.c.kept_at == at) & (_TABLE.c.id > conflict_id))
        )
    query = query.order_by(_TABLE.c.kept_at, _TABLE.c.id).limit(limit)
    return [ConflictPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def get(connection: Connection, viewer: Viewer, conflict_id: UUID) -> ConflictPublic:
    """One, settled or not."""
    query = _select().where(_TABLE.c.writer_id == viewer, _TABLE.c.id == conflict_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise errors.NotFound
    return ConflictPublic.model_validate(dict(row))


def of_row(connection: Connection, viewer: Viewer, noun: str, row_id: UUID) -> list[ConflictPublic]:
    """Those of one row, settled or not, the earliest first."""
    query = _select().where(_TABLE.c.writer_id == viewer, _TABLE.c.noun == noun, _TABLE.c.row_id == row_id)
    query = query.order_by(_TABLE.c.kept_at, _TABLE.c.id)
    return [ConflictPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def settle(connection: Connection, viewer: Viewer, conflict_id: UUID) -> None:
    """Say that the writer has decided; both versions stay on file."""
    found = get(connection, viewer, conflict_id)
    connection.execute(
        update(_TABLE)
        .where(_TABLE.c.writer_id == viewer, _TABLE.c.id == found.id, _TABLE.c.settled_at.is_(None))
        .values(settled_at=clock.now())
    )


def _select() -> Select[Any]:
    return select(*(_TABLE.c[name] for name in ConflictPublic.model_fields))

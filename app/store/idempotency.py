"""Idempotency keys: the same request a second time gets the same answer, and changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, select, update
from sqlalchemy.sql.elements import ColumnElement

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import IdempotencyKey, table_of
from app.store.rows import insert_new
from reports.wording import N_

#: How long a key is remembered.
DAYS = 30

_TABLE = table_of(IdempotencyKey)
_KEYS = UUID("9a3e7c10-51d2-4c8e-8c66-2f0d4b7a1e35")


class KeyTaken(errors.Invalid):
    """One key for two different requests."""

    word = "key_taken"
    message = N_("This Idempotency-Key was used for another request already.")


def claim(connection: Connection, viewer: Viewer, key: str, asked: str) -> dict[str, Any] | None:
    """Take a key; None when it is new, else the answer it was given. Another request under it is refused.

    Two requests with one new key at the same time: the second waits here until the first is answered.
    """
    today = clock.now().date()
    connection.execute(
        delete(_TABLE).where(_TABLE.c.writer_id == viewer, _TABLE.c.used_on <= today - timedelta(days=DAYS))
    )
    asked_hash = hashlib.sha256(asked.encode()).hexdigest()
    new = {
        "writer_id": viewer,
        "id": uuid5(_KEYS, key),
        "request_hash": asked_hash,
        "answer": {},
        "used_on": today,
    }
    taken = insert_new(connection, _TABLE).returning(_TABLE.c.id)
    if connection.execute(taken, new).first() is not None:
        return None
    query = select(_TABLE.c.request_hash, _TABLE.c.answer).where(_is(viewer, key))
    row = connection.execute(query).one()
    if row.request_hash != asked_hash:
        raise KeyTaken
    answer: dict[str, Any] = row.answer
    return answer


def remember(connection: Connection, viewer: Viewer, key: str, answer: Mapping[str, Any]) -> None:
    """Keep the answer of a key that was taken."""
    connection.execute(update(_TABLE).where(_is(viewer, key)).values(answer=dict(answer)))


def _is(viewer: Viewer, key: str) -> ColumnElement[bool]:
    return (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == uuid5(_KEYS, key))

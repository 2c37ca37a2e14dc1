"""Questions put off, until their day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records import table_of
from app.records.put_off import PutOff, Topic
from app.store.rows import insert_new
from app.tokens import uuid4

_TABLE = table_of(PutOff)


def payment_key(whose: str | None, expected_on: date | None, currency: str) -> str:
    """What tells one expected payment from the others: a contract or platform, a day, a currency."""
    return ".".join((whose or "none", str(expected_on or "none"), currency))


def put_off(connection: Connection, viewer: Viewer, topic: Topic, key: str, until: date) -> None:
    """Ask again on a day, not before; said a second time, the later day holds."""
    now = clock.now()
    same = (_TABLE.c.writer_id == viewer) & (_TABLE.c.topic == topic.value) & (_TABLE.c.key == key)
    change = update(_TABLE).where(same)
    moved = connection.execute(
        change.values(until_on=until, updated_at=now, withdrawn_at=None, revision=_TABLE.c.revision + 1)
    )
    if moved.rowcount:
        return
    row = {"writer_id": viewer, "id": uuid4(), "created_at": now, "updated_at": now, "revision": 1}
    connection.execute(
        insert_new(connection, _TABLE),
        {**row, "withdrawn_at": None, "topic": topic.value, "key": key, "until_on": until},
    )


def waiting(connection: Connection, viewer: Viewer, on: date) -> dict[Topic, frozenset[str]]:
    """What is not asked on a day: topic -> keys."""
    query = select(_TABLE.c.topic, _TABLE.c.key).where(
        _TABLE.c.writer_id == viewer, _TABLE.c.until_on > on, _TABLE.c.withdrawn_at.is_(None)
    )
    found: dict[Topic, set[str]] = {topic: set() for topic in Topic}
    for topic, key in connection.execute(query):
        found[Topic(topic)].add(key)
    return {topic: frozenset(keys) for topic, keys in found.items()}

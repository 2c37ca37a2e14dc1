"""Timers: at most one runs. A stopped one stays, so that the same start sent again is known."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.sql.elements import ColumnElement

from app import clock, errors
from app.access import Viewer
from app.database import Connection
from app.records import table_of
from app.records.timer import Timer, TimerCreate, TimerPublic, TimerUpdate
from app.store.rows import insert_new, plain, refused_by_the_database

_TABLE = table_of(Timer)


def running(connection: Connection, viewer: Viewer) -> TimerPublic | None:
    """The one that runs, or None."""
    found = list_running(connection, viewer)
    return found[0] if found else None


def list_running(connection: Connection, viewer: Viewer) -> list[TimerPublic]:
    """Those that run, the one started last first; one, or none."""
    query = (
        _select()
        .where(_TABLE.c.writer_id == viewer, _TABLE.c.withdrawn_at.is_(None))
        .order_by(_TABLE.c.started_at.desc(), _TABLE.c.id)
    )
    return [TimerPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def find(connection: Connection, viewer: Viewer, timer_id: UUID) -> TimerPublic | None:
    """One, running or not; None when she has none of this id."""
    row = connection.execute(_select().where(_is(viewer, timer_id))).mappings().one_or_none()
    return None if row is None else TimerPublic.model_validate(dict(row))


def get(connection: Connection, viewer: Viewer, timer_id: UUID) -> TimerPublic:
    """One, running or not."""
    found = find(connection, viewer, timer_id)
    if found is None:
        raise errors.NotFound
    return found


def first_after(
    connection: Connection, viewer: Viewer, moment: datetime, *, beside: UUID
) -> TimerPublic | None:
    """The next timer that was started after a moment, whether it still runs or not."""
    query = (
        _select()
        .where(_TABLE.c.writer_id == viewer, _TABLE.c.started_at > moment, _TABLE.c.id != beside)
        .order_by(_TABLE.c.started_at, _TABLE.c.id)
        .limit(1)
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else TimerPublic.model_validate(dict(row))


def log(
    connection: Connection, viewer: Viewer, timer: TimerCreate, *, is_running: bool = True
) -> TimerPublic:
    """Keep a new one; the caller has looked that it is not known."""
    now = clock.now()
    row = plain(timer.model_dump()) | {
        "writer_id": viewer,
        "revision": 1,
        "created_at": now,
        "updated_at": now,
        # A start that was sent hours later was touched then, not now.
        "touched_at": timer.started_at,
        "withdrawn_at": None if is_running else now,
    }
    with refused_by_the_database():
        connection.execute(insert_new(connection, _TABLE), row)
    return get(connection, viewer, timer.id)


def amend(connection: Connection, viewer: Viewer, timer_id: UUID, change: TimerUpdate) -> TimerPublic:
    """Change what runs; also the way to say that it is still right."""
    present = get(connection, viewer, timer_id)
    if present.withdrawn_at is not None:
        raise errors.NotFound
    if present.revision != change.revision:
        raise errors.Stale
    new = plain(change.model_dump(exclude_unset=True, exclude={"revision"}))
    _change(connection, viewer, present, {**new, "touched_at": clock.now()})
    return get(connection, viewer, timer_id)


def withdraw(connection: Connection, viewer: Viewer, timer_id: UUID) -> TimerPublic:
    """Let one run no longer."""
    present = get(connection, viewer, timer_id)
    if present.withdrawn_at is None:
        _change(connection, viewer, present, {"withdrawn_at": clock.now()})
    return get(connection, viewer, timer_id)


def restore(connection: Connection, viewer: Viewer, timer_id: UUID) -> TimerPublic:
    """Let one run again, from its own start."""
    present = get(connection, viewer, timer_id)
    if present.withdrawn_at is not None:
        _change(connection, viewer, present, {"withdrawn_at": None, "touched_at": clock.now()})
    return get(connection, viewer, timer_id)


def _select() -> Any:
    return select(*(_TABLE.c[name] for name in TimerPublic.model_fields))


def _is(viewer: Viewer, timer_id: UUID) -> ColumnElement[bool]:
    return (_TABLE.c.writer_id == viewer) & (_TABLE.c.id == timer_id)


def _change(connection: Connection, viewer: Viewer, present: TimerPublic, new: dict[str, Any]) -> None:
    change = (
        update(_TABLE)
        .where(_is(viewer, present.id), _TABLE.c.revision == present.revision)
        .values(**new, revision=present.revision + 1, updated_at=clock.now())
    )
    with refused_by_the_database():
        if not connection.execute(change).rowcount:
            raise errors.Stale

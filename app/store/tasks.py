"""Tasks: the work itself."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.access import Viewer
from app.database import Connection
from app.records.task import TaskCreate, TaskPublic, TaskUpdate
from app.records.values import Source
from app.store.rows import Rows

DAY_SECONDS = 86_400

_ROWS = Rows("tasks", TaskPublic, by="worked_on")


def log(
    connection: Connection, viewer: Viewer, task: TaskCreate, *, source: Source = Source.SAME_DAY
) -> TaskPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, task, source)


def get(connection: Connection, viewer: Viewer, task_id: UUID) -> TaskPublic:
    """One."""
    return _ROWS.get(connection, viewer, task_id)


def find(connection: Connection, viewer: Viewer, task_id: UUID) -> TaskPublic | None:
    """One, withdrawn or not; None when she has none of this id."""
    return _ROWS.find_one(connection, viewer, task_id)


def list_between(connection: Connection, viewer: Viewer, start: date, end: date) -> list[TaskPublic]:
    """Those of the days from `start` up to, not including, `end`, earliest first."""
    day = _ROWS.table.c.worked_on
    return _ROWS.find(connection, viewer, day >= start, day < end)


def recent(connection: Connection, viewer: Viewer, limit: int = 20) -> list[TaskPublic]:
    """The latest, newest first."""
    return _ROWS.find(connection, viewer, newest_first=True, limit=limit)


def amend(connection: Connection, viewer: Viewer, task_id: UUID, change: TaskUpdate) -> TaskPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, task_id, change)


def withdraw(connection: Connection, viewer: Viewer, task_id: UUID) -> TaskPublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, task_id)


def restore(connection: Connection, viewer: Viewer, task_id: UUID) -> TaskPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, task_id)


def of_contract(connection: Connection, viewer: Viewer, contract_id: UUID) -> list[TaskPublic]:
    """All work of a contract, newest first."""
    return _ROWS.find(connection, viewer, _ROWS.table.c.contract_id == contract_id, newest_first=True)


def held_days(connection: Connection, viewer: Viewer) -> set[tuple[UUID, date]]:
    """The tasks of which something is held back, each with the day until which it is."""
    table = _ROWS.table
    query = select(table.c.id, table.c.held_until_on).where(
        table.c.writer_id == viewer, table.c.withdrawn_at.is_(None), table.c.held_until_on.is_not(None)
    )
    return {(row.id, row.held_until_on) for row in connection.execute(query)}


def has_room(
    connection: Connection, viewer: Viewer, day: date, seconds: int, *, beside: UUID | None = None
) -> bool:
    """Whether so much more work without clock times fits into a day of 24 hours, `beside` not counted."""
    return typed_seconds(connection, viewer, day, day, beside=beside)[day] + seconds <= DAY_SECONDS


def typed_seconds(
    connection: Connection, viewer: Viewer, first: date, last: date, *, beside: UUID | None = None
) -> Counter[date]:
    """The work without clock times of each day, `last` included, `beside` not counted."""
    table = _ROWS.table
    logged = (
        select(table.c.worked_on, func.sum(table.c.seconds))
        .where(
            table.c.writer_id == viewer,
            table.c.worked_on.between(first, last),
            table.c.seconds.is_not(None),
            table.c.withdrawn_at.is_(None),
            table.c.started_at.is_(None) | table.c.ended_at.is_(None),
        )
        .group_by(table.c.worked_on)
    )
    if beside is not None:
        logged = logged.where(table.c.id != beside)
    return Counter({day: int(seconds) for day, seconds in connection.execute(logged)})

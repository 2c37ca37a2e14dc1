"""Many entries changed at once, and all of it undone at once.

Changes made together share one instant, which is how they are found again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app import clock
from app.access import Viewer
from app.database import Connection
from app.records.task import TaskPublic, TaskUpdate
from app.store import amendments
from app.store.rows import Rows

_ROWS = Rows("tasks", TaskPublic, by="worked_on")


@dataclass(frozen=True)
class Together:
    """When it was done, and how many entries it changed."""

    at: datetime
    count: int


def amend(
    connection: Connection, viewer: Viewer, tasks: Iterable[TaskPublic], change: Mapping[str, Any]
) -> Together:
    """Make the same change to each of the tasks, at one instant; those that say so already stay."""
    at, count = clock.now(), 0
    for task in tasks:
        said = TaskUpdate.model_validate({"revision": task.revision, **change})
        count += _ROWS.amend(connection, viewer, task.id, said, at=at).revision != task.revision
    return Together(at, count)


def withdraw(connection: Connection, viewer: Viewer, tasks: Iterable[TaskPublic]) -> Together:
    """Take the tasks out of every sum, at one instant."""
    at, count = clock.now(), 0
    for task in tasks:
        count += _ROWS.withdraw(connection, viewer, task.id, at=at).revision != task.revision
    return Together(at, count)


def undo(connection: Connection, viewer: Viewer, at: datetime) -> Together:
    """Take back what was done at an instant; an entry that was changed since stays as it is."""
    now, count = clock.now(), 0
    for made in amendments.made_at(connection, viewer, "tasks", at):
        task = _ROWS.get(connection, viewer, made.row_id)
        if task.revision != made.revision + 1:
            continue
        if "withdrawn_at" in made.earlier:
            back = _ROWS.restore if made.earlier["withdrawn_at"] is None else _ROWS.withdraw
            back(connection, viewer, task.id, at=now)
        else:
            said = TaskUpdate.model_validate_json(json.dumps({"revision": task.revision, **made.earlier}))
            _ROWS.amend(connection, viewer, task.id, said, at=now)
        count += 1
    return Together(now, count)

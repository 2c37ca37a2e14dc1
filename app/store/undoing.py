"""Taking back one change of one row: what it replaced is what the row says again. That is a change like any other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, table_of
from app.records.timer import Timer
from app.records.values import Source
from app.store import amendments, changes, contracts
from app.store.amendments import AmendmentPublic
from app.store.rows import Outcome
from reports.frames import REFERENCES
from reports.wording import N_


class ChangedSince(errors.Stale):
    """The row says something else by now: what came later stays."""

    message = N_("This was changed again since, so nothing was undone. Look at it again.")


def can_undo(connection: Connection, viewer: Viewer, noun: str, row_id: UUID, revision: int) -> bool:
    """Whether a change made this revision of a row, and nothing was changed since."""
    if noun not in NOUNS:
        return False
    row = changes.ROWS[noun].find_one(connection, viewer, row_id)
    return row is not None and row.revision == revision and bool(_made(connection, viewer, noun, row))


def undo(connection: Connection, viewer: Viewer, noun: str, row_id: UUID, revision: int | None) -> Any:
    """Take back the change that made this revision of a row; somebody else's is not found."""
    if noun not in NOUNS:
        raise errors.NotFound
    row = changes.ROWS[noun].get(connection, viewer, row_id)
    made = _made(connection, viewer, noun, row)
    if row.revision != revision or made is None:
        raise ChangedSince
    said = {name: value for name, value in made.earlier.items() if name != "withdrawn_at"}
    if said:
        changed = changes.put(connection, viewer, noun, row_id, said, row.revision, Source.API)
        if changed.outcome is Outcome.STALE:
            raise ChangedSince
        row = changed.row
    if "withdrawn_at" in made.earlier:
        turn = changes.restore if made.earlier["withdrawn_at"] is None else changes.withdraw
        row = turn(connection, viewer, noun, row_id)
    if noun == "contracts":
        contracts.move_the_end(connection, viewer, row)
    return row


def is_known(connection: Connection, viewer: Viewer, noun: str, row_id: UUID) -> bool:
    """Whether she has or had a row of this id."""
    return changes.ROWS[noun].find_one(connection, viewer, row_id) is not None


def bring_back(connection: Connection, viewer: Viewer, noun: str, row_id: UUID, **said: Any) -> bool:
    """Put back a row that was taken out and says this; whether there was one."""
    row = changes.ROWS[noun].find_one(connection, viewer, row_id)
    if (
        row is None
        or row.withdrawn_at is None
        or any(getattr(row, name) != value for name, value in said.items())
    ):
        return False
    changes.restore(connection, viewer, noun, row_id)
    return True


def withdraw_unused(connection: Connection, viewer: Viewer, noun: str, row_id: UUID) -> None:
    """Take out a contract or platform that was made along with an entry, unless it was changed or is needed since."""
    row = changes.ROWS[noun].find_one(connection, viewer, row_id)
    if row is None or row.withdrawn_at is not None:
        return
    was_changed = any(
        one.earlier.keys() - {"withdrawn_at"} for one in amendments.list_for(connection, viewer, row_id)
    )
    if not was_changed and not _is_needed(connection, viewer, noun, row_id):
        changes.withdraw(connection, viewer, noun, row_id)


def _is_needed(connection: Connection, viewer: Viewer, noun: str, row_id: UUID) -> bool:
    """Whether any row stands on this one, terms and steps too, or a timer that runs."""
    pointing: list[tuple[Any, str]] = [
        (NOUNS[child], column) for (child, column), parent in REFERENCES.items() if parent == noun
    ]
    pointing.append((Timer, "contract_id" if noun == "contracts" else "platform_id"))
    return any(
        connection.execute(
            select(table.c.id)
            .where(table.c.writer_id == viewer, table.c[column] == row_id, table.c.withdrawn_at.is_(None))
            .limit(1)
        ).first()
        for table, column in ((table_of(record), column) for record, column in pointing)
    )


def _made(connection: Connection, viewer: Viewer, noun: str, row: Any) -> AmendmentPublic | None:
    """The change that made a row what it says now."""
    history = amendments.list_for(connection, viewer, row.id)
    found = [one for one in history if one.noun == noun and one.revision == row.revision - 1]
    return found[-1] if found else None

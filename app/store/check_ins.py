"""Check-ins: days on which there was no work."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.check_in import CheckInCreate, CheckInPublic
from app.records.values import Source
from app.store.rows import Rows

_ROWS = Rows("check_ins", CheckInPublic, by="checked_on")


def log(
    connection: Connection, viewer: Viewer, check_in: CheckInCreate, *, source: Source = Source.SAME_DAY
) -> CheckInPublic:
    """Keep a new one; a day already checked in is checked in once."""
    found = list_between(connection, viewer, check_in.checked_on, check_in.checked_on)
    return found[0] if found else _ROWS.log(connection, viewer, check_in, source)


def list_between(connection: Connection, viewer: Viewer, first: date, last: date) -> list[CheckInPublic]:
    """Those from the first to the last day, both included."""
    return _ROWS.find(connection, viewer, _ROWS.table.c.checked_on.between(first, last))


def withdraw(connection: Connection, viewer: Viewer, check_in_id: UUID) -> CheckInPublic:
    """Take one back."""
    return _ROWS.withdraw(connection, viewer, check_in_id)

"""Expenses: what the work cost."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.expense import ExpenseCreate, ExpensePublic, ExpenseUpdate
from app.records.values import Source
from app.store import paging
from app.store.paging import Page
from app.store.rows import Rows

_ROWS = Rows("expenses", ExpensePublic, by="spent_on")


def log(
    connection: Connection, viewer: Viewer, expense: ExpenseCreate, *, source: Source = Source.SAME_DAY
) -> ExpensePublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, expense, source)


def get(connection: Connection, viewer: Viewer, expense_id: UUID) -> ExpensePublic:
    """One."""
    return _ROWS.get(connection, viewer, expense_id)


def list_between(connection: Connection, viewer: Viewer, start: date, end: date) -> list[ExpensePublic]:
    """Those of the days from `start` up to, not including, `end`, earliest first."""
    day = _ROWS.table.c.spent_on
    return _ROWS.find(connection, viewer, day >= start, day < end)


def page(
    connection: Connection, viewer: Viewer, limit: int, after: UUID | None = None
) -> Page[ExpensePublic]:
    """The latest, newest first, or those that follow `after`."""
    return paging.newest(_ROWS, connection, viewer, limit=limit, after=after)


def count(connection: Connection, viewer: Viewer) -> int:
    """How many there are."""
    return paging.count(_ROWS, connection, viewer)


def amend(connection: Connection, viewer: Viewer, expense_id: UUID, change: ExpenseUpdate) -> ExpensePublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, expense_id, change)


def withdraw(connection: Connection, viewer: Viewer, expense_id: UUID) -> ExpensePublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, expense_id)


def restore(connection: Connection, viewer: Viewer, expense_id: UUID) -> ExpensePublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, expense_id)

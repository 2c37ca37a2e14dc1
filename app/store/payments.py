"""Payments: money that platforms credited."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.payment import PaymentCreate, PaymentPublic, PaymentUpdate
from app.records.values import Source
from app.store.rows import Rows

_ROWS = Rows("payments", PaymentPublic, by="earned_on")


def log(
    connection: Connection, viewer: Viewer, payment: PaymentCreate, *, source: Source = Source.SAME_DAY
) -> PaymentPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, payment, source)


def get(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """One."""
    return _ROWS.get(connection, viewer, payment_id)


def list_between(connection: Connection, viewer: Viewer, start: date, end: date) -> list[PaymentPublic]:
    """Those of the days from `start` up to, not including, `end`, earliest first."""
    day = _ROWS.table.c.earned_on
    return _ROWS.find(connection, viewer, day >= start, day < end)


def recent(connection: Connection, viewer: Viewer, limit: int = 20) -> list[PaymentPublic]:
    """The latest, newest first."""
    return _ROWS.find(connection, viewer, newest_first=True, limit=limit)


def amend(connection: Connection, viewer: Viewer, payment_id: UUID, change: PaymentUpdate) -> PaymentPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, payment_id, change)


def withdraw(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, payment_id)


def restore(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, payment_id)


def of_contract(connection: Connection, viewer: Viewer, contract_id: UUID) -> list[PaymentPublic]:
    """All money credited for a contract, newest first."""
    return _ROWS.find(connection, viewer, _ROWS.table.c.contract_id == contract_id, newest_first=True)

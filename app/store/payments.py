"""Payments: money that platforms credited."""

from __future__ import annotations

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


def amend(connection: Connection, viewer: Viewer, payment_id: UUID, change: PaymentUpdate) -> PaymentPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, payment_id, change)


def withdraw(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, payment_id)


def restore(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, payment_id)

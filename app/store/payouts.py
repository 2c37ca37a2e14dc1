"""Payouts: money that arrived, and which payments it paid."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.records.payout import PayoutCreate, PayoutPublic, PayoutUpdate
from app.records.payout_match import PayoutMatchCreate, PayoutMatchPublic
from app.records.values import Source
from app.store.rows import Rows

_ROWS = Rows("payouts", PayoutPublic, by="arrived_on")
_MATCHES = Rows("payout_matches", PayoutMatchPublic, by="payout_id")


def log(
    connection: Connection, viewer: Viewer, payout: PayoutCreate, *, source: Source = Source.SAME_DAY
) -> PayoutPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, payout, source)


def get(connection: Connection, viewer: Viewer, payout_id: UUID) -> PayoutPublic:
    """One."""
    return _ROWS.get(connection, viewer, payout_id)


def list_between(connection: Connection, viewer: Viewer, start: date, end: date) -> list[PayoutPublic]:
    """Those of the days from `start` up to, not including, `end`, earliest first."""
    day = _ROWS.table.c.arrived_on
    return _ROWS.find(connection, viewer, day >= start, day < end)


def recent(connection: Connection, viewer: Viewer, limit: int = 20) -> list[PayoutPublic]:
    """The latest, newest first."""
    return _ROWS.find(connection, viewer, newest_first=True, limit=limit)


def amend(connection: Connection, viewer: Viewer, payout_id: UUID, change: PayoutUpdate) -> PayoutPublic:
    """Change one."""
    return _ROWS.amend(connection, viewer, payout_id, change)


def withdraw(connection: Connection, viewer: Viewer, payout_id: UUID) -> PayoutPublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, payout_id)


def restore(connection: Connection, viewer: Viewer, payout_id: UUID) -> PayoutPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, payout_id)


def match(
    connection: Connection,
    viewer: Viewer,
    payout_match: PayoutMatchCreate,
    *,
    source: Source = Source.SAME_DAY,
) -> PayoutMatchPublic:
    """Say that a payout paid a payment, or a part of it."""
    return _MATCHES.log(connection, viewer, payout_match, source)


def matches(connection: Connection, viewer: Viewer, payout_id: UUID | None = None) -> list[PayoutMatchPublic]:
    """What a payout paid; without one, all matches."""
    where = [] if payout_id is None else [_MATCHES.table.c.payout_id == payout_id]
    return _MATCHES.find(connection, viewer, *where)


def unmatch(connection: Connection, viewer: Viewer, match_id: UUID) -> PayoutMatchPublic:
    """Take a match back."""
    return _MATCHES.withdraw(connection, viewer, match_id)

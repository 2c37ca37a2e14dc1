"""Payments: money that platforms credited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, table_of
from app.records.payment import PaymentCreate, PaymentPublic, PaymentUpdate
from app.records.payout import PayoutPublic, PayoutUpdate
from app.records.values import Source
from app.store import paging
from app.store.paging import Page
from app.store.rows import Rows
from reports.frames import PaymentKind
from reports.wording import N_

_ROWS = Rows("payments", PaymentPublic, by="earned_on")


class MatchedInItsCurrency(errors.Invalid):
    """Its currency cannot change: a match says that money of the present one paid it."""

    message = N_("It is matched with money in this currency. Take the matches back first.")


def log(
    connection: Connection, viewer: Viewer, payment: PaymentCreate, *, source: Source = Source.SAME_DAY
) -> PaymentPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, payment, source)


def get(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """One."""
    return _ROWS.get(connection, viewer, payment_id)


def of_ids(connection: Connection, viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, PaymentPublic]:
    """Those of some ids that are not withdrawn."""
    found = _ROWS.find(connection, viewer, _ROWS.table.c.id.in_(ids)) if ids else []
    return {row.id: row for row in found}


def in_currency(
    connection: Connection, viewer: Viewer, currency: str, *, until: date, limit: int
) -> list[PaymentPublic]:
    """The latest of one currency up to a day, newest first: what a payout may have paid."""
    table = _ROWS.table
    return _ROWS.find(
        connection,
        viewer,
        table.c.currency == currency,
        table.c.earned_on <= until,
        newest_first=True,
        limit=limit,
    )


def page(
    connection: Connection, viewer: Viewer, limit: int, after: UUID | None = None
) -> Page[PaymentPublic]:
    """The latest, newest first, or those that follow `after`."""
    return paging.newest(_ROWS, connection, viewer, limit=limit, after=after)


def count(connection: Connection, viewer: Viewer) -> int:
    """How many there are."""
    return paging.count(_ROWS, connection, viewer)


def amend(connection: Connection, viewer: Viewer, payment_id: UUID, change: PaymentUpdate) -> PaymentPublic:
    """Change one; not its currency while money of that currency is matched with it."""
    refuse_other_currency(connection, viewer, get(connection, viewer, payment_id), change)
    return _ROWS.amend(connection, viewer, payment_id, change)


def withdraw(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """Take one out of every sum."""
    return _ROWS.withdraw(connection, viewer, payment_id)


def restore(connection: Connection, viewer: Viewer, payment_id: UUID) -> PaymentPublic:
    """Bring one back."""
    return _ROWS.restore(connection, viewer, payment_id)


def refuse_other_currency(
    connection: Connection,
    viewer: Viewer,
    present: PaymentPublic | PayoutPublic,
    change: PaymentUpdate | PayoutUpdate,
) -> None:
    """Refuse to change the currency of a payment or a payout that is matched in it."""
    if change.currency not in {None, present.currency} and _is_matched(connection, viewer, present.id):
        raise MatchedInItsCurrency


def of_later_work(connection: Connection, viewer: Viewer, since: date) -> set[tuple[UUID, UUID]]:
    """Payments that name no work, earned on or after a day, and the tasks of their contract logged after them.

    Only tasks of up to the day a payment was earned: those may be paid by it.
    """
    payment, task = _ROWS.table, table_of(NOUNS["tasks"])
    found = (
        select(payment.c.id, task.c.id)
        .join(task, (task.c.writer_id == payment.c.writer_id) & (task.c.contract_id == payment.c.contract_id))
        .where(
            payment.c.writer_id == viewer,
            payment.c.withdrawn_at.is_(None),
            payment.c.kind == PaymentKind.TASK_PAY,
            payment.c.earned_on >= since,
            *(payment.c[name].is_(None) for name in ("task_id", "work_start_on", "work_end_on")),
            task.c.withdrawn_at.is_(None),
            task.c.worked_on <= payment.c.earned_on,
            task.c.created_at > payment.c.created_at,
        )
    )
    return {(UUID(str(paid)), UUID(str(worked))) for paid, worked in connection.execute(found)}


def _is_matched(connection: Connection, viewer: Viewer, row_id: UUID) -> bool:
    """Whether a payout or a payment has a match, be it with a row that was taken out and may come back."""
    table = table_of(NOUNS["payout_matches"])
    found = select(table.c.id).where(
        table.c.writer_id == viewer,
        or_(table.c.payout_id == row_id, table.c.payment_id == row_id),
        table.c.withdrawn_at.is_(None),
    )
    return connection.execute(found.limit(1)).first() is not None

"""Payouts: money that arrived, and which payments it paid.

A match counts while it, its payout and its payment are all there: taking one of them out needs no other change,
and bringing it back brings the match back.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Exists, exists, func, or_, select

from app import errors
from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, table_of
from app.records.payout import PayoutCreate, PayoutPublic, PayoutUpdate
from app.records.payout_match import PayoutMatchCreate, PayoutMatchPublic
from app.records.values import Source
from app.store import paging
from app.store.paging import Page
from app.store.payments import refuse_other_currency
from app.store.rows import Rows
from reports.wording import N_

_ROWS = Rows("payouts", PayoutPublic, by="arrived_on")
_MATCHES = Rows("payout_matches", PayoutMatchPublic, by="payout_id")


class TwoCurrencies(errors.Invalid):
    """A payout was matched with a payment of another currency."""

    message = N_("Money in {payout} cannot be matched with pay in {payment}.")


def log(
    connection: Connection, viewer: Viewer, payout: PayoutCreate, *, source: Source = Source.SAME_DAY
) -> PayoutPublic:
    """Keep a new one."""
    return _ROWS.log(connection, viewer, payout, source)


def get(connection: Connection, viewer: Viewer, payout_id: UUID) -> PayoutPublic:
    """One."""
    return _ROWS.get(connection, viewer, payout_id)


def find(connection: Connection, viewer: Viewer, payout_id: UUID) -> PayoutPublic | None:
    """One, withdrawn or not; None when she has none of this id."""
    return _ROWS.find_one(connection, viewer, payout_id)


def list_between(connection: Connection, viewer: Viewer, start: date, end: date) -> list[PayoutPublic]:
    """Those of the days from `start` up to, not including, `end`, earliest first."""
    day = _ROWS.table.c.arrived_on
    return _ROWS.find(connection, viewer, day >= start, day < end)


def latest_of(
    connection: Connection, viewer: Viewer, contract_id: UUID | None, platform_id: UUID | None, *, limit: int
) -> list[PayoutPublic]:
    """The latest of a contract, or of a platform where no contract is said."""
    table = _ROWS.table
    whose = table.c.contract_id == contract_id if contract_id else table.c.platform_id == platform_id
    return _ROWS.find(connection, viewer, whose, newest_first=True, limit=limit)


def page(connection: Connection, viewer: Viewer, limit: int, after: UUID | None = None) -> Page[PayoutPublic]:
    """The latest, newest first, or those that follow `after`."""
    return paging.newest(_ROWS, connection, viewer, limit=limit, after=after)


def count(connection: Connection, viewer: Viewer) -> int:
    """How many there are."""
    return paging.count(_ROWS, connection, viewer)


def amend(connection: Connection, viewer: Viewer, payout_id: UUID, change: PayoutUpdate) -> PayoutPublic:
    """Change one; not its currency while it is matched with pay in that currency."""
    refuse_other_currency(connection, viewer, get(connection, viewer, payout_id), change)
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
    """Say that a payout paid a payment, or a part of it. Both are in one currency: no rate is made up here."""
    kept = _MATCHES.log(connection, viewer, payout_match, source)
    refuse_two_currencies(connection, viewer, kept.id)
    return kept


def refuse_two_currencies(connection: Connection, viewer: Viewer, row_id: UUID) -> None:
    """Refuse what was just said of a match, its payout or its payment where the two are in two currencies."""
    paid, pay, matched = _ROWS.table, table_of(NOUNS["payments"]), _MATCHES.table
    query = (
        select(paid.c.currency, pay.c.currency)
        .select_from(matched)
        .join(paid, (paid.c.writer_id == matched.c.writer_id) & (paid.c.id == matched.c.payout_id))
        .join(pay, (pay.c.writer_id == matched.c.writer_id) & (pay.c.id == matched.c.payment_id))
        .where(
            matched.c.writer_id == viewer,
            matched.c.withdrawn_at.is_(None),
            or_(matched.c.id == row_id, paid.c.id == row_id, pay.c.id == row_id),
            paid.c.currency != pay.c.currency,
        )
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    if found is not None:
        raise TwoCurrencies(payout=found[0], payment=found[1])


def matches(connection: Connection, viewer: Viewer, payout_id: UUID | None = None) -> list[PayoutMatchPublic]:
    """What a payout paid; without one, all matches."""
    where = [] if payout_id is None else [_MATCHES.table.c.payout_id == payout_id]
    return _MATCHES.find(connection, viewer, *where, *_both_are_there(viewer))


def matches_of_payment(connection: Connection, viewer: Viewer, payment_id: UUID) -> list[PayoutMatchPublic]:
    """What paid a payment."""
    same = _MATCHES.table.c.payment_id == payment_id
    return _MATCHES.find(connection, viewer, same, *_both_are_there(viewer))


def matched_by_payout(connection: Connection, viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, int]:
    """How much of each payout is matched, before its fee; those without a match are left out."""
    return _sums(connection, viewer, "payout_id", ids)


def matched_by_payment(connection: Connection, viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, int]:
    """How much of each payment arrived; those without a match are left out."""
    return _sums(connection, viewer, "payment_id", ids)


def _sums(connection: Connection, viewer: Viewer, column: str, ids: Collection[UUID]) -> dict[UUID, int]:
    matched = _MATCHES.table
    query = (
        select(matched.c[column], func.sum(matched.c.amount_minor))
        .where(
            matched.c.writer_id == viewer,
            matched.c.withdrawn_at.is_(None),
            matched.c[column].in_(ids),
            *_both_are_there(viewer),
        )
        .group_by(matched.c[column])
    )
    return {row_id: int(minor) for row_id, minor in connection.execute(query)} if ids else {}


def kept_matches(connection: Connection, viewer: Viewer, payout_id: UUID) -> list[PayoutMatchPublic]:
    """What a payout paid, also what was taken out with it."""
    return _MATCHES.find(connection, viewer, _MATCHES.table.c.payout_id == payout_id)


def get_match(connection: Connection, viewer: Viewer, match_id: UUID) -> PayoutMatchPublic:
    """One match."""
    return _MATCHES.get(connection, viewer, match_id)


def unmatch(connection: Connection, viewer: Viewer, match_id: UUID) -> PayoutMatchPublic:
    """Take a match back."""
    return _MATCHES.withdraw(connection, viewer, match_id)


def restore_match(connection: Connection, viewer: Viewer, match_id: UUID) -> PayoutMatchPublic:
    """Bring a match back; not between two currencies."""
    kept = _MATCHES.restore(connection, viewer, match_id)
    refuse_two_currencies(connection, viewer, match_id)
    return kept


def _both_are_there(viewer: Viewer) -> list[Exists]:
    matched = _MATCHES.table
    return [
        exists().where(
            parent.c.writer_id == viewer,
            parent.c.id == matched.c[column],
            parent.c.withdrawn_at.is_(None),
        )
        for parent, column in (
            (table_of(NOUNS["payouts"]), "payout_id"),
            (table_of(NOUNS["payments"]), "payment_id"),
        )
    ]

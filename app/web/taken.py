"""Work that was logged after a payment and is taken as paid by it: it is owed no more, and nothing else says why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from app import clock
from app.access import viewer_of
from app.database import Connection
from app.http.reporting import Recent
from app.language import Language
from app.records.writer import WriterPublic
from app.store import frames, payments, payouts
from reports.converting import each_currency
from reports.earnings import keep_books
from reports.money import Money

#: Who logged a payment longer ago has seen the line.
SAID_FOR = dt.timedelta(days=31)
MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """How much of a payment went to such work, in a sentence, and where it is put right."""

    text: str
    address: str


def taken_as_paid(database: Connection, me: WriterPublic, words: Language) -> tuple[Taken, ...]:
    """What recent payments without named work took of work that was logged after them; only what arrived."""
    today = clock.today(me.zone)
    later = payments.of_later_work(database, me.id, today - SAID_FOR)
    if not later:
        return ()
    paid_for = _KEPT.get((me.id, me.revision, today), lambda: _paid_for(database, me, today))
    sums: dict[UUID, int] = defaultdict(int)
    for pair in later & paid_for.keys():
        sums[pair[0]] += paid_for[pair]
    rows = payments.of_ids(database, me.id, sums)
    newest = sorted(rows.values(), key=lambda row: (row.earned_on, row.id), reverse=True)
    return tuple(
        Taken(
            words(
                "{amount} of work on or before {day} is taken as paid by the payment of {payment}.",
                amount=words.money(Money(sums[row.id], row.currency).major, row.currency),
                day=words.day(row.earned_on),
                payment=words.money(Money(row.amount_minor, row.currency).major, row.currency),
            ),
            f"/payments/{row.id}#task",
        )
        for row in newest
        if payouts.matches_of_payment(database, me.id, row.id)
    )[:MOST_SAID]


_KEPT: Recent[dict[tuple[UUID, UUID], int]] = Recent(32)


def _paid_for(database: Connection, me: WriterPublic, today: dt.date) -> dict[tuple[UUID, UUID], int]:
    """What each payment paid of each task, as the books have it."""
    found: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for ledger in each_currency(frames.ledger_of(database, viewer_of(me))):
        for part in keep_books(ledger, today).accruals:
            if part.noun == "payments" and part.category == "earned" and part.task_id:
                found[UUID(part.row_id), UUID(part.task_id)] += part.minor
    return dict(found)

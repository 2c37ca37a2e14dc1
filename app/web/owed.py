"""What is owed, as rows to show and as something that can arrive with one tap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID, uuid5

from app import errors
from app.database import Connection
from app.http.reporting import report_of
from app.language import Language
from app.records.payment import PaymentCreate, PaymentPublic
from app.records.payout import PayoutCreate
from app.records.payout_match import PayoutMatchCreate
from app.records.writer import WriterPublic
from app.store import payments, payouts, put_offs, tasks
from app.web.book import Book
from reports.parameters import Parameters
from reports.personal import Owed, PersonalReport
from reports.wording import N_

_SHOWN = UUID("5d0a6c1e-7f3b-4c58-9a42-6e1b0d8c2f75")


class NotOwed(errors.NotFound):
    """It was confirmed before, or the records changed."""

    message = N_("This is not owed any more. Look at Payments again.")


class OwedOtherwise(errors.Stale):
    """What was shown is not what is owed by now: it has to be looked at first."""

    message = N_("What is owed here has changed, so nothing was saved. This is the amount now.")


@dataclass(frozen=True, slots=True)
class Question:
    """The one payment question on Today."""

    key: str
    shown: UUID
    text: str
    when: str
    late: str


@dataclass(frozen=True, slots=True)
class OwedRow:
    """Something owed, in words."""

    key: str
    shown: UUID
    address: str
    amount: str
    in_report: str
    who: str
    late: str
    due: str
    work: str


def key_of(owed: Owed) -> str:
    """What tells one thing owed from the others, in an address or a form."""
    whose = owed.contract_id or owed.platform_id
    return put_offs.payment_key(whose, owed.expected_on, owed.due.currency)


def shown_id(owed: Owed) -> UUID:
    """What tells one thing owed, as it is now, from what is owed under the same key before and after."""
    pieces = (f"{piece.noun}/{piece.row_id}/{piece.left}" for piece in owed.pieces)
    return uuid5(_SHOWN, "\n".join((key_of(owed), str(owed.due.minor), *sorted(pieces))))


def address_of(owed: Owed) -> str:
    """The page of one thing owed."""
    return f"/payments/owed/{key_of(owed)}"


def question(
    report: PersonalReport,
    book: Book,
    words: Language,
    today: dt.date,
    waiting: Collection[str] = (),
) -> Question | None:
    """Ask about the oldest thing that should have arrived by now and that was not put off."""
    asked = [
        owed
        for owed in all_owed(report)
        if owed.expected_on and owed.expected_on <= today and key_of(owed) not in waiting
    ]
    if not asked:
        return None
    row = row_of(asked[0], report, book, words)
    text = words("Did {who} pay you {amount}?", who=row.who, amount=row.amount)
    return Question(row.key, row.shown, text, row.due, row.late)


def all_owed(report: PersonalReport) -> list[Owed]:
    """Everything owed, oldest first, also what no rate of exchange brings into the sums."""
    return oldest_first((*report.owed, *report.owed_apart))


def oldest_first(owed: Iterable[Owed]) -> list[Owed]:
    """The longest late first, then the next due, then what has no day."""
    return sorted(
        owed, key=lambda row: (row.expected_on or dt.date.max, row.work_first_on, row.contract_id or "")
    )


def row_of(owed: Owed, report: PersonalReport, book: Book, words: Language) -> OwedRow:
    """Something owed, in words."""
    contract = book.contract(owed.contract_id)
    platform = book.platform_name(contract.platform_id if contract else owed.platform_id)
    return OwedRow(
        key=key_of(owed),
        shown=shown_id(owed),
        address=address_of(owed),
        amount=words.money(owed.due.major, owed.due.currency),
        in_report=""
        if owed.due.currency == report.currency or owed in report.owed_apart
        else words("about {amount}", amount=words.money(owed.amount, report.currency)),
        who=platform or words("A platform without a name"),
        late=words.plural("{count} day late", "{count} days late", owed.days_late) if owed.days_late else "",
        due=_due(owed, report.as_of, words),
        work=_work(owed, contract.name if contract else "", report.as_of.year, words),
    )


def _due(owed: Owed, as_of: dt.date, words: Language) -> str:
    if owed.expected_on is None:
        return words("No pay day agreed")
    day = words.day(owed.expected_on, year=owed.expected_on.year != as_of.year)
    left = (owed.expected_on - as_of).days
    if left < 0:
        return words("Due {day}", day=day)
    if left == 0:
        return words("Due today")
    return words.plural("Due {day}, in {count} day", "Due {day}, in {count} days", left, day=day)


def _work(owed: Owed, contract: str, this_year: int, words: Language) -> str:
    days = words.days(owed.work_first_on, owed.work_last_on, this_year=this_year)
    work = words("work of {days}", days=days)
    return ", ".join(part for part in (contract, work) if part)


def find(report: PersonalReport, key: str) -> Owed:
    """What is owed under this key."""
    owed = _find(report, key)
    if owed is None:
        raise NotOwed
    return owed


def _find(report: PersonalReport, key: str) -> Owed | None:
    return next((row for row in all_owed(report) if key_of(row) == key), None)


def arrive(
    connection: Connection, me: WriterPublic, on_file: Parameters, key: str, shown: UUID | None = None
) -> UUID:
    """Log what was owed as arrived today, once, however often it is tapped; the payout's id.

    A second tap waits for the first. What was `shown` then is owed no more, and its payout tells that it arrived.
    Nothing is logged that was not shown.
    """
    report = report_of(connection, me, on_file)
    owed = _find(report, key)
    present = shown_id(owed) if owed else None
    shown = shown or present
    if shown is None:
        raise NotOwed
    made, next_id = _payouts_of(connection, me, shown)
    if made and shown != present:
        return made
    if owed is None:
        raise NotOwed
    if shown != present:
        raise OwedOtherwise
    return _log_arrival(connection, me, owed, next_id, report.as_of)


def _payouts_of(connection: Connection, me: WriterPublic, shown: UUID) -> tuple[UUID | None, UUID]:
    """The payout made of what was shown, and the id of the next one: of one taken back, another may be made."""
    made, next_id = None, shown
    while payout := payouts.find(connection, me.id, next_id):
        made = payout.id if payout.withdrawn_at is None else made
        next_id = uuid5(next_id, "again")
    return made, next_id


def _log_arrival(
    connection: Connection, me: WriterPublic, owed: Owed, payout_id: UUID, arrived_on: dt.date
) -> UUID:
    """Log a payment where none was credited, a payout, and their matches.

    It arrives in the currency it was owed in, whatever the report is in: no other money settles it. All of it is
    matched, so that it settles this and no older work, whatever other money came that no payment explains.
    """
    minor = owed.due.minor
    payout = PayoutCreate(
        id=payout_id,
        contract_id=uuid_or_none(owed.contract_id),
        platform_id=uuid_or_none(owed.platform_id),
        arrived_on=arrived_on,
        gross_minor=minor,
        fee_minor=0,
        net_minor=minor,
        currency=owed.due.currency,
    )
    payouts.log(connection, me.id, payout)
    for payment_id, part in _paid(connection, me, owed, payout):
        match = PayoutMatchCreate(payout_id=payout.id, payment_id=payment_id, amount_minor=part)
        payouts.match(connection, me.id, match)
    return payout.id


def take_back(connection: Connection, me: WriterPublic, payout_id: UUID) -> bool:
    """Undo an arrival: the payout, and the payments made for it or typed with it; say if one was typed."""
    was_typed = False
    for payment in _made_with(connection, me, payout_id):
        was_typed = was_typed or typed_payout(payment.id) == payout_id
        payments.withdraw(connection, me.id, payment.id)
    payouts.withdraw(connection, me.id, payout_id)
    return was_typed


def put_back(connection: Connection, me: WriterPublic, payout_id: UUID) -> None:
    """It did arrive: undo `take_back`. Its matches were never gone, so they count again by themselves."""
    payouts.restore(connection, me.id, payout_id)
    for payment in _made_with(connection, me, payout_id):
        payments.restore(connection, me.id, payment.id)


def _made_with(connection: Connection, me: WriterPublic, payout_id: UUID) -> list[PaymentPublic]:
    """The payments that are there because this payout is: made by one tap, or typed in one form with it."""
    matched = {match.payment_id for match in payouts.kept_matches(connection, me.id, payout_id)}
    rows = [payments.get(connection, me.id, payment_id) for payment_id in sorted(matched)]
    return [
        row
        for row in rows
        if typed_payout(row.id) == payout_id
        or row.id in {_own_payment(payout_id, part) for part in (None, row.task_id)}
    ]


def _paid(
    connection: Connection, me: WriterPublic, owed: Owed, payout: PayoutCreate
) -> Iterator[tuple[UUID, int]]:
    """The payments that this arrival pays, and how much of each; they are made for work without any."""
    credited = [piece for piece in owed.pieces if piece.noun == "payments"]
    yield from ((UUID(piece.row_id), piece.left) for piece in credited)
    worked = [piece for piece in owed.pieces if piece.noun == "tasks"]
    if not worked:
        return
    if owed.is_whole and not credited and payout.contract_id is not None:
        # One payment for the days of the work: nothing else of the contract is expected for them.
        made = PaymentCreate(
            id=_own_payment(payout.id),
            contract_id=payout.contract_id,
            platform_id=payout.platform_id,
            earned_on=owed.work_last_on,
            work_start_on=owed.work_first_on,
            work_end_on=owed.work_last_on,
            amount_minor=owed.due.minor,
            currency=payout.currency,
        )
        yield payments.log(connection, me.id, made).id, owed.due.minor
        return
    # Task by task, each with all that it earned: what is held back or was paid before stays what it was.
    for piece in worked:
        task = tasks.get(connection, me.id, UUID(piece.row_id))
        made = PaymentCreate(
            id=_own_payment(payout.id, task.id),
            contract_id=task.contract_id,
            platform_id=payout.platform_id,
            task_id=task.id,
            earned_on=task.worked_on,
            amount_minor=piece.whole,
            currency=payout.currency,
        )
        yield payments.log(connection, me.id, made).id, piece.left


def _own_payment(payout_id: UUID, task_id: UUID | str | None = None) -> UUID:
    """The id of a payment that an arrival makes, so that undoing it finds it again."""
    return uuid5(payout_id, f"payment/{task_id}" if task_id else "payment")


def typed_payout(payment_id: UUID) -> UUID:
    """The id of the payout that is typed together with a payment, so that it is kept once and found again."""
    return uuid5(payment_id, "payout")


def total(owed: Iterable[Owed]) -> Fraction:
    """The sum of what is owed."""
    return sum((row.amount for row in owed), Fraction(0))


def uuid_or_none(text: str | None) -> UUID | None:
    """An id of a report, where there is one."""
    return UUID(text) if text else None

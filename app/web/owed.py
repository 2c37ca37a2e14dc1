"""What is owed, as rows to show and as something that can arrive with one tap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID, uuid5

from app import errors
from app.database import Connection
from app.http.reporting import report_of
from app.language import Language
from app.records.payment import PaymentCreate
from app.records.payout import PayoutCreate
from app.records.payout_match import PayoutMatchCreate
from app.records.writer import WriterPublic
from app.store import payments, payouts
from app.tokens import uuid7
from app.web.book import Book
from reports.parameters import Parameters
from reports.personal import Owed, PersonalReport
from reports.wording import N_


class NotOwed(errors.NotFound):
    """It was confirmed before, or the records changed."""

    message = N_("This is not owed any more. Look at Payments again.")


@dataclass(frozen=True, slots=True)
class Question:
    """The one payment question on Today."""

    key: str
    text: str
    when: str
    late: str


@dataclass(frozen=True, slots=True)
class OwedRow:
    """Something owed, in words."""

    key: str
    amount: str
    who: str
    late: str
    due: str
    work: str


def key_of(owed: Owed) -> str:
    """What tells one thing owed from the others, in an address or a form."""
    whose = owed.contract_id or owed.platform_id or "none"
    return ".".join((whose, str(owed.expected_on or "none"), owed.due.currency))


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
        for owed in oldest_first(report.owed)
        if owed.expected_on and owed.expected_on <= today and key_of(owed) not in waiting
    ]
    if not asked:
        return None
    row = row_of(asked[0], report, book, words)
    text = words("Did {who} pay you {amount}?", who=row.who, amount=row.amount)
    return Question(row.key, text, row.due, row.late)


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
        amount=words.money(owed.amount, report.currency),
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


def arrive(connection: Connection, me: WriterPublic, on_file: Parameters, key: str) -> UUID:
    """Log what was owed as arrived today: a payment where none was credited, a payout, and their matches.

    It arrives in the currency it was owed in, whatever the report is in: no other money settles it.
    """
    report = report_of(connection, me, on_file)
    owed = next((row for row in report.owed if key_of(row) == key), None)
    if owed is None:
        raise NotOwed
    minor = owed.due.minor
    contract_id = UUID(owed.contract_id) if owed.contract_id else None
    platform_id = UUID(owed.platform_id) if owed.platform_id else None
    payout = PayoutCreate(
        id=uuid7(),
        contract_id=contract_id,
        platform_id=platform_id,
        arrived_on=report.as_of,
        gross_minor=minor,
        fee_minor=0,
        net_minor=minor,
        currency=owed.due.currency,
    )
    paid = _payments(connection, me, owed, payout, minor)
    payouts.log(connection, me.id, payout)
    for payment_id, part in paid:
        match = PayoutMatchCreate(payout_id=payout.id, payment_id=payment_id, amount_minor=part)
        payouts.match(connection, me.id, match)
    return payout.id


def take_back(connection: Connection, me: WriterPublic, payout_id: UUID) -> bool:
    """Undo an arrival: the payout, its matches, and the payment made for it or typed with it; say if typed."""
    made, was_typed = _own_payment(payout_id), False
    for match in payouts.matches(connection, me.id, payout_id):
        payouts.unmatch(connection, me.id, match.id)
        is_typed = typed_payout(match.payment_id) == payout_id
        was_typed = was_typed or is_typed
        if is_typed or match.payment_id == made:
            payments.withdraw(connection, me.id, match.payment_id)
    payouts.withdraw(connection, me.id, payout_id)
    return was_typed


def _payments(
    connection: Connection, me: WriterPublic, owed: Owed, payout: PayoutCreate, minor: int
) -> list[tuple[UUID, int]]:
    """The payments that this arrival pays, and how much of each; one is made for work without any."""
    open_parts = _open_parts(connection, me, owed)
    rest = minor - sum(part for _, part in open_parts)
    if rest <= 0 or _is_anything_unmatched(connection, me):
        return _up_to(open_parts, minor)
    # For its days it would replace all expected pay of them, also what is held back; else it takes the oldest.
    is_for_days = owed.is_whole and payout.contract_id is not None
    made = PaymentCreate(
        id=_own_payment(payout.id),
        contract_id=payout.contract_id,
        platform_id=payout.platform_id,
        earned_on=owed.work_last_on,
        work_start_on=owed.work_first_on if is_for_days else None,
        work_end_on=owed.work_last_on if is_for_days else None,
        amount_minor=rest,
        currency=payout.currency,
    )
    return [*open_parts, (payments.log(connection, me.id, made).id, rest)]


def _is_anything_unmatched(connection: Connection, me: WriterPublic) -> bool:
    """Whether money came that no payment explains: then what is left of the work is less than its pay.

    A payment of the rest would replace the whole expected pay; the payout alone settles it, oldest work first.
    """
    matched: dict[UUID, int] = {}
    for match in payouts.matches(connection, me.id):
        matched[match.payout_id] = matched.get(match.payout_id, 0) + match.amount_minor
    earlier = payouts.list_between(connection, me.id, dt.date.min, dt.date.max)
    return any(row.gross_minor != matched.get(row.id, 0) for row in earlier)


def _open_parts(connection: Connection, me: WriterPublic, owed: Owed) -> list[tuple[UUID, int]]:
    """What earlier arrivals have left of the payments that are owed."""
    paid: dict[UUID, int] = {}
    for match in payouts.matches(connection, me.id):
        paid[match.payment_id] = paid.get(match.payment_id, 0) + match.amount_minor
    rows = [payments.get(connection, me.id, UUID(payment_id)) for payment_id in owed.rows.get("payments", ())]
    return [(row.id, row.amount_minor - paid.get(row.id, 0)) for row in rows]


def _up_to(parts: list[tuple[UUID, int]], minor: int) -> list[tuple[UUID, int]]:
    matched = []
    for payment_id, part in parts:
        taken = min(part, minor)
        minor -= taken
        if taken > 0:
            matched.append((payment_id, taken))
    return matched


def _own_payment(payout_id: UUID) -> UUID:
    """The id of the payment that an arrival makes, so that undoing it finds it again."""
    return uuid5(payout_id, "payment")


def typed_payout(payment_id: UUID) -> UUID:
    """The id of the payout that is typed together with a payment, so that it is kept once and found again."""
    return uuid5(payment_id, "payout")


def total(owed: Iterable[Owed]) -> Fraction:
    """The sum of what is owed."""
    return sum((row.amount for row in owed), Fraction(0))

"""Money that came, was earned or was spent, as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.database import Connection
from app.language import Language
from app.records.expense import ExpensePublic
from app.records.payment import PaymentPublic
from app.records.payout import PayoutPublic
from app.records.writer import WriterPublic
from app.store import payouts
from app.web.book import Book
from app.web.labels import PAYMENT_KINDS
from app.web.money_row import MoneyRow, money_of
from reports.frames import PaymentKind


def arrived_rows(
    database: Connection, me: WriterPublic, rows: Sequence[PayoutPublic], book: Book, words: Language
) -> tuple[MoneyRow, ...]:
    """Payouts, each with its fee and with what no payment explains."""
    matched = payouts.matched_by_payout(database, me.id, [row.id for row in rows])
    return tuple(_arrived(row, row.gross_minor - matched.get(row.id, 0), book, words) for row in rows)


def earned_rows(
    database: Connection, me: WriterPublic, rows: Sequence[PaymentPublic], book: Book, words: Language
) -> tuple[MoneyRow, ...]:
    """Payments, each with what is still open of it."""
    paid = payouts.matched_by_payment(database, me.id, [row.id for row in rows])
    return tuple(_earned(row, row.amount_minor - paid.get(row.id, 0), book, words) for row in rows)


def cost_row(row: ExpensePublic, book: Book, words: Language) -> MoneyRow:
    """An expense."""
    platform = book.platform_name(row.platform_id)
    spread = (
        words.plural("over {count} month", "over {count} months", row.months)
        if row.months and row.months > 1
        else ""
    )
    return MoneyRow(
        row.id,
        row.category[:1].upper() + row.category[1:] if row.category else words("Cost"),
        ", ".join(part for part in (words.day(row.spent_on), platform) if part),
        money_of(row.amount_minor, row.currency, words),
        spread,
        f"/payments/costs/{row.id}",
    )


def whose(contract_id: UUID | None, platform_id: UUID | None, book: Book, words: Language) -> tuple[str, str]:
    """The platform money is from, and the contract where one is known."""
    contract = book.contract(contract_id)
    platform = book.platform_name(contract.platform_id if contract else platform_id)
    return platform or words("A platform without a name"), contract.name if contract else ""


def _arrived(row: PayoutPublic, rest: int, book: Book, words: Language) -> MoneyRow:
    who, contract = whose(row.contract_id, row.platform_id, book, words)
    fee = words("fee {amount}", amount=money_of(row.fee_minor, row.currency, words)) if row.fee_minor else ""
    open_part = words("{amount} not matched", amount=money_of(rest, row.currency, words)) if rest else ""
    return MoneyRow(
        row.id,
        who,
        ", ".join(part for part in (words.day(row.arrived_on), contract) if part),
        money_of(row.gross_minor, row.currency, words),
        ", ".join(part for part in (fee, open_part) if part),
        f"/payments/payouts/{row.id}",
    )


def _earned(row: PaymentPublic, rest: int, book: Book, words: Language) -> MoneyRow:
    who, contract = whose(row.contract_id, row.platform_id, book, words)
    kind = "" if row.kind is PaymentKind.TASK_PAY else words(PAYMENT_KINDS[row.kind])
    said = (
        words("{amount} not matched", amount=money_of(rest, row.currency, words))
        if rest
        else words("arrived")
    )
    return MoneyRow(
        row.id,
        who,
        ", ".join(part for part in (words.day(row.earned_on), contract, kind) if part),
        money_of(row.amount_minor, row.currency, words),
        said,
        f"/payments/{row.id}",
    )

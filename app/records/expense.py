"""An expense: what the work cost the writer."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index

from app.records.base import Create, Public, Record, Row, Update, ledger_row, whole, within
from app.records.values import Amount, Currency, Day, MonthsOrNone, NameOrNone, NoteOrNone


class ExpenseFields(Record):
    """`months` spreads it in a straight line from `spent_on`; 1, or none, counts it on the day."""

    platform_id: UUID | None = None
    contract_id: UUID | None = None
    spent_on: Day
    amount_minor: Amount
    currency: Currency
    category: NameOrNone = None
    months: MonthsOrNone = None
    note: NoteOrNone = None


class Expense(ExpenseFields, Row, table=True):
    """What the work cost."""

    __tablename__: ClassVar[str] = "expense"
    __table_args__ = ledger_row(
        *whole("amount_minor"),
        within("months", 1),
        Index(None, "writer_id", "spent_on"),
        platform_id="platform",
        contract_id="contract",
    )


class ExpenseCreate(ExpenseFields, Create):
    """A new expense."""


class ExpenseUpdate(ExpenseFields, Update):
    """A changed expense."""


class ExpensePublic(ExpenseFields, Public):
    """An expense as shown."""

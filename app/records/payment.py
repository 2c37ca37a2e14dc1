"""A payment: money a platform credited, which is not yet money that arrived."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import model_validator
from sqlalchemy import Index, String
from sqlmodel import Field

from app.records.base import (
    Create,
    Public,
    Record,
    Row,
    Update,
    in_order,
    ledger_row,
    one_of,
    refuse_disorder,
    whole,
    words_of,
)
from app.records.values import Amount, Currency, Day, DayOrNone, NoteOrNone
from reports.frames import PaymentKind
from reports.wording import N_


class PaymentFields(Record):
    """For one task, for the work of some days (`work_end_on` included), or for neither."""

    platform_id: UUID | None = None
    contract_id: UUID | None = None
    kind: Annotated[PaymentKind, Field(sa_type=String)] = PaymentKind.TASK_PAY
    earned_on: Day
    amount_minor: Amount
    currency: Currency
    task_id: UUID | None = None
    work_start_on: DayOrNone = None
    work_end_on: DayOrNone = None
    expected_on: DayOrNone = None
    note: NoteOrNone = None

    @model_validator(mode="after")
    def _work_ends_after_it_starts(self) -> Self:
        refuse_disorder(
            self.work_start_on, self.work_end_on, N_("The last day of the work is before its first.")
        )
        return self


class Payment(PaymentFields, Row, table=True):
    """Money credited."""

    __tablename__: ClassVar[str] = "payment"
    __table_args__ = ledger_row(
        one_of("kind", words_of(PaymentKind)),
        *whole("amount_minor"),
        in_order("work_start_on", "work_end_on"),
        Index(None, "writer_id", "earned_on"),
        platform_id="platform",
        contract_id="contract",
        task_id="task",
    )


class PaymentCreate(PaymentFields, Create):
    """A new payment."""


class PaymentUpdate(PaymentFields, Update):
    """A changed payment."""


class PaymentPublic(PaymentFields, Public):
    """A payment as shown."""

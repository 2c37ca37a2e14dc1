"""A payout: money that arrived."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from pydantic import model_validator
from sqlalchemy import CheckConstraint, Index

from app.records.base import Create, Public, Record, Row, Update, ledger_row, whole
from app.records.values import (
    Amount,
    Currency,
    CurrencyOrNone,
    Day,
    DecimalTextOrNone,
    NameOrNone,
    NoteOrNone,
)
from reports.wording import N_


class PayoutFields(Record):
    """Gross less fee is net. `rate` is what one unit of `currency` brought in `received_currency`."""

    platform_id: UUID | None = None
    contract_id: UUID | None = None
    arrived_on: Day
    gross_minor: Amount
    fee_minor: Amount
    net_minor: Amount
    currency: Currency
    received_currency: CurrencyOrNone = None
    rate: DecimalTextOrNone = None
    rate_source: NameOrNone = None
    note: NoteOrNone = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        amounts: tuple[Any, ...] = (self.gross_minor, self.fee_minor, self.net_minor)
        # A change may give one of the three; the whole row is checked when it is put in.
        if None not in amounts and amounts[0] - amounts[1] != amounts[2]:
            raise ValueError(N_("Gross less fee is not what arrived."))
        return self


class Payout(PayoutFields, Row, table=True):
    """Money that arrived."""

    __tablename__: ClassVar[str] = "payout"
    __table_args__ = ledger_row(
        *whole("gross_minor", "fee_minor", "net_minor"),
        CheckConstraint("gross_minor - fee_minor = net_minor", name="adds_up"),
        Index(None, "writer_id", "arrived_on"),
        platform_id="platform",
        contract_id="contract",
    )


class PayoutCreate(PayoutFields, Create):
    """A new payout."""


class PayoutUpdate(PayoutFields, Update):
    """A changed payout."""


class PayoutPublic(PayoutFields, Public):
    """A payout as shown."""

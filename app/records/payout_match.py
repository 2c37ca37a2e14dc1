"""Which payments a payout paid, and how much of each."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index

from app.records.base import Create, Public, Record, Row, ledger_row, whole
from app.records.values import Amount


class PayoutMatchFields(Record):
    """A part of a payout that paid a payment, before the fee."""

    payout_id: UUID
    payment_id: UUID
    amount_minor: Amount


class PayoutMatch(PayoutMatchFields, Row, table=True):
    """A part of a payout that paid a payment, kept."""

    __tablename__: ClassVar[str] = "payout_match"
    __table_args__ = ledger_row(
        *whole("amount_minor"),
        Index(None, "writer_id", "payout_id"),
        payout_id="payout",
        payment_id="payment",
    )


class PayoutMatchCreate(PayoutMatchFields, Create):
    """A new match."""


class PayoutMatchPublic(PayoutMatchFields, Public):
    """A match as shown."""

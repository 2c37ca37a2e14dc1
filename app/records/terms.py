"""Terms: what a contract promises from a day on. The snapshot at acceptance is never edited."""

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
    within,
    words_of,
)
from app.records.values import (
    Answer,
    AtLeastOneOrNone,
    Currency,
    Day,
    DaysOrNone,
    NameOrNone,
    NoteOrNone,
    PriceOrNone,
    PromiseOrNone,
    SentenceOrNone,
    WeekdayOrNone,
    ZoneOrNone,
)
from reports.frames import PayModel
from reports.wording import N_


class TermsFields(Record):
    """`rate_minor` is the price of `rate_units` units, or of one hour; the low end of a promised range."""

    contract_id: UUID
    effective_on: Day
    pay_model: Annotated[PayModel, Field(sa_type=String)]
    currency: Currency
    rate_minor: PriceOrNone = None
    rate_high_minor: PriceOrNone = None
    rate_units: AtLeastOneOrNone = None
    unit_name: NameOrNone = None
    promised_seconds_per_unit: PromiseOrNone = None
    promised_seconds_per_week: PromiseOrNone = None
    weekly_cap_seconds: PromiseOrNone = None
    bonus_rule: SentenceOrNone = None
    hold_days: DaysOrNone = None
    pay_week_start: WeekdayOrNone = None
    pay_zone: ZoneOrNone = None
    pay_lag_days: DaysOrNone = None
    credit_promised: Annotated[Answer | None, Field(sa_type=String)] = None
    rights_given_up: SentenceOrNone = None
    purpose_told: Annotated[Answer | None, Field(sa_type=String)] = None
    is_acceptance: bool | None = None
    note: NoteOrNone = None

    @model_validator(mode="after")
    def _range_rises(self) -> Self:
        refuse_disorder(self.rate_minor, self.rate_high_minor, N_("The higher rate is below the lower one."))
        return self


class Terms(TermsFields, Row, table=True):
    """What was promised from a day on."""

    __tablename__: ClassVar[str] = "terms"
    __table_args__ = ledger_row(
        one_of("pay_model", words_of(PayModel)),
        one_of("credit_promised", words_of(Answer)),
        one_of("purpose_told", words_of(Answer)),
        *whole("rate_minor", "rate_high_minor"),
        within("rate_minor", 0),
        in_order("rate_minor", "rate_high_minor"),
        within("rate_units", 1),
        within("promised_seconds_per_unit", 0),
        within("promised_seconds_per_week", 0),
        within("weekly_cap_seconds", 0),
        within("hold_days", 0),
        within("pay_week_start", 0, 6),
        within("pay_lag_days", 0),
        Index(None, "writer_id", "effective_on"),
        contract_id="contract",
    )


class TermsCreate(TermsFields, Create):
    """New terms."""


class TermsUpdate(TermsFields, Update):
    """Changed terms; never those of the acceptance."""


class TermsPublic(TermsFields, Public):
    """Terms as shown."""

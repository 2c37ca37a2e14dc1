"""A dated fact the writer may give about her situation; each is optional."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

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
from app.records.values import AmountOrNone, CurrencyOrNone, Day, DayOrNone, NameOrNone
from reports.frames import Fact
from reports.wording import N_


class SituationFields(Record):
    """`ends_on` is the last day it held; open when missing."""

    fact: Annotated[Fact, Field(sa_type=String)]
    starts_on: Day
    ends_on: DayOrNone = None
    value: NameOrNone = None
    amount_minor: AmountOrNone = None
    currency: CurrencyOrNone = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_disorder(self.starts_on, self.ends_on, N_("The last day is before the first."))
        return self


class Situation(SituationFields, Row, table=True):
    """A dated fact."""

    __tablename__: ClassVar[str] = "situation"
    __table_args__ = ledger_row(
        one_of("fact", words_of(Fact)),
        *whole("amount_minor"),
        in_order("starts_on", "ends_on"),
        Index(None, "writer_id", "starts_on"),
    )


class SituationCreate(SituationFields, Create):
    """A new fact."""


class SituationUpdate(SituationFields, Update):
    """A changed fact."""


class SituationPublic(SituationFields, Public):
    """A fact as shown."""

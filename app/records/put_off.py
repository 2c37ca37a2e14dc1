"""A question put off: “not yet”, and the day from which it may be asked again."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from sqlalchemy import String, UniqueConstraint
from sqlmodel import Field

from app.records.base import Owned, one_of, owned, words_of

#: How long a payment that has not come is not asked about.
PAYMENT_WAITS = timedelta(days=7)


class Topic(StrEnum):
    """What Today asks about."""

    PAYMENT = "payment"
    NO_WORK = "no_work"
    GAP = "gap"


class PutOff(Owned, table=True):
    """One question that waits; `key` tells it from others of its topic."""

    __tablename__: ClassVar[str] = "put_off"
    __table_args__ = owned(one_of("topic", words_of(Topic)), UniqueConstraint("writer_id", "topic", "key"))

    topic: Annotated[Topic, Field(sa_type=String)]
    key: str = Field(max_length=120)
    until_on: date

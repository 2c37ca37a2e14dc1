"""A timer: work that is going on. What is kept is when it started; how long it has run follows from the clock."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import Index, String
from sqlmodel import Field

from app.records.base import (
    Create,
    Input,
    Instant,
    Owned,
    Record,
    Update,
    one_of,
    owned,
    within,
    words_of,
)
from app.records.values import CountOrNone, NameOrNone, Zone
from reports.frames import UnpaidCategory


class TimerFields(Record):
    """Nothing but the start is needed. `zone` is where she was then: it decides the day of the work.

    `is_clock_doubtful` says that the phone sent a start that cannot be, and ours took its place.
    """

    started_at: Instant
    zone: Zone
    contract_id: UUID | None = None
    platform_id: UUID | None = None
    kind: NameOrNone = None
    is_paid: bool = True
    unpaid_category: Annotated[UnpaidCategory | None, Field(sa_type=String)] = None
    units: CountOrNone = None
    is_clock_doubtful: bool = False


class Timer(TimerFields, Owned, table=True):
    """Work going on; withdrawn when it is stopped or thrown away. `touched_at`: she last said it is right."""

    __tablename__: ClassVar[str] = "timer"
    __table_args__ = owned(
        one_of("unpaid_category", words_of(UnpaidCategory)),
        within("units", 0),
        # Stopped timers stay; the one that runs is found at once.
        Index(None, "writer_id", "withdrawn_at"),
        contract_id="contract",
        platform_id="platform",
    )

    touched_at: Instant


class TimerCreate(TimerFields, Create):
    """A new timer."""


class TimerUpdate(TimerFields, Update):
    """A changed timer."""


class TimerPublic(TimerFields, Input):
    """A timer as shown."""

    id: UUID
    revision: int
    touched_at: AwareDatetime
    withdrawn_at: AwareDatetime | None

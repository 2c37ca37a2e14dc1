"""A task: one logged piece of work."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import model_validator
from sqlalchemy import Index, String
from sqlmodel import Field

from app.records.base import (
    Create,
    InstantOrNone,
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
    CountOrNone,
    CurrencyOrNone,
    Day,
    DayOrNone,
    NameOrNone,
    NoteOrNone,
    PriceOrNone,
    SecondsOrNone,
    TollOrNone,
)
from reports.frames import Outcome, UnpaidCategory
from reports.wording import N_


class TaskFields(Record):
    """Missing seconds are unknown, not 0. `platform_id` is for time that belongs to no contract."""

    contract_id: UUID | None = None
    platform_id: UUID | None = None
    kind: NameOrNone = None
    title: NameOrNone = None
    worked_on: Day
    seconds: SecondsOrNone = None
    started_at: InstantOrNone = None
    ended_at: InstantOrNone = None
    units: CountOrNone = None
    is_paid: bool
    unpaid_category: Annotated[UnpaidCategory | None, Field(sa_type=String)] = None
    outcome: Annotated[Outcome, Field(sa_type=String)] = Outcome.PENDING
    decided_on: DayOrNone = None
    credited_seconds: SecondsOrNone = None
    expected_minor: PriceOrNone = None
    currency: CurrencyOrNone = None
    held_minor: PriceOrNone = None
    held_until_on: DayOrNone = None
    toll: TollOrNone = None
    is_repetitive: bool | None = None
    is_alone: bool | None = None
    note: NoteOrNone = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        refuse_disorder(self.started_at, self.ended_at, N_("The end is before the start."))
        return self


class Task(TaskFields, Row, table=True):
    """One piece of work."""

    __tablename__: ClassVar[str] = "task"
    __table_args__ = ledger_row(
        one_of("unpaid_category", words_of(UnpaidCategory)),
        one_of("outcome", words_of(Outcome)),
        *whole("seconds", "credited_seconds", "expected_minor", "held_minor"),
        within("seconds", 0),
        within("units", 0),
        within("credited_seconds", 0),
        within("expected_minor", 0),
        within("held_minor", 0),
        within("toll", 1, 5),
        in_order("started_at", "ended_at"),
        # By day and id, as frames read them: no sort on every report.
        Index(None, "writer_id", "worked_on", "id"),
        contract_id="contract",
        platform_id="platform",
    )


class TaskCreate(TaskFields, Create):
    """A new task."""


class TaskUpdate(TaskFields, Update):
    """A changed task."""


class TaskPublic(TaskFields, Public):
    """A task as shown."""

"""An entry as a phone tells of it, read: the task it describes, and whether the phone's clock was believed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from app import clock
from app.api.refusals import made, refused
from app.api.work import PLACE, Moment, WorkBody, place_of
from app.database import Connection
from app.http import quick_log
from app.http.device_clock import DeviceClock, When, believed
from app.records.task import TaskCreate
from app.records.timer import TimerPublic
from app.records.values import (
    CurrencyOrNone,
    DayOrNone,
    NameOrNone,
    NoteOrNone,
    PriceOrNone,
    SecondsOrNone,
    Source,
    TollOrNone,
)
from app.records.writer import WriterPublic
from reports.frames import Outcome
from reports.wording import N_

LONGEST_SECONDS = int(quick_log.LONGEST_RUN.total_seconds())

#: What an entry takes as it was said.
_AS_SAID = (
    *("units", "note", "title", "decided_on", "credited_seconds", "held_minor", "held_until_on"),
    *("toll", "is_repetitive", "is_alone"),
)


class EntryBody(WorkBody):
    """What a phone says of an entry; only a change can leave out the day, which was resolved on the phone."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {
            "examples": [
                {"worked_on": "2026-11-02", "seconds": 2520, "kind": "Rank pairs", "platform": "Northlight"}
            ]
        }
    }
    goes_with: ClassVar[Mapping[str, Collection[str]]] = {
        "like": PLACE,
        "platform": {"contract_id"},
        "is_paid": {"unpaid_category"},
        "unpaid_category": {"is_paid"},
        "expected_minor": {"currency"},
        "held_minor": {"currency"},
    }

    worked_on: DayOrNone = None
    seconds: SecondsOrNone = None
    started_at: Moment | None = None
    ended_at: Moment | None = None
    expected_minor: PriceOrNone = None
    currency: CurrencyOrNone = None
    note: NoteOrNone = None
    source: Literal["timer", "same_day", "from_memory"] = "same_day"
    outcome: Outcome | None = None
    title: NameOrNone = None
    decided_on: DayOrNone = None
    credited_seconds: SecondsOrNone = None
    held_minor: PriceOrNone = None
    held_until_on: DayOrNone = None
    toll: TollOrNone = None
    is_repetitive: bool | None = None
    is_alone: bool | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a phone sent, the task it describes, and whether its clock was believed."""

    body: EntryBody
    task: TaskCreate
    is_believed: bool


def completed(me: WriterPublic, body: EntryBody, timer: TimerPublic | None) -> EntryBody:
    """An entry that is no change, with what it leaves unsaid taken from the timer that it stops."""
    if body.worked_on is None:
        raise refused(me, {"worked_on": N_("Which day was it?")})
    if timer is None:
        return body
    names = body.names() | (PLACE if body.names_place() else set())
    return body.model_copy(update={name: getattr(timer, name) for name in _OF_ITS_TIMER if name not in names})


# Of a platform a body says the name only.
_OF_ITS_TIMER = [name for name in quick_log.OF_ITS_TIMER if name in EntryBody.model_fields]


def read(
    database: Connection,
    me: WriterPublic,
    device: DeviceClock,
    body: EntryBody,
    entry_id: UUID,
    *,
    may_make_contract: bool,
    platform_id: UUID | None = None,
) -> Sent:
    """The task that a body describes; `platform_id` is where its timer ran, which no body can say."""
    when = _when(me, device, body)
    place = place_of(database, me, body, when.worked_on, entry_id, may_make_contract=may_make_contract)
    if place["contract_id"] is None:
        place["platform_id"] = place["platform_id"] or platform_id
    pay = body.expected_minor if body.is_paid else None
    has_money = pay is not None or body.held_minor is not None
    task = made(
        me,
        TaskCreate,
        id=entry_id,
        **place,
        worked_on=when.worked_on,
        seconds=when.seconds,
        started_at=when.started_at,
        ended_at=when.ended_at,
        is_paid=body.is_paid,
        unpaid_category=None if body.is_paid else body.unpaid_category,
        expected_minor=pay,
        currency=body.currency or me.currency if has_money else None,
        outcome=body.outcome or Outcome.PENDING,
        **{name: getattr(body, name) for name in _AS_SAID},
    )
    return Sent(body, task, when.is_believed)


def _when(me: WriterPublic, device: DeviceClock, body: EntryBody) -> When:
    """When it was, as far as it can have been."""
    said = When(body.worked_on or clock.today(me.zone), body.seconds, body.started_at, body.ended_at)
    really = device.put_right(said)
    if really.started_at and really.ended_at and really.ended_at < really.started_at:
        raise refused(me, {"ended_at": N_("The end is before the start.")})
    when = believed(me, really, is_timed=body.source == Source.TIMER.value)
    if when.seconds is not None and when.seconds > LONGEST_SECONDS:
        raise refused(me, {"seconds": quick_log.LONGER_THAN_A_DAY})
    return when

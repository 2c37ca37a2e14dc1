"""One entry as a phone sends it, once or many times: the quick log's way to keep a piece of work."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request
from fastapi.responses import Response
from pydantic import AwareDatetime, ValidationError

from app import clock, errors
from app.api.sentences import refused, refused_record, revision_in, stale, with_tag
from app.api.timers import place_of
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database
from app.http.device_clock import NEAR, Device, DeviceClock, is_possible_past
from app.http.owner import SignedIn
from app.records.base import Body
from app.records.task import TaskCreate, TaskFields, TaskPublic
from app.records.timer import TimerPublic
from app.records.values import (
    CountOrNone,
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
from app.store import amendments, changes, conflicts, platforms, tasks, timers
from app.store.rows import plain
from reports.frames import Outcome, UnpaidCategory
from reports.wording import N_

router = APIRouter(prefix="/api/v1/entries", tags=["entry"])

LONGEST_SECONDS = int(quick_log.LONGEST_RUN.total_seconds())
CLOCK_WRONG = N_(
    "The clock of that phone was wrong: the length is kept, the time of day is not. Please check the day."
)


class EntryBody(Body):
    """What a phone says of an entry; only a change can leave out the day, which was resolved on the phone."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {
            "examples": [
                {"worked_on": "2026-11-02", "seconds": 2520, "kind": "Rank pairs", "platform": "Northlight"}
            ]
        }
    }

    worked_on: DayOrNone = None
    seconds: SecondsOrNone = None
    started_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    like: UUID | None = None
    contract_id: UUID | None = None
    platform: NameOrNone = None
    kind: NameOrNone = None
    is_paid: bool = True
    unpaid_category: UnpaidCategory | None = None
    units: CountOrNone = None
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

    def names(self) -> set[str]:
        """The fields of a task that this says something of; the rest stay as they are."""
        said = self.model_fields_set
        more = (fields for name, fields in _GO_WITH.items() if name in said)
        return said.union(*more)


_PLACE = {"contract_id", "platform_id", "kind"}
#: What a field decides beyond itself.
_GO_WITH = {
    "like": _PLACE,
    "platform": {"contract_id"},
    "is_paid": {"unpaid_category"},
    "unpaid_category": {"is_paid"},
    "expected_minor": {"currency"},
    "held_minor": {"currency"},
}
#: What an entry takes as it was said.
_AS_SAID = (
    *("units", "note", "title", "decided_on", "credited_seconds", "held_minor", "held_until_on"),
    *("toll", "is_repetitive", "is_alone"),
)


@router.put(
    "/{id}",
    summary="Keep an entry",
    operation_id="put_entry",
    status_code=201,
    responses={200: {"description": "It was known already."}},
)
def put_entry(
    entry_id: Annotated[UUID, Path(alias="id")],
    body: EntryBody,
    request: Request,
    database: Database,
    me: SignedIn,
    *,
    device: Device,
    if_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Keep it: 201. The same again: 200. If-Match changes it: 200, or 412 when it says something else by now.

    A timer of this id is stopped by it, and what the body does not say is as the timer has it. Clock times that
    cannot be are left out: the entry keeps its length and counts on the day it reached us where its own day cannot
    be; the answer says so in `notice`.
    """
    timers.wait_turn(database, me.id)
    known = tasks.find(database, me.id, entry_id)
    revision = revision_in(if_match)
    if known is None and revision is not None:
        raise errors.NotFound
    started = timers.find(database, me.id, entry_id)
    if body.worked_on is None and revision is None:
        raise refused(me, {"worked_on": N_("Which day was it?")})
    if started is not None and revision is None:
        body = _like_its_timer(body, started)
    may_make_contract = known is None or (revision is not None and _names_its_contract(body, known))
    task, is_believed = _task(database, me, device, body, entry_id, may_make_contract=may_make_contract)
    if started is not None and not body.model_fields_set & {"like", "contract_id", "platform"}:
        task = task.model_copy(update={"platform_id": started.platform_id})
    if known is None:
        _refuse_contradictions(database, me, task)
        source = Source(body.source) if is_believed else Source.FROM_MEMORY
        kept, status = quick_log.keep(database, me, task, source), 201
    elif revision is not None:
        named = plain(_named(database, me, known, task, body))
        put = changes.put(database, me.id, "tasks", known.id, named, revision, Source.API)
        if put.outcome is changes.Outcome.STALE:
            return stale(request, me, put.row, body.model_dump(mode="json"), put.conflict)
        kept, status = put.row, 200
    elif not _says_the_same(_at_first(database, me, known), task, body, is_believed=is_believed):
        return stale(request, me, known, body.model_dump(mode="json"), _both_kept(database, me, known, task))
    else:
        kept, status = known, 200
    if started is not None:
        timers.withdraw(database, me.id, entry_id)
    notice = {} if is_believed else {"notice": CLOCK_WRONG}
    return with_tag(kept, kept.revision, status, **notice)


def _names_its_contract(body: EntryBody, known: TaskPublic) -> bool:
    """Whether a platform stands for a contract: as when it was logged, not as on the form that asks for both."""
    return known.contract_id is not None and "contract_id" not in body.model_fields_set


def _named(
    database: Connection, me: WriterPublic, known: TaskPublic, task: TaskCreate, body: EntryBody
) -> dict[str, Any]:
    """What a change names, and what follows from it; the rest stays, and so does a currency that nobody named."""
    said = task.model_dump(include=body.names() & TaskFields.model_fields.keys())
    if "currency" in said:
        said["currency"] = body.currency or known.currency or task.currency
    if "platform" in body.model_fields_set and not _names_its_contract(body, known):
        said["platform_id"] = (
            platforms.find_or_log(database, me.id, body.platform).id if body.platform else None
        )
    said |= _end_moved(known, body)
    if any(getattr(known, name) != value for name, value in said.items()):
        _refuse_contradictions(database, me, known.model_copy(update=said))
    return said


def _end_moved(known: TaskPublic, body: EntryBody) -> dict[str, Any]:
    """The end of an entry that is said to be longer than its clock times: it follows, as on its form."""
    if body.seconds is None or known.started_at is None or known.ended_at is None:
        return {}
    if body.model_fields_set & {"started_at", "ended_at"}:
        return {}
    end = known.started_at + dt.timedelta(seconds=body.seconds)
    return {"ended_at": end} if end > known.ended_at else {}


def _like_its_timer(body: EntryBody, timer: TimerPublic) -> EntryBody:
    """A stop with what it leaves unsaid taken from its timer."""
    names = body.names() | (_PLACE if body.model_fields_set & {"like", "contract_id", "platform"} else set())
    taken = ("contract_id", "kind", "is_paid", "unpaid_category", "units")
    return body.model_copy(update={name: getattr(timer, name) for name in taken if name not in names})


def _task(
    database: Connection,
    me: WriterPublic,
    device: DeviceClock,
    body: EntryBody,
    entry_id: UUID,
    *,
    may_make_contract: bool,
) -> tuple[TaskCreate, bool]:
    """The task a body describes, and whether its clock was believed."""
    day, seconds, started_at, ended_at, is_believed = _when(me, device, body)
    if seconds is not None and seconds > LONGEST_SECONDS:
        raise refused(me, {"seconds": N_("A day has 24 hours. Please split longer work over its days.")})
    contract_id, platform_id, kind = place_of(
        database, me, like=body.like, contract_id=body.contract_id, kind=body.kind
    )
    if contract_id is None and platform_id is None and body.platform and may_make_contract:
        contract_id = quick_log.contract_for(database, me, body.platform, kind, day)
    pay = body.expected_minor if body.is_paid else None
    has_money = pay is not None or body.held_minor is not None
    try:
        task = TaskCreate(
            id=entry_id,
            contract_id=contract_id,
            platform_id=platform_id,
            kind=kind,
            worked_on=day,
            seconds=seconds,
            started_at=started_at,
            ended_at=ended_at,
            is_paid=body.is_paid,
            unpaid_category=None if body.is_paid else body.unpaid_category,
            expected_minor=pay,
            currency=body.currency or me.currency if has_money else None,
            outcome=body.outcome or Outcome.PENDING,
            **{name: getattr(body, name) for name in _AS_SAID},
        )
    except ValidationError as error:
        raise refused_record(me, error) from None
    return task, is_believed


def _when(
    me: WriterPublic, device: DeviceClock, body: EntryBody
) -> tuple[dt.date, int | None, dt.datetime | None, dt.datetime | None, bool]:
    """Day, length, start and end as far as they can be, and whether all of it was believed."""
    today, day = clock.today(me.zone), device.day(body.worked_on or clock.today(me.zone))
    started_at, ended_at, seconds = (
        device.instant(body.started_at),
        device.instant(body.ended_at),
        body.seconds,
    )
    if started_at is None or ended_at is None:
        return min(day, today), seconds, started_at, ended_at, day <= today
    if ended_at < started_at:
        raise refused(me, {"ended_at": N_("The end is before the start.")})
    ran = ended_at - started_at
    if seconds is None and ran <= quick_log.LONGEST_RUN:
        seconds = int(ran.total_seconds())
    is_possible = started_at <= clock.now() and (
        body.source != Source.TIMER.value or is_possible_past(me, started_at, ended_at)
    )
    if not is_possible:
        return today, seconds, None, None, False
    if ran > quick_log.LONGEST_RUN:
        ended_at = None  # forgotten: the length is asked for, not taken
    return min(day, today), seconds, started_at, ended_at, day <= today


def _refuse_contradictions(database: Connection, me: WriterPublic, task: TaskCreate | TaskPublic) -> None:
    found = quick_log.contradictions(task, me.zone)
    has_clock_times = task.started_at is not None and task.ended_at is not None
    if not has_clock_times and not tasks.has_room(
        database, me.id, task.worked_on, task.seconds or 0, beside=task.id
    ):
        found["seconds"] = quick_log.FULL_DAY
    if found:
        raise refused(me, found)


def _both_kept(database: Connection, me: WriterPublic, known: TaskPublic, task: TaskCreate) -> UUID:
    """Keep what was sent beside what the entry says, until she has chosen."""
    said = {name: getattr(known, name) for name in TaskFields.model_fields}
    return conflicts.keep(
        database, me.id, "tasks", known, said=said, sent=task.model_dump(exclude={"id"}), base=0
    )


def _at_first(database: Connection, me: WriterPublic, known: TaskPublic) -> TaskPublic:
    """What an entry said when it was kept, before any change."""
    first: dict[str, Any] = known.model_dump(mode="json")
    for amendment in reversed(amendments.list_for(database, me.id, known.id)):
        first |= amendment.earlier
    return TaskPublic.model_validate_json(json.dumps(first))


def _says_the_same(first: TaskPublic, task: TaskCreate, body: EntryBody, *, is_believed: bool) -> bool:
    """Whether this is the save that made the entry, sent again; then it is kept, whatever happened since.

    Clock times may differ by what a phone's clock was put right by; a contract that a name made is not looked for
    again; a day that was not believed is today, and today goes on.
    """
    apart = {"started_at", "ended_at", "seconds"}
    apart |= {"contract_id"} if body.platform else set()
    apart |= set() if is_believed else {"worked_on"}
    return (
        all(getattr(first, name) == said for name, said in task.model_dump(exclude={"id"} | apart).items())
        and _near(first.started_at, task.started_at)
        and _near(first.ended_at, task.ended_at)
        and abs((first.seconds or 0) - (task.seconds or 0)) <= 2
    )


def _near(one: dt.datetime | None, other: dt.datetime | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) <= NEAR

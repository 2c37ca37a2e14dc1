"""The timer as a phone tells of it: started, also long ago and out of order, or thrown away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Annotated, Any, ClassVar
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import Response

from app import clock, errors
from app.api.answers import row_answer, stale_answer, told_answer
from app.api.entry_reading import EntryBody
from app.api.refusals import made
from app.api.work import PLACE, Moment, WorkBody, place_of
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database
from app.http.device_clock import Device, is_possible_start
from app.http.etag import IfMatch
from app.http.notes import notice_of
from app.http.owner import SignedIn
from app.records.task import TaskFields
from app.records.timer import TimerCreate, TimerPublic, TimerUpdate
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import changes, conflicts, tasks, timers
from app.store.rows import plain
from reports.wording import N_

router = APIRouter(prefix="/api/v1/timers", tags=["timer"])

CLOCK_WRONG = N_("The clock of that phone was wrong, so this counts from when it reached us.")


class TimerBody(WorkBody):
    """What a phone says of a timer; `like` is an entry whose kind and place it takes."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {"examples": [{"started_at": "2026-11-02T17:18:00Z", "kind": "Rank pairs"}]}
    }
    goes_with: ClassVar[Mapping[str, Collection[str]]] = {
        "like": PLACE,
        "contract_id": PLACE,
        "platform": PLACE,
        "is_paid": {"unpaid_category"},
    }

    started_at: Moment


@router.put(
    "/{id}",
    summary="Start a timer",
    operation_id="put_timer",
    status_code=201,
    responses={200: {"description": "It was known already."}},
)
def put_timer(
    timer_id: Annotated[UUID, Path(alias="id")],
    body: TimerBody,
    request: Request,
    database: Database,
    me: SignedIn,
    *,
    device: Device,
    revision: IfMatch,
) -> Response:
    """Start it: 201. The same again, or one that was stopped since: 200. With If-Match what is said is changed.

    What is said of one that was stopped meanwhile is changed in its entry, or answered with both versions. Another
    one that runs is stopped at `started_at` and saved. Where one that was started later is known already, this one
    ended at its start: `ended_by` names that one. A start ahead of our clock, or more than 31 days
    behind it, is taken as now, and the answer says so in `notice`.
    """
    known = timers.find(database, me.id, timer_id)
    if known is not None and revision is None:
        return told_answer(known, 200, _ended(database, me, known.id))
    said = device.instant(body.started_at)
    is_possible = is_possible_start(said)
    started_at = said if is_possible else clock.now().replace(microsecond=0)
    fields = _read(database, me, body, started_at, timer_id)
    if known is not None and revision is not None:
        named = {name: value for name, value in fields.items() if name in body.names()}
        if known.withdrawn_at is not None:
            is_first = known.revision == revision + 1  # nobody changed it before it was stopped
            return _change_stopped(request, database, me, known, named=named, is_first=is_first)
        change = made(me, TimerUpdate, revision=revision, **named)
        return _change(request, database, me, known, change=change, sent=body)
    timer = made(me, TimerCreate, id=timer_id, zone=me.zone, is_clock_doubtful=not is_possible, **fields)
    return _start(database, me, timer)


def _read(
    database: Connection, me: WriterPublic, body: TimerBody, started_at: dt.datetime, timer_id: UUID
) -> dict[str, Any]:
    """What a body says of a timer."""
    return {
        "started_at": started_at,
        **place_of(database, me, body, quick_log.day_of(started_at, me.zone), timer_id),
        **_paid_of(database, me, body),
        "units": body.units,
    }


def _change(
    request: Request,
    database: Connection,
    me: WriterPublic,
    known: TimerPublic,
    *,
    change: TimerUpdate,
    sent: TimerBody,
) -> Response:
    try:
        changed = timers.amend(database, me.id, known.id, change)
    except errors.Stale:
        return stale_answer(request, known, sent.said())
    return row_answer(changed)


def _change_stopped(
    request: Request,
    database: Connection,
    me: WriterPublic,
    timer: TimerPublic,
    *,
    named: dict[str, Any],
    is_first: bool,
) -> Response:
    """What was said of a timer that another phone stopped meanwhile is true of its entry."""
    entry = tasks.find(database, me.id, timer.id)
    if entry is None:  # thrown away
        return row_answer(timer)
    change = quick_log.change_of_stopped(timer, entry, named)
    if change and not (is_first and quick_log.fits(database, me, timer, entry, change)):
        said = {name: getattr(entry, name) for name in TaskFields.model_fields}
        kept = conflicts.keep(database, me.id, "tasks", entry, said=said, sent=said | change, base=0)
        # In the words of an entry, which is what a phone changes now.
        words = {name: value for name, value in change.items() if name in EntryBody.model_fields}
        return stale_answer(request, entry, jsonable_encoder(words), kept)
    if change:
        changes.put(database, me.id, "tasks", entry.id, plain(change), entry.revision, Source.API)
    return row_answer(timer)


def _start(database: Connection, me: WriterPublic, timer: TimerCreate) -> Response:
    started = quick_log.start(database, me, timer)
    notice = notice_of(me, None, CLOCK_WRONG if timer.is_clock_doubtful else "")
    stopped = {} if started.stopped is None else {"stopped": str(started.stopped.id)}
    told = notice | stopped | _ended(database, me, timer.id)
    return told_answer(started.timer, 201 if started.is_new else 200, told)


def _ended(database: Connection, me: WriterPublic, timer_id: UUID) -> dict[str, str]:
    """Which later start ended it, for the phone that does not know of it."""
    later = quick_log.ended_by(database, me, timer_id)
    return {} if later is None else {"ended_by": str(later.id)}


@router.delete("/{id}", summary="Throw a timer away", operation_id="delete_timer", status_code=204)
def delete_timer(timer_id: Annotated[UUID, Path(alias="id")], database: Database, me: SignedIn) -> Response:
    """Throw it away; a second time changes nothing."""
    timers.withdraw(database, me.id, timer_id)
    return Response(status_code=204)


def _paid_of(database: Connection, me: WriterPublic, body: TimerBody) -> dict[str, Any]:
    """Whether it is paid, and why not: what is said, else as it was for the entry it is like."""
    like = tasks.find(database, me.id, body.like) if body.like else None
    said = body if like is None or "is_paid" in body.model_fields_set else like
    return {"is_paid": said.is_paid, "unpaid_category": None if said.is_paid else said.unpaid_category}

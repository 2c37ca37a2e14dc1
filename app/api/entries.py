"""One entry as a phone sends it, once or many times: the quick log's way to keep a piece of work."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from app import errors
from app.api.answers import stale_answer, told_answer
from app.api.entry_reading import EntryBody, Sent, completed, read
from app.api.refusals import refused
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database
from app.http.device_clock import NEAR, Device
from app.http.etag import IfMatch
from app.http.notes import notice_of
from app.http.owner import SignedIn
from app.records.task import TaskCreate, TaskFields, TaskPublic
from app.records.timer import TimerPublic
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import amendments, changes, conflicts, platforms, tasks, timers
from app.store.changes import Outcome, Put
from app.store.rows import plain
from reports.wording import N_

router = APIRouter(prefix="/api/v1/entries", tags=["entry"])

CLOCK_WRONG = N_(
    "The clock of that phone was wrong: the length is kept, the time of day is not. Please check the day."
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
    revision: IfMatch,
) -> Response:
    """Keep it: 201. The same again: 200. If-Match changes it: 200, or 412 when it says something else by now.

    A timer of this id is stopped by it, and what the body does not say is as the timer has it. Clock times that
    cannot be are left out: the entry keeps its length and counts on the day it reached us where its own day cannot
    be; the answer says so in `notice`.
    """
    known = tasks.find(database, me.id, entry_id)
    if known is None and revision is not None:
        raise errors.NotFound
    timer = timers.find(database, me.id, entry_id)
    platform_id = None
    if revision is None:
        platform_id = timer.platform_id if timer is not None and not body.names_place() else None
        body = completed(me, body, timer)
    may_make_contract = _may_make_contract(known, body, revision)
    sent = read(
        database, me, device, body, entry_id, may_make_contract=may_make_contract, platform_id=platform_id
    )
    if known is None:
        put = _made(database, me, sent, timer)
    elif revision is None:
        put = _sent_again(database, me, known, sent)
    else:
        put = _changed(database, me, known, sent, revision)
    if put.outcome is Outcome.STALE:
        return stale_answer(request, put.row, body.said(), put.conflict)
    if timer is not None:
        timers.withdraw(database, me.id, entry_id)
    notice = notice_of(me, body.note, "" if sent.is_believed else CLOCK_WRONG)
    return told_answer(put.row, 201 if put.outcome is Outcome.CREATED else 200, notice)


def _may_make_contract(known: TaskPublic | None, body: EntryBody, revision: int | None) -> bool:
    """Whether the name of a platform stands for a contract; what is known and sent again makes none."""
    return known is None or (revision is not None and _names_its_contract(known, body))


def _names_its_contract(known: TaskPublic, body: EntryBody) -> bool:
    """Whether a platform stands for a contract: as when it was logged, not as on the form that asks for both."""
    return known.contract_id is not None and "contract_id" not in body.model_fields_set


def _made(database: Connection, me: WriterPublic, sent: Sent, timer: TimerPublic | None) -> Put[TaskPublic]:
    """A new entry; what was said of its timer and the phone that stops it did not know is in its history."""
    _refuse_contradictions(database, me, sent.task)
    source = Source(sent.body.source) if sent.is_believed else Source.FROM_MEMORY
    before = _before(sent.task, timer)
    if before == sent.task:
        return Put(quick_log.keep(database, me, sent.task, source), Outcome.CREATED)
    first = quick_log.keep(database, me, before, source)
    said = plain(sent.task.model_dump(exclude={"id"}))
    put = changes.put(database, me.id, "tasks", first.id, said, first.revision, Source.API)
    return Put(put.row, Outcome.CREATED)


def _before(task: TaskCreate, timer: TimerPublic | None) -> TaskCreate:
    """The entry as its timer has it, where somebody changed that since it was started."""
    if timer is None or timer.withdrawn_at is not None or timer.revision == 1:
        return task
    is_start_said = task.started_at is not None and not _near(task.started_at, timer.started_at)
    return quick_log.as_timer_had_it(timer, task, is_start_said=is_start_said)


def _sent_again(database: Connection, me: WriterPublic, known: TaskPublic, sent: Sent) -> Put[TaskPublic]:
    """The entry as it is, where this is the save that made it; else both are kept, until she has chosen."""
    if any(_says_the_same(one, sent) for one in _versions(database, me, known)):
        return Put(known, Outcome.SAME)
    said = {name: getattr(known, name) for name in TaskFields.model_fields}
    task = sent.task.model_dump(exclude={"id"})
    kept = conflicts.keep(database, me.id, "tasks", known, said=said, sent=task, base=0)
    return Put(known, Outcome.STALE, kept)


def _changed(
    database: Connection, me: WriterPublic, known: TaskPublic, sent: Sent, revision: int
) -> Put[TaskPublic]:
    """The entry with what the body names and what follows from it; the rest stays."""
    named = _named(database, me, known, sent)
    if any(getattr(known, name) != value for name, value in named.items()):
        _refuse_contradictions(database, me, known.model_copy(update=named))
    return changes.put(database, me.id, "tasks", known.id, plain(named), revision, Source.API)


def _named(database: Connection, me: WriterPublic, known: TaskPublic, sent: Sent) -> dict[str, Any]:
    """What a change names, and what follows from it: pay is paid; a currency that nobody named stays."""
    body, task = sent.body, sent.task
    names = body.names() | ({"is_paid", "unpaid_category"} if body.expected_minor is not None else set())
    named = task.model_dump(include=names & TaskFields.model_fields.keys())
    if named.get("is_paid") is False:
        named["expected_minor"] = None
    if "currency" in named:
        named["currency"] = body.currency or known.currency or task.currency
    if "platform" in body.model_fields_set and not _names_its_contract(known, body):
        named["platform_id"] = (
            platforms.find_or_log(database, me.id, body.platform).id if body.platform else None
        )
    return named | _moved_end(known, body)


def _moved_end(known: TaskPublic, body: EntryBody) -> dict[str, Any]:
    """The end of an entry that is said to be longer than its clock times, as on its form."""
    says_clock_times = body.model_fields_set & {"started_at", "ended_at"}
    if body.seconds is None or known.started_at is None or known.ended_at is None or says_clock_times:
        return {}
    end = quick_log.end_of_longer(known.started_at, known.ended_at, body.seconds)
    return {} if end == known.ended_at else {"ended_at": end}


def _refuse_contradictions(database: Connection, me: WriterPublic, task: TaskCreate | TaskPublic) -> None:
    found = quick_log.contradictions(database, me, task)
    if found:
        raise refused(me, found)


def _versions(database: Connection, me: WriterPublic, known: TaskPublic) -> Iterator[TaskPublic]:
    """What an entry says, and what it said before each change."""
    said: dict[str, Any] = known.model_dump(mode="json")
    yield known
    for amendment in reversed(amendments.list_for(database, me.id, known.id)):
        said |= amendment.earlier
        yield TaskPublic.model_validate_json(json.dumps(said))


def _says_the_same(said: TaskPublic, sent: Sent) -> bool:
    """Whether this is a save that the entry has gone through, sent again; whatever happened since is kept.

    Clock times may differ by what a phone's clock was put right by; a contract that a name made is not looked for
    again; a day that was not believed is today, and today goes on.
    """
    task = sent.task
    apart = {"id", "started_at", "ended_at", "seconds"}
    apart |= {"contract_id"} if sent.body.platform else set()
    apart |= set() if sent.is_believed else {"worked_on"}
    return (
        all(getattr(said, name) == value for name, value in task.model_dump(exclude=apart).items())
        and _near(said.started_at, task.started_at)
        and _near(said.ended_at, task.ended_at)
        and abs((said.seconds or 0) - (task.seconds or 0)) <= 2
    )


def _near(one: dt.datetime | None, other: dt.datetime | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) <= NEAR

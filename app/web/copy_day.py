"""A day's entries once more, on another day: look at them, choose, copy, undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.task import TaskCreate, TaskPublic
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import searching, tasks
from app.tokens import uuid7
from app.web.book import Book, Entry, entry_of
from app.web.forms import Form, SubmittedForm, day_of, uuid_of
from app.web.rendering import go_to, render, words_for
from reports.periods import ONE_DAY
from reports.wording import N_

router = APIRouter(include_in_schema=False)

MOST = 500
#: What a copy takes over; verdicts, clock times, toll and notes are of the day they were.
COPIED = (
    *("contract_id", "platform_id", "kind", "title", "seconds", "units"),
    *("is_paid", "unpaid_category", "expected_minor", "currency"),
)


@dataclass(frozen=True, slots=True)
class CopyPage:
    """The entries of a day, and the day they go to."""

    form: Form
    entries: tuple[Entry, ...]
    chosen: frozenset[str]
    from_day: str
    there: str


@router.get("/work/copy")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """The entries of a day, all of them chosen."""
    today = clock.today(me.zone)
    values = {
        "from": request.query_params.get("from", (today - ONE_DAY).isoformat()),
        "to": request.query_params.get("to", today.isoformat()),
        "batch": str(uuid7()),
    }
    form = Form(values)
    _days(form, today)
    return _render(request, database, me, form, is_new=True)


@router.post("/work/copy")
def copy(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep the chosen entries once more, on the other day; sent twice, they are copied once."""
    start, day = _days(form, clock.today(me.zone))
    chosen = set(form.lists.get("task", []))
    listed = [task for task in _of_day(database, me, start) if str(task.id) in chosen] if start else []
    if not listed:
        form.refuse([("task", N_("Choose at least one entry."))])
    batch = uuid_of(form["batch"]) or uuid7()
    if day:
        copies = [_copy(task, batch, place, day) for place, task in enumerate(listed)]
        is_new = not searching.known(database, me.id, [one.id for one in copies])
        seconds = sum(one.seconds or 0 for one in copies)
        if is_new and not tasks.has_room(database, me.id, day, seconds):
            form.refuse([("to", quick_log.FULL_DAY)])
    if form.problems or day is None:
        return _render(request, database, me, form)
    source = Source.SAME_DAY if day == clock.today(me.zone) else Source.FROM_MEMORY
    for one in copies:
        tasks.log(database, me.id, one, source=source)
    return go_to(f"/work?month={day:%Y-%m}&copied={batch}&count={len(copies)}")


@router.post("/work/copy/undo")
def undo(database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Take the copies out again."""
    batch, count = uuid_of(form["batch"]), form.whole("count", most=MOST)
    made = [_copy_id(batch, place) for place in range(count or 0)] if batch else []
    for task in searching.by_ids(database, me.id, made):
        tasks.withdraw(database, me.id, task.id)
    return go_to("/work")


def _days(form: Form, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The day that is copied, and the day it is copied to."""
    start = form.day("from", required=N_("Which day was it?"))
    return start, form.day("to", required=N_("To which day?"), latest=today)


def _copy(task: TaskPublic, batch: UUID, place: int, day: dt.date) -> TaskCreate:
    same = {name: getattr(task, name) for name in COPIED}
    return TaskCreate(id=_copy_id(batch, place), worked_on=day, **same)


def _copy_id(batch: UUID, place: int) -> UUID:
    """The place of a copy among those made together is all that tells its id."""
    return uuid5(batch, str(place))


def _of_day(database: Connection, me: WriterPublic, day: dt.date) -> list[TaskPublic]:
    return tasks.list_between(database, me.id, day, day + ONE_DAY)[:MOST]


def _render(
    request: Request, database: Connection, me: WriterPublic, form: Form, *, is_new: bool = False
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    start, day = day_of(form["from"]), day_of(form["to"])
    listed = _of_day(database, me, start) if start else []
    there = _of_day(database, me, day) if day else []
    seconds = sum(task.seconds or 0 for task in there)
    page = CopyPage(
        form=form,
        entries=tuple(entry_of(task, book, words, with_day=False) for task in listed),
        chosen=frozenset(str(task.id) for task in listed)
        if is_new
        else frozenset(form.lists.get("task", [])),
        from_day=words.weekday(start) if start else "",
        there=words.plural(
            "{day} has {count} entry so far, {duration}.",
            "{day} has {count} entries so far, {duration}.",
            len(there),
            day=words.weekday(day),
            duration=words.duration(seconds),
        )
        if day and there
        else "",
    )
    return render(request, "work/copy.html", page, viewer=me, tab="work", problems=form.problems)

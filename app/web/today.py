"""Today: log past work, start again from recent work, see the day, answer one payment question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database, OnFile
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.contract import ContractCreate
from app.records.task import TaskCreate, TaskPublic
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import contracts, platforms, tasks, terms
from app.tokens import uuid7
from app.web.book import Book, Entry, entry_of, name_of
from app.web.dayline import DayLine, day_line
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import FULL_DAY, UNPAID, Options, options
from app.web.owed import Question, question
from app.web.rendering import go_to, render, words_for
from app.web.terms import price_of
from reports.parameters import Parameters
from reports.wording import N_

router = APIRouter(include_in_schema=False)

KINDS_SHOWN = 4
TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Again:
    """Recent work that can be logged again with one tap."""

    task_id: UUID
    name: str
    place: str
    price: str
    per: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What Today shows."""

    today: dt.date
    currency: str
    is_new: bool
    line: DayLine | None
    again: tuple[Again, ...]
    entries: tuple[Entry, ...]
    question: Question | None
    form: Form
    kinds: Options
    contracts: Options
    platforms: list[str]
    durations: Options
    categories: Options
    saved: str
    undo: str
    undo_label: str
    is_another: bool


@router.get("/today")
def today(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The day so far and a form that is ready to be saved."""
    return _render(request, database, me, on_file, None)


@router.post("/today")
def log_work(
    request: Request, database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm
) -> Response:
    """Keep one piece of past work."""
    task = _read(database, me, form)
    if task is None:
        return _render(request, database, me, on_file, form)
    is_same_day = task.worked_on == clock.today(me.zone)
    tasks.log(database, me.id, task, source=Source.SAME_DAY if is_same_day else Source.FROM_MEMORY)
    return _onward(task, form)


def _onward(task: TaskCreate, form: Form) -> RedirectResponse:
    if not form["another"]:
        return go_to(f"/today?saved={task.id}")
    alike = {"saved": task.id, "like": task.id, "day": form["day"], "other_day": task.worked_on}
    length = {name: form[name] for name in ("duration", "typed_duration")}
    return go_to(f"/today?{urlencode(alike | length)}#past")


def _read(database: Connection, me: WriterPublic, form: Form) -> TaskCreate | None:
    """The task a form describes, or None when something in it cannot be read."""
    like = _like(database, me, form)
    seconds = _seconds(form)
    is_paid = form.choice("is_paid", ("yes", "no"), required=N_("Was this time paid or unpaid?")) == "yes"
    category = None if is_paid else form.choice("unpaid_category", tuple(UNPAID))
    pay = form.amount("pay", me.currency) if is_paid else None
    day = form.worked_day(clock.today(me.zone))
    kind = like.kind if like else form.text("kind")
    if like is None and not (kind or form["contract"] or form["platform"].strip()):
        form.refuse([("kind", N_("Say in a few words what it was."))])
    task_id = uuid_of(form["id"]) or uuid7()
    if day and not tasks.has_room(database, me.id, day, seconds or 0, beside=task_id):
        form.refuse([("duration", FULL_DAY)])
    if form.problems:
        return None
    contract_id = like.contract_id if like else _contract(database, me, form, kind, day)
    return form.make(
        TaskCreate,
        id=task_id,
        contract_id=contract_id,
        platform_id=like.platform_id if like else None,
        kind=kind,
        worked_on=day,
        seconds=seconds,
        is_paid=is_paid,
        unpaid_category=category,
        expected_minor=pay,
        currency=None if pay is None else me.currency,
    )


def _like(database: Connection, me: WriterPublic, form: Form) -> TaskPublic | None:
    task_id = uuid_of(form["like"])
    if task_id is None and form["like"] != "other":
        form.refuse([("like", N_("Choose what you did."))])
    return tasks.get(database, me.id, task_id) if task_id else None


def _seconds(form: Form) -> int | None:
    if form["duration"] == TYPED:
        return form.duration("typed_duration", required=N_("How long did it take?"))
    return form.duration("duration", required=N_("How long did it take?"))


def _contract(
    database: Connection, me: WriterPublic, form: Form, kind: str | None, day: dt.date | None
) -> UUID | None:
    """The contract chosen; for a new platform the one of the same name there, or a new one."""
    chosen, name = uuid_of(form["contract"]), form.text("platform")
    if chosen:
        return contracts.get(database, me.id, chosen).id
    if name is None:
        return None
    platform = platforms.find_or_log(database, me.id, name)
    called = kind or platform.name
    for row in contracts.list_all(database, me.id):
        if row.platform_id == platform.id and row.name.casefold() == called.casefold():
            return row.id
    new = ContractCreate(platform_id=platform.id, name=called, task_kind=kind, started_on=day)
    return contracts.log(database, me.id, new).id


def _render(
    request: Request, database: Connection, me: WriterPublic, on_file: Parameters, form: Form | None
) -> HTMLResponse:
    words, day = words_for(request, me), clock.today(me.zone)
    book = Book.of(database, me.id)
    recent = tasks.recent(database, me.id, 60)
    kinds = _kinds(recent, book, words)
    shown = form or _prefilled(request, kinds, day)
    logged = tasks.list_between(database, me.id, day, day + dt.timedelta(days=1))
    saved, undo, label = _status(request, database, me, words)
    page = TodayPage(
        today=day,
        currency=me.currency,
        is_new=not recent,
        line=day_line(logged, words),
        again=tuple(_again(database, me, task, book, words) for task in kinds),
        entries=tuple(entry_of(task, book, words, with_day=False) for task in logged),
        question=question(report_of(database, me, on_file), book, words, day),
        form=shown,
        kinds=[*((str(task.id), name_of(task, book, words)) for task in kinds), ("other", words("Other"))]
        if kinds
        else [],
        contracts=book.options(shown["contract"]),
        platforms=book.platform_names(),
        durations=[
            *((str(minutes), words.duration(minutes * 60)) for minutes in (15, 30, 60, 120)),
            (TYPED, words("Type it")),
        ],
        categories=options(UNPAID, words),
        saved=saved,
        undo=undo,
        undo_label=label,
        is_another="like" in request.query_params,
    )
    return render(request, "today/today.html", page, viewer=me, tab="today", problems=shown.problems)


def _kinds(recent: Iterable[TaskPublic], book: Book, words: Language) -> list[TaskPublic]:
    """The latest task of each kind of work that can still go on."""
    found: dict[tuple[str, UUID | None], TaskPublic] = {}
    for task in recent:
        if book.is_open(task.contract_id):
            found.setdefault((name_of(task, book, words), task.contract_id), task)
    return list(found.values())[:KINDS_SHOWN]


def _prefilled(request: Request, kinds: Sequence[TaskPublic], day: dt.date) -> Form:
    asked = request.query_params
    like = next((task for task in kinds if str(task.id) == asked.get("like")), kinds[0] if kinds else None)
    contract = asked.get("contract", "")
    return Form(
        {
            "id": str(uuid7()),
            "like": str(like.id) if like and not contract else "other",
            "contract": contract,
            "duration": asked.get("duration", "30"),
            "typed_duration": asked.get("typed_duration", ""),
            "is_paid": "no" if like and not like.is_paid and not contract else "yes",
            "unpaid_category": str(like.unpaid_category or "") if like else "",
            "day": asked.get("day", "today"),
            "other_day": asked.get("other_day", day.isoformat()),
        }
    )


def _again(database: Connection, me: WriterPublic, task: TaskPublic, book: Book, words: Language) -> Again:
    price, per = words("unpaid"), words("log it anyway")
    if task.is_paid:
        found = (
            terms.in_force(database, me.id, task.contract_id, clock.today(me.zone))
            if task.contract_id
            else None
        )
        price, per = price_of(found, words)
        per = per or words("paid")
    return Again(
        task.id, name_of(task, book, words), book.place(task.contract_id, task.platform_id), price, per
    )


def _status(
    request: Request, database: Connection, me: WriterPublic, words: Language
) -> tuple[str, str, str]:
    """What was just done, where its way back leads, and what that is called."""
    saved, undone = (
        uuid_of(request.query_params.get("saved", "")),
        uuid_of(request.query_params.get("undone", "")),
    )
    if saved:
        task = tasks.get(database, me.id, saved)
        length = words.duration(task.seconds or 0)
        said = words("Saved {duration}.", duration=length)
        if task.worked_on != clock.today(me.zone):
            said = words("Saved {duration} on {day}.", duration=length, day=words.day(task.worked_on))
        return said, f"/work/entries/{saved}/withdraw", words("Undo")
    if undone:
        return words("Taken out."), f"/work/entries/{undone}/restore", words("Put it back")
    return "", "", ""

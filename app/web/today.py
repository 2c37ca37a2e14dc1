"""Today: what runs now, start again with one tap, the day so far, one question, and past work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database, OnFile
from app.http.notes import NOTE_LOOKS, looks_like_content
from app.http.owner import SignedIn
from app.http.reporting import report_of
from app.language import Language
from app.records.task import TaskCreate, TaskPublic
from app.records.timer import TimerPublic
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import tasks, timers
from app.tokens import uuid7
from app.web import questions
from app.web.book import Book, Entry, entry_of, name_of
from app.web.dayline import DayLine, day_line
from app.web.forms import LONGEST_NAME, Form, SubmittedForm, uuid_of
from app.web.labels import UNPAID, Options, options
from app.web.questions import Question
from app.web.rendering import go_to, render, words_for
from app.web.run import Run, earlier_starts, run_of, span_of
from app.web.terms import price_of
from reports.parameters import Parameters
from reports.wording import N_

router = APIRouter(include_in_schema=False)

KINDS_SHOWN = 4
TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Again:
    """Recent work that starts again with one tap; `start_id` is the id of that start."""

    task_id: UUID
    start_id: UUID
    name: str
    place: str
    price: str
    per: str
    is_paid: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What was just done, with its way back and its way on."""

    text: str = ""
    undo: str = ""
    undo_label: str = ""
    more: str = ""
    more_label: str = ""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What Today shows."""

    today: dt.date
    currency: str
    is_new: bool
    run: Run | None
    start_id: UUID
    earlier: Options
    line: DayLine | None
    again: tuple[Again, ...]
    entries: tuple[Entry, ...]
    question: Question | None
    form: Form
    kinds: tuple[Again, ...]
    contracts: Options
    naming: Form
    run_contracts: Options
    platforms: list[str]
    durations: Options
    categories: Options
    said: Said
    is_another: bool


@router.get("/today")
def today(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The day so far and a form that is ready to be saved."""
    return render_today(request, database, me, on_file)


@router.post("/today")
def log_work(
    request: Request, database: Database, me: SignedIn, on_file: OnFile, form: SubmittedForm
) -> Response:
    """Keep one piece of past work."""
    task = _read(database, me, form)
    if task is None:
        return render_today(request, database, me, on_file, form=form)
    is_same_day = task.worked_on == clock.today(me.zone)
    kept = tasks.log(database, me.id, task, source=Source.SAME_DAY if is_same_day else Source.FROM_MEMORY)
    if kept.withdrawn_at is not None:  # an old page sent again: it was taken out, and stays so
        quick_log.take_out(database, me, task.id)
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
    if like and not like.is_paid and not form["pay"].strip():
        # The kind of work says it: the form does not ask then.
        is_paid, category = False, category or like.unpaid_category
    pay = form.amount("pay", me.currency) if is_paid else None
    day, units = form.worked_day(clock.today(me.zone)), form.whole("units")
    kind = like.kind if like else form.text("kind")
    if like is None and not (kind or form["contract"] or form["platform"].strip()):
        form.refuse([("kind", N_("Say in a few words what it was."))])
    task_id = uuid_of(form["id"]) or uuid7()
    if day and not tasks.has_room(database, me.id, day, seconds or 0, beside=task_id):
        form.refuse([("duration", quick_log.FULL_DAY)])
    platform = None if like else form.text("platform")
    if form.problems:
        return None
    contract_id = like.contract_id if like else None
    if like is None:
        chosen = uuid_of(form["contract"])
        contract_id = quick_log.contract_of(
            database, me, chosen, platform=platform, kind=kind, day=day, made_for=task_id
        )
    return form.make(
        TaskCreate,
        id=task_id,
        contract_id=contract_id,
        platform_id=like.platform_id if like else None,
        kind=kind,
        worked_on=day,
        seconds=seconds,
        units=units,
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


def render_today(
    request: Request,
    database: Connection,
    me: WriterPublic,
    on_file: Parameters,
    *,
    form: Form | None = None,
    naming: Form | None = None,
) -> HTMLResponse:
    """The page; with the form of past work, or the one that says what runs, as it was typed and refused."""
    words, day = words_for(request, me), clock.today(me.zone)
    book, timer = Book.of(database, me.id), timers.running(database, me.id)
    recent = tasks.recent(database, me.id, 60)
    kinds = tuple(_again(me, task, book, words) for task in _kinds(recent, book, words, KINDS_SHOWN + 1))
    shown = form or _prefilled(request, recent, kinds[:KINDS_SHOWN], day)
    logged = tasks.list_between(database, me.id, day, day + dt.timedelta(days=1))
    run = run_of(database, me, timer, book, words) if timer else None
    page = TodayPage(
        today=day,
        currency=me.currency,
        is_new=not recent,
        run=run,
        start_id=uuid7(),
        earlier=earlier_starts(words),
        line=day_line(logged, words, zone=me.zone, running=span_of(timer, me) if timer else None),
        again=tuple(kind for kind in kinds if not _runs(timer, run, kind, recent))[:KINDS_SHOWN],
        entries=tuple(entry_of(task, book, words, with_day=False) for task in logged),
        question=questions.ask(
            database,
            me,
            report_of(database, me, on_file),
            book,
            words,
            last_on=recent[0].worked_on if recent else None,
            is_running=timer is not None,
        ),
        form=shown,
        kinds=kinds[:KINDS_SHOWN],
        contracts=book.options(shown["contract"]),
        naming=naming or Form({"kind": run.kind, "contract": run.contract} if run else {}),
        run_contracts=book.options(naming["contract"] if naming else run.contract) if run else [],
        platforms=book.platform_names(),
        durations=[
            *((str(minutes), words.duration(minutes * 60)) for minutes in (15, 30, 60, 120)),
            (TYPED, words("Type it")),
        ],
        categories=options(UNPAID, words),
        said=_status(request, database, me, words),
        is_another="like" in request.query_params,
    )
    problems = shown.problems | {f"run-{name}": said for name, said in page.naming.problems.items()}
    return render(request, "today/today.html", page, viewer=me, tab="today", problems=problems)


def _runs(timer: TimerPublic | None, run: Run | None, kind: Again, recent: Sequence[TaskPublic]) -> bool:
    """Whether this kind of work is what runs: it is not offered to be started."""
    if timer is None or run is None:
        return False
    task = next(task for task in recent if task.id == kind.task_id)
    return (run.name, timer.contract_id) == (kind.name, task.contract_id)


def _kinds(recent: Iterable[TaskPublic], book: Book, words: Language, limit: int) -> list[TaskPublic]:
    """The latest task of each kind of work that can still go on."""
    found: dict[tuple[str, UUID | None], TaskPublic] = {}
    for task in recent:
        if book.is_open(task.contract_id):
            found.setdefault((name_of(task, book, words), task.contract_id), task)
    return list(found.values())[:limit]


def _prefilled(request: Request, recent: Sequence[TaskPublic], kinds: Sequence[Again], day: dt.date) -> Form:
    asked = request.query_params
    offered = {kind.task_id for kind in kinds}
    choices = [task for task in recent if task.id in offered]
    like = next(
        (task for task in choices if str(task.id) == asked.get("like")), choices[0] if choices else None
    )
    contract, shared = asked.get("contract", ""), asked.get("kind", "")[:LONGEST_NAME]
    return Form(
        {
            "id": str(uuid7()),
            "like": str(like.id) if like and not (contract or shared) else "other",
            "kind": shared,
            "contract": contract,
            "duration": asked.get("duration", "30"),
            "typed_duration": asked.get("typed_duration", ""),
            "is_paid": "no" if like and not like.is_paid and not contract else "yes",
            "unpaid_category": str(like.unpaid_category or "") if like else "",
            "day": asked.get("day", "today"),
            "other_day": asked.get("other_day", day.isoformat()),
        }
    )


def _again(me: WriterPublic, task: TaskPublic, book: Book, words: Language) -> Again:
    price, per = words("unpaid"), words("log it anyway")
    if task.is_paid:
        found = book.terms_on(task.contract_id, clock.today(me.zone))
        price, per = price_of(found, words)
        per = per or words("paid")
    name = name_of(task, book, words)
    return Again(
        task_id=task.id,
        start_id=uuid7(),
        name=name,
        place=book.place(task.contract_id, task.platform_id, beside=name),
        price=price,
        per=per,
        is_paid=task.is_paid,
    )


def _status(request: Request, database: Connection, me: WriterPublic, words: Language) -> Said:
    """What was just done, by the address this page was come to at."""
    asked = request.query_params
    if saved := uuid_of(asked.get("saved", "")):
        return _saved(tasks.get(database, me.id, saved), database, me, words)
    if ended := uuid_of(asked.get("ended", "")):
        return _ended(ended, database, me, words)
    if undone := uuid_of(asked.get("undone", "")):
        return Said(words("Taken out."), f"/work/entries/{undone}/restore", words("Put it back"))
    if discarded := uuid_of(asked.get("discarded", "")):
        return Said(words("Thrown away. Nothing was saved."), f"/timer/{discarded}/resume", words("Undo"))
    if checked := uuid_of(asked.get("no_work", "")):
        return Said(words("Noted: no work this week."), f"/check-ins/{checked}/undo", words("Undo"))
    if why := uuid_of(asked.get("why", "")):
        return Said(words("Noted. Your gaps say why now."), f"/gaps/{why}/undo", words("Undo"))
    try:
        later = dt.date.fromisoformat(asked.get("later", ""))
    except ValueError:
        return Said()
    return Said(words("We will ask again on {day}.", day=words.day(later, year=False)))


def _ended(timer_id: UUID, database: Connection, me: WriterPublic, words: Language) -> Said:
    """A timer of this phone that the start of another one ended while this phone was without a network."""
    later, book = quick_log.ended_by(database, me, timer_id), Book.of(database, me.id)
    if later is None:
        return Said()
    task = tasks.get(database, me.id, timer_id)
    said = words(
        "“{name}” stopped at {time}, when “{other}” was started on another phone.",
        name=name_of(task, book, words),
        time=words.clock(later.started_at.astimezone(ZoneInfo(me.zone))),
        other=name_of(later, book, words),
    )
    return Said(said, more=f"/work/entries/{task.id}", more_label=words("Correct"))


def _saved(task: TaskPublic, database: Connection, me: WriterPublic, words: Language) -> Said:
    """What was saved; a stop is undone by letting the timer run on."""
    correct = (f"/work/entries/{task.id}", words("Correct"))
    is_timed = timers.find(database, me.id, task.id) is not None
    undo = f"/timer/{task.id}/resume" if is_timed else f"/work/entries/{task.id}/withdraw"
    if task.withdrawn_at is not None:
        return Said(words("Taken out."), f"/work/entries/{task.id}/restore", words("Put it back"))
    if task.seconds is None:
        return Said(
            words("Saved without a time: it ran for too long. How long was it?"),
            undo,
            words("Undo"),
            *correct,
        )
    length = words.duration(task.seconds)
    said = words("Saved {duration}.", duration=length)
    if task.worked_on != clock.today(me.zone):
        said = words("Saved {duration} on {day}.", duration=length, day=words.day(task.worked_on))
    if task.seconds < 60:
        said = words("Saved. It took less than a minute.")
    if is_timed and task.source is Source.FROM_MEMORY:
        said = words("{saved} The clock of that phone was wrong: please check the time.", saved=said)
    if looks_like_content(task.note):
        said = f"{said} {words(NOTE_LOOKS)}"
    return Said(said, undo, words("Undo"), *correct)

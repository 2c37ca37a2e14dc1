"""The timer: start, switch, put right, stop and save. Every step is a form that needs no script."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import clock, errors
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database, OnFile
from app.http.device_clock import is_possible_start
from app.http.owner import SignedIn
from app.language import Language
from app.records.timer import TimerCreate, TimerPublic, TimerUpdate
from app.records.writer import WriterPublic
from app.store import tasks, timers
from app.tokens import uuid7
from app.web.book import Book, name_of
from app.web.forms import LONGEST_NOTE, Form, SubmittedForm, read_duration, typed_duration, uuid_of
from app.web.labels import UNPAID, Options, options
from app.web.rendering import go_to, render, words_for
from app.web.run import moved, pay_so_far, started_words
from app.web.today import render_today
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/timer")

_MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class StopPage:
    """What is saved when the timer stops, to be looked at first."""

    id: UUID
    revision: int
    name: str
    started_at: str
    started: str
    ran: str
    is_too_long: bool
    is_named: bool
    preview: str
    form: Form
    contracts: Options
    platforms: list[str]
    categories: Options
    currency: str


@router.post("")
def start(database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Start: like an earlier entry, by a few words, or with nothing said. What runs is stopped and saved."""
    timer_id = uuid_of(form["id"]) or uuid7()
    known = timers.find(database, me.id, timer_id)
    if known is not None and known.withdrawn_at is not None:
        timer_id = uuid7()  # an old page: this is a new start
    fields: dict[str, Any] = {"kind": form.text("kind"), "is_paid": True}
    like = uuid_of(form["like"])
    task = tasks.get(database, me.id, like) if like else _called(database, me, fields["kind"])
    if task is not None:
        fields = {
            "kind": task.kind or task.title,
            "contract_id": task.contract_id,
            "platform_id": task.platform_id,
            "is_paid": task.is_paid,
            "unpaid_category": task.unpaid_category,
        }
    if form.problems:
        fields["kind"] = form["kind"][:120]
    started_at = clock.now().replace(microsecond=0)
    made = quick_log.start(
        database, me, TimerCreate(id=timer_id, started_at=started_at, zone=me.zone, **fields)
    )
    return go_to(f"/today?saved={made.stopped.id}" if made.stopped else "/today")


@router.post("/{timer_id}")
def amend(
    request: Request,
    timer_id: UUID,
    database: Database,
    me: SignedIn,
    *,
    on_file: OnFile,
    form: SubmittedForm,
) -> Response:
    """Paid or unpaid, tasks done, what it is, an earlier start, or that it is still right: one tap each."""
    timer = timers.get(database, me.id, timer_id)
    if timer.withdrawn_at is not None:
        return go_to("/today")  # stopped elsewhere; the page shows it
    change = _change(database, me, timer, form)
    if form.problems.keys() & {"kind", "platform"}:
        return render_today(request, database, me, on_file, naming=form)
    if form.problems:  # what no button of ours sends
        raise errors.Invalid(fields=form.problems)
    timers.amend(database, me.id, timer_id, TimerUpdate(revision=timer.revision, **change))
    return go_to("/today")


@router.get("/{timer_id}/stop")
def look(request: Request, timer_id: UUID, database: Database, me: SignedIn) -> Response:
    """Look at what would be saved, and correct it."""
    timer = timers.get(database, me.id, timer_id)
    if timer.withdrawn_at is not None:
        return go_to("/today")
    return _render(request, database, me, timer, Form(_values(timer)))


@router.post("/{timer_id}/stop")
def stop(request: Request, timer_id: UUID, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Stop and save: at once from Today, or with what the page of stopping says."""
    timer = timers.get(database, me.id, timer_id)
    if timer.withdrawn_at is not None:  # a second tap, or stopped on another phone
        return go_to(f"/today?saved={timer_id}" if tasks.find(database, me.id, timer_id) else "/today")
    seconds, at = _length(timer, form)
    if seconds is None and at is None and _is_to_ask(timer, form):
        if form["whole"]:
            form.refuse([("typed_duration", N_("How long did it take?"))])
        else:
            return go_to(f"/timer/{timer_id}/stop")
    said = _said(database, me, form, timer.id) if form["whole"] else {}
    if form.problems:
        return _render(request, database, me, timer, form)
    quick_log.stop(database, me, timer, at=at, seconds=seconds, said=said)
    return go_to(f"/today?saved={timer_id}")


@router.post("/{timer_id}/resume")
def resume(timer_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Undo a stop: the timer runs on from its start."""
    timer = quick_log.resume(database, me, timer_id)
    task = tasks.find(database, me.id, timer_id)
    return go_to("/today" if timer.withdrawn_at is None or task is None else f"/today?undone={timer_id}")


@router.post("/{timer_id}/discard")
def discard(timer_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Throw the timer away; nothing is saved."""
    timers.withdraw(database, me.id, timer_id)
    return go_to(f"/today?discarded={timer_id}")


def _is_to_ask(timer: TimerPublic, form: Form) -> bool:
    """Whether its length is asked before it is kept: nobody works for a day, and one may have been forgotten."""
    is_unasked = quick_log.may_be_forgotten(timer) and not form["asked"]
    return is_unasked or quick_log.elapsed(timer) > quick_log.LONGEST_RUN


def _called(database: Connection, me: WriterPublic, kind: str | None) -> Any:
    """The latest entry of the kind that was typed, so that its contract goes with it."""
    if kind is None:
        return None
    recent = tasks.recent(database, me.id, 60)
    return next((task for task in recent if (task.kind or "").casefold() == kind.casefold()), None)


def _change(database: Connection, me: WriterPublic, timer: TimerPublic, form: Form) -> dict[str, Any]:
    """What a form changes: only what it has a field for."""
    change: dict[str, Any] = {}
    if is_paid := form.choice("is_paid", ("yes", "no")):
        change["is_paid"] = is_paid == "yes"
        change["unpaid_category"] = None
    if form["is_paid"] != "yes" and form["unpaid_category"]:
        change["unpaid_category"] = form.choice("unpaid_category", tuple(UNPAID))
    if form["units"]:
        change["units"] = form.whole("units")
    if form["more"]:  # a page that is old says one more of what it did not see
        change["units"] = (timer.units or 0) + 1
    if form["earlier"] and form["revision"] == str(timer.revision):  # a second tap moves nothing further
        change["started_at"] = _earlier(timer, form)
    if "kind" in form.values:
        change |= _place(database, me, form, timer.id)
    return change


def _earlier(timer: TimerPublic, form: Form) -> dt.datetime:
    minutes = form["earlier"].removeprefix("-")
    if not (minutes.isascii() and minutes.isdecimal() and int(minutes) <= _MOST_MINUTES):
        form.refuse([("earlier", N_("Write a whole number, like 12."))])
        return timer.started_at
    start_at = moved(timer, -int(minutes) if form["earlier"].startswith("-") else int(minutes))
    if not is_possible_start(start_at):
        form.refuse([("earlier", N_("Please check the time."))])
    return start_at


def _place(database: Connection, me: WriterPublic, form: Form, timer_id: UUID) -> dict[str, Any]:
    """Kind of work and contract, as the fields of every form of ours name them."""
    kind, chosen, typed = form.text("kind"), uuid_of(form["contract"]), form.text("platform")
    platform = None if form.problems else typed
    contract_id = quick_log.contract_of(
        database, me, chosen, platform=platform, kind=kind, day=clock.today(me.zone), made_for=timer_id
    )
    return {"kind": kind, "contract_id": contract_id, "platform_id": None}


def _length(timer: TimerPublic, form: Form) -> tuple[int | None, dt.datetime | None]:
    """The length that was typed, or the moment of stopping that the page was opened at; else neither."""
    if form["typed_duration"].strip() and form["typed_duration"] != form["shown_duration"]:
        return form.duration("typed_duration"), None
    try:
        at = dt.datetime.fromisoformat(form["stopped_at"])
    except ValueError:
        return None, None
    is_within = at.tzinfo is not None and timer.started_at <= at <= clock.now()
    if not is_within or not form["typed_duration"].strip():
        return None, None
    return None, at


def _said(database: Connection, me: WriterPublic, form: Form, timer_id: UUID) -> dict[str, Any]:
    """What the page of stopping says of the work."""
    is_paid = form.choice("is_paid", ("yes", "no"), required=N_("Was this time paid or unpaid?")) == "yes"
    pay = form.amount("pay", me.currency) if is_paid else None
    said = {
        "is_paid": is_paid,
        "unpaid_category": None if is_paid else form.choice("unpaid_category", tuple(UNPAID)),
        "units": form.whole("units"),
        "expected_minor": pay,
        "currency": None if pay is None else me.currency,
        "note": form.text("note", longest=LONGEST_NOTE),
    }
    return said | _place(database, me, form, timer_id)


def _values(timer: TimerPublic) -> dict[str, str]:
    now = clock.now().replace(microsecond=0)
    seconds = int(quick_log.elapsed(timer).total_seconds())
    is_sure = not quick_log.may_be_forgotten(timer) and quick_log.elapsed(timer) <= quick_log.LONGEST_RUN
    shown = typed_duration(max(60, round(seconds / 60) * 60)) if is_sure else ""
    return {
        "kind": timer.kind or "",
        "contract": str(timer.contract_id or ""),
        "typed_duration": shown,
        "shown_duration": shown,
        "stopped_at": now.isoformat() if is_sure else "",
        "is_paid": "yes" if timer.is_paid else "no",
        "unpaid_category": str(timer.unpaid_category or ""),
        "units": "" if timer.units is None else str(timer.units),
    }


def _render(
    request: Request, database: Connection, me: WriterPublic, timer: TimerPublic, form: Form
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    seconds = int(quick_log.elapsed(timer).total_seconds())
    page = StopPage(
        id=timer.id,
        revision=timer.revision,
        name=name_of(timer, book, words),
        started_at=timer.started_at.isoformat(),
        started=started_words(timer, me, words),
        ran=words.duration(seconds),
        is_too_long=not form["shown_duration"],
        is_named=bool(timer.kind or timer.contract_id),
        preview=_preview(database, me, timer, form, words),
        form=form,
        contracts=book.options(form["contract"]),
        platforms=book.platform_names(),
        categories=options(UNPAID, words),
        currency=me.currency,
    )
    return render(request, "today/stop.html", page, viewer=me, tab="today", problems=form.problems)


def _preview(database: Connection, me: WriterPublic, timer: TimerPublic, form: Form, words: Language) -> str:
    """What it is worth by its terms, for the length and the tasks that stand in the form."""
    try:
        length = read_duration(form["typed_duration"]) if form["typed_duration"] else None
    except ValueError:
        length = None
    units = int(form["units"]) if form["units"].isascii() and form["units"].isdecimal() else None
    made = pay_so_far(database, me, timer, length, units)
    return words.money(made.major, made.currency) if made else ""

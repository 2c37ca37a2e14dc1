"""One entry: look at it, change it, take it out, put it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.database import Connection
from app.http import quick_log
from app.http.deps import Database
from app.http.notes import LOOK_AGAIN, looks_like_content
from app.http.owner import SignedIn
from app.records.task import TaskPublic
from app.records.writer import WriterPublic
from app.store import tasks
from app.web.book import Book
from app.web.entry_reading import LABELS, choices, read_change, values_of
from app.web.forms import Form, SubmittedForm
from app.web.labels import Options
from app.web.rendering import back_to, go_to, render, words_for
from app.web.stale import CONFLICT, Difference, differences, says_so_already
from app.web.undoing import changed, undo_of

router = APIRouter(include_in_schema=False, prefix="/work/entries")


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The form of an entry."""

    id: UUID
    revision: int
    form: Form
    labels: Mapping[str, str]
    choices: Mapping[str, Options]
    platforms: list[str]
    currency: str
    zone: str
    back: str
    status: str
    undo: str
    stale: tuple[Difference, ...]
    is_withdrawn: bool


@router.get("/{task_id}")
def show(request: Request, task_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of an entry, filled in."""
    task, book = tasks.get(database, me.id, task_id), Book.of(database, me.id)
    return _render(request, database, me, task, book, Form(values_of(task, book, me.zone)))


@router.post("/{task_id}")
def amend(request: Request, task_id: UUID, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Change an entry; what it said before is kept."""
    task, book = tasks.get(database, me.id, task_id), Book.of(database, me.id)
    change = read_change(database, me, task, form, book)
    if form.whole("revision") not in {None, task.revision}:
        if change is not None and says_so_already(task, change):
            return go_to(_kept(task))
        form.problems.clear()  # found beside what the row says now, which she has not seen yet
        return _render(request, database, me, task, book, form, is_stale=True)
    if change is None:
        return _render(request, database, me, task, book, form)
    if task.withdrawn_at is not None:  # what she wrote survives that it was taken out
        task = quick_log.put_back(database, me, task_id)
        change = change.model_copy(update={"revision": task.revision})
    return go_to(_kept(tasks.amend(database, me.id, task_id, change)))


@router.post("/{task_id}/withdraw")
def withdraw(task_id: UUID, database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Take an entry out of every sum; it can be put back."""
    task = quick_log.take_out(database, me, task_id)
    return go_to(f"{_bare(back_to(form['back'], _home(task)))}?undone={task_id}")


@router.post("/{task_id}/restore")
def restore(task_id: UUID, database: Database, me: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Put an entry back."""
    task = quick_log.put_back(database, me, task_id)
    return go_to(_bare(back_to(form["back"], _home(task))))


def _home(task: TaskPublic) -> str:
    return f"/work/{task.contract_id}" if task.contract_id else "/work"


def _kept(task: TaskPublic) -> str:
    if looks_like_content(task.note):
        return f"/work/entries/{task.id}?saved=note{changed('tasks', task)}"
    return f"{_home(task)}?saved=entry{changed('tasks', task)}"


def _bare(address: str) -> str:
    return address.partition("?")[0].partition("#")[0]


def _render(  # noqa: PLR0917 - what every page takes, and its row
    request: Request,
    database: Connection,
    me: WriterPublic,
    task: TaskPublic,
    book: Book,
    form: Form,
    *,
    is_stale: bool = False,
) -> HTMLResponse:
    words = words_for(request, me)
    offered, present = choices(task, book, words), values_of(task, book, me.zone)
    page = EntryPage(
        id=task.id,
        revision=task.revision if is_stale else form.whole("revision") or task.revision,
        form=form,
        labels={name: words(label) for name, label in LABELS.items()},
        choices=offered,
        platforms=book.platform_names(),
        currency=task.currency or me.currency,
        zone=me.zone,
        back=_home(task),
        status=words(LOOK_AGAIN) if request.query_params.get("saved") == "note" else "",
        undo=undo_of(request, database, me),
        stale=differences(form, present, LABELS, offered, words) if is_stale else (),
        is_withdrawn=task.withdrawn_at is not None,
    )
    return render(
        request,
        "work/entry.html",
        page,
        viewer=me,
        tab="work",
        problems=form.problems,
        status=CONFLICT if is_stale else 200,
    )

"""The form of a contract, new or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import clock
from app.database import Connection
from app.http.deps import Database
from app.http.notes import looks_like_content
from app.http.owner import SignedIn
from app.records.contract import ContractPublic
from app.records.writer import WriterPublic
from app.store import contracts, platforms, terms
from app.store.contracts import ENDED
from app.tokens import uuid7
from app.web import contract_reading, terms_reading
from app.web.book import Book
from app.web.forms import Form, SubmittedForm
from app.web.labels import Options
from app.web.rendering import go_to, render, words_for
from app.web.stale import CONFLICT, Difference, differences, says_so_already
from app.web.undoing import changed
from reports.frames import ContractState

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ContractForm:
    """The form, and where it leads."""

    form: Form
    title: str
    action: str
    button: str
    back: str
    currency: str
    labels: Mapping[str, str]
    choices: Mapping[str, Options]
    platforms: list[str]
    revision: int = 0
    has_ended: bool = True
    stale: tuple[Difference, ...] = ()
    is_withdrawn: bool = False
    asks_rate: bool = False


@router.get("/work/new")
def new(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """An empty form for a contract."""
    values = {
        "id": str(uuid7()),
        "pay_model": "hourly",
        "state": "active",
        "started_on": clock.today(me.zone).isoformat(),
        "currency": me.currency,
        "platform": request.query_params.get("platform", ""),
        "previous": request.query_params.get("previous", ""),
    }
    return _render(request, database, me, Form(values))


@router.post("/work")
def log(request: Request, database: Database, me: SignedIn, form: SubmittedForm) -> Response:
    """Keep a contract with what was promised."""
    book = Book.of(database, me.id)
    read = contract_reading.read_new(form, me, book, today=clock.today(me.zone))
    if read is None:
        return _render(request, database, me, form)
    platform = platforms.find_or_log(database, me.id, read.platform)
    kept = contracts.log(database, me.id, read.contract.model_copy(update={"platform_id": platform.id}))
    if read.terms is not None:
        terms.log(database, me.id, read.terms)
    if read.state is not ContractState.ACTIVE and not contracts.states(database, me.id, kept.id):
        contracts.enter_state(database, me.id, kept.id, read.state, read.entered_on)
    return go_to(_kept(kept, f"{kept.note or ''}\n{(read.terms and read.terms.note) or ''}"))


@router.get("/work/{contract_id}/edit")
def edit(request: Request, contract_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form of a contract, filled in."""
    row = contracts.get(database, me.id, contract_id)
    form = Form(contract_reading.values_of(row, Book.of(database, me.id)))
    return _render(request, database, me, form, row)


@router.post("/work/{contract_id}/edit")
def amend(
    request: Request, contract_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Change a contract."""
    row, book = contracts.get(database, me.id, contract_id), Book.of(database, me.id)
    change = contract_reading.read_change(form, row, book, clock.today(me.zone))
    if change is None:
        return _render(request, database, me, form, row)
    platform = platforms.find_or_log(database, me.id, form["platform"])
    change = change.model_copy(update={"platform_id": platform.id})
    if change.revision != row.revision:
        if says_so_already(row, change):
            return go_to(_kept(row, row.note))
        return _render(request, database, me, form, row, is_stale=True)
    if row.withdrawn_at is not None:  # what she wrote survives that it was taken out
        row = contracts.restore(database, me.id, contract_id)
        change = change.model_copy(update={"revision": row.revision})
    kept = contracts.amend(database, me.id, contract_id, change)
    contracts.move_the_end(database, me.id, kept)
    return go_to(_kept(kept, kept.note))


def _kept(row: ContractPublic, note: str | None) -> str:
    saved = "note" if looks_like_content(note) else "contract"
    return f"/work/{row.id}?saved={saved}{changed('contracts', row)}"


def _render(
    request: Request,
    database: Connection,
    me: WriterPublic,
    form: Form,
    row: ContractPublic | None = None,
    *,
    is_stale: bool = False,
) -> HTMLResponse:
    words, book = words_for(request, me), Book.of(database, me.id)
    offered = contract_reading.choices(book, words, row.id if row else None)
    labels = {**contract_reading.LABELS, **terms_reading.LABELS}
    found: tuple[Difference, ...] = ()
    if row and is_stale:
        present = contract_reading.values_of(row, book)
        found = differences(form, present, contract_reading.LABELS, offered, words)
    revision = 0
    if row:
        revision = row.revision if is_stale else form.whole("revision") or row.revision
    page = ContractForm(
        form=form,
        title=words("Change this contract") if row else words("Add contract"),
        action=f"/work/{row.id}/edit" if row else "/work",
        button=words("Save changes") if row else words("Save contract"),
        back=f"/work/{row.id}" if row else "/work",
        currency=form["currency"] or me.currency,
        labels={name: words(label) for name, label in labels.items()},
        choices={**offered, **terms_reading.choices(words)},
        platforms=book.platform_names(),
        revision=revision,
        has_ended=row is None or row.state in ENDED,
        stale=found,
        is_withdrawn=row is not None and row.withdrawn_at is not None,
    )
    return render(
        request,
        "work/contract_form.html",
        page,
        viewer=me,
        tab="work",
        problems=form.problems,
        status=CONFLICT if is_stale else 200,
    )

"""Privacy and data: everything out as a file, erasing everything."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.background import BackgroundTask

from app import clock
from app.database import Connection, scrub
from app.http import reporting, session
from app.http.deps import CurrentSettings, Database
from app.http.openings import openings_of
from app.http.owner import PerhapsSignedIn, SignedIn
from app.jobs.exports import export_everything, export_tables
from app.language import LANGUAGES, for_code
from app.records.writer import WriterPublic
from app.store import everything, programs, sessions
from app.web.forms import Form, SubmittedForm
from app.web.keep import is_kept, is_last_way
from app.web.rendering import go_to, render, words_for
from reports.wording import N_

router = APIRouter(include_in_schema=False)

WORD = N_("DELETE")


@dataclass(frozen=True, slots=True)
class DataPage:
    """What the page shows beside its fixed words."""

    form: Form
    word: str
    session_count: int
    is_kept: bool
    is_last_way: bool
    has_programs: bool


@router.get("/you/data")
def show(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """What can be taken along, and what can be ended."""
    return _page(request, database, me, Form())


@router.get("/you/data/everything.json")
def everything_file(database: Database, me: SignedIn) -> Response:
    """All that is kept of the writer, which is a ledger file too."""
    return _file(export_everything(database, me), "application/json", f"{_named(me.zone)}.json")


@router.get("/you/data/tables.zip")
def tables_file(database: Database, me: SignedIn) -> Response:
    """The same as tables: one CSV file for each kind of row."""
    return _file(export_tables(database, me), "application/zip", f"{_named(me.zone)}.zip")


@router.post("/you/data/erase")
def erase(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings, form: SubmittedForm
) -> Response:
    """Remove everything of this writer, now and for good."""
    accepted = {for_code(code)(WORD).casefold() for code in LANGUAGES}
    if form["word"].strip().casefold() not in accepted:
        form.refuse([("word", N_("Nothing was deleted: the word is not right."))])
        return _page(request, database, me, form)
    everything.erase(database, me.id)
    _forget(request, me)
    response = go_to("/erased")
    session.forget(response, settings)
    response.background = BackgroundTask(_after_erasing, request, me)
    return response


@router.get("/erased")
def erased(request: Request, viewer: PerhapsSignedIn) -> HTMLResponse:
    """What an erasure ends on."""
    return render(request, "you/erased.html", viewer=viewer)


def _after_erasing(request: Request, me: WriterPublic) -> None:
    """Once the erasure is committed: until then another request could read the log, and keep what it made."""
    _forget(request, me)
    scrub(request.app.state.engine)


def _forget(request: Request, me: WriterPublic) -> None:
    """Let memory forget reports, pages, cards and openings."""
    reporting.forget_all()
    openings_of(request).forget(me.id)


def _page(request: Request, database: Connection, me: WriterPublic, form: Form) -> HTMLResponse:
    page = DataPage(
        form=form,
        word=words_for(request, me)(WORD),
        session_count=len(sessions.list_all(database, me.id)),
        is_kept=is_kept(database, me) or me.is_demo,
        is_last_way=is_last_way(database, me),
        has_programs=programs.has_any(database, me.id),
    )
    return render(request, "you/data.html", page, viewer=me, tab="you", problems=form.problems)


def _named(zone: str) -> str:
    return f"my-log-{clock.today(zone).isoformat()}"


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)

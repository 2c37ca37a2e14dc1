"""Signing out, here or everywhere; where nobody could open the log again, a page says so first."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.database import Connection
from app.http import session
from app.http.deps import CurrentSettings, Database
from app.http.owner import SessionFound, SignedIn
from app.records.writer import WriterPublic
from app.settings import Settings
from app.store import programs, sessions, shares
from app.web.forms import SubmittedForm
from app.web.keep import is_kept, is_last_way
from app.web.rendering import go_to, render

router = APIRouter(include_in_schema=False)

NOT_YET = 409


@dataclass(frozen=True, slots=True)
class SignOutPage:
    """What would be lost, and where else the form goes on."""

    everywhere: bool
    session_count: int
    has_programs: bool


@router.get("/you/sign-out", response_model=None)
def ask(request: Request, database: Database, me: SignedIn) -> HTMLResponse | RedirectResponse:
    """Say what signing out would lose; a log that opens again is signed out from the page before."""
    everywhere = request.query_params.get("where") == "everywhere"
    if not _is_lost(database, me, everywhere=everywhere):
        return go_to("/you/data")
    return _page(request, database, me, everywhere=everywhere)


@router.post("/you/sign-out")
def sign_out(
    request: Request, database: Database, settings: CurrentSettings, found: SessionFound, form: SubmittedForm
) -> Response:
    """Sign this browser out."""
    if found and not found.is_locked and form["lose"] != "yes" and is_last_way(database, found.writer):
        return _page(request, database, found.writer, everywhere=False, status=NOT_YET)
    token = session.token_of(request, settings)
    if token:
        sessions.end(database, token)
    return _out(settings)


@router.post("/you/sign-out-everywhere")
def sign_out_everywhere(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings, form: SubmittedForm
) -> Response:
    """Sign every phone and computer out, this one too; programs and the calendar as well, unless she says otherwise."""
    if form["lose"] != "yes" and _is_lost(database, me, everywhere=True):
        return _page(request, database, me, everywhere=True, status=NOT_YET)
    sessions.end_all(database, me.id)
    shares.pause_all(database, me.id)
    if form["keep_programs"] != "yes":
        programs.end_all(database, me.id)
    return _out(settings)


def _is_lost(database: Connection, me: WriterPublic, *, everywhere: bool) -> bool:
    if everywhere:
        return not me.is_demo and not is_kept(database, me)
    return is_last_way(database, me)


def _out(settings: Settings) -> RedirectResponse:
    response = go_to("/")
    session.forget(response, settings)
    return response


def _page(
    request: Request, database: Connection, me: WriterPublic, *, everywhere: bool, status: int = 200
) -> HTMLResponse:
    page = SignOutPage(
        everywhere=everywhere,
        session_count=sessions.count_open(database, me.id),
        has_programs=everywhere and programs.has_any(database, me.id),
    )
    return render(request, "you/sign_out.html", page, viewer=me, tab="you", status=status)

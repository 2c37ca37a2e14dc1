"""Keep your log: recovery words or a passkey, offered once there is something to keep; later is an answer too."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import errors
from app.database import Connection
from app.http import session
from app.http.deps import CurrentSettings, Database
from app.http.our_address import our_address
from app.http.owner import PerhapsSignedIn, SignedIn
from app.http.throttle import Act, throttle_of
from app.records.writer import WriterPublic
from app.recovery_words import bits_of, new_words
from app.store import passkeys, programs, recovery, sessions, shares, tasks
from app.web import ceremony
from app.web.forms import SubmittedForm
from app.web.rendering import back_to, go_to, render, words_for

router = APIRouter(include_in_schema=False)

LATER_COOKIE = "keep"
WEEK_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class KeepPage:
    """What keeps the log now."""

    has_words: bool
    passkey_count: int
    has_programs: bool
    can_have_passkeys: bool
    wants_lock: bool
    were_shown: bool
    form_key: str


@dataclass(frozen=True, slots=True)
class WordsPage:
    """The words, shown this once."""

    words: tuple[str, ...]
    is_renewal: bool
    ended_programs: bool
    has_passkeys: bool


def offer(request: Request, database: Database, me: PerhapsSignedIn) -> None:
    """Say on Today that the log can be kept: after the first entry, until it is, and not for a week after Later."""
    request.state.offers_to_keep = (
        me is not None
        and request.method == "GET"
        and LATER_COOKIE not in request.cookies
        and not me.is_demo
        and bool(tasks.recent(database, me.id, 1))
        and not is_kept(database, me)
    )


def is_kept(database: Connection, me: WriterPublic) -> bool:
    """Whether the writer could open her log without this browser."""
    return recovery.has_words(database, me.id) or bool(passkeys.list_all(database, me.id))


def is_last_way(database: Connection, me: WriterPublic) -> bool:
    """Whether this browser is all that opens the log: once it is signed out, nobody can."""
    return not me.is_demo and not is_kept(database, me) and sessions.count_open(database, me.id) < 2


@router.get("/you/keep")
def show(request: Request, database: Database, me: SignedIn, settings: CurrentSettings) -> HTMLResponse:
    """Two ways to keep the log, and what is in place already."""
    page = KeepPage(
        has_words=recovery.has_words(database, me.id),
        passkey_count=len(passkeys.list_all(database, me.id)),
        has_programs=programs.has_any(database, me.id),
        can_have_passkeys=ceremony.is_possible(request, settings),
        wants_lock=request.query_params.get("why") == "lock",
        were_shown=request.query_params.get("why") == "shown",
        form_key=recovery.form_key(database, me.id),
    )
    return render(request, "keep/keep.html", page, viewer=me, tab="you")


@router.post("/you/keep/words")
def make_words(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings, form: SubmittedForm
) -> Response:
    """Make twelve words and show them once; whoever had older ones, a session, a code, a token or an address is out.

    A form that is sent again, as by a reload, makes none: the words just written down stay.
    """
    if me.is_demo:
        raise errors.NotAllowed
    if form["form_key"] != recovery.form_key(database, me.id):
        return go_to("/you/keep?why=shown")
    is_renewal = recovery.has_words(database, me.id)
    said, bits = new_words(words_for(request, me).code)
    recovery.keep(database, me.id, bits)
    ends_programs = is_renewal and programs.has_any(database, me.id)
    if is_renewal:
        sessions.end_all(database, me.id, but=session.token_of(request, settings))
        programs.end_all(database, me.id)
        shares.pause_all(database, me.id)
    page = WordsPage(said, is_renewal, ends_programs, bool(passkeys.list_all(database, me.id)))
    return render(request, "keep/words.html", page, viewer=me, tab="you")


@router.post("/you/keep/words/file")
def words_file(
    request: Request, database: Database, me: SignedIn, settings: CurrentSettings, form: SubmittedForm
) -> Response:
    """The words that are on the screen, as a file: nothing is kept from which they could be read again."""
    throttle_of(request).count(Act.SIGN_IN, str(me.id))
    if recovery.find(database, bits_of(form["words"])) != me.id:
        raise errors.NotFound
    words = words_for(request, me)
    lines = (
        words("These 12 words open a log. Keep this file where only you can read it."),
        *(f"{number:2}. {word}" for number, word in enumerate(form["words"].split(), 1)),
        words("Where to type them: {address}", address=f"{our_address(request, settings)}/sign-in"),
    )
    headers = {"Content-Disposition": f'attachment; filename="{words("words")}.txt"'}
    return Response("\n".join(lines) + "\n", media_type="text/plain; charset=utf-8", headers=headers)


@router.post("/you/keep/later")
def later(settings: CurrentSettings, _: SignedIn, form: SubmittedForm) -> RedirectResponse:
    """Do not ask again for a week."""
    response = go_to(back_to(form["back"], "/today"))
    response.set_cookie(
        LATER_COOKIE,
        "later",
        max_age=WEEK_SECONDS,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="lax",
    )
    return response

"""Who is asking. A page of the writer's own either has its writer, or leads to the first page.

Under /api a token may say it instead of the cookie. Whoever brings a token is whom the token says, and the
cookie beside it is not read: a request is never let off the cross-site guard and signed in by a cookie.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app import clock, errors
from app.database import Connection
from app.http import bearer
from app.http.deps import READS, CurrentSettings, Database, aside
from app.http.session import token_of
from app.http.throttle import Act, throttle_of
from app.records.api_token import Scope
from app.records.writer import WriterPublic
from app.store import api_tokens, sessions, writers
from app.store.sessions import Found
from app.tokens import hash_of
from reports.wording import N_

#: The log that what a phone sends belongs to, by its opaque id.
LOG_HEADER = "x-log"
NOT_FOR_CAMPAIGNS = N_("This token is for a log, not for campaigns.")
ONLY_CAMPAIGNS = N_("This token is for campaigns only.")


class OtherLog(errors.PagerateError):
    """What was sent belongs to another log than the one that is signed in."""

    status = 409
    word = "other_log"
    message = N_("This belongs to another log. Sign in to that one to send it.")


def log_of(writer: WriterPublic) -> str:
    """An opaque name of a writer's log, the same for as long as the log is there: a phone marks entries with it."""
    return hash_of(f"log {writer.id}")[:22]


def session_found(request: Request, database: Database, settings: CurrentSettings) -> Found | None:
    """The session this browser brings, locked or not; the day of the visit is noted, once a day."""
    token = token_of(request, settings)
    found = sessions.find(database, token) if token else None
    if token and found is not None and request.method not in READS:
        writers.wait_turn(database, found.writer.id)
        found = sessions.find(database, token)  # it may have ended while this waited
    if found is not None and found.last_seen_on < clock.now().date():
        seen = found.writer.id, found.session_id
        aside(request, database, lambda writing: sessions.seen_one(writing, *seen))
    return found


SessionFound = Annotated[Found | None, Depends(session_found)]


def perhaps_signed_in(request: Request, database: Database, found: SessionFound) -> WriterPublic | None:
    """The writer whose session or token this is, or None."""
    if bearer.is_brought(request):
        writer = _of_token(request, database)
    else:
        writer = None if found is None or found.is_locked else found.writer
    if writer is not None:
        request.state.language = writer.language  # for refusals, which know nothing of her
    return writer


PerhapsSignedIn = Annotated[WriterPublic | None, Depends(perhaps_signed_in)]


async def signed_in(request: Request, writer: PerhapsSignedIn) -> WriterPublic:
    """The writer whose session or token this is; nobody else gets further, and nobody endlessly or into another log."""
    if writer is None:
        raise errors.NotSignedIn
    # A page can outlive its session: somebody else may have signed in here since.
    if request.headers.get(LOG_HEADER, log_of(writer)) != log_of(writer):
        raise OtherLog
    if request.method not in READS:
        throttle_of(request).count(Act.WRITE, str(writer.id))
    return writer


SignedIn = Annotated[WriterPublic, Depends(signed_in)]


async def signed_in_here(request: Request, writer: SignedIn) -> WriterPublic:
    """The writer in her own browser: what concerns the account itself is not for programs."""
    if bearer.is_brought(request):
        raise errors.NotAllowed
    return writer


SignedInHere = Annotated[WriterPublic, Depends(signed_in_here)]


def _of_token(request: Request, database: Connection) -> WriterPublic | None:
    secret = bearer.secret_of(request) or ""
    found = api_tokens.bearer_of(database, secret)
    if found is not None and request.method not in READS:
        writers.wait_turn(database, found.writer.id)
        found = api_tokens.bearer_of(database, secret)
    if found is None:
        return None
    _check_scope(request, found.scope)
    if found.last_used_on != clock.now().date():
        _note_use(request, database, found)
    return found.writer


def _check_scope(request: Request, scope: Scope) -> None:
    """A token for campaigns reaches no log, and one for a log no campaign."""
    if bearer.is_about_campaigns(request):
        if scope is not Scope.CAMPAIGNS:
            raise errors.OutOfScope(NOT_FOR_CAMPAIGNS)
    elif scope is Scope.CAMPAIGNS:
        raise errors.OutOfScope(ONLY_CAMPAIGNS)
    elif request.method not in READS and scope is not Scope.WRITE:
        raise errors.OutOfScope


def _note_use(request: Request, database: Connection, found: api_tokens.Bearer) -> None:
    """Once a day; what only reads has a transaction that cannot write, so this takes one of its own."""
    aside(request, database, lambda writing: api_tokens.used(writing, found))

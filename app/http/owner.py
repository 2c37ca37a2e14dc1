"""Who is asking. A page of the writer's own either has its writer, or leads to the first page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app import errors
from app.http.deps import CurrentSettings, Database
from app.http.session import token_of
from app.records.writer import WriterPublic
from app.store import sessions
from app.tokens import hash_of
from reports.wording import N_

#: The log that what a phone sends belongs to, by its opaque id.
LOG_HEADER = "x-log"


class OtherLog(errors.PagerateError):
    """What was sent belongs to another log than the one that is signed in."""

    status = 409
    word = "other_log"
    message = N_("This belongs to another log. Sign in to that one to send it.")


def log_of(writer: WriterPublic) -> str:
    """An opaque name of a writer's log, the same for as long as the log is there: a phone marks entries with it."""
    return hash_of(f"log {writer.id}")[:22]


def perhaps_signed_in(request: Request, database: Database, settings: CurrentSettings) -> WriterPublic | None:
    """The writer whose session this is, or None."""
    token = token_of(request, settings)
    return sessions.writer_of(database, token) if token else None


PerhapsSignedIn = Annotated[WriterPublic | None, Depends(perhaps_signed_in)]


def signed_in(request: Request, writer: PerhapsSignedIn) -> WriterPublic:
    """The writer whose session this is; nobody else gets further, and nothing meant for another log."""
    if writer is None:
        raise errors.NotSignedIn
    # A page can outlive its session: somebody else may have signed in here since.
    if request.headers.get(LOG_HEADER, log_of(writer)) != log_of(writer):
        raise OtherLog
    return writer


SignedIn = Annotated[WriterPublic, Depends(signed_in)]

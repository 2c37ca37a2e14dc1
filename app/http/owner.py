"""Who is asking. A page of the writer's own either has its writer, or leads to the first page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app import clock, errors
from app.http.deps import READS, CurrentSettings, Database, aside
from app.http.session import token_of
from app.http.throttle import Act, throttle_of
from app.records.writer import WriterPublic
from app.store import sessions
from app.store.sessions import Found


def session_found(request: Request, database: Database, settings: CurrentSettings) -> Found | None:
    """The session this browser brings, locked or not; the day of the visit is noted, once a day."""
    token = token_of(request, settings)
    found = sessions.find(database, token) if token else None
    if found is not None and found.last_seen_on < clock.now().date():
        with aside(request, database) as writing:
            sessions.seen_one(writing, found.writer.id, found.session_id)
    return found


SessionFound = Annotated[Found | None, Depends(session_found)]


def perhaps_signed_in(found: SessionFound) -> WriterPublic | None:
    """The writer whose session this is, or None."""
    return None if found is None or found.is_locked else found.writer


PerhapsSignedIn = Annotated[WriterPublic | None, Depends(perhaps_signed_in)]


def signed_in(request: Request, writer: PerhapsSignedIn) -> WriterPublic:
    """The writer whose session this is; nobody else gets further, and nobody endlessly."""
    if writer is None:
        raise errors.NotSignedIn
    if request.method not in READS:
        throttle_of(request).count(Act.WRITE, str(writer.id))
    return writer


SignedIn = Annotated[WriterPublic, Depends(signed_in)]

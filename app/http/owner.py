"""Who is asking. A page of the writer's own either has its writer, or leads to the first page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app import errors
from app.http.deps import CurrentSettings, Database
from app.http.session import token_of
from app.records.writer import WriterPublic
from app.store import sessions


def perhaps_signed_in(request: Request, database: Database, settings: CurrentSettings) -> WriterPublic | None:
    """The writer whose session this is, or None."""
    token = token_of(request, settings)
    return sessions.writer_of(database, token) if token else None


PerhapsSignedIn = Annotated[WriterPublic | None, Depends(perhaps_signed_in)]


def signed_in(writer: PerhapsSignedIn) -> WriterPublic:
    """The writer whose session this is; nobody else gets further."""
    if writer is None:
        raise errors.NotSignedIn
    return writer


SignedIn = Annotated[WriterPublic, Depends(signed_in)]

"""Signing a browser in: always with a new secret, and whatever session it brought along is over."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from app.database import Connection
from app.http import session
from app.settings import Settings
from app.store import sessions


def sign_in(
    request: Request, response: Response, database: Connection, settings: Settings, writer_id: UUID
) -> None:
    """Open a session for this browser; a secret that somebody put there before is worth nothing afterwards."""
    brought = session.token_of(request, settings)
    if brought:
        sessions.end(database, brought)
    session.keep(response, settings, sessions.open(database, writer_id))

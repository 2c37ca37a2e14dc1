"""For whoever runs the service: is the process up, is it ready for work."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from app.database import is_writable, schema_is_current

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def health() -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


@router.get("/readyz")
def readiness(request: Request) -> Response:
    """The database takes writes and its schema is the one this version knows."""
    engine = request.app.state.engine
    if not schema_is_current(engine):
        return PlainTextResponse("The database is not at the current schema.", 503)
    if not is_writable(engine):
        return PlainTextResponse("The database takes no writes.", 503)
    return PlainTextResponse("ready")

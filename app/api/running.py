"""What runs: the timers, read. How one is started and stopped stands in `timers` and `entries`."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.http.deps import Database
from app.http.etag import etag_of, is_known
from app.http.owner import SignedIn
from app.records.timer import TimerPublic
from app.store import timers

router = APIRouter(prefix="/api/v1/timers", tags=["timer"])


class TimerList(BaseModel):
    """The timers that run."""

    items: list[TimerPublic]


@router.get("", summary="See what runs", operation_id="list_timers")
def list_timers(database: Database, me: SignedIn) -> TimerList:
    """The timer that runs, or none; how long it has run is from `started_at` to now."""
    return TimerList(items=timers.list_running(database, me.id))


@router.get("/{timer_id}", summary="Look at a timer", response_model=TimerPublic, operation_id="get_timer")
def get_timer(request: Request, database: Database, me: SignedIn, timer_id: UUID) -> Response:
    """Also one that was stopped or thrown away: then `withdrawn_at` says when. The `ETag` is its revision."""
    timer = timers.get(database, me.id, timer_id)
    headers = {"ETag": etag_of(timer.revision)}
    if is_known(request, timer.revision):
        return Response(status_code=304, headers=headers)
    return Response(timer.model_dump_json(), headers=headers, media_type="application/json")

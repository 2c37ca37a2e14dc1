"""Answers of the API: a row with its entity tag, a page of rows, what became of a row that was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from app import errors
from app.api.paging import cursor_of
from app.http.errors import problem
from app.http.etag import etag_of
from app.records import Public
from app.records.conflict import ConflictPublic
from app.records.timer import TimerPublic
from app.store.changes import Outcome, Put

L = TypeVar("L", bound=Public | ConflictPublic)

JSON = "application/json"


def row_answer(row: Public | TimerPublic, status: int = 200, **headers: str) -> Response:
    """A row, and the revision it is at."""
    return Response(
        row.model_dump_json(), status, {"ETag": etag_of(row.revision), **headers}, media_type=JSON
    )


def told_answer(row: Public | TimerPublic, status: int, told: dict[str, str]) -> Response:
    """A row with what its phone is told beside it."""
    return JSONResponse(row.model_dump(mode="json") | told, status, {"ETag": etag_of(row.revision)})


def stale_answer(
    request: Request, present: BaseModel, sent: Mapping[str, Any], conflict: UUID | None = None
) -> Response:
    """The row says something else by now: both versions, for the person to choose, and the conflict that keeps them."""
    kept = {} if conflict is None else {"conflict": str(conflict)}
    return problem(request, errors.Stale(), present=present.model_dump(mode="json"), sent=dict(sent), **kept)


def put_answer(request: Request, put: Put[Any]) -> Response:
    """201 for a new row, 200 for one that says what was sent, 412 with both versions where it cannot."""
    if put.outcome is Outcome.STALE:
        return stale_answer(request, put.row, put.sent_as_json(), put.conflict)
    beside = {"Link": f'</api/v1/conflicts/{put.conflict}>; rel="related"'} if put.conflict else {}
    return row_answer(put.row, 201 if put.outcome is Outcome.CREATED else 200, **beside)


def list_answer(found: Sequence[L], limit: int, by: Callable[[L], object]) -> Response:
    """A page of a list ordered by `by`, and where the next one begins; that there is one shows in a row too many."""
    shown = found[:limit]
    rows = ",".join(item.model_dump_json() for item in shown)
    is_more = len(found) > limit
    cursor = f'"{cursor_of(by(shown[-1]), shown[-1].id)}"' if is_more else "null"
    return Response(f'{{"items":[{rows}],"next_cursor":{cursor}}}', media_type=JSON)

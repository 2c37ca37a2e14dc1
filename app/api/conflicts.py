"""Conflicts: rows that two phones changed without knowing of each other, with both versions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel

from app.api.answers import list_answer
from app.api.paging import Cursor, Limit, place_of
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.conflict import ConflictPublic
from app.store import conflicts

router = APIRouter(prefix="/api/v1/conflicts", tags=["conflicts"])


class ConflictList(BaseModel):
    """A page of conflicts."""

    items: list[ConflictPublic]
    next_cursor: str | None


@router.get("", summary="List conflicts", response_model=ConflictList, operation_id="list_conflicts")
def list_conflicts(
    database: Database, me: SignedIn, *, limit: Limit = 100, cursor: Cursor = None
) -> Response:
    """Those not settled yet, earliest first, with what was sent and what the row said then."""
    found = conflicts.page(database, me.id, limit=limit + 1, after=place_of(cursor, _instant))
    return list_answer(found, limit, lambda conflict: conflict.kept_at.isoformat())


@router.get("/{conflict_id}", summary="Look at a conflict", operation_id="get_conflict")
def get_conflict(database: Database, me: SignedIn, conflict_id: UUID) -> ConflictPublic:
    """Both versions, also after it was settled."""
    return conflicts.get(database, me.id, conflict_id)


@router.delete("/{conflict_id}", summary="Settle a conflict", status_code=204, operation_id="settle_conflict")
def settle_conflict(database: Database, me: SignedIn, conflict_id: UUID) -> None:
    """Say that you have decided. To take the version that was sent, send it again with the present revision first."""
    conflicts.settle(database, me.id, conflict_id)


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at

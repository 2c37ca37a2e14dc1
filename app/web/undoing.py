"""Undo of a change that was just saved: one way for every row that has a form."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from app.database import Connection
from app.http.deps import Database
from app.http.owner import SignedIn
from app.records.base import Public
from app.records.writer import WriterPublic
from app.store import conflicts, undoing
from app.web.forms import uuid_of
from app.web.rendering import go_to
from reports.wording import N_

router = APIRouter(include_in_schema=False)

UNDONE = N_("Put back as it was.")


@router.post("/undo/{noun}/{row_id}")
def undo(request: Request, noun: str, row_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Put a row back as it was before the change that made this revision of it."""
    revision = _whole(request.query_params.get("revision", ""))
    row = undoing.undo(database, me.id, noun, row_id, revision)
    return go_to(f"{_page_of(noun, row)}?saved=undone{changed(noun, row)}")


@router.post("/conflicts/{conflict_id}/leave")
def leave(conflict_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Keep what the log says; what was typed stays in the edit history."""
    found = conflicts.get(database, me.id, conflict_id)
    conflicts.settle(database, me.id, conflict_id)
    return go_to(f"/history/{found.noun}/{found.row_id}")


def changed(noun: str, row: Public) -> str:
    """What an address says of a change, so that its page can offer to undo it."""
    return f"&edit={noun}.{row.id}.{row.revision}"


def undo_of(request: Request, database: Connection, me: WriterPublic) -> str:
    """Where the change that the address tells of is undone; nothing when the row was changed since."""
    noun, row_id, revision = [*request.query_params.get("edit", "").split("."), "", "", ""][:3]
    found, number = uuid_of(row_id), _whole(revision)
    if found is None or number is None or not undoing.can_undo(database, me.id, noun, found, number):
        return ""
    return f"/undo/{noun}/{found}?revision={number}"


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _page_of(noun: str, row: Public) -> str:
    """Where a row is listed."""
    contract_id = getattr(row, "contract_id", None)
    of_contract = f"/work/{contract_id}" if contract_id else "/work"
    pages = {
        "contracts": f"/work/{row.id}",
        "contract_states": f"{of_contract}/life",
        "platforms": f"/work/platforms/{row.id}",
        "tasks": of_contract,
        "terms": of_contract,
        "contract_reviews": of_contract,
        "payouts": f"/payments/payouts/{row.id}",
        "situations": "/you",
    }
    return pages.get(noun, "/payments")

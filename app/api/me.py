"""The writer herself: how her days and amounts are counted, and her whole log as a file."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from app import clock
from app.http.deps import Database
from app.http.owner import SignedIn
from app.jobs.exports import export_ledger
from app.records.base import Input
from app.records.writer import WriterFields, WriterPublic, WriterUpdate
from app.store import writers

router = APIRouter(prefix="/api/v1", tags=["me"])


class Me(WriterFields, Input):
    """The account, without its id: `revision` moves with every change of any row."""

    handle: str
    created_on: date
    revision: int


@router.get("/me", summary="Look at your settings", operation_id="get_me")
def get_me(me: SignedIn) -> Me:
    """Zone, currency and language; and the revision of the whole log, to know whether anything changed."""
    return _shown(me)


@router.put("/me", summary="Change your settings", operation_id="put_me")
def put_me(
    database: Database,
    me: SignedIn,
    body: WriterUpdate,
) -> Me:
    """Every number is counted anew with them."""
    return _shown(writers.amend(database, me.id, body))


@router.get(
    "/export",
    summary="Download your log",
    operation_id="export",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}, "description": "A ledger file, version 1."}},
)
def export(database: Database, me: SignedIn) -> Response:
    """Everything logged, in the open format that `pagerate import` reads; rows taken out are left out."""
    name = f"pagerate-ledger-{clock.today(me.zone).isoformat()}.json"
    return Response(
        export_ledger(database, me),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shown(writer: WriterPublic) -> Me:
    return Me.model_validate({name: getattr(writer, name) for name in Me.model_fields})

"""The writer herself: how her days and amounts are counted, and her whole log as a file."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from app import clock, errors
from app.api.answers import JSON
from app.http.deps import Database
from app.http.errors import problem
from app.http.etag import IfMatch, etag_of, is_known
from app.http.owner import SignedIn
from app.jobs.exports import export_ledger
from app.records.base import Input
from app.records.values import KnownCurrency, KnownZone
from app.records.writer import Language, WriterFields, WriterPublic, WriterUpdate
from app.store import writers

router = APIRouter(prefix="/api/v1", tags=["me"])


class Me(WriterFields, Input):
    """The account, without its id: `revision` moves with every change of any row."""

    handle: str
    created_on: date
    revision: int


class MeChange(BaseModel):
    """The settings to change; those left out, or null, stay as they are."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"zone": "America/Los_Angeles", "currency": "USD"}]},
    )

    zone: KnownZone | None = None
    currency: KnownCurrency | None = None
    language: Language | None = None
    unverified_allowed: bool | None = None


@router.get("/me", response_model=Me, summary="Look at your settings", operation_id="get_me")
def get_me(request: Request, me: SignedIn) -> Response:
    """Zone, currency and language; and the revision of the whole log, which is the `ETag` too."""
    if is_known(request, me.revision):
        return Response(status_code=304, headers={"ETag": etag_of(me.revision)})
    return _answer(me)


@router.put("/me", response_model=Me, summary="Change your settings", operation_id="put_me")
def put_me(request: Request, database: Database, me: SignedIn, body: MeChange, if_match: IfMatch) -> Response:
    """Only the settings that are sent change; every number is counted anew with them.

    With `If-Match`, only while nothing of the log has changed since that revision: else it is 412, with the present
    settings. What they say already is 200 all the same.
    """
    given = {name: value for name, value in body.model_dump().items() if value is not None}
    said = me.model_dump(include=set(WriterUpdate.model_fields))
    if given.items() <= said.items():
        return _answer(me)
    if if_match not in {None, me.revision}:
        return problem(request, errors.Stale(), present=_shown(me).model_dump(mode="json"), sent=given)
    return _answer(writers.amend(database, me.id, WriterUpdate.model_validate(said | given)))


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


def _answer(writer: WriterPublic) -> Response:
    return Response(
        _shown(writer).model_dump_json(), headers={"ETag": etag_of(writer.revision)}, media_type=JSON
    )


def _shown(writer: WriterPublic) -> Me:
    return Me.model_validate({name: getattr(writer, name) for name in Me.model_fields})

"""Rows of every noun under one set of rules: list, look, send, take out, put back, and what a row said before.

A row is sent with the id its client made. The same again is the same answer; another row under that id, or a
change of what has changed, is answered 412 and kept beside as a conflict.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from app.api.answers import list_answer, put_answer, row_answer
from app.api.idempotent import ABOUT_KEY, Key, once
from app.api.nouns import NOUNS, Noun
from app.api.paging import Cursor, Limit, place_of
from app.api.refusals import refused
from app.database import Connection
from app.http import quick_log
from app.http.deps import Database
from app.http.etag import IfMatch, etag_of, is_known
from app.http.owner import SignedIn
from app.records import PUBLIC
from app.records.base import InstantOrNone
from app.records.values import Source
from app.records.writer import WriterPublic
from app.store import amendments, changes
from app.store.amendments import AmendmentPublic
from app.store.changes import Outcome, Put
from app.tokens import uuid7

router = APIRouter(prefix="/api/v1")

Route = Callable[..., Any]
ChangedSince = Annotated[InstantOrNone, Query(description="Only rows changed at this instant or later.")]
Withdrawn = Annotated[bool, Query(description="Also rows that were taken out, as tombstones.")]


class History(BaseModel):
    """What a row said before, earliest first."""

    items: list[AmendmentPublic]


def _list(noun: Noun) -> Route:
    rows = changes.ROWS[noun.name]
    read: Callable[[str], Any] = {"name": str, "payout_id": UUID}.get(rows.by, date.fromisoformat)

    def list_rows(
        database: Database,
        me: SignedIn,
        *,
        limit: Limit = 100,
        cursor: Cursor = None,
        withdrawn: Withdrawn = False,
        changed_since: ChangedSince = None,
    ) -> Response:
        after = place_of(cursor, read)
        found = rows.page(
            database, me.id, limit=limit + 1, after=after, withdrawn=withdrawn, changed_since=changed_since
        )
        return list_answer(found, limit, attrgetter(rows.by))

    return list_rows


def _create(noun: Noun) -> Route:
    def create(database: Database, me: SignedIn, body: BaseModel, key: Key = None) -> Response:
        address = f"/api/v1/{noun.path}"

        def make() -> BaseModel:
            row: BaseModel = _put_in(database, me, noun, uuid7(), body, None).row
            return row

        made = once(database, me, key, address, body, make=make)
        headers = {"ETag": etag_of(made["revision"]), "Location": f"{address}/{made['id']}"}
        return JSONResponse(made, 201, headers)

    create.__annotations__["body"] = _BODIES[noun.name]
    return create


def _get(noun: Noun) -> Route:
    def get(request: Request, database: Database, me: SignedIn, row_id: UUID) -> Response:
        row = changes.ROWS[noun.name].get(database, me.id, row_id)
        if is_known(request, row.revision):
            return Response(status_code=304, headers={"ETag": etag_of(row.revision)})
        return row_answer(row)

    return get


def _put(noun: Noun) -> Route:
    def put(  # noqa: PLR0917 - what FastAPI puts in
        request: Request,
        database: Database,
        me: SignedIn,
        row_id: UUID,
        body: BaseModel,
        if_match: IfMatch,
    ) -> Response:
        return put_answer(request, _put_in(database, me, noun, row_id, body, if_match))

    put.__annotations__["body"] = _BODIES[noun.name]
    return put


def _put_in(  # noqa: PLR0917 - as `changes.put`
    database: Connection, me: WriterPublic, noun: Noun, row_id: UUID, body: BaseModel, if_match: int | None
) -> Put[Any]:
    """Keep a row; a task that contradicts itself or its day is refused, as the quick log refuses it."""
    done = changes.put(database, me.id, noun.name, row_id, body.model_dump(), if_match, Source.API)
    is_written = done.outcome in {Outcome.CREATED, Outcome.AMENDED}
    if noun.name == "tasks" and is_written and (found := quick_log.contradictions(database, me, done.row)):
        raise refused(me, found)
    return done


def _withdraw(noun: Noun) -> Route:
    def withdraw(database: Database, me: SignedIn, row_id: UUID, if_match: IfMatch) -> Response:
        return row_answer(changes.withdraw(database, me.id, noun.name, row_id, if_match))

    return withdraw


def _restore(noun: Noun) -> Route:
    def restore(database: Database, me: SignedIn, row_id: UUID) -> Response:
        return row_answer(changes.restore(database, me.id, noun.name, row_id))

    return restore


def _history(noun: Noun) -> Route:
    def history(database: Database, me: SignedIn, row_id: UUID) -> History:
        changes.ROWS[noun.name].get(database, me.id, row_id)
        found = amendments.list_for(database, me.id, row_id)
        return History(items=[one for one in found if one.noun == noun.name])

    return history


_BODIES = {noun.name: noun.body for noun in NOUNS}


def _add(noun: Noun) -> None:
    """The routes of a noun."""
    path, one, shown = f"/{noun.path}", noun.one, PUBLIC[noun.name]
    article = "" if noun.name == "terms" else "an " if one[0] in "aeiou" else "a "

    def add(path: str, make: Callable[[Noun], Route], method: str, summary: str, **more: Any) -> None:
        route = make(noun)
        router.add_api_route(
            path,
            route,
            methods=[method],
            summary=summary,
            operation_id=f"{route.__name__.removesuffix('_rows')}_{noun.name}",
            tags=[noun.many],
            **more,
        )

    add(
        path,
        _list,
        "GET",
        f"List {noun.many}",
        response_model=noun.page,
        description=f"{noun.about} Ordered by day or name, then by id; `next_cursor` leads to the next page.",
    )
    add(
        path,
        _create,
        "POST",
        f"Log {article}{one}, the id made here",
        response_model=shown,
        status_code=201,
        description=f"For programs that make no ids of their own. {ABOUT_KEY}",
    )
    add(
        path + "/{row_id}",
        _get,
        "GET",
        f"Look at {article}{one}",
        response_model=shown,
        description="Also when it was taken out: then `withdrawn_at` says when. The `ETag` is its revision.",
    )
    add(
        path + "/{row_id}",
        _put,
        "PUT",
        f"Send {article}{one}, new or changed",
        response_model=shown,
        responses={201: {"model": shown, "description": "It is new."}},
        description=(
            "Without `If-Match` it is new, under an id you made (a UUID version 7 is best). With `If-Match` it takes"
            " the place of what the row said at that revision. Sent again, it is the same answer, 200, also when the"
            " row has moved on since. A change of what has changed is 412: the row stays as it is, and both versions"
            " are kept (`/api/v1/conflicts`). A change of a row that was taken out brings it back: the edit survives."
        ),
    )
    add(
        path + "/{row_id}",
        _withdraw,
        "DELETE",
        f"Take {article}{one} out",
        response_model=shown,
        description="It leaves every sum and stays on file as a tombstone. With `If-Match`, only if nobody has changed"
        " it since that revision.",
    )
    add(
        path + "/{row_id}/restore",
        _restore,
        "POST",
        f"Put {article}{one} back",
        response_model=shown,
        description="Undoes taking it out.",
    )
    add(
        path + "/{row_id}/history",
        _history,
        "GET",
        f"What {article}{one} said before",
        response_model=History,
        description="Each change with the values it replaced, earliest first.",
    )


for _noun in NOUNS:
    _add(_noun)

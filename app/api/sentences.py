"""Refusals of the quick log as problem+json, in the writer's own language: the phone shows them as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

from app import errors
from app.http.errors import problem
from app.http.etag import etag_of
from app.http.sentences import refusals_of
from app.language import for_code
from app.records.task import TaskPublic
from app.records.timer import TimerPublic
from app.records.writer import WriterPublic

M = TypeVar("M", bound=BaseModel)


def refused(me: WriterPublic, fields: Mapping[str, str]) -> errors.Invalid:
    """Why something cannot be kept: field -> sentence."""
    words = for_code(me.language)
    return errors.Invalid(fields={name: words(sentence) for name, sentence in fields.items()})


def made(me: WriterPublic, model: type[M], **values: Any) -> M:
    """The record of what was read; what it refuses is said of the field of that name."""
    try:
        return model(**values)
    except ValidationError as error:
        raise refused(me, dict(refusals_of(error, "entry"))) from None


def stale(
    request: Request, present: BaseModel, sent: BaseModel, conflict: UUID | None = None
) -> JSONResponse:
    """The row says something else by now: both versions, for the person to choose, and the conflict that keeps them."""
    beside = {} if conflict is None else {"conflict": str(conflict)}
    versions = {
        "present": present.model_dump(mode="json"),
        "sent": sent.model_dump(mode="json", exclude_unset=True),
    }
    return problem(request, errors.Stale(), **versions, **beside)


def with_tag(row: TaskPublic | TimerPublic, status: int, **more: object) -> JSONResponse:
    """A row with its revision as the tag to name when it is changed."""
    body = row.model_dump(mode="json") | more
    return JSONResponse(body, status, headers={"ETag": etag_of(row.revision)})

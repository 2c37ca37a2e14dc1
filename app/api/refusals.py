"""Refusals of the quick log in the writer's own language: the phone shows them as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from app import errors
from app.http.sentences import refusals_of
from app.language import for_code
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

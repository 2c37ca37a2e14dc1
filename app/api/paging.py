"""Pages of a list: how many rows, and behind which one. A cursor is a place, not a number of rows to skip."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from app import errors
from reports.wording import N_

Limit = Annotated[int, Query(ge=1, le=500, description="How many rows at most.")]
Cursor = Annotated[
    str | None,
    Query(max_length=1000, description="`next_cursor` of the page before; nothing for the first page."),
]

Place = tuple[Any, UUID]


def cursor_of(by: object, row_id: UUID) -> str:
    """The place of a row in its list, as a word to give back.

    >>> place_of(cursor_of("Quill", UUID(int=7)), str)
    ('Quill', UUID('00000000-0000-0000-0000-000000000007'))
    """
    return urlsafe_b64encode(json.dumps([str(by), str(row_id)]).encode()).decode().rstrip("=")


def place_of(cursor: str | None, read: Callable[[str], Any]) -> Place | None:
    """The place that a cursor names; `read` reads what the list is ordered by."""
    if cursor is None:
        return None
    try:
        by, row_id = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        by.encode()  # what is no Unicode text can be no name
        place = read(by), UUID(row_id)
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise _no_place() from None
    if "\0" in by:
        raise _no_place()
    return place


def _no_place() -> errors.Invalid:
    return errors.Invalid(fields={"cursor": N_("This is no place in this list.")})

"""Requests that may be sent again: with an `Idempotency-Key` what they make is made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Header
from pydantic import BaseModel

from app.database import Connection
from app.records.writer import WriterPublic
from app.store import idempotency

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="A word of your own for this request: sent again within 30 days, it is answered the same.",
        examples=["b7c1f7de-import-row-17"],
    ),
]
#: What a request that takes a key says of it.
ABOUT_KEY = "With an `Idempotency-Key` it is done once, however often it is sent; the same key for another request is refused."


def once(
    database: Connection,
    me: WriterPublic,
    key: str | None,
    address: str,
    body: BaseModel,
    *,
    make: Callable[[], BaseModel],
) -> dict[str, Any]:
    """What is made of a body posted to an address; sent again with its key, what was made of it then."""
    asked = f"POST {address}\n{body.model_dump_json()}"
    known = idempotency.claim(database, me.id, key, asked) if key else None
    if known is None:
        known = make().model_dump(mode="json")
        if key:
            idempotency.remember(database, me.id, key, known)
    return known

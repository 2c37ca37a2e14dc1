"""What can go wrong, by its word: where the `type` of a problem leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from app import errors
from app.http.errors import PROBLEMS, status_of

router = APIRouter(prefix=PROBLEMS, tags=["problems"])


class Kind(BaseModel):
    """A kind of problem: the word for machines, the status, what it means."""

    code: str
    status: int
    meaning: str


@router.get("/{code}", summary="What a problem means", operation_id="get_problem")
def get_problem(
    code: Annotated[str, Path(max_length=64, description="The `code` of a problem.", examples=["stale"])],
) -> Kind:
    """For anyone; `code` is what a program goes by, `detail` what people read."""
    for kind in _kinds(errors.PagerateError):
        if kind.word == code:
            return Kind(code=code, status=status_of(kind), meaning=(kind.__doc__ or "").strip())
    raise errors.NotFound


def _kinds(kind: type[errors.PagerateError]) -> Iterator[type[errors.PagerateError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)

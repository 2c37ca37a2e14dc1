"""Revisions as entity tags: `ETag: "3"` says which one an answer shows, `If-Match: "3"` which one is meant."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Request

from app import errors
from reports.wording import N_

# A proxy that compresses answers makes the tag a weak one.
_TAG = re.compile(r'(?:W/)?"([1-9][0-9]{0,8})"')


class NoRevision(errors.Invalid):
    """An If-Match that names no revision."""

    message = N_("Please look at the marked fields again.")


def etag_of(revision: int) -> str:
    """The entity tag of a revision.

    >>> etag_of(3)
    '"3"'
    """
    return f'"{revision}"'


async def if_match(
    if_match: Annotated[
        str | None,
        Header(
            description='The revision this change was made on, as the ETag said it: `"3"`.',
            examples=['"3"'],
        ),
    ] = None,
) -> int | None:
    """The revision a change was made on; None without the header. “Any revision” is none: nothing is overwritten unseen."""
    if if_match is None:
        return None
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise NoRevision(fields={"If-Match": N_('Give the revision you have read, in quotes, like "3".')})
    return int(found[1])


IfMatch = Annotated[int | None, Depends(if_match)]


def is_known(request: Request, revision: int) -> bool:
    """Whether whoever asks has this revision already (If-None-Match)."""
    tags = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    return etag_of(revision) in tags

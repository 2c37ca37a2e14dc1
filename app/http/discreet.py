"""Whether this browser shows a neutral name and icon, so that a glance over a shoulder tells nothing."""

from __future__ import annotations

from starlette.requests import Request

COOKIE = "discreet"


def is_discreet(request: Request) -> bool:
    """As its cookie says: another browser of the same writer may show our own name."""
    return request.cookies.get(COOKIE) == "yes"

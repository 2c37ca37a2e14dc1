"""Refuses changes that another site's page asks for, and bodies larger than any form of ours.

A browser says where a request comes from: by Sec-Fetch-Site, older ones by Origin. Who says neither changes
nothing here, except a program with a token of its own: no other site can make a browser send that, and beside a
token the cookie is never read (`app.http.owner`).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import errors
from app.http import bearer

_READS = {"GET", "HEAD", "OPTIONS"}
_OURS = {"same-origin", "none"}
LARGEST_BODY = 32 * 1024 * 1024

Answer = Callable[[Request, errors.PagerateError], Response]


class Guard:
    """Stands before the routes; `answer` renders a refusal."""

    def __init__(self, app: ASGIApp, *, answer: Answer) -> None:
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and scope["method"] not in _READS:
            request = Request(scope)
            refusal = why_refused(request)
            if refusal is not None:
                await self.answer(request, refusal)(scope, receive, send)
                return
            receive = _counted(receive)
        await self.app(scope, receive, send)


def why_refused(request: Request) -> errors.PagerateError | None:
    """Why a change is refused, or None."""
    if not is_same_site(request) and not bearer.is_brought(request):
        return errors.CrossSite()
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        return errors.TooLarge()
    return None


def is_same_site(request: Request) -> bool:
    """Whether the browser says that the request comes from our own page."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in _OURS
    origin = request.headers.get("origin")
    return origin is not None and _host_of(origin) == request.headers.get("host")


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc or None
    except ValueError:  # an address of a machine that is none, as http://[::1
        return None


def _counted(receive: Receive) -> Receive:
    """The same body, refused where it grows too large: one sent in pieces does not say its length before."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise HTTPException(errors.TooLarge.status)  # ours would be taken for a form that cannot be read
        return message

    return counted

"""Headers of every answer: nothing from elsewhere, nothing framed, nothing kept, and an id to ask about."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'none'",
    **dict.fromkeys(
        ("script-src", "style-src", "connect-src", "font-src", "manifest-src", "worker-src", "form-action"),
        "'self'",
    ),
    "img-src": "'self' data: blob:",
    **dict.fromkeys(("base-uri", "frame-ancestors", "object-src"), "'none'"),
}
CONTENT_POLICY = "; ".join(f"{name} {value}" for name, value in _POLICY.items())
_ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_NOT_FRAMED = "frame-ancestors 'none'"
_SECURE = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
# Pages show one person's money: no cache keeps one unless its route says otherwise.
_PRIVATE = "private, no-store"


def may_be_framed_by(request: Request, origins: Sequence[str]) -> None:
    """Let these origins show the answer to this request in a frame; without this no page is ever framed."""
    request.state.framed_by = tuple(origins)


def _framed_by(origins: Sequence[str]) -> dict[str, str]:
    policy = CONTENT_POLICY.replace(_NOT_FRAMED, f"frame-ancestors {' '.join(origins)}")
    return {"Content-Security-Policy": policy, "Cross-Origin-Resource-Policy": "cross-origin"}


class Headers:
    """Gives every request an id and every answer its headers."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self.app = app
        self.headers = {**_ALWAYS, **(_SECURE if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = scope.setdefault("state", {})["request_id"] = secrets.token_hex(6)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if origins := scope["state"].get("framed_by"):
                    headers.update(_framed_by(origins))
                headers["X-Request-Id"] = request_id
                headers.setdefault("Cache-Control", _PRIVATE)
            await send(message)

        await self.app(scope, receive, send_with_headers)

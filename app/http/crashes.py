"""A crash ends here. Past this point the server would write it to its log whole, with what a writer typed in it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OnCrash = Callable[[Request, Exception], Response]


class CutShort(Exception):
    """An answer broke off after it had begun; the connection must be closed for the browser to notice."""


class Crashes:
    """Answers what nobody else has answered; `on_crash` says so in the log and makes the answer."""

    def __init__(self, app: ASGIApp, *, on_crash: OnCrash) -> None:
        self.app = app
        self.on_crash = on_crash

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; of an exception only its place is told."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_begun = False

        async def noted(message: Message) -> None:
            nonlocal is_begun
            is_begun = is_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except ClientDisconnect:
            return  # whoever asked has gone, as when a newer preview is wanted: nothing is wrong, and nobody listens
        except Exception as error:  # noqa: BLE001 - the last stop: an answer, not a traceback
            answer = self.on_crash(Request(scope), error)
            if is_begun:
                raise CutShort from None
            await answer(scope, receive, send)

"""The pages of organizers for whoever is not signed in, or no longer: a way back, and nothing that was typed is lost.

A writer's entries are kept by her phone until they are sent. What an organizer types is on no phone, so the page that
says that the session has ended holds it, to be sent again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from app import errors
from app.http.deps import READS
from app.http.errors import Render, is_for_machines
from app.web.coming_back import CAMPAIGNS, is_of_organizers, sign_in_from
from app.web.rendering import go_to, render


@dataclass(frozen=True, slots=True)
class SignedOutPage:
    """What was typed, in the form that sends it again, and where the log is opened."""

    action: str
    typed: tuple[tuple[str, str], ...]
    sign_in: str


def answer_with_way_back(answer: Render) -> Callable[[Request, Any], Awaitable[Response]]:
    """An answer to whoever is not signed in; elsewhere than at the pages of organizers it is `answer`."""

    async def with_way_back(request: Request, error: Any) -> Response:
        path = request.url.path
        if is_for_machines(request) or not is_of_organizers(path):
            return answer(request, error)
        if request.method in READS:
            return go_to(sign_in_from(path))
        form = await request.form()
        typed = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
        page = SignedOutPage(path, typed, sign_in_from(CAMPAIGNS))
        status = errors.NotSignedIn.status
        return await run_in_threadpool(render, request, "welcome/signed_out.html", page, status=status)

    return with_way_back

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
from app.records.campaign import CampaignWords
from app.web.coming_back import CAMPAIGNS, is_of_organizers, sign_in_from
from app.web.rendering import go_to, render

#: Bytes of the longest form: every sign of the words of a campaign written as nine, and what is chosen beside them.
LONGEST = 200_000
#: What somebody typed, of all that the forms of organizers have.
TYPED = frozenset({*CampaignWords.model_fields, "handle"}) - {"languages"}


@dataclass(frozen=True, slots=True)
class SignedOutPage:
    """What was sent, in the form that sends it again; of that what somebody typed; and where the log is opened."""

    action: str
    sent: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    sign_in: str


def answer_with_way_back(answer: Render) -> Callable[[Request, Any], Awaitable[Response]]:
    """An answer to whoever is not signed in; elsewhere than at the pages of organizers it is `answer`."""

    async def with_way_back(request: Request, error: Any) -> Response:
        path = request.url.path
        if is_for_machines(request) or not is_of_organizers(path):
            return answer(request, error)
        if request.method in READS:
            return go_to(sign_in_from(path))
        if not _is_of_a_form_of_ours(request):
            return answer(request, error)
        form = await request.form()
        sent = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
        typed = tuple(value for name, value in sent if name in TYPED and value.strip())
        page = SignedOutPage(path, sent, typed, sign_in_from(CAMPAIGNS))
        status = errors.NotSignedIn.status
        return await run_in_threadpool(render, request, "welcome/signed_out.html", page, status=status)

    return with_way_back


def _is_of_a_form_of_ours(request: Request) -> bool:
    """Whether it is no longer than the longest form: anybody may send what this page would show, and be sent it back."""
    length = request.headers.get("Content-Length", "")
    return length.isascii() and length.isdigit() and int(length) <= LONGEST

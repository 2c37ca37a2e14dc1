"""The page on which a campaign asks, for whoever reads it: with her log, with none yet, locked out, already in it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from app import errors
from app.database import Connection
from app.http.deps import Database, OnFile
from app.http.enrolling import Invite, preview
from app.http.owner import PerhapsSignedIn, SessionFound
from app.records.campaign import CampaignPublic
from app.records.writer import WriterPublic
from app.store import made_up
from app.web.coming_back import sign_in_from
from app.web.forms import Form
from app.web.join_words import Said, ending_words, said_of
from app.web.rendering import render, words_for
from reports.parameters import Parameters

#: For search engines: neither list nor keep it.
HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive"}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came, and with what her page is made."""

    request: Request
    database: Connection
    on_file: Parameters
    writer: WriterPublic | None
    is_locked: bool


def visit_of(
    request: Request, database: Database, on_file: OnFile, viewer: PerhapsSignedIn, found: SessionFound
) -> Visit:
    """The visit of a request."""
    return Visit(request, database, on_file, viewer, found is not None and found.is_locked)


Visited = Annotated[Visit, Depends(visit_of)]


@dataclass(frozen=True, slots=True)
class EnterPage:
    """The field for a code."""

    form: Form
    is_demo: bool


@dataclass(frozen=True, slots=True)
class JoinPage:
    """What is asked of her, and who she is here."""

    campaign: CampaignPublic
    said: Said
    form: Form
    action: str
    sign_in: str
    by_link: bool
    handle: str
    is_locked: bool
    is_demo: bool
    is_sample: bool
    is_enrolled: bool
    is_counted: bool
    ending: str
    stops_counting: bool
    read_first: str


def join_page(
    visit: Visit,
    invite: Invite,
    campaign: CampaignPublic,
    form: Form,
    *,
    read_first: str = "",
    status: int = HTTPStatus.OK,
) -> HTMLResponse:
    """What a campaign asks, with its yes and no; `read_first` says why it is shown again."""
    me, words = visit.writer, words_for(visit.request)
    seen = preview(visit.database, me.id if me else None, campaign)
    action = f"/join/{invite.link}" if invite.link else "/join"
    page = JoinPage(
        campaign=campaign,
        said=said_of(visit.database, campaign, seen, visit.on_file, words),
        form=form,
        action=action,
        sign_in=sign_in_from(action),
        by_link=bool(invite.link),
        handle=me.handle if me else "",
        is_locked=visit.is_locked,
        is_demo=me is not None and me.is_demo,
        is_sample=made_up.is_sample(visit.database, campaign.id),
        is_enrolled=seen.is_enrolled,
        is_counted=seen.is_counted,
        ending=ending_words(seen.ending, campaign, seen, words) if seen.ending else "",
        stops_counting=seen.ending is not None and seen.ending.stops_on is not None,
        read_first=words(read_first),
    )
    return _shown(visit, "join/join.html", page, form, status)


def enter_page(visit: Visit, form: Form, status: int = HTTPStatus.OK) -> HTMLResponse:
    """The field for a code."""
    page = EnterPage(form, visit.writer is not None and visit.writer.is_demo)
    return _shown(visit, "join/enter.html", page, form, status)


def wait_page(visit: Visit, form: Form, slow: errors.TooMany) -> HTMLResponse:
    """The same after too many wrong ones: the code that was typed stands in it, and how long to wait."""
    form.refuse([("code", words_for(visit.request)(slow.message, **slow.values))])
    answer = enter_page(visit, form, slow.status)
    answer.headers["Retry-After"] = str(slow.retry_after_seconds)
    return answer


def gone_page(visit: Visit) -> HTMLResponse:
    """The one page for links that are unknown, over, paused or revoked, and for addresses that are none."""
    return _shown(visit, "join/gone.html", None, Form(), HTTPStatus.NOT_FOUND)


def _shown(
    visit: Visit, template: str, page: object, form: Form, status: int = HTTPStatus.OK
) -> HTMLResponse:
    """Without the tabs: one thing is asked here, and the page is the same whoever reads it."""
    answer = render(visit.request, template, page, problems=form.problems, status=status)
    answer.headers.update(HEADERS)
    return answer

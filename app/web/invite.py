"""Invite: open links that bring people in and never count, and the sheets of codes that do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from app import errors
from app.database import Connection
from app.http.deps import CurrentSettings, Database
from app.http.owner import SignedIn
from app.records.member_code import FEWEST_CODES, MOST_CODES
from app.records.writer import WriterPublic
from app.store import campaigns, invites, made_up, member_codes, teams
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.invite_page import LASTS, invite_page, new_form
from app.web.rendering import go_to
from app.web.ways_made import made_page, sheet_page
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/invite")

WRONG_SIZE = N_("Write a whole number from 25 to 500.")
LINK_GONE = N_("This link has been ended in the meantime.")
SHEET_GONE = N_("This sheet has been ended in the meantime.")
#: Parts of the page, beside which stands what the store has refused.
LINKS, SHEETS = "open-links", "codes"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came to the ways into which campaign."""

    request: Request
    database: Connection
    me: WriterPublic
    campaign_id: UUID

    def page(self, form: Form, status: int = 200) -> HTMLResponse:
        """The page, with the problems of a form."""
        return invite_page(self.request, self.database, self.me, self.campaign_id, form, status=status)

    def refused(self, part: str, sentence: str, status: int) -> HTMLResponse:
        """The page with what was refused at a part of it."""
        form = Form()
        form.refuse([(part, sentence)])
        return self.page(form, status)

    def after(self, said: str) -> Response:
        """On to the page, after a change."""
        return go_to(f"/campaigns/{self.campaign_id}/invite?{said}=yes")


def visit_of(request: Request, database: Database, me: SignedIn, campaign_id: UUID) -> Visit:
    """The visit of a request."""
    return Visit(request, database, me, campaign_id)


Visited = Annotated[Visit, Depends(visit_of)]


@router.get("")
def show(visit: Visited) -> HTMLResponse:
    """The ways there are, and the forms for more."""
    return visit.page(new_form())


@router.post("/links")
def make_link(visit: Visited, settings: CurrentSettings, form: SubmittedForm) -> Response:
    """Make an open link and show it, this once; the same form again makes no other one."""
    database, me, campaign_id = visit.database, visit.me, visit.campaign_id
    teams.who_may_edit(database, me.id, campaign_id)
    days = form.choice("days", [str(days) for days in LASTS], required=N_("How long shall it work?"))
    if days is None:
        return visit.page(form)

    def make() -> Response:
        made = invites.make(database, me.id, campaign_id, int(days), invite_id=uuid_of(form["once"]))
        campaign, is_sample = (
            campaigns.get(database, me.id, campaign_id),
            made_up.is_sample(database, campaign_id),
        )
        return made_page(visit.request, me, settings, campaign, made, is_sample=is_sample)

    return _made(visit, LINKS, make)


@router.post("/links/{invite_id}/pause")
def pause(visit: Visited, invite_id: UUID) -> Response:
    """Let a link open nothing for now."""
    return _switched(visit, invite_id, "paused", is_paused=True)


@router.post("/links/{invite_id}/resume")
def resume(visit: Visited, invite_id: UUID) -> Response:
    """Let it open again."""
    return _switched(visit, invite_id, "resumed", is_paused=False)


@router.post("/links/{invite_id}/revoke")
def revoke(visit: Visited, invite_id: UUID) -> Response:
    """End a link for good."""
    try:
        invites.revoke(visit.database, visit.me.id, visit.campaign_id, invite_id)
    except errors.NotFound as gone:
        return visit.refused(LINKS, LINK_GONE, gone.status)
    return visit.after("ended")


@router.post("/sheets")
def make_sheet(visit: Visited, settings: CurrentSettings, form: SubmittedForm) -> Response:
    """Make a sheet of codes and show it, this once; the same form again makes no other one."""
    database, me, campaign_id = visit.database, visit.me, visit.campaign_id
    teams.who_may_edit(database, me.id, campaign_id)
    size = form.whole("size", least=FEWEST_CODES, most=MOST_CODES)
    if size is None:
        form.problems["size"] = WRONG_SIZE
        return visit.page(form)

    def make() -> Response:
        once = uuid_of(form["once"])
        printed = member_codes.make_sheet(database, me.id, campaign_id, size, sheet_id=once)
        return sheet_page(visit.request, me, settings, campaigns.get(database, me.id, campaign_id), printed)

    return _made(visit, SHEETS, make)


@router.post("/sheets/{sheet_id}/revoke")
def revoke_sheet(visit: Visited, sheet_id: UUID) -> Response:
    """Let no code of a sheet enrol anybody any more."""
    try:
        member_codes.revoke_sheet(visit.database, visit.me.id, visit.campaign_id, sheet_id)
    except errors.NotFound as gone:
        return visit.refused(SHEETS, SHEET_GONE, gone.status)
    return visit.after("revoked")


def _made(visit: Visit, part: str, make: Callable[[], Response]) -> Response:
    try:
        return make()
    except invites.MadeBefore:
        return visit.after("again")
    except errors.Invalid as refused:
        return visit.refused(part, refused.message, refused.status)


def _switched(visit: Visit, invite_id: UUID, said: str, *, is_paused: bool) -> Response:
    try:
        invites.pause(visit.database, visit.me.id, visit.campaign_id, invite_id, paused=is_paused)
    except errors.NotFound as gone:
        return visit.refused(LINKS, LINK_GONE, gone.status)
    return visit.after(said)

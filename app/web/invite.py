"""Invite: open links that bring people in and never count, and the sheets of codes that do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app import access, clock
from app.database import Connection
from app.http.deps import CurrentSettings, Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.campaign import CampaignPublic, State
from app.records.invite import InvitePublic
from app.records.member_code import FEWEST_CODES, MOST_CODES
from app.records.writer import WriterPublic
from app.store import campaigns, invites, member_codes, teams
from app.store.invites import USUAL_DAYS
from app.web.forms import Form, SubmittedForm
from app.web.labels import Options
from app.web.rendering import go_to, render, words_for
from app.web.ways_made import last_day, made_page, sheet_page
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/invite")

#: Days an open link may be chosen to work.
LASTS = (7, 30, USUAL_DAYS, 365)
WRONG_SIZE = N_("Write a whole number from 25 to 500.")
SAID = {
    "made": N_("You made this campaign before. Its link was shown once; make another one here."),
    "paused": N_("Paused. It opens nothing until you resume it."),
    "resumed": N_("It works again."),
    "ended": N_("Ended. It opens nothing from now on."),
    "revoked": N_("The codes of this sheet open nothing from now on."),
}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An open link of the list, in words."""

    id: UUID
    name: str
    state: str
    is_paused: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet of the list: how many were printed, and on which day. Nothing says how many are left."""

    id: UUID
    name: str
    made: str


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The ways into a campaign."""

    campaign: CampaignPublic
    links: list[LinkRow]
    sheets: list[SheetRow]
    lifetimes: Options
    form: Form
    may_make: bool
    may_edit: bool
    status: str


@router.get("")
def show(request: Request, campaign_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The ways there are, and the forms for more."""
    return _page(request, database, me, campaign_id, _new_form())


@router.post("/links")
def make_link(
    request: Request,
    campaign_id: UUID,
    database: Database,
    me: SignedIn,
    settings: CurrentSettings,
    *,
    form: SubmittedForm,
) -> HTMLResponse:
    """Make an open link and show it, this once."""
    teams.who_may_edit(database, me.id, campaign_id)
    days = form.choice("days", [str(days) for days in LASTS], required=N_("How long shall it work?"))
    if days is None:
        return _page(request, database, me, campaign_id, form)
    made = invites.make(database, me.id, campaign_id, int(days))
    return made_page(request, me, settings, campaigns.get(database, me.id, campaign_id), made)


@router.post("/links/{invite_id}/pause")
def pause(campaign_id: UUID, invite_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Let a link open nothing for now."""
    invites.pause(database, me.id, campaign_id, invite_id, paused=True)
    return go_to(f"/campaigns/{campaign_id}/invite?paused=yes")


@router.post("/links/{invite_id}/resume")
def resume(campaign_id: UUID, invite_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Let it open again."""
    invites.pause(database, me.id, campaign_id, invite_id, paused=False)
    return go_to(f"/campaigns/{campaign_id}/invite?resumed=yes")


@router.post("/links/{invite_id}/revoke")
def revoke(campaign_id: UUID, invite_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """End a link for good."""
    invites.revoke(database, me.id, campaign_id, invite_id)
    return go_to(f"/campaigns/{campaign_id}/invite?ended=yes")


@router.post("/sheets")
def make_sheet(
    request: Request,
    campaign_id: UUID,
    database: Database,
    me: SignedIn,
    settings: CurrentSettings,
    *,
    form: SubmittedForm,
) -> HTMLResponse:
    """Make a sheet of codes and show it, this once."""
    teams.who_may_edit(database, me.id, campaign_id)
    size = _size(form)
    if size is None:
        return _page(request, database, me, campaign_id, form)
    printed = member_codes.make_sheet(database, me.id, campaign_id, size)
    return sheet_page(request, me, settings, campaigns.get(database, me.id, campaign_id), printed)


@router.post("/sheets/{sheet_id}/revoke")
def revoke_sheet(campaign_id: UUID, sheet_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Let no code of a sheet enrol anybody any more."""
    member_codes.revoke_sheet(database, me.id, campaign_id, sheet_id)
    return go_to(f"/campaigns/{campaign_id}/invite?revoked=yes")


def _page(
    request: Request, database: Connection, me: WriterPublic, campaign_id: UUID, form: Form
) -> HTMLResponse:
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    may_edit = access.may_edit(teams.of_viewer(database, me.id, campaign_id).role)
    page = InvitePage(
        campaign=campaign,
        links=[_row(one, words) for one in invites.list_all(database, me.id, campaign_id)],
        sheets=[
            SheetRow(
                one.id,
                words.plural("{count} code", "{count} codes", one.size),
                words("Made {day}", day=words.day(one.created_on)),
            )
            for one in member_codes.list_all(database, me.id, campaign_id)
        ],
        lifetimes=[(str(days), words.plural("{count} day", "{count} days", days)) for days in LASTS],
        form=_filled(form),
        may_make=may_edit and campaign.state is State.OPEN,
        may_edit=may_edit,
        status=next((words(SAID[name]) for name in SAID if name in request.query_params), ""),
    )
    return render(
        request,
        "campaign/invite.html",
        page,
        viewer=me,
        tab="invite",
        campaign=campaign,
        problems=form.problems,
    )


def _new_form() -> Form:
    return Form({"days": str(USUAL_DAYS), "size": str(FEWEST_CODES)})


def _filled(form: Form) -> Form:
    """Both forms of the page; of the one that was not sent, what it begins with."""
    for name, value in _new_form().values.items():
        if name not in form.problems:
            form.values.setdefault(name, value)
    return form


def _size(form: Form) -> int | None:
    size = form.whole("size")
    if not form.problems and (size is None or not FEWEST_CODES <= size <= MOST_CODES):
        form.refuse([("size", WRONG_SIZE)])
    return None if form.problems else size


def _row(invite: InvitePublic, words: Language) -> LinkRow:
    is_over, day = invite.expires_at <= clock.now(), words.day(last_day(invite))
    return LinkRow(
        id=invite.id,
        name=words("Link of {day}", day=words.day(invite.created_on)),
        state=words("Over since {day}", day=day)
        if is_over
        else words("Paused")
        if invite.is_paused
        else words("Works until {day}", day=day),
        is_paused=invite.is_paused,
        is_over=is_over,
    )

"""The ways into a campaign as its team sees them: open links and sheets of codes, and the forms for more."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse

from app import access, clock
from app.database import Connection
from app.language import Language
from app.records.campaign import CampaignPublic, State
from app.records.invite import InvitePublic
from app.records.member_code import FEWEST_CODES, CodeSheetPublic
from app.records.writer import WriterPublic
from app.store import campaigns, invites, made_up, member_codes, teams
from app.store.invites import USUAL_DAYS
from app.tokens import name_on_paper, uuid4
from app.web.forms import Form
from app.web.labels import Options
from app.web.rendering import render, words_for
from app.web.ways_made import last_day
from reports.wording import N_

#: Days an open link may be chosen to work.
LASTS = (7, 30, USUAL_DAYS, 365)
LINK, SHEET = N_("Link {name} of {day}"), N_("Sheet {name}")
SAID = {
    "made": N_("You made this campaign before. Its link was shown once; make another one here."),
    "again": N_("You made this before. It was shown once; make another one if you need it."),
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
    about: str


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The ways into a campaign."""

    campaign: CampaignPublic
    links: list[LinkRow]
    sheets: list[SheetRow]
    lifetimes: Options
    form: Form
    is_sample: bool
    may_make: bool
    may_edit: bool
    status: str


def invite_page(
    request: Request,
    database: Connection,
    me: WriterPublic,
    campaign_id: UUID,
    form: Form,
    *,
    status: int = HTTPStatus.OK,
) -> HTMLResponse:
    """The ways there are, and the forms for more; with the problems of the one that was sent."""
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    may_edit = access.may_edit(teams.of_viewer(database, me.id, campaign_id).role)
    page = InvitePage(
        campaign=campaign,
        links=[_link(one, words) for one in invites.list_all(database, me.id, campaign_id)],
        sheets=[_sheet(one, words) for one in member_codes.list_all(database, me.id, campaign_id)],
        lifetimes=[(str(days), words.plural("{count} day", "{count} days", days)) for days in LASTS],
        form=_filled(form),
        is_sample=made_up.is_sample(database, campaign_id),
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
        status=status,
    )


def new_form() -> Form:
    """Both forms of the page, as they begin; what one makes has the id `once`, so that sent twice it makes one."""
    return Form({"days": str(USUAL_DAYS), "size": str(FEWEST_CODES), "once": str(uuid4())})


def _filled(form: Form) -> Form:
    """Both forms of the page; of the one that was not sent, what it begins with."""
    for name, value in new_form().values.items():
        if name not in form.problems:
            form.values.setdefault(name, value)
    return form


def _link(invite: InvitePublic, words: Language) -> LinkRow:
    is_over, day = invite.expires_at <= clock.now(), words.day(last_day(invite))
    return LinkRow(
        id=invite.id,
        name=words(LINK, name=name_on_paper(invite.id), day=words.day(invite.created_on)),
        state=words("Over since {day}", day=day)
        if is_over
        else words("Paused")
        if invite.is_paused
        else words("Works until {day}", day=day),
        is_paused=invite.is_paused,
        is_over=is_over,
    )


def _sheet(sheet: CodeSheetPublic, words: Language) -> SheetRow:
    size = words.plural("{count} code", "{count} codes", sheet.size)
    made = words("Made {day}", day=words.day(sheet.created_on))
    return SheetRow(sheet.id, words(SHEET, name=name_on_paper(sheet.id)), f"{size}. {made}")

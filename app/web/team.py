"""The team of a campaign: what each may do, handing over, and the log of what was done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import access, errors
from app.database import Connection
from app.http import campaigns as shared
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import Language
from app.records.audit_event import AuditEventPublic
from app.records.campaign import CampaignPublic
from app.records.team_membership import Role
from app.records.writer import WriterPublic
from app.store import audit_events, campaigns, organizers, teams
from app.store.teams import Member, Membership
from app.web import log_words
from app.web.forms import Form, SubmittedForm, uuid_of
from app.web.labels import NO_ACTOR, Options, options
from app.web.rendering import go_to, render, words_for
from reports.fixed_periods import FixedPeriods
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}")

ROLES: dict[str, str] = {
    Role.VIEW: N_("Look"),
    Role.EDIT: N_("Look, change words, invite"),
    Role.PUBLISH: N_("Everything: team, end, releases"),
}
REMOVED = N_("Taken out of the team.")
TAKEN_IN = N_("{name} is in the team now. She may do this: {role}.")
CHANGED = N_("Saved. {name} may do this from now on: {role}. Before: {before}.")


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What the one who looks is here."""

    campaign: CampaignPublic
    handle: str
    role: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The team, and the forms to change it for whoever decides."""

    campaign: CampaignPublic
    members: list[Member]
    mine: UUID
    roles: Options
    said_roles: dict[str, str]
    form: Form
    may_publish: bool
    can_go: frozenset[UUID]
    status: str


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the log."""

    day: str
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of what was done with a campaign, and where the newest and the older ones are."""

    campaign: CampaignPublic
    lines: list[Done]
    newest: str
    older: str


@router.get("/account")
def account(request: Request, campaign_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """What she may do here, and where else she can go."""
    campaign = campaigns.get(database, me.id, campaign_id)
    role = teams.of_viewer(database, me.id, campaign_id).role
    page = AccountPage(campaign, me.handle, words_for(request, me)(ROLES[role]))
    return render(request, "campaign/account.html", page, viewer=me, tab="account", campaign=campaign)


@router.get("/team")
def show(request: Request, campaign_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """Who is in the team."""
    return _page(request, database, me, campaign_id, Form())


@router.post("/team")
def set_role(
    request: Request, campaign_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Take one into the team, or let her do more or less in it."""
    handle = form.text("handle", required=N_("Whose handle?"))
    role = form.choice("role", tuple(ROLES), required=N_("What may she do?"))
    if handle is None or role is None:
        return _page(request, database, me, campaign_id, form)
    before = {one.handle: one.role for one in teams.list_all(database, me.id, campaign_id)}
    try:
        shared.take_in(request, database, me.id, campaign_id, handle=handle, role=Role(role))
    except (errors.Invalid, errors.TooMany) as refused:
        return _refused(request, database, me, campaign_id, form, refused=refused)
    her_handle = handle.strip().lower()
    now = {one.handle: one.organizer_id for one in teams.list_all(database, me.id, campaign_id)}
    said = f"changed={now[her_handle]}&before={before.get(her_handle, '')}"
    return go_to(f"/campaigns/{campaign_id}/team?{said}")


@router.post("/team/{organizer_id}/remove")
def remove(
    request: Request, campaign_id: UUID, organizer_id: UUID, database: Database, me: SignedIn
) -> Response:
    """Take one out of the team; whoever takes out herself sees it no more."""
    try:
        teams.remove(database, me.id, campaign_id, organizer_id)
    except errors.Invalid as refused:
        form = Form()
        form.refuse([("members", refused.message)])
        return _page(request, database, me, campaign_id, form)
    is_me = organizers.find(database, me.id) == organizer_id
    return go_to("/campaigns?left=yes" if is_me else f"/campaigns/{campaign_id}/team?removed=yes")


@router.post("/hand-over")
def hand_over(
    request: Request, campaign_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Let another one decide, and leave the team."""
    handle = form.text("successor", required=N_("Whose handle?"))
    if handle is None:
        return _page(request, database, me, campaign_id, form)
    try:
        shared.hand_over(request, database, me.id, campaign_id, handle)
    except (errors.Invalid, errors.TooMany) as refused:
        return _refused(request, database, me, campaign_id, form, refused=refused, handle="successor")
    return go_to("/campaigns?handed=yes")


@router.get("/log")
def log(request: Request, campaign_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """What was done with a campaign, for its team; whoever is enrolled reads it under You."""
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    names = {one.organizer_id: one.handle for one in teams.list_all(database, me.id, campaign_id)}
    after, size = uuid_of(request.query_params.get("after", "")), audit_events.ROWS_OF_A_PAGE
    found = audit_events.page(database, me.id, campaign_id, size + 1, after)
    address, periods = f"/campaigns/{campaign_id}/log", campaigns.periods_of(campaign)
    page = LogPage(
        campaign=campaign,
        lines=[_done(event, periods, names, words) for event in found[:size]],
        newest=address if after else "",
        older=log_words.older(address, found, size),
    )
    return render(request, "campaign/log.html", page, viewer=me, tab="account", campaign=campaign)


def _refused(
    request: Request,
    database: Connection,
    me: WriterPublic,
    campaign_id: UUID,
    form: Form,
    *,
    refused: errors.Invalid | errors.TooMany,
    handle: str = "handle",
) -> HTMLResponse:
    """The page with what the store has refused beside its field."""
    whole = words_for(request, me)(refused.message, **refused.values)
    said = (refused.fields if isinstance(refused, errors.Invalid) else {}) or {"handle": whole}
    form.refuse((handle if name == "handle" else name, sentence) for name, sentence in said.items())
    return _page(request, database, me, campaign_id, form)


def _page(
    request: Request, database: Connection, me: WriterPublic, campaign_id: UUID, form: Form
) -> HTMLResponse:
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    mine = teams.of_viewer(database, me.id, campaign_id)
    members = teams.list_all(database, me.id, campaign_id)
    page = TeamPage(
        campaign=campaign,
        members=members,
        mine=mine.organizer_id,
        roles=options(ROLES, words),
        said_roles={role: words(said) for role, said in ROLES.items()},
        form=form,
        may_publish=access.may_publish(mine.role),
        can_go=_can_go(members, mine),
        status=_said(request, members, words),
    )
    return render(
        request,
        "campaign/team.html",
        page,
        viewer=me,
        tab="account",
        campaign=campaign,
        problems=form.problems,
    )


def _said(request: Request, members: list[Member], words: Language) -> str:
    """What was just done: who may do what now, and what she could before."""
    asked = request.query_params
    if "removed" in asked:
        return words(REMOVED)
    found = next((one for one in members if str(one.organizer_id) == asked.get("changed")), None)
    if found is None:
        return ""
    said, before = words(ROLES[found.role]), asked.get("before")
    if before not in ROLES:
        return words(TAKEN_IN, name=found.handle, role=said)
    return words(CHANGED, name=found.handle, role=said, before=words(ROLES[before]))


def _can_go(members: list[Member], mine: Membership) -> frozenset[UUID]:
    """Whom she may take out: each where she decides, else herself; never the last one who decides."""
    hers = {one.organizer_id for one in members if access.may_publish(mine.role)} | {mine.organizer_id}
    deciding = [one.organizer_id for one in members if access.may_publish(one.role)]
    return frozenset(hers - set(deciding if len(deciding) == 1 else ()))


def _done(event: AuditEventPublic, periods: FixedPeriods, names: dict[UUID, str], words: Language) -> Done:
    if event.actor_id is None:
        who = words(NO_ACTOR)
    else:
        who = names.get(event.actor_id) or words(N_("An organizer"))
    return Done(words.day(event.happened_on), log_words.done(event, periods, words), who)

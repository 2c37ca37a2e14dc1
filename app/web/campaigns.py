"""Campaigns: those the organizer is in the team of, the form of a new one, one of them, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import access, clock
from app.database import Connection
from app.http.deps import CurrentSettings, Database, OnFile
from app.http.owner import SignedIn
from app.language import LANGUAGES, Language, for_code
from app.records.campaign import CampaignPublic, State
from app.records.writer import WriterPublic
from app.store import campaigns, coverage, invites, made_up, organizers, passkeys, platforms, teams
from app.store.invites import USUAL_DAYS
from app.web import campaign_form
from app.web.campaign_form import PERIODS, Offered
from app.web.coverage import joined_words
from app.web.forms import Form, SubmittedForm
from app.web.rendering import go_to, render, words_for
from app.web.ways_made import made_page
from reports.fixed_periods import closes_at
from reports.parameters import Parameters
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns")

WORD = N_("DELETE")
#: Whether writers can join, and whether it is open: a sample is, and nobody can.
_STATES = {
    (True, True): N_("Open. Writers can join"),
    (False, True): N_("A sample. Nobody can join"),
    (False, False): N_("Closed. Nobody can join"),
}
SAID = {
    "closed": N_("Closed. Nobody can join it any more."),
    "saved": N_("Saved. Whoever joins from now on reads these words."),
    "deleted": N_("Deleted."),
    "left": N_("You left its team."),
    "handed": N_("Handed over. You are not in its team any more."),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """The campaigns there are; for who is no organizer, how one becomes one."""

    rows: list[CampaignPublic]
    is_organizer: bool
    has_passkey: bool
    handle: str
    status: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """The form of a new campaign."""

    form: Form
    offered: Offered


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign, and what the one who looks may do with it."""

    campaign: CampaignPublic
    facts: tuple[tuple[str, str], ...]
    consent: tuple[str, ...]
    joined: str
    state: str
    is_open: bool
    can_join: bool
    may_edit: bool
    may_publish: bool
    form: Form
    word: str
    status: str


@router.get("")
def show_all(request: Request, database: Database, me: SignedIn) -> HTMLResponse:
    """The campaigns whose team she is in."""
    return _list_page(request, database, me)


@router.get("/new")
def new(request: Request, database: Database, me: SignedIn, on_file: OnFile) -> HTMLResponse:
    """The form; for who is no organizer, how one becomes one."""
    if organizers.find(database, me.id) is None:
        return _list_page(request, database, me)
    return _form_page(request, database, me, on_file, campaign_form.new_form(me, clock.today(me.zone)))


@router.post("")
def make(
    request: Request,
    database: Database,
    me: SignedIn,
    on_file: OnFile,
    settings: CurrentSettings,
    *,
    form: SubmittedForm,
) -> Response:
    """Make a campaign and its first open link, and show that: the code to scan is one page away."""
    organizers.get(database, me.id)
    wanted = campaign_form.read(database, me, on_file, form)
    if wanted is None:
        return _form_page(request, database, me, on_file, form)
    before = campaigns.made_before(database, me.id, wanted)
    if before is not None:
        return go_to(f"/campaigns/{before.id}/invite?made=before")
    campaign = campaigns.create(database, me.id, wanted)
    made = invites.make(database, me.id, campaign.id, USUAL_DAYS)
    return made_page(request, me, settings, campaign, made, is_new=True)


@router.get("/{campaign_id}")
def show(
    request: Request, campaign_id: UUID, database: Database, me: SignedIn, on_file: OnFile
) -> HTMLResponse:
    """One campaign."""
    return _campaign_page(request, database, me, on_file, campaign_id, form=Form())


@router.post("/{campaign_id}/close")
def close(campaign_id: UUID, database: Database, me: SignedIn) -> RedirectResponse:
    """Let nobody join any more."""
    campaigns.close(database, me.id, campaign_id)
    return go_to(f"/campaigns/{campaign_id}?closed=yes")


@router.post("/{campaign_id}/delete")
def delete(
    request: Request,
    campaign_id: UUID,
    database: Database,
    me: SignedIn,
    on_file: OnFile,
    *,
    form: SubmittedForm,
) -> Response:
    """Remove a campaign with its team, its ways in and who is enrolled."""
    teams.who_may_publish(database, me.id, campaign_id)
    if form["word"].strip().casefold() not in {for_code(code)(WORD).casefold() for code in LANGUAGES}:
        form.refuse([("word", N_("Nothing was deleted: the word is not right."))])
        return _campaign_page(request, database, me, on_file, campaign_id, form=form)
    campaigns.delete_one(database, me.id, campaign_id)
    return go_to("/campaigns?deleted=yes")


def _list_page(request: Request, database: Connection, me: WriterPublic) -> HTMLResponse:
    page = ListPage(
        rows=campaigns.list_all(database, me.id),
        is_organizer=organizers.find(database, me.id) is not None,
        has_passkey=bool(passkeys.list_all(database, me.id)),
        handle=me.handle,
        status=_said(request, me),
    )
    return render(request, "campaign/list.html", page, viewer=me, tab="you")


def _form_page(
    request: Request, database: Connection, me: WriterPublic, on_file: Parameters, form: Form
) -> HTMLResponse:
    page = NewPage(form, campaign_form.offered(database, me, on_file, form, words_for(request, me)))
    return render(request, "campaign/new.html", page, viewer=me, tab="you", problems=form.problems)


def _campaign_page(
    request: Request,
    database: Connection,
    me: WriterPublic,
    on_file: Parameters,
    campaign_id: UUID,
    *,
    form: Form,
) -> HTMLResponse:
    words, campaign = words_for(request, me), campaigns.get(database, me.id, campaign_id)
    role = teams.of_viewer(database, me.id, campaign_id).role
    is_open = campaign.state is State.OPEN
    can_join = is_open and not made_up.is_sample(database, campaign_id)
    page = CampaignPage(
        campaign=campaign,
        facts=_facts(database, on_file, campaign, words),
        consent=tuple(filter(None, map(str.strip, campaign.consent_text.split("\n")))),
        joined=joined_words(coverage.get(database, me.id, campaign_id), words),
        state=words(_STATES[can_join, is_open]),
        is_open=is_open,
        can_join=can_join,
        may_edit=access.may_edit(role),
        may_publish=access.may_publish(role),
        form=form,
        word=words(WORD),
        status=_said(request, me),
    )
    return render(
        request,
        "campaign/page.html",
        page,
        viewer=me,
        tab="campaign",
        campaign=campaign,
        problems=form.problems,
    )


def _facts(
    database: Connection, on_file: Parameters, campaign: CampaignPublic, words: Language
) -> tuple[tuple[str, str], ...]:
    """What was fixed when it was made, in words."""
    names, places = dict(platforms.catalogue(database)), dict(on_file.places())
    first = campaigns.periods_of(campaign).oldest_open(clock.now())
    return (
        (words("Who is asked"), campaign.audience),
        (
            words("Platforms"),
            ", ".join(names.get(key, key) for key in campaign.platforms) or words("All platforms"),
        ),
        (
            words("Place"),
            places.get(campaign.place, campaign.place) if campaign.place else words("Anywhere"),
        ),
        (words("Currency"), words.currency_name(campaign.currency)),
        (words("Periods"), words(PERIODS[campaign.period_length])),
        (words("First month"), words.month(campaign.first_on, year=True, short=False)),
        (
            words("Counted now") if first.start <= clock.now().date() else words(N_("Counted first")),
            words.days(first.start, first.last),
        ),
        (words("Can be released from"), words.day(closes_at(first).date())),
        (words("Smallest group"), words(N_("{count} writers"), count=words.number(campaign.smallest_group))),
        (words("Languages"), ", ".join(for_code(code).name for code in campaign.languages)),
        (words("Version of the words"), words.number(campaign.consent_version)),
    )


def _said(request: Request, me: WriterPublic) -> str:
    words = words_for(request, me)
    return next((words(SAID[name]) for name in SAID if name in request.query_params), "")

"""The words of a campaign, changed: who joins from then on says yes to the next version."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app import access, errors
from app.http.deps import Database
from app.http.owner import SignedIn
from app.language import LANGUAGES
from app.records.campaign import CampaignPublic, CampaignWords
from app.records.writer import WriterPublic
from app.store import campaigns, teams
from app.web import campaign_form
from app.web.campaign_form import Tick
from app.web.forms import Form, SubmittedForm
from app.web.rendering import go_to, render, words_for
from app.web.stale import CONFLICT, Difference, differences
from reports.wording import N_

router = APIRouter(include_in_schema=False, prefix="/campaigns/{campaign_id}/words")

LABELS = {
    "name": N_("Name of the campaign"),
    "organization": N_("Organization"),
    "question": N_("Question"),
    "audience": N_("Who is asked"),
    "languages": N_("Languages"),
    "consent_text": N_("What people say yes to"),
}


@dataclass(frozen=True, slots=True)
class WordsPage:
    """The words as they are, or as they were typed."""

    campaign: CampaignPublic
    form: Form
    languages: tuple[Tick, ...]
    stale: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class OnlyLooksPage:
    """Who may change the words, for one of the team who may not."""

    campaign: CampaignPublic
    who_may: tuple[str, ...]


@router.get("")
def show(request: Request, campaign_id: UUID, database: Database, me: SignedIn) -> HTMLResponse:
    """The form with the present words; who may only look is told who may do more."""
    campaign = campaigns.get(database, me.id, campaign_id)
    if not access.may_edit(teams.of_viewer(database, me.id, campaign_id).role):
        team = teams.list_all(database, me.id, campaign_id)
        who_may = tuple(one.handle for one in team if access.may_edit(one.role))
        page, status = OnlyLooksPage(campaign, who_may), errors.NotAllowed.status
        return render(
            request,
            "campaign/only_looks.html",
            page,
            viewer=me,
            tab="campaign",
            campaign=campaign,
            status=status,
        )
    return _page(request, me, campaign, campaign_form.form_of(campaign))


@router.post("")
def amend(
    request: Request, campaign_id: UUID, database: Database, me: SignedIn, form: SubmittedForm
) -> Response:
    """Keep other words; those who have joined keep the words they said yes to."""
    teams.who_may_edit(database, me.id, campaign_id)
    campaign = campaigns.get(database, me.id, campaign_id)
    wanted = campaign_form.read_words(form)
    if wanted is None:
        return _page(request, me, campaign, form)
    if wanted.model_dump() == campaign.model_dump(include=set(wanted.model_dump())):
        return go_to(f"/campaigns/{campaign_id}")
    if form["version"] != str(campaign.consent_version):
        form.values["version"] = str(campaign.consent_version)
        both = differences(Form(_values(wanted)), _values(campaign), LABELS, {}, words_for(request, me))
        return _page(request, me, campaign, form, both)
    campaigns.amend(database, me.id, campaign_id, campaign.consent_version, wanted)
    return go_to(f"/campaigns/{campaign_id}?saved=yes")


def _values(said: CampaignWords) -> dict[str, str]:
    languages = ", ".join(LANGUAGES[code][0] for code in said.languages)
    return {**said.model_dump(include=set(LABELS)), "languages": languages}


def _page(
    request: Request,
    me: WriterPublic,
    campaign: CampaignPublic,
    form: Form,
    stale: tuple[Difference, ...] = (),
) -> HTMLResponse:
    page = WordsPage(campaign, form, campaign_form.languages_of(form), stale)
    return render(
        request,
        "campaign/words.html",
        page,
        viewer=me,
        tab="campaign",
        campaign=campaign,
        problems=form.problems,
        status=CONFLICT if stale else 200,
    )

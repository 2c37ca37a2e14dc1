"""Campaigns of an organizer: made, read, given other words, closed; handed over and deleted in her browser only.

A token for campaigns reaches these addresses and nothing else; what decides who decides is not for programs.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from app.api.answers import stale_answer
from app.api.idempotent import ABOUT_KEY, Key, once
from app.http import campaigns as shared
from app.http.bearer import CAMPAIGNS
from app.http.deps import Database
from app.http.etag import IfMatch, NoRevision, etag_of
from app.http.owner import SignedIn, SignedInHere
from app.records.base import Body
from app.records.campaign import CampaignCreate, CampaignPublic, CampaignUpdate
from app.records.coverage import CoveragePublic, PlatformCoveragePublic
from app.records.writer import LONGEST_HANDLE
from app.store import campaigns, coverage, organizers
from reports.wording import N_

router = APIRouter(prefix=CAMPAIGNS, tags=["campaigns"])

NEEDS_VERSION = N_("Say in If-Match which version of the words you changed.")
_WORDS: dict[str, Any] = {
    "name": "What a scene pays",
    "organization": "Guild of Gig Writers",
    "audience": "Writers who do AI-training work",
    "question": "What is an hour worth?",
    "languages": ["en"],
    "consent_text": "Hours and pay are counted, together with those of others.",
}


class CampaignBody(CampaignCreate, Body):
    """A new campaign; what is not among its words never changes."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {
            "examples": [{**_WORDS, "platforms": [], "currency": "USD", "first_on": "2027-01-01"}]
        }
    }


class WordsBody(CampaignUpdate, Body):
    """The whole of the words of a campaign."""

    model_config = {"json_schema_extra": {"examples": [_WORDS]}}  # noqa: RUF012 - so pydantic wants it


class HandOverBody(Body):
    """Who decides from now on, by her handle."""

    model_config = {"json_schema_extra": {"examples": [{"handle": "amber-fox"}]}}  # noqa: RUF012 - so pydantic wants it

    handle: Annotated[str, Field(min_length=1, max_length=LONGEST_HANDLE)]


class CampaignList(BaseModel):
    """The campaigns whose team you are in."""

    items: list[CampaignPublic]


class CoverageAnswer(BaseModel):
    """The last count; null before the first one.

    `platforms` are bands of writers who logged in the counted period; one with too few of them is not there, and where
    the campaign names platforms no other is. `most_count` is null in the last band. A period is counted from two weeks
    after its start until it is closed, two weeks after its end.
    """

    counted: CoveragePublic | None
    platforms: list[PlatformCoveragePublic]


@router.get("", summary="List your campaigns", operation_id="list_campaigns")
def list_campaigns(database: Database, me: SignedIn) -> CampaignList:
    """By name: those whose team you are in."""
    return CampaignList(items=campaigns.list_all(database, me.id))


@router.post(
    "",
    summary="Make a campaign",
    status_code=201,
    operation_id="make_campaign",
    response_model=CampaignPublic,
    description="For organizers. Periods, currency, platforms, place and smallest group never change afterwards."
    f" {ABOUT_KEY}",
)
def make_campaign(database: Database, me: SignedIn, body: CampaignBody, key: Key = None) -> Response:
    """A campaign, and whoever makes it decides about it."""

    def make() -> CampaignPublic:
        campaign = CampaignCreate.model_validate(body.model_dump())
        organizers.get(database, me.id)
        shared.refuse_new(database, me.id, campaign)
        return campaigns.create(database, me.id, campaign)

    made = CampaignPublic.model_validate(once(database, me, key, CAMPAIGNS, body, make=make))
    return _answer(made, 201, Location=f"{CAMPAIGNS}/{made.id}")


@router.get(
    "/{campaign_id}", summary="See a campaign", operation_id="get_campaign", response_model=CampaignPublic
)
def get_campaign(database: Database, me: SignedIn, campaign_id: UUID) -> Response:
    """One campaign; its `ETag` is the version of its words."""
    return _answer(campaigns.get(database, me.id, campaign_id))


@router.put(
    "/{campaign_id}",
    summary="Change the words of a campaign",
    operation_id="change_campaign",
    response_model=CampaignPublic,
)
def change_campaign(
    request: Request,
    database: Database,
    me: SignedIn,
    campaign_id: UUID,
    *,
    body: WordsBody,
    version: IfMatch,
) -> Response:
    """Who joins from now on says yes to the next version. `If-Match` names the version that was read; else 412."""
    present = campaigns.get(database, me.id, campaign_id)
    if version is None:
        raise NoRevision(fields={"If-Match": NEEDS_VERSION})
    if version != present.consent_version:
        return stale_answer(request, present, body.model_dump(mode="json"))
    words = CampaignUpdate.model_validate(body.model_dump())
    shared.refuse_words(words)
    return _answer(campaigns.amend(database, me.id, campaign_id, version, words))


@router.delete("/{campaign_id}", summary="Delete a campaign", status_code=204, operation_id="delete_campaign")
def delete_campaign(database: Database, me: SignedInHere, campaign_id: UUID) -> None:
    """With its team, its links, its codes and who is enrolled; it cannot be brought back."""
    campaigns.delete_one(database, me.id, campaign_id)


@router.post(
    "/{campaign_id}/close",
    summary="Close a campaign",
    operation_id="close_campaign",
    response_model=CampaignPublic,
)
def close_campaign(database: Database, me: SignedIn, campaign_id: UUID) -> Response:
    """Nobody can join any more; who joined counts to the end of the running period."""
    return _answer(campaigns.close(database, me.id, campaign_id))


@router.post(
    "/{campaign_id}/hand-over",
    summary="Hand a campaign over",
    status_code=204,
    operation_id="hand_over_campaign",
)
def hand_over_campaign(
    request: Request, database: Database, me: SignedInHere, campaign_id: UUID, body: HandOverBody
) -> None:
    """She decides from now on, and you leave the team."""
    shared.hand_over(request, database, me.id, campaign_id, body.handle)


@router.get("/{campaign_id}/coverage", summary="See coverage", operation_id="get_coverage")
def get_coverage(database: Database, me: SignedIn, campaign_id: UUID) -> CoverageAnswer:
    """How many joined and logged, in steps of 5 from 10 on, as counted once a week; below that it says 0."""
    return CoverageAnswer(
        counted=coverage.get(database, me.id, campaign_id),
        platforms=coverage.by_platform(database, me.id, campaign_id),
    )


def _answer(campaign: CampaignPublic, status: int = 200, **headers: str) -> Response:
    return JSONResponse(
        campaign.model_dump(mode="json"), status, {"ETag": etag_of(campaign.consent_version), **headers}
    )

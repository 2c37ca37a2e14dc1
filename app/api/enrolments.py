"""Enrolments: the campaigns a writer is in, joining by a link or a code, leaving.

A yes is to words she has read: a program shows them first, and says which version it showed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field, model_validator

from app import errors
from app.access import Viewer
from app.database import Connection
from app.http.deps import Database
from app.http.enrolling import LONGEST, Invite, campaign_of, enrol, enrolment_of, preview
from app.http.errors import problem
from app.http.owner import SignedIn
from app.records.base import Body
from app.records.campaign import CampaignPublic
from app.records.enrolment import EnrolmentPublic
from app.store import campaigns, enrolments
from reports.wording import N_

router = APIRouter(prefix="/api/v1/enrolments", tags=["enrolments"])

ONE_OF_BOTH = N_("Give a link or a code.")
_Secret = Annotated[str | None, Field(min_length=1, max_length=LONGEST)]


class LookBody(Body):
    """What opens a campaign: the last part of an invite link, or a member code as it is printed."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {"examples": [{"code": "K7QM-4TXD-9RZE-0WH3-VN5B"}]}
    }

    link: _Secret = None
    code: _Secret = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.link is None) == (self.code is None):
            raise ValueError(ONE_OF_BOTH)
        return self

    def invite(self) -> Invite:
        """The invite."""
        return Invite(self.link or "", self.code or "")


class JoinBody(LookBody):
    """And the version of the words she said yes to, as `look` answered it."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {"examples": [{"code": "K7QM-4TXD-9RZE-0WH3-VN5B", "consent_version": 1}]}
    }

    consent_version: Annotated[int, Field(ge=1)]


class Invited(BaseModel):
    """A campaign that asks, and what a yes would do.

    `counts_from` is the first day that would count, `closes_on` the day on which the period of that day is closed;
    `ends` is the campaign that a yes ends, `ends_on` the first day that one counts no more.
    """

    campaign: CampaignPublic
    is_enrolled: bool
    is_counted: bool
    counts_from: date
    closes_on: date
    ends: str | None
    ends_on: date | None


class EnrolmentShown(EnrolmentPublic):
    """An enrolment with its campaign as it is now; she counts where `is_vouched`, and until `ends_on`."""

    campaign: CampaignPublic


class EnrolmentList(BaseModel):
    """Her enrolments."""

    items: list[EnrolmentShown]


@router.get("", summary="List your enrolments", operation_id="list_enrolments")
def list_enrolments(database: Database, me: SignedIn) -> EnrolmentList:
    """The newest period first; the one without `ends_on` is the campaign you are in."""
    return EnrolmentList(items=[_shown(database, one) for one in enrolments.list_all(database, me.id)])


@router.post("/look", summary="Read what a campaign asks", operation_id="look_at_campaign")
def look(request: Request, database: Database, me: SignedIn, body: LookBody) -> Invited:
    """The words to read before a yes, and their version. Nothing is kept, and no code is used."""
    campaign = campaign_of(request, database, body.invite())
    return _invited(database, me.id, campaign)


@router.post(
    "",
    summary="Join a campaign",
    status_code=201,
    operation_id="join_campaign",
    response_model=EnrolmentShown,
)
def join_campaign(request: Request, database: Database, me: SignedIn, body: JoinBody) -> Response:
    """A code makes you count, a link does not. Another campaign you are in ends with its running period.

    412 where the words have changed since, with the campaign as it is. A code works once.
    """
    campaign = campaign_of(request, database, body.invite())
    if campaign.consent_version != body.consent_version:
        return problem(request, errors.Stale(), present=campaign.model_dump(mode="json"))
    joined = enrol(request, database, me, body.invite(), body.consent_version)
    return JSONResponse(_shown(database, joined).model_dump(mode="json"), 201)


@router.get("/{enrolment_id}", summary="See an enrolment", operation_id="get_enrolment")
def get_enrolment(database: Database, me: SignedIn, enrolment_id: UUID) -> EnrolmentShown:
    """One of yours, with its campaign as it is now."""
    return _shown(database, enrolment_of(database, me.id, enrolment_id))


@router.delete("/{enrolment_id}", summary="Leave a campaign", status_code=204, operation_id="leave_campaign")
def leave_campaign(database: Database, me: SignedIn, enrolment_id: UUID) -> None:
    """You count in no period of it that is not closed yet. Figures already published stay."""
    enrolments.leave(database, me.id, enrolment_of(database, me.id, enrolment_id).campaign_id)


def _shown(database: Connection, enrolment: EnrolmentPublic) -> EnrolmentShown:
    campaign = campaigns.by_id(database, enrolment.campaign_id)
    return EnrolmentShown.model_validate({**enrolment.model_dump(), "campaign": campaign})


def _invited(database: Connection, viewer: Viewer, campaign: CampaignPublic) -> Invited:
    seen = preview(database, viewer, campaign)
    return Invited(
        campaign=campaign,
        is_enrolled=seen.is_enrolled,
        is_counted=seen.is_counted,
        counts_from=seen.period.start,
        closes_on=seen.closes_on,
        ends=seen.ending.campaign.name if seen.ending else None,
        ends_on=seen.ending.stops_on if seen.ending else None,
    )

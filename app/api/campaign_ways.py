"""Ways into a campaign: open links and sheets of member codes. Nothing says whether one was used."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.http.bearer import CAMPAIGNS
from app.http.deps import CurrentSettings, Database
from app.http.invite_addresses import code_address, link_address
from app.http.owner import SignedIn
from app.records.base import Body
from app.records.invite import InvitePublic
from app.records.member_code import FEWEST_CODES, MOST_CODES, CodeSheetPublic
from app.store import invites, member_codes
from app.store.invites import LONGEST_DAYS, USUAL_DAYS

router = APIRouter(prefix=f"{CAMPAIGNS}/{{campaign_id}}", tags=["campaigns"])


class InviteBody(Body):
    """How many days a link works."""

    model_config = {"json_schema_extra": {"examples": [{"days": 90}]}}  # noqa: RUF012 - so pydantic wants it

    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)] = USUAL_DAYS


class SheetBody(Body):
    """How many codes a sheet has."""

    model_config = {"json_schema_extra": {"examples": [{"size": 25}]}}  # noqa: RUF012 - so pydantic wants it

    size: Annotated[int, Field(ge=FEWEST_CODES, le=MOST_CODES)] = FEWEST_CODES


class InviteList(BaseModel):
    """The open links of a campaign."""

    items: list[InvitePublic]


class InviteMade(InvitePublic):
    """A link just made. The address is shown this once."""

    address: str


class SheetList(BaseModel):
    """The sheets of a campaign: how many codes were printed, never how many are left."""

    items: list[CodeSheetPublic]


class SheetMade(CodeSheetPublic):
    """A sheet just made. The codes are shown this once; `address` is where they are typed."""

    address: str
    codes: list[str]


@router.get("/invites", summary="List open links", operation_id="list_invites")
def list_invites(database: Database, me: SignedIn, campaign_id: UUID) -> InviteList:
    """The newest first; never the addresses, which nobody has but you."""
    return InviteList(items=invites.list_all(database, me.id, campaign_id))


@router.post("/invites", summary="Make an open link", status_code=201, operation_id="make_invite")
def make_invite(
    request: Request,
    database: Database,
    me: SignedIn,
    settings: CurrentSettings,
    campaign_id: UUID,
    *,
    body: InviteBody,
) -> InviteMade:
    """The answer has the address, this once. It brings people in; who joins by it never counts."""
    made = invites.make(database, me.id, campaign_id, body.days)
    address = link_address(request, settings, made.secret)
    return InviteMade.model_validate({**made.invite.model_dump(), "address": address})


@router.post(
    "/invites/{invite_id}/pause", summary="Pause an open link", status_code=204, operation_id="pause_invite"
)
def pause_invite(database: Database, me: SignedIn, campaign_id: UUID, invite_id: UUID) -> None:
    """It opens nothing until it is resumed."""
    invites.pause(database, me.id, campaign_id, invite_id, paused=True)


@router.post(
    "/invites/{invite_id}/resume",
    summary="Resume an open link",
    status_code=204,
    operation_id="resume_invite",
)
def resume_invite(database: Database, me: SignedIn, campaign_id: UUID, invite_id: UUID) -> None:
    """It opens again what it opened, until its day."""
    invites.pause(database, me.id, campaign_id, invite_id, paused=False)


@router.delete("/invites/{invite_id}", summary="End an open link", status_code=204, operation_id="end_invite")
def end_invite(database: Database, me: SignedIn, campaign_id: UUID, invite_id: UUID) -> None:
    """It opens nothing from now on; who came by it stays enrolled."""
    invites.revoke(database, me.id, campaign_id, invite_id)


@router.get("/code-sheets", summary="List sheets of codes", operation_id="list_code_sheets")
def list_code_sheets(database: Database, me: SignedIn, campaign_id: UUID) -> SheetList:
    """The newest first: size and day."""
    return SheetList(items=member_codes.list_all(database, me.id, campaign_id))


@router.post("/code-sheets", summary="Make a sheet of codes", status_code=201, operation_id="make_code_sheet")
def make_code_sheet(
    request: Request,
    database: Database,
    me: SignedIn,
    settings: CurrentSettings,
    campaign_id: UUID,
    *,
    body: SheetBody,
) -> SheetMade:
    """The answer has the codes, this once. Each enrols one person, once, and then she counts."""
    printed = member_codes.make_sheet(database, me.id, campaign_id, body.size)
    address = code_address(request, settings)
    return SheetMade(**printed.sheet.model_dump(), address=address, codes=list(printed.codes))


@router.delete(
    "/code-sheets/{sheet_id}",
    summary="End a sheet of codes",
    status_code=204,
    operation_id="end_code_sheet",
)
def end_code_sheet(database: Database, me: SignedIn, campaign_id: UUID, sheet_id: UUID) -> None:
    """Its codes enrol nobody any more; who joined by one stays."""
    member_codes.revoke_sheet(database, me.id, campaign_id, sheet_id)

"""The team of a campaign and what it did. Who may do what is changed in a browser only."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.api.paging import Cursor, Limit, cursor_of, place_of
from app.http import campaigns as shared
from app.http.bearer import CAMPAIGNS
from app.http.deps import Database
from app.http.owner import SignedIn, SignedInHere
from app.records.audit_event import AuditEventPublic
from app.records.base import Body
from app.records.team_membership import Role
from app.records.writer import LONGEST_HANDLE
from app.store import audit_events, teams
from app.store.teams import Member

router = APIRouter(prefix=f"{CAMPAIGNS}/{{campaign_id}}", tags=["campaigns"])


class MemberBody(Body):
    """Whom to take in, by the handle she has told you, and what she may do."""

    model_config = {"json_schema_extra": {"examples": [{"handle": "amber-fox", "may": "edit"}]}}  # noqa: RUF012 - so pydantic wants it

    handle: Annotated[str, Field(min_length=1, max_length=LONGEST_HANDLE)]
    may: Role


class MemberPublic(BaseModel):
    """One of the team: her id as organizer, which the log names her by, and her handle."""

    organizer_id: UUID
    handle: str
    may: Role


class Team(BaseModel):
    """Who is in the team."""

    items: list[MemberPublic]


class EventList(BaseModel):
    """What was done, and where the next page begins, if there is one."""

    items: list[AuditEventPublic]
    next_cursor: str | None


@router.get("/team", summary="See the team", operation_id="list_team")
def list_team(database: Database, me: SignedIn, campaign_id: UUID) -> Team:
    """By handle."""
    return Team(items=[_shown(one) for one in teams.list_all(database, me.id, campaign_id)])


@router.put("/team", summary="Take one into the team", operation_id="put_member")
def put_member(
    request: Request, database: Database, me: SignedInHere, campaign_id: UUID, body: MemberBody
) -> Team:
    """Or let her do more or less in it. Who was no organizer is one then; she needs a passkey."""
    shared.take_in(request, database, me.id, campaign_id, handle=body.handle, role=body.may)
    return Team(items=[_shown(one) for one in teams.list_all(database, me.id, campaign_id)])


@router.delete(
    "/team/{organizer_id}",
    summary="Take one out of the team",
    status_code=204,
    operation_id="remove_member",
)
def remove_member(database: Database, me: SignedInHere, campaign_id: UUID, organizer_id: UUID) -> None:
    """Each may leave herself. Somebody who decides always stays."""
    teams.remove(database, me.id, campaign_id, organizer_id)


@router.get("/log", summary="See what was done", operation_id="list_campaign_log")
def list_campaign_log(
    database: Database, me: SignedIn, campaign_id: UUID, *, limit: Limit = 100, cursor: Cursor = None
) -> EventList:
    """The newest day first: action, day, the organizer's own id, and of a release which. For the team and who is enrolled."""
    place = place_of(cursor, date.fromisoformat)
    found = audit_events.page(database, me.id, campaign_id, limit + 1, place[1] if place else None)
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return EventList(items=shown, next_cursor=cursor_of(last.happened_on, last.id) if last else None)


def _shown(member: Member) -> MemberPublic:
    return MemberPublic(organizer_id=member.organizer_id, handle=member.handle, may=member.role)

"""An audit event: that an organizer or the operator did something, on which day, and with which release.

It is never changed. It knows a day and no time, and nothing of a link, a code or a writer: who came by which of them, and
when, could be read off the two together.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import Index, String
from sqlmodel import Field

from app.records.base import Input, Record, one_of, words_of


class Action(StrEnum):
    """What was done; of what it was done with only a release is named."""

    MAKE_ORGANIZER = "make_organizer"
    CREATE_CAMPAIGN = "create_campaign"
    AMEND_CAMPAIGN = "amend_campaign"
    CLOSE_CAMPAIGN = "close_campaign"
    HAND_OVER_CAMPAIGN = "hand_over_campaign"
    DELETE_CAMPAIGN = "delete_campaign"
    SET_ROLE = "set_role"
    REMOVE_MEMBER = "remove_member"
    MAKE_INVITE = "make_invite"
    PAUSE_INVITE = "pause_invite"
    RESUME_INVITE = "resume_invite"
    REVOKE_INVITE = "revoke_invite"
    MAKE_CODES = "make_codes"
    REVOKE_CODES = "revoke_codes"
    REMOVE_ORGANIZER = "remove_organizer"
    ASK_FOR_RELEASE = "ask_for_release"
    RELEASE = "release"
    DOWNLOAD_RELEASE = "download_release"


class AuditEvent(Record, table=True):
    """It points at no row, so that it outlives what it tells of. The migration gives the table its triggers."""

    __tablename__: ClassVar[str] = "audit_event"
    __table_args__ = (one_of("action", words_of(Action)), Index(None, "campaign_id"))

    id: UUID = Field(primary_key=True)
    campaign_id: UUID | None = None
    actor_id: UUID | None = None
    """The organizer's own id as organizer; none for the operator, and for what happened by itself."""
    action: Annotated[Action, Field(sa_type=String)]
    happened_on: date
    starts_on: date | None = None
    """The first day of the period whose release it is about; none for everything else."""
    number: int | None = None
    """The version that came, or that a file was taken of."""
    file_name: Annotated[str | None, Field(max_length=60)] = None
    """The file that was taken."""


class AuditEventPublic(Input):
    """An event as the team and enrolled writers see it."""

    id: UUID
    actor_id: UUID | None
    action: Action
    happened_on: date
    starts_on: date | None
    number: int | None
    file_name: str | None

"""An invite: an open link to a campaign, for a poster or a message. Whoever joins by it never counts."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from app.records.base import Input, Instant, Record


class Invite(Record, table=True):
    """Nothing here says whether or when it was used."""

    __tablename__: ClassVar[str] = "invite"
    __table_args__ = (
        ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        UniqueConstraint("hash"),
        Index(None, "campaign_id"),
    )

    id: UUID = Field(primary_key=True)
    campaign_id: UUID
    hash: str = Field(max_length=64)
    created_on: date
    expires_at: Instant
    is_paused: bool = False


class InvitePublic(Input):
    """An open link as its team sees it; never what opens it, which nobody here has any more."""

    id: UUID
    created_on: date
    expires_at: Instant
    is_paused: bool

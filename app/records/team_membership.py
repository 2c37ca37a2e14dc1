"""Team membership: what an organizer may do in one campaign."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlmodel import Field

from app.records.base import Record, one_of, words_of


class Role(StrEnum):
    """Each may do what the one before may."""

    VIEW = "view"
    EDIT = "edit"
    PUBLISH = "publish"


class TeamMembership(Record, table=True):
    """The database refuses whoever is no organizer."""

    __tablename__: ClassVar[str] = "team_membership"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        ForeignKeyConstraint(["writer_id", "organizer_id"], ["organizer.writer_id", "organizer.id"]),
        ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        UniqueConstraint("writer_id", "campaign_id"),
        one_of("role", words_of(Role)),
        Index(None, "campaign_id"),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    organizer_id: UUID
    campaign_id: UUID
    role: Annotated[Role, Field(sa_type=String)]

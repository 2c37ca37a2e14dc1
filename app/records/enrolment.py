"""An enrolment: a writer's consent to count in a campaign, from one of its periods until another."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field

from app.records.base import Input, Record, in_order, within


class Enrolment(Record, table=True):
    """Days that are bounds of periods, and the day of her yes; nothing says by which link or code she came."""

    __tablename__: ClassVar[str] = "enrolment"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        in_order("starts_on", "ends_on"),
        within("consent_version", 1),
        Index(None, "campaign_id"),
        # A writer counts in one campaign at any time; of two taps at once the database takes one.
        Index(
            "ix_enrolment_one_open",
            "writer_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    campaign_id: UUID
    starts_on: date
    ends_on: date | None = None
    """The first day that counts no more."""
    consented_on: date
    consent_version: int
    is_vouched: bool


class EnrolmentPublic(Input):
    """An enrolment as its writer sees it."""

    id: UUID
    campaign_id: UUID
    starts_on: date
    ends_on: date | None
    consented_on: date
    consent_version: int
    is_vouched: bool

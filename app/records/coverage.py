"""Coverage: how many writers a campaign reaches, in steps, as it was counted once a week."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from app.records.base import Input, Record, in_order, within
from app.records.campaign import FLOOR

#: Fewer than this many are shown as none; from there on in steps.
FEWEST_SHOWN, STEP = 10, 5


class Coverage(Record, table=True):
    """Kept in steps already, so that no exact number lies anywhere."""

    __tablename__: ClassVar[str] = "coverage"
    __table_args__ = (ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),)

    campaign_id: UUID = Field(primary_key=True)
    week_on: date
    """The Monday of the week it was counted in."""
    joined_count: int
    active_count: int


class PlatformCoverage(Record, table=True):
    """How many writers a campaign reaches on one platform, as a band; a platform with too few of them has no row."""

    __tablename__: ClassVar[str] = "platform_coverage"
    __table_args__ = (
        ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        within("least_count", FLOOR),
        in_order("least_count", "most_count"),
    )

    campaign_id: UUID = Field(primary_key=True)
    platform: str = Field(primary_key=True, max_length=120)
    """Its key in the catalogue."""
    least_count: int
    most_count: int | None = None
    """None in the last band, which has no end."""


class CoveragePublic(Input):
    """Coverage as the team sees it."""

    week_on: date
    joined_count: int
    active_count: int


class PlatformCoveragePublic(Input):
    """Coverage of one platform as the team sees it."""

    platform: str
    least_count: int
    most_count: int | None


def in_steps(count: int) -> int:
    """A number of writers as it may be shown.

    >>> [in_steps(count) for count in (9, 10, 14, 15)]
    [0, 10, 10, 15]
    """
    return count // STEP * STEP if count >= FEWEST_SHOWN else 0

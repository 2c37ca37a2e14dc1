"""A release: what a campaign has told of one of its periods, kept as it was told.

The result of a period is computed once. A release shows some of its tables, a later one of the same period more of
them; nothing here is ever changed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, LargeBinary, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.records.base import Input, Instant, Record, one_of, within, words_of


class PeriodResult(Record, table=True):
    """Everything that may ever be told of a period, rounded and protected; `content` is `reports.release`'s own."""

    __tablename__: ClassVar[str] = "period_result"
    __table_args__ = (ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),)

    campaign_id: UUID = Field(primary_key=True)
    starts_on: date = Field(primary_key=True)
    ends_on: date
    """The day after its last."""
    content: bytes = Field(sa_type=LargeBinary)
    seed: int = Field(sa_type=BigInteger)
    """What chances were drawn by, so that it can be computed again; it is told to nobody."""
    rules: Annotated[dict[str, Any], Field(sa_type=JSON)]
    """All of `reports.disclosure.Rules` that it was protected by; told to nobody but for the smallest group."""
    parameters_digest: str = Field(max_length=64)
    """Of the public figures on file, those of the operator too: `reports.parameters.digest`; told to nobody."""
    computed_on: date


class ReleaseFields(SQLModel):
    """Which tables of the result a version shows, and how they were protected."""

    campaign_id: UUID
    starts_on: date
    ends_on: date
    number: int
    tables: Annotated[list[str], Field(sa_type=JSON)]
    released_on: date
    writers_band: str = Field(max_length=20)
    smallest_group: int
    rules_version: str = Field(max_length=20)
    programme_version: str = Field(max_length=20)
    code_version: str = Field(max_length=60)
    cells_hidden: int
    columns_dropped: int


class Release(ReleaseFields, Record, table=True):
    """One version."""

    __tablename__: ClassVar[str] = "release"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campaign_id", "starts_on"], ["period_result.campaign_id", "period_result.starts_on"]
        ),
        UniqueConstraint("campaign_id", "starts_on", "number"),
        within("number", 1),
    )

    id: UUID = Field(primary_key=True)


class ReleaseFile(Record, table=True):
    """A file of a release, byte by byte as it was made: whoever asks again gets the same."""

    __tablename__: ClassVar[str] = "release_file"
    __table_args__ = (ForeignKeyConstraint(["release_id"], ["release.id"]),)

    release_id: UUID = Field(primary_key=True)
    language: str = Field(primary_key=True, max_length=10)
    name: str = Field(primary_key=True, max_length=60)
    content: bytes = Field(sa_type=LargeBinary)


class BuildState(StrEnum):
    """How far a version of a period is that was asked for, and how it ended where it did not end in one."""

    WAITING = "waiting"
    READING = "reading"
    PROTECTING = "protecting"
    DRAWING = "drawing"
    TOO_FEW = "too_few"
    REFUSED = "refused"
    NOT_ALLOWED = "not_allowed"
    FAILED = "failed"


#: States somebody still works on, or will.
UNDER_WAY = (BuildState.WAITING, BuildState.READING, BuildState.PROTECTING, BuildState.DRAWING)


class ReleaseBuild(Record, table=True):
    """A version of a period that is asked for and not there yet; once it is there, this row is gone."""

    __tablename__: ClassVar[str] = "release_build"
    __table_args__ = (
        ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        one_of("state", words_of(BuildState)),
        within("percent", 0, 100),
        within("tries", 0),
    )

    campaign_id: UUID = Field(primary_key=True)
    starts_on: date = Field(primary_key=True)
    ends_on: date
    tables: Annotated[list[str], Field(sa_type=JSON)]
    """What it is to show; of a later version, beside what the newest one shows."""
    actor_id: UUID | None = None
    """The organizer who asked for it, by her id as one; none for the operator."""
    state: Annotated[BuildState, Field(sa_type=String)]
    percent: int
    taken_until: Instant
    """Until then it is somebody's work."""
    tries: int
    """How often somebody has begun with it since it was asked for."""


class ReleasePublic(ReleaseFields, Input):
    """A release as its team sees it."""

    id: UUID


class ReleaseBuildPublic(Input):
    """How far a build is."""

    starts_on: date
    ends_on: date
    state: BuildState
    percent: int

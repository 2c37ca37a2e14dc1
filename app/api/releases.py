"""Reports of a campaign: versions, what is being made, asking for one, and the files."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.http.bearer import CAMPAIGNS
from app.http.deps import Database
from app.http.owner import SignedIn
from app.http.release_files import FirstDay, Number, file_of
from app.jobs.releasing import ask, table_keys
from app.records.base import Body
from app.records.release import ReleaseBuildPublic, ReleasePublic
from app.store import release_builds, releases
from reports.documents.release_formats import FORMATS

router = APIRouter(prefix=f"{CAMPAIGNS}/{{campaign_id}}/releases", tags=["campaigns"])

#: Tables that one request may name; the programme has far fewer.
MOST_NAMED = 100
_NAMES = " or ".join(f"`{name}`" for name in FORMATS)


class ReleaseBody(Body):
    """Which tables it is to show; all of them where none are named."""

    model_config = {"json_schema_extra": {"examples": [{"tables": ["rates", "unpaid_time"]}]}}  # noqa: RUF012 - so pydantic wants it

    tables: Annotated[list[str], Field(max_length=MOST_NAMED, default_factory=list)]


class ReleaseList(BaseModel):
    """Every version, the newest period and version first, and what is asked for and not there."""

    items: list[ReleasePublic]
    builds: list[ReleaseBuildPublic]
    tables: list[str]
    """Keys of all tables of the programme."""


@router.get("", summary="List releases", operation_id="list_releases")
def list_releases(database: Database, me: SignedIn, campaign_id: UUID) -> ReleaseList:
    """Versions with how they were protected, and how far each build is."""
    return ReleaseList(
        items=releases.list_all(database, me.id, campaign_id),
        builds=release_builds.list_all(database, me.id, campaign_id),
        tables=table_keys(),
    )


@router.post("/{starts_on}", summary="Release a period", status_code=202, operation_id="release_period")
def release_period(
    database: Database, me: SignedIn, campaign_id: UUID, starts_on: FirstDay, body: ReleaseBody
) -> ReleaseList:
    """Ask for the first release of a closed period, or for a version that shows more of it; both are made by themselves."""
    ask(database, me.id, campaign_id, starts_on, body.tables or table_keys())
    return list_releases(database, me, campaign_id)


@router.get("/{starts_on}/{number}", summary="Get a release", operation_id="get_release")
def get_release(
    database: Database, me: SignedIn, campaign_id: UUID, starts_on: FirstDay, number: Number
) -> ReleasePublic:
    """One version: its tables, and how they were protected."""
    return releases.get(database, me.id, campaign_id, starts_on, number)


@router.get(
    "/{starts_on}/{number}/{name}",
    summary="Take a file of a release",
    operation_id="take_release_file",
    response_class=Response,
    description=f"{_NAMES}, in the `language` asked for; it is noted in the log.",
)
def take_release_file(
    request: Request,
    database: Database,
    me: SignedIn,
    campaign_id: UUID,
    starts_on: FirstDay,
    *,
    number: Number,
    name: str,
) -> Response:
    """A file of a version as it was stored."""
    version = releases.get(database, me.id, campaign_id, starts_on, number)
    return file_of(request, database, me, version, name)

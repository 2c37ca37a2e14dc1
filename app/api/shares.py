"""Share links: listed, changed, paused and ended; made in the writer's own browser only.

A link outlives the token that would make it: as with tokens and the calendar address, a token makes none.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from app import errors
from app.api.answers import stale_answer
from app.http.deps import CurrentSettings, Database, OnFile
from app.http.etag import IfMatch, NoRevision, etag_of, is_known
from app.http.openings import openings_of
from app.http.owner import SignedIn, SignedInHere
from app.http.sharing import (
    LONG_ORIGINS,
    MOST_ORIGINS,
    NO_FRAME,
    NO_ORIGIN,
    NOTHING_CHOSEN,
    Wanted,
    are_long,
    changes_of,
    embed_address,
    named,
    new_of,
    newest_first,
    origin_of,
    share_address,
)
from app.records.base import Body
from app.records.share_link import LONGEST_PASSPHRASE, SHORTEST_PASSPHRASE, Detail, ShareChoices, SharePublic
from app.records.values import DayOrNone, NameOrNone, tidy_line
from app.store import shares
from reports.sharing import PARTS
from reports.wording import N_

router = APIRouter(prefix="/api/v1/shares", tags=["shares"])

UNKNOWN_PART = N_("There is no such part of a dashboard.")
NEEDS_REVISION = N_("Say in If-Match which revision you changed.")
LAST_BEFORE_FIRST = N_("The last day must not be before the first day.")
OF_BOTH = N_("Give both days, or neither.")


def _known_parts(parts: tuple[str, ...]) -> tuple[str, ...]:
    if not parts:
        raise ValueError(NOTHING_CHOSEN)
    if set(parts) - set(PARTS):
        raise ValueError(UNKNOWN_PART)
    return tuple(part for part in PARTS if part in parts)


def _origins(typed: tuple[str, ...]) -> tuple[str, ...]:
    found = [origin_of(one) for one in typed]
    if None in found:
        raise ValueError(NO_ORIGIN)
    sites = tuple(dict.fromkeys(one for one in found if one is not None))
    if are_long(sites):
        raise ValueError(LONG_ORIGINS)
    return sites


Parts = Annotated[
    tuple[str, ...],
    Field(max_length=100, description=f"What is shown, out of: {', '.join(PARTS)}."),
    AfterValidator(_known_parts),
]
Passphrase = Annotated[
    str | None,
    Field(min_length=SHORTEST_PASSPHRASE, max_length=LONGEST_PASSPHRASE),
    BeforeValidator(tidy_line),
]
Origins = Annotated[tuple[str, ...], Field(min_length=1, max_length=MOST_ORIGINS), AfterValidator(_origins)]
Lasts = Literal[1, 7, 30, 90]


class ShareBody(Body):
    """What a link shows, and how much it tells. `days` are days of the log as they are, else months only."""

    parts: Parts
    amounts: Detail = Detail.BANDS
    own_names: bool = False
    days: bool = False
    titles: bool = False
    previews: bool = False
    starts_on: DayOrNone = None
    ends_on: DayOrNone = None
    label: NameOrNone = None
    frozen: bool = False

    @model_validator(mode="after")
    def _both_days(self) -> Self:
        if (self.starts_on is None) != (self.ends_on is None):
            raise ValueError(OF_BOTH)
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError(LAST_BEFORE_FIRST)
        return self

    def choices(self) -> ShareChoices:
        """The choices as they are kept."""
        return ShareChoices.model_validate(self.model_dump(include=set(ShareChoices.model_fields)))


class NewShareBody(ShareBody):
    """A new link: how many days it works, and the passphrase it asks for, if any."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {
            "examples": [{"parts": ["hero", "ladder"], "amounts": "bands", "lasts_days": 30}]
        }
    }

    lasts_days: Lasts = 30
    passphrase: Passphrase = None

    def wanted(self) -> Wanted:
        """What is wanted."""
        return Wanted(self.choices(), self.lasts_days, self.frozen, self.passphrase)


class ShareChangeBody(ShareBody):
    """The whole of what it shows; its end and its passphrase stay where nothing is said of them."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {"examples": [{"parts": ["hero"], "amounts": "ratios", "lasts_days": 7}]}
    }

    lasts_days: Lasts | None = None
    passphrase: Passphrase = None
    no_passphrase: bool = False

    def wanted(self) -> Wanted:
        """What is wanted."""
        return Wanted(self.choices(), self.lasts_days, self.frozen, self.passphrase, self.no_passphrase)


class EmbedBody(Body):
    """The sites that may show a link in a frame, as `https://news.example.org`; no other site can."""

    model_config = {  # noqa: RUF012 - so pydantic wants it
        "json_schema_extra": {"examples": [{"origins": ["https://news.example.org"]}]}
    }

    origins: Origins


class ShareList(BaseModel):
    """The links that were not ended."""

    items: list[SharePublic]


class ShareMade(SharePublic):
    """A link just made. The address is shown this once."""

    address: str


class EmbedMade(BaseModel):
    """The address for the frame, this once."""

    address: str


@router.get("", summary="List your share links", operation_id="list_shares")
def list_shares(request: Request, database: Database, me: SignedIn) -> ShareList:
    """The newest first, with the day of the last opening and a count; never the addresses, which nobody has but you."""
    openings = openings_of(request)
    found = newest_first(shares.list_all(database, me.id))
    return ShareList(items=[openings.with_these(me.id, share) for share in found])


@router.post(
    "", summary="Make a share link", status_code=201, operation_id="make_share", response_model=ShareMade
)
def make_share(
    request: Request,
    database: Database,
    me: SignedInHere,
    on_file: OnFile,
    settings: CurrentSettings,
    *,
    body: NewShareBody,
) -> Response:
    """The answer has the address, this once. It shows the log as it goes on, or `frozen` as it is now."""
    wanted = body.wanted()
    choices = named(database, me, wanted.choices)
    made = shares.make(database, me.id, choices, new_of(database, me, on_file, wanted))
    if made is None:
        raise errors.Stale
    address = share_address(request, settings, made.secret)
    headers = {"ETag": etag_of(1), "Location": f"/api/v1/shares/{made.share.id}"}
    return JSONResponse({**made.share.model_dump(mode="json"), "address": address}, 201, headers)


@router.get(
    "/{share_id}",
    summary="See a share link",
    operation_id="get_share",
    response_model=SharePublic,
)
def get_share(request: Request, database: Database, me: SignedIn, share_id: UUID) -> Response:
    """One link, with its revision as the `ETag`."""
    share = shares.get(database, me.id, share_id)
    if is_known(request, share.revision):
        return Response(status_code=304, headers={"ETag": etag_of(share.revision)})
    return _answer(openings_of(request).with_these(me.id, share))


@router.put(
    "/{share_id}", summary="Change a share link", operation_id="change_share", response_model=SharePublic
)
def change_share(
    request: Request,
    database: Database,
    me: SignedInHere,
    on_file: OnFile,
    share_id: UUID,
    *,
    body: ShareChangeBody,
    revision: IfMatch,
) -> Response:
    """Change what it shows and when it ends; the address stays. A frozen link that shows other things is frozen anew.

    `If-Match` says on which revision the change was made; 412 where that is not the present one.
    """
    share = shares.get(database, me.id, share_id)
    if revision is None:
        raise NoRevision(fields={"If-Match": NEEDS_REVISION})
    if revision != share.revision:
        return stale_answer(request, share, body.model_dump(mode="json", exclude={"passphrase"}))
    wanted = body.wanted()
    more = changes_of(database, me, on_file, share, wanted)
    choices = named(database, me, wanted.choices, share)
    changed = shares.change(database, me.id, share_id, revision, choices, **more)
    if changed.has_passphrase and changed.framed_by:
        shares.stop_framing(database, me.id, share_id)
        changed = shares.get(database, me.id, share_id)
    return _answer(openings_of(request).with_these(me.id, changed))


@router.delete("/{share_id}", summary="End a share link", status_code=204, operation_id="end_share")
def end_share(database: Database, me: SignedIn, share_id: UUID) -> None:
    """It opens nothing from now on, and cannot be brought back."""
    shares.revoke(database, me.id, share_id)


@router.post(
    "/{share_id}/pause", summary="Pause a share link", operation_id="pause_share", response_model=SharePublic
)
def pause_share(request: Request, database: Database, me: SignedIn, share_id: UUID) -> Response:
    """It opens nothing until it is resumed."""
    paused = shares.pause(database, me.id, share_id, paused=True)
    return _answer(openings_of(request).with_these(me.id, paused))


@router.post(
    "/{share_id}/resume",
    summary="Resume a share link",
    operation_id="resume_share",
    response_model=SharePublic,
)
def resume_share(request: Request, database: Database, me: SignedInHere, share_id: UUID) -> Response:
    """It opens again what it opened, until its day."""
    resumed = shares.pause(database, me.id, share_id, paused=False)
    return _answer(openings_of(request).with_these(me.id, resumed))


@router.post("/{share_id}/embed", summary="Make an embed address", status_code=201, operation_id="make_embed")
def make_embed(
    request: Request,
    database: Database,
    me: SignedInHere,
    settings: CurrentSettings,
    share_id: UUID,
    *,
    body: EmbedBody,
) -> EmbedMade:
    """An address for a frame on these sites, shown this once; the one before stops. Not for a link with a passphrase."""
    if shares.get(database, me.id, share_id).has_passphrase:
        raise errors.Invalid(fields={"origins": NO_FRAME})
    secret = shares.let_frame(database, me.id, share_id, body.origins)
    return EmbedMade(address=embed_address(request, settings, secret))


@router.delete("/{share_id}/embed", summary="Stop the embed", status_code=204, operation_id="stop_embed")
def stop_embed(database: Database, me: SignedIn, share_id: UUID) -> None:
    """No site shows it any more; the link itself goes on."""
    shares.stop_framing(database, me.id, share_id)


def _answer(share: SharePublic) -> Response:
    return JSONResponse(share.model_dump(mode="json"), headers={"ETag": etag_of(share.revision)})

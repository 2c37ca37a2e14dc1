"""A share link: a view of one writer's numbers that she chose, for whoever has the address, until it ends."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, String
from sqlmodel import Field, SQLModel

from app.records.base import Input, Instant, InstantOrNone, Record, in_order, one_of, within, words_of
from app.records.values import DayOrNone, NameOrNone

#: How many days a link may work.
LIFETIMES = (1, 7, 30, 90)
USUAL_LIFETIME = 30
SHORTEST_PASSPHRASE, LONGEST_PASSPHRASE = 8, 200
#: How long the addresses of the sites that may show a link are together, with a space between.
LONGEST_SITES = 1000


class Detail(StrEnum):
    """How much the amounts tell; the words of `reports.sharing.Amounts`."""

    EXACT = "exact"
    BANDS = "bands"
    RATIOS = "ratios"


class ShareFields(SQLModel):
    """What the writer chose to show, and how much it tells. `label` is for her own list only."""

    label: NameOrNone = None
    amounts: Annotated[Detail, Field(sa_type=String)] = Detail.BANDS
    own_names: bool = False
    days: bool = False
    titles: bool = False
    previews: bool = False
    starts_on: DayOrNone = None
    ends_on: DayOrNone = None


class ShareLink(ShareFields, Record, table=True):
    """One link. What opens it, and what opens its embed, stand in the directory of secrets, by their hashes."""

    __tablename__: ClassVar[str] = "share_link"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        CheckConstraint("revision >= 1", name="revision"),
        one_of("amounts", words_of(Detail)),
        in_order("starts_on", "ends_on"),
        in_order("created_on", "last_opened_on"),
        within("opened_count", 0),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    revision: int = 1
    parts: str = Field(max_length=500)
    """The parts that are shown, as words with a space between."""
    frozen: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    """The dashboard as it was when it was frozen, by language; none where the link shows the log as it is now."""
    passphrase_hash: str | None = Field(default=None, max_length=200)
    framed_by: str = Field(default="", max_length=LONGEST_SITES)
    """The origins that may show it in a frame, with a space between; empty where there is no embed."""
    created_on: date
    expires_at: Instant
    is_paused: bool = False
    ended_at: InstantOrNone = None
    last_opened_on: date | None = None
    opened_count: int = 0


class ShareChoices(ShareFields, Input):
    """The choices of a form, read."""

    model_config = {"defer_build": False}

    parts: tuple[str, ...]


class SharePublic(ShareFields, Input):
    """A link as its writer sees it: never what opens it, which nobody here has any more."""

    id: UUID
    revision: int
    parts: tuple[str, ...]
    is_frozen: bool
    has_passphrase: bool
    framed_by: tuple[str, ...]
    created_on: date
    expires_at: AwareDatetime
    is_paused: bool
    last_opened_on: date | None
    opened_count: int

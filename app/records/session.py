"""Sessions, and the one directory in which every secret is found by its hash."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlmodel import Field

from app.records.base import InstantOrNone, Record, in_order, one_of, words_of


class SecretKind(StrEnum):
    """What a secret opens."""

    SESSION = "session"
    ONE_USE = "one_use"
    RECOVERY = "recovery"
    API_TOKEN = "api_token"  # noqa: S105 - the name of a kind
    CALENDAR = "calendar"
    SHARE = "share"
    EMBED = "embed"


class Session(Record, table=True):
    """A signed-in browser. Days only: we keep no address, no browser and no time of day."""

    __tablename__: ClassVar[str] = "session"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        in_order("created_on", "last_seen_on"),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    created_on: date
    last_seen_on: date
    ended_at: InstantOrNone = None
    locked_on: date | None = None


class Secret(Record, table=True):
    """Hash of a secret -> what it opens. A reference table, so that no secret carries an id."""

    __tablename__: ClassVar[str] = "secret"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        one_of("kind", words_of(SecretKind)),
        Index(None, "writer_id"),
    )

    hash: str = Field(primary_key=True, max_length=64)
    kind: Annotated[SecretKind, Field(sa_type=String)]
    writer_id: UUID
    row_id: UUID | None = None
    expires_at: InstantOrNone = None

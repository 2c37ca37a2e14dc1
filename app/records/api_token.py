"""A personal API token: a program of the writer's own reaches her log with it, and nothing else of her account."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, String
from sqlmodel import Field, SQLModel

from app.records.base import Input, InstantOrNone, Record, in_order, one_of, words_of
from app.records.values import KeptName, Name


class Scope(StrEnum):
    """What a token may do; whoever may write may also read. One for campaigns reaches no row of a log."""

    READ = "read"
    WRITE = "write"
    CAMPAIGNS = "campaigns"


class ApiTokenFields(SQLModel):
    """What the writer says of a token: which program it is for, and what that may do."""

    name: Name
    scope: Annotated[Scope, Field(sa_type=String)]


class ApiToken(ApiTokenFields, Record, table=True):
    """A token. Days only, as for a session; the secret itself is kept nowhere, its hash in `secret`."""

    __tablename__: ClassVar[str] = "api_token"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        one_of("scope", words_of(Scope)),
        in_order("created_on", "last_used_on"),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    created_on: date
    last_used_on: date | None = None
    ended_at: InstantOrNone = None


class ApiTokenCreate(ApiTokenFields, Input):
    """A new token."""

    model_config = {
        "defer_build": False,
        "json_schema_extra": {"examples": [{"name": "My spreadsheet", "scope": "read"}]},
    }


class ApiTokenPublic(ApiTokenFields, Input):
    """A token as listed."""

    name: KeptName
    id: UUID
    created_on: date
    last_used_on: date | None


class ApiTokenMade(ApiTokenPublic):
    """A token just made. The secret is shown this once."""

    secret: str

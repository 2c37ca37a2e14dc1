"""Passkeys, the directory that finds them, and the challenges they answer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from app.records.base import Instant, Record

LONGEST_NAME = 60


class Passkey(Record, table=True):
    """A key in a phone or computer that signs in; only its public half is here. Days only, as for sessions."""

    __tablename__: ClassVar[str] = "passkey"
    __table_args__ = (
        ForeignKeyConstraint(["writer_id"], ["writer.id"]),
        CheckConstraint("sign_count >= 0", name="sign_count_range"),
    )

    writer_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=LONGEST_NAME)
    credential: str = Field(max_length=1400)
    public_key: str = Field(max_length=4000)
    sign_count: int
    created_on: date
    last_used_on: date | None = None


class PasskeyDirectory(Record, table=True):
    """Hash of a credential's id -> whose passkey it is. A reference table, as no writer is known at a sign-in."""

    __tablename__: ClassVar[str] = "passkey_directory"
    __table_args__ = (ForeignKeyConstraint(["writer_id"], ["writer.id"]), Index(None, "writer_id"))

    hash: str = Field(primary_key=True, max_length=64)
    writer_id: UUID
    passkey_id: UUID


class Challenge(Record, table=True):
    """What a passkey has to sign, once, within minutes; for a new passkey also who asked for it."""

    __tablename__: ClassVar[str] = "challenge"
    __table_args__ = (ForeignKeyConstraint(["writer_id"], ["writer.id"]), Index(None, "expires_at"))

    hash: str = Field(primary_key=True, max_length=64)
    writer_id: UUID | None = None
    expires_at: Instant

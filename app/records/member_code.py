"""Member codes: sheets of codes that each enrol one person, handed out by who checked that she is one."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from app.records.base import Input, Record, within

FEWEST_CODES, MOST_CODES = 25, 500


class CodeSheet(Record, table=True):
    """A sheet. `hash` is of what all its codes begin with, and `size` how many were printed, never how many are left."""

    __tablename__: ClassVar[str] = "code_sheet"
    __table_args__ = (
        ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        UniqueConstraint("hash"),
        Index(None, "campaign_id"),
        within("size", FEWEST_CODES, MOST_CODES),
    )

    id: UUID = Field(primary_key=True)
    campaign_id: UUID
    hash: str = Field(max_length=64)
    size: int
    created_on: date


class MemberCode(Record, table=True):
    """A code nobody has used yet. One that is used is gone, and no other row knows of it."""

    __tablename__: ClassVar[str] = "member_code"
    __table_args__ = (ForeignKeyConstraint(["sheet_id"], ["code_sheet.id"]), Index(None, "sheet_id"))

    hash: str = Field(primary_key=True, max_length=64)
    sheet_id: UUID


class CodeSheetPublic(Input):
    """A sheet as its team sees it, whatever became of its codes."""

    id: UUID
    size: int
    created_on: date

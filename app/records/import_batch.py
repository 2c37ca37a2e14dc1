"""One import of one file, which can be undone."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime
from sqlmodel import Field

from app.records.base import Input, Owned, owned


class ImportBatch(Owned, table=True):
    """A batch; its rows carry its id. Undone means withdrawn."""

    __tablename__: ClassVar[str] = "import_batch"
    __table_args__ = owned()

    source_format: str = Field(max_length=64)
    file_name: str = Field(max_length=255)
    added_count: int
    known_count: int


class ImportBatchPublic(Input):
    """What the list of imports shows."""

    id: UUID
    source_format: str
    file_name: str
    added_count: int
    known_count: int
    created_at: AwareDatetime
    withdrawn_at: AwareDatetime | None

"""Leases: which process does a job that one of them has to do."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field

from app.records.base import Instant, Record


class Lease(Record, table=True):
    """A job, and until when nobody else has to do it."""

    __tablename__: ClassVar[str] = "lease"

    job: str = Field(primary_key=True, max_length=64)
    until: Instant

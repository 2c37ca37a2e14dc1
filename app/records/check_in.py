"""A check-in: on this day there was no work, and the writer said so."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index

from app.records.base import Create, Public, Record, Row, ledger_row
from app.records.values import Day


class CheckInFields(Record):
    """The day it was said."""

    checked_on: Day


class CheckIn(CheckInFields, Row, table=True):
    """A day without work, confirmed."""

    __tablename__: ClassVar[str] = "check_in"
    __table_args__ = ledger_row(Index(None, "writer_id", "checked_on"))


class CheckInCreate(CheckInFields, Create):
    """A new check-in."""


class CheckInPublic(CheckInFields, Public):
    """A check-in as shown."""

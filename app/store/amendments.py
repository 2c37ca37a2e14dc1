"""What rows said before they were changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Select, select

from app.access import Viewer
from app.database import Connection
from app.records import Amendment, table_of


class AmendmentPublic(BaseModel):
    """The values that were replaced, at the revision that had them."""

    noun: str
    row_id: UUID
    revision: int
    earlier: dict[str, Any]
    amended_at: datetime


def list_for(connection: Connection, viewer: Viewer, row_id: UUID | None = None) -> list[AmendmentPublic]:
    """The history of a row, or of all rows, earliest first."""
    table = table_of(Amendment)
    query = select(*(table.c[name] for name in AmendmentPublic.model_fields)).where(
        table.c.writer_id == viewer
    )
    if row_id is not None:
        query = query.where(table.c.row_id == row_id)
    return _read(connection, query)


def made_at(connection: Connection, viewer: Viewer, noun: str, at: datetime) -> list[AmendmentPublic]:
    """The changes of rows of a noun that were made together, at one instant."""
    table = table_of(Amendment)
    query = select(*(table.c[name] for name in AmendmentPublic.model_fields)).where(
        table.c.writer_id == viewer, table.c.noun == noun, table.c.amended_at == at
    )
    return _read(connection, query)


def _read(connection: Connection, query: Select[Any]) -> list[AmendmentPublic]:
    table = table_of(Amendment)
    query = query.order_by(table.c.amended_at, table.c.revision, table.c.id)
    return [AmendmentPublic.model_validate(dict(row)) for row in connection.execute(query).mappings()]

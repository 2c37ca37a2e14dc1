"""The whole ledger of one writer, out and in: what the app's own file format carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.access import Viewer
from app.database import Connection
from app.records import FIELDS, NOUNS, table_of
from app.store import imports
from reports.frames import ORDER

FORMAT = "pagerate_ledger"


def export_rows(connection: Connection, viewer: Viewer) -> dict[str, list[dict[str, Any]]]:
    """Every row not withdrawn: noun -> rows, in the order of their day and id.

    A row has `id`, its noun's columns, `source` and `source_key`; ids are text, days and instants Python's.
    """
    return {noun: _rows(connection, viewer, noun) for noun in NOUNS}


def import_rows(
    connection: Connection,
    viewer: Viewer,
    rows_by_noun: Mapping[str, Iterable[Mapping[str, Any]]],
    file_name: str,
) -> imports.Counts:
    """Take such rows in again; those already here are left alone."""
    return imports.record(connection, viewer, rows_by_noun, FORMAT, file_name)


def _rows(connection: Connection, viewer: Viewer, noun: str) -> list[dict[str, Any]]:
    table = table_of(NOUNS[noun])
    order = [table.c[ORDER[noun]]] if noun in ORDER else []
    query = (
        select(*(table.c[name] for name in ("id", *FIELDS[noun].model_fields, "source", "source_key")))
        .where(table.c.writer_id == viewer, table.c.withdrawn_at.is_(None))
        .order_by(*order, table.c.id)
    )
    return [
        {name: str(value) if isinstance(value, UUID) else value for name, value in row.items()}
        for row in connection.execute(query).mappings()
    ]

"""Rows to the checked frames that reports start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, String, cast, select, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, Writer, table_of
from app.store import writers
from reports import frames
from reports.frames import ORDER, REFERENCES, SCHEMAS, Ledger


def revision(connection: Connection, viewer: Viewer) -> int:
    """What everything computed from her rows is valid for."""
    table = table_of(Writer)
    return int(connection.execute(select(table.c.revision).where(table.c.id == viewer)).scalar_one())


def ledger_of(connection: Connection, viewer: Viewer) -> Ledger:
    """Everything the viewer has logged and not withdrawn."""
    writer = writers.get(connection, viewer)
    rows = {noun: _rows(connection, viewer, noun) for noun in SCHEMAS}
    _let_go_of_withdrawn(rows)
    return frames.ledger(
        rows, currency=writer.currency, zone=writer.zone, unverified_allowed=writer.unverified_allowed
    )


def ledger_from_rows(
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    currency: str,
    zone: str,
    *,
    unverified_allowed: bool = False,
) -> Ledger:
    """A ledger from rows that may say more than reports need, such as notes."""
    needed = {
        noun: [{name: row[name] for name in SCHEMAS[noun] if name in row} for row in noun_rows]
        for noun, noun_rows in rows.items()
    }
    return frames.ledger(needed, currency=currency, zone=zone, unverified_allowed=unverified_allowed)


def _rows(connection: Connection, viewer: Viewer, noun: str) -> list[dict[str, Any]]:
    table = table_of(NOUNS[noun])
    is_text = connection.dialect.name == "sqlite"
    order = [table.c[ORDER[noun]]] if noun in ORDER else []
    query = (
        select(*(_as_read(table.c[name], is_text=is_text) for name in SCHEMAS[noun]))
        .where(table.c.writer_id == viewer, table.c.withdrawn_at.is_(None))
        .order_by(*order, table.c.id)
    )
    ids = [name for name, column in SCHEMAS[noun].items() if column.kind == "id"] if is_text else []
    rows = [dict(row) for row in connection.execute(query).mappings()]
    for row in rows:
        for name in ids:
            row[name] = _dashed(row[name])
    return rows


def _as_read(column: Column[Any], *, is_text: bool) -> ColumnElement[Any]:
    """Ids as text without a detour over UUID objects, which would take most of the time."""
    if str(column.type) not in {"UUID", "CHAR(32)"}:
        return column
    text = type_coerce(column, String) if is_text else cast(column, String)
    return text.label(column.name)


def _dashed(text: str | None) -> str | None:
    if text is None:
        return None
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _let_go_of_withdrawn(rows: dict[str, list[dict[str, Any]]]) -> None:
    """A row whose parent is withdrawn goes with it where it is nothing without, else forgets it."""
    for (noun, column), target in REFERENCES.items():
        there = {row["id"] for row in rows[target]}
        if SCHEMAS[noun][column].required:
            rows[noun] = [row for row in rows[noun] if row[column] in there]
        else:
            for row in rows[noun]:
                if row[column] is not None and row[column] not in there:
                    row[column] = None

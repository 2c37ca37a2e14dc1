"""Rows to the checked frames that reports start from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import compress
from typing import Any

from sqlalchemy import Column, Integer, Select, String, bindparam, cast, select, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from app.access import Viewer
from app.database import Connection
from app.records import NOUNS, Writer, table_of
from app.store import writers
from reports import frames
from reports.frames import ORDER, REFERENCES, SCHEMAS, Ledger, PaymentKind

Columns = dict[str, list[Any]]


def revision(connection: Connection, viewer: Viewer) -> int:
    """What everything computed from her rows is valid for."""
    table = table_of(Writer)
    return int(connection.execute(select(table.c.revision).where(table.c.id == viewer)).scalar_one())


def ledger_of(connection: Connection, viewer: Viewer, before: datetime | None = None) -> Ledger:
    """Everything the viewer has logged and not withdrawn; where an instant is given, what she logged before it."""
    writer = writers.get(connection, viewer)
    columns = {noun: _columns(connection, viewer, noun, before) for noun in SCHEMAS}
    _let_go_of_withdrawn(columns)
    return frames.ledger_from_columns(
        columns, currency=writer.currency, zone=writer.zone, unverified_allowed=writer.unverified_allowed
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


def _columns(connection: Connection, viewer: Viewer, noun: str, before: datetime | None) -> Columns:
    """The columns of a noun, sorted as its frame is, turned into Python's values a column at a time."""
    is_text = connection.dialect.name == "sqlite"
    # The driver's own tuples: sums over years start here, and a Row object each would cost as much again.
    query = _query(noun, is_text=is_text, is_early=before is not None)
    cursor = connection.execute(query, {"viewer": viewer, "before": before}).cursor
    rows = cursor.fetchall() if cursor is not None else []
    listed = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMAS[noun])
    readers = _FROM_TEXT if is_text else _FROM_POSTGRES
    return {
        name: _read(readers.get(column.kind), values)
        for (name, column), values in zip(SCHEMAS[noun].items(), listed, strict=True)
    }


@cache
def _query(noun: str, *, is_text: bool, is_early: bool) -> Select[Any]:
    table = table_of(NOUNS[noun])
    order = [table.c[ORDER[noun]]] if noun in ORDER else []
    columns = (_as_read(table.c[name], column, is_text=is_text) for name, column in SCHEMAS[noun].items())
    early = [table.c.created_at < bindparam("before")] if is_early else []
    return (
        select(*columns)
        .where(table.c.writer_id == bindparam("viewer"), table.c.withdrawn_at.is_(None), *early)
        .order_by(*order, table.c.id)
    )


def _as_read(stored: Column[Any], column: frames.Column, *, is_text: bool) -> ColumnElement[Any]:
    if is_text:
        return type_coerce(stored, Integer if column.kind in _NUMBERS else String).label(stored.name)
    return cast(stored, String).label(stored.name) if column.kind == "id" else stored


def _read(reader: Callable[[Any], Any] | None, values: Sequence[Any]) -> list[Any]:
    if reader is None:
        return list(values)
    distinct = set(values)
    if 2 * len(distinct) > len(values):
        return [None if value is None else reader(value) for value in values]
    # Days and references come again and again: each is read once.
    known = {value: None if value is None else reader(value) for value in distinct}
    return [known[value] for value in values]


def _dashed(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


_NUMBERS = frozenset({"seconds", "minor", "integer", "yes_no"})
_FROM_TEXT: dict[str, Callable[[Any], Any]] = {
    "id": _dashed,
    "day": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "yes_no": bool,
}
_FROM_POSTGRES: dict[str, Callable[[Any], Any]] = {"instant": lambda at: at.astimezone(UTC)}


def _let_go_of_withdrawn(columns: dict[str, Columns]) -> None:
    """A row whose parent is withdrawn goes with it where it is nothing without, else forgets it."""
    for (noun, column), target in REFERENCES.items():
        there = set(columns[target]["id"])
        pointed = columns[noun][column]
        if set(pointed) - {None} <= there:
            continue
        if SCHEMAS[noun][column].required:
            stays = [row_id in there for row_id in pointed]
            columns[noun] = {name: list(compress(values, stays)) for name, values in columns[noun].items()}
        else:
            if column == "task_id":
                columns[noun]["kind"] = _without_their_task(columns[noun]["kind"], pointed, there)
            columns[noun][column] = [row_id if row_id in there else None for row_id in pointed]


def _without_their_task(kinds: list[Any], named: list[Any], there: set[Any]) -> list[Any]:
    """Pay for a task that was withdrawn stays earned and takes the place of no other pay: it adds, as an adjustment."""
    return [
        PaymentKind.ADJUSTMENT.value
        if kind == PaymentKind.TASK_PAY and task is not None and task not in there
        else kind
        for kind, task in zip(kinds, named, strict=True)
    ]

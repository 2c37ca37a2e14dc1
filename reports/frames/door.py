"""The door: rows and columns are checked here, once, and what is wrong is said in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reports.frames.schema import ORDER, REFERENCES, SCHEMAS, Column


class FrameError(ValueError):
    """A frame that breaks the input contract; the sentence names noun, column and row."""


_TYPES: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "text": str,
    "day": dt.date,
    "instant": dt.datetime,
    "seconds": int,
    "minor": int,
    "integer": int,
    "yes_no": bool,
}
_NUMBERS = frozenset({"seconds", "minor", "integer"})


def refuse_nouns(named: Iterable[str]) -> None:
    """Refuse nouns that a ledger does not have."""
    unknown = set(named) - set(SCHEMAS)
    if unknown:
        raise FrameError(f"A ledger has no “{min(unknown)}”.")


def check_rows(noun: str, rows: list[dict[str, Any]]) -> None:
    """Refuse rows with unknown, missing or wrong values, and ids that stand twice."""
    schema = SCHEMAS[noun]
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        where = f"{noun}, row {number} (id {row.get('id')!r})"
        extra = row.keys() - schema.keys()
        if extra:
            raise FrameError(f"{where}: there is no column “{min(extra)}”.")
        for name, column in schema.items():
            _check_value(where, name, column, row.get(name))
        if row["id"] in seen:
            raise FrameError(f"{where}: the id stands twice.")
        seen.add(row["id"])


def _check_value(where: str, name: str, column: Column, value: object) -> None:
    if value is None:
        if column.required:
            raise FrameError(f"{where}: “{name}” is missing.")
        return
    wrong = not isinstance(value, _TYPES[column.kind])
    if column.kind != "yes_no" and isinstance(value, bool):
        wrong = True
    if column.kind == "day" and isinstance(value, dt.datetime):
        wrong = True
    if wrong:
        raise FrameError(f"{where}: “{name}” is {value!r}, which is no {column.kind}.")
    if column.kind == "instant" and isinstance(value, dt.datetime) and value.tzinfo is None:
        raise FrameError(f"{where}: “{name}” has no time zone.")
    if column.kind == "seconds" and isinstance(value, int) and value < 0:
        raise FrameError(f"{where}: “{name}” is negative.")
    if column.kind in _NUMBERS and isinstance(value, int) and abs(value) > column.most:
        raise FrameError(f"{where}: “{name}” is {value!r}, which is beyond all reason.")
    if column.choices and value not in column.choices:
        raise FrameError(f"{where}: “{name}” is {value!r}; it can be {', '.join(column.choices)}.")


def check_references(listed: Mapping[str, list[dict[str, Any]]]) -> None:
    """Refuse rows that point at rows that are not there."""
    ids = {noun: {row["id"] for row in rows} for noun, rows in listed.items()}
    for (noun, column), target in REFERENCES.items():
        for number, row in enumerate(listed[noun], 1):
            if row.get(column) is not None and row[column] not in ids[target]:
                raise FrameError(
                    f"{noun}, row {number}: “{column}” names no row of {target}: {row[column]!r}."
                )


def columns_hold(noun: str, values: Mapping[str, Sequence[Any]]) -> bool:
    """Whether the columns of a noun are complete, right and in order."""
    schema, order = SCHEMAS[noun], ORDER.get(noun)
    if values.keys() != schema.keys() or len({len(column) for column in values.values()}) != 1:
        return False
    if not all(_column_holds(column, values[name]) for name, column in schema.items()):
        return False
    ids = values["id"]
    keys = list(zip(values[order], ids, strict=True)) if order else list(ids)
    return len(set(ids)) == len(ids) and keys == sorted(keys)


def _column_holds(column: Column, values: Sequence[Any]) -> bool:
    types = set(map(type, values))
    if type(None) in types:
        if column.required:
            return False
        types.remove(type(None))
        values = [value for value in values if value is not None] if types else ()
    if not types:
        return True
    if types != {_TYPES[column.kind]}:
        return False
    if column.kind == "instant":
        return None not in {value.tzinfo for value in values}
    if column.kind in _NUMBERS:
        least = 0 if column.kind == "seconds" else -column.most
        return bool(least <= min(values) and max(values) <= column.most)
    return not column.choices or set(values) <= set(column.choices)


def references_hold(nouns: Mapping[str, Mapping[str, Sequence[Any]]]) -> bool:
    """Whether every reference points at a row that is there."""
    return all(
        set(nouns[noun][column]) - {None} <= set(nouns[target]["id"])
        for (noun, column), target in REFERENCES.items()
    )

"""A release as bytes and back: JSON, exact, and always the same bytes for the same release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

from reports.disclosure import Band, Vague
from reports.periods import Period
from reports.release.document import (
    Mark,
    Protection,
    Release,
    ReleasedColumn,
    ReleasedFigure,
    ReleasedRow,
    ReleasedTable,
)

#: Of these bytes; a release that is stored stays as it was written.
FORMAT = 1

Json = dict[str, Any]
Value = Fraction | Vague | None


class UnknownFormat(ValueError):
    """Bytes that are no release, or one of a version that is not known here."""

    def __init__(self) -> None:
        super().__init__("These bytes are no release that this version can read.")


def encoded(release: Release) -> bytes:
    """A release as UTF-8 JSON: exact figures as strings (`"37/2"`), days as ISO dates, keys in order of the alphabet."""
    told = {
        **_plain(release),
        "format": FORMAT,
        "period": [release.period.start.isoformat(), release.period.end.isoformat()],
        "released_on": release.released_on.isoformat(),
        "writers": _from_band(release.writers),
        "protection": _plain(release.protection),
        "names": {name: dict(words) for name, words in release.names.items()},
        "tables": [_from_table(table) for table in release.tables],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decoded(stored: bytes) -> Release:
    """The release that was encoded.

    Raises
    ------
    UnknownFormat
        When these are no bytes of `encoded`.
    """
    try:
        told: Json = json.loads(stored)
        if told.pop("format") != FORMAT:
            raise UnknownFormat
        return _to_release(told)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnknownFormat from error


def _to_release(told: Json) -> Release:
    # A number beside the hidden cells that once stood there, and said the same.
    told["protection"].pop("cells_attacked", None)
    return Release(
        **{
            **told,
            "period": Period(*map(date.fromisoformat, told["period"])),
            "released_on": date.fromisoformat(told["released_on"]),
            "writers": Band(*told["writers"]),
            "protection": Protection(**told["protection"]),
            "tables": tuple(map(_to_table, told["tables"])),
        }
    )


def _plain(one: Any) -> Json:
    """The fields of one object; those that JSON has no word for are replaced by whoever asks."""
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _from_table(table: ReleasedTable) -> Json:
    return {
        **_plain(table),
        "columns": [_plain(column) for column in table.columns],
        "rows": [_from_row(row) for row in table.rows],
    }


def _to_table(told: Json) -> ReleasedTable:
    return ReleasedTable(
        **{
            **told,
            "dimensions": tuple(told["dimensions"]),
            "columns": tuple(ReleasedColumn(**column) for column in told["columns"]),
            "rows": tuple(map(_to_row, told["rows"])),
        }
    )


def _from_row(row: ReleasedRow) -> Json:
    return {
        "values": dict(row.values),
        "mark": row.mark.value,
        "writers": _from_band(row.writers),
        "figures": {key: _from_figure(figure) for key, figure in row.figures.items()},
    }


def _to_row(told: Json) -> ReleasedRow:
    band = told["writers"]
    figures: Mapping[str, Json] = told["figures"]
    return ReleasedRow(
        told["values"],
        Mark(told["mark"]),
        None if band is None else Band(*band),
        {key: _to_figure(figure) for key, figure in figures.items()},
    )


def _from_figure(figure: ReleasedFigure) -> Json:
    of_value = {
        name: None if value is None else str(value)
        for name, value in _plain(figure).items()
        if name != "mark"
    }
    return {"mark": figure.mark.value, **of_value}


def _to_figure(told: Json) -> ReleasedFigure:
    value = told["value"]
    low, high = (None if told[end] is None else Fraction(told[end]) for end in ("low", "high"))
    return ReleasedFigure(Mark(told["mark"]), _to_value(value), low, high)


def _to_value(told: str | None) -> Value:
    if told is None:
        return None
    return Vague(told) if told in set(Vague) else Fraction(told)


def _from_band(band: Band | None) -> list[int | None] | None:
    return None if band is None else list(band)

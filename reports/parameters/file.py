"""Read the CSV files of public figures."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from reports.parameters.parameter import Parameter

FOLDER = Path(__file__).parent / "data"

COLUMNS = (
    "key",
    "jurisdiction",
    "group",
    "label",
    "valid_from",
    "valid_to",
    "value",
    "unit",
    "source_title",
    "source_url",
    "source_quality",
    "retrieved_on",
    "verified",
    "note",
)


@cache
def rows_on_file() -> tuple[Parameter, ...]:
    """Every row of every file, by topic and then in the order of the file."""
    return tuple(row for path in sorted(FOLDER.glob("*.csv")) for row in _read(path))


def _read(path: Path) -> list[Parameter]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [_parameter(row, path.stem) for row in csv.DictReader(lines)]


def _parameter(row: Mapping[str, str], topic: str) -> Parameter:
    return Parameter(
        key=row["key"],
        jurisdiction=row["jurisdiction"] or None,
        value=Fraction(row["value"]),
        unit=row["unit"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source_title=row["source_title"],
        source_url=row["source_url"],
        source_quality=row["source_quality"],
        retrieved_on=date.fromisoformat(row["retrieved_on"]),
        is_verified=row["verified"] == "yes",
        note=row["note"],
        group=row["group"] or None,
        label=row["label"],
        topic=topic,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

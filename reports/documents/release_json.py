"""A release as plain data for JSON, in the shape of docs/release-format.md.

Numbers are decimal strings and days ISO dates, as in a personal report. What is withheld is null beside its mark.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reports.charts.released import (
    dimension_name,
    figure_in,
    is_money,
    number_of,
    plain_number,
    value_name,
    writers_in,
)
from reports.disclosure import Band
from reports.documents.release_words import HOWS, MARKS, file_notes
from reports.release import Release, ReleasedColumn, ReleasedFigure, ReleasedRow, ReleasedTable
from reports.wording import Wording

#: Counts up when a reader of the shape would have to change.
SHAPE_VERSION = 1

Json = dict[str, Any]


def release_json(release: Release, words: Wording) -> Json:
    """The whole release; names, definitions and notes are in the language of `words`."""
    return {
        "format": "pagerate-release",
        "format_version": SHAPE_VERSION,
        "language": words.code,
        "campaign": release.campaign,
        "organization": release.organization,
        "question": release.question,
        "period": {"start": release.period.start.isoformat(), "last": release.period.last.isoformat()},
        "currency": release.currency,
        "released_on": release.released_on.isoformat(),
        "writers": _band(release.writers),
        "protection": asdict(release.protection),
        "marks": {mark.value: words(said) for mark, said in MARKS.items()},
        "notes": list(file_notes(release, words)),
        "tables": [_table(release, table, words) for table in release.tables],
    }


def release_json_bytes(release: Release, words: Wording) -> bytes:
    """The same as a file."""
    return json.dumps(release_json(release, words), ensure_ascii=False, indent=1).encode() + b"\n"


def _band(band: Band | None) -> Json | None:
    return None if band is None else {"least": band.least, "most": band.most}


def _table(release: Release, table: ReleasedTable, words: Wording) -> Json:
    return {
        "key": table.key,
        "title": words(table.title),
        "note": words(table.note) if table.note else None,
        "dimensions": [{"key": one, "name": dimension_name(one, words)} for one in table.dimensions],
        "columns": [_column(column, release.currency, words) for column in table.columns],
        "rows": [_row(release, table, row, words) for row in table.rows],
    }


def _column(column: ReleasedColumn, currency: str, words: Wording) -> Json:
    return {
        "key": column.key,
        "how": column.how,
        "how_words": words(HOWS[column.how]),
        "unit": column.unit,
        "currency": currency if is_money(column.unit) else None,
        "under": words(column.under) if column.under else None,
        "label": words(column.label),
        "definition": words(column.definition),
        "source": words(column.source) if column.source else None,
    }


def _row(release: Release, table: ReleasedTable, row: ReleasedRow, words: Wording) -> Json:
    return {
        "values": {
            dimension: {
                "key": row.values[dimension],
                "name": value_name(release, dimension, row.values[dimension], words),
            }
            for dimension in table.dimensions
        },
        "mark": row.mark.value,
        "writers": _band(writers_in(row)),
        "figures": {
            column.key: _figure(figure_in(row, column.key), column.unit, release.currency)
            for column in table.columns
        },
    }


def _figure(figure: ReleasedFigure, unit: str, currency: str) -> Json:
    return {
        "mark": figure.mark.value,
        "value": plain_number(number_of(figure), unit, currency) or None,
        "in_words": figure.value.value if isinstance(figure.value, str) else None,
        "low": plain_number(figure.low, unit, currency) or None,
        "high": plain_number(figure.high, unit, currency) or None,
    }

"""A table as a template takes it: words, which columns are numbers, and how broad each is."""

from __future__ import annotations

from typing import Any

from reports.charts.model import Table

#: Bounds of the width of a column, in letters.
_NARROW, _BROAD = 8, 30


def table_data(table: Table) -> dict[str, Any]:
    """A table without the columns that say nothing."""
    said = [column for column in range(len(table.header)) if any(row[column].shown for row in table.rows)]
    return {
        "header": [table.header[column] for column in said],
        "numbers": [any(row[column].is_number for row in table.rows) for column in said],
        "shares": [_share(table, column) for column in said],
        "rows": [[row[column].shown for column in said] for row in table.rows],
        "has_total": table.has_total,
    }


def _share(table: Table, column: int) -> int:
    """How much of the width a column gets: as its longest words ask for, within bounds."""
    longest = max(len(text) for text in (table.header[column], *(row[column].shown for row in table.rows)))
    return min(max(longest, _NARROW), _BROAD)

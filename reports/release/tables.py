"""The tables of a release, put together from its cells and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.cohorts import TOTAL, Place
from reports.cohorts.cells import place_of
from reports.disclosure import band
from reports.programme import Column, TablePlan
from reports.release.cells import Protected
from reports.release.document import (
    Mark,
    ReleasedColumn,
    ReleasedRow,
    ReleasedTable,
)
from reports.release.drafts import rows_of
from reports.release.figures import EMPTY, WITHHELD, Asked, Draft, Key

_Names = Mapping[str, Mapping[str, str]]


def released_table(table: TablePlan, cells: Protected, drafts: Mapping[Key, Draft]) -> ReleasedTable:
    """A table with its rows; a column that would have nothing but marks is left out."""
    places = {place_of(row): row for row in rows_of(table, cells.values)}
    columns = [column for column in table.columns if _tells(column, places, drafts)]
    return ReleasedTable(
        table.key,
        table.title,
        table.note,
        table.dimensions,
        tuple(map(_column, columns)),
        tuple(_row(place, row, columns, cells, drafts) for place, row in places.items()),
    )


def names_in(tables: Sequence[ReleasedTable], names: _Names) -> dict[str, dict[str, str]]:
    """What people call the values that stand in these tables; a value without a name is called as it is written."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for row in table.rows:
            for name, value in row.values.items():
                found.setdefault(name, set()).add(value)
    return {
        name: {value: names.get(name, {}).get(value, value) for value in sorted(values - {TOTAL})}
        for name, values in sorted(found.items())
    }


def _tells(column: Column, places: Mapping[Place, object], drafts: Mapping[Key, Draft]) -> bool:
    return any(drafts[Key(place, Asked.by(column))].is_told for place in places)


def _column(column: Column) -> ReleasedColumn:
    return ReleasedColumn(
        column.key,
        column.how.value,
        column.unit.value,
        column.label,
        column.definition,
        column.source,
        column.under,
    )


def _row(
    place: Place,
    values: Mapping[str, str],
    columns: Sequence[Column],
    cells: Protected,
    drafts: Mapping[Key, Draft],
) -> ReleasedRow:
    if cells.is_shown(place):
        figures = {column.key: drafts[Key(place, Asked.by(column))].figure for column in columns}
        return ReleasedRow(values, Mark.SHOWN, band(cells.counts[place]), figures)
    # Between values that have rows, nobody learns what is hidden and what is empty.
    figure = WITHHELD if place in cells.hidden or len(place) > 1 else EMPTY
    return ReleasedRow(values, figure.mark, None, {column.key: figure for column in columns})


def withheld_in(tables: Sequence[ReleasedTable]) -> int:
    """How many cells read as hidden; one that stands in several tables counts once."""
    rows = (row for table in tables for row in table.rows if row.mark is Mark.WITHHELD)
    return len({place_of(row.values) for row in rows})

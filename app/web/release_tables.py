"""The tables of a release as they stand on a page: in blocks, with whole names, and what is withheld in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.language import Language
from reports.charts.released import (
    band_text,
    dimension_name,
    figure_in,
    figure_text,
    is_whole,
    number_of,
    range_of,
    row_name,
    value_name,
    value_text,
    writers_in,
)
from reports.documents.release_blocks import Block, blocks_of
from reports.documents.release_words import label_of
from reports.release import Mark, Release, ReleasedColumn, ReleasedRow, ReleasedTable
from reports.wording import N_

#: So many rows that are withheld stand among the others.
_FEW = 3


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure, or the words in its place."""

    text: str
    limits: str
    mark: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: what it is of, its band of writers, its figures."""

    names: tuple[str, ...]
    writers: str
    figures: tuple[ShownFigure, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A heading, and the principle above it where it is under one."""

    under: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """Columns beside each other, under a heading of their own where a table has several blocks."""

    heading: str
    names: tuple[str, ...]
    has_writers: bool
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]


def blocks_on_page(
    shown: Release, table: ReleasedTable, words: Language
) -> tuple[tuple[ShownBlock, ...], tuple[str, ...]]:
    """A table in blocks, and the names of rows that are in none of them, since all of theirs is withheld."""
    if not table.dimensions:
        return tuple(_listed(shown, table, row, words) for row in table.rows), ()
    withheld = [row for row in table.rows if row.mark is Mark.WITHHELD and not is_whole(row)]
    left_out = withheld if len(withheld) > _FEW else []
    rows = [row for row in table.rows if row not in left_out]
    blocks = (_block(shown, table, rows, block, words) for block in blocks_of(table.columns, words))
    return tuple(blocks), tuple(row_name(shown, table, row, words) for row in left_out)


def _block(
    shown: Release, table: ReleasedTable, rows: list[ReleasedRow], block: Block, words: Language
) -> ShownBlock:
    columns = (
        ShownColumn(words(column.under) if column.under else "", label)
        for column, label in zip(block.columns, block.labels, strict=True)
    )
    drawn = (
        ShownRow(
            names=_names(shown, table, row, words),
            writers=_writers(row, words),
            figures=tuple(_figure(shown, row, column, words) for column in block.columns),
            is_total=is_whole(row),
        )
        for row in rows
    )
    heads = tuple(dimension_name(one, words) for one in table.dimensions)
    return ShownBlock(block.heading, heads, True, tuple(columns), tuple(drawn))


def _listed(shown: Release, table: ReleasedTable, row: ReleasedRow, words: Language) -> ShownBlock:
    """The one row of a table of the whole cohort, turned: a row for each figure, so that it fits a phone."""
    writers = ShownRow((words(N_("Writers")),), "", (ShownFigure(_writers(row, words), "", ""),))
    figures = (
        ShownRow((label_of(column, words),), "", (_figure(shown, row, column, words),))
        for column in table.columns
    )
    heads = ((words(N_("Figure")),), False, (ShownColumn("", words(N_("All writers"))),))
    return ShownBlock("", *heads, (writers, *figures))


def _names(shown: Release, table: ReleasedTable, row: ReleasedRow, words: Language) -> tuple[str, ...]:
    """The values of a row, the whole cohort once."""
    names: Iterator[str] = (value_name(shown, one, row.values[one], words) for one in table.dimensions)
    return (row_name(shown, table, row, words),) if is_whole(row) else tuple(names)


def _writers(row: ReleasedRow, words: Language) -> str:
    return band_text(writers_in(row), words) or row.mark.value


def _figure(shown: Release, row: ReleasedRow, column: ReleasedColumn, words: Language) -> ShownFigure:
    figure = figure_in(row, column.key)
    text = "" if figure.value is None else figure_text(figure, column.unit, shown.currency, words)
    limits, ends = "", range_of(figure)
    if ends is not None:
        low, high = (value_text(end, column.unit, shown.currency, words, number_of(figure)) for end in ends)
        limits = words(N_("{low} to {high}"), low=low, high=high)
    return ShownFigure(text, limits, figure.mark.value)

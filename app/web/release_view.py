"""A release as it stands on a page: tables in words, and what is said about them."""

from __future__ import annotations

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
    value_name,
    value_text,
    writers_in,
)
from reports.documents.release_words import mark_facts, notes, protection_facts
from reports.release import Release, ReleasedColumn, ReleasedRow, ReleasedTable, decoded, with_tables
from reports.wording import N_

#: Why a cell is hidden, in the order of the rules.
WHY = (
    N_(
        "A cell is hidden when fewer writers than the smallest group are in it, or when one of them stands out."
    ),
    N_("More cells are hidden so that nobody can reckon those from the others."),
    N_(
        "Figures that a platform could compute from its own books are few, so that it cannot find out which of its "
        "writers are counted."
    ),
    N_(
        "Then a second program tries to break it, from outside and as each of the writers. What it could break is not released."
    ),
)


#: What stands below a figure.
RANGES = N_(
    "The range below a figure is its 95% interval, rounded like the figure. Where there is none, it may not be told, or both "
    "its ends are the figure itself."
)


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
    is_total: bool


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A heading, the principle above it where it is under one, and what it means."""

    under: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the version, and what the marks in it mean."""

    key: str
    title: str
    note: str
    dimensions: tuple[str, ...]
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """What stands on the page of a version, apart from its files."""

    days: str
    question: str
    writers: str
    facts: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    notes: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    tables: tuple[ShownTable, ...]


def view_of(content: bytes, tables: list[str], words: Language) -> ReleaseView:
    """Some tables of a stored result, in words."""
    shown = with_tables(decoded(content), tables)
    return ReleaseView(
        days=words.days(shown.period.start, shown.period.last),
        question=shown.question,
        writers=band_text(shown.writers, words),
        facts=tuple((fact.label, fact.text) for fact in protection_facts(shown, words)),
        why=tuple(map(words, WHY)),
        notes=(*notes(shown, words), words(RANGES)),
        marks=_marks(words),
        tables=tuple(_table(shown, table, words) for table in shown.tables),
    )


def _marks(words: Language) -> tuple[tuple[str, str], ...]:
    return tuple((fact.label, fact.text) for fact in mark_facts(words))


def _table(shown: Release, table: ReleasedTable, words: Language) -> ShownTable:
    rows = tuple(_row(shown, table, row, words) for row in table.rows)
    used = {figure.mark for row in rows for figure in row.figures}
    return ShownTable(
        key=table.key,
        title=words(table.title),
        note=words(table.note) if table.note else "",
        dimensions=tuple(dimension_name(one, words) for one in table.dimensions),
        columns=tuple(_column(column, words) for column in table.columns),
        rows=rows,
        marks=tuple((mark, text) for mark, text in _marks(words) if mark in used),
    )


def _column(column: ReleasedColumn, words: Language) -> ShownColumn:
    source = f" {words(column.source)}" if column.source else ""
    under = words(column.under) if column.under else ""
    return ShownColumn(under, words(column.label), words(column.definition) + source)


def _row(shown: Release, table: ReleasedTable, row: ReleasedRow, words: Language) -> ShownRow:
    return ShownRow(
        names=tuple(value_name(shown, one, row.values[one], words) for one in table.dimensions),
        writers=band_text(writers_in(row), words) or row.mark.value,
        figures=tuple(_figure(shown, row, column, words) for column in table.columns),
        is_total=bool(table.dimensions) and is_whole(row),
    )


def _figure(shown: Release, row: ReleasedRow, column: ReleasedColumn, words: Language) -> ShownFigure:
    figure = figure_in(row, column.key)
    text = "" if figure.value is None else figure_text(figure, column.unit, shown.currency, words)
    limits, ends = "", range_of(figure)
    if ends is not None:
        low, high = (value_text(end, column.unit, shown.currency, words, number_of(figure)) for end in ends)
        limits = words(N_("{low} to {high}"), low=low, high=high)
    return ShownFigure(text, limits, figure.mark.value)

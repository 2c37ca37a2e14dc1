"""A release as sheets of a workbook: README, one for each table, and notes with what each figure means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reports.charts.released import (
    SHARES,
    band_text,
    dimension_name,
    figure_in,
    figure_text,
    has_cents,
    is_money,
    number_of,
    unit_name,
    value_name,
    writers_in,
)
from reports.documents.release_words import (
    Fact,
    campaign_facts,
    definitions,
    file_notes,
    label_of,
    mark_facts,
    one_line,
    protection_facts,
    source_line,
)
from reports.documents.sheets import Number, Sheet, SheetCell, Text, sheet_names, width_of
from reports.money import exponent
from reports.release import Mark, Release, ReleasedColumn, ReleasedFigure, ReleasedRow, ReleasedTable
from reports.wording import N_, Wording

#: Above the rows of a table: its title, its source, its header.
_ABOVE = 3
#: Widths of the columns of words: a label and what it means.
_LABEL, _MEANING = 28, 90

Row = tuple[SheetCell, ...]


def release_sheets(release: Release, words: Wording) -> tuple[Sheet, ...]:
    """All sheets, README first and notes last."""
    keys = (table.key for table in release.tables)
    readme, notes_name, *names = sheet_names(["README", words(N_("Notes")), *keys])
    tables = (_table(release, table, name, words) for table, name in zip(release.tables, names, strict=True))
    return (_readme(release, readme, names, words), *tables, _notes(release, notes_name, words))


def number_format(unit: str, currency: str, beside: Fraction = Fraction(0)) -> str:
    """How a spreadsheet shows numbers of a unit; money without cents where the figure `beside` is told in whole units.

    >>> number_format("money_per_hour", "USD"), number_format("share", "USD"), number_format("money", "JPY")
    ('#,##0.00', '0%', '#,##0')
    >>> number_format("money", "USD", Fraction(251000))
    '#,##0'
    """
    if unit in SHARES:
        return "0%"
    digits = exponent(currency) if is_money(unit) and has_cents(beside) else 0
    return "#,##0" + ("." + "0" * digits if digits else "")


def _words(text: str) -> Text:
    """Words of whoever wrote them, on one line."""
    return Text(one_line(text))


def _readme(release: Release, name: str, names: Sequence[str], words: Wording) -> Sheet:
    tables = [Fact(sheet, words(table.title)) for sheet, table in zip(names, release.tables, strict=True)]
    sections = (
        (one_line(release.campaign), campaign_facts(release, words)),
        (words(N_("Protection")), protection_facts(release, words)),
        (words(N_("Marks")), mark_facts(words)),
        (words(N_("Tables")), tables),
        (words(N_("How to read the files")), [Fact("", note) for note in file_notes(release, words)]),
    )
    rows: list[Row] = []
    for title, facts in sections:
        rows += [
            (Text(title, "title"),),
            *((_words(fact.label), Text(fact.text, "wrapped")) for fact in facts),
            (),
        ]
    return Sheet(name, tuple(rows[:-1]), (_LABEL, _MEANING))


def _notes(release: Release, name: str, words: Wording) -> Sheet:
    header = (N_("Table"), N_("Column"), N_("Definition"), N_("How"), N_("Unit"), N_("Source"))
    rows = [
        (
            _words(one.table),
            _words(one.label),
            Text(one_line(one.meaning), "wrapped"),
            Text(one.how, "wrapped"),
            _words(one.unit),
            Text(one_line(one.source), "wrapped"),
        )
        for one in definitions(release, words)
    ]
    heads = tuple(Text(words(head), "header") for head in header)
    return Sheet(name, (heads, *rows), (24, 32, 60, 40, 14, 40), frozen_rows=1)


def _table(release: Release, table: ReleasedTable, name: str, words: Wording) -> Sheet:
    heads = list(_heads(release, table, words))
    rows = [tuple(_cells(release, table, row, words)) for row in table.rows]
    title = words(table.title) + (f". {words(table.note)}" if table.note else "")
    return Sheet(
        name,
        (
            (Text(one_line(title), "title"),),
            (Text(source_line(release, words)),),
            tuple(Text(one_line(head), "header") for head in heads),
            *rows,
        ),
        tuple(_widths(heads, rows)),
        frozen_rows=_ABOVE,
        frozen_columns=len(table.dimensions),
    )


def _heads(release: Release, table: ReleasedTable, words: Wording) -> Iterator[str]:
    for dimension in table.dimensions:
        yield dimension_name(dimension, words)
    yield words(N_("Writers"))
    yield words(N_("Mark"))
    for column in table.columns:
        label = label_of(column, words)
        yield f"{label} ({unit_name(column.unit, release.currency, words)})"
        yield words(N_("{label}, low"), label=label)
        yield words(N_("{label}, high"), label=label)
        yield words(N_("{label}, mark"), label=label)


def _cells(release: Release, table: ReleasedTable, row: ReleasedRow, words: Wording) -> Iterator[SheetCell]:
    for dimension in table.dimensions:
        yield _words(value_name(release, dimension, row.values[dimension], words))
    yield Text("0" if row.mark is Mark.EMPTY else band_text(writers_in(row), words))
    yield Text(row.mark.value)
    for column in table.columns:
        figure = figure_in(row, column.key)
        shown_as = number_format(column.unit, release.currency, number_of(figure) or Fraction(0))
        yield _value(figure, column, shown_as, release.currency, words)
        yield _number(figure.low, shown_as)
        yield _number(figure.high, shown_as)
        yield Text(figure.mark.value)


def _value(
    figure: ReleasedFigure, column: ReleasedColumn, shown_as: str, currency: str, words: Wording
) -> SheetCell:
    """A number; a share that may only be told in words is words; nothing where there is nothing."""
    if figure.value is None or isinstance(figure.value, Fraction):
        return _number(figure.value, shown_as)
    return Text(figure_text(figure, column.unit, currency, words))


def _number(value: Fraction | None, shown_as: str) -> Number | None:
    return None if value is None else Number(value, shown_as)


def _widths(heads: Sequence[str], rows: Sequence[Row]) -> Iterator[int]:
    """As broad as their words; headers may break into lines."""
    for number, head in enumerate(heads):
        cells = [row[number] for row in rows]
        texts = [cell.text for cell in cells if isinstance(cell, Text)]
        yield width_of([*texts, *head.split(), head[: len(head) // 2]])

"""Sheets as an XLSX workbook, whose bytes depend on the sheets and the day alone."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from reports.documents.sheets import Number, Sheet, Text

_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {"valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "header": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "wrapped": {"text_wrap": True, "valign": "top"},
}


def workbook(sheets: Iterable[Sheet], title: str, made_on: date) -> bytes:
    """A workbook in which words are words, also those that look like formulas, and numbers are numbers."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime.combine(made_on, time(), UTC)})
    formats: dict[str, Any] = {name: book.add_format(look) for name, look in _LOOKS.items()}
    for sheet in sheets:
        _write(book, book.add_worksheet(sheet.name), sheet, formats)
    book.close()
    return file.getvalue()


def _write(book: Any, page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    if sheet.frozen_rows:
        page.freeze_panes(sheet.frozen_rows, sheet.frozen_columns)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for down, row in enumerate(sheet.rows):
        for right, cell in enumerate(row):
            if isinstance(cell, Text):
                page.write_string(down, right, cell.text, formats[cell.look])
            elif isinstance(cell, Number):
                page.write_number(down, right, float(cell.value), _shown_as(book, formats, cell.shown_as))


def _shown_as(book: Any, formats: dict[str, Any], pattern: str) -> Any:
    if pattern not in formats:
        formats[pattern] = book.add_format({"num_format": pattern, "valign": "top"})
    return formats[pattern]

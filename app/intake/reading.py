"""From bytes to a table: encoding, line ends, the header wherever it stands, rows that know their line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from app.intake.mishaps import (
    EmptyFile,
    IntakeError,
    NotText,
    TruncatedFile,
    UnknownFormat,
    UnreadableFile,
    UnreadableRow,
)

# Cells that stand for nothing: spreadsheets leave them empty, R and pandas write the words.
BLANK = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL"})

_DELIMITERS = (",", "\t", ";")
_LINES_BEFORE_HEADER = 50
_LONGEST_CELL = 64 * 1024 * 1024
# Fed to the parser after the last line. If it does not come out as a row of its own, a quotation mark was
# still open at the end of the file. A file cannot hold it: it would not have passed as text.
_END = "\0"


class Row(NamedTuple):
    """The cells of one row and the line on which it starts."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format is known and read: the columns that must be there, the one without which a row is none."""

    name: str
    required: frozenset[str]
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file as its format's columns and rows; every row has one empty cell more than the header has names."""

    file: str
    layout: Layout
    names: tuple[str, ...]
    rows: list[Row]

    def at(self, *names: str) -> int:
        """The place of the first of these columns that is there, else of the empty cell at the end."""
        for name in names:
            if name in self.names:
                return self.names.index(name)
        return len(self.names)


def contents(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(str(path), None, f"it cannot be opened ({reason.lower()})") from None


def table(data: bytes, file: str, layouts: Sequence[Layout]) -> Table:
    """Find the header of one of the layouts and read every row below it."""
    lines = list(io.StringIO(_text(data, file), newline=""))
    skipped, delimiter, layout = _header(lines, file, layouts)
    rows = _rows(lines, skipped, delimiter, file)
    names = _names(next(rows).cells)
    body = list(rows)
    _check_last(body, len(names), file, whole=lines[-1].endswith(("\n", "\r")))
    _square(body, names, layout, file)
    return Table(file, layout, names, body)


def _text(data: bytes, file: str) -> str:
    if not data.strip():
        raise EmptyFile(file, 1, "the file is empty")
    nul = data.find(b"\0")
    if nul >= 0:
        raise NotText(file, _line(data, nul), "the file holds binary data, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error.start
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise NotText(file, _line(data, broken), "the text is neither UTF-8 nor Windows-1252") from None


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Column names as they are compared: without spaces, quotes, or a byte order mark read as text."""
    return tuple(cell.removeprefix("ï»¿").strip("\ufeff \t\r\n\"'").lower() for cell in cells)


def _header(lines: list[str], file: str, layouts: Sequence[Layout]) -> tuple[int, str, Layout]:
    """How many lines stand before the header, what separates its cells, and whose header it is."""
    for skipped, line in enumerate(lines[:_LINES_BEFORE_HEADER]):
        lowered = line.lower()
        for layout in layouts:
            if layout.key not in lowered:
                continue
            for delimiter in _DELIMITERS:
                first = next(_rows(lines, skipped, delimiter, file))
                if layout.required <= set(_names(first.cells)):
                    return skipped, delimiter, layout
    known = ", ".join(layout.name for layout in layouts)
    raise UnknownFormat(file, 1, f"no header of a known format was found (known: {known})")


def _rows(lines: list[str], skipped: int, delimiter: str, file: str) -> Iterator[Row]:
    """Rows from a line on; blank lines are passed over, the end must not lie inside quotation marks."""
    csv.field_size_limit(_LONGEST_CELL)  # answers in real files can be longer than the default of 128 KiB
    parser = csv.reader(
        chain(islice(lines, skipped, None), (_END,)), delimiter=delimiter, skipinitialspace=True
    )
    start = skipped + 1
    try:
        for cells in parser:
            following = skipped + parser.line_num + 1
            if following > len(lines) + 1:
                break
            if cells:
                yield Row(start, cells)
            start = following
    except csv.Error as error:
        raise IntakeError(file, start, f"the row cannot be read ({error})") from None
    if cells != [_END]:
        raise TruncatedFile(file, start, "a quotation mark is opened in this row and never closed")


def _check_last(rows: list[Row], width: int, file: str, *, whole: bool) -> None:
    """Refuse a last row that was cut: no line end, and shorter than every row before it."""
    if whole or not rows:
        return
    shortest = min((len(row.cells) for row in rows[:-1]), default=width)
    last = rows[-1]
    if len(last.cells) < min(shortest, width):
        found = len(last.cells)
        raise TruncatedFile(file, last.line, f"the last row breaks off after {found} of {width} columns")


def _square(rows: list[Row], names: tuple[str, ...], layout: Layout, file: str) -> None:
    """Bring every row to the header's width and one empty cell, for columns that a file does not have."""
    width = len(names)
    key = names.index(layout.key)
    needed = 1 + max(names.index(name) for name in layout.required)
    for line, cells in rows:
        found = len(cells)
        if found == width:
            cells.append("")
        elif key < found < needed and cells[key] not in BLANK:
            raise UnreadableRow(file, line, f"the row ends after {found} of {width} columns")
        else:
            cells[width:] = [""]
            cells.extend([""] * (width + 1 - len(cells)))

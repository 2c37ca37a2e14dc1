"""From bytes to a table: encoding, line ends, the header wherever it stands, rows that know their line."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product
from operator import itemgetter
from pathlib import Path

from app.intake.mishaps import EmptyFile, NotText, TruncatedFile, UnknownFormat, UnreadableFile, UnreadableRow

# Cells that stand for nothing: spreadsheets leave them empty, R and pandas write the words.
BLANK = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL"})

_DELIMITERS = (",", "\t", ";")
_LINES_BEFORE_HEADER = 50
_LONGEST_CELL = 64 * 1024 * 1024
# Fed to the parser after the last line. If it does not come out as a row of its own, a quotation mark was
# still open at the end of the file. No file can hold it: it would not have passed as text.
_END = "\0"
_NEVER_CLOSED = "a quotation mark is opened in this row and never closed"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format is known: the columns that must be there, and the one without which a row is none."""

    name: str
    required: frozenset[str]
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose header was found. Rows are read when asked for and not kept: we need few of many columns."""

    file: str
    layout: Layout
    names: tuple[str, ...]
    lines: list[str]
    skipped: int  # lines before the header
    delimiter: str

    def at(self, *names: str) -> int:
        """The place of the first of these columns that is there, else of an empty cell after the last."""
        return next((self.names.index(name) for name in names if name in self.names), len(self.names))

    def rows(self, *places: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The line on which each row starts, and its cells at two or more `places`; blank lines are passed over."""
        pick = itemgetter(*places)
        width = shortest = len(self.names)
        padded = max(places) >= width
        reader = csv.reader(_fed(self.lines, self.skipped), delimiter=self.delimiter, skipinitialspace=True)
        next(reader)  # the header
        start = following = self.skipped + reader.line_num + 1
        try:
            for cells in reader:
                start, following = following, self.skipped + reader.line_num + 1
                if len(cells) != width:
                    if cells == [_END]:
                        return
                    if not cells:
                        continue
                    self._refuse_cut(cells, start, shortest if following > len(self.lines) else 0)
                    shortest = min(shortest, len(cells))
                    cells[width:] = [""] * (width - len(cells))
                if padded:
                    cells.append("")
                yield start, pick(cells)
        except csv.Error as error:
            raise UnreadableRow(self.file, following, f"the row cannot be read ({error})") from None
        raise TruncatedFile(self.file, start, _NEVER_CLOSED)

    def _refuse_cut(self, cells: list[str], line: int, shortest: int) -> None:
        """Refuse a row that breaks off: inside quotation marks, before a column we need, or at the end of the file.

        `shortest` is the least number of cells in the rows before, for a last row that has no line end, else 0.
        """
        found, width = len(cells), len(self.names)
        if cells[-1].endswith(_END):
            raise TruncatedFile(self.file, line, _NEVER_CLOSED)
        if found < shortest and not self.lines[-1].endswith(("\n", "\r")):
            raise TruncatedFile(self.file, line, f"the last row breaks off after {found} of {width} columns")
        key = self.names.index(self.layout.key)
        needed = 1 + max(self.names.index(name) for name in self.layout.required)
        if key < found < needed and cells[key] not in BLANK:
            raise UnreadableRow(self.file, line, f"the row ends after {found} of {width} columns")


def contents(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(str(path), None, f"it cannot be opened ({reason.lower()})") from None


def table(data: bytes, file: str, layouts: Sequence[Layout]) -> Table:
    """Decode a file and find the header of one of the layouts, wherever it stands, whatever separates its cells."""
    lines = _lines(data, file)
    csv.field_size_limit(_LONGEST_CELL)  # answers in real files can be longer than the default of 128 KiB
    for skipped, line in enumerate(lines[:_LINES_BEFORE_HEADER]):
        lowered = line.lower()
        candidates = [layout for layout in layouts if layout.key in lowered]
        for layout, delimiter in product(candidates, _DELIMITERS):
            names = _names(next(csv.reader(_fed(lines, skipped), delimiter=delimiter, skipinitialspace=True)))
            if layout.required <= set(names):
                return Table(file, layout, names, lines, skipped, delimiter)
    known = ", ".join(layout.name for layout in layouts)
    raise UnknownFormat(file, 1, f"no header of a known format was found (known: {known})")


def _fed(lines: list[str], skipped: int) -> Iterator[str]:
    """The lines as the parser gets them, and the mark of the end."""
    return chain(islice(lines, skipped, None), (_END,))


def _lines(data: bytes, file: str) -> list[str]:
    """The text of a file by lines, line ends kept; bytes break only where an editor breaks them."""
    if not data or data.isspace():
        raise EmptyFile(file, 1, "the file is empty")
    nul = data.find(b"\0")
    if nul >= 0:
        raise NotText(file, data.count(b"\n", 0, nul) + 1, "the file holds binary data, not text")
    lines = data.removeprefix(BOM_UTF8).splitlines(keepends=True)
    for encoding in ("utf-8", "cp1252"):
        try:
            return [line.decode(encoding) for line in lines]
        except UnicodeDecodeError as error:
            broken = lines.index(error.object) + 1
    raise NotText(file, broken, "the text is neither UTF-8 nor Windows-1252")


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Column names as they are compared: without spaces, quotes, or a byte order mark read as text."""
    return tuple(cell.removeprefix("ï»¿").strip("\ufeff \t\r\n\"'").lower() for cell in cells)

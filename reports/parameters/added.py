"""Files of rows that an operator adds: columns like our own, every row with its source, none twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.parameters.cells import REQUIRED, Unusable, parameter_of
from reports.parameters.file import COLUMNS
from reports.parameters.lookup import Parameters
from reports.parameters.parameter import Parameter

# A name that is longer is no column but a row, or another file altogether, and no part of a short sentence.
_LONGEST_NAME = 40


class RowsRefused(ValueError):
    """A file whose rows cannot be taken: one sentence with file, line and reason. Nothing of it counts."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}, line {line}: {reason}.")


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A figure, the line it begins on, and its cells in the order of `COLUMNS`."""

    parameter: Parameter
    line: int
    cells: tuple[str, ...]


def read_added(data: bytes, file: str, today: date | None = None) -> tuple[AddedRow, ...]:
    r"""The rows of a file, in order; raises `RowsRefused` at the first line that cannot be taken.

    Parameters
    ----------
    data
        UTF-8 text of a CSV file with commas; a header with at least `REQUIRED`, at most `COLUMNS`, in any order.
    file
        What to call the file.
    today
        No source can have been read after it; None where that was looked at before.

    Examples
    --------
    >>> columns = "key,jurisdiction,valid_from,valid_to,value,unit,source_title,source_url,retrieved_on,verified"
    >>> cells = "minimum_wage,US-CO,2027-01-01,2027-12-31,15.57,usd_per_hour,CDLE,https://cdle.colorado.gov,2026-12-01"
    >>> [row] = read_added(f"{columns}\n{cells},yes".encode(), "new.csv")
    >>> row.parameter.jurisdiction, row.parameter.value
    ('US-CO', Fraction(1557, 100))
    >>> read_added(f"{columns}\n{cells},perhaps".encode(), "new.csv")
    Traceback (most recent call last):
    reports.parameters.added.RowsRefused: new.csv, line 2: verified “perhaps” is none of: yes, no.
    """
    lines = _lines(_text(data, file), file)
    _, header = next(lines, (1, ()))
    names = [name.strip() for name in header]
    _check_header(names, file)
    rows = [_row(dict(zip(names, cells, strict=True)), file, line, today)
            for line, cells in _of_width(lines, len(names), file)]  # fmt: skip
    if not rows:
        raise RowsRefused(file, 1, "there is no row below the header")
    return tuple(rows)


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RowsRefused(file, line, "the text is not UTF-8") from None


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row begins, and its cells; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RowsRefused(file, line, f"the row cannot be read ({error})") from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _check_header(names: Sequence[str], file: str) -> None:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise RowsRefused(file, 1, f"the header lacks {', '.join(missing)}")
    for place, name in enumerate(names):
        if not name.isprintable() or len(name) > _LONGEST_NAME:
            raise RowsRefused(file, 1, "the header holds something that is no column")
        if name not in COLUMNS:
            raise RowsRefused(file, 1, f"the column “{name}” is none of: {', '.join(COLUMNS)}")
        if name in names[:place]:
            raise RowsRefused(file, 1, f"the column {name} stands there twice")


def _of_width(
    lines: Iterable[tuple[int, list[str]]], width: int, file: str
) -> Iterator[tuple[int, list[str]]]:
    for line, cells in lines:
        if len(cells) != width:
            raise RowsRefused(file, line, f"the row has {len(cells)} cells and the header {width}")
        yield line, cells


def _row(named: dict[str, str], file: str, line: int, today: date | None) -> AddedRow:
    cells = {column: named.get(column, "").strip() for column in COLUMNS}
    try:
        return AddedRow(parameter_of(cells, today), line, tuple(cells.values()))
    except Unusable as why:
        raise RowsRefused(file, line, str(why)) from None


def refuse_overlaps(rows: Iterable[AddedRow], on_file: Parameters, file: str) -> None:
    """Raise `RowsRefused` for the first row whose days another row of the same subject has taken.

    A verified row may stand over an unverified one, and may follow an open one, which ends the day before.
    """
    taken = list(on_file.all())
    for row in rows:
        new = row.parameter
        for old in taken:
            if old.subject == new.subject and _share_days(old, new) and not _gives_way(old, new):
                raise RowsRefused(file, row.line, f"its days are taken by {describe(old)}")
        taken.append(new)


def _share_days(one: Parameter, other: Parameter) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)


def _gives_way(old: Parameter, new: Parameter) -> bool:
    follows = old.valid_to is None and (new.valid_from or date.min) > (old.valid_from or date.min)
    return new.is_verified and (follows or not old.is_verified)


def describe(row: Parameter) -> str:
    """A row in a sentence: “minimum_wage, US-CA, 2026-01-01 to 2026-12-31”.

    >>> describe(Parameters.on_file().law("self_employment_tax_rate", date(2026, 3, 1)))
    'self_employment_tax_rate, US, 2024-01-01 to 2026-12-31'
    """
    days = f"{row.valid_from} to {row.valid_to}" if row.valid_to else f"from {row.valid_from} on"
    return ", ".join(part for part in (row.key, row.jurisdiction, row.group, days) if part)


def as_csv(rows: Iterable[AddedRow]) -> bytes:
    """The rows as a file that `read_added` reads, with all our columns."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells for row in rows)
    return written.getvalue().encode()

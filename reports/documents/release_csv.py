"""A release as CSV: one tidy file for each table, and a README, in a ZIP whose bytes depend on the release alone."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping

from reports.charts.released import figure_in, number_of, plain_number, value_name, writers_in
from reports.disclosure import Band
from reports.documents.harmless import harmless
from reports.documents.release_text import readme_text
from reports.programme import How, Unit
from reports.release import Mark, Release, ReleasedColumn, ReleasedRow, ReleasedTable
from reports.wording import Wording

README = "README.txt"


def release_csv(release: Release, words: Wording) -> bytes:
    """All tables of a release as a ZIP of CSV files.

    Headers, keys and bands are the same in every language; names of values and the README are in that of `words`.
    """
    files = {README: readme_text(release, words)}
    files |= {f"{table.key}.csv": table_csv(release, table, words) for table in release.tables}
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one, in their order, without the time of day at which it was made."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return whole.getvalue()


def table_csv(release: Release, table: ReleasedTable, words: Wording) -> str:
    """One table: a row for each cell, margins last."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_header(table, release.currency))
    writer.writerows(list(_cells(release, table, row, words)) for row in table.rows)
    return file.getvalue()


def band_key(band: Band | None, mark: Mark) -> str:
    """A band as files write it, the same in every language; no spreadsheet takes it for a day, as it does “5-9”.

    >>> band_key(Band(5, 9), Mark.SHOWN), band_key(Band(100, None), Mark.CARE), band_key(None, Mark.EMPTY)
    ('5 to 9', '100 or more', '0')
    """
    if band is None:
        return "0" if mark is Mark.EMPTY else ""
    return f"{band.least} or more" if band.most is None else f"{band.least} to {band.most}"


def column_name(column: ReleasedColumn, part: str, currency: str) -> str:
    """The name of a column of numbers: its stem, the part, and the unit at the end.

    `part` is empty for the value, whose unit is left out where the stem ends with it.
    """
    unit, stem = _suffix(column.unit, currency), _stem(column)
    if not part and (stem == unit or stem.endswith(f"_{unit}")):
        return stem
    return "_".join(filter(None, (stem, part, unit)))


def _stem(column: ReleasedColumn) -> str:
    """The key, which says how writers became one figure; of pooled figures we say it here."""
    is_said = column.how != How.POOLED or column.key.endswith("_pooled")
    return column.key if is_said else f"{column.key}_pooled"


def _suffix(unit: str, currency: str) -> str:
    code = currency.lower()
    return {Unit.RATE.value: f"{code}_per_hour", Unit.MONEY.value: code}.get(unit, unit)


def _header(table: ReleasedTable, currency: str) -> list[str]:
    dimensions = [name for dimension in table.dimensions for name in (dimension, f"{dimension}_name")]
    return [*dimensions, "writers", "status", *_names(table, currency)]


def _names(table: ReleasedTable, currency: str) -> Iterator[str]:
    for column in table.columns:
        yield from (column_name(column, part, currency) for part in ("", "low", "high"))
        if column.unit == Unit.SHARE:
            yield f"{_stem(column)}_in_words"
        yield f"{_stem(column)}_status"


def _cells(release: Release, table: ReleasedTable, row: ReleasedRow, words: Wording) -> Iterator[str]:
    for dimension in table.dimensions:
        value = row.values[dimension]
        yield harmless(value)
        yield harmless(value_name(release, dimension, value, words))
    yield band_key(writers_in(row), row.mark)
    yield row.mark.value
    for column in table.columns:
        figure = figure_in(row, column.key)
        for value_or_limit in (number_of(figure), figure.low, figure.high):
            yield plain_number(value_or_limit, column.unit, release.currency)
        if column.unit == Unit.SHARE:
            yield figure.value.value if isinstance(figure.value, str) else ""
        yield figure.mark.value

"""The files of a version of a release, in every language of its campaign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from app.language import for_code
from app.store.releases import Files
from reports.documents.release_csv import release_csv
from reports.documents.release_json import release_json_bytes
from reports.documents.release_xlsx import release_xlsx
from reports.release import Release, with_tables
from reports.wording import Wording


class Format(NamedTuple):
    """A kind of file: what people call it, its media type, and what makes it."""

    name: str
    media_type: str
    make: Callable[[Release, Wording], bytes]


_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Every file of a version, by name.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "release.xlsx": Format("Excel", _SHEETS, release_xlsx),
        "release.zip": Format("CSV", "application/zip", release_csv),
        "release.json": Format("JSON", "application/json", release_json_bytes),
    }
)


def files_of_version(
    whole: Release, tables: Iterable[str], released_on: date, languages: Iterable[str]
) -> Files:
    """Every file of a version that shows some tables of a result."""
    shown = replace(with_tables(whole, list(tables)), released_on=released_on)
    return {code: _files(shown, code) for code in languages}


def _files(shown: Release, code: str) -> Mapping[str, bytes]:
    words = for_code(code)
    return {name: form.make(shown, words) for name, form in FORMATS.items()}

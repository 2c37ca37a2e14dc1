"""The files of a version of a release, in every language of its campaign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from app.language import for_code
from app.store.releases import Files
from reports.documents.release_files import files_of
from reports.release import Release, with_tables
from reports.wording import N_


class Format(NamedTuple):
    """A kind of file: what people call it, a message id, and its media type."""

    name: str
    media_type: str


#: Every file of a version by its name, the most asked for first.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "release.xlsx": Format(
            N_("Excel"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        "release.csv.zip": Format(N_("CSV"), "application/zip"),
        "charts.zip": Format(N_("Charts"), "application/zip"),
        "release.json": Format(N_("JSON"), "application/json"),
    }
)


def files_of_version(
    whole: Release, tables: Iterable[str], released_on: date, languages: Iterable[str]
) -> Files:
    """Every file of a version that shows some tables of a result."""
    shown = replace(with_tables(whole, list(tables)), released_on=released_on)
    return {code: files_of(shown, for_code(code)) for code in languages}

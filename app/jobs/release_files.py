"""The files of a version of a release, in every language of its campaign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.language import for_code
from app.store.releases import Files
from reports.documents.release_files import files_of
from reports.release import Release, with_tables


def files_of_version(
    whole: Release, tables: Iterable[str], released_on: date, languages: Iterable[str]
) -> Files:
    """Every file of a version that shows some tables of a result."""
    shown = replace(with_tables(whole, list(tables)), released_on=released_on)
    return {code: files_of(shown, for_code(code)) for code in languages}

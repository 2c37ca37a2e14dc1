"""Every download of a release by its name."""

from __future__ import annotations

from collections.abc import Mapping

from reports.documents.release_charts import release_images
from reports.documents.release_csv import release_csv, zipped
from reports.documents.release_formats import CHARTS, CSV, JSON, XLSX
from reports.documents.release_json import release_json_bytes
from reports.documents.release_sheets import release_sheets
from reports.documents.release_words import one_line
from reports.documents.xlsx import workbook
from reports.release import Release
from reports.wording import Wording


def files_of(release: Release, words: Wording) -> Mapping[str, bytes]:
    """All files of a release in the language of `words`; the same release makes the same bytes.

    In `CHARTS` are an SVG and a PNG of each chart.
    """
    return {
        CSV: release_csv(release, words),
        XLSX: release_xlsx(release, words),
        JSON: release_json_bytes(release, words),
        CHARTS: zipped(dict(release_images(release, words))),
    }


def release_xlsx(release: Release, words: Wording) -> bytes:
    """The release as a workbook."""
    return workbook(release_sheets(release, words), one_line(release.campaign), release.released_on)

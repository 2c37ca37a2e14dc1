"""The files of a release by name; what makes them is in `release_files`, which takes a second to import."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from reports.wording import N_

XLSX, CSV, CHARTS, JSON = "release.xlsx", "release.csv.zip", "charts.zip", "release.json"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Format(NamedTuple):
    """What people call a file, and what it is to a program."""

    label: str
    media_type: str


#: Every file of a version by its name, the most asked for first.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        XLSX: Format(N_("Excel"), _SHEETS),
        CSV: Format(N_("CSV"), "application/zip"),
        CHARTS: Format(N_("Charts"), "application/zip"),
        JSON: Format(N_("JSON"), "application/json"),
    }
)

"""The files of a release by name; what makes them is in `release_files`, which takes a second to import."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

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

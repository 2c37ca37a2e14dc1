"""The files of a release by name; what makes them is in `release_files`, which takes a second to import."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.wording import N_

#: Every file of a version by its name and what people call it, the most asked for first.
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "release.xlsx": N_("Excel"),
        "release.csv.zip": N_("CSV"),
        "charts.zip": N_("Charts"),
        "release.json": N_("JSON"),
    }
)

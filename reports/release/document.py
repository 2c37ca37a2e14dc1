"""A release as it is stored and shown: rounded figures, bands and marks, and nothing of one writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from reports.disclosure import Band, Vague
from reports.periods import Period


class Mark(StrEnum):
    """What stands beside a figure or in its place."""

    SHOWN = ""
    CARE = "u"  # too few writers for the figure beside it to say much
    WITHHELD = "c"  # it would tell of a person, or help to
    EMPTY = "-"  # nobody has anything there; 0


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A figure of a cell.

    Attributes
    ----------
    value
        Rounded, in the unit of its column; words where a share may only be told in words; None where there is none.
    low, high
        Rounded limits of its 95 per cent interval, both or neither.
    """

    mark: Mark
    value: Fraction | Vague | None = None
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ReleasedRow:
    """A cell: its values by dimension (`TOTAL` in a margin), its band of writers, its figures by key of the column."""

    values: Mapping[str, str]
    mark: Mark
    writers: Band | None
    figures: Mapping[str, ReleasedFigure]


@dataclass(frozen=True, slots=True)
class ReleasedColumn:
    """A column as it was defined when the release was built; see `reports.programme.Column`."""

    key: str
    how: str
    unit: str
    label: str
    definition: str
    source: str | None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A table of the programme with its rows, margins last; columns of which nothing may be told are not there."""

    key: str
    title: str
    note: str | None
    dimensions: tuple[str, ...]
    columns: tuple[ReleasedColumn, ...]
    rows: tuple[ReleasedRow, ...]


@dataclass(frozen=True, slots=True)
class Protection:
    """How a release was protected. The number p of the rules is not among it."""

    smallest_group: int
    rules_version: str
    programme_version: str
    code_version: str
    #: Cells that read `c`, each once: groups of writers with all their figures.
    cells_hidden: int
    #: Pairs of platform and column of which something is dropped: it could have recognized its writers by it.
    columns_dropped: int


@dataclass(frozen=True, slots=True)
class Release:
    """Everything that may be told of one campaign and one period; what an organizer gets is some of its tables."""

    campaign: str
    organization: str
    question: str
    period: Period
    currency: str
    released_on: date
    writers: Band
    protection: Protection
    #: Names of the values of the dimensions: `names["platform"]["annex"]` is what people call it.
    names: Mapping[str, Mapping[str, str]]
    tables: tuple[ReleasedTable, ...]

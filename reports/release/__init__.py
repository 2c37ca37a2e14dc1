"""From the answers of a cohort to a release: figures, protection, audit, rounding."""

from reports.release.document import (
    Mark,
    Protection,
    Release,
    ReleasedColumn,
    ReleasedFigure,
    ReleasedRow,
    ReleasedTable,
)

__all__ = [
    "Mark",
    "Protection",
    "Release",
    "ReleasedColumn",
    "ReleasedFigure",
    "ReleasedRow",
    "ReleasedTable",
]

"""From the answers of a cohort to a release: figures, protection, audit, rounding."""

from reports.release.build import build
from reports.release.cells import Protected, protected
from reports.release.choosing import NoSuchTable, with_tables
from reports.release.document import (
    Mark,
    Protection,
    Release,
    ReleasedColumn,
    ReleasedFigure,
    ReleasedRow,
    ReleasedTable,
)
from reports.release.drafts import SumOfCells
from reports.release.encoding import UnknownFormat, decoded, encoded
from reports.release.for_auditors import AuditRow, AuditTable, audit_tables
from reports.release.frame import Frame, TooFewWriters
from reports.release.made_up import made_up_cells
from reports.release.precision import NoSum

__all__ = [
    "AuditRow",
    "AuditTable",
    "Frame",
    "Mark",
    "NoSuchTable",
    "NoSum",
    "Protected",
    "Protection",
    "Release",
    "ReleasedColumn",
    "ReleasedFigure",
    "ReleasedRow",
    "ReleasedTable",
    "SumOfCells",
    "TooFewWriters",
    "UnknownFormat",
    "audit_tables",
    "build",
    "decoded",
    "encoded",
    "made_up_cells",
    "protected",
    "with_tables",
]

"""Export files to rows: pure functions, bytes in; rows and counts of what was left out, out."""

from app.intake.assignments import Assignment, Intake, together
from app.intake.crowd_ledger import CrowdLedger, crowd_ledger
from app.intake.detect import read_bytes, read_files
from app.intake.mishaps import IntakeError

__all__ = [
    "Assignment",
    "CrowdLedger",
    "Intake",
    "IntakeError",
    "crowd_ledger",
    "read_bytes",
    "read_files",
    "together",
]

"""Export files to rows: pure functions, bytes in; rows and counts of what was left out, out."""

from app.intake.assignments import Assignment, Intake, together
from app.intake.detect import read_bytes, read_files
from app.intake.mishaps import IntakeError

__all__ = ["Assignment", "Intake", "IntakeError", "read_bytes", "read_files", "together"]

"""Export files to rows: pure functions, bytes in, rows and counts of what was left out, out."""

from app.intake.mishaps import IntakeError

__all__ = ["IntakeError"]

"""Which format a file is in, by its header alone, and its rows. A file's name says nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, tzinfo
from pathlib import Path

from app.intake import figure_eight, mturk
from app.intake.assignments import Intake, together
from app.intake.reading import contents, table

LAYOUTS = (mturk.BATCH, mturk.COMMAND_LINE, figure_eight.FULL_REPORT)


def read_bytes(data: bytes, file: str, *, zone: tzinfo = UTC) -> Intake:
    """The rows of one export file. `zone` is for times that state none; `file` only names it in errors.

    An `IntakeError` says in one sentence which line of which file could not be read, and why.
    """
    found = table(data, file, LAYOUTS)
    if found.layout is figure_eight.FULL_REPORT:
        return figure_eight.read(found, zone)
    return mturk.read(found)


def read_files(paths: Iterable[Path], *, zone: tzinfo = UTC) -> Intake:
    """The rows of several files together; an assignment in two of them counts once."""
    return together(read_bytes(contents(path), str(path), zone=zone) for path in paths)

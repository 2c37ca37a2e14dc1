"""Why a file could not be read: one class per mishap, each one sentence with file, line and reason."""

from __future__ import annotations

from app.errors import PagerateError
from reports.wording import N_


class IntakeError(PagerateError):
    """A file that cannot be taken in. Nothing was changed when this is raised.

    `line` counts physical lines from 1, as an editor does; it is None where no line is to blame.
    """

    status = 422
    word = "unreadable_file"

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        message = N_("{file}, line {line}: {reason}.") if line else N_("{file}: {reason}.")
        super().__init__(message, file=file, line=line, reason=reason)


class UnreadableFile(IntakeError):
    """The file is not there, is no file, or may not be read."""


class EmptyFile(IntakeError):
    """Nothing in it but white space."""


class NotText(IntakeError):
    """Binary data, or an encoding that is neither UTF-8 nor Windows-1252."""


class UnknownFormat(IntakeError):
    """No header of a known format."""


class TruncatedFile(IntakeError):
    """The file breaks off: a quotation mark never closed, a last row cut short."""


class UnreadableRow(IntakeError):
    """A cell we need does not hold what its column promises."""


class WorkerNotChosen(IntakeError):
    """Several people's rows, or none of the one asked for."""

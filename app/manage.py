"""The command line: one table of commands, one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from app.commands import (
    campaigns,
    create_organizer,
    erase,
    export,
    import_file,
    parameters,
    platforms,
    release,
    report,
    sample,
    serve,
    study,
)
from app.commands.command import EXIT_CODES, Command, Exit
from app.commands.opening import UnknownWriter

COMMANDS: tuple[Command, ...] = (
    serve.COMMAND,
    study.COMMAND,
    import_file.COMMAND,
    export.COMMAND,
    erase.COMMAND,
    report.COMMAND,
    parameters.COMMAND,
    sample.COMMAND,
    campaigns.COMMAND,
    release.COMMAND,
    create_organizer.COMMAND,
    platforms.COMMAND,
)


def parser() -> argparse.ArgumentParser:
    """The whole command line, built from the table."""
    whole = argparse.ArgumentParser(
        "pagerate",
        description="What an hour of gig writing really pays.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return whole


def _refusals() -> dict[type[Exception], Exit]:
    """Which errors are sentences for people, and the exit code of each family."""
    from app import errors
    from app.intake import IntakeError
    from reports.parameters.added import RowsRefused

    return {
        IntakeError: Exit.UNREADABLE,
        RowsRefused: Exit.UNREADABLE,
        errors.ImportRefused: Exit.UNREADABLE,
        errors.Invalid: Exit.USAGE,
        UnknownWriter: Exit.USAGE,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; errors are one sentence on stderr, never a traceback."""
    arguments = parser().parse_args(argv)
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last stop: a sentence, not a traceback
        return _tell(error)
    return code


def _tell(error: Exception) -> int:
    for family, code in _refusals().items():
        if isinstance(error, family):
            print(f"pagerate: {error}", file=sys.stderr)
            return code
    reason = str(error).strip() or "no reason given"
    print(f"pagerate: Something unexpected went wrong ({type(error).__name__}: {reason}).", file=sys.stderr)
    return Exit.UNEXPECTED


if __name__ == "__main__":
    sys.exit(main())

"""The command line: one table of commands, one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from app.commands import export, import_file, report, sample, serve, study
from app.commands.command import Command, Exit
from app.commands.opening import UnknownWriter

COMMANDS: tuple[Command, ...] = (
    serve.COMMAND,
    study.COMMAND,
    import_file.COMMAND,
    export.COMMAND,
    report.COMMAND,
    sample.COMMAND,
)

_EXIT_CODES = """exit codes:
  0  done
  1  something unexpected went wrong
  2  the command line is not right
  3  a file could not be read; the sentence names file, line and reason, and nothing was changed
  130  stopped from the keyboard
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line, built from the table."""
    shape = argparse.RawDescriptionHelpFormatter
    whole = argparse.ArgumentParser(
        "pagerate",
        description="What an hour of gig writing really pays.",
        epilog=_EXIT_CODES,
        formatter_class=shape,
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.summary,
            description=command.summary.capitalize() + ".",
            epilog=command.notes + _EXIT_CODES,
            formatter_class=shape,
        )
        command.add_arguments(one)
        one.set_defaults(run=command.run)
    return whole


def _refusals() -> dict[type[Exception], Exit]:
    """Which errors are sentences for people, and the exit code of each family."""
    from app import errors
    from app.intake import IntakeError

    return {
        IntakeError: Exit.UNREADABLE,
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

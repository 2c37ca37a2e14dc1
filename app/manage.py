"""The command line: one table of commands, one place where an error becomes a sentence and an exit code.

A command is a row of `COMMANDS`: its name, one line of help, a function that adds its arguments and a
function that does the work and answers with an exit code. What a command needs is imported when it runs,
so that `pagerate --help` stays quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Exit(IntEnum):
    """What a caller learns from the exit code."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    UNREADABLE = 3


_EXIT_CODES = """exit codes:
  0  done
  1  something unexpected went wrong
  2  the command line is not right
  3  a file could not be read; the sentence names file, line and reason, and nothing was changed
"""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of `pagerate`."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    notes: str = ""


def _study_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a crowd-work export file")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument(
        "--gap-minutes",
        type=_minutes,
        default=1,
        metavar="D",
        help="work at most D minutes apart is one session (default 1)",
    )


def _minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number of minutes, 0 or more")
    return int(text)


def _study(arguments: argparse.Namespace) -> int:
    import json

    from app.intake import read_files
    from app.language import DEFAULT, for_code
    from reports.documents.study_text import as_text
    from reports.study import as_json, study

    taken = read_files(arguments.files)
    result = study(taken.assignments, taken.left_out, gap_seconds=60 * arguments.gap_minutes)
    print(json.dumps(as_json(result), indent=2) if arguments.json else as_text(result, for_code(DEFAULT)))
    return Exit.DONE


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=None, help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=None, help="port to listen on (default 8000)")
    parser.add_argument("--reload", action="store_true", help="start again whenever the code changes")


def _serve(arguments: argparse.Namespace) -> int:
    import uvicorn

    from app.database import migrate
    from app.settings import Settings

    settings = Settings()
    host, port = arguments.host or settings.host, arguments.port or settings.port
    migrate(settings.database_url)
    print(f"{settings.product_name} is at http://{host}:{port} (stop with Ctrl-C).", flush=True)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        reload=arguments.reload,
        access_log=False,  # it would keep addresses and paths of writers
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
    return Exit.DONE


_STUDY_NOTES = """Formats, known by their header: MTurk batch results, MTurk command-line results, Figure Eight full report.
An assignment that stands in several files counts once. Rejected work earns nothing.

--json prints counts as integers, money (keys ending in _usd) rounded to 2 digits, and hours, rates in dollars
per hour and shares rounded to 4 digits, half away from zero, all as JSON numbers; null where there is no value.

"""

COMMANDS: tuple[Command, ...] = (
    Command("serve", "migrate the database and serve the app", _serve_arguments, _serve),
    Command(
        "study",
        "hourly rates straight from crowd-work files, no database",
        _study_arguments,
        _study,
        _STUDY_NOTES,
    ),
)


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
    from app.intake import IntakeError

    return {IntakeError: Exit.UNREADABLE}


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

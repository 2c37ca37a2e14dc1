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
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.database import Connection, Engine
    from app.jobs.reports import Asked
    from app.records.writer import WriterPublic
    from reports.personal import PersonalReport


class Exit(IntEnum):
    """What a caller learns from the exit code."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    UNREADABLE = 3
    INTERRUPTED = 130


_EXIT_CODES = """exit codes:
  0  done
  1  something unexpected went wrong
  2  the command line is not right
  3  a file could not be read; the sentence names file, line and reason, and nothing was changed
  130  stopped from the keyboard
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


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a crowd-work export or a ledger file")
    parser.add_argument("--writer", required=True, metavar="HANDLE", help="whose log; it stands under You")
    parser.add_argument(
        "--worker", metavar="ID", help="whose rows, where a crowd-work file holds several people's"
    )


def _import(arguments: argparse.Namespace) -> int:
    from app.database import transaction
    from app.intake.reading import contents
    from app.jobs.imports import import_file

    data, name = contents(arguments.file), str(arguments.file)
    with transaction(_engine()) as connection:
        writer = _writer(connection, arguments.writer)
        done = import_file(connection, writer, data, name, arguments.worker)
    print(f"Added {done.counts.added_count:,} rows, {done.counts.known_count:,} were already there.")
    for reason, count in sorted(done.left_out.items()):
        print(f"Left out {count:,} rows of the file: {reason.replace('_', ' ')}.")
    return Exit.DONE


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--writer", metavar="HANDLE", help="whose log; it stands under You")
    whose.add_argument("--file", type=Path, metavar="LEDGER", help="a ledger file; no database is needed")
    parser.add_argument("--start", type=_a_day, metavar="DAY", help="first day (default: the first log)")
    parser.add_argument("--end", type=_a_day, metavar="DAY", help="last day, included (default: --as-of)")
    parser.add_argument(
        "--as-of", type=_a_day, metavar="DAY", help="the day to pretend it is (default: today)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def _a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it as 2026-03-01") from None


def _report(arguments: argparse.Namespace) -> int:
    from app.jobs import reports
    from app.language import DEFAULT, for_code

    if arguments.file is not None:
        found = _report_of_file(arguments)
    else:
        with _reading() as connection:
            writer = _writer(connection, arguments.writer)
            found = reports.of_writer(connection, writer, _asked(arguments, writer.zone))
    if arguments.json:
        import json

        from reports.documents.json import report_json

        print(json.dumps(report_json(found), indent=2, ensure_ascii=False))
    else:
        from app.jobs.report_text import as_text

        print(as_text(found, for_code(DEFAULT)))
    return Exit.DONE


def _report_of_file(arguments: argparse.Namespace) -> PersonalReport:
    from app.intake.ledger import parse
    from app.intake.reading import contents
    from app.jobs import reports

    file = parse(contents(arguments.file), str(arguments.file))
    return reports.of_ledger(file.ledger(), _asked(arguments, file.writer.zone))


def _asked(arguments: argparse.Namespace, zone: str) -> Asked:
    from app import clock
    from app.jobs.reports import Asked

    return Asked(arguments.as_of or clock.today(zone), arguments.start, arguments.end)


def _sample_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to choose


def _sample(_: argparse.Namespace) -> int:
    from app.database import transaction
    from app.jobs import samples
    from app.settings import Settings

    settings = Settings()
    with transaction(_engine()) as connection:
        writer = samples.load(connection)
        address = samples.open_once(connection, writer, f"http://{settings.host}:{settings.port}")
    print(
        f"The sample case is in the demo account {writer.handle}. Open it once, within {samples.MINUTES} minutes:"
    )
    print(address)
    return Exit.DONE


def _engine() -> Engine:
    """The database, brought up to date first: a command must not need the app to have run."""
    from app.database import migrate, open_engine
    from app.settings import Settings

    url = Settings().database_url
    migrate(url)
    return open_engine(url)


def _reading() -> AbstractContextManager[Connection]:
    from app.database import read_only, transaction

    return transaction(read_only(_engine()))


def _writer(connection: Connection, handle: str) -> WriterPublic:
    from app import errors
    from app.store import writers

    try:
        return writers.by_handle(connection, handle)
    except errors.NotFound:
        raise UnknownWriter(handle) from None


class UnknownWriter(Exception):
    """Nobody here has this handle."""

    def __init__(self, handle: str) -> None:
        super().__init__(
            f"There is no writer “{handle}” here. The handle is two words, such as amber-fox; "
            "the writer finds it in the app under You."
        )


_IMPORT_NOTES = """Formats: the crowd-work files that `study` reads, and ledger files (docs/ledger-format.md).
The same file a second time adds nothing; a file that is refused changes nothing.

"""

_REPORT_NOTES = """Without --start and --end the period runs from the first log to --as-of, both included.
--json prints amounts with the digits of the currency and everything else with at most 6, as decimal text or null.

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
    Command(
        "import",
        "put the rows of a file into a writer's log",
        _import_arguments,
        _import,
        _IMPORT_NOTES,
    ),
    Command(
        "report",
        "one writer's real pay, from her log or from a ledger file",
        _report_arguments,
        _report,
        _REPORT_NOTES,
    ),
    Command("sample", "load the sample case into the demo account", _sample_arguments, _sample),
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

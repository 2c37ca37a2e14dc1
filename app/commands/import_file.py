"""`pagerate import`: the rows of a file into a writer's log."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.command import Command, Exit
from app.commands.opening import engine, writer_of

_NOTES = """Formats: the crowd-work files that `study` reads, and ledger files (docs/ledger-format.md).
The same file a second time adds nothing; a file that is refused changes nothing.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a crowd-work export or a ledger file")
    parser.add_argument("--writer", required=True, metavar="HANDLE", help="whose log; it stands under You")
    parser.add_argument(
        "--worker", metavar="ID", help="whose rows, where a crowd-work file holds several people's"
    )


def _run(arguments: argparse.Namespace) -> int:
    from app.database import transaction
    from app.intake.reading import contents
    from app.jobs.imports import import_file

    data, name = contents(arguments.file), str(arguments.file)
    with transaction(engine()) as connection:
        writer = writer_of(connection, arguments.writer)
        done = import_file(connection, writer, data, name, arguments.worker)
    print(f"Added {done.counts.added_count:,} rows, {done.counts.known_count:,} were already there.")
    for reason, count in sorted(done.left_out.items()):
        print(f"Left out {count:,} rows of the file: {reason.replace('_', ' ')}.")
    return Exit.DONE


COMMAND = Command("import", "put the rows of a file into a writer's log", _add_arguments, _run, _NOTES)

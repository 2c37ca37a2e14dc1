"""`pagerate export`: everything of a writer, as a ledger file."""

from __future__ import annotations

import argparse
import sys

from app.commands.command import Command, Exit
from app.commands.opening import reading, writer_of


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--writer", required=True, metavar="HANDLE", help="whose log; it stands under You")


def _run(arguments: argparse.Namespace) -> int:
    from app.jobs.exports import export_everything

    with reading() as connection:
        written = export_everything(connection, writer_of(connection, arguments.writer))
    sys.stdout.buffer.write(written)
    return Exit.DONE


COMMAND = Command(
    "export",
    "print everything of a writer as a ledger file (docs/ledger-format.md)",
    _add_arguments,
    _run,
)

"""`pagerate parameters`: the public figures on file; what runs out, and what an operator adds."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands import parameters_add, parameters_check
from app.commands.command import Command, Exit
from app.commands.opening import figures

if TYPE_CHECKING:
    from reports.parameters import Parameter

_NOTES = """Without a word it lists every figure: key, place, days it holds, value, source. `pagerate parameters check`
says what runs out; `pagerate parameters add FILE` adds rows (docs/operate/figures.md).

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", metavar="KEY", help="only the rows of one key, such as minimum_wage")
    parser.add_argument("--place", metavar="PLACE", help="only the rows of one place, such as US-CA")
    words = parser.add_subparsers(dest="word")
    for command in (parameters_check.COMMAND, parameters_add.COMMAND):
        command.add_to(words)


def _run(arguments: argparse.Namespace) -> int:
    for row in figures().all():
        if arguments.key in (None, row.key) and arguments.place in (None, row.jurisdiction):
            print(_line(row))
    return Exit.DONE


def _line(row: Parameter) -> str:
    """The five parts of a row with tabs between them, so that other tools can take it apart."""
    from app.language import DEFAULT, for_code
    from reports.parameters.names import value_of

    place = ", ".join(part for part in (row.jurisdiction, row.group) if part)
    days = f"{row.valid_from} to {row.valid_to}" if row.valid_to else f"from {row.valid_from}"
    verified = "verified" if row.is_verified else "not verified"
    source = f"{row.source_title}, {row.source_url}, read on {row.retrieved_on}, {verified}"
    added = ", added by the operator" if row.is_added else ""
    return "\t".join((row.key, place, days, value_of(row, for_code(DEFAULT)), source + added))


COMMAND = Command("parameters", "list the public figures on file", _add_arguments, _run, _NOTES)

"""`pagerate parameters add`: rows of public figures from an operator's file, each with its source."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.command import Command, Exit

_NOTES = """The file is CSV with a header: key, jurisdiction, valid_from, value, unit, source_title, source_url, retrieved_on
and verified (yes or no) must be filled; group, label, valid_to, source_quality and note may be there. All rows are kept,
in PAGERATE_PARAMETERS_DIR, or none. Pages and commands use them at once (docs/operate/figures.md).

"""

# Nowhere on earth is it later: a source read there today is not read in the future.
_LATEST_ZONE = "Pacific/Kiritimati"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV file of rows, each with its source")


def _run(arguments: argparse.Namespace) -> int:
    from app import clock
    from app.intake.reading import contents
    from app.settings import Settings
    from app.store import parameters
    from reports.parameters.added import describe

    data, name = contents(arguments.file), str(arguments.file)
    directory = Settings().parameters_dir
    path, rows = parameters.add(directory, data, name, clock.today(_LATEST_ZONE))
    for row in rows:
        print(f"  {describe(row.parameter)}")
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    print(f"Added {count}, kept in {path}.")
    return Exit.DONE


COMMAND = Command("add", "add rows of public figures, each with its source", _add_arguments, _run, _NOTES)

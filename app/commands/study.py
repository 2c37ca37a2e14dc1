"""`pagerate study`: hourly rates straight from crowd-work files."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from app.commands.command import Command, Exit

_NOTES = """Formats, known by their header: MTurk batch results, MTurk command-line results, Figure Eight full report.
An assignment that stands in several files counts once. Rejected work earns nothing.

--json prints counts as integers, money (keys ending in _usd) rounded to 2 digits, and hours, rates in dollars
per hour and shares rounded to 4 digits, half away from zero, all as JSON numbers; null where there is no value.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
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


def _run(arguments: argparse.Namespace) -> int:
    from app.intake import read_files
    from app.language import DEFAULT, for_code
    from reports.documents.study_text import as_text
    from reports.study import as_json, study

    taken = read_files(arguments.files)
    result = study(taken.assignments, taken.left_out, gap_seconds=60 * arguments.gap_minutes)
    print(json.dumps(as_json(result), indent=2) if arguments.json else as_text(result, for_code(DEFAULT)))
    return Exit.DONE


COMMAND = Command(
    "study", "hourly rates straight from crowd-work files, no database", _add_arguments, _run, _NOTES
)

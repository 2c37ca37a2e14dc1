"""`pagerate release`: what auditors outside the project attack."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.commands.command import Command, Exit

_NOTES = """--export-audit composes a campaign of its own, without a database, protects it and passes it through the
audit. For each table and measure it writes NAME.published.csv, where a hidden cell has no value, and NAME.true.csv.
Columns are the dimensions and `value`, before any rounding: pay in cents, hours in seconds, writers once for each inner
cell of theirs. Margins are called Total. Tables that have a row in common have that cell in common.

"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--export-audit",
        type=Path,
        required=True,
        metavar="DIR",
        help="write the tables of a composed campaign here",
    )
    parser.add_argument(
        "--seed",
        type=_seed,
        default=1,
        metavar="N",
        help="another number gives another campaign (default 1)",
    )


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number, 0 or more")
    return int(text)


def _run(arguments: argparse.Namespace) -> int:
    from reports.release import audit_tables, made_up_cells

    folder: Path = arguments.export_audit
    tables = list(audit_tables(made_up_cells(arguments.seed)))
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        header = [*table.dimensions, "value"]
        shown = [[*row.values, "" if row.is_hidden else row.amount] for row in table.rows]
        true = [[*row.values, row.amount] for row in table.rows]
        _write(folder / f"{table.name}.published.csv", header, shown)
        _write(folder / f"{table.name}.true.csv", header, true)
    print(f"{len(tables)} tables, as published and as they are, in {folder}.")
    return Exit.DONE


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


COMMAND = Command(
    "release", "what auditors attack: a composed campaign, protected", _add_arguments, _run, _NOTES
)

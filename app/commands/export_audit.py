"""What auditors outside the project attack: the tables of a composed campaign, as published and as they are."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile


def export_audit(folder: Path, seed: int) -> int:
    """Compose a campaign, protect it, and write each table twice; how many tables there are.

    Parameters
    ----------
    folder
        Made where it is not there.
    seed
        0 or more; another number gives another campaign.

    Raises
    ------
    OSError
        When nothing can be written there.
    """
    from reports.release import audit_tables, made_up_cells

    # Before the work, which takes a while.
    folder.mkdir(parents=True, exist_ok=True)
    TemporaryFile(dir=folder).close()
    tables = list(audit_tables(made_up_cells(seed)))
    for table in tables:
        header = [*table.dimensions, "value"]
        shown = [[*row.values, "" if row.is_hidden else row.amount] for row in table.rows]
        true = [[*row.values, row.amount] for row in table.rows]
        _write(folder / f"{table.name}.published.csv", header, shown)
        _write(folder / f"{table.name}.true.csv", header, true)
    return len(tables)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])

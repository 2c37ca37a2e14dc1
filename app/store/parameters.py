"""Public figures: those we ship, and those the operator of this installation added, as files in a directory.

A file is added whole or not at all and is never written again. Every process sees a new file at its next look,
so nothing has to be started again; what was read is kept until a file comes, goes or changes.
"""

from __future__ import annotations

import os
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from reports.parameters import Parameters
from reports.parameters.added import AddedRow, as_csv, read_added, refuse_overlaps

# Name, size and time of the last change of every file.
_State = tuple[tuple[str, int, int], ...]


def on_file(directory: Path) -> Parameters:
    """Every public figure that holds here; the same object as long as no file changes."""
    return _with_files(directory, _state(directory))


def add(directory: Path, data: bytes, name: str, today: date) -> tuple[Path, tuple[AddedRow, ...]]:
    """Keep the rows of a file, all or none: where they are kept now, and what they are.

    Raises `RowsRefused` for a row that cannot be taken or whose days are taken.
    """
    rows = read_added(data, name, today)
    while True:
        state = _state(directory)
        refuse_overlaps(rows, _with_files(directory, state), name)
        directory.mkdir(parents=True, exist_ok=True)
        path = directory / f"{_next_number(state):04}.csv"
        if _written(path, as_csv(rows)):
            return path, rows
        # Another command took the number in between: look at its rows too.


def _state(directory: Path) -> _State:
    try:
        entries = os.scandir(directory)
    except FileNotFoundError:
        return ()
    # A file that cannot be looked at is told of: without it figures would silently be others.
    with entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".csv")]
    return tuple(sorted((name, status.st_size, status.st_mtime_ns) for name, status in files))


@lru_cache(maxsize=8)
def _with_files(directory: Path, state: _State) -> Parameters:
    added = [
        row.parameter
        for name, _, _ in state
        for row in read_added((directory / name).read_bytes(), str(directory / name))
    ]
    return Parameters.on_file().with_rows(added)


def _next_number(state: _State) -> int:
    taken = [int(stem) for name, _, _ in state if (stem := name.removesuffix(".csv")).isdecimal()]
    return max(taken, default=0) + 1


def _written(path: Path, data: bytes) -> bool:
    """Put a whole file in its place, on the disk when this returns; False when the place is taken."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part") as part:
        part.write(data)
        part.flush()
        os.fsync(part.fileno())
        Path(part.name).chmod(0o644)  # the app may run as somebody else than the command
        try:
            os.link(part.name, path)
        except FileExistsError:
            return False
    _sync(path.parent)
    return True


def _sync(directory: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # a system on which directories cannot be opened
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

"""Some tables of a release: what an organizer gets of what is stored."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from reports.release.document import Release
from reports.release.tables import names_in


class NoSuchTable(ValueError):
    """A table that the release does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The release has no table {key}.")


def with_tables(release: Release, keys: Collection[str]) -> Release:
    """The release with these of its tables, in its own order, and with the names that stand in them.

    Nothing is computed anew: what a later version reveals was protected together with everything else.

    Raises
    ------
    NoSuchTable
        When one of them is not there.
    """
    there = {table.key for table in release.tables}
    for key in keys:
        if key not in there:
            raise NoSuchTable(key)
    tables = tuple(table for table in release.tables if table.key in keys)
    return replace(release, tables=tables, names=names_in(tables, release.names))

"""What the rows of a key look like in our own files: a row that an operator adds must look the same.

A row that no code would ever look up helps nobody, and its operator would not find out: so units, groups and
places are those our own rows have, as far as they are closed lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from reports.parameters.file import rows_on_file
from reports.parameters.parameter import Parameter

# Topics in which a new group is a new occupation, household or rating area; elsewhere code knows the groups.
_OPEN_GROUPS = frozenset({"benefits", "living_wage", "occupation_wage"})


@dataclass(frozen=True, slots=True)
class Shape:
    """The rows of one key in our own files."""

    topic: str
    rows: tuple[Parameter, ...] = field(repr=False)

    @property
    def units(self) -> tuple[str, ...]:
        """Units a value may have."""
        return tuple(sorted({row.unit for row in self.rows}))

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups on file; none for a key that has no groups."""
        return tuple(sorted({row.group for row in self.rows if row.group is not None}))

    @property
    def takes_new_groups(self) -> bool:
        """Whether a group that is not on file may be added."""
        return self.topic in _OPEN_GROUPS

    @property
    def is_federal(self) -> bool:
        """Whether the figure is one for the whole country."""
        return {row.jurisdiction for row in self.rows} == {"US"}

    @property
    def takes_zero(self) -> bool:
        """Whether 0 is a value: such as a tax credit that is not reduced. Elsewhere it would be divided by."""
        return any(row.value == 0 for row in self.rows)

    def may_be_open(self, jurisdiction: str) -> bool:
        """Whether a row may have no last day: as those of the place have, or of the key in a new place."""
        here = [row for row in self.rows if row.jurisdiction == jurisdiction]
        return any(row.valid_to is None for row in here or self.rows)


@cache
def shapes() -> Mapping[str, Shape]:
    """Key -> the shape of its rows.

    >>> shapes()["minimum_wage"].units, shapes()["minimum_wage"].may_be_open("US-CA")
    (('usd_per_hour',), False)
    """
    by_key: defaultdict[str, list[Parameter]] = defaultdict(list)
    for row in rows_on_file():
        by_key[row.key].append(row)
    return MappingProxyType({key: Shape(rows[0].topic, tuple(rows)) for key, rows in by_key.items()})

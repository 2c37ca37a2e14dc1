"""Cells of linked tables, what adds up to what, and what each writer holds of every cell.

A cell is named by its place: the values of its dimensions, margins left out. Two tables that have a place in common
have that cell in common, so all tables of a cohort and a period are one system and are protected and attacked as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

#: The value of a dimension in a margin.
TOTAL = "Total"

#: Pairs of dimension and value, in order of the dimensions' names; a margin's dimension is left out, so `()` is the
#: whole cohort.
Place = tuple[tuple[str, str], ...]


class Measure(StrEnum):
    """What is added up; every amount is whole and 0 or more."""

    PAY = "pay"  # minor units, gross, before clawbacks
    HOURS = "hours"  # seconds, paid and unpaid
    PAID_HOURS = "paid_hours"  # seconds, part of the hours
    UNPAID_HOURS = "unpaid_hours"  # seconds, the other part; nobody gives them, they are made of both
    WRITERS = (
        "writers"  # 1 for a writer in an inner cell; margins count a writer once for each of her inner cells
    )


class PaidBeyondHours(ValueError):
    """A writer with more paid hours in a cell than hours."""

    def __init__(self, table: str) -> None:
        super().__init__(f"Contributions to the table {table} have more paid hours than hours.")


class MissingDimension(ValueError):
    """A contribution says nothing of a dimension of a table, or a value that the table does not have."""

    def __init__(self, table: str, dimension: str) -> None:
        super().__init__(f"A contribution has no value that the table {table} knows for {dimension}.")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its name, and each dimension with its values in the order they are shown; `TOTAL` is none of them."""

    name: str
    dimensions: Mapping[str, tuple[str, ...]]

    def places(self) -> Iterator[Place]:
        """Every cell, margins included, row by row with the margin last."""
        for values in product(*((*values, TOTAL) for values in self.dimensions.values())):
            yield place_of(dict(zip(self.dimensions, values, strict=True)))

    def equations(self) -> Iterator[tuple[Place, tuple[Place, ...]]]:
        """Every margin with the parts that add up to it, along each dimension."""
        for name, parts in self.dimensions.items():
            others = {other: (*values, TOTAL) for other, values in self.dimensions.items() if other != name}
            for values in product(*others.values()):
                rest = dict(zip(others, values, strict=True))
                yield place_of(rest), tuple(place_of({**rest, name: part}) for part in parts)


class Contribution(NamedTuple):
    """What one writer adds to one inner cell of every table that has the dimensions in `values`.

    `writer` is a number from 0 that stands for her in this cohort only; `amounts` are whole and 0 or more. Where all of
    them are 0 she is not in the cell.
    """

    writer: int
    values: Mapping[str, str]
    amounts: Mapping[Measure, int]


class Equation(NamedTuple):
    """A total and its parts, by their numbers."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Sums:
    """One measure over cells that add up.

    Attributes
    ----------
    cells
        Which cell of the cohort each sum belongs to; equations and holdings number the sums, not the cells.
    equations
        What adds up to what.
    holdings
        Sums by writers, int64, at least 0: what each writer holds of each sum.
    """

    measure: Measure
    cells: npt.NDArray[np.int64]
    equations: tuple[Equation, ...]
    holdings: Any  # csr_array

    @property
    def values(self) -> npt.NDArray[np.int64]:
        """The sum of each cell."""
        return np.asarray(self.holdings.sum(axis=1), dtype=np.int64)

    @property
    def contributors(self) -> npt.NDArray[np.int64]:
        """The number of different writers who hold anything of each sum."""
        return np.asarray((self.holdings > 0).sum(axis=1), dtype=np.int64)


@dataclass(frozen=True, eq=False, slots=True)
class Cohort:
    """All cells of all tables of one cohort and one period.

    Attributes
    ----------
    layouts
        The tables.
    cells
        The place of every cell, each once.
    present
        Cells by writers, bool: who has an amount above 0 in a cell, whatever it is of.
    sums
        Pay and hours, paid and unpaid, over all tables together; writers for each table by itself, since a writer who is
        in several rows of one table may be in one row of another, so that their margins differ.
    """

    layouts: tuple[Layout, ...]
    cells: tuple[Place, ...]
    present: Any  # csr_array
    sums: tuple[Sums, ...]

    @property
    def writers(self) -> npt.NDArray[np.int64]:
        """The number of different writers in each cell."""
        return np.asarray(self.present.sum(axis=1), dtype=np.int64)

    def number(self, **values: str) -> int:
        """The number of the cell at a place: `number(platform="A")` is the margin of A over everything else.

        Raises
        ------
        ValueError
            When no table has that cell.
        """
        return self.cells.index(place_of(values))


def place_of(values: Mapping[str, str]) -> Place:
    """The place of a cell; dimensions whose value is `TOTAL` are left out."""
    return tuple(sorted((name, value) for name, value in values.items() if value != TOTAL))


def cohort(
    layouts: Sequence[Layout], contributions: Mapping[str, Iterable[Contribution]], writer_count: int
) -> Cohort:
    """The cells of some tables with what each writer holds of them.

    Parameters
    ----------
    layouts
        The tables of one programme, each name once.
    contributions
        For each table, by its name, what its inner cells are made of. The same writer may contribute to a cell
        several times: her contributions are added up before anything is asked about them. Tables with a place in
        common must agree on it; the first of them fills it.
    writer_count
        Writers of the cohort, whether they contribute or not.

    Raises
    ------
    MissingDimension
        When a contribution has no place in its table.
    PaidBeyondHours
        When a writer has more paid hours in a cell than hours.
    """
    numbers: dict[Place, int] = {}
    for layout in layouts:
        for place in layout.places():
            numbers.setdefault(place, len(numbers))
    held = {
        layout.name: _Held(layout, contributions.get(layout.name, ()), writer_count) for layout in layouts
    }
    shape = (len(numbers), writer_count)
    additive = [
        Sums(
            measure,
            np.arange(len(numbers)),
            _equations(layouts, numbers),
            _first(held.values(), numbers, measure, shape),
        )
        for measure in Measure
        if measure is not Measure.WRITERS
    ]
    by_table = [one.writers(numbers) for one in held.values()]
    present = _first(held.values(), numbers, Measure.WRITERS, shape).astype(bool)
    return Cohort(tuple(layouts), tuple(numbers), present, (*additive, *by_table))


def _equations(layouts: Iterable[Layout], numbers: Mapping[Place, int]) -> tuple[Equation, ...]:
    found = {
        Equation(numbers[total], tuple(numbers[part] for part in parts)): None
        for layout in layouts
        for total, parts in layout.equations()
    }
    return tuple(found)


class _Held:
    """What the writers hold of the cells of one table."""

    def __init__(self, layout: Layout, contributions: Iterable[Contribution], writer_count: int) -> None:
        self.layout = layout
        self.places = list(layout.places())
        self._numbers = {place: number for number, place in enumerate(self.places)}
        self._shape = (len(self.places), writer_count)
        self._inner: dict[Place, dict[int, dict[Measure, int]]] = {}
        for one in contributions:
            mine = self._inner.setdefault(self._place(one), {}).setdefault(one.writer, {})
            for measure, amount in one.amounts.items():
                mine[measure] = mine.get(measure, 0) + amount
        for held in (held for writers in self._inner.values() for held in writers.values()):
            held[Measure.UNPAID_HOURS] = held.get(Measure.HOURS, 0) - held.get(Measure.PAID_HOURS, 0)
            if held[Measure.UNPAID_HOURS] < 0:
                raise PaidBeyondHours(layout.name)

    def _place(self, one: Contribution) -> Place:
        for name, values in self.layout.dimensions.items():
            if one.values.get(name) not in values:
                raise MissingDimension(self.layout.name, name)
        return place_of({name: one.values[name] for name in self.layout.dimensions})

    def of(self, measure: Measure) -> Any:
        """Places by writers."""
        rows, columns, amounts = [], [], []
        for place, writers in self._inner.items():
            margins = [self._numbers[margin] for margin in _margins(place)]
            for writer, held in writers.items():
                amount = int(any(held.values())) if measure is Measure.WRITERS else held.get(measure, 0)
                if amount:
                    rows += margins
                    columns += [writer] * len(margins)
                    amounts += [amount] * len(margins)
        return csr_array((np.array(amounts, dtype=np.int64), (rows, columns)), shape=self._shape)

    def writers(self, numbers: Mapping[Place, int]) -> Sums:
        """The measure that adds up within this table only."""
        cells = np.array([numbers[place] for place in self.places])
        return Sums(
            Measure.WRITERS, cells, _equations([self.layout], self._numbers), self.of(Measure.WRITERS)
        )


def _margins(place: Place) -> Iterator[Place]:
    """A place and everything it is a part of."""
    for kept in product((True, False), repeat=len(place)):
        yield tuple(pair for pair, is_kept in zip(place, kept, strict=True) if is_kept)


def _first(
    held: Iterable[_Held], numbers: Mapping[Place, int], measure: Measure, shape: tuple[int, int]
) -> Any:
    """Cells by writers, each cell as the first table that has it fills it."""
    seen: set[Place] = set()
    rows, columns, amounts = [], [], []
    for one in held:
        table = one.of(measure).tocoo()
        wanted = np.array([place not in seen for place in one.places])
        of_table = np.array([numbers[place] for place in one.places])
        is_wanted = wanted[table.coords[0]]
        rows.append(of_table[table.coords[0][is_wanted]])
        columns.append(table.coords[1][is_wanted])
        amounts.append(table.data[is_wanted])
        seen.update(one.places)
    parts = (np.concatenate([[], *part]).astype(np.int64) for part in (amounts, rows, columns))
    data, row, column = parts
    return csr_array((data, (row, column)), shape=shape)

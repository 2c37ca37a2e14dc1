"""What an attacker has to solve: equations of the sums she does not know, in parts that have nothing to do with each other.

Unknowns are written as distances from the truth, so that 0 always solves everything, and all that is known drops out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from reports.audit.published import Amounts, Known
from reports.cohorts import Equation

#: Minus this stands for a row without a lower end.
FAR = 10**15


class Row(NamedTuple):
    """Sums with their factors; the factors times the distances from the truth lie in [low, high]."""

    factors: Sequence[tuple[int, int]]
    low: int
    high: int


@dataclass(frozen=True, eq=False, slots=True)
class System:
    """One connected part.

    Attributes
    ----------
    numbers
        Which sums the unknowns are.
    rows
        Rows by unknowns, int64.
    low, high
        Between what the rows lie.
    known
        Between what the unknowns lie.
    is_whole
        Whether the attacker counts in whole numbers, as with writers; where cents or seconds are counted this tells
        her nothing.
    """

    numbers: Amounts
    rows: Any  # csr_array
    low: Amounts
    high: Amounts
    known: Known
    is_whole: bool


def adding_up(equations: Iterable[Equation]) -> Iterator[Row]:
    """The parts are the total."""
    for total, parts in equations:
        yield Row([(total, -1), *((part, 1) for part in parts)], 0, 0)


def overlapping(equations: Iterable[Equation], values: Amounts) -> Iterator[Row]:
    """A total of different writers is at least each of its parts and at most their sum."""
    for total, parts in equations:
        for part in parts:
            yield Row([(total, -1), (part, 1)], -FAR, int(values[total] - values[part]))
        sum_of_parts = int(sum(values[part] for part in parts))
        yield Row([(total, 1), *((part, -1) for part in parts)], -FAR, sum_of_parts - int(values[total]))


def systems(rows: Iterable[Row], known: Known, *, is_whole: bool) -> Iterator[System]:
    """The connected parts of what is not known."""
    open_ones = np.flatnonzero((known.down > 0) | (known.up > 0))
    column = {int(number): place for place, number in enumerate(open_ones)}
    kept = [row for row in rows if any(number in column for number, _ in row.factors)]
    matrix = _matrix(kept, column)
    low, high = (np.array([getattr(row, end) for row in kept], dtype=np.int64) for end in ("low", "high"))
    count, part_of = connected_components(abs(matrix).T @ abs(matrix), directed=False)
    for part in range(count):
        of_part = np.flatnonzero(part_of == part)
        mine = matrix[:, of_part]
        touching = np.flatnonzero(abs(mine).sum(axis=1))
        numbers = open_ones[of_part]
        yield System(
            numbers,
            mine[touching],
            low[touching],
            high[touching],
            Known(known.down[numbers], known.up[numbers]),
            is_whole,
        )


def _matrix(rows: Sequence[Row], column: dict[int, int]) -> Any:
    entries = [
        (place, column[number], factor)
        for place, row in enumerate(rows)
        for number, factor in row.factors
        if number in column
    ]
    places, columns, factors = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    return csr_array((factors, (places, columns)), shape=(len(rows), len(column)))

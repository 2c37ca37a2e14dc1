"""What an auditor outside the project attacks: the sums behind a release, as they would be shown, and as they are.

The true sums of a real cohort never leave the process that computes them; these are for cohorts that were made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reports.cohorts import TOTAL, Cohort, Layout, Measure, Place, Sums
from reports.release.cells import Protected

#: What stands in the files.
MEASURES = (Measure.PAY, Measure.HOURS, Measure.WRITERS)


class AuditRow(NamedTuple):
    """A cell: the value of each dimension, `Total` in a margin, and its sum before rounding."""

    values: tuple[str, ...]
    amount: int
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class AuditTable:
    """One measure of one table.

    Attributes
    ----------
    name
        Of the table and the measure.
    rows
        Pay in minor units, hours in seconds; a writer counts once for each inner cell of hers, so that writers add up
        within the table.
    """

    name: str
    dimensions: tuple[str, ...]
    rows: tuple[AuditRow, ...]


def audit_tables(cells: Protected) -> Iterator[AuditTable]:
    """Every table of the system, once for each measure."""
    for number, layout in enumerate(cells.cohort.layouts):
        for measure in MEASURES:
            sums = _sums(cells.cohort, number, measure)
            yield AuditTable(
                f"{layout.name}_{measure}",
                tuple(layout.dimensions),
                tuple(_rows(layout, _by_place(cells.cohort, sums), cells.hidden)),
            )


def _sums(made: Cohort, layout: int, measure: Measure) -> Sums:
    """Writers add up table by table, in the order of the tables; all else adds up over all of them together."""
    of_measure = [sums for sums in made.sums if sums.measure is measure]
    return of_measure[layout if measure is Measure.WRITERS else 0]


def _by_place(made: Cohort, sums: Sums) -> dict[Place, int]:
    return {
        made.cells[cell]: amount
        for cell, amount in zip(sums.cells.tolist(), sums.values.tolist(), strict=True)
    }


def _rows(layout: Layout, amounts: dict[Place, int], hidden: frozenset[Place]) -> Iterator[AuditRow]:
    for place in layout.places():
        values = dict.fromkeys(layout.dimensions, TOTAL) | dict(place)
        yield AuditRow(tuple(values.values()), amounts[place], place in hidden)

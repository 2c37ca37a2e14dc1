"""What two releases tell together: the difference of a cell is the change of the writers who changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from reports.audit.demands import Demands
from reports.audit.findings import Finding, Kind
from reports.audit.sensitive import lacking
from reports.cohorts import Cohort, Measure, Place

Held = Mapping[Hashable, int]


@dataclass(frozen=True, eq=False, slots=True)
class Released:
    """A stored release: its cohort, the cells that it hides, and who each number of a writer stands for.

    Numbers are given anew in every cohort; `who` is what tells that a writer of two releases is the same.
    """

    cohort: Cohort
    hidden: AbstractSet[int]
    who: Sequence[Hashable]


class _Sum(NamedTuple):
    """One shown sum: of which block of the cohort, as blocks of writers differ by table, and of which cell."""

    measure: Measure
    table: int
    place: Place


def differences(before: Released, after: Released, demands: Demands) -> Iterator[Finding]:
    """Cells shown in both releases that changed by too few writers, or mostly by one, each measure by itself.

    A cell may have 20 writers who changed their hours and one who changed her pay: the pay is hers. Changes are taken
    without their sign, as one writer's loss hides nothing of another's gain from the one who lost.
    """
    earlier, later = _shown(before), _shown(after)
    for key in earlier.keys() & later.keys():
        changes = _changes(earlier[key], later[key])
        total = float(sum(later[key].values()) - sum(earlier[key].values()))
        if 0 < len(changes) < demands.k:
            yield Finding(Kind.FEW_CHANGES, key.place, key.measure, total, total, demands.k)
        elif lack := lacking(changes, demands):
            yield Finding(Kind.LARGE_CHANGE, key.place, key.measure, total, total, float(lack))


def _changes(earlier: Held, later: Held) -> list[int]:
    """By how much each writer's amount changed, the largest first; who did not change is left out."""
    sizes = (abs(later.get(who, 0) - earlier.get(who, 0)) for who in earlier.keys() | later.keys())
    return sorted((size for size in sizes if size), reverse=True)


def _shown(release: Released) -> dict[_Sum, Held]:
    """What every writer holds of every sum of a cell that is shown."""
    cohort = release.cohort
    found: dict[_Sum, Held] = {}
    for number, sums in enumerate(cohort.sums):
        rows = sums.holdings.tocsr()
        for row, cell in enumerate(sums.cells.tolist()):
            if cell not in release.hidden:
                held = slice(rows.indptr[row], rows.indptr[row + 1])
                found[_Sum(sums.measure, number, cohort.cells[cell])] = {
                    release.who[writer]: int(amount)
                    for writer, amount in zip(rows.indices[held], rows.data[held], strict=True)
                }
    return found

"""What two releases tell together: the difference of a sum is the change of the writers who changed.

An attacker subtracts within a release, too: what a total has beside its shown parts is a sum of hidden cells that she
knows. So the rest of every equation is a sum like the shown ones.

Nothing that is shipped calls this: a period is computed once, and raw cells are not kept, so there never are two releases
to compare. It is the attack by which tests see that this holds, and what would be told if it did not (section 7 of
disclosure control; `tests/attacks/test_differencing.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from reports.audit.demands import Demands
from reports.audit.findings import Finding, Kind
from reports.audit.sensitive import lacking
from reports.cohorts import Cohort, Measure, Place, Sums

Held = Mapping[Hashable, int]


@dataclass(frozen=True, eq=False, slots=True)
class Released:
    """A stored release: its cohort, the cells that it hides, and who each number of a writer stands for.

    Numbers are given anew in every cohort; `who` is what tells that a writer of two releases is the same.
    """

    cohort: Cohort
    hidden: AbstractSet[int]
    who: Sequence[Hashable]


class _Margin(NamedTuple):
    """A total and the dimension whose values are its parts."""

    total: Place
    dimension: str


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """One measure of one release: who holds what of each shown sum, and the parts of every margin."""

    shown: Mapping[Place, Held]
    parts: Mapping[_Margin, frozenset[Place]]

    def rest(self, margin: _Margin, parts: Iterable[Place]) -> Counter[Hashable]:
        """What a total has beside some of its parts."""
        return _less(self.shown[margin.total], self.sum_of(parts))

    def sum_of(self, places: Iterable[Place]) -> Counter[Hashable]:
        """What some shown sums are together."""
        found: Counter[Hashable] = Counter()
        for place in places:
            found.update(self.shown[place])
        return found

    def shown_parts(self, margin: _Margin) -> frozenset[Place]:
        """The parts of a margin that this release shows."""
        return self.parts[margin] & self.shown.keys()

    def hidden_parts(self, margin: _Margin) -> frozenset[Place]:
        """The other parts."""
        return self.parts[margin] - self.shown.keys()


def differences(before: Released, after: Released, demands: Demands) -> Iterator[Finding]:
    """Sums known from both releases that changed by too few writers, or mostly by one, each measure by itself.

    A cell may have 20 writers who changed their hours and one who changed her pay: the pay is hers. Changes are taken
    without their sign, as one writer's loss hides nothing of another's gain from the one who lost. What a margin has
    beside its shown parts is told at the margin's place.
    """
    earlier, later = _sides(before), _sides(after)
    for key in earlier.keys() & later.keys():
        for place, change in _changes(earlier[key], later[key]):
            sizes = sorted((abs(amount) for amount in change.values() if amount), reverse=True)
            total = float(sum(change.values()))
            if 0 < len(sizes) < demands.k:
                yield Finding(Kind.FEW_CHANGES, place, key[0], total, total, demands.k)
            elif lack := lacking(sizes, demands):
                yield Finding(Kind.LARGE_CHANGE, place, key[0], total, total, float(lack))


def _changes(earlier: _Side, later: _Side) -> Iterator[tuple[Place, Held]]:
    """By how much each writer's amount changed: of every sum that both show, and of what hangs on it."""
    for place in earlier.shown.keys() & later.shown.keys():
        yield place, _less(later.shown[place], earlier.shown[place])
    for margin in earlier.parts.keys() & later.parts.keys():
        if margin.total in earlier.shown and margin.total in later.shown:
            for change in _rests(margin, earlier, later):
                yield margin.total, change


def _rests(margin: _Margin, earlier: _Side, later: _Side) -> Iterator[Held]:
    """The changes of what a margin has beside its shown parts.

    What one release hides together and the other shows part by part is known in both by itself as well.
    """
    both = earlier.shown_parts(margin) & later.shown_parts(margin)
    rest = _less(later.rest(margin, both), earlier.rest(margin, both))
    if both:  # else it is the total
        yield rest
    then, now = earlier.hidden_parts(margin), later.hidden_parts(margin)
    if then and now and then <= later.shown.keys():
        once = _less(later.sum_of(then), earlier.rest(margin, earlier.shown_parts(margin)))
        yield once
        yield _less(rest, once)


def _less(one: Held, other: Held) -> Counter[Hashable]:
    """The one less the other, writer by writer, of any sign."""
    found = Counter(one)
    found.subtract(other)
    return found


def _sides(release: Released) -> dict[tuple[Measure, str], _Side]:
    """Every measure of a release; that of writers differs by table and has its name."""
    tables = iter(release.cohort.layouts)
    return {
        (sums.measure, next(tables).name if sums.measure is Measure.WRITERS else ""): _side(release, sums)
        for sums in release.cohort.sums
    }


def _side(release: Released, sums: Sums) -> _Side:
    places = [release.cohort.cells[cell] for cell in sums.cells.tolist()]
    rows, shown = sums.holdings.tocsr(), {}
    for row, cell in enumerate(sums.cells.tolist()):
        if cell not in release.hidden:
            held = slice(rows.indptr[row], rows.indptr[row + 1])
            shown[places[row]] = {
                release.who[writer]: int(amount)
                for writer, amount in zip(rows.indices[held], rows.data[held], strict=True)
            }
    parts = {}
    for total, numbers in sums.equations:
        of_total = frozenset(places[number] for number in numbers)
        ((dimension, _),) = set(next(iter(of_total))) - set(places[total])
        parts[_Margin(places[total], dimension)] = of_total
    return _Side(shown, parts)

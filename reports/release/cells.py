"""The cells of a release, protected and attacked before a single figure is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reports.audit import Audit
from reports.cohorts import Cohort, Contribution, Layout, Place, cohort
from reports.disclosure import Pattern, primary
from reports.programme import TablePlan, WriterAnswers
from reports.release.believable import with_believed_amounts
from reports.release.books import Choice, choice_of
from reports.release.folding import folded_values, rows_by_dimension, with_folded
from reports.release.frame import Frame, TooFewWriters
from reports.release.withstanding import withstanding

WHOLE: Place = ()


class Parts(NamedTuple):
    """A margin and what adds up to it."""

    total: Place
    parts: tuple[Place, ...]


@dataclass(frozen=True, eq=False)
class Protected:
    """Cells that withstood the attack.

    Attributes
    ----------
    choice
        What platforms could compute, and may be told.
    writers
        What each brings, by the values that have rows; her place among them is her number in the cohort.
    values
        Every dimension with the values that have a row, in the order they are shown.
    """

    cohort: Cohort
    pattern: Pattern
    audit: Audit
    choice: Choice
    writers: tuple[WriterAnswers, ...]
    values: Mapping[str, tuple[str, ...]]

    @cached_property
    def counts(self) -> Mapping[Place, int]:
        """How many different writers each cell has."""
        return dict(zip(self.cohort.cells, self.cohort.writers.tolist(), strict=True))

    @cached_property
    def hidden(self) -> frozenset[Place]:
        """The cells that are not shown."""
        return frozenset(self.cohort.cells[cell] for cell in self.pattern.hidden)

    @cached_property
    def present(self) -> Mapping[Place, frozenset[int]]:
        """Who has anything in a cell."""
        rows = self.cohort.present.tocsr()
        return {
            place: frozenset(rows.indices[rows.indptr[cell] : rows.indptr[cell + 1]].tolist())
            for cell, place in enumerate(self.cohort.cells)
        }

    def is_shown(self, place: Place) -> bool:
        """Whether a cell is neither hidden nor empty."""
        return self.counts[place] > 0 and place not in self.hidden

    def lines(self) -> tuple[Parts, ...]:
        """All that adds up, cell by cell."""
        cells, amounts = self.cohort.cells, self.cohort.sums[0]
        return tuple(
            Parts(cells[total], tuple(cells[part] for part in parts)) for total, parts in amounts.equations
        )


def protected(answers: Iterable[WriterAnswers], programme: Sequence[TablePlan], frame: Frame) -> Protected:
    """The cells of all tables of a programme.

    Writers are taken in an order of their own and not as they are given, so that the pattern is the same for the same
    people.

    Raises
    ------
    TooFewWriters
        When the whole cohort has fewer than k.
    NoPattern
        When no pattern of hidden cells protects it.
    NotReleasable
        When the pattern does not withstand the attack.
    """
    writers = _with_rows(sorted(map(with_believed_amounts, answers), key=_order), programme, frame)
    contributions = [
        one._replace(writer=number)
        for number, writer in enumerate(writers)
        for one in sorted(writer.contributions, key=_words)
    ]
    values = rows_by_dimension(contributions, frame.known.values())
    layouts = layouts_of([table.dimensions for table in programme], values)
    made = cohort(layouts, {layout.name: contributions for layout in layouts}, len(writers))
    if made.writers[made.cells.index(WHOLE)] < frame.rules.k:
        raise TooFewWriters(frame.rules.k)
    choice = _choice(made, writers, programme, frame)
    also = frozenset(made.cells.index(place) for place in choice.hidden)
    return Protected(made, *withstanding(made, also, frame), choice, writers, values)


def layouts_of(
    dimensions: Iterable[tuple[str, ...]], values: Mapping[str, tuple[str, ...]]
) -> tuple[Layout, ...]:
    """As few tables as hold all of these: what has no dimension that another lacks is a margin of it.

    >>> values = {"platform": ("quill",), "kind": ("rating",), "place": ("US-CA",)}
    >>> [one.name for one in layouts_of([("platform",), ("kind", "platform"), (), ("place",)], values)]
    ['platform_by_kind', 'place']
    """
    wanted = list(dict.fromkeys(frozenset(one) for one in dimensions))
    outer = [one for one in wanted if not any(one < other for other in wanted)]
    ordered = [[name for name in values if name in one] for one in outer]
    return tuple(
        Layout("_by_".join(names) or "whole", {name: values[name] for name in names}) for names in ordered
    )


def _choice(
    made: Cohort, writers: Sequence[WriterAnswers], programme: Sequence[TablePlan], frame: Frame
) -> Choice:
    counts = dict(zip(made.cells, made.writers.tolist(), strict=True))
    unsafe = {made.cells[cell] for cell in primary(made, frame.rules)}
    return choice_of(writers, counts, unsafe, programme, frame)


def _order(writer: WriterAnswers) -> list[str]:
    return sorted(map(_words, writer.contributions))


def _words(one: Contribution) -> str:
    return repr((sorted(one.values.items()), sorted(one.amounts.items())))


def _with_rows(
    writers: Sequence[WriterAnswers], programme: Sequence[TablePlan], frame: Frame
) -> tuple[WriterAnswers, ...]:
    """The writers as the tables have them: what fewer than k have is in one row."""
    names = dict.fromkeys(name for table in programme for name in table.dimensions)
    return with_folded(writers, folded_values(writers, names, frame.known.values(), frame.rules.k), programme)

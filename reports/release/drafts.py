"""All figures of a release, each once: whatever table shows a place and asks the same of it shows the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from reports.cohorts import TOTAL, Place
from reports.cohorts.cells import place_of
from reports.programme import How, TablePlan
from reports.release.cells import Protected
from reports.release.figures import EMPTY, WITHHELD, Asked, Draft, Key, of_answers, of_times
from reports.release.frame import Frame

Drafts = Mapping[Key, Draft]


class SumOfCells(ValueError):
    """A table with dimensions and a column of sums, which only the whole cohort may have."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(f"The table {table} has dimensions, so its column {column} cannot be a sum.")


def rows_of(table: TablePlan, values: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, str]]:
    """The values of every row of a table, margins last."""
    for row in product(*((*values[name], TOTAL) for name in table.dimensions)):
        yield dict(zip(table.dimensions, row, strict=True))


def drafted(cells: Protected, programme: Sequence[TablePlan], frame: Frame) -> dict[Key, Draft]:
    """Every figure by the rules that look at it alone.

    A writer without anything in a cell has no say in its figures: the band beside them is of those who have.

    Raises
    ------
    SumOfCells
        When a table with dimensions asks for a sum.
    """
    said: dict[tuple[str, bool], Mapping[Place, list[Any]]] = {}
    found: dict[Key, Draft] = {}
    for key in _keys(cells, programme):
        asked = key.asked
        is_time = asked.how is How.MEDIAN_TIME
        if (asked.question, is_time) not in said:
            said[asked.question, is_time] = _said(cells, asked.question, is_time=is_time)
        if not cells.is_shown(key.place):
            found[key] = Draft(WITHHELD if key.place in cells.hidden else EMPTY, 0)
            continue
        answers = said[asked.question, is_time].get(key.place, [])
        if is_time:
            figure = of_times(asked, answers, frame.rules)
        else:
            figure = of_answers(asked, answers, frame.rules, frame.seed)
        found[key] = Draft(figure, len(answers))
    return found


def _keys(cells: Protected, programme: Sequence[TablePlan]) -> dict[Key, None]:
    keys: dict[Key, None] = {}
    for table in programme:
        for column in table.columns:
            if column.how is How.SUM and table.dimensions:
                raise SumOfCells(table.key, column.key)
            for row in rows_of(table, cells.values):
                keys[Key(place_of(row), Asked.by(column))] = None
    return keys


def _said(cells: Protected, question: str, *, is_time: bool) -> Mapping[Place, list[Any]]:
    """By place, what each of its writers answered to a question."""
    found: dict[Place, list[Any]] = defaultdict(list)
    for number, writer in enumerate(cells.writers):
        by_question = writer.times if is_time else writer.answers
        for place, answer in by_question.get(question, {}).items():
            if number in cells.present.get(place, ()) and answer:
                found[place].append(answer)
    return found

"""What one writer has said so far, added up at every place that a question is asked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

from reports.cohorts import Place
from reports.cohorts.cells import place_of
from reports.programme.plan import Answer, TablePlan, Time

#: Dimensions of one table or of a margin of it, in the order of the table.
Dimensions = tuple[str, ...]


def dimensions_by_question(tables: Iterable[TablePlan]) -> Mapping[str, tuple[Dimensions, ...]]:
    """The dimensions that each question is asked by, margins among them, the whole cohort first."""
    found: dict[str, dict[Dimensions, None]] = defaultdict(dict)
    for table in tables:
        for column in table.columns:
            for size in range(len(table.dimensions) + 1):
                found[column.question].update(dict.fromkeys(combinations(table.dimensions, size)))
    return {question: tuple(sorted(sets, key=len)) for question, sets in found.items()}


class Said:
    """Sums by question and place; one row may count at several places, as margins have it too."""

    def __init__(self, asked: Mapping[str, tuple[Dimensions, ...]]) -> None:
        self.asked = asked
        self._sums: dict[str, dict[Place, tuple[Fraction, Fraction]]] = defaultdict(dict)
        self._times: dict[str, dict[Place, tuple[Time, ...]]] = defaultdict(dict)

    def places(self, question: str, values: Mapping[str, str]) -> list[Place]:
        """Where something with these values counts."""
        return [place_of({name: values[name] for name in names}) for names in self.asked[question]]

    def add(
        self, question: str, values: Mapping[str, str], over: Fraction | int, under: Fraction | int
    ) -> None:
        """Add something to its place and to the margins it is in."""
        of_question = self._sums[question]
        for place in self.places(question, values):
            before = of_question.get(place, (Fraction(0), Fraction(0)))
            of_question[place] = before[0] + over, before[1] + under

    def add_time(self, question: str, values: Mapping[str, str], time: Time) -> None:
        """Add how long something lasted, likewise."""
        of_question = self._times[question]
        for place in self.places(question, values):
            of_question[place] = (*of_question.get(place, ()), time)

    def put(self, question: str, place: Place, over: Fraction, under: Fraction) -> None:
        """The sums of one place, instead of what was added up there."""
        self._sums[question][place] = over, under

    def answers(self) -> dict[str, dict[Place, Answer]]:
        """The sums with anything below the line."""
        found = {
            question: {place: Answer(over, under) for place, (over, under) in sums.items() if under > 0}
            for question, sums in self._sums.items()
        }
        return {question: answers for question, answers in found.items() if answers}

    def times(self) -> dict[str, dict[Place, tuple[Time, ...]]]:
        """How long things lasted."""
        return dict(self._times)

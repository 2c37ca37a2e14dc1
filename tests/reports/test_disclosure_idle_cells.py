"""A cell that came to be hidden for nothing is shown again, and one that is known in part gets company."""

from reports.cohorts import Measure
from reports.disclosure import Rules
from reports.disclosure.pattern import Search
from reports.disclosure.protect import _searched
from tests.reports.attacking import interval
from tests.reports.composed_cohorts import table

RULES = Rules(k=5)
TEN = [10] * 10
MADE = table(
    {row: dict.fromkeys("WXYZ", TEN) for row in "BCD"} | {"A": {"W": 5, "X": TEN, "Y": TEN, "Z": TEN}}
)


def cell(name):
    return MADE.number(row=name[0], column=name[1])


class Generous(Search):
    """Hides a cell too many every time."""

    def __init__(self, cohort, primary, *, too_many):
        super().__init__(cohort, primary, seconds=10)
        self._too_many = too_many

    def cheapest(self, *asked):
        return super().cheapest(*asked) | {self._too_many}


def test_a_cell_that_is_hidden_for_nothing_is_shown_in_the_end():
    unsafe = frozenset({cell("AW")})
    plain = _searched(MADE, RULES, unsafe, Search(MADE, unsafe, seconds=10)).hidden
    alone = next(
        cell(row + column) for row in "BCD" for column in "XYZ" if is_beside_none(row, column, plain)
    )
    found = _searched(MADE, RULES, unsafe, Generous(MADE, unsafe, too_many=alone))
    assert found.hidden == plain
    assert found.primary == unsafe


def is_beside_none(row, column, hidden):
    beside = [row + other for other in "WXYZ"] + [other + column for other in "ABCD"]
    return not any(cell(name) in hidden for name in beside)


def test_nothing_that_is_hidden_for_others_is_known():
    unsafe = frozenset({cell("AW")})
    hidden = _searched(MADE, RULES, unsafe, Search(MADE, unsafe, seconds=10)).hidden
    pay = next(sums for sums in MADE.sums if sums.measure is Measure.PAY)
    for one in hidden:
        least, most = interval(pay, hidden, one)
        assert most - least >= 1

"""A search that is out of time ends at once, with whole rows hidden."""

from itertools import count

import pytest

from reports.audit import Demands, audit
from reports.disclosure import Rules, protect
from tests.reports.composed_cohorts import composed, table

RULES, DEMANDS = Rules(k=5), Demands(k=5, p=10)
TEN = [10] * 10


def after(calls):
    """Over once it was asked so often."""
    asked = count(1)
    return lambda: next(asked) > calls


def test_of_a_table_with_a_hidden_cell_only_margins_are_left():
    made = table({row: {"X": TEN, "Y": TEN, "Z": TEN} for row in "ABC"} | {"D": {"X": 5, "Y": TEN, "Z": TEN}})
    found = protect(made, RULES, is_over=lambda: True)
    assert found.primary == {made.number(row="D", column="X")}
    assert found.hidden == {made.number(row=row, column=column) for row in "ABCD" for column in "XYZ"}
    assert not audit(made, found.hidden, DEMANDS).findings
    assert len(protect(made, RULES).hidden) == 4


def test_a_column_with_one_filled_cell_goes_with_it_and_only_the_whole_is_left():
    made = table({"A": {"X": TEN, "Y": TEN}, "B": {"X": 5, "Y": 0}})
    found = protect(made, RULES, is_over=lambda: True)
    shown = {made.number(), made.number(row="B", column="Y")}
    assert found.hidden == set(range(len(made.cells))) - shown
    assert not audit(made, found.hidden, DEMANDS).findings


def test_the_total_of_a_row_with_one_filled_cell_goes_with_that_cell():
    made = table({"A": {"X": TEN, "Y": TEN}, "B": {"X": TEN, "Y": []}, "C": {"X": 5, "Y": TEN}})
    found = protect(made, RULES, is_over=lambda: True)
    assert made.number(row="B") in found.hidden
    assert made.number() not in found.hidden
    assert not audit(made, found.hidden, DEMANDS).findings


def test_a_table_without_an_unsafe_cell_is_shown_whole_in_no_time():
    assert protect(table({"A": {"X": TEN, "Y": TEN}}), RULES, is_over=lambda: True).hidden == frozenset()


@pytest.mark.parametrize("calls", [0, 1, 5, 20])
def test_wherever_it_ends_all_that_is_unsafe_is_hidden_and_nobody_learns_of_it(calls):
    made = composed(2, 60)
    found = protect(made, RULES, is_over=after(calls))
    assert found.primary <= found.hidden
    assert found == protect(made, RULES, is_over=lambda: True)
    assert not audit(made, found.hidden, DEMANDS).findings


def test_with_time_enough_the_pattern_is_that_without_an_end():
    made = composed(2, 60)
    assert protect(made, RULES, is_over=after(10**6)) == protect(made, RULES)

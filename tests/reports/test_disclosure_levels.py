"""What is asked of each hidden cell, number by number: in which measure, which way, and how much."""

import pytest

from reports.cohorts import Contribution, Layout, Measure, cohort
from reports.disclosure import Rules
from reports.disclosure.levels import levels
from tests.reports.composed_cohorts import table

TEN = [10] * 10
HOUR = 3600
KINDS = tuple("abcdefghijklmnopqrst")


def ways(made, cell, measure, rules):
    """Which way and how much, in the order it is asked."""
    return [
        (one.sign, one.amount)
        for one in levels(made, {cell}, rules)
        if made.sums[one.block].measure is measure and made.sums[one.block].cells[one.number] == cell
    ]


def by_kind(kinds_of_each, pay=0):
    """One row, in which each number is of how many kinds a writer does the first ones."""
    made = [
        Contribution(writer, {"row": "A", "kind": kind}, {Measure.HOURS: HOUR, Measure.PAY: pay})
        for writer, count in enumerate(kinds_of_each)
        for kind in KINDS[:count]
    ]
    layout = Layout("table", {"row": ("A", "B"), "kind": KINDS})
    return cohort([layout], {"table": made}, len(kinds_of_each))


def test_first_upwards_and_then_downwards():
    made = table({"A": {"X": [50, 49, 1], "Y": TEN}})
    cell = made.number(row="A", column="X")
    assert ways(made, cell, Measure.PAY, Rules(k=5)) == [(1, 10), (-1, 10)]


def test_downwards_no_more_than_there_is_and_upwards_all_the_same():
    made = table({"A": {"X": [3], "Y": TEN}})
    cell = made.number(row="A", column="X")
    assert ways(made, cell, Measure.PAY, Rules(k=5, p=200)) == [(1, 6), (-1, 3)]


@pytest.mark.parametrize(
    ("others", "open_by"),
    [
        (3, 101),  # four writers: a tenth of 1,003, rounded up
        (4, 97),  # five are as many as k: 100 less the rest of 3
        (5, 96),
    ],
)
def test_a_cell_of_exactly_k_writers_is_not_one_of_too_few(others, open_by):
    made = table({"A": {"X": [1000, *[1] * others], "Y": TEN}})
    cell = made.number(row="A", column="X")
    assert ways(made, cell, Measure.PAY, Rules(k=5)) == [(1, open_by), (-1, open_by)]


def test_all_that_is_made_of_amounts_is_asked_for_but_hours_whose_parts_are():
    amounts = {Measure.PAY: 100, Measure.HOURS: HOUR, Measure.PAID_HOURS: 600}
    layout = Layout("table", {"row": ("A", "B")})
    made = cohort([layout], {"table": [Contribution(0, {"row": "A"}, amounts)]}, 1)
    cell = made.number(row="A")
    asked = {measure: ways(made, cell, measure, Rules(k=5)) for measure in Measure}
    assert {measure: found[0] for measure, found in asked.items() if found} == {
        Measure.PAY: (1, 10),
        Measure.PAID_HOURS: (1, 60),
        Measure.UNPAID_HOURS: (1, 300),
        Measure.WRITERS: (1, 1),
    }


def test_of_a_writer_who_is_alone_with_twenty_entries_a_tenth_of_them_is_asked():
    made = by_kind([20])
    assert ways(made, made.number(row="A"), Measure.WRITERS, Rules(k=5)) == [(1, 2), (-1, 2)]


def test_no_writer_stands_out_by_the_number_of_her_entries():
    made = by_kind([6, 1, 1, 1, 1])
    cell = made.number(row="A")
    assert ways(made, cell, Measure.HOURS, Rules(k=5, p=100)) == []
    assert ways(made, cell, Measure.UNPAID_HOURS, Rules(k=5, p=100)) == [(1, 3 * HOUR), (-1, 3 * HOUR)]
    assert ways(made, cell, Measure.WRITERS, Rules(k=5, p=100)) == [(1, 1), (-1, 1)]


def test_of_cells_that_are_not_hidden_nothing_is_asked():
    made = table({"A": {"X": [3], "Y": TEN}, "B": {"X": TEN, "Y": TEN}})
    cell = made.number(row="A", column="X")
    sums = {
        (made.sums[one.block].measure, int(made.sums[one.block].cells[one.number]))
        for one in levels(made, {cell}, Rules(k=5))
    }
    assert sums == {(Measure.PAY, cell), (Measure.WRITERS, cell)}

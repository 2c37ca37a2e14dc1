"""What an attacker starts from: what she knows of each sum, and what hangs together by which equations."""

from fractions import Fraction

import numpy as np
import pytest

from reports.audit import Demands, Interval, NotTheTruth, UnusableDemand
from reports.audit.published import furthest, known
from reports.audit.system import FAR, Row, adding_up, overlapping, systems
from reports.cohorts import Equation
from tests.reports.audited_tables import cells, grid, learned


def ends(values, hidden, low=None, high=None):
    """How far each sum may be below and above the truth."""
    shown = None if low is None else Interval(np.array(low), np.array(high))
    found = known(np.array(values), np.array(hidden), shown)
    return found.down.tolist(), found.up.tolist()


def test_a_hidden_sum_is_0_or_more_and_at_most_ten_times_the_largest():
    assert ends([3, 1, 0], [True, False, True]) == ([3, 0, 0], [37, 0, 40])


@pytest.mark.parametrize(("values", "beyond"), [([0], 10), ([1], 20), ([7, 70], 710)])
def test_the_upper_end_is_beyond_every_sum_also_where_all_are_0(values, beyond):
    assert furthest(np.array(values)) == beyond


def test_of_a_rounded_sum_its_interval_is_known_and_that_nothing_is_below_0():
    assert ends([5, 5, 5], [False] * 3, [2, 0, -4], [9, 5, 6]) == ([3, 5, 5], [4, 0, 1])


def test_the_interval_of_a_hidden_sum_is_not_read():
    assert ends([5, 5], [True, False], [9, 5], [9, 5]) == ([5, 0], [55, 0])


@pytest.mark.parametrize(("low", "high"), [(6, 9), (1, 4)])
def test_an_interval_beside_the_truth_is_refused_in_a_sentence(low, high):
    with pytest.raises(
        NotTheTruth, match=r"^A published interval does not hold the sum that it stands for\.$"
    ):
        ends([5], [False], [low], [high])


def test_what_a_hidden_cell_gains_its_hidden_margin_gains():
    sales = grid("A X=20 Y=30\nB X=40 Y=25")
    hidden = cells(sales, "AX BX A. B.")
    assert learned(sales, hidden) == {"AX": (0, 60), "BX": (0, 60), "A.": (30, 90), "B.": (25, 85)}


def test_where_even_the_total_is_hidden_there_is_no_upper_end():
    sales = grid("A X=20 Y=30\nB X=40 Y=25")
    seen = learned(sales, frozenset(range(len(sales.cells))))
    assert set(seen.values()) == {(0, float("inf"))}


def test_the_parts_are_their_total():
    assert list(adding_up([Equation(0, (1, 2))])) == [Row([(0, -1), (1, 1), (2, 1)], 0, 0)]


def test_different_writers_are_at_least_those_of_each_part_and_at_most_those_of_all():
    assert list(overlapping([Equation(0, (1, 2))], np.array([7, 4, 5]))) == [
        Row([(0, -1), (1, 1)], -FAR, 3),
        Row([(0, -1), (2, 1)], -FAR, 2),
        Row([(0, 1), (1, -1), (2, -1)], -FAR, 2),
    ]


@pytest.mark.parametrize(("down", "up"), [([1, 0], [0, 1]), ([0, 1], [1, 0])])
def test_a_sum_that_may_be_1_less_or_1_more_is_not_known(down, up):
    (only,) = systems([Row([(0, 1), (1, 1)], 0, 0)], ends_of(down, up), is_whole=False)
    assert only.numbers.tolist() == [0, 1]
    assert only.rows.toarray().tolist() == [[1, 1]]


def ends_of(down, up):
    return known(np.array([5, 5]), np.zeros(2, dtype=bool), Interval(5 - np.array(down), 5 + np.array(up)))


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"k": 0, "p": 10}, "k = 0"),
        ({"k": 5, "p": 0}, "p = 0"),
        ({"k": 5, "p": 101}, "p = 101"),
        ({"k": 5, "p": 10, "coalition": 1}, "coalition = 1"),
    ],
)
def test_a_demand_that_is_refused_is_named_with_its_number(values, asked):
    with pytest.raises(UnusableDemand, match=rf"^The audit cannot ask for {asked}\.$"):
        Demands(**values)


@pytest.mark.parametrize(
    ("p", "share"), [(10, Fraction(1, 10)), (0.1, Fraction(1, 1000)), (Fraction(1, 1001), Fraction(1, 10**5))]
)
def test_p_is_an_exact_share_down_to_a_thousandth_of_a_per_cent(p, share):
    assert Demands(k=5, p=p).share == share

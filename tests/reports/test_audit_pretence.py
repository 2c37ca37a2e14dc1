"""No float is believed: what could not be checked in whole numbers raises the alarm."""

from fractions import Fraction

import numpy as np
import pytest

from reports.audit.pretence import Pretences
from reports.audit.published import Known
from reports.audit.system import FAR, Row, systems


def search(rows, down, up, *, is_whole=False):
    (only,) = systems(rows, Known(np.array(down), np.array(up)), is_whole=is_whole)
    return Pretences(only)


@pytest.mark.parametrize(("parts", "is_found"), [(2, True), (12, True), (13, False)])
def test_a_corner_that_is_no_simple_fraction_counts_as_none(parts, is_found):
    tied = search([Row([(0, parts), (1, -1)], 0, 0)], [0, 0], [100, 1])
    assert tied.furthest(0, 1) == pytest.approx(1 / parts)
    assert tied.reach(0, 1, Fraction(1, 20)) is is_found


def test_a_table_found_once_serves_again_nearer_to_the_truth():
    tied = search([Row([(0, 1), (1, 1)], 0, 0)], [9, 9], [9, 9])
    assert tied.reach(0, 1, Fraction(9))
    assert not tied.reach(0, 1, Fraction(91, 10))
    assert not tied.reach(0, 1, 9 + Fraction(1, 10**12)), "less than a float can tell"
    assert tied.reach(1, -1, Fraction(1, 3), Known(np.array([1, 1]), np.array([1, 1])))
    assert not tied.reach(1, -1, Fraction(1, 3), Known(np.array([0, 0]), np.array([0, 9])))


def test_whole_numbers_are_not_brought_nearer():
    tied = search([Row([(0, 1), (1, -2)], 0, 0)], [0, 0], [9, 9], is_whole=True)
    assert tied.reach(1, 1, Fraction(1))
    assert not tied.reach(1, 1, Fraction(1, 10), Known(np.array([0, 0]), np.array([1, 1])))


def test_a_row_without_a_lower_end_binds_on_one_side_only():
    one_sided = search([Row([(0, 1)], -FAR, 3)], [50], [50])
    assert (one_sided.furthest(0, 1), one_sided.furthest(0, -1)) == (3, 50)


def test_a_solver_that_gives_up_raises_the_alarm():
    tied = search([Row([(0, 1), (1, -1)], 0, 0)], [5, 5], [5, 5])
    nothing_fits = Known(np.array([-3, 5]), np.array([5, 2]))
    assert not tied.reach(0, 1, Fraction(1), nothing_fits)
    assert tied.furthest(0, 1, nothing_fits) == 0


def test_parts_that_hang_together_by_nothing_are_solved_apart():
    rows = [Row([(0, 1), (1, -1)], 0, 0), Row([(2, 1), (3, -1)], 0, 0), Row([(4, 1)], 0, 0)]
    unknown = Known(np.array([1, 1, 1, 1, 0]), np.array([1, 1, 1, 1, 0]))
    assert [part.numbers.tolist() for part in systems(rows, unknown, is_whole=False)] == [[0, 1], [2, 3]]

"""Another table is believed only when it fits in whole numbers: to the last unit, in parts, for whoever looks."""

from fractions import Fraction

import numpy as np
import pytest

from reports.audit.pretence import Pretence, Pretences
from reports.audit.published import Known
from reports.audit.system import FAR, Row, systems

OPPOSITE = [Row([(0, 1), (1, 1)], 0, 0)]


def within(down, up=None):
    return Known(np.array(down), np.array(down if up is None else up))


def search(rows=OPPOSITE, down=(9, 9), up=(9, 9), *, is_whole=False):
    (only,) = systems(rows, within(down, up), is_whole=is_whole)
    return Pretences(only)


def other(*shift, parts=1):
    return Pretence(np.array(shift), parts)


@pytest.mark.parametrize(
    ("made", "way", "need", "known", "serves"),
    [
        (other(6, -6), (0, 1), 6, [9, 9], True),
        (other(6, -6), (0, 1), Fraction(601, 100), [9, 9], False),
        (other(6, -6), (0, -1), 1, [9, 9], False),
        (other(6, -6), (1, -1), 6, [9, 9], True),
        (other(6, -6, parts=2), (0, 1), 3, [9, 9], True),
        (other(6, -6, parts=2), (0, 1), 4, [9, 9], False),
        # Brought nearer to the truth, by a half and to a third.
        (other(6, -6), (0, 1), 3, [3, 3], True),
        (other(6, -6), (0, 1), 3, [2, 9], False),
        (other(6, -6), (0, 1), 3, [9, 2], False),
        (other(6, -6), (0, 1), Fraction(1, 3), [1, 1], True),
        (other(6, -6), (0, 1), Fraction(1, 3), [1, 0], False),
        (other(6, -6, parts=5), (0, 1), Fraction(6, 5), [2, 2], True),
        (other(6, -6, parts=5), (0, 1), Fraction(6, 5), [1, 2], False),
    ],
)
def test_a_table_serves_where_it_goes_as_far_and_fits_nearer_to_the_truth(made, way, need, known, serves):
    assert search()._serves(made, *way, Fraction(need), within(known)) is serves


@pytest.mark.parametrize(
    ("known", "serves"), [([6, 6], True), ([5, 9], False), ([9, 5], False), ([3, 3], False)]
)
def test_whole_numbers_serve_as_they_are(known, serves):
    whole = search(is_whole=True)
    assert whole._serves(other(6, -6), 0, 1, Fraction(3), within(known)) is serves


def test_up_and_down_are_two_things():
    assert search()._serves(other(6, -6), 0, 1, Fraction(6), within([0, 6], [6, 0]))
    assert not search()._serves(other(6, -6), 0, 1, Fraction(6), within([6, 0], [0, 6]))


@pytest.mark.parametrize(
    ("distances", "made"),
    [
        ([4, -4], ([4, -4], 1)),
        ([4.0000001, -3.9999999], ([4, -4], 1)),
        ([9, -9], ([9, -9], 1)),
        ([9.5, -9.5], None),
        ([-9.5, 9.5], None),
        ([4, -3], None),
        ([3, -4], None),
    ],
)
def test_what_a_solver_says_counts_as_the_simplest_fractions_that_fit(distances, made):
    found = search()._made(np.array(distances), within([9, 9]))
    assert (None if found is None else (found.shift.tolist(), found.parts)) == made


@pytest.mark.parametrize(
    ("distances", "made"),
    [
        ([0.5, 6], ([1, 12], 2)),
        ([7 / 12, 7], ([7, 84], 12)),
        ([9, 108], ([9, 108], 1)),
        ([1 / 13, 12 / 13], None),
    ],
)
def test_where_whole_numbers_do_not_fit_parts_do(distances, made):
    found = search([Row([(0, 12), (1, -1)], 0, 0)], (9, 108), (9, 108))._made(
        np.array(distances), within([9, 108])
    )
    assert (None if found is None else (found.shift.tolist(), found.parts)) == made


def test_each_of_the_simple_fractions_is_tried():
    parts = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)
    tied = search([Row([(0, 5040), (1, 1)], 0, 0)], [9, 10**6], [9, 10**6])
    for one in parts:
        found = tied._made(np.array([1 / one, -5040 / one]), tied.system.known)
        assert found.shift[0] * one == found.parts


@pytest.mark.parametrize(("sum_of_both", "is_made"), [(4, False), (3, True), (-2, True), (-3, False)])
def test_a_row_holds_at_both_its_ends(sum_of_both, is_made):
    tied = search([Row([(0, 1), (1, 1)], -2, 3)])
    assert (tied._made(np.array([sum_of_both, 0]), within([9, 9])) is not None) is is_made


def test_whole_numbers_have_no_parts():
    whole = search([Row([(0, 1), (1, 1)], -2, 3)], is_whole=True)
    assert whole._made(np.array([3.5, 0.0]), within([9, 9])) is None
    assert whole._made(np.array([2.0, 1.0]), within([9, 9])).parts == 1
    twice = [Row([(0, 2), (1, -1)], 0, 0)]
    assert search(twice)._made(np.array([0.5, 1.0]), within([9, 9])).parts == 2
    assert search(twice, is_whole=True)._made(np.array([0.5, 1.0]), within([9, 9])) is None


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("need", "is_reached"), [(Fraction(1), True), (Fraction(7, 2), True), (4, True), (5, False)]
)
def test_a_sum_is_reached_up_to_the_end_of_what_hangs_on_it(is_whole, sign, need, is_reached):
    tied = search(down=(9, 4), up=(9, 4), is_whole=is_whole)
    assert tied.reach(0, sign, Fraction(need)) is is_reached
    assert tied.furthest(0, sign) == pytest.approx(4)
    assert tied.furthest(1, sign) == pytest.approx(4)


def test_each_way_has_its_own_end():
    tied = search(down=(1, 2), up=(3, 4))
    ends = {(at, sign): tied.furthest(at, sign) for at in (0, 1) for sign in (1, -1)}
    assert ends == pytest.approx({(0, 1): 2, (0, -1): 1, (1, 1): 1, (1, -1): 2})
    assert [tied.reach(at, sign, Fraction(2)) for at, sign in ends] == [True, False, False, True]


def test_one_unit_of_ten_thousand_millions_is_told_apart():
    much = 10**10
    tied = search(down=(much, much), up=(much, much))
    assert tied.reach(0, 1, Fraction(much))
    assert not tied.reach(0, 1, Fraction(much + 1))
    assert not tied.reach(0, 1, Fraction(much), within([much, much - 1], [much, much]))
    assert tied.furthest(0, 1) == pytest.approx(much)


def test_for_whoever_knows_more_another_table_is_looked_for():
    rows = [Row([(0, 1), (1, 1), (2, 1)], 0, 0)]
    tied = search(rows, (9, 9, 9), (9, 9, 9))
    assert tied.reach(0, 1, Fraction(5))
    for known in (within([9, 0, 9]), within([9, 9, 0])):
        assert tied.reach(0, 1, Fraction(5), known)
    assert not tied.reach(0, 1, Fraction(5), within([9, 2, 2]))
    assert tied.reach(0, 1, Fraction(4), within([9, 2, 2]))


def test_a_row_without_an_end_below_has_none_in_any_unit():
    much = 10**9
    tied = search([Row([(0, 1), (1, 1)], -FAR, 0)], (much, much), (much, much))
    assert tied.reach(0, -1, Fraction(much))
    assert tied.furthest(1, -1) == pytest.approx(much)
    assert tied.furthest(1, 1) == pytest.approx(much)


@pytest.mark.parametrize("is_whole", [True, False])
def test_what_was_found_serves_again_without_a_search(monkeypatch, is_whole):
    tied = search(is_whole=is_whole)
    assert tied.reach(0, 1, Fraction(9))

    def none(*_):
        raise AssertionError("searched again")

    monkeypatch.setattr(tied, "_extreme", none)
    assert tied.reach(0, 1, Fraction(9)), "as far"
    assert tied.reach(1, -1, Fraction(9), within([0, 9], [9, 0])), "the same seen from the other side"
    if not is_whole:
        assert tied.reach(0, 1, Fraction(3), within([0, 3], [3, 0])), "nearer"
        assert tied.reach(0, 1, Fraction(1, 3), within([0, 1], [1, 0])), "nearer than a unit"
    for at, sign, need in [(0, -1, 1), (1, 1, 1), (0, 1, 10)]:
        with pytest.raises(AssertionError, match="searched again"):
            tied.reach(at, sign, Fraction(need))


@pytest.mark.parametrize(
    ("sign", "need", "down", "up"),
    [
        (1, Fraction(3), [9, 8], [3, 6]),
        (1, Fraction(5, 2), [9, 8], [3, 6]),
        (1, Fraction(20), [9, 8], [7, 6]),
        (-1, Fraction(3), [3, 8], [7, 6]),
        (-1, Fraction(20), [9, 8], [7, 6]),
    ],
)
def test_in_whole_numbers_no_further_is_searched_than_is_needed(sign, need, down, up):
    tied = search(is_whole=True)
    kept = tied._no_further(0, sign, need, within([9, 8], [7, 6]))
    assert (kept.down.tolist(), kept.up.tolist()) == (down, up)

"""Two releases of the same cells: their difference must not be one writer's."""

import pytest

from reports.audit import Demands, Kind, NotReleasable, Released, check_difference, differences
from reports.cohorts import Contribution, Layout, Measure, cohort

LAYOUT = Layout("table", {"row": ("A", "B")})
DEMANDS = Demands(k=3, p=10)


def released(pay_in_a, *, who=None, hidden=(), hours=None):
    """A release in which each number is the pay of one writer in A; ten more are in B."""
    made = [
        Contribution(writer, {"row": "A"}, {Measure.PAY: pay, Measure.HOURS: (hours or {}).get(writer, 1)})
        for writer, pay in enumerate(pay_in_a)
    ]
    count = len(made)
    made += [Contribution(count + more, {"row": "B"}, {Measure.PAY: 50}) for more in range(10)]
    numbers = cohort([LAYOUT], {"table": made}, count + 10)
    names = [*(who or [f"a{number}" for number in range(count)]), *(f"b{number}" for number in range(10))]
    return Released(numbers, frozenset(numbers.number(row=row) for row in hidden), names)


def test_the_same_release_twice_tells_nothing():
    assert check_difference(released([5, 6, 7]), released([5, 6, 7]), DEMANDS) is None


def test_one_more_writer_can_be_subtracted():
    findings = list(differences(released([100, 200, 207]), released([100, 200, 207, 33]), DEMANDS))
    assert {one.kind for one in findings} == {Kind.FEW_CHANGES}
    assert {
        (dict(one.place).get("row", "."), one.high) for one in findings if one.measure is Measure.PAY
    } == {
        ("A", 33),
        (".", 33),
    }
    with pytest.raises(NotReleasable, match="changed since an earlier release by fewer writers"):
        check_difference(released([100, 200, 207]), released([100, 200, 207, 33]), DEMANDS)


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ([11, 20, 30, 40], {Kind.FEW_CHANGES}),
        ([11, 21, 30, 40], {Kind.FEW_CHANGES}),
        ([11, 21, 31, 40], set()),
        ([11, 21, 131, 40], {Kind.LARGE_CHANGE}),  # 1 is less than a tenth of 101
        ([0, 10, 20, 40], set()),
        ([11, 19, 31, 39], set()),  # the cell is the same, four changed
    ],
)
def test_a_change_is_of_enough_writers_and_of_none_mostly(after, kinds):
    assert {one.kind for one in differences(released([10, 20, 30, 40]), released(after), DEMANDS)} == kinds


def test_hours_of_many_do_not_cover_the_pay_of_one():
    later = released([10, 20, 30, 41], hours={0: 2, 1: 2, 2: 2, 3: 2})
    told = list(differences(released([10, 20, 30, 40]), later, DEMANDS))
    assert {(one.kind, one.measure) for one in told} == {(Kind.FEW_CHANGES, Measure.PAY)}


def test_writers_are_known_again_under_another_number():
    assert not list(
        differences(released([10, 20, 30]), released([30, 20, 10], who=["a2", "a1", "a0"]), DEMANDS)
    )


def test_a_cell_hidden_in_one_of_both_is_no_difference_of_that_cell():
    told = differences(released([10, 20, 30]), released([11, 20, 30], hidden="A"), DEMANDS)
    assert {one.place for one in told} == {()}

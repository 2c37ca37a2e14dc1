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
    """E10: 540 - 507 = 33 is her pay."""
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


FOUR = Layout("table", {"row": ("A", "B", "C", "D")})


def four_rows(*, hidden, layout=FOUR, **pay):
    """A release of four rows in which each number is the pay of one writer, who has one hour."""
    writers = [(row, number, amount) for row, amounts in pay.items() for number, amount in enumerate(amounts)]
    made = [
        Contribution(at, {"row": row}, {Measure.PAY: amount, Measure.HOURS: 1})
        for at, (row, _, amount) in enumerate(writers)
    ]
    numbers = cohort([layout], {"table": made}, len(made))
    names = [f"{row}{number}" for row, number, _ in writers]
    return Released(numbers, frozenset(numbers.number(row=row) for row in hidden), names)


def told_of_total(before, after):
    told = list(differences(before, after, DEMANDS))
    assert {one.place for one in told} <= {()}
    return sorted((one.measure.value, one.high) for one in told)


MANY, CHANGED = [10, 10, 10, 10, 10], [11, 11, 11, 11, 11]


def test_what_is_hidden_together_in_both_changed_by_one_writer_though_the_total_changed_by_many():
    before = four_rows(A=MANY, B=[10, 10], C=[10, 10], D=MANY, hidden="BC")
    after = four_rows(A=CHANGED, B=[10, 10], C=[43, 10], D=MANY, hidden="BC")
    assert told_of_total(before, after) == [("pay", 33)]


def test_of_what_either_hides_the_change_is_told_together():
    before = four_rows(A=MANY, B=MANY, C=[10, 10], D=[10, 10], hidden="CD")
    after = four_rows(A=CHANGED, B=MANY, C=[43, 10], D=[10, 10], hidden="BCD")
    assert told_of_total(before, after) == [("pay", 33)]
    assert told_of_total(after, before) == [("pay", -33)]


def test_what_one_hides_together_and_the_other_shows_part_by_part_is_told_by_itself():
    before = four_rows(A=MANY, B=MANY, C=MANY, D=MANY, hidden="AB")
    after = four_rows(A=[43, *MANY[1:]], B=MANY, C=CHANGED, D=MANY, hidden="CD")
    assert told_of_total(before, after) == [("pay", 33)]
    assert told_of_total(after, before) == [("pay", -33)], "also the other way round"


def test_a_part_that_came_to_the_table_later_belongs_to_the_rest():
    three = Layout("table", {"row": ("A", "B", "C")})
    before = four_rows(A=MANY, B=MANY, C=MANY, layout=three, hidden="")
    after = four_rows(A=CHANGED, B=MANY, C=MANY, D=[33], hidden="D")
    assert ("pay", 33) in told_of_total(before, after)


def test_what_is_hidden_beside_a_hidden_total_is_told_by_nothing():
    before, after = (four_rows(A=MANY, B=MANY, C=[10, amount], D=MANY, hidden="C") for amount in (10, 43))
    total = frozenset({before.cohort.number()})
    before, after = (Released(one.cohort, one.hidden | total, one.who) for one in (before, after))
    assert not list(differences(before, after, DEMANDS))


def test_a_rest_that_changed_by_enough_is_no_finding():
    before = four_rows(A=MANY, B=[10, 10], C=[10, 10], D=MANY, hidden="BC")
    after = four_rows(A=CHANGED, B=[11, 11], C=[11, 11], D=MANY, hidden="BC")
    assert not told_of_total(before, after)

"""What is found in the changes between two releases: of which table, at which margin, how large, and how much was missing."""

import pytest

from reports.audit import Demands, Kind, Released, differences
from reports.cohorts import Contribution, Layout, Measure, cohort

ROWS, COLUMNS = ("A", "B", "C"), ("X", "Y")
TABLE = Layout("table", {"row": ROWS, "column": COLUMNS})
BY_ROW = Layout("by_row", {"row": ROWS})
BY_MODEL = Layout("by_model", {"model": ("hour", "piece")})
DEMANDS = Demands(k=3, p=10)


def released(layouts, of_writers, hidden=()):
    """A release in which each writer has a name, the values of her one row of work, and her pay for it."""
    made = [
        Contribution(number, values, {Measure.PAY: pay}) for number, (_, values, pay) in enumerate(of_writers)
    ]
    tables = {
        layout.name: [one for one in made if layout.dimensions.keys() <= one.values.keys()]
        for layout in layouts
    }
    numbers = cohort(layouts, tables, len(made))
    places = frozenset(numbers.number(**values) for values in hidden)
    return Released(numbers, places, [name for name, _, _ in of_writers])


def writers(row, pays, **values):
    """Some writers of a row, with a number each."""
    return [(f"{row}{number}", {"row": row, **values}, pay) for number, pay in enumerate(pays)]


def pay_of(findings):
    return [one for one in findings if one.measure is Measure.PAY]


def test_a_change_of_too_few_says_by_how_much_and_how_many_there_ought_to_be():
    before, after = (released([BY_ROW], writers("A", [10, 20, 30, amount])) for amount in (40, 73))
    told = pay_of(differences(before, after, DEMANDS))
    assert [(one.kind, one.low, one.high, one.needed) for one in told] == [
        (Kind.FEW_CHANGES, 33, 33, DEMANDS.k)
    ] * 2


def test_a_change_that_is_mostly_of_one_says_where_by_how_much_and_what_is_lacking():
    before = released([BY_ROW], writers("A", [10, 20, 30, 40]) + writers("B", [10] * 4))
    after = released([BY_ROW], writers("A", [111, 21, 31, 40]) + writers("B", [10] * 4))
    told = pay_of(differences(before, after, DEMANDS))
    assert {one.place for one in told} == {(("row", "A"),), ()}
    # A tenth of 101 is 10.1, of which the 1 of the third hides 1.
    assert {(one.kind, one.low, one.high) for one in told} == {(Kind.LARGE_CHANGE, 103, 103)}
    assert [one.needed for one in told] == pytest.approx([9.1, 9.1])


@pytest.mark.parametrize(("third", "kinds"), [(9, {Kind.LARGE_CHANGE}), (10, set())])
def test_the_third_change_is_to_be_a_tenth_of_the_largest_and_no_more(third, kinds):
    before, after = (released([BY_ROW], writers("A", pays)) for pays in ([500] * 3, [600, 590, 500 + third]))
    assert {one.kind for one in differences(before, after, DEMANDS)} == kinds


def test_a_table_that_came_later_is_compared_with_nothing():
    workers = writers("A", [10, 20, 30, 40], model="hour") + writers("B", [10] * 4, model="piece")
    before, after = released([BY_ROW], workers), released([BY_ROW, BY_MODEL], workers)
    assert not list(differences(before, after, DEMANDS))
    assert not list(differences(after, before, DEMANDS))


def test_entries_are_compared_table_by_table():
    layouts = [BY_ROW, BY_MODEL]
    stay = writers("B", [10] * 4, model="piece") + writers("C", [10] * 4, model="hour")
    before, after = (
        released(layouts, [("ann", {"row": row, "model": "hour"}, 10), *stay]) for row in ("B", "C")
    )
    told = {one.place for one in differences(before, after, DEMANDS) if one.measure is Measure.WRITERS}
    assert told == {(("row", "B"),), (("row", "C"),)}


def test_what_hangs_on_a_total_is_compared_along_each_of_its_dimensions():
    def release(pay_of_ann):
        inner = [{"row": row, "column": column} for row in ROWS for column in COLUMNS]
        raised = 5 * (pay_of_ann > 10)
        crowd = [
            (f"{row}{column}{number}", {"row": row, "column": column}, 10 + (raised if row == "A" else 0))
            for row in ROWS
            for column in COLUMNS
            for number in range(5)
        ]
        ann = ("ann", {"row": "B", "column": "X"}, pay_of_ann)
        return released([TABLE], [ann, *crowd], [*inner, {"row": "B"}, {"row": "C"}])

    told = pay_of(differences(release(10), release(14), DEMANDS))
    # Ten of A and five of each column hide her; what the rows B and C have together changed by her alone.
    assert [(one.kind, one.place, one.high) for one in told] == [(Kind.FEW_CHANGES, (), 4)]


def test_a_total_that_only_one_of_both_shows_is_compared_with_nothing():
    people = [*writers("A", [10] * 4), *writers("B", [10] * 4)]
    before, after = released([BY_ROW], people, [{"row": "B"}]), released([BY_ROW], people, [{}])
    assert not list(differences(before, after, DEMANDS))
    assert not list(differences(after, before, DEMANDS))

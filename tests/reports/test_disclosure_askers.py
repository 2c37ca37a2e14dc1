"""What is asked for the sake of those who know their own part: who asks, of which cell, and how much, by the letter."""

import pytest

from reports.cohorts import Contribution, Layout, Measure, cohort
from reports.disclosure import Rules
from reports.disclosure.insider import insiders
from tests.reports.composed_cohorts import table

HOUR = 3600
ANN, BOB, CEM, DEE, EVA = range(5)


def asked(made, cells, rules, measure=Measure.PAY):
    """Who asks, of which cell, how much upwards."""
    found = [one for one in insiders(made, cells, rules) if made.sums[one.block].measure is measure]
    assert all(one.sign == 1 for one in found)
    return [(one.knower, int(made.sums[one.block].cells[one.number]), one.amount) for one in found]


def held(by_place):
    """A cohort in which each place says what each writer holds there."""
    layout = Layout("table", {"row": ("A",), "column": ("X", "Y", "Z")})
    made = [
        Contribution(writer, {"row": "A", "column": column}, {Measure.PAY: amount})
        for column, amounts in by_place.items()
        for writer, amount in amounts.items()
    ]
    return cohort([layout], {"table": made}, 1 + max(one.writer for one in made))


@pytest.mark.parametrize(
    ("p", "amounts"),
    [
        # Of 50, 49 and 1. The second: 50 * 1.1 + 49 - 100 = 4. The first: 49 * 1.1 + 50 - 100 = 3.9, rounded up.
        (10, {(ANN,): 4, (BOB,): 4}),
        (2, {(ANN,): 0, (BOB,): 0}),  # 51 + 49 - 100 is 0
        (3, {(ANN,): 1, (BOB,): 1}),  # 0.47 and 0.5
        # The third, too: 50 * 2 + 1 - 100 = 1.
        (100, {(ANN,): 48, (BOB,): 49, (CEM,): 1}),
    ],
)
def test_the_others_of_a_cell_must_seem_to_have_p_per_cent_more_than_the_largest_of_them(p, amounts):
    made = table({"A": {"X": [50, 49, 1]}})
    cell = made.number(row="A", column="X")
    needed = {knower: amount for knower, amount in amounts.items() if amount}
    assert {who: amount for who, _, amount in asked(made, {cell}, Rules(p=p))} == needed


def test_what_is_asked_of_large_amounts_is_exact():
    made = table({"A": {"X": [50_000, 49_000, 1_000]}})
    told = asked(made, {made.number(row="A", column="X")}, Rules())
    assert [amount for _, _, amount in told] == [3_900, 4_000]


def test_of_one_who_has_a_single_unit_a_whole_one_is_asked():
    made = table({"A": {"X": 1, "Y": 30}})
    cell = made.number(row="A", column="X")
    assert asked(made, {cell}, Rules()) == [((BOB,), cell, 1)]


def test_who_is_not_in_a_cell_asks_about_one_who_is_alone_there():
    made = table({"A": {"X": 20, "Y": 30, "Z": [10] * 10}})
    cells = [made.number(row="A", column=column) for column in "XY"]
    told = asked(made, cells, Rules())
    assert {(who, cell, amount) for who, cell, amount in told if len(who) == 1 and who[0] < 2} == {
        ((BOB,), cells[0], 2),
        ((ANN,), cells[1], 3),
    }
    assert len(told) == 22, "and so does everybody else"


def test_what_is_asked_stands_cell_by_cell_for_each_who_asks():
    made = table({"A": {"X": 20, "Y": 30}, "B": {"X": 5}})
    cells = [made.number(row=row, column=column) for row, column in ("AX", "AY", "BX")]
    told = [who for who, cell, _ in asked(made, cells, Rules()) if cell in cells]
    assert told == sorted(told)


def test_two_who_are_a_whole_cell_ask_about_the_third_of_another():
    made = held({"X": {ANN: 5, BOB: 5}, "Y": {ANN: 40, BOB: 30, CEM: 20}, "Z": {DEE: 9}})
    cells = [made.number(row="A", column=column) for column in "XY"]
    told = asked(made, cells, Rules())
    # 20 * 1.1 + 70 - 90 = 2. The margin is no primary cell here.
    assert ((ANN, BOB), cells[1], 2) in told
    assert {who for who, _, _ in told if len(who) > 1} == {(ANN, BOB)}


def test_two_who_are_a_whole_cell_learn_nobody_there():
    made = held({"X": {ANN: 5, BOB: 5}, "Z": {DEE: 9}})
    cell = made.number(row="A", column="X")
    assert {who for who, _, _ in asked(made, {cell}, Rules())} == {(ANN,), (BOB,)}


@pytest.mark.parametrize(
    ("coalition", "groups"),
    [
        (None, {(ANN, BOB)}),
        (2, {(ANN, BOB)}),
        (3, {(ANN, BOB), (BOB, CEM, DEE)}),
    ],
)
def test_a_group_is_a_whole_cell_of_two_or_of_as_many_as_are_feared(coalition, groups):
    made = held({"X": {ANN: 5, BOB: 5}, "Y": {DEE: 5, CEM: 5, BOB: 5}, "Z": {EVA: 70}})
    cells = [made.number(row="A", column=column) for column in "XYZ"]
    told = asked(made, cells, Rules(coalition=coalition))
    assert {who for who, _, _ in told if len(who) > 1} == groups


def test_a_group_of_two_cells_asks_once():
    made = held({"X": {ANN: 5, BOB: 5}, "Y": {BOB: 8, ANN: 7}, "Z": {CEM: 70}})
    cells = [made.number(row="A", column=column) for column in "XYZ"]
    told = [one for one in asked(made, cells, Rules()) if len(one[0]) > 1]
    assert told == [((ANN, BOB), cells[2], 7)]


def test_three_who_have_the_most_ask_about_the_fourth():
    made = held({"X": {ANN: 5, BOB: 5, CEM: 5}, "Y": {ANN: 40, BOB: 30, CEM: 25, DEE: 20}})
    cells = [made.number(row="A", column=column) for column in "XY"]
    told = asked(made, cells, Rules(coalition=3))
    assert ((ANN, BOB, CEM), cells[1], 2) in told


def test_of_hours_it_is_asked_part_by_part_and_of_writers_never():
    layout = Layout("table", {"row": ("A", "B")})
    amounts = {Measure.PAY: 100, Measure.HOURS: HOUR, Measure.PAID_HOURS: 600}
    made = cohort([layout], {"table": [Contribution(ANN, {"row": "A"}, amounts)]}, 2)
    cell = made.number(row="A")
    found = {measure: asked(made, {cell}, Rules(), measure) for measure in Measure}
    assert {measure: told for measure, told in found.items() if told} == {
        Measure.PAY: [((BOB,), cell, 10)],
        Measure.PAID_HOURS: [((BOB,), cell, 60)],
        Measure.UNPAID_HOURS: [((BOB,), cell, 300)],
    }

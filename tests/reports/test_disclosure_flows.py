"""How far a hidden sum can be moved: the room there is, what is asked of the solver, and what is missing."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import OptimizeResult

from reports.cohorts import Contribution, Layout, Measure, cohort
from reports.disclosure import flows
from reports.disclosure.flows import Block, Demand, flow, missing
from tests.reports.composed_cohorts import table

ANN, BOB, CEM, DEE = range(4)
MADE = table({"A": {"X": 20, "Y": 30}, "B": {"X": [24, 16], "Y": 25}})
AX, AY, BX, BY = (MADE.number(row=row, column=column) for row in "AB" for column in "XY")
A, B, TOTAL = MADE.number(row="A"), MADE.number(row="B"), MADE.number()
INNER = (AX, AY, BX, BY)
BLOCK = Block(MADE, MADE.sums[0])


def hidden(*cells, made=MADE):
    is_hidden = np.zeros(len(made.cells), dtype=bool)
    is_hidden[list(cells)] = True
    return is_hidden


def at(numbers, *cells):
    return [float(numbers[cell]) for cell in cells]


def test_to_the_public_every_sum_may_fall_to_nothing():
    room, exact = BLOCK.room(())
    assert room.tolist() == MADE.sums[0].values.tolist()
    assert not exact.any()


def test_a_writer_takes_off_what_is_hers_and_knows_where_she_is_alone():
    room, exact = BLOCK.room((CEM,))
    assert at(room, AX, BX, BY, A, TOTAL) == [20, 16, 25, 50, 91]
    assert not exact.any()
    room, exact = BLOCK.room((ANN,))
    assert at(room, AX, BX, A, TOTAL) == [0, 40, 30, 95]
    assert np.flatnonzero(exact).tolist() == [AX]


def test_several_know_together_where_nobody_else_is():
    room, exact = BLOCK.room((CEM, DEE))
    assert at(room, BX, TOTAL) == [0, 75]
    assert np.flatnonzero(exact).tolist() == [BX]
    room, exact = BLOCK.room((ANN, BOB))
    assert set(np.flatnonzero(exact).tolist()) == {AX, AY, A}


@pytest.mark.parametrize(
    ("amount", "sign", "target"),
    [
        (9_999, 1, 9_999),
        (10_000, 1, 10_001),
        (1_000_000, 1, 1_000_100),
        (15, -1, 15),
        (20, -1, 20),
        (1_000_000, -1, 20),
    ],
)
def test_a_little_more_is_asked_than_is_needed_and_no_fall_below_nothing(amount, sign, target):
    assert BLOCK.target(Demand(0, AX, sign, amount)) == target


def test_no_fall_below_what_is_known_to_be_there():
    assert BLOCK.target(Demand(0, BX, -1, 30, (CEM,))) == 16
    assert BLOCK.target(Demand(0, BX, 1, 30, (CEM,))) == 30


def test_the_cell_that_is_asked_for_goes_as_far_as_asked_and_others_as_far_as_they_can():
    low, high = BLOCK.limits(Demand(0, AX, 1, 10))
    assert at(low, AX, AY, BX, TOTAL) == [-2, -3, -4, -10]
    assert at(high, AX, AY, BX, TOTAL) == [1, 10, 10, 10]
    low, high = BLOCK.limits(Demand(0, AX, -1, 10))
    assert at(low, AX, AY, BX, TOTAL) == [-1, -3, -4, -10]
    assert at(high, AX, AY, BX, TOTAL) == [10, 10, 10, 10]


def test_what_somebody_knows_goes_nowhere():
    for sign in (1, -1):
        low, high = BLOCK.limits(Demand(0, BX, sign, 10, (ANN,)))
        assert at(low, AX) + at(high, AX) == [0, 0]
        assert at(low, AY) + at(high, AY) == [-3, 10]
    low, high = BLOCK.limits(Demand(0, AX, 1, 10, (ANN,)))
    assert at(low, AX) + at(high, AX) == [0, 0]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_flow_goes_as_far_as_asked_and_looks_the_same_from_outside(sign):
    found = flow(BLOCK, Demand(0, AX, sign, 10), hidden(*INNER), seconds=10)
    assert at(found, *INNER) == pytest.approx([10 * sign, -10 * sign, -10 * sign, 10 * sign])
    assert np.flatnonzero(found).tolist() == sorted(INNER)


@pytest.mark.parametrize(
    ("demand", "is_found"),
    [
        (Demand(0, AX, 1, 30), True),  # all of A Y
        (Demand(0, AX, 1, 31), False),
        (Demand(0, AX, -1, 20), True),
        (Demand(0, AY, 1, 20), True),
        (Demand(0, AY, 1, 21), False),
        (Demand(0, BY, 1, 30), True),
        (Demand(0, AX, 1, 16, (CEM,)), True),  # she has 24 of the 40 of B X
        (Demand(0, AX, 1, 17, (CEM,)), False),
        (Demand(0, AX, 1, 1, (BOB,)), False),
    ],
)
def test_a_cell_rises_as_far_as_those_that_fall_for_it(demand, is_found):
    assert (flow(BLOCK, demand, hidden(*INNER), seconds=10) is not None) is is_found


@pytest.mark.parametrize("sign", [1, -1])
def test_what_a_cell_gains_its_hidden_margin_gains(sign):
    hidden_ones = hidden(AX, BX, A, B)
    found = flow(BLOCK, Demand(0, AX, sign, 10), hidden_ones, seconds=10)
    assert at(found, AX, A, BX, B) == pytest.approx([10 * sign, 10 * sign, -10 * sign, -10 * sign])
    of_margin = flow(BLOCK, Demand(0, A, sign, 10), hidden_ones, seconds=10)
    assert at(of_margin, AX, A, BX, B) == pytest.approx([10 * sign, 10 * sign, -10 * sign, -10 * sign])


@pytest.mark.parametrize("shown", INNER)
def test_three_cells_of_a_rectangle_go_nowhere(shown):
    three = hidden(*(cell for cell in INNER if cell != shown))
    for cell in INNER:
        for sign in (1, -1):
            assert flow(BLOCK, Demand(0, cell, sign, 1), three, seconds=10) is None


CUBE = Layout("cube", {name: tuple(f"{name}{number}" for number in (1, 2)) for name in "abc"})


def cube(count=2):
    places = [{"a": a, "b": b, "c": c} for a in ("a1", "a2") for b in ("b1", "b2") for c in ("c1", "c2")]
    workers = [place for place in places for _ in range(count)]
    made = [Contribution(who, place, {Measure.PAY: 100}) for who, place in enumerate(workers)]
    return cohort([CUBE], {"cube": made}, len(made))


def test_only_writers_in_three_dimensions_are_asked_for_in_whole():
    made = cube()
    assert {sums.measure for sums in made.sums if Block(made, sums).is_whole} == {Measure.WRITERS}
    assert not any(Block(MADE, sums).is_whole for sums in MADE.sums)


@pytest.mark.parametrize(
    ("sign", "amount", "is_found"), [(1, 1, True), (1, 2, True), (1, 3, False), (-1, 1, True), (-1, 2, True)]
)
def test_whole_writers_go_round_a_cube_as_far_as_there_are_any(sign, amount, is_found):
    made = cube()
    block = Block(made, made.sums[-1])
    inner = [number for number, place in enumerate(made.cells) if len(place) == 3]
    demand = Demand(len(made.sums) - 1, inner[0], sign, amount)
    found = flow(block, demand, hidden(*inner, made=made), seconds=10)
    assert (found is not None) is is_found
    if is_found:
        assert found[inner[0]] == pytest.approx(sign * amount)
        assert set(np.round(np.abs(found[inner]), 6)) == {amount}
        assert np.flatnonzero(np.abs(found) > 1e-9).tolist() == inner


def test_seven_cells_of_a_cube_go_nowhere():
    made = cube()
    inner = [number for number, place in enumerate(made.cells) if len(place) == 3]
    for number in (0, len(made.sums) - 1):
        block = Block(made, made.sums[number])
        demand = Demand(number, inner[0], 1, 1)
        assert flow(block, demand, hidden(*inner[:-1], made=made), seconds=10) is None


SMALL = table(
    {"A": {"X": 20, "Y": 30, "Z": 50}, "B": {"X": 40, "Y": 25, "Z": 35}, "C": {"X": 60, "Y": 45, "Z": 95}}
)
NINE = [SMALL.number(row=row, column=column) for row in "ABC" for column in "XYZ"]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("amount", [2, 10, 20])
def test_every_pattern_that_meets_a_demand_has_what_is_missing_of_one_that_does_not(sign, amount):
    block, demand = Block(SMALL, SMALL.sums[0]), Demand(0, NINE[0], sign, amount)
    patterns = [hidden(NINE[0], *others, made=SMALL) for others in combinations(NINE[1:], 3)]
    good = [one for one in patterns if flow(block, demand, one, seconds=10) is not None]
    assert good
    for bad in (hidden(NINE[0], made=SMALL), hidden(*NINE[:2], made=SMALL), hidden(*NINE[:3], made=SMALL)):
        shares = missing(block, demand, bad)
        assert shares.min() >= 0
        assert shares.max() <= 1
        assert shares[bad].sum() < 1 - 1e-5
        assert all(shares[one].sum() >= 1 - 1e-5 for one in good)


def test_nothing_is_missing_where_a_demand_is_met():
    assert missing(BLOCK, Demand(0, AX, 1, 10), hidden(*INNER)) is None


def test_where_the_solver_finds_nothing_no_prices_are_told(monkeypatch):
    monkeypatch.setattr(
        flows, "linprog", lambda *_, **__: OptimizeResult(eqlin=OptimizeResult(marginals=None))
    )
    assert missing(BLOCK, Demand(0, AX, 1, 10), hidden(*INNER)) is None
    assert missing(Block(SMALL, SMALL.sums[0]), Demand(0, NINE[0], 1, 2), hidden(NINE[0], made=SMALL)) is None


def test_few_cells_answer_for_what_is_missing():
    shares = missing(Block(SMALL, SMALL.sums[0]), Demand(0, NINE[0], 1, 2), hidden(NINE[0], made=SMALL))
    assert np.count_nonzero(shares > 1e-6) < np.count_nonzero(SMALL.writers)

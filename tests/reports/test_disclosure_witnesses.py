"""What a flow that was found once is proof of, and what it is not."""

import numpy as np
import pytest

from reports.disclosure.flows import Block, Demand
from reports.disclosure.witnesses import Witnesses
from tests.reports.composed_cohorts import table

#: Each inner cell is one writer's, in this order.
ANN, BOB, CEM, DEE = range(4)
MADE = table({"A": {"X": 200_000, "Y": 300_000}, "B": {"X": 400_000, "Y": 250_000}})
AX, AY, BX, BY = (MADE.number(row=row, column=column) for row in "AB" for column in "XY")


def round_by(amount, *, of_by=None):
    """The flow that moves A X and B Y up by an amount and the two others down; B Y perhaps by another amount."""
    flow = np.zeros(len(MADE.cells))
    flow[[AX, AY, BX, BY]] = amount, -amount, -amount, amount if of_by is None else of_by
    return flow


def hidden(*cells):
    is_hidden = np.zeros(len(MADE.cells), dtype=bool)
    is_hidden[list(cells)] = True
    return is_hidden


FOUR = hidden(AX, AY, BX, BY)


def met(demand, *flows, is_hidden=FOUR):
    """Whether some flows are proof of a demand."""
    witnesses = Witnesses(Block(MADE, MADE.sums[0]))
    for flow in flows:
        witnesses.add(flow)
    unmet = witnesses.unmet([demand], is_hidden)
    assert unmet in ([], [demand])
    return not unmet


def rise(cell, amount, *knower):
    return Demand(0, cell, 1, amount, knower)


def fall(cell, amount, *knower):
    return Demand(0, cell, -1, amount, knower)


def test_without_a_flow_no_demand_is_met():
    assert not met(rise(AX, 1))
    assert not met(fall(AX, 1))
    assert Witnesses(Block(MADE, MADE.sums[0])).unmet([], FOUR) == []


@pytest.mark.parametrize(
    ("demand", "is_met"),
    [
        (rise(AX, 100_000), True),
        (fall(AX, 1), False),
        (fall(AY, 100_000), True),
        (rise(AY, 1), False),
        (rise(AX, 100_001), True),  # a solver's rounding
        (rise(AX, 100_002), False),
        (fall(AY, 100_001), True),
        (fall(AY, 100_002), False),
    ],
)
def test_a_flow_is_proof_of_the_way_it_goes_and_as_far_as_it_goes(demand, is_met):
    assert met(demand, round_by(100_000)) is is_met


def test_of_several_flows_the_furthest_each_way_counts():
    flows = [round_by(50_000), round_by(-80_000), round_by(100_000), round_by(-20_000)]
    assert met(rise(AX, 100_000), *flows)
    assert met(fall(AX, 80_000), *flows)
    assert not met(fall(AX, 80_010), *flows)


def test_only_what_is_not_met_is_left():
    witnesses = Witnesses(Block(MADE, MADE.sums[0]))
    witnesses.add(round_by(100_000))
    asked = [rise(AX, 100_000), rise(BY, 200_000), fall(BX, 100_000), fall(BX, 200_000)]
    assert witnesses.unmet(iter(asked), FOUR) == [asked[1], asked[3]]


@pytest.mark.parametrize("cell", [AX, AY, BX, BY])
def test_a_flow_through_a_shown_cell_is_proof_of_nothing(cell):
    shown = FOUR.copy()
    shown[cell] = False
    assert not met(rise(AX, 1), round_by(100_000), is_hidden=shown)
    assert not met(fall(AY, 1), round_by(100_000), is_hidden=shown)


@pytest.mark.parametrize(("amount", "is_met"), [(300_000, True), (300_002, True), (300_004, False)])
def test_no_sum_is_less_than_nothing(amount, is_met):
    assert met(rise(AX, 1), round_by(amount)) is is_met


@pytest.mark.parametrize("knower", [ANN, BOB, CEM, DEE])
def test_to_her_who_is_alone_in_a_cell_a_flow_through_it_is_proof_of_nothing(knower):
    for cell in {AX, BY} - {AX if knower == ANN else BY}:
        assert met(rise(cell, 1), round_by(100))
        assert not met(rise(cell, 1, knower), round_by(100))


def only_up(cell, amount):
    flow = np.zeros(len(MADE.cells))
    flow[cell] = amount
    return flow


def test_one_flow_that_is_no_proof_spoils_no_other():
    shown = FOUR.copy()
    shown[BY] = False
    through_a_shown_cell, below_nothing = round_by(100_000), round_by(300_004)
    assert met(rise(AX, 50), through_a_shown_cell, only_up(AX, 50), is_hidden=shown)
    assert met(rise(AX, 50), below_nothing, round_by(50))
    assert not met(rise(AX, 51), below_nothing, round_by(50))


def test_a_flow_is_no_proof_for_a_cell_that_it_leaves_alone():
    everything = np.ones(len(MADE.cells), dtype=bool)
    for cell in (MADE.number(), MADE.number(row="A"), BY):
        assert not met(rise(cell, 1), only_up(AX, 100_000), is_hidden=everything)
        assert not met(fall(cell, 1), only_up(AX, 100_000), is_hidden=everything)


def test_what_a_knower_holds_cannot_go():
    made = table({"A": {"X": [150, 50], "Y": 300}, "B": {"X": 400, "Y": 250}})
    witnesses = Witnesses(Block(made, made.sums[0]))
    witnesses.add(round_by(-100))
    asked = [fall(AX, 1, 0), fall(AX, 1, 1)]
    assert witnesses.unmet(asked[:1], FOUR) == asked[:1], "50 are not hers"
    assert witnesses.unmet(asked[1:], FOUR) == [], "150 are not hers"


@pytest.mark.parametrize(("small", "is_met"), [(100, False), (101, True)])
def test_what_is_a_thousandth_of_a_flow_is_proof_of_nothing(small, is_met):
    for sign, demand in ((1, rise(BY, 50)), (-1, fall(BY, 50))):
        assert met(demand, round_by(100_000, of_by=sign * small)) is is_met
        assert met(rise(AX, 100_000), round_by(100_000, of_by=sign * small))


def test_what_is_too_small_for_a_proof_is_not_let_through_a_shown_cell_either():
    shown = FOUR.copy()
    shown[BY] = False
    assert not met(rise(AX, 1), round_by(100_000, of_by=100), is_hidden=shown)

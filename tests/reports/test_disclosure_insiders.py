"""What a contributor learns of another from her own amounts."""

import numpy as np
import pytest

from reports.cohorts import Measure
from reports.disclosure import Rules, protect
from reports.disclosure.flows import Block, Demand, flow
from reports.disclosure.insider import insiders
from reports.disclosure.pattern import Search
from reports.disclosure.witnesses import Witnesses
from tests.reports.attacking import interval, known_to
from tests.reports.composed_cohorts import composed, table

TEN = [10] * 10
ANN, BOB = 0, 1


def test_e6_the_writer_of_a_single_cell_knows_its_neighbour_so_more_is_hidden():
    made = table({"A": {"X": 5, "Y": 2, "Z": TEN}, "B": {"X": 1, "Y": 2, "Z": TEN}})
    pay = made.sums[0]
    four = frozenset(made.number(row=row, column=column) for row in "AB" for column in "XY")
    cell = made.number(row="A", column="X")
    assert interval(pay, four, cell) == pytest.approx((3, 6))
    knows = known_to(made, pay, 1)
    assert interval(pay, four, cell, knows) == pytest.approx((5, 5)), "7 less the 2 of her own"
    hidden = protect(made, Rules(k=5)).hidden
    assert four < hidden
    assert interval(pay, hidden, cell, knows)[1] >= 5.5


def test_e9_two_who_are_alone_in_neighbouring_cells_are_kept_from_each_other():
    made = table(
        {"A": {"X": 20, "Y": 30, "Z": 50}, "B": {"X": 40, "Y": 25, "Z": 35}, "C": {"X": 60, "Y": 45, "Z": 95}}
    )
    first = {name: made.number(row=name[0], column=name[1]) for name in ("AX", "AY", "BX", "BY")}
    primary = frozenset({first["AX"], first["AY"]})
    outside = [Demand(0, first["AX"], sign, 2) for sign in (1, -1)]
    outside += [Demand(0, first["AY"], sign, 3) for sign in (1, -1)]
    search = Search(made, primary, seconds=10)
    assert search.cheapest(outside) == frozenset(first.values())
    inside = [one for one in insiders(made, primary, Rules(k=5)) if one.knower in ((ANN,), (BOB,))]
    hidden = search.cheapest([*outside, *inside])
    assert hidden == {*first.values(), made.number(row="A", column="Z"), made.number(row="B", column="Z")}
    assert interval(made.sums[0], hidden, first["AY"], known_to(made, made.sums[0], ANN))[1] >= 33


def test_what_deceives_the_public_is_no_proof_for_her_who_knows_a_cell_of_it():
    made = table({"A": {"X": 20, "Y": 30}, "B": {"X": 40, "Y": 25}})
    block = Block(made, made.sums[0])
    is_hidden = np.array([len(place) == 2 for place in made.cells])
    public = Demand(0, made.number(row="B", column="Y"), 1, 3)  # rises with the cell of ann
    witnesses = Witnesses(block)
    witnesses.add(flow(block, public, is_hidden, seconds=10))
    to_ann = public._replace(knower=(ANN,))
    assert witnesses.unmet([public], is_hidden) == []
    assert witnesses.unmet([to_ann], is_hidden) == [to_ann]
    assert flow(block, to_ann, is_hidden, seconds=10) is None


def test_what_is_asked_for_a_contributor_is_what_the_paper_says():
    made = table({"A": {"X": [50, 49, 1], "Y": TEN}})
    cell = made.number(row="A", column="X")
    asked = {
        one.knower: one.amount
        for one in insiders(made, {cell}, Rules(k=5))
        if made.sums[one.block].cells[one.number] == cell
    }
    # The second: 50 * 1.1 + 49 - 100 = 4. The first: 49 * 1.1 + 50 - 100 = 3.9. Others: 50 * 1.1 - 99 is below 0.
    assert asked == {(0,): 4, (1,): 4}


def test_one_writer_alone_has_nobody_to_learn_of():
    assert list(insiders(table({"A": {"X": 5}}), {0}, Rules())) == []


PAIR = {"A": {"X": [10, 10], "Y": 30, "Z": TEN}, "B": {"X": [40] * 5, "Y": [25] * 5, "Z": TEN}}


def test_two_who_are_a_whole_cell_together_are_kept_from_the_one_beside_it():
    made = table(PAIR)
    four = frozenset(made.number(row=row, column=column) for row in "AB" for column in "XY")
    cell = made.number(row="A", column="Y")
    pay = made.sums[0]
    for writer in (0, 1):
        alone = interval(pay, four, cell, known_to(made, pay, writer))
        assert alone[1] == pytest.approx(40), "each alone is deceived"
    knows = known_to(made, pay, 0, 1)
    assert interval(pay, four, cell, knows) == pytest.approx((30, 30))
    hidden = protect(made, Rules(k=5)).hidden
    assert four < hidden
    assert interval(pay, hidden, cell, knows)[1] >= 33


def test_as_many_put_together_what_they_know_as_a_coalition_is_feared_to_have():
    made = table({"A": {"X": [10, 10, 10], "Y": 30}})
    cells = [made.number(row="A", column=column) for column in "XY"]
    for coalition, groups in [(None, set()), (3, {(0, 1, 2)})]:
        asked = insiders(made, cells, Rules(k=5, coalition=coalition))
        assert {one.knower for one in asked if len(one.knower) > 1} == groups


@pytest.mark.parametrize(("seed", "writers"), [(1, 4), (2, 7), (3, 12), (4, 15)])
def test_no_contributor_learns_another_within_ten_per_cent(seed, writers):
    made = composed(seed, writers, platforms=3, kinds=3)
    hidden = protect(made, Rules(k=5)).hidden
    for sums in made.sums:
        if sums.measure is Measure.WRITERS:
            continue
        for writer in range(writers):
            known = known_to(made, sums, writer)
            for number, cell in enumerate(sums.cells.tolist()):
                held = sums.holdings[[number], :].toarray().ravel()
                largest_other = np.delete(held, writer).max()
                if cell in hidden and largest_other and held.sum() - held[writer] < 1.1 * largest_other:
                    most = interval(sums, hidden, number, known)[1]
                    assert most - held[writer] >= 1.1 * largest_other - 0.01, (sums.measure, cell, writer)

"""The worked examples of the method, which can be checked by hand."""

import pytest

from reports.audit import Demands, Kind, insider, outsider
from reports.cohorts import Measure
from tests.reports.audited_tables import cells, crowd, found, grid, learned
from tests.reports.composed_cohorts import table

ANYBODY = Demands(k=1, p=10)

SALES = """
A X=20 Y=30 Z=50
B X=40 Y=25 Z=35
C X=60 Y=45 Z=95
"""

SDCTABLE = """
w a=30 b=47 c=64 d=89
x a=90 b=124 c=5 d=31
y a=92 b=100 c=59 d=85
z a=800 b=991 c=651 d=685
"""
BLANKS = "wa wb wc xa xc yb yd zb zd"


def test_one_hidden_cell_is_no_protection():
    """E3."""
    sales = grid(SALES)
    hidden = cells(sales, "AX")
    assert learned(sales, hidden) == {"AX": (20, 20)}
    assert found(outsider(sales, hidden, ANYBODY), Kind.KNOWN) == {"AX"}


def test_a_rectangle_leaves_every_cell_within_50_of_the_truth():
    """E4."""
    sales = grid(SALES)
    hidden = cells(sales, "AX AY BX BY")
    assert learned(sales, hidden) == {"AX": (0, 50), "AY": (0, 50), "BX": (10, 60), "BY": (5, 55)}
    assert not list(outsider(sales, hidden, ANYBODY))


def test_four_hidden_cells_can_still_be_too_few():
    """E5."""
    lopsided = grid("A X=100 Y=2\nB X=3 Y=200", alone=["AX"])
    hidden = cells(lopsided, "AX AY BX BY")
    assert learned(lopsided, hidden)["AX"] == (0, 102)
    findings = list(outsider(lopsided, hidden, ANYBODY))
    assert found(findings, Kind.NARROW) == {"AX"}
    told = next(one for one in findings if one.kind is Kind.NARROW)
    assert (told.low, told.high, told.needed) == (0, 102, 10)


def test_the_neighbour_who_knows_herself_knows_the_rest_of_the_row():
    """E6, a published oracle: Geurts 1992, in the Handbook on Statistical Disclosure Control, chapter 4, example 3."""
    geurts = table({"A": {"X": crowd(5, 5), "Y": 2}, "B": {"X": 1, "Y": crowd(2, 2)}})
    hidden = cells(geurts, "AX AY BX BY")
    assert learned(geurts, hidden)["AX"] == (3, 6)
    alone = table({"A": {"X": 5, "Y": 2}, "B": {"X": 1, "Y": crowd(2, 2)}})
    told = [one for one in insider(alone, hidden, ANYBODY) if one.measure is Measure.PAY]
    assert found(told, Kind.INSIDER) == {"AX", "AY", "BX"}
    assert {(one.high, one.needed) for one in told} == {(5, 5.5), (2, 2.2), (1, 1.1)}


def test_two_blanks_in_every_row_and_column_can_leave_a_cell_known():
    """E7, a published oracle: R/test_problems.R of sdcTable (github.com/sdcTools/sdcTable)."""
    problem = grid(SDCTABLE)
    hidden = cells(problem, BLANKS)
    assert learned(problem, hidden)["wb"] == (47, 47)
    assert found(outsider(problem, hidden, ANYBODY), Kind.KNOWN) == {"wb"}


@pytest.mark.parametrize("cure", ["xb", "xd"])
def test_one_more_blank_cures_it(cure):
    """E7: xb is their cure, xd the cheapest one."""
    problem = grid(SDCTABLE)
    hidden = cells(problem, f"{BLANKS} {cure}")
    low, high = learned(problem, hidden)["wb"]
    assert low < 47 - 4.7 < 47 + 4.7 < high
    assert not found(outsider(problem, hidden, ANYBODY), Kind.KNOWN)


@pytest.mark.parametrize(("more", "is_cured"), [("", False), ("xd", False), ("xb", False), ("xd yc", True)])
def test_where_all_nine_need_a_tenth_two_more_are_needed(more, is_cured):
    """E7, with all nine to be protected."""
    problem = grid(SDCTABLE, alone=BLANKS.split())
    hidden = cells(problem, f"{BLANKS} {more}")
    assert bool(found(outsider(problem, hidden, ANYBODY), Kind.KNOWN, Kind.NARROW)) is not is_cured


def test_region_by_gender_with_the_cheapest_rectangle():
    """E8, a published oracle: microdata1 in tests/testthat/test-protectTable.r of sdcTable (github.com/sdcTools/sdcTable).

    Its OPT, HITAS and HYPERCUBE all hide row C.
    """
    people = table(
        {
            "A": {"m": crowd(178), "f": crowd(20, 2)},
            "B": {"m": crowd(140), "f": crowd(204)},
            "C": {"m": crowd(118), "f": crowd(106)},
            "D": {"m": crowd(366), "f": crowd(152)},
        }
    )
    hidden = cells(people, "Af Am Cf Cm")
    assert learned(people, hidden)["Af"] == (0, 126)
    assert not list(outsider(people, hidden, Demands(k=5, p=10)))
    assert found(outsider(people, cells(people, "Af"), Demands(k=5, p=10)), Kind.KNOWN) == {"Af"}


def test_two_neighbours_alone_know_each_other_until_more_is_hidden():
    """E9: two singletons in E4's pattern."""
    sales = grid(SALES, alone=["AX", "AY"])
    hidden = cells(sales, "AX AY BX BY")
    assert not found(outsider(sales, hidden, ANYBODY), Kind.KNOWN, Kind.NARROW)
    told = list(insider(sales, hidden, ANYBODY))
    assert found(told, Kind.INSIDER) == {"AX", "AY"}
    of_bob = next(one for one in told if one.measure is Measure.PAY and one.needed == 33)
    assert of_bob.high == 30
    assert not list(insider(sales, hidden | cells(sales, "AZ BZ"), ANYBODY))


def test_two_who_are_a_whole_cell_together_know_the_one_beside_it():
    pair = table(
        {"A": {"X": [10, 10], "Y": 30, "Z": crowd(50)}, "B": {"X": crowd(40), "Y": crowd(25), "Z": crowd(35)}}
    )
    hidden = cells(pair, "AX AY BX BY")
    assert not found(outsider(pair, hidden, ANYBODY), Kind.KNOWN, Kind.NARROW)
    told = [one for one in insider(pair, hidden, ANYBODY) if one.measure is Measure.PAY]
    assert [(dict(one.place), one.high, one.needed) for one in told if one.needed == 33] == [
        ({"row": "A", "column": "Y"}, 30, 33)
    ]
    assert not list(insider(pair, hidden | cells(pair, "AZ BZ"), ANYBODY))


@pytest.mark.parametrize(("coalition", "told"), [(None, set()), (2, set()), (3, {"AY"})])
def test_three_know_the_one_beside_them_where_three_are_feared(coalition, told):
    trio = table(
        {
            "A": {"X": [10, 10, 10], "Y": 30, "Z": crowd(50)},
            "B": {"X": crowd(40), "Y": crowd(25), "Z": crowd(35)},
        }
    )
    hidden = cells(trio, "AX AY BX BY")
    findings = insider(trio, hidden, Demands(k=5, p=10, coalition=coalition))
    assert found(findings, Kind.INSIDER) == told


@pytest.mark.parametrize(("spare", "is_safe"), [(10**9, True), (10**9 - 1, False)])
def test_one_cent_in_ten_thousand_million_decides(spare, is_safe):
    rich = grid(f"A X={10**10} Y={spare}\nB X={spare} Y={10**10}", alone=["AX"])
    hidden = cells(rich, "AX AY BX BY")
    assert (not found(outsider(rich, hidden, ANYBODY), Kind.NARROW)) is is_safe


def test_a_writer_alone_in_her_cell_knows_also_that_it_holds_no_more():
    # AX and BY can only go up together, round the six hidden cells, and AX cannot.
    ring = grid("A X=20 Y=500 Z=500\nB X=500 Y=30 Z=500\nC X=500 Y=500 Z=500", alone=["AX", "BY"])
    hidden = cells(ring, "AX AY BY BZ CZ CX")
    assert not found(outsider(ring, hidden, ANYBODY), Kind.KNOWN, Kind.NARROW)
    assert found(insider(ring, hidden, ANYBODY), Kind.INSIDER) == {"AX", "BY"}

"""The cheapest pattern, with tables of which the answer is known."""

import pytest

from reports.cohorts import Measure
from reports.disclosure import NoPattern, Rules, pattern, protect
from reports.disclosure.flows import Demand
from reports.disclosure.pattern import Search, costs
from tests.reports.attacking import interval
from tests.reports.composed_cohorts import campaign, composed, table

PAY = 0  # the place of pay among the sums of a cohort
SMALL = {"A": {"X": 20, "Y": 30, "Z": 50}, "B": {"X": 40, "Y": 25, "Z": 35}, "C": {"X": 60, "Y": 45, "Z": 95}}
# sdcTable, R/test_problems.R
PROBLEM = {
    "w": {"a": 30, "b": 47, "c": 64, "d": 89},
    "x": {"a": 90, "b": 124, "c": 5, "d": 31},
    "y": {"a": 92, "b": 100, "c": 59, "d": 85},
    "z": {"a": 800, "b": 991, "c": 651, "d": 685},
}
BLANKS = "wa wb wc xa xc yb yd zb zd"


def cells(made, names):
    return frozenset(made.number(row=name[0], column=name[1]) for name in names.split())


def by_tenths(made, names):
    """Both ways, a tenth of each cell, rounded up."""
    pay = made.sums[PAY]
    return [
        Demand(PAY, cell, sign, -(-int(pay.values[cell]) // 10))
        for cell in sorted(cells(made, names))
        for sign in (1, -1)
    ]


def found(made, hidden, open_cells):
    return Search(made, cells(made, hidden), seconds=10).cheapest(by_tenths(made, open_cells))


def test_the_first_sums_are_pay():
    assert table(SMALL).sums[PAY].measure is Measure.PAY


def test_e3_one_hidden_cell_is_no_protection():
    made = table(SMALL)
    (cell,) = cells(made, "AX")
    assert interval(made.sums[PAY], {cell}, cell) == pytest.approx((20, 20))


def test_e4_the_cheapest_rectangle_is_hidden():
    made = table(SMALL)
    hidden = found(made, "AX", "AX")
    assert hidden == cells(made, "AX AY BX BY")
    ranges = {
        name: interval(made.sums[PAY], hidden, made.number(row=name[0], column=name[1]))
        for name in ("AX", "AY", "BX", "BY")
    }
    expected = {"AX": (0, 50), "AY": (0, 50), "BX": (10, 60), "BY": (5, 55)}
    assert ranges == {name: pytest.approx(span) for name, span in expected.items()}


def test_e5_four_hidden_cells_that_are_too_narrow_get_more():
    made = table({"A": {"X": 100, "Y": 2}, "B": {"X": 3, "Y": 200}})
    four = cells(made, "AX AY BX BY")
    cell = made.number(row="A", column="X")
    assert interval(made.sums[PAY], four, cell)[1] == pytest.approx(102)
    hidden = found(made, "AX AY BX BY", "AX")
    assert four < hidden
    assert interval(made.sums[PAY], hidden, cell)[1] >= 110


def test_e7_the_open_cell_of_the_problem_is_cured_by_the_cheapest_cell():
    made = table(PROBLEM)
    wb = made.number(row="w", column="b")
    assert interval(made.sums[PAY], cells(made, BLANKS), wb) == pytest.approx((47, 47))
    assert found(made, BLANKS, "wb") == cells(made, f"{BLANKS} xd")


def test_e7_with_all_nine_to_be_left_open_two_cells_are_needed():
    made = table(PROBLEM)
    assert found(made, BLANKS, BLANKS) == cells(made, f"{BLANKS} xd yc")


def test_e8_row_c_protects_two_women_of_region_a():
    values = {"A": (178, 20), "B": (140, 204), "C": (118, 106), "D": (366, 152)}

    def spread(amount, writers):
        return [amount - (writers - 1) * (amount // writers)] + [amount // writers] * (writers - 1)

    made = table(
        {
            region: {"m": spread(male, 10), "f": spread(female, 2 if region == "A" else 10)}
            for region, (male, female) in values.items()
        }
    )
    pattern = protect(made, Rules(k=5))
    assert pattern.primary == cells(made, "Af")
    assert pattern.hidden == cells(made, "Af Am Cf Cm")
    assert interval(made.sums[PAY], pattern.hidden, made.number(row="A", column="f")) == pytest.approx(
        (0, 126)
    )


def test_many_inner_cells_are_rather_hidden_than_a_margin():
    made = table({"A": {"X": 100, "Y": 100}} | {row: {"X": 2, "Y": 2} for row in "BCDEFG"})
    hidden = found(made, "AX", "AX")
    assert len(hidden) == 12, "five rows of 2 give way to a tenth of 100"
    assert {len(made.cells[cell]) for cell in hidden} == {2}


def test_empty_cells_are_never_hidden():
    made = composed(5, 20, platforms=5, kinds=6)
    empty = {cell for cell, writers in enumerate(made.writers) if not writers}
    assert empty
    assert not empty & protect(made, Rules(k=5)).hidden


def test_a_cohort_of_nobody_has_nothing_to_hide():
    assert protect(table({"A": {"X": []}}), Rules()).hidden == frozenset()


def test_a_cohort_of_too_few_is_hidden_altogether():
    made = table({"A": {"X": 5, "Y": 7}})
    assert protect(made, Rules()).hidden == {cell for cell, writers in enumerate(made.writers) if writers}


def test_amounts_of_a_hundred_million_are_as_safe_as_small_ones():
    rows = {row: {column: value * 10**7 + 1 for column, value in line.items()} for row, line in SMALL.items()}
    made = table({**rows, "A": {**rows["A"], "Z": 3}})
    hidden = found(made, "AX AZ", "AX AZ")
    for demand in by_tenths(made, "AX AZ"):
        least, most = interval(made.sums[PAY], hidden, demand.number)
        value = int(made.sums[PAY].values[demand.number])
        assert (most - value if demand.sign > 0 else value - least) >= demand.amount - 0.01


def test_the_same_cohort_gives_the_same_pattern():
    assert protect(composed(3, 60), Rules(k=5)) == protect(composed(3, 60), Rules(k=5))


def test_without_rounds_cells_are_added_one_by_one_and_the_demands_are_met_all_the_same():
    made = table(PROBLEM)
    hidden = Search(made, cells(made, BLANKS), seconds=10).cheapest(by_tenths(made, BLANKS), rounds=0)
    for demand in by_tenths(made, BLANKS):
        least, most = interval(made.sums[PAY], hidden, demand.number)
        value = int(made.sums[PAY].values[demand.number])
        assert (most - value if demand.sign > 0 else value - least) >= demand.amount - 1e-6


def test_without_time_cells_are_added_one_by_one():
    made = table(PROBLEM)
    hidden = Search(made, cells(made, BLANKS), seconds=0).cheapest(by_tenths(made, BLANKS))
    assert cells(made, BLANKS) < hidden


def test_what_nothing_protects_is_refused():
    made = table({"A": {"X": 5, "Y": 7}})
    (cell,) = cells(made, "AX")
    falls_below_0 = Demand(
        PAY, cell, 1, 5, knower=(0,)
    )  # she is alone in the cell and cannot be deceived about it
    with pytest.raises(NoPattern, match="cannot be protected"):
        Search(made, frozenset({cell}), seconds=10).cheapest([falls_below_0])


def test_the_whole_cohort_is_hidden_last():
    """In linked tables it costs more than everything else, in a single one more than all other margins of it."""
    made = campaign(1, 200)
    whole = made.number()
    paid = costs(made)
    assert paid[whole] > paid.sum() - paid[whole]
    small = table(SMALL)
    margins = [
        small.number(**{name: value})
        for name, values in small.layouts[0].dimensions.items()
        for value in values
    ]
    assert costs(small)[small.number()] > costs(small)[margins].sum()


def test_a_margin_of_margins_costs_more_than_those_that_have_it_as_their_total():
    made = composed(1, 60, platforms=2, kinds=2, places=2)
    inner = made.number(platform="P0", kind="K0", place="L0")
    lines = [{"platform": "P0", "kind": "K0"}, {"platform": "P0"}, {}]
    in_order = [costs(made)[inner], *(costs(made)[made.number(**values)] for values in lines)]
    assert in_order == sorted(in_order)
    assert in_order[1] > 50
    assert in_order[2] > 500
    assert in_order[3] > 5000


def test_learning_one_cut_in_a_round_finds_what_learning_many_does(monkeypatch):
    made = table(PROBLEM)
    at_once = found(made, BLANKS, BLANKS)
    monkeypatch.setattr(pattern, "_CUTS", 1)
    assert found(made, BLANKS, BLANKS) == at_once
    assert at_once > cells(made, BLANKS)

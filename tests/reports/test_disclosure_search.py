"""The search for a pattern, step by step: what it starts from, what it leaves out, and when it ends."""

from itertools import count

import pytest

from reports.cohorts import Contribution, Layout, Measure, cohort
from reports.disclosure.flows import Demand
from reports.disclosure.pattern import NoPattern, OutOfTime, Search, whole_rows
from tests.reports.composed_cohorts import table

TEN = [10] * 10
SALES = table(
    {"A": {"X": 20, "Y": 30, "Z": 50}, "B": {"X": 40, "Y": 25, "Z": 35}, "C": {"X": 60, "Y": 45, "Z": 95}}
)
HOUR = 3600


def cells(made, names):
    """By row and column; a dot stands for all of them."""
    return frozenset(
        made.number(
            **{side: value for side, value in zip(("row", "column"), name, strict=True) if value != "."}
        )
        for name in names.split()
    )


def search(made, names, **more):
    return Search(made, cells(made, names), seconds=10, **more)


def rise(made, name, amount, *knower, sign=1):
    (cell,) = cells(made, name)
    return Demand(0, cell, sign, amount, knower)


def test_where_nothing_is_asked_the_primary_cells_are_hidden_and_no_more():
    assert search(SALES, "AX").cheapest([]) == cells(SALES, "AX")
    assert search(SALES, "").cheapest([]) == frozenset()


def test_what_is_hidden_already_protects_and_nothing_is_added():
    four = "AX AY BX BY"
    asked = [rise(SALES, "AX", 5), rise(SALES, "AX", 5, sign=-1)]
    assert search(SALES, four).cheapest(asked) == cells(SALES, four)


def test_a_search_goes_on_from_what_it_found():
    found = search(SALES, "AX")
    assert found.cheapest([rise(SALES, "AX", 2)]) == cells(SALES, "AX AY BX BY")
    assert found.cheapest([rise(SALES, "AX", 2), rise(SALES, "AX", 31)]) == cells(SALES, "AX AZ BX BZ")


@pytest.mark.parametrize("rounds", [0, 1, 200])
def test_no_empty_cell_is_hidden_however_it_is_searched(rounds):
    made = table({"A": {"X": 20, "Y": 0, "Z": 50}, "B": {"X": 40, "Y": 25, "Z": 35}})
    assert search(made, "AX").cheapest([rise(made, "AX", 2)], rounds) == cells(made, "AX AZ BX BZ")


def test_one_by_one_the_cheapest_of_what_is_missing_is_added_until_all_is_met():
    asked = [rise(SALES, "AX", 2), rise(SALES, "AX", 2, sign=-1)]
    found = search(SALES, "AX").cheapest(asked, rounds=0)
    assert cells(SALES, "AX") < found
    assert Search(SALES, found, seconds=10).cheapest(asked) == found, "nothing is missing"


@pytest.mark.parametrize("rounds", [0, 1, 200])
def test_what_no_pattern_protects_is_refused_in_a_sentence(rounds):
    made = table({"A": {"X": 5, "Y": 7}})
    with pytest.raises(
        NoPattern, match=r"^These cells cannot be protected, however many of them are hidden\.$"
    ):
        search(made, "AX").cheapest([rise(made, "AX", 5, 0)], rounds)


@pytest.mark.parametrize("calls", [0, 1, 2])
def test_when_the_time_is_over_the_search_ends(calls):
    asked = count(1)
    with pytest.raises(OutOfTime):
        search(SALES, "AX", is_over=lambda: next(asked) > calls).cheapest([rise(SALES, "AX", 2)])
    assert next(asked) == calls + 2, "it is asked no more"


def unlike():
    """Ten writers in each of nine cells: the hours of B Y are all paid, those of the others are not."""
    layout = Layout("table", {"row": tuple("ABC"), "column": tuple("XYZ")})
    places = [{"row": row, "column": column} for row in "ABC" for column in "XYZ" for _ in range(10)]
    made = [
        Contribution(
            writer,
            place,
            {Measure.PAY: 1000, Measure.HOURS: HOUR}
            | ({Measure.PAID_HOURS: HOUR} if place == {"row": "B", "column": "Y"} else {}),
        )
        for writer, place in enumerate(places)
    ]
    return cohort([layout], {"table": made}, len(made))


def told(made, found):
    """By cell, the measures it is known in; of each it is asked that it can be one less."""
    asked = [(cell, made.sums[one.block], one) for cell, of_cell in found.items() for one in of_cell]
    assert all(sums.cells[one.number] == cell for cell, sums, one in asked)
    assert {(one.sign, one.amount, one.knower) for _, _, one in asked} <= {(-1, 1, ())}
    return {cell: {made.sums[one.block].measure for one in of_cell} for cell, of_cell in found.items()}


def test_a_cell_can_be_known_in_the_one_measure_that_those_beside_it_have_none_of():
    made = unlike()
    (by,) = cells(made, "BY")
    known = search(made, "AX").known(cells(made, "AX AY BX BY"))
    # Its paid hours can only move with some of the three others, which have none to give.
    assert told(made, known) == {by: {Measure.PAID_HOURS}}


def test_what_a_primary_cell_needs_is_not_asked_again():
    made = unlike()
    known = search(made, "AX AY BX BY").known(cells(made, "AX AY BX BY"))
    assert known == {}


def test_a_cell_that_can_move_one_way_only_is_not_known():
    made = table({"A": {"X": TEN, "Y": [1]}, "B": {"X": [1], "Y": TEN}})
    assert search(made, "").known(cells(made, "AX AY BX BY")) == {}


def test_a_cell_that_can_move_by_a_single_unit_is_not_known():
    made = table({"A": {"X": 1, "Y": 1}, "B": {"X": 1, "Y": 1}})
    assert search(made, "").known(cells(made, "AX AY BX BY")) == {}


def test_a_cell_is_hidden_for_nothing_when_all_it_has_is_known():
    made = unlike()
    found = search(made, "AX")
    known = found.known(cells(made, "AX AY BX BY CZ"))
    assert {cell: found.is_idle(cell, asked) for cell, asked in known.items()} == {
        **dict.fromkeys(cells(made, "BY"), False),
        **dict.fromkeys(cells(made, "CZ"), True),
    }
    (cz,) = cells(made, "CZ")
    assert not found.is_idle(cz, known[cz][1:])


def test_of_each_row_and_column_with_a_hidden_cell_everything_that_is_not_empty_is_hidden():
    made = table(
        {"A": {"X": TEN, "Y": TEN, "Z": 0}, "B": {"X": TEN, "Y": TEN, "Z": TEN}, "C": {"X": TEN, "Y": TEN}}
    )
    # Z has one filled cell, so its total goes with it, and then those of X and Y.
    inner = "AX AY BX BY BZ CX CY .X .Y .Z"
    assert whole_rows(made, cells(made, "BY")) == cells(made, inner)
    assert whole_rows(made, cells(made, "BY B.")) == cells(made, f"{inner} A. B. C.")
    assert whole_rows(made, frozenset()) == frozenset()

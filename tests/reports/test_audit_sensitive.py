"""Which cells tell too much by themselves."""

from fractions import Fraction

import pytest

from reports.audit import Demands, Kind, UnusableDemand, open_cells
from reports.audit.sensitive import lacking, level
from reports.cohorts import Measure
from tests.reports.audited_tables import cells, crowd, found
from tests.reports.composed_cohorts import table

FIVE = Demands(k=5, p=10)


@pytest.mark.parametrize(
    ("amounts", "demands", "expected"),
    [
        ([52, 50, 8], FIVE, 0),  # 8 >= 5.2
        ([50, 49, 1], FIVE, 4),  # 5 - 1
        ([100], FIVE, 10),
        ([100, 90], FIVE, 10),
        ([100, 90, 10], FIVE, 0),  # exactly enough
        ([100, 90, 9], FIVE, 1),
        ([100, 90, 10], Demands(k=5, p=10, coalition=3), 10),
        ([100, 90, 10, 10], Demands(k=5, p=10, coalition=3), 0),
        ([100, 90, 10], Demands(k=5, p=10, coalition=2), 0),
        ([100, 90, 10], Demands(k=5, p=12.5), Fraction(5, 2)),
        ([], FIVE, 0),
    ],
)
def test_what_is_lacking_to_hide_the_largest_from_the_next(amounts, demands, expected):
    assert lacking(amounts, demands) == expected


@pytest.mark.parametrize(
    ("amounts", "is_small", "expected"),
    [
        ([50, 49, 1], False, 4),
        ([50, 49, 1], True, 10),  # a tenth of the cell is more than 4
        ([100], True, 10),
        ([30, 30, 30], False, 0),
        ([30, 30, 30], True, 9),
    ],
)
def test_the_larger_of_both_rules_is_asked_for(amounts, is_small, expected):
    assert level(amounts, FIVE, is_small=is_small) == expected


@pytest.mark.parametrize(("writers", "is_open"), [(1, True), (2, True), (4, True), (5, False), (0, False)])
def test_a_cell_with_too_few_writers_may_not_be_shown(writers, is_open):
    made = table({"A": {"X": [10] * writers, "Y": crowd(100)}, "B": {"X": crowd(100), "Y": crowd(100)}})
    shown = found(open_cells(made, frozenset(), FIVE), Kind.OPEN, measure=Measure.WRITERS)
    assert shown == ({"AX"} if is_open else set())
    assert not list(open_cells(made, cells(made, "AX"), FIVE))


def test_a_cell_of_many_in_which_one_stands_out_may_not_be_shown():
    made = table({"A": {"X": [1000, *[1] * 20], "Y": crowd(100)}, "B": {"X": crowd(9000), "Y": crowd(9000)}})
    assert found(open_cells(made, frozenset(), FIVE), Kind.OPEN, measure=Measure.WRITERS) == {"AX"}


@pytest.mark.parametrize("usable", [{"k": 1, "p": 100}, {"k": 10, "p": 0.5, "coalition": 2}])
def test_demands_that_can_be_made(usable):
    assert Demands(**usable).share > 0


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("k", {"k": 0, "p": 10}),
        ("p", {"k": 5, "p": 0}),
        ("p", {"k": 5, "p": 100.1}),
        ("coalition", {"k": 5, "p": 10, "coalition": 1}),
    ],
)
def test_demands_that_ask_for_nothing_are_refused_by_name(name, values):
    with pytest.raises(UnusableDemand, match=f"ask for {name} ="):
        Demands(**values)

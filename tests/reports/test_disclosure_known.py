"""Cells that are hidden for the sake of others: none of them is known in any measure, and none is hidden for nothing."""

import pytest

from reports.cohorts import Contribution, Layout, Measure, cohort
from reports.disclosure import Rules, protect
from reports.disclosure.levels import levels
from reports.disclosure.pattern import Search
from tests.reports.attacking import interval

ROWS, COLUMNS = "ABC", "XYZ"
RULES = Rules(k=5)


def nine_cells(waited):
    """Ten writers in each cell and two in A X; in the cells of `waited` they waited for work, too."""
    layout = Layout("table", {"row": tuple(ROWS), "column": tuple(COLUMNS)})
    made, writer = [], 0
    for row in ROWS:
        for column in COLUMNS:
            for _ in range(2 if row + column == "AX" else 10):
                amounts = {Measure.PAY: 1000} | ({Measure.HOURS: 500} if row + column in waited else {})
                made.append(Contribution(writer, {"row": row, "column": column}, amounts))
                writer += 1
    return cohort([layout], {"table": made}, writer)


def number(made, name):
    return made.number(row=name[0], column=name[1])


def known_sums(made, hidden):
    """By the slow attack, the measure and cell of every hidden sum above 0 that can be computed."""
    found = set()
    for sums in made.sums:
        for at, cell in enumerate(sums.cells.tolist()):
            if cell in hidden and sums.values[at]:
                low, high = interval(sums, hidden, at)
                if high - low < 1:
                    found.add((sums.measure, cell))
    return found


def test_a_cell_hidden_for_another_may_be_known_in_what_that_one_has_none_of():
    made = nine_cells(waited={"BY"})
    four = frozenset(number(made, name) for name in ("AX", "AY", "BX", "BY"))
    assert known_sums(made, four) == {
        (measure, number(made, "BY")) for measure in (Measure.HOURS, Measure.UNPAID_HOURS)
    }
    search = Search(made, frozenset({number(made, "AX")}), seconds=10)
    ((cell, (demand,)),) = search.known(four).items()
    assert cell == number(made, "BY")
    assert made.sums[demand.block].measure is Measure.UNPAID_HOURS
    assert not search.is_idle(cell, [demand])


@pytest.mark.parametrize(
    "waited", [set(), {"BY"}, {"BY", "BZ", "CY", "CZ"}, {"AY", "BX", "CZ"}, {"AX", "BY"}]
)
def test_nothing_that_is_hidden_is_known_in_any_measure(waited):
    made = nine_cells(waited)
    pattern = protect(made, RULES)
    assert number(made, "AX") in pattern.primary
    assert known_sums(made, pattern.hidden) == set()


def test_a_cell_alone_in_its_row_and_column_is_hidden_for_nothing():
    made = nine_cells(waited={"CZ"})
    unsafe = frozenset({number(made, "AX")})
    search = Search(made, unsafe, seconds=10)
    hidden = search.cheapest(list(levels(made, unsafe, RULES)))
    alone = next(
        number(made, row + column)
        for row in ROWS
        for column in COLUMNS
        if is_alone(made, hidden, row, column)
    )
    (known,) = search.known(hidden | {alone}).values()
    assert search.is_idle(alone, known)


def is_alone(made, hidden, row, column):
    beside = [row + other for other in COLUMNS] + [other + column for other in ROWS]
    return not any(number(made, name) in hidden for name in beside)

"""Raw cells: what adds up to what, and that a writer counts once however often she worked."""

import pytest

from reports.cohorts import Contribution, Layout, Measure, MissingDimension, PaidBeyondHours, cohort
from tests.reports.composed_cohorts import composed, table

KINDS = Layout("by_kind", {"platform": ("A", "B"), "kind": ("x", "y")})
MODELS = Layout("by_model", {"pay_model": ("hour", "piece")})


def of(sums, made, measure, **place):
    found = next(one for one in sums if one.measure is measure)
    return int(found.values[list(found.cells).index(made.number(**place))])


def pay(writer, amount, **values):
    return Contribution(writer, values, {Measure.PAY: amount})


def test_a_writer_with_many_tasks_is_one_writer_and_counts_once_in_every_margin():
    """T44, one writer with a hundred rows, and the same one on two platforms."""
    made = cohort(
        [KINDS],
        {"by_kind": [pay(0, 10, platform="A", kind="x")] * 100 + [pay(0, 7, platform="B", kind="y")]},
        1,
    )
    assert of(made.sums, made, Measure.PAY, platform="A", kind="x") == 1000
    assert of(made.sums, made, Measure.PAY) == 1007
    assert [made.writers[made.number(**place)] for place in ({}, {"platform": "A"}, {"kind": "y"})] == [
        1,
        1,
        1,
    ]
    assert of(made.sums, made, Measure.WRITERS) == 2, "inner cells of hers, so that the measure adds up"


def test_a_writer_without_any_amount_is_in_no_cell_and_makes_no_crowd():
    cell = {"platform": "A", "kind": "x"}
    made = cohort([KINDS], {"by_kind": [pay(0, 10, **cell), pay(1, 0, **cell), Contribution(2, cell, {})]}, 3)
    assert set(made.writers[[made.number(**cell), made.number()]].tolist()) == {1}
    assert of(made.sums, made, Measure.WRITERS) == 1


def test_the_contributors_of_a_sum_are_those_who_have_something_of_it():
    cell = {"platform": "A", "kind": "x"}
    amounts = [{Measure.HOURS: 60, Measure.PAY: pay} for pay in (0, 0, 5)]
    made = cohort(
        [KINDS], {"by_kind": [Contribution(who, cell, held) for who, held in enumerate(amounts)]}, 3
    )
    at = made.number(**cell)
    found = {sums.measure: int(sums.contributors[at]) for sums in made.sums[:-1]}
    assert found[Measure.HOURS] == 3
    assert found[Measure.PAY] == 1
    assert found[Measure.PAID_HOURS] == 0


def test_unpaid_hours_are_what_the_paid_ones_leave_of_all_of_them():
    cell = {"platform": "A", "kind": "x"}
    rows = [Contribution(0, cell, {Measure.HOURS: 60}), Contribution(0, cell, {Measure.PAID_HOURS: 40})]
    made = cohort([KINDS], {"by_kind": rows}, 1)
    assert of(made.sums, made, Measure.UNPAID_HOURS, **cell) == 20
    rows.append(Contribution(0, cell, {Measure.PAID_HOURS: 21}))
    with pytest.raises(PaidBeyondHours, match="by_kind have more paid hours"):
        cohort([KINDS], {"by_kind": rows}, 1)


def test_tables_with_a_place_in_common_have_one_cell_there():
    made = cohort(
        [KINDS, MODELS],
        {"by_kind": [pay(0, 5, platform="A", kind="x")], "by_model": [pay(0, 5, pay_model="hour")]},
        1,
    )
    assert len(made.cells) == 9 + 3 - 1
    assert of(made.sums, made, Measure.PAY) == 5


@pytest.mark.parametrize("arguments", [{}, {"places": 3}])
def test_every_equation_holds_for_every_measure(arguments):
    made = composed(1, 60, **arguments)
    for sums in made.sums:
        assert sums.equations
        for total, parts in sums.equations:
            assert sums.values[total] == sum(sums.values[part] for part in parts), sums.measure


@pytest.mark.parametrize("arguments", [{}, {"places": 3}])
def test_a_margin_has_at_most_the_writers_of_its_parts_and_at_least_those_of_one(arguments):
    made = composed(2, 60, **arguments)
    for total, parts in made.sums[0].equations:
        of_parts = [made.writers[part] for part in parts]
        assert max(of_parts) <= made.writers[total] <= sum(of_parts)


def test_a_value_that_a_table_does_not_have_is_refused_by_name():
    with pytest.raises(MissingDimension, match="by_kind knows for kind"):
        cohort([KINDS], {"by_kind": [pay(0, 5, platform="A", kind="z")]}, 1)


def test_a_cohort_of_nobody_has_all_its_cells_and_nothing_in_them():
    made = cohort([KINDS], {}, 0)
    assert len(made.cells) == 9
    assert made.writers.sum() == 0
    assert all(sums.values.sum() == 0 for sums in made.sums)


def test_a_table_is_written_as_it_is_read():
    made = table({"A": {"X": [50, 49, 1], "Y": 30}})
    assert of(made.sums, made, Measure.PAY, row="A") == 130
    assert made.writers[made.number(row="A", column="X")] == 3

"""The gate: what does not withstand the attack is refused, in a sentence that tells nothing."""

import numpy as np
import pytest

from reports.audit import (
    Demands,
    Interval,
    Kind,
    NotReleasable,
    NotTheTruth,
    Published,
    audit,
    check_releasable,
    different_writers,
    intervals,
    outsider,
)
from reports.audit.sensitive import sensitive_cells
from reports.cohorts import Layout, cohort
from tests.reports.audited_tables import cells, crowd, found, grid
from tests.reports.composed_cohorts import composed, table

DEMANDS = Demands(k=5, p=10)
SAFE = "A X=200 Y=300\nB X=400 Y=250"


def lone_writer():
    return grid(SAFE, alone=["AX"])


def test_a_table_of_crowds_is_released_whole():
    done = check_releasable(grid(SAFE), frozenset(), DEMANDS)
    assert done.is_releasable
    assert done.cells_attacked == 0


def test_a_lone_writer_in_a_rectangle_is_released():
    made = lone_writer()
    assert check_releasable(made, cells(made, "AX AY BX BY"), DEMANDS).cells_attacked == 4


def test_a_refusal_counts_its_findings_and_names_no_cell_and_no_amount():
    made = lone_writer()
    with pytest.raises(NotReleasable) as refused:
        check_releasable(made, cells(made, "AX"), DEMANDS)
    assert set(refused.value.counts) == {Kind.KNOWN, Kind.NARROW}
    assert str(refused.value).startswith("These tables cannot be released. hidden cells whose value can be")
    for secret in ("200", "row", "AX", "column"):
        assert secret not in str(refused.value)


def test_a_finding_printed_by_mistake_has_no_amount_and_no_cell_in_it():
    made = lone_writer()
    printed = repr(audit(made, cells(made, "AX"), DEMANDS))
    assert "Kind.KNOWN" in printed
    assert "200" not in printed
    assert "row" not in printed


def test_a_sensitive_cell_left_open_is_refused():
    made = lone_writer()
    with pytest.raises(NotReleasable, match=f"{Kind.OPEN}: 1"):
        check_releasable(made, frozenset(), DEMANDS)


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_without_secondary_cells_is_refused(seed):
    made = composed(seed, 300, platforms=6, kinds=5)
    with pytest.raises(NotReleasable):
        check_releasable(made, sensitive_cells(made, DEMANDS), DEMANDS)


def test_hidden_cells_with_nothing_in_them_are_no_secret():
    made = table({"A": {"X": 0, "Y": crowd(300)}, "B": {"X": crowd(400), "Y": crowd(250)}})
    assert check_releasable(made, cells(made, "AX"), DEMANDS).cells_attacked == 0


def test_a_cohort_of_nobody_is_released():
    nobody = cohort([Layout("table", {"row": ("A",)})], {}, 0)
    assert audit(nobody, frozenset({0}), DEMANDS).is_releasable


def test_rounded_sums_around_a_hidden_cell_leave_as_much_room_as_they_were_rounded_by():
    made = lone_writer()
    hidden = cells(made, "AX")
    spread = {
        number: Interval(np.maximum(sums.values - 40, 0), sums.values + 40)
        for number, sums in enumerate(made.sums)
    }
    band = Interval(np.zeros(9, dtype=int), np.full(9, 99))
    assert not list(outsider(made, hidden, DEMANDS, Published(spread, band)))
    exact = Published({0: spread[0]}, band)
    known = list(outsider(made, hidden, DEMANDS, exact))
    assert {(one.kind, one.measure) for one in known} == {(Kind.KNOWN, "writers")}


def test_an_interval_without_the_truth_in_it_is_refused():
    made = grid(SAFE)
    wrong = Interval(made.sums[0].values + 1, made.sums[0].values + 2)
    with pytest.raises(NotTheTruth):
        audit(made, frozenset(), DEMANDS, Published({0: wrong}))


def test_different_writers_of_a_part_are_at_most_those_of_its_margin():
    made = table({"A": {"X": [5] * 4, "Y": [5] * 3}, "B": {"X": [5] * 9, "Y": [5] * 2}})
    hidden = cells(made, "AX AY")
    seen = intervals(different_writers(made, hidden), hidden)
    assert [seen[cell] for cell in sorted(hidden)] == [(4, 7), (3, 5)]
    # A. is 7 and .Y is 5, so AY has at most 5; .X is 13 and BX 9, so AX has at least 4.


def test_bands_of_writers_leave_the_numbers_of_their_parts_open():
    made = table({"A": {"X": [5] * 4, "Y": [5] * 3}, "B": {"X": [5] * 9, "Y": [5] * 2}})
    hidden = cells(made, "AX AY")
    low = np.where(made.writers >= 10, 10, np.where(made.writers >= 5, 5, 0))
    high = np.where(made.writers >= 10, 19, np.where(made.writers >= 5, 9, 4))
    seen = intervals(different_writers(made, hidden, Interval(low, high)), hidden)
    assert [seen[cell] for cell in sorted(hidden)] == [(1, 9), (1, 9)]


def test_tables_with_a_margin_in_common_are_attacked_together():
    made = composed(1, 400, platforms=12, kinds=8)
    lonely = frozenset({made.number(pay_model="M0")})
    assert {one.kind for one in outsider(made, lonely, DEMANDS)} >= {Kind.KNOWN}
    assert not found(outsider(made, frozenset(), DEMANDS), *Kind)

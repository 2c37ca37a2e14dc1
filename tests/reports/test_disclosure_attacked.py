"""Patterns of composed cohorts under a slow attack, and what is left to see."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.cohorts import Measure
from reports.disclosure import NoPattern, Rules, protect
from tests.reports.attacking import asked_of, interval
from tests.reports.composed_cohorts import composed

RULES = Rules(k=5)


@pytest.mark.parametrize(
    ("seed", "writers", "shape"),
    [
        (1, 3, {}),
        (2, 8, {"platforms": 3, "kinds": 3}),
        (3, 20, {"platforms": 3, "kinds": 4}),
        (4, 40, {"platforms": 4, "kinds": 4, "pay_models": 3}),
        (5, 80, {}),
        (6, 25, {"platforms": 2, "kinds": 3, "places": 2}),
        (7, 60, {"platforms": 3, "kinds": 2, "places": 2}),
    ],
)
def test_no_hidden_cell_is_bounded_tighter_than_its_level(seed, writers, shape):
    made = composed(seed, writers, **shape)
    pattern = protect(made, RULES)
    for sums in made.sums:
        for number, cell in enumerate(sums.cells.tolist()):
            value = int(sums.values[number])
            if cell not in pattern.primary or not value:
                continue
            asked = asked_of(sums, number, made.writers[cell], RULES.k, RULES.p)
            least, most = interval(sums, pattern.hidden, number)
            assert most - value >= asked * (1 - 1e-6), (sums.measure, made.cells[cell])
            assert value - least >= min(asked, value) * (1 - 1e-6), (sums.measure, made.cells[cell])
            assert most - least > 1e-6 * value, (sums.measure, made.cells[cell])


@pytest.mark.parametrize("seed", [1, 2])
def test_whole_writers_are_not_pinned_down_in_three_dimensions(seed):
    made = composed(seed, 40, platforms=3, kinds=2, places=2)
    pattern = protect(made, RULES)
    sums = next(one for one in made.sums if one.measure is Measure.WRITERS)
    rows = np.zeros((len(sums.equations), len(sums.cells)))
    for row, (total, parts) in enumerate(sums.equations):
        rows[row, total] = -1
        rows[row, list(parts)] = 1
    is_hidden = np.isin(sums.cells, list(pattern.hidden))
    values = sums.values.astype(float)
    bounds = Bounds(np.where(is_hidden, 0, values), np.where(is_hidden, values.max() * 2, values))
    for number in np.flatnonzero(np.isin(sums.cells, list(pattern.primary))):
        for way in (1, -1):
            goal = np.zeros(len(values))
            goal[number] = way
            found = milp(
                goal,
                constraints=LinearConstraint(rows, 0, 0),
                bounds=bounds,
                integrality=np.ones(len(values)),
            )
            assert abs(found.x[number] - values[number]) >= 1 - 1e-6


def test_most_cells_that_are_safe_by_themselves_are_shown():
    shares = []
    for seed in range(12):
        made = composed(seed, 30 + seed * 170 // 11)
        pattern = protect(made, Rules(k=5 if seed % 2 else 10))
        safe = {cell for cell, writers in enumerate(made.writers) if writers} - pattern.primary
        shares.append(len(safe - pattern.hidden) / len(safe))
    print(
        f"safe cells shown: median {np.median(shares):.0%}, tenth percentile {np.quantile(shares, 0.1):.0%}"
    )
    assert np.median(shares) >= 0.75


def test_a_table_of_twelve_by_eight_is_protected():
    made = composed(9, 150, platforms=12, kinds=8)
    pattern = protect(made, RULES, seconds=5)
    assert pattern.primary < pattern.hidden
    assert len(pattern.hidden) < len(pattern.primary) + 15


def test_what_could_not_be_tried_in_whole_writers_for_want_of_time_is_refused():
    made = composed(6, 25, platforms=2, kinds=3, places=2)
    assert protect(made, RULES).hidden
    with pytest.raises(NoPattern):
        protect(made, RULES, seconds=0)

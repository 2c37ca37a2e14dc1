"""Paid hours are part of the hours, which everybody knows: the attack that uses it learns nothing either."""

import numpy as np
import pytest
from scipy.optimize import linprog

from reports.audit import Demands, Kind, outsider
from reports.cohorts import Contribution, Layout, Measure, cohort
from reports.disclosure import Rules, protect
from tests.reports.attacking import asked_of, interval
from tests.reports.composed_cohorts import composed

RULES, DEMANDS = Rules(k=5), Demands(k=5, p=10)
#: Of the hours of ten writers, and of one in A X: all paid, none, or half of them.
PAID = {"AX": 0.5, "AY": 1, "AZ": 0.5, "BX": 0, "BY": 0.5, "BZ": 0.5}
HOUR = 3600


def lone_writer():
    layout = Layout("table", {"row": ("A", "B"), "column": ("X", "Y", "Z")})
    made, writer = [], 0
    for name, share in PAID.items():
        for _ in range(1 if name == "AX" else 10):
            amounts = {Measure.PAY: 2000, Measure.HOURS: HOUR, Measure.PAID_HOURS: int(share * HOUR)}
            made.append(Contribution(writer, {"row": name[0], "column": name[1]}, amounts))
            writer += 1
    return cohort([layout], {"table": made}, writer)


def sums_of(made, measure):
    return next(one for one in made.sums if one.measure is measure)


def hours_with_paid_ones(made, hidden, number):
    """Least and most of the hours of one cell, where paid hours are at most hours in every cell; by one programme."""
    hours, paid = (sums_of(made, one) for one in (Measure.HOURS, Measure.PAID_HOURS))
    values, count = np.concatenate([hours.values, paid.values]) / HOUR, len(hours.cells)
    bounds = [
        (0, None) if at % count in hidden else (value, value) for at, value in enumerate(values.tolist())
    ]
    rows = np.zeros((2 * len(hours.equations), 2 * count))
    for row, (total, parts) in enumerate(hours.equations):
        for half in (0, 1):
            rows[2 * row + half, half * count + total] = -1
            rows[2 * row + half, [half * count + part for part in parts]] = 1
    at_most = np.hstack([-np.eye(count), np.eye(count)])
    goal = np.zeros(2 * count)
    goal[number] = 1
    ends = [
        linprog(
            way * goal, A_ub=at_most, b_ub=np.zeros(count), A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds
        )
        for way in (1, -1)
    ]
    return ends[0].fun * HOUR, np.inf if ends[1].status == 3 else -ends[1].fun * HOUR


def test_a_cell_of_paid_hours_beside_one_of_unpaid_hours_tells_what_neither_measure_tells():
    made = lone_writer()
    four = frozenset(made.number(row=row, column=column) for row in "AB" for column in "XY")
    cell = made.number(row="A", column="X")
    assert interval(sums_of(made, Measure.HOURS), four, cell)[1] > 1.1 * HOUR
    assert hours_with_paid_ones(made, four, cell)[1] == pytest.approx(HOUR), "she has no more than she has"
    told = {one.measure for one in outsider(made, four, DEMANDS) if one.kind is Kind.NARROW}
    assert told == {Measure.PAID_HOURS, Measure.UNPAID_HOURS}
    hidden = protect(made, RULES).hidden
    assert hours_with_paid_ones(made, hidden, cell)[1] >= 1.1 * HOUR * (1 - 1e-6)
    assert not list(outsider(made, hidden, DEMANDS))


@pytest.mark.parametrize(("seed", "writers"), [(1, 20), (2, 12), (3, 45), (4, 8)])
def test_hours_are_open_where_paid_and_unpaid_ones_are(seed, writers):
    made = composed(seed, writers, platforms=3, kinds=3)
    pattern = protect(made, RULES)
    hours = sums_of(made, Measure.HOURS)
    for number in sorted(pattern.hidden):
        value = int(hours.values[number])
        least, most = hours_with_paid_ones(made, pattern.hidden, number)
        assert most - least >= 1 - 1e-4 or not value
        if number in pattern.primary:
            asked = asked_of(hours, number, made.writers[number], RULES.k, RULES.p)
            assert most - value >= asked * (1 - 1e-4)
            assert value - least >= min(asked, value) * (1 - 1e-4)

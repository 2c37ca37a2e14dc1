"""A slow, obvious attack on hidden cells: the smallest and the largest value that fits what is shown."""

import numpy as np
from scipy.optimize import linprog

from reports.cohorts import Measure


def interval(sums, hidden, number, known=None):
    """Least and most of one sum, in its unit; `known` gives least and most of sums that the attacker knows more of."""
    scale = max(1.0, float(sums.values.max()))
    bounds = [
        (0, None) if cell in hidden else (value / scale, value / scale)
        for cell, value in zip(sums.cells.tolist(), sums.values.tolist(), strict=True)
    ]
    for one, (least, most) in (known or {}).items():
        if sums.cells[one] in hidden:
            bounds[one] = (least / scale, None if most is None else most / scale)
    rows = np.zeros((len(sums.equations), len(bounds)))
    for row, (total, parts) in enumerate(sums.equations):
        rows[row, total] = -1
        rows[row, list(parts)] = 1
    goal = np.zeros(len(bounds))
    goal[number] = 1
    found = [linprog(way * goal, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds) for way in (1, -1)]
    assert found[0].status == 0
    return found[0].fun * scale, np.inf if found[1].status == 3 else -found[1].fun * scale


def known_to(cohort, sums, *writers):
    """What writers know together of every sum: at least what they hold, and all of it where nobody else is."""
    held = sums.holdings[:, list(writers)].toarray().sum(axis=1).tolist()
    there = cohort.present[:, list(writers)].toarray().sum(axis=1)
    return {
        number: (held[number], held[number] if cohort.writers[cell] == there[cell] else None)
        for number, cell in enumerate(sums.cells.tolist())
        if there[cell]
    }


def asked_of(sums, number, writers, k, p):
    """How far a primary cell must be open by the rules on the paper, in its unit."""
    held = [*sorted(sums.holdings[[number], :].toarray().ravel().tolist(), reverse=True), 0, 0]
    asked = [p / 100 * held[0] - sum(held[2:])] if sums.measure is not Measure.WRITERS else []
    return max([0, *asked, *([p / 100 * sum(held)] if writers < k else [])])

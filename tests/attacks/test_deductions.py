"""Whoever knows what everybody was paid, and all hours, looks for fees and costs in the net rates of a release.

The answer of the programme that protects them is not asked: what is left open is reckoned here from the printed rate.
"""

from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from reports.programme import How
from reports.release import build, deductions
from tests.reports.released_cohorts import KINDS, PLATFORMS, column, frame, plan, worked, writer

K, P = 5, 10
SEEDS = 12
#: Net rates that are told of a campaign, of 16 places at most.
ENOUGH = 8
TABLE = plan(
    "by_kind",
    "platform",
    "kind",
    columns=[
        column("gross", "all_hours_rate", How.POOLED),
        column("net", "effective_hourly_rate", How.POOLED),
    ],
)


def campaign(seed):
    """Writers at a kind of work each; in some places few have costs, in others most, and some have very much."""
    chance = np.random.default_rng([83, seed])
    share = {(one, kind): chance.choice([0.1, 0.3, 0.9]) for one in PLATFORMS for kind in KINDS}
    for place, with_costs in share.items():
        for _ in range(int(chance.integers(6, 25))):
            hours, rate = int(chance.integers(2, 60)), int(chance.integers(30, 60))
            cost = int(chance.lognormal(8, 1.8)) if chance.random() < with_costs else 0
            yield place, 100 * rate * hours, 3600 * hours, min(cost, 90 * rate * hours)


def at(rows, platform, kind):
    return [one for one in rows if platform in {"Total", one[0][0]} and kind in {"Total", one[0][1]}]


def deductions_told(net, rows):
    """Least and most, in cents, that all of them together had to pay, by what is printed."""
    gross, hours = sum(pay for _, pay, _, _ in rows), Fraction(sum(time for _, _, time, _ in rows), 3600)
    return tuple(gross - 100 * hours * (net + sign * Fraction(1, 4)) for sign in (1, -1))


@cache
def released(seed):
    """The rows of a release, each with what the writers in its place were paid, worked and had to pay."""
    rows = list(campaign(seed))
    writers = [writer(worked(*place, pay=pay, seconds=time), costs=[cost]) for place, pay, time, cost in rows]
    table = build(writers, [TABLE], frame(seed=seed)).tables[0]
    return [(row.values, row.figures["net"].value, at(rows, **row.values)) for row in table.rows]


def told(seed):
    return [one for one in released(seed) if one[1] is not None]


def tells(least, most, rows):
    """Whether a writer who takes her own costs off all there can be is within 10 % of another's, or all of a few are."""
    costs = [cost for *_, cost in rows if cost]
    for own, cost in enumerate(costs):
        others = costs[:own] + costs[own + 1 :]
        if others and 100 * (most - cost) < (100 + P) * max(others):
            return True
    is_few = 0 < len(costs) < K
    return is_few and (100 * most < (100 + P) * sum(costs) or 100 * least > (100 - P) * sum(costs))


def telling(seed):
    """Places whose own net rate tells too much."""
    for values, net, inside in told(seed):
        least, most = deductions_told(net, inside)
        assert least <= sum(cost for *_, cost in inside) <= most
        if tells(least, most, inside):
            yield values


def within(values):
    """Which inner places a place is made of, 1 or 0."""
    inner = product(PLATFORMS, KINDS)
    return [float(bool(at([(one,)], **values))) for one in inner]


def together(seed):
    """Places about which all net rates together tell too much, to whoever has the hours of every place."""
    whole = [(within(values), *map(float, deductions_told(net, rows))) for values, net, rows in told(seed)]
    sides = [[side * part for part in parts] for parts, *_ in whole for side in (1, -1)]
    ends = [end for _, least, most in whole for end in (most, -least)]
    for values, _, inside in released(seed):
        goal = np.array(within(values))
        low, high = (linprog(sign * goal, A_ub=sides, b_ub=ends, bounds=(0, None)) for sign in (1, -1))
        if low.success and high.success and tells(low.fun - 1, 1 - high.fun, inside):
            yield values


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nobody_learns_what_a_writer_had_to_pay(seed):
    assert not list(telling(seed))
    assert len(told(seed)) >= ENOUGH


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nor_does_who_takes_all_net_rates_together(seed):
    """It is not promised that this never happens: the record says how often it does."""
    assert not list(together(seed))


def test_somebody_would_if_every_net_rate_were_told(monkeypatch):
    monkeypatch.setattr(deductions, "_tells", lambda *_: False)
    released.cache_clear()
    assert sum(bool(list(telling(seed))) for seed in range(SEEDS)) >= SEEDS // 2
    assert sum(bool(list(together(seed))) for seed in range(SEEDS)) >= SEEDS // 2
    released.cache_clear()

"""Whoever knows what everybody was paid, and all hours, looks for fees and costs in the net rates of a release.

The answer of the programme that protects them is not asked: what is left open is reckoned here from the printed rate.
"""

from fractions import Fraction

import numpy as np
import pytest

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


def found(seed):
    """Places of a release whose net rate tells too much, and how many net rates it tells."""
    rows = list(campaign(seed))
    writers = [writer(worked(*place, pay=pay, seconds=time), costs=[cost]) for place, pay, time, cost in rows]
    shown = [
        row
        for row in build(writers, [TABLE], frame(seed=seed)).tables[0].rows
        if row.figures["net"].value is not None
    ]
    return [row.values for row in shown if tells(row.figures["net"].value, at(rows, **row.values))], len(
        shown
    )


def tells(net, rows):
    """Whether a writer who takes her own costs off all there can be is within 10 % of another's, or all of a few are."""
    costs = [cost for *_, cost in rows if cost]
    least, most = deductions_told(net, rows)
    assert least <= sum(costs) <= most
    for own, cost in enumerate(costs):
        others = costs[:own] + costs[own + 1 :]
        if others and 100 * (most - cost) < (100 + P) * max(others):
            return True
    is_few = 0 < len(costs) < K
    return is_few and (100 * most < (100 + P) * sum(costs) or 100 * least > (100 - P) * sum(costs))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nobody_learns_what_a_writer_had_to_pay(seed):
    telling, shown = found(seed)
    assert not telling
    assert shown >= ENOUGH


def test_somebody_would_if_every_net_rate_were_told(monkeypatch):
    monkeypatch.setattr(deductions, "_tells", lambda *_: False)
    assert sum(bool(found(seed)[0]) for seed in range(SEEDS)) >= SEEDS // 2

"""Our Kaplan-Meier against statsmodels, which is installed in an environment of its own."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from reports.survival import kaplan_meier
from tests.oracles.environment import CannotBuild, python

SCRIPT = Path(__file__).with_name("kaplan_meier.py")
CLOSE = 1e-12  # how far a product of a few hundred binary fractions may stray


def a_sample(random, size, longest, share_ended):
    return {
        "durations": [random.randint(0, longest) for _ in range(size)],
        "ended": [random.random() < share_ended for _ in range(size)],
    }


def samples():
    """METHOD's check, and several hundred drawn ones: with many ties and few, none, some and all of them ended."""
    random = Random(2026)
    drawn = [
        a_sample(random, size, longest, share_ended)
        for size in (1, 2, 3, 8, 30, 300)
        for longest in (0, 3, 20, 1000)
        for share_ended in (0, 0.2, 0.5, 0.9, 1)
        for _ in range(4)
    ]
    halves = [{"durations": list(range(1, 2 * n + 1)), "ended": [True] * (2 * n)} for n in range(1, 15)]
    method = {"durations": [3, 5, 8, 9, 14, 20], "ended": [True, True, False, True, False, True]}
    return [method, *halves, *drawn]


def test_the_samples_have_every_kind():
    kinds = Counter((any(one["ended"]), all(one["ended"])) for one in samples())
    assert min(kinds[False, False], kinds[True, False], kinds[True, True]) > 50
    assert sum(len(set(one["durations"])) < len(one["durations"]) for one in samples()) > 200


@pytest.mark.long
def test_every_share_and_every_median_is_that_of_statsmodels():
    try:
        interpreter = python()
    except CannotBuild as mishap:
        pytest.skip(f"the environment of statsmodels could not be built ({mishap})")
    listed = samples()
    done = subprocess.run(
        [interpreter, SCRIPT],
        input=json.dumps(listed),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    for sample, theirs in zip(listed, json.loads(done.stdout), strict=True):
        ours = kaplan_meier(sample["durations"], sample["ended"])
        left = dict(zip(theirs["days"], theirs["shares"], strict=True))
        share = 1.0
        for day, exact in ours.steps:
            share = left.pop(day, share)  # days without an ending are no step of theirs
            assert float(exact) == pytest.approx(share, abs=CLOSE), sample
        assert not left, sample
        assert ours.median == next(
            (
                day
                for day, share in zip(theirs["days"], theirs["shares"], strict=True)
                if share <= 0.5 + CLOSE
            ),
            None,
        ), sample
        if not any(exact * 2 == 1 for _, exact in ours.steps):
            # Theirs is the first day with less than half left: the same, unless exactly half is left on one.
            assert ours.median == theirs["below_half"], sample

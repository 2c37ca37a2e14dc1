"""What protects a cohort against what attacks it: two programmes that share no function, on cohorts made up for it.

`make test` attacks a few of them, `make test-all` a thousand (test plan, T40 to T42 and T48).
"""

from dataclasses import replace

import numpy as np
import pytest

from reports.audit import Demands, Interval, Kind, NotReleasable, Published, audit, check_releasable
from reports.disclosure import Rules, band, primary, protect
from tests.reports.composed_cohorts import campaign, composed

K, P = 5, 10
RULES, DEMANDS = Rules(k=K, p=P), Demands(k=K, p=P)
COHORTS, FEW = 1000, 12
#: A cohort with a hidden cell and this many safe ones counts for the utility.
ENOUGH_SAFE = 5


def cohort_of(seed):
    """3 to 400 writers, mostly few, in linked tables of two dimensions; every fourth of three."""
    chance = np.random.default_rng([7, seed])
    writers = int(np.clip(chance.lognormal(4, 1), 3, 400))
    sizes = {"platforms": int(chance.integers(2, 7)), "kinds": int(chance.integers(2, 7))}
    return composed(seed, writers, places=3 if seed % 4 == 3 else 0, **sizes)


def bands(made, k=K):
    """Every sum is known to the last cent, the number of different writers by its band, as it is printed."""
    ends = [(n, n) if n < k else (band(n).least, band(n).most or n) for n in made.writers.tolist()]
    low, high = np.array(ends, dtype=np.int64).T
    return Published(writers=Interval(low, high))


def attacked(seeds, coalition=None):
    """Nothing found in any cohort; of each with something to hide, the share of its safe cells that is shown."""
    rules, demands = replace(RULES, coalition=coalition), replace(DEMANDS, coalition=coalition)
    for seed in seeds:
        made = cohort_of(seed)
        pattern = protect(made, rules, seconds=10)
        found = audit(made, pattern.hidden, demands, bands(made))
        assert found.is_releasable, f"seed {seed}: {sorted({one.kind.name for one in found.findings})}"
        filled = int((made.writers > 0).sum())
        safe = filled - len(pattern.primary)
        if pattern.hidden and safe >= ENOUGH_SAFE:
            yield (filled - len(pattern.hidden)) / safe


def check_useful(shares):
    """Three of four cells that are safe by themselves are shown, in half of the cohorts or more."""
    median, tenth = np.quantile(shares, [0.5, 0.1])
    print(
        f"{len(shares)} cohorts: of the safe cells {median:.1%} are shown (median), {tenth:.1%} (tenth percentile)"
    )
    assert median >= 0.75


def test_neither_the_public_nor_a_writer_learns_what_is_hidden_and_most_of_what_is_safe_is_shown():
    check_useful(list(attacked(range(FEW))))


def test_nor_do_three_who_put_together_what_they_know_where_that_is_feared():
    assert list(attacked(range(FEW, FEW + 4), coalition=3))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_campaign_of_a_thousand_writers_withstands(seed):
    made = campaign(seed, 1000)
    pattern = protect(made, Rules(k=10), seconds=10)
    assert pattern.primary
    assert not audit(made, pattern.hidden, Demands(k=10, p=P), bands(made, 10)).findings


@pytest.mark.long
def test_a_thousand_cohorts_withstand_and_stay_useful():
    check_useful(list(attacked(range(COHORTS))))


def test_a_solver_that_hides_no_more_than_it_must_by_rule_is_refused():
    refused = 0
    for seed in range(8):
        made = cohort_of(seed)
        unsafe = primary(made, RULES)
        if audit(made, unsafe, DEMANDS).is_releasable:
            continue
        refused += 1
        with pytest.raises(NotReleasable, match="cannot be released"):
            check_releasable(made, unsafe, DEMANDS)
    assert refused >= 4


def test_a_solver_that_leaves_one_unsafe_cell_open_is_refused_whichever_it_is():
    made = cohort_of(1)
    pattern = protect(made, RULES)
    assert pattern.primary
    for cell in pattern.primary:
        found = audit(made, pattern.hidden - {cell}, DEMANDS, bands(made)).findings
        assert Kind.OPEN in {one.kind for one in found}

"""Attacks with the rows of a release alone: whose value has a row, and what hidden and empty cells look like."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from reports.cohorts import Known
from reports.disclosure import Rules
from reports.release import Mark, build
from tests.reports.released_cohorts import KINDS, alike, frame, plan, table_of, worked, writer

STATES = tuple(f"US-{first}{second}" for first, second in product("ABCDEFG", "ABCDEFG"))
BY_PLACE = (plan("place", "place"), plan("platform", "platform"), plan("pay_model", "pay_model"))
WORKERS, REPORTERS = 80, 30


def one_platform(seed):
    """Where each of its workers lives, which it knows, and the release of those who report."""
    chance = np.random.default_rng(seed)
    weights = 1 / np.arange(1, len(STATES) + 1) ** 2
    homes = [str(chance.choice(STATES, p=weights / weights.sum())) for _ in range(WORKERS)]
    paid = [
        writer(worked(place=home, pay=int(chance.lognormal(8, 0.5)), seconds=int(chance.lognormal(10, 0.5))))
        for home in homes
    ]
    known = Known(("annex",), STATES)
    return homes, build(paid[:REPORTERS], BY_PLACE, frame(rules=Rules(k=10), known=known, seed=seed))


@pytest.mark.parametrize("seed", range(6))
def test_a_platform_that_knows_where_its_workers_live_finds_no_row_for_a_few_of_them(seed):
    homes, release = one_platform(seed)
    rows = {row.values["place"] for row in table_of(release, "place").rows}
    reporters = Counter(homes[:REPORTERS])
    assert {STATES[0], "other", "Total"} <= rows
    assert all(reporters[home] >= 10 for home in rows - {"other", "Total"})


@pytest.mark.parametrize("newcomer", STATES[1:6])
def test_one_writer_more_whose_place_nobody_shares_adds_no_row(newcomer):
    crowd = [*alike(30, place=STATES[0]), *alike(12, place=STATES[7]), *alike(6, place=STATES[8])]
    campaign = frame(rules=Rules(k=10), known=Known(("annex",), STATES))
    rows = [
        {row.values["place"]: row.mark for row in table_of(build(writers, BY_PLACE, campaign), "place").rows}
        for writers in ([*crowd, *alike(4, place=STATES[9])], [*crowd, *alike(4, place=newcomer)])
    ]
    assert rows[0] == rows[1] == dict.fromkeys([STATES[0], STATES[7], "other", "Total"], Mark.SHOWN)


@pytest.mark.parametrize("kinds", [("rating",) * 12, ("rating", "writing") * 6, KINDS * 4])
def test_the_number_of_hidden_cells_says_nothing_of_empty_ones(kinds):
    crowd = [
        one
        for name, kind in product(("quill", "scribe"), KINDS)
        for one in alike(40, platform=name, kind=kind)
    ]
    few = [writer(worked(kind=kind, pay=2000 + 10 * number)) for number, kind in enumerate(kinds)]
    release = build([*crowd, *few], [plan("by_kind", "platform", "kind")], frame(rules=Rules(k=10)))
    rows = table_of(release, "by_kind").rows
    hidden = sum(row.mark is Mark.WITHHELD for row in rows)
    assert release.protection.cells_hidden == hidden > 0
    assert Mark.EMPTY not in {row.mark for row in rows}

"""A platform keeps the choices of its workers that fit every quarter of a year, in which the same people report.

Rates move by a twentieth and hours by two fifths from quarter to quarter. What is shown of a quarter is chosen for that
quarter alone; the platform looks through all four, choice by choice.
"""

from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest

from reports.disclosure import Books, What, chosen
from reports.periods import Period, add_months
from reports.programme import PROGRAMME
from reports.release import build
from tests.attacks.test_books_of_a_platform import choices_of, half
from tests.attacks.test_subset_search import ENOUGH, KINDS, WORKERS, asked
from tests.reports.released_cohorts import alike, frame, promised, worked, writer

QUARTERS = 4
K = 5


def year(seed):
    """Cents and seconds by worker and kind, a quarter at a time."""
    chance = np.random.default_rng([62, seed])
    base = np.clip(chance.lognormal(3, 0.35, WORKERS), 12, 40)
    usual = np.clip(chance.lognormal(3.4, 1.2, WORKERS), 2, 200)
    works = chance.random((WORKERS, len(KINDS))) < [0.8, 0.5, 0.4, 0.1]
    works[~works.any(axis=1), 0] = True
    for _ in range(QUARTERS):
        hours = np.clip(usual * chance.lognormal(0, 0.4, WORKERS), 2, 300)
        rates = base * chance.lognormal(0, 0.05, WORKERS)
        split = works * chance.uniform(0.1, 1, works.shape)
        seconds = (hours[:, None] * 3600 * split / split.sum(axis=1, keepdims=True)).astype(np.int64)
        yield (
            (seconds * rates[:, None] * chance.lognormal(0, 0.15, works.shape) / 36).astype(np.int64),
            seconds,
        )


def seen(figure, pay, seconds, choices):
    """What a release would show of each choice."""
    at = slice(None) if figure.kind is None else [KINDS.index(figure.kind)]
    cents, time = pay[:, at].sum(axis=1)[choices], seconds[:, at].sum(axis=1)[choices]
    working = (time > 0).sum(axis=1)
    if figure.what is What.EMPTY:
        return working == 0
    if figure.what is What.CELL:
        return np.where(working < K, 0, np.searchsorted([5, 10, 20, 50, 100], working, side="right"))
    if figure.what is What.RATE:
        rate = half(cents.sum(axis=1) * 36 / np.maximum(time.sum(axis=1), 1))
        return np.where(working < K, -1, rate)
    assert figure.what is What.MEDIAN
    own = np.where(time > 0, cents * 36 / np.maximum(time, 1), np.nan)
    middle = np.full(len(choices), -1.0)
    enough = working >= 2 * K
    middle[enough] = half(np.nanmedian(own[enough], axis=1))
    return middle


def blocks_of(n):
    """All choices of five; of ten, the writers with up to three of them exchanged, then with four."""
    yield choices(n)
    if n > 5:
        kept = np.array(list(combinations(range(n), n - 4)), np.int8)
        for taken in np.array_split(np.array(list(combinations(range(n, WORKERS), 4)), np.int8), 100):
            yield np.hstack([kept.repeat(len(taken), 0), np.tile(taken, (len(kept), 1))])


@cache
def choices(n):
    found = choices_of(n).astype(np.int8)
    assert (found == np.arange(n)).all(axis=1).any()
    return found


def shown(seed, n, periods):
    """Each figure of each quarter, with the books it was made of."""
    for number, (pay, seconds) in enumerate(year(seed)):
        wanted = list(asked(pay[:n].tolist(), seconds[:n].tolist()))
        books = Books(KINDS, pay[:n], seconds[:n])
        for figure in chosen({"P": books}, {"P": wanted}, k=K, periods=periods, seed=10 * seed + number)["P"]:
            yield figure, pay, seconds


def left_after_a_year(seed, n, periods):
    """How many choices fit all that was shown in four quarters, and how many rates that were."""
    told, count = list(shown(seed, n, periods)), 0
    for block in blocks_of(n):
        left = block
        for figure, pay, seconds in told:
            true = seen(figure, pay, seconds, np.arange(n)[np.newaxis])
            left = left[seen(figure, pay, seconds, left) == true]
        count += len(left)
        if count >= ENOUGH:
            break
    return count, sum(figure.what is What.RATE for figure, _, _ in told)


FIRST, SEEDS = 2, 20


@pytest.mark.parametrize("n", [5, 10])
@pytest.mark.parametrize("seed", range(FIRST))
def test_a_hundred_choices_fit_all_four_quarters(seed, n):
    count, _ = left_after_a_year(seed, n, periods=QUARTERS)
    assert count >= ENOUGH


@pytest.mark.long
@pytest.mark.parametrize("n", [5, 10])
def test_a_hundred_choices_fit_all_four_quarters_of_twenty_platforms(n):
    found = [left_after_a_year(seed, n, periods=QUARTERS) for seed in range(SEEDS)]
    print(f"{n} of {WORKERS}: {sorted(count for count, _ in found)}")
    assert min(count for count, _ in found) >= ENOUGH
    if n == 10:
        assert sum(rates for _, rates in found) >= SEEDS


def test_what_may_be_told_once_would_name_people_when_it_is_told_every_quarter():
    assert min(left_after_a_year(seed, 5, periods=1)[0] for seed in range(FIRST)) < ENOUGH


def test_all_choices_of_five_are_looked_at():
    assert len(choices(5)) == sum(1 for _ in combinations(range(WORKERS), 5))


def test_ten_people_are_told_a_rate_of_each_quarter():
    assert left_after_a_year(0, 10, periods=QUARTERS)[1] >= 1


# The tables of rates as they are released, promises with pay


RATES = [table for table in PROGRAMME if table.key == "rates_by_platform"]
DAYS = [add_months(date(2026, 1, 1), 3 * number) for number in range(QUARTERS + 1)]
#: What the platform can compute of these: all hours are paid here, and there are no costs.
COMPUTED = ("effective_hourly_rate", "all_hours_rate", "paid_time_rate", "advertised_rate")


def released(n, pay, brought, seconds, **of):
    """The row of the platform in a quarter's release, beside two crowds."""
    mine = [
        promised(writer(worked(pay=int(pay[one]), seconds=int(seconds[one]))), rate_of(brought, seconds, one))
        for one in range(n)
    ]
    crowds = [
        promised(one, Fraction(20))
        for platform in ("quill", "scribe")
        for one in alike(40, platform=platform, seconds=7200)
    ]
    release = build([*mine, *crowds], RATES, frame(**of))
    return next((row for row in release.tables[0].rows if row.values["platform"] == "annex"), None)


def rate_of(cents, seconds, one):
    return Fraction(int(cents[one]) * 36, int(seconds[one]))


def quarters_of_rates(seed):
    """Cents paid, cents promised and seconds of each worker: promises move by a twentieth, and pay about them."""
    chance = np.random.default_rng([62, seed])
    base = np.clip(chance.lognormal(3, 0.35, WORKERS), 12, 40)
    usual = np.clip(chance.lognormal(3.4, 1.2, WORKERS), 2, 200)
    for _ in range(QUARTERS):
        hours = np.clip(usual * chance.lognormal(0, 0.4, WORKERS), 2, 300)
        seconds = (hours * 3600).astype(np.int64)
        brought = seconds * base * chance.lognormal(0, 0.05, WORKERS) / 36
        yield (
            (brought * chance.lognormal(0, 0.1, WORKERS)).astype(np.int64),
            brought.astype(np.int64),
            seconds,
        )


def left_of_a_year_of_releases(seed, n):
    """How many choices fit the rates of four releases, and how many of those were told."""
    books = [
        (*one, released(n, *one, period=Period(*days), seed=10 * seed + number))
        for number, (one, days) in enumerate(zip(quarters_of_rates(seed), pairwise(DAYS), strict=True))
    ]
    count = told = 0
    for block in blocks_of(n):
        left, told = block, 0
        for pay, brought, seconds, row in books:
            for key, figure in (row.figures if row else {}).items():
                question = next((one for one in COMPUTED if key.startswith(one)), None)
                if question is None or figure.value is None:
                    continue
                told += 1
                cents = brought if question == "advertised_rate" else pay
                left = left[computed(key, cents, seconds, left) == float(figure.value)]
        count += len(left)
        if count >= ENOUGH:
            break
    return count, told


def computed(key, cents, seconds, choices):
    if key in COMPUTED:
        return half(cents[choices].sum(axis=1) * 36 / seconds[choices].sum(axis=1))
    assert key.endswith("_median")
    return half(np.median((cents * 36 / seconds)[choices], axis=1))


@pytest.mark.parametrize(("seed", "n"), [(0, 5), (1, 5), (0, 10)])
def test_a_hundred_choices_fit_the_promises_and_the_pay_of_four_releases(seed, n):
    assert left_of_a_year_of_releases(seed, n)[0] >= ENOUGH


@pytest.mark.long
@pytest.mark.parametrize("n", [5, 10])
def test_a_hundred_choices_fit_four_releases_of_twenty_platforms(n):
    found = [left_of_a_year_of_releases(seed, n) for seed in range(SEEDS)]
    print(f"{n} of {WORKERS}: {sorted(found)}")
    assert min(count for count, _ in found) >= ENOUGH
    if n == 10:
        assert sum(told for _, told in found) >= SEEDS

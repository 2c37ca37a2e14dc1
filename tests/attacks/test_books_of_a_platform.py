"""A platform takes a whole release and looks through its books for the people behind it (test plan, T45).

It knows pay and paid hours of each of its 40 workers, and everything the release shows of it: which rows are empty, the
bands of writers, rates and medians. At least a hundred choices of its workers must fit all of it together.
"""

from datetime import date
from itertools import combinations

import numpy as np
import pytest

from reports.periods import Period
from reports.programme import How
from reports.release import Mark, build
from tests.reports.released_cohorts import COLUMNS, KINDS, alike, column, frame, plan, worked, writer

WORKERS, ENOUGH = 40, 100
#: Of shorter periods less is told (`test_books_of_a_year`).
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
TABLE = plan(
    "by_kind",
    "platform",
    "kind",
    columns=[
        *COLUMNS,
        column("paid", "paid_time_rate", How.POOLED, known=True),
        column("middle", "paid_time_rate", How.MEDIAN, known=True),
    ],
)


def books(seed):
    """Cents and seconds of 40 workers by kind: rates of 12 to 40, 2 to 200 hours, at one to three kinds of work."""
    chance = np.random.default_rng([145, seed])
    rates = np.clip(chance.lognormal(3, 0.35, (WORKERS, 1)), 12, 40)
    hours = np.clip(chance.lognormal(3.4, 1.2, (WORKERS, 1)), 2, 200)
    works = chance.random((WORKERS, len(KINDS))) < [0.8, 0.5, 0.3]
    works[~works.any(axis=1), 0] = True
    seconds = (works * hours * 3600 / works.sum(axis=1, keepdims=True)).astype(np.int64)
    return (seconds * rates / 36).astype(np.int64), seconds


def released(pay, seconds, n):
    """The rows of the platform in the release of its first `n` workers and of two crowds elsewhere."""
    mine = [
        writer(
            *(
                worked("annex", kind, pay=int(pay[one, at]), seconds=int(seconds[one, at]))
                for at, kind in enumerate(KINDS)
                if seconds[one, at]
            )
        )
        for one in range(n)
    ]
    crowds = [one for kind in KINDS for one in alike(30, platform="quill", kind=kind, seconds=7200)]
    rows = build([*mine, *crowds], [TABLE], frame(period=YEAR)).tables[0].rows
    return [row for row in rows if row.values["platform"] == "annex"]


def half(rate):
    return np.floor(rate * 2 + 0.5) / 2


def fits(row, pay, seconds, choices):
    """Which choices of workers look like this row."""
    kind = row.values["kind"]
    at = slice(None) if kind == "Total" else [KINDS.index(kind)]
    cents, time = pay[:, at].sum(axis=1)[choices], seconds[:, at].sum(axis=1)[choices]
    there = (time > 0).sum(axis=1)
    if row.mark is Mark.EMPTY:
        return there == 0
    if row.mark is Mark.WITHHELD:
        return np.ones(len(choices), bool)
    found = (there >= row.writers.least) & (there <= (row.writers.most or WORKERS))
    if (rate := row.figures["paid"].value if "paid" in row.figures else None) is not None:
        found &= half(cents.sum(axis=1) * 36 / np.maximum(time.sum(axis=1), 1)) == float(rate)
    if (middle := row.figures["middle"].value if "middle" in row.figures else None) is not None:
        own = np.where(time > 0, cents * 36 / np.maximum(time, 1), np.nan)
        found[found] &= half(np.nanmedian(own[found], axis=1)) == float(middle)
    return found


def choices_of(n):
    """All choices of five; of ten, the writers with up to three of them exchanged, a part of all."""
    if n == 5:
        return np.array(list(combinations(range(WORKERS), n)))
    found = [np.arange(n)[np.newaxis]]
    for count in (1, 2, 3):
        kept = np.array(list(combinations(range(n), n - count)))
        taken = np.array(list(combinations(range(n, WORKERS), count)))
        found.append(np.hstack([kept.repeat(len(taken), 0), np.tile(taken, (len(kept), 1))]))
    return np.vstack(found)


def check_withstands(seed, n):
    pay, seconds = books(seed)
    rows, choices = released(pay, seconds, n), choices_of(n)
    told = [row for row in rows if row.mark is Mark.SHOWN]
    assert told
    left = np.ones(len(choices), bool)
    for row in rows:
        seen = fits(row, pay, seconds, choices)
        assert seen[(choices == np.arange(n)).all(axis=1)].all()
        left &= seen
    assert left.sum() >= ENOUGH, f"seed {seed}: {left.sum()} choices fit"
    return any(row.figures["paid"].value is not None for row in told if "paid" in row.figures)


@pytest.mark.parametrize("n", [5, 10])
@pytest.mark.parametrize("seed", range(2))
def test_a_hundred_choices_of_workers_fit_the_whole_release(seed, n):
    assert check_withstands(seed, n)


@pytest.mark.long
@pytest.mark.parametrize("n", [5, 10])
def test_a_hundred_choices_fit_for_twenty_platforms(n):
    told = [check_withstands(seed, n) for seed in range(20)]
    assert any(told)


BY_KIND_ALONE = plan(
    "kind",
    "kind",
    columns=[
        column(key, "paid_time_rate", how, known=True)
        for key, how in (("paid", How.POOLED), ("middle", How.MEDIAN))
    ],
)


def told_by_kind_alone(seed, elsewhere=(), named="annex"):
    """Rates of paid time of ten workers at kinds of work that hardly anybody else does."""
    pay, seconds = books(seed)
    mine = [
        writer(
            *(
                worked(
                    named if one % 2 else "annex", kind, pay=int(pay[one, at]), seconds=int(seconds[one, at])
                )
                for at, kind in enumerate(KINDS)
                if seconds[one, at]
            ),
            *(elsewhere if one == 0 else ()),
        )
        for one in range(10)
    ]
    crowd = alike(30, platform="quill", kind="labelling", seconds=7200)
    rows = build([*mine, *crowd], [TABLE, BY_KIND_ALONE], frame()).tables[1].rows
    return sum(
        one.value is not None for row in rows if row.values["kind"] in KINDS for one in row.figures.values()
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_minute_on_another_platform_frees_no_rate_from_the_books(seed):
    minute = [worked("quill", kind, pay=10, seconds=60) for kind in KINDS]
    assert told_by_kind_alone(seed, minute) <= told_by_kind_alone(seed)


@pytest.mark.parametrize("seed", range(3))
def test_writers_who_call_the_platform_otherwise_free_no_rate_from_its_books(seed):
    assert told_by_kind_alone(seed, named="other") <= told_by_kind_alone(seed)


def test_without_the_search_some_platform_would_find_its_people():
    """The exact sum of pay of five writers, which no release has, would leave a choice or two."""
    pay, _ = books(0)
    sums = pay.sum(axis=1)[choices_of(5)].sum(axis=1)
    assert (sums == pay.sum(axis=1)[:5].sum()).sum() < ENOUGH

"""A platform looks through its books for the writers of a release (test plan, T45).

It knows the pay and the paid time of each of its 40 workers, and which figures the release shows. The search here is
written apart from the one that chooses the figures: choice by choice, in fractions.
"""

from fractions import Fraction
from itertools import combinations
from math import floor
from statistics import median

import numpy as np
import pytest

from reports.disclosure import Books, Figure, What, chosen

K, WORKERS, SEEDS, ENOUGH = 5, 40, 20, 100
KINDS = ("ranking", "writing", "review", "other")


def workers(seed):
    """Log-normal rates of 12 to 40 an hour and hours of 2 to 200, at one to four kinds of work, in no order."""
    chance = np.random.default_rng([45, seed])
    rates = np.clip(chance.lognormal(3, 0.35, WORKERS), 12, 40)
    hours = np.clip(chance.lognormal(3.4, 1.2, WORKERS), 2, 200)
    works = chance.random((WORKERS, len(KINDS))) < [0.8, 0.5, 0.4, 0.1]
    works[~works.any(axis=1), 0] = True
    split = works * chance.uniform(0.1, 1, works.shape)
    seconds = (hours[:, None] * 3600 * split / split.sum(axis=1, keepdims=True)).astype(np.int64)
    by_kind = rates[:, None] * chance.lognormal(0, 0.15, works.shape)
    return (seconds * by_kind / 36).astype(np.int64), seconds


def of_place(table, kind):
    return [sum(row) if kind is None else row[KINDS.index(kind)] for row in table]


def half(value):
    """To the nearest 0.50 of a major unit, from minor units an hour."""
    return floor(Fraction(value) / 50 + Fraction(1, 2))


def told(figure, pay, seconds):
    """What a release shows of a place whose workers have these."""
    pairs = [(p, s) for p, s in zip(pay, seconds, strict=True) if s]
    if figure.what is What.EMPTY:
        return not pairs
    if figure.what is What.CELL:
        return next((low for low in (100, 50, 20, 10, 5) if len(pairs) >= max(low, K)), None)
    if figure.what is What.PAY:
        return sum(pay)
    if figure.what is What.RATE:
        return (
            half(Fraction(3600 * sum(p for p, _ in pairs), sum(s for _, s in pairs)))
            if len(pairs) >= K
            else None
        )
    assert figure.what is What.MEDIAN  # quartiles need 20 writers
    return half(median(Fraction(3600 * p, s) for p, s in pairs)) if len(pairs) >= 2 * K else None


def asked(pay, seconds):
    """All that the other rules let through of what a platform can compute."""
    for kind in (None, *KINDS):
        working = sum(time > 0 for time in of_place(seconds, kind))
        yield Figure(What.EMPTY, kind)
        if working >= K:
            yield Figure(What.CELL, kind)
            yield Figure(What.RATE, kind)
        if working >= 2 * K:
            yield Figure(What.MEDIAN, kind)


class Platform:
    """Forty workers, the first `n` of whom are in the release, and what the release shows of them."""

    def __init__(self, seed, n):
        pay, seconds = workers(seed)
        self.n = n
        self.books = Books(KINDS, pay[:n], seconds[:n])
        self.asked = list(asked(pay[:n].tolist(), seconds[:n].tolist()))
        self.shown = chosen({"P": self.books}, {"P": self.asked}, k=K, periods=1, seed=seed)["P"]
        places = (None, *KINDS)
        self.pay, self.seconds = (
            {kind: of_place(table.tolist(), kind) for kind in places} for table in (pay, seconds)
        )

    def figure(self, figure, choice):
        pay, seconds = self.pay[figure.kind], self.seconds[figure.kind]
        return told(figure, [pay[worker] for worker in choice], [seconds[worker] for worker in choice])

    def fits(self, figures, choices):
        """How many choices look like the writers, counted no further than needed."""
        wanted = [(figure, self.figure(figure, range(self.n))) for figure in figures]
        found = 0
        for choice in choices:
            found += all(self.figure(figure, choice) == value for figure, value in wanted)
            if found == ENOUGH:
                break
        return found

    def exchanged(self):
        """The writers, and all choices with one, two or three of them exchanged: a part of all choices."""
        yield range(self.n)
        for count in (1, 2, 3):
            for kept in combinations(range(self.n), self.n - count):
                for taken in combinations(range(self.n, WORKERS), count):
                    yield kept + taken


def check_withstands(seed, n):
    platform = Platform(seed, n)
    choices = combinations(range(WORKERS), n) if n == 5 else platform.exchanged()
    assert Figure(What.CELL) in platform.shown
    assert platform.fits(platform.shown, choices) >= ENOUGH, f"seed {seed}: {platform.shown}"


#: Of each number of writers, the platforms that are searched every time.
FIRST = [(0, 5), (1, 5), (2, 5), (0, 10), (1, 10)]
REST = [(seed, n) for n in (5, 10) for seed in range(SEEDS) if (seed, n) not in FIRST]


@pytest.mark.parametrize(("seed", "n"), FIRST)
def test_a_hundred_choices_of_workers_fit_all_that_a_platform_can_compute(seed, n):
    check_withstands(seed, n)


@pytest.mark.long
@pytest.mark.parametrize(("seed", "n"), REST)
def test_a_hundred_choices_fit_on_twenty_platforms(seed, n):
    check_withstands(seed, n)


def test_an_exact_sum_of_pay_would_tell_and_is_not_shown():
    platform = Platform(0, 5)
    pay = Figure(What.PAY, step=Fraction(1, 100))
    assert platform.fits([pay], combinations(range(WORKERS), 5)) < ENOUGH
    shown = chosen({"P": platform.books}, {"P": [pay, *platform.asked]}, k=K, periods=1, seed=0)["P"]
    assert shown == platform.shown


@pytest.mark.parametrize("n", [5, 10])
def test_something_is_shown_all_the_same(n):
    assert Figure(What.RATE) in Platform(0, n).shown

"""One value per writer: medians, quartiles and their limits, and the rate of all of them together."""

from fractions import Fraction
from math import comb
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.cohorts import pooled, pooled_limits, spread_of

FRACTIONS = st.fractions(min_value=0, max_value=200, max_denominator=100)


def whole(*values):
    return [Fraction(value) for value in values]


def test_quartiles_lie_in_proportion_between_the_values_around_them():
    assert spread_of(whole(10, 20, 30, 40)).quartiles == (Fraction(35, 2), Fraction(25), Fraction(65, 2))


@pytest.mark.parametrize("count", [0, 1])
def test_one_writer_has_no_spread(count):
    assert spread_of(whole(12)[:count]) == spread_of(whole(99)[:count])


@pytest.mark.parametrize(
    ("count", "beyond"), [(5, None), (6, 0), (8, 0), (9, 1), (19, 4), (20, 5), (32, 9), (33, 10), (100, 39)]
)
def test_the_limits_of_a_median_are_the_outermost_values_that_hold_it_often_enough(count, beyond):
    limits = spread_of(whole(*range(count))).limits
    if beyond is None:
        assert limits is None
    else:
        assert (limits.low, limits.high, limits.below, limits.above) == (
            beyond,
            count - 1 - beyond,
            beyond,
            beyond,
        )


def test_writers_of_one_value_do_not_lie_beyond_it():
    limits = spread_of(whole(*[7] * 20)).limits
    assert (limits.below, limits.above) == (0, 0)


@given(st.integers(6, 60))
def test_one_value_further_in_would_miss_the_median_too_often(count):
    beyond = spread_of(whole(*range(count))).limits.below
    missed = [sum(comb(count, rank) for rank in range(most + 1)) / 2**count for most in (beyond, beyond + 1)]
    assert missed[0] <= 0.025 < missed[1]


@given(st.lists(FRACTIONS, min_size=2, max_size=40))
def test_the_median_is_the_one_everybody_knows_and_order_does_not_matter(values):
    assert spread_of(values).quartiles[1] == median(values)
    assert spread_of(values) == spread_of(values[::-1])


def test_a_pooled_rate_is_a_ratio_of_sums_and_nothing_without_hours():
    assert pooled(whole(30, 5, 10), [Fraction(1), Fraction(1, 10), Fraction(3, 2)]) == Fraction(450, 26)
    assert pooled(whole(30), whole(0)) is None


def worked(count, seed=1):
    chance = np.random.default_rng(seed)
    pay = [Fraction(int(cents), 100) for cents in chance.integers(1000, 90_000, count)]
    return pay, [Fraction(int(seconds), 3600) for seconds in chance.integers(600, 90_000, count)]


def test_a_seed_gives_the_same_limits_again_and_another_seed_others():
    pay, hours = worked(40)
    limits = pooled_limits(pay, hours, seed=7)
    assert limits == pooled_limits(pay, hours, seed=7)
    assert limits == pooled_limits(pay[::-1], hours[::-1], seed=7)
    assert limits != pooled_limits(pay, hours, seed=8)
    assert limits.low < pooled(pay, hours) < limits.high
    own = [amount / time for amount, time in zip(pay, hours, strict=True)]
    assert limits.below == sum(rate < limits.low for rate in own)
    assert limits.above == sum(rate > limits.high for rate in own)


def test_limits_are_those_of_drawing_writers_in_exact_fractions():
    pay, hours = worked(12)
    order = sorted(range(12), key=lambda place: (pay[place], hours[place]))
    drawn = np.random.default_rng(3).integers(12, size=(2000, 12)).tolist()
    rates = sorted(
        sum(pay[order[one]] for one in draw) / sum(hours[order[one]] for one in draw) for draw in drawn
    )
    limits = pooled_limits(pay, hours, seed=3)
    assert (limits.low, limits.high) == (rates[50], rates[-51])


def test_writers_without_hours_are_not_drawn():
    pay, hours = whole(20, 20, 90), whole(1, 1, 0)
    limits = pooled_limits(pay, hours, seed=1)
    assert (limits.low, limits.high) == (20, 20)
    assert pooled_limits(pay[1:], hours[1:], seed=1) is None


def test_nobody_lies_beyond_limits_that_all_writers_share():
    _, hours = worked(20)
    limits = pooled_limits([17 * time for time in hours], hours, seed=1)
    assert limits == (17, 17, 0, 0)


def test_limits_of_nothing_over_something_are_nothing():
    limits = pooled_limits(whole(0, 0), whole(1, 2), seed=1)
    assert (limits.low, limits.high) == (0, 0)


@pytest.mark.long
def test_limits_hold_the_rate_of_those_they_were_drawn_from_in_most_cases():
    chance = np.random.default_rng(3)
    held = 0
    for turn in range(300):
        seconds = chance.integers(3600, 360_000, 60)
        pay = (seconds * chance.lognormal(0, 0.4, 60) * 25 / 3600).astype(np.int64)
        hours = [Fraction(int(one), 3600) for one in seconds]
        limits = pooled_limits(whole(*pay.tolist()), hours, seed=turn)
        expected = 25 * np.exp(0.4**2 / 2)
        held += limits.low <= expected <= limits.high
    assert 0.88 <= held / 300 <= 0.99

"""The interval of a rate: known values, a slow twin, and how often it holds the truth."""

from __future__ import annotations

import random
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from reports.terms.intervals import ENOUGH_PARTS, rate_interval

few = settings(max_examples=60, deadline=None)


def interval_of(*parts):
    return rate_interval(parts)


def test_parts_of_one_length_have_the_interval_of_their_mean() -> None:
    # Mean 19, squares 9 + 1 + 1 + 9 twice = 40; s = sqrt(40 / 7), error sqrt(40 / 56) = 0.845154.
    # t of 7 degrees at 97.5 % is 2.364624; 2.364624 x 0.845154 = 1.998472.
    found = interval_of(*((rate, 1) for rate in (16, 20, 18, 22) * 2))
    assert (found.rate, found.part_count) == (19, 8)
    assert float(found.standard_error) == pytest.approx(0.845154, abs=1e-6)
    assert float(found.quantile) == pytest.approx(2.364624, abs=1e-6)
    assert float(found.low) == pytest.approx(17.001528, abs=2e-6)
    assert float(found.high) == pytest.approx(20.998472, abs=2e-6)
    assert found.half_width == found.quantile * found.standard_error


def test_it_agrees_with_the_classical_interval_of_scipy() -> None:
    rates = [12, 30, 18, 25, 9, 16, 22, 19, 20, 31]
    found = interval_of(*((rate * 3, 3) for rate in rates))
    low, high = stats.t.interval(0.95, len(rates) - 1, loc=sum(rates) / len(rates), scale=stats.sem(rates))
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=1e-6)


def slow_interval(parts: list[tuple[float, float]]) -> tuple[float, float]:
    """Leave each part out and divide what is left."""
    count = len(parts)
    rate = sum(m for m, _ in parts) / sum(h for _, h in parts)
    without = [
        sum(m for j, (m, _) in enumerate(parts) if j != i)
        / sum(h for j, (_, h) in enumerate(parts) if j != i)
        for i in range(count)
    ]
    error = sqrt((count - 1) / count * sum((one - rate) ** 2 for one in without))
    width = stats.t.ppf(0.975, count - 1) * error
    return rate - width, rate + width


money_and_hours = st.lists(st.tuples(st.integers(-200, 900), st.integers(1, 60)), min_size=8, max_size=40)


@few
@given(money_and_hours)
def test_it_agrees_with_leaving_every_part_out(parts) -> None:
    found = interval_of(*parts)
    low, high = slow_interval(parts)
    assert float(found.low) == pytest.approx(low, abs=1e-5)
    assert float(found.high) == pytest.approx(high, abs=1e-5)
    assert found.low <= found.rate <= found.high


@few
@given(money_and_hours, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(parts, rng) -> None:
    shuffled = list(parts)
    rng.shuffle(shuffled)
    assert interval_of(*shuffled) == interval_of(*parts)


@few
@given(money_and_hours, st.integers(2, 50))
def test_longer_hours_of_the_same_pay_change_nothing(parts, times) -> None:
    """Twice the money in twice the time is the same rate, as sure as before."""
    longer = interval_of(*((money * times, hours * times) for money, hours in parts))
    assert longer == interval_of(*parts)


@few
@given(money_and_hours)
def test_cents_and_seconds_give_dollars_an_hour(parts) -> None:
    small = [(100 * money, 3600 * hours) for money, hours in parts]
    assert rate_interval(small, Fraction(36)) == interval_of(*parts)


def test_parts_that_all_pay_the_same_leave_nothing_open() -> None:
    found = interval_of(*((18 * hours, hours) for hours in range(1, 9)))
    assert (found.low, found.high, found.standard_error) == (18, 18, 0)


@few
@given(money_and_hours)
def test_the_error_is_never_rounded_down(parts) -> None:
    assume(len(set(parts)) > 1)
    count = len(parts)
    money, hours = sum(Fraction(m) for m, _ in parts), sum(Fraction(h) for _, h in parts)
    exact = sum(((m - money / hours * h) / (hours - h)) ** 2 for m, h in parts) * (count - 1) / count
    error = interval_of(*parts).standard_error
    assert error**2 >= exact
    assert max(Fraction(0), error - Fraction(count, 10**7)) ** 2 <= exact


# When there is none


def test_with_fewer_than_eight_parts_there_is_no_interval() -> None:
    assert ENOUGH_PARTS == 8
    parts = [(20, 1), (30, 2), (10, 1), (40, 2), (15, 1), (25, 1), (35, 2), (18, 1)]
    assert interval_of(*parts[:7]) is None
    assert interval_of(*parts) is not None
    assert interval_of() is None


def test_parts_without_anything_are_no_parts() -> None:
    parts = [(20, 1), (30, 2), (10, 1), (40, 2), (15, 1), (25, 1), (35, 2)]
    assert interval_of(*parts, (0, 0)) is None
    bonus = interval_of(*parts, (50, 0))
    assert (bonus.part_count, bonus.rate) == (8, Fraction(225, 10))
    unpaid = interval_of(*parts, (0, 5))
    assert (unpaid.part_count, unpaid.rate) == (8, Fraction(175, 15))


def test_all_hours_in_one_part_say_nothing_about_others() -> None:
    assert interval_of((100, 5), *((1, 0) for _ in range(9))) is None
    assert interval_of(*((1, 0) for _ in range(9))) is None


def test_the_quantile_depends_on_the_number_of_parts() -> None:
    parts = [(20 + number % 3, 1) for number in range(30)]
    for count in (8, 12, 30):
        quantile = interval_of(*parts[:count]).quantile
        assert float(quantile) == pytest.approx(stats.t.ppf(0.975, count - 1), abs=1e-8)
        assert quantile >= Fraction(float(stats.t.ppf(0.975, count - 1))) - Fraction(1, 10**12)


# What it promises


@pytest.mark.parametrize("count", [8, 20])
def test_nine_of_ten_intervals_hold_the_true_rate_of_very_uneven_work(count: int) -> None:
    rng, held, worlds = random.Random(7), 0, 600
    true = Fraction(15)
    for _ in range(worlds):
        hours = [1 + int(rng.lognormvariate(1.5, 0.7)) for _ in range(count)]
        rates = [0 if rng.random() < 0.25 else 20 * rng.lognormvariate(-0.08, 0.4) for _ in range(count)]
        found = interval_of(
            *((round(rate * length), length) for rate, length in zip(rates, hours, strict=True))
        )
        held += found.low <= true <= found.high
    assert 0.90 * worlds <= held <= 0.98 * worlds

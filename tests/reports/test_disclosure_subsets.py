"""How many choices of workers fit what is shown, and which figures are shown so that enough of them do."""

from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.disclosure import Books, Figure, What, chosen, fitting, subsets
from reports.disclosure.others import made_up

HOUR = 3600
KINDS = ("ranking", "writing", "review")
AMOUNTS = set(What) - {What.EMPTY, What.CELL}
EXACT_PAY = Figure(What.PAY, step=Fraction(1, 100))


def people(seed, count, kinds=KINDS):
    chance = np.random.default_rng(seed)
    seconds = chance.integers(0, 3, size=(count, len(kinds))) * chance.integers(
        HOUR, 50 * HOUR, size=(count, 1)
    )
    seconds[:, 0] += HOUR
    rates = chance.integers(1200, 4000, size=(count, 1))
    return Books(kinds, seconds * rates // HOUR, seconds)


def everything(kinds=KINDS):
    return [Figure(what, kind) for what in What for kind in (None, *kinds)]


def shown(made, asked, seed=1):
    return chosen({"P": made}, {"P": asked}, k=5, periods=1, seed=seed)["P"]


def tell_amounts(figures):
    return [figure for figure in figures if figure.what in AMOUNTS]


@pytest.mark.parametrize("seed", range(4))
def test_where_there_are_few_choices_each_of_them_is_looked_at(seed):
    made = people(seed, 12)
    figures = [Figure(What.RATE), Figure(What.CELL, "review")]
    total, at_review = made.of(None), made.of("review")[1] > 0

    def rate(choice):
        pay, seconds = (int(amounts[list(choice)].sum()) for amounts in total)
        return (Fraction(pay * HOUR, seconds) / 50 + Fraction(1, 2)) // 1

    def is_shown(choice):
        return at_review[list(choice)].sum() >= 5

    first = tuple(range(5))
    same_rate = [choice for choice in combinations(range(12), 5) if rate(choice) == rate(first)]
    both = [choice for choice in same_rate if is_shown(choice) == is_shown(first)]
    assert fitting(made, 5, figures, k=5, enough=1000) == [comb(12, 5), len(same_rate), len(both)]


def test_a_search_ends_with_enough():
    everybody_alike = Books(("ranking",), np.full((40, 1), 2000), np.full((40, 1), HOUR))
    all_choices, fit = fitting(everybody_alike, 5, [Figure(What.RATE)], k=5, enough=100)
    assert 100 <= fit == all_choices < comb(40, 5)


@pytest.mark.parametrize(("n", "workers"), [(5, 300), (10, 40), (200, 800), (1500, 6000)])
def test_a_search_ends_when_its_work_is_done(n, workers):
    made = people(3, workers, ("ranking",))
    all_choices, fit = fitting(made, n, [EXACT_PAY], k=5)
    assert 1 <= fit < 100
    assert all_choices < 2_100_000


def test_writers_without_colleagues_are_found():
    assert fitting(people(1, 5), 5, [Figure(What.RATE)], k=5) == [1, 1]


@pytest.mark.parametrize("seed", range(5))
def test_an_exact_sum_fits_next_to_nobody_else_and_goes(seed):
    made = people(seed, 5)
    found = fitting(made.with_others(made_up(made, np.random.default_rng(seed))), 5, [EXACT_PAY], k=5)
    assert found[-1] < 100
    assert EXACT_PAY not in shown(made, [EXACT_PAY, Figure(What.RATE), Figure(What.CELL)])


def test_of_twenty_writers_an_exact_sum_is_dropped_by_the_search_and_a_coarse_one_stays():
    made = people(2, 20, ("ranking",))
    cell, rate, coarse = Figure(What.CELL), Figure(What.RATE), Figure(What.PAY)
    assert shown(made, [EXACT_PAY, rate, cell]) == (cell, rate)
    assert shown(made, [coarse, rate, cell]) == (cell, rate, coarse)
    assert shown(people(2, 19, ("ranking",)), [coarse, rate, cell]) == (cell, rate)


def test_figures_are_kept_in_the_order_of_their_importance_and_each_once():
    kept = shown(people(4, 20), [*reversed(everything()), *everything()])
    told = [(figure.what, figure.kind) for figure in kept]
    assert told[:6] == [
        (What.CELL, None),
        (What.RATE, None),
        (What.EMPTY, None),
        *((What.EMPTY, kind) for kind in KINDS),
    ]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(("n", "periods"), [(5, 1), (10, 4)])
def test_the_same_release_is_told_the_same_and_another_seed_may_tell_it_otherwise(n, periods):
    def told(seed):
        made = people(2, n)
        return chosen({"P": made}, {"P": everything()}, k=5, periods=periods, seed=seed)["P"]

    by_seed = [told(seed) for seed in range(4)]
    assert by_seed == [told(seed) for seed in range(4)]
    assert len(set(by_seed)) > 1


def test_in_two_periods_less_is_told_than_in_one():
    once, twice = (
        chosen({"P": people(0, 10)}, {"P": everything()}, k=5, periods=periods, seed=1)["P"]
        for periods in (1, 2)
    )
    assert once[: len(twice)] == twice
    assert len(once) > len(twice)


@pytest.mark.parametrize("looks", range(5))
def test_of_a_platform_that_was_not_looked_through_in_time_nothing_is_told(looks):
    asked = []

    def is_over():
        asked.append(True)
        return len(asked) > looks

    platforms = {"P": people(1, 8)}
    told = chosen(platforms, {"P": everything()}, k=5, periods=1, seed=1, is_over=is_over)["P"]
    # Before the first look into the books, and before each of three.
    assert bool(told) == (looks == 4)


def test_the_others_are_made_up_alike_and_better_and_worse_paid(monkeypatch):
    tilts = []

    def made_up_with(writers, chance, tilt=1000):
        tilts.append(tilt)
        return made_up(writers, chance, tilt)

    monkeypatch.setattr(subsets, "made_up", made_up_with)
    shown(people(1, 8), everything())
    assert tilts == [1000, 1400, 700]
    chosen({"P": people(1, 8)}, {"P": everything()}, k=5, periods=4, seed=1)
    assert tilts[3:] == [1000, 1000, 1400, 700]


def test_of_fewer_than_k_nothing_is_shown():
    assert shown(people(1, 4), everything()) == ()


def test_what_all_writers_of_a_small_platform_do_and_leave_is_not_told_kind_by_kind():
    kinds = tuple("abcdefgh")
    working = np.repeat([[HOUR, HOUR, HOUR, HOUR, 0, 0, 0, 0]], 5, axis=0)
    made = Books(kinds, working, working)
    asked = [Figure(What.CELL), *(Figure(What.EMPTY, kind) for kind in kinds)]
    asked += [Figure(What.CELL, kind) for kind in kinds[:4]]
    kept = shown(made, asked)
    assert Figure(What.CELL) in kept
    assert len(kept) < len(asked)


@given(
    seed=st.integers(0, 1000),
    n=st.integers(5, 24),
    asked=st.lists(st.sampled_from([*everything(), EXACT_PAY]), max_size=20),
)
@settings(max_examples=12)
def test_what_is_kept_was_asked_for_and_is_little_and_is_always_the_same(seed, n, asked):
    made = people(seed, n)
    kept = shown(made, asked, seed)
    assert set(kept) <= set(asked)
    assert len(tell_amounts(kept)) <= n // 2
    mixed = np.random.default_rng(seed).permutation(n)
    assert shown(Books(KINDS, made.pay[mixed], made.seconds[mixed]), asked[::-1], seed) == kept


def test_platforms_do_not_depend_on_each_other():
    one, two = people(1, 8), people(2, 11)
    both = chosen({"P": one, "Q": two}, {"P": everything(), "Q": everything()}, k=5, periods=1, seed=3)
    assert both["Q"] == chosen({"Q": two}, {"Q": everything()}, k=5, periods=1, seed=3)["Q"]


@pytest.mark.parametrize(("n", "workers"), [(5, 40), (10, 40), (11, 44), (50, 200)])
def test_a_made_up_platform_has_forty_workers_or_four_times_the_writers(n, workers):
    made = people(1, n)
    others = made_up(made, np.random.default_rng(1))
    assert len(made.with_others(others)) == workers
    assert (others.seconds.sum(axis=1) > 0).all()
    assert (others.pay.sum(axis=1) > 0).all()


def test_made_up_workers_reach_beyond_the_writers_on_both_sides():
    made = Books(("ranking",), np.full((5, 1), 2000 * 20), np.full((5, 1), 20 * HOUR))
    rates = []
    for tilt in (700, 1000, 1400):
        pay, seconds = made_up(made, np.random.default_rng(1), tilt).of(None)
        assert seconds.min() < 10 * HOUR < 40 * HOUR < seconds.max()
        rates.append(float(np.median(pay * HOUR / seconds)))
        assert pay.min() < pay.max()
    assert rates == sorted(rates)
    assert rates[0] < 1800
    assert rates[2] > 2200

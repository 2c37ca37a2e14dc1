"""Figures that a platform can compute, read off many choices of its workers at once."""

from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.cohorts import spread_of
from reports.disclosure import Books, Figure, UnusableBooks, What
from reports.programme import How, Unit
from reports.release.precision import told

HOUR = 3600
ALL_OF_FIVE = np.arange(5)[np.newaxis]


def books(pay, seconds=None, kinds=("ranking",), major=100):
    pay = np.array(pay, np.int64).reshape(-1, len(kinds))
    seconds = np.full_like(pay, HOUR) if seconds is None else np.array(seconds, np.int64).reshape(pay.shape)
    return Books(kinds, pay, seconds, major)


def read(figure, made, choices=ALL_OF_FIVE, k=5):
    return figure.reader(made, k)(np.array(choices)).tolist()


@pytest.mark.parametrize(
    ("figure", "pay", "said"),
    [
        # (2024 + 4 * 2000) / 5 = 2004.8 for an hour is 40 steps of 50; a quarter more than 20.00 rounds up.
        (Figure(What.RATE), [2024, 2000, 2000, 2000, 2000], 40),
        (Figure(What.RATE), [2025] * 5, 41),
        (Figure(What.RATE), [2024] * 5, 40),
        (Figure(What.RATE, step=Fraction(1, 100)), [2024] * 5, 2024),
        # Sums: 1000 major units, or cents when asked for; 100 hours, or one.
        (Figure(What.PAY), [10_000] * 5, 1),
        (Figure(What.PAY), [9_999] * 5, 0),
        (Figure(What.PAY, step=Fraction(1, 100)), [9_999] * 5, 49_995),
        (Figure(What.HOURS), [0] * 5, 0),
        (Figure(What.HOURS, step=Fraction(1)), [0] * 5, 5),
        (Figure(What.CELL), [0] * 5, 5),
        (Figure(What.EMPTY), [0] * 5, 1),
    ],
)
def test_a_figure_is_counted_in_the_steps_it_is_shown_in(figure, pay, said):
    assert read(figure, books(pay)) == [said]


def test_yen_have_no_hundredths():
    made = books([2000, 2000, 2000, 2000, 2001], major=1)
    assert read(Figure(What.RATE), made) == [4000]
    assert read(Figure(What.PAY), made) == [10]


@pytest.mark.parametrize(
    ("amount", "steps"),
    [
        (9_974, 199),
        (9_975, 200),
        (10_249, 200),
        (10_250, 210),
        (99_749, 1990),
        (100_000, 2000),
        (104_000, 2100),
    ],
)
@pytest.mark.parametrize("figure", [Figure(What.RATE), Figure(What.MEDIAN)])
def test_rates_of_a_hundred_and_more_are_read_in_the_wider_steps_they_are_told_in(figure, amount, steps):
    assert read(figure, books([amount] * 10), np.arange(10)[np.newaxis]) == [steps]


@pytest.mark.parametrize(
    ("what", "of_pay"),
    [
        (What.PROMISED, What.RATE),
        (What.PROMISED_FIRST, What.FIRST),
        (What.PROMISED_MEDIAN, What.MEDIAN),
        (What.PROMISED_THIRD, What.THIRD),
    ],
)
def test_a_promise_is_read_as_the_pay_it_would_have_been(what, of_pay):
    promised = books(range(2000, 2000 + 20 * 55, 55), [HOUR, 3 * HOUR] * 10)
    paid = books([1500] * 20)
    made = Books(paid.kinds, paid.pay, paid.seconds, promised=promised)
    all_of_them = np.arange(20)[np.newaxis]
    assert read(Figure(what), made, all_of_them) == read(Figure(of_pay), promised, all_of_them)
    assert read(Figure(of_pay), made, all_of_them) == [30]
    assert read(Figure(what), paid, all_of_them) == [-1]


def test_one_cent_or_one_second_is_as_much_there_as_any():
    made = books([1, 0, 0, 0], [0, 1, 0, 0])
    assert read(Figure(What.EMPTY), made, [[0, 2], [1, 2], [2, 3]]) == [1, 1, 0]
    assert read(Figure(What.CELL), books([1, 0] * 3, [0, 1] * 3), [range(6)]) == [5]
    one_second = books([1] * 8, [1] * 8)
    assert read(Figure(What.RATE), one_second, [range(5)]) == [72]
    assert read(Figure(What.MEDIAN, step=Fraction(1, 100)), one_second, [range(4)], k=2) == [3600]


def test_of_one_worker_there_is_no_middle_and_of_nobody_either():
    made = books([2000, 0], [HOUR, 0])
    assert read(Figure(What.MEDIAN), made, [[0], [1]], k=1) == [-1, -1]


def test_only_writers_who_were_promised_something_are_counted():
    promised = books([2000, 2000, 3000, 0], [HOUR, HOUR, HOUR, 0])
    paid = books([1500] * 4)
    made = Books(paid.kinds, paid.pay, paid.seconds, promised=promised)
    assert read(Figure(What.PROMISED), made, [[0, 1, 2], [0, 1, 3]], k=3) == [47, -1]
    assert read(Figure(What.PROMISED_MEDIAN), made, [[0, 1, 2, 3]], k=2) == [-1]


def test_a_place_with_fewer_than_k_is_not_shown_and_is_not_empty():
    made = books([[100, 0], [100, 100], [0, 0]], [[HOUR, 0], [HOUR, HOUR], [0, 0]], ("ranking", "review"))
    pairs = [[0, 1], [0, 2], [1, 2]]
    assert read(Figure(What.EMPTY, "review"), made, pairs) == [1, 0, 1]
    assert read(Figure(What.CELL, "ranking"), made, pairs) == [-1, -1, -1]
    assert read(Figure(What.RATE, "ranking"), made, pairs, k=2) == [2, -1, -1]
    assert read(Figure(What.RATE, "review"), made, pairs, k=1) == [2, -1, 2]


def test_a_band_is_all_that_is_told_of_a_number_of_writers():
    made = books([100] * 12)
    assert read(Figure(What.CELL), made, [range(12)]) == [10]
    assert read(Figure(What.CELL), made, [range(9), range(1, 10)]) == [5, 5]


def test_a_rate_per_writer_counts_only_who_worked_there():
    made = books([1000, 3000, 0, 2000], [HOUR, HOUR, 0, HOUR])
    assert read(Figure(What.MEDIAN), made, [range(4)], k=1) == [40]
    assert read(Figure(What.MEDIAN), made, [[0, 1, 2]], k=1) == [40]
    assert read(Figure(What.MEDIAN), made, [[0, 2]], k=1) == [-1]


@pytest.mark.parametrize(("what", "times"), [(What.FIRST, 4), (What.MEDIAN, 2), (What.THIRD, 4)])
def test_a_quartile_needs_so_many_times_k(what, times):
    made = books(range(1000, 1000 + 8 * 100, 100))
    assert read(Figure(what), made, [range(times * 2)], k=2) != [-1]
    assert read(Figure(what), made, [range(times * 2 - 1)], k=2) == [-1]


WORKERS = st.lists(st.tuples(st.integers(0, 2**37), st.integers(0, 2**28)), min_size=4, max_size=24)


@given(workers=WORKERS, major=st.sampled_from([1, 100, 1000]), chance=st.integers(0, 2**32))
def test_every_figure_is_the_one_that_the_tables_would_round(workers, major, chance):
    pay, seconds = (list(part) for part in zip(*workers, strict=True))
    made = books(pay, seconds, major=major)
    choices = np.stack([np.random.default_rng([chance, row]).permutation(len(pay))[:4] for row in range(3)])
    for row, choice in enumerate(choices.tolist()):
        values = [Fraction(pay[one] * HOUR, seconds[one]) / major for one in choice if seconds[one]]
        if len(values) < 4:
            continue
        spread = dict(zip((What.FIRST, What.MEDIAN, What.THIRD), spread_of(values).quartiles, strict=True))
        for what, value in spread.items():
            assert read(Figure(what), made, choices, k=1)[row] == 2 * told(value, Unit.RATE, How.MEDIAN)
        together = (
            Fraction(sum(pay[one] for one in choice) * HOUR, sum(seconds[one] for one in choice)) / major
        )
        assert read(Figure(What.RATE), made, choices, k=1)[row] == 2 * told(together, Unit.RATE, How.POOLED)
        total = Fraction(sum(pay[one] for one in choice), major)
        assert read(Figure(What.PAY), made, choices)[row] == floor(total / 1000 + Fraction(1, 2))


@pytest.mark.parametrize(
    ("pay", "seconds", "kinds"),
    [
        ([[-1]], [[1]], ("ranking",)),
        ([[1]], [[-1]], ("ranking",)),
        ([[2**39]], [[1]], ("ranking",)),
        ([[1]], [[2**29]], ("ranking",)),
        ([[1]], [[1], [1]], ("ranking",)),
        ([1], [1], ("ranking",)),
        ([[1]], [[1]], ("ranking", "review")),
    ],
)
def test_books_that_mean_nothing_are_refused(pay, seconds, kinds):
    with pytest.raises(UnusableBooks, match="cannot be used"):
        Books(kinds, np.array(pay), np.array(seconds))

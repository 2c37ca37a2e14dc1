"""How much one release may rule out, when the same people report in every period of a year."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.disclosure import Books, Figure, What, chosen
from reports.disclosure.repeated import repeatable
from tests.reports.test_disclosure_subsets import HOUR, KINDS, everything, people

ASKED = (Figure(What.CELL), Figure(What.RATE), *(Figure(What.EMPTY, kind) for kind in KINDS))


def told(books, n, figures, periods, seed=1):
    return repeatable(books, n, figures, 5, np.random.default_rng(seed), periods=periods)


def shown(books, periods, seed=1):
    return chosen({"P": books}, {"P": everything()}, k=5, periods=periods, seed=seed)["P"]


def left_in_the_end(books, n, figures, periods):
    """How many choices are left after some periods of the first figure, of the first two, and so on: one by one."""
    choices, before = np.array(list(combinations(range(len(books)), n))), 1.0
    left, fits = float(len(choices)), np.ones(len(choices), bool)
    for figure in figures:
        read = figure.reader(books, 5)
        fits &= read(choices) == read(np.arange(n)[np.newaxis])
        left *= (fits.mean() / before) ** (periods if figure.tells_amounts else 1)
        before = fits.mean()
        yield left


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("periods", [1, 2, 4, 12])
def test_figures_are_told_as_long_as_a_hundred_choices_are_left_after_all_periods(seed, periods):
    books = people(seed, 14)
    left = list(left_in_the_end(books, 5, ASKED, periods))
    # Shares are read off what was drawn: what is next to the limit may fall on either side.
    surely, maybe = (sum(count >= 100 * by for count in left) for by in (1.2, 1 / 1.2))
    assert surely <= told(books, 5, ASKED, periods) <= maybe


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("periods", [1, 4, 12])
def test_marks_count_once_in_all_whatever_the_number_of_periods(seed, periods):
    books, marks = people(seed, 14), [one for one in ASKED if not one.tells_amounts] * 3
    left = list(left_in_the_end(books, 5, marks, periods))
    surely, maybe = (sum(count >= 100 * by for count in left) for by in (1.2, 1 / 1.2))
    assert surely <= told(books, 5, marks, periods) <= maybe
    assert told(books, 5, marks, periods) == told(books, 5, marks, 1)


def test_what_is_told_already_rules_nothing_out_a_second_time():
    books = people(1, 40)
    rate, mark = Figure(What.RATE), Figure(What.EMPTY, KINDS[-1])
    assert told(books, 8, [rate, mark], periods=3) == 2
    assert told(books, 8, [rate, mark] * 20, periods=3) == 40


def test_where_all_are_alike_nothing_is_ruled_out_and_all_is_told():
    alike = Books(("ranking",), np.full((40, 1), 2000), np.full((40, 1), HOUR))
    figures = [Figure(What.CELL), Figure(What.RATE), Figure(What.EMPTY)]
    assert told(alike, 5, figures, periods=12) == len(figures)


def test_what_no_other_choice_fits_is_not_told():
    pay = np.append(np.full(5, 100_000), np.arange(35) * 1000)[:, np.newaxis]
    rich = Books(("ranking",), pay, np.full((40, 1), HOUR))
    assert told(rich, 5, [Figure(What.CELL), Figure(What.RATE)], periods=4) == 1


def test_of_a_choice_too_small_to_hide_in_nothing_is_told():
    assert told(people(1, 6), 5, ASKED, periods=1) == 0


@pytest.mark.parametrize("workers", [40, 400, 6000])
def test_the_draw_is_bounded(workers):
    books = people(2, workers, ("ranking",))
    assert 0 <= told(books, workers // 4, [Figure(What.CELL), Figure(What.RATE)], periods=4) <= 2


@given(seed=st.integers(0, 1000), n=st.integers(5, 24), periods=st.integers(1, 11))
@settings(max_examples=10)
def test_the_more_periods_a_year_has_the_less_is_told_of_each(seed, n, periods):
    books = people(seed, n)
    more, fewer = shown(books, periods, seed), shown(books, periods + 1, seed)
    assert more[: len(fewer)] == fewer
    assert Figure(What.CELL) in fewer


@pytest.mark.parametrize("seed", range(3))
def test_five_writers_are_told_no_rate_of_a_quarter_and_sixty_are(seed):
    rate = Figure(What.RATE)
    assert rate in shown(people(seed, 5), periods=1)
    assert rate not in shown(people(seed, 5), periods=4)
    assert rate in shown(people(seed, 60), periods=4)

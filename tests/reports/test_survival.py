"""How long things last: the curve at its edges, its median, and the lines a page shows of it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.survival import Survival, kaplan_meier, survival_steps
from tests.reports.sum_lines import lines

HALF = Fraction(1, 2)


def curve(*observed):
    """Durations in days; a plus sign after one says that it has not ended yet, as in a table of a study."""
    days = [int(text.rstrip("+")) for text in observed]
    return kaplan_meier(days, [not text.endswith("+") for text in observed])


def test_an_ending_on_the_day_something_else_is_cut_off_counts_before_it():
    # Both were seen for 5 days, so both were at risk of ending on day 5.
    assert curve("5", "5+").steps == ((5, HALF),)
    assert curve("5+", "5").steps == ((5, HALF),)


def test_endings_on_one_day_are_one_step():
    assert curve("3", "3", "7", "7").steps == ((3, HALF), (7, Fraction(0)))


def test_things_that_never_ended_leave_the_curve_at_one():
    lasting = curve("3+", "3+", "9+")
    assert lasting.steps == ((3, Fraction(1)), (9, Fraction(1)))
    assert (lasting.median, lasting.count, lasting.ended_count) == (None, 3, 0)


def test_one_thing_that_ended_at_once():
    lasting = curve("0")
    assert (lasting.steps, lasting.median) == (((0, Fraction(0)),), 0)
    assert lasting.survival_after(0) == 0


def test_nothing_observed_is_no_curve():
    assert kaplan_meier([], []) == Survival()
    assert (Survival().steps, Survival().count, Survival().ended_count) == ((), 0, 0)


@pytest.mark.parametrize(("durations", "ended"), [([1, 2], [True]), ([1], [True, False])])
def test_every_duration_needs_its_answer(durations, ended):
    with pytest.raises(ValueError):
        kaplan_meier(durations, ended)


@pytest.mark.parametrize(
    ("observed", "median"),
    [
        (("4", "6"), 4),  # exactly one half
        (("4", "6", "8"), 6),
        (("4", "6+", "8+"), None),
        (("4", "6", "8+"), 6),
        (("4", "5+", "6", "7+"), 6),  # 3/4 and then 3/8
    ],
)
def test_the_median_is_the_first_day_with_half_or_less_left(observed, median):
    assert curve(*observed).median == median


@pytest.mark.parametrize(
    ("observed", "days", "known"),
    [
        (("10", "30+"), 30, True),  # somebody was watched for so long
        (("10", "29+"), 30, False),
        (("10", "29"), 30, True),  # all have ended before
        (("10", "31+"), 30, True),
        ((), 0, False),
    ],
)
def test_what_lies_beyond_the_longest_watch_is_not_known(observed, days, known):
    assert curve(*observed).is_known_after(days) is known


@pytest.mark.parametrize(("days", "share"), [(-1, 1), (0, 1), (9, 1), (10, HALF), (11, HALF), (500, HALF)])
def test_the_share_that_lasts_longer(days, share):
    assert curve("10", "20+").survival_after(days) == share


def test_the_curve_as_lines_names_its_days():
    assert lines(survival_steps(curve("3", "5+", "8"), "After day {days}")) == [
        ("", "After day {days}", Fraction(2, 3), "share", {"days": 3}),
        ("", "After day {days}", Fraction(2, 3), "share", {"days": 5}),
        ("", "After day {days}", Fraction(0), "share", {"days": 8}),
    ]
    assert survival_steps(Survival(), "After day {days}") == ()


observations = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=30)


@settings(max_examples=50, deadline=None)
@given(observations, st.randoms(use_true_random=False), st.integers(1, 9))
def test_order_and_unit_of_the_durations_change_no_share(observed, random, scale):
    mixed = random.sample(observed, len(observed))
    plain = kaplan_meier([days for days, _ in observed], [ended for _, ended in observed])
    scaled = kaplan_meier([days * scale for days, _ in mixed], [ended for _, ended in mixed])
    assert scaled.steps == tuple((days * scale, share) for days, share in plain.steps)
    assert scaled.median == (None if plain.median is None else plain.median * scale)


@settings(max_examples=50, deadline=None)
@given(observations)
def test_the_curve_never_rises_and_without_anything_open_it_is_the_plain_share(observed):
    days, ended = [days for days, _ in observed], [ended for _, ended in observed]
    shares = [share for _, share in kaplan_meier(days, ended).steps]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
    for t, share in kaplan_meier(days, [True] * len(days)).steps:
        assert share == Fraction(sum(length > t for length in days), len(days))

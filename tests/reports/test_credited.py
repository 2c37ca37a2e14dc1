"""Own minutes beside credited minutes, and the money of the difference."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import Period
from reports.terms.credited import TrackedTime, credited_figures, shortfall_pay
from tests.reports.works import march, said

MARCH = Period(march(1), march(31))
KEYS = [
    "own_tracked_hours",
    "credited_hours",
    "credited_shortfall_hours",
    "credited_shortfall_pay",
    "credited_time_coverage",
]


def tracked(own: int, credited: int, rate: int | None = 24, **more) -> TrackedTime:
    """Minutes, and dollars an hour."""
    hourly = None if rate is None else Fraction(rate)
    return TrackedTime("c", own * 60, credited * 60, hourly, **more)


def figures_of(*times: TrackedTime, paid: int | None = None):
    """`paid` minutes in all; those of the tasks unless given."""
    minutes = sum(one.own_seconds for one in times) if paid is None else paid * 60
    return credited_figures(times, paid_seconds=minutes, period=MARCH, currency="USD")


# 2 h 10 min worked, 1 h 45 min credited, at 24.00: 25 minutes, 10.00.
CHECK = tracked(130, 105, rows={"tasks": ("a", "b")})


def test_the_check_of_the_method_page() -> None:
    found = figures_of(CHECK)
    assert list(found) == KEYS
    assert found["own_tracked_hours"].value == Fraction(130, 60)
    assert found["credited_hours"].value == Fraction(105, 60)
    assert found["credited_shortfall_hours"].value == Fraction(25, 60)
    assert found["credited_shortfall_pay"].value == 10
    assert shortfall_pay(CHECK) == 10
    assert CHECK.shortfall_seconds == 25 * 60


def test_the_sums_and_the_rows() -> None:
    found = figures_of(CHECK, paid=200)
    assert said(found["credited_shortfall_hours"]) == [
        ("", "Your own time", Fraction(13, 6), "hours"),
        ("-", "Time that was credited", Fraction(7, 4), "hours"),
        ("=", "Time that was not credited", Fraction(5, 12), "hours"),
    ]
    assert said(found["own_tracked_hours"]) == [("", "Your own time", Fraction(13, 6), "hours")]
    assert said(found["credited_hours"]) == [("", "Time that was credited", Fraction(7, 4), "hours")]
    assert said(found["credited_shortfall_pay"]) == [
        ("+", "5/12 hours at 24 an hour", 10, "money"),
        ("=", "What they would have paid for it", 10, "money"),
    ]
    assert said(found["credited_time_coverage"]) == [
        ("", "Your own time", Fraction(13, 6), "hours"),
        ("/", "All paid hours", Fraction(10, 3), "hours"),
        ("=", "Paid hours with credited time", Fraction(13, 20), "share"),
    ]
    assert {figure.period for figure in found.values()} == {MARCH}
    assert [figure.unit for figure in found.values()] == ["hours", "hours", "hours", "money", "share"]
    assert [figure.currency for figure in found.values()] == [None, None, None, "USD", None]
    assert all(figure.rows == {"tasks": ("a", "b")} for figure in found.values())


def test_what_one_task_was_credited_too_much_makes_up_for_another() -> None:
    found = figures_of(tracked(60, 50), tracked(60, 65), tracked(60, 60, 30))
    assert found["credited_shortfall_hours"].value == Fraction(5, 60)
    assert found["credited_shortfall_pay"].value == 2


def test_more_credited_than_worked_is_a_negative_shortfall() -> None:
    found = figures_of(tracked(60, 90))
    assert (found["credited_shortfall_hours"].value, found["credited_shortfall_pay"].value) == (
        Fraction(-1, 2),
        -12,
    )


def test_rates_are_kept_apart() -> None:
    found = figures_of(tracked(70, 60, 24), tracked(90, 60, 10), tracked(70, 60, 24))
    assert found["credited_shortfall_pay"].value == 8 + 5
    assert [step.value for step in found["credited_shortfall_pay"].steps] == [8, 5, 13]


# No value


def test_without_credited_time_nothing_is_known() -> None:
    found = figures_of(paid=60)
    assert [(found[key].value, found[key].reason) for key in KEYS[:4]] == [(None, "no_credited_time")] * 4
    assert found["credited_time_coverage"].value == 0
    assert all(found[key].steps == () for key in KEYS[:4])
    nothing = figures_of(paid=0)["credited_time_coverage"]
    assert (nothing.value, nothing.reason) == (None, "no_paid_hours")


def test_work_by_the_piece_has_no_money_in_its_minutes() -> None:
    piece = tracked(60, 50, is_hourly=False)
    pay = figures_of(piece)["credited_shortfall_pay"]
    assert (pay.value, pay.reason, pay.steps) == (None, "not_paid_by_time", ())
    assert shortfall_pay(piece) is None
    both = figures_of(piece, CHECK)
    assert both["credited_shortfall_pay"].value == 10
    assert not both["credited_shortfall_pay"].provisional
    assert both["credited_shortfall_hours"].value == Fraction(35, 60)


@pytest.mark.parametrize(
    ("unpriced", "at_least"),
    [(tracked(61, 60, None), True), (tracked(60, 60, None), False), (tracked(60, 61, None), False)],
)
def test_an_hourly_contract_without_a_rate_leaves_the_money_open(unpriced, at_least) -> None:
    assert shortfall_pay(unpriced) is None
    pay = figures_of(CHECK, unpriced)["credited_shortfall_pay"]
    assert (pay.value, pay.provisional, pay.at_least) == (10, True, at_least)
    second = TrackedTime("c", 61, 60)
    assert figures_of(CHECK, second)["credited_shortfall_pay"].at_least
    alone = figures_of(unpriced)["credited_shortfall_pay"]
    assert (alone.value, alone.reason) == (None, "no_advertised_rate")
    assert (alone.provisional, alone.at_least) == (False, False)


# Coverage


@pytest.mark.parametrize(("paid", "share", "is_guess"), [(125, "4/5", False), (126, "50/63", True)])
def test_under_four_fifths_of_the_paid_time_all_is_provisional(paid, share, is_guess) -> None:
    found = figures_of(tracked(100, 90), paid=paid)
    assert found["credited_time_coverage"].value == Fraction(share)
    assert {figure.provisional for key, figure in found.items() if key != KEYS[-1]} == {is_guess}
    assert not found["credited_time_coverage"].provisional


def test_time_worked_on_two_tasks_at_once_covers_no_more_than_all() -> None:
    assert figures_of(tracked(100, 90), paid=80)["credited_time_coverage"].value == 1


times = st.builds(
    tracked, st.integers(0, 600), st.integers(0, 600), st.integers(0, 99) | st.none(), is_hourly=st.booleans()
)


@given(st.lists(times, max_size=8), st.randoms(use_true_random=False))
def test_the_money_is_that_of_every_contract_added_up_in_any_order(listed, random) -> None:
    priced = [pay for pay in map(shortfall_pay, listed) if pay is not None]
    shuffled = list(listed)
    random.shuffle(shuffled)
    assert figures_of(*shuffled)["credited_shortfall_pay"].value == (sum(priced) if priced else None)
    hours = figures_of(*shuffled)["credited_shortfall_hours"].value
    minutes = sum(one.own_seconds - one.credited_seconds for one in listed)
    assert hours == (Fraction(minutes, 3600) if listed else None)

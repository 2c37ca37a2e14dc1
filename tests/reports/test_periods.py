"""Half-open ranges of days: what is in them, what they share, their months and years, and unions of spans."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.periods import (
    ONE_DAY,
    Period,
    PeriodError,
    add_months,
    merge_periods,
    merge_spans,
    next_month,
)

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
EMPTY = Period(date(2026, 3, 1), date(2026, 3, 1))

few = settings(max_examples=50, deadline=None)
some_days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
periods = st.tuples(some_days, st.integers(0, 800)).map(
    lambda made: Period(made[0], made[0] + timedelta(days=made[1]))
)


def test_a_period_has_its_first_day_and_not_its_end():
    assert date(2026, 2, 28) not in MARCH
    assert date(2026, 3, 1) in MARCH
    assert date(2026, 3, 31) in MARCH
    assert date(2026, 4, 1) not in MARCH
    assert (MARCH.days, MARCH.last) == (31, date(2026, 3, 31))


def test_through_names_the_last_day_as_people_do():
    assert Period.through(date(2026, 3, 1), date(2026, 3, 31)) == MARCH
    assert Period.through(date(2026, 3, 1), date(2026, 3, 1)).days == 1


def test_an_empty_period_is_allowed_and_one_that_runs_backwards_is_not():
    assert (EMPTY.days, EMPTY.last, EMPTY.start in EMPTY) == (0, date(2026, 2, 28), False)
    with pytest.raises(PeriodError) as refused:
        Period(date(2026, 3, 2), date(2026, 3, 1))
    assert str(refused.value) == "The period ends on 2026-03-01, before it starts on 2026-03-02."


@pytest.mark.parametrize(
    ("days", "lengths"),
    [
        ([], [31]),
        ([2], [1, 30]),
        ([31], [30, 1]),
        ([20, 10, 20], [9, 10, 12]),
        ([1, 32, 60, -5], [31]),  # its first day is no cut, nor is its end
    ],
)
def test_a_period_is_cut_at_the_days_inside_it(days, lengths):
    cuts = [MARCH.start + timedelta(days=number - 1) for number in days]
    assert [part.days for part in MARCH.split_at(cuts)] == lengths


def test_an_empty_period_is_one_part():
    assert list(EMPTY.split_at([EMPTY.start])) == [EMPTY]


@few
@given(periods, st.lists(some_days, max_size=5))
def test_the_parts_of_a_period_follow_each_other_and_make_it_up(period, days):
    parts = list(period.split_at(days))
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert {part.start for part in parts[1:]} == {day for day in days if period.start < day < period.end}


@pytest.mark.parametrize(
    ("other", "common"),
    [
        ((1, 31), (1, 31)),
        ((-9, 50), (1, 31)),
        ((10, 50), (10, 31)),
        ((-9, 10), (1, 10)),
        ((31, 40), (31, 31)),
        ((32, 40), None),  # the day after the last
        ((-9, 0), None),  # the day before the first
    ],
)
def test_the_days_that_two_periods_share(other, common):
    def days(first, last):
        start = date(2026, 2, 28)
        return Period.through(start + first * ONE_DAY, start + last * ONE_DAY)

    expected = None if common is None else days(*common)
    assert MARCH.overlap(days(*other)) == days(*other).overlap(MARCH) == expected


def test_an_empty_period_shares_nothing():
    assert MARCH.overlap(EMPTY) is None


@few
@given(periods, periods)
def test_an_overlap_has_exactly_the_days_of_both(one, other):
    found = one.overlap(other)
    for day in {one.start, one.last, one.end, other.start, other.last, other.end}:
        assert (day in one and day in other) == (found is not None and day in found)


def test_months_are_whole_and_in_order():
    period = Period(date(2025, 11, 30), date(2026, 2, 1))
    assert [(month.start, month.end) for month in period.months()] == [
        (date(2025, 11, 1), date(2025, 12, 1)),
        (date(2025, 12, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 2, 1)),
    ]
    assert list(MARCH.months()) == [MARCH]


def test_years_are_whole_and_in_order():
    period = Period(date(2024, 12, 31), date(2026, 1, 2))
    assert [(year.start, year.end) for year in period.years()] == [
        (date(2024, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2027, 1, 1)),
    ]
    whole = Period(date(2026, 1, 1), date(2027, 1, 1))
    assert list(whole.years()) == [whole]


def test_an_empty_period_touches_no_month_and_no_year():
    for empty in (EMPTY, Period(date(2026, 3, 2), date(2026, 3, 2))):
        assert list(empty.months()) == []
        assert list(empty.years()) == []


@few
@given(periods)
def test_every_day_lies_in_one_of_its_months_and_one_of_its_years(period):
    for parts in (list(period.months()), list(period.years())):
        assert all(before.end == after.start for before, after in pairwise(parts))
        assert all(part.overlap(period) for part in parts)
        assert bool(parts) == bool(period.days)
        if parts:
            assert parts[0].start <= period.start
            assert parts[-1].end >= period.end


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_first_day_of_the_next_month(day, first):
    assert next_month(day) == first


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 1, 31), -1, date(2025, 12, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 3, 31), -24, date(2024, 3, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 5, 31), 13, date(2027, 6, 30)),
    ],
)
def test_the_same_day_some_months_later_or_the_last_of_a_shorter_month(day, months, later):
    assert add_months(day, months) == later


# Unions


@pytest.mark.parametrize(
    ("gap", "merged"),
    [
        (0, [(0, 10), (20, 30), (31, 40)]),
        (1, [(0, 10), (20, 40)]),
        (9, [(0, 10), (20, 40)]),
        (10, [(0, 40)]),
    ],
)
def test_spans_at_most_a_gap_apart_become_one(gap, merged):
    assert merge_spans([(31, 40), (20, 30), (0, 10)], gap) == merged


def test_spans_that_touch_overlap_or_lie_inside_one_another_become_one():
    assert merge_spans([(0, 10), (10, 20)]) == [(0, 20)]
    assert merge_spans([(0, 10), (5, 20)]) == [(0, 20)]
    assert merge_spans([(0, 30), (5, 20)]) == [(0, 30)]
    assert merge_spans([]) == []


@pytest.mark.parametrize(
    ("minutes", "total", "sessions"),
    [("0", "43.5", 4), ("0.75", "44", 3), ("1", "45", 2), ("12", "45", 2), ("15", "60", 1)],
)
def test_the_sessions_of_the_method_page(minutes, total, sessions):
    spans = [(0, 600), (630, 1200), (1260, 1800), (2700, 3600)]  # [0,10] [10.5,20] [21,30] [45,60]
    merged = merge_spans(spans, int(float(minutes) * 60))
    assert len(merged) == sessions
    assert sum(end - start for start, end in merged) == float(total) * 60


def test_ranges_of_days_that_touch_become_one_and_empty_ones_vanish():
    first, second = Period(date(2026, 3, 1), date(2026, 3, 5)), Period(date(2026, 3, 5), date(2026, 3, 9))
    later = Period(date(2026, 3, 10), date(2026, 3, 11))
    assert merge_periods([later, second, first, EMPTY]) == [Period(first.start, second.end), later]
    assert merge_periods([EMPTY]) == []


@few
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=12))
def test_a_union_has_exactly_the_days_of_its_parts(drawn):
    start = date(2026, 1, 1)
    parts = [Period(start + first * ONE_DAY, start + (first + length) * ONE_DAY) for first, length in drawn]
    merged = merge_periods(parts)
    days = [start + number * ONE_DAY for number in range(-1, 72)]
    assert [any(day in part for part in parts) for day in days] == [
        any(day in part for part in merged) for day in days
    ]
    assert all(before.end < after.start for before, after in pairwise(merged))

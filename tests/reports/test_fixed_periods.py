"""The periods of a campaign: disjoint, without a day between, each closed 14 days after its last."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.fixed_periods import FixedPeriods, closes_at, is_closed
from reports.periods import Period, PeriodError

QUARTERS = FixedPeriods(date(2026, 1, 1), 3)
FIRST, SECOND = Period(date(2026, 1, 1), date(2026, 4, 1)), Period(date(2026, 4, 1), date(2026, 7, 1))
SECOND_LONG = timedelta(seconds=1)
CLOSING = datetime(2026, 4, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("months", "day", "start", "end"),
    [
        (1, date(2026, 2, 28), date(2026, 2, 1), date(2026, 3, 1)),
        (3, date(2026, 3, 31), date(2026, 1, 1), date(2026, 4, 1)),
        (3, date(2026, 4, 1), date(2026, 4, 1), date(2026, 7, 1)),
        (6, date(2026, 12, 31), date(2026, 7, 1), date(2027, 1, 1)),
        (12, date(2028, 2, 29), date(2028, 1, 1), date(2029, 1, 1)),
    ],
)
def test_a_day_is_in_the_period_that_holds_it(months, day, start, end):
    assert FixedPeriods(date(2026, 1, 1), months).holding(day) == Period(start, end)


def test_before_the_first_period_there_is_none():
    assert QUARTERS.holding(date(2025, 12, 31)) is None
    assert QUARTERS.from_day(date(2025, 12, 31)) == FIRST
    assert QUARTERS.oldest_open(datetime(2025, 6, 1, tzinfo=UTC)) == FIRST


def test_a_period_may_begin_in_any_month_and_the_next_follows():
    school = FixedPeriods(date(2025, 9, 1), 6)
    assert school.holding(date(2026, 2, 28)) == Period(date(2025, 9, 1), date(2026, 3, 1))
    assert school.after(school.starting(0)) == school.starting(1)


@pytest.mark.parametrize(("first", "months"), [(date(2026, 1, 2), 3), (date(2026, 1, 1), 0)])
def test_periods_are_whole_months(first, months):
    with pytest.raises(PeriodError, match="cannot start on"):
        FixedPeriods(first, months)


def test_a_period_is_closed_at_midnight_14_days_after_its_last_day():
    assert closes_at(FIRST) == CLOSING
    assert not is_closed(FIRST, CLOSING - SECOND_LONG)
    assert is_closed(FIRST, CLOSING)


def test_what_changes_counts_from_the_oldest_period_not_closed():
    assert QUARTERS.oldest_open(CLOSING - SECOND_LONG) == FIRST
    assert QUARTERS.oldest_open(CLOSING) == SECOND


def test_the_first_period_from_a_day_has_no_day_before_it():
    assert QUARTERS.from_day(date(2026, 4, 1)) == SECOND
    assert QUARTERS.from_day(date(2026, 1, 2)) == SECOND


def test_only_periods_of_the_calendar_are_among_them():
    assert SECOND in QUARTERS
    assert Period(date(2026, 4, 1), date(2026, 6, 1)) not in QUARTERS
    assert Period(date(2025, 10, 1), date(2026, 1, 1)) not in QUARTERS


@given(
    st.sampled_from([1, 3, 6, 12]),
    st.dates(date(2026, 1, 1), date(2060, 1, 1)),
    st.integers(min_value=0, max_value=86_399),
)
def test_the_oldest_open_period_is_open_and_the_one_before_is_closed(months, day, seconds):
    periods = FixedPeriods(date(2020, 1, 1), months)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=seconds)
    found = periods.oldest_open(at)
    before = periods.holding(found.start - timedelta(days=1))
    assert not is_closed(found, at)
    assert is_closed(before, at)
    assert periods.after(before) == found
    assert day in periods.holding(day)

"""When unpaid hours before the first pay are paid back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period
from reports.terms.payback import Line, Payback, first_above, payback_hours
from reports.work import Work
from tests.reports.works import march, on, said, work

MARCH = Period.through(march(1), march(31))
WAGE = Fraction("16.90")
few = settings(max_examples=60, deadline=None)


# The forecast


def test_six_unpaid_hours_are_paid_back_after_seven_and_three_quarters() -> None:
    # 30 h / (h + 6) > 16.90 from h = 16.90 x 6 / (30 - 16.90) = 101.4 / 13.1.
    hours = payback_hours(Fraction(6), Fraction(30), WAGE)
    assert hours == Fraction(1014, 131)
    assert decimal_text(hours, 4) == "7.7405"


def rate_after(paid, preparing, rate, beside=0):
    return rate * paid / (preparing + paid * (1 + beside))


amounts = st.fractions(Fraction(1, 10), 80, max_denominator=60)


@few
@given(amounts, amounts, amounts, st.fractions(0, 2, max_denominator=20))
def test_there_the_pay_per_hour_worked_is_exactly_the_line_and_above_it_ever_after(
    preparing, rate, line, beside
) -> None:
    hours = payback_hours(preparing, rate, line, beside)
    if rate > line * (1 + beside):
        assert rate_after(hours, preparing, rate, beside) == line
        assert rate_after(hours + Fraction(1, 1000), preparing, rate, beside) > line
        assert rate_after(hours / 2, preparing, rate, beside) < line
    else:
        assert hours is None
        assert rate_after(10**9, preparing, rate, beside) < line


@pytest.mark.parametrize(
    ("preparing", "rate", "line", "beside", "hours"),
    [
        (6, 30, 15, 0, 6),
        (6, 30, 15, Fraction(1, 2), 12),  # half an hour of waiting with each paid hour
        (6, 30, 15, 1, None),  # 15.00 an hour for ever
        (6, 15, 15, 0, None),
        (6, 14, 15, 0, None),
        (0, 30, 15, 0, 0),
    ],
)
def test_the_hours_it_takes_at_a_steady_rate(preparing, rate, line, beside, hours) -> None:
    assert payback_hours(Fraction(preparing), Fraction(rate), Fraction(line), Fraction(beside)) == hours


# Day by day


def test_a_day_counts_as_a_whole() -> None:
    days = [on(1, unpaid=6), on(2, gross=120, paid=4), on(3, gross=120, paid=4), on(4, gross=120, paid=4)]
    # 120 / 10 = 12.00, then 240 / 14 = 17.14.
    found = first_above(days, WAGE, "USD")
    assert (found.day, found.gross, found.paid_hours, found.hours) == (march(3), 240, 8, 14)
    assert first_above(reversed(days), WAGE, "USD") == found


def test_exactly_the_line_is_not_above_it() -> None:
    days = [on(1, unpaid=6), on(2, gross=180, paid=6), on(3, gross=1)]
    assert first_above(days[:2], Fraction(15), "USD") is None
    assert first_above(days, Fraction(15), "USD").day == march(3)


def test_it_may_fall_again_and_was_reached_all_the_same() -> None:
    days = [on(1, gross=40, paid=1, unpaid=1), on(2, unpaid=9)]
    assert first_above(days, WAGE, "USD").day == march(1)


def test_pay_without_hours_is_no_rate() -> None:
    assert first_above([on(1, gross=50)], WAGE, "USD") is None
    assert first_above([on(1, gross=50), on(2, unpaid=2)], WAGE, "USD").day == march(2)
    assert first_above([], WAGE, "USD") is None
    assert first_above([on(1, gross=17, paid=1)], WAGE, "JPY").gross == 1700


day_rows = st.lists(
    st.builds(on, st.integers(1, 31), st.integers(-20, 200), st.integers(0, 8), st.integers(0, 8)),
    max_size=12,
)


@few
@given(day_rows, st.integers(1, 40))
def test_a_slow_walk_over_the_month_finds_the_same_day(days, line) -> None:
    reached = None
    for number in range(1, 32):
        so_far = [one for one in days if one.first_on <= march(number)]
        hours = sum(one.hours for one in so_far)
        if hours and sum(one.gross_pay("USD") for one in so_far) / hours > line:
            reached = march(number)
            break
    found = first_above(days, Fraction(line), "USD")
    # Rows of one day are walked one by one; the day is the same unless a part of it was above the line alone.
    if len({one.first_on for one in days}) == len(days):
        assert (found and found.day) == reached


# The figures of a contract


def payback(done: Work, days, preparing=6, line: Line | None = None) -> Payback:
    used = Line(WAGE) if line is None else line
    return Payback(done, days, Fraction(preparing), line=used, period=MARCH, currency="USD")


DAYS = [on(1, unpaid=6), on(2, gross=120, paid=4), on(3, gross=120, paid=4)]
DONE = work(240, paid=8, unpaid=6, rows={"tasks": ("w",)})


def test_a_contract_that_has_paid_back() -> None:
    case = payback(DONE, DAYS)
    figure = case.figure()
    assert case.reached.day == march(3)
    assert (figure.key, figure.value, figure.unit) == ("payback_hours", 8, "hours")
    assert said(figure) == [
        ("", "Earned by 2026-03-03", 240, "money"),
        ("/", "All hours by then", 14, "hours"),
        ("=", "Pay per hour worked by then", Fraction(240, 14), "money_per_hour"),
        ("", "Minimum wage", WAGE, "money_per_hour"),
        ("", "Paid hours by then", 8, "hours"),
    ]
    assert (figure.rows, figure.coverage, figure.period) == ({"tasks": ("w",)}, DONE.coverage, MARCH)
    assert (figure.reason, figure.provisional, figure.currency) == (None, False, "USD")


def test_the_sums_are_those_of_the_day_it_was_reached_not_of_today() -> None:
    later = [*DAYS, on(9, gross=300, paid=10)]
    figure = payback(work(540, paid=18, unpaid=6), later).figure()
    assert [step.value for step in figure.steps] == [240, 14, Fraction(240, 14), WAGE, 8]


def test_a_contract_that_has_not_paid_back_yet() -> None:
    case = payback(work(120, paid=4, unpaid=6), DAYS[:2])
    figure = case.figure()
    assert case.reached is None
    assert (figure.value, figure.reason, figure.provisional) == (None, "not_paid_back", False)
    assert [(step.value, step.values) for step in figure.steps[:3]] == [
        (120, {"day": march(31)}),
        (10, {}),
        (12, {}),
    ]
    assert figure.steps[-1].value == 4


def test_the_forecast_is_the_check_of_the_method_page() -> None:
    figure = payback(work(120, paid=4, unpaid=6), DAYS[:2]).forecast()
    assert decimal_text(figure.value, 4) == "7.7405"
    assert (figure.key, figure.unit, figure.reason) == ("payback_forecast_hours", "hours", None)
    assert said(figure) == [
        ("", "Pay per paid hour", 30, "money_per_hour"),
        ("-", "The line, for it and the unpaid time beside it", WAGE, "money_per_hour"),
        ("=", "Left of each paid hour", Fraction("13.10"), "money_per_hour"),
        ("", "Unpaid hours before the first paid work", 6, "hours"),
        ("*", "Minimum wage", WAGE, "money_per_hour"),
        ("/", "Left of each paid hour", Fraction("13.10"), "money_per_hour"),
        ("=", "Paid hours until it is paid back", Fraction(1014, 131), "hours"),
    ]


def test_a_currency_without_cents_is_counted_as_it_is() -> None:
    done = work(120, paid=4, unpaid=6)  # 12,000 yen: 3,000 an hour against 1,000, six hours
    case = Payback(done, DAYS, Fraction(6), line=Line(Fraction(1000)), period=MARCH, currency="JPY")
    assert (case.forecast().value, case.forecast().currency) == (3, "JPY")
    assert case.reached.day == march(2)


def test_unpaid_time_after_the_first_pay_goes_along_with_the_paid_hours() -> None:
    # 4 paid hours at 30.00 and 1 of waiting: 0.25 beside each, and 30 - 16.90 x 1.25 = 8.875 are left.
    figure = payback(work(120, paid=4, unpaid=7), DAYS[:2]).forecast()
    assert figure.value == Fraction("101.4") / Fraction("8.875")
    assert figure.steps[1].value == WAGE * Fraction(5, 4)


@few
@given(st.integers(1, 20), st.integers(1, 60), st.integers(1, 40), st.integers(0, 30), st.integers(1, 40))
def test_the_forecast_agrees_with_where_the_contract_stands(preparing, rate, paid, beside, line) -> None:
    """Past the forecast the sums are above the line, before it they are not."""
    done = work(rate * paid, paid=paid, unpaid=preparing + beside)
    forecast = payback(done, [], preparing, Line(Fraction(line))).forecast().value
    is_above = done.gross_pay("USD") / done.hours > line
    assert is_above == (forecast is not None and paid > forecast)


def test_a_rate_below_the_line_never_pays_back() -> None:
    figure = payback(work(60, paid=4, unpaid=6), DAYS[:1]).forecast()
    assert (figure.value, figure.reason) == (None, "never_at_this_rate")
    assert figure.steps[2].value == Fraction("-1.90")
    assert figure.steps[-1].value is None


@pytest.mark.parametrize(
    ("done", "preparing", "line", "reason"),
    [
        (DONE, 0, Line(WAGE), "no_onboarding"),
        (DONE, 6, Line(None), "no_value_on_file"),
        (DONE, 6, Line(None, "place_unknown"), "place_unknown"),
        (work(0, unpaid=6), 6, Line(WAGE), "no_paid_hours"),
        (work(paid=1, unpaid=6, paid_priced_seconds=0), 6, Line(WAGE), "no_earnings"),
    ],
)
def test_why_nothing_can_be_said(done, preparing, line, reason) -> None:
    case = payback(done, DAYS, preparing, line)
    assert case.reached is None
    for figure in (case.figure(), case.forecast()):
        assert (figure.value, figure.reason, figure.steps) == (None, reason, ())
        assert not figure.provisional


def test_little_work_makes_both_provisional() -> None:
    little = work(240, paid=8, unpaid=6, task_count=2)
    assert payback(little, DAYS).figure().provisional
    assert payback(little, DAYS).forecast().provisional


def test_the_line_is_named_with_its_source() -> None:
    source = Parameters.on_file().of_key("minimum_wage")[0]
    line = Line(WAGE, label="My own line", parameters=(source,))
    for figure in (payback(DONE, DAYS, line=line).figure(), payback(DONE, DAYS, line=line).forecast()):
        assert figure.parameters == (source,)
        assert "My own line" in [step.label for step in figure.steps]


@pytest.mark.parametrize("at_least", [True, False])
def test_a_line_that_may_be_higher_makes_it_at_least_so_many_hours(at_least) -> None:
    case = payback(DONE, DAYS, line=Line(WAGE, at_least=at_least))
    assert (case.figure().at_least, case.forecast().at_least) == (at_least, at_least)
    not_yet = payback(work(120, paid=4, unpaid=6), DAYS[:2], line=Line(Fraction(40), at_least=at_least))
    assert not not_yet.figure().at_least

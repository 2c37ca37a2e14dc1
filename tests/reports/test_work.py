"""The sums that measures divide: what adds up, what a rate needs, and when it rests on too little."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import Coverage
from reports.periods import Period
from reports.row_ids import together
from reports.work import NOTHING, Work, effective_figure, in_hours, in_major, share_of, spread, total
from tests.reports.works import march, said, work

MARCH = Period(march(1), march(31))


def test_a_rate_is_the_net_over_all_hours() -> None:
    done = work("940", paid=40, unpaid=12)
    assert done.effective_rate("USD") == Fraction(940, 52)
    assert (done.hours, done.paid_hours, done.unpaid_hours) == (52, 40, 12)


def test_the_paid_time_rate_is_the_gross_over_the_paid_hours() -> None:
    done = work("940", paid=40, unpaid=12, gross_of_rates=100_000)
    assert done.paid_time_rate("USD") == 25


def test_a_currency_without_cents_has_none() -> None:
    assert work("1", paid=1).effective_rate("JPY") == 100
    assert work("1", paid=1).paid_time_rate("JPY") == 100
    assert (in_major(1250, "USD"), in_major(1250, "JPY")) == (Fraction(25, 2), 1250)


@pytest.mark.parametrize(
    ("done", "reason"),
    [
        (Work(), "no_hours"),
        (work(5), "no_hours"),
        (Work(paid_seconds=3600), "no_earnings"),
        (Work(paid_seconds=3600, unpaid_seconds=3600, priced_seconds=3600), "no_earnings"),
    ],
)
def test_no_hours_or_no_known_pay_is_no_rate(done: Work, reason: str) -> None:
    figure = effective_figure("effective_hourly_rate", done, period=MARCH, currency="USD")
    assert (figure.value, figure.reason, figure.provisional) == (None, reason, False)


@pytest.mark.parametrize(
    "done",
    [
        Work(unpaid_seconds=3600, priced_seconds=3600),
        Work(paid_seconds=3600, pay_count=1),
        Work(paid_seconds=3600, priced_seconds=60),
    ],
)
def test_hours_that_earned_nothing_are_worth_nothing_and_that_is_known(done: Work) -> None:
    assert (done.knows_pay, done.effective_rate("USD")) == (True, 0)


def test_without_paid_hours_there_is_no_paid_time_rate() -> None:
    assert work(5, unpaid=1).paid_time_rate("USD") is None
    assert Work(paid_seconds=3600).paid_time_rate("USD") is None


def test_costs_can_leave_less_than_nothing() -> None:
    assert work(-6, paid=3).effective_rate("USD") == -2


def test_coverage_is_the_pay_with_time_and_the_time_with_a_price() -> None:
    done = work(100, paid=6, unpaid=2, paid_priced_seconds=3 * 3600, positive_with_time=9000)
    assert done.coverage == Coverage(Fraction(9, 10), Fraction(5, 8))
    assert Work().coverage == Coverage(None, None)
    assert share_of(1, 0) is None


@pytest.mark.parametrize(
    ("done", "enough"),
    [
        (work(50, paid=3, unpaid=2, task_count=3), True),
        (work(50, paid=5, task_count=2), False),
        (work(50, paid=3, unpaid="1.9", task_count=3), False),
        (work(50, paid=5, paid_priced_seconds=4 * 3600), True),
        (work(50, paid=5, paid_priced_seconds=4 * 3600 - 1), False),
        (work(50, paid=5, positive_with_time=3999), False),
    ],
)
def test_a_comparison_rests_on_five_hours_three_tasks_and_four_fifths_covered(done, enough) -> None:
    assert done.is_enough is enough


def test_a_total_has_every_sum_the_outer_days_and_each_row_once() -> None:
    first = Work(*range(1, 13), march(3), march(5), {"tasks": ("a", "b")})
    second = Work(*range(10, 130, 10), march(2), march(4), {"tasks": ("b",), "payouts": ("p",)})
    whole = Work(*range(11, 143, 11), march(2), march(5), {"tasks": ("a", "b"), "payouts": ("p",)})
    assert total([first, second]) == whole
    assert total([NOTHING, first]) == first
    assert total([]) == NOTHING


def test_the_net_of_a_group_is_what_was_earned_less_all_costs() -> None:
    assert Work(earned=1000, fees=30, expenses=200).net == 770


def test_no_work_has_no_days() -> None:
    assert NOTHING.first_on > NOTHING.last_on


# What belongs to several


def test_what_belongs_to_several_is_split_by_their_paid_time() -> None:
    rest = Work(100, 10, 1, 90, 79, 50, 40, 0, 60, 60, 2, 3, march(1), march(9), {"expenses": ("e",)})
    both = {"a": work(5, paid=3, rows={"tasks": ("t",)}), "b": work(7, paid=1)}
    found = spread(rest, both)
    assert found["a"] == total([both["a"], Work(75, 8, 1, 68, 59, 38, 30, 0, 45, 45, *rest[10:])])
    assert found["b"] == total([both["b"], Work(25, 2, 0, 22, 20, 12, 10, 0, 15, 15, *rest[10:])])
    assert found["a"].rows == {"tasks": ("t",), "expenses": ("e",)}


def test_without_paid_time_all_time_decides_and_without_any_the_parts_are_equal() -> None:
    cost = Work(net_of_rates=-300)
    waited = spread(cost, {"a": work(unpaid=2), "b": work(unpaid=1)})
    assert [one.net_of_rates for one in waited.values()] == [-200, -100]
    assert [one.net_of_rates for one in spread(cost, {"a": work(1), "b": work(1)}).values()] == [-50, -50]
    assert spread(cost, {}) == {}


def test_nothing_to_split_leaves_all_as_they_are() -> None:
    both = {"a": work(5, paid=3), "b": work(7)}
    assert spread(NOTHING, both) == both


sums = st.builds(
    work, st.integers(-500, 500), st.integers(0, 50), st.integers(0, 50), task_count=st.integers(0, 9)
)


@given(sums, st.lists(sums, min_size=1, max_size=5))
def test_the_split_loses_no_cent_and_no_second(rest: Work, parts: list[Work]) -> None:
    found = total(spread(rest, dict(enumerate(parts))).values())
    whole = total([rest, *parts])
    assert found[:10] == whole[:10]


@given(st.lists(sums, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(parts: list[Work], random) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert total(shuffled) == total(parts)


@given(st.lists(sums, min_size=1, max_size=6))
def test_the_rate_of_a_total_lies_between_those_of_its_parts(parts: list[Work]) -> None:
    known = [one for one in parts if one.seconds and one.knows_pay]
    if known:
        rates = [one.effective_rate("USD") for one in known]
        assert min(rates) <= total(known).effective_rate("USD") <= max(rates)


def test_the_figure_shows_its_sum_its_coverage_and_its_rows() -> None:
    done = work(90, paid=4, unpaid=1, rows={"tasks": ("a",)})
    figure = effective_figure("effective_hourly_rate", done, period=MARCH, currency="USD")
    assert said(figure) == [
        ("", "Left after fees and costs", 90, "money"),
        ("/", "All hours: 4 paid, 1 unpaid", 5, "hours"),
        ("=", "Real hourly pay", 18, "money_per_hour"),
    ]
    assert (figure.key, figure.value, figure.unit) == ("effective_hourly_rate", 18, "money_per_hour")
    assert (figure.period, figure.currency, figure.reason) == (MARCH, "USD", None)
    assert (figure.provisional, figure.coverage, figure.rows) == (False, done.coverage, {"tasks": ("a",)})


def test_a_rate_that_is_covered_thinly_is_provisional() -> None:
    done = work(90, paid=5, paid_priced_seconds=4 * 3600 - 1)
    assert effective_figure("effective_hourly_rate", done, period=MARCH, currency="USD").provisional


def test_rows_are_merged_in_order_and_nouns_without_any_are_left_out() -> None:
    assert together([{"tasks": ("b", "a"), "terms": ()}, {"tasks": ("c", "b")}]) == {"tasks": ("b", "a", "c")}
    assert in_hours(5400) == Fraction(3, 2)

"""The sums that measures divide: what adds up, what a rate needs, and when it rests on too little."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import Coverage
from reports.periods import Period
from reports.work import Work, effective_figure, in_hours, in_major, merged_rows, share_of, total
from tests.reports.works import march, said, work

MARCH = Period(march(1), march(31))


def test_a_rate_is_the_net_over_all_hours() -> None:
    done = work("940", paid=40, unpaid=12)
    assert done.effective_rate("USD") == Fraction(940, 52)
    assert (done.hours, done.paid_hours, done.unpaid_hours) == (52, 40, 12)


def test_the_paid_time_rate_is_the_gross_over_the_paid_hours() -> None:
    done = work("940", paid=40, unpaid=12, gross_minor=100_000)
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
        (Work(paid_seconds=3600, unpaid_seconds=3600), "no_earnings"),
    ],
)
def test_no_hours_or_no_known_pay_is_no_rate(done: Work, reason: str) -> None:
    figure = effective_figure("effective_hourly_rate", done, period=MARCH, currency="USD")
    assert (figure.value, figure.reason, figure.provisional) == (None, reason, False)


@pytest.mark.parametrize(
    "done",
    [
        Work(unpaid_seconds=3600),
        Work(paid_seconds=3600, pay_count=1),
        Work(paid_seconds=3600, paid_priced_seconds=60),
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
    done = work(100, paid=6, unpaid=2, paid_priced_seconds=3 * 3600, positive_with_time_minor=9000)
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
        (work(50, paid=5, positive_with_time_minor=3999), False),
    ],
)
def test_a_comparison_rests_on_five_hours_three_tasks_and_four_fifths_covered(done, enough) -> None:
    assert done.is_enough is enough


def test_a_total_has_every_sum_the_outer_days_and_each_row_once() -> None:
    first = Work(1, 2, 3, 4, 5, 6, 7, 8, 9, march(3), march(5), {"tasks": ("a", "b")})
    second = Work(
        10, 20, 30, 40, 50, 60, 70, 80, 90, march(2), march(4), {"tasks": ("b",), "payouts": ("p",)}
    )
    whole = Work(
        11, 22, 33, 44, 55, 66, 77, 88, 99, march(2), march(5), {"tasks": ("a", "b"), "payouts": ("p",)}
    )
    assert total([first, second]) == whole
    assert total([Work(), first]) == first
    assert total([]) == Work()


def test_a_part_has_its_share_of_every_sum_and_all_rows() -> None:
    done = Work(10, 20, 30, 40, 50, 60, 70, 8, 9, march(3), march(5), {"tasks": ("a",)})
    assert done.part(Fraction(1, 10)) == Work(
        1, 2, 3, 4, 5, 6, 7, 8, 9, march(3), march(5), {"tasks": ("a",)}
    )


shares = st.fractions(0, 1)
sums = st.builds(
    work, st.integers(-500, 500), st.integers(0, 50), st.integers(0, 50), task_count=st.integers(0, 9)
)


@given(sums, shares)
def test_parts_add_up_to_the_whole(done: Work, share: Fraction) -> None:
    both = total([done.part(share), done.part(1 - share)])
    assert (both.net_minor, both.seconds, both.coverage) == (done.net_minor, done.seconds, done.coverage)


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
    assert merged_rows([{"tasks": ("b", "a"), "terms": ()}, {"tasks": ("c", "b")}]) == {
        "tasks": ("b", "a", "c")
    }
    assert in_hours(5400) == Fraction(3, 2)

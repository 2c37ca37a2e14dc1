"""Promised against real: the share kept, and the interval of the real rate."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import Period
from reports.terms.intervals import rate_interval
from reports.terms.kept import PromisedTime, promised_and_real
from reports.work import Work, in_major, total
from tests.reports.works import march, said, work

MARCH = Period(march(1), march(31))
KEYS = ["advertised_rate", "effective_hourly_rate", "kept_share", "effective_rate_low", "effective_rate_high"]


def promised(hourly: int | str, hours: int, terms_id: str = "t") -> PromisedTime:
    return PromisedTime(terms_id, Fraction(hourly), hours * 3600)


def compare(done: Work, *times: PromisedTime, **parts):
    return promised_and_real(done, times, period=MARCH, currency="USD", **parts)


def test_the_share_kept_is_the_real_rate_over_the_promised_one() -> None:
    # $1,000.00 for 40 paid and 12 unpaid hours promised at 25.00, less 60.00: 18.0769 of 25.00 is 72.3 %.
    found = compare(work(940, paid=40, unpaid=12), promised(25, 40))
    assert list(found) == KEYS
    assert found["advertised_rate"].value == 25
    assert found["effective_hourly_rate"].value == Fraction(940, 52)
    assert found["kept_share"].value == Fraction(940, 52) / 25
    assert round(float(found["kept_share"].value), 3) == 0.723


def test_promises_are_weighted_by_the_paid_hours_under_each() -> None:
    found = compare(work(100, paid=4), promised(20, 1, "a"), promised(30, 3, "b"))["advertised_rate"]
    assert found.value == Fraction(110, 4)
    assert said(found) == [
        ("+", "1 paid hours promised at 20 an hour", 20, "money"),
        ("+", "3 paid hours promised at 30 an hour", 90, "money"),
        ("/", "Paid hours with a promised rate", 4, "hours"),
        ("=", "Promised hourly rate", Fraction(55, 2), "money_per_hour"),
    ]
    assert found.rows == {"terms": ("a", "b")}
    assert (found.unit, found.currency, found.period, found.reason) == ("money_per_hour", "USD", MARCH, None)


@pytest.mark.parametrize(
    ("hours", "is_guess"),
    [(4, False), (3, True)],  # of five paid hours
)
def test_a_promise_for_few_of_the_hours_is_provisional_and_so_is_the_share_kept(hours, is_guess) -> None:
    found = compare(work(100, paid=5), promised(25, hours))
    assert found["advertised_rate"].provisional is is_guess
    assert found["kept_share"].provisional is is_guess
    assert not found["effective_hourly_rate"].provisional


def test_a_real_rate_that_is_covered_thinly_makes_the_share_provisional() -> None:
    found = compare(work(100, paid=5, paid_priced_seconds=3600), promised(25, 5))
    assert (found["advertised_rate"].provisional, found["kept_share"].provisional) == (False, True)


def test_without_a_promise_nothing_can_be_kept() -> None:
    found = compare(work(100, paid=5))
    for key in ("advertised_rate", "kept_share"):
        figure = found[key]
        assert (figure.value, figure.reason, figure.provisional) == (None, "no_advertised_rate", False)
    assert (found["advertised_rate"].steps, found["advertised_rate"].rows) == ((), {})


def test_without_hours_the_reason_is_that_of_the_real_rate() -> None:
    found = compare(Work(), promised(25, 0))
    assert {figure.reason for key, figure in found.items() if key != "advertised_rate"} == {"no_hours"}
    unknown = compare(Work(paid_seconds=3600), promised(25, 1))
    assert unknown["kept_share"].reason == unknown["effective_rate_low"].reason == "no_earnings"


def test_every_figure_is_of_the_period_and_the_currency() -> None:
    found = compare(work(100, paid=5), promised(25, 5), by_week=WEEKS)
    assert {figure.period for figure in found.values()} == {MARCH}
    assert {figure.currency for figure in found.values()} == {"USD"}
    yen = promised_and_real(total(WEEKS), [], by_contract=WEEKS, period=MARCH, currency="JPY")
    assert ends(yen) == expected(WEEKS, "JPY")
    assert ends(promised_and_real(total(WEEKS), [], by_week=WEEKS, period=MARCH, currency="JPY")) == ends(yen)


def test_a_promise_of_nothing_is_kept_by_nobody() -> None:
    found = compare(work(10, paid=1), promised(0, 1))
    assert (found["advertised_rate"].value, found["kept_share"].value) == (0, None)
    assert found["kept_share"].reason == "no_advertised_rate"


def test_the_sum_and_the_rows_of_the_share_kept() -> None:
    done = work(100, paid=5, rows={"tasks": ("w",)})
    kept = compare(done, promised(25, 5))["kept_share"]
    assert said(kept) == [
        ("", "Real hourly pay", 20, "money_per_hour"),
        ("/", "Promised hourly rate", 25, "money_per_hour"),
        ("=", "Share of the promise you kept", Fraction(4, 5), "share"),
    ]
    assert kept.rows == {"terms": ("t",), "tasks": ("w",)}
    assert (kept.unit, kept.key, kept.coverage) == ("share", "kept_share", done.coverage)


# The interval

WEEKS = [work(rate, paid=1) for rate in (16, 20, 18, 22) * 2]
CONTRACTS = [work(2 * rate, paid=2) for rate in (10, 30, 10, 26) * 2]


def ends(found) -> tuple[Fraction | None, Fraction | None]:
    return found["effective_rate_low"].value, found["effective_rate_high"].value


def expected(parts: list[Work], currency: str = "USD") -> tuple[Fraction, Fraction]:
    unit = in_major(3600, currency)
    interval = rate_interval([(one.net_of_rates, one.seconds) for one in parts], unit)
    return interval.low, interval.high


def test_the_interval_rests_on_contracts_where_there_are_eight() -> None:
    assert ends(compare(total(CONTRACTS), by_contract=CONTRACTS, by_week=WEEKS)) == expected(CONTRACTS)


def test_else_it_rests_on_weeks() -> None:
    found = compare(total(WEEKS), by_contract=CONTRACTS[:7], by_week=WEEKS)
    assert ends(found) == expected(WEEKS)
    low, high = found["effective_rate_low"], found["effective_rate_high"]
    width = high.value - 19
    assert said(low) == [
        ("", "Weeks with work", 8, "count"),
        ("", "Real hourly pay", 19, "money_per_hour"),
        ("-", "how far it may be off", width, "money_per_hour"),
        ("=", "One end of the likely range", 19 - width, "money_per_hour"),
    ]
    assert said(high)[2:] == [
        ("+", "how far it may be off", width, "money_per_hour"),
        ("=", "One end of the likely range", 19 + width, "money_per_hour"),
    ]
    assert (low.key, low.unit, low.currency) == ("effective_rate_low", "money_per_hour", "USD")
    contracts = compare(total(CONTRACTS), by_contract=CONTRACTS)["effective_rate_low"]
    assert contracts.steps[0].label == "Contracts with work"


def test_with_few_of_both_there_is_no_interval() -> None:
    found = compare(total(WEEKS[:7]), by_contract=CONTRACTS[:7], by_week=WEEKS[:7])
    for key in KEYS[3:]:
        figure = found[key]
        assert (figure.key, figure.value, figure.reason) == (key, None, "too_little_data")
        assert (figure.steps, figure.provisional) == ((), False)


def test_an_interval_of_a_thin_rate_is_as_provisional_as_the_rate() -> None:
    thin = [work(rate, paid=1, paid_priced_seconds=60) for rate in (16, 20, 18, 22) * 2]
    found = compare(total(thin), by_week=thin)
    assert found["effective_rate_low"].provisional
    few = compare(total(thin[:7]), by_week=thin[:7])
    assert not few["effective_rate_low"].provisional


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9)), min_size=8, max_size=15))
def test_the_rate_lies_in_its_own_interval(drawn) -> None:
    parts = [work(net, paid=paid) for net, paid in drawn]
    found = compare(total(parts), by_contract=parts)
    low, high = ends(found)
    assert low <= found["effective_hourly_rate"].value <= high

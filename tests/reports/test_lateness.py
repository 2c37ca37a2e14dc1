"""What is owed, when it was expected, how late it is and how long pay takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.earnings import keep_books
from reports.frames import MISSING, NOWHERE
from reports.lateness import (
    Wait,
    by_age,
    days_to_be_paid,
    finished_contracts,
    lateness_figures,
    outstanding,
    waits,
)
from reports.paydays import EarnedPart, EarnedParts, earned_parts, expected_pay_day
from reports.periods import Period
from reports.settling import Receipt, account_of, receipts_of, settle
from reports.spans import contract_spans
from reports.tables import SOURCES
from tests.reports import factories as make

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
few = settings(max_examples=50, deadline=None)


def march(number: int) -> date:
    return date(2026, 3, 1) + timedelta(days=number - 1)


def part(minor: int, day: int = 1, **overrides) -> EarnedPart:
    given_ = {
        "noun": "payments",
        "row_id": f"p{day}",
        "contract_id": "a",
        "platform_id": "heron",
        **overrides,
    }
    return EarnedPart(day=march(day), minor=minor, **given_)


class Arrived(NamedTuple):
    """A receipt by names."""

    minor: int
    arrived_on: date
    payout_id: str
    contract_id: str | None
    platform_id: str | None
    matches: tuple[tuple[str, int], ...]


def receipt(minor: int, day: int = 20, **overrides) -> Arrived:
    given_ = {
        "payout_id": f"out{day}",
        "contract_id": "a",
        "platform_id": "heron",
        "matches": (),
        **overrides,
    }
    return Arrived(minor, march(day), **given_)


def settled(parts, receipts):
    """Parts and receipts given by names, settled; the ledger has just the names in it."""
    named = {
        "contracts": {row.contract_id for row in (*parts, *receipts)},
        "platforms": {row.platform_id for row in (*parts, *receipts)},
        "payments": {row.row_id for row in parts} | {key for row in receipts for key, _ in row.matches},
        "payouts": {row.payout_id for row in receipts},
    }
    place = {
        noun: {None: NOWHERE, **{key: n for n, key in enumerate(sorted(keys - {None}))}}
        for noun, keys in named.items()
    }
    ledger = make.ledger_of(
        platforms=[make.platform(id=key) for key in place["platforms"] if key] or [make.platform(id="none")],
        contracts=[
            make.contract(id=key, platform_id=min(named["platforms"] - {None}, default="none"))
            for key in place["contracts"]
            if key
        ],
        payments=[make.payment(id=key, contract_id=None) for key in place["payments"] if key],
    )
    columns = [
        (
            row.day.toordinal(),
            row.expected_on.toordinal() if row.expected_on else MISSING,
            SOURCES.index(row.noun),
            place[row.noun][row.row_id],
            place["contracts"][row.contract_id],
            place["platforms"][row.platform_id],
            row.minor,
            NOWHERE,
        )
        for row in parts
    ]
    arrived = [
        Receipt(
            place["payouts"][row.payout_id],
            row.arrived_on,
            row.minor,
            place["contracts"][row.contract_id],
            place["platforms"][row.platform_id],
            tuple((place["payments"][key], minor) for key, minor in row.matches),
        )
        for row in receipts
    ]
    return settle(EarnedParts(ledger, *np.array(columns, np.int64).reshape(len(columns), 8).T), arrived)


def left(account) -> list[int]:
    return account.left.tolist()


# The expected pay day


@pytest.mark.parametrize(
    ("worked", "week_start", "lag", "hold", "expected"),
    [
        (4, 0, 5, None, 13),  # a Wednesday; the week ends on Sunday the 8th
        (8, 0, 5, None, 13),  # its Sunday
        (9, 0, 5, None, 20),  # the Monday after
        (4, 6, 0, None, 7),  # weeks from Sunday to Saturday
        (4, 2, 0, None, 10),  # weeks that begin on Wednesdays
        (4, None, 14, None, 18),
        (4, None, 0, None, 4),
        (4, 0, 5, 7, 20),
        (4, None, None, 7, 11),
        (4, 0, None, None, None),  # a pay week without a lag tells no day
        (4, None, None, None, None),
    ],
)
def test_pay_is_expected_after_the_pay_week_and_the_lag(worked, week_start, lag, hold, expected) -> None:
    found = expected_pay_day(march(worked), pay_week_start=week_start, pay_lag_days=lag, hold_days=hold)
    assert found == (None if expected is None else march(expected))


@few
@given(st.integers(0, 400), st.integers(0, 6), st.integers(0, 60))
def test_the_pay_day_is_the_first_end_of_a_pay_week_that_a_slow_walk_finds(number, week_start, lag) -> None:
    worked = end = march(number)
    while (end + timedelta(days=1)).weekday() != week_start:
        end += timedelta(days=1)
    assert expected_pay_day(worked, pay_week_start=week_start, pay_lag_days=lag) == end + timedelta(days=lag)


@pytest.mark.parametrize(
    ("worked", "week_start"),
    [(date(2026, 12, 28), 0), (date(2026, 12, 31), 0), (date(2027, 1, 3), 0), (date(2026, 12, 30), 0)],
)
def test_a_pay_week_goes_on_over_the_end_of_the_year(worked, week_start) -> None:
    # Monday 28 December to Sunday 3 January.
    assert expected_pay_day(worked, pay_week_start=week_start, pay_lag_days=5) == date(2027, 1, 8)


WEEKLY = {"pay_week_start": 0, "pay_lag_days": 5, "pay_zone": "America/New_York"}


def expected_days(**nouns) -> list[tuple[int, date | None]]:
    ledger = make.ledger_of(**nouns)
    parts = earned_parts(ledger, keep_books(ledger, date(2026, 12, 31)).accruals)
    return sorted(((part.minor, part.expected_on) for part in parts), key=lambda pair: pair[0])


def test_a_task_is_expected_by_the_terms_of_its_day() -> None:
    later = make.terms(effective_on=march(9), pay_lag_days=1)
    tasks = [
        make.task(worked_on=march(4), expected_minor=10),
        make.task(worked_on=march(9), expected_minor=20),
    ]
    found = expected_days(terms=[make.terms(**WEEKLY), later], tasks=tasks)
    assert found == [(10, march(13)), (20, march(10))]


def test_the_pay_week_runs_in_the_platforms_zone() -> None:
    # Sunday 22:30 in Los Angeles is Monday 01:30 in New York: the next pay week.
    late = datetime(2026, 3, 9, 5, 30, tzinfo=UTC)
    task = make.task(
        worked_on=march(8), expected_minor=10, started_at=late - timedelta(hours=1), ended_at=late
    )
    assert expected_days(terms=[make.terms(**WEEKLY)], tasks=[task]) == [(10, march(20))]


def test_without_terms_no_day_is_expected() -> None:
    assert expected_days(tasks=[make.task(expected_minor=10)]) == [(10, None)]


def test_the_expected_day_of_a_payment_wins() -> None:
    payment = make.payment(kind="bonus", amount_minor=10, expected_on=march(30))
    assert expected_days(terms=[make.terms(**WEEKLY)], payments=[payment]) == [(10, march(30))]


HELD = {"worked_on": march(4), "expected_minor": 100, "held_minor": 30, "held_until_on": march(31)}


def test_a_held_tranche_is_expected_when_the_hold_ends() -> None:
    found = expected_days(terms=[make.terms(**WEEKLY)], tasks=[make.task(**HELD)])
    assert found == [(30, march(31)), (70, march(13))]


def test_the_hold_is_on_the_last_payment_of_a_task() -> None:
    payments = [
        make.payment(id="p1", task_id="held", amount_minor=60),
        make.payment(id="p2", task_id="held", amount_minor=40),
    ]
    found = expected_days(
        terms=[make.terms(**WEEKLY)], tasks=[make.task(id="held", **HELD)], payments=payments
    )
    assert found == [(10, march(13)), (30, march(31)), (60, march(13))]


def test_everything_may_be_held_until_nobody_knows_when() -> None:
    task = make.task(expected_minor=100, held_minor=500)
    assert expected_days(terms=[make.terms(**WEEKLY)], tasks=[task]) == [(100, None)]


# What is owed


def test_only_money_that_had_arrived_in_the_currency_of_the_ledger_counts() -> None:
    ledger = make.ledger_of(
        payouts=[
            make.payout(arrived_on=march(5), gross_minor=100, fee_minor=10),
            make.payout(arrived_on=march(9), gross_minor=200),
            make.payout(arrived_on=march(5), gross_minor=400, currency="EUR"),
        ]
    )
    assert account_of(ledger, keep_books(ledger, march(6)).accruals, march(6)).received == 100


def test_matches_of_a_ledger_reach_their_payments() -> None:
    ledger = make.ledger_of(
        payments=[make.payment(id=key, earned_on=march(2), amount_minor=100) for key in ("p1", "p2")],
        payouts=[make.payout(id="out", arrived_on=march(9), gross_minor=100)],
        payout_matches=[make.payout_match(payout_id="out", payment_id="p2", amount_minor=100)],
    )
    account = account_of(ledger, keep_books(ledger, march(31)).accruals, march(31))
    assert {line.part.row_id: line.left for line in account} == {"p1": 100, "p2": 0}


def test_a_payout_for_a_contract_belongs_to_the_contracts_platform() -> None:
    ledger = make.ledger_of(payouts=[make.payout(contract_id="contract", platform_id=None)])
    assert ledger.columns["platforms"]["id"][receipts_of(ledger, march(31))[0].platform] == "platform"


def test_the_check_of_the_method_page() -> None:
    """Approved 120.00, pending 30.00, rejected 15.00, received 90.00."""
    ledger = make.ledger_of(
        terms=[make.terms(**WEEKLY)],
        tasks=[
            make.task(id="approved", worked_on=march(3), expected_minor=12000, outcome="approved"),
            make.task(id="pending", worked_on=march(4), expected_minor=3000),
            make.task(id="rejected", worked_on=march(4), expected_minor=1500, outcome="rejected"),
        ],
        payouts=[make.payout(arrived_on=march(14), gross_minor=9000, fee_minor=200)],
    )
    as_of = date(2026, 4, 2)
    account = account_of(ledger, keep_books(ledger, as_of).accruals, as_of)
    (owed,) = outstanding([account], as_of)
    assert (owed.amount, owed.expected_on, owed.days_late) == (60, march(13), 20)
    assert (owed.work_first_on, owed.work_last_on) == (march(3), march(4))
    assert owed.rows == {"tasks": ("approved", "pending")}
    figures = lateness_figures([account], [owed], [], period=MARCH, as_of=as_of)
    assert (figures["outstanding"].value, figures["outstanding_late"].value) == (60, 60)
    assert figures["oldest_late_days"].value == 20


@pytest.mark.parametrize(
    ("receipts", "remaining", "in_advance"),
    [
        ([], [100, 50], 0),
        ([receipt(30)], [70, 50], 0),  # the oldest first
        ([receipt(120)], [0, 30], 0),
        ([receipt(30, 5), receipt(30, 6)], [40, 50], 0),
        ([receipt(200)], [0, 0], 50),  # nothing goes below zero
        ([receipt(50, matches=(("p2", 50),))], [100, 0], 0),  # matched: not the oldest
        ([receipt(70, matches=(("p2", 50),))], [80, 0], 0),  # the unmatched rest: the oldest
        ([receipt(70, matches=(("p2", 70),))], [80, 0], 0),  # matched more than it is
        ([receipt(50, matches=(("p2", 90),))], [100, 0], 0),  # matched more than arrived
        ([receipt(30, 5), receipt(50, 9, matches=(("p1", 50),))], [20, 50], 0),
        ([receipt(50, matches=(("other currency", 50),))], [50, 50], 0),
        ([receipt(120, contract_id=None)], [0, 30], 0),
        ([receipt(120, contract_id=None, platform_id=None)], [0, 30], 0),
        ([receipt(120, contract_id=None, platform_id="egret")], [100, 50], 120),
        ([receipt(120, contract_id="b")], [0, 30], 0),  # nothing there: the oldest of its platform
    ],
)
def test_what_arrived_reduces_what_is_owed(receipts, remaining, in_advance) -> None:
    account = settled([part(100, 1), part(50, 2)], receipts)
    assert (left(account), account.received_in_advance) == (remaining, in_advance)


def test_a_payout_for_a_contract_goes_to_its_own_work_first() -> None:
    account = settled([part(100, 1, contract_id="b"), part(50, 2)], [receipt(60)])
    assert left(account) == [90, 0]


def test_pay_that_is_taken_back_is_no_longer_owed() -> None:
    account = settled([part(100, 1), part(-30, 5)], [])
    assert (left(account), account.received_in_advance) == ([70], 0)


def test_a_payout_may_settle_pay_and_what_was_taken_back_of_it_at_once() -> None:
    matches = (("p1", 100), ("p5", -30))
    account = settled([part(100, 1), part(50, 2), part(-30, 5)], [receipt(70, matches=matches)])
    assert (left(account), account.received_in_advance) == ([0, 50], 0)


def test_taken_back_after_everything_was_paid_is_received_in_advance() -> None:
    account = settled([part(100, 1), part(-30, 25)], [receipt(100)])
    assert (left(account), account.received_in_advance) == ([0], 30)


def test_money_given_back_settles_what_was_taken_back() -> None:
    account = settled([part(100, 1), part(-30, 5)], [receipt(-30)])
    assert (left(account), account.received_in_advance) == ([100], 0)


@pytest.mark.parametrize(
    ("receipts", "remaining", "in_advance"),
    [
        ([receipt(450), receipt(-300, 21)], [0, 150], 0),
        ([receipt(450, matches=(("p1", 100), ("p2", 200))), receipt(-300, 21)], [0, 150], 0),
        ([receipt(300), receipt(-20, 21)], [0, 20], 0),
        ([receipt(300), receipt(-250, 21)], [50, 200], 0),
        ([receipt(300), receipt(-400, 21)], [100, 200], -100),  # more than ever arrived
        ([receipt(300), receipt(-50, 21, contract_id=None)], [0, 50], 0),
        ([receipt(300), receipt(-50, 21, contract_id=None, platform_id=None)], [0, 50], 0),
        ([receipt(300), receipt(-50, 21, contract_id=None, platform_id="egret")], [0, 0], -50),
    ],
)
def test_money_given_back_is_still_to_come(receipts, remaining, in_advance) -> None:
    account = settled([part(100, 1), part(200, 2)], receipts)
    assert (left(account), account.received_in_advance) == (remaining, in_advance)


def test_pay_that_was_taken_back_was_never_paid() -> None:
    whole = settled([part(100, 1), part(-100, 25)], [])
    assert waits([whole], {"a": march(5)}) == ()
    in_part = settled([part(100, 1), part(-1, 25, contract_id=None)], [receipt(100, 10)])
    assert waits([in_part], {"a": march(5)}) == (Wait("a", march(5), march(10)),)
    assert in_part.received_in_advance == 1


def test_what_is_given_back_to_one_platform_opens_nothing_on_another() -> None:
    parts = [part(100, 1), part(100, 2, contract_id="b", platform_id="egret")]
    there = {"contract_id": None}
    arrived = [receipt(100, 10, **there), receipt(100, 11, **there, platform_id="egret")]
    account = settled(parts, [*arrived, receipt(-100, 20, **there)])
    assert (left(account), account.received_in_advance) == ([100, 0], 0)


def test_what_is_given_back_opens_what_it_names_then_its_own_contract() -> None:
    parts = [part(100, 1), part(100, 2), part(100, 3, contract_id="b")]
    arrived = [receipt(200, 10), receipt(100, 11, contract_id="b", matches=(("p3", 100),))]
    named = settled(parts, [*arrived, receipt(-100, 20, matches=(("p1", -100),))])
    assert left(named) == [100, 0, 0]
    own = settled(parts, [*arrived, receipt(-100, 20, contract_id="b")])
    assert left(own) == [0, 0, 100]


def test_what_arrives_after_something_was_given_back_pays_for_it_again() -> None:
    arrived = [receipt(100, 10), receipt(-100, 15), receipt(100, 25)]
    account = settled([part(100, 1)], arrived)
    assert (left(account), account.received_in_advance) == ([0], 0)
    assert waits([account], {"a": march(5)}) == (Wait("a", march(5), march(25)),)


amounts = st.tuples(
    st.integers(-80, 200), st.integers(1, 6), st.sampled_from("ab"), st.sampled_from(["heron", "egret"])
)
arrivals = st.tuples(
    st.integers(-20, 300),
    st.integers(1, 28),
    st.sampled_from(["a", "b", None]),
    st.sampled_from(["heron", "egret", None]),
    st.lists(st.tuples(st.sampled_from(["p1", "p2", "p3", "p9"]), st.integers(-50, 150)), max_size=3),
)


@few
@given(st.lists(amounts, max_size=12), st.lists(arrivals, max_size=6))
def test_owed_minus_received_in_advance_is_always_earned_minus_received(earned, arrived) -> None:
    parts = [part(minor, day, contract_id=contract, platform_id=p) for minor, day, contract, p in earned]
    receipts = [
        receipt(
            minor, day, payout_id=str(n), contract_id=contract, platform_id=platform, matches=tuple(matches)
        )
        for n, (minor, day, contract, platform, matches) in enumerate(arrived)
    ]
    account = settled(parts, receipts)
    assert all(0 <= line.left <= line.part.minor for line in account)
    assert sum(left(account)) - account.received_in_advance == account.earned - account.received
    assert sum(item.amount * 100 for item in outstanding([account], march(31))) == sum(left(account))
    again = settled(parts[::-1], receipts[::-1])
    assert list(again) == list(account)
    assert again.received_in_advance == account.received_in_advance


def test_owed_stands_by_contract_and_expected_day_with_the_longest_expected_first() -> None:
    parts = [
        part(100, 1, expected_on=march(13)),
        part(20, 2, expected_on=march(13), row_id="second"),
        part(30, 3, expected_on=march(20)),
        part(40, 4, contract_id="b"),
    ]
    owed = outstanding([settled(parts, [])], march(15))
    assert [(item.contract_id, item.amount * 100, item.days_late) for item in owed] == [
        ("a", 120, 2),
        ("a", 30, 0),
        ("b", 40, None),
    ]
    assert owed[0].rows == {"payments": ("p1", "second")}


def test_what_is_owed_is_said_row_by_row_with_all_that_each_row_earned() -> None:
    parts = [
        part(100, 1, expected_on=march(13), row_id="first"),
        part(20, 2, expected_on=march(13), row_id="second"),
        part(5, 2, expected_on=march(20), row_id="second"),  # the same row, held back
    ]
    owed = outstanding([settled(parts, [receipt(70, 3, contract_id="a")])], march(15))
    assert [item.pieces for item in owed] == [
        (("payments", "first", 30, 100), ("payments", "second", 20, 25)),
        (("payments", "second", 5, 25),),
    ]


def test_currencies_without_minor_units_are_owed_whole() -> None:
    yen = replace(settled([part(100)], []), currency="JPY")
    assert outstanding([yen], march(5))[0].amount == 100


@pytest.mark.parametrize(
    ("days_after", "group"),
    [
        (-3, "not_due"),
        (0, "not_due"),
        (1, "1_to_30_days_late"),
        (30, "1_to_30_days_late"),
        (31, "31_to_60_days_late"),
        (60, "31_to_60_days_late"),
        (61, "over_60_days_late"),
        (None, "unknown"),
    ],
)
def test_the_groups_by_age(days_after, group) -> None:
    as_of = date(2026, 6, 1)
    expected_on = None if days_after is None else as_of - timedelta(days=days_after)
    ages = by_age(outstanding([settled([part(100, expected_on=expected_on)], [])], as_of))
    assert {name: amount for name, amount in ages.items() if amount} == {group: 1}
    assert len(ages) == 5


def test_the_payments_page_of_the_mock_up() -> None:
    as_of = date(2026, 11, 12)
    owed = [
        ("15", 29000, date(2026, 10, 9)),
        ("17", 31200, date(2026, 11, 3)),
        ("18", 27000, date(2026, 11, 8)),
        ("19", 34000, date(2026, 11, 14)),
        ("20", 48000, date(2026, 11, 17)),
        ("19", 22610, date(2026, 11, 28)),
    ]
    parts = [part(minor, contract_id=key, expected_on=expected) for key, minor, expected in owed]
    account = settled(parts, [])
    items = outstanding([account], as_of)
    assert [item.days_late for item in items] == [34, 9, 4, 0, 0, 0]
    assert list(by_age(items).values()) == [0, 290, 582, Fraction("1046.10"), 0]
    figures = lateness_figures([account], items, [], period=MARCH, as_of=as_of)
    assert figures["outstanding"].value == Fraction("1918.10")
    assert figures["outstanding_late"].value == 872
    assert figures["oldest_late_days"].value == 34
    assert not any(figure.at_least for figure in figures.values())


# Days to be paid


def test_only_contracts_that_ended_are_finished_and_on_their_last_day_of_work() -> None:
    ledger = make.ledger_of(
        contracts=[
            make.contract(id="over", state="ended_by_me", started_on=march(1), ended_on=march(9)),
            make.contract(id="workless", state="ended_by_me", started_on=march(1), ended_on=march(8)),
            make.contract(id="open", started_on=march(1)),
        ],
        tasks=[make.task(contract_id=key, worked_on=march(6)) for key in ("over", "open")],
    )
    assert finished_contracts(ledger, contract_spans(ledger, march(20)), march(20)) == {
        "over": march(6),
        "workless": march(8),
    }


@pytest.mark.parametrize(
    ("receipts", "paid_on", "days"),
    [
        ([], None, 25),
        ([receipt(150, 20)], march(20), 15),
        ([receipt(100, 12)], None, 25),  # paid in part is not paid
        ([receipt(100, 12), receipt(50, 18)], march(18), 13),
        ([receipt(150, 3)], march(3), 0),  # paid before it was finished
        ([receipt(50, 18, matches=(("p2", 50),)), receipt(100, 9)], march(18), 13),
    ],
)
def test_a_contract_waits_until_its_pay_is_complete(receipts, paid_on, days) -> None:
    account = settled([part(100, 1), part(50, 2)], receipts)
    (wait,) = waits([account], {"a": march(5)})
    assert wait == Wait("a", march(5), paid_on)
    assert wait.days(march(30)) == days


def test_a_later_bonus_makes_no_wait_longer() -> None:
    account = settled([part(100, 1), part(20, 28)], [receipt(100, 10)])
    assert waits([account], {"a": march(5)}) == (Wait("a", march(5), march(10)),)


def test_a_contract_that_earned_nothing_waits_for_nothing() -> None:
    assert waits([settled([], [])], {"a": march(5)}) == ()


def test_the_median_wait_counts_the_unpaid_ones() -> None:
    waited = [
        Wait("a", march(1), march(11)),
        Wait("b", march(2), march(20)),
        Wait("c", march(5), None),
        Wait("d", date(2026, 2, 1), march(30)),  # finished before the period
    ]
    figures = lateness_figures([settled([], [])], [], waited, period=MARCH, as_of=march(31))
    assert figures["days_to_be_paid"].value == 18
    assert figures["days_to_be_paid"].rows == {"contracts": ("a", "b", "c")}


# Figures without a value


def test_nothing_owed_is_a_true_zero() -> None:
    account = settled([part(100)], [receipt(100)])
    figures = lateness_figures([account], [], [], period=MARCH, as_of=march(31))
    assert [figures[key].value for key in ("outstanding", "outstanding_late", "oldest_late_days")] == [
        0,
        0,
        0,
    ]


def test_contracts_that_ended_on_other_days_are_not_said_to_be_none() -> None:
    found = days_to_be_paid([Wait("a", date(2026, 2, 1), None)], period=MARCH, as_of=march(31))
    assert found.reason == "none_finished_in_period"


def test_without_pay_nothing_is_known() -> None:
    figures = lateness_figures([settled([], [])], [], [], period=MARCH, as_of=march(31))
    assert {key: figure.reason for key, figure in figures.items()} == {
        "outstanding": "no_earnings",
        "outstanding_late": "no_earnings",
        "oldest_late_days": "no_earnings",
        "days_to_be_paid": "no_finished_work",
    }


def test_pay_in_a_currency_without_a_rate_today_is_not_called_no_pay() -> None:
    figures = lateness_figures(
        [settled([], [])], [], [], period=MARCH, as_of=march(31), is_more_owed_apart=True
    )
    assert {figures[key].reason for key in ("outstanding", "outstanding_late", "oldest_late_days")} == {
        "no_exchange_rate"
    }
    settled_here = settled([part(100)], [receipt(100)])
    figures = lateness_figures([settled_here], [], [], period=MARCH, as_of=march(31), is_more_owed_apart=True)
    assert figures["outstanding"].value == 0


def test_without_any_pay_day_lateness_is_unknown_and_not_zero() -> None:
    account = settled([part(100)], [])
    figures = lateness_figures(
        [account], outstanding([account], march(31)), [], period=MARCH, as_of=march(31)
    )
    assert figures["outstanding"].value == 1
    assert figures["outstanding_late"].reason == figures["oldest_late_days"].reason == "no_pay_day_known"


def test_with_some_pay_days_unknown_what_is_late_is_a_lower_bound() -> None:
    account = settled([part(100, expected_on=march(5)), part(50, 2)], [])
    figures = lateness_figures(
        [account], outstanding([account], march(31)), [], period=MARCH, as_of=march(31)
    )
    assert (figures["outstanding_late"].value, figures["outstanding_late"].at_least) == (1, True)
    assert not figures["outstanding"].at_least


def test_the_sum_behind_outstanding_adds_up() -> None:
    account = settled([part(100), part(50, 2)], [receipt(170)])
    figure = lateness_figures([account], [], [], period=MARCH, as_of=march(31))["outstanding"]
    signed = [-step.value if step.sign == "-" else step.value for step in figure.steps]
    assert sum(signed) == figure.value == 0


def test_the_first_median_is_not_reached_while_most_wait() -> None:
    figures = lateness_figures(
        settled([], []), [], [Wait("a", march(1), None)], period=MARCH, as_of=march(31)
    )
    assert figures["days_to_be_paid"].reason == "not_reached"

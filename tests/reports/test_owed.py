"""What is owed and how long pay takes, pinned as a whole: every number, word, row and reason of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from reports.earnings import keep_books
from reports.figures import Figure, Step
from reports.lateness import (
    Outstanding,
    Wait,
    by_age,
    finished_contracts,
    lateness_figures,
    outstanding,
    waits,
)
from reports.money import Money
from reports.periods import Period
from reports.settling import Account, account_of
from reports.spans import ContractSpan
from tests.reports import factories as make

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
AS_OF = date(2026, 4, 5)


def march(number: int) -> date:
    return date(2026, 3, 1) + timedelta(days=number - 1)


def account(currency: str = "USD", worth: Fraction = Fraction(1), **nouns) -> Account:
    """What a ledger in one currency leaves open, each unit of it worth so much in the report's currency."""
    ledger = make.ledger_of(currency, **nouns)
    return replace(account_of(ledger, keep_books(ledger, AS_OF).accruals, AS_OF), rate=worth)


def weekly(contract_id: str):
    """Terms by which the work of 2 to 8 March is paid on the 13th, of 9 to 15 March on the 20th."""
    return make.terms(contract_id=contract_id, pay_week_start=0, pay_lag_days=5)


def work(key: str, contract_id: str | None, worked_on: date, minor: int, **more):
    return make.task(id=key, contract_id=contract_id, worked_on=worked_on, expected_minor=minor, **more)


def bonus(key: str, contract_id: str | None, minor: int, **more):
    row = {"kind": "bonus", "earned_on": march(10), **more}
    return make.payment(id=key, contract_id=contract_id, amount_minor=minor, **row)


def plus(label: str, value: Fraction | int, **values) -> Step:
    return Step("+", label, Fraction(value), "money", values)


def settled_steps(earned: Fraction | int, arrived: Fraction | int, in_advance: Fraction | int):
    return (
        plus("Earned, approved or pending", earned),
        Step("-", "Arrived, before fees", Fraction(arrived), "money"),
        plus("Arrived in advance", in_advance),
    )


# Outstanding


def test_each_contract_and_expected_day_is_owed_with_its_work_and_its_rows() -> None:
    found = account(
        contracts=[make.contract(id="a"), make.contract(id="b")],
        terms=[weekly("a"), weekly("b")],
        tasks=[
            work("first", "a", march(2), 500),
            work("second", "a", march(9), 1000),
            work("third", "a", march(10), 2000),
            work("fourth", "a", march(11), 1500),
            work("fifth", "a", march(16), 700),
            work("paid", "b", march(3), 12000),
            work("paid but for a cent", "b", march(4), 3000),
            work("of nobody", None, march(1), 900),
        ],
        payouts=[make.payout(contract_id="b", arrived_on=march(14), gross_minor=14999)],
    )
    everything = {"contract_id": "a", "platform_id": "platform", "is_whole": True}
    # What the pieces of each are is for the page that settles them.
    assert tuple(replace(item, pieces=()) for item in outstanding([found], march(20))) == (
        Outstanding(
            amount=Fraction(5),
            expected_on=march(13),
            days_late=7,
            work_first_on=march(2),
            work_last_on=march(2),
            rows={"tasks": ("first",)},
            due=Money(500, "USD"),
            **everything,
        ),
        Outstanding(
            contract_id="b",
            platform_id="platform",
            amount=Fraction(1, 100),
            expected_on=march(13),
            days_late=7,
            work_first_on=march(4),
            work_last_on=march(4),
            rows={"tasks": ("paid but for a cent",)},
            due=Money(1, "USD"),
            is_whole=False,
        ),
        Outstanding(
            amount=Fraction(45),
            expected_on=march(20),
            days_late=0,
            work_first_on=march(9),
            work_last_on=march(11),
            rows={"tasks": ("second", "third", "fourth")},
            due=Money(4500, "USD"),
            **everything,
        ),
        Outstanding(
            amount=Fraction(7),
            expected_on=march(27),
            days_late=0,
            work_first_on=march(16),
            work_last_on=march(16),
            rows={"tasks": ("fifth",)},
            due=Money(700, "USD"),
            **everything,
        ),
        Outstanding(
            contract_id=None,
            platform_id=None,
            amount=Fraction(9),
            expected_on=None,
            days_late=None,
            work_first_on=march(1),
            work_last_on=march(1),
            rows={"tasks": ("of nobody",)},
            due=Money(900, "USD"),
            is_whole=True,
        ),
    )


def test_what_is_owed_is_whole_where_a_payment_of_its_days_replaces_just_that() -> None:
    found = account(
        contracts=[make.contract(id=key) for key in ("early", "held", "with bonus")],
        terms=[weekly(key) for key in ("held", "with bonus")],
        tasks=[
            work("part of it later", "held", march(9), 1000, held_minor=300, held_until_on=march(31)),
            work("beside a bonus", "with bonus", march(9), 1000),
            work("no day known", "early", march(9), 1000),
        ],
        payments=[
            bonus("a bonus", "with bonus", 400, expected_on=march(20)),
            bonus("a day known", "early", 50, earned_on=march(9), expected_on=march(2)),
        ],
    )
    told = [
        (item.contract_id, item.expected_on, item.due.minor, item.is_whole, item.rows)
        for item in outstanding([found], march(20))
    ]
    assert told == [
        # Of that day the contract expects other pay too.
        ("early", march(2), 50, False, {"payments": ("a day known",)}),
        ("held", march(20), 700, False, {"tasks": ("part of it later",)}),
        ("with bonus", march(20), 1400, True, {"tasks": ("beside a bonus",), "payments": ("a bonus",)}),
        ("held", march(31), 300, False, {"tasks": ("part of it later",)}),
        ("early", None, 1000, True, {"tasks": ("no day known",)}),
    ]


def test_of_equally_old_debts_the_one_of_no_contract_stands_first_then_by_contract() -> None:
    found = account(
        contracts=[make.contract(id="Z"), make.contract(id="A")],
        payments=[
            bonus("1", "Z", 300),
            bonus("2", "A", 200),
            bonus("3", None, 100, platform_id="platform"),
            bonus("4", "Z", 400, earned_on=march(9)),
            bonus("5", "Z", 500, expected_on=march(31)),
        ],
    )
    told = [
        (item.contract_id, item.expected_on, item.rows["payments"]) for item in outstanding([found], AS_OF)
    ]
    assert told == [
        ("Z", march(31), ("5",)),
        ("Z", None, ("4", "1")),
        (None, None, ("3",)),
        ("A", None, ("2",)),
    ]


# Figures


def test_the_figures_of_what_is_owed_in_two_currencies() -> None:
    dollars = account(
        platforms=[make.platform(id="platform"), make.platform(id="other")],
        contracts=[make.contract(id="a"), make.contract(id="b")],
        terms=[weekly("a"), weekly("b")],
        tasks=[
            work("longest", "b", march(2), 600),
            work("long", "a", march(3), 10000),
            work("late", "a", march(9), 2000),
            work("not due", "a", date(2026, 4, 1), 3000, held_minor=1000, held_until_on=date(2026, 5, 1)),
            work("unknown", None, march(9), 500),
        ],
        payouts=[
            make.payout(contract_id="a", arrived_on=march(14), gross_minor=4000, fee_minor=100),
            make.payout(platform_id="other", arrived_on=march(14), gross_minor=3500),
        ],
    )
    yen = account(
        "JPY",
        Fraction(1, 150),
        payments=[bonus("bonus", "contract", 30000, currency="JPY", expected_on=march(13))],
        payouts=[make.payout(arrived_on=march(14), gross_minor=15000, currency="JPY")],
    )
    owed = outstanding([dollars, yen], AS_OF)
    waited = [
        Wait("a", march(9), None),  # 27 days so far
        Wait("b", march(2), march(10)),
        Wait("c", march(31), march(20)),
        Wait("too early", date(2026, 2, 28), march(10)),
        Wait("too late", date(2026, 4, 1), AS_OF),
    ]
    assert lateness_figures([dollars, yen], owed, waited, period=MARCH, as_of=AS_OF, currency="EUR") == {
        "outstanding": Figure(
            "outstanding",
            Fraction(221),
            "money",
            MARCH,
            currency="EUR",
            steps=settled_steps(161 + 200, 75 + 100, 35),
            rows={"tasks": ("longest", "long", "late", "not due", "unknown"), "payments": ("bonus",)},
        ),
        "outstanding_late": Figure(
            "outstanding_late",
            Fraction(186),
            "money",
            MARCH,
            currency="EUR",
            at_least=True,
            steps=(
                plus("Expected on {expected}", 6, expected=march(13)),
                plus("Expected on {expected}", 60, expected=march(13)),
                plus("Expected on {expected}", 100, expected=march(13)),
                plus("Expected on {expected}", 20, expected=march(20)),
            ),
            rows={"tasks": ("longest", "long", "late"), "payments": ("bonus",)},
        ),
        "oldest_late_days": Figure(
            "oldest_late_days", Fraction(23), "days", MARCH, at_least=True, rows={"tasks": ("longest",)}
        ),
        "days_to_be_paid": Figure(
            "days_to_be_paid",
            Fraction(8),
            "days",
            MARCH,
            steps=(
                Step("", "Share still unpaid after day {days}", Fraction(2, 3), "share", {"days": 0}),
                Step("", "Share still unpaid after day {days}", Fraction(1, 3), "share", {"days": 8}),
                Step("", "Share still unpaid after day {days}", Fraction(1, 3), "share", {"days": 27}),
            ),
            rows={"contracts": ("a", "b", "c")},
        ),
    }


def test_the_figures_where_everything_has_arrived_and_some_of_it_in_advance() -> None:
    figures = lateness_figures(
        [account(payouts=[make.payout(gross_minor=5000)])], [], [], period=MARCH, as_of=AS_OF
    )
    assert figures == {
        "outstanding": Figure(
            "outstanding", Fraction(0), "money", MARCH, currency="USD", steps=settled_steps(0, 50, 50)
        ),
        "outstanding_late": Figure("outstanding_late", Fraction(0), "money", MARCH, currency="USD"),
        "oldest_late_days": Figure("oldest_late_days", Fraction(0), "days", MARCH),
        "days_to_be_paid": unknown("days_to_be_paid", "days", "no_finished_work", rows={"contracts": ()}),
    }


def unknown(key: str, unit, reason: str, **more) -> Figure:
    return Figure(key, None, unit, MARCH, reason=reason, **more)


def test_the_figures_without_any_pay() -> None:
    assert lateness_figures([], [], [Wait("a", march(9), None)], period=MARCH, as_of=AS_OF) == {
        "outstanding": unknown(
            "outstanding", "money", "no_earnings", currency="USD", steps=settled_steps(0, 0, 0)
        ),
        "outstanding_late": unknown("outstanding_late", "money", "no_earnings", currency="USD"),
        "oldest_late_days": unknown("oldest_late_days", "days", "no_earnings"),
        "days_to_be_paid": unknown(
            "days_to_be_paid",
            "days",
            "not_reached",
            steps=(Step("", "Share still unpaid after day {days}", Fraction(1), "share", {"days": 27}),),
            rows={"contracts": ("a",)},
        ),
    }


def test_the_figures_where_no_pay_day_is_known() -> None:
    found = account(tasks=[work("one", "contract", march(9), 500), work("two", None, march(9), 300)])
    figures = lateness_figures([found], outstanding([found], AS_OF), [], period=MARCH, as_of=AS_OF)
    assert [figures[key] for key in ("outstanding", "outstanding_late", "oldest_late_days")] == [
        Figure(
            "outstanding",
            Fraction(8),
            "money",
            MARCH,
            currency="USD",
            steps=settled_steps(8, 0, 0),
            rows={"tasks": ("two", "one")},
        ),
        unknown("outstanding_late", "money", "no_pay_day_known", currency="USD"),
        unknown("oldest_late_days", "days", "no_pay_day_known"),
    ]


def test_all_amounts_owed_stand_in_their_groups_the_latest_first() -> None:
    found = account(
        payments=[
            bonus(str(days), "contract", minor, expected_on=None if days is None else AS_OF - timedelta(days))
            for days, minor in [(61, 100), (99, 200), (60, 1), (31, 2), (30, 3), (1, 4), (0, 5), (None, 6)]
        ]
    )
    assert list(by_age(outstanding([found], AS_OF)).items()) == [
        ("over_60_days_late", 3),
        ("31_to_60_days_late", Fraction("0.03")),
        ("1_to_30_days_late", Fraction("0.07")),
        ("not_due", Fraction("0.05")),
        ("unknown", Fraction("0.06")),
    ]


# Waits


def test_a_contract_waits_for_its_pay_in_every_currency_and_for_that_of_its_last_day_too() -> None:
    ids = ("both paid", "one open", "last day open", "later work open", "unfinished")
    contracts = [make.contract(id=key) for key in ids]
    arrived = {"both paid": 1000, "one open": 1000, "last day open": 600, "later work open": 600}
    dollars = account(
        contracts=contracts,
        payments=[
            *(bonus(key, key, 600, earned_on=march(3)) for key in ids),
            *(bonus(f"{key}, its last day", key, 400, earned_on=march(9)) for key in ids[:3]),
            bonus("later", "later work open", 400, earned_on=march(10)),
            bonus("of nobody", None, 70),
        ],
        payouts=[
            make.payout(contract_id=key, arrived_on=march(20), gross_minor=minor)
            for key, minor in arrived.items()
        ],
    )
    euros = account(
        "EUR",
        contracts=contracts,
        payments=[bonus(key, key, 50, currency="EUR", earned_on=march(9)) for key in ids[:2]],
        payouts=[make.payout(contract_id="both paid", arrived_on=march(25), gross_minor=50, currency="EUR")],
    )
    finished = dict.fromkeys(ids[:4], march(9))
    found = waits([dollars, euros], finished)
    assert {wait.contract_id: (wait.finished_on, wait.paid_on) for wait in found} == {
        "both paid": (march(9), march(25)),
        "one open": (march(9), None),
        "last day open": (march(9), None),
        "later work open": (march(9), march(20)),
    }


def test_pay_of_no_contract_is_waited_for_by_none() -> None:
    found = account(payments=[bonus("of nobody", None, 70)])
    assert waits([found], {"contract": march(31)}) == ()


@pytest.mark.parametrize(("paid_on", "days"), [(march(8), 0), (march(9), 0), (march(10), 1), (None, 27)])
def test_a_wait_is_counted_in_days_from_the_last_work(paid_on, days) -> None:
    assert Wait("a", march(9), paid_on).days(AS_OF) == days


def test_work_is_finished_on_its_last_day_up_to_today() -> None:
    ledger = make.ledger_of(
        contracts=[make.contract(id=key) for key in ("worked", "workless", "open")],
        tasks=[work(f"{n}", "worked", march(n), 100) for n in (3, 5, 8, 30)],
    )
    spans = [
        ContractSpan("worked", "platform", march(1), march(9)),
        ContractSpan("workless", "platform", march(1), march(7)),
        ContractSpan("open", "platform", march(1), None),
    ]
    assert finished_contracts(ledger, spans, march(20)) == {"worked": march(8), "workless": march(7)}


def test_money_given_back_makes_nothing_unpaid_that_was_paid_later_unless_there_is_no_other() -> None:
    def left(given_back):
        found = account(
            contracts=[make.contract(id="c")],
            payments=[
                bonus("p1", "c", 5000, earned_on=march(1)),
                bonus("p2", "c", 5000, earned_on=march(10)),
            ],
            payouts=[
                make.payout(id="o1", contract_id="c", arrived_on=march(2), gross_minor=5000),
                make.payout(id="back", contract_id="c", arrived_on=march(5), gross_minor=given_back),
                make.payout(id="o2", contract_id="c", arrived_on=march(20), gross_minor=5000),
            ],
            payout_matches=[
                make.payout_match(payout_id="o1", payment_id="p1", amount_minor=5000),
                make.payout_match(payout_id="o2", payment_id="p2", amount_minor=5000),
            ],
        )
        return found.left.tolist()

    assert left(-5000) == [5000, 0]
    assert left(-7000) == [5000, 2000]


def test_pay_for_several_days_of_one_pay_week_is_one_piece_of_what_is_owed() -> None:
    found = account(
        contracts=[make.contract(id="c")],
        terms=[weekly("c")],
        tasks=[work("a", "c", march(3), 100), work("b", "c", march(4), 300)],
        payments=[
            make.payment(id="p", contract_id="c", work_start_on=march(2), work_end_on=march(8), amount_minor=1000,
                         earned_on=march(8))
        ],
    )  # fmt: skip
    [owed] = outstanding([found], AS_OF)
    assert [(piece.noun, piece.row_id, piece.left, piece.whole) for piece in owed.pieces] == [
        ("payments", "p", 1000, 1000)
    ]


def test_a_contract_waits_for_its_last_cent() -> None:
    found = account(contracts=[make.contract(id="c")], payments=[bonus("p", "c", 1, earned_on=march(3))])
    assert waits([found], {"c": march(9)}) == (Wait("c", march(9), None),)

"""Pay in several currencies: each amount at the rate of its day, debts in their own, never a silent sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.converting import foreign_currencies, in_one_currency
from reports.documents.json import report_json
from reports.earnings import keep_books
from reports.exchange import NOT_EXCHANGED, Rate, RateSource
from reports.personal import report
from reports.settling import accounts_of
from tests.reports import factories as make

AS_OF = date(2026, 4, 30)
SOURCE = RateSource("A bank", "https://bank.example", date(2026, 4, 30))


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


@dataclass(frozen=True)
class OneADay:
    """A euro is worth 1.01 dollars on the 1st of March, and a cent more each day; yen a hundredth; no others."""

    last_on: date = AS_OF

    def rate(self, currency_from: str, currency_to: str, on: date) -> Rate | None:
        if currency_from == currency_to:
            return Rate(currency_from, currency_to, Fraction(1))
        worth = {"EUR": 1 + Fraction((on - day(1)).days + 1, 100), "JPY": Fraction(1, 100)}
        if currency_from not in worth or currency_to != "USD" or on > self.last_on:
            return None
        return Rate(currency_from, currency_to, worth[currency_from], on, SOURCE)


def report_of(rates=None, currency="USD", **nouns):
    return report(make.ledger_of(currency=currency, **nouns), as_of=AS_OF, rates=rates or OneADay())


def values(found, *keys):
    return tuple(found.figures[key].value for key in keys)


def test_a_ledger_of_one_currency_is_left_alone() -> None:
    ledger = make.ledger_of(terms=[make.terms()], tasks=[make.task()])
    assert in_one_currency(ledger, OneADay(), AS_OF) == (ledger, NOT_EXCHANGED)
    assert foreign_currencies(ledger) == ()


def test_work_that_is_not_paid_yet_is_converted_on_its_day_and_is_provisional() -> None:
    found = report_of(tasks=[make.task(worked_on=day(10), expected_minor=10000, currency="EUR")])
    assert values(found, "earned", "effective_hourly_rate") == (110, 110)
    assert all(found.figures[key].provisional for key in ("earned", "net", "effective_hourly_rate"))
    assert not found.figures["hours"].provisional


def test_pay_that_arrived_is_converted_on_the_day_it_was_paid_and_is_not_provisional() -> None:
    found = report_of(
        tasks=[make.task(id="t", worked_on=day(10))],
        payments=[make.payment(id="p", task_id="t", earned_on=day(12), amount_minor=10000, currency="EUR")],
        payouts=[make.payout(id="o", arrived_on=day(20), gross_minor=10000, fee_minor=100, currency="EUR")],
        payout_matches=[make.payout_match(payout_id="o", payment_id="p", amount_minor=10000)],
    )
    assert values(found, "earned", "fees", "net") == (120, Fraction("1.20"), Fraction("118.80"))
    assert not found.figures["effective_hourly_rate"].provisional
    assert values(found, "outstanding", "settled_rate") == (0, Fraction("118.80"))


def test_terms_in_another_currency_price_their_tasks_at_the_rate_of_each_day() -> None:
    at = datetime(2026, 3, 10, 9, tzinfo=UTC)
    tasks = [
        make.task(worked_on=day(10), seconds=None, started_at=at, ended_at=at + timedelta(hours=2)),
        make.task(worked_on=day(20)),
        make.unpaid(worked_on=day(20)),
    ]
    found = report_of(terms=[make.terms(currency="EUR", rate_minor=1000, effective_on=day(1))], tasks=tasks)
    assert values(found, "earned") == (2 * 11 + 12,)
    assert values(found, "advertised_rate") == (Fraction("10.10"),)  # at the rate of the day it took effect


def test_expenses_are_converted_on_their_day() -> None:
    found = report_of(
        tasks=[make.task(expected_minor=5000)],
        expenses=[make.expense(spent_on=day(30), amount_minor=1000, currency="EUR")],
    )
    assert values(found, "expenses", "net") == (13, 37)
    assert not found.figures["net"].provisional


def test_currencies_without_minor_units_are_converted_by_their_worth() -> None:
    found = report_of(tasks=[make.task(expected_minor=5000, currency="JPY")])
    assert values(found, "earned") == (50,)


def test_a_day_without_a_rate_says_so_and_its_hours_still_count() -> None:
    rates = OneADay(last_on=day(15))
    tasks = [
        make.task(worked_on=day(10), expected_minor=10000, currency="EUR"),
        make.task(worked_on=day(20), expected_minor=10000, currency="EUR"),
        make.task(worked_on=day(21), expected_minor=10000, currency="XAU"),
    ]
    found = report_of(rates, tasks=tasks)
    assert found.left_out == {"no_exchange_rate": 2}
    assert values(found, "earned", "hours") == (110, 3)
    assert found.figures["earned"].coverage.time_priced == Fraction(1, 3)


def test_terms_whose_rate_is_known_price_no_day_without_a_rate() -> None:
    agreed = make.terms(currency="EUR", rate_minor=1000, effective_on=day(1))
    found = report_of(OneADay(last_on=day(15)), terms=[agreed], tasks=[make.task(worked_on=day(20))])
    assert values(found, "earned") == (None,)
    assert found.figures["effective_hourly_rate"].reason == "no_earnings"


def test_debts_are_settled_in_their_own_currency_whatever_the_rates_did() -> None:
    found = report_of(
        tasks=[
            make.task(id="t", worked_on=day(10), expected_minor=10000, currency="EUR"),
            make.task(worked_on=day(11), expected_minor=3000),
        ],
        payouts=[make.payout(arrived_on=day(30), gross_minor=10000, currency="EUR")],
    )
    assert values(found, "outstanding") == (30,)  # the euros are paid, though they had become dearer
    (owed,) = found.owed
    assert owed.amount == 30


def test_a_match_is_the_same_share_of_its_payout_after_conversion() -> None:
    found = report_of(
        tasks=[make.task(id="t", worked_on=day(10))],
        payments=[make.payment(id="p", task_id="t", earned_on=day(12), amount_minor=10000, currency="EUR")],
        payouts=[
            make.payout(id="o1", arrived_on=day(5, 4), gross_minor=10000, fee_minor=1000, currency="EUR"),
            make.payout(id="o2", arrived_on=day(20, 4), gross_minor=5000, currency="EUR"),
        ],
        payout_matches=[
            make.payout_match(payout_id="o1", payment_id="p", amount_minor=5000),
            make.payout_match(payout_id="o2", payment_id="p", amount_minor=5000),
        ],
    )
    # 10 euros are 13.60 dollars on 5 April: half of the payout was for the work of March, half for none.
    fees = {part.id: part.figures["fees"].value for part in found.by_month}
    assert fees == {"2026-03": Fraction("6.80"), "2026-04": Fraction("6.80")}


def test_a_debt_in_another_currency_is_worth_what_it_is_today() -> None:
    found = report_of(tasks=[make.task(worked_on=day(10), expected_minor=10000, currency="EUR")])
    today = 1 + Fraction((AS_OF - day(1)).days + 1, 100)
    assert values(found, "outstanding") == (100 * today,)
    assert report_of(OneADay(last_on=day(15)), tasks=[make.task(expected_minor=1, currency="EUR")]).owed == ()


def test_money_in_another_currency_never_replaces_expected_pay_at_par() -> None:
    found = report_of(
        tasks=[make.task(worked_on=day(10), expected_minor=10000)],
        payouts=[make.payout(arrived_on=day(30), gross_minor=10000, currency="EUR")],
    )
    assert values(found, "outstanding", "earned") == (100, 100)
    assert found.months[0].received == 130


def test_figures_name_the_newest_rate_they_rest_on() -> None:
    tasks = [make.task(worked_on=day(n), expected_minor=100, currency="EUR") for n in (10, 12)]
    figure = report_of(tasks=tasks).figures["effective_hourly_rate"]
    (row,) = figure.parameters
    assert (row.key, row.valid_from, row.source_title) == ("exchange_rate", day(12), "A bank")
    assert row.value == Fraction(112, 100)
    assert report_json(report_of(tasks=tasks))["figures"]["earned"]["parameters"][0]["source"] == "A bank"


def test_a_match_is_converted_with_its_payment_and_only_once_it_has_arrived() -> None:
    rows = {
        "payments": [
            make.payment(id="p", kind="bonus", earned_on=day(10), amount_minor=10000, currency="EUR")
        ],
        "payout_matches": [make.payout_match(payout_id="o", payment_id="p", amount_minor=10000)],
    }

    def converted(arrived_on: date, rates: OneADay = OneADay()):
        payout = make.payout(id="o", arrived_on=arrived_on, gross_minor=10000, currency="EUR")
        ledger, exchange = in_one_currency(make.ledger_of(payouts=[payout], **rows), rates, AS_OF)
        minor = ledger.columns["payments"]["amount_minor"] + ledger.columns["payout_matches"]["amount_minor"]
        return minor, exchange.estimated["payments"]

    assert converted(day(20)) == ([12000, 12000], frozenset())
    assert converted(AS_OF + timedelta(days=1)) == ([11000, 10000], frozenset({"p"}))
    assert converted(day(20), OneADay(last_on=day(15))) == ([10000, 10000], frozenset())


def test_tasks_with_a_currency_of_their_own_are_not_priced_by_foreign_terms() -> None:
    agreed = make.terms(currency="EUR", rate_minor=1000, effective_on=day(1))
    own = [make.task(worked_on=day(10), expected_minor=700, currency="USD")]
    assert values(report_of(terms=[agreed], tasks=own), "earned") == (7,)


def test_matches_in_the_own_currency_stay_as_they_are() -> None:
    found = report_of(
        tasks=[make.task(worked_on=day(10), expected_minor=100, currency="EUR")],
        payments=[make.payment(id="p", kind="bonus", earned_on=day(10), amount_minor=5000)],
        payouts=[make.payout(id="o", arrived_on=day(12), gross_minor=5000)],
        payout_matches=[make.payout_match(payout_id="o", payment_id="p", amount_minor=5000)],
    )
    today = 1 + Fraction((AS_OF - day(1)).days + 1, 100)
    assert values(found, "outstanding") == (today,)


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 10**6)), max_size=8))
@settings(max_examples=50, deadline=None)
def test_a_currency_that_is_always_worth_one_changes_no_number(rows) -> None:
    @dataclass(frozen=True)
    class AtPar:
        def rate(self, currency_from: str, currency_to: str, on: date) -> Rate:
            return Rate(currency_from, currency_to, Fraction(1), on, SOURCE)

    def of(currency: str):
        tasks = [
            make.task(id=f"t{n:02}", worked_on=day(number), expected_minor=minor, currency=currency)
            for n, (number, minor) in enumerate(rows)
        ]
        payouts = [make.payout(id="o", arrived_on=day(20), gross_minor=5000, currency=currency)]
        found = report(make.ledger_of(tasks=tasks, payouts=payouts), as_of=AS_OF, rates=AtPar())
        return {key: figure.value for key, figure in found.figures.items()}

    assert of("EUR") == of("USD")


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_rates_come_from_the_european_central_bank_unless_given(currency) -> None:
    ledger = make.ledger_of(
        tasks=[make.task(worked_on=date(2024, 1, 2), expected_minor=10000, currency=currency)]
    )
    earned = report(ledger, as_of=date(2024, 1, 31)).figures["earned"]
    assert earned.value == (100 if currency == "USD" else Fraction("109.56"))


def test_a_debt_without_a_rate_today_is_said_in_its_own_currency_and_is_in_no_sum() -> None:
    tasks = [
        make.task(id="euro", expected_minor=10000, currency="EUR"),
        make.task(id="own", expected_minor=500),
    ]
    found = report_of(OneADay(last_on=day(15)), tasks=tasks)
    [apart] = found.owed_apart
    assert (str(apart.due), apart.due.currency, apart.amount) == ("100.00", "EUR", 100)
    assert values(found, "outstanding") == (5,)
    assert report_of(tasks=tasks).owed_apart == ()
    alone = report_of(OneADay(last_on=day(15)), tasks=tasks[:1]).figures["outstanding"]
    assert (alone.value, alone.reason) == (None, "no_exchange_rate")
    assert report_of(tasks=[]).figures["outstanding"].reason == "no_earnings"


def test_what_she_said_of_her_situation_is_converted_on_its_day() -> None:
    premium = make.situation(
        fact="own_premium", value=None, amount_minor=10000, currency="EUR", starts_on=day(10)
    )
    ledger, exchange = in_one_currency(make.ledger_of(situations=[premium]), OneADay(), AS_OF)
    said = ledger.rows("situations")[0]
    assert (said["amount_minor"], said["currency"]) == (11000, "USD")
    assert [row.label for row in exchange.rates]
    assert foreign_currencies(ledger) == ()


@pytest.mark.parametrize(("currency", "on", "count"), [("XPF", 10, 1), ("USD", 10, 0), ("XPF", 61, 0)])
def test_what_she_said_without_a_rate_is_counted_up_to_the_day_of_the_report(currency, on, count) -> None:
    said = make.situation(fact="own_premium", value=None, amount_minor=10000, currency=currency,
                          starts_on=day(1) + timedelta(days=on))  # fmt: skip
    work = make.task(worked_on=day(5), expected_minor=100)
    assert report_of(tasks=[work], situations=[said]).left_out.get("no_exchange_rate", 0) == count


def owed_in(nouns):
    ledger = make.ledger_of("USD", **nouns)
    accounts = accounts_of(ledger, keep_books(ledger, AS_OF), OneADay(last_on=AS_OF), AS_OF)
    return {one.currency: (one.earned, sum(one.left.tolist())) for one in accounts}


def test_pay_in_another_currency_takes_the_place_of_what_its_task_was_expected_to_bring() -> None:
    nouns = {
        "tasks": [make.task(id="t", worked_on=day(10), expected_minor=5000), make.task(worked_on=day(11), expected_minor=700)],
        "payments": [make.payment(task_id="t", earned_on=day(12), amount_minor=4000, currency="EUR")],
    }  # fmt: skip
    assert owed_in(nouns) == {"USD": (700, 700), "EUR": (4000, 4000)}
    nouns["payments"] += [make.payment(task_id="t", earned_on=day(12), amount_minor=1000)]
    assert owed_in(nouns) == {"USD": (1700, 1700), "EUR": (4000, 4000)}


def test_a_bonus_in_another_currency_takes_the_place_of_nothing() -> None:
    nouns = {
        "tasks": [make.task(id="t", worked_on=day(10), expected_minor=5000)],
        "payments": [
            make.payment(task_id="t", kind="bonus", earned_on=day(12), amount_minor=4000, currency="EUR")
        ],
    }
    assert owed_in(nouns) == {"USD": (5000, 5000), "EUR": (4000, 4000)}


@pytest.mark.parametrize(
    ("matched", "earned", "is_estimate"),
    [
        ([(20, 1)], 112, True),  # one cent is no payment: the day it was earned, at 1.12
        ([(20, 6000), (25, 4000)], 125, False),
        ([(20, 10000), (25, -5000)], 112, True),  # half of it was given back
    ],
)
def test_pay_is_converted_on_the_day_it_is_paid_in_full_and_an_estimate_until_then(
    matched, earned, is_estimate
) -> None:
    found = report_of(
        tasks=[make.task(id="t", worked_on=day(10))],
        payments=[make.payment(id="p", task_id="t", earned_on=day(12), amount_minor=10000, currency="EUR")],
        payouts=[
            make.payout(id=f"o{on}", arrived_on=day(on), gross_minor=minor, currency="EUR")
            for on, minor in matched
        ],
        payout_matches=[
            make.payout_match(payout_id=f"o{on}", payment_id="p", amount_minor=minor) for on, minor in matched
        ],
    )
    assert values(found, "earned") == (earned,)
    assert found.figures["earned"].provisional is is_estimate

"""Ups and downs from a ledger: METHOD section 10 through a whole report, a slow twin, edge cases."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.definitions import DEFINITIONS
from reports.definitions import topics as words
from reports.documents.json import report_json
from reports.earnings import keep_books
from reports.gaps import gaps_of
from reports.money import decimal_text
from reports.periods import Period, add_months
from reports.personal import report
from reports.topics import TOPICS
from reports.volatility import (
    MonthMoney,
    PlatformMoney,
    concentration_figures,
    month_figures,
    month_series,
    volatility_figures,
)
from reports.volatility.swings import payday_artefact
from tests.reports.busy_ledger import ENDS, busy_ledger
from tests.reports.factories import (
    check_in,
    contract,
    expense,
    ledger_of,
    payment,
    payout,
    platform,
    task,
    terms,
    unpaid,
)
from tests.reports.slow_work import slow_groups
from tests.reports.sum_in_words import sum_of
from tests.reports.test_converting import OneADay

METHOD_SERIES = (1200, 0, 2400, 600, 1800, 0)
JANUARY, JUNE_30 = date(2026, 1, 1), date(2026, 6, 30)
NO_RATES = OneADay(date.min)
KEYS = ("average_month", "coefficient_of_variation", "dips", "spikes", "mean_arc_change", "share_of_large_changes")  # fmt: skip


def topic_of(as_of=JUNE_30, period=None, currency="USD", rates=NO_RATES, **nouns):
    made = report(ledger_of(currency, **nouns), as_of=as_of, period=period, rates=rates)
    return made.topics["volatility"]


def months_of_work(*dollars, **overrides):
    """An hour on the first of each month from January 2026 on, for so much; None: nobody knows for how much."""
    return [
        task(
            id=f"t{n}",
            worked_on=add_months(JANUARY, n),
            expected_minor=None if amount is None else 100 * amount,
            **overrides,
        )
        for n, amount in enumerate(dollars)
        if amount != 0
    ]


def found(figure):
    return figure.value, figure.reason


#: The month of June had no work; that she said so tells it from a month nobody knows anything of.
CHECKED = {"check_ins": [check_in(checked_on=JUNE_30)]}


# The check values of the method page


def test_the_check_series_of_the_method_page_through_a_ledger():
    figures = topic_of(tasks=months_of_work(*METHOD_SERIES), **CHECKED).figures
    assert figures["complete_months"].value == 6
    assert figures["average_month_earned"].value == 1000
    assert decimal_text(figures["coefficient_of_variation_earned"].value, 3) == "0.894"
    assert sum_of(figures["mean_arc_change_earned"])[:5] == [
        "+ 1 February 2026: from $1,200.00 to $0.00 200.00%",
        "+ 1 March 2026: from $0.00 to $2,400.00 200.00%",
        "+ 1 April 2026: from $2,400.00 to $600.00 120.00%",
        "+ 1 May 2026: from $600.00 to $1,800.00 100.00%",
        "+ 1 June 2026: from $1,800.00 to $0.00 200.00%",
    ]
    assert figures["mean_arc_change_earned"].value == Fraction(164, 100)
    assert (figures["dips_earned"].value, figures["spikes_earned"].value) == (3, 2)
    assert figures["share_of_large_changes_earned"].value == 1
    assert figures["average_month_earned"].rows == {"tasks": ("t0", "t2", "t3", "t4")}
    months = list(Period(JANUARY, add_months(JANUARY, 6)).months())
    for key, days in (("payday_artefact_weekly", 7), ("payday_artefact_biweekly", 14)):
        values = payday_artefact(months, days)
        assert figures[key].value == sum(values) / len(values)


def test_the_same_series_is_received_by_the_day_of_its_arrival_before_fees():
    gross = [
        payout(id=f"o{n}", arrived_on=add_months(date(2026, 1, 20), n), gross_minor=100 * amount, fee_minor=7)
        for n, amount in enumerate(METHOD_SERIES)
        if amount
    ]
    figures = topic_of(tasks=months_of_work(*[100] * 6), payouts=gross).figures
    assert {key: figures[f"{key}_received"].value for key in KEYS if key != "coefficient_of_variation"} == {
        "average_month": 1000,
        "dips": 3,
        "spikes": 2,
        "mean_arc_change": Fraction(164, 100),
        "share_of_large_changes": 1,
    }
    assert decimal_text(figures["coefficient_of_variation_received"].value, 3) == "0.894"
    assert figures["dips_received"].rows == {"payouts": ("o0", "o2", "o3", "o4")}
    assert found(figures["coefficient_of_variation_earned"]) == (0, None)


# Complete and known months


def test_a_month_after_the_last_word_is_not_known():
    figures = topic_of(tasks=months_of_work(*METHOD_SERIES)).figures
    assert figures["complete_months"].value == 4  # her last work was on 1 May
    assert found(figures["coefficient_of_variation_earned"]) == (None, "under_six_months")
    assert figures["average_month_earned"].period == Period(JANUARY, date(2026, 5, 1))


def test_a_month_whose_pay_nobody_knows_is_not_a_month_of_nothing():
    figures = topic_of(tasks=months_of_work(100, 100, None, 100, 100, 100)).figures
    assert {found(figures[f"{key}_earned"]) for key in KEYS} == {(None, "month_unknown")}
    assert found(figures["dips_received"]) == (None, "no_money_received")


@pytest.mark.parametrize(
    "more",
    [
        {"tasks": [*months_of_work(100, 100, None, 100, 100, 100), task(worked_on=date(2026, 3, 9), expected_minor=1)]},
        {"tasks": months_of_work(100, 100, None, 100, 100, 100), "terms": [terms()]},
        {
            "tasks": months_of_work(100, 100, None, 100, 100, 100),
            "payments": [payment(kind="bonus", earned_on=date(2026, 3, 31), amount_minor=1)],
        },
        {"tasks": [*months_of_work(100, 100, 0, 100, 100, 100), unpaid(worked_on=date(2026, 3, 5))]},
    ],
)  # fmt: skip
def test_a_month_with_any_pay_or_with_unpaid_time_alone_is_known(more):
    assert topic_of(**more).figures["average_month_earned"].reason is None


def test_costs_and_fees_are_no_part_of_earned_pay_nor_of_its_rows():
    nouns = {"tasks": months_of_work(*[100] * 6), "payouts": [payout(arrived_on=JUNE_30, fee_minor=900)]}
    figures = topic_of(expenses=[expense(spent_on=date(2026, 2, 2))], **nouns).figures
    assert figures["average_month_earned"].value == 100
    assert set(figures["average_month_earned"].rows) == {"tasks"}
    assert set(figures["platform_concentration"].rows) == {"tasks"}


def test_the_period_asked_about_bounds_the_months_on_both_bases():
    nouns = {
        "tasks": months_of_work(*[100] * 6),
        "payouts": [payout(arrived_on=date(2026, n, 10), gross_minor=100 * n) for n in range(1, 7)],
    }
    topic = topic_of(period=Period(date(2026, 2, 1), date(2026, 5, 2)), **nouns)
    assert [part.id for part in topic.parts] == ["2026-02", "2026-03", "2026-04"]
    assert topic.figures["average_month_received"].value == 3
    assert topic.figures["complete_months"].value == 3


# Months as parts


def test_the_parts_are_the_complete_months_with_what_was_earned_and_what_arrived():
    topic = topic_of(
        tasks=months_of_work(120, None, 0, 30, 30, 30),
        payouts=[payout(id="o", arrived_on=date(2026, 2, 28), gross_minor=4_000, fee_minor=100)],
    )
    assert [(part.id, part.label) for part in topic.parts] == [(f"2026-0{n}",) * 2 for n in range(1, 7)]
    values = [{key: found(figure) for key, figure in part.figures.items()} for part in topic.parts]
    assert values[:3] == [
        {"earned": (120, None), "received": (0, None)},
        {"earned": (None, "month_unknown"), "received": (40, None)},
        {"earned": (0, None), "received": (0, None)},
    ]
    february = topic.parts[1].figures
    assert february["received"].rows == {"payouts": ("o",)}
    assert february["earned"].rows == {"tasks": ("t1",)}
    assert february["earned"].period == Period(date(2026, 2, 1), date(2026, 3, 1))


# Platforms


def test_pay_hangs_on_platforms_by_their_names():
    nouns = {
        "platforms": [platform(id="h", name="Heron"), platform(id="e", name="Egret")],
        "contracts": [contract(id="contract", platform_id="h"), contract(id="other", platform_id="e")],
        "tasks": [
            task(id="a", expected_minor=30_000),
            task(id="b", expected_minor=10_000, contract_id="other"),
        ],
        "payments": [payment(contract_id=None, kind="bonus", amount_minor=10_000)],
    }
    figure = topic_of(**nouns).figures["platform_concentration"]
    assert sum_of(figure) == [
        "+ Heron: 75.00% of your pay, times itself 56.25%",
        "+ Egret: 25.00% of your pay, times itself 6.25%",
        "Left out: pay on no named platform 20.00%",
        "= Concentration 62.50%",
    ]
    assert figure.rows == {"tasks": ("a", "b")}
    assert not figure.provisional
    assert figure.period == Period.through(date(2026, 3, 2), JUNE_30)  # not only the complete months


def test_a_platform_with_hours_and_no_known_pay_makes_the_concentration_provisional():
    nouns = {
        "platforms": [platform(id="platform"), platform(id="e", name="Egret")],
        "contracts": [contract(id="contract"), contract(id="other", platform_id="e")],
        "tasks": [task(expected_minor=30_000), task(contract_id="other")],
    }
    figure = topic_of(**nouns).figures["platform_concentration"]
    assert (figure.value, figure.provisional) == (1, True)


# Empty, another currency, JSON


def test_an_empty_ledger_has_no_month_and_a_word_for_everything():
    topic = topic_of()
    assert topic.parts == ()
    assert found(topic.figures.pop("complete_months")) == (0, None)
    assert found(topic.figures.pop("platform_concentration")) == (None, "no_earnings")
    assert {found(figure) for figure in topic.figures.values()} == {(None, "no_complete_month")}


def test_another_currency_has_its_own_minor_units_and_leaves_out_what_has_no_rate():
    nouns = {
        "tasks": [*months_of_work(*METHOD_SERIES), task(expected_minor=999, currency="USD")],
        "payouts": [
            payout(arrived_on=date(2026, 3, 3), gross_minor=600, currency="JPY"),
            payout(arrived_on=date(2026, 3, 3), gross_minor=999, currency="USD"),
        ],
    }
    topic = topic_of(currency="JPY", **nouns, **CHECKED)
    assert topic.figures["average_month_earned"].value == 100_000
    assert topic.figures["average_month_earned"].currency == "JPY"
    assert topic.figures["average_month_received"].value == 100
    assert topic.parts[2].figures["received"].value == 600


def test_pay_in_another_currency_names_its_rates_and_is_provisional_until_it_is_paid():
    # A euro is worth 1.01 dollars on 1 March, and a cent more each day.
    nouns = {
        "tasks": [task(worked_on=JANUARY), task(worked_on=date(2026, 3, 10), expected_minor=10_000, currency="EUR")],
        "payouts": [payout(arrived_on=date(2026, 3, 20), gross_minor=10_000, currency="EUR")],
        "terms": [terms(effective_on=JANUARY, rate_minor=10_000)],
    }  # fmt: skip
    april = {"as_of": date(2026, 4, 30), "check_ins": [check_in(checked_on=date(2026, 4, 30))]}
    topic = topic_of(**april, **nouns, rates=OneADay())
    assert topic.figures["average_month_earned"].value == Fraction(100 + 110, 4)
    assert topic.figures["average_month_received"].value == Fraction(120, 4)
    with_rates = {key for key, figure in topic.figures.items() if figure.parameters}
    assert with_rates == {"platform_concentration"} | {
        f"{key}_{basis}"
        for key in KEYS
        for basis in ("earned", "received")
        if key != "coefficient_of_variation"  # it takes six months
    }
    assert topic.figures["average_month_earned"].provisional
    assert topic.figures["platform_concentration"].provisional
    assert not topic.figures["average_month_received"].provisional  # it was converted on its day, for good
    states = [[(one.figures[key].provisional, len(one.figures[key].parameters)) for key in ("earned", "received")] for one in topic.parts]  # fmt: skip
    assert states == [[(False, 1)] * 2, [(False, 1)] * 2, [(True, 1), (False, 1)], [(False, 1)] * 2]


def test_the_json_has_the_topic_with_its_months():
    whole = report(ledger_of(tasks=months_of_work(*METHOD_SERIES), **CHECKED), as_of=JUNE_30)
    text = json.loads(json.dumps(report_json(whole)))["topics"]["volatility"]
    assert text["figures"]["coefficient_of_variation_earned"]["value"] == "0.894427"
    assert [part["figures"]["earned"]["value"] for part in text["parts"][:2]] == ["1200.00", "0.00"]
    assert set(text["figures"]) <= set(DEFINITIONS)


def test_topics_stand_in_the_order_of_their_words():
    assert list(TOPICS) == [key for key in words.TOPICS if key in TOPICS]


# The slow twin: the same inputs, row by row


def filled_slowly(ledger, as_of, period):
    """Figures and parts with every input walked together from the rows of the books."""
    books, known = keep_books(ledger, as_of), known_slowly(ledger, as_of)
    whole = period or Period.through(known.start if known.days else as_of, as_of)
    months = [
        month
        for month in Period(date(2025, 12, 1), date(2027, 2, 1)).months()
        if all(day in whole and day in known for day in days_in(month))
    ]
    hours = [row for row in books.hours if row.day in whole]
    pay = [row for row in books.accruals if row.day in whole and row.category == "earned"]
    received = [
        MonthMoney(row["arrived_on"], row["gross_minor"], {"payouts": (row["id"],)})
        for row in ledger.rows("payouts")
        if row["currency"] == ledger.currency and row["arrived_on"] <= as_of
    ]
    names = {row["id"]: row["name"] for row in ledger.rows("platforms")}
    earned = [
        MonthMoney(month, work.earned if work.knows_pay else None, work.rows)
        for month, work in slow_groups(pay, hours, lambda row: row.day.replace(day=1)).items()
    ]
    series = month_series("earned", earned, months), month_series("received", received, months)
    by_platform = [
        PlatformMoney(key, names.get(key, ""), work.earned if work.knows_pay else None, work.rows)
        for key, work in slow_groups(pay, hours, lambda row: row.platform_id).items()
    ]
    figures = {
        **volatility_figures(*series, period=whole, currency=ledger.currency),
        **concentration_figures(by_platform, period=whole),
    }
    parts = [month_figures(*series, place, currency=ledger.currency) for place in range(len(months))]
    return figures, parts


def days_in(days):
    return [days.start + timedelta(days=n) for n in range(days.days)]


def known_slowly(ledger, as_of):
    books = keep_books(ledger, as_of)
    log = [row.day for row in books.hours]
    log += [row.day for row in books.accruals if row.category == "earned"]
    log += [row["arrived_on"] for row in books.received]
    gaps = gaps_of(ledger, as_of=as_of)
    if not log:
        return Period(as_of, as_of)
    return Period.through(min(log), max(min(log), gaps.last_contact_on) if gaps.is_silent else as_of)


@given(rows=busy_ledger(), as_of=ENDS)
@settings(max_examples=40, deadline=None)
def test_the_topic_is_that_of_a_slow_walk_over_the_rows(rows, as_of):
    ledger = ledger_of(**rows)
    for period in (None, Period(date(2026, 1, 26), date(2026, 4, 1))):
        topic = report(ledger, as_of=as_of, period=period, rates=NO_RATES).topics["volatility"]
        figures, parts = filled_slowly(ledger, as_of, period)
        assert topic.figures == figures
        assert [dict(part.figures) for part in topic.parts] == parts

"""Promised and real pay, from a ledger to the figures."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.earnings import keep_books
from reports.personal import report
from reports.slices import parts_of
from reports.sums import add_up, select
from reports.terms import PromisedTime, promised_and_real
from reports.work import NOTHING, spread
from tests.reports.factories import contract, expense, ledger_of, payout, platform, task, terms, unpaid
from tests.reports.slow_work import plain, slow_groups, slow_work
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.test_converting import OneADay
from tests.reports.works import march
from tests.reports.written import written

KEYS = ["advertised_rate", "effective_hourly_rate", "kept_share", "effective_rate_low", "effective_rate_high"]


def topic(currency="USD", **nouns):
    return report(ledger_of(currency, **nouns), as_of=AS_OF).topics["promises"]


def example_a(**more):
    """Worked example A of METHOD: 40 hours at 25.00, 12 unpaid, fees 10.00, costs 50.00."""
    return {
        "terms": [terms(rate_minor=2500)],
        "tasks": [*(task(seconds=4 * 3600) for _ in range(10)), unpaid(seconds=12 * 3600)],
        "payouts": [payout(gross_minor=50000, fee_minor=1000)],
        "expenses": [expense(amount_minor=5000)],
        **more,
    }


def test_what_is_kept_of_a_promise() -> None:
    found = topic(**example_a())
    (part,) = found.parts
    assert (part.id, part.label) == ("platform", "Heron")
    for figures in (found.figures, part.figures):
        assert list(figures) == KEYS
        assert figures["advertised_rate"].value == 25
        assert figures["effective_hourly_rate"].value == Fraction(940, 52)
        assert round(float(figures["kept_share"].value), 4) == 0.7231
        assert figures["effective_rate_low"].reason == "too_little_data"
        assert figures["effective_hourly_rate"].rows.keys() == {"tasks", "payouts", "expenses"}


def test_the_real_rate_of_a_platform_bears_its_share_of_the_costs_of_all() -> None:
    # 30.00 of costs over three paid hours on Heron and one on Wren: 22.50 and 7.50.
    found = topic(
        platforms=[platform(id="heron", name="Heron"), platform(id="wren", name="Wren")],
        contracts=[contract(id="a", platform_id="heron"), contract(id="b", platform_id="wren")],
        terms=[terms(contract_id="a", rate_minor=3000), terms(contract_id="b", rate_minor=2000)],
        tasks=[
            *(task(contract_id="a", worked_on=march(n)) for n in (1, 2, 3)),
            task(contract_id="b", worked_on=march(4)),
            task(contract_id=None, worked_on=march(5), seconds=0, expected_minor=0),
        ],
        expenses=[expense(id="e", amount_minor=3000)],
    )
    assert [(part.id, part.label) for part in found.parts] == [("heron", "Heron"), ("wren", "Wren")]
    real = [part.figures["effective_hourly_rate"] for part in found.parts]
    assert [figure.value for figure in real] == [Fraction("22.5"), Fraction("12.5")]
    assert all(figure.rows["expenses"] == ("e",) for figure in real)
    assert [part.figures["kept_share"].value for part in found.parts] == [Fraction(3, 4), Fraction(5, 8)]
    assert found.figures["effective_hourly_rate"].value == 20


WEEKS = [
    task(worked_on=march(2) + timedelta(weeks=n), expected_minor=minor)
    for n, minor in enumerate((1600, 2000, 1800, 2200) * 2)
]


def ends(figures) -> list[float | None]:
    found = [figures[f"effective_rate_{end}"].value for end in ("low", "high")]
    return [None if one is None else round(float(one), 2) for one in found]


def test_eight_weeks_say_how_sure_the_rate_is() -> None:
    found = topic(tasks=WEEKS)
    assert ends(found.figures) == ends(found.parts[0].figures) == [17.0, 21.0]
    assert ends(topic(tasks=WEEKS[:7]).figures) == [None, None]


def test_eight_contracts_say_more_and_bear_what_belongs_to_none_of_them() -> None:
    # Each hour bears 1.00 of a fee on the platform: 19.00 less 1.00.
    contracts = [contract(id=f"c{n}", name=f"Contract {n}") for n in range(8)]
    tasks = [{**row, "contract_id": f"c{n}", "worked_on": march(2)} for n, row in enumerate(WEEKS)]
    fee = payout(arrived_on=march(9), fee_minor=800)
    found = topic(contracts=contracts, tasks=tasks, payouts=[fee])
    assert found.figures["effective_hourly_rate"].value == 18
    assert found.figures["effective_rate_low"].steps[0].label == "Contracts with work"
    assert ends(found.figures) == ends(found.parts[0].figures) == [16.0, 20.0]


@pytest.mark.parametrize(("currency", "real"), [("EUR", 10), ("JPY", 1000)])
def test_a_promise_in_another_currency_without_a_rate_says_nothing(currency, real) -> None:
    ledger = ledger_of(currency, tasks=[task(expected_minor=1000, currency=currency)], terms=[terms()])
    (part,) = report(ledger, as_of=AS_OF, rates=NO_RATES).topics["promises"].parts
    assert part.figures["kept_share"].reason == "no_advertised_rate"
    assert part.figures["effective_hourly_rate"].value == real


def test_pay_that_was_converted_is_named_and_a_guess_until_it_is_paid() -> None:
    # A euro is 1.01 dollars on the day of the terms, 1.02 on the day of the work.
    ledger = ledger_of(terms=[terms(effective_on=march(1), currency="EUR")], tasks=[task(worked_on=march(2))])
    made = report(ledger, as_of=AS_OF, rates=OneADay()).topics["promises"]
    for figures in (made.figures, made.parts[0].figures):
        assert figures["kept_share"].value == Fraction(102, 101)
        assert figures["kept_share"].provisional
        assert [row.key for row in figures["effective_hourly_rate"].parameters] == ["exchange_rate"]


def test_an_empty_ledger_has_no_platform() -> None:
    found = topic()
    assert found.parts == ()
    assert {figure.value for figure in found.figures.values()} == {None}
    assert found.figures["kept_share"].reason == "no_hours"


def test_it_stands_in_the_json() -> None:
    found = written("promises", ledger_of(**example_a()))
    (part,) = found["parts"]
    assert part["figures"]["kept_share"]["value"] == "0.723077"
    assert part.keys() == {"id", "label", "figures"}


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_the_whole_says_what_the_report_says(rows) -> None:
    found = report(ledger_of(**rows), as_of=AS_OF, rates=NO_RATES)
    told = [found.topics["promises"].figures, *(part.figures for part in found.topics["promises"].parts)]
    said = [found.figures, *(part.figures for part in found.by_platform if part.id)]
    for one, other in zip(told, said, strict=True):
        for key in KEYS[:2]:
            assert one[key].value == other[key].value, key
            assert (one[key].reason, one[key].provisional) == (other[key].reason, other[key].provisional)
            assert one[key].coverage == other[key].coverage
    kept = (found.topics["promises"].figures["kept_share"], found.figures["kept_share"])
    assert kept[0].value == kept[1].value
    assert kept[0].provisional == kept[1].provisional


def monday(row) -> date:
    return row.day - timedelta(days=row.day.weekday())


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_row_by_row_it_is_the_same(rows) -> None:
    ledger = ledger_of(**rows)
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    books = keep_books(ledger, AS_OF)
    platforms = parts_of(select(books, found.period), "platform", "USD")
    platforms.pop(None, None)
    parts = {part.id: plain(part.figures) for part in found.topics["promises"].parts}
    assert parts.keys() == platforms.keys()
    for key, part in platforms.items():
        both = part.accruals, part.hours
        contracts = slow_groups(*both, lambda row: row.contract_id)
        rest = contracts.pop(None, NOTHING)
        expected = promised_and_real(
            slow_work(*both),
            [
                PromisedTime(terms_id, books.advertised[terms_id], seconds)
                for terms_id, seconds in add_up(part, "USD").promised_seconds.items()
            ],
            by_contract=list(spread(rest, contracts).values()),
            by_week=list(slow_groups(*both, monday).values()),
            period=found.period,
            currency="USD",
        )
        assert parts[key] == plain(expected)

"""Unpaid hours before the first pay, from a ledger to the figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.earnings import keep_books
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period
from reports.personal import report
from reports.terms import PREPARING, ContractStart, Line, Preparation, onboarding, onboarding_figures
from tests.reports.factories import contract, ledger_of, situation, task, terms, unpaid
from tests.reports.slow_work import plain, slow_groups, slow_work
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.test_converting import OneADay
from tests.reports.works import march
from tests.reports.written import written

CALIFORNIA = [situation(value="US-CA")]


def topic(currency="USD", period=None, place=None, **nouns):
    made = report(ledger_of(currency, **nouns), as_of=AS_OF, period=period, place=place)
    return made.topics["onboarding"]


def prepared(day: int = 1, hours: int = 6, category: str = "onboarding", **more):
    when = {"worked_on": march(day), "seconds": hours * 3600}
    return unpaid(**{"unpaid_category": category, **when, **more})


def check(**more):
    """Six unpaid hours, then four hours a day at 30.00."""
    return {
        "terms": [terms(rate_minor=3000)],
        "tasks": [prepared(id="p"), *(task(worked_on=march(n), seconds=4 * 3600) for n in (2, 3))],
        "situations": CALIFORNIA,
        **more,
    }


def test_the_check_of_the_method_page() -> None:
    # The minimum wage of California in 2026 is 16.90: 30 h / (h + 6) > 16.90 from h = 7.7405.
    found = topic(**check())
    (part,) = found.parts
    assert (part.id, part.label) == ("contract", "Ranking endings")
    assert part.facts == {"first_paid_on": "2026-03-02", "paid_back_on": "2026-03-03"}
    assert (part.figures["onboarding_hours"].value, part.figures["onboarding_cost"].value) == (6, 180)
    assert part.figures["payback_hours"].value == 8
    assert decimal_text(part.figures["payback_forecast_hours"].value, 4) == "7.7405"
    assert part.figures["onboarding_hours"].rows == {"tasks": ("p",)}
    assert part.figures["payback_hours"].period == Period.through(march(1), AS_OF)
    (wage,) = part.figures["payback_hours"].parameters
    assert (wage.key, wage.jurisdiction, wage.value) == ("minimum_wage", "US-CA", Fraction("16.90"))
    assert not part.figures["payback_hours"].at_least
    assert [figure.value for figure in found.figures.values()] == [6, 180, 0, 0, 0]


# The line


def wage_of(**more):
    figure = topic(**check(**more)).parts[0].figures["payback_hours"]
    return figure.steps[3], figure.at_least


def test_where_the_place_is_not_known_the_line_is_the_federal_one_and_may_be_higher() -> None:
    for situations in ([], [situation(value="US")]):
        step, at_least = wage_of(situations=situations)
        assert (step.label, step.value, at_least) == (
            "Federal minimum wage; your place of work is not known",
            Fraction("7.25"),
            True,
        )


def test_the_line_is_that_of_the_place_on_the_day_of_the_first_paid_task() -> None:
    moved = [
        situation(value="US-TX", ends_on=march(1)),
        situation(value="US-CA", starts_on=march(2)),
    ]
    step, at_least = wage_of(situations=moved)
    assert (step.label, step.value, at_least) == ("Minimum wage", Fraction("16.90"), False)


def test_the_place_that_was_asked_for_goes_first() -> None:
    figure = (
        topic(place="US-CA", **check(situations=[situation(value="US-TX")])).parts[0].figures["payback_hours"]
    )
    assert figure.steps[3].value == Fraction("16.90")


def test_a_town_without_a_rate_on_file_has_at_least_that_of_its_state() -> None:
    step, at_least = wage_of(situations=[situation(value="US-CA-NOWHERE_CITY")])
    assert (step.label, step.value, at_least) == ("Minimum wage", Fraction("16.90"), True)


@pytest.mark.parametrize(
    ("currency", "place"), [("EUR", "US-CA"), ("USD", "ES-MD"), ("USD", "CA"), ("EUR", None)]
)
def test_outside_dollars_and_their_country_there_is_no_line(currency, place) -> None:
    rows = check(
        terms=[terms(rate_minor=3000, currency=currency)],
        situations=[] if place is None else [situation(value=place)],
    )
    (part,) = topic(currency, **rows).parts
    assert part.figures["onboarding_cost"].value == 180
    for key in ("payback_hours", "payback_forecast_hours"):
        assert (part.figures[key].value, part.figures[key].reason) == (None, "us_only")


def test_on_a_day_without_any_rate_on_file_there_is_no_line() -> None:
    none = report(ledger_of(**check()), as_of=AS_OF, parameters=Parameters(())).topics["onboarding"].parts[0]
    assert none.figures["payback_hours"].reason == "no_value_on_file"


def test_pay_that_was_converted_is_named_and_a_guess_until_it_is_paid() -> None:
    # A euro is 1.02 dollars on 2 March, 1.03 the day after: 30.75 an hour.
    ledger = ledger_of(**check(terms=[terms(effective_on=march(1), rate_minor=3000, currency="EUR")]))
    made = report(ledger, as_of=AS_OF, rates=OneADay()).topics["onboarding"]
    for cost in (made.figures["onboarding_cost"], made.parts[0].figures["onboarding_cost"]):
        assert (cost.value, cost.provisional) == (Fraction("184.50"), True)
        assert [row.key for row in cost.parameters] == ["exchange_rate"]
    payback = made.parts[0].figures["payback_hours"]
    assert [row.key for row in payback.parameters] == ["minimum_wage", "exchange_rate"]
    assert made.figures["onboarding_hours"].parameters == ()


# What counts


def test_a_rejected_task_is_no_first_paid_one_and_one_without_time_is() -> None:
    tasks = [
        prepared(1, 1, "assessment"),
        task(worked_on=march(2), outcome="rejected"),
        prepared(3, 2, "training"),
        task(worked_on=march(4), seconds=None, expected_minor=500),
        prepared(5, 4),
    ]
    (part,) = topic(tasks=tasks).parts
    assert part.facts["first_paid_on"] == "2026-03-04"
    assert part.figures["onboarding_hours"].value == 3


def test_tests_that_led_to_nothing_count_on_and_off_contracts() -> None:
    contracts = [contract(id="a", name="A"), contract(id="b", name="B"), contract(id="c", name="C")]
    found = topic(
        contracts=contracts,
        tasks=[
            prepared(1, 1, contract_id="a"),
            task(contract_id="a", worked_on=march(2), seconds=3600, expected_minor=2000),
            prepared(3, 2, "assessment", contract_id="b"),
            prepared(4, 4, "assessment", id="test", contract_id=None, platform_id="platform"),
            unpaid(contract_id="c", worked_on=march(5)),
        ],
    )
    assert [(part.id, part.label) for part in found.parts] == [("a", "A"), ("b", "B"), ("", "On no contract")]
    assert [figure.value for figure in found.parts[2].figures.values()] == [4, 80]
    assert found.parts[1].facts == {"first_paid_on": None, "paid_back_on": None}
    # The pay per paid hour over everything is 20.00, for hours of contracts that have paid nothing.
    assert [figure.value for figure in found.figures.values()] == [7, 140, 6, 120, 2]
    assert "test" in found.figures["unled_assessment_count"].rows["tasks"]


def test_a_contract_is_seen_whole_where_the_period_is_a_part_of_it() -> None:
    week = Period(march(3), march(10))
    found = topic(period=week, **check())
    assert found.figures["onboarding_hours"].value == 0
    assert found.parts[0].figures["payback_hours"].value == 8
    assert topic(period=Period(march(4), march(10)), **check()).parts == ()


def test_an_empty_ledger_has_true_zeros() -> None:
    found = topic()
    assert found.parts == ()
    assert {figure.value for figure in found.figures.values()} == {0}


def test_it_stands_in_the_json() -> None:
    found = written("onboarding", ledger_of(**check()))
    (part,) = found["parts"]
    assert part["figures"]["payback_forecast_hours"]["value"] == "7.740458"
    assert part["facts"]["paid_back_on"] == "2026-03-03"


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_row_by_row_it_is_the_same(rows) -> None:
    ledger = ledger_of(**rows, situations=CALIFORNIA)
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    books = keep_books(ledger, AS_OF)
    usual = slow_work(books.accruals, books.hours).paid_time_rate("USD")
    begun, apart = [], []
    for contract_id in ("a", "b", "c", None):
        pay = [row for row in books.accruals if row.contract_id == contract_id]
        hours = [row for row in books.hours if row.contract_id == contract_id]
        times = slow_groups(
            [], [row for row in hours if row.category in PREPARING], lambda row: (row.day, row.category)
        )
        preparation = [Preparation(category, work) for (_, category), work in times.items()]
        if contract_id is None:
            apart = preparation
        elif preparation:
            work = slow_work(pay, hours)
            first = min((row.day for row in hours if row.category is None), default=None)
            days = slow_groups(pay, hours, lambda row: row.day).values()
            wage = Parameters.on_file().law("minimum_wage", first or work.first_on, "US-CA")
            start = ContractStart(contract_id, "heron", work, list(days), preparation, first)
            begun.append(
                onboarding(
                    start,
                    Line(wage.value, parameters=(wage,)),
                    period=Period.through(work.first_on, AS_OF),
                    currency="USD",
                    usual_rate=usual,
                )
            )
    expected = onboarding_figures(begun, apart, period=found.period, currency="USD", usual_rate=usual)
    made = found.topics["onboarding"]
    assert plain(made.figures) == plain(expected)
    shown = {one.contract_id: plain(one.figures) for one in begun if one.preparation}
    alone = onboarding_figures([], apart, period=found.period, currency="USD", usual_rate=usual)
    if alone["onboarding_hours"].value:
        shown[""] = plain({key: alone[key] for key in ("onboarding_hours", "onboarding_cost")})
    assert {part.id: plain(part.figures) for part in made.parts} == shown


def test_the_first_day_of_work_counts_where_nothing_was_paid_yet() -> None:
    rows = check(
        tasks=[prepared(worked_on=date(2025, 12, 31))],
        situations=[situation(value="US-CA", starts_on=date(2025, 1, 1))],
    )
    figure = topic(**rows).parts[0].figures["payback_hours"]
    assert (figure.reason, figure.parameters[0].value) == ("no_paid_hours", Fraction("16.50"))

"""Own time beside credited time, from a ledger to the figures."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.earnings import keep_books
from reports.periods import Period
from reports.personal import report
from reports.terms import TrackedTime, credited_figures
from tests.reports.factories import contract, ledger_of, task, terms
from tests.reports.slow_work import plain, terms_on
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.test_converting import OneADay
from tests.reports.works import march
from tests.reports.written import written


def topic(currency="USD", period=None, **nouns):
    return report(ledger_of(currency, **nouns), as_of=AS_OF, period=period).topics["credited_time"]


def tracked(own: int | None = 130, credited: int | None = 105, **more):
    """Minutes."""
    return task(
        **{
            "worked_on": march(2),
            "seconds": None if own is None else own * 60,
            "credited_seconds": None if credited is None else credited * 60,
            **more,
        }
    )


def test_the_check_of_the_method_page() -> None:
    # 2 h 10 min worked, 1 h 45 min credited, at 24.00: 25 minutes, 10.00.
    found = topic(terms=[terms(rate_minor=2400)], tasks=[tracked(id="t")])
    (part,) = found.parts
    assert (part.id, part.label) == ("contract", "Ranking endings")
    for figures in (found.figures, part.figures):
        assert figures["credited_shortfall_hours"].value == Fraction(25, 60)
        assert figures["credited_shortfall_pay"].value == 10
        assert figures["credited_time_coverage"].value == 1
        assert figures["credited_shortfall_pay"].rows == {"tasks": ("t",)}


def test_only_paid_tasks_with_both_lengths_are_compared() -> None:
    tasks = [
        tracked(id="both"),
        tracked(own=None),
        tracked(credited=None),
        tracked(outcome="rejected"),
        tracked(is_paid=False, unpaid_category="training"),
        tracked(worked_on=march(20)),
    ]
    found = topic(terms=[terms(rate_minor=2400)], tasks=tasks, period=Period(march(1), march(9)))
    assert found.figures["own_tracked_hours"].rows == {"tasks": ("both",)}
    assert found.figures["credited_time_coverage"].value == Fraction(1, 2)
    assert found.parts[0].figures["credited_time_coverage"].value == Fraction(1, 2)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


def test_own_time_is_the_clock_time_where_none_is_typed_and_is_not_split() -> None:
    tasks = [
        tracked(own=None, credited=60, started_at=at(9), ended_at=at(11)),
        tracked(own=50, credited=60, started_at=at(9), ended_at=at(11)),
        tracked(own=None, credited=60, started_at=at(9)),
    ]
    found = topic(terms=[terms(rate_minor=2400)], tasks=tasks)
    assert found.figures["own_tracked_hours"].value == Fraction(170, 60)
    assert found.figures["credited_hours"].value == 2


@pytest.mark.parametrize(
    ("agreed", "pay", "reason"),
    [
        ({"rate_minor": 2400, "rate_high_minor": 3000}, 10, None),
        ({"rate_minor": None}, None, "no_advertised_rate"),
        ({"pay_model": "per_unit", "rate_minor": 80}, None, "not_paid_by_time"),
        ({"effective_on": march(9)}, None, "no_advertised_rate"),
    ],
)
def test_what_the_missing_time_would_have_paid(agreed, pay, reason) -> None:
    figure = topic(terms=[terms(**agreed)], tasks=[tracked(expected_minor=100)]).figures[
        "credited_shortfall_pay"
    ]
    assert (figure.value, figure.reason) == (pay, reason)


def test_a_rate_in_another_currency_is_converted_on_the_day_of_the_terms_or_says_nothing() -> None:
    # A euro is 1.01 dollars on 1 March: 25 minutes at 24.00 euros are 10.00 euros.
    ledger = ledger_of(
        terms=[terms(effective_on=march(1), rate_minor=2400, currency="EUR")], tasks=[tracked()]
    )
    found = report(ledger, as_of=AS_OF, rates=OneADay()).topics["credited_time"].figures
    pay = found["credited_shortfall_pay"]
    assert (pay.value, pay.provisional) == (Fraction("10.10"), True)
    assert [row.key for row in pay.parameters] == ["exchange_rate"]
    assert found["credited_hours"].parameters == ()
    unknown = report(ledger, as_of=AS_OF, rates=NO_RATES).topics["credited_time"].figures
    assert unknown["credited_shortfall_pay"].reason == "no_advertised_rate"


def test_euros_are_euros() -> None:
    agreed = [terms(rate_minor=2400, currency="EUR")]
    euros = topic("EUR", terms=agreed, tasks=[tracked()]).figures["credited_shortfall_pay"]
    assert (euros.value, euros.currency) == (10, "EUR")


def test_parts_are_contracts_with_both_and_work_on_no_contract_comes_with_them() -> None:
    contracts = [contract(id="a", name="A"), contract(id="b", name="B"), contract(id="c", name="C")]
    agreed = [terms(contract_id=key, rate_minor=rate) for key, rate in (("a", 2400), ("b", 1200))]
    agreed.append(terms(contract_id="a", effective_on=march(9), rate_minor=1200))
    tasks = [
        tracked(contract_id="a"),
        tracked(contract_id="a", worked_on=march(9)),
        tracked(contract_id="c", credited=None),
        tracked(contract_id="b", worked_on=march(10)),
        tracked(contract_id=None, worked_on=march(11)),
    ]
    found = topic(contracts=contracts, terms=agreed, tasks=tasks)
    shown = [(part.id, part.label, part.figures["credited_shortfall_pay"].value) for part in found.parts]
    assert shown == [("a", "A", 15), ("b", "B", 5), ("", "On no contract", None)]
    assert found.figures["credited_shortfall_pay"].value == 20
    assert found.figures["credited_shortfall_pay"].at_least


def test_without_credited_time_there_is_nothing_to_compare() -> None:
    for found in (topic(), topic(tasks=[tracked(credited=None)])):
        assert found.parts == ()
        assert found.figures["credited_hours"].reason == "no_credited_time"


def test_it_stands_in_the_json() -> None:
    ledger = ledger_of(terms=[terms(rate_minor=2400)], tasks=[tracked()])
    found = written("credited_time", ledger)
    (part,) = found["parts"]
    assert part["figures"]["credited_shortfall_pay"]["value"] == "10.00"


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_row_by_row_it_is_the_same(rows) -> None:
    ledger = ledger_of(**rows)
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    hours = [row for row in keep_books(ledger, AS_OF).hours if row.day in found.period]
    of_task = {row["id"]: row for row in ledger.rows("tasks")}
    agreed = {row["id"]: row for row in ledger.rows("terms")}

    def figures(listed):
        each = []
        for row in listed:
            logged, promise = of_task[row.task_id], agreed.get(terms_on(ledger, row.contract_id, row.day))
            own, credited = logged["seconds"], logged["credited_seconds"]
            if row.category is None and own is not None and credited is not None:
                is_hourly = promise is None or promise["pay_model"] == "hourly"
                is_known = (
                    promise
                    and is_hourly
                    and promise["currency"] == "USD"
                    and promise["rate_minor"] is not None
                )
                rate = Fraction(promise["rate_minor"], 100) if is_known else None
                each.append(
                    TrackedTime(row.contract_id, own, credited, rate, is_hourly, {"tasks": (row.task_id,)})
                )
        seconds = sum(row.paid_seconds for row in listed)
        return each, credited_figures(each, paid_seconds=seconds, period=found.period, currency="USD")

    made = found.topics["credited_time"]
    assert plain(made.figures) == plain(figures(hours)[1])
    expected = {}
    for contract_id in ("a", "b", "c", None):
        each, of_contract = figures([row for row in hours if row.contract_id == contract_id])
        if each:
            expected[contract_id or ""] = plain(of_contract)
    assert {part.id: plain(part.figures) for part in made.parts} == expected

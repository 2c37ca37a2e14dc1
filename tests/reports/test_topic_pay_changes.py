"""Changes of pay, from a ledger to the figures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.earnings import keep_books
from reports.money import decimal_text
from reports.periods import Period
from reports.personal import report
from reports.terms import PREPARING, Contract, Promise, pay_changes
from reports.work import total
from tests.reports.factories import contract, expense, ledger_of, task, terms, unpaid
from tests.reports.slow_work import plain, slow_groups, terms_on
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.test_converting import OneADay
from tests.reports.works import march
from tests.reports.written import written

LABELS = {"pay_model": "per_unit", "unit_name": "label", "promised_seconds_per_unit": 240}


SPRING = Period(date(2026, 3, 1), date(2026, 5, 1))


def topic(currency="USD", period=SPRING, **nouns):
    return report(ledger_of(currency, **nouns), as_of=AS_OF, period=period).topics["pay_changes"]


def worked(day: int, hours: int = 10, count: int = 3, **more):
    """So many tasks on one day, together of so many hours."""
    return [task(worked_on=march(day), seconds=hours * 1200, **more) for _ in range(count)]


@pytest.mark.parametrize(
    ("before", "after", "done", "share"),
    [
        ({"rate_minor": 2100}, {"rate_minor": 1600}, {}, "-23.8"),
        ({"rate_minor": 82, **LABELS}, {"rate_minor": 64, **LABELS}, {"units": 50}, "-22.0"),  # 15 an hour
        ({"rate_minor": 2100}, {"rate_minor": 64, **LABELS}, {"units": 50}, "-54.3"),
    ],
)
def test_the_checks_of_the_method_page(before, after, done, share) -> None:
    found = topic(
        terms=[terms(effective_on=march(1), **before), terms(effective_on=march(15), **after)],
        tasks=[*worked(2, **done), *worked(16, **done)],
    )
    (part,) = found.parts
    for key in ("promised_rate_change", "effective_rate_change"):
        assert decimal_text(part.figures[key].value * 100, 1) == share
        assert not part.figures[key].provisional
    assert (found.figures["pay_change_count"].value, found.figures["pay_cut_count"].value) == (1, 1)


def test_a_part_is_named_by_its_contract_and_its_day() -> None:
    agreed = [
        terms(id="old", contract_id="x", effective_on=march(1), rate_minor=2100),
        terms(id="new", contract_id="y", effective_on=march(9), rate_minor=1600, weekly_cap_seconds=36000),
        terms(
            id="newest", contract_id="y", effective_on=march(20), rate_minor=1700, weekly_cap_seconds=36000
        ),
        terms(id="other", contract_id="z", effective_on=march(1)),
        terms(id="later", contract_id="z", effective_on=march(15), rate_minor=2600),
    ]
    contracts = [
        contract(id="x", name="Endings"),
        contract(id="y", name="Wrens", previous_contract_id="x"),
        contract(id="z", name="Acts", task_kind=None),
    ]
    parts = topic(contracts=contracts, terms=agreed).parts
    assert [(part.label, part.id) for part in parts] == [
        ("Wrens, 2026-03-09", "new/ranking"),
        ("Acts, 2026-03-15", "later/"),
        ("Wrens, 2026-03-20", "newest/ranking"),
    ]
    assert parts[0].facts == {
        "contract_id": "y",
        "previous_contract_id": "x",
        "kind": "ranking",
        "changed_on": "2026-03-09",
        "changed": "rate weekly_cap",
        "terms_before": "old",
        "terms_after": "new",
    }
    assert parts[2].facts["previous_contract_id"] is None


def test_where_several_kinds_of_work_changed_the_kind_is_named_too() -> None:
    agreed = [terms(effective_on=march(1)), terms(effective_on=march(15), rate_minor=1600)]
    contracts = [contract(id="contract", name="Acts", task_kind=None)]
    tasks = [*worked(2, kind="writing"), *worked(3), *worked(16, kind="ranking")]
    parts = topic(contracts=contracts, terms=agreed, tasks=tasks).parts
    assert [part.label for part in parts] == [
        "Acts, 2026-03-15, ranking",
        "Acts, 2026-03-15, writing",
        "Acts, 2026-03-15",
    ]


def test_all_work_under_the_terms_counts_also_outside_the_period() -> None:
    agreed = [
        terms(effective_on=date(2026, 1, 1), rate_minor=2100),
        terms(effective_on=march(15), rate_minor=1600),
    ]
    tasks = [*worked(2), *worked(16)]
    (part,) = topic(terms=agreed, tasks=tasks, period=Period(march(10), march(16))).parts
    assert [part.figures[f"effective_rate_{when}"].value for when in ("before", "after")] == [21, 16]
    assert topic(terms=agreed, tasks=tasks, period=Period(march(16), march(20))).parts == ()


def test_unpaid_hours_before_pay_do_not_hide_a_cut() -> None:
    agreed = [terms(effective_on=march(1), rate_minor=2100), terms(effective_on=march(15), rate_minor=1600)]
    waiting = unpaid(worked_on=march(3), seconds=36_000)
    before = [unpaid(unpaid_category=name, worked_on=march(1), seconds=36_000) for name in PREPARING]
    (part,) = topic(terms=agreed, tasks=[*worked(2), waiting, *before, *worked(16)]).parts
    real = part.figures["effective_rate_before"]
    assert (real.value, real.steps[1].value) == (Fraction(210, 20), 20)
    assert set(real.rows["tasks"]).isdisjoint(row["id"] for row in before)


def test_costs_weigh_on_the_terms_of_their_day() -> None:
    agreed = [terms(effective_on=march(1), rate_minor=2100), terms(effective_on=march(15), rate_minor=1600)]
    spent = [expense(id="e", contract_id="contract", spent_on=march(16), amount_minor=4000)]
    (part,) = topic(terms=agreed, tasks=[*worked(2), *worked(16)], expenses=spent).parts
    after = part.figures["effective_rate_after"]
    assert (after.value, after.rows["expenses"]) == (12, ("e",))
    assert part.figures["effective_rate_before"].value == 21


def test_promises_are_compared_in_their_own_currency_and_pay_at_the_rates_of_its_days() -> None:
    # A euro is worth more each day; the promise fell all the same, from 20.00 to 16.00, and stayed.
    agreed = [
        terms(effective_on=march(day), rate_minor=rate, weekly_cap_seconds=cap, currency="EUR")
        for day, rate, cap in ((1, 2000, None), (15, 1600, None), (20, 1600, 36_000))
    ]
    ledger = ledger_of(terms=agreed, tasks=[*worked(2, 9), *worked(16, 9), *worked(21, 9)])
    found = report(ledger, as_of=AS_OF, rates=OneADay()).topics["pay_changes"]
    fell, stayed = (part.figures for part in found.parts)
    assert (fell["promised_rate_change"].value, stayed["promised_rate_change"].value) == (Fraction(-1, 5), 0)
    assert fell["promised_rate_before"].currency == "EUR"
    assert fell["promised_rate_before"].parameters == ()
    real = fell["effective_rate_before"], fell["effective_rate_after"]
    assert [figure.value for figure in real] == [Fraction("20.40"), Fraction("18.56")]
    for figure in (*real, fell["effective_rate_change"]):
        assert figure.provisional
        assert [row.key for row in figure.parameters] == ["exchange_rate"]


def test_without_a_rate_the_promise_is_known_and_the_pay_is_not() -> None:
    agreed = [terms(effective_on=march(1)), terms(effective_on=march(15), rate_minor=1600)]
    ledger = ledger_of("EUR", terms=agreed, tasks=[*worked(2), *worked(16)])
    (part,) = report(ledger, as_of=AS_OF, rates=NO_RATES).topics["pay_changes"].parts
    assert part.figures["promised_rate_change"].value == Fraction(-9, 25)
    assert part.figures["effective_rate_change"].reason == "no_earnings"


def test_an_empty_ledger_has_no_changes() -> None:
    found = topic()
    assert found.parts == ()
    assert {figure.reason for figure in found.figures.values()} == {"no_advertised_rate"}


def test_it_stands_in_the_json() -> None:
    agreed = [terms(effective_on=march(1), rate_minor=2100), terms(effective_on=march(15), rate_minor=1600)]
    found = written("pay_changes", ledger_of(terms=agreed, tasks=worked(2)))
    (part,) = found["parts"]
    assert found["figures"]["pay_cut_count"]["value"] == "1"
    assert part["label"] == "Ranking endings, 2026-03-15"
    assert part["facts"]["changed"] == "rate"
    assert part["figures"]["promised_rate_change"]["value"] == "-0.238095"


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_row_by_row_it_is_the_same(rows) -> None:
    ledger = ledger_of(**rows)
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    books = keep_books(ledger, AS_OF)
    category = {row.task_id: row.category for row in books.hours}

    def key(row):
        is_preparing = category.get(row.task_id) in PREPARING
        return (terms_on(ledger, row.contract_id, row.day), row.kind, is_preparing)

    works = defaultdict(list)
    for (terms_id, kind, is_preparing), work in slow_groups(books.accruals, books.hours, key).items():
        if terms_id and not is_preparing:
            works[terms_id, kind].append(work)
    expected = pay_changes(
        [Promise.of(row) for row in ledger.rows("terms")],
        [Contract.of(row) for row in ledger.rows("contracts")],
        {key: total(listed) for key, listed in works.items()},
        period=found.period,
        as_of=AS_OF,
        currency="USD",
    )
    made = found.topics["pay_changes"]
    assert plain(made.figures) == plain(expected.figures)
    changes = {(one.after.terms_id, one.kind): plain(one.figures) for one in expected.changes}
    parts = {(part.facts["terms_after"], part.facts["kind"]): plain(part.figures) for part in made.parts}
    assert parts == changes

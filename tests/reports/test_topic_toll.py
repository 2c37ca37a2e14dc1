"""How heavy the work is, from a ledger to the figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.conditions import MARKS, toll_figures
from reports.earnings import keep_books
from reports.money import decimal_text
from reports.periods import Period
from reports.personal import report
from tests.reports.factories import contract, expense, ledger_of, payment, payout, platform, task, unpaid
from tests.reports.slow_work import plain, slow_work
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.test_converting import OneADay
from tests.reports.works import march
from tests.reports.written import written

RATES = ["effective_rate_light", "effective_rate_heavy"]


def topic(currency="USD", period=None, **nouns):
    return report(ledger_of(currency, **nouns), as_of=AS_OF, period=period).topics["toll"]


def rated(toll: int | None, hours: int = 1, dollars: int = 0, **more):
    pay = {"expected_minor": 100 * dollars, "seconds": 3600 * hours, "worked_on": march(2)}
    return task(**{"toll": toll, **pay, **more})


def values(figures, *keys):
    return [figures[key].value for key in keys]


def test_the_check_of_the_method_page() -> None:
    found = topic(tasks=[rated(5, 2), rated(2), rated(None)])
    assert [(part.under, part.id, part.label) for part in found.parts] == [
        ("Kind of work", "kind:ranking", "ranking"),
        ("Platform", "platform:platform", "Heron"),
        ("Contract", "contract:contract", "Ranking endings"),
    ]
    for figures in (found.figures, *(part.figures for part in found.parts)):
        assert decimal_text(figures["heavy_share"].value * 100, 1) == "66.7"
        assert figures["toll_coverage"].value == Fraction(3, 4)
        assert figures["heavy_share"].provisional


def test_parts_are_where_something_is_rated_or_marked() -> None:
    contracts = [
        contract(id="a", name="A", platform_id="heron", task_kind="writing"),
        contract(id="b", name="B", platform_id="wren", task_kind="labels"),
        contract(id="c", name="C", platform_id="wren", task_kind=None),
    ]
    tasks = [
        rated(4, contract_id="a"),
        rated(None, contract_id="b", worked_on=march(3)),
        rated(None, contract_id="c", worked_on=march(4), is_alone=False),
        rated(1, contract_id=None, worked_on=march(5), is_repetitive=True),
    ]
    found = topic(
        platforms=[platform(id="heron", name="Heron"), platform(id="wren", name="Wren")],
        contracts=contracts,
        tasks=tasks,
    )
    assert [(part.under, part.id, part.label) for part in found.parts] == [
        ("Kind of work", "kind:writing", "writing"),
        ("Kind of work", "kind:", "No kind of work given"),
        ("Platform", "platform:heron", "Heron"),
        ("Platform", "platform:wren", "Wren"),
        ("Platform", "platform:", "On no platform"),
        ("Contract", "contract:a", "A"),
        ("Contract", "contract:c", "C"),
        ("Contract", "contract:", "On no contract"),
    ]
    wren = found.parts[3].figures
    assert values(wren, "heavy_share", "toll_coverage", "alone_share") == [None, 0, 0]
    assert wren["repetitive_share"].reason == "no_marks"


def test_marks_stand_on_the_hours_that_are_rated_or_marked() -> None:
    found = topic(
        tasks=[
            rated(1, 3, is_repetitive=True, id="yes"),
            rated(3, 2, id="left out"),
            rated(None, 1, is_repetitive=False, id="no"),
            rated(None, 9, is_alone=True, id="other"),
        ]
    ).figures
    assert values(found, "repetitive_share", "alone_share") == [Fraction(3, 6), Fraction(9, 14)]
    assert set(found["repetitive_share"].rows["tasks"]) == {"yes", "left out", "no"}
    assert set(found["alone_share"].rows["tasks"]) == {"yes", "left out", "other"}


def test_unpaid_and_rejected_hours_are_heavy_too() -> None:
    waited = unpaid(toll=5, worked_on=march(2), seconds=7200)
    figures = topic(tasks=[waited, rated(5, outcome="rejected", dollars=50), rated(1)]).figures
    assert values(figures, "heavy_share", "effective_rate_heavy") == [Fraction(3, 4), 0]


# Costs


def test_light_and_heavy_hours_have_pay_and_fees_of_their_own() -> None:
    figures = topic(
        tasks=[rated(1, 5, 100, id="t"), rated(5, 5, 60)],
        payments=[payment(id="p", task_id="t", amount_minor=11_000)],
        payouts=[payout(id="o", gross_minor=11_000, fee_minor=1000)],
        payout_matches=[{"id": "m", "payout_id": "o", "payment_id": "p", "amount_minor": 11_000}],
    ).figures
    assert values(figures, *RATES) == [20, 12]


def test_costs_of_no_task_weigh_on_all_hours_they_are_for_by_paid_time() -> None:
    # 12.00 of contract a over its 6 paid hours: 2.00 an hour. 8.00 of Heron over 8 hours: 1.00 an hour.
    # 20.00 of everything over 10 hours: 2.00 an hour.
    found = topic(
        platforms=[platform(id="heron", name="Heron"), platform(id="wren", name="Wren")],
        contracts=[
            contract(id="a", platform_id="heron"),
            contract(id="b", platform_id="heron"),
            contract(id="c", platform_id="wren"),
        ],
        tasks=[
            rated(1, 3, 60, contract_id="a"),
            rated(5, 3, 60, contract_id="a"),
            rated(5, 2, 40, contract_id="b"),
            rated(1, 2, 40, contract_id="c"),
        ],
        expenses=[
            expense(contract_id="a", amount_minor=1200),
            expense(platform_id="heron", amount_minor=800),
            expense(id="all", amount_minor=2000),
        ],
    )
    light, heavy = values(found.figures, *RATES)
    assert light == Fraction(3 * (20 - 5) + 2 * (20 - 2), 5)
    assert heavy == Fraction(3 * (20 - 5) + 2 * (20 - 3), 5)
    of_contract = {part.id: values(part.figures, *RATES) for part in found.parts if part.under == "Contract"}
    assert of_contract == {
        "contract:a": [15, 15],
        "contract:b": [None, 17],
        "contract:c": [18, None],
    }
    assert "all" in found.parts[-1].figures["effective_rate_light"].rows["expenses"]


def test_a_cost_goes_to_its_kind_of_work_where_there_is_any() -> None:
    tasks = [rated(1, 2, 40), rated(1, 2, 40, kind="writing")]
    cost = expense(contract_id="contract", amount_minor=400)
    kinds = [part for part in topic(tasks=tasks, expenses=[cost]).parts if part.under == "Kind of work"]
    assert {part.id: part.figures[RATES[0]].value for part in kinds} == {
        "kind:ranking": 18,
        "kind:writing": 20,
    }
    plain_contract = [contract(id="contract", task_kind=None)]
    spread = topic(
        tasks=[{**row, "kind": "writing"} for row in tasks], expenses=[cost], contracts=plain_contract
    )
    assert spread.parts[0].figures[RATES[0]].value == 19


@pytest.mark.parametrize("home", [{"contract_id": "idle"}, {"platform_id": "quiet"}])
def test_a_cost_of_a_contract_without_work_is_no_cost_of_other_work(home) -> None:
    found = topic(
        platforms=[platform(id="platform"), platform(id="quiet")],
        contracts=[contract(id="contract"), contract(id="idle")],
        tasks=[rated(1, 2, 40)],
        expenses=[expense(**home, amount_minor=400)],
    )
    # One of a platform without work is shared by all, as in the slices of the report.
    assert found.figures[RATES[0]].value == (20 if "contract_id" in home else 18)


def test_only_the_period_counts_in_its_currency() -> None:
    tasks = [rated(5, currency="EUR"), rated(1, worked_on=march(20), currency="EUR")]
    found = topic("EUR", Period(march(1), march(9)), tasks=tasks)
    assert values(found.figures, "heavy_share", "toll_coverage") == [1, 1]
    assert found.figures["effective_rate_heavy"].currency == "EUR"


def test_pay_that_was_converted_is_named_and_a_guess_until_it_is_paid() -> None:
    # A euro is 1.02 dollars on 2 March: 300.00 in 6 hours are 51.00 an hour.
    tasks = [rated(5, 2, 100, currency="EUR") for _ in range(3)]
    made = report(ledger_of(tasks=tasks), as_of=AS_OF, rates=OneADay()).topics["toll"]
    for figures in (made.figures, made.parts[0].figures):
        heavy = figures["effective_rate_heavy"]
        assert (heavy.value, heavy.provisional) == (51, True)
        assert [row.key for row in heavy.parameters] == ["exchange_rate"]
        assert figures["heavy_share"].parameters == ()
        assert not figures["heavy_share"].provisional


def test_an_empty_ledger_has_no_toll() -> None:
    found = topic()
    assert list(found.parts) == []
    assert [figure.reason for figure in found.figures.values()] == [
        "no_toll",
        "no_hours",
        "no_hours_rated_so",
        "no_hours_rated_so",
        "no_marks",
        "no_marks",
    ]
    assert list(topic(tasks=[rated(None)]).parts) == []


def test_it_stands_in_the_json() -> None:
    found = written("toll", ledger_of(tasks=[rated(5, 2), rated(1)]))
    assert found["parts"][0]["under"] == "Kind of work"
    assert found["parts"][0]["figures"]["heavy_share"]["value"] == "0.666667"


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_row_by_row_it_is_the_same(rows) -> None:
    """Each task is a part of its own; costs of no task are looked at below."""
    ledger = ledger_of(**{**rows, "expenses": [], "payouts": []})
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    books = keep_books(ledger, AS_OF)
    hours = [row for row in books.hours if row.day in found.period]
    pay = [row for row in books.accruals if row.day in found.period]
    of_task = {row["id"]: row for row in ledger.rows("tasks")}

    def figures(belongs):
        times = [row for row in hours if belongs(row)]
        own = [row for row in pay if belongs(row)]
        listed = [
            (of_task[row.task_id], slow_work([one for one in own if one.task_id == row.task_id], [row]))
            for row in times
        ]
        tasks = {row.task_id for row in times}
        loose = slow_work([one for one in own if one.task_id not in tasks], [])
        marked = {
            mark: [
                (logged[mark], slow_work([], [row]))
                for row in times
                if (logged := of_task[row.task_id])["toll"] is not None or logged[mark] is not None
            ]
            for mark in MARKS
        }
        every = [*((logged["toll"], work) for logged, work in listed), (None, loose)]
        return marked, toll_figures(every, marked, period=found.period, currency="USD")

    made = found.topics["toll"]
    assert plain(made.figures) == plain(figures(lambda row: True)[1])
    expected = {}
    for name, under in (("kind", "Kind of work"), ("platform_id", "Platform"), ("contract_id", "Contract")):
        under_id = name.removesuffix("_id")
        for key in {getattr(row, name) for row in [*hours, *pay]}:
            marked, of_key = figures(lambda row, name=name, key=key: getattr(row, name) == key)
            if any(marked.values()):
                expected[under, f"{under_id}:{key or ''}"] = plain(of_key)
    assert {(part.under, part.id): plain(part.figures) for part in made.parts} == expected


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_every_cost_of_no_task_is_borne_once_by_the_hours_it_is_for(rows) -> None:
    """With all hours rated light, what they lose to costs is what the costs are, less those of idle contracts."""
    tasks = [{**row, "toll": 1, "expected_minor": 0, "is_paid": True} for row in rows["tasks"]]
    ledger = ledger_of(**{**rows, "tasks": tasks, "payments": []})
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    books = keep_books(ledger, AS_OF)
    worked = [row for row in books.hours if row.day in found.period]
    borne = sum(
        row.minor
        for row in books.accruals
        if row.day in found.period
        and row.category != "earned"
        and row.task_id is None
        and (row.contract_id is None or row.contract_id in {one.contract_id for one in worked})
    )
    light = found.topics["toll"].figures["effective_rate_light"]
    if light.value is not None:
        earned = sum(
            row.minor for row in books.accruals if row.category == "earned" and row.day in found.period
        )
        hours = Fraction(sum(row.paid_seconds + row.unpaid_seconds for row in worked), 3600)
        assert light.value * hours == Fraction(earned - borne, 100)

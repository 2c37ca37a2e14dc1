"""The contribution statement, from a ledger to its lines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings

from reports.conditions import Contribution, CreditTerms, contribution_statement, credit_of
from reports.earnings import keep_books
from reports.periods import Period
from reports.personal import report
from reports.sentences import Sentence
from tests.reports.factories import contract, ledger_of, payment, platform, task, terms, unpaid
from tests.reports.slow_work import plain, terms_on
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.test_converting import OneADay
from tests.reports.works import march
from tests.reports.written import written

PAIRS = {"pay_model": "per_unit", "rate_minor": 300, "unit_name": "Pairs"}
KEYS = ["contribution_hours", "contribution_units", "contribution_paid_per_unit"]


def topic(currency="USD", period=None, **nouns):
    return report(ledger_of(currency, **nouns), as_of=AS_OF, period=period).topics["contributions"]


def lines(found):
    return [
        (part.under, part.label, *part.facts.values(), *(part.figures[key].value for key in KEYS))
        for part in found.parts
    ]


def pairs(units: int | None = 10, hours: int = 2, **more):
    return task(**{"worked_on": march(2), "seconds": 3600 * hours, "units": units, **more})


def test_a_line_has_hours_units_what_was_paid_for_one_and_credit() -> None:
    agreed = [terms(credit_promised="no", **PAIRS)]
    found = topic(terms=agreed, tasks=[pairs(), pairs(4, 1), pairs(5, worked_on=date(2026, 4, 2))])
    assert lines(found) == [
        ("2026-03", "2026-03, ranking, pair", "ranking", "pair", "unit", "no", 3, 14, 3),
        ("2026-04", "2026-04, ranking, pair", "ranking", "pair", "unit", "no", 2, 5, 3),
    ]
    assert found.parts[0].note == Sentence("No credit is promised")
    assert list(found.parts[0].facts) == ["kind", "unit", "paid_by", "credit_promised"]
    assert [part.id for part in found.parts] == ["2026-03-1", "2026-04-2"]
    assert found.figures["contribution_hours"].value == 5


def test_work_by_the_hour_is_paid_for_its_paid_hours_of_known_pay() -> None:
    tasks = [
        pairs(None, 2, id="t"),
        pairs(9, 1, worked_on=march(3)),
        unpaid(worked_on=march(4)),
        pairs(None, 1, contract_id=None, platform_id="platform", kind="ranking"),
    ]
    paid = [payment(task_id="t", amount_minor=5000), payment(kind="bonus", amount_minor=900)]
    found = topic(terms=[terms(rate_minor=2200, credit_promised="yes")], tasks=tasks, payments=paid)
    # 50.00 and 22.00 for three paid hours; a bonus for no task is for no hour of them.
    assert lines(found) == [
        ("2026-03", "2026-03, ranking", "ranking", None, "unit", "unknown", 1, None, None),
        ("2026-03", "2026-03, ranking", "ranking", None, "hour", "yes", 4, None, 24),
    ]
    assert [part.note.message for part in found.parts] == [
        "Not known whether credit is promised",
        "Credit is promised",
    ]


def test_rejected_pieces_were_made_too_and_brought_nothing() -> None:
    agreed = [terms(**PAIRS)]
    tasks = [pairs(), pairs(5, outcome="rejected"), pairs(None, 1, expected_minor=700)]
    (line,) = lines(topic(terms=agreed, tasks=tasks))
    assert line[-3:] == (5, 15, 2)


def test_pieces_of_unknown_pay_are_counted_and_not_priced() -> None:
    agreed = [terms(pay_model="per_deliverable", unit_name="scene")]
    tasks = [pairs(3), pairs(1, expected_minor=5000)]
    (line,) = lines(topic(terms=agreed, tasks=tasks))
    assert line[-3:] == (4, 4, 50)


def test_a_piece_without_time_counts() -> None:
    (line,) = lines(topic(terms=[terms(**PAIRS)], tasks=[pairs(), pairs(10, seconds=None)]))
    assert line[-3:] == (2, 20, 3)


def test_nothing_that_gives_away_more_leaves_with_it() -> None:
    found = topic(
        platforms=[platform(id="heron"), platform(id="wren")],
        contracts=[
            contract(id="a", platform_id="heron", name="Secret", task_kind="notes on X"),
            contract(id="b", platform_id="wren", task_kind="other"),
            contract(id="c", platform_id="wren", task_kind=None),
        ],
        terms=[terms(contract_id=key, **{**PAIRS, "unit_name": "arc of X"}) for key in "abc"],
        tasks=[pairs(contract_id=key) for key in "abc"],
    )
    assert lines(found) == [
        ("2026-03", "2026-03, other", "other", None, "unit", "unknown", 4, 20, 3),
        ("2026-03", "2026-03", None, None, "unit", "unknown", 2, 10, 3),
    ]
    figures = [*found.figures.values(), *(one for part in found.parts for one in part.figures.values())]
    assert all(figure.rows == {} for figure in figures)


def test_credit_is_what_the_contract_says_at_the_end_of_the_period() -> None:
    agreed = [
        terms(effective_on=march(1), credit_promised="yes", **PAIRS),
        terms(effective_on=march(9), **PAIRS),
        terms(effective_on=march(20), credit_promised="no", **PAIRS),
    ]
    rows = {"terms": agreed, "tasks": [pairs(), pairs(worked_on=march(9))]}
    assert [line[5] for line in lines(topic(period=Period(march(1), march(20)), **rows))] == ["yes"]
    assert [line[5] for line in lines(topic(period=Period(march(1), march(21)), **rows))] == ["no"]


def test_other_currencies_have_their_own_digits() -> None:
    rows = {"terms": [terms(**PAIRS, currency="JPY")], "tasks": [pairs()]}
    assert [line[-1] for line in lines(topic("JPY", **rows))] == [300]


def test_pay_that_was_converted_is_named_and_pay_of_unknown_worth_is_not_priced() -> None:
    # A euro is 1.02 dollars on 2 March.
    ledger = ledger_of(terms=[terms(**PAIRS, currency="EUR")], tasks=[pairs()])
    (part,) = report(ledger, as_of=AS_OF, rates=OneADay()).topics["contributions"].parts
    price = part.figures["contribution_paid_per_unit"]
    assert (price.value, price.provisional) == (Fraction("3.06"), True)
    assert [row.key for row in price.parameters] == ["exchange_rate"]
    assert part.figures["contribution_hours"].parameters == ()
    unknown = report(ledger, as_of=AS_OF, rates=NO_RATES).topics["contributions"]
    assert lines(unknown)[0][-3:] == (2, 10, None)


def test_an_empty_ledger_contributed_nothing() -> None:
    found = topic()
    assert found.parts == ()
    assert found.figures["contribution_hours"].value == 0


def test_it_stands_in_the_json() -> None:
    ledger = ledger_of(terms=[terms(credit_promised="no", **PAIRS)], tasks=[pairs()])
    found = written("contributions", ledger)
    (part,) = found["parts"]
    assert part["facts"] == {"kind": "ranking", "unit": "pair", "paid_by": "unit", "credit_promised": "no"}
    assert part["figures"]["contribution_paid_per_unit"]["value"] == "3.00"


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_row_by_row_it_is_the_same(rows) -> None:
    ledger = ledger_of(**rows)
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    books = keep_books(ledger, AS_OF)
    of_task = {row["id"]: row for row in ledger.rows("tasks")}
    agreed = {row["id"]: row for row in ledger.rows("terms")}
    credit = {
        one.contract_id: one.credit_promised
        for one in credit_of(map(CreditTerms.of, ledger.rows("terms")), found.period.last)
    }
    listed = []
    for row in books.hours:
        if row.day not in found.period:
            continue
        promise = agreed.get(terms_on(ledger, row.contract_id, row.day))
        is_hourly = promise is not None and promise["pay_model"] == "hourly"
        units = of_task[row.task_id]["units"] or 0
        pay = sum(
            one.minor for one in books.accruals if one.category == "earned" and one.task_id == row.task_id
        )
        is_counted = row.is_priced and (row.paid_seconds if is_hourly else units)
        listed.append(
            Contribution(
                row.day.replace(day=1),
                row.kind,
                promise and promise["unit_name"],
                is_hourly,
                credit.get(row.contract_id),
                row.platform_id,
                row.paid_seconds + row.unpaid_seconds,
                row.paid_seconds if row.is_priced else 0,
                units,
                units if row.is_priced else 0,
                pay if is_counted else 0,
            )
        )
    expected = contribution_statement(listed, period=found.period, currency="USD")
    made = found.topics["contributions"]
    assert plain(made.figures) == plain(expected.figures)
    assert [plain(part.figures) for part in made.parts] == [plain(line.figures) for line in expected.lines]
    facts = [(line.kind, line.unit, line.credit, line.is_hourly) for line in expected.lines]
    assert facts == [
        (
            part.facts["kind"],
            part.facts["unit"],
            part.facts["credit_promised"],
            part.facts["paid_by"] == "hour",
        )
        for part in made.parts
    ]

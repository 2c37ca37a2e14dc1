"""Credit, purpose and rights, from a ledger to the figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings

from reports.conditions import CreditTerms, by_rights, credit_figures, credit_of
from reports.periods import Period
from reports.personal import report
from reports.spans import contract_spans
from tests.reports.factories import contract, ledger_of, terms
from tests.reports.slow_work import plain
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.works import march
from tests.reports.written import written

MARCH = Period(march(1), date(2026, 4, 1))


def topic(period=MARCH, as_of=AS_OF, **nouns):
    return report(ledger_of(**nouns), as_of=as_of, period=period).topics["credit"]


def begun(key: str, start: int | None = 1, **more):
    return contract(id=key, started_on=start and march(start), **more)


THREE = {
    "contracts": [begun("a"), begun("b"), begun("c")],
    "terms": [
        terms(
            id="t", contract_id="a", credit_promised="yes", purpose_told="no", rights_given_up="All rights"
        ),
        terms(contract_id="b", credit_promised="no", rights_given_up=" all rights"),
        terms(contract_id="c", credit_promised="unknown"),
    ],
}


def test_shares_of_contracts_and_the_rights_they_take() -> None:
    found = topic(**THREE)
    assert {key: figure.value for key, figure in found.figures.items()} == {
        "credit_promised_share": Fraction(1, 2),
        "purpose_told_share": 0,
    }
    assert [(part.id, part.label) for part in found.parts] == [
        ("All rights", "All rights"),
        ("", "Nothing said of rights"),
    ]
    assert [figure.value for figure in found.parts[0].figures.values()] == [Fraction(2, 3), Fraction(1, 2), 0]
    assert found.figures["purpose_told_share"].rows == {"terms": ("t",), "contracts": ("a",)}


def test_terms_hold_as_they_stood_on_the_last_day_of_the_period() -> None:
    changed = [
        terms(contract_id="a", effective_on=march(1), credit_promised="yes"),
        terms(contract_id="a", effective_on=march(20), credit_promised="no"),
    ]
    rows = {"contracts": [begun("a")], "terms": changed}
    assert topic(**rows).figures["credit_promised_share"].value == 0
    assert topic(Period(march(1), march(20)), **rows).figures["credit_promised_share"].value == 1
    assert topic(as_of=march(19), **rows).figures["credit_promised_share"].value == 1


def test_only_contracts_of_the_period_are_asked() -> None:
    contracts = [begun("a"), begun("b", 1, ended_on=march(4)), begun("c", 9), begun("d", None)]
    rows = {
        "contracts": contracts,
        "terms": [terms(contract_id=key, credit_promised="yes") for key in "abcd"],
    }
    found = topic(Period(march(5), march(9)), **rows)
    assert found.figures["credit_promised_share"].rows["contracts"] == ("a",)


def test_without_contracts_there_is_no_share() -> None:
    found = topic()
    assert found.parts == ()
    assert {figure.reason for figure in found.figures.values()} == {"no_contracts"}


def test_it_stands_in_the_json() -> None:
    found = written("credit", ledger_of(**THREE), MARCH)
    assert found["figures"]["credit_promised_share"]["value"] == "0.5"
    assert found["parts"][0]["figures"]["rights_share"]["value"] == "0.666667"


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_contract_by_contract_it_is_the_same(rows) -> None:
    ledger = ledger_of(**rows)
    found = report(ledger, as_of=AS_OF, rates=NO_RATES)
    spans = contract_spans(ledger, AS_OF)
    theirs = []
    for span in spans:
        own = [CreditTerms.of(row) for row in ledger.rows("terms") if row["contract_id"] == span.contract_id]
        if span.days(AS_OF).overlap(found.period):
            theirs += credit_of(own, AS_OF)
    theirs.sort(key=lambda one: one.contract_id)
    made = found.topics["credit"]
    assert plain(made.figures) == plain(credit_figures(theirs, found.period))
    expected = [(group.rights or "", plain(group.figures)) for group in by_rights(theirs, found.period)]
    assert [(part.id, plain(part.figures)) for part in made.parts] == expected

"""A ledger beside the laws on late pay: METHOD section 6 reached through the report."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from reports.documents.json import report_json
from reports.personal import report
from tests.reports import factories as make
from tests.reports.plain_words import PlainWords


def a_ledger(
    *, place: str | None = "US-CA", status: str | None = "contractor", paid_on: date | None = None, **terms
):
    """One contract from 1 February 2025, finished on 3 March 2025, worth 500.00."""
    return make.ledger_of(
        contracts=[
            make.contract(
                id="c",
                name="Scenes",
                state="ended_by_me",
                stated_status=status,
                started_on=date(2025, 2, 1),
                ended_on=date(2025, 3, 3),
            )
        ],
        terms=[make.terms(id="t", contract_id="c", effective_on=date(2025, 2, 1), **terms)],
        tasks=[make.task(id="w", contract_id="c", worked_on=date(2025, 3, 3), expected_minor=50000)],
        situations=[make.situation(value=place, starts_on=date(2025, 1, 1))] if place else [],
        payouts=[make.payout(arrived_on=paid_on, gross_minor=50000)] if paid_on else [],
    )


def topic_of(ledger, as_of=date(2025, 4, 20)):
    return report(ledger, as_of=as_of).topics["late_by_law"]


def values(figures):
    return {key: figure.value for key, figure in figures.items()}


def test_unpaid_work_is_past_the_day_of_the_law_and_the_sentence_says_by_how_many_days() -> None:
    topic = topic_of(a_ledger())
    assert values(topic.figures) == {
        "statutory_past_due_count": 1,
        "statutory_past_due": 500,
        "oldest_statutory_past_due_days": 18,  # due on 2 April, the 30th day after
        "statutory_paid_late_count": 0,
    }
    (part,) = topic.parts
    assert part.id == "c US-CA"
    assert part.label.startswith("Scenes, Freelance Worker Protection Act")
    assert values(part.figures) == {"contract_worth": 500, "statutory_late_days": 18, "statutory_unpaid": 500}
    assert part.note is not None
    assert part.note.count == 18
    assert part.figures["statutory_unpaid"].rows["contracts"] == ("c",)
    assert len(topic.notes) == 3


@pytest.mark.parametrize(
    ("paid_on", "late", "paid_late"), [(date(2025, 4, 2), 0, 0), (date(2025, 4, 20), 18, 1)]
)
def test_pay_that_has_come_is_late_by_the_day_it_came(paid_on, late, paid_late) -> None:
    topic = topic_of(a_ledger(paid_on=paid_on), date(2025, 6, 1))
    assert topic.figures["statutory_past_due_count"].value == 0
    assert topic.figures["statutory_paid_late_count"].value == paid_late
    assert topic.parts[0].figures["statutory_late_days"].value == late
    assert topic.parts[0].figures["statutory_unpaid"].value == 0


def test_an_agreed_day_goes_before_the_law_and_a_hold_does_not_move_it() -> None:
    topic = topic_of(a_ledger(pay_lag_days=10, hold_days=60), date(2025, 3, 20))
    assert topic.parts[0].figures["statutory_late_days"].value == 7  # agreed: 13 March


def test_a_city_and_its_state_are_looked_at_each_for_itself() -> None:
    topic = topic_of(a_ledger(place="US-CA-LOS_ANGELES_CITY"))
    assert [part.id for part in topic.parts] == ["c US-CA", "c US-CA-LOS_ANGELES_CITY"]
    assert topic.figures["statutory_past_due_count"].value == 1
    assert topic.parts[1].figures["statutory_late_days"].reason == "below_threshold"  # 600 in a year


@pytest.mark.parametrize("changes", [{"status": "employee"}, {"place": None}, {"place": "US-WA"}])
def test_where_no_law_is_known_to_hold_no_day_has_passed(changes) -> None:
    topic = topic_of(a_ledger(**changes))
    assert topic.figures["statutory_past_due_count"].value in (None, 0)
    assert all(part.note is None for part in topic.parts)


def test_open_contracts_and_a_log_without_any_say_why_there_is_nothing() -> None:
    assert topic_of(make.ledger_of(contracts=[])).parts == ()
    working = make.ledger_of(
        contracts=[make.contract(id="c", started_on=date(2025, 2, 1))],
        tasks=[make.task(contract_id="c", worked_on=date(2025, 3, 3), expected_minor=50000)],
        situations=[make.situation(starts_on=date(2025, 1, 1))],
    )
    (part,) = topic_of(working).parts
    assert part.figures["statutory_late_days"].reason == "not_finished"


def test_elsewhere_and_in_other_money_no_law_of_ours_is_looked_at() -> None:
    ledger = make.ledger_of(
        currency="EUR", tasks=[make.task(worked_on=date(2025, 3, 3), expected_minor=50000)]
    )
    assert topic_of(ledger).parts == ()


def test_each_contract_keeps_what_was_settled_for_it_and_no_other() -> None:
    ledger = make.ledger_of(
        contracts=[
            make.contract(id=key, state="ended_by_me", started_on=date(2025, 2, 1), ended_on=date(2025, 3, 3))
            for key in "ab"
        ],
        tasks=[make.task(contract_id=key, worked_on=date(2025, 3, 3), expected_minor=50000) for key in "ab"],
        situations=[make.situation(starts_on=date(2025, 1, 1))],
        payouts=[
            make.payout(contract_id="b", platform_id=None, arrived_on=date(2025, 3, 9), gross_minor=20000)
        ],
    )
    unpaid = {part.id: part.figures["statutory_unpaid"].value for part in topic_of(ledger).parts}
    assert unpaid == {"a US-CA": 500, "b US-CA": 300}


def test_money_for_work_on_no_contract_is_nobodys_part() -> None:
    ledger = make.ledger_of(
        contracts=[],
        tasks=[
            make.task(
                contract_id=None, platform_id="platform", worked_on=date(2025, 3, 3), expected_minor=50000
            )
        ],
        payouts=[make.payout(arrived_on=date(2025, 3, 9), gross_minor=50000)],
    )
    assert topic_of(ledger).parts == ()


def test_terms_that_are_yet_to_come_renew_no_contract() -> None:
    later = make.terms(id="later", contract_id="c", effective_on=date(2026, 1, 1))
    ledger = a_ledger()
    rows = {noun: ledger.rows(noun) for noun in ledger.columns}
    with_later = make.ledger_of(**{**rows, "terms": [*rows["terms"], later]})
    assert topic_of(with_later).parts[0].figures["contract_worth"].rows["terms"] == ("t",)


def test_the_topic_stands_in_the_json_with_its_sentence_and_notes() -> None:
    found = report_json(report(a_ledger(), as_of=date(2025, 4, 20)))["topics"]["late_by_law"]
    assert found["parts"][0]["note"]["count"] == 18
    assert found["notes"][0]["text"] == "This is information, not legal advice."
    said = report_json(report(a_ledger(), as_of=date(2025, 4, 20)), PlainWords())["topics"]["late_by_law"]
    assert "18 days" in said["parts"][0]["note"]["text"]
    assert found["figures"]["statutory_past_due"]["value"] == str(Fraction(500)) + ".00"

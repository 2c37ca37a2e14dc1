"""Nine questions about contracts, from a ledger to the figures."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from reports.conditions import PRINCIPLE_OF
from reports.definitions import PRINCIPLES, definition_of
from reports.periods import Period
from reports.personal import report
from tests.reports.factories import contract, ledger_of
from tests.reports.some_writer import AS_OF, NO_RATES, some_writer
from tests.reports.works import march, said
from tests.reports.written import written

MARCH = Period(march(1), march(31))


def review(day: int = 2, contract_id: str = "contract", number: int = 1, **answers):
    return {"id": f"r{number}", "contract_id": contract_id, "reviewed_on": march(day), **answers}


def topic(*reviews, period=MARCH, as_of=AS_OF, **nouns):
    made = report(ledger_of(contract_reviews=reviews, **nouns), as_of=as_of, period=period)
    return made.topics["conditions"]


def test_the_nine_questions_stand_under_the_five_principles() -> None:
    found = topic()
    assert [part.id for part in found.parts] == list(PRINCIPLE_OF)
    assert list(found.figures) == [f"review_{question}" for question in PRINCIPLE_OF]
    assert {(part.under, part.facts["principle"]) for part in found.parts} == {
        (words, principle) for principle, words in PRINCIPLES.items()
    }
    for part in found.parts:
        assert part.label == definition_of(f"review_{part.id}").definition
        assert PRINCIPLE_OF[part.id] == part.facts["principle"]


def test_every_question_has_its_share_of_yes_and_the_number_of_answers() -> None:
    contracts = [contract(id=key) for key in "abcd"]
    answers = {"a": "yes", "b": "no", "c": "no", "d": "unknown"}
    reviews = [
        review(contract_id=key, number=number, appeal_possible=answer)
        for number, (key, answer) in enumerate(answers.items())
    ]
    found = topic(*reviews, contracts=contracts)
    (part,) = [part for part in found.parts if part.id == "appeal_possible"]
    assert found.figures["review_appeal_possible"].value == Fraction(1, 3)
    assert {key: figure.value for key, figure in part.figures.items()} == {
        "review_yes_share": Fraction(1, 3),
        "review_answer_count": 3,
    }
    assert [figure.key for figure in part.figures.values()] == list(part.figures)
    assert said(part.figures["review_answer_count"]) == [
        ("", "Contracts with yes", 1, "count"),
        ("+", "Contracts with no", 2, "count"),
        ("=", "Contracts with yes or no", 3, "count"),
    ]
    assert part.figures["review_answer_count"].rows == part.figures["review_yes_share"].rows
    assert part.figures["review_answer_count"].rows == {"contract_reviews": ("r0", "r1", "r2", "r3")}
    assert part.figures["review_answer_count"].period == MARCH
    silent = found.parts[0].figures
    assert (silent["review_yes_share"].reason, silent["review_answer_count"].value) == ("no_answers", 0)


def test_only_reviews_of_the_period_that_were_written_by_then_count() -> None:
    reviews = [
        review(5, number=1, person_answered="yes"),
        review(9, number=2, person_answered="no"),
        review(20, number=3, person_answered="yes"),
    ]
    assert topic(*reviews).figures["review_person_answered"].value == 1
    assert topic(*reviews, as_of=march(9)).figures["review_person_answered"].value == 0
    week = Period(march(1), march(6))
    assert topic(*reviews, period=week).figures["review_person_answered"].value == 1


def test_it_stands_in_the_json() -> None:
    ledger = ledger_of(contract_reviews=[review(appeal_possible="no")])
    found = written("conditions", ledger, MARCH)
    (part,) = [one for one in found["parts"] if one["id"] == "appeal_possible"]
    assert (part["under"], part["facts"]) == ("Fair management", {"principle": "management"})
    assert part["figures"]["review_yes_share"]["value"] == "0"


@given(some_writer())
@settings(max_examples=40, deadline=None)
def test_asking_every_contract_in_turn_is_the_same(rows) -> None:
    found = report(ledger_of(**rows), as_of=AS_OF, rates=NO_RATES)
    newest = {}
    for row in sorted(rows["contract_reviews"], key=lambda row: (row["reviewed_on"], row["id"])):
        if row["reviewed_on"] in found.period and row["appeal_possible"]:
            newest[row["contract_id"]] = row["appeal_possible"]
    clear = [answer for answer in newest.values() if answer != "unknown"]
    share = Fraction(clear.count("yes"), len(clear)) if clear else None
    assert found.topics["conditions"].figures["review_appeal_possible"].value == share

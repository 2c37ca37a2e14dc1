"""Nine questions about a contract, as shares of answers, under five principles and never as a score."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.conditions.reviews import PRINCIPLE_OF, YES_IS_BAD, Review, condition_figures, conditions
from reports.definitions import PRINCIPLES, definition_of
from reports.frames import SCHEMAS
from reports.periods import Period
from tests.reports.works import march, said

MARCH = Period(march(1), march(31))
QUESTIONS = [name for name in SCHEMAS["contract_reviews"] if name not in ("id", "contract_id", "reviewed_on")]


def review(day: int = 2, contract: str = "c", number: int = 1, **answers: str) -> Review:
    return Review(f"r{number}", contract, march(day), answers)


def answers_to(question: str, *reviews: Review, period: Period = MARCH):
    return next(one for one in conditions(reviews, period) if one.question == question)


# The questions


def test_every_question_of_a_review_stands_under_one_of_the_five_principles() -> None:
    assert len(QUESTIONS) == 9
    assert set(PRINCIPLE_OF) == set(QUESTIONS)
    assert set(PRINCIPLE_OF.values()) == set(PRINCIPLES)
    assert set(QUESTIONS) > YES_IS_BAD


@pytest.mark.parametrize(
    ("principle", "questions"),
    [
        ("pay", {"time_estimate_true"}),
        ("conditions", {"instructions_clear", "warned_of_harmful_content"}),
        ("contracts", {"readable_before_start", "purpose_told"}),
        ("management", {"rejection_reasons_given", "person_answered", "appeal_possible"}),
        ("representation", {"pay_talk_forbidden"}),
    ],
)
def test_the_principle_of_each_question(principle, questions) -> None:
    assert {question for question, under in PRINCIPLE_OF.items() if under == principle} == questions


def test_questions_stand_in_the_order_of_the_principles_with_their_words() -> None:
    listed = conditions([], MARCH)
    order = list(PRINCIPLES)
    assert [order.index(one.principle) for one in listed] == sorted(
        order.index(one.principle) for one in listed
    )
    for one in listed:
        assert one.figure.key == f"review_{one.question}"
        assert definition_of(one.figure.key).definition.endswith("?")


def test_there_is_no_score() -> None:
    reviews = [review(**dict.fromkeys(QUESTIONS, "yes"))]
    assert list(condition_figures(reviews, MARCH)) == [f"review_{question}" for question in PRINCIPLE_OF]


# Shares


def test_a_share_is_of_contracts_with_yes_or_no() -> None:
    found = answers_to(
        "appeal_possible",
        review(contract="a", number=1, appeal_possible="yes"),
        review(contract="b", number=2, appeal_possible="no"),
        review(contract="c", number=3, appeal_possible="no"),
        review(contract="d", number=4, appeal_possible="unknown"),
        review(contract="e", number=5, person_answered="yes"),
    )
    assert (found.yes_count, found.no_count, found.unknown_count) == (1, 2, 1)
    assert (found.question, found.principle) == ("appeal_possible", "management")
    assert found.figure.value == Fraction(1, 3)
    assert said(found.figure) == [
        ("", "Contracts with yes", 1, "count"),
        ("/", "Contracts with yes or no", 3, "count"),
        ("=", "Share of yes", Fraction(1, 3), "share"),
    ]
    assert found.figure.rows == {"contract_reviews": ("r1", "r2", "r3", "r4")}
    assert (found.figure.unit, found.figure.period, found.figure.reason) == ("share", MARCH, None)


def test_a_question_nobody_answered_has_no_share() -> None:
    silent = answers_to("appeal_possible", review(person_answered="no"))
    assert (silent.figure.value, silent.figure.reason, silent.figure.rows) == (None, "no_answers", {})
    unknown = answers_to("appeal_possible", review(appeal_possible="unknown"))
    assert (unknown.figure.value, unknown.figure.reason) == (None, "no_answers")
    assert unknown.unknown_count == 1


def test_all_no_is_a_true_zero() -> None:
    assert answers_to("appeal_possible", review(appeal_possible="no")).figure.value == 0


def test_the_share_of_a_bad_yes_is_of_yes_all_the_same() -> None:
    assert answers_to("pay_talk_forbidden", review(pay_talk_forbidden="yes")).figure.value == 1


# Which answer counts


def test_a_contract_reviewed_often_has_one_voice_and_it_is_the_newest() -> None:
    reviews = [
        review(9, number=3, appeal_possible="yes"),
        review(2, number=1, appeal_possible="no"),
        review(5, number=2, appeal_possible="no"),
    ]
    found = answers_to("appeal_possible", *reviews)
    assert (found.yes_count, found.no_count) == (1, 0)
    assert found.figure.rows == {"contract_reviews": ("r3",)}


def test_of_two_reviews_of_one_day_the_later_id_counts() -> None:
    reviews = [review(2, number=2, appeal_possible="yes"), review(2, number=1, appeal_possible="no")]
    assert answers_to("appeal_possible", *reviews).figure.value == 1


def test_a_skipped_question_keeps_its_answer_and_an_unknown_one_does_not() -> None:
    first = review(2, number=1, appeal_possible="yes")
    assert answers_to("appeal_possible", first, review(5, number=2, person_answered="no")).yes_count == 1
    later = answers_to("appeal_possible", first, review(5, number=2, appeal_possible="unknown"))
    assert (later.yes_count, later.unknown_count) == (0, 1)


def test_only_reviews_of_the_period_count() -> None:
    reviews = [
        review(4, "a", 1, appeal_possible="yes"),
        review(5, "b", 2, appeal_possible="yes"),
        review(9, "d", 3, appeal_possible="no"),
    ]
    found = answers_to("appeal_possible", *reviews, period=Period(march(5), march(9)))
    assert (found.yes_count, found.no_count) == (1, 0)


def test_a_row_of_the_frame_is_read() -> None:
    row = {
        **dict.fromkeys(QUESTIONS),
        "id": "r",
        "contract_id": "c",
        "reviewed_on": march(4),
        "person_answered": "no",
        "pay_talk_forbidden": "unknown",
    }
    assert Review.of(row) == Review(
        "r", "c", march(4), {"person_answered": "no", "pay_talk_forbidden": "unknown"}
    )


drawn = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.sampled_from("abc"),
        st.dictionaries(st.sampled_from(QUESTIONS[:3]), st.sampled_from(["yes", "no", "unknown"])),
    ),
    max_size=9,
)


@given(drawn, st.randoms(use_true_random=False))
def test_asking_every_contract_in_turn_gives_the_same_shares_in_any_order(rows, random) -> None:
    reviews = [Review(f"r{i}", contract, march(day), said) for i, (day, contract, said) in enumerate(rows)]
    shuffled = list(reviews)
    random.shuffle(shuffled)
    found = condition_figures(shuffled, MARCH)
    for question in QUESTIONS[:3]:
        last: list[str] = []
        for contract in "abc":
            own = [one for one in reviews if one.contract_id == contract and question in one.answers]
            if own:
                last.append(max(own, key=lambda one: (one.reviewed_on, one.review_id)).answers[question])
        clear = [word for word in last if word != "unknown"]
        expected = Fraction(clear.count("yes"), len(clear)) if clear else None
        assert found[f"review_{question}"].value == expected

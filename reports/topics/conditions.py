"""What a writer says of her contracts: nine questions, under the five Fairwork principles."""

from __future__ import annotations

from reports.conditions import Answers, Review, conditions
from reports.definitions import PRINCIPLES, definition_of
from reports.slices import Slice
from reports.topics.material import Material
from reports.topics.topic import Topic


def conditions_topic(material: Material) -> Topic:
    """The share of yes to each question; a part is a question and stands under its principle."""
    rows = material.ledger.rows("contract_reviews")
    reviews = [Review.of(row) for row in rows if row["reviewed_on"] <= material.as_of]
    found = conditions(reviews, material.period)
    return Topic({one.figure.key: one.figure for one in found}, tuple(map(_part, found)))


def _part(answers: Answers) -> Slice:
    return Slice(
        answers.question,
        definition_of(answers.figure.key).definition,
        answers.figures,
        under=PRINCIPLES[answers.principle],
        facts={"principle": answers.principle},
    )

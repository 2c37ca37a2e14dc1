"""Conditions: what a writer says of her contracts, question by question, under the five Fairwork principles.

Every figure is the share of contracts for which a question was answered yes, with their number. There is no score:
nine answers do not add up to one number (METHOD section 10b).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Self

from reports.figures import Figure, Step, figure_of
from reports.periods import Period
from reports.wording import N_

#: Question -> the principle it belongs to, in the order of the principles. Where the Fairwork Cloudwork Principles
#: of June 2024 (https://fair.work/en/fw/principles/cloudwork-principles) ask for the same thing, their threshold
#: stands beside it; two questions are ours and stand where they fit best.
PRINCIPLE_OF: Mapping[str, str] = MappingProxyType(
    {
        "time_estimate_true": "pay",  # 1.2: a reasonable estimate of the time before the work is accepted
        "instructions_clear": "conditions",  # ours; Fairwork (2018) counts clear tasks among the conditions
        "warned_of_harmful_content": "conditions",  # 2.2, health and safety: risks of a job are flagged
        "readable_before_start": "contracts",  # 3.1: clear terms and conditions are available
        "purpose_told": "contracts",  # ours: part of knowing what one agrees to
        "rejection_reasons_given": "management",  # 4.1, due process; 1.1 asks for it too
        "person_answered": "management",  # 4.1: a human representative can be reached
        "appeal_possible": "management",  # 4.1: decisions can be appealed
        "pay_talk_forbidden": "representation",  # 5.1, freedom of association; yes is the bad answer
    }
)

#: Questions to which yes is the bad answer; shares are of yes all the same, as the question was asked.
YES_IS_BAD = frozenset({"pay_talk_forbidden"})


@dataclass(frozen=True, slots=True)
class Review:
    """The answers of one dated review: question -> yes, no or unknown; skipped questions are left out."""

    review_id: str
    contract_id: str
    reviewed_on: date
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of the frame `contract_reviews`."""
        answers = {question: row[question] for question in PRINCIPLE_OF if row[question] is not None}
        return cls(row["id"], row["contract_id"], row["reviewed_on"], answers)


@dataclass(frozen=True, slots=True)
class Answers:
    """What all contracts together say to one question."""

    question: str
    principle: str
    yes_count: int
    no_count: int
    unknown_count: int
    figure: Figure

    @property
    def figures(self) -> dict[str, Figure]:
        """The share of yes and the number of answers, under the same keys for every question."""
        share = replace(self.figure, key="review_yes_share")
        count = figure_of(
            "review_answer_count",
            self.yes_count + self.no_count,
            "count",
            period=self.figure.period,
            reason="no_answers",
            steps=(
                Step("", N_("Contracts with yes"), Fraction(self.yes_count), "count"),
                Step("+", N_("Contracts with no"), Fraction(self.no_count), "count"),
                Step("=", N_("Contracts with yes or no"), Fraction(self.yes_count + self.no_count), "count"),
            ),
            rows=self.figure.rows,
        )
        return {figure.key: figure for figure in (share, count)}


def conditions(reviews: Iterable[Review], period: Period) -> tuple[Answers, ...]:
    """The answers to all nine questions, in the order of the principles.

    Of each contract and question the newest answer counts, so that a contract reviewed often has one voice
    like any other; a question skipped in a later review keeps its earlier answer, one answered “unknown” does
    not. Reviews outside the period are left out.

    >>> rows = [Review("r", "c", date(2026, 3, 4), {"appeal_possible": "no"})]
    >>> march = Period(date(2026, 3, 1), date(2026, 4, 1))
    >>> found = {one.question: one for one in conditions(rows, march)}
    >>> found["appeal_possible"].principle, found["appeal_possible"].figure.value
    ('management', Fraction(0, 1))
    """
    newest: dict[str, dict[str, tuple[str, str]]] = {question: {} for question in PRINCIPLE_OF}
    for review in sorted(reviews, key=lambda one: (one.reviewed_on, one.review_id)):
        if review.reviewed_on in period:
            for question, answer in review.answers.items():
                newest[question][review.contract_id] = answer, review.review_id
    return tuple(_answers(question, list(said.values()), period) for question, said in newest.items())


def condition_figures(reviews: Iterable[Review], period: Period) -> dict[str, Figure]:
    """The shares of yes, by key: the name of the question after “review_”."""
    return {one.figure.key: one.figure for one in conditions(reviews, period)}


def _answers(question: str, said: list[tuple[str, str]], period: Period) -> Answers:
    words = [answer for answer, _ in said]
    yes, no = words.count("yes"), words.count("no")
    share = Fraction(yes, yes + no) if yes + no else None
    steps = (
        Step("", N_("Contracts with yes"), Fraction(yes), "count"),
        Step("/", N_("Contracts with yes or no"), Fraction(yes + no), "count"),
        Step("=", N_("Share of yes"), share, "share"),
    )
    figure = figure_of(
        f"review_{question}",
        share,
        "share",
        period=period,
        reason="no_answers",
        steps=steps,
        rows={"contract_reviews": tuple(dict.fromkeys(review_id for _, review_id in said))} if said else {},
    )
    return Answers(question, PRINCIPLE_OF[question], yes, no, len(words) - yes - no, figure)

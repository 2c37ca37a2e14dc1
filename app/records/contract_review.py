"""What a writer says of a contract, question by question (METHOD section 10b)."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import Index, String
from sqlmodel import Field

from app.records.base import Create, Public, Record, Row, Update, ledger_row, one_of, words_of
from app.records.values import Answer, Day

AnswerOrNone = Annotated[Answer | None, Field(sa_type=String)]


class ContractReviewFields(Record):
    """Nine questions; none has to be answered."""

    contract_id: UUID
    reviewed_on: Day
    instructions_clear: AnswerOrNone = None
    time_estimate_true: AnswerOrNone = None
    rejection_reasons_given: AnswerOrNone = None
    person_answered: AnswerOrNone = None
    appeal_possible: AnswerOrNone = None
    readable_before_start: AnswerOrNone = None
    purpose_told: AnswerOrNone = None
    warned_of_harmful_content: AnswerOrNone = None
    pay_talk_forbidden: AnswerOrNone = None


QUESTIONS = tuple(ContractReviewFields.model_fields)[2:]


class ContractReview(ContractReviewFields, Row, table=True):
    """A review of a contract."""

    __tablename__: ClassVar[str] = "contract_review"
    __table_args__ = ledger_row(
        *(one_of(question, words_of(Answer)) for question in QUESTIONS),
        Index(None, "writer_id", "reviewed_on"),
        contract_id="contract",
    )


class ContractReviewCreate(ContractReviewFields, Create):
    """A new review."""


class ContractReviewUpdate(ContractReviewFields, Update):
    """A changed review."""


class ContractReviewPublic(ContractReviewFields, Public):
    """A review as shown."""

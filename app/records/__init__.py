"""The tables, one file per noun, and beside each the models that input is taken in.

Nouns and columns are those of `reports.frames.SCHEMAS`. Tables never see raw input: a `…Create` or
`…Update` checks it first, because table classes do not validate.
"""

from __future__ import annotations

from sqlmodel import SQLModel

from app.records.amendment import Amendment
from app.records.base import METADATA, Public, Row, table_of
from app.records.calendar_address import CalendarAddress
from app.records.check_in import CheckIn, CheckInFields
from app.records.contract import Contract, ContractFields
from app.records.contract_review import ContractReview, ContractReviewFields
from app.records.contract_state import ContractStateFields, ContractStateRow
from app.records.expense import Expense, ExpenseFields
from app.records.gap_note import GapNote, GapNoteFields
from app.records.import_batch import ImportBatch
from app.records.payment import Payment, PaymentFields
from app.records.payout import Payout, PayoutFields
from app.records.payout_match import PayoutMatch, PayoutMatchFields
from app.records.platform import CataloguePlatform, Platform, PlatformFields
from app.records.session import Secret, Session
from app.records.situation import Situation, SituationFields
from app.records.task import Task, TaskFields
from app.records.terms import Terms, TermsFields
from app.records.writer import HandleDirectory, Writer

__all__ = [
    "FIELDS",
    "METADATA",
    "NOUNS",
    "Amendment",
    "CalendarAddress",
    "CataloguePlatform",
    "HandleDirectory",
    "ImportBatch",
    "Public",
    "Row",
    "Secret",
    "Session",
    "Writer",
    "table_of",
]

#: Noun of `reports.frames.SCHEMAS` -> its table, parents before children.
NOUNS: dict[str, type[Row]] = {
    "platforms": Platform,
    "contracts": Contract,
    "contract_states": ContractStateRow,
    "terms": Terms,
    "tasks": Task,
    "payments": Payment,
    "payouts": Payout,
    "payout_matches": PayoutMatch,
    "expenses": Expense,
    "situations": Situation,
    "contract_reviews": ContractReview,
    "gap_notes": GapNote,
    "check_ins": CheckIn,
}

#: Noun -> the model that checks what a row says.
FIELDS: dict[str, type[SQLModel]] = {
    "platforms": PlatformFields,
    "contracts": ContractFields,
    "contract_states": ContractStateFields,
    "terms": TermsFields,
    "tasks": TaskFields,
    "payments": PaymentFields,
    "payouts": PayoutFields,
    "payout_matches": PayoutMatchFields,
    "expenses": ExpenseFields,
    "situations": SituationFields,
    "contract_reviews": ContractReviewFields,
    "gap_notes": GapNoteFields,
    "check_ins": CheckInFields,
}

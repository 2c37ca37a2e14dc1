"""The tables, one file per noun, and beside each the models that input is taken in.

Nouns and columns are those of `reports.frames.SCHEMAS`. Tables never see raw input: a `…Create` or
`…Update` checks it first, because table classes do not validate.
"""

from __future__ import annotations

from sqlmodel import SQLModel

from app.records.amendment import Amendment
from app.records.api_token import ApiToken
from app.records.audit_event import AuditEvent
from app.records.base import METADATA, Public, Row, table_of
from app.records.calendar_address import CalendarAddress
from app.records.campaign import Campaign
from app.records.check_in import CheckIn, CheckInFields, CheckInPublic
from app.records.conflict import Conflict
from app.records.contract import Contract, ContractFields, ContractPublic
from app.records.contract_review import ContractReview, ContractReviewFields, ContractReviewPublic
from app.records.contract_state import ContractStateFields, ContractStatePublic, ContractStateRow
from app.records.coverage import Coverage, PlatformCoverage
from app.records.enrolment import Enrolment
from app.records.expense import Expense, ExpenseFields, ExpensePublic
from app.records.gap_note import GapNote, GapNoteFields, GapNotePublic
from app.records.idempotency_key import IdempotencyKey
from app.records.import_batch import ImportBatch
from app.records.invite import Invite
from app.records.lease import Lease
from app.records.member_code import CodeSheet, MemberCode
from app.records.organizer import Organizer
from app.records.passkey import Challenge, Passkey, PasskeyDirectory
from app.records.payment import Payment, PaymentFields, PaymentPublic
from app.records.payout import Payout, PayoutFields, PayoutPublic
from app.records.payout_match import PayoutMatch, PayoutMatchFields, PayoutMatchPublic
from app.records.platform import CataloguePlatform, Platform, PlatformFields, PlatformPublic
from app.records.put_off import PutOff
from app.records.release import PeriodResult, Release, ReleaseBuild, ReleaseFile
from app.records.session import Secret, Session
from app.records.share_link import ShareLink
from app.records.situation import Situation, SituationFields, SituationPublic
from app.records.task import Task, TaskFields, TaskPublic
from app.records.team_membership import TeamMembership
from app.records.terms import Terms, TermsFields, TermsPublic
from app.records.timer import Timer
from app.records.writer import HandleDirectory, Writer

__all__ = [
    "FIELDS",
    "METADATA",
    "NOUNS",
    "PUBLIC",
    "Amendment",
    "ApiToken",
    "AuditEvent",
    "CalendarAddress",
    "Campaign",
    "CataloguePlatform",
    "Challenge",
    "CodeSheet",
    "Conflict",
    "Coverage",
    "Enrolment",
    "HandleDirectory",
    "IdempotencyKey",
    "ImportBatch",
    "Invite",
    "Lease",
    "MemberCode",
    "Organizer",
    "Passkey",
    "PasskeyDirectory",
    "PeriodResult",
    "PlatformCoverage",
    "Public",
    "PutOff",
    "Release",
    "ReleaseBuild",
    "ReleaseFile",
    "Row",
    "Secret",
    "Session",
    "ShareLink",
    "TeamMembership",
    "Timer",
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

#: Noun -> the model a row is shown by.
PUBLIC: dict[str, type[Public]] = {
    "platforms": PlatformPublic,
    "contracts": ContractPublic,
    "contract_states": ContractStatePublic,
    "terms": TermsPublic,
    "tasks": TaskPublic,
    "payments": PaymentPublic,
    "payouts": PayoutPublic,
    "payout_matches": PayoutMatchPublic,
    "expenses": ExpensePublic,
    "situations": SituationPublic,
    "contract_reviews": ContractReviewPublic,
    "gap_notes": GapNotePublic,
    "check_ins": CheckInPublic,
}

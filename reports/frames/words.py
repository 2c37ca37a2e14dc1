"""The words a column may hold: states, pay models, categories, outcomes, kinds of payment, causes, facts."""

from __future__ import annotations

from enum import StrEnum


class ContractState(StrEnum):
    """Where a contract is in its life cycle."""

    APPLIED = "applied"
    TESTED = "tested"
    ONBOARDED = "onboarded"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED_BY_ME = "ended_by_me"
    ENDED_BY_PLATFORM = "ended_by_platform"
    REMOVED = "removed_without_reason"


class PayModel(StrEnum):
    """How a contract pays."""

    HOURLY = "hourly"
    PER_UNIT = "per_unit"
    PER_ACCEPTED_UNIT = "per_accepted_unit"
    PER_DELIVERABLE = "per_deliverable"
    MIXED = "mixed"


class UnpaidCategory(StrEnum):
    """Why time is unpaid (METHOD section 0)."""

    ONBOARDING = "onboarding"
    ASSESSMENT = "assessment"
    TRAINING = "training"
    SEARCHING = "searching"
    WAITING = "waiting"
    ADMIN = "admin"
    UNPAID_REVISION = "unpaid_revision"
    REJECTED_TASK = "rejected_task"
    OVER_TIME_LIMIT = "over_time_limit"


class Outcome(StrEnum):
    """What the platform decided about a task."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    RETURNED = "returned"


class PaymentKind(StrEnum):
    """What a payment is for."""

    TASK_PAY = "task_pay"
    BONUS = "bonus"
    REFERRAL = "referral"
    ADJUSTMENT = "adjustment"
    CLAWBACK = "clawback"


class GapCause(StrEnum):
    """Why work stopped, where the writer says."""

    QUEUE_EMPTY = "queue_empty"
    PROJECT_ENDED = "project_ended"
    WAITING_FOR_REVIEW = "waiting_for_review"
    DEACTIVATED = "deactivated"
    BETWEEN_CONTRACTS = "between_contracts"
    MY_CHOICE = "my_choice"


class Fact(StrEnum):
    """What a writer may say about her situation; each is optional and dated."""

    PLACE_OF_WORK = "place_of_work"  # jurisdiction code: US-CA, US-CA-LOS_ANGELES_CITY
    W2_WAGES = "w2_wages"  # amount, of the calendar year of starts_on
    COVERED_EARNINGS = "covered_earnings"  # amount, of the calendar quarter of starts_on
    HEALTH_COVER = "health_cover"  # none, own, spouse, guild, public, employer
    OWN_PREMIUM = "own_premium"  # amount a month, net of credits
    HOURS_WANTED = "hours_wanted"  # hours a week, decimal text
    FILING_STATUS = "filing_status"  # single, joint, separate, head_of_household
    HEALTH_BASIS = "health_basis"  # employer_share, what_i_pay, benchmark
    OCCUPATION_GROUP = "occupation_group"  # a group of the survey of employer costs: service, union_workers
    GUILD_THRESHOLD = (
        "guild_threshold"  # amount above 0: covered earnings for guild health, as she knows them
    )
    INSTALMENT_PAID = "instalment_paid"  # amount, paid on starts_on; the value names the instalment: 2026-3

"""The words of what a report lists: kinds of work, categories, causes, states, lines and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.definitions.benefits import BENEFITS
from reports.frames import ContractState, GapCause, PaymentKind, PayModel, UnpaidCategory
from reports.wording import N_

#: Kinds of work we suggest; a writer may use words of her own, which are shown as they are.
TASK_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "ranking": N_("Ranking answers"),
        "rating": N_("Rating texts"),
        "writing": N_("Writing texts"),
        "labelling": N_("Labelling texts"),
        "editing": N_("Editing"),
        "reviewing": N_("Checking the work of others"),
        "translation": N_("Translation"),
        "transcription": N_("Transcription"),
        "red_teaming": N_("Testing for harmful answers"),
        "other": N_("Other work"),
    }
)

#: What pay goes by.
PAY_MODELS: Mapping[str, str] = MappingProxyType(
    {
        PayModel.HOURLY: N_("By the hour"),
        PayModel.PER_UNIT: N_("By the piece"),
        PayModel.PER_ACCEPTED_UNIT: N_("By the accepted piece"),
        PayModel.PER_DELIVERABLE: N_("For the whole job"),
        PayModel.MIXED: N_("Mixed"),
    }
)

UNPAID_CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        UnpaidCategory.ONBOARDING: N_("Onboarding"),
        UnpaidCategory.ASSESSMENT: N_("Test or assessment"),
        UnpaidCategory.TRAINING: N_("Training"),
        UnpaidCategory.SEARCHING: N_("Looking for work"),
        UnpaidCategory.WAITING: N_("Waiting for tasks"),
        UnpaidCategory.ADMIN: N_("Messages and paperwork"),
        UnpaidCategory.UNPAID_REVISION: N_("Revision without pay"),
        UnpaidCategory.REJECTED_TASK: N_("Rejected or returned task"),
        UnpaidCategory.OVER_TIME_LIMIT: N_("Over the time limit"),
    }
)

#: Unpaid time with no reason said: sums take it as `ADMIN`, what is shown tells it apart.
NOT_SAID = "not_said"

#: What unpaid time is shown as having gone into.
UNPAID_SHOWN: Mapping[str, str] = MappingProxyType({**UNPAID_CATEGORIES, NOT_SAID: N_("Reason not said")})

GAP_CAUSES: Mapping[str, str] = MappingProxyType(
    {
        GapCause.QUEUE_EMPTY: N_("The queue was empty"),
        GapCause.PROJECT_ENDED: N_("The project ended"),
        GapCause.WAITING_FOR_REVIEW: N_("Waiting for a review"),
        GapCause.DEACTIVATED: N_("Account closed by the platform"),
        GapCause.BETWEEN_CONTRACTS: N_("Between contracts"),
        GapCause.MY_CHOICE: N_("My own choice"),
    }
)

CONTRACT_STATES: Mapping[str, str] = MappingProxyType(
    {
        ContractState.APPLIED: N_("Applied"),
        ContractState.TESTED: N_("Tested"),
        ContractState.ONBOARDED: N_("Onboarded"),
        ContractState.ACTIVE: N_("Active"),
        ContractState.PAUSED: N_("Paused"),
        ContractState.ENDED_BY_ME: N_("Ended by me"),
        ContractState.ENDED_BY_PLATFORM: N_("Ended by the platform"),
        ContractState.REMOVED: N_("Removed without a reason"),
    }
)

#: What pay is for.
PAYMENT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        PaymentKind.TASK_PAY: N_("Work"),
        PaymentKind.BONUS: N_("Bonus"),
        PaymentKind.REFERRAL: N_("Referral"),
        PaymentKind.ADJUSTMENT: N_("Adjustment"),
        PaymentKind.CLAWBACK: N_("Taken back"),
    }
)

BENEFIT_LINES: Mapping[str, str] = MappingProxyType(
    {key: definition.name for key, definition in BENEFITS.items() if not key.startswith("benefits_shortfall")}
)

#: Why rows of the log are not counted in a report.
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "no_exchange_rate": N_("in another currency, with no exchange rate for the day"),
        "after_as_of": N_("after the day of the report"),
        "pay_without_time": N_("paid tasks without logged time"),
    }
)

#: Names of the slices that gather what belongs nowhere.
NOWHERE: Mapping[str, str] = MappingProxyType(
    {
        "platform": N_("On no platform"),
        "contract": N_("On no contract"),
        "kind": N_("No kind of work given"),
        "cause": N_("No cause given"),
        "rights": N_("Nothing said of rights"),
    }
)

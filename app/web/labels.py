"""The words people read for the words rows hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from app.language import Language
from app.records.audit_event import Action
from app.records.contract import StatedStatus
from app.records.values import Answer
from reports.charts import model
from reports.definitions import CONTRACT_STATES, UNPAID_CATEGORIES
from reports.definitions import words as listed
from reports.frames import ContractState, Outcome
from reports.wording import N_

UNPAID = UNPAID_CATEGORIES
STATES = CONTRACT_STATES
PAYMENT_KINDS = listed.PAYMENT_KINDS
OUTCOMES: Mapping[str, str] = {
    Outcome.PENDING: N_("Nothing yet"),
    Outcome.APPROVED: N_("Approved"),
    Outcome.REJECTED: N_("Rejected"),
    Outcome.EXPIRED: N_("Timed out"),
    Outcome.RETURNED: N_("Returned"),
}
PAY_MODELS = listed.PAY_MODELS
ANSWERS: Mapping[str, str] = {
    Answer.YES: N_("Yes"),
    Answer.NO: N_("No"),
    Answer.UNKNOWN: N_("I do not know"),
}
STATED: Mapping[str, str] = {
    StatedStatus.CONTRACTOR: N_("An independent contractor"),
    StatedStatus.EMPLOYEE: N_("An employee"),
    StatedStatus.UNKNOWN: N_("I do not know"),
}
#: What the team of a campaign did, as it and the campaign's writers read it.
ACTIONS: Mapping[str, str] = {
    Action.MAKE_ORGANIZER: N_("Made an organizer"),
    Action.CREATE_CAMPAIGN: N_("Made the campaign"),
    Action.AMEND_CAMPAIGN: N_("Changed the words"),
    Action.CLOSE_CAMPAIGN: N_("Closed the campaign"),
    Action.HAND_OVER_CAMPAIGN: N_("Handed the campaign over"),
    Action.DELETE_CAMPAIGN: N_("Deleted the campaign"),
    Action.SET_ROLE: N_("Changed who may do what"),
    Action.REMOVE_MEMBER: N_("Took one out of the team"),
    Action.MAKE_INVITE: N_("Made an open link"),
    Action.PAUSE_INVITE: N_("Paused an open link"),
    Action.RESUME_INVITE: N_("Resumed an open link"),
    Action.REVOKE_INVITE: N_("Ended an open link"),
    Action.MAKE_CODES: N_("Made a sheet of member codes"),
    Action.REVOKE_CODES: N_("Ended a sheet of member codes"),
    Action.REMOVE_ORGANIZER: N_("Removed an organizer"),
    Action.ASK_FOR_RELEASE: N_("Asked for a report"),
    Action.RELEASE: N_("Released a report"),
    Action.DOWNLOAD_RELEASE: N_("Took a file of a report"),
}
#: Who did what an audit log names nobody for.
NO_ACTOR = N_("By itself, or by whoever runs this site")
WEEKDAYS: Mapping[str, str] = {
    "0": N_("Monday"),
    "1": N_("Tuesday"),
    "2": N_("Wednesday"),
    "3": N_("Thursday"),
    "4": N_("Friday"),
    "5": N_("Saturday"),
    "6": N_("Sunday"),
}
ENDINGS = (ContractState.ENDED_BY_PLATFORM, ContractState.ENDED_BY_ME, ContractState.REMOVED)

Options = list[tuple[str, str]]
S = TypeVar("S", bound=str)


def kind_of_work(kind: str, words: Language) -> str:
    """A kind of work as people read it: ours in their language, their own with a capital.

    >>> from app.language import for_code
    >>> kind_of_work("rank pairs", for_code("en")), kind_of_work("waiting", for_code("en"))
    ('Rank pairs', 'Waiting for tasks')
    """
    return model.kind_of_work(kind, words)


def tolls(words: Language) -> Options:
    """How hard work was to bear, from 1 to 5."""
    ends = {1: words("1 light"), 5: words("5 crushing")}
    return [(str(toll), ends.get(toll, str(toll))) for toll in range(1, 6)]


def yes_no(words: Language) -> Options:
    """Yes and no."""
    return [("yes", words("Yes")), ("no", words("No"))]


def options(table: Mapping[S, str], words: Language) -> Options:
    """A table of words as the choices of a field."""
    return [(str(key), words(label)) for key, label in table.items()]


#: An advance is no mistake, so nothing is refused; two days mixed up are one.
CAME_BACK = N_("Saved. It had been taken out, and counts again.")
EARLY = N_(
    "Saved. It arrived before the day it was earned: right for an advance, else please look at the two days."
)

"""The nine questions of a contract review, and the five principles they stand under."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.definitions.definition import COUNT, SHARE, Definition
from reports.wording import N_

#: The Fairwork principles, in their order.
PRINCIPLES: Mapping[str, str] = MappingProxyType(
    {
        "pay": N_("Fair pay"),
        "conditions": N_("Fair conditions"),
        "contracts": N_("Fair contracts"),
        "management": N_("Fair management"),
        "representation": N_("Fair representation"),
    }
)

_FORMULA = N_("contracts with yes ÷ contracts with yes or no")


def _question(name: str, question: str) -> Definition:
    return Definition(name, question, _FORMULA, "10b", SHARE)


CONDITIONS: Mapping[str, Definition] = {
    "review_time_estimate_true": _question(
        N_("Time estimate was true"), N_("Did the work take about as long as you were told?")
    ),
    "review_instructions_clear": _question(
        N_("Instructions were clear"), N_("Were the instructions clear enough to do the work?")
    ),
    "review_warned_of_harmful_content": _question(
        N_("Warned of harmful content"), N_("Were you warned of harmful content before you saw it?")
    ),
    "review_readable_before_start": _question(
        N_("Contract could be read first"), N_("Could you read the contract before you started?")
    ),
    "review_purpose_told": _question(N_("Told what it is for"), N_("Were you told what the work is for?")),
    "review_rejection_reasons_given": _question(
        N_("Reasons for rejections"), N_("When work was rejected, were you told why?")
    ),
    "review_person_answered": _question(
        N_("A person answered"), N_("When you asked something, did a person answer?")
    ),
    "review_appeal_possible": _question(N_("Appeal was possible"), N_("Could you ask for another decision?")),
    "review_pay_talk_forbidden": _question(
        N_("Forbidden to talk about pay (yes is bad)"), N_("Were you forbidden to talk about your pay?")
    ),
    "review_yes_share": Definition(
        N_("Share of yes"),
        N_("For how many contracts your answer was yes, among those where it was yes or no."),
        _FORMULA,
        "10b",
        SHARE,
    ),
    "review_answer_count": Definition(
        N_("Contracts with yes or no"),
        N_("For how many contracts you answered this question with yes or no."),
        N_("contracts with yes + contracts with no"),
        "10b",
        COUNT,
    ),
}

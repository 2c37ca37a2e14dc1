"""Late pay by law: statutory due dates in California, New York, New York City, Illinois and Los Angeles city.

For information. The check names the law, the day pay was due and how many days ago that was; it never says
that a law was broken. United States only, in dollars (METHOD section 6).
"""

from reports.payment_law.checks import NOT_FINISHED, LawCheck, check_contracts
from reports.payment_law.due import Part, due_day, parts_of
from reports.payment_law.facts import ContractFacts, PartPaid
from reports.payment_law.figures import check_figures
from reports.payment_law.laws import LISTS_SERVICES, Law, LawsOnFile, law_on, laws_on_file
from reports.payment_law.sentences import ASK_FOR_PAY_DATE, NOT_ADVICE, ONLY_LISTED_WORK, late_sentence
from reports.payment_law.summary import UNDECIDED, payment_law_figures
from reports.payment_law.worth import Worth, worth_by_day, worth_by_year

__all__ = [
    "ASK_FOR_PAY_DATE",
    "LISTS_SERVICES",
    "NOT_ADVICE",
    "NOT_FINISHED",
    "ONLY_LISTED_WORK",
    "UNDECIDED",
    "ContractFacts",
    "Law",
    "LawCheck",
    "LawsOnFile",
    "Part",
    "PartPaid",
    "Worth",
    "check_contracts",
    "check_figures",
    "due_day",
    "late_sentence",
    "law_on",
    "laws_on_file",
    "parts_of",
    "payment_law_figures",
    "worth_by_day",
    "worth_by_year",
]

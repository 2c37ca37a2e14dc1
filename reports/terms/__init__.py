"""What contracts promise and what comes of it: real pay, changes of pay, onboarding, credited time.

METHOD section 10a. Terms are dated; each figure says which terms and which days it is about.
"""

from reports.terms.credited import TrackedTime, credited_figures
from reports.terms.kept import PromisedTime, promised_and_real
from reports.terms.onboarding import (
    PREPARING,
    ContractStart,
    Onboarding,
    Preparation,
    onboarding,
    onboarding_figures,
)
from reports.terms.pay_changes import PayChange, PayChanges, pay_changes
from reports.terms.payback import Line
from reports.terms.promises import Contract, Promise

__all__ = [
    "PREPARING",
    "Contract",
    "ContractStart",
    "Line",
    "Onboarding",
    "PayChange",
    "PayChanges",
    "Preparation",
    "Promise",
    "PromisedTime",
    "TrackedTime",
    "credited_figures",
    "onboarding",
    "onboarding_figures",
    "pay_changes",
    "promised_and_real",
]

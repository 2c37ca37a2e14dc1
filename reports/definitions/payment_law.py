"""Pay past the due date of a law."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import COUNT, DAYS, MONEY, Definition
from reports.wording import N_

PAYMENT_LAW: Mapping[str, Definition] = {
    "statutory_past_due_count": Definition(
        N_("Contracts past a statutory due date"),
        N_("Contracts with pay that has not come and that a law on late pay made due before today."),
        N_("number of contracts"),
        "6",
        COUNT,
    ),
    "statutory_past_due": Definition(
        N_("Unpaid past a statutory due date"),
        N_("What has not come of those contracts, before fees."),
        N_("sum of what is unpaid, each contract once"),
        "6",
        MONEY,
    ),
    "oldest_statutory_past_due_days": Definition(
        N_("Oldest unpaid contract"),
        N_("How many days the oldest of those contracts is past its statutory due date."),
        N_("today − the earliest due date; an agreed day, or 30 days after the work was finished"),
        "6",
        DAYS,
    ),
    "statutory_paid_late_count": Definition(
        N_("Contracts paid past a statutory due date"),
        N_("Contracts that are paid in full now, of which a part came past the due date of a law."),
        N_("number of contracts"),
        "6",
        COUNT,
    ),
    "statutory_late_days": Definition(
        N_("Days past the statutory due date"),
        N_("How many days after the due date the last of the pay came, or how many have passed without it."),
        N_("day of pay, or today − due date; never below 0"),
        "6",
        DAYS,
    ),
    "statutory_unpaid": Definition(
        N_("Not paid yet"),
        N_("What the contract is worth less what has come, before fees."),
        N_("worth of the contract − parts that have come"),
        "6",
        MONEY,
    ),
    "contract_worth": Definition(
        N_("What the contract counts with"),
        N_(
            "A law on late pay holds from an amount on. Contracts with the same platform add up: those of the "
            "days before this one, or of its calendar year, as the law says."
        ),
        N_("sum of the contracts with the same platform in the window, first and last day counted"),
        "6",
        MONEY,
    ),
}

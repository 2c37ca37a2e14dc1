"""Pay, fees, costs and time."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import HOURS, MONEY, SHARE, Definition
from reports.wording import N_

PAY: Mapping[str, Definition] = {
    "earned": Definition(
        N_("Earned"),
        N_("Pay for work in this period that was approved or is waiting for a decision."),
        N_("pay for tasks + bonuses + referrals + adjustments − pay taken back"),
        "0",
        MONEY,
    ),
    "fees": Definition(
        N_("Platform and payout fees"),
        N_("What platforms and payment services kept of your payouts."),
        N_("sum of the fees of payouts"),
        "0",
        MONEY,
    ),
    "expenses": Definition(
        N_("Your costs"),
        N_("What you spent to do this work."),
        N_("sum of your costs; a cost over several months counts day by day"),
        "0",
        MONEY,
    ),
    "net": Definition(
        N_("Left to you"),
        N_("What is left of your pay after fees and your costs, before any tax."),
        N_("earned − fees − costs"),
        "0",
        MONEY,
    ),
    "paid_hours": Definition(
        N_("Paid hours"), N_("Hours that a platform pays for."), N_("sum of paid time"), "0", HOURS
    ),
    "unpaid_hours": Definition(
        N_("Unpaid hours"),
        N_("Hours you worked that nobody pays for, such as tests, waiting and rejected work."),
        N_("sum of unpaid time"),
        "0",
        HOURS,
    ),
    "hours": Definition(
        N_("All hours"),
        N_("Every hour you worked, paid or not."),
        N_("paid hours + unpaid hours"),
        "0",
        HOURS,
    ),
    "unpaid_share": Definition(
        N_("Share of unpaid time"),
        N_("How much of your working time nobody paid for."),
        N_("unpaid hours ÷ all hours"),
        "0",
        SHARE,
    ),
    "value_of_unpaid_time": Definition(
        N_("Value of unpaid time"),
        N_(
            "What your unpaid hours would have brought at your pay per paid hour. It is a comparison, not a debt."
        ),
        N_("unpaid hours × pay per paid hour"),
        "1",
        MONEY,
    ),
}

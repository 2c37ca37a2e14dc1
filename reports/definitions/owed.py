"""What is owed, and how long pay takes."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import DAYS, MONEY, Definition
from reports.wording import N_

OWED: Mapping[str, Definition] = {
    "outstanding": Definition(
        N_("Owed to you now"),
        N_("Pay you have earned that has not arrived, whenever you earned it."),
        N_("earned − received, before fees"),
        "10a",
        MONEY,
    ),
    "outstanding_late": Definition(
        N_("Late"),
        N_("The part of what is owed to you whose pay day has passed."),
        N_("sum of what is owed past its expected day"),
        "10a",
        MONEY,
    ),
    "oldest_late_days": Definition(
        N_("Oldest late pay"),
        N_("How many days the oldest late pay is past its expected day."),
        N_("today − the oldest expected day"),
        "10a",
        DAYS,
    ),
    "days_to_be_paid": Definition(
        N_("Days to be paid"),
        N_("Half of your finished contracts are paid in full this many days after the work or sooner."),
        N_("median by Kaplan and Meier; unpaid contracts count as not ended"),
        "6",
        DAYS,
    ),
}

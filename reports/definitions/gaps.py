"""Gaps in work and contracts."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import COUNT, DAYS, SHARE, Definition
from reports.wording import N_

GAPS: Mapping[str, Definition] = {
    "gap_count": Definition(
        N_("Gaps"),
        N_("How often you had no work for longer than the number of days you chose."),
        N_("number of breaks longer than the threshold"),
        "10",
        COUNT,
    ),
    "gap_days": Definition(
        N_("Days without work"),
        N_("Days of this period that lie in gaps."),
        N_("sum of the days in gaps"),
        "10",
        DAYS,
    ),
    "longest_gap": Definition(
        N_("Longest gap"),
        N_("The longest time without work."),
        N_("days of the longest gap"),
        "10",
        DAYS,
    ),
    "median_gap": Definition(
        N_("Usual length of a gap"),
        N_("Half of your gaps last at most this long; a gap that goes on is counted as not ended."),
        N_("median by Kaplan and Meier, of gaps longer than the threshold"),
        "10",
        DAYS,
    ),
    "share_of_gaps_over_30_days": Definition(
        N_("Gaps longer than 30 days"),
        N_("The share of your gaps that last more than 30 days; a gap that goes on is counted as not ended."),
        N_("share by Kaplan and Meier, of gaps longer than the threshold"),
        "10",
        SHARE,
    ),
    "days_since_last_work": Definition(
        N_("Days since your last work"),
        N_("Days that have passed since the last work you logged."),
        N_("today − last day with work"),
        "8",
        DAYS,
    ),
    "contract_count": Definition(
        N_("Contracts"),
        N_("Contracts that were open in this period."),
        N_("number of contracts"),
        "10",
        COUNT,
    ),
    "median_contract_length": Definition(
        N_("Usual length of a contract"),
        N_("Half of your contracts last at most this long; an open contract is counted as not ended."),
        N_("median by Kaplan and Meier"),
        "10",
        DAYS,
    ),
    "days_between_contracts": Definition(
        N_("Days between contracts"),
        N_("Days with no open contract and no paid work, between your first and last activity."),
        N_("sum of the days between contracts"),
        "8",
        DAYS,
    ),
}

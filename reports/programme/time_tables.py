"""The tables of time: unpaid hours and where they went, gaps, contracts, and the effort behind each platform."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions import UNPAID_SHOWN
from reports.programme.cell_sums import CATEGORIES
from reports.programme.columns import OF_WRITERS, quarters, spread
from reports.programme.plan import Column, How, TablePlan, Unit
from reports.wording import N_

_SURVIVAL = "Kaplan and Meier (1958)"
_UNPAID = "Hara et al. (2018); Toxtli et al. (2021)"

_WENT_INTO: Mapping[str, str] = {
    "onboarding": N_("How much of all hours was unpaid time to get set up."),
    "assessment": N_("How much of all hours was unpaid time for tests."),
    "training": N_("How much of all hours was unpaid training."),
    "searching": N_("How much of all hours was unpaid time to look for work."),
    "waiting": N_("How much of all hours was unpaid time to wait for tasks."),
    "admin": N_("How much of all hours was unpaid time for messages and paperwork."),
    "unpaid_revision": N_("How much of all hours was spent to redo work without pay."),
    "rejected_task": N_("How much of all hours went into tasks that were rejected or returned, without pay."),
    "over_time_limit": N_("How much of all hours was worked past the time limit, without pay."),
    "not_said": N_("How much of all hours was unpaid for a reason that was not said."),
}

UNPAID_TIME = TablePlan(
    "unpaid_time",
    N_("Unpaid time, and where it went"),
    ("platform",),
    (
        *spread(
            Column(
                "unpaid_share",
                "unpaid_share",
                How.POOLED,
                Unit.SHARE,
                N_("Unpaid time, all hours together"),
                N_("How much of all hours that were worked no platform paid for."),
                _UNPAID,
            ),
            quarters(
                N_("Unpaid time, middle writer"),
                N_("Unpaid time, lower quarter"),
                N_("Unpaid time, upper quarter"),
            ),
        ),
        *(
            Column(
                question,
                question,
                How.POOLED,
                Unit.SHARE,
                UNPAID_SHOWN[word],
                _WENT_INTO[word],
                _UNPAID,
            )
            for word, question in CATEGORIES.items()
        ),
    ),
)

GAPS = TablePlan(
    "gaps",
    N_("Gaps in work"),
    (),
    (
        Column(
            "gap_length",
            "gap_length",
            How.MEDIAN_TIME,
            Unit.DAYS,
            N_("Usual length of a gap"),
            N_(
                "Half of the gaps of over 7 days last at most this long. One that goes on is counted as not ended."
            ),
            _SURVIVAL,
        ),
        Column(
            "any_gap",
            "any_gap",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            N_("Writers with a gap"),
            N_(
                "The share of writers for whom a gap of over 7 days began in this period, on all platforms together."
            ),
        ),
        Column(
            "gap_days_share_median",
            "gap_days_share",
            How.MEDIAN,
            Unit.SHARE,
            N_("Days in gaps, middle writer"),
            N_(
                "Each writer’s days in gaps of over 7 days, as a share of her days: half have less, half have more."
            ),
        ),
        Column(
            "gap_days_share_upper_quartile",
            "gap_days_share",
            How.UPPER_QUARTILE,
            Unit.SHARE,
            N_("Days in gaps, upper quarter"),
            OF_WRITERS[How.UPPER_QUARTILE],
        ),
    ),
    N_("A gap counts in the period in which it begins. Planned time off is none."),
)

# The days on which a contract began and ended are in the platform's books too.
CONTRACTS = TablePlan(
    "contracts",
    N_("How long contracts last"),
    ("platform",),
    (
        Column(
            "contract_length",
            "contract_length",
            How.MEDIAN_TIME,
            Unit.DAYS,
            N_("Usual length of a contract"),
            N_("Half of the contracts last at most this long. One that is open is counted as not ended."),
            _SURVIVAL,
            is_known_to_platform=True,
        ),
    ),
    N_("Of contracts that were open in this period, with all their days."),
)

# Units are counted by the platform too, since it pays by them, and so are hours where hardly any are unpaid.
EFFORT = TablePlan(
    "effort",
    N_("The work behind each platform"),
    ("platform", "kind"),
    (
        Column(
            "hours_median",
            "hours",
            How.MEDIAN,
            Unit.HOURS,
            N_("Hours worked, middle writer"),
            N_("Each writer’s hours in this period, paid or not: half have less, half have more."),
            is_known_to_platform=True,
        ),
        Column(
            "hours_lower_quartile",
            "hours",
            How.LOWER_QUARTILE,
            Unit.HOURS,
            N_("Hours worked, lower quarter"),
            OF_WRITERS[How.LOWER_QUARTILE],
            is_known_to_platform=True,
        ),
        Column(
            "hours_upper_quartile",
            "hours",
            How.UPPER_QUARTILE,
            Unit.HOURS,
            N_("Hours worked, upper quarter"),
            OF_WRITERS[How.UPPER_QUARTILE],
            is_known_to_platform=True,
        ),
        Column(
            "units_median",
            "units",
            How.MEDIAN,
            Unit.COUNT,
            N_("Units of work, middle writer"),
            N_(
                "The pieces of work each writer counted, such as scenes or labels: half have less, half have more."
            ),
            is_known_to_platform=True,
        ),
    ),
)

EFFORT_OF_ALL = TablePlan(
    "effort_of_all",
    N_("All the work of this period"),
    (),
    (
        Column(
            "hours",
            "hours",
            How.SUM,
            Unit.HOURS,
            N_("Hours worked, in all"),
            N_("The hours of all writers together, paid or not."),
            is_known_to_platform=True,
        ),
        Column(
            "units",
            "units",
            How.SUM,
            Unit.COUNT,
            N_("Units of work, in all"),
            N_("The pieces of work that all writers counted, such as scenes or labels."),
            is_known_to_platform=True,
        ),
        Column(
            "pay",
            "pay",
            How.SUM,
            Unit.MONEY,
            N_("Pay, in all"),
            N_("What all writers were paid for work with logged time, before fees and costs."),
            is_known_to_platform=True,
        ),
    ),
    N_("Sums are told of all writers together, and of no smaller group."),
)

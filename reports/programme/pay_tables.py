"""The tables of pay beyond the rates: when it comes, how it changes, and what it takes to get any."""

from __future__ import annotations

from reports.programme.columns import quarters, spread
from reports.programme.plan import Column, How, TablePlan, Unit
from reports.wording import N_

_FAIR_PAY = "Fairwork Cloudwork Principles (2024), 1.1"

# What was earned, when it was paid and what was rejected is in the platform's books.
PAYMENT = TablePlan(
    "payment",
    N_("When pay comes, and whether it does"),
    ("platform",),
    (
        Column(
            "days_to_be_paid",
            "days_to_be_paid",
            How.MEDIAN_TIME,
            Unit.DAYS,
            N_("Days to be paid"),
            N_("Half of the finished contracts are paid in full this many days after the work or sooner."),
            "Kaplan and Meier (1958)",
            is_known_to_platform=True,
        ),
        *spread(
            Column(
                "late_pay",
                "late_pay",
                How.POOLED,
                Unit.SHARE,
                N_("Late pay, all pay together"),
                N_("How much of the pay that was due came late, or has not come."),
                _FAIR_PAY,
                is_known_to_platform=True,
            ),
            {How.MEDIAN: N_("Late pay, middle writer")},
        ),
        Column(
            "missing_pay",
            "missing_pay",
            How.POOLED,
            Unit.SHARE,
            N_("Pay that has not come"),
            N_("How much of the pay that was due has not come."),
            _FAIR_PAY,
            is_known_to_platform=True,
        ),
        Column(
            "any_missing_pay",
            "any_missing_pay",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            N_("Writers who wait for pay"),
            N_("The share of writers to whom some pay that was due has not come."),
            _FAIR_PAY,
            is_known_to_platform=True,
        ),
        *spread(
            Column(
                "rejected",
                "rejected",
                How.POOLED,
                Unit.SHARE,
                N_("Rejected tasks, all tasks together"),
                N_("How many of the tasks that were approved or rejected were rejected."),
                _FAIR_PAY,
                is_known_to_platform=True,
            ),
            {How.MEDIAN: N_("Rejected tasks, middle writer")},
        ),
    ),
    N_(
        "Pay is due on the day that was agreed, or 30 days after the work. We looked on the day the period closed."
    ),
)

# A platform knows which terms it changed for whom.
PAY_CHANGES = TablePlan(
    "pay_changes",
    N_("Changes of pay"),
    ("platform",),
    (
        Column(
            "pay_cut",
            "pay_cut",
            How.SHARE_OF_WRITERS,
            Unit.SHARE,
            N_("Writers whose pay was cut"),
            N_(
                "The share of writers with an open contract to whom new terms promised less for the same work."
            ),
            is_known_to_platform=True,
        ),
        *spread(
            Column(
                "pay_change_size",
                "pay_change_size",
                How.POOLED,
                Unit.CHANGE,
                N_("Size of a change, all changes together"),
                N_(
                    "How much more or less new terms promised, as a share of what was promised before, on average."
                ),
                is_known_to_platform=True,
            ),
            quarters(
                N_("Size of a change, middle writer"),
                N_("Size of a change, lower quarter"),
                N_("Size of a change, upper quarter"),
            ),
        ),
    ),
    N_("Only the same kind of work is compared, in one contract or when it is offered again."),
)

ONBOARDING = TablePlan(
    "onboarding",
    N_("Getting started"),
    ("platform",),
    (
        *spread(
            Column(
                "onboarding_hours",
                "onboarding_hours",
                How.POOLED,
                Unit.HOURS,
                N_("Hours before the first pay, all contracts together"),
                N_(
                    "Unpaid hours to get set up, tested and trained, for each contract that began in this period."
                ),
            ),
            quarters(
                N_("Hours before the first pay, middle writer"),
                N_("Hours before the first pay, lower quarter"),
                N_("Hours before the first pay, upper quarter"),
            ),
        ),
        Column(
            "payback",
            "payback",
            How.MEDIAN_TIME,
            Unit.HOURS,
            N_("Paid hours until they are paid back"),
            N_(
                "Half of the contracts pay more than the minimum wage, all hours counted, after this many paid hours. "
                "One that does not yet is counted as not ended."
            ),
            "Kaplan and Meier (1958)",
        ),
    ),
    N_("Tests that led to no contract count too."),
)

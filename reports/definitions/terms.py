"""Promised terms and their changes, onboarding, credited time."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.definitions.definition import COUNT, HOURS, MONEY, PER_HOUR, SHARE, Definition
from reports.wording import N_

#: What of a promise can change.
PAY_TERMS: Mapping[str, str] = MappingProxyType(
    {
        "pay_model": N_("How it pays"),
        "rate": N_("Rate"),
        "unit": N_("Unit"),
        "promised_time": N_("Promised time for a unit"),
        "bonus_rule": N_("Bonus"),
        "weekly_cap": N_("Most hours a week"),
        "hold": N_("Days the pay is held back"),
    }
)

TERMS: Mapping[str, Definition] = {
    "pay_change_count": Definition(
        N_("Changes of pay"),
        N_(
            "How often the pay terms of a contract changed, or were different when the contract was offered again."
        ),
        N_("number of days on which a contract got other pay terms"),
        "10a",
        COUNT,
    ),
    "pay_cut_count": Definition(
        N_("Cuts of the promised pay"),
        N_("How many of these changes lowered the promised hourly rate or the price of the same unit."),
        N_("number of changes with a lower promised hourly rate or a lower price of the same unit"),
        "10a",
        COUNT,
    ),
    "promised_rate_before": Definition(
        N_("Promised an hour before"),
        N_("What the terms before the change promised for an hour."),
        N_("promised rate; for pieces price ÷ promised time; for a range its middle"),
        "10a",
        PER_HOUR,
    ),
    "promised_rate_after": Definition(
        N_("Promised an hour after"),
        N_("What the terms after the change promised for an hour."),
        N_("promised rate; for pieces price ÷ promised time; for a range its middle"),
        "10a",
        PER_HOUR,
    ),
    "promised_rate_change": Definition(
        N_("Change of the promised rate"),
        N_("How much more or less was promised for an hour after the change."),
        N_("(promised after − promised before) ÷ promised before"),
        "10a",
        SHARE,
    ),
    "promised_price_change": Definition(
        N_("Change of the price of a unit"),
        N_(
            "How much more or less was promised for the same unit, such as a scene or an hour, after the change."
        ),
        N_("(price after − price before) ÷ price before"),
        "10a",
        SHARE,
    ),
    "effective_rate_before": Definition(
        N_("Real hourly pay before"),
        N_("Your real hourly pay for this kind of work under the terms before the change."),
        N_("(earned − fees − costs) ÷ all hours under the old terms, without onboarding, tests and training"),
        "10a",
        PER_HOUR,
    ),
    "effective_rate_after": Definition(
        N_("Real hourly pay after"),
        N_("Your real hourly pay for this kind of work under the terms after the change."),
        N_("(earned − fees − costs) ÷ all hours under the new terms, without onboarding, tests and training"),
        "10a",
        PER_HOUR,
    ),
    "effective_rate_change": Definition(
        N_("Change of real hourly pay"),
        N_("How much more or less your real hourly pay was for the same kind of work after the change."),
        N_("(real hourly pay after − before) ÷ before"),
        "10a",
        SHARE,
    ),
    "effective_rate_low": Definition(
        N_("Real hourly pay, low end"),
        N_(
            "About nine times out of ten, the pay you would have from more work like this lies above this end and below the other."
        ),
        N_("real hourly pay − t × standard error by the jackknife over contracts or weeks"),
        "10a",
        PER_HOUR,
    ),
    "effective_rate_high": Definition(
        N_("Real hourly pay, high end"),
        N_(
            "About nine times out of ten, the pay you would have from more work like this lies below this end and above the other."
        ),
        N_("real hourly pay + t × standard error by the jackknife over contracts or weeks"),
        "10a",
        PER_HOUR,
    ),
    "onboarding_hours": Definition(
        N_("Unpaid hours before the first paid work"),
        N_("Onboarding, tests and training that nobody paid for, until the first paid task of a contract."),
        N_("unpaid onboarding + tests + training, up to the day of the first paid task"),
        "10a",
        HOURS,
    ),
    "onboarding_cost": Definition(
        N_("Value of the hours before the first paid work"),
        N_(
            "What these hours would have brought at the contract’s pay per paid hour. It is a comparison, not a debt."
        ),
        N_("these hours × pay per paid hour"),
        "10a",
        MONEY,
    ),
    "payback_hours": Definition(
        N_("Paid back after"),
        N_(
            "Paid hours until your pay per hour worked first rose above the line: the minimum wage, or one you chose."
        ),
        N_("paid hours up to the first day with earned ÷ all hours so far > the line"),
        "10a",
        HOURS,
    ),
    "payback_forecast_hours": Definition(
        N_("Paid hours it takes to pay back"),
        N_(
            "Paid hours it takes, at your pay so far, until your pay per hour worked rises above the line: the minimum wage, or one you chose."
        ),
        N_(
            "line × unpaid hours before the first paid work ÷ (pay per paid hour − line × (1 + other unpaid hours per paid hour))"
        ),
        "10a",
        HOURS,
        gives_pay_away=True,
    ),
    "unled_onboarding_hours": Definition(
        N_("Unpaid hours without paid work so far"),
        N_("Onboarding, tests and training that have led to no paid task yet."),
        N_("unpaid onboarding + tests + training of contracts without a paid task, and of no contract"),
        "10a",
        HOURS,
    ),
    "unled_onboarding_cost": Definition(
        N_("Value of the hours without paid work so far"),
        N_("What these hours would have brought at your pay per paid hour. It is a comparison, not a debt."),
        N_("these hours × pay per paid hour"),
        "10a",
        MONEY,
    ),
    "unled_assessment_count": Definition(
        N_("Tests without paid work so far"),
        N_("Unpaid tests you logged that have led to no paid task yet."),
        N_("number of unpaid tests of contracts without a paid task, and of no contract"),
        "10a",
        COUNT,
    ),
    "own_tracked_hours": Definition(
        N_("Your own time"),
        N_("Time you logged for paid tasks where you also know what the platform credited."),
        N_("sum of your own time"),
        "10a",
        HOURS,
    ),
    "credited_hours": Definition(
        N_("Time that was credited"),
        N_("Time the platform’s tracker counted for these tasks."),
        N_("sum of credited time"),
        "10a",
        HOURS,
    ),
    "credited_shortfall_hours": Definition(
        N_("Time that was not credited"),
        N_("Time you worked that the platform’s tracker did not count."),
        N_("your own time − credited time"),
        "10a",
        HOURS,
    ),
    "credited_shortfall_pay": Definition(
        N_("Pay for time that was not credited"),
        N_("What the platform would have paid for this time at the contract’s rate."),
        N_("time that was not credited × rate an hour"),
        "10a",
        MONEY,
    ),
    "credited_time_coverage": Definition(
        N_("Paid hours with credited time"),
        N_("How much of your paid time has both your own and the platform’s count."),
        N_("your own time of tasks with both ÷ paid hours"),
        "10a",
        SHARE,
    ),
}

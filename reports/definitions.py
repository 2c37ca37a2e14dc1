"""What each figure means: its name, one plain sentence, its formula, and where the method describes it.

Every text is a message id, shown through a `Wording`. The keys are those of the figures in a personal report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.frames import ContractState, GapCause, UnpaidCategory
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class Definition:
    """The words of one figure, all message ids; `section` is the method's ("1", "10a")."""

    name: str
    definition: str
    formula: str
    section: str
    unit_note: str


MONEY = N_("in your currency")
PER_HOUR = N_("in your currency, for each hour")
HOURS = N_("in hours; minutes and seconds count")
DAYS = N_("in days of the calendar, by your own time zone")
SHARE = N_("as a share of the whole")
COUNT = N_("a number of things")

_PAY: Mapping[str, Definition] = {
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

_RATES: Mapping[str, Definition] = {
    "advertised_rate": Definition(
        N_("Promised hourly rate"),
        N_("The hourly rate your contracts promised, counted by the paid hours you worked under each."),
        N_("sum of (promised rate × paid hours) ÷ paid hours with a promised rate"),
        "1",
        PER_HOUR,
    ),
    "paid_time_rate": Definition(
        N_("Pay per paid hour"),
        N_("Your pay for each hour that a platform pays for. This is what platforms show."),
        N_("earned ÷ paid hours"),
        "1",
        PER_HOUR,
    ),
    "all_hours_rate": Definition(
        N_("Pay per hour worked"),
        N_("Your pay for each hour you worked, paid or not."),
        N_("earned ÷ all hours"),
        "1",
        PER_HOUR,
    ),
    "effective_hourly_rate": Definition(
        N_("Real hourly pay"),
        N_("What you earned, less fees and costs, divided by every hour you worked, paid or not."),
        N_("(earned − fees − costs) ÷ all hours"),
        "1",
        PER_HOUR,
    ),
    "rate_after_self_employment_tax": Definition(
        N_("After self-employment tax"),
        N_(
            "Real hourly pay after the federal tax that people who work for themselves pay for Social Security."
        ),
        N_("(earned − fees − costs − self-employment tax) ÷ all hours"),
        "1",
        PER_HOUR,
    ),
    "take_home_equivalent_wage": Definition(
        N_("Staff wage with the same take-home pay"),
        N_("The staff wage that leaves as much after payroll tax as you keep after self-employment tax."),
        N_("rate after self-employment tax ÷ (1 − 0.0765)"),
        "1",
        PER_HOUR,
    ),
    "mishel_variant": Definition(
        N_("After the extra half of payroll tax"),
        N_(
            "Real hourly pay less only the half of payroll tax that an employer would pay, as Mishel (2018) counts."
        ),
        N_("real hourly pay × (1 − 0.0765)"),
        "1",
        PER_HOUR,
    ),
    "employee_equivalent_wage": Definition(
        N_("Same as a staff wage of"),
        N_("The staff wage that is worth as much as your real hourly pay once its benefits are counted."),
        N_("real hourly pay ÷ (1 + benefits per dollar of wages)"),
        "1",
        PER_HOUR,
    ),
    "parity_gap": Definition(
        N_("Real hourly pay above that staff wage"),
        N_("How much of your real hourly pay stands for the benefits that the same staff job would bring."),
        N_("real hourly pay − staff wage worth as much"),
        "3a",
        PER_HOUR,
    ),
    "settled_rate": Definition(
        N_("Money received per hour"),
        N_("The money that arrived in this period, after fees, for each hour you worked in it."),
        N_("net payouts ÷ all hours"),
        "1",
        PER_HOUR,
    ),
    "session_rate": Definition(
        N_("Pay per hour of work sessions"),
        N_("Pay for each hour from the start to the end of your sessions, with short pauses counted in."),
        N_("pay of timed tasks ÷ time from first start to last end of each session"),
        "1",
        PER_HOUR,
    ),
    "kept_share": Definition(
        N_("Share of the promise you kept"),
        N_("How much of the promised hourly rate is left as real hourly pay."),
        N_("real hourly pay ÷ promised hourly rate"),
        "1",
        SHARE,
    ),
}

_TAX: Mapping[str, Definition] = {
    "self_employment_tax": Definition(
        N_("Self-employment tax of this period"),
        N_("This period’s part of the year’s self-employment tax. Income tax is not estimated."),
        N_("tax of the year × net of the period ÷ net of the year"),
        "2",
        MONEY,
    ),
    "self_employment_tax_year": Definition(
        N_("Self-employment tax of the year"),
        N_("Self-employment tax on all you have made this year so far. It changes as the year goes on."),
        N_("Social Security part up to the wage base + Medicare part"),
        "2",
        MONEY,
    ),
    "social_security_credits": Definition(
        N_("Social Security credits"),
        N_("Work credits for Social Security that this year’s pay has brought so far, at most four a year."),
        N_("(wages + net earnings) ÷ price of a credit, whole credits, at most 4"),
        "5",
        COUNT,
    ),
    "distance_to_next_credit": Definition(
        N_("To the next credit"),
        N_("How much more you would have to make this year for the next Social Security credit."),
        N_("(price of the next credit − wages − net earnings) ÷ 0.9235"),
        "5",
        MONEY,
    ),
}

_BENEFITS: Mapping[str, Definition] = {
    "benefits_shortfall_line_by_line": Definition(
        N_("What a staff job would have added, line by line"),
        N_(
            "What an employer would have paid on top if the same money had been wages, one benefit after the other."
        ),
        N_("sum of the lines that are known"),
        "3b",
        MONEY,
    ),
    "benefits_shortfall_parity": Definition(
        N_("What a staff job would have added, at the average cost"),
        N_(
            "What benefits cost employers on average for this much in wages. Never add it to the other method."
        ),
        N_("left to you × benefits per dollar of wages"),
        "3a",
        MONEY,
    ),
    "statutory_sick_leave": Definition(
        N_("Statutory sick leave"),
        N_(
            "Paid sick leave that the law gives employees for these hours. It stands beside the total, not in it."
        ),
        N_("hours of leave × net per hour worked"),
        "3b",
        MONEY,
    ),
    "employer_fica": Definition(
        N_("Employer payroll tax"),
        N_("The half of Social Security and Medicare tax that an employer pays."),
        N_("0.062 × net up to the wage base + 0.0145 × net"),
        "3b",
        MONEY,
    ),
    "futa": Definition(
        N_("Federal unemployment tax"),
        N_("What an employer pays to the federal government for unemployment insurance."),
        N_("rate × net on each platform, up to the cap"),
        "3b",
        MONEY,
    ),
    "state_unemployment_insurance": Definition(
        N_("State unemployment insurance"),
        N_("What an employer pays to the state for unemployment insurance."),
        N_("rate × net on each platform, up to the cap"),
        "3b",
        MONEY,
    ),
    "employment_training_tax": Definition(
        N_("State training tax"),
        N_("What an employer in California pays for training."),
        N_("rate × net on each platform, up to the cap"),
        "3b",
        MONEY,
    ),
    "workers_compensation": Definition(
        N_("Workers’ compensation"),
        N_("Insurance for injuries at work. No dated rate is on file, so it is not counted."),
        N_("not counted"),
        "3b",
        MONEY,
    ),
    "paid_leave": Definition(
        N_("Paid leave"),
        N_("Vacation, holidays, sick and personal days at what they cost employers on average."),
        N_("net × paid leave ÷ wages"),
        "3b",
        MONEY,
    ),
    "health": Definition(
        N_("Health insurance"),
        N_(
            "The employer’s part of a health plan for one person, for the share of a full-time year you worked."
        ),
        N_("employer’s part of a year × hours ÷ 2,080, at most one year"),
        "3b",
        MONEY,
    ),
    "retirement": Definition(
        N_("Retirement"),
        N_("What employers pay into retirement plans on average."),
        N_("net × retirement and savings ÷ wages"),
        "3b",
        MONEY,
    ),
}

_GAPS: Mapping[str, Definition] = {
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

_OWED: Mapping[str, Definition] = {
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

#: Figure key -> its words.
DEFINITIONS: Mapping[str, Definition] = MappingProxyType(
    {**_PAY, **_RATES, **_TAX, **_BENEFITS, **_GAPS, **_OWED}
)


def definition_of(key: str) -> Definition:
    """The words of a figure.

    >>> definition_of("effective_hourly_rate").name
    'Real hourly pay'
    """
    return DEFINITIONS[key]


#: Kinds of work we suggest; a writer may use words of her own, which are shown as they are.
TASK_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "ranking": N_("Ranking answers"),
        "rating": N_("Rating texts"),
        "writing": N_("Writing texts"),
        "labelling": N_("Labelling texts"),
        "editing": N_("Editing"),
        "reviewing": N_("Checking the work of others"),
        "translation": N_("Translation"),
        "transcription": N_("Transcription"),
        "red_teaming": N_("Testing for harmful answers"),
        "other": N_("Other work"),
    }
)

UNPAID_CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        UnpaidCategory.ONBOARDING: N_("Onboarding"),
        UnpaidCategory.ASSESSMENT: N_("Test or assessment"),
        UnpaidCategory.TRAINING: N_("Training"),
        UnpaidCategory.SEARCHING: N_("Looking for work"),
        UnpaidCategory.WAITING: N_("Waiting for tasks"),
        UnpaidCategory.ADMIN: N_("Messages and paperwork"),
        UnpaidCategory.UNPAID_REVISION: N_("Revision without pay"),
        UnpaidCategory.REJECTED_TASK: N_("Rejected or returned task"),
        UnpaidCategory.OVER_TIME_LIMIT: N_("Over the time limit"),
    }
)

GAP_CAUSES: Mapping[str, str] = MappingProxyType(
    {
        GapCause.QUEUE_EMPTY: N_("The queue was empty"),
        GapCause.PROJECT_ENDED: N_("The project ended"),
        GapCause.WAITING_FOR_REVIEW: N_("Waiting for a review"),
        GapCause.DEACTIVATED: N_("Account closed by the platform"),
        GapCause.BETWEEN_CONTRACTS: N_("Between contracts"),
        GapCause.MY_CHOICE: N_("My own choice"),
    }
)

CONTRACT_STATES: Mapping[str, str] = MappingProxyType(
    {
        ContractState.APPLIED: N_("Applied"),
        ContractState.TESTED: N_("Tested"),
        ContractState.ONBOARDED: N_("Onboarded"),
        ContractState.ACTIVE: N_("Active"),
        ContractState.PAUSED: N_("Paused"),
        ContractState.ENDED_BY_ME: N_("Ended by me"),
        ContractState.ENDED_BY_PLATFORM: N_("Ended by the platform"),
        ContractState.REMOVED: N_("Removed without a reason"),
    }
)

BENEFIT_LINES: Mapping[str, str] = MappingProxyType(
    {
        key: definition.name
        for key, definition in _BENEFITS.items()
        if not key.startswith("benefits_shortfall")
    }
)

#: Why rows of the log are not counted in a report.
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "other_currency": N_("in another currency"),
        "after_as_of": N_("after the day of the report"),
        "pay_without_time": N_("paid tasks without logged time"),
    }
)

#: Names of the slices that gather what belongs nowhere.
NOWHERE: Mapping[str, str] = MappingProxyType(
    {
        "platform": N_("On no platform"),
        "contract": N_("On no contract"),
        "kind": N_("No kind of work given"),
    }
)

"""What a writer is told of the programme before she says yes: everything that is asked of her log, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass

from reports.wording import N_


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is counted.

    Attributes
    ----------
    sentence, short
        Message ids: a line of the page that asks her, and the same in a few words that follow a colon.
    questions, dimensions
        Keys of the programme that it tells of.
    """

    sentence: str
    short: str
    questions: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


ASKED: tuple[Asked, ...] = (
    Asked(
        N_("Hours, paid and unpaid, and the kind of unpaid time"),
        N_("paid and unpaid hours"),
        (
            "hours",
            "time_priced",
            "unpaid_share",
            "unpaid_onboarding",
            "unpaid_assessment",
            "unpaid_training",
            "unpaid_searching",
            "unpaid_waiting",
            "unpaid_admin",
            "unpaid_revision",
            "unpaid_rejected_task",
            "unpaid_over_time_limit",
            "unpaid_not_said",
        ),
    ),
    Asked(N_("Units of work, such as tasks or words"), N_("units of work"), ("units",)),
    Asked(
        N_("Pay, fees and costs, and what was taken back"),
        N_("pay, fees and costs"),
        ("pay", "pay_with_time", "effective_hourly_rate", "all_hours_rate", "paid_time_rate"),
    ),
    Asked(
        N_("Promised rate, how you are paid, and each change of it"),
        N_("promised rates, ways of paying and their changes"),
        ("advertised_rate", "pay_cut", "pay_change_size"),
        ("pay_model",),
    ),
    Asked(
        N_("Platform and kind of work, from fixed lists"),
        N_("platforms and kinds of work"),
        dimensions=("platform", "kind"),
    ),
    Asked(
        N_("Where you work, and its minimum wage"),
        N_("places of work and their minimum wages"),
        ("hours_below_minimum_wage", "any_week_below_minimum_wage", "minimum_wage_lack"),
        ("place",),
    ),
    Asked(
        N_("Days from a finished job to its pay; late, unpaid and rejected work"),
        N_("days until pay; late, unpaid and rejected work"),
        ("days_to_be_paid", "late_pay", "missing_pay", "any_missing_pay", "rejected"),
    ),
    Asked(
        N_("How long contracts last, and the days between them"),
        N_("how long contracts last, and gaps"),
        ("contract_length", "gap_length", "any_gap", "gap_days_share"),
    ),
    Asked(
        N_("Hours before the first pay of a contract, and how soon it makes up for them"),
        N_("hours before the first pay"),
        ("onboarding_hours", "payback"),
    ),
    Asked(
        N_(
            "Cover you do not have: health, retirement, unemployment, disability, accidents at work, sick days, family and "
            "parental leave"
        ),
        N_("cover that people do not have"),
        (
            "without_employer_health_plan",
            "without_employer_retirement_plan",
            "without_unemployment_insurance",
            "without_state_disability_insurance",
            "without_workers_compensation",
            "without_sick_leave",
            "without_paid_family_leave",
            "without_paid_parental_leave",
        ),
    ),
    Asked(
        N_("What an employer would have paid on top"),
        N_("what an employer would have paid on top"),
        ("benefits_shortfall_per_hour", "benefits_shortfall_per_year"),
    ),
    Asked(
        N_("How hard work was, from 1 to 5, and what hard and light work paid"),
        N_("how hard work was"),
        ("heavy_share", "effective_rate_light", "effective_rate_heavy", "toll_coverage"),
    ),
    Asked(
        N_("Your answers in reviews of contracts, yes or no"),
        N_("reviews of contracts"),
        (
            "review_time_estimate_true",
            "review_instructions_clear",
            "review_warned_of_harmful_content",
            "review_readable_before_start",
            "review_purpose_told",
            "review_rejection_reasons_given",
            "review_person_answered",
            "review_appeal_possible",
            "review_pay_talk_forbidden",
        ),
    ),
    Asked(
        N_("Whether your terms promise credit, and tell what the work is for"),
        N_("credit and purpose, as the terms say"),
        ("credit_promised", "purpose_told"),
    ),
    Asked(
        N_("Covered writing pay, only to see whether gig work pays you more"),
        N_("whether gig work pays more than covered writing"),
        ("gig_pay_above_covered_pay",),
    ),
)

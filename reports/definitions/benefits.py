"""The benefits shortfall and its lines."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import MONEY, PER_HOUR, SHARE, Definition
from reports.wording import N_

BENEFITS: Mapping[str, Definition] = {
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
    "benefits_shortfall_parity_core": Definition(
        N_("What a staff job would have added, at the average cost, without overtime and bonuses"),
        N_(
            "What benefits cost employers on average for this much in wages, overtime, shift and bonus pay left "
            "out. Never add it to the other method."
        ),
        N_("left to you × benefits without overtime, shift and bonus pay per dollar of wages"),
        "3a",
        MONEY,
    ),
    "benefits_shortfall_per_hour": Definition(
        N_("What a staff job would have added for each hour, line by line"),
        N_("What an employer would have paid on top, for each hour you worked, paid or not."),
        N_("sum of the lines that are known ÷ all hours"),
        "3b",
        PER_HOUR,
    ),
    "benefits_shortfall_share_of_net": Definition(
        N_("What a staff job would have added, as a share of your net, line by line"),
        N_("What an employer would have paid on top, compared with what you had left after fees and costs."),
        N_("sum of the lines that are known ÷ left to you"),
        "3b",
        SHARE,
        gives_pay_away=True,
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
            "The employer’s part of a health plan for one person, for the share of a full-time year you worked. "
            "You can choose your own premium or a marketplace plan instead."
        ),
        N_("a year’s cover × hours ÷ 2,080, at most one year"),
        "3b",
        MONEY,
    ),
    "retirement": Definition(
        N_("Retirement"),
        N_(
            "What employers pay into retirement plans on average: for all staff or, if you choose so, for those "
            "who have a plan."
        ),
        N_("net × retirement and savings ÷ wages, or net × what plans get of pay"),
        "3b",
        MONEY,
    ),
}

"""Pay beside the minimum wage."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import COUNT, MONEY, Definition
from reports.wording import N_

WAGES: Mapping[str, Definition] = {
    "weeks_with_work": Definition(
        N_("Weeks with work"),
        N_("Weeks from Monday to Sunday with any logged work of this period."),
        N_("number of weeks with hours"),
        "7",
        COUNT,
    ),
    "floor_pay_all_hours": Definition(
        N_("Minimum wage for all hours"),
        N_(
            "What an employee would get at the minimum wage for every hour you worked, by the day and the place."
        ),
        N_("sum of (hours × the highest federal, state or local minimum wage)"),
        "7",
        MONEY,
    ),
    "floor_pay_paid_hours": Definition(
        N_("Minimum wage for paid hours"),
        N_(
            "What an employee would get at the minimum wage for your paid hours alone, by the day and the place."
        ),
        N_("sum of (paid hours × the highest federal, state or local minimum wage)"),
        "7",
        MONEY,
    ),
    "minimum_wage_gap_all_hours_after_costs": Definition(
        N_("Minimum wage less what is left to you, all hours"),
        N_(
            "How far what is left to you is below the minimum wage that an employee would get for all these hours."
            " A minus sign says that it is above."
        ),
        N_("minimum wage for all hours − (earned − fees − costs)"),
        "7",
        MONEY,
    ),
    "minimum_wage_gap_all_hours_before_costs": Definition(
        N_("Minimum wage less your pay, all hours"),
        N_(
            "How far your pay is below the minimum wage that an employee would get for all these hours. A minus"
            " sign says that it is above."
        ),
        N_("minimum wage for all hours − earned"),
        "7",
        MONEY,
    ),
    "minimum_wage_gap_paid_hours_after_costs": Definition(
        N_("Minimum wage less what is left to you, paid hours"),
        N_(
            "How far what is left to you is below the minimum wage that an employee would get for the paid hours"
            " alone. A minus sign says that it is above."
        ),
        N_("minimum wage for paid hours − (earned − fees − costs)"),
        "7",
        MONEY,
    ),
    "minimum_wage_gap_paid_hours_before_costs": Definition(
        N_("Minimum wage less your pay, paid hours"),
        N_(
            "How far your pay is below the minimum wage that an employee would get for the paid hours alone. A"
            " minus sign says that it is above."
        ),
        N_("minimum wage for paid hours − earned"),
        "7",
        MONEY,
    ),
    "weeks_below_minimum_wage_all_hours_after_costs": Definition(
        N_("Weeks below the minimum wage, all hours, after costs"),
        N_(
            "Weeks in which what was left to you is below the minimum wage that an employee would get for every"
            " hour you worked. It compares; it does not say that a law applies."
        ),
        N_("number of weeks with minimum wage for all hours > earned − fees − costs"),
        "7",
        COUNT,
    ),
    "weeks_below_minimum_wage_all_hours_before_costs": Definition(
        N_("Weeks below the minimum wage, all hours, before costs"),
        N_(
            "Weeks in which your pay is below the minimum wage that an employee would get for every hour you"
            " worked. It compares; it does not say that a law applies."
        ),
        N_("number of weeks with minimum wage for all hours > earned"),
        "7",
        COUNT,
    ),
    "weeks_below_minimum_wage_paid_hours_after_costs": Definition(
        N_("Weeks below the minimum wage, paid hours, after costs"),
        N_(
            "Weeks in which what was left to you is below the minimum wage that an employee would get for your"
            " paid hours alone. It compares; it does not say that a law applies."
        ),
        N_("number of weeks with minimum wage for paid hours > earned − fees − costs"),
        "7",
        COUNT,
    ),
    "weeks_below_minimum_wage_paid_hours_before_costs": Definition(
        N_("Weeks below the minimum wage, paid hours, before costs"),
        N_(
            "Weeks in which your pay is below the minimum wage that an employee would get for your paid hours"
            " alone. It compares; it does not say that a law applies."
        ),
        N_("number of weeks with minimum wage for paid hours > earned"),
        "7",
        COUNT,
    ),
    "minimum_wage_shortfall_all_hours_after_costs": Definition(
        N_("What those weeks lack, all hours, after costs"),
        N_(
            "What is missing to the minimum wage that an employee would get, over the weeks below it. Weeks above"
            " it make up for nothing. It is a comparison, not a debt."
        ),
        N_("sum over those weeks of minimum wage for all hours − (earned − fees − costs)"),
        "7",
        MONEY,
    ),
    "minimum_wage_shortfall_all_hours_before_costs": Definition(
        N_("What those weeks lack, all hours, before costs"),
        N_(
            "What your pay is missing to the minimum wage that an employee would get, over the weeks below it."
            " Weeks above it make up for nothing. It is a comparison, not a debt."
        ),
        N_("sum over those weeks of minimum wage for all hours − earned"),
        "7",
        MONEY,
    ),
    "minimum_wage_shortfall_paid_hours_after_costs": Definition(
        N_("What those weeks lack, paid hours, after costs"),
        N_(
            "What is missing to the minimum wage that an employee would get for the paid hours alone, over the"
            " weeks below it. Weeks above it make up for nothing. It is a comparison, not a debt."
        ),
        N_("sum over those weeks of minimum wage for paid hours − (earned − fees − costs)"),
        "7",
        MONEY,
    ),
    "minimum_wage_shortfall_paid_hours_before_costs": Definition(
        N_("What those weeks lack, paid hours, before costs"),
        N_(
            "What your pay is missing to the minimum wage that an employee would get for the paid hours alone,"
            " over the weeks below it. Weeks above it make up for nothing. It is a comparison, not a debt."
        ),
        N_("sum over those weeks of minimum wage for paid hours − earned"),
        "7",
        MONEY,
    ),
}

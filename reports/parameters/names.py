"""The words of outside figures: what each key and each unit is called. All are message ids."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import count
from types import MappingProxyType

from reports.parameters.parameter import Parameter
from reports.wording import N_, Wording, translated

#: Key of a figure on file -> what people call it.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "elective_disability_weekly_maximum": N_("Disability Insurance Elective Coverage, most a week"),
        "employer_plan_premium_family": N_("Employer health plan, whole premium for a family"),
        "employer_plan_premium_single": N_("Employer health plan, whole premium for one person"),
        "employer_retirement_contribution": N_("What an employer pays into a retirement plan"),
        "marketplace_age_factor_40": N_("Marketplace health plan, age factor at 40"),
        "marketplace_benchmark_premium_age_0": N_(
            "Marketplace health plan, benchmark premium before the age factor"
        ),
        "marketplace_benchmark_premium_age_40": N_("Marketplace health plan, benchmark premium at 40"),
        "retirement_plans_with_employer_contribution": N_("Retirement plans with money from the employer"),
        "vacation_after_1_year_share_lt_5_days": N_("Workers with under 5 days of vacation after 1 year"),
        "vacation_after_1_year_share_5_to_9_days": N_("Workers with 5 to 9 days of vacation after 1 year"),
        "vacation_after_1_year_share_10_to_14_days": N_(
            "Workers with 10 to 14 days of vacation after 1 year"
        ),
        "vacation_after_1_year_share_15_to_19_days": N_(
            "Workers with 15 to 19 days of vacation after 1 year"
        ),
        "vacation_after_1_year_share_20_to_24_days": N_(
            "Workers with 20 to 24 days of vacation after 1 year"
        ),
        "vacation_after_1_year_share_gt_24_days": N_("Workers with over 24 days of vacation after 1 year"),
        "worker_contribution_family": N_("Employer health plan, the worker’s part for a family"),
        "worker_contribution_single": N_("Employer health plan, the worker’s part for one person"),
        "worker_share_family": N_("Employer health plan, the worker’s share for a family"),
        "worker_share_single": N_("Employer health plan, the worker’s share for one person"),
        "ecec_insurance": N_("Employer costs, insurance"),
        "ecec_legally_required": N_("Employer costs, benefits the law requires"),
        "ecec_paid_leave": N_("Employer costs, paid leave"),
        "ecec_retirement_and_savings": N_("Employer costs, retirement and savings"),
        "ecec_supplemental_pay": N_("Employer costs, supplemental pay"),
        "ecec_total_benefits": N_("Employer costs, all benefits"),
        "ecec_total_compensation": N_("Employer costs, wages and benefits"),
        "ecec_wages_and_salaries": N_("Employer costs, wages and salaries"),
        "coverage_length": N_("Guild health plan, length of coverage"),
        "excess_earnings_extension_threshold": N_("Guild health plan, earnings that extend coverage"),
        "extended_coverage_points_to_use": N_("Guild health plan, points to use for longer coverage"),
        "health_contribution_cap_screen": N_("Guild health contribution, cap for a screen project"),
        "health_contribution_rate_by_year_2": N_("Guild health contribution, by the second year"),
        "health_contribution_rate_increase": N_("Guild health contribution, increase"),
        "health_contribution_rate_increase_on_ratification": N_(
            "Guild health contribution, increase on ratification"
        ),
        "health_contribution_rate_year_1": N_("Guild health contribution, first year"),
        "health_contribution_rate_year_2": N_("Guild health contribution, second year"),
        "health_contribution_rate_year_3": N_("Guild health contribution, third year"),
        "health_eligibility_minimum_earnings": N_("Guild health plan, earnings to be covered"),
        "individual_ppo_premium": N_("Guild health plan, premium for one person"),
        "lag_before_coverage": N_("Guild health plan, wait before coverage"),
        "minimums_increase_year_1": N_("Guild minimums, increase in the first year"),
        "minimums_increase_year_2": N_("Guild minimums, increase in the second year"),
        "minimums_increase_year_3": N_("Guild minimums, increase in the third year"),
        "minimums_increase_years_2_to_4_each": N_("Guild minimums, increase in each of years 2 to 4"),
        "paid_parental_leave_benefit": N_("Guild parental leave, benefit"),
        "paid_parental_leave_contribution_moved_to_health": N_(
            "Guild parental leave, contribution moved to health"
        ),
        "paid_parental_leave_length": N_("Guild parental leave, length"),
        "pension_contribution_rate": N_("Guild pension contribution"),
        "pension_contribution_rate_initial": N_("Guild pension contribution, at first"),
        "sixty_minute_network_story_and_teleplay_minimum": N_(
            "Guild minimum for a 60-minute network story and teleplay"
        ),
        "term": N_("Guild agreement, length"),
        "weekly_minimum_range_high": N_("Guild weekly minimum, high end"),
        "weekly_minimum_range_low": N_("Guild weekly minimum, low end"),
        "living_wage": N_("Living wage"),
        "minimum_wage": N_("Minimum wage"),
        "occupation_wage_hourly": N_("Hourly wage of staff in this job"),
        "occupation_wage_yearly": N_("Yearly wage of staff in this job"),
        "late_payment_due_days": N_("Pay is due after"),
        "late_payment_multiple": N_("What a late payer may owe"),
        "late_payment_threshold": N_("Contract size from which the law holds"),
        "late_payment_window": N_("Days over which contracts add up"),
        "additional_medicare_rate": N_("Additional Medicare tax, rate"),
        "additional_medicare_threshold": N_("Additional Medicare tax, threshold"),
        "employee_medicare_rate": N_("Medicare tax, the worker’s part"),
        "employee_social_security_rate": N_("Social Security tax, the worker’s part"),
        "employer_medicare_rate": N_("Medicare tax, the employer’s part"),
        "employer_social_security_rate": N_("Social Security tax, the employer’s part"),
        "employment_training_tax_rate": N_("State training tax, rate"),
        "futa_credit_reduction": N_("Federal unemployment tax, credit reduction"),
        "futa_gross_rate": N_("Federal unemployment tax, rate before credit"),
        "futa_normal_credit": N_("Federal unemployment tax, usual credit"),
        "futa_rate_after_credit": N_("Federal unemployment tax, rate after credit"),
        "futa_wage_base": N_("Federal unemployment tax, wages counted at most"),
        "self_employment_medicare_rate": N_("Self-employment tax, Medicare part"),
        "self_employment_minimum_net_earnings": N_("Self-employment tax, net earnings from which it is due"),
        "self_employment_net_earnings_factor": N_("Self-employment tax, part of net profit that counts"),
        "self_employment_social_security_rate": N_("Self-employment tax, Social Security part"),
        "self_employment_tax_deduction": N_("Self-employment tax, part that can be deducted"),
        "self_employment_tax_rate": N_("Self-employment tax, whole rate"),
        "social_security_wage_base": N_("Social Security tax, earnings counted at most"),
        "state_disability_insurance_rate": N_("State disability insurance, rate"),
        "state_unemployment_highest_rate": N_("State unemployment insurance, highest rate"),
        "state_unemployment_lowest_rate": N_("State unemployment insurance, lowest rate"),
        "state_unemployment_rate": N_("State unemployment insurance, rate for new employers"),
        "state_unemployment_wage_base": N_("State unemployment insurance, wages counted at most"),
        "form_1099_k_amount": N_("Form 1099-K, amount from which it is sent"),
        "form_1099_k_transactions": N_("Form 1099-K, payments from which it is sent"),
        "form_1099_nec_threshold": N_("Form 1099-NEC, amount from which it is sent"),
        "sick_leave_accrual": N_("Work for one hour of paid sick leave"),
        "sick_leave_cap": N_("Paid sick leave, most in a year"),
        "social_security_credit": N_("Earnings for one Social Security credit"),
        "estimated_tax_due": N_("Estimated tax, day it is due"),
        "exchange_rate": N_("Exchange rate"),
    }
)

#: Unit -> the words behind the amount or the share; “$24,500 a year”, “12.4% of net earnings”.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "share": "",
        "exchange": "",
        "usd_in_one_earnings_cycle": N_("in one earnings cycle"),
        "usd_per_script": N_("for a script"),
        "usd_per_week": N_("a week"),
        "share_of_se_tax": N_("of self-employment tax"),
        "usd_per_hour_worked": N_("for each hour worked"),
        "count_per_year": N_("a year"),
        "hours_worked_per_hour": N_("hours worked"),
        "points": N_("points"),
        "usd_per_worker_per_employer_per_year": N_("a year, for each worker and employer"),
        "usd_per_month": N_("a month"),
        "share_of_wages": N_("of wages"),
        "weeks": N_("weeks"),
        "factor": N_("times"),
        "days_after_completion": N_("days after the work is done"),
        "share_of_net_profit": N_("of net profit"),
        "share_of_covered_earnings": N_("of covered earnings"),
        "times_the_unpaid_amount": N_("times the unpaid amount"),
        "usd_per_payer_per_year": N_("a year from one payer"),
        "usd_in_window": N_("over those days"),
        "share_of_net_earnings": N_("of net earnings"),
        "hours_per_year": N_("hours a year"),
        "usd_per_hour": N_("an hour"),
        "usd_per_year": N_("a year"),
        "usd_per_calendar_year": N_("a calendar year"),
        "years": N_("years"),
        "share_above_threshold": N_("above the threshold"),
        "share_of_vanguard_plans": N_("of Vanguard’s plans"),
        "share_of_capped_wages": N_("of wages up to the cap"),
        "usd_per_settlement_organisation_per_year": N_("a year through one payment service"),
        "share_of_private_workers_with_plan": N_("of private workers with a plan"),
        "usd_in_up_to_4_consecutive_quarters": N_("in up to four quarters in a row"),
        "share_of_wages_up_to_base": N_("of wages up to the base"),
        "usd_per_credit": N_("for each credit"),
        "share_of_premium": N_("of the premium"),
        "days": N_("days"),
        "usd_per_project": N_("for a project"),
        "days_after_the_last_day": N_("days after the last day"),
        "percentage_points_as_share": N_("in percentage points"),
        "quarters": N_("quarters"),
        "share_of_pay": N_("of pay"),
        "share_of_net_earnings_up_to_base": N_("of net earnings up to the base"),
    }
)

#: A share may need this many places after the point.
_MOST_PLACES = 4

#: Exchange rates are quoted with this many digits, wherever the point stands.
_RATE_DIGITS = 6


def name_of(row: Parameter, words: Wording) -> str:
    """What a figure is called."""
    return translated(words, NAMES, row.key)


def value_of(row: Parameter, words: Wording) -> str:
    """Its value with its unit: “$24,500 a year”, “12.4% of net earnings”, “159.333 (USD → JPY)”."""
    if row.unit == "exchange":
        return f"{words.number(row.value, _places_of_rate(row.value))} ({row.label})"
    if row.unit.startswith(("share", "percentage")):
        amount = words.share(row.value, _places(row.value * 100))
    elif row.unit.startswith("usd"):
        amount = words.money(row.value, "USD", whole=row.value.denominator == 1)
    else:
        amount = words.number(row.value, _MOST_PLACES)
    return " ".join(part for part in (amount, translated(words, UNITS, row.unit)) if part)


def _places(value: Fraction) -> int:
    """How many places a number needs to be written exactly, at most four."""
    exact = (places for places in range(_MOST_PLACES) if (value * 10**places).denominator == 1)
    return next(exact, _MOST_PLACES)


def _places_of_rate(rate: Fraction) -> int:
    """Places after the point that show six digits of a rate above 0."""
    least = 10 ** (_RATE_DIGITS - 1)
    return next(places for places in count() if rate * 10**places >= least)

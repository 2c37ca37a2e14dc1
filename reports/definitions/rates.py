"""The ladder of hourly rates."""

from __future__ import annotations

from collections.abc import Mapping

from reports.definitions.definition import PER_HOUR, SHARE, Definition
from reports.wording import N_

RATES: Mapping[str, Definition] = {
    "advertised_rate": Definition(
        N_("Promised hourly rate"),
        N_(
            "The hourly rate your contracts promised, counted by the paid hours you worked under each. "
            "Of a promised range the middle counts."
        ),
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
        N_("Worth as much as a staff job at"),
        N_("The staff wage that is worth as much as your real hourly pay once its benefits are counted."),
        N_("real hourly pay ÷ (1 + benefits per dollar of wages)"),
        "1",
        PER_HOUR,
    ),
    "employee_equivalent_wage_core": Definition(
        N_("Worth as much as a staff job without overtime and bonuses at"),
        N_(
            "The staff wage that is worth as much as your real hourly pay once its benefits are counted, "
            "overtime, shift and bonus pay left out."
        ),
        N_("real hourly pay ÷ (1 + benefits without overtime, shift and bonus pay per dollar of wages)"),
        "3a",
        PER_HOUR,
    ),
    "benefit_ratio": Definition(
        N_("Benefits per dollar of wages"),
        N_(
            "What benefits cost employers on average for each dollar of wages, in the group you are compared with."
        ),
        N_("cost of benefits ÷ wages, both per hour worked"),
        "3a",
        SHARE,
    ),
    "benefit_ratio_core": Definition(
        N_("Benefits per dollar of wages, without overtime and bonuses"),
        N_(
            "What benefits cost employers on average for each dollar of wages, "
            "overtime, shift and bonus pay left out."
        ),
        N_("(cost of benefits − overtime, shift and bonus pay) ÷ wages, all per hour worked"),
        "3a",
        SHARE,
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
        N_("{days}: money by the day it arrived, hours by the day of the work."),
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

"""The tables of hourly rates: by platform, kind of work, pay model and place, and of the whole cohort."""

from __future__ import annotations

from reports.programme.columns import quarters, spread
from reports.programme.plan import Column, How, TablePlan, Unit
from reports.wording import N_

# A platform knows what it paid, for how many paid hours, and what its contracts promised. It does not know the unpaid
# hours, nor fees and costs: the first two rates and both coverages are beyond its books.
_COLUMNS = (
    *spread(
        Column(
            "effective_hourly_rate",
            "effective_hourly_rate",
            How.POOLED,
            Unit.RATE,
            N_("Real hourly pay, all hours together"),
            N_("What all writers earned, less fees and costs, for each hour they worked, paid or not."),
            "Mishel (2018); Fairwork Cloudwork Principles (2024), 1.2",
        ),
        quarters(
            N_("Real hourly pay, middle writer"),
            N_("Real hourly pay, lower quarter"),
            N_("Real hourly pay, upper quarter"),
        ),
    ),
    *spread(
        Column(
            "all_hours_rate",
            "all_hours_rate",
            How.POOLED,
            Unit.RATE,
            N_("Pay per hour worked, all hours together"),
            N_("What all writers were paid for each hour they worked, paid or not, before fees and costs."),
            "Hara et al. (2018); Toxtli et al. (2021)",
        ),
        quarters(
            N_("Pay per hour worked, middle writer"),
            N_("Pay per hour worked, lower quarter"),
            N_("Pay per hour worked, upper quarter"),
        ),
    ),
    *spread(
        Column(
            "paid_time_rate",
            "paid_time_rate",
            How.POOLED,
            Unit.RATE,
            N_("Pay per paid hour, all hours together"),
            N_("What all writers were paid for each hour that a platform pays for. Platforms show this one."),
            "Berg et al. (2018), ILO",
            is_known_to_platform=True,
        ),
        quarters(
            N_("Pay per paid hour, middle writer"),
            N_("Pay per paid hour, lower quarter"),
            N_("Pay per paid hour, upper quarter"),
        ),
    ),
    *spread(
        Column(
            "advertised_rate",
            "advertised_rate",
            How.POOLED,
            Unit.RATE,
            N_("Promised hourly rate, all hours together"),
            N_(
                "The hourly rate that contracts promised, counted by the paid hours under each. "
                "Of a promised range the middle counts."
            ),
            is_known_to_platform=True,
        ),
        quarters(
            N_("Promised hourly rate, middle writer"),
            N_("Promised hourly rate, lower quarter"),
            N_("Promised hourly rate, upper quarter"),
        ),
    ),
    Column(
        "pay_with_time",
        "pay_with_time",
        How.POOLED,
        Unit.SHARE,
        N_("Pay with logged time"),
        N_("How much of the pay has logged time. Pay without it is in none of these rates."),
    ),
    Column(
        "time_priced",
        "time_priced",
        How.POOLED,
        Unit.SHARE,
        N_("Hours with known pay"),
        N_("How much of the time is unpaid or has a known price. The lower it is, the less the rates say."),
    ),
)

RATE_TABLES = (
    TablePlan("rates", N_("What an hour pays"), (), _COLUMNS),
    TablePlan("rates_by_platform", N_("What an hour pays, by platform"), ("platform",), _COLUMNS),
    TablePlan("rates_by_kind", N_("What an hour pays, by kind of work"), ("kind",), _COLUMNS),
    TablePlan(
        "rates_by_platform_and_kind",
        N_("What an hour pays, by platform and kind of work"),
        ("platform", "kind"),
        _COLUMNS,
    ),
    TablePlan("rates_by_pay_model", N_("What an hour pays, by way of paying"), ("pay_model",), _COLUMNS),
    TablePlan("rates_by_place", N_("What an hour pays, by place of work"), ("place",), _COLUMNS),
)

"""A report made by hand: 20 contracts on five invented platforms, 1 March to 31 October 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from reports.definitions import UNPAID_CATEGORIES
from reports.figures import Coverage, Figure, Step
from reports.money import Money
from reports.periods import Period
from reports.personal import (
    BenefitLine,
    ContractBar,
    DayBar,
    GapBar,
    MonthBar,
    Owed,
    PersonalReport,
    Slice,
)
from reports.topics import Topic

PERIOD = Period.through(date(2026, 3, 1), date(2026, 10, 31))
AS_OF = date(2026, 11, 12)
FULL = Coverage(Fraction(1), Fraction(1))

#: earned, fees and costs, hours, paid hours, promised rate
PLATFORMS = {
    "Northlight": ("4500", "184.50", 164, 116, 40),
    "Parable": ("3330", "156.60", 110, 80, 36),
    "Tessera": ("3060", "192.60", 136, 92, 42),
    "Quillbase": ("2500", "118.20", 103, 72, 35),
    "Annex": ("860", "39.10", 60, 42, 32),
}
#: first day of the period (0 = 1 March) and length in days
CONTRACTS = {
    "Northlight": ((0, 16), (22, 30), (122, 20), (163, 22), (227, 18)),
    "Parable": ((4, 12), (34, 20), (128, 24), (197, 18)),
    "Tessera": ((26, 26), (62, 26), (138, 14), (198, 20)),
    "Quillbase": ((40, 14), (70, 33), (165, 15), (229, 12)),
    "Annex": ((84, 16), (172, 16), (204, 14)),
}
GAPS = ((54, 8), (103, 19), (152, 11), (188, 9), (218, 9))
EARNED = (1745, 2740, 1672, 528, 2540, 1715, 1732, 1578)
RECEIVED = (1164, 559, 2760, 1351, 849, 2540, 1535, 1390)
BENEFITS = {
    "health": "2172.14",
    "paid_leave": "1472.36",
    "employer_fica": "1037.26",
    "retirement": "652.98",
    "state_unemployment_insurance": "461.01",
    "employment_training_tax": "13.56",
    "futa": None,
}


def figure(key, value, unit="money", reason=None, **more):
    """A figure of the sample's period."""
    exact = None if value is None else Fraction(value)
    missing = reason or (None if exact is not None else "too_little_data")
    currency = "USD" if unit.startswith("money") else None
    return Figure(key, exact, unit, PERIOD, currency=currency, reason=missing, **more)


def _rates(earned, costs, hours, paid, promised):
    net = Fraction(earned) - Fraction(costs)
    return {
        "earned": figure("earned", earned, coverage=FULL),
        "fees": figure("fees", costs),
        "expenses": figure("expenses", 0),
        "net": figure("net", net),
        "paid_hours": figure("paid_hours", paid, "hours"),
        "unpaid_hours": figure("unpaid_hours", hours - paid, "hours"),
        "hours": figure("hours", hours, "hours"),
        "advertised_rate": figure("advertised_rate", promised, "money_per_hour"),
        "paid_time_rate": figure("paid_time_rate", Fraction(earned) / paid, "money_per_hour"),
        "all_hours_rate": figure("all_hours_rate", Fraction(earned) / hours, "money_per_hour"),
        "effective_hourly_rate": figure(
            "effective_hourly_rate", net / hours, "money_per_hour", coverage=FULL
        ),
    }


def _day(number):
    return PERIOD.start + timedelta(days=number)


def _figures():
    real = Fraction("13559") / 573
    steps = (
        Step("", "Earned, approved or pending", Fraction(14250), "money"),
        Step("-", "Platform and payout fees", Fraction("449.80"), "money"),
        Step("-", "Your costs", Fraction("241.20"), "money"),
        Step("=", "Left to you", Fraction(13559), "money"),
        Step(
            "/",
            "All hours: {paid} paid, {unpaid} unpaid",
            Fraction(573),
            "hours",
            {"paid": Fraction(402), "unpaid": Fraction(171)},
        ),
        Step("=", "Real hourly pay", real, "money_per_hour"),
    )
    simple = {
        "unpaid_share": (Fraction(171, 573), "share"),
        "value_of_unpaid_time": (Fraction(171) * Fraction(14250) / 402, "money"),
        "rate_after_self_employment_tax": (
            real * (1 - Fraction("0.9235") * Fraction("0.153")),
            "money_per_hour",
        ),
        "employee_equivalent_wage": (real / (1 + Fraction("14.01") / Fraction("32.60")), "money_per_hour"),
        "benefits_shortfall_parity": (Fraction("4074.88"), "money"),
        "statutory_sick_leave": (Fraction("451.97"), "money"),
        "gap_count": (5, "count"),
        "gap_days": (56, "days"),
        "longest_gap": (19, "days"),
        "outstanding": (Fraction("1918.10"), "money"),
        "outstanding_late": (Fraction(872), "money"),
        "oldest_late_days": (34, "days"),
        "days_to_be_paid": (18, "days"),
        "contract_count": (20, "count"),
    }
    made = _rates("14250", "691", 573, 402, 38)
    made["fees"], made["expenses"] = figure("fees", "449.80"), figure("expenses", "241.20")
    made |= {key: figure(key, value, unit) for key, (value, unit) in simple.items()}
    made["benefits_shortfall_line_by_line"] = figure(
        "benefits_shortfall_line_by_line",
        sum(Fraction(value) for value in BENEFITS.values() if value),
        at_least=True,
    )
    made["effective_hourly_rate"] = replace(
        made["effective_hourly_rate"], steps=steps, rows={"tasks": ("t1", "t2"), "payments": ("p1",)}
    )
    return made


#: Hours of each kind of unpaid time; together the unpaid hours of the platforms.
UNPAID = {"waiting": 83, "assessment": 31, "training": 27, "rejected_task": 20, "admin": 10}
#: Days late and amount of what is owed; together `outstanding`.
OWED = ((34, "290"), (9, "312"), (4, "270"), (0, "1046.10"))


def _unpaid():
    rate = Fraction(14250) / 402
    return tuple(
        Slice(
            category,
            UNPAID_CATEGORIES[category],
            {
                "hours": figure("hours", hours, "hours"),
                "value_of_unpaid_time": figure("value_of_unpaid_time", hours * rate),
            },
        )
        for category, hours in UNPAID.items()
    )


def _owed():
    return tuple(
        Owed(
            f"Annex-{number}",
            "Annex",
            Fraction(amount),
            AS_OF - timedelta(days=late),
            late,
            date(2026, 9, 1),
            date(2026, 9, 20),
            {},
            Money(int(Fraction(amount) * 100), "USD"),
        )
        for number, (late, amount) in enumerate(OWED, 1)
    )


def started(id_, label, hours, payback=None, *, forecast=None, reason="not_paid_back", day="2026-03-09"):
    """A contract of the onboarding topic; without a `reason` what belongs to no contract."""
    figures = {"onboarding_hours": figure("onboarding_hours", hours, "hours")}
    if reason:
        figures["payback_hours"] = figure(
            "payback_hours", payback, "hours", reason=None if payback else reason
        )
        never = None if forecast else "never_at_this_rate"
        figures["payback_forecast_hours"] = figure("payback_forecast_hours", forecast, "hours", reason=never)
    is_paid = reason and reason != "no_paid_hours"
    facts = {"first_paid_on": day if is_paid else None, "paid_back_on": "2026-03-20" if payback else None}
    return Slice(id_, label, figures, facts=facts)


def changed(id_, name, before, after, *, day="2026-05-01", kind=None, promised=("30", "25"), **more):
    """A change of pay; a `kind` tells it from another one of that day."""
    said = {"promised_rate_before": promised[0], "promised_rate_after": promised[1]}
    said |= {"effective_rate_before": before, "effective_rate_after": after}
    figures = {
        key: figure(key, value, "money_per_hour", reason=None if value else "no_hours", **more)
        for key, value in said.items()
    }
    is_known = before is not None and after is not None
    change = (Fraction(after) - Fraction(before)) / Fraction(before) if is_known else None
    figures["effective_rate_change"] = figure("effective_rate_change", change, "share")
    label = f"{name}, {day}" + (f", {kind}" if kind else "")
    return Slice(id_, label, figures, facts={"changed_on": day, "kind": kind})


def rated(kind, share, light, hard, *, coverage="1", **more):
    """A kind of work of the toll topic."""
    return Slice(f"kind:{kind}", kind or "No kind of work given", toll(share, light, hard, coverage, **more))


def toll(share, light, hard, coverage="1", **more):
    """The figures of the toll topic."""
    return {
        "heavy_share": figure("heavy_share", share, "share", reason=None if share else "no_toll", **more),
        "toll_coverage": figure("toll_coverage", coverage, "share"),
        "effective_rate_light": figure(
            "effective_rate_light",
            light,
            "money_per_hour",
            reason=None if light else "no_hours_rated_so",
            **more,
        ),
        "effective_rate_heavy": figure(
            "effective_rate_heavy",
            hard,
            "money_per_hour",
            reason=None if hard else "no_hours_rated_so",
            **more,
        ),
    }


def _topics():
    begun = (
        started("Northlight-1", "Contract 1 of Northlight", 7, "6.5"),
        started("Tessera-1", "Contract 1 of Tessera", 11, 12, day="2026-03-29"),
        started("Annex-2", "Contract 2 of Annex", 5, forecast="14.7", day="2026-08-21"),
    )
    terms = (
        changed("a", "Contract 2 of Tessera", "30", "24", day="2026-05-02", promised=("48", "45")),
        changed("b", "Contract 3 of Northlight", "27.33", "30.66", day="2026-07-01", promised=("42", "40")),
    )
    kinds = (rated("ranking", "0.365", "37.49", "37.27"), rated("write scenes", "0.6", "33.55", "33.77"))
    return {
        "onboarding": Topic({"onboarding_hours": figure("onboarding_hours", 23, "hours")}, begun),
        "pay_changes": Topic({"pay_change_count": figure("pay_change_count", 2, "count")}, terms),
        "toll": Topic(toll("0.45", "33.79", "33.32", "0.7", provisional=True), kinds),
    }


def _contracts():
    return tuple(
        ContractBar(f"{name}-{n}", name, f"Contract {n} of {name}", _day(start), _day(start + length - 1))
        for name, bars in CONTRACTS.items()
        for n, (start, length) in enumerate(bars, 1)
    )


def _days():
    busy = {start + n for bars in CONTRACTS.values() for start, length in bars for n in range(length)}
    empty = {start + n for start, length in GAPS for n in range(length)}
    worked = sorted(day for day in busy - empty if day % 7 not in (0, 5))
    return tuple(DayBar(_day(day), Fraction(day * 37 % 90 + 5, 10)) for day in worked)


def sample_report(**changes) -> PersonalReport:
    """The sample's report; any field can be given."""
    slices = tuple(Slice(name, name, _rates(*row)) for name, row in PLATFORMS.items())
    contracts = _contracts()
    report = PersonalReport(
        as_of=AS_OF,
        period=PERIOD,
        currency="USD",
        figures=_figures(),
        by_platform=slices,
        by_contract=tuple(Slice(bar.contract_id, bar.label, slices[0].figures) for bar in contracts),
        by_kind=(),
        by_month=(),
        unpaid_by_category=_unpaid(),
        topics=_topics(),
        lasting_by_platform=(),
        gaps_by_cause=(),
        contracts=contracts,
        gap_threshold_days=7,
        spells=(),
        gaps=tuple(
            GapBar(Period(_day(start), _day(start + length)), length, is_open=False, cause=None)
            for start, length in GAPS
        ),
        months=tuple(
            MonthBar(month, Fraction(earned), Fraction(received))
            for month, earned, received in zip(PERIOD.months(), EARNED, RECEIVED, strict=True)
        ),
        owed=_owed(),
        benefit_lines=tuple(
            BenefitLine(figure(key, value, reason=None if value else "no_value_on_file"), is_added=True)
            for key, value in BENEFITS.items()
        ),
        cover_not_held=(),
        parameters=(),
        left_out={},
        platform_names={name: name for name in PLATFORMS},
        task_count=96,
        zone="America/Los_Angeles",
        days=_days(),
    )
    return replace(report, **changes)


def with_figures(report: PersonalReport, **figures) -> PersonalReport:
    """The same report with other figures."""
    return replace(report, figures={**report.figures, **figures})

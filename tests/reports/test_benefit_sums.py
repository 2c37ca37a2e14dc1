"""The sums behind the benefits shortfall: every line of them, the outside figures used, and what has no value."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from reports.benefits import (
    COVER,
    COVERED_ELSEWHERE,
    DEFAULT_GROUP,
    LINES,
    benefit_ratio,
    employee_equivalent_wage,
    line_by_line,
    parity_shortfall,
    state_of,
)
from reports.parameters import Parameters
from reports.periods import Period
from tests.reports.sum_lines import lines, sources
from tests.reports.works import said

ON_FILE = Parameters.on_file()
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
IN_2025 = {"year": 2025}
NET = Fraction(15_000)
PREMIUM, CONTRIBUTION = Fraction(9325), Fraction(1440)
NET_LINE = ("", "Left after fees and costs", NET, "money")
FULL_TIME = ("*", "share of a full-time year, 2,080 hours", Fraction(3, 8), "share")


def example_b(**changes):
    """METHOD's worked example B: 15,000 from two platforms, 780 hours, California, 2025."""
    values = {
        "net_by_platform_year": {("one", 2025): Fraction(9000), ("two", 2025): Fraction(6000)},
        "hours_by_year": {2025: Fraction(780)},
        "period": YEAR,
        "parameters": ON_FILE,
        "place": "US-CA",
    }
    return line_by_line(**{**values, **changes})


def figure(key, **changes):
    found = example_b(**changes)
    return next(line.figure for line in found.lines if line.figure.key == key)


EXAMPLE_B = {
    "employer_fica": [
        ("", "Net in {year}, up to the wage base", NET, "money", IN_2025),
        ("*", "employer’s share of Social Security", Fraction("0.062"), "share"),
        ("+", "Net in {year}", NET, "money", IN_2025),
        ("*", "employer’s share of Medicare", Fraction("0.0145"), "share"),
        ("=", "Employer payroll tax", Fraction("1147.50"), "money"),
    ],
    "futa": [
        ("", "Net in {year}, each platform’s up to the cap", 13_000, "money", IN_2025),
        ("*", "federal unemployment tax", Fraction("0.018"), "share"),
        ("=", "Federal unemployment tax", 234, "money"),
    ],
    "state_unemployment_insurance": [
        ("", "Net in {year}, each platform’s up to the cap", 13_000, "money", IN_2025),
        ("*", "rate of a new employer", Fraction("0.034"), "share"),
        ("=", "State unemployment insurance", 442, "money"),
    ],
    "employment_training_tax": [
        ("", "Net in {year}, each platform’s up to the cap", 13_000, "money", IN_2025),
        ("*", "training tax", Fraction("0.001"), "share"),
        ("=", "State training tax", 13, "money"),
    ],
    "paid_leave": [
        NET_LINE,
        ("*", "paid leave per hour worked", Fraction("3.44"), "money_per_hour"),
        ("/", "wages per hour worked", Fraction("32.07"), "money_per_hour"),
        ("=", "Paid leave", NET * 344 / 3207, "money"),
    ],
    "statutory_sick_leave": [
        ("", "Hours of sick leave in {year}", 26, "hours", IN_2025),
        ("*", "net per hour worked", NET / 780, "money_per_hour"),
        ("=", "Statutory sick leave", 500, "money"),
    ],
    "health": [
        ("", "Premium of a single plan, a year", PREMIUM, "money"),
        ("-", "what the employee pays of it", CONTRIBUTION, "money"),
        ("=", "Employer’s share, a year", 7885, "money"),
        FULL_TIME,
        ("=", "Health insurance", Fraction("2956.875"), "money"),
    ],
    "retirement": [
        NET_LINE,
        ("*", "retirement and savings per hour worked", Fraction("1.54"), "money_per_hour"),
        ("/", "wages per hour worked", Fraction("32.07"), "money_per_hour"),
        ("=", "Retirement", NET * 154 / 3207, "money"),
    ],
}

USED = {
    "employer_fica": [
        ("employer_social_security_rate", "US", Fraction("0.062")),
        ("employer_medicare_rate", "US", Fraction("0.0145")),
        ("social_security_wage_base", "US", 176_100),
    ],
    "futa": [
        ("futa_wage_base", "US", 7000),
        ("futa_rate_after_credit", "US", Fraction("0.006")),
        ("futa_credit_reduction", "US-CA", Fraction("0.012")),
    ],
    "state_unemployment_insurance": [
        ("state_unemployment_wage_base", "US-CA", 7000),
        ("state_unemployment_rate", "US-CA", Fraction("0.034")),
    ],
    "employment_training_tax": [
        ("state_unemployment_wage_base", "US-CA", 7000),
        ("employment_training_tax_rate", "US-CA", Fraction("0.001")),
    ],
    "paid_leave": [
        ("ecec_paid_leave", "US", Fraction("3.44")),
        ("ecec_wages_and_salaries", "US", Fraction("32.07")),
    ],
    "statutory_sick_leave": [("sick_leave_accrual", "US-CA", 30), ("sick_leave_cap", "US-CA", 40)],
    "health": [
        ("employer_plan_premium_single", "US", PREMIUM),
        ("worker_contribution_single", "US", CONTRIBUTION),
    ],
    "retirement": [
        ("ecec_retirement_and_savings", "US", Fraction("1.54")),
        ("ecec_wages_and_salaries", "US", Fraction("32.07")),
    ],
}


@pytest.mark.parametrize("key", EXAMPLE_B)
def test_every_line_of_worked_example_b_is_a_sum_one_can_follow(key):
    found = figure(key)
    assert lines(found.steps) == EXAMPLE_B[key]
    assert sources(found.parameters) == USED[key]
    assert found.value == found.steps[-1].value
    assert (found.unit, found.currency, found.period) == ("money", "USD", YEAR)
    assert (found.reason, found.at_least, found.provisional) == (None, False, False)


def test_the_total_of_worked_example_b_adds_its_lines_and_names_every_figure_once():
    total = example_b().total
    added = [key for key in EXAMPLE_B if key != "statutory_sick_leave"]
    values = {key: EXAMPLE_B[key][-1][2] for key in added}
    assert lines(total.steps) == [
        ("", "Employer payroll tax", values["employer_fica"], "money"),
        ("+", "Federal unemployment tax", values["futa"], "money"),
        ("+", "State unemployment insurance", values["state_unemployment_insurance"], "money"),
        ("+", "State training tax", values["employment_training_tax"], "money"),
        ("+", "Paid leave", values["paid_leave"], "money"),
        ("+", "Health insurance", values["health"], "money"),
        ("+", "Retirement", values["retirement"], "money"),
        ("=", "A staff job would have added", sum(values.values()), "money"),
    ]
    used = [row for key in added for row in USED[key]]
    assert sources(total.parameters) == list(dict.fromkeys(used))
    assert (total.key, total.unit, total.currency, total.period, total.at_least) == (
        "benefits_shortfall_line_by_line", "money", "USD", YEAR, False,
    )  # fmt: skip


def test_what_the_total_is_compared_with():
    found = example_b()
    assert (found.net, found.hours) == (NET, 780)
    assert found.per_hour == found.total.value / 780
    assert found.share_of_net == found.total.value / 15_000
    figures, total = found.figures(), ("", "A staff job would have added", found.total.value, "money")
    assert said(figures["benefits_shortfall_per_hour"]) == [
        total,
        ("/", "All hours", 780, "hours"),
        ("=", "A staff job would have added for each hour", found.per_hour, "money_per_hour"),
    ]
    assert said(figures["benefits_shortfall_share_of_net"]) == [
        total,
        ("/", "Left after fees and costs", NET, "money"),
        ("=", "Share of what was left", found.share_of_net, "share"),
    ]


@pytest.mark.parametrize(("other", "has_share"), [(-101, False), (-100, False), (-99, True), (0, True)])
def test_the_total_is_compared_with_the_net_only_when_something_is_left(other, has_share):
    found = example_b(net_by_platform_year={("one", 2025): Fraction(100), ("two", 2025): Fraction(other)})
    assert found.total.value > 0
    assert found.share_of_net == (found.total.value / (100 + other) if has_share else None)


def test_a_line_nobody_counts_says_so():
    found = figure("workers_compensation")
    assert (found.value, found.reason, found.unit, found.currency, found.period, found.steps) == (
        None, "not_asked", "money", "USD", YEAR, (),
    )  # fmt: skip


@pytest.mark.parametrize("key", [*LINES, "benefits_shortfall_line_by_line"])
def test_without_earnings_every_line_and_the_total_have_that_reason(key):
    found = example_b(net_by_platform_year={}, hours_by_year={})
    figures = {line.figure.key: line.figure for line in found.lines} | {found.total.key: found.total}
    one = figures[key]
    assert (one.value, one.reason, one.unit, one.currency, one.period) == (None, "no_earnings", "money", "USD", YEAR)  # fmt: skip
    assert (found.net, found.hours, found.per_hour, found.share_of_net) == (0, 0, None, None)


@pytest.mark.parametrize("key", [*(key for key in LINES if key not in {"health", "workers_compensation", "employment_training_tax"}), "benefits_shortfall_line_by_line"])  # fmt: skip
def test_a_line_without_a_rate_on_file_has_its_unit_and_period_all_the_same(key):
    found = example_b(place="ES-MD", health_cover="own", health_basis="what_i_pay")
    figures = {line.figure.key: line.figure for line in found.lines} | {found.total.key: found.total}
    one = figures[key]
    assert (one.key, one.value, one.reason, one.unit, one.currency, one.period) == (
        key, None, "no_value_on_file", "money", "USD", YEAR,
    )  # fmt: skip
    assert found.total.at_least is False


# Payroll


def test_over_several_years_the_parts_stand_one_after_the_other_and_a_figure_of_both_once():
    found = figure(
        "futa",
        net_by_platform_year={("one", 2024): Fraction(9000), ("one", 2025): Fraction(100)},
        hours_by_year={2024: Fraction(10), 2025: Fraction(10)},
        period=Period(date(2024, 1, 1), date(2026, 1, 1)),
    )
    capped = "Net in {year}, each platform’s up to the cap"
    assert lines(found.steps) == [
        ("", capped, 7000, "money", {"year": 2024}),
        ("*", "federal unemployment tax", Fraction("0.015"), "share"),
        ("", capped, 100, "money", IN_2025),
        ("*", "federal unemployment tax", Fraction("0.018"), "share"),
        ("=", "Federal unemployment tax", Fraction("106.80"), "money"),
    ]
    assert len(set(found.parameters)) == len(found.parameters)
    assert not found.at_least


def test_without_a_state_the_federal_part_alone_is_a_lower_bound():
    for place in (None, "US"):
        found = figure("futa", place=place)
        assert (found.value, found.at_least) == (78, True)
        assert lines(found.steps)[1] == ("*", "federal unemployment tax", Fraction("0.006"), "share")
        assert sources(found.parameters) == USED["futa"][:2]


@pytest.mark.parametrize(
    ("wages", "capped"),
    [(0, 15_000), (161_100, 15_000), (161_101, 14_999), (176_099, 1), (176_100, 0), (300_000, 0)],
)
def test_wages_of_the_year_use_up_the_base_first(wages, capped):
    found = figure("employer_fica", w2_by_year={2025: Fraction(wages)})
    assert found.steps[0].value == capped
    assert found.value == capped * Fraction("0.062") + NET * Fraction("0.0145")


def test_wages_of_another_year_use_up_nothing():
    assert figure("employer_fica", w2_by_year={2024: Fraction(300_000)}).value == Fraction("1147.50")


@pytest.mark.parametrize(
    ("nets", "capped"),
    [((7000,), 7000), ((7001,), 7000), ((6999, 1), 7000), ((9000, -500), 7000), ((-500,), 0), ((0,), 0)],
)
def test_each_platform_counts_up_to_the_cap_and_a_loss_counts_nothing(nets, capped):
    by_platform = {(str(number), 2025): Fraction(net) for number, net in enumerate(nets)}
    found = figure("state_unemployment_insurance", net_by_platform_year=by_platform)
    assert found.value == capped * Fraction("0.034")


@pytest.mark.parametrize(("net", "value"), [(1, Fraction("0.034")), (0, 0), (-1, 0)])
def test_with_nothing_left_a_line_is_a_true_zero(net, value):
    nets = {("one", 2025): Fraction(net)}
    assert figure("state_unemployment_insurance", net_by_platform_year=nets).value == value
    away = {"place": "US-NY", "net_by_platform_year": nets}
    unknown = figure("state_unemployment_insurance", **away)
    assert (unknown.value is None) == (net > 0)


def test_with_nothing_left_and_no_place_a_line_of_the_state_is_unknown_all_the_same():
    nets = {("one", 2025): Fraction(0)}
    found = figure("state_unemployment_insurance", net_by_platform_year=nets, place=None)
    assert (found.value, found.reason) == (None, "place_unknown")


@pytest.mark.parametrize(
    ("place", "by_year", "has_line"),
    [
        ("US-CA", None, True),
        ("US-CA-OAKLAND", None, True),
        (None, None, True),
        ("US", None, True),
        ("US-NY", None, False),
        ("US-NY", {2025: "US-CA"}, True),
        ("US-CA", {2025: "US-NY"}, False),
        ("US-NY", {2025: None}, True),
    ],
)
def test_only_a_state_that_may_have_a_training_tax_has_the_line(place, by_year, has_line):
    found = example_b(place=place, place_by_year=by_year)
    assert ("employment_training_tax" in {line.figure.key for line in found.lines}) is has_line


def test_before_any_year_the_place_alone_says_whether_there_may_be_a_training_tax():
    def has_line(place):
        found = example_b(place=place, net_by_platform_year={}, hours_by_year={})
        return "employment_training_tax" in {line.figure.key for line in found.lines}

    assert [has_line(place) for place in ("US-CA", None, "US-NY")] == [True, True, False]


@pytest.mark.parametrize(
    ("place", "state"),
    [("US-CA-LOS_ANGELES_CITY", "US-CA"), ("US-CA", "US-CA"), ("US", None), ("", None), (None, None), ("US-NY-A-B", "US-NY")],
)  # fmt: skip
def test_the_state_of_a_place(place, state):
    assert state_of(place) == state


# Years


def test_a_year_with_hours_alone_or_with_money_alone_is_a_year():
    found = example_b(
        net_by_platform_year={("one", 2024): Fraction(100)},
        hours_by_year={2025: Fraction(2080)},
        period=Period(date(2024, 1, 1), date(2026, 1, 1)),
    )
    assert (found.net, found.hours) == (100, 2080)
    by_key = {line.figure.key: line.figure for line in found.lines}
    assert by_key["health"].value == 7885
    assert [step.values["year"] for step in by_key["employer_fica"].steps if step.values] == [2024, 2024]


def test_surveys_may_be_asked_for_as_of_an_earlier_day():
    assert figure("paid_leave", last=date(2025, 3, 30)).steps[1].value != Fraction("3.44")
    assert figure("paid_leave", last=date(2026, 3, 31)).steps[1].value == Fraction("3.54")


def test_with_nothing_left_and_no_place_the_federal_line_is_at_least_nothing():
    found = figure("futa", net_by_platform_year={("one", 2025): Fraction(0)}, place=None)
    assert (found.value, found.at_least) == (0, True)


def test_a_year_without_rates_and_without_a_place_asks_for_the_place():
    year = {"net_by_platform_year": {("one", 2031): Fraction(100)}, "hours_by_year": {2031: Fraction(10)}}
    found = figure("futa", **year, period=Period(date(2031, 1, 1), date(2032, 1, 1)), place=None)
    assert (found.value, found.reason) == (None, "place_unknown")


@pytest.mark.parametrize("missing", ["state_unemployment_wage_base", "state_unemployment_rate"])
def test_a_line_of_the_state_needs_its_rate_and_its_base(missing):
    file = Parameters(tuple(row for row in ON_FILE.all() if row.key != missing))
    found = figure("state_unemployment_insurance", parameters=file)
    assert (found.value, found.reason) == (None, "no_value_on_file")


@pytest.mark.parametrize("place", [None, "US-CA"])
@pytest.mark.parametrize(
    ("nets", "hours"),
    [({}, {}), ({}, {2025: Fraction(10)}), ({("one", 2025): Fraction(10)}, {}), ({("one", 2025): Fraction(-1)}, {})],
)  # fmt: skip
def test_every_number_is_exact_also_where_there_is_little_to_add(nets, hours, place):
    found = example_b(net_by_platform_year=nets, hours_by_year=hours, place=place)
    figures = [found.total, *(line.figure for line in found.lines)]
    numbers = [found.net, found.hours, *(figure.value for figure in figures)]
    numbers += [step.value for figure in figures for step in figure.steps]
    assert {type(number) for number in numbers if number is not None} == {Fraction}


def test_a_federal_line_without_a_rate_does_not_ask_for_a_place():
    nets = {("one", 2031): Fraction(100)}
    period = Period(date(2031, 1, 1), date(2032, 1, 1))
    year = {"net_by_platform_year": nets, "hours_by_year": {2031: Fraction(10)}, "period": period}
    found = figure("employer_fica", **year, place=None)
    assert (found.value, found.reason) == (None, "no_value_on_file")


def test_a_year_counts_for_the_whole_of_its_part_of_the_period_and_for_no_day_more():
    accrual = ON_FILE.law("sick_leave_accrual", YEAR.start, "US-CA")

    def leave(first, last, period=YEAR):
        file = Parameters((replace(accrual, valid_from=first, valid_to=last),))
        return figure("statutory_sick_leave", parameters=file, period=period).value

    assert leave(date(2025, 1, 1), date(2025, 12, 31)) == 500
    assert leave(date(2025, 1, 2), date(2025, 12, 31)) is None
    assert leave(date(2025, 1, 1), date(2025, 12, 30)) is None
    longer = Period(date(2024, 12, 1), date(2026, 3, 1))
    assert leave(date(2025, 1, 1), date(2025, 12, 31), longer) == 500
    assert leave(date(2025, 1, 1), date(2025, 12, 30), longer) is None


def test_a_year_outside_the_period_is_looked_up_as_a_whole():
    # Money that came without a day of the period in its year: the law must hold all through that year.
    accrual = ON_FILE.law("sick_leave_accrual", YEAR.start, "US-CA")
    elsewhere = Period(date(2026, 1, 1), date(2026, 3, 1))
    for first, last, value in (
        (date(2025, 1, 1), date(2025, 12, 31), 500),
        (date(2025, 1, 2), date(2026, 12, 31), None),
        (date(2024, 1, 1), date(2025, 12, 30), None),
    ):
        file = Parameters((replace(accrual, valid_from=first, valid_to=last),))
        assert figure("statutory_sick_leave", parameters=file, period=elsewhere).value == value


@pytest.mark.parametrize(
    ("key", "variant"),
    [("retirement", {"retirement_basis": "participants"}), ("health", {"health_basis": "benchmark"})],
)
def test_a_survey_of_one_country_says_nothing_of_another(key, variant):
    found = figure(key, place="ES-MD", **variant)
    assert (found.value, found.reason) == (None, "no_value_on_file")


# Health


def test_a_premium_of_her_own_is_counted_by_the_month():
    found = figure("health", health_cover="own", health_basis="what_i_pay", own_premium=Fraction(300))
    assert lines(found.steps) == [
        ("", "Your premium a month", 300, "money"),
        ("*", "months of a year", 12, "count"),
        ("=", "Premium, a year", 3600, "money"),
        FULL_TIME,
        ("=", "Health insurance", 1350, "money"),
    ]
    assert found.parameters == ()


def test_the_benchmark_is_counted_by_the_month():
    found = figure("health", health_basis="benchmark")
    assert lines(found.steps) == [
        ("", "Benchmark premium a month", 497, "money"),
        ("*", "months of a year", 12, "count"),
        ("=", "Premium, a year", 5964, "money"),
        FULL_TIME,
        ("=", "Health insurance", Fraction("2236.50"), "money"),
    ]
    assert sources(found.parameters) == [("marketplace_benchmark_premium_age_40", "US", 497)]


@pytest.mark.parametrize(("hours", "share"), [(2079, Fraction(2079, 2080)), (2080, 1), (2081, 1)])
def test_a_year_of_cover_needs_a_full_time_year_and_no_more(hours, share):
    assert figure("health", hours_by_year={2025: Fraction(hours)}).value == 7885 * share


def test_only_hours_that_nobody_else_covered_count():
    found = figure("health", uncovered_hours_by_year={2025: Fraction(208)}, health_cover="spouse")
    assert found.value == Fraction("788.50")
    none = figure("health", uncovered_hours_by_year={2025: Fraction(0)}, health_cover="own")
    assert (none.value, none.reason) == (0, "covered_elsewhere")
    assert figure("health", uncovered_hours_by_year={}).reason == "covered_elsewhere"


@pytest.mark.parametrize("cover", sorted(COVERED_ELSEWHERE))
def test_cover_from_elsewhere_is_a_zero_with_its_reason_also_without_hours(cover):
    for hours in ({2025: Fraction(780)}, {}):
        found = figure("health", health_cover=cover, hours_by_year=hours)
        assert (found.key, found.value, found.reason, found.unit, found.currency, found.period) == (
            "health", 0, "covered_elsewhere", "money", "USD", YEAR,
        )  # fmt: skip


@pytest.mark.parametrize("cover", [None, "none", "own"])
def test_without_hours_and_without_other_cover_the_health_line_is_unknown(cover):
    found = figure("health", health_cover=cover, hours_by_year={})
    assert (found.key, found.value, found.reason) == ("health", None, "no_hours")


def test_a_health_line_that_cannot_be_counted_has_its_reason():
    found = figure("health", health_basis="what_i_pay")
    assert (found.key, found.value, found.reason) == ("health", None, "premium_unknown")


# Sick leave, retirement


@pytest.mark.parametrize(("hours", "leave"), [(1200, 40), (1201, 40), (1199, Fraction(1199, 30))])
def test_sick_leave_stops_at_its_cap(hours, leave):
    found = figure("statutory_sick_leave", hours_by_year={2025: Fraction(hours)})
    assert found.steps[0].value == leave
    assert found.value == leave * NET / hours


def test_sick_leave_without_a_cap_names_no_cap():
    found = figure("statutory_sick_leave", place="US-WA", hours_by_year={2025: Fraction(2000)})
    assert sources(found.parameters) == [("sick_leave_accrual", "US-WA", 40)]


def test_sick_leave_without_hours_or_without_a_place_has_its_own_reason():
    nowhere = figure("statutory_sick_leave", hours_by_year={}, place=None)
    assert (nowhere.key, nowhere.value, nowhere.reason) == ("statutory_sick_leave", None, "place_unknown")
    no_hours = figure("statutory_sick_leave", hours_by_year={})
    assert (no_hours.key, no_hours.value, no_hours.reason) == ("statutory_sick_leave", None, "no_hours")


def test_a_year_without_hours_beside_one_with_hours_earns_no_leave():
    found = figure(
        "statutory_sick_leave",
        net_by_platform_year={("one", 2024): Fraction(500), ("one", 2025): Fraction(15_000)},
        period=Period(date(2024, 1, 1), date(2026, 1, 1)),
    )
    assert [step.value for step in found.steps] == [0, 0, 26, NET / 780, 500]


def test_retirement_at_what_participants_get():
    found = figure("retirement", retirement_basis="participants")
    assert lines(found.steps) == [
        NET_LINE,
        ("*", "employers’ average contribution to a plan", Fraction("0.048"), "share"),
        ("=", "Retirement", 720, "money"),
    ]
    assert sources(found.parameters) == [("employer_retirement_contribution", "US", Fraction("0.048"))]
    assert (found.key, found.unit, found.currency, found.period) == ("retirement", "money", "USD", YEAR)


def test_retirement_that_is_not_on_file_has_its_reason():
    for basis in ("participants", "all_workers"):
        found = figure("retirement", retirement_basis=basis, last=date(2035, 1, 1))
        assert (found.key, found.value, found.reason) == ("retirement", None, "no_value_on_file")


# Parity


def test_the_sum_behind_the_staff_wage():
    ratio = benefit_ratio(date(2026, 10, 31), ON_FILE)
    rate, b = Fraction(940, 52), Fraction("14.01") / Fraction("32.60")
    found = employee_equivalent_wage(rate, ratio, YEAR)
    assert lines(found.steps) == [
        ("", "Real hourly pay", rate, "money_per_hour"),
        ("/", "wages and benefits, for each dollar of wages", 1 + b, "share"),
        ("=", "Worth as much as a staff job at", rate / (1 + b), "money_per_hour"),
    ]
    assert (found.value, found.unit, found.currency, found.period) == (rate / (1 + b), "money_per_hour", "USD", YEAR)  # fmt: skip
    assert sources(found.parameters) == [
        ("ecec_wages_and_salaries", "US", Fraction("32.60")),
        ("ecec_total_benefits", "US", Fraction("14.01")),
    ]
    assert (ratio.share, ratio.group, ratio.is_core) == (b, DEFAULT_GROUP, False)


def test_the_sum_behind_the_shortfall_by_parity():
    ratio = benefit_ratio(YEAR.last, ON_FILE, is_core=True)
    b = (Fraction("13.58") - Fraction("1.84")) / Fraction("32.07")
    found = parity_shortfall(NET, ratio, YEAR)
    assert lines(found.steps) == [
        NET_LINE,
        ("*", "benefits without overtime, shift and bonus pay, per dollar of wages", b, "share"),
        ("=", "Benefits at the average cost", NET * b, "money"),
    ]
    assert (found.key, found.value, found.unit, found.currency, found.period) == (
        "benefits_shortfall_parity_core", NET * b, "money", "USD", YEAR,
    )  # fmt: skip
    assert sources(found.parameters)[2] == ("ecec_supplemental_pay", "US", Fraction("1.84"))
    assert (ratio.is_core, ratio.group) == (True, "all_private")


@pytest.mark.parametrize(
    ("make", "key", "unit", "reason"),
    [
        (lambda ratio: employee_equivalent_wage(None, ratio, YEAR), "employee_equivalent_wage", "money_per_hour", "no_hours"),
        (lambda _: employee_equivalent_wage(None, None, YEAR), "employee_equivalent_wage", "money_per_hour", "no_hours"),
        (lambda _: employee_equivalent_wage(NET, None, YEAR), "employee_equivalent_wage", "money_per_hour", "no_value_on_file"),
        (lambda _: parity_shortfall(NET, None, YEAR), "benefits_shortfall_parity", "money", "no_value_on_file"),
    ],
)  # fmt: skip
def test_parity_without_what_it_needs_says_what_is_missing(make, key, unit, reason):
    found = make(benefit_ratio(YEAR.last, ON_FILE))
    assert (found.key, found.value, found.reason, found.unit, found.currency, found.period) == (
        key, None, reason, unit, "USD", YEAR,
    )  # fmt: skip


def test_a_loss_has_no_wages_to_add_to():
    found = parity_shortfall(Fraction(-1), benefit_ratio(YEAR.last, ON_FILE), YEAR)
    assert (found.value, found.steps[0].value) == (0, 0)


def test_a_chosen_group_is_the_group_of_the_ratio_and_of_its_figures():
    ratio = benefit_ratio(date(2026, 10, 31), ON_FILE, group="service")
    assert ratio.group == "service"
    assert {row.group for row in ratio.parameters} == {"service"}


def test_cover_not_held_is_named_in_the_order_of_the_page():
    assert list(COVER) == [
        "unemployment_insurance",
        "state_disability_insurance",
        "paid_family_leave",
        "workers_compensation",
        "sick_leave",
        "employer_health_plan",
        "employer_retirement_plan",
        "paid_parental_leave",
        "credit",
        "purpose_told",
    ]

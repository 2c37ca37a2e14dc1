"""Benefits shortfall: parity and line by line, to the cent, and what is not known."""

from datetime import date
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.benefits import (
    COVER,
    DEFAULT_GROUP,
    GROUPS,
    HEALTH_BASES,
    LINES,
    RETIREMENT_BASES,
    HealthBasis,
    RetirementBasis,
    benefit_ratio,
    benefit_ratio_figure,
    employee_equivalent_wage,
    line_by_line,
    parity_shortfall,
)
from reports.definitions import DEFINITIONS
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period

ON_FILE = Parameters.on_file()
YEAR_2025 = Period(date(2025, 1, 1), date(2026, 1, 1))
YEAR_2026 = Period(date(2026, 1, 1), date(2027, 1, 1))
SAMPLE = Period(date(2026, 3, 1), date(2026, 11, 1))

SAMPLE_NETS = {
    "Parable": "3173.40",
    "Northlight": "4315.50",
    "Quillbase": "2381.80",
    "Tessera": "2867.40",
    "Annex": "820.90",
}


def shortfall(nets=None, hours=None, *, period=YEAR_2025, place="US-CA", parameters=ON_FILE, **more):
    """METHOD's worked example B, with changes."""
    nets = nets or {("one", 2025): 9000, ("two", 2025): 6000}
    hours = {2025: 780} if hours is None else hours
    return line_by_line(
        net_by_platform_year={key: Fraction(net) for key, net in nets.items()},
        hours_by_year={year: Fraction(worked) for year, worked in hours.items()},
        period=period,
        parameters=parameters,
        place=place,
        **more,
    )


def the_sample(**more):
    nets = {(name, 2026): net for name, net in SAMPLE_NETS.items()}
    return shortfall(nets, {2026: 573}, period=SAMPLE, **more)


def amounts(found, digits=2):
    return {
        line.figure.key: None if line.figure.value is None else decimal_text(line.figure.value, digits)
        for line in found.lines
    }


def figure(found, key):
    return next(line.figure for line in found.lines if line.figure.key == key)


def reason(found, key):
    return figure(found, key).reason


# Parity


@pytest.mark.parametrize(
    ("group", "last", "share"),
    [
        ("all_private", date(2026, 3, 31), "0.4298"),
        ("all_private", date(2024, 12, 31), "0.4194"),
        ("professional_and_related", date(2026, 3, 31), "0.4445"),
        ("professional_and_related", date(2024, 12, 31), "0.4335"),
        ("management_professional_and_related", date(2026, 3, 31), "0.4600"),
        ("office_and_administrative_support", date(2026, 3, 31), "0.4564"),
        ("service", date(2026, 3, 31), "0.3019"),
    ],
)
def test_benefits_per_dollar_of_wages_by_group_and_month(group, last, share):
    assert decimal_text(benefit_ratio(last, ON_FILE, group=group).share, 4) == share


@pytest.mark.parametrize(
    ("group", "wage"), [("professional_and_related", "12.5144"), (DEFAULT_GROUP, "12.6434")]
)
def test_the_staff_wage_that_costs_as_much(group, wage):
    ratio = benefit_ratio(date(2026, 10, 31), ON_FILE, group=group)
    found = employee_equivalent_wage(Fraction(940, 52), ratio, YEAR_2026)
    assert decimal_text(found.value, 4) == wage
    assert (found.key, found.unit) == ("employee_equivalent_wage", "money_per_hour")
    assert {row.valid_to for row in found.parameters} == {date(2026, 3, 31)}


def test_the_staff_wage_of_the_sample():
    ratio = benefit_ratio(SAMPLE.last, ON_FILE)
    found = employee_equivalent_wage(Fraction(13559, 573), ratio, SAMPLE)
    assert decimal_text(found.value, 2) == "16.55"


def test_parity_without_supplemental_pay():
    ratio = benefit_ratio(YEAR_2025.last, ON_FILE, is_core=True)
    found = parity_shortfall(Fraction(15_000), ratio, YEAR_2025)
    assert decimal_text(found.value, 2) == "5491.11"
    assert len(found.parameters) == 3


@pytest.mark.parametrize(
    ("group", "last", "share"),
    [
        ("all_private", date(2025, 3, 30), "0.4194"),  # 13.20 / 31.47 of December 2024
        ("all_private", date(2025, 3, 31), "0.4230"),  # 13.49 / 31.89 of March 2025
        ("all_private", date(2026, 3, 30), "0.4234"),  # 13.58 / 32.07 of June 2025
        ("professional_and_related", date(2026, 3, 30), "0.4335"),
        ("service", date(2026, 3, 30), "0.2884"),
    ],
)
def test_the_month_is_the_newest_that_is_over(group, last, share):
    assert decimal_text(benefit_ratio(last, ON_FILE, group=group).share, 4) == share


def test_the_groups_a_writer_can_choose_from():
    assert next(iter(GROUPS)) == DEFAULT_GROUP == "all_private"
    assert list(GROUPS.values()) == [
        "All private industry",
        "Management, professional and related",
        "Management, business and financial",
        "Professional and related",
        "Sales and office",
        "Office and administrative support",
        "Service",
        "Union members",
    ]
    assert {
        "professional_and_related",
        "management_professional_and_related",
        "office_and_administrative_support",
        "service",
    } <= set(GROUPS)


@pytest.mark.parametrize(
    ("is_core", "key", "shown", "signs"),
    [
        (False, "benefit_ratio", ["13.58", "32.07"], ["", "/", "="]),
        (True, "benefit_ratio_core", ["13.58", "1.84", "32.07"], ["", "-", "/", "="]),
    ],
)
def test_the_ratio_is_a_figure_with_its_sum(is_core, key, shown, signs):
    ratio = benefit_ratio(YEAR_2025.last, ON_FILE, is_core=is_core)
    found = benefit_ratio_figure(ratio, YEAR_2025, is_core=not is_core)  # what was found counts
    assert (found.key, found.unit, found.currency, found.reason) == (key, "share", None, None)
    assert [step.sign for step in found.steps] == signs
    assert [step.value for step in found.steps] == [*map(Fraction, shown), ratio.share]
    assert found.value == ratio.share
    assert found.parameters == ratio.parameters
    assert found.period == YEAR_2025
    labels = {step.label for step in found.steps}
    assert [step.unit for step in found.steps] == [*["money_per_hour"] * (len(signs) - 1), "share"]
    assert found.steps[-1].label.startswith("benefits ")
    assert "benefits per hour worked" in labels
    assert "wages per hour worked" in labels
    assert ("overtime, shift and bonus pay per hour worked" in labels) is is_core


def test_the_ratio_without_supplemental_pay_is_smaller():
    ratios = [benefit_ratio(YEAR_2025.last, ON_FILE, is_core=is_core).share for is_core in (True, False)]
    assert ratios == [Fraction("11.74") / Fraction("32.07"), Fraction("13.58") / Fraction("32.07")]


def test_figures_without_supplemental_pay_stand_beside_the_others():
    for is_core, ending, said in (
        (False, "", "benefits"),
        (True, "_core", "benefits without overtime, shift and bonus pay"),
    ):
        ratio = benefit_ratio(YEAR_2025.last, ON_FILE, is_core=is_core)
        wage = employee_equivalent_wage(Fraction(20), ratio, YEAR_2025)
        money = parity_shortfall(Fraction(15_000), ratio, YEAR_2025)
        assert wage.key == f"employee_equivalent_wage{ending}"
        assert money.key == f"benefits_shortfall_parity{ending}"
        assert wage.value == 20 / (1 + ratio.share)
        assert wage.steps[1].label == f"wages and {said}, for each dollar of wages"
        comma = "," if is_core else ""
        assert money.steps[1].label == f"{said}{comma} per dollar of wages"
        assert {wage.key, money.key, benefit_ratio_figure(ratio, YEAR_2025).key} <= set(DEFINITIONS)


@pytest.mark.parametrize("is_core", [False, True])
def test_the_staff_wage_and_parity_say_their_sums(is_core):
    ratio = benefit_ratio(YEAR_2025.last, ON_FILE, is_core=is_core)
    wage = employee_equivalent_wage(Fraction(20), ratio, YEAR_2025)
    assert [(step.sign, step.value, step.unit) for step in wage.steps] == [
        ("", 20, "money_per_hour"),
        ("/", 1 + ratio.share, "share"),
        ("=", wage.value, "money_per_hour"),
    ]
    assert (wage.steps[0].label, wage.steps[2].label) == (
        "Real hourly pay",
        "Worth as much as a staff job at",
    )
    money = parity_shortfall(Fraction(15_000), ratio, YEAR_2025)
    assert [(step.sign, step.value, step.unit) for step in money.steps] == [
        ("", 15_000, "money"),
        ("*", ratio.share, "share"),
        ("=", money.value, "money"),
    ]
    assert money.value == 15_000 * ratio.share
    assert (money.steps[0].label, money.steps[2].label) == (
        "Left after fees and costs", "Benefits at the average cost",
    )  # fmt: skip
    for made, unit in ((wage, "money_per_hour"), (money, "money")):
        assert (made.unit, made.currency, made.period, made.reason) == (unit, "USD", YEAR_2025, None)
        assert made.parameters == ratio.parameters
        assert (ratio.is_core, ratio.group) == (is_core, "all_private")


@pytest.mark.parametrize(("is_core", "ending"), [(False, ""), (True, "_core")])
def test_figures_without_a_month_on_file_keep_their_keys(is_core, ending):
    made = (
        benefit_ratio_figure(None, YEAR_2025, is_core=is_core),
        employee_equivalent_wage(Fraction(20), None, YEAR_2025, is_core=is_core),
        parity_shortfall(Fraction(20), None, YEAR_2025, is_core=is_core),
    )
    keys = ("benefit_ratio", "employee_equivalent_wage", "benefits_shortfall_parity")
    if not is_core:
        plain = (
            benefit_ratio_figure(None, YEAR_2025),
            employee_equivalent_wage(Fraction(20), None, YEAR_2025),
            parity_shortfall(Fraction(20), None, YEAR_2025),
        )
        assert plain == made
    assert [one.key for one in made] == [f"{key}{ending}" for key in keys]
    assert {(one.value, one.reason) for one in made} == {(None, "no_value_on_file")}
    assert [(one.unit, one.currency) for one in made] == [
        ("share", None), ("money_per_hour", "USD"), ("money", "USD"),
    ]  # fmt: skip
    assert {one.period for one in made} == {YEAR_2025}


def test_parity_without_hours_or_figures_has_its_reason():
    ratio = benefit_ratio(YEAR_2025.last, ON_FILE)
    assert employee_equivalent_wage(None, ratio, YEAR_2025).reason == "no_hours"
    assert employee_equivalent_wage(Fraction(20), None, YEAR_2025).reason == "no_value_on_file"
    assert parity_shortfall(Fraction(20), None, YEAR_2025).reason == "no_value_on_file"


def test_a_ratio_older_than_24_months_is_not_used():
    assert benefit_ratio(date(2028, 3, 31), ON_FILE) is not None
    assert benefit_ratio(date(2028, 4, 1), ON_FILE) is None
    assert benefit_ratio(date(2026, 3, 31), ON_FILE, group="dancers") is None


def test_a_loss_earns_no_benefits():
    assert parity_shortfall(Fraction(-20), benefit_ratio(YEAR_2025.last, ON_FILE), YEAR_2025).value == 0


def test_every_group_that_can_be_chosen_has_a_ratio():
    for group in GROUPS:
        assert benefit_ratio(date(2026, 10, 31), ON_FILE, group=group).share > 0


@given(st.integers(0, 100_000), st.sampled_from(sorted(GROUPS)), st.booleans())
@settings(max_examples=50)
def test_the_staff_wage_is_never_above_the_rate(cents, group, is_core):
    ratio = benefit_ratio(date(2026, 10, 31), ON_FILE, group=group, is_core=is_core)
    assert 0 <= employee_equivalent_wage(Fraction(cents, 100), ratio, YEAR_2026).value <= Fraction(cents, 100)


# Line by line


def test_worked_example_b_of_the_method():
    found = shortfall()
    assert amounts(found) == {
        "employer_fica": "1147.50",
        "futa": "234.00",
        "state_unemployment_insurance": "442.00",
        "employment_training_tax": "13.00",
        "workers_compensation": None,
        "paid_leave": "1608.98",
        "statutory_sick_leave": "500.00",
        "health": "2956.88",
        "retirement": "720.30",
    }
    assert decimal_text(found.total.value, 2) == "7122.65"
    assert not found.total.at_least
    assert decimal_text(found.per_hour, 2) == "9.13"
    assert decimal_text(found.share_of_net, 3) == "0.475"
    assert figure(found, "statutory_sick_leave").steps[0].value == 26


def test_the_composed_sample_of_a_screenwriter():
    assert sum(map(Fraction, SAMPLE_NETS.values())) == 13_559
    found = the_sample()
    dollars = amounts(found, 0)
    assert (dollars["health"], dollars["paid_leave"]) == ("2172", "1472")
    assert (dollars["employer_fica"], dollars["retirement"]) == ("1037", "653")
    state = ("state_unemployment_insurance", "employment_training_tax")
    assert decimal_text(sum(figure(found, key).value for key in state), 0) == "475"
    assert (dollars["futa"], reason(found, "futa")) == (None, "no_value_on_file")
    assert decimal_text(found.total.value, 0) == "5809"
    assert found.total.at_least


def test_a_writer_who_allows_unverified_figures_gets_the_forecast_of_2026():
    found = the_sample(parameters=ON_FILE.allowing_unverified())
    futa = figure(found, "futa")
    assert decimal_text(futa.value, 2) == "284.74"  # (0.6 % + 1.5 %) of 13,559
    assert [row.is_verified for row in futa.parameters].count(False) == 1
    assert not found.total.at_least


def test_the_lines_come_in_the_order_of_the_method_and_the_total_adds_the_added_ones():
    found = shortfall()
    assert [line.figure.key for line in found.lines] == list(LINES)
    added = [line for line in found.lines if line.is_added]
    assert {line.figure.key for line in found.lines} - {line.figure.key for line in added} == {
        "workers_compensation",
        "statutory_sick_leave",
    }
    assert found.total.value == sum(line.figure.value for line in added)
    assert found.total.steps[-1].value == found.total.value


def test_without_a_place_the_lines_of_the_state_are_unknown_and_the_total_is_a_lower_bound():
    found = shortfall(place=None)
    for key in ("state_unemployment_insurance", "employment_training_tax", "statutory_sick_leave"):
        assert reason(found, key) == "place_unknown"
    assert amounts(found)["employer_fica"] == "1147.50"
    assert (amounts(found)["futa"], figure(found, "futa").at_least) == ("78.00", True)  # the federal 0.006
    assert found.total.at_least


def test_outside_california_the_state_line_is_unknown_and_there_is_no_training_tax():
    found = shortfall(place="US-NY-NYC_LI_WESTCHESTER")
    assert "employment_training_tax" not in amounts(found)
    assert reason(found, "state_unemployment_insurance") == "no_value_on_file"
    assert amounts(found)["futa"] == "78.00"  # New York repaid its loan: no reduction in 2025
    assert amounts(found)["statutory_sick_leave"] == "500.00"
    assert found.total.at_least


def test_a_state_whose_credit_reduction_is_not_on_file_has_no_federal_line():
    assert reason(shortfall(place="US-TX"), "futa") == "no_value_on_file"


def test_abroad_nothing_is_on_file():
    found = shortfall(place="ES-MD")
    assert all(line.figure.value is None for line in found.lines)
    assert found.total.value is None
    assert found.total.reason == "no_value_on_file"
    assert found.per_hour is None


def test_a_year_in_two_states_leaves_the_lines_of_the_state_unknown_and_keeps_the_other_years():
    nets = {("one", 2024): 9000, ("one", 2025): 9000}
    period = Period(date(2024, 1, 1), date(2026, 1, 1))
    moved = shortfall(nets, {2024: 400, 2025: 400}, period=period, place_by_year={2024: "US-CA", 2025: None})
    stayed = shortfall({("one", 2024): 9000}, {2024: 400}, period=Period(date(2024, 1, 1), date(2025, 1, 1)))
    key = "state_unemployment_insurance"
    assert figure(moved, key).value == figure(stayed, key).value
    assert figure(moved, key).at_least
    lost = shortfall(place_by_year={2025: None})
    assert reason(lost, key) == reason(lost, "statutory_sick_leave") == "place_unknown"


def test_a_place_inside_a_state_counts_as_the_state():
    assert shortfall(place="US-CA-LOS_ANGELES_CITY").total.value == shortfall().total.value


def test_an_employers_share_stops_at_the_wage_base_less_wages():
    nets = {("one", 2025): 50_000}
    found = shortfall(nets, {2025: 1000}, w2_by_year={2025: Fraction(160_000)})
    # 6.2 % of 176,100 - 160,000 and 1.45 % of 50,000
    assert amounts(found)["employer_fica"] == "1723.20"
    assert amounts(found)["state_unemployment_insurance"] == "238.00"


def test_caps_are_counted_for_each_year_and_each_platform():
    nets = {("one", 2024): 9000, ("one", 2025): 9000, ("two", 2025): -500}
    found = shortfall(nets, {2024: 500, 2025: 500}, period=Period(date(2024, 1, 1), date(2026, 1, 1)))
    assert amounts(found)["state_unemployment_insurance"] == "476.00"  # 3.4 % of 7,000 twice
    assert amounts(found)["futa"] == "231.00"  # 1.5 % in 2024 and 1.8 % in 2025
    assert amounts(found)["employer_fica"] == decimal_text(Fraction("0.0765") * (9000 + 8500), 2)


def test_a_year_without_a_rate_leaves_a_lower_bound_of_the_line():
    nets = {("one", 2025): 1000, ("one", 2026): 1000}
    found = shortfall(nets, {2025: 50, 2026: 50}, period=Period(date(2025, 1, 1), date(2027, 1, 1)))
    futa = figure(found, "futa")
    assert (futa.value, futa.at_least) == (18, True)
    assert found.total.at_least


def test_a_year_that_left_nothing_adds_nothing_whatever_the_rate():
    found = shortfall(
        {("one", 2025): 1000}, {2025: 50, 2027: 5}, period=Period(date(2025, 1, 1), date(2027, 2, 1))
    )
    assert amounts(found)["employer_fica"] == "76.50"
    assert not figure(found, "employer_fica").at_least


def test_a_year_in_the_red_has_no_wages():
    found = shortfall({("one", 2025): -100, ("two", 2025): 60}, {2025: 10})
    assert amounts(found)["employer_fica"] == "0.00"
    assert amounts(found)["paid_leave"] == "0.00"
    assert amounts(found)["state_unemployment_insurance"] == "2.04"
    assert found.share_of_net is None


# Health


@pytest.mark.parametrize("cover", ["spouse", "guild", "public", "employer"])
def test_cover_from_elsewhere_makes_the_health_line_nothing_and_says_so(cover):
    found = shortfall(health_cover=cover)
    assert figure(found, "health").value == 0
    assert reason(found, "health") == "covered_elsewhere"
    assert not found.total.at_least


@pytest.mark.parametrize("cover", [None, "none", "own"])
def test_without_other_cover_the_employers_share_is_counted(cover):
    assert amounts(shortfall(health_cover=cover))["health"] == "2956.88"


@pytest.mark.parametrize(
    ("basis", "premium", "amount"),
    [
        ("employer_share", "300", "2956.88"),
        ("what_i_pay", "300", "1350.00"),  # 3,600 a year for 780 of 2,080 hours
        ("what_i_pay", "0", "0.00"),  # a premium that credits pay in full is known, and nothing
        ("what_i_pay", None, None),
        ("benchmark", None, "2236.50"),  # 497 a month in 2025
        ("benchmark", "300", "2236.50"),
    ],
)
def test_variants_of_the_health_line(basis, premium, amount):
    own = None if premium is None else Fraction(premium)
    found = shortfall(health_cover="own", own_premium=own, health_basis=basis)
    assert amounts(found)["health"] == amount
    assert found.total.at_least is (amount is None)
    assert reason(found, "health") == ("premium_unknown" if amount is None else None)


def test_the_first_variants_are_the_default():
    assert HEALTH_BASES == {
        "employer_share": "What an employer pays for one person",
        "what_i_pay": "What I pay myself",
        "benchmark": "A marketplace plan at the age of 40",
    }
    assert RETIREMENT_BASES == {
        "all_workers": "All staff, with a plan or without",
        "participants": "Staff who have a plan",
    }
    assert (next(iter(HEALTH_BASES)), next(iter(RETIREMENT_BASES))) == ("employer_share", "all_workers")
    chosen = shortfall(health_basis=next(iter(HEALTH_BASES)), retirement_basis=next(iter(RETIREMENT_BASES)))
    assert amounts(chosen) == amounts(shortfall())
    assert set(HEALTH_BASES) == set(get_args(HealthBasis))
    assert set(RETIREMENT_BASES) == set(get_args(RetirementBasis))


@pytest.mark.parametrize(
    ("basis", "first", "rows"),
    [
        ("employer_share", "Premium of a single plan, a year", {"employer_plan_premium_single", "worker_contribution_single"}),
        ("what_i_pay", "Your premium a month", set()),
        ("benchmark", "Benchmark premium a month", {"marketplace_benchmark_premium_age_40"}),
    ],
)  # fmt: skip
def test_every_variant_says_what_it_is_counted_at(basis, first, rows):
    line = figure(shortfall(health_basis=basis, own_premium=Fraction(300)), "health")
    assert line.steps[0].label == first
    assert {row.key for row in line.parameters} == rows
    assert line.steps[-2].value == Fraction(780, 2080)
    assert line.steps[-3].value * line.steps[-2].value == line.steps[-1].value == line.value


@pytest.mark.parametrize(
    ("basis", "premium"), [("employer_share", None), ("what_i_pay", "300"), ("benchmark", None)]
)
def test_cover_from_elsewhere_goes_before_every_variant(basis, premium):
    own = None if premium is None else Fraction(premium)
    found = shortfall(health_cover="spouse", own_premium=own, health_basis=basis)
    assert (figure(found, "health").value, reason(found, "health")) == (0, "covered_elsewhere")
    assert found.total.value == shortfall(health_cover="spouse").total.value


def test_hours_while_somebody_else_covered_her_do_not_count_and_the_line_says_so():
    part = figure(shortfall(uncovered_hours_by_year={2025: Fraction(520)}), "health")
    assert part.value == Fraction(7885, 4)
    assert part.reason is None
    assert part.steps[-2].label == "share of a full-time year, 2,080 hours, while nobody else covered you"
    whole = figure(shortfall(uncovered_hours_by_year={2025: Fraction(780)}), "health")
    assert whole.steps[-2].label == "share of a full-time year, 2,080 hours"
    none = shortfall(uncovered_hours_by_year={})
    assert (figure(none, "health").value, reason(none, "health")) == (0, "covered_elsewhere")


def test_the_benchmark_is_the_newest_year_that_has_ended():
    assert figure(the_sample(health_basis="benchmark"), "health").parameters[0].value == 497
    whole_year = shortfall({("one", 2026): 15_000}, {2026: 2080}, period=YEAR_2026, health_basis="benchmark")
    assert amounts(whole_year)["health"] == "7500.00"  # 625 a month


@pytest.mark.parametrize(
    ("last", "premium"),
    [
        (date(2026, 12, 30), 497),  # the premiums of 2026 are those of a year that is not over
        (date(2026, 12, 31), 625),
        (date(2028, 12, 31), 625),
        (date(2029, 1, 1), None),  # more than 24 months old
    ],
)
def test_premiums_of_a_year_count_from_its_last_day_on(last, premium):
    found = figure(the_sample(health_basis="benchmark", last=last), "health")
    assert [row.value for row in found.parameters] == ([premium] if premium else [])
    assert found.reason == (None if premium else "no_value_on_file")


def test_health_cover_counts_at_most_one_full_year_a_year():
    period = Period(date(2024, 1, 1), date(2026, 1, 1))
    found = shortfall({("one", 2025): 100}, {2024: 1040, 2025: 3000}, period=period)
    assert figure(found, "health").value == 7885 * Fraction(3, 2)


# Sick leave, retirement


@pytest.mark.parametrize(
    ("place", "hours", "leave"),
    [
        ("US-CA", 780, 26),
        ("US-CA", 1500, 40),  # capped
        ("US-IL", 800, 20),
        ("US-WA", 2000, 50),  # no cap
    ],
)
def test_hours_of_statutory_sick_leave(place, hours, leave):
    found = shortfall({("one", 2025): 15_000}, {2025: hours}, place=place)
    assert figure(found, "statutory_sick_leave").value == leave * Fraction(15_000, hours)


def test_a_sick_leave_law_must_hold_through_the_period():
    assert reason(shortfall(place="US-MI"), "statutory_sick_leave") == "no_value_on_file"
    later = Period(date(2025, 3, 1), date(2026, 1, 1))
    assert figure(shortfall(place="US-MI", period=later), "statutory_sick_leave").value == 500
    assert reason(shortfall(place="US-TX"), "statutory_sick_leave") == "no_value_on_file"


def test_retirement_at_what_participants_of_a_plan_get():
    found = figure(shortfall(retirement_basis="participants"), "retirement")
    assert found.value == 720  # 4.8 % of 15,000
    assert [(step.sign, step.value) for step in found.steps] == [
        ("", 15_000), ("*", Fraction("0.048")), ("=", 720),
    ]  # fmt: skip
    assert [row.key for row in found.parameters] == ["employer_retirement_contribution"]


@pytest.mark.parametrize(
    ("last", "share"),
    [
        (date(2024, 3, 30), None),
        (date(2024, 3, 31), "0.048"),
        (date(2024, 9, 30), "0.047"),
        (date(2025, 3, 31), "0.048"),
        (date(2027, 3, 31), "0.048"),
        (date(2027, 4, 1), None),
    ],
)
def test_the_contribution_to_plans_is_a_survey_too(last, share):
    found = figure(shortfall(retirement_basis="participants", last=last), "retirement")
    assert (found.steps[1].value if found.steps else None) == (share and Fraction(share))
    assert found.reason == (None if share else "no_value_on_file")


def test_another_group_changes_leave_and_retirement():
    found = shortfall(
        {("one", 2026): 10_000}, {2026: 500}, period=YEAR_2026, group="professional_and_related"
    )
    assert amounts(found)["paid_leave"] == decimal_text(10_000 * Fraction("6.76") / Fraction("50.53"), 2)


# By the hour, and of the net


def test_the_total_by_the_hour_and_of_the_net_are_figures():
    found = shortfall()
    figures = found.figures()
    assert list(figures) == [
        "benefits_shortfall_line_by_line",
        "benefits_shortfall_per_hour",
        "benefits_shortfall_share_of_net",
    ]
    total, hourly, share = figures.values()
    assert total is found.total
    assert (hourly.value, share.value) == (found.per_hour, found.share_of_net)
    assert (hourly.unit, hourly.currency) == ("money_per_hour", "USD")
    assert (share.unit, share.currency) == ("share", None)
    for part, divisor, unit in ((hourly, 780, "hours"), (share, 15_000, "money")):
        assert [step.sign for step in part.steps] == ["", "/", "="]
        assert [step.value for step in part.steps] == [found.total.value, divisor, part.value]
        assert [step.unit for step in part.steps] == ["money", unit, part.unit]
        assert (part.reason, part.at_least, part.parameters) == (None, False, total.parameters)
    assert hourly.steps[1].label == "All hours"
    assert share.steps[1].label == "Left after fees and costs"
    assert set(figures) <= set(DEFINITIONS)


def test_a_lower_bound_stays_one_by_the_hour():
    figures = the_sample().figures()
    assert all(one.at_least for one in figures.values())


def test_what_cannot_be_divided_says_why():
    figures = shortfall(hours={}).figures()
    hourly, share = figures["benefits_shortfall_per_hour"], figures["benefits_shortfall_share_of_net"]
    assert (hourly.value, hourly.reason, hourly.steps, hourly.at_least) == (None, "no_hours", (), False)
    assert share.value is not None
    assert share.at_least
    red = shortfall({("one", 2025): -100}, {2025: 10}).figures()["benefits_shortfall_share_of_net"]
    assert (red.value, red.reason, red.currency) == (None, "no_net_earnings", None)


def test_without_a_total_the_parts_lack_what_it_lacks():
    abroad = shortfall(place="ES-MD").figures()
    assert {one.reason for one in abroad.values()} == {"no_value_on_file"}
    nothing = line_by_line(net_by_platform_year={}, hours_by_year={}, period=YEAR_2025, parameters=ON_FILE)
    assert {one.reason for one in nothing.figures().values()} == {"no_earnings"}


# Nothing to count


def test_without_earnings_there_is_nothing_to_count():
    found = line_by_line(net_by_platform_year={}, hours_by_year={}, period=YEAR_2025, parameters=ON_FILE)
    assert found.total.reason == "no_earnings"
    assert {line.figure.reason for line in found.lines} == {"no_earnings"}


def test_without_hours_the_lines_by_the_hour_are_unknown():
    found = shortfall(hours={})
    assert reason(found, "health") == reason(found, "statutory_sick_leave") == "no_hours"
    assert found.total.at_least
    assert found.per_hour is None


def test_surveys_that_are_too_old_leave_their_lines_unknown():
    later = Period(date(2029, 1, 1), date(2030, 1, 1))
    found = shortfall({("one", 2029): 1000}, {2029: 50}, period=later)
    for key in ("paid_leave", "health", "retirement", "employer_fica"):
        assert reason(found, key) == "no_value_on_file"
    assert reason(
        shortfall({("one", 2029): 1000}, {2029: 50}, period=later, retirement_basis="participants"),
        "retirement",
    ) == ("no_value_on_file")
    assert reason(
        shortfall({("one", 2029): 1000}, {2029: 50}, period=later, health_basis="benchmark"), "health"
    ) == ("no_value_on_file")


def test_cover_not_held_is_a_list_without_dollars():
    assert len(COVER) == 10
    assert {"unemployment_insurance", "paid_family_leave", "purpose_told"} <= set(COVER)


# Invariants


nets = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from([2024, 2025])),
    st.integers(-50_000, 3_000_000).map(lambda minor: Fraction(minor, 100)),
    min_size=1,
)


@given(nets, st.integers(1, 2500), st.sampled_from([None, "US-CA", "US-NY", "US-TX"]))
@settings(max_examples=50)
def test_no_line_is_negative_and_every_figure_says_how_it_was_computed(net, hours, place):
    period = Period(date(2024, 12, 1), date(2026, 1, 1))
    found = shortfall(net, {2024: hours, 2025: hours}, period=period, place=place)
    for line in found.lines:
        assert (line.figure.value is None) == (line.figure.reason is not None)
        if line.figure.value is not None:
            assert line.figure.value >= 0
            assert line.figure.steps[-1].value == line.figure.value
    assert found.total.value == sum(
        line.figure.value for line in found.lines if line.is_added and line.figure.value is not None
    )

"""Worked examples A and B of the method, every number on the way."""

from datetime import date
from fractions import Fraction

import pytest

from reports import rates
from reports.benefits import benefit_ratio, employee_equivalent_wage, line_by_line, parity_shortfall
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.periods import Period
from reports.taxes import self_employment_tax

ON_FILE = Parameters.on_file()


def rounded(value, digits):
    return decimal_text(Fraction(value), digits)


# A. Tax year 2026, no other income: G = 1,000.00, Tp = 40 h, Tu = 12 h, F = 10.00, E = 50.00, 25.00 promised.

GROSS, PAID, UNPAID, FEES, COSTS = map(Fraction, (1000, 40, 12, 10, 50))
HOURS, NET = PAID + UNPAID, GROSS - FEES - COSTS
YEAR_2026 = Period(date(2026, 1, 1), date(2027, 1, 1))


def test_example_a_from_the_promise_to_what_is_left():
    assert rates.advertised_rate([(Fraction(25), PAID)]) == 25
    assert rates.paid_time_rate(GROSS, PAID) == 25
    assert rounded(rates.all_hours_rate(GROSS, HOURS), 4) == "19.2308"
    assert NET == 940
    assert rounded(rates.effective_hourly_rate(NET, HOURS), 4) == "18.0769"
    assert rates.value_of_unpaid_time(UNPAID, Fraction(25)) == 300


def test_example_a_after_tax():
    tax = self_employment_tax(2026, NET, Fraction(0), ON_FILE)
    assert tax.net_earnings == tax.taxed_earnings == Fraction("868.09")
    assert tax.tax == Fraction("868.09") * Fraction("0.153") == Fraction("132.81777")
    assert NET - tax.allocated(NET) == Fraction("807.18223")
    after = rates.rate_after_self_employment_tax(NET, tax.allocated(NET), HOURS)
    assert rounded(after, 4) == "15.5227"
    assert rates.take_home_equivalent_wage(after) == after / Fraction("0.9235")
    assert rounded(rates.take_home_equivalent_wage(after), 4) == "16.8086"
    assert rounded(rates.mishel_variant(NET / HOURS), 4) == "16.6940"


@pytest.mark.parametrize(
    ("group", "costs", "share", "wage", "gap"),
    [
        ("professional_and_related", ("50.53", "22.46"), "0.44449", "12.5144", "5.5625"),
        ("all_private", ("32.60", "14.01"), "0.42975", "12.6434", "5.4335"),
    ],
)
def test_example_a_as_a_staff_wage(group, costs, share, wage, gap):
    ratio = benefit_ratio(date(2026, 3, 31), ON_FILE, group=group)
    assert [row.value for row in ratio.parameters] == [*map(Fraction, costs)]
    assert rounded(ratio.share, 5) == share
    real = rates.effective_hourly_rate(NET, HOURS)
    found = employee_equivalent_wage(real, ratio, YEAR_2026)
    assert rounded(found.value, 4) == wage
    assert rounded(real - found.value, 4) == gap
    assert found.value == rates.employee_equivalent_wage(real, ratio.share)


# B. California, 2025: n = 15,000 from two platforms (9,000 and 6,000), T = 780 h, W = 0.

YEAR_2025 = Period(date(2025, 1, 1), date(2026, 1, 1))


@pytest.fixture(scope="module")
def example():
    return line_by_line(
        net_by_platform_year={("one", 2025): Fraction(9000), ("two", 2025): Fraction(6000)},
        hours_by_year={2025: Fraction(780)},
        period=YEAR_2025,
        parameters=ON_FILE,
        place="US-CA",
    )


#: Every step of every line: sign, value; the last is the line itself.
LINES = {
    "employer_fica": [("", "15000"), ("*", "0.062"), ("+", "15000"), ("*", "0.0145"), ("=", "1147.50")],
    "futa": [("", "13000"), ("*", "0.018"), ("=", "234.00")],
    "state_unemployment_insurance": [("", "13000"), ("*", "0.034"), ("=", "442.00")],
    "employment_training_tax": [("", "13000"), ("*", "0.001"), ("=", "13.00")],
    "paid_leave": [("", "15000"), ("*", "3.44"), ("/", "32.07"), ("=", "1608.98")],
    "statutory_sick_leave": [("", "26"), ("*", "19.2308"), ("=", "500.00")],
    "health": [
        ("", "9325"), ("-", "1440"), ("=", "7885"), ("*", "0.375"), ("=", "2956.88"),
    ],
    "retirement": [("", "15000"), ("*", "1.54"), ("/", "32.07"), ("=", "720.30")],
}  # fmt: skip


@pytest.mark.parametrize("key", LINES)
def test_example_b_line_by_line_with_every_step(example, key):
    figure = next(line.figure for line in example.lines if line.figure.key == key)
    steps = [(step.sign, rounded(step.value, len(shown.partition(".")[2])))
             for step, (_, shown) in zip(figure.steps, LINES[key], strict=True)]  # fmt: skip
    assert steps == LINES[key]
    assert figure.steps[-1].value == figure.value


def test_example_b_the_unrounded_line_of_health(example):
    health = next(line.figure for line in example.lines if line.figure.key == "health")
    assert health.value == Fraction("2956.875")


def test_example_b_the_total_is_of_unrounded_lines(example):
    added = [line.figure.value for line in example.lines if line.is_added]
    assert rounded(sum(added), 2) == rounded(example.total.value, 2) == "7122.65"
    assert sum(Fraction(rounded(value, 2)) for value in added) == Fraction("7122.66")
    assert not example.total.at_least
    assert (example.net, example.hours) == (15_000, 780)


def test_example_b_by_the_hour_and_of_the_net(example):
    figures = example.figures()
    assert rounded(figures["benefits_shortfall_per_hour"].value, 2) == "9.13"
    assert rounded(figures["benefits_shortfall_share_of_net"].value, 3) == "0.475"


def test_example_b_sick_leave_stands_beside_the_total(example):
    beside = {line.figure.key: line.figure.value for line in example.lines if not line.is_added}
    assert beside == {"workers_compensation": None, "statutory_sick_leave": Fraction(500)}


def test_example_b_by_parity_without_supplemental_pay():
    ratio = benefit_ratio(YEAR_2025.last, ON_FILE, is_core=True)
    wages, benefits, supplemental = (row.value for row in ratio.parameters)
    assert (benefits, supplemental, wages) == (Fraction("13.58"), Fraction("1.84"), Fraction("32.07"))
    assert ratio.share == Fraction("11.74") / Fraction("32.07")
    assert {row.valid_to for row in ratio.parameters} == {date(2025, 6, 30)}
    found = parity_shortfall(Fraction(15_000), ratio, YEAR_2025)
    assert (found.key, rounded(found.value, 2)) == ("benefits_shortfall_parity_core", "5491.11")
    assert found.value == 15_000 * ratio.share

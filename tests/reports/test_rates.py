"""The ladder of rates: worked example A, ratios of sums, and what must always hold."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports import rates
from reports.money import decimal_text
from reports.parameters import Parameters
from reports.taxes import self_employment_tax

# Worked example A of METHOD section 1.
GROSS, NET, PAID, UNPAID = Fraction(1000), Fraction(940), Fraction(40), Fraction(12)
HOURS = PAID + UNPAID


def four(value):
    return decimal_text(value, 4)


def test_worked_example_a_to_four_digits():
    tax = self_employment_tax(2026, NET, Fraction(0), Parameters.on_file()).tax
    real = rates.effective_hourly_rate(NET, HOURS)
    after_tax = rates.rate_after_self_employment_tax(NET, tax, HOURS)
    assert tax == Fraction("132.81777")
    assert four(rates.paid_time_rate(GROSS, PAID)) == "25.0000"
    assert four(rates.all_hours_rate(GROSS, HOURS)) == "19.2308"
    assert four(real) == "18.0769"
    assert four(after_tax) == "15.5227"
    assert four(rates.take_home_equivalent_wage(after_tax)) == "16.8086"
    assert four(rates.employee_equivalent_wage(real, Fraction("22.46") / Fraction("50.53"))) == "12.5144"
    assert four(rates.employee_equivalent_wage(real, Fraction("14.01") / Fraction("32.60"))) == "12.6434"
    assert four(rates.mishel_variant(real)) == "16.6940"


def test_a_rate_is_a_ratio_of_sums_never_a_mean_of_ratios():
    tasks = [(30, "1.0"), (5, "0.1"), (10, "1.5")]
    pay = sum((Fraction(amount) for amount, _ in tasks), Fraction(0))
    hours = sum((Fraction(length) for _, length in tasks), Fraction(0))
    assert decimal_text(rates.paid_time_rate(pay, hours), 2) == "17.31"


PER_HOUR = [
    rates.paid_time_rate,
    rates.all_hours_rate,
    rates.effective_hourly_rate,
    rates.settled_rate,
    rates.session_rate,
]


@pytest.mark.parametrize("rate", PER_HOUR)
def test_a_rate_is_money_over_hours_and_no_hours_means_no_rate(rate):
    assert rate(Fraction(500), Fraction(40)) == Fraction("12.5")
    assert rate(Fraction(-500), Fraction(40)) == Fraction("-12.5")
    assert rate(Fraction(0), Fraction(40)) == 0
    assert rate(Fraction(500), Fraction(0)) is None


def test_a_quotient_without_one_of_its_sides_is_missing():
    assert rates.ratio(None, Fraction(2)) is None
    assert rates.ratio(Fraction(1), None) is None
    assert rates.ratio(Fraction(1), Fraction(0)) is None
    assert rates.ratio(Fraction(1), Fraction(2)) == Fraction(1, 2)


def test_the_rate_after_tax_without_hours_is_missing():
    assert rates.rate_after_self_employment_tax(NET, Fraction(100), Fraction(0)) is None


def test_another_half_of_payroll_tax_can_be_given():
    half = Fraction(1, 10)
    assert rates.take_home_equivalent_wage(Fraction(9), half) == 10
    assert rates.mishel_variant(Fraction(10), half) == 9
    assert Fraction("0.0765") == rates.EMPLOYEE_HALF


def test_the_session_rates_of_the_method_page_divide_by_the_whole_span():
    # METHOD 1, note 0: 45 minutes with D = 1, 60 with D = 15.
    assert rates.session_rate(Fraction(30), Fraction(45, 60)) == 40
    assert rates.session_rate(Fraction(30), Fraction(60, 60)) == 30


def test_a_missing_rate_stays_missing_up_the_ladder():
    assert rates.take_home_equivalent_wage(None) is None
    assert rates.mishel_variant(None) is None
    assert rates.employee_equivalent_wage(None, Fraction(1, 2)) is None
    assert rates.value_of_unpaid_time(Fraction(3), None) is None
    assert rates.advertised_rate([]) is None


def test_unpaid_time_is_worth_the_paid_time_rate():
    assert rates.value_of_unpaid_time(UNPAID, rates.paid_time_rate(GROSS, PAID)) == 300


money = st.integers(0, 10**7).map(lambda minor: Fraction(minor, 100))
some_hours = st.integers(0, 10**6).map(lambda seconds: Fraction(seconds, 3600))


@given(gross=money, fees=money, costs=money, paid=some_hours, unpaid=some_hours)
@settings(max_examples=50, deadline=None)
def test_no_rung_is_higher_than_the_one_above(gross, fees, costs, paid, unpaid):
    assume(paid > 0)
    hours, net = paid + unpaid, gross - fees - costs
    real = rates.effective_hourly_rate(net, hours)
    assert rates.paid_time_rate(gross, paid) >= rates.all_hours_rate(gross, hours) >= real
    if net >= 0:
        tax = self_employment_tax(2026, net, Fraction(0), Parameters.on_file())
        assert real >= rates.rate_after_self_employment_tax(net, tax.allocated(net), hours)
        assert rates.employee_equivalent_wage(real, Fraction(14, 32)) <= real


@given(gross=money, hours=some_hours, scale=st.integers(1, 1000))
@settings(max_examples=50, deadline=None)
def test_a_rate_scales_with_the_currency(gross, hours, scale):
    assume(hours > 0)
    assert rates.all_hours_rate(scale * gross, hours) == scale * rates.all_hours_rate(gross, hours)


def test_promised_rates_weigh_by_paid_hours():
    assert rates.advertised_rate([(Fraction(20), Fraction(1)), (Fraction(30), Fraction(3))]) == Fraction(
        "27.5"
    )


def test_the_day_of_the_tax_is_its_year():
    assert (
        self_employment_tax(date(2025, 1, 1).year, Fraction(433), Fraction(0), Parameters.on_file()).tax == 0
    )

"""Self-employment tax to the cent, its share of a period, work credits, instalments."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.money import decimal_text
from reports.parameters import Parameters
from reports.taxes import (
    instalments,
    self_employment_tax,
    social_security_credits,
)

ON_FILE = Parameters.on_file()

cents = st.integers(-20_000_000, 60_000_000)
dollars = cents.map(lambda minor: Fraction(minor, 100))
wages = st.integers(0, 40_000_000).map(lambda minor: Fraction(minor, 100))
years = st.sampled_from([2024, 2025, 2026])

WAGE_BASE = {2024: 168600, 2025: 176100, 2026: 184500}


def tax_of(year, net, w2_wages=0, **more):
    return self_employment_tax(year, Fraction(net), Fraction(w2_wages), ON_FILE, **more)


def credits_of(year, net, w2_wages=0):
    return social_security_credits(year, Fraction(net), Fraction(w2_wages), ON_FILE)


def tax_the_slow_way(year, net, w2_wages):
    """The same tax, dollar band by dollar band as a person would fill in the form."""
    net_earnings = net * Fraction("0.9235")
    if net <= 0 or net_earnings < 400:
        return Fraction(0)
    left = WAGE_BASE[year] - w2_wages
    below = min(net_earnings, left)
    if left <= 0:
        below = Fraction(0)
    return below * Fraction("0.153") + (net_earnings - below) * Fraction("0.029")


@pytest.mark.parametrize(
    ("year", "net", "w2_wages", "tax"),
    [
        (2025, "15000", 0, "2119.43"),
        (2025, "60000", 0, "8477.73"),
        (2026, "250000", 0, "29573.38"),
        (2026, "434", 0, "61.32"),
        (2026, "433", 0, "0.00"),
        (2026, "50000", 160_000, "4377.08"),
        (2026, "940", 0, "132.82"),
        (2026, "433.13", 0, "0.00"),  # net earnings 399.9956
        (2026, "433.14", 0, "61.20"),  # net earnings 400.0048, and all of it is taxed
        (2026, "0", 0, "0.00"),
        (2026, "-5000", 0, "0.00"),
        (2026, "50000", 200_000, "1339.08"),  # the wages have used up the base: Medicare only
    ],
)
def test_the_tax_to_the_cent(year, net, w2_wages, tax):
    assert decimal_text(tax_of(year, net, w2_wages).tax, 2) == tax


@given(years, dollars, wages)
@settings(max_examples=100)
def test_the_tax_agrees_with_the_form_filled_in_by_hand(year, net, w2_wages):
    assert tax_of(year, net, w2_wages).tax == tax_the_slow_way(year, net, w2_wages)


@given(years, dollars, st.integers(0, 10_000_000), wages)
@settings(max_examples=50)
def test_the_tax_never_falls_when_the_net_rises_and_is_never_negative(year, net, more, w2_wages):
    lower = tax_of(year, net, w2_wages)
    higher = tax_of(year, net + Fraction(more, 100), w2_wages)
    assert 0 <= lower.tax <= higher.tax
    assert 0 <= lower.additional_medicare <= higher.additional_medicare


@given(years, st.lists(cents, min_size=1, max_size=6))
@settings(max_examples=50)
def test_shares_of_any_split_add_up_to_the_tax(year, split):
    parts = [Fraction(minor, 100) for minor in split]
    tax = tax_of(year, sum(parts))
    assert sum(tax.allocated(part) for part in parts) == tax.tax


def test_a_contract_that_lost_money_has_a_negative_share():
    tax = tax_of(2026, 1000)
    assert tax.allocated(Fraction(-500)) == -tax.tax / 2
    assert tax_of(2026, -100).allocated(Fraction(50)) == 0


def test_half_of_the_tax_is_a_deduction_from_income():
    assert decimal_text(tax_of(2025, 60_000).half_deduction, 2) == "4238.87"


@pytest.mark.parametrize(
    ("net", "w2_wages", "status", "amount"),
    [
        (15_000, 0, "single", "0.00"),
        (250_000, 0, "single", "277.88"),  # 0.9 % of 230,875 - 200,000
        (250_000, 0, "joint", "0.00"),
        (250_000, 0, "separate", "952.88"),
        (50_000, 160_000, "single", "55.58"),
        (50_000, 250_000, "single", "415.58"),  # the wages alone pass the threshold
        (100, 250_000, "single", "0.00"),  # below 400 of net earnings there is no self-employment income
    ],
)
def test_the_additional_medicare_tax_stands_apart(net, w2_wages, status, amount):
    tax = tax_of(2026, net, w2_wages, filing_status=status)
    assert decimal_text(tax.additional_medicare, 2) == amount
    assert tax.tax == tax_of(2026, net, w2_wages).tax


def test_the_rows_behind_the_additional_tax_are_not_among_those_behind_the_tax():
    tax = tax_of(2026, 250_000, filing_status="joint")
    keys = ["additional_medicare_rate", "additional_medicare_threshold"]
    assert [row.key for row in tax.additional_parameters] == keys
    assert tax.additional_parameters[-1].group == "joint"
    assert not {row.key for row in tax.parameters} & set(keys)


def test_the_additional_tax_of_a_loss_is_nothing_and_that_of_another_status_is_not_known():
    assert tax_of(2031, -50).additional_medicare == 0
    assert tax_of(2026, 250_000, filing_status="other").additional_medicare is None


@pytest.mark.parametrize(("net", "taxed"), [("433.13", "0"), ("433.14", "400.00479"), ("-10", "0")])
def test_net_earnings_are_taxed_from_400_dollars_on(net, taxed):
    assert tax_of(2026, net).taxed_earnings == Fraction(taxed)


def test_an_unknown_filing_status_leaves_the_additional_tax_unknown():
    assert tax_of(2026, 250_000, filing_status="other").additional_medicare is None


@pytest.mark.parametrize("year", [2019, 2023, 2027])
def test_a_year_without_rates_on_file_has_no_tax(year):
    assert tax_of(year, 15_000) is None


def test_the_tax_names_the_figures_it_used():
    keys = {row.key for row in tax_of(2026, 15_000).parameters}
    assert keys == {
        "self_employment_net_earnings_factor",
        "self_employment_minimum_net_earnings",
        "self_employment_social_security_rate",
        "self_employment_medicare_rate",
        "self_employment_tax_deduction",
        "social_security_wage_base",
    }


def test_the_steps_end_in_the_tax():
    tax = tax_of(2025, 15_000)
    steps = tax.steps()
    assert [step.sign for step in steps] == ["", "*", "=", "", "+", "="]
    assert steps[0].value * steps[1].value == steps[2].value == tax.net_earnings
    assert steps[3].value + steps[4].value == steps[5].value == tax.tax


def test_the_steps_of_a_loss_are_the_loss_and_no_tax_when_no_rates_are_on_file():
    steps = tax_of(2031, -50).steps()
    assert [(step.sign, step.value, step.values) for step in steps] == [
        ("", -50, {"year": 2031}), ("=", 0, {}),
    ]  # fmt: skip


# Work credits


@pytest.mark.parametrize(
    ("year", "net", "w2_wages", "earned", "profit_to_next"),
    [
        (2026, "5000", 0, 2, "1139.69"),
        (2026, "0", 0, 0, "2046.57"),
        (2026, "8186.24", 0, 3, "0.01"),
        (2026, "8186.25", 0, 4, None),
        (2025, "7839.74", 0, 3, "0.01"),
        (2025, "7839.75", 0, 4, None),
        (2026, "500000", 0, 4, None),
        (2026, "400", 0, 0, "1646.57"),  # 369.40 of net earnings: below 400, it does not count yet
        (2026, "0", 7560, 4, None),
        (2026, "0", 1800, 0, "433.14"),  # 90 short, but net earnings count from 400 on
        (2026, "-1000", 1890, 1, "3046.57"),
        (2024, "2000", 0, 1, "1746.62"),
    ],
)
def test_work_credits_and_the_distance_to_the_next(year, net, w2_wages, earned, profit_to_next):
    found = credits_of(year, net, w2_wages)
    assert found.credits == earned
    assert (found.profit_to_next and decimal_text(found.profit_to_next, 2)) == profit_to_next


def test_the_distance_in_net_earnings_is_exact():
    assert credits_of(2026, 5000).net_earnings_to_next == Fraction("1052.50")


@given(years, dollars, wages)
@settings(max_examples=50)
def test_the_distance_to_the_next_credit_is_enough_and_no_cent_too_much(year, net, w2_wages):
    found = credits_of(year, net, w2_wages)
    assert 0 <= found.credits <= 4
    if found.credits == 4:
        assert found.profit_to_next is None
        return
    enough = net + found.profit_to_next
    assert credits_of(year, enough, w2_wages).credits > found.credits
    assert credits_of(year, enough - Fraction(1, 100), w2_wages).credits == found.credits


def test_a_year_without_a_credit_amount_has_no_credits():
    assert credits_of(2023, 5000) is None
    assert credits_of(2027, 5000) is None


# Instalments


def test_instalments_of_2026():
    found = instalments(2026, ON_FILE)
    assert [(one.number, one.due_on) for one in found] == [
        (1, date(2026, 4, 15)),
        (2, date(2026, 6, 15)),
        (3, date(2026, 9, 15)),
        (4, date(2027, 1, 15)),
    ]
    assert found[0].income_from == date(2026, 1, 1)
    assert found[-1].income_to == date(2026, 12, 31)


@pytest.mark.parametrize("change", [{"valid_from": None}, {"valid_to": None}, {"group": None}])
def test_an_instalment_without_its_days_or_number_is_refused(change):
    row = replace(ON_FILE.of_key("estimated_tax_due")[0], **change)
    with pytest.raises(ValueError, match=f"The instalment “{row.label}” lacks its days or its number"):
        instalments(2026, Parameters((row,)))


def test_no_instalments_on_file_are_none_invented():
    assert instalments(2027, ON_FILE) == ()

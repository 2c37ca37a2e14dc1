"""Self-employment tax to the cent: a kept table, and the form filled in with decimals from the statute's figures."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from reports.money import decimal_text
from reports.parameters import Parameters
from reports.taxes import (
    Instalment,
    SelfEmploymentTax,
    instalments,
    self_employment_tax,
    social_security_credits,
)
from tests.reports.sum_lines import lines, sources

ON_FILE = Parameters.on_file()

# 26 U.S.C. 1401(a), (b)(1), (b)(2) and 1402(a)(12), (b)(1), (b)(2); the wage bases of 42 U.S.C. 430 as
# announced for each year. None of it is read from our own files.
WAGE_BASE = {2024: Decimal(168_600), 2025: Decimal(176_100), 2026: Decimal(184_500)}
THRESHOLD = {"single": Decimal(200_000), "joint": Decimal(250_000), "separate": Decimal(125_000)}

# year, profit, W-2 wages, filing status, self-employment tax, Additional Medicare Tax. In the order of each year:
# around the 400 dollars, METHOD's own amounts, around the wage base, around the three thresholds, and wages below,
# at and above the base.
TABLE = """
2024      433.13       0 single          0.00     0.00
2024      433.14       0 single         61.20     0.00
2024        0.01       0 single          0.00     0.00
2024       -2500       0 single          0.00     0.00
2024     8186.25       0 single       1156.68     0.00
2024       15000       0 single       2119.43     0.00
2024       60000       0 single       8477.73     0.00
2024   182566.32       0 single      25795.80     0.00
2024   182666.33       0 single      25798.48     0.00
2024   216567.40       0 single      26706.40     0.00
2024   216667.41       0 single      26709.08     0.83
2024   270709.26       0 joint       28156.40     0.00
2024   270809.27       0 joint       28159.08     0.83
2024   135354.62       0 separate    19125.00     0.00
2024   135454.63       0 separate    19139.13     0.83
2024      250000       0 single      27601.78   277.88
2024       50000  100000 single       7064.78     0.00
2024       50000  128600 single       6299.08     0.00
2024       50000  168599 single       1339.20   132.97
2024       50000  168600 single       1339.08   132.98
2024       50000  193600 single       1339.08   357.98
2024      433.14  168500 single         24.00     0.00
2024      433.13  250000 single          0.00     0.00
2024      433.14  250000 single         11.60     3.60
2024       90000  150000 separate     4716.74   748.04
2024       90000  150000 joint        4716.74     0.00
2025      433.13       0 single          0.00     0.00
2025      433.14       0 single         61.20     0.00
2025        0.01       0 single          0.00     0.00
2025       -2500       0 single          0.00     0.00
2025     8186.25       0 single       1156.68     0.00
2025       15000       0 single       2119.43     0.00
2025       60000       0 single       8477.73     0.00
2025   190687.60       0 single      26943.30     0.00
2025   190787.61       0 single      26945.98     0.00
2025   216567.40       0 single      27636.40     0.00
2025   216667.41       0 single      27639.08     0.83
2025   270709.26       0 joint       29086.40     0.00
2025   270809.27       0 joint       29089.08     0.83
2025   135354.62       0 separate    19125.00     0.00
2025   135454.63       0 separate    19139.13     0.83
2025      250000       0 single      28531.78   277.88
2025       50000  100000 single       7064.78     0.00
2025       50000  136100 single       6299.08     0.00
2025       50000  176099 single       1339.20   200.47
2025       50000  176100 single       1339.08   200.48
2025       50000  201100 single       1339.08   415.58
2025      433.14  176000 single         24.00     0.00
2025      433.13  250000 single          0.00     0.00
2025      433.14  250000 single         11.60     3.60
2025       90000  150000 separate     5646.74   748.04
2025       90000  150000 joint        5646.74     0.00
2026      433.13       0 single          0.00     0.00
2026      433.14       0 single         61.20     0.00
2026        0.01       0 single          0.00     0.00
2026       -2500       0 single          0.00     0.00
2026     8186.25       0 single       1156.68     0.00
2026       15000       0 single       2119.43     0.00
2026       60000       0 single       8477.73     0.00
2026   199783.43       0 single      28228.50     0.00
2026   199883.44       0 single      28231.18     0.00
2026   216567.40       0 single      28678.00     0.00
2026   216667.41       0 single      28680.68     0.83
2026   270709.26       0 joint       30128.00     0.00
2026   270809.27       0 joint       30130.68     0.83
2026   135354.62       0 separate    19125.00     0.00
2026   135454.63       0 separate    19139.13     0.83
2026      250000       0 single      29573.38   277.88
2026       50000  100000 single       7064.78     0.00
2026       50000  144500 single       6299.08     0.00
2026       50000  184499 single       1339.20   276.07
2026       50000  184500 single       1339.08   276.08
2026       50000  209500 single       1339.08   415.58
2026      433.14  184400 single         24.00     0.00
2026      433.13  250000 single          0.00     0.00
2026      433.14  250000 single         11.60     3.60
2026       90000  150000 separate     6688.34   748.04
2026       90000  150000 joint        6688.34     0.00
"""
ROWS = [tuple(line.split()) for line in TABLE.strip().splitlines()]


def to_the_cent(amount):
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def the_form(year, profit, wages, status):
    """Schedule SE and Form 8959, line by line."""
    net_earnings = profit * Decimal("0.9235")
    if profit <= 0 or net_earnings < 400:
        return Decimal(0), Decimal(0)
    room_below_the_base = max(Decimal(0), WAGE_BASE[year] - wages)
    social_security = min(net_earnings, room_below_the_base) * Decimal("0.124")
    medicare = net_earnings * Decimal("0.029")
    room_below_the_threshold = max(Decimal(0), THRESHOLD[status] - wages)
    additional = max(Decimal(0), net_earnings - room_below_the_threshold) * Decimal("0.009")
    return social_security + medicare, additional


def computed(year, profit, wages, status="single"):
    return self_employment_tax(year, Fraction(profit), Fraction(wages), ON_FILE, filing_status=status)


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_the_tax_of_the_table(row):
    year, profit, wages, status, tax, additional = row
    found = computed(int(year), profit, wages, status)
    assert decimal_text(found.tax, 2) == tax
    assert decimal_text(found.additional_medicare, 2) == additional


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_the_table_is_what_the_form_gives(row):
    year, profit, wages, status, tax, additional = row
    amounts = the_form(int(year), Decimal(profit), Decimal(wages), status)
    assert tuple(map(to_the_cent, amounts)) == (tax, additional)


def test_the_table_has_every_year_status_and_side_of_every_edge():
    assert len(set(ROWS)) == len(ROWS) >= 70
    for year, base in WAGE_BASE.items():
        rows = [row for row in ROWS if row[0] == str(year)]
        assert {row[3] for row in rows} == set(THRESHOLD)
        assert {Decimal(row[2]) - base for row in rows} >= {-1, 0, 25_000}
        assert {"433.13", "433.14"} <= {row[1] for row in rows}


# The sum behind the tax


def test_the_sum_behind_the_tax_line_by_line():
    tax = computed(2025, 15_000, 0)
    net_earnings = Fraction("13852.50")
    assert lines(tax.steps()) == [
        ("", "Left after fees and costs in {year}", 15_000, "money", {"year": 2025}),
        ("*", "the share that counts as net earnings", Fraction("0.9235"), "share"),
        ("=", "Net earnings from self-employment", net_earnings, "money"),
        ("", "Social Security, up to the wage base", net_earnings * Fraction("0.124"), "money"),
        ("+", "Medicare", net_earnings * Fraction("0.029"), "money"),
        ("=", "Self-employment tax", Fraction("2119.4325"), "money"),
    ]


def test_every_part_of_the_tax_of_a_year():
    tax = computed(2026, 250_000, 10_000)
    net_earnings = Fraction(230_875)
    room = 184_500 - 10_000
    assert (tax.year, tax.net, tax.w2_wages, tax.net_earnings) == (2026, 250_000, 10_000, net_earnings)
    assert tax.social_security == room * Fraction("0.124")
    assert tax.medicare == net_earnings * Fraction("0.029")
    assert tax.half_deduction == tax.tax / 2
    assert tax.additional_medicare == (net_earnings - 190_000) * Fraction("0.009")
    assert sources(tax.parameters) == [
        ("self_employment_net_earnings_factor", "US", Fraction("0.9235")),
        ("self_employment_minimum_net_earnings", "US", 400),
        ("self_employment_social_security_rate", "US", Fraction("0.124")),
        ("self_employment_medicare_rate", "US", Fraction("0.029")),
        ("social_security_wage_base", "US", 184_500),
        ("self_employment_tax_deduction", "US", Fraction("0.5")),
    ]
    assert sources(tax.additional_parameters) == [
        ("additional_medicare_rate", "US", Fraction("0.009")),
        ("additional_medicare_threshold", "US", 200_000),
    ]


def test_net_earnings_of_exactly_400_are_taxed():
    tax = computed(2026, Fraction(400) / Fraction("0.9235"), 0)
    assert (tax.net_earnings, tax.tax) == (400, Fraction("61.20"))


def test_a_loss_has_its_net_earnings_and_no_tax():
    tax = computed(2026, -1000, 0)
    assert (tax.net_earnings, tax.social_security, tax.medicare) == (Fraction("-923.50"), 0, 0)
    assert (tax.half_deduction, tax.additional_medicare) == (0, 0)


def test_without_a_threshold_the_additional_tax_is_unknown_and_nothing_is_named_for_it():
    tax = computed(2026, 250_000, 0, "other")
    assert tax.additional_medicare is None
    assert [key for key, _, _ in sources(tax.parameters)][-1] == "self_employment_tax_deduction"


@pytest.mark.parametrize("net", [0, -5])
def test_in_a_year_without_rates_nothing_left_is_nothing_taxed(net):
    tax = computed(2031, net, 7)
    assert tax == SelfEmploymentTax(2031, Fraction(net), Fraction(7), *[Fraction(0)] * 5, ())
    assert lines(tax.steps()) == [
        ("", "Left after fees and costs in {year}", net, "money", {"year": 2031}),
        ("=", "Self-employment tax", 0, "money"),
    ]


def test_in_a_year_without_rates_a_cent_left_has_an_unknown_tax():
    assert computed(2031, "0.01", 0) is None


@pytest.mark.parametrize(
    ("part", "share"), [(500, "1/2"), (1000, "1"), (1, "1/1000"), (0, "0"), (-250, "-1/4")]
)
def test_a_part_of_the_net_has_its_part_of_the_tax(part, share):
    tax = computed(2026, 1000, 0)
    assert tax.allocated(Fraction(part)) == tax.tax * Fraction(share)


def test_where_nothing_is_left_no_part_has_a_share():
    assert [computed(2026, net, 0).allocated(Fraction(7)) for net in (0, -1)] == [0, 0]


# Work credits


def credits_of(year, net, wages=0):
    return social_security_credits(year, Fraction(net), Fraction(wages), ON_FILE)


def test_everything_about_the_credits_of_a_year():
    found = credits_of(2026, 5000, 100)
    assert (found.year, found.credits, found.earnings) == (2026, 2, Fraction("4717.50"))
    assert found.net_earnings_to_next == 3 * 1890 - Fraction("4717.50")
    assert found.profit_to_next == Fraction("1031.41")  # 952.50 / 0.9235 = 1,031.402, rounded up
    assert sources(found.parameters) == [
        ("self_employment_net_earnings_factor", "US", Fraction("0.9235")),
        ("self_employment_minimum_net_earnings", "US", 400),
        ("social_security_credit", "US", 1890),
    ]


def test_net_earnings_of_exactly_400_count_and_a_little_less_does_not():
    profit = Fraction(400) / Fraction("0.9235")
    assert credits_of(2026, profit, 1500).earnings == 1900
    assert credits_of(2026, profit - Fraction(1, 100), 1500).earnings == 1500


@pytest.mark.parametrize(("year", "price"), [(2024, 1730), (2025, 1810), (2026, 1890)])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_credit_is_earned_at_its_price_and_not_a_cent_before(year, price, number):
    assert credits_of(year, 0, number * price).credits == number
    assert credits_of(year, 0, number * price - Fraction(1, 100)).credits == number - 1
    assert credits_of(year, 0, 5 * price).credits == 4


# Instalments


def test_every_instalment_has_its_income_its_day_and_its_source():
    found = instalments(2026, ON_FILE)
    rows = {row.group: row for row in ON_FILE.of_key("estimated_tax_due") if row.valid_to.year == 2026}
    assert [one.parameter for one in found] == [rows[str(number)] for number in (1, 2, 3, 4)]
    assert all(
        (one.income_from, one.income_to) == (one.parameter.valid_from, one.parameter.valid_to)
        for one in found
    )


def an_instalment(**changes):
    row = ON_FILE.of_key("estimated_tax_due")[0]
    return Parameters((replace(row, **changes),))


def test_an_instalment_is_due_so_many_days_after_the_last_day_of_its_income():
    row = an_instalment(
        valid_from=date(2026, 1, 1), valid_to=date(2026, 3, 31), value=Fraction(15), group="1"
    )
    (one,) = instalments(2026, row)
    assert one == Instalment(1, date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 15), row.all()[0])
    assert instalments(2025, row) == ()


@pytest.mark.parametrize("missing", ["valid_from", "valid_to", "group"])
def test_an_instalment_without_its_days_or_its_number_is_refused(missing):
    file = an_instalment(**{missing: None}, label="First instalment")
    with pytest.raises(ValueError) as refused:
        instalments(2026, file)
    assert str(refused.value) == "The instalment “First instalment” lacks its days or its number."

"""The words of outside figures: every key and unit on file has its own, and a value is written exactly."""

from fractions import Fraction

import pytest

from reports.parameters import Parameters
from reports.parameters.names import NAMES, UNITS, name_of, value_of
from tests.reports.factories import public_figure
from tests.reports.plain_words import PlainWords

WORDS = PlainWords()
ON_FILE = Parameters.on_file()


def a_row(value, unit, key="a_rate"):
    return public_figure(key, value, unit=unit)


def test_every_key_and_unit_on_file_has_words_and_no_words_are_left_over():
    # Exchange rates come from a table of their own.
    assert set(NAMES) == {row.key for row in ON_FILE.all()} | {"exchange_rate"}
    assert set(UNITS) == {row.unit for row in ON_FILE.all()} | {"exchange"}


def test_no_two_keys_have_one_name():
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("0.124", "share_of_net_earnings_up_to_base", "12.4% of net earnings up to the base"),
        ("0.9235", "share_of_net_profit", "92.35% of net profit"),
        ("0.5", "share_of_se_tax", "50% of self-employment tax"),
        ("0.00125", "share", "0.125%"),
        ("1/3", "share", "33.3333%"),
        ("0.015", "percentage_points_as_share", "1.5% in percentage points"),
        ("24500", "usd_per_year", "$24,500 a year"),
        ("17.87", "usd_per_hour", "$17.87 an hour"),
        ("17.5", "usd_per_hour", "$17.50 an hour"),
        ("30", "days_after_completion", "30 days after the work is done"),
        ("1.278", "factor", "1.278 times"),
        ("1/3", "factor", "0.3333 times"),
        ("2", "nobody knows", "2 nobody knows"),
    ],
)
def test_a_value_is_written_with_its_unit_and_every_digit_it_needs(value, unit, written):
    assert value_of(a_row(value, unit), WORDS) == written


def test_a_figure_is_called_by_its_name_or_by_its_key():
    assert name_of(a_row(1, "share", "minimum_wage"), WORDS) == "Minimum wage"
    assert name_of(a_row(1, "share"), WORDS) == "a_rate"


def test_no_share_on_file_loses_a_digit():
    for row in ON_FILE.all():
        if row.unit.startswith(("share", "percentage")):
            written = value_of(row, WORDS).split("%")[0].replace(",", "")
            assert Fraction(written) == row.value * 100, row

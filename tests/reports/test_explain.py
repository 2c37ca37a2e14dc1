"""“How is this computed?”: the sum in words, its period, coverage, sources and parts, and what is not known."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from reports.charts.explain import (
    CoverageBar,
    Source,
    SumLine,
    explanation,
    part_label,
    parts_table,
    shown,
    shown_value,
    slices_table,
)
from reports.definitions import DEFINITIONS
from reports.definitions.volatility import VOLATILITY
from reports.figures import Coverage, Step
from reports.money import Money
from reports.parameters import Parameter
from reports.periods import Period
from reports.personal import GapBar, Owed
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import FULL, PERIOD, figure, sample_report, with_figures

WORDS = PlainWords()
REAL = "effective_hourly_rate"


def explained(one, report=None):
    return explanation(one, report or sample_report(), WORDS)


def with_steps(*steps, value=1, **more):
    return figure("net", value, "money", steps=steps, **more)


def texts(table):
    return [tuple(cell.shown for cell in row) for row in table.rows]


# A value with its unit


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1234.5", "money", "$1,234.50"),
        ("18.07692", "money_per_hour", "$18.08"),
        ("-3", "money", "\u2212$3.00"),
        ("2.25", "hours", "2.25 h"),
        ("1/3", "hours", "0.3333 h"),
        ("1/10", "hours", "0.1 h"),
        ("1/60", "hours", "1 min"),
        ("-1/40", "hours", "-1.5 min"),
        ("1", "days", "1 day"),
        ("2", "days", "2 days"),
        ("0", "days", "0 days"),
        ("5/2", "days", "2.5 days"),
        ("0.4298", "share", "42.98%"),
        ("4", "count", "4"),
        ("7/3", "count", "2.33"),
    ],
)
def test_a_value_has_its_unit(value, unit, text):
    assert shown(Fraction(value), unit, "USD", WORDS) == text


def test_a_figure_is_shown_with_at_least_or_with_its_reason():
    assert shown_value(figure("net", 5), "USD", WORDS) == "$5.00"
    assert shown_value(figure("net", 5, at_least=True), "USD", WORDS) == "at least $5.00"
    assert shown_value(figure("net", None, reason="no_hours"), "USD", WORDS) == "no hours logged"


class Veiling(PlainWords):
    def veiled(self, said):
        return "•••"


@pytest.mark.parametrize(
    ("key", "value", "unit"),
    [
        ("gig_pay_share_of_guild_threshold", "0.1681", "share"),
        ("guild_health_share_reached", "0.4375", "share"),
        ("benefits_shortfall_share_of_net", "0.25", "share"),
        ("social_security_credits", "3", "count"),
        ("payback_forecast_hours", "7.75", "hours"),
    ],
)
def test_a_number_whose_other_side_is_public_is_hidden_with_the_amounts(key, value, unit):
    steps = (Step("", "All hours", Fraction(6), "hours"), Step("=", "Result", Fraction(value), unit))
    found = explanation(
        figure(key, value, unit, steps=steps, at_least=True), sample_report(), veiling := Veiling()
    )
    assert (found.value, [line.value for line in found.lines]) == ("at least •••", ["6 h", "•••"])
    assert shown_value(figure("hours", value, "hours"), "USD", veiling) == shown(
        Fraction(value), "hours", "USD", WORDS
    )


# The sum


def test_the_sum_of_real_hourly_pay_line_by_line():
    said = explained(sample_report().figures[REAL])
    assert said.lines == (
        SumLine("", "Earned, approved or pending", "$14,250.00", ""),
        SumLine("\u2212", "Platform and payout fees", "$449.80", ""),
        SumLine("\u2212", "Your costs", "$241.20", ""),
        SumLine("=", "Left to you", "$13,559.00", "total"),
        SumLine("÷", "All hours: 402 paid, 171 unpaid", "573 h", ""),
        SumLine("=", "Real hourly pay", "$23.66", "end"),
    )
    assert (said.key, said.value, said.ends_with_value) == (REAL, "$23.66", True)


def test_every_sign_has_its_mark():
    signs = ("", "-", "+", "*", "/", "=")
    said = explained(with_steps(*(Step(sign, "x", Fraction(1), "count") for sign in signs)))
    assert [line.sign for line in said.lines] == ["", "\u2212", "+", "×", "÷", "="]
    assert [line.rank for line in said.lines] == ["", "", "", "", "", "end"]


@pytest.mark.parametrize(
    ("steps", "value", "ends"),
    [
        ((), 1, False),
        ((Step("=", "x", Fraction(1), "money"),), 1, True),
        ((Step("=", "x", Fraction(2), "money"),), 1, False),  # another number
        ((Step("+", "x", Fraction(1), "money"),), 1, False),  # a part, no result
    ],
)
def test_a_sum_ends_with_the_figure_only_when_its_last_line_says_so(steps, value, ends):
    assert explained(with_steps(*steps, value=value)).ends_with_value is ends


def test_a_part_that_is_not_known_says_so_or_says_why():
    step = Step("", "x", None, "money")
    assert explained(with_steps(step)).lines[0].value == "not known"
    missing = with_steps(step, value=None, reason="no_value_on_file")
    assert explained(missing).lines[0].value == "no value on file"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("day", date(2026, 3, 1), "1 March 2026"),
        ("rate", Fraction(25, 2), "$12.50"),
        ("amount", Fraction(3), "$3.00"),
        ("price", Fraction(3), "$3.00"),
        ("cap", Fraction(3), "$3.00"),
        ("base", Fraction(7000), "$7,000.00"),
        ("wages", Fraction(3), "$3.00"),
        ("paid_share", Fraction(1, 8), "12.50%"),
        ("hours", Fraction(1, 8), "0.13"),
        ("year", 2026, "2026"),
        ("name", "Heron", "Heron"),
    ],
)
def test_what_a_line_names_is_written_as_what_it_is(name, value, text):
    step = Step("", "here: {" + name + "}", Fraction(1), "count", {name: value})
    assert explained(with_steps(step)).lines[0].label == f"here: {text}"


# Caveats, period, coverage, rows

THIN = Coverage(Fraction(1), Fraction(79, 100))
COVERED = "This figure is provisional: too little of the pay or the time is covered."
TOO_LITTLE = "This figure is provisional: too little is known so far to be sure of it."


@pytest.mark.parametrize(
    ("more", "caveats"),
    [
        ({}, ()),
        ({"provisional": True, "coverage": THIN}, (COVERED,)),
        ({"provisional": True, "coverage": FULL}, (TOO_LITTLE,)),
        ({"provisional": True}, (TOO_LITTLE,)),  # fewer months than it takes, or hours wanted that are not known
        ({"coverage": THIN}, ()),
        ({"at_least": True}, ("A part of the sum is not known, so the figure is at least this much.",)),
        (
            {"provisional": True, "at_least": True},
            (
                TOO_LITTLE,
                "A part of the sum is not known, so the figure is at least this much.",
            ),
        ),
    ],
)  # fmt: skip
def test_what_makes_a_figure_doubtful_is_said(more, caveats):
    assert explained(figure("net", 5, **more)).caveats == caveats


def test_the_period_is_said_with_its_last_day():
    assert explained(figure("net", 5)).period == "1 March to 31 October 2026, by the day of the work."
    empty = replace(figure("net", 5), period=Period(date(2026, 3, 1), date(2026, 3, 1)))
    assert explained(empty).period == "No day yet."


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("average_month_earned", "1 March to 31 October 2026, by the day of the work."),
        ("average_month_received", "1 March to 31 October 2026, by the day the money arrived."),
        ("payday_artefact_weekly", "1 March to 31 October 2026, by the calendar."),
        ("tax_year_net", "1 March to 31 October 2026, by the day the money moved."),
        (
            "settled_rate",
            "1 March to 31 October 2026: money by the day it arrived, hours by the day of the work.",
        ),
    ],
)
def test_the_period_says_with_which_days_the_figure_goes(key, words):
    assert explained(figure(key, 5)).period == words


def test_every_period_has_a_place_for_its_days():
    assert all("{days}" in meant.period for meant in DEFINITIONS.values())
    by_arrival = {key for key, meant in VOLATILITY.items() if "arrived" in meant.period}
    assert by_arrival == {key for key in VOLATILITY if key.endswith("received")}


def test_coverage_has_two_bars_and_an_unknown_share_is_no_zero():
    covered = figure("net", 5, coverage=Coverage(Fraction(3, 4), None))
    assert explained(covered).coverage == (
        CoverageBar("Pay that has logged time", Fraction(3, 4), "75%"),
        CoverageBar("Hours priced or marked unpaid", None, "not known"),
    )
    assert explained(figure("net", 5)).coverage == ()


@pytest.mark.parametrize(
    ("share", "width"), [("0.5", "50%"), ("1.5", "100%"), ("-0.5", "0%"), ("1", "100%"), (None, "0%")]
)
def test_a_bar_of_coverage_stays_in_its_frame(share, width):
    assert CoverageBar("x", None if share is None else Fraction(share), "x").width == width


def test_the_rows_behind_a_figure_are_counted_by_noun_and_none_are_not_named():
    rows = {
        "tasks": ("a", "b"),
        "payments": ("a",),
        "payouts": (),
        "expenses": ("a",),
        "contracts": ("a", "b", "c"),
        "situations": ("a",),
        "gap_notes": ("a",),
        "check_ins": ("a", "b"),
        "songs": ("a", "b"),
    }
    assert explained(figure("net", 5, rows=rows)).row_counts == (
        "2 logged pieces of work",
        "1 payment",
        "1 cost",
        "3 contracts",
        "1 fact about your situation",
        "1 note about a gap",
        "2 check-ins",
        "2 rows",
    )
    assert explained(figure("net", 5, rows={"payouts": ("a", "b")})).row_counts == ("2 arrivals of money",)


# Sources


def test_the_log_is_a_source_and_fees_and_costs_only_where_there_are_any():
    as_of = "as of 12 November 2026"
    said = explained(figure("net", 5))
    assert said.sources == (
        Source("Your log, 20 contracts", as_of),
        Source("Fees, from your payments", as_of),
        Source("Costs you entered", as_of),
    )
    assert not said.has_outside_sources
    free = with_figures(
        sample_report(by_contract=sample_report().by_contract[:1]),
        fees=figure("fees", 0),
        expenses=figure("expenses", None),
    )
    assert explained(figure("net", 5), free).sources == (Source("Your log, 1 contract", as_of),)


def a_row(**changes):
    values = {
        "key": "minimum_wage",
        "jurisdiction": "US-CA",
        "value": Fraction("16.50"),
        "unit": "usd_per_hour",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 11, 11),
        "source_title": "A page",
        "source_url": "https://example.org",
        "source_quality": "primary",
        "retrieved_on": date(2026, 11, 13),
        "is_verified": True,
        "note": "",
    }
    return Parameter(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "label", "detail"),
    [
        ({}, "Minimum wage: $16.50 an hour", "A page, 1 January 2026 to 11 November 2026, 1 day old"),
        (
            {"is_verified": False},
            "Minimum wage: $16.50 an hour, not verified",
            "A page, 1 January 2026 to 11 November 2026, 1 day old",
        ),
        (
            {"valid_to": None, "retrieved_on": date(2026, 11, 2)},
            "Minimum wage: $16.50 an hour",
            "A page, from 1 January 2026, 10 days old",
        ),
        (
            {"valid_from": None, "valid_to": None, "retrieved_on": date(2026, 11, 12)},
            "Minimum wage: $16.50 an hour",
            "A page, read on 12 November 2026, 0 days old",
        ),
        (
            {"valid_to": None, "retrieved_on": date(2026, 12, 1)},  # read after the day of the report
            "Minimum wage: $16.50 an hour",
            "A page, from 1 January 2026, 0 days old",
        ),
    ],
)
def test_an_outside_figure_is_named_with_its_value_its_source_and_its_age(changes, label, detail):
    said = explained(figure("net", 5, parameters=(a_row(**changes),)))
    days = detail.replace("1 January 2026 to 11 November", "1 January to 11 November")
    assert said.has_outside_sources
    assert said.sources[-1] == Source(label, days, "https://example.org")


# Parts


def test_the_parts_of_a_rate_are_its_platforms_best_first_and_then_all():
    table = parts_table(REAL, sample_report(), WORDS)
    assert table.header == ("Platform", "Real USD", "Hours", "Earned USD", "Fees, costs USD")
    assert texts(table) == [
        ("Parable", "$28.85", "110", "$3,330", "$156.60"),
        ("Northlight", "$26.31", "164", "$4,500", "$184.50"),
        ("Quillbase", "$23.12", "103", "$2,500", "$118.20"),
        ("Tessera", "$21.08", "136", "$3,060", "$192.60"),
        ("Annex", "$13.68", "60", "$860", "$39.10"),
        ("All", "$23.66", "573", "$14,250", "$691.00"),
    ]
    assert table.has_total
    assert [cell.plain for cell in table.rows[0]] == ["Parable", "28.8491", "110", "3330.00", "156.60"]
    assert explained(sample_report().figures[REAL]).parts == table


def test_parts_without_a_rate_stand_last_and_what_is_missing_has_words():
    sample = sample_report()
    first, second, third = sample.by_platform[:3]
    nothing = {
        key: figure(key, None, "money", reason="no_hours")
        for key in (REAL, "hours", "earned", "fees", "expenses")
    }
    unpaid = replace(first, label="A", figures={**first.figures, **nothing})
    half = {"fees": figure("fees", None), REAL: figure(REAL, 0, "money_per_hour")}
    known = replace(second, label="Z", figures={**second.figures, **half})
    negative = {REAL: figure(REAL, -1, "money_per_hour")}
    table = slices_table(
        (unpaid, replace(third, label="Y", figures={**third.figures, **negative}), known),
        sample,
        WORDS,
        "Kind of work",
    )
    assert table.header[0] == "Kind of work"
    assert texts(table)[0] == ("Z", "$0.00", "110", "$3,330", "$0.00")
    assert [row[0] for row in texts(table)] == ["Z", "Y", "A", "All"]
    assert texts(table)[2] == ("A", "no hours logged", "none", "no hours logged", "none")


def test_parts_with_one_rate_stand_in_the_order_of_their_names():
    sample = sample_report()
    one = replace(sample.by_platform[0], label="B")
    table = slices_table((one, replace(one, label="A")), sample, WORDS)
    assert [row[0] for row in texts(table)] == ["A", "B", "All"]


@pytest.mark.parametrize("key", ["gap_days", "median_gap", "share_of_gaps_over_30_days"])
def test_the_parts_of_a_gap_figure_are_the_gaps(key):
    gaps = (
        GapBar(Period(date(2026, 4, 1), date(2026, 4, 10)), 8, is_open=False, cause=None),
        GapBar(Period(date(2026, 10, 1), date(2026, 11, 1)), 31, is_open=True, cause=None),
    )
    table = parts_table(key, sample_report(gaps=gaps), WORDS)
    assert table.header == ("Gap", "To", "Days")
    assert texts(table) == [("1 April 2026", "9 April 2026", "8"), ("1 October 2026", "open", "31")]
    assert [cell.plain for cell in table.rows[0]] == ["2026-04-01", "2026-04-09", "8"]
    assert not table.has_total


@pytest.mark.parametrize("key", ["parity_gap", "hours_gap", "hours_gap_per_week"])
def test_other_gaps_than_those_in_work_have_other_parts(key):
    assert parts_table(key, sample_report(), WORDS).header[0] == "Platform"


def test_the_parts_of_the_shortfall_are_its_lines():
    table = parts_table("benefits_shortfall_line_by_line", sample_report(), WORDS)
    assert texts(table)[0] == ("Health insurance", "$2,172.14", "")
    assert table.has_total


@pytest.mark.parametrize("key", ["outstanding", "outstanding_late", "oldest_late_days"])
def test_the_parts_of_what_is_owed_are_contracts_with_their_day(key):
    def owed(contract, platform, days_late, on=date(2026, 10, 9)):
        due = Money(872_00, "USD")
        return Owed(contract, platform, Fraction(872), on, days_late, PERIOD.start, PERIOD.last, {}, due)

    rows = (
        owed("Annex-1", "Annex", 34),
        owed(None, "Tessera", 0),
        owed("gone", "Parable", None, None),
        owed(None, None, 1),
    )
    table = parts_table(key, sample_report(owed=rows), WORDS)
    assert table.header == ("Contract", "Owed USD", "Expected on", "Days late")
    assert texts(table) == [
        ("Contract 1 of Annex", "$872.00", "9 October 2026", "34"),
        ("Tessera", "$872.00", "9 October 2026", "0"),
        ("Parable", "$872.00", "not known", "not known"),
        ("no contract", "$872.00", "9 October 2026", "1"),
    ]
    assert [cell.plain for cell in table.rows[0]] == ["Contract 1 of Annex", "872.00", "2026-10-09", "34"]


def test_a_figure_an_operator_added_says_so():
    said = explained(replace(figure("net", "1"), parameters=(a_row(is_added=True),)))
    assert said.sources[-1].label.endswith("added by the operator")


@pytest.mark.parametrize(
    ("label", "said"),
    [("2026-03-02", PlainWords().day(date(2026, 3, 2))), ("Hers", "Hers"), ("2026-13-01", "2026-13-01")],
)
def test_the_label_of_a_part_is_a_day_or_words(label, said):
    assert part_label(label, PlainWords()) == said

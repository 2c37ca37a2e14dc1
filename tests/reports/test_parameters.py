"""Public figures: every row has a source and a date, law is strict, surveys grow old, the place decides."""

import csv
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parameters import Parameters
from reports.parameters.file import COLUMNS, FOLDER, _read
from reports.parameters.lookup import jurisdictions
from reports.periods import Period
from tests.reports.factories import public_figure

ON_FILE = Parameters.on_file()

days = st.dates(date(2023, 1, 1), date(2029, 12, 31))


def a_row(**changes):
    return public_figure(**{"key": "a_rate", "value": 1, "valid_to": date(2025, 12, 31), **changes})


def named(row):
    return f"{row.topic}: {row.key} {row.jurisdiction} {row.group} {row.valid_from}"


# The files


def test_every_row_has_a_source_a_date_and_a_first_day():
    for row in ON_FILE.all():
        assert row.source_title, named(row)
        assert row.source_url.startswith(("https://", "http://")), named(row)
        assert row.source_quality in {"primary", "cited", "secondary"}, named(row)
        assert row.retrieved_on <= date(2026, 11, 23), named(row)
        assert row.valid_from is not None, named(row)
        assert row.valid_to is None or row.valid_from <= row.valid_to, named(row)
        assert row.unit, named(row)


def test_every_file_has_the_same_columns_and_stands_in_order():
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            assert tuple(next(csv.reader(lines))) == COLUMNS, path.name
        rows = _read(path)
        order = [(row.key, row.jurisdiction, row.group or "", row.valid_from) for row in rows]
        assert order == sorted(order), path.name


def test_no_two_verified_rows_say_different_things_about_one_day():
    rows = sorted(
        (row for row in ON_FILE.all() if row.is_verified),
        key=lambda row: (row.key, row.jurisdiction, row.group or "", row.valid_from),
    )
    for first, second in pairwise(rows):
        if (first.key, first.jurisdiction, first.group) == (second.key, second.jurisdiction, second.group):
            assert first.valid_to is not None, named(first)
            assert first.valid_to < second.valid_from, named(second)


def test_the_topics_on_file():
    assert {row.topic for row in ON_FILE.all()} == {
        "benefits",
        "ecec",
        "guild",
        "living_wage",
        "minimum_wage",
        "occupation_wage",
        "payment_terms",
        "payroll_tax",
        "reporting_thresholds",
        "sick_leave",
        "social_security_credits",
        "tax_calendar",
    }


def test_notes_and_titles_name_no_tool():
    for row in ON_FILE.all():
        text = f"{row.note} {row.source_title}".lower()
        assert not any(word in text for word in ("policyengine", "taxcalc", "seen_in", "the tool", "/mcp")), (
            named(row)
        )


def test_the_rows_are_read_once():
    assert Parameters.on_file() is Parameters.on_file()


# Law


def test_law_holds_from_its_first_to_its_last_day_and_on_no_other():
    row = a_row()
    on_file = Parameters((row,))
    assert on_file.law("a_rate", date(2024, 12, 31)) is None
    assert on_file.law("a_rate", date(2025, 1, 1)) is row
    assert on_file.law("a_rate", date(2025, 12, 31)) is row
    assert on_file.law("a_rate", date(2026, 1, 1)) is None


@given(days)
@settings(max_examples=50)
def test_law_is_never_carried_forward(day):
    for row in ON_FILE.all():
        found = ON_FILE.law(row.key, day, row.jurisdiction, row.group)
        assert found is None or found.valid_from <= day <= (found.valid_to or date.max)


def test_law_throughout_needs_one_row_for_the_whole_period():
    on_file = Parameters((a_row(valid_from=date(2025, 2, 21), valid_to=None),))
    assert on_file.law_throughout("a_rate", Period(date(2025, 1, 1), date(2025, 4, 1))) is None
    assert on_file.law_throughout("a_rate", Period(date(2025, 3, 1), date(2025, 4, 1))) is not None


def test_the_rates_of_a_year_come_together_or_not_at_all():
    keys = ("social_security_wage_base", "self_employment_medicare_rate")
    assert [row.value for row in ON_FILE.laws_of_year(keys, 2026)] == [184500, Fraction(29, 1000)]
    assert ON_FILE.laws_of_year(keys, 2027) is None  # the base is announced, the rate is not on file


def test_a_row_without_a_first_day_holds_on_no_day():
    assert not a_row(valid_from=None, valid_to=None).holds_on(date(2025, 6, 1))


def test_the_threshold_of_a_filing_status_is_a_group():
    key, day = "additional_medicare_threshold", date(2026, 1, 1)
    values = [
        ON_FILE.law(key, day, group=status).value
        for status in ("single", "joint", "separate", "head_of_household", "surviving_spouse")
    ]
    assert values == [200000, 250000, 125000, 200000, 200000]
    assert ON_FILE.law(key, day) is None


# Unverified rows


def test_an_unverified_row_is_used_only_by_choice_and_stays_marked():
    assert ON_FILE.law("futa_credit_reduction", date(2026, 11, 12), "US-CA") is None
    found = ON_FILE.allowing_unverified().law("futa_credit_reduction", date(2026, 11, 12), "US-CA")
    assert found.value == Fraction(15, 1000)
    assert not found.is_verified


def test_a_verified_row_goes_before_an_unverified_one():
    doubtful, sure = a_row(is_verified=False, value=Fraction(2)), a_row()
    for rows in ((doubtful, sure), (sure, doubtful)):
        assert Parameters(rows).allowing_unverified().law("a_rate", date(2025, 6, 1)) is sure


def test_the_public_page_sees_every_row():
    assert any(not row.is_verified for row in ON_FILE.all())
    assert ON_FILE.all() == ON_FILE.allowing_unverified().all()


@pytest.mark.parametrize(
    "key", ["social_security_credit", "state_unemployment_rate", "marketplace_benchmark_premium_age_0"]
)
def test_lookups_never_return_an_unverified_row_by_themselves(key):
    assert all(row.is_verified for row in ON_FILE.of_key(key))
    assert any(not row.is_verified for row in ON_FILE.allowing_unverified().of_key(key))


# Surveys


@pytest.mark.parametrize(
    ("last", "month"),
    [
        (date(2024, 12, 30), None),
        (date(2024, 12, 31), date(2024, 12, 1)),
        (date(2025, 6, 29), date(2025, 3, 1)),
        (date(2025, 6, 30), date(2025, 6, 1)),
        (date(2026, 3, 30), date(2025, 6, 1)),
        (date(2026, 3, 31), date(2026, 3, 1)),
        (date(2026, 11, 12), date(2026, 3, 1)),
        (date(2028, 3, 31), date(2026, 3, 1)),
        (date(2028, 4, 1), None),
    ],
)
def test_a_survey_is_the_newest_that_ends_in_time_and_at_most_24_months_old(last, month):
    found = ON_FILE.survey("ecec_wages_and_salaries", "all_private", last)
    assert (found and found.valid_from) == month


def test_an_open_interval_is_no_reference_period():
    assert Parameters((a_row(valid_to=None),)).survey("a_rate", None, date(2026, 1, 1)) is None


def test_a_survey_that_starts_without_a_day_is_not_used():
    assert Parameters((a_row(valid_from=None),)).survey("a_rate", None, date(2026, 1, 1)) is None


def test_several_figures_of_a_survey_come_from_one_month():
    keys = ("ecec_wages_and_salaries", "ecec_paid_leave")
    wages, leave = ON_FILE.surveys(keys, "all_private", date(2025, 5, 31))
    assert wages.valid_from == leave.valid_from == date(2024, 12, 1)  # March 2025 has no paid leave on file
    assert ON_FILE.surveys(keys, "dancers", date(2025, 5, 31)) is None


@given(days)
@settings(max_examples=50)
def test_surveys_agree_with_a_search_through_all_rows(last):
    for group in ("all_private", "service", "west"):
        ends = [
            row.valid_to
            for row in ON_FILE.all()
            if row.key == "ecec_total_benefits" and row.group == group and row.is_verified
            if row.valid_to <= last <= row.valid_to + timedelta(days=732)
        ]
        found = ON_FILE.survey("ecec_total_benefits", group, last)
        if found is None:
            assert not ends or (last - max(ends)).days > 729
        else:
            assert found.valid_to == max(ends)


def test_a_figure_knows_its_age():
    row = ON_FILE.survey("ecec_wages_and_salaries", "all_private", date(2026, 11, 12))
    assert row.age_on(date(2026, 11, 12)) == 226
    assert a_row(valid_to=None).age_on(date(2026, 11, 30)) == 7


# Minimum wages


@pytest.mark.parametrize(
    ("day", "place", "rate", "missing"),
    [
        (date(2025, 11, 12), "US", "7.25", ()),
        (date(2025, 11, 12), "US-CA", "16.50", ()),
        (date(2025, 11, 12), "US-CA-LOS_ANGELES_CITY", "17.87", ()),
        (date(2025, 11, 12), "US-WA", "16.66", ()),
        (date(2025, 11, 12), "US-NY", "15.50", ()),
        (date(2025, 11, 12), "US-NY-NYC_LI_WESTCHESTER", "16.50", ()),
        (date(2025, 11, 12), "US-TX", "7.25", ()),
        (date(2025, 6, 30), "US-CA-LOS_ANGELES_CITY", "17.28", ()),
        (date(2025, 7, 1), "US-CA-LOS_ANGELES_CITY", "17.87", ()),
        (date(2024, 3, 1), "US-CA-LOS_ANGELES_CITY", "16.00", ("US-CA-LOS_ANGELES_CITY",)),
        (date(2027, 1, 2), "US-CA-OAKLAND", "17.40", ("US-CA-OAKLAND",)),
        (date(2027, 1, 2), "US-CO-DENVER", "7.25", ("US-CO", "US-CO-DENVER")),
        (date(2026, 8, 1), "US-OR", "15.55", ()),
        (date(2026, 8, 1), "US-OR-PORTLAND_METRO", "16.80", ()),
        (date(2026, 8, 1), "US-OR-NONURBAN", "14.55", ()),  # lower than the state's, and in its place
    ],
)
def test_the_minimum_wage_is_the_highest_on_file_for_the_day_and_the_place(day, place, rate, missing):
    found = ON_FILE.minimum_wage(day, place)
    assert (found.rate.value, found.missing) == (Fraction(rate), missing)


def test_no_minimum_wage_on_file_is_no_value():
    assert ON_FILE.minimum_wage(date(2005, 1, 1), "US-CA") is None
    assert ON_FILE.minimum_wage(date(2026, 1, 1), "ES") is None


def test_on_a_tie_the_more_local_rate_is_named():
    assert ON_FILE.minimum_wage(date(2026, 1, 1), "US-TX").rate.jurisdiction == "US-TX"


def test_new_york_in_2027_needs_the_writers_leave():
    day = date(2027, 1, 2)
    assert ON_FILE.minimum_wage(day, "US-NY").rate.jurisdiction == "US"
    assert ON_FILE.allowing_unverified().minimum_wage(day, "US-NY").rate.value == 16


def test_a_change_of_rate_inside_a_period():
    city = "US-CA-LOS_ANGELES_CITY"
    floor = sum(
        hours * ON_FILE.minimum_wage(day, city).rate.value
        for day, hours in ((date(2025, 6, 30), 10), (date(2025, 7, 1), 6))
    )
    assert floor == Fraction("280.02")


@pytest.mark.parametrize(
    ("place", "chain"),
    [("US", ("US",)), ("US-DC", ("US", "US-DC")), ("US-CA-X-Y", ("US", "US-CA", "US-CA-X-Y"))],
)
def test_a_place_lies_in_its_state_and_country(place, chain):
    assert jurisdictions(place) == chain


def test_places_are_listed_by_name_without_the_country():
    places = ON_FILE.places()
    assert ("US-CA-LOS_ANGELES_CITY", "Los Angeles (city)") in places
    assert "US" not in dict(places)
    assert [name for _, name in places] == sorted(name for _, name in places)


# Values that other measures rely on


@pytest.mark.parametrize(
    ("key", "day", "jurisdiction", "value"),
    [
        ("late_payment_threshold", date(2025, 3, 3), "US-CA", "250"),
        ("late_payment_threshold", date(2025, 3, 3), "US-NY", "800"),
        ("late_payment_threshold", date(2025, 3, 3), "US-IL", "500"),
        ("late_payment_threshold", date(2025, 3, 3), "US-CA-LOS_ANGELES_CITY", "600"),
        ("late_payment_due_days", date(2025, 3, 3), "US-CA", "30"),
        ("late_payment_window", date(2025, 3, 3), "US-CA", "120"),
        ("late_payment_multiple", date(2025, 3, 3), "US-CA", "2"),
        ("form_1099_nec_threshold", date(2025, 12, 31), "US", "600"),
        ("form_1099_nec_threshold", date(2026, 1, 1), "US", "2000"),
        ("sick_leave_accrual", date(2026, 1, 1), "US-CA", "30"),
        ("sick_leave_cap", date(2026, 1, 1), "US-CA", "40"),
        ("health_eligibility_minimum_earnings", date(2024, 6, 1), "US", "43862"),
    ],
)
def test_figures_on_file(key, day, jurisdiction, value):
    group = "WGA" if key.startswith("health") else None
    assert ON_FILE.law(key, day, jurisdiction, group).value == Fraction(value)


@pytest.mark.parametrize(
    ("key", "day", "jurisdiction"),
    [
        ("late_payment_threshold", date(2024, 12, 31), "US-CA"),
        ("late_payment_window", date(2025, 3, 3), "US-CA-LOS_ANGELES_CITY"),
        ("form_1099_nec_threshold", date(2027, 1, 1), "US"),
        ("state_disability_insurance_rate", date(2027, 1, 1), "US-CA"),
    ],
)
def test_figures_not_on_file(key, day, jurisdiction):
    assert ON_FILE.law(key, day, jurisdiction) is None

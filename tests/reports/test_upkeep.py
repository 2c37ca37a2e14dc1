"""What runs out: rows that end within 60 days, and laws that the coming year lacks."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parameters import Parameter, Parameters
from reports.parameters.upkeep import upkeep

ON_FILE = Parameters.on_file()
DAY = date(2026, 11, 23)

ROW = Parameter(
    key="minimum_wage",
    jurisdiction="US-CO",
    value=Fraction(15),
    unit="usd_per_hour",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    source_title="A page",
    source_url="https://example.org",
    source_quality="primary",
    retrieved_on=DAY,
    is_verified=True,
    note="",
    topic="minimum_wage",
)
NEXT = replace(ROW, valid_from=date(2027, 1, 1), valid_to=date(2027, 12, 31))
SURVEY = replace(
    ROW, key="ecec_paid_leave", topic="ecec", group="service",
    valid_from=date(2024, 12, 1), valid_to=date(2024, 12, 31),
)  # fmt: skip


def found(*rows, as_of=DAY):
    return upkeep(Parameters(rows), as_of)


def ends(*rows, as_of=DAY):
    return [(one.row, one.last, one.following, one.is_followed) for one in found(*rows, as_of=as_of).endings]


def lacks(*rows, as_of=DAY):
    return [(one.newest, one.has_unverified) for one in found(*rows, as_of=as_of).missing]


# Rows that end


@pytest.mark.parametrize(("days", "is_listed"), [(-1, False), (0, True), (1, True), (60, True), (61, False)])
def test_a_row_is_listed_from_60_days_before_its_last_to_its_last(days, is_listed):
    row = replace(ROW, valid_to=DAY + timedelta(days=days))
    assert ends(row) == ([(row, row.valid_to, None, False)] if is_listed else [])


def test_a_row_that_is_followed_at_once_says_by_which():
    assert ends(ROW, NEXT) == [(ROW, ROW.valid_to, NEXT, True)]


def test_a_row_that_follows_a_day_late_is_none():
    late = replace(NEXT, valid_from=date(2027, 1, 2))
    assert ends(ROW, late) == [(ROW, ROW.valid_to, None, False)]


def test_an_unverified_row_follows_only_an_unverified_one():
    doubtful = replace(NEXT, is_verified=False)
    assert ends(ROW, doubtful) == [(ROW, ROW.valid_to, doubtful, False)]
    forecast = replace(ROW, is_verified=False)
    assert ends(forecast, doubtful) == [(forecast, ROW.valid_to, doubtful, True)]
    assert ends(forecast, NEXT) == [(forecast, ROW.valid_to, NEXT, True)]
    assert ends(ROW, doubtful, NEXT) == ends(ROW, NEXT, doubtful) == [(ROW, ROW.valid_to, NEXT, True)]


@pytest.mark.parametrize("change", [{"jurisdiction": "US-CA"}, {"group": "adults"}, {"key": "living_wage"}])
def test_a_row_of_something_else_follows_nothing(change):
    assert ends(ROW, replace(NEXT, **change)) == [(ROW, ROW.valid_to, None, False)]


def test_an_open_row_never_ends():
    assert ends(replace(ROW, valid_to=None)) == []


def test_a_survey_ends_when_it_is_24_months_old():
    for day, is_listed in (
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2026, 12, 31), True),
    ):
        assert bool(ends(SURVEY, as_of=day)) is is_listed, day
    assert ends(SURVEY) == [(SURVEY, date(2026, 12, 31), None, False)]
    assert ends(SURVEY, as_of=date(2027, 1, 1)) == []


def test_a_survey_that_has_a_newer_row_is_not_asked_for_any_more():
    newer = replace(SURVEY, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31))
    assert ends(SURVEY, newer) == ends(newer, SURVEY) == []
    assert len(ends(SURVEY, replace(newer, is_verified=False))) == 1
    assert ends(replace(SURVEY, is_verified=False), newer) == []
    assert len(ends(SURVEY, replace(newer, group="all_private"))) == 1


def test_rows_are_listed_by_their_last_day_then_by_name():
    soon = replace(ROW, jurisdiction="US-WA", valid_to=date(2026, 12, 1))
    rows = (replace(ROW, jurisdiction="US-NY"), ROW, replace(ROW, group="adults"), soon)
    assert [(row.jurisdiction, row.group) for row, *_ in ends(*rows)] == [
        ("US-WA", None), ("US-CO", None), ("US-CO", "adults"), ("US-NY", None),
    ]  # fmt: skip


# Rows that are missing


def test_a_law_with_a_row_for_this_year_and_none_for_the_next_is_missing():
    assert lacks(ROW) == [(ROW, False)]
    assert lacks(ROW, NEXT) == []
    assert found(ROW).year == 2027


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_missing"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), False),  # touches the next year
        (date(2026, 1, 1), None, False),
        (date(2025, 1, 1), date(2026, 1, 1), True),  # touches this one
        (date(2025, 1, 1), date(2025, 12, 31), False),  # was missing before
        (date(2026, 12, 31), date(2026, 12, 31), True),
        (date(2027, 1, 1), date(2027, 1, 1), False),
        (None, date(2026, 12, 31), False),
    ],
)
def test_a_row_counts_for_every_year_it_touches(valid_from, valid_to, is_missing):
    assert bool(lacks(replace(ROW, valid_from=valid_from, valid_to=valid_to))) is is_missing


def test_a_row_without_a_first_day_counts_for_no_year():
    assert lacks(ROW, replace(ROW, valid_from=None, valid_to=None)) == [(ROW, False)]
    assert lacks(replace(ROW, valid_from=None)) == []


def test_a_row_of_the_year_after_next_is_not_one_of_the_next():
    assert lacks(ROW, replace(ROW, valid_from=date(2028, 1, 1), valid_to=None)) == [(ROW, False)]


def test_the_newest_row_of_the_year_is_named():
    first = replace(ROW, valid_to=date(2026, 6, 30))
    second = replace(ROW, valid_from=date(2026, 7, 1))
    assert lacks(first, second) == lacks(second, first) == [(second, False)]


def test_an_unverified_row_fills_no_hole_that_a_verified_one_leaves():
    doubtful = replace(NEXT, is_verified=False)
    assert lacks(ROW, doubtful) == [(ROW, True)]
    forecast = replace(ROW, is_verified=False)
    assert lacks(forecast, doubtful) == []
    assert lacks(forecast) == [(forecast, False)]


def test_a_survey_of_the_next_year_cannot_be_missing():
    assert lacks(replace(SURVEY, valid_to=DAY)) == []


def test_missing_rows_are_listed_by_key_place_and_group():
    rows = [
        replace(ROW, key="x"),
        replace(ROW, group="2"),
        replace(ROW, jurisdiction="US-CA"),
        ROW,
        replace(ROW, group="1"),
    ]
    listed = [(row.key, row.jurisdiction, row.group) for row, _ in lacks(*rows)]
    assert listed == [
        ("minimum_wage", "US-CA", None),
        ("minimum_wage", "US-CO", None),
        ("minimum_wage", "US-CO", "1"),
        ("minimum_wage", "US-CO", "2"),
        ("x", "US-CO", None),
    ]


# Whether anything is to do


@pytest.mark.parametrize(
    ("rows", "is_needed"),
    [
        ((), False),
        ((ROW, NEXT), False),
        ((ROW,), True),
        ((SURVEY,), True),  # it ends, though no law is missing
        ((replace(ROW, valid_to=date(2027, 6, 30)),), False),
        ((ROW, replace(NEXT, valid_from=date(2027, 1, 2))), True),  # a hole of one day
        ((ROW, replace(NEXT, is_verified=False)), True),
    ],
)
def test_something_is_to_do_when_a_row_ends_alone_or_is_missing(rows, is_needed):
    assert found(*rows).is_needed is is_needed


def test_a_missing_row_is_something_to_do_long_before_the_old_one_ends():
    early = found(ROW, as_of=date(2026, 2, 1))
    assert (early.endings, early.is_needed) == ((), True)


# Our own files


def test_what_our_own_files_lack_in_november_2026():
    lists = upkeep(ON_FILE, DAY)
    missing = {(one.newest.key, one.newest.jurisdiction): one.has_unverified for one in lists.missing}
    assert missing["self_employment_tax_rate", "US"] is False
    assert missing["minimum_wage", "US-NY"] is True  # the announced freeze is not verified
    assert missing["social_security_credit", "US"] is True
    assert ("minimum_wage", "US-CA") not in missing
    assert ("minimum_wage", "US") not in missing
    assert ("social_security_wage_base", "US") not in missing
    assert not any(key.startswith("ecec") for key, _ in missing)
    followed = {
        one.row.jurisdiction for one in lists.endings if one.row.key == "minimum_wage" and one.is_followed
    }
    assert followed == {"US-CA", "US-CT", "US-MI", "US-NJ", "US-RI", "US-VA", "US-WA"}


def test_a_row_that_was_added_is_missed_no_longer():
    before = {one.newest.subject for one in upkeep(ON_FILE, DAY).missing}
    after = {one.newest.subject for one in upkeep(ON_FILE.with_rows([NEXT]), DAY).missing}
    assert before - after == {("minimum_wage", "US-CO", None)}


@given(st.dates(date(2024, 1, 1), date(2029, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_every_ending_is_really_the_last_day(day):
    for one in upkeep(ON_FILE, day).endings:
        assert day <= one.last <= day + timedelta(days=60)
        look = ON_FILE.allowing_unverified()
        if one.row.is_survey:
            assert look.survey(one.row.key, one.row.group, one.last, one.row.jurisdiction) is not None
            after = one.last + timedelta(days=1)
            assert look.survey(one.row.key, one.row.group, after, one.row.jurisdiction) is None
        else:
            after = look.law(one.row.key, one.last + timedelta(days=1), one.row.jurisdiction, one.row.group)
            assert after is one.following

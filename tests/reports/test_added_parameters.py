"""Rows that an operator adds: what is taken, what is refused and with which sentence, and which row then holds."""

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parameters import Parameter, Parameters
from reports.parameters.added import RowsRefused, as_csv, describe, read_added, refuse_overlaps
from reports.parameters.cells import REQUIRED
from reports.parameters.file import COLUMNS
from reports.parameters.lookup import usable_until
from reports.parameters.shape import shapes

ON_FILE = Parameters.on_file()
TODAY = date(2026, 11, 23)

COLORADO = {
    "key": "minimum_wage",
    "jurisdiction": "US-CO",
    "group": "",
    "label": "Colorado",
    "valid_from": "2027-01-01",
    "valid_to": "2027-12-31",
    "value": "15.57",
    "unit": "usd_per_hour",
    "source_title": "Colorado Department of Labor and Employment",
    "source_url": "https://cdle.colorado.gov/wages",
    "source_quality": "primary",
    "retrieved_on": "2026-11-20",
    "verified": "yes",
    "note": "",
}


def a_file(*rows, columns=COLUMNS):
    """A CSV file of rows; each is Colorado's with changes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: {**COLORADO, **row}[name] for name in columns} for row in rows)
    return text.getvalue().encode()


def read(*rows, **more):
    return read_added(a_file(*rows), "new.csv", TODAY, **more)


def refusal(data, today=TODAY):
    with pytest.raises(RowsRefused) as refused:
        read_added(data, "new.csv", today)
    return str(refused.value)


def overlap(*rows, on_file=ON_FILE):
    with pytest.raises(RowsRefused) as refused:
        refuse_overlaps(read(*rows), on_file, "new.csv")
    return str(refused.value)


def added(*rows):
    return [row.parameter for row in read(*rows)]


# What is taken


def test_a_row_is_a_figure_with_its_source():
    [row] = read({"note": "Announced in September"})
    assert row.line == 2
    assert row.parameter == Parameter(
        key="minimum_wage",
        jurisdiction="US-CO",
        value=Fraction("15.57"),
        unit="usd_per_hour",
        valid_from=date(2027, 1, 1),
        valid_to=date(2027, 12, 31),
        source_title="Colorado Department of Labor and Employment",
        source_url="https://cdle.colorado.gov/wages",
        source_quality="primary",
        retrieved_on=date(2026, 11, 20),
        is_verified=True,
        note="Announced in September",
        group=None,
        label="Colorado",
        topic="minimum_wage",
        is_added=False,
    )


def test_only_the_source_and_the_figure_must_be_there():
    columns = (*REQUIRED, "valid_to")
    [row] = read_added(a_file({"verified": "no"}, columns=columns), "new.csv", TODAY)
    assert (row.parameter.source_quality, row.parameter.is_verified) == ("secondary", False)
    assert (row.parameter.label, row.parameter.note, row.parameter.group) == ("", "", None)


def test_columns_stand_in_any_order_and_spaces_around_cells_do_not_count():
    data = a_file({"value": " 15.57 "}, columns=tuple(reversed(COLUMNS)))
    assert read_added(data, "new.csv", TODAY)[0].parameter == read({})[0].parameter


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,  # the mark that spreadsheets put before UTF-8
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n\n  \n" + b"," * (len(COLUMNS) - 1) + b"\n",
    ],
)
def test_what_spreadsheets_do_to_a_file_changes_nothing(change):
    assert [row.parameter for row in read_added(change(a_file({})), "new.csv", TODAY)] == added({})


def test_rows_know_their_lines_past_blank_ones():
    data = a_file({}, {"jurisdiction": "US-MN"}).replace(b"\nminimum_wage,US-MN", b"\n\n\nminimum_wage,US-MN")
    assert [row.line for row in read_added(data, "new.csv", TODAY)] == [2, 5]


@pytest.mark.parametrize(
    "changes",
    [
        {"jurisdiction": "US"},
        {"jurisdiction": "US-CA-A_NEW_CITY2"},
        {"valid_to": "", "jurisdiction": "US"},
        {"valid_to": "2027-01-01"},
        {"retrieved_on": "2026-11-23"},
        {"valid_from": "1900-01-01", "valid_to": "2199-12-31"},
        {"value": "0.000001"},
        {"source_url": "http://example.org/a?b=c"},
        {"source_title": "x" * 1000},
        {"key": "futa_credit_reduction", "unit": "share_of_capped_wages", "value": "0"},
        {
            "key": "self_employment_tax_rate",
            "jurisdiction": "US",
            "unit": "share_of_net_earnings",
            "value": "1",
        },
        {"key": "ecec_paid_leave", "jurisdiction": "US", "unit": "usd_per_hour_worked", "group": "service"},
        {
            "key": "occupation_wage_hourly",
            "jurisdiction": "US",
            "unit": "usd_per_hour",
            "group": "99-9999 p90",
        },
        {
            "key": "living_wage",
            "jurisdiction": "US-NY",
            "unit": "usd_per_hour",
            "group": "2 adults, 1 child",
        },
        {
            "key": "marketplace_benchmark_premium_age_0",
            "unit": "usd_per_month",
            "group": "rating_area_99",
        },
        {"key": "sick_leave_accrual", "valid_to": "", "unit": "hours_worked_per_hour", "value": "30"},
        {"key": "late_payment_threshold", "unit": "usd_in_window", "valid_to": ""},
        {"key": "late_payment_threshold", "unit": "usd_per_calendar_year", "valid_to": ""},
    ],
)
def test_rows_like_our_own_are_taken(changes):
    [row] = read(changes)
    assert row.parameter.topic == shapes()[row.parameter.key].topic


def test_every_row_of_our_own_files_could_have_been_added():
    for row in ON_FILE.all():
        cells = {
            "key": row.key,
            "jurisdiction": row.jurisdiction,
            "group": row.group or "",
            "label": row.label,
            "valid_from": str(row.valid_from),
            "valid_to": str(row.valid_to or ""),
            "value": f"{float(row.value):.10f}".rstrip("0").rstrip("."),
            "unit": row.unit,
            "source_title": row.source_title,
            "source_url": row.source_url,
            "source_quality": row.source_quality,
            "retrieved_on": str(row.retrieved_on),
            "verified": "yes" if row.is_verified else "no",
            "note": row.note,
        }
        assert [taken.parameter for taken in read(cells)] == [row]


# What is refused, each with one sentence


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"key": ""}, "key is empty"),
        ({"jurisdiction": ""}, "jurisdiction is empty"),
        ({"valid_from": ""}, "valid_from is empty"),
        ({"value": ""}, "value is empty"),
        ({"unit": ""}, "unit is empty"),
        ({"source_title": ""}, "source_title is empty"),
        ({"source_title": "   "}, "source_title is empty"),
        ({"source_url": ""}, "source_url is empty"),
        ({"retrieved_on": ""}, "retrieved_on is empty"),
        ({"verified": ""}, "verified is empty"),
        ({"key": "minimum_wages"}, "“minimum_wages” is no key that Pagerate looks up; did you mean minimum_wage"),
        ({"key": "zzz"}, "“zzz” is no key that Pagerate looks up"),
        ({"key": "exchange_rate"}, "“exchange_rate” is no key that Pagerate looks up"),
        (
            {"jurisdiction": "Colorado"},
            "jurisdiction “Colorado” is no place such as US, US-CA or US-CA-LOS_ANGELES_CITY",
        ),
        ({"jurisdiction": "US-CO-"}, "jurisdiction “US-CO-” is no place such as US, US-CA or US-CA-LOS_ANGELES_CITY"),
        (
            {"key": "self_employment_tax_rate", "unit": "share_of_net_earnings", "value": "0.153"},
            "self_employment_tax_rate is one figure for the whole country; its jurisdiction is US",
        ),
        ({"group": "adults"}, "minimum_wage has no groups, and this row has “adults”"),
        (
            {"key": "ecec_paid_leave", "jurisdiction": "US", "unit": "usd_per_hour_worked"},
            "group is empty, and rows of ecec_paid_leave have one, such as “all_private”",
        ),
        (
            {"key": "estimated_tax_due", "jurisdiction": "US", "unit": "days_after_the_last_day", "group": "5"},
            "group “5” is none of: 1, 2, 3, 4",
        ),
        ({"valid_from": "1 January 2027"}, "valid_from “1 January 2027” is no day; write it as 2026-03-01"),
        ({"valid_from": "20270101"}, "valid_from “20270101” is no day; write it as 2026-03-01"),
        ({"valid_from": "2027-02-30"}, "valid_from “2027-02-30” is no day; write it as 2026-03-01"),
        ({"valid_to": "2027"}, "valid_to “2027” is no day; write it as 2026-03-01"),
        ({"retrieved_on": "yesterday"}, "retrieved_on “yesterday” is no day; write it as 2026-03-01"),
        (
            {"valid_from": "1899-12-31"},
            "valid_from 1899-12-31 is out of reach; days run from 1900-01-01 to 2199-12-31",
        ),
        (
            {"valid_to": "2200-01-01"},
            "valid_to 2200-01-01 is out of reach; days run from 1900-01-01 to 2199-12-31",
        ),
        ({"valid_to": "2026-12-31"}, "the row ends on 2026-12-31, before it begins on 2027-01-01"),
        ({"valid_to": ""}, "valid_to is empty, and rows of minimum_wage have a last day"),
        ({"retrieved_on": "2026-11-24"}, "retrieved_on is 2026-11-24, which has not come yet"),
        ({"unit": "usd"}, "unit “usd” is none of: usd_per_hour"),
        ({"value": "15,57"}, "value “15,57” is no plain decimal number such as 16.90"),
        ({"value": "$15.57"}, "value “$15.57” is no plain decimal number such as 16.90"),
        ({"value": "-1"}, "value “-1” is no plain decimal number such as 16.90"),
        ({"value": "1e3"}, "value “1e3” is no plain decimal number such as 16.90"),
        ({"value": "1/3"}, "value “1/3” is no plain decimal number such as 16.90"),
        ({"value": "nan"}, "value “nan” is no plain decimal number such as 16.90"),
        ({"value": "١٥"}, "value “١٥” is no plain decimal number such as 16.90"),
        ({"value": "1" * 13}, f"value “{'1' * 13}” is no plain decimal number such as 16.90"),
        ({"value": "0.00"}, "value is 0, and minimum_wage is never 0"),
        (
            {
                "key": "self_employment_tax_rate",
                "jurisdiction": "US",
                "unit": "share_of_net_earnings",
                "value": "1.01",
            },
            "value 1.01 is more than 1; share_of_net_earnings is written from 0 to 1, so 15.3 % is 0.153",
        ),
        (
            {
                "key": "health_contribution_rate_increase",
                "jurisdiction": "US",
                "group": "WGA",
                "unit": "percentage_points_as_share",
                "value": "3",
            },
            "value 3 is more than 1; percentage_points_as_share is written from 0 to 1, so 15.3 % is 0.153",
        ),
        ({"source_quality": "rumour"}, "source_quality “rumour” is none of: primary, cited, secondary"),
        ({"verified": "Yes"}, "verified “Yes” is none of: yes, no"),
        *(
            ({"source_url": url}, f"source_url “{url}” is no address of a page, such as https://www.dir.ca.gov/")
            for url in ("cdle", "ftp://a.org/b", "https://", "javascript:alert(1)", "https://a b", "https://[")
        ),
        ({"note": "a\nb"}, "note is longer than 1000 characters or holds some that do not print"),
        ({"label": "a\u202eb"}, "label is longer than 1000 characters or holds some that do not print"),
        ({"source_title": "x" * 1001}, "source_title is longer than 1000 characters or holds some that do not print"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_refused_with_its_line_and_reason(changes, reason):
    assert refusal(a_file({"jurisdiction": "US-MN"}, changes)) == f"new.csv, line 3: {reason}."


def test_a_refusal_names_file_line_and_reason():
    with pytest.raises(RowsRefused) as refused:
        read({"verified": "perhaps"})
    assert (refused.value.file, refused.value.line) == ("new.csv", 2)
    assert refused.value.reason == "verified “perhaps” is none of: yes, no"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"",
            f"new.csv, line 1: the header lacks {', '.join(REQUIRED)}.",
        ),
        (a_file(), "new.csv, line 1: there is no row below the header."),
        (
            a_file({}, columns=tuple(name for name in COLUMNS if name not in ("unit", "source_url"))),
            "new.csv, line 1: the header lacks unit, source_url.",
        ),
        (
            a_file({}).replace(b"note", b"remark", 1),
            f"new.csv, line 1: the column “remark” is none of: {', '.join(COLUMNS)}.",
        ),
        *(
            (
                a_file({}).replace(b"note", column, 1),
                "new.csv, line 1: the header holds something that is no column.",
            )
            for column in (b'"a\nb"', b"x" * 41)
        ),
        (
            a_file({}).replace(b"note", b"x" * 40, 1),
            f"new.csv, line 1: the column “{'x' * 40}” is none of: {', '.join(COLUMNS)}.",
        ),
        (a_file({}).replace(b",note", b",label", 1), "new.csv, line 1: the column label stands there twice."),
        (a_file({}, {}).rstrip(b"\n") + b",\n", "new.csv, line 3: the row has 15 cells and the header 14."),
        (a_file({}) + b"minimum_wage,US-MN\n", "new.csv, line 3: the row has 2 cells and the header 14."),
        (a_file({}) + b'"minimum\n', "new.csv, line 3: the row cannot be read (unexpected end of data)."),
        (a_file({}) + b"\xff\xfe\n", "new.csv, line 3: the text is not UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(data, sentence):
    assert refusal(data) == sentence


def test_a_file_that_was_added_before_is_not_asked_for_today():
    assert (
        read_added(a_file({"retrieved_on": "2126-01-01"}), "0001.csv")[0].parameter.retrieved_on.year == 2126
    )


# Days that are taken


def test_days_that_a_row_on_file_has_taken_are_refused():
    same = {"jurisdiction": "US-CA"}
    said = "its days are taken by minimum_wage, US-CA, 2027-01-01 to 2027-12-31."
    assert overlap(same) == f"new.csv, line 2: {said}"
    assert (
        overlap({}, {**same, "valid_from": "2027-12-31", "valid_to": "2028-12-31"})
        == f"new.csv, line 3: {said}"
    )
    refuse_overlaps(read({**same, "valid_from": "2028-01-01", "valid_to": "2028-12-31"}), ON_FILE, "new.csv")


def test_the_last_day_of_a_row_is_taken_and_the_day_after_is_free():
    [row] = added({})
    on_file = Parameters((row,))
    before = {"valid_from": "2026-01-01", "valid_to": "2027-01-01"}
    assert "are taken by" in overlap(before, on_file=on_file)
    refuse_overlaps(read({**before, "valid_to": "2026-12-31"}), on_file, "new.csv")
    after = {"valid_from": "2027-12-31", "valid_to": "2028-12-31"}
    assert "are taken by" in overlap(after, on_file=on_file)
    refuse_overlaps(read({**after, "valid_from": "2028-01-01"}), on_file, "new.csv")


def test_two_rows_of_one_file_may_not_say_the_same():
    assert overlap({}, {}) == (
        "new.csv, line 3: its days are taken by minimum_wage, US-CO, 2027-01-01 to 2027-12-31."
    )


@pytest.mark.parametrize(
    "other", [{"jurisdiction": "US-MN"}, {"valid_from": "2028-01-01", "valid_to": "2028-12-31"}]
)
def test_another_place_or_another_time_is_another_row(other):
    refuse_overlaps(read({}, other), ON_FILE, "new.csv")


def test_another_group_or_another_key_is_another_row():
    survey = {
        "jurisdiction": "US",
        "unit": "usd_per_hour_worked",
        "valid_from": "2026-06-01",
        "valid_to": "2026-06-30",
    }
    refuse_overlaps(
        read(
            {**survey, "key": "ecec_paid_leave", "group": "service"},
            {**survey, "key": "ecec_paid_leave", "group": "all_private"},
            {**survey, "key": "ecec_insurance", "group": "service"},
        ),
        ON_FILE,
        "new.csv",
    )


def test_a_verified_row_may_stand_over_an_unverified_one_and_no_other_way_round():
    new_york = {"jurisdiction": "US-NY", "value": "17"}
    refuse_overlaps(read(new_york), ON_FILE, "new.csv")  # the one on file is not verified
    assert "are taken by minimum_wage, US-NY" in overlap({**new_york, "verified": "no"})
    assert "are taken by minimum_wage, US-CA" in overlap({"jurisdiction": "US-CA", "verified": "no"})


FEDERAL = {"jurisdiction": "US", "valid_from": "2028-01-01", "valid_to": "", "value": "15"}


def test_a_verified_row_may_follow_an_open_one():
    refuse_overlaps(read(FEDERAL), ON_FILE, "new.csv")
    assert overlap({**FEDERAL, "verified": "no"}) == (
        "new.csv, line 2: its days are taken by minimum_wage, US, from 2009-07-24 on."
    )
    assert "from 2009-07-24 on" in overlap({**FEDERAL, "valid_from": "2009-07-24"})
    assert "from 2009-07-24 on" in overlap({**FEDERAL, "valid_from": "2009-07-23"})
    refuse_overlaps(read({**FEDERAL, "valid_from": "2009-07-25"}), ON_FILE, "new.csv")


def test_a_row_without_a_first_day_has_taken_every_day_up_to_its_last():
    old = replace(added({})[0], valid_from=None)
    assert "taken" in overlap(
        {"valid_from": "1990-01-01", "valid_to": "1990-12-31"}, on_file=Parameters((old,))
    )


# Which row then holds


def on_day(parameters, day, jurisdiction="US-CO"):
    found = parameters.law("minimum_wage", day, jurisdiction)
    return None if found is None else (found.value, found.is_added)


def test_a_row_that_was_added_is_looked_up_like_ours_and_marked():
    more = ON_FILE.with_rows(added({}))
    assert on_day(ON_FILE, date(2027, 6, 1)) is None
    assert on_day(more, date(2027, 6, 1)) == (Fraction("15.57"), True)
    assert on_day(more, date(2026, 12, 31)) == on_day(ON_FILE, date(2026, 12, 31)) != None  # noqa: E711
    assert on_day(more, date(2028, 1, 1)) is None
    assert more.minimum_wage(date(2027, 6, 1), "US-CO").rate.is_added


def test_our_own_figures_do_not_change():
    before = ON_FILE.all()
    ON_FILE.with_rows(added({}, FEDERAL))
    assert ON_FILE.all() == before
    assert not any(row.is_added for row in before)


def test_no_rows_added_leaves_the_very_same_figures():
    assert ON_FILE.with_rows([]) is ON_FILE


def test_a_writer_who_allows_unverified_figures_gets_added_ones_too():
    doubtful = added({"verified": "no"})
    more = ON_FILE.with_rows(doubtful)
    assert on_day(more, date(2027, 6, 1)) is None
    allowed = more.allowing_unverified()
    assert on_day(allowed, date(2027, 6, 1)) == (Fraction("15.57"), True)
    assert ON_FILE.allowing_unverified().with_rows(doubtful).unverified
    assert more.allowing_unverified(when=False) is more
    assert more.allowing_unverified(when=True).unverified
    assert allowed.allowing_unverified() is allowed
    assert allowed.allowing_unverified(when=False) is allowed


def test_an_open_row_ends_the_day_before_the_verified_one_that_follows():
    more = ON_FILE.with_rows(added(FEDERAL))
    assert on_day(more, date(2027, 12, 31), "US") == (Fraction("7.25"), False)
    assert on_day(more, date(2028, 1, 1), "US") == (Fraction(15), True)
    assert more.law("minimum_wage", date(2027, 12, 31), "US").valid_to == date(2027, 12, 31)
    assert on_day(more, date(2150, 1, 1), "US") == (Fraction(15), True)


def test_rows_follow_each_other_in_any_order():
    first, second = added(FEDERAL, {**FEDERAL, "valid_from": "2030-01-01", "value": "16"})
    for rows in ([first, second], [second, first]):
        more = ON_FILE.with_rows(rows)
        found = [on_day(more, date(year, 6, 1), "US")[0] for year in (2027, 2028, 2029, 2030, 2031)]
        assert found == [Fraction("7.25"), 15, 15, 16, 16]
    assert on_day(ON_FILE.with_rows([first]).with_rows([second]), date(2029, 6, 1), "US")[0] == 15


def test_what_follows_an_open_row_for_a_while_leaves_nothing_behind_it():
    more = ON_FILE.with_rows(added({**FEDERAL, "valid_to": "2028-12-31"}))
    assert on_day(more, date(2029, 1, 1), "US") is None


def test_an_unverified_row_ends_no_open_one():
    more = ON_FILE.with_rows(added({**FEDERAL, "verified": "no"}))
    assert on_day(more, date(2028, 6, 1), "US") == (Fraction("7.25"), False)
    assert on_day(more.allowing_unverified(), date(2028, 6, 1), "US") == (Fraction("7.25"), False)


def test_another_subject_ends_no_open_row():
    row = replace(added(FEDERAL)[0], jurisdiction="US-ZZ")
    assert ON_FILE.with_rows([row]).law("minimum_wage", date(2150, 1, 1)).valid_to is None


def test_where_both_are_as_well_verified_ours_goes_first():
    """So an update that brings a figure replaces the one its operator had to add."""
    theirs = added({"jurisdiction": "US-CA", "value": "99", "valid_from": "2026-06-01"})
    more = ON_FILE.with_rows(theirs)
    assert on_day(more, date(2026, 7, 1), "US-CA") == (Fraction("16.90"), False)
    assert on_day(more, date(2027, 7, 1), "US-CA") == (Fraction("17.40"), False)
    sure = ON_FILE.with_rows(added({"jurisdiction": "US-NY", "value": "99"})).allowing_unverified()
    assert on_day(sure, date(2027, 7, 1), "US-NY") == (Fraction(99), True)


def test_a_survey_that_was_added_is_the_newest():
    row = {
        "key": "ecec_wages_and_salaries",
        "jurisdiction": "US",
        "group": "service",
        "unit": "usd_per_hour_worked",
        "valid_from": "2026-09-01",
        "valid_to": "2026-09-30",
        "value": "20",
    }
    more = ON_FILE.with_rows(added(row))
    assert more.survey("ecec_wages_and_salaries", "service", date(2026, 10, 31)).value == 20
    assert more.survey("ecec_wages_and_salaries", "service", date(2026, 9, 29)).value != 20


def test_rows_are_listed_with_ours_in_order():
    more = ON_FILE.with_rows(added({}, FEDERAL))
    order = [(row.topic, row.key, row.jurisdiction, row.group or "", row.valid_from) for row in more.all()]
    assert order == sorted(order)
    assert len(more.all()) == len(ON_FILE.all()) + 2
    assert sum(row.is_added for row in more.all()) == 2


def test_a_new_place_can_be_chosen_and_no_place_changes_its_name():
    rows = added(
        {"jurisdiction": "US-CO-AURORA", "label": "Aurora"},
        {"jurisdiction": "US-CO-BOULDER", "label": ""},
        {"label": "Centennial State"},
    )
    places = dict(ON_FILE.with_rows(rows).places())
    assert places["US-CO-AURORA"] == "Aurora"
    assert places["US-CO-BOULDER"] == "US-CO-BOULDER"
    assert places["US-CO"] == "Colorado"


# Files that were added


def test_what_is_written_is_read_again():
    rows = read({"note": 'with "quotes", commas'}, {"jurisdiction": "US-MN", "value": "11.500", "label": ""})
    again = read_added(as_csv(rows), "0001.csv")
    assert [row.parameter for row in again] == [row.parameter for row in rows]
    assert again[1].cells[COLUMNS.index("value")] == "11.500"
    assert as_csv(rows).decode().splitlines()[0] == ",".join(COLUMNS)
    assert as_csv(again) == as_csv(rows)


cells = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).map(str.strip)


@given(cells.filter(bool), cells, st.decimals(0, 999, places=4).map(str), st.booleans())
@settings(max_examples=50, deadline=None)
def test_any_words_survive_being_written(title, note, value, is_verified):
    verified = "yes" if is_verified else "no"
    try:
        rows = read({"source_title": title, "note": note, "value": value, "verified": verified})
    except RowsRefused:
        assert not Fraction(value) or not (title + note).isprintable()
        return
    assert [row.parameter for row in read_added(as_csv(rows), "x")] == [row.parameter for row in rows]
    assert rows[0].parameter.value == Fraction(value)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_whatever_the_bytes_the_answer_is_rows_or_one_sentence(data):
    for start in (b"", a_file()):
        sentence, rows = "", ()
        try:
            rows = read_added(start + data, "x", TODAY)
        except RowsRefused as refused:
            sentence = str(refused)
        assert rows or re.fullmatch(r"x, line [1-9]\d*: [^\n]+\.", sentence)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ON_FILE.law("minimum_wage", TODAY), "minimum_wage, US, from 2009-07-24 on"),
        (
            ON_FILE.survey("ecec_paid_leave", "service", TODAY),
            "ecec_paid_leave, US, service, 2026-03-01 to 2026-03-31",
        ),
    ],
)
def test_a_row_in_words(row, said):
    assert describe(row) == said


# How long a row can be used


@pytest.mark.parametrize(
    ("key", "group", "valid_to", "last"),
    [
        ("ecec_paid_leave", "service", date(2026, 3, 31), date(2028, 3, 31)),
        ("ecec_paid_leave", "service", date(2024, 2, 29), date(2026, 2, 28)),
        ("ecec_paid_leave", "service", date(2026, 2, 28), date(2028, 2, 29)),
        ("ecec_paid_leave", "service", date(2026, 4, 30), date(2028, 4, 30)),
        ("ecec_paid_leave", "service", None, None),
        ("minimum_wage", None, date(2026, 3, 31), date(2026, 3, 31)),
        ("minimum_wage", None, None, None),
    ],
)
def test_the_last_day_a_row_can_be_used(key, group, valid_to, last):
    row = replace(added({})[0], key=key, group=group, topic=shapes()[key].topic, valid_to=valid_to)
    assert usable_until(row) == last
    if row.is_survey and last is not None:
        on_file = Parameters((replace(row, valid_from=valid_to),))
        assert on_file.survey(key, group, last, "US-CO") is not None
        assert on_file.survey(key, group, last + timedelta(days=1), "US-CO") is None


@pytest.mark.parametrize(
    ("key", "is_survey"),
    [
        ("ecec_paid_leave", True),
        ("employer_plan_premium_single", True),
        ("employer_retirement_contribution", True),
        ("marketplace_benchmark_premium_age_40", True),
        ("occupation_wage_hourly", True),
        ("marketplace_age_factor_40", False),
        ("elective_disability_weekly_maximum", False),
        ("minimum_wage", False),
        ("living_wage", False),
        ("health_eligibility_minimum_earnings", False),
        ("social_security_wage_base", False),
    ],
)
def test_surveys_and_law_are_told_apart(key, is_survey):
    assert {row.is_survey for row in shapes()[key].rows} == {is_survey}

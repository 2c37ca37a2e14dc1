"""A release as CSV, JSON and sheets: the same numbers in each, its protection beside them, and nothing withheld."""

from __future__ import annotations

import doctest
import io
import json
import re
import zipfile
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from reports.charts import released
from reports.disclosure import Band, Vague
from reports.disclosure.rules import share_shown
from reports.documents import harmless as harmless_words
from reports.documents import release_csv as csv_files
from reports.documents import release_sheets as sheet_files
from reports.documents import release_words, sheets
from reports.documents.release_csv import column_name, release_csv, table_csv
from reports.documents.release_json import release_json, release_json_bytes
from reports.documents.release_sheets import release_sheets
from reports.documents.release_text import readme_text
from reports.documents.release_words import notes, source_line
from reports.documents.sheets import Number, Text, sheet_names, width_of
from reports.programme import How, Unit
from reports.release import Mark, ReleasedColumn, ReleasedFigure, ReleasedRow, ReleasedTable, precision
from reports.release.values import OTHER, TOTAL, UNKNOWN
from tests.reports.composed_releases import (
    BY_KIND,
    BY_PLATFORM,
    HOSTILE,
    OF_ALL,
    RATES,
    TIMES,
    UNPAID,
    hostile_release,
    release,
    told,
)
from tests.reports.plain_words import PlainWords

WORDS = PlainWords()
#: The digits of what is withheld, with any sign between them.
CANARIES = re.compile(r"7[.,]?7[.,]?1[.,]?[678]|7733")
#: How a spreadsheet recognizes a formula.
FORMULA = re.compile(r"^[=+@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]|^-[^\d]")


def files(made):
    with zipfile.ZipFile(io.BytesIO(release_csv(made, WORDS))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def frame(made, table):
    return pd.read_csv(io.StringIO(table_csv(made, table, WORDS)), keep_default_na=True)


def cells(sheet):
    return [cell for row in sheet.rows for cell in row if cell is not None]


def test_examples_in_the_sources_hold():
    for module in (released, harmless_words, csv_files, sheet_files, sheets, release_words):
        assert doctest.testmod(module).failed == 0


def test_the_zip_has_a_file_for_each_table_and_a_readme_and_no_time_of_day():
    made = release()
    whole = release_csv(made, WORDS)
    assert whole == release_csv(made, WORDS)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.namelist() == ["README.txt", *(f"{table.key}.csv" for table in made.tables)]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_header_names_dimensions_writers_status_and_each_figure_with_its_unit():
    header = table_csv(release(), BY_PLATFORM, WORDS).splitlines()[0].split(",")
    assert header[:4] == ["platform", "platform_name", "writers", "status"]
    assert header[4:8] == [
        "effective_hourly_rate_pooled_usd_per_hour",
        "effective_hourly_rate_pooled_low_usd_per_hour",
        "effective_hourly_rate_pooled_high_usd_per_hour",
        "effective_hourly_rate_pooled_status",
    ]
    assert len(header) == len(set(header))


@pytest.mark.parametrize(
    ("key", "how", "unit", "part", "name"),
    [
        ("unpaid_share", How.MEDIAN, Unit.SHARE, "", "unpaid_share"),
        ("unpaid_share", How.POOLED, Unit.SHARE, "", "unpaid_share_pooled_share"),
        ("rate_pooled", How.POOLED, Unit.RATE, "", "rate_pooled_usd_per_hour"),
        ("unpaid_share", How.MEDIAN, Unit.SHARE, "low", "unpaid_share_low_share"),
        ("gap", How.MEDIAN_TIME, Unit.DAYS, "high", "gap_high_days"),
        ("shortfall", How.SUM, Unit.MONEY, "", "shortfall_usd"),
        ("hours", How.SUM, Unit.HOURS, "", "hours"),
        ("units", How.SUM, "count", "", "units_count"),
    ],
)
def test_a_name_says_how_and_ends_with_its_unit(key, how, unit, part, name):
    assert column_name(ReleasedColumn(key, how, unit, "", "", None), part, "USD") == name


def test_pandas_reads_numbers_bands_and_marks_as_they_are():
    read = frame(release(), BY_PLATFORM).set_index("platform")
    assert read["effective_hourly_rate_median_usd_per_hour"].dtype == float
    assert read.loc["annex", "effective_hourly_rate_median_usd_per_hour"] == 23
    assert read.loc["annex", "effective_hourly_rate_median_low_usd_per_hour"] == 20.5
    assert list(read["writers"].fillna("?")) == ["50 to 99", "20 to 49", "10 to 19", "?", "0", "100 or more"]
    assert list(read["status"].fillna("")) == ["", "u", "u", "c", "-", ""]
    assert read.loc["carrel", "effective_hourly_rate_median_status"] == "c"
    assert read.loc["dais"].filter(like="usd").isna().all()
    assert read.loc[TOTAL, "platform_name"] == "All"


def test_a_share_that_may_only_be_told_in_words_has_them_in_a_column_of_their_own():
    read = frame(release(), OF_ALL)
    assert read.loc[0, "review_reasons_given_in_words"] == "few"
    assert read.filter(like="review_reasons_given").select_dtypes("number").isna().all(axis=None)
    assert read.loc[0, "review_named_share"] == 0.6


def test_a_table_of_the_whole_cohort_has_no_dimensions():
    assert table_csv(release(), OF_ALL, WORDS).startswith("writers,status,review_named_share,")


def json_numbers(made):
    for table in release_json(made, WORDS)["tables"]:
        for row in table["rows"]:
            for figure in row["figures"].values():
                yield [figure[part] for part in ("value", "low", "high")]


def csv_numbers(made):
    for table in made.tables:
        read = pd.read_csv(io.StringIO(table_csv(made, table, WORDS)), dtype=str)
        for _, row in read.iterrows():
            for column in table.columns:
                named = [row[column_name(column, part, "USD")] for part in ("", "low", "high")]
                yield [None if pd.isna(one) else one for one in named]


def sheet_numbers(made):
    by_name = {sheet.name: sheet for sheet in release_sheets(made, WORDS)}
    for table in made.tables:
        before = len(table.dimensions) + 2
        for row in by_name[table.key].rows[3:]:
            for number in range(len(table.columns)):
                start = before + 4 * number
                yield [cell.value if isinstance(cell, Number) else None for cell in row[start : start + 3]]


def test_all_formats_carry_the_same_numbers():
    made = release()
    as_json, as_csv, on_sheets = (list(of(made)) for of in (json_numbers, csv_numbers, sheet_numbers))
    assert as_json == as_csv
    assert [[one and Fraction(one) for one in figure] for figure in as_json] == on_sheets
    assert sum(value is not None for figure in as_json for value in figure) > 30


def test_what_is_withheld_stands_in_no_file():
    made = release()
    whole = "".join(files(made).values()) + release_json_bytes(made, WORDS).decode()
    whole += repr(release_sheets(made, WORDS))
    assert not CANARIES.search(whole)
    assert CANARIES.search(repr(made))


def test_a_cell_that_is_hidden_hides_figures_that_somebody_forgot():
    columns = (*RATES[:1],)
    forgotten = ReleasedRow(
        {"platform": "annex"}, Mark.WITHHELD, Band(7717, None), {RATES[0].key: told(7717)}
    )
    made = release(tables=(replace(BY_PLATFORM, columns=columns, rows=(forgotten,)),))
    assert not CANARIES.search("".join(files(made).values()) + repr(release_sheets(made, WORDS)))


def test_a_figure_that_is_missing_counts_as_withheld():
    row = ReleasedRow({"platform": "annex"}, Mark.SHOWN, Band(10, 19), {})
    assert released.figure_in(row, "anything") == ReleasedFigure(Mark.WITHHELD)


def test_no_word_of_people_can_be_taken_for_a_formula():
    made = hostile_release()
    for table in made.tables:
        read = pd.read_csv(io.StringIO(table_csv(made, table, WORDS)), dtype=str, keep_default_na=False)
        assert not [cell for cell in read.to_numpy().ravel() if FORMULA.match(cell)]


def test_names_that_mean_harm_stay_on_one_line_of_the_readme():
    made = hostile_release()
    lines = readme_text(made, WORDS).splitlines()
    assert any(line.startswith("Campaign: =HYPERLINK") for line in lines)
    assert not any(line.startswith("<script>") for line in lines)
    assert "\x07" not in "".join(lines)


def test_words_on_sheets_are_words_and_can_be_shown():
    made = hostile_release()
    texts = [
        cell.text for sheet in release_sheets(made, WORDS) for cell in cells(sheet) if isinstance(cell, Text)
    ]
    assert any(text.startswith("=HYPERLINK") for text in texts)
    assert all(sign.isprintable() for text in texts for sign in text)


def test_the_readme_says_of_whom_when_how_protected_and_what_it_means():
    said = readme_text(release(), WORDS)
    for line in (
        "Writers counted: 100 or more",
        "Period: 1 July to 30 September 2026",
        "Version of the rules: 4",
        "Version of the tables: 1",
        "Groups of writers hidden in the whole result, each with all its figures: 9",
        "Smallest group: 10",
        "Currency: USD",
        "c: withheld: it would tell of a person, or help to",
        "u: use with care",
        "-: empty",
        "rates-by-platform.csv: Promised and real pay for an hour, by platform. Writers can work",
        "rates-by-platform.csv, effective_hourly_rate: Real pay for an hour",
        "all writers of a cell taken together; USD an hour; METHOD section 4",
        "share of 1; plain arithmetic",
    ):
        assert line in said


@pytest.mark.parametrize("k", [5, 10, 12])
def test_what_few_and_most_mean_is_said_exactly(k):
    shares = [Fraction(number, 1000) for number in range(1, 1000)]
    said = {share: precision.told(share, Unit.SHARE, How.POOLED) for share in shares}
    few = next(share for share in shares if said[share] is not Vague.FEW)
    most = next(share for share in shares if said[share] is Vague.MOST)
    of_writers = [share_shown(number, 2 * k, k) for number in range(2 * k + 1)]
    assert of_writers == [*[Vague.FEW] * k, 50, *[Vague.MOST] * k]
    many = {Fraction(number, 1000): share_shown(number, 1000, k) for number in range(k, 1001 - k)}
    assert [share for share, told in many.items() if told is Vague.FEW and share >= few] == []
    assert [share for share, told in many.items() if told is Vague.MOST and share < most] == []
    assert (many[few], many[most]) == (5, Vague.MOST)
    assert share_shown(k, 2 * k - 1, k) is None
    made = release(protection=replace(release().protection, smallest_group=k))
    of_them, of_others = notes(made, WORDS)[-2:]
    low, high = (f"{float(100 * share):.1f}%" for share in (few, most))
    assert (
        f"“few” where fewer than {k} writers, the smallest group, say yes or have it, or under {low};"
        in of_them
    )
    assert f"“most” where fewer than {k} do not, or {high} or more do." in of_them
    assert f"fewer than {2 * k} answered, no share is told at all" in of_them
    assert f"“few” under {low} and “most” from {high} on" in of_others


def test_every_format_says_what_few_and_most_mean():
    made = release()
    rules = notes(made, WORDS)[-2:]
    words = " ".join(cell.text for row in release_sheets(made, WORDS)[0].rows for cell in row)
    for text in (readme_text(made, WORDS), words):
        assert all(rule in text for rule in rules)
    assert set(rules) <= set(release_json(made, WORDS)["notes"])


def test_json_carries_definitions_sources_and_protection():
    made = json.loads(release_json_bytes(release(), WORDS))
    assert made["format"] == "pagerate-release"
    assert made["protection"]["cells_hidden"] == 9
    assert made["period"] == {"start": "2026-07-01", "last": "2026-09-30"}
    assert made["writers"] == {"least": 100, "most": None}
    assert set(made["marks"]) == {"", "u", "c", "-"}
    table = made["tables"][1]
    assert table["columns"][0]["source"] == "METHOD section 4"
    assert table["columns"][0]["currency"] == "USD"
    assert made["tables"][3]["columns"][0]["currency"] is None
    assert table["note"] == "Writers can work on more than one platform"
    assert made["tables"][2]["note"] is None
    assert table["rows"][0]["values"] == {"platform": {"key": "annex", "name": "Annex & Co"}}
    hidden = table["rows"][3]
    assert (hidden["mark"], hidden["writers"]) == ("c", None)
    assert hidden["figures"]["advertised_rate_median"] == {
        "mark": "c",
        "value": None,
        "in_words": None,
        "low": None,
        "high": None,
    }
    assert made["tables"][3]["rows"][0]["figures"]["review_reasons_given"]["in_words"] == "few"


def test_sheets_are_a_readme_a_sheet_for_each_table_and_notes():
    made = release(tables=(BY_PLATFORM, OF_ALL))
    readme, rates, whole, notes = release_sheets(made, WORDS)
    assert (readme.name, rates.name, whole.name, notes.name) == (
        "README", "rates-by-platform", "conditions", "Notes",
    )  # fmt: skip
    assert rates.rows[0][0].text.startswith("Promised and real pay for an hour, by platform. Writers")
    assert rates.rows[1][0].text == source_line(made, WORDS)
    assert [cell.text for cell in rates.rows[2][:4]] == [
        "Platform", "Writers", "Mark", "Real pay for an hour (USD an hour)",
    ]  # fmt: skip
    assert (rates.frozen_rows, rates.frozen_columns) == (3, 1)
    assert len(rates.widths) == len(rates.rows[2])
    assert rates.rows[3][3] == Number(Fraction("22.5"), "#,##0.00")
    assert rates.rows[7][1].text == "0"
    assert [cell.text for cell in whole.rows[3] if isinstance(cell, Text)][-3:] == ["", "", "c"]
    assert "few" in [cell.text for cell in whole.rows[3] if isinstance(cell, Text)]
    assert notes.frozen_rows == 1
    assert len(notes.rows) == 1 + len(RATES) + len(OF_ALL.columns)


def test_shares_days_and_hours_have_formats_of_their_own():
    made = release(tables=(BY_KIND,))
    row = release_sheets(made, WORDS)[1].rows[3]
    assert [cell.shown_as for cell in row if isinstance(cell, Number)] == [
        "#,##0", "#,##0", "#,##0", "#,##0", "#,##0",
    ]  # fmt: skip


def test_amounts_that_are_told_in_whole_units_have_no_cents_on_sheets():
    row = replace(
        BY_KIND.rows[0], figures={**BY_KIND.rows[0].figures, "shortfall_usd": told(251000, 95, 300000)}
    )
    small = replace(row, figures={**row.figures, "shortfall_usd": told("99.5")})
    sheet = release_sheets(release(tables=(replace(BY_KIND, rows=(row, small)),)), WORDS)[1]
    formats = [[cell.shown_as for cell in line[-4:-1] if cell is not None] for line in sheet.rows[-2:]]
    assert formats == [["#,##0"] * 3, ["#,##0.00"]]


def test_a_place_that_has_a_row_inside_it_is_the_rest_of_itself_in_every_file():
    places = {
        "US-CA": "California",
        "US-CA-LOS_ANGELES_CITY": "Los Angeles (city)",
        "US-C": "C",
        "US-NY": "New York",
    }
    rows = tuple(replace(BY_PLATFORM.rows[0], values={"place": place}) for place in [*places, OTHER, TOTAL])
    table = replace(BY_PLATFORM, dimensions=("place",), rows=rows)
    made = release(tables=(table,), names={"place": places, "platform": {"US": "US", "US-CA": "Annex"}})
    names = ["California (rest of it)", "Los Angeles (city)", "C", "New York", "Other", "All"]
    assert list(frame(made, table)["place_name"]) == names
    told_in_json = release_json(made, WORDS)["tables"][0]["rows"]
    assert [row["values"]["place"]["name"] for row in told_in_json] == names
    assert released.value_name(made, "platform", "US", WORDS) == "US"


def test_a_change_is_per_cent_and_things_are_counted():
    assert sheet_files.number_format("change", "USD") == "0%"
    assert sheet_files.number_format("count", "USD") == "#,##0"
    assert released.unit_name("count", "USD", WORDS) == "number"


def test_a_table_without_rows_keeps_its_header():
    made = release(tables=(replace(BY_PLATFORM, rows=()),))
    assert len(release_sheets(made, WORDS)[1].rows) == 3
    assert len(files(made)["rates-by-platform.csv"].splitlines()) == 1
    assert width_of([]) == 8


@pytest.mark.parametrize(
    "wanted", [["a" * 40, "A" * 40, "a" * 31], ["[x]:*?/\\", "'quoted'", "", "History", "\n"]]
)
def test_names_of_sheets_are_short_unlike_each_other_and_plain(wanted):
    names = list(sheet_names(wanted))
    assert len({name.lower() for name in names}) == len(wanted)
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\\n]", name)
        assert name.strip("'") == name
        assert name.lower() != "history"


def test_an_image_says_its_source_day_rules_and_how_much_is_hidden():
    assert source_line(release(), WORDS) == (
        "Source: Script Workers Alliance, Script work in summer, 1 July to 30 September 2026. "
        "Released on 9 October 2026, rules version 4. 9 groups of writers hidden to protect privacy."
    )


class Shouting(PlainWords):
    """A language in which every message of ours is loud."""

    def __call__(self, message, /, **values):
        return super().__call__(message, **values).upper()


def test_names_that_people_chose_are_the_same_in_every_language():
    made = release()
    assert released.value_name(made, "platform", "annex", Shouting()) == "Annex & Co"
    assert released.value_name(made, "place", "US-CA", Shouting()) == "US-CA"
    assert released.value_name(made, "kind", "ranking", Shouting()) == "RANKING ANSWERS"
    assert released.value_name(made, "kind", OTHER, Shouting()) == "OTHER WORK"
    assert released.value_name(made, "platform", OTHER, Shouting()) == "OTHER"
    assert released.value_name(made, "pay_model", "hourly", Shouting()) == "BY THE HOUR"
    assert released.value_name(made, "pay_model", UNKNOWN, Shouting()) == "NOT SAID"
    assert released.value_name(made, "kind", TOTAL, Shouting()) == "ALL"
    assert released.dimension_name("new_dimension", WORDS) == "New dimension"


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        (told("19.5"), Unit.RATE, "$19.50"),
        (told("0.35"), Unit.SHARE, "35%"),
        (told(1), Unit.DAYS, "1 day"),
        (told(23), Unit.DAYS, "23 days"),
        (told(15300), Unit.HOURS, "15,300 h"),
        (told(12500), "count", "12,500"),
        (told("-0.2"), "change", "-20%"),
        (ReleasedFigure(Mark.SHOWN, Vague.MOST), Unit.SHARE, "most"),
        (ReleasedFigure(Mark.SHOWN), Unit.DAYS, "no value"),
        (ReleasedFigure(Mark.WITHHELD), Unit.DAYS, "Not shown, to protect privacy"),
        (ReleasedFigure(Mark.EMPTY), Unit.DAYS, "Nobody has anything here"),
    ],
)
def test_a_figure_is_said_with_its_unit_or_why_it_is_not(figure, unit, said):
    assert released.figure_text(figure, unit, "USD", WORDS) == said


def test_every_unit_and_way_of_the_programme_has_words():
    for unit in Unit:
        assert released.unit_name(unit, "USD", WORDS)
        for how in How:
            column = ReleasedColumn("key", how, unit, "Label", "Meaning.", None)
            made = release(tables=(ReleasedTable("one", "One", None, (), (column,), ()),))
            assert "Meaning." in readme_text(made, WORDS)


def test_hostile_words_are_where_they_are_tried():
    assert HOSTILE in release_json(hostile_release(), WORDS)["campaign"]
    tried = {UNPAID.unit, *(column.unit for column in (*TIMES, *RATES))}
    assert tried == set(Unit) - {Unit.CHANGE, Unit.COUNT}, "shares and hours look like these"


def test_a_question_of_a_principle_says_under_which_it_is_asked_in_every_format():
    made = release()
    assert "Fair management: Could appeal" in files(made)["README.txt"]
    sheets_by_name = {sheet.name: sheet for sheet in release_sheets(made, WORDS)}
    for name in ("conditions", "Notes"):
        texts = [cell.text for cell in cells(sheets_by_name[name]) if isinstance(cell, Text)]
        assert any(text.startswith("Fair management: Could appeal") for text in texts)
    table = next(one for one in release_json(made, WORDS)["tables"] if one["key"] == "conditions")
    assert {column["key"]: column["under"] for column in table["columns"]} == {
        column.key: column.under for column in OF_ALL.columns
    }

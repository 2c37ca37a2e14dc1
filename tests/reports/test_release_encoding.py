"""A release as bytes: exact, the same every time, and read back as it was; some of its tables."""

import json
from dataclasses import replace
from datetime import date

import pytest

from reports.release import NoSuchTable, UnknownFormat, build, decoded, encoded, with_tables
from tests.reports.released_cohorts import PROGRAMME, alike, composed_writers, frame, table_of

MANY = build(composed_writers(5, 60), PROGRAMME, frame())
FEW = build([*alike(8), *alike(8, platform="quill"), *alike(3, platform="scribe")], PROGRAMME, frame())


@pytest.mark.parametrize("release", [MANY, FEW])
def test_what_is_read_back_is_what_was_written_to_the_last_digit(release):
    assert decoded(encoded(release)) == release
    assert encoded(decoded(encoded(release))) == encoded(release)


def test_the_same_input_gives_the_same_bytes_and_another_day_others():
    assert encoded(build(composed_writers(5, 60), PROGRAMME, frame())) == encoded(MANY)
    assert encoded(replace(MANY, released_on=date(2026, 10, 16))) != encoded(MANY)


def test_the_order_of_names_and_values_in_memory_changes_no_byte():
    turned = replace(MANY, names={name: MANY.names[name] for name in reversed(MANY.names)})
    assert encoded(turned) == encoded(MANY)


def test_figures_are_exact_and_days_are_days():
    told = json.loads(encoded(FEW))
    assert (told["format"], told["period"], told["writers"]) == (1, ["2026-07-01", "2026-10-01"], [10, 19])
    whole = next(table for table in told["tables"] if table["key"] == "whole")["rows"][0]
    assert whole["figures"]["rate"] == {"mark": "u", "value": "41/2", "low": "20", "high": "41/2"}
    assert whole["figures"]["unpaid"] == {"mark": "u", "value": "1/4", "low": None, "high": None}


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"[]",
        b"7",
        b"{}",
        b'{"format": 2}',
        b'{"format": 1}',
        b"\xff",
        encoded(FEW).replace(b'"u"', b'"?"'),
    ],
)
def test_bytes_that_are_no_release_are_refused(stored):
    with pytest.raises(UnknownFormat):
        decoded(stored)


def test_a_result_of_before_is_read_without_the_number_that_said_the_same():
    before = encoded(FEW).replace(b'"cells_hidden"', b'"cells_attacked":3,"cells_hidden"')
    assert b"cells_attacked" in before
    assert decoded(before) == FEW


def test_some_tables_are_as_they_stand_in_the_whole():
    some = with_tables(MANY, ["place", "whole"])
    assert [table.key for table in some.tables] == ["whole", "place"]
    assert table_of(some, "place") == table_of(MANY, "place")
    assert some.names == {"place": MANY.names["place"]}
    assert replace(some, tables=MANY.tables, names=MANY.names) == MANY


def test_a_table_that_is_not_there_is_named():
    with pytest.raises(NoSuchTable, match="no table payday"):
        with_tables(MANY, ["place", "payday"])

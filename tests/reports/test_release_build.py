"""A release from beginning to end: rows, marks, names, and nothing of a place with few writers."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.audit import NotReleasable
from reports.disclosure import Band
from reports.release import Mark, SumOfCells, build, encoded, protected, withstanding
from reports.release.figures import WITHHELD
from tests.reports.released_cohorts import (
    COLUMNS,
    CUT,
    PAY,
    PROGRAMME,
    RATE,
    UNPAID,
    alike,
    column,
    composed_writers,
    frame,
    places_of,
    plan,
    row_of,
    table_of,
    worked,
    writer,
)

CROWDS = [
    *alike(24),
    *alike(22, platform="quill", kind="ranking"),
    *alike(21, platform="quill", place="US-NY"),
]
BY_KIND = plan("by_kind", "platform", "kind")


def test_the_words_of_the_campaign_and_how_it_was_protected_are_in_it():
    release = build(CROWDS, PROGRAMME, frame())
    assert (release.campaign, release.organization, release.question) == (
        "Fair writing",
        "The guild",
        "What does an hour pay?",
    )
    assert release.writers == Band(50, 99)
    told = release.protection
    assert (told.smallest_group, told.rules_version, told.programme_version, told.code_version) == (
        5,
        "1",
        "1",
        "abc",
    )
    assert (told.cells_hidden, told.columns_dropped) == (1, 0)
    assert [table.key for table in release.tables] == [table.key for table in PROGRAMME]


def test_names_are_those_of_the_values_that_stand_in_it():
    release = build([*alike(12), *alike(12, platform="quill")], [plan("platform", "platform")], frame())
    assert release.names == {"platform": {"annex": "Annex", "quill": "quill"}}


def test_rows_stand_in_the_order_of_the_values_with_the_margin_last():
    release = build(CROWDS, [BY_KIND], frame())
    rows = [tuple(row.values.values()) for row in table_of(release, "by_kind").rows]
    assert rows == [
        (platform, kind)
        for platform in ("annex", "quill", "Total")
        for kind in ("ranking", "rating", "Total")
    ]


def test_a_cell_of_nobody_between_values_reads_like_a_hidden_one():
    row = row_of(build(CROWDS, [BY_KIND], frame()), "by_kind", platform="annex", kind="ranking")
    assert (row.mark, row.writers) == (Mark.WITHHELD, None)
    assert set(row.figures.values()) == {WITHHELD}


def test_a_shown_cell_has_its_band_and_its_figures():
    row = row_of(build(CROWDS, [BY_KIND], frame()), "by_kind", platform="annex", kind="rating")
    assert (row.mark, row.writers) == (Mark.SHOWN, Band(20, 49))
    assert list(row.figures) == [one.key for one in COLUMNS]
    # 20.00 to 22.30 by 0.10, an hour each
    assert {key: row.figures[key].value for key in ("rate", "median", "lower", "upper")} == {
        "rate": 21,
        "median": 21,
        "lower": Fraction(41, 2),
        "upper": Fraction(43, 2),
    }
    assert row.figures["unpaid"].value == Fraction(1, 4)
    assert row.figures["cut"].value == Fraction(1, 2)
    assert row.figures["gap"].value == 20


def test_a_hidden_place_is_hidden_in_every_table_and_every_figure():
    writers = [
        *alike(30),
        *alike(30, kind="ranking"),
        *alike(30, platform="quill"),
        *alike(3, platform="quill", kind="ranking"),
    ]
    release = build(writers, [BY_KIND, plan("again", "platform", "kind")], frame())
    for table in release.tables:
        row = row_of(release, table.key, platform="quill", kind="ranking")
        assert (row.mark, row.writers) == (Mark.WITHHELD, None)
        assert set(row.figures.values()) == {WITHHELD}


def test_cells_hidden_are_those_that_read_so_each_once():
    writers = [*alike(30), *alike(30, kind="ranking"), *alike(30, platform="quill")]
    tables = [BY_KIND, plan("again", "platform", "kind"), plan("platform", "platform")]
    release = build(writers, tables, frame())
    hidden = [row for row in table_of(release, "by_kind").rows if row.mark is Mark.WITHHELD]
    assert [row.values for row in hidden] == [{"platform": "quill", "kind": "ranking"}]
    assert release.protection.cells_hidden == 1


def test_what_nobody_answers_in_a_shown_cell_is_withheld_and_not_said_to_be_nothing():
    silent = [replace(one, answers={**one.answers, "cut": {}}) for one in alike(24)]
    release = build([*silent, *alike(24, platform="quill")], [plan("platform", "platform")], frame())
    assert row_of(release, "platform", platform="annex").figures["cut"] == WITHHELD


def test_who_has_nothing_in_a_cell_has_no_say_in_it():
    strangers = [
        replace(one, answers={**one.answers, "cut": dict.fromkeys(places, one.answers["cut"][()])})
        for one, places in ((one, places_of({"platform": "annex"})) for one in alike(24, platform="quill"))
    ]
    release = build([*alike(9), *strangers], [plan("platform", "platform")], frame())
    assert row_of(release, "platform", platform="annex").figures["cut"] == WITHHELD


def test_a_column_of_which_nothing_may_be_told_is_not_there():
    release = build([*alike(9), *alike(9, platform="quill")], [plan("platform", "platform")], frame())
    assert [one.key for one in table_of(release, "platform").columns] == [
        "rate",
        "median",
        "unpaid",
        "cut",
        "gap",
    ]
    for row in table_of(release, "platform").rows:
        assert list(row.figures) == ["rate", "median", "unpaid", "cut", "gap"]
    alone = build(alike(9), [plan("whole")], frame())
    assert [one.key for one in table_of(alone, "whole").columns] == ["rate", "unpaid"]


def test_a_figure_that_few_answered_has_company():
    few = [replace(one, answers={**one.answers, "unpaid": {}}) for one in alike(24)[4:]]
    writers = [*alike(24)[:4], *few, *alike(30, platform="quill"), *alike(40, platform="scribe")]
    release = build(writers, [plan("platform", "platform", columns=[RATE, UNPAID])], frame())
    marks = {row.values["platform"]: row.figures["unpaid"].mark for row in table_of(release, "platform").rows}
    assert marks == {
        "annex": Mark.WITHHELD,
        "quill": Mark.WITHHELD,
        "scribe": Mark.SHOWN,
        "Total": Mark.SHOWN,
    }
    assert all(row.figures["rate"].mark is Mark.SHOWN for row in table_of(release, "platform").rows)


def test_the_same_place_says_the_same_in_every_table():
    release = build(composed_writers(5, 60), PROGRAMME, frame())
    for row in table_of(release, "platform").rows:
        twin = row_of(release, "platform_by_kind", platform=row.values["platform"])
        assert (twin.mark, twin.writers, twin.figures) == (row.mark, row.writers, row.figures)


def test_a_platforms_own_figures_are_few_and_columns_lost_are_counted():
    known = column("rate", "rate", RATE.how, known=True)
    half = column("lower", "rate", COLUMNS[2].how, known=True)
    table = plan("by_kind", "platform", "kind", columns=[known, half])
    writers = [
        *(
            writer(*(worked(kind=kind, pay=2000 + 10 * number) for kind in ("rating", "ranking", "writing")))
            for number in range(11)
        ),
        *alike(40, platform="quill"),
    ]
    release = build(writers, [table], frame(rules=frame().rules))
    told = [
        figure
        for row in release.tables[0].rows
        if row.values["platform"] == "annex"
        for figure in row.figures.values()
        if figure.value is not None
    ]
    assert len(told) <= 5


def test_a_table_with_dimensions_has_no_sums():
    with pytest.raises(SumOfCells, match="place has dimensions, so its column pay"):
        build(CROWDS, [plan("place", "place", columns=[PAY])], frame())


def test_a_writer_without_work_changes_nothing():
    assert build([*CROWDS, writer()], PROGRAMME, frame()) == build(CROWDS, PROGRAMME, frame())


def test_nothing_comes_of_cells_that_do_not_withstand(monkeypatch):
    protect = withstanding.protect

    def weak(*given, **named):
        pattern = protect(*given, **named)
        return type(pattern)(pattern.primary, pattern.primary)

    monkeypatch.setattr(withstanding, "protect", weak)
    with pytest.raises(NotReleasable):
        build([*CROWDS, *alike(3, kind="ranking")], PROGRAMME, frame())


SMALL = (plan("by_kind", "platform", "kind"), plan("whole", columns=[*COLUMNS, PAY, CUT]))


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.integers(5, 40))
def test_no_figure_is_of_a_place_with_fewer_than_k_writers_and_order_changes_nothing(seed, count):
    writers = composed_writers(seed, count, platforms=2, kinds=2)
    release = build(writers, SMALL, frame())
    counts = protected(writers, SMALL, frame()).counts
    for row in (row for table in release.tables for row in table.rows):
        place = tuple(sorted(pair for pair in row.values.items() if pair[1] != "Total"))
        if counts[place] < 5:
            assert row.writers is None
            assert set(row.figures.values()) <= {WITHHELD}
        assert row.mark is not Mark.EMPTY
        for figure in row.figures.values():
            assert (figure.low is None) == (figure.high is None)
            assert figure.value is not None or figure == WITHHELD
    mixed = list(writers)
    Random(seed).shuffle(mixed)
    assert encoded(build(mixed, SMALL, frame())) == encoded(release)

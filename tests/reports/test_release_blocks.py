"""Columns of a released table in blocks: few stay together, many are told question by question."""

from __future__ import annotations

from reports.documents.release_blocks import blocks_of
from reports.programme import PROGRAMME, How, Unit
from reports.release import ReleasedColumn
from tests.reports.plain_words import PlainWords

WORDS = PlainWords()
LABELS = {
    How.POOLED: "all hours together",
    How.MEDIAN: "middle writer",
    How.LOWER_QUARTILE: "lower quarter",
    How.UPPER_QUARTILE: "upper quarter",
}
ENDINGS = {How.POOLED: "", How.MEDIAN: "_median", How.LOWER_QUARTILE: "_lower_quartile", How.UPPER_QUARTILE: "_upper_quartile"}  # fmt: skip


def column(key, label, how=How.POOLED):
    return ReleasedColumn(key, how, Unit.RATE, label, "What it is.", None)


def asked(key, name, hows=tuple(LABELS)):
    """A question told in several ways."""
    return [column(f"{key}{ENDINGS[how]}", f"{name}, {LABELS[how]}", how) for how in hows]


def told(columns):
    return [(block.heading, block.labels) for block in blocks_of(columns, WORDS)]


def test_a_few_columns_stay_together_with_their_whole_labels():
    columns = [*asked("real", "Real pay"), *asked("promised", "Promise")]
    assert told(columns) == [("", tuple(one.label for one in columns))]


def test_many_columns_have_a_block_for_each_question_and_one_for_the_rest():
    columns = [*asked("real", "Real pay"), column("known", "Known"), *asked("promised", "Promise, an hour")]
    assert told(columns) == [
        ("Real pay", tuple(LABELS.values())),
        ("Promise, an hour", tuple(LABELS.values())),
        ("More figures", ("Known",)),
    ]
    assert {one for block in blocks_of(columns, WORDS) for one in block.columns} == set(columns)


def test_without_single_figures_there_is_no_block_for_the_rest():
    columns = [one for name in ("Real pay", "Promise", "Paid") for one in asked(name, name)]
    assert [heading for heading, _ in told(columns)] == ["Real pay", "Promise", "Paid"]


def test_labels_that_share_no_name_stay_whole_under_the_first():
    odd = [column("real", "Real pay"), column("real_median", "The middle one", How.MEDIAN)]
    other = [column("fee", "Fees, together"), column("fee_median", "Costs, middle", How.MEDIAN)]
    blocks = told([*odd, *other, *asked("promised", "Promise"), column("known", "Known")])
    assert blocks[:2] == [
        ("Real pay", ("Real pay", "The middle one")),
        ("Fees, together", ("Fees, together", "Costs, middle")),
    ]


def test_many_questions_of_one_column_each_are_one_block_without_a_heading():
    columns = [column(f"q{number}", f"Question {number}") for number in range(9)]
    assert told(columns) == [("", tuple(one.label for one in columns))]


def test_no_block_of_the_programme_is_broader_than_ten_columns_and_none_is_lost():
    for table in PROGRAMME:
        columns = [column(one.key, one.label, one.how) for one in table.columns]
        blocks = blocks_of(columns, WORDS)
        assert all(len(block.columns) == len(block.labels) <= 10 for block in blocks), table.key
        assert sorted(one.key for block in blocks for one in block.columns) == sorted(
            one.key for one in columns
        )
        assert len({block.heading for block in blocks}) == len(blocks), table.key

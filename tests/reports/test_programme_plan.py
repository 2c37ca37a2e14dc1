"""The programme as a plan: every table and column can be named, read and told apart."""

from collections import defaultdict

import pytest

from reports.cohorts import Known
from reports.definitions import PRINCIPLES
from reports.programme import PROGRAMME, How, Unit
from reports.programme.said import dimensions_by_question
from reports.programme.tables import ANY, MOST

COLUMNS = [(table, column) for table in PROGRAMME for column in table.columns]
DIMENSIONS = Known((), ()).values().keys()


def test_a_table_has_a_key_and_a_title_of_its_own():
    assert (
        len({table.key for table in PROGRAMME}) == len({table.title for table in PROGRAMME}) == len(PROGRAMME)
    )


@pytest.mark.parametrize("table", PROGRAMME, ids=lambda table: table.key)
def test_the_columns_of_a_table_can_be_told_apart_by_key_and_by_label(table):
    assert len({column.key for column in table.columns}) == len(table.columns)
    assert len({column.label for column in table.columns}) == len(table.columns)
    assert set(table.dimensions) <= DIMENSIONS


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: one.key)
def test_every_column_is_defined_in_whole_sentences(table, column):
    assert column.label
    assert not column.label.endswith(".")
    assert column.definition.endswith((".", "?"))


def test_sums_are_of_the_whole_cohort_only():
    assert {table.dimensions for table, column in COLUMNS if column.how is How.SUM} == {()}


def test_what_is_said_by_yes_and_no_is_a_share_of_writers_and_nothing_else_is():
    by_voice = {column.question for _, column in COLUMNS if column.how is How.SHARE_OF_WRITERS}
    assert by_voice >= ANY | MOST
    others = by_voice - ANY - MOST
    assert all(
        question.startswith("without_") or question == "gig_pay_above_covered_pay" for question in others
    )


def test_a_platform_knows_a_question_or_does_not_whatever_is_made_of_the_answers():
    knows = defaultdict(set)
    for _, column in COLUMNS:
        knows[column.question].add(column.is_known_to_platform)
    assert all(len(said) == 1 for said in knows.values())
    assert {question for question, said in knows.items() if said == {True}} == {
        "paid_time_rate", "advertised_rate", "pay", "hours", "units", "contract_length", "days_to_be_paid",
        "late_pay", "missing_pay", "any_missing_pay", "rejected", "pay_cut", "pay_change_size", "credit_promised", "purpose_told",
    }  # fmt: skip


def test_the_questions_of_a_review_stand_under_the_five_principles_in_their_order():
    headings = [column.under for table, column in COLUMNS if table.key == "conditions"]
    assert list(dict.fromkeys(headings)) == list(PRINCIPLES.values())
    assert len(headings) == 9


def test_times_are_in_days_or_hours():
    assert {column.unit for _, column in COLUMNS if column.how is How.MEDIAN_TIME} == {Unit.DAYS, Unit.HOURS}


def test_a_question_is_asked_at_every_margin_of_every_table_that_tells_it():
    asked = dimensions_by_question(PROGRAMME)
    assert asked["gap_length"] == ((),)
    assert asked["unpaid_waiting"] == ((), ("platform",))
    assert asked["effective_hourly_rate"] == (
        (), ("platform",), ("kind",), ("pay_model",), ("place",), ("platform", "kind"),
    )  # fmt: skip

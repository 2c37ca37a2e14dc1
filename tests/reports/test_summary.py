"""The report in a few words is true for every report."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from reports.charts.summary import fact_words, head_words, left_out_words
from reports.figures import Coverage
from reports.only import Only
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import figure, sample_report, with_figures
from tests.reports.test_charts import empty_report

WORDS = PlainWords()


def rate(key, value, **more):
    return figure(key, value, "money_per_hour", **more)


@pytest.mark.parametrize(
    ("promised", "real", "begins", "is_struck"),
    [
        ("38", "23.66", "You kept 62% of the hourly rate", True),
        ("38", "37.9", "You kept over 99% of the hourly rate", True),
        ("38", "38", "You got the hourly rate you were offered, even", False),
        ("38", "40", "You got more than the hourly rate you were offered", False),
        (None, "20", "This is what an hour left you", False),
        ("-1", "20", "This is what an hour left you", False),
        ("38", "-2", "Fees, costs and money taken back", True),
        ("38", None, "A rate needs hours", False),
    ],
)
def test_the_head_is_true(promised, real, begins, is_struck):
    report = with_figures(
        sample_report(),
        advertised_rate=rate("advertised_rate", promised),
        effective_hourly_rate=rate("effective_hourly_rate", real),
    )
    head = head_words(report, WORDS)
    assert head.sentence.startswith(begins)
    assert head.is_struck is is_struck
    assert head.is_missing is (real is None)
    assert head.is_negative is (real == "-2")
    assert head.caveat == ""


def test_a_promise_on_thin_cover_is_not_set_beside_the_pay():
    report = with_figures(sample_report(), advertised_rate=rate("advertised_rate", "38", provisional=True))
    head = head_words(report, WORDS)
    assert head.promised == ""
    assert "Too few of your paid hours had a promised rate" in head.sentence


@pytest.mark.parametrize(
    ("pay", "time", "said"),
    [
        ("1/2", "1/2", "only 50% of your pay has logged hours, and only 50% of your hours"),
        ("1/2", "1", "only 50% of your pay has logged hours. It is firm"),
        ("1", "1/2", "only 50% of your hours have a price. It is firm"),
        ("1", "1", "some pay in another currency"),
        (None, "1/2", "only 50% of your hours have a price"),
        (None, None, "some pay in another currency"),
    ],
)
def test_a_provisional_rate_says_why(pay, time, said):
    cover = Coverage(*(None if share is None else Fraction(share) for share in (pay, time)))
    if pay is None and time is None:
        cover = None
    real = rate("effective_hourly_rate", "20", provisional=True, coverage=cover)
    assert said in head_words(with_figures(sample_report(), effective_hourly_rate=real), WORDS).caveat


def facts(**figures):
    return {fact.key: fact for fact in fact_words(with_figures(sample_report(), **figures), WORDS)}


def test_the_four_facts_of_the_sample():
    found = facts()
    assert [f"{fact.amount} {fact.unit}".strip() for fact in found.values()] == [
        "171 hours", "56 days", "$1,918", "18 days",
    ]  # fmt: skip
    assert found["unpaid_hours"].sentence == "of your 573 hours were unpaid, 30%"
    assert found["outstanding"].sentence == "owed to you now. $872 of it is late, the oldest by 34 days"
    assert [fact.is_loss for fact in found.values()] == [True, True, False, False]


def test_facts_without_a_value_say_why():
    found = fact_words(empty_report(), WORDS)
    assert all(fact.is_missing and not fact.is_loss and not fact.unit for fact in found)
    assert facts(hours=figure("hours", 0, "hours"))["unpaid_hours"].is_missing


def test_facts_of_nothing_are_no_loss():
    nothing = facts(
        unpaid_hours=figure("unpaid_hours", 0, "hours"),
        gap_days=figure("gap_days", 0, "days"),
        outstanding=figure("outstanding", 0),
    )
    assert not any(fact.is_loss or fact.is_missing for fact in nothing.values())
    assert nothing["outstanding"].sentence == "Nothing is owed to you"
    assert nothing["gap_days"].sentence == "gaps of more than 7 days with no work"
    not_late = facts(outstanding_late=figure("outstanding_late", 0))
    assert not_late["outstanding"].sentence == "owed to you now. None of it is known to be late"


def test_what_is_late_is_said_where_its_age_is_not_known():
    untold = facts(oldest_late_days=figure("oldest_late_days", None, "days"))
    assert untold["outstanding"].sentence == "owed to you now. $872 of it is late"


def test_one_and_a_half_is_many():
    assert facts(unpaid_hours=figure("unpaid_hours", "1.5", "hours"))["unpaid_hours"].unit == "hours"
    assert facts(unpaid_hours=figure("unpaid_hours", "1", "hours"))["unpaid_hours"].unit == "hour"
    one = facts(
        gap_days=figure("gap_days", 8, "days"),
        gap_count=figure("gap_count", 1, "count"),
        longest_gap=figure("longest_gap", None, "days"),
    )
    assert one["gap_days"].sentence == "in 1 gap of more than 7 days with no work. It was 8 days"


def test_what_is_left_out_is_said_by_reason():
    report = sample_report(left_out={"pay_without_time": 2, "after_as_of": 1})
    assert left_out_words(report, WORDS) == (
        "1 row is not counted: after the day of the report.",
        "2 rows are not counted: paid tasks without logged time.",
    )


def test_the_head_of_a_kind_of_work_says_what_it_leaves_out():
    said = "Unpaid time that is logged apart, such as waiting and tests, is not in it."
    of_kind = replace(sample_report(), only=Only(kind="ranking"))
    assert head_words(of_kind, WORDS).sentence.endswith(said)
    assert said not in head_words(replace(of_kind, only=Only(platform="x")), WORDS).sentence

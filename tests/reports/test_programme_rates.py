"""A writer's answers on rates, unpaid time, toll and effort: the examples of METHOD, and what adds up to what."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.cohorts import Measure, inner_cells
from reports.exchange import Rate
from reports.log import read_log
from reports.periods import Period
from reports.personal import report_on
from reports.programme.bearing import with_costs_borne
from reports.programme.tables import ANY, MOST
from reports.sums import select
from tests.reports import factories as make
from tests.reports.asked_writers import CLOSED, PLACED, answered, asking, said
from tests.reports.some_writer import FIRST, NO_RATES, some_writer

#: Worked example A of METHOD section 1: 40 paid and 12 unpaid hours, $1,000.00, $10.00 fees, $50.00 costs.
EXAMPLE_A = {
    "tasks": [
        make.task(seconds=40 * 3600, expected_minor=100_000, currency="USD"),
        make.unpaid(seconds=12 * 3600),
    ],
    "payouts": [make.payout(gross_minor=50_000, fee_minor=1000)],
    "expenses": [make.expense(amount_minor=5000)],
}


def test_worked_example_a():
    found = answered(**EXAMPLE_A)
    ladder = {
        "advertised_rate": 25,
        "paid_time_rate": 25,
        "all_hours_rate": Fraction(1000, 52),
        "effective_hourly_rate": Fraction(940, 52),
    }
    assert {rung: said(found, rung) for rung in ladder} == ladder
    assert said(found, "unpaid_share") == said(found, "unpaid_waiting") == Fraction(12, 52)
    assert (said(found, "pay"), said(found, "hours")) == (1000, 52)


@pytest.mark.parametrize(
    "values",
    [
        {"platform": "heron"},
        {"kind": "ranking"},
        {"platform": "heron", "kind": "ranking"},
        {"pay_model": "hourly"},
        {"place": "US-CA"},
    ],
)
def test_one_cell_says_what_the_whole_says_costs_of_no_task_included(values):
    found = answered(**EXAMPLE_A)
    assert said(found, "effective_hourly_rate", **values) == Fraction(940, 52)
    assert said(found, "effective_hourly_rate", **dict.fromkeys(values, "other")) is None


def test_a_rate_is_a_ratio_of_sums_and_never_a_mean_of_rates():
    tasks = [
        make.task(seconds=seconds, expected_minor=minor, currency="USD")
        for minor, seconds in ((3000, 3600), (500, 360), (1000, 5400))
    ]
    assert round(float(said(answered(tasks=tasks), "all_hours_rate")), 2) == 17.31


def test_of_two_promises_each_counts_by_its_paid_hours():
    found = answered(
        terms=[make.terms(rate_minor=2000), make.terms(effective_on=date(2026, 3, 1), rate_minor=3000)],
        tasks=[make.task(worked_on=date(2026, 2, 1)), make.task(seconds=3 * 3600)],
    )
    assert said(found, "advertised_rate") == Fraction(55, 2)


def test_coverage_says_what_the_rates_rest_on():
    found = answered(
        terms=[],
        tasks=[
            make.task(expected_minor=3000, currency="USD"),
            make.task(),
            make.task(seconds=None, expected_minor=1000, currency="USD"),
        ],
    )
    assert (said(found, "time_priced"), said(found, "pay_with_time")) == (Fraction(1, 2), Fraction(3, 4))
    assert said(found, "advertised_rate") is None


def test_hours_whose_pay_nobody_knows_have_no_rate_and_are_not_paid_nothing():
    found = answered(terms=[], tasks=[make.task()])
    assert said(found, "hours") == 1
    assert (
        said(found, "effective_hourly_rate")
        is said(found, "all_hours_rate")
        is said(found, "paid_time_rate")
        is None
    )
    assert said(found, "pay") is None


def test_only_rows_of_the_period_count():
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1))
    found = answered(tasks=[make.task(worked_on=day) for day in days])
    assert (said(found, "hours"), said(found, "pay")) == (2, 50)


def test_a_writer_without_work_or_pay_in_the_period_has_no_answers_even_with_costs():
    found = answered(tasks=[make.task(worked_on=date(2025, 12, 31))], expenses=[make.expense()])
    assert (found.contributions, found.answers, found.times) == ((), {}, {})


def test_toll_is_a_share_of_rated_hours_and_light_and_hard_hours_have_their_own_pay():
    found = answered(
        tasks=[
            make.task(seconds=7200, toll=5, expected_minor=3000, currency="USD"),
            make.task(toll=2, expected_minor=4000, currency="USD"),
            make.task(toll=3),
            make.task(),
        ]
    )
    assert said(found, "heavy_share") == Fraction(2, 4)
    assert said(found, "toll_coverage", platform="heron") == Fraction(4, 5)
    assert said(found, "effective_rate_heavy", kind="ranking") == 15
    assert said(found, "effective_rate_light") == 40


def test_check_of_toll_two_thirds_at_four_or_five():
    tasks = [make.task(seconds=7200, toll=5), make.task(toll=2), make.task()]
    found = answered(tasks=tasks)
    assert said(found, "heavy_share") == Fraction(2, 3)
    assert said(found, "toll_coverage") == Fraction(3, 4)


def test_where_no_hour_is_rated_so_there_is_no_rate_of_it():
    found = answered(tasks=[make.task(toll=3)])
    assert said(found, "heavy_share") == 0
    assert said(found, "effective_rate_heavy") is said(found, "effective_rate_light") is None


def test_unpaid_time_without_a_reason_is_told_apart_from_paperwork():
    found = answered(
        tasks=[make.task(), make.unpaid(unpaid_category=None), make.unpaid(unpaid_category="unpaid_revision")]
    )
    assert said(found, "unpaid_not_said") == said(found, "unpaid_revision") == Fraction(1, 3)
    assert said(found, "unpaid_admin") == 0


def test_rejected_tasks_are_a_share_of_those_that_were_decided():
    outcomes = ("approved", "approved", "rejected", "pending", "expired", "returned")
    found = answered(tasks=[make.task(outcome=outcome) for outcome in outcomes])
    assert said(found, "rejected", platform="heron") == Fraction(1, 3)
    assert said(answered(tasks=[make.task()]), "rejected") is None


def test_units_are_added_up_and_none_counted_is_no_answer():
    found = answered(tasks=[make.task(units=4), make.task(units=3), make.task(kind="writing")])
    assert said(found, "units") == said(found, "units", platform="heron", kind="ranking") == 7
    assert said(found, "units", kind="writing") is None


def test_work_on_platforms_of_her_own_is_other():
    found = answered(tasks=[make.task(contract_id=None, platform_id="own"), make.task(contract_id=None)])
    assert said(found, "hours", platform="other", kind="other") == 2


def test_pay_in_another_currency_is_converted_and_without_a_rate_it_is_left_out():
    class TwoForOne:
        def rate(self, currency_from, currency_to, day):
            return Rate(currency_from, currency_to, Fraction(2))

    tasks = [make.task(expected_minor=1000, currency="EUR"), make.task(expected_minor=3000, currency="USD")]
    assert said(answered(asking(rates=TwoForOne()), tasks=tasks), "pay") == 50
    left_out = answered(tasks=tasks)
    assert (said(left_out, "pay"), said(left_out, "time_priced")) == (30, Fraction(1, 2))


def test_the_currency_is_the_campaigns_whatever_a_writer_keeps_her_log_in():
    class TwoForOne:
        def rate(self, currency_from, currency_to, day):
            return Rate(currency_from, currency_to, Fraction(2))

    tasks = [make.task(expected_minor=1000, currency="EUR")]
    assert said(answered(asking(rates=TwoForOne()), currency="EUR", terms=[], tasks=tasks), "pay") == 20


def test_contributions_have_the_pay_of_the_rates_before_fees_and_costs():
    cells = {tuple(one.values.values()): one.amounts for one in answered(**EXAMPLE_A).contributions}
    assert cells == {
        ("heron", "ranking", "hourly", "US-CA"): {
            Measure.PAY: 100_000,
            Measure.HOURS: 52 * 3600,
            Measure.PAID_HOURS: 40 * 3600,
        }
    }


SIXTY_DAYS = Period(FIRST, FIRST + timedelta(days=60))


def with_catalogue(rows):
    """Heron is in the catalogue, Wren is not."""
    keys = {"heron": "heron", "wren": None}
    return {**rows, "platforms": [{**row, "catalogue_key": keys[row["id"]]} for row in rows["platforms"]]}


def cells_of(rows, asked):
    """Where she has anything, also if it is only what was taken back."""
    log = read_log(
        make.ledger_of(**{"situations": PLACED, **rows}), as_of=CLOSED, gap_threshold_days=7, rates=NO_RATES
    )
    return inner_cells(log, with_costs_borne(select(log.books, asked.period), log), asked.known)


@settings(max_examples=40)
@given(some_writer())
def test_the_sums_of_all_platforms_are_those_of_the_whole(rows):
    given = asking(period=SIXTY_DAYS)
    found = answered(given, **with_catalogue(rows))
    worked_on = {values["platform"] for values in cells_of(with_catalogue(rows), given).values}
    for question, answers in found.answers.items():
        parts = {
            place[0][1]: one for place, one in answers.items() if [name for name, _ in place] == ["platform"]
        }
        if parts.keys() == worked_on and question not in {*ANY, *MOST, "hours", "units"}:
            assert sum(one.over for one in parts.values()) == answers[()].over
            assert sum(one.under for one in parts.values()) == answers[()].under


@settings(max_examples=40)
@given(some_writer())
def test_the_whole_has_the_figures_of_her_own_report(rows):
    found = answered(asking(period=SIXTY_DAYS), **with_catalogue(rows))
    log = read_log(
        make.ledger_of(**{"situations": PLACED, **rows}), as_of=CLOSED, gap_threshold_days=7, rates=NO_RATES
    )
    report = report_on(log, period=SIXTY_DAYS)
    has_hours = bool(report.figures["hours"].value)
    rungs = ("effective_hourly_rate", "all_hours_rate", "paid_time_rate", "advertised_rate", "unpaid_share")
    for question in rungs:
        assert said(found, question) == report.figures[question].value, question
    for question in ("heavy_share", "toll_coverage"):
        assert said(found, question) == report.topics["toll"].figures[question].value, question
    assert has_hours == (said(found, "hours") is not None)

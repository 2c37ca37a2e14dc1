"""A writer's answers on gaps, contracts and waits, and what many of them come to."""

from datetime import date, timedelta
from fractions import Fraction

from reports.periods import Period
from reports.survival import kaplan_meier
from tests.reports import factories as make
from tests.reports.asked_writers import CLOSED, answered, asking, lasted, said


def worked(*days, **overrides):
    return [make.task(worked_on=date(2026, *day), **overrides) for day in days]


def test_check_of_gaps_three_ended_five_ended_eight_open_nine_ended_fourteen_open_twenty_ended():
    cohort = [(3, True), (5, True), (8, False), (9, True), (14, False), (20, True)]
    # All gaps begin in the period, so that the open ones are seen from a day of it.
    watched = asking(gap_threshold_days=1, as_of=date(2026, 3, 31))
    found = []
    for days, ended in cohort:
        first = watched.as_of - timedelta(days=days + 1 if ended else days)
        tasks = [make.task(worked_on=day) for day in ([first, watched.as_of] if ended else [first])]
        found += lasted(answered(watched, tasks=tasks), "gap_length")
    assert found == cohort
    assert kaplan_meier(*zip(*found, strict=True)).median == 9


def test_a_gap_counts_in_the_period_it_begins_in_and_lasts_until_work_comes_back():
    tasks = worked((3, 25), (4, 10))
    assert lasted(answered(tasks=tasks), "gap_length") == [(15, True)]
    second = asking(period=Period(date(2026, 4, 1), date(2026, 7, 1)), as_of=date(2026, 7, 15))
    assert lasted(answered(second, tasks=tasks), "gap_length") == [], "silent since, so nothing is known"


def test_a_gap_that_began_before_the_period_has_its_days_in_it_and_no_length():
    found = answered(tasks=[make.task(worked_on=date(2025, 12, 20)), *worked((1, 10), (1, 20), (1, 28))])
    assert lasted(found, "gap_length") == [(9, True)]
    assert said(found, "any_gap") == 1
    # 9 days from 1 January, and 9 from 11 to 19 January, of the days from 1 to 28 January, when she was last heard of.
    assert said(found, "gap_days_share") == Fraction(18, 28)


def test_work_day_by_day_is_no_gap():
    found = answered(tasks=[make.task(worked_on=date(2026, 3, 1) + timedelta(days=day)) for day in range(45)])
    assert (said(found, "any_gap"), said(found, "gap_days_share")) == (0, 0)
    assert lasted(found, "gap_length") == []


def test_pay_of_days_that_nobody_knows_of_says_nothing_of_gaps():
    """A bonus of the period, long after the last work."""
    found = answered(
        tasks=[make.task(worked_on=date(2025, 9, 1))],
        payments=[make.payment(kind="bonus", earned_on=date(2026, 2, 1))],
    )
    assert said(found, "any_gap") is said(found, "gap_days_share") is None


def test_contracts_open_in_the_period_have_their_whole_length_by_platform():
    contracts = [
        make.contract(id="contract", started_on=date(2025, 12, 1)),
        make.contract(id="over", platform_id="wren", state="ended_by_me", started_on=date(2026, 1, 5), ended_on=date(2026, 1, 14)),
        make.contract(id="before", started_on=date(2025, 1, 1), ended_on=date(2025, 12, 31), state="ended_by_me"),
    ]  # fmt: skip
    found = answered(contracts=contracts, tasks=[make.task()])
    assert sorted(lasted(found, "contract_length")) == [(10, True), (136, False)]
    assert lasted(found, "contract_length", platform="wren") == [(10, True)]


def test_a_platform_of_the_catalogue_that_the_campaign_does_not_ask_of_is_other():
    found = answered(platforms=[make.platform(id="platform", catalogue_key="lark")], tasks=[make.task()])
    assert lasted(found, "contract_length", platform="other") == [(45, False)]
    assert said(found, "hours", platform="other") == 1


def finished(**overrides):
    return [make.contract(id="contract", state="ended_by_platform", **overrides)]


def test_days_to_be_paid_run_from_the_end_of_the_work_to_the_last_of_its_pay():
    found = answered(
        contracts=finished(),
        tasks=worked((3, 1), (3, 2)),
        payouts=[
            make.payout(arrived_on=date(2026, 3, 9)),
            make.payout(arrived_on=date(2026, 3, 12)),
        ],
    )
    assert lasted(found, "days_to_be_paid", platform="heron") == [(10, True)]


def test_unpaid_work_waits_on_at_the_close_of_the_period():
    found = answered(contracts=finished(), tasks=worked((3, 1), (3, 2)))
    assert lasted(found, "days_to_be_paid") == [((CLOSED - date(2026, 3, 2)).days, False)]


def test_work_that_was_finished_after_the_period_waits_in_the_next_one():
    found = answered(contracts=finished(), tasks=worked((3, 1), (4, 2)))
    assert lasted(found, "days_to_be_paid") == []

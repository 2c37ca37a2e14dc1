"""Costs of no task: whose work bears them."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings

from reports.log import read_log
from reports.programme.bearing import with_costs_borne
from reports.sums import select
from reports.tables import EARNED
from tests.reports import factories as make
from tests.reports.asked_writers import CLOSED, PLACED, answered, said
from tests.reports.some_writer import NO_RATES, some_writer
from tests.reports.test_programme_rates import SIXTY_DAYS

CONTRACTS = [
    make.contract(id="contract"),
    make.contract(id="second", task_kind="writing"),
    make.contract(id="third", platform_id="wren", task_kind="rating"),
]
#: Two paid hours of ranking and one of writing on Heron, one of rating on Wren, each at $25.00.
WORK = {
    "contracts": CONTRACTS,
    "terms": [make.terms(contract_id=row["id"]) for row in CONTRACTS],
    "tasks": [
        make.task(seconds=7200),
        make.task(contract_id="second"),
        make.task(contract_id="third"),
    ],
}


def left(**expense):
    """What an hour leaves of ranking, writing and rating when $12.00 were spent."""
    found = answered(**WORK, expenses=[make.expense(**{"amount_minor": 1200, **expense})])
    return [said(found, "effective_hourly_rate", kind=kind) for kind in ("ranking", "writing", "rating")]


def test_a_cost_of_a_contract_is_borne_by_its_work():
    assert left(contract_id="contract") == [19, 25, 25]


def test_a_cost_of_a_platform_is_borne_by_all_work_there_by_paid_time():
    assert left(platform_id="platform") == [21, 21, 25]


def test_a_cost_of_nothing_is_borne_by_everything():
    assert left() == [22, 22, 22]


def test_a_cost_of_a_platform_without_work_in_the_period_is_borne_by_everything():
    assert left(platform_id="own") == [22, 22, 22]


def test_a_cost_of_a_contract_is_borne_by_the_kind_of_work_it_is_for_where_there_is_any():
    tasks = [make.task(), make.task(kind="writing")]
    found = answered(terms=[make.terms()], tasks=tasks, expenses=[make.expense(contract_id="contract")])
    assert said(found, "effective_hourly_rate", kind="ranking") == 15
    assert said(found, "effective_hourly_rate", kind="writing") == 25


def test_a_cost_of_a_contract_whose_kind_of_work_was_not_done_is_borne_by_what_was():
    tasks = [make.task(kind="writing"), make.task(kind="rating")]
    found = answered(tasks=tasks, expenses=[make.expense(contract_id="contract")])
    assert {said(found, "effective_hourly_rate", kind=kind) for kind in ("writing", "rating")} == {20}


def test_where_nothing_is_paid_all_time_bears_it():
    tasks = [make.unpaid(seconds=3 * 3600), make.unpaid(kind="writing")]
    found = answered(tasks=tasks, expenses=[make.expense(amount_minor=400)])
    assert said(found, "effective_hourly_rate", kind="ranking") == -1
    assert said(found, "effective_hourly_rate", kind="writing") == -1


def test_paid_time_bears_it_and_unpaid_time_beside_it_does_not():
    tasks = [make.task(), make.task(kind="writing"), make.unpaid(kind="writing", seconds=7200)]
    found = answered(tasks=tasks, expenses=[make.expense()])
    assert said(found, "effective_hourly_rate", kind="ranking") == 20
    assert said(found, "effective_hourly_rate", kind="writing") == Fraction(20, 3)


def test_light_and_hard_hours_bear_their_part():
    found = answered(tasks=[make.task(toll=1), make.task(toll=5)], expenses=[make.expense()])
    assert said(found, "effective_rate_light") == said(found, "effective_rate_heavy") == 20


def test_every_place_she_worked_at_bears_its_part():
    found = answered(
        tasks=[make.task(), make.task(worked_on=date(2026, 3, 20))],
        situations=[*PLACED, make.situation(starts_on=date(2026, 3, 10), value="US-NY")],
        expenses=[make.expense(amount_minor=1001)],
    )
    rates = {said(found, "effective_hourly_rate", place=place) for place in ("US-CA", "other")}
    assert rates == {25 - Fraction(501, 100), 25 - Fraction(500, 100)}


@settings(max_examples=40)
@given(some_writer())
def test_nothing_is_lost_or_added_and_every_cost_is_on_a_task(rows):
    log = read_log(
        make.ledger_of(**{"situations": PLACED, **rows}), as_of=CLOSED, gap_threshold_days=7, rates=NO_RATES
    )
    before = select(log.books, SIXTY_DAYS)
    after = with_costs_borne(before, log)
    costs = [pay.minor[pay.category != EARNED].sum() for pay in (before.accruals, after.accruals)]
    if before.hours.seconds.any():
        assert costs[0] == costs[1]
    assert all(row.task_id for row in after.accruals if row.category != "earned")

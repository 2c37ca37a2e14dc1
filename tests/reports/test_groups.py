"""Sums by any mix of dimensions, against a slow walk over the rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from reports.earnings import keep_books
from reports.groups import rows_of_groups, sums_by, time_of, totals
from reports.periods import Period
from reports.sums import add_up, select
from tests.reports.factories import expense, ledger_of, payment, payout, task, terms, unpaid
from tests.reports.slow_work import slow_groups
from tests.reports.some_writer import some_writer
from tests.reports.test_earnings import AS_OF, MARCH, day, some_ledger

LATE = Period(date(2026, 1, 1), date(2027, 1, 1))


def monday(of: date) -> date:
    while of.weekday():
        of -= timedelta(days=1)
    return of


KEYS = {
    "day": lambda row, _: row.day,
    "week": lambda row, _: monday(row.day),
    "month": lambda row, _: row.day.replace(day=1),
    "year": lambda row, _: row.day.replace(month=1, day=1),
    "platform": lambda row, _: row.platform_id,
    "contract": lambda row, _: row.contract_id,
    "kind": lambda row, _: row.kind,
    "toll": lambda row, tasks: tasks[row.task_id]["toll"],
    "is_repetitive": lambda row, tasks: tasks[row.task_id]["is_repetitive"],
    "is_alone": lambda row, tasks: tasks[row.task_id]["is_alone"],
}

MIXES = [
    (),
    ("day",),
    ("week",),
    ("month", "kind"),
    ("year",),
    ("platform", "contract", "week"),
    ("toll", "is_repetitive", "is_alone"),
    ("platform", "contract", "kind", "day", "toll"),
]


def key_of(ledger, dimensions):
    tasks = {row["id"]: row for row in ledger.rows("tasks")}
    tasks[None] = dict.fromkeys(("toll", "is_repetitive", "is_alone"))
    return lambda row: tuple(KEYS[name](row, tasks) for name in dimensions)


@pytest.mark.parametrize("dimensions", MIXES)
@given(rows=some_writer())
@settings(max_examples=25, deadline=None)
def test_groups_agree_with_a_slow_walk_over_the_rows(dimensions, rows):
    ledger = ledger_of(**rows)
    selection = select(keep_books(ledger, AS_OF), LATE)
    slow = slow_groups(selection.accruals, selection.hours, key_of(ledger, dimensions))
    found = totals(selection, *dimensions)
    assert found == slow
    assert [work.first_on for work in found.values()] == [work.first_on for work in slow.values()]


def test_a_million_possible_groups_are_found_as_well_as_few():
    far = [task(kind=f"kind {n}", worked_on=date(2020 + n, 1, 1), toll=n % 5 + 1) for n in range(7)]
    ledger = ledger_of(tasks=far)
    selection = select(keep_books(ledger, AS_OF), Period(date(2020, 1, 1), date(2027, 1, 1)))
    dimensions = ("day", "kind", "toll")
    assert totals(selection, *dimensions) == slow_groups([], selection.hours, key_of(ledger, dimensions))


def test_a_group_that_is_not_there_has_no_rows():
    selection = select(keep_books(ledger_of(tasks=[task(id="t", worked_on=day(2))]), AS_OF), MARCH)
    rows = rows_of_groups(selection, "day")
    assert (rows((day(2),)), len(rows((day(3),)))) == ({"tasks": ("t",)}, 0)


def test_columns_of_tasks_add_up_by_group_in_order_of_the_first_day():
    tasks = [
        task(kind="writing", worked_on=day(9), units=3),
        task(kind="writing", worked_on=day(4), units=4),
        task(kind="ranking", worked_on=day(2), units=5),
    ]
    ledger = ledger_of(tasks=tasks)
    hours = select(keep_books(ledger, AS_OF), MARCH).hours
    units = ledger.array("tasks", "units")[hours.task]
    found = sums_by(hours, [hours.seconds, units], "kind")
    assert list(found.items()) == [(("ranking",), (3600, 5)), (("writing",), (7200, 7))]
    assert sums_by(hours.take(slice(0)), [units[:0]], "kind", "day") == {}


def test_the_time_of_some_tasks_comes_without_pay_and_costs():
    tasks = [task(id="a", expected_minor=900), task(id="b", expected_minor=800)]
    selection = select(keep_books(ledger_of(tasks=tasks), AS_OF), MARCH)
    found = time_of(selection, selection.hours.task == 1)
    (work,) = totals(found).values()
    assert (work.seconds, work.earned, work.rows) == (3600, 0, {"tasks": ("b",)})
    assert found.period == MARCH


@given(rows=some_ledger())
@settings(max_examples=25, deadline=None)
def test_groups_add_up_to_the_selection(rows):
    selection = select(keep_books(ledger_of(**rows), AS_OF), LATE)
    whole, groups = add_up(selection, "USD"), totals(selection, "week", "contract", "toll").values()
    assert sum(group.earned for group in groups) == whole.earned
    assert sum(group.positive for group in groups) == whole.positive
    assert sum(group.positive_with_time for group in groups) == whole.positive_with_time
    assert sum(group.priced_seconds for group in groups) == whole.priced_seconds
    assert sum(group.task_count for group in groups) == len(selection.hours)
    assert whole.major(sum(group.gross_of_rates for group in groups)) == whole.gross_of_rates
    assert whole.major(sum(group.net_of_rates for group in groups)) == whole.net_of_rates
    for group in totals(selection).values():
        assert group.coverage == whole.coverage


@pytest.mark.parametrize(
    ("nouns", "knows"),
    [
        ({"tasks": [task()]}, False),
        ({"tasks": [task(expected_minor=0)]}, True),
        ({"tasks": [unpaid()]}, True),
        ({"tasks": [task()], "payments": [payment(kind="bonus", amount_minor=0)]}, True),
        ({"expenses": [expense()]}, True),
    ],
)
def test_paid_time_without_any_price_has_earned_nobody_knows_what(nouns, knows):
    (group,) = totals(select(keep_books(ledger_of(**nouns), AS_OF), MARCH)).values()
    assert group.knows_pay is knows


def test_terms_toll_and_category_are_keys_too():
    tasks = [
        task(worked_on=day(2), toll=5, expected_minor=100),
        task(worked_on=day(9), toll=5, expected_minor=200),
        unpaid(worked_on=day(10)),
    ]
    agreed = [terms(id="first"), terms(id="second", effective_on=day(5))]
    ledger = ledger_of(
        terms=agreed,
        tasks=tasks,
        payouts=[payout(arrived_on=day(20), fee_minor=30, contract_id="contract", platform_id=None)],
        expenses=[expense(spent_on=day(21), amount_minor=40)],
    )
    selection = select(keep_books(ledger, AS_OF), MARCH)
    by_toll = {key: group.earned for (key,), group in totals(selection, "toll").items()}
    assert by_toll == {5: 300, None: 0}
    by_terms = {key: (group.earned, group.fees) for (key,), group in totals(selection, "terms").items()}
    assert by_terms == {"first": (100, 0), "second": (200, 30), None: (0, 0)}
    by_category = {key: group.seconds for (key,), group in totals(selection, "category").items()}
    assert by_category == {None: 7200, "waiting": 3600}


def test_groups_come_in_order_of_their_first_day_and_know_their_days():
    tasks = [task(kind="writing", worked_on=day(n)) for n in (9, 4)] + [
        task(kind="ranking", worked_on=day(2))
    ]
    selection = select(keep_books(ledger_of(tasks=tasks), AS_OF), MARCH)
    found = [(key, group.first_on, group.last_on) for (key,), group in totals(selection, "kind").items()]
    assert found == [("ranking", day(2), day(2)), ("writing", day(4), day(9))]


def test_no_rows_make_no_groups():
    assert totals(select(keep_books(ledger_of(), AS_OF), MARCH), "week") == {}
    assert totals(select(keep_books(ledger_of(), AS_OF), MARCH)) == {}

"""Hours wanted from a ledger: METHOD section 8 through a whole report, a slow twin, edge cases."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings

from reports.definitions import DEFINITIONS
from reports.documents.json import report_json
from reports.earnings import keep_books
from reports.figures import Coverage
from reports.gaps import gaps_of
from reports.hours_wanted import (
    CheckIn,
    GapNote,
    WantedHours,
    WeekWork,
    days_since_last_paid_time,
    hours_wanted_figures,
    no_work_said,
    week_figures,
    weeks_of,
)
from reports.money import decimal_text
from reports.periods import Period
from reports.personal import report
from tests.reports.busy_ledger import ENDS, busy_ledger
from tests.reports.factories import (
    check_in,
    expense,
    gap_note,
    ledger_of,
    payment,
    payout,
    situation,
    task,
    terms,
    unpaid,
)
from tests.reports.slow_work import slow_groups
from tests.reports.sum_in_words import sum_of
from tests.reports.test_converting import OneADay
from tests.reports.test_topic_volatility import NO_RATES, known_slowly

MONDAY = date(2026, 3, 2)
OF_WEEKS = ("hours_gap", "hours_gap_per_week", "utilisation", "idle_share", "involuntary_part_time_weeks", "pay_with_waiting")  # fmt: skip


def day(number):
    """Days from Monday, 2 March 2026 on."""
    return MONDAY + timedelta(days=number)


def topic_of(as_of=6, period=None, currency="USD", rates=NO_RATES, **nouns):
    made = report(ledger_of(currency, **nouns), as_of=day(as_of), period=period, rates=rates)
    return made.topics["hours_wanted"]


def wants(value, first=-100, last=None, **overrides):
    ends_on = None if last is None else day(last)
    return situation(fact="hours_wanted", value=value, starts_on=day(first), ends_on=ends_on, **overrides)


def hours(*by_day, first=0, **overrides):
    """So many paid hours from one day on."""
    return [
        task(id=f"t{first + n}", worked_on=day(first + n), seconds=3600 * length, **overrides)
        for n, length in enumerate(by_day)
        if length
    ]


def found(figure):
    return figure.value, figure.reason


# The check value of the method page


def test_the_check_value_of_the_method_page_through_a_ledger():
    # 29 paid hours at 15.00 and 8 hours of waiting: 435 / 37
    topic = topic_of(
        terms=[terms(rate_minor=1500)],
        tasks=[
            *hours(6, 6, 6, 6, 5),
            unpaid(worked_on=day(1), seconds=3 * 3600),
            unpaid(worked_on=day(5), seconds=5 * 3600, unpaid_category="searching"),
            unpaid(worked_on=day(6), seconds=2 * 3600, unpaid_category="training"),
        ],
        payouts=[payout(arrived_on=day(4), fee_minor=300)],
        expenses=[expense(spent_on=day(4))],
    )
    figure = topic.figures["pay_with_waiting"]
    assert decimal_text(figure.value, 2) == "11.76"
    assert sum_of(figure) == [
        "Earned, approved or pending $435.00",
        "/ Hours: 29 paid, 8 waiting 37 h",
        "= Pay per hour with waiting $11.76",
    ]
    assert (figure.coverage, figure.provisional) == (Coverage(Fraction(1), Fraction(1)), False)
    assert topic.figures["idle_share"].value == Fraction(8, 39)
    assert set(figure.rows) == {"tasks"}


# What she wants


@pytest.mark.parametrize(
    ("said", "wanted", "gap"),
    [
        ([], None, None),
        ([wants("30")], 30, 10),
        ([wants("37.5")], Fraction(75, 2), Fraction(35, 2)),
        ([wants("10")], 10, 0),
        ([wants("40"), wants(None, 0)], None, None),  # taken back
        ([wants("28", 0, 2), wants("42", 3)], 36, 16),
        ([wants("40", 1)], None, None),
        ([situation()], None, None),  # another fact
    ],
)
def test_hours_wanted_are_what_she_said(said, wanted, gap):
    topic = topic_of(tasks=hours(4, 4, 4, 4, 4), situations=said)
    (week,) = topic.parts
    reason = "hours_wanted_unknown" if wanted is None else None
    assert found(week.figures["hours_wanted"]) == (wanted, reason)
    assert found(topic.figures["hours_gap"]) == (gap, reason)
    facts = () if wanted is None else tuple(row["id"] for row in said)
    assert week.figures["hours_wanted"].rows.get("situations", ()) == facts


def test_the_weeks_are_the_complete_ones_and_the_parts_of_the_topic():
    nouns = {"tasks": [*hours(1), *hours(20, first=9), *hours(30, first=22)], "situations": [wants("40")]}
    topic = topic_of(as_of=26, **nouns)
    assert [(part.id, part.label) for part in topic.parts] == [
        ("2026-03-02",) * 2,
        ("2026-03-09",) * 2,
        ("2026-03-16",) * 2,
    ]
    assert [part.figures["hours"].value for part in topic.parts] == [1, 20, 0]
    assert topic.figures["hours_gap"].value == 39 + 20 + 40
    assert topic.figures["hours_gap"].period == Period(day(0), day(21))
    assert topic.figures["hours_gap"].rows["tasks"] == ("t0", "t9")
    asked = topic_of(as_of=26, period=Period(day(1), day(20)), **nouns)
    assert [part.id for part in asked.parts] == ["2026-03-09"]


def test_after_the_last_word_of_a_silent_writer_no_week_is_known():
    nouns = {"tasks": hours(1, 1, 1, 1, 1, 1, 1, 1), "situations": [wants("40")]}
    assert len(topic_of(as_of=60, **nouns).parts) == 1
    said = {"check_ins": [check_in(checked_on=day(59))]}
    assert len(topic_of(as_of=60, **nouns, **said).parts) == 8


# Why there was little work


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({}, (None, "no_reason_said")),
        ({"check_ins": [check_in(checked_on=day(5))]}, (1, None)),
        ({"check_ins": [check_in(checked_on=day(9))]}, (None, "no_reason_said")),
        ({"gap_notes": [gap_note(starts_on=day(5), cause="queue_empty")]}, (1, None)),
        ({"gap_notes": [gap_note(starts_on=day(4), ends_on=day(6), cause="my_choice")]}, (0, None)),
        ({"gap_notes": [gap_note(starts_on=day(4), cause=None, is_planned=True)]}, (0, None)),
        ({"gap_notes": [gap_note(starts_on=day(5), cause="my_choice")]}, (None, "no_reason_said")),  # two days
        ({"gap_notes": [gap_note(starts_on=day(4), cause="my_choice", platform_id="platform")]}, (None, "no_reason_said")),
    ],
)  # fmt: skip
def test_only_what_she_said_tells_why_a_week_was_short(said, answer):
    topic = topic_of(tasks=hours(5, 5, 5, 5), situations=[wants("40")], **said)
    assert found(topic.figures["involuntary_part_time_weeks"]) == answer
    assert found(topic.parts[0].figures["involuntary_part_time_weeks"]) == answer
    ids = {noun: tuple(row["id"] for row in rows) for noun, rows in said.items()}
    if answer == (1, None):
        assert ids.items() <= dict(topic.figures["involuntary_part_time_weeks"].rows).items()


def test_a_note_on_a_platform_ends_before_the_next_work_on_it():
    note = gap_note(starts_on=day(0), cause="queue_empty", platform_id="platform")
    nouns = {"situations": [wants("40")], "gap_notes": [note]}
    elsewhere = hours(5, first=7, contract_id=None)
    topic = topic_of(as_of=20, tasks=[*hours(5), *elsewhere], **nouns)
    assert topic.figures["involuntary_part_time_weeks"].value == 3
    topic = topic_of(as_of=20, tasks=[*hours(5), *hours(5, first=7)], **nouns)
    assert topic.figures["involuntary_part_time_weeks"].value == 1


def test_a_day_of_work_is_no_day_off_in_whatever_currency_it_is_paid():
    note = gap_note(starts_on=day(4), ends_on=day(6), cause="my_choice")
    tasks = [*hours(5, 5, 5), *hours(5, first=5, currency="EUR")]
    topic = topic_of(tasks=tasks, situations=[wants("40")], gap_notes=[note])
    assert found(topic.figures["involuntary_part_time_weeks"]) == (None, "no_reason_said")
    assert topic.parts[0].figures["hours"].value == 20


def test_waiting_says_that_work_was_lacking_but_rejected_waiting_is_no_waiting():
    nouns = {"situations": [wants("40")]}
    topic = topic_of(tasks=[*hours(5), unpaid(worked_on=day(1))], **nouns)
    assert topic.figures["involuntary_part_time_weeks"].value == 1
    rejected = task(worked_on=day(1), unpaid_category="waiting", outcome="rejected")
    topic = topic_of(tasks=[*hours(5), rejected], **nouns)
    assert found(topic.figures["involuntary_part_time_weeks"]) == (None, "no_reason_said")
    assert topic.figures["idle_share"].value == 0


# Pay of the weeks


def test_a_week_whose_pay_nobody_knows_has_no_rate_and_waiting_beside_it_does_not_make_one():
    topic = topic_of(as_of=13, tasks=[*hours(5), unpaid(worked_on=day(9))])
    assert found(topic.figures["pay_with_waiting"]) == (None, "no_earnings")
    assert [found(part.figures["pay_with_waiting"]) for part in topic.parts] == [(None, "no_earnings"), (0, None)]  # fmt: skip


def test_coverage_is_that_of_the_complete_weeks_and_of_each_of_them():
    tasks = [
        *hours(5, expected_minor=10_000),
        *hours(5, first=8),
        *hours(5, first=14, expected_minor=10_000),  # in a week that is not over
    ]
    topic = topic_of(as_of=15, tasks=tasks)
    figure = topic.figures["pay_with_waiting"]
    assert (figure.coverage, figure.provisional) == (Coverage(Fraction(1), Fraction(1, 2)), True)
    assert figure.value == 10
    assert [part.figures["pay_with_waiting"].coverage for part in topic.parts] == [
        Coverage(Fraction(1), Fraction(1)),
        Coverage(None, Fraction(0)),
    ]


def test_pay_without_time_is_in_no_rate():
    tasks = [*hours(5, expected_minor=10_000), task(worked_on=day(2), seconds=None, expected_minor=5_000)]
    figure = topic_of(tasks=tasks).figures["pay_with_waiting"]
    assert figure.value == 20
    assert figure.coverage == Coverage(Fraction(2, 3), Fraction(1))


# Days since the last paid work


@pytest.mark.parametrize(
    ("tasks", "answer", "ids"),
    [
        ([], (None, "no_paid_hours"), ()),
        ([unpaid(worked_on=day(3))], (None, "no_paid_hours"), ()),
        ([*hours(1, 1), unpaid(worked_on=day(5))], (5, None), ("t1",)),
        ([*hours(1, 1), *hours(1, first=5, outcome="rejected")], (5, None), ("t1",)),
        ([*hours(1), *hours(1, first=4, currency="EUR")], (2, None), ("t4",)),  # paid all the same
        ([*hours(1), *hours(1, first=7)], (6, None), ("t0",)),  # after the day of the report
        ([*hours(1), task(id="a", worked_on=day(0))], (6, None), ("a", "t0")),
        ([task(id="a", worked_on=day(6), seconds=None)], (0, None), ("a",)),
    ],
)
def test_days_since_the_last_paid_work(tasks, answer, ids):
    figure = topic_of(tasks=tasks).figures["days_since_last_paid_time"]
    assert found(figure) == answer
    assert figure.rows == ({"tasks": ids} if ids else {})


def test_the_days_since_do_not_depend_on_the_period_and_are_unknown_after_silence():
    tasks = hours(1, 1, 1)
    asked = topic_of(as_of=20, tasks=tasks, period=Period(day(-30), day(-9)))
    assert asked.figures["days_since_last_paid_time"].value == 18
    silent = topic_of(as_of=40, tasks=tasks).figures["days_since_last_paid_time"]
    assert (found(silent), silent.rows) == ((None, "no_recent_log"), {"tasks": ("t2",)})


# Empty, another currency, JSON


def test_an_empty_ledger_has_no_week_and_a_word_for_everything():
    topic = topic_of()
    assert topic.parts == ()
    assert {key: found(topic.figures[key]) for key in OF_WEEKS} == dict.fromkeys(OF_WEEKS, (None, "no_complete_week"))  # fmt: skip
    assert found(topic.figures["days_since_last_paid_time"]) == (None, "no_paid_hours")


def test_another_currency_has_its_own_minor_units():
    paid = payment(currency="JPY", amount_minor=9_000, kind="bonus")
    topic = topic_of(currency="JPY", tasks=hours(5, expected_minor=6_000), payments=[paid])
    assert (topic.figures["pay_with_waiting"].value, topic.figures["pay_with_waiting"].currency) == (3_000, "JPY")  # fmt: skip
    assert topic.parts[0].figures["pay_with_waiting"].value == 3_000


def test_pay_in_another_currency_names_its_rates_and_is_provisional_until_it_is_paid():
    # A euro is worth 1.02 dollars on 2 March, and a cent more each day.
    tasks = [*hours(5, expected_minor=10_000, currency="EUR"), *hours(5, first=7, expected_minor=10_000)]
    topic = topic_of(as_of=13, tasks=tasks, rates=OneADay())
    figure = topic.figures["pay_with_waiting"]
    assert (figure.value, figure.provisional) == (Fraction(202, 10), True)
    assert {key for key, one in topic.figures.items() if one.parameters} == {"pay_with_waiting"}
    assert [part.figures["pay_with_waiting"].provisional for part in topic.parts] == [True, False]
    assert [len(part.figures["pay_with_waiting"].parameters) for part in topic.parts] == [1, 1]


def test_the_json_has_the_topic_with_its_weeks():
    ledger = ledger_of(tasks=hours(5, 5, expected_minor=7_500), situations=[wants("37.5")])
    text = json.loads(json.dumps(report_json(report(ledger, as_of=day(6)))))["topics"]["hours_wanted"]
    assert text["figures"]["hours_gap"]["value"] == "27.5"
    (week,) = text["parts"]
    assert (week["id"], week["figures"]["pay_with_waiting"]["value"]) == ("2026-03-02", "15")
    assert {*text["figures"], *week["figures"]} <= set(DEFINITIONS)


# The slow twin: the same inputs, row by row


def filled_slowly(ledger, as_of, period):
    """Figures and parts with every input walked together from the rows of the books."""
    books, known = keep_books(ledger, as_of), known_slowly(ledger, as_of)
    whole = period or Period.through(known.start if known.days else as_of, as_of)
    hours = [row for row in books.hours if row.day in whole]
    pay = [row for row in books.accruals if row.day in whole and row.category == "earned"]
    waiting = defaultdict(int)
    for row in hours:
        waiting[monday_of(row.day)] += row.seconds if row.category in {"waiting", "searching"} else 0
    work = slow_groups(pay, hours, lambda row: monday_of(row.day))
    weeks = weeks_of(
        [WeekWork(monday, one, waiting[monday]) for monday, one in work.items()],
        [
            WantedHours(row["id"], row["starts_on"], row["value"] and Fraction(row["value"]), row["ends_on"])
            for row in ledger.rows("situations")
            if row["fact"] == "hours_wanted"
        ],
        said_slowly(ledger, as_of, known),
        period=whole,
        known=known,
    )
    figures = hours_wanted_figures(weeks, period=whole, currency="USD")
    since = since_slowly(ledger, as_of, whole)
    parts = [week_figures(week, currency="USD") for week in weeks]
    return {**figures, since.key: since}, parts


def monday_of(one):
    while one.weekday():
        one -= timedelta(days=1)
    return one


def said_slowly(ledger, as_of, known):
    platform_of = {row["id"]: row["platform_id"] for row in ledger.rows("contracts")}
    return no_work_said(
        [
            GapNote(row["id"], row["starts_on"], row["ends_on"], row["cause"], row["is_planned"], row["platform_id"])
            for row in ledger.rows("gap_notes")
        ],
        [CheckIn(row["id"], row["checked_on"]) for row in ledger.rows("check_ins")],
        worked=[
            (row["worked_on"], platform_of.get(row["contract_id"], row["platform_id"]))
            for row in ledger.rows("tasks")
            if row["worked_on"] <= as_of
        ],
        known=known,
    )  # fmt: skip


def since_slowly(ledger, as_of, period):
    nothing_paid = {"rejected", "expired", "returned"}
    paid = [
        row
        for row in ledger.rows("tasks")
        if row["is_paid"] and row["outcome"] not in nothing_paid and row["worked_on"] <= as_of
    ]
    last = max((row["worked_on"] for row in paid), default=None)
    ids = tuple(row["id"] for row in paid if row["worked_on"] == last)
    silent = gaps_of(ledger, as_of=as_of).is_silent
    rows = {"tasks": ids} if ids else {}
    return days_since_last_paid_time(last, as_of=as_of, period=period, is_silent=silent, rows=rows)


@given(rows=busy_ledger(), as_of=ENDS)
@settings(max_examples=40, deadline=None)
def test_the_topic_is_that_of_a_slow_walk_over_the_rows(rows, as_of):
    ledger = ledger_of(**rows)
    for period in (None, Period(date(2026, 1, 28), date(2026, 3, 30))):
        topic = report(ledger, as_of=as_of, period=period, rates=NO_RATES).topics["hours_wanted"]
        figures, parts = filled_slowly(ledger, as_of, period)
        assert topic.figures == figures
        assert [dict(part.figures) for part in topic.parts] == parts

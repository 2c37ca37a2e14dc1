"""The composed writers of the sample campaign: valid logs, uneven as real ones, somebody for every question."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from app.intake.ledger import parse, serialise
from app.intake.sample_platforms import PLACES, PLATFORMS
from app.intake.sample_writers import WRITERS, composed
from app.store import parameters
from reports.definitions import TASK_KINDS
from reports.frames import PayModel, UnpaidCategory
from reports.periods import Period
from reports.personal import report

FIRST, UNTIL = date(2026, 4, 1), date(2026, 11, 27)
QUARTERS = (Period(FIRST, date(2026, 7, 1)), Period(date(2026, 7, 1), date(2026, 10, 1)))
#: A cell of a campaign shows from so many writers on.
USUAL_GROUP, FLOOR = 10, 5


@cache
def logs():
    return tuple(composed(number, FIRST, UNTIL) for number in range(WRITERS))


def tasks_in(log, period):
    return [row for row in log.rows["tasks"] if row["worked_on"] in period]


def facts(log, name):
    return [row for row in log.rows["situations"] if row["fact"] == name]


def count(says):
    return sum(bool(says(log)) for log in logs())


def terms_by_contract(log):
    found = {}
    for row in log.rows["terms"]:
        found.setdefault(row["contract_id"], []).append(row)
    return found.values()


def was_cut(log):
    return any(
        later["rate_minor"] < earlier["rate_minor"]
        for changed in terms_by_contract(log)
        for earlier, later in pairwise(changed)
    )


def was_paid_late(log):
    due = {row["id"]: row["expected_on"] for row in log.rows["payments"]}
    came = {row["id"]: row["arrived_on"] for row in log.rows["payouts"]}
    return any(came[row["payout_id"]] > due[row["payment_id"]] for row in log.rows["payout_matches"])


def waits_for_pay(log):
    came = {row["payment_id"] for row in log.rows["payout_matches"]}
    return any(row["id"] not in came and row["expected_on"] for row in log.rows["payments"])


def prepared_unpaid(log):
    first_paid = {}
    for row in log.rows["tasks"]:
        if row["is_paid"]:
            first_paid.setdefault(row["contract_id"], row["worked_on"])
    return any(
        row["unpaid_category"] == "onboarding"
        and row["worked_on"] < first_paid.get(row["contract_id"], date.min)
        for row in log.rows["tasks"]
    )


def test_every_log_is_one_that_its_writer_could_have_brought_as_a_file():
    for log in logs():
        assert parse(serialise(log), "sample").rows == log.rows


def test_each_writer_is_the_same_each_time_and_there_are_no_two_alike():
    assert composed(7, FIRST, UNTIL) == composed(7, FIRST, UNTIL)
    assert len({str(log.rows["tasks"]) for log in logs() if log.rows["tasks"]}) == count(
        lambda log: log.rows["tasks"]
    )


def test_what_comes_later_is_not_there_yet_and_changes_nothing_before():
    early, late = (composed(3, FIRST, day) for day in (date(2026, 8, 1), UNTIL))
    for noun in ("tasks", "payments", "payouts"):
        ids = {row["id"] for row in early.rows[noun]}
        assert ids < {row["id"] for row in late.rows[noun]}
    assert all(row["worked_on"] <= date(2026, 8, 1) for row in early.rows["tasks"])
    assert {row["state"] for row in early.rows["contracts"] if row["ended_on"] is None} == {"active"}
    assert all(
        (row["decided_on"] is None) == (row["outcome"] == "pending")
        for row in early.rows["tasks"]
        if row["is_paid"]
    )


def test_nobody_works_more_than_a_day_has():
    for log in logs():
        worked = Counter()
        for row in log.rows["tasks"]:
            worked[row["worked_on"]] += row["seconds"]
        assert max(worked.values(), default=0) <= 16 * 3600


@pytest.mark.parametrize("period", QUARTERS)
def test_a_quarter_has_a_hundred_writers_on_five_platforms_and_some_platform_has_few(period):
    people = Counter()
    for log in logs():
        key = {row["id"]: row["catalogue_key"] for row in log.rows["platforms"]}
        platform = {row["id"]: key[row["platform_id"]] for row in log.rows["contracts"]}
        people.update({platform[row["contract_id"]] for row in tasks_in(log, period)} or {"nobody"})
    assert people["nobody"] <= 20
    assert all(people[platform.key] for platform in PLATFORMS)
    assert min(people[platform.key] for platform in PLATFORMS) < USUAL_GROUP
    assert people[PLATFORMS[0].key] >= 5 * min(people[platform.key] for platform in PLATFORMS)
    assert people[None]


@pytest.mark.parametrize("period", QUARTERS)
def test_every_kind_of_work_every_pay_model_and_every_category_is_there(period):
    rows = [row for log in logs() for row in tasks_in(log, period)]
    assert {row["kind"] for row in rows} == set(TASK_KINDS)
    assert {row["unpaid_category"] for row in rows} - {None} == {
        category.value for category in UnpaidCategory
    }
    models = {
        row["pay_model"] for log in logs() for row in log.rows["terms"] if row["effective_on"] < period.end
    }
    assert models == {model.value for model in PayModel}


def test_places_are_on_file_and_uneven():
    on_file = {code for code, _ in parameters.on_file(None).places()}
    assert set(PLACES) - {None} <= on_file
    people = Counter(row["value"] for log in logs() for row in facts(log, "place_of_work"))
    assert set(people) == set(PLACES) - {None}
    assert min(people.values()) < FLOOR
    assert max(people.values()) > 2 * USUAL_GROUP


@pytest.mark.parametrize(
    ("says", "least"),
    [
        (lambda log: any(row["outcome"] == "rejected" for row in log.rows["tasks"]), 40),
        (lambda log: any((row["toll"] or 0) >= 4 for row in log.rows["tasks"]), 40),
        (lambda log: log.rows["tasks"] and all(row["toll"] is None for row in log.rows["tasks"]), 10),
        (lambda log: log.rows["contract_reviews"], 40),
        (lambda log: any(not row["is_paid"] and row["unpaid_category"] is None for row in log.rows["tasks"]), 30),
        (lambda log: any(row["credit_promised"] == "yes" for row in log.rows["terms"]), 15),
        (lambda log: any(row["credit_promised"] == "unknown" for row in log.rows["terms"]), 10),
        (was_cut, 10),
        (lambda log: any(row["previous_contract_id"] for row in log.rows["contracts"]), 30),
        (prepared_unpaid, 60),
        (was_paid_late, 60),
        (waits_for_pay, 20),
        (lambda log: any(row["kind"] == "clawback" for row in log.rows["payments"]), 5),
        (lambda log: any(row["amount_minor"] for row in facts(log, "covered_earnings")), 20),
        (lambda log: facts(log, "covered_earnings") and not any(row["amount_minor"] for row in facts(log, "covered_earnings")), 5),
        (lambda log: any(row["value"] == "none" for row in facts(log, "health_cover")), 20),
        (lambda log: facts(log, "own_premium"), 10),
        (lambda log: facts(log, "hours_wanted"), 50),
        (lambda log: not facts(log, "health_cover"), 5),
        (lambda log: log.rows["gap_notes"], 20),
        (lambda log: any(row["ended_on"] for row in log.rows["contracts"]), 80),
        (lambda log: any(row["ended_on"] is None for row in log.rows["contracts"]), 40),
        (lambda log: any(row["credited_seconds"] for row in log.rows["tasks"]), 50),
        (lambda log: any(row["category"] == "equipment" for row in log.rows["expenses"]), 3),
    ],
)  # fmt: skip
def test_everything_that_a_campaign_asks_has_happened_to_some_and_not_to_all(says, least):
    assert least <= count(says) < WRITERS


def test_hours_are_skewed():
    hours = sorted(sum(row["seconds"] for row in tasks_in(log, QUARTERS[0])) / 3600 for log in logs())
    assert hours[-1] > 3 * hours[WRITERS // 2] > 0
    assert sum(hours[-12:]) > sum(hours) / 4


def test_an_hour_really_pays_less_than_was_promised_and_not_nothing():
    span = Period(QUARTERS[0].start, QUARTERS[1].end)
    found = [report(log.ledger(), as_of=date(2026, 10, 13), period=span).figures for log in logs()[:20]]
    real, promised = (
        [figures[key].value for figures in found if figures[key].value is not None]
        for key in ("effective_hourly_rate", "advertised_rate")
    )
    assert len(real) >= 17
    assert 8 < sum(real) / len(real) < sum(promised) / len(promised) < 40

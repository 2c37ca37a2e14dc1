"""Timers and questions put off, on SQLite and on PostgreSQL: nobody, then somebody else, then the owner."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app import clock, errors
from app.http import quick_log
from app.records.put_off import Topic
from app.records.timer import TimerCreate, TimerUpdate
from app.store import batches, demo, imports, put_offs, tasks, timers, writers
from tests.app.store_factories import a_contract, a_writer

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
ZONE = "America/New_York"


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.frozen(NOW):
        yield


def a_timer(connection, viewer, **said):
    fields = {"started_at": NOW - timedelta(hours=1), "zone": ZONE, **said}
    return timers.log(connection, viewer, TimerCreate(**fields))


def test_a_timer_is_its_owners_alone(connection):
    mine, other = a_writer(connection), a_writer(connection)
    made = a_timer(connection, mine, kind="Scenes")
    assert timers.running(connection, other) is None
    assert timers.find(connection, other, made.id) is None
    for move in (timers.get, timers.withdraw, timers.restore):
        with pytest.raises(errors.NotFound):
            move(connection, other, made.id)
    with pytest.raises(errors.NotFound):
        timers.amend(connection, other, made.id, TimerUpdate(revision=1, units=1))
    assert timers.running(connection, mine) == made


def test_a_start_is_kept_to_the_microsecond_and_comes_back_in_utc(connection):
    mine = a_writer(connection)
    moment = datetime(2026, 3, 2, 14, 0, 0, 123456, tzinfo=UTC)
    assert a_timer(connection, mine, started_at=moment).started_at == moment


def test_a_change_of_what_somebody_else_changed_is_refused(connection):
    mine = a_writer(connection)
    made = a_timer(connection, mine)
    changed = timers.amend(connection, mine, made.id, TimerUpdate(revision=1, is_paid=False))
    assert (changed.revision, changed.is_paid, changed.touched_at) == (2, False, NOW)
    with pytest.raises(errors.Stale):
        timers.amend(connection, mine, made.id, TimerUpdate(revision=1, units=1))


def test_a_stopped_timer_is_changed_no_more_and_can_run_again(connection):
    mine = a_writer(connection)
    made = a_timer(connection, mine)
    assert timers.withdraw(connection, mine, made.id).withdrawn_at == NOW
    assert timers.withdraw(connection, mine, made.id).revision == 2
    assert timers.running(connection, mine) is None
    with pytest.raises(errors.NotFound):
        timers.amend(connection, mine, made.id, TimerUpdate(revision=2, units=1))
    assert timers.restore(connection, mine, made.id).started_at == made.started_at
    assert timers.running(connection, mine) is not None


def test_the_next_start_is_found_whether_it_runs_or_not(connection):
    mine, other = a_writer(connection), a_writer(connection)
    first = a_timer(connection, mine, started_at=NOW - timedelta(hours=3))
    second = a_timer(connection, mine, started_at=NOW - timedelta(hours=2))
    timers.withdraw(connection, mine, second.id)
    a_timer(connection, other, started_at=NOW - timedelta(hours=2, minutes=30))
    found = timers.first_after(connection, mine, first.started_at, beside=first.id)
    assert found.id == second.id
    assert timers.first_after(connection, mine, NOW, beside=first.id) is None


def test_a_timer_points_at_no_contract_of_somebody_else(connection):
    mine, other = a_writer(connection), a_writer(connection)
    contract = a_contract(connection, other)
    with pytest.raises(errors.Invalid):
        a_timer(connection, mine, contract_id=contract.id)


def test_the_task_of_a_timer_has_its_id_and_its_start(connection):
    me = writers.by_id(connection, a_writer(connection))
    made = a_timer(connection, me.id, kind="Scenes", units=3)
    task = quick_log.stop(connection, me, made)
    assert (task.id, task.started_at, task.ended_at) == (made.id, made.started_at, NOW)
    assert (task.seconds, task.units, str(task.source)) == (3600, 3, "timer")
    assert timers.running(connection, me.id) is None
    assert quick_log.resume(connection, me, made.id).withdrawn_at is None
    assert tasks.get(connection, me.id, made.id).withdrawn_at is not None


def test_a_question_is_put_off_until_its_day_by_its_owner(connection):
    mine, other = a_writer(connection), a_writer(connection)
    day = date(2026, 3, 9)
    for until in (day - timedelta(days=3), day):
        put_offs.put_off(connection, mine, Topic.PAYMENT, "a", until)
    assert put_offs.waiting(connection, mine, day - timedelta(days=1))[Topic.PAYMENT] == {"a"}
    assert put_offs.waiting(connection, mine, day)[Topic.PAYMENT] == frozenset()
    assert put_offs.waiting(connection, mine, day)[Topic.GAP] == frozenset()
    assert put_offs.waiting(connection, other, date(2026, 3, 3))[Topic.PAYMENT] == frozenset()


def test_an_import_is_undone_around_a_contract_that_a_timer_runs_on(connection, filled_ledger):
    mine = a_writer(connection)
    made = imports.record(connection, mine, filled_ledger, "test", "filled.json")
    contract = imports._own_id("contracts", "c2")
    a_timer(connection, mine, contract_id=contract)
    undone = batches.undo(connection, mine, made.import_id)
    assert sum(undone.kept.values()) >= 1
    assert timers.running(connection, mine).contract_id == contract


def test_a_demo_account_is_swept_of_its_timer(connection):
    mine = writers.create(connection, zone=ZONE, currency="USD", language="en", is_demo=True).id
    a_timer(connection, mine, contract_id=a_contract(connection, mine).id)
    put_offs.put_off(connection, mine, Topic.GAP, "a", date(2026, 3, 9))
    demo.sweep(connection, mine)
    assert timers.running(connection, mine) is None

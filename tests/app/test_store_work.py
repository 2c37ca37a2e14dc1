"""Searching, changing together, histories and lives of contracts, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app import clock, errors
from app.records.task import TaskUpdate
from app.records.terms import TermsCreate, TermsUpdate
from app.store import contracts, history, platforms, searching, tasks, terms, together, writers
from app.store.searching import Wanted, Words
from reports.frames import ContractState, Outcome
from tests.app.conftest import NOW
from tests.app.store_factories import DAY, a_contract, a_task, a_writer


def test_months_count_every_task_and_only_hers(connection):
    viewer = a_writer(connection)
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 2)):
        a_task(connection, viewer, worked_on=day)
    a_task(connection, a_writer(connection))
    gone = a_task(connection, viewer)
    tasks.withdraw(connection, viewer, gone.id)
    assert searching.months(connection, viewer, Wanted()) == [
        (date(2026, 3, 1), 1),
        (date(2026, 1, 1), 2),
        (date(2025, 12, 1), 1),
    ]
    january = searching.of_month(connection, viewer, Wanted(), date(2026, 1, 1))
    assert [task.worked_on.day for task in january] == [31, 1]
    assert searching.of_month(connection, viewer, Wanted(), date(2026, 1, 1), page=2) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(words=Words("night")), ["titled"]),
        (Wanted(words=Words("ÁRBOL")), ["noted"]),
        (Wanted(words=Words("%")), []),
        (Wanted(words=Words("x", kinds=frozenset({"ranking"}))), ["ranked"]),
        (Wanted(kinds=frozenset({"ranking"})), ["ranked"]),
        (Wanted(is_paid=False), ["noted"]),
        (Wanted(outcome=Outcome.APPROVED), ["ranked"]),
        (Wanted(is_loose=True), ["noted", "titled"]),
        (Wanted(first=date(2026, 3, 3)), ["ranked"]),
        (Wanted(last=DAY), ["noted", "titled"]),
    ],
)
def test_each_question_finds_its_tasks(connection, wanted, found):
    viewer = a_writer(connection)
    made = {
        "titled": a_task(connection, viewer, title="Night scenes"),
        "noted": a_task(connection, viewer, note="El árbol", is_paid=False),
        "ranked": a_task(
            connection,
            viewer,
            kind="ranking",
            outcome="approved",
            contract_id=a_contract(connection, viewer).id,
            worked_on=date(2026, 3, 3),
        ),
    }
    names = {task.id: name for name, task in made.items()}
    listed = searching.of_month(connection, viewer, wanted, date(2026, 3, 1))
    assert sorted(names[task.id] for task in listed) == found


def test_a_platform_has_the_tasks_of_its_contracts_and_those_on_no_contract(connection):
    viewer = a_writer(connection)
    contract = a_contract(connection, viewer)
    other = platforms.find_or_log(connection, viewer, "Parable")
    of_contract = a_task(connection, viewer, contract_id=contract.id)
    loose = a_task(connection, viewer, platform_id=contract.platform_id)
    a_task(connection, viewer, platform_id=other.id)
    wanted = Wanted(platform_id=contract.platform_id, contracts_of_platform=frozenset({contract.id}))
    listed = searching.of_month(connection, viewer, wanted, date(2026, 3, 1))
    assert {task.id for task in listed} == {of_contract.id, loose.id}
    assert searching.known(connection, viewer, [loose.id, contract.id]) == {loose.id}
    assert searching.by_ids(connection, a_writer(connection), [loose.id]) == []


def test_what_was_done_together_is_undone_together_but_for_what_changed_since(connection):
    viewer = a_writer(connection)
    kept = [a_task(connection, viewer, toll=2, expected_minor=500, currency="USD") for _ in range(3)]
    before = writers.get(connection, viewer).revision
    with clock.frozen(NOW):
        done = together.amend(connection, viewer, kept, {"toll": 5, "expected_minor": None})
    assert (done.at, done.count) == (NOW, 3)
    assert writers.get(connection, viewer).revision > before
    present = tasks.get(connection, viewer, kept[0].id)
    tasks.amend(connection, viewer, present.id, TaskUpdate(revision=present.revision, title="later"))
    with clock.frozen(NOW + timedelta(minutes=1)):
        undone = together.undo(connection, viewer, NOW)
    assert undone.count == 2
    assert [tasks.get(connection, viewer, task.id).toll for task in kept] == [5, 2, 2]
    assert tasks.get(connection, viewer, kept[1].id).expected_minor == 500
    assert together.undo(connection, a_writer(connection), NOW).count == 0


def test_tasks_taken_out_together_come_back_together(connection):
    viewer = a_writer(connection)
    kept = [a_task(connection, viewer) for _ in range(2)]
    with clock.frozen(NOW):
        assert together.withdraw(connection, viewer, kept).count == 2
    assert tasks.recent(connection, viewer) == []
    with clock.frozen(NOW + timedelta(minutes=1)):
        assert together.undo(connection, viewer, NOW).count == 2
    with clock.frozen(NOW + timedelta(minutes=2)):
        assert together.undo(connection, viewer, NOW + timedelta(minutes=1)).count == 2
    assert tasks.recent(connection, viewer) == []


def test_a_history_is_what_the_row_said_at_each_revision(connection):
    viewer = a_writer(connection)
    task = a_task(connection, viewer, seconds=600, title="First")
    tasks.amend(connection, viewer, task.id, TaskUpdate(revision=1, seconds=900, title="Second"))
    tasks.withdraw(connection, viewer, task.id)
    tasks.restore(connection, viewer, task.id)
    tasks.amend(connection, viewer, task.id, TaskUpdate(revision=4, seconds=1200))
    found = history.of_row(connection, viewer, "tasks", task.id)
    assert (found.first["seconds"], found.first["title"], found.present["seconds"]) == (600, "First", 1200)
    assert found.first["withdrawn_at"] is None
    told = [(change.revision, change.column, change.before, change.after) for change in found.changes]
    gone = told[2][3]
    assert sorted(told[:2]) == [(1, "seconds", 600, 900), (1, "title", "First", "Second")]
    assert told[2:] == [
        (2, "withdrawn_at", None, gone),
        (3, "withdrawn_at", gone, None),
        (4, "seconds", 900, 1200),
    ]
    assert gone is not None
    with pytest.raises(errors.NotFound):
        history.of_row(connection, a_writer(connection), "tasks", task.id)
    with pytest.raises(errors.NotFound):
        history.of_row(connection, viewer, "sessions", task.id)


def test_the_snapshot_at_acceptance_is_never_edited_other_terms_are(connection):
    viewer = a_writer(connection)
    contract = a_contract(connection, viewer)
    said = {"contract_id": contract.id, "pay_model": "hourly", "currency": "USD", "effective_on": DAY}
    snapshot = terms.log(connection, viewer, TermsCreate(**said, rate_minor=2500, is_acceptance=True))
    later = terms.log(connection, viewer, TermsCreate(**said, rate_minor=1800))
    cut = TermsUpdate.model_validate({"revision": 1, "rate_minor": 1600})
    assert terms.amend(connection, viewer, later.id, cut).rate_minor == 1600
    with pytest.raises(errors.Invalid, match="never edited"):
        terms.amend(connection, viewer, snapshot.id, cut)
    assert terms.get(connection, viewer, snapshot.id).rate_minor == 2500


def test_the_first_step_that_is_logged_keeps_the_days_a_contract_knew(connection):
    viewer = a_writer(connection)
    contract = a_contract(
        connection,
        viewer,
        state="ended_by_me",
        applied_on=DAY,
        started_on=date(2026, 3, 4),
        ended_on=date(2026, 5, 1),
    )
    contracts.enter_state(connection, viewer, contract.id, ContractState.PAUSED, date(2026, 4, 1))
    steps = [
        (step.state.value, step.entered_on) for step in contracts.states(connection, viewer, contract.id)
    ]
    assert steps == [
        ("applied", DAY),
        ("active", date(2026, 3, 4)),
        ("paused", date(2026, 4, 1)),
        ("ended_by_me", date(2026, 5, 1)),
    ]
    assert contracts.get(connection, viewer, contract.id).state is ContractState.ENDED_BY_ME


def test_steps_of_one_day_stand_in_the_order_of_a_life(connection):
    viewer = a_writer(connection)
    contract = a_contract(connection, viewer, state="applied")
    with clock.frozen(NOW):
        for state in (ContractState.ACTIVE, ContractState.ONBOARDED, ContractState.TESTED):
            contracts.enter_state(connection, viewer, contract.id, state, DAY)
    listed = [step.state.value for step in contracts.states(connection, viewer, contract.id)]
    assert listed == ["tested", "onboarded", "active"]
    assert contracts.get(connection, viewer, contract.id).state is ContractState.ACTIVE

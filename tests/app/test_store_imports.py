"""Imports add nothing twice, overwrite nothing and can be undone."""

from datetime import date

import pytest

from app import database, errors
from app.records import FIELDS
from app.records.task import TaskUpdate
from app.store import (
    amendments,
    batches,
    contracts,
    frames,
    history,
    imports,
    platforms,
    quotas,
    tasks,
    whole,
)
from tests.app.store_factories import DAY, a_task, a_writer


def rows(**more):
    return {
        "platforms": [{"id": "p", "name": "Quillmark"}],
        "contracts": [
            {"id": "again", "platform_id": "p", "name": "Endings 2", "state": "active", "previous_contract_id": "c"},
            {"id": "c", "platform_id": "p", "name": "Endings", "state": "active"},
        ],
        "tasks": [
            {"id": "t1", "contract_id": "c", "worked_on": DAY, "seconds": 60, "is_paid": True, "outcome": "approved", "source_key": "row 1"},
            {"id": "t2", "contract_id": "again", "worked_on": DAY, "seconds": 90, "is_paid": True, "outcome": "approved"},
        ],
        "payments": [
            {"id": "y", "kind": "task_pay", "earned_on": DAY, "amount_minor": 500, "currency": "USD", "task_id": "t1"}
        ],
        **more,
    }  # fmt: skip


def record(connection, viewer, given=None):
    return imports.record(connection, viewer, given or rows(), "test", "file.json")


def counted(undone):
    """How many rows were taken out, and how many stayed."""
    return sum(undone.removed.values()), sum(undone.kept.values())


def test_the_same_file_twice_adds_nothing_and_moves_no_revision(connection):
    viewer = a_writer(connection)
    first = record(connection, viewer)
    assert (first.added_count, first.known_count) == (6, 0)
    before = whole.export_rows(connection, viewer), frames.revision(connection, viewer)
    second = record(connection, viewer)
    assert (second.added_count, second.known_count) == (0, 6)
    assert (whole.export_rows(connection, viewer), frames.revision(connection, viewer)) == before
    assert [batch.added_count for batch in batches.list_all(connection, viewer)] == [6]


def test_the_same_file_is_each_writers_own(connection):
    mine, hers = a_writer(connection), a_writer(connection)
    assert record(connection, mine).added_count == record(connection, hers).added_count == 6


def test_what_a_person_changed_is_never_overwritten(connection):
    viewer = a_writer(connection)
    record(connection, viewer)
    task = next(task for task in tasks.recent(connection, viewer) if task.seconds == 60)
    tasks.amend(connection, viewer, task.id, TaskUpdate.model_validate({"revision": 1, "seconds": 75}))
    record(connection, viewer)
    assert tasks.get(connection, viewer, task.id).seconds == 75


def test_a_withdrawn_row_stays_withdrawn(connection):
    viewer = a_writer(connection)
    record(connection, viewer)
    task = tasks.recent(connection, viewer)[0]
    tasks.withdraw(connection, viewer, task.id)
    record(connection, viewer)
    assert task.id not in {row.id for row in tasks.recent(connection, viewer)}


def test_a_row_known_by_its_source_key_takes_its_children_along(connection):
    viewer = a_writer(connection)
    record(connection, viewer)
    other = rows()
    other["tasks"] = [{**other["tasks"][0], "id": "other"}]
    other["payments"] = [{**other["payments"][0], "id": "bonus", "kind": "bonus", "task_id": "other"}]
    counts = record(connection, viewer, other)
    assert (counts.added["tasks"], counts.added["payments"]) == (0, 1)
    paid = {row["task_id"] for row in whole.export_rows(connection, viewer)["payments"]}
    assert len(paid) == 1


def test_a_platform_the_writer_has_already_is_not_made_again(connection):
    viewer = a_writer(connection)
    mine = platforms.find_or_log(connection, viewer, "QUILLMARK")
    record(connection, viewer)
    assert platforms.list_all(connection, viewer) == [mine]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"songs": []}, "file.json: there is no “songs” in a ledger."),
        ({"check_ins": [{"checked_on": DAY}]}, "check_ins, row 1: the id is missing."),
        ({"check_ins": [{"id": "a", "checked_on": DAY, "mood": "low"}]}, "there is no column “mood”."),
        ({"check_ins": [{"id": "a", "checked_on": "yesterday"}]}, "check_ins, row 1: “checked_on”: "),
        ({"check_ins": [{"id": "a", "checked_on": DAY, "source": "hearsay"}]}, "“source” is not one we know."),
        ({"terms": [{"id": "a", "contract_id": "gone", "effective_on": DAY, "pay_model": "hourly", "currency": "USD"}]}, "points at a row that is not there"),
        ({"contracts": [{"id": "a", "platform_id": "p", "name": "A", "state": "active", "previous_contract_id": "a"}], "platforms": [{"id": "p", "name": "P"}]}, "contracts: "),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_refuses_the_whole_file(engine, given, sentence):
    with database.transaction(engine) as connection:
        viewer = a_writer(connection)
    with pytest.raises(errors.ImportRefused, match=sentence), database.transaction(engine) as connection:
        imports.record(
            connection, viewer, {"platforms": [{"id": "ok", "name": "Fine"}], **given}, "test", "file.json"
        )
    with database.transaction(engine) as connection:
        assert platforms.list_all(connection, viewer) == []
        assert batches.list_all(connection, viewer) == []


def test_an_undone_import_is_gone_and_can_be_done_again(connection):
    viewer = a_writer(connection)
    own = a_task(connection, viewer, seconds=1)
    first = record(connection, viewer)
    assert counted(batches.undo(connection, viewer, first.import_id)) == (6, 0)
    assert [task.id for task in tasks.recent(connection, viewer)] == [own.id]
    assert record(connection, viewer).added_count == 6


def test_undoing_keeps_what_was_changed_or_is_needed_since(connection):
    viewer = a_writer(connection)
    first = record(connection, viewer)
    task = next(task for task in tasks.recent(connection, viewer) if task.seconds == 60)
    tasks.amend(connection, viewer, task.id, TaskUpdate.model_validate({"revision": 1, "note": "mine now"}))
    undone = batches.undo(connection, viewer, first.import_id)
    assert counted(undone) == (3, 3)
    assert [kept.id for kept in tasks.recent(connection, viewer)] == [task.id]


def test_somebody_elses_import_is_not_found(connection):
    first = record(connection, a_writer(connection))
    for move in (batches.undo, batches.put_back, batches.get):
        with pytest.raises(errors.NotFound):
            move(connection, a_writer(connection), first.import_id)


def test_an_undone_import_is_put_back_as_it_was_however_often(connection):
    viewer = a_writer(connection)
    before = whole.export_rows(connection, viewer)
    first = record(connection, viewer)
    all_of_it = whole.export_rows(connection, viewer)
    for _ in range(3):
        assert counted(batches.undo(connection, viewer, first.import_id)) == (6, 0)
        assert whole.export_rows(connection, viewer) == before
        assert sum(batches.contents(connection, viewer)[first.import_id].waiting.values()) == 6
        back = batches.put_back(connection, viewer, first.import_id)
        assert (sum(back.values()), batches.lines(back)) == (6, 2)
        assert whole.export_rows(connection, viewer) == all_of_it
        assert not sum(batches.contents(connection, viewer)[first.import_id].waiting.values())
    assert batches.put_back(connection, viewer, first.import_id) == {}


def test_undone_twice_is_put_back_once(connection):
    viewer = a_writer(connection)
    first = record(connection, viewer)
    assert counted(batches.undo(connection, viewer, first.import_id)) == (6, 0)
    assert counted(batches.undo(connection, viewer, first.import_id)) == (0, 0)
    assert sum(batches.put_back(connection, viewer, first.import_id).values()) == 6


def test_what_she_took_out_herself_stays_out(connection):
    viewer = a_writer(connection)
    first = record(connection, viewer)
    task = next(task for task in tasks.recent(connection, viewer) if task.seconds == 90)
    tasks.withdraw(connection, viewer, task.id)
    assert counted(batches.undo(connection, viewer, first.import_id)) == (2, 3)
    batches.put_back(connection, viewer, first.import_id)
    assert [row.seconds for row in tasks.recent(connection, viewer)] == [60]
    tasks.restore(connection, viewer, task.id)
    assert counted(batches.undo(connection, viewer, first.import_id)) == (6, 0)


def test_what_is_changed_after_it_was_put_back_stays(connection):
    viewer = a_writer(connection)
    first = record(connection, viewer)
    batches.undo(connection, viewer, first.import_id)
    batches.put_back(connection, viewer, first.import_id)
    task = next(task for task in tasks.recent(connection, viewer) if task.seconds == 60)
    tasks.amend(connection, viewer, task.id, TaskUpdate(revision=task.revision, note="mine now"))
    assert counted(batches.undo(connection, viewer, first.import_id)) == (3, 3)


def test_the_history_of_a_row_says_when_it_went_out_and_came_back(connection):
    viewer = a_writer(connection)
    first = record(connection, viewer)
    task = tasks.recent(connection, viewer)[0]
    batches.undo(connection, viewer, first.import_id)
    batches.put_back(connection, viewer, first.import_id)
    told = history.of_row(connection, viewer, "tasks", task.id)
    assert [(one.revision, one.column, one.before is None) for one in told.changes] == [
        (1, "withdrawn_at", True),
        (2, "withdrawn_at", False),
    ]
    assert told.revision == tasks.get(connection, viewer, task.id).revision == 3


def test_what_a_batch_stands_under_comes_back_with_it(connection):
    viewer = a_writer(connection)
    mine = platforms.find_or_log(connection, viewer, "Quillmark")
    first = record(connection, viewer, {"platforms": rows()["platforms"], "tasks": [
        {"id": "t", "platform_id": "p", "worked_on": DAY, "seconds": 60, "is_paid": True, "outcome": "approved"}
    ]})  # fmt: skip
    batches.undo(connection, viewer, first.import_id)
    platforms.withdraw(connection, viewer, mine.id)
    batches.put_back(connection, viewer, first.import_id)
    assert [row.id for row in platforms.list_all(connection, viewer)] == [mine.id]
    assert [row.platform_id for row in tasks.recent(connection, viewer)] == [mine.id]
    history = amendments.list_for(connection, viewer, mine.id)
    assert [set(one.earlier) for one in history] == [
        {"withdrawn_at"}
    ] * 2  # out by itself, and back with the batch


def test_rows_of_an_undone_batch_that_come_again_are_new_and_those_that_wait_can_still_come_back(connection):
    viewer = a_writer(connection)
    first = record(connection, viewer)
    batches.undo(connection, viewer, first.import_id)
    part = rows()
    part["tasks"], part["payments"] = part["tasks"][1:], []
    second = record(connection, viewer, part)
    assert second.added["tasks"] == 1
    assert [row.seconds for row in tasks.recent(connection, viewer)] == [90]
    assert len(contracts.list_all(connection, viewer)) == 2
    batches.put_back(connection, viewer, first.import_id)
    assert {row.seconds for row in tasks.recent(connection, viewer)} == {60, 90}


def test_putting_back_and_taking_out_in_turns_fills_no_log_beyond_its_limit(engine):
    with database.transaction(quotas.limited(engine, of_a_kind=20, in_all=30)) as connection:
        viewer = a_writer(connection)
        first = record(connection, viewer)

        def in_turns():
            for _ in range(10):
                batches.undo(connection, viewer, first.import_id)
                batches.put_back(connection, viewer, first.import_id)

        with pytest.raises(errors.Full):
            in_turns()


def test_a_whole_ledger_goes_out_and_into_another_account_unchanged(connection):
    mine, hers = a_writer(connection), a_writer(connection)
    record(connection, mine)
    out = whole.export_rows(connection, mine)
    assert whole.import_rows(connection, hers, out, "ledger.json").known_count == 0
    assert whole.export_rows(connection, hers) == out
    assert set(out["tasks"][0]) == {"id", "source", "source_key", *FIELDS["tasks"].model_fields}
    assert out["tasks"][0]["worked_on"] == date(2026, 3, 2)

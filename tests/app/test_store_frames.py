"""Rows become the checked frames that reports start from."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from app import clock
from app.records.payment import PaymentCreate
from app.store import contracts, frames, imports, payments, tasks, whole
from reports import frames as contract
from reports.earnings import keep_books
from tests.app.store_factories import DAY, a_contract, a_task, a_writer


def slowly(connection, viewer):
    """The same ledger by way of plain rows, checked one by one."""
    rows = whole.export_rows(connection, viewer)
    return frames.ledger_from_rows(rows, "USD", "America/New_York")


def assert_same(one, other):
    assert (one.currency, one.zone) == (other.currency, other.zone)
    for noun in contract.SCHEMAS:
        pd.testing.assert_frame_equal(one[noun], other[noun])
        assert one.rows(noun) == other.rows(noun)


def test_a_ledger_read_by_columns_is_the_ledger_read_by_rows(connection, filled_ledger):
    viewer = a_writer(connection)
    imports.record(connection, viewer, filled_ledger, "test", "filled.json")
    a_task(
        connection,
        viewer,
        started_at=datetime(2026, 3, 2, 1, tzinfo=UTC),
        is_alone=True,
        note="not in a frame",
    )
    read = frames.ledger_of(connection, viewer)
    assert_same(read, slowly(connection, viewer))
    assert len(read["tasks"]) == 6


def test_no_rows_give_empty_frames(connection):
    viewer = a_writer(connection)
    read = frames.ledger_of(connection, viewer)
    assert_same(read, slowly(connection, viewer))
    assert all(read[noun].empty for noun in contract.SCHEMAS)


def test_a_ledger_has_nobody_elses_rows(connection):
    a_task(connection, a_writer(connection))
    assert frames.ledger_of(connection, a_writer(connection))["tasks"].empty


def test_what_was_logged_after_an_instant_is_left_out_with_what_hangs_on_it(connection):
    viewer = a_writer(connection)
    closing = datetime(2026, 4, 14, tzinfo=UTC)
    with clock.frozen(closing - timedelta(microseconds=1)):
        early = a_task(connection, viewer)
    with clock.frozen(closing):
        late = a_contract(connection, viewer)
        a_task(connection, viewer, contract_id=late.id)
    assert [row["id"] for row in frames.ledger_of(connection, viewer, closing).rows("tasks")] == [
        str(early.id)
    ]
    assert len(frames.ledger_of(connection, viewer)["tasks"]) == 2


def test_missing_is_none_also_beside_texts(connection):
    viewer = a_writer(connection)
    a_task(connection, viewer, kind="ranking", seconds=0)
    a_task(connection, viewer, kind=None, seconds=None)
    read = sorted(
        (row["kind"] or "", row["seconds"]) for row in frames.ledger_of(connection, viewer).rows("tasks")
    )
    assert read == [("", None), ("ranking", 0)]


def test_withdrawn_rows_are_left_out_and_forgotten_by_what_points_at_them(connection):
    viewer = a_writer(connection)
    task = a_task(connection, viewer)
    payments.log(
        connection, viewer, PaymentCreate(task_id=task.id, earned_on=DAY, amount_minor=5, currency="USD")
    )
    tasks.withdraw(connection, viewer, task.id)
    read = frames.ledger_of(connection, viewer)
    assert read["tasks"].empty
    assert [row["task_id"] for row in read.rows("payments")] == [None]


def test_pay_for_a_withdrawn_task_stays_earned_and_pays_for_no_other(connection):
    viewer = a_writer(connection)
    place = {"contract_id": a_contract(connection, viewer).id, "currency": "USD"}
    gone = a_task(connection, viewer, **place, expected_minor=9900)
    a_task(connection, viewer, **place, expected_minor=2000)
    paid = {**place, "earned_on": DAY, "task_id": gone.id}
    payments.log(connection, viewer, PaymentCreate(**paid, amount_minor=9900))
    payments.log(connection, viewer, PaymentCreate(**paid, amount_minor=500, kind="bonus"))
    assert sum(keep_books(frames.ledger_of(connection, viewer), DAY).accruals.minor) == 12400
    tasks.withdraw(connection, viewer, gone.id)
    books = keep_books(frames.ledger_of(connection, viewer), DAY)
    assert sorted((row.noun, row.minor) for row in books.accruals) == [
        ("payments", 500),
        ("payments", 9900),
        ("tasks", 2000),
    ]


def test_the_parts_of_a_withdrawn_contract_go_with_it(connection):
    viewer = a_writer(connection)
    made = a_contract(connection, viewer)
    contracts.enter_state(connection, viewer, made.id, contract.ContractState.PAUSED, DAY)
    contracts.withdraw(connection, viewer, made.id)
    read = frames.ledger_of(connection, viewer)
    assert read["contracts"].empty
    assert read["contract_states"].empty
    assert len(read["platforms"]) == 1


GOOD = {"id": ["b", "a"], "checked_on": [DAY, DAY]}


def test_columns_out_of_order_are_put_in_order():
    made = contract.ledger_from_columns({"check_ins": GOOD})
    assert [row["id"] for row in made.rows("check_ins")] == ["a", "b"]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"songs": {}}, "no “songs”"),
        ({"check_ins": {**GOOD, "id": ["a", "a"]}}, "stands twice"),
        ({"check_ins": {**GOOD, "checked_on": [DAY, None]}}, "“checked_on” is missing"),
        ({"check_ins": {**GOOD, "checked_on": [DAY, "today"]}}, "which is no day"),
        ({"check_ins": {**GOOD, "mood": ["", ""]}}, "no column “mood”"),
        ({"situations": {"id": ["a"], "fact": ["height"], "starts_on": [DAY]}}, "it can be"),
        ({"payments": {"id": ["a"], "kind": ["bonus"], "earned_on": [DAY], "amount_minor": [1], "currency": ["USD"], "task_id": ["gone"]}}, "names no row of tasks"),
        ({"tasks": {"id": ["a"], "worked_on": [DAY], "is_paid": [True], "outcome": ["pending"], "seconds": [-1]}}, "negative"),
        ({"tasks": {"id": ["a"], "worked_on": [DAY], "is_paid": [True], "outcome": ["pending"], "started_at": [datetime(2026, 3, 2)]}}, "no time zone"),  # noqa: DTZ001
        ({"tasks": {"id": ["a"], "worked_on": [DAY], "is_paid": [True], "outcome": ["pending"], "seconds": [True]}}, "which is no seconds"),
    ],
)  # fmt: skip
def test_columns_that_break_the_contract_are_refused_with_the_same_sentence(columns, sentence):
    with pytest.raises(contract.FrameError, match=sentence):
        contract.ledger_from_columns(columns)

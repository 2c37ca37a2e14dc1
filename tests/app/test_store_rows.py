"""What the store promises of every row, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app import clock, database, errors
from app.records import NOUNS, table_of
from app.records.check_in import CheckInCreate
from app.records.contract import ContractUpdate
from app.records.payment import PaymentCreate
from app.records.payout import PayoutCreate, PayoutUpdate
from app.records.payout_match import PayoutMatchCreate
from app.records.task import TaskCreate, TaskUpdate
from app.records.terms import TermsCreate
from app.records.values import Source
from app.store import (
    amendments,
    changes,
    check_ins,
    conflicts,
    contracts,
    frames,
    idempotency,
    payments,
    payouts,
    platforms,
    tasks,
    terms,
)
from app.store.payments import MatchedInItsCurrency
from reports.frames import ContractState
from tests.app.store_factories import DAY, a_contract, a_task, a_writer


def change(revision, **said):
    return TaskUpdate.model_validate({"revision": revision, **said})


def test_what_was_logged_is_what_is_read(connection):
    viewer = a_writer(connection)
    started = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    logged = a_task(
        connection, viewer, seconds=90, started_at=started, ended_at=started, is_alone=False, toll=2
    )
    assert tasks.get(connection, viewer, logged.id) == logged
    assert logged.started_at == started
    assert logged.started_at.utcoffset() == timedelta(0)
    assert (logged.revision, logged.withdrawn_at, logged.units) == (1, None, None)


def test_the_same_log_sent_twice_is_kept_once(connection):
    viewer = a_writer(connection)
    sent = TaskCreate(worked_on=DAY, is_paid=True, seconds=60)
    first = tasks.log(connection, viewer, sent)
    assert tasks.log(connection, viewer, sent) == first
    assert tasks.recent(connection, viewer) == [first]


def test_two_writers_may_have_rows_of_the_same_id_and_never_see_each_others(connection):
    mine, hers = a_writer(connection), a_writer(connection)
    row_id = uuid4()
    a_task(connection, mine, id=row_id, seconds=60)
    a_task(connection, hers, id=row_id, seconds=90)
    assert [task.seconds for task in tasks.recent(connection, mine)] == [60]
    assert [task.seconds for task in tasks.recent(connection, hers)] == [90]


@pytest.mark.parametrize(
    "move",
    [
        lambda connection, viewer, row: tasks.get(connection, viewer, row.id),
        lambda connection, viewer, row: tasks.amend(connection, viewer, row.id, change(1, seconds=1)),
        lambda connection, viewer, row: tasks.withdraw(connection, viewer, row.id),
        lambda connection, viewer, row: tasks.restore(connection, viewer, row.id),
    ],
)
def test_somebody_elses_row_is_not_found(connection, move):
    row = a_task(connection, a_writer(connection), seconds=60)
    with pytest.raises(errors.NotFound):
        move(connection, a_writer(connection), row)


def test_a_row_that_points_at_another_writers_contract_is_refused_by_the_database_itself(engine):
    with database.transaction(engine) as connection:
        mine, hers = a_writer(connection), a_writer(connection)
        contract = a_contract(connection, hers)
        logged = a_task(connection, hers, contract_id=contract.id)
    now = datetime.now(UTC)
    row = {
        "writer_id": mine, "id": uuid4(), "created_at": now, "updated_at": now, "revision": 1, "source": "timer",
        "contract_id": contract.id, "worked_on": DAY, "is_paid": True, "outcome": "pending",
    }  # fmt: skip
    with pytest.raises(IntegrityError), database.transaction(engine) as connection:
        connection.execute(table_of(NOUNS["tasks"]).insert(), row)
    with pytest.raises(errors.Invalid), database.transaction(engine) as connection:
        a_task(connection, mine, contract_id=contract.id)
    with pytest.raises(errors.Invalid), database.transaction(engine) as connection:
        payments.log(
            connection,
            mine,
            PaymentCreate(task_id=logged.id, earned_on=DAY, amount_minor=1, currency="USD"),
        )


@pytest.mark.parametrize(
    ("noun", "values"),
    [
        ("tasks", {"worked_on": DAY, "is_paid": True, "outcome": "pending", "seconds": -1}),
        ("tasks", {"worked_on": DAY, "is_paid": True, "outcome": "done"}),
        ("tasks", {"worked_on": DAY, "is_paid": True, "outcome": "pending", "toll": 0}),
        ("expenses", {"spent_on": DAY, "amount_minor": 100, "currency": "USD", "months": 0}),
        (
            "payouts",
            {"arrived_on": DAY, "gross_minor": 10, "fee_minor": 1, "net_minor": 8, "currency": "USD"},
        ),
        ("gap_notes", {"starts_on": DAY, "ends_on": date(2026, 3, 1)}),
        ("check_ins", {"checked_on": DAY, "source": "hearsay"}),
        ("check_ins", {"checked_on": DAY, "revision": 0}),
    ],
)
def test_a_migrated_database_refuses_by_itself_what_no_row_may_say(engine, noun, values):
    with database.transaction(engine) as connection:
        viewer = a_writer(connection)
    now = datetime.now(UTC)
    common = {
        "writer_id": viewer, "id": uuid4(), "created_at": now, "updated_at": now, "revision": 1, "source": "api",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=r"(?i)check"), database.transaction(engine) as connection:
        connection.execute(table_of(NOUNS[noun]).insert(), {**common, **values})


def test_sqlite_refuses_money_that_is_no_whole_number(sqlite_engine):
    with database.transaction(sqlite_engine) as connection:
        viewer = a_writer(connection)
    insert = (
        "INSERT INTO expense (writer_id, id, created_at, updated_at, revision, source, spent_on, currency,"
        " amount_minor) VALUES (?, 'x', '', '', 1, 'api', '2026-03-02', 'USD', 1.5)"
    )
    with pytest.raises(IntegrityError, match="whole"), database.transaction(sqlite_engine) as connection:
        connection.exec_driver_sql(insert, (viewer.hex,))


def test_postgresql_columns_of_money_hold_no_fraction():
    from sqlalchemy.dialects import postgresql

    for record in NOUNS.values():
        for column in table_of(record).columns:
            if column.name.endswith("_minor"):
                assert column.type.compile(postgresql.dialect()) == "BIGINT"


def test_a_naive_instant_is_refused_before_it_reaches_the_database(connection):
    viewer = a_writer(connection)
    table = table_of(NOUNS["tasks"])
    with pytest.raises(Exception, match="has no time zone"):
        connection.execute(
            table.update().where(table.c.writer_id == viewer).values(started_at=datetime(2026, 3, 2))  # noqa: DTZ001
        )


def test_a_change_keeps_what_the_row_said_before_and_counts_revisions(connection):
    viewer = a_writer(connection)
    logged = a_task(connection, viewer, seconds=60, note="first", outcome="pending")
    with clock.frozen(datetime(2030, 1, 1, tzinfo=UTC)):
        changed = tasks.amend(connection, viewer, logged.id, change(1, seconds=90, note="first"))
    assert (changed.seconds, changed.note, changed.revision) == (90, "first", 2)
    assert changed.updated_at == datetime(2030, 1, 1, tzinfo=UTC)
    assert changed.created_at == logged.created_at
    kept = amendments.list_for(connection, viewer, logged.id)
    assert [(one.noun, one.revision, one.earlier) for one in kept] == [("tasks", 1, {"seconds": 60})]


def test_a_change_that_changes_nothing_leaves_no_trace(connection):
    viewer = a_writer(connection)
    logged = a_task(connection, viewer, seconds=60)
    before = frames.revision(connection, viewer)
    assert tasks.amend(connection, viewer, logged.id, change(1, seconds=60)) == logged
    assert frames.revision(connection, viewer) == before
    assert amendments.list_for(connection, viewer) == []


def test_a_change_of_a_row_changed_in_the_meantime_is_stale(connection):
    viewer = a_writer(connection)
    logged = a_task(connection, viewer, seconds=60)
    tasks.amend(connection, viewer, logged.id, change(1, seconds=90))
    with pytest.raises(errors.Stale):
        tasks.amend(connection, viewer, logged.id, change(1, seconds=120))


def test_a_change_is_checked_against_the_whole_row(connection):
    viewer = a_writer(connection)
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    logged = a_task(connection, viewer, started_at=at, ended_at=at + timedelta(hours=1))
    with pytest.raises(errors.Invalid, match="The end is before the start"):
        tasks.amend(connection, viewer, logged.id, change(1, ended_at=at - timedelta(hours=1)))
    assert tasks.get(connection, viewer, logged.id) == logged


def test_of_two_changes_at_once_one_is_stale(engine):
    with database.transaction(engine) as connection:
        viewer = a_writer(connection)
        logged = a_task(connection, viewer, seconds=0)

    def amend(seconds):
        try:
            with database.transaction(engine) as connection:
                return tasks.amend(connection, viewer, logged.id, change(1, seconds=seconds)).seconds
        except errors.Stale:
            return None

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(amend, [1, 2, 3, 4]))
    assert results.count(None) == 3


def test_a_withdrawn_row_is_in_no_list_and_comes_back(connection):
    viewer = a_writer(connection)
    logged = a_task(connection, viewer, seconds=60)
    assert tasks.withdraw(connection, viewer, logged.id).withdrawn_at is not None
    assert tasks.recent(connection, viewer) == []
    restored = tasks.restore(connection, viewer, logged.id)
    assert (restored.withdrawn_at, restored.revision) == (None, 3)
    assert tasks.recent(connection, viewer) == [restored]


def test_an_edit_brings_a_withdrawn_row_back(connection):
    viewer = a_writer(connection)
    for seen in (1, 2):  # before and after it was taken out
        logged = a_task(connection, viewer, seconds=60)
        tasks.withdraw(connection, viewer, logged.id)
        edited = tasks.amend(connection, viewer, logged.id, change(seen, seconds=90))
        assert (edited.seconds, edited.withdrawn_at, edited.revision) == (90, None, 3)


def test_another_row_under_a_known_id_is_refused_and_the_same_is_returned_whatever_became_of_it(connection):
    viewer = a_writer(connection)
    first = a_task(connection, viewer, id=TASK_ID, seconds=60)
    with pytest.raises(errors.Stale):
        a_task(connection, viewer, id=TASK_ID, seconds=90)
    changed = tasks.amend(connection, viewer, TASK_ID, change(1, seconds=70))
    assert a_task(connection, viewer, id=TASK_ID, seconds=60) == changed
    assert first.seconds == 60


def test_a_row_is_withdrawn_at_the_revision_it_was_seen_at_or_not_at_all(connection):
    viewer = a_writer(connection)
    logged = a_task(connection, viewer, seconds=60)
    rows = changes.ROWS["tasks"]
    tasks.amend(connection, viewer, logged.id, change(1, seconds=90))
    with pytest.raises(errors.Stale):
        rows.withdraw(connection, viewer, logged.id, 1)
    assert rows.withdraw(connection, viewer, logged.id, 2).withdrawn_at is not None


def test_two_changes_by_the_api_at_once_keep_both_versions(engine):
    with database.transaction(engine) as connection:
        viewer = a_writer(connection)
        logged = a_task(connection, viewer, seconds=0)

    def put(seconds):
        with database.transaction(engine) as connection:
            body = {"seconds": seconds}
            return changes.put(connection, viewer, "tasks", logged.id, body, 1, Source.API).outcome

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(put, [1, 2, 3, 4]))
    assert outcomes == ["amended", "stale", "stale", "stale"]
    with database.transaction(engine) as connection:
        assert len(conflicts.page(connection, viewer, limit=10)) == 3


def test_two_requests_with_one_key_at_once_are_one(engine):
    with database.transaction(engine) as connection:
        viewer = a_writer(connection)

    def ask(number):
        with database.transaction(engine) as connection:
            known = idempotency.claim(connection, viewer, "key", "asked")
            if known is None:
                known = {"number": number}
                idempotency.remember(connection, viewer, "key", known)
            return known["number"]

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1


def test_every_write_moves_the_writers_revision(connection):
    viewer = a_writer(connection)
    seen = [frames.revision(connection, viewer)]
    for move in (
        lambda: a_contract(connection, viewer),
        lambda: a_task(connection, viewer, id=TASK_ID),
        lambda: tasks.amend(connection, viewer, TASK_ID, change(1, seconds=5)),
        lambda: tasks.withdraw(connection, viewer, TASK_ID),
        lambda: tasks.restore(connection, viewer, TASK_ID),
    ):
        move()
        seen.append(frames.revision(connection, viewer))
    assert all(later > earlier for earlier, later in pairwise(seen))


TASK_ID = uuid4()


def test_a_platform_is_found_however_its_capitals_were_typed(connection):
    viewer = a_writer(connection)
    first = platforms.find_or_log(connection, viewer, "Quillmark")
    assert platforms.find_or_log(connection, viewer, "  quillMARK ") == first
    assert platforms.find_or_log(connection, viewer, "Other").id != first.id
    with pytest.raises(errors.Invalid):
        platforms.find_or_log(connection, viewer, "  ")


def test_a_contract_with_work_under_it_is_not_withdrawn_until_that_is(connection):
    viewer = a_writer(connection)
    contract = a_contract(connection, viewer)
    task = a_task(connection, viewer, contract_id=contract.id)
    with pytest.raises(errors.Invalid, match="logged under this"):
        contracts.withdraw(connection, viewer, contract.id)
    tasks.withdraw(connection, viewer, task.id)
    assert contracts.withdraw(connection, viewer, contract.id).withdrawn_at is not None
    assert contracts.list_all(connection, viewer) == []


def test_a_contract_is_in_the_state_it_entered_last_by_day(connection):
    viewer = a_writer(connection)
    contract = a_contract(connection, viewer, state="applied")
    active = contracts.enter_state(connection, viewer, contract.id, ContractState.ACTIVE, DAY)
    assert (active.state, active.started_on) == (ContractState.ACTIVE, DAY)
    ended = contracts.enter_state(connection, viewer, contract.id, ContractState.REMOVED, date(2026, 5, 1))
    assert (ended.state, ended.ended_on) == (ContractState.REMOVED, date(2026, 5, 1))
    paused_before = contracts.enter_state(
        connection, viewer, contract.id, ContractState.PAUSED, date(2026, 4, 1)
    )
    assert paused_before.state is ContractState.REMOVED
    assert [step.state.value for step in contracts.states(connection, viewer, contract.id)] == [
        "active", "paused", "removed_without_reason",
    ]  # fmt: skip


def test_a_contract_can_be_renamed_without_saying_the_rest_again(connection):
    viewer = a_writer(connection)
    contract = a_contract(connection, viewer, note="by chat")
    renamed = contracts.amend(
        connection, viewer, contract.id, ContractUpdate.model_validate({"revision": 1, "name": "Hook"})
    )
    assert (renamed.name, renamed.note, renamed.platform_id) == ("Hook", "by chat", contract.platform_id)


def test_the_terms_in_force_are_the_latest_on_or_before_the_day(connection):
    viewer = a_writer(connection)
    contract = a_contract(connection, viewer)
    for day, rate in ((1, 2500), (20, 1800)):
        said = {"contract_id": contract.id, "pay_model": "hourly", "currency": "USD", "rate_minor": rate}
        terms.log(connection, viewer, TermsCreate(effective_on=date(2026, 3, day), **said))
    rates = [
        found and found.rate_minor
        for found in (
            terms.in_force(connection, viewer, contract.id, date(2026, 2, 28)),
            terms.in_force(connection, viewer, contract.id, date(2026, 3, 19)),
            terms.in_force(connection, viewer, contract.id, date(2026, 3, 20)),
        )
    ]
    assert rates == [None, 2500, 1800]
    assert [one.rate_minor for one in terms.list_for(connection, viewer, contract.id)] == [2500, 1800]


def test_a_payout_is_matched_and_unmatched(connection):
    viewer = a_writer(connection)
    payment = payments.log(connection, viewer, PaymentCreate(earned_on=DAY, amount_minor=500, currency="USD"))
    payout = payouts.log(
        connection,
        viewer,
        PayoutCreate(arrived_on=DAY, gross_minor=500, fee_minor=5, net_minor=495, currency="USD"),
    )
    said = PayoutMatchCreate(payout_id=payout.id, payment_id=payment.id, amount_minor=500)
    match = payouts.match(connection, viewer, said)
    assert payouts.matches(connection, viewer, payout.id) == [match] == payouts.matches(connection, viewer)
    payouts.unmatch(connection, viewer, match.id)
    assert payouts.matches(connection, viewer, payout.id) == []


def test_days_are_listed_from_the_first_up_to_not_including_the_last(connection):
    viewer = a_writer(connection)
    for day in (3, 1, 2):
        a_task(connection, viewer, worked_on=date(2026, 3, day))
    listed = tasks.list_between(connection, viewer, date(2026, 3, 1), date(2026, 3, 3))
    assert [task.worked_on.day for task in listed] == [1, 2]
    assert [task.worked_on.day for task in tasks.recent(connection, viewer, 2)] == [3, 2]


def test_a_day_is_checked_in_once(connection):
    viewer = a_writer(connection)
    first = check_ins.log(connection, viewer, CheckInCreate(checked_on=DAY))
    assert check_ins.log(connection, viewer, CheckInCreate(checked_on=DAY)) == first


def test_a_transaction_that_fails_leaves_nothing(engine):
    with database.transaction(engine) as connection:
        viewer = a_writer(connection)

    def log_and_fail():
        with database.transaction(engine) as connection:
            a_task(connection, viewer)
            raise errors.TooLarge

    with pytest.raises(errors.TooLarge):
        log_and_fail()
    with database.transaction(engine) as connection:
        assert tasks.recent(connection, viewer) == []


def test_a_read_only_transaction_cannot_write(engine):
    from sqlalchemy.exc import DBAPIError

    with (
        pytest.raises(DBAPIError, match=r"(?i)read.?only"),
        database.transaction(database.read_only(engine)) as connection,
    ):
        a_writer(connection)
    with database.transaction(engine) as connection:
        a_writer(connection)


def test_writers_of_four_threads_wait_their_turn_and_lose_nothing(engine):
    with database.transaction(engine) as connection:
        viewer = a_writer(connection)

    def log(_):
        with database.transaction(engine) as connection:
            a_task(connection, viewer)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(log, range(40)))
    with database.transaction(engine) as connection:
        assert len(tasks.recent(connection, viewer, 100)) == 40
        assert frames.revision(connection, viewer) == 41


def test_no_way_leads_to_a_match_of_two_currencies_and_every_row_can_be_taken_out(connection):
    viewer = a_writer(connection)
    euros = {"arrived_on": DAY, "gross_minor": 500, "fee_minor": 0, "net_minor": 500, "currency": "EUR"}
    payment = payments.log(connection, viewer, PaymentCreate(earned_on=DAY, amount_minor=500, currency="EUR"))
    payout = payouts.log(connection, viewer, PayoutCreate(**euros))
    match = payouts.match(
        connection, viewer, PayoutMatchCreate(payout_id=payout.id, payment_id=payment.id, amount_minor=500)
    )
    payments.withdraw(connection, viewer, payment.id)
    dollars = PayoutUpdate(**{**euros, "currency": "USD"}, revision=payout.revision)
    with pytest.raises(MatchedInItsCurrency):
        payouts.amend(connection, viewer, payout.id, dollars)  # the payment may come back
    payments.restore(connection, viewer, payment.id)
    payouts.unmatch(connection, viewer, match.id)
    payouts.amend(connection, viewer, payout.id, dollars)
    with pytest.raises(payouts.TwoCurrencies):
        payouts.restore_match(connection, viewer, match.id)


def test_what_is_matched_in_two_currencies_all_the_same_can_be_taken_out(connection):
    viewer = a_writer(connection)
    payment = payments.log(connection, viewer, PaymentCreate(earned_on=DAY, amount_minor=500, currency="EUR"))
    payout = payouts.log(
        connection,
        viewer,
        PayoutCreate(arrived_on=DAY, gross_minor=500, fee_minor=0, net_minor=500, currency="EUR"),
    )
    payouts.match(
        connection, viewer, PayoutMatchCreate(payout_id=payout.id, payment_id=payment.id, amount_minor=500)
    )
    connection.execute(text("UPDATE payout SET currency = 'USD'"))
    assert changes.withdraw(connection, viewer, "payouts", payout.id).withdrawn_at
    assert changes.withdraw(connection, viewer, "payments", payment.id).withdrawn_at

"""All that is kept of one writer: in the export, and gone after an erasure, whichever tables there are."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from app import clock, database, errors
from app.jobs import daily
from app.jobs.exports import export_everything
from app.manage import main
from app.records import METADATA, Writer, table_of
from app.records.api_token import ApiTokenCreate, Scope
from app.records.values import Source
from app.store import (
    api_tokens,
    changes,
    conflicts,
    everything,
    leases,
    one_use,
    passkeys,
    platforms,
    quotas,
    sessions,
    writers,
)
from tests.app.every_table import count, fill
from tests.app.store_factories import DAY, a_contract, a_task, a_writer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARK = "Nightingale"


def rows_of_everybody(connection):
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in METADATA.sorted_tables
    }


def test_every_table_that_names_a_writer_is_walked():
    named = {table.name for table in METADATA.sorted_tables if "writer_id" in table.c}
    assert set(everything.tables()) == named | {"writer"}


def test_an_erasure_leaves_nothing_of_her_in_any_table_and_all_of_everybody_else(connection, filled_ledger):
    mine, hers = a_writer(connection), a_writer(connection)
    fill(connection, mine, filled_ledger, MARK)
    fill(connection, hers, filled_ledger, "Skylark")
    tables = everything.tables()
    before = {name: count(connection, table, hers) for name, table in tables.items()}
    assert [name for name, table in tables.items() if not count(connection, table, mine)] == []

    gone = everything.erase(connection, mine)

    assert set(gone) == set(tables)
    assert {name: count(connection, table, mine) for name, table in tables.items()} == dict.fromkeys(
        tables, 0
    )
    assert {name: count(connection, table, hers) for name, table in tables.items()} == before
    for table in METADATA.sorted_tables:  # and in no column by another name
        said = str([tuple(row) for row in connection.execute(select(table))])
        assert str(mine) not in said, table.name
        assert mine.hex not in said, table.name
        assert MARK not in said, table.name
    with pytest.raises(errors.NotFound):
        writers.by_id(connection, mine)


def test_the_export_has_a_row_of_every_table_and_no_secret(connection, filled_ledger):
    writer = writers.create(connection, zone="UTC", currency="USD", language="en")
    fill(connection, writer.id, filled_ledger, MARK)
    token = one_use.make(connection, writer.id)
    exported = export_everything(connection, writer)
    file = json.loads(exported)
    assert {name for name, rows in file["x_everything"].items() if rows} == set(everything.tables())
    assert token.encode() not in exported
    hashes = connection.execute(text("SELECT hash FROM secret")).scalars().all()
    assert len(hashes) == 3
    assert not [one for one in hashes if one.encode() in exported]


def test_nothing_of_an_erased_log_is_left_in_the_file(sqlite_url, filled_ledger):
    engine = database.open_engine(sqlite_url)
    path = database.make_url(sqlite_url).database
    with database.transaction(engine) as connection:
        writer = a_writer(connection)
        fill(connection, writer, filled_ledger, MARK)
        a_task(connection, writer, note=f"{MARK} " * 50)

    def bytes_on_disk():
        from pathlib import Path

        return b"".join(part.read_bytes() for part in Path(path).parent.glob("pagerate.db*"))

    assert MARK.encode() in bytes_on_disk()
    with database.transaction(engine) as connection:
        everything.erase(connection, writer)
    database.scrub(engine)
    assert MARK.encode() not in bytes_on_disk()
    assert writer.hex.encode() not in bytes_on_disk()
    engine.dispose()


# The command line


@pytest.fixture
def handle(sqlite_url, sqlite_engine, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    with database.transaction(sqlite_engine) as connection:
        writer = writers.create(connection, zone="UTC", currency="USD", language="en")
        a_task(connection, writer.id, note=MARK)
    return writer.handle


def count_writers(engine):
    with database.transaction(engine) as connection:
        return connection.execute(text("SELECT count(*) FROM writer")).scalar()


def test_the_command_exports_everything(handle, capfdbinary):
    assert main(["export", "--writer", handle]) == 0
    assert json.loads(capfdbinary.readouterr().out)["x_everything"]["task"][0]["note"] == MARK


def test_the_command_erases_when_told_so(handle, sqlite_engine, capfd):
    assert main(["erase", "--writer", handle, "--yes"]) == 0
    assert "Deleted" in capfd.readouterr().out
    assert count_writers(sqlite_engine) == 0


@pytest.mark.parametrize(
    "answer", [("no\n", 1, 2), ("", 1, 2), ("DELETE\n", 0, 0)], ids=["no", "nothing", "DELETE"]
)
def test_the_command_asks_first(handle, sqlite_engine, monkeypatch, capfd, answer):
    typed, left, code = answer
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["erase", "--writer", handle]) == code
    assert "Type DELETE" in capfd.readouterr().err
    assert count_writers(sqlite_engine) == left


def test_the_command_knows_no_stranger(handle, sqlite_engine, capfd):
    assert main(["erase", "--writer", "nobody-here", "--yes"]) == 2
    assert "no writer" in capfd.readouterr().err
    assert count_writers(sqlite_engine) == 1


# Empty accounts


def test_an_empty_account_dies_a_week_after_its_last_visit(engine):
    with clock.frozen(NOON), database.transaction(engine) as connection:
        empty, visited, full, with_a_key = (a_writer(connection) for _ in range(4))
        tokens = {who: sessions.open(connection, who) for who in (empty, visited)}
        platforms.find_or_log(connection, full, "Quillmark")
        passkeys.keep(connection, with_a_key, name="x", credential="c", public_key="p", sign_count=0)
        demo = writers.create(connection, zone="UTC", currency="USD", language="en", is_demo=True).id
    with clock.frozen(NOON + timedelta(days=7)), database.transaction(engine) as connection:
        sessions.seen(connection, tokens[visited])
        assert everything.empty_accounts(connection) == []
    with clock.frozen(NOON + timedelta(days=8)):
        assert daily.erase_empty_accounts(engine) == 2
        with database.transaction(engine) as connection:
            left = set(connection.execute(select(table_of(Writer).c.id)).scalars())
            assert left == {visited, full, demo}
            assert sessions.find(connection, tokens[empty]) is None
        assert daily.erase_empty_accounts(engine) == 0


def test_an_account_that_logged_and_took_it_out_again_is_not_empty(connection):
    from app.store import tasks

    with clock.frozen(NOON):
        viewer = a_writer(connection)
        tasks.withdraw(connection, viewer, a_task(connection, viewer).id)
    with clock.frozen(NOON + timedelta(days=30)):
        assert everything.empty_accounts(connection) == []


def test_one_process_does_the_days_work_and_missed_days_are_made_up(engine):
    with clock.frozen(NOON), database.transaction(engine) as connection:
        a_writer(connection)
    with clock.frozen(NOON + timedelta(days=40)):
        assert daily.run_when_due(engine) == 1
        assert daily.run_when_due(engine) == 0
        with database.transaction(engine) as connection:
            assert not leases.take(connection, daily.JOB, daily.DAY)
    with clock.frozen(NOON + timedelta(days=41)), database.transaction(engine) as connection:
        assert leases.take(connection, daily.JOB, daily.DAY)


def test_every_look_sweeps_codes_that_are_too_old(sqlite_engine, monkeypatch):
    import time

    def codes():
        with database.transaction(sqlite_engine) as connection:
            return connection.execute(text("SELECT hash FROM secret WHERE kind = 'one_use'")).all()

    with clock.frozen(NOON), database.transaction(sqlite_engine) as connection:
        one_use.make(connection, a_writer(connection))
    assert codes()
    monkeypatch.setattr(daily, "run_when_due", lambda _: 0)
    works = daily.Daily(sqlite_engine)
    works.start()
    for _ in range(200):
        if not codes():
            break
        time.sleep(0.01)
    works.stop()
    assert not codes()


def test_the_thread_begins_at_once_and_a_bad_day_does_not_end_it(sqlite_engine, monkeypatch, caplog):
    import time

    monkeypatch.setattr(daily, "LOOK_SECONDS", 0.01)
    tries = []

    def fail(engine):
        tries.append(engine)
        raise RuntimeError(MARK)

    monkeypatch.setattr(daily, "run_when_due", fail)
    works = daily.Daily(sqlite_engine)
    works.start()
    for _ in range(200):
        if len(tries) > 2:
            break
        time.sleep(0.01)
    works.stop()
    assert len(tries) > 2
    assert MARK not in caplog.text


# Quotas


def test_an_account_holds_so_many_of_a_kind_and_says_so(engine):
    full = quotas.limited(engine, of_a_kind=2, in_all=100)
    with database.transaction(full) as connection:
        mine, hers = a_writer(connection), a_writer(connection)
        kept = [a_task(connection, mine), a_task(connection, mine)]
    with pytest.raises(errors.Full, match="as many as one log"), database.transaction(full) as connection:
        a_task(connection, mine)
    with database.transaction(full) as connection:
        assert len(everything.export(connection, mine)["task"]) == 2
        a_task(connection, mine, id=kept[0].id)  # the same again is the same, not one more
        a_task(connection, hers)
    with database.transaction(engine) as connection:
        a_task(connection, mine)  # the operator's command line has no limit


def test_an_account_holds_so_many_rows_in_all(engine):
    full = quotas.limited(engine, of_a_kind=100, in_all=3)
    with database.transaction(full) as connection:
        viewer = a_writer(connection)
        contract = a_contract(connection, viewer)
        a_task(connection, viewer, contract_id=contract.id)
    with pytest.raises(errors.Full, match="3 rows"), database.transaction(full) as connection:
        a_task(connection, viewer)


def said(seconds):
    return {"worked_on": DAY, "is_paid": True, "seconds": seconds}


@pytest.mark.parametrize("limits", [(3, 100), (100, 4)], ids=["of a kind", "in all"])
def test_an_account_holds_so_many_conflicts_settled_or_not(engine, limits):
    full = quotas.limited(engine, of_a_kind=limits[0], in_all=limits[1])
    with database.transaction(full) as connection:
        viewer = a_writer(connection)
        task = a_task(connection, viewer)
    for seconds in (1, 2, 3, 3):  # the same again is the same conflict
        with database.transaction(full) as connection:
            found = changes.put(connection, viewer, "tasks", task.id, said(seconds), None, Source.API)
            conflicts.settle(connection, viewer, found.conflict)
    with pytest.raises(errors.Full, match="as many as one log"), database.transaction(full) as connection:
        changes.put(connection, viewer, "tasks", task.id, said(4), None, Source.API)


def test_an_account_holds_so_many_tokens_ended_or_not(engine):
    full = quotas.limited(engine, of_a_kind=2, in_all=100)
    token = ApiTokenCreate(name="My spreadsheet", scope=Scope.READ)
    with database.transaction(full) as connection:
        viewer = a_writer(connection)
        for _ in range(2):
            api_tokens.revoke(connection, viewer, api_tokens.make_new(connection, viewer, token).id)
    with pytest.raises(errors.Full, match="as many as one log"), database.transaction(full) as connection:
        api_tokens.make_new(connection, viewer, token)


def test_a_page_says_that_a_log_is_full(sqlite_url):
    from fastapi.testclient import TestClient

    from app.main import create_app
    from app.settings import Settings
    from tests.app.conftest import ADDRESS, OURS
    from tests.app.test_pages import WORK

    app = create_app(Settings(database_url=sqlite_url, most_rows_of_a_kind=1))
    client = TestClient(app, base_url=ADDRESS, headers=OURS)
    client.post("/start")
    assert client.post("/today", data=WORK).status_code == 200
    refused = client.post("/today", data=WORK)
    assert refused.status_code == 403
    assert "as many as one log here can hold" in refused.text
    assert client.get("/today").text.count("$12.75") == 1
    app.state.engine.dispose()

"""A writer's log leaves as a file, and the file is the same log again."""

import json

import pytest

from app import database
from app.access import viewer_of
from app.intake.ledger import parse
from app.jobs.exports import export_ledger
from app.jobs.imports import import_file
from app.jobs.samples import load
from app.store import frames, tasks, writers
from reports import personal
from reports.documents.json import report_json


@pytest.fixture
def kept(connection):
    """The sample case in the demo account, and its file."""
    writer = load(connection)
    return writer, export_ledger(connection, writer)


def report_of(ledger):
    from datetime import date

    return report_json(personal.report(ledger, as_of=date(2026, 11, 12)))


def test_the_file_of_a_log_adds_nothing_to_it(connection, kept):
    writer, file = kept
    done = import_file(connection, writer, file, "ledger.json")
    assert done.counts.added_count == 0
    assert done.counts.known_count > 400


def test_the_file_gives_the_same_report_as_the_log(connection, kept):
    writer, file = kept
    assert report_of(parse(file, "ledger.json").ledger()) == report_of(
        frames.ledger_of(connection, viewer_of(writer))
    )


def test_another_account_takes_the_file_in_whole_and_writes_the_same_rows(connection, kept):
    _, file = kept
    other = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
    import_file(connection, other, file, "ledger.json")
    first, second = json.loads(file), json.loads(export_ledger(connection, other))
    assert {noun: rows for noun, rows in second.items() if noun != "writer"} == {
        noun: rows for noun, rows in first.items() if noun != "writer"
    }


def test_rows_taken_back_stay_out_of_the_file(connection, kept):
    writer, _ = kept
    task = tasks.recent(connection, viewer_of(writer), limit=1)[0]
    tasks.withdraw(connection, viewer_of(writer), task.id)
    file = parse(export_ledger(connection, writer), "ledger.json")
    assert str(task.id) not in {row["id"] for row in file.rows["tasks"]}


def test_the_command_prints_the_file(sqlite_url, monkeypatch, capfdbinary):
    from app.manage import main

    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    engine = database.open_engine(sqlite_url)
    with database.transaction(engine) as connection:
        writer = load(connection)
    assert main(["export", "--writer", writer.handle]) == 0
    assert parse(capfdbinary.readouterr().out, "ledger.json").writer.handle == writer.handle
    engine.dispose()

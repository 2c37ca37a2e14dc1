"""Crafted files: each is refused in one sentence that names the file, quickly, and changes nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from app import database
from app.database import transaction
from app.intake import IntakeError, crowd_ledger, read_bytes
from app.intake.ledger import parse
from app.manage import main
from app.store import writers

HEADER = "AssignmentId,WorkerId,AcceptTime,SubmitTime,Reward,WorkTimeInSeconds\n"
NOON = "2022-05-10 12:00:00"


def crowd(accept=f"{NOON} UTC", submit=f"{NOON} UTC", reward="$1.00", work="60"):
    return f"{HEADER}a,w,{accept},{submit},{reward},{work}\n".encode()


def ledger(**nouns):
    return json.dumps({"format": "pagerate-ledger", "version": 1, **nouns}, indent=0).encode()


def rehires(**earlier):
    contracts = [
        {"id": name, "platform_id": "p", "name": name, "previous_contract_id": before}
        for name, before in earlier.items()
    ]
    return ledger(platforms=[{"id": "p", "name": "P"}], contracts=contracts)


def rows_of(data):
    from zoneinfo import ZoneInfo

    return crowd_ledger(read_bytes(data, "mine.csv").assignments, zone=ZoneInfo("America/Los_Angeles"))


@pytest.mark.parametrize(
    "data",
    [
        crowd(work="1e999999999"),
        crowd(work="1e400"),
        crowd(work="9" * 5000),
        crowd(work="Infinity"),
        crowd(work="-1"),
        crowd(reward="1e999999999"),
        crowd(reward="1e-999999999"),
        crowd(reward="-0.01"),
        crowd(accept="0001-01-01 00:00:00 UTC"),
        crowd(accept="0001-01-01 00:00:00 +1400"),
        crowd(accept="9999-12-31 23:59:59 -1200"),
        crowd(submit="9999-12-31 23:59:59 -1200"),
        crowd(accept="2026-02-30 00:00:00 UTC"),
    ],
)
def test_a_row_beyond_all_reason_is_refused_by_its_line_and_at_once(data):
    begun = time.monotonic()
    with pytest.raises(IntakeError) as refused:
        rows_of(data)
    assert time.monotonic() - begun < 1
    assert str(refused.value).startswith("mine.csv, line 2: ")
    assert len(str(refused.value)) < 200


def test_a_hundred_thousand_seconds_may_be_written_as_statistics_programs_write_them():
    assert rows_of(crowd(work="1e+05")).rows["tasks"][0]["seconds"] == 100_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a":' + b"[" * 100_000, "no JSON that can be read"),
        (b'{"a":' * 100_000, "no JSON that can be read"),
        (b'{"format":"pagerate-ledger","format":"x"}', "stands twice"),
        (b'{"format":"pagerate-ledger","version":1,"check_ins":[NaN]}', "NaN is no number"),
        (ledger(tasks=[{"id": "k", "seconds": 10**4000}]), "is too large"),
        (ledger(platforms=[{"id": "p", "name": "a\0b"}]), "cannot be stored"),
        (ledger(platforms=[{"id": "\ud800", "name": "b"}]), "cannot be stored"),
        (rehires(a="a"), r"contracts[0].previous_contract_id: the contract comes after itself"),
        (rehires(a="b", b="c", c="a"), "comes after itself"),
        (rehires(a=None, b="a", c="d", d="c"), "contracts[2].previous_contract_id"),
    ],
)
def test_a_crafted_ledger_is_refused_in_one_short_sentence(data, said):
    begun = time.monotonic()
    with pytest.raises(IntakeError) as refused:
        parse(data, "mine.json")
    assert time.monotonic() - begun < 1
    assert said in str(refused.value)
    assert str(refused.value).startswith("mine.json")
    assert len(str(refused.value)) < 200


def test_a_long_chain_of_rehires_is_read():
    chain = {f"c{number}": f"c{number - 1}" if number else None for number in range(5000)}
    assert len(parse(rehires(**chain), "mine.json").rows["contracts"]) == 5000


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("option", ["--start", "--end", "--as-of"])
def test_a_report_of_days_out_of_reach_is_a_mistake_on_the_command_line(tmp_path, capsys, option, day):
    file = tmp_path / "mine.json"
    file.write_bytes(ledger())
    with pytest.raises(SystemExit) as stopped:
        main(["report", "--file", str(file), option, day])
    assert stopped.value.code == 2
    assert "is out of reach" in capsys.readouterr().err


@pytest.mark.parametrize("after", [0.9, 1.2, 1.6, 2.2])
def test_an_import_that_is_killed_leaves_all_or_nothing(sqlite_url, tmp_path, after):
    engine = database.open_engine(sqlite_url)
    with transaction(engine) as connection:
        writer = writers.create(connection, zone="UTC", currency="USD", language="en")
    file = tmp_path / "chain.json"
    count = 3000
    file.write_bytes(rehires(**{f"c{number}": None for number in range(count)}))
    program = [sys.executable, "-m", "app.manage", "import", str(file), "--writer", writer.handle]
    place = Path(__file__).parents[2]
    with subprocess.Popen(program, env={**os.environ, "DATABASE_URL": sqlite_url}, cwd=place) as running:
        time.sleep(after)
        running.send_signal(signal.SIGKILL)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT count(*) FROM contract")).scalar()
        batches = connection.execute(text("SELECT count(*) FROM import_batch")).scalar()
        assert (kept, batches) in {(0, 0), (count, 1)}
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    engine.dispose()

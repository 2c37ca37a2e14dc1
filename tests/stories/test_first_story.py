"""The case that started it: a screenwriter's 20 contracts on 5 platforms, from her file to what an hour paid."""

import json

import pytest

from app import database
from app.access import viewer_of
from app.intake.ledger import serialise
from app.intake.sample import AS_OF, sample_ledger
from app.manage import main
from app.store import whole, writers


@pytest.fixture
def her(sqlite_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    engine = database.open_engine(sqlite_url)
    with database.transaction(engine) as connection:
        made = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
    yield made, engine
    engine.dispose()


def test_a_screenwriter_learns_what_an_hour_of_her_work_paid(her, tmp_path, capsys):
    writer, engine = her

    # She has a file of eight months: contracts, tests nobody paid, pay that came late or not at all.
    file = tmp_path / "eight-months.json"
    file.write_bytes(serialise(sample_ledger()))
    assert main(["import", str(file), "--writer", writer.handle]) == 0
    assert "0 were already there" in capsys.readouterr().out

    # She runs it again, to be sure: nothing is counted twice.
    assert main(["import", str(file), "--writer", writer.handle]) == 0
    assert capsys.readouterr().out.startswith("Added 0 rows")
    with database.transaction(engine) as connection:
        rows = whole.export_rows(connection, viewer_of(writer))
    assert (len(rows["contracts"]), len(rows["platforms"])) == (20, 5)

    # She asks for March to October, as of 12 November.
    asked = ["--writer", writer.handle, "--start", "2026-03-01", "--end", "2026-10-31", "--as-of", str(AS_OF)]
    assert main(["report", *asked, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]

    # Promised 38 dollars an hour, she kept 23.66: a third of her hours were unpaid.
    ladder = ("advertised_rate", "paid_time_rate", "all_hours_rate", "effective_hourly_rate")
    assert [f"{float(figures[key]['value']):.2f}" for key in ladder] == ["38.00", "35.45", "24.87", "23.66"]
    assert (figures["unpaid_hours"]["value"], figures["hours"]["value"]) == ("171", "573")

    # Work stopped five times, without notice; money is owed, some of it late.
    assert [int(float(figures[key]["value"])) for key in ("gap_count", "gap_days", "longest_gap")] == [
        5,
        56,
        19,
    ]
    assert (figures["outstanding"]["value"], figures["outstanding_late"]["value"]) == ("1918.10", "872.00")

    # No benefits came with it.
    shortfall = figures["benefits_shortfall_line_by_line"]
    assert shortfall["at_least"]
    assert shortfall["value"].startswith("5809")

    # The same in words, for her union.
    assert main(["report", *asked]) == 0
    page = capsys.readouterr().out
    assert "1 March to 31 October 2026" in page
    assert "$23.66" in page
    assert "$1,918.10" in page

"""An operator looks after the public figures: what is on file, what runs out, and what she adds."""

import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app import clock
from app.database import open_engine, transaction
from app.intake.ledger import serialise
from app.intake.sample import sample_ledger
from app.main import create_app
from app.manage import main
from app.settings import Settings
from app.store import sessions, whole, writers
from reports.parameters import Parameters

HEADER = "key,jurisdiction,label,valid_from,valid_to,value,unit,source_title,source_url,retrieved_on,verified"
REDUCTION = (
    "futa_credit_reduction,US-CA,,2026-01-01,2026-12-31,0.015,share_of_capped_wages,"
    "Federal Register,https://www.federalregister.gov/d/2026,2026-11-20,yes"
)
CITY = (
    "minimum_wage,US-CO-AURORA,Aurora,2026-01-01,2026-12-31,16.01,usd_per_hour,"
    "City of Aurora,https://www.auroragov.org,2026-11-20,no"
)


@pytest.fixture
def directory(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGERATE_PARAMETERS_DIR", str(tmp_path / "figures"))
    return tmp_path / "figures"


@pytest.fixture
def run(capsys, directory):
    def run(*words):
        with clock.frozen(datetime(2026, 11, 23, 12, tzinfo=UTC)):
            code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def new_rows(tmp_path):
    def made(*rows):
        path = tmp_path / "new.csv"
        path.write_text("\n".join([HEADER, *rows, ""]))
        return path

    return made


# What is on file


def test_every_figure_is_listed_with_key_place_days_value_and_source(run):
    code, out, err = run("parameters", "--key", "social_security_wage_base")
    assert (code, err) == (0, "")
    assert out.splitlines()[2].split("\t") == [
        "social_security_wage_base",
        "US",
        "2026-01-01 to 2026-12-31",
        "$184,500 a year",
        "SSA: Contribution and benefit base, https://www.ssa.gov/oact/cola/cbb.html, read on 2026-11-23, verified",
    ]


def test_the_list_can_be_narrowed_and_is_whole_without(run):
    whole_list = run("parameters")[1].splitlines()
    assert len(whole_list) == len(Parameters.on_file().all())
    assert all(line.count("\t") == 4 for line in whole_list)
    california = run("parameters", "--place", "US-CA")[1].splitlines()
    assert set(california) == {line for line in whole_list if line.split("\t")[1].split(",")[0] == "US-CA"}
    both = run("parameters", "--key", "minimum_wage", "--place", "US")[1].splitlines()
    assert [line.split("\t")[2:4] for line in both] == [["from 2009-07-24", "$7.25 an hour"]]
    assert run("parameters", "--key", "nothing") == (0, "", "")


def test_groups_and_doubts_are_listed(run):
    assert "\tUS, joint\tfrom 2013-01-01\t$250,000 a year\t" in run("parameters")[1]
    doubtful = [line for line in run("parameters", "--place", "US-NY")[1].splitlines() if "2027" in line]
    assert all(line.endswith(", not verified") for line in doubtful)
    assert doubtful


# What runs out


def test_what_runs_out_and_what_the_next_year_lacks_is_listed(run):
    code, out, err = run("parameters", "check", "--as-of", "2026-11-23")
    assert (code, err) == (4, "")
    lines = out.splitlines()
    heads = [line for line in lines if not line.startswith("  ")]
    assert [re.sub(r"\d+$", "n", head) for head in heads] == [
        "Rows that end within 60 days of 2026-11-23, with none after them: n",
        "Rows that end within 60 days of 2026-11-23, with another after them: n",
        "Rows that 2027 lacks: n",
    ]
    counts = [int(head.rsplit(" ", 1)[1]) for head in heads]
    places = [lines.index(head) for head in heads]
    assert counts == [places[1] - 1, places[2] - places[1] - 1, len(lines) - places[2] - 1]
    alone, followed, missing = (
        lines[start + 1 : end] for start, end in zip(places, [*places[1:], len(lines)], strict=True)
    )
    assert "  self_employment_tax_rate, US, 2024-01-01 to 2026-12-31" in alone
    assert "  futa_credit_reduction, US-CA, 2026-01-01 to 2026-12-31, not verified" in alone
    assert (
        "  minimum_wage, US-NY, 2026-01-01 to 2026-12-31; "
        "then minimum_wage, US-NY, 2027-01-01 to 2027-12-31, not verified"
    ) in alone
    assert (
        "  vacation_after_1_year_share_gt_24_days, US, 2024-01-01 to 2024-12-31, can be used until 2026-12-31"
    ) in alone
    assert (
        "  minimum_wage, US-CA, 2026-01-01 to 2026-12-31; then minimum_wage, US-CA, 2027-01-01 to 2027-12-31"
    ) in followed
    assert "  self_employment_tax_rate, US, 2024-01-01 to 2026-12-31" in missing
    assert (
        "  minimum_wage, US-NY, 2026-01-01 to 2026-12-31; the next year has a row that is not verified"
    ) in missing


def test_the_day_is_today_where_none_is_asked_for(run):
    assert run("parameters", "check") == run("parameters", "check", "--as-of", "2026-11-23")


def test_when_nothing_is_to_do_the_exit_code_says_so(run):
    code, out, _ = run("parameters", "check", "--as-of", "1995-01-01")
    assert code == 0
    assert out.count(": 0\n") == 3


def test_a_day_that_is_no_day_is_refused(run, capsys):
    with pytest.raises(SystemExit) as stopped:
        run("parameters", "check", "--as-of", "soon")
    assert stopped.value.code == 2
    assert "“soon” is no day; write it as 2026-03-01" in capsys.readouterr().err


def test_the_exit_code_of_a_check_is_documented(capsys):
    with pytest.raises(SystemExit):
        main(["parameters", "check", "--help"])
    shown = capsys.readouterr().out
    assert "  4  a check found something to look after" in shown
    assert "Exit code 0 when every row" in shown
    with pytest.raises(SystemExit):
        main(["parameters", "--help"])
    assert "  3  a file could not be read" in capsys.readouterr().out


# What she adds


def test_rows_are_added_and_listed_as_hers(run, new_rows, directory):
    code, out, err = run("parameters", "add", new_rows(REDUCTION, CITY))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "  futa_credit_reduction, US-CA, 2026-01-01 to 2026-12-31",
        "  minimum_wage, US-CO-AURORA, 2026-01-01 to 2026-12-31",
        f"Added 2 rows, kept in {directory / '0001.csv'}.",
    ]
    listed = run("parameters", "--place", "US-CO-AURORA")[1]
    assert listed == (
        "minimum_wage\tUS-CO-AURORA\t2026-01-01 to 2026-12-31\t$16.01 an hour\tCity of Aurora, "
        "https://www.auroragov.org, read on 2026-11-20, not verified, added by the operator\n"
    )
    assert sum("added by the operator" in line for line in run("parameters")[1].splitlines()) == 2


def test_one_row_is_one_row(run, new_rows, directory):
    assert run("parameters", "add", new_rows(CITY))[1].endswith(
        f"Added 1 row, kept in {directory / '0001.csv'}.\n"
    )


def test_a_check_takes_added_rows_into_account(run, new_rows):
    wage = CITY.replace("US-CO-AURORA,Aurora", "US-CO,").replace("2026-01-01,2026", "2027-01-01,2027")
    before = run("parameters", "check")[1]
    run("parameters", "add", new_rows(wage.replace(",no", ",yes")))
    after = run("parameters", "check")[1]
    line = "  minimum_wage, US-CO, 2026-01-01 to 2026-12-31"
    assert before.splitlines().count(line) == 2
    assert after.splitlines().count(line) == 0
    assert f"{line}; then minimum_wage, US-CO, 2027-01-01 to 2027-12-31" in after.splitlines()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([CITY, CITY.replace("https://www.auroragov.org", "")], ", line 3: source_url is empty."),
        ([CITY.replace("City of Aurora", "")], ", line 2: source_title is empty."),
        ([CITY.replace("2026-11-20", "")], ", line 2: retrieved_on is empty."),
        ([CITY.replace(",no", ",")], ", line 2: verified is empty."),
        (
            [CITY, CITY],
            ", line 3: its days are taken by minimum_wage, US-CO-AURORA, 2026-01-01 to 2026-12-31.",
        ),
        (
            [CITY.replace("2026-11-20", "2026-11-25")],
            ", line 2: retrieved_on is 2026-11-25, which has not come yet.",
        ),
        ([], ", line 1: there is no row below the header."),
    ],
)
def test_a_file_that_is_refused_gets_one_sentence_and_changes_nothing(run, new_rows, directory, rows, said):
    path = new_rows(*rows)
    assert run("parameters", "add", path) == (3, "", f"pagerate: {path}{said}\n")
    assert not directory.exists()


def test_the_same_file_a_second_time_is_refused(run, new_rows):
    path = new_rows(CITY)
    run("parameters", "add", path)
    code, _, err = run("parameters", "add", path)
    assert code == 3
    assert err.endswith(
        "line 2: its days are taken by minimum_wage, US-CO-AURORA, 2026-01-01 to 2026-12-31.\n"
    )


def test_a_source_read_today_on_the_other_side_of_the_world_is_taken(run, new_rows):
    assert run("parameters", "add", new_rows(CITY.replace("2026-11-20", "2026-11-24")))[0] == 0


def test_a_file_that_is_not_there_is_told_of(run, tmp_path):
    code, out, err = run("parameters", "add", tmp_path / "none.csv")
    assert (code, out) == (3, "")
    assert "none.csv: it cannot be opened (no such file or directory)" in err


def test_an_app_whose_figures_were_spoilt_by_hand_does_not_start(
    run, new_rows, directory, monkeypatch, sqlite_url
):
    import uvicorn

    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: pytest.fail("it must not start"))
    run("parameters", "add", new_rows(CITY))
    (directory / "0001.csv").write_text("nothing\n")
    code, _, err = run("serve")
    assert code == 3
    assert "0001.csv, line 1: the header lacks key," in err


# Who uses them


def futa_of(report):
    line = next(line for line in report["benefit_lines"] if line["key"] == "futa")
    return line["value"], [row["added_by_operator"] for row in line["parameters"]]


def test_a_report_on_the_command_line_uses_them(run, new_rows, tmp_path):
    ledger = tmp_path / "sample.json"
    ledger.write_bytes(serialise(sample_ledger()))
    words = (
        "report",
        "--file",
        ledger,
        "--start",
        "2026-03-01",
        "--end",
        "2026-10-31",
        "--as-of",
        "2026-11-12",
        "--json",
    )
    assert futa_of(json.loads(run(*words)[1]))[0] is None
    run("parameters", "add", new_rows(REDUCTION))
    value, marks = futa_of(json.loads(run(*words)[1]))
    assert value == "284.74"  # (0.6 % + 1.5 %) of 13,559
    assert marks == [False, False, True]


def test_pages_and_the_interface_use_them_at_once_and_say_whose_they_are(
    run, new_rows, sqlite_url, directory
):
    with TestClient(create_app(Settings(database_url=sqlite_url))) as client:
        assert "added by the operator" not in client.get("/parameters").text
        sign_in(client, sqlite_url)
        words = "/api/v1/report?start=2026-03-01&end=2026-10-31&as_of=2026-11-12"
        assert futa_of(client.get(words).json())[0] is None
        before = client.get("/real-pay").text
        assert client.get("/real-pay").text == before
        assert "US-CO-AURORA" not in client.get("/you").text

        run("parameters", "add", new_rows(REDUCTION, CITY))

        assert futa_of(client.get(words).json())[0] == "284.74"
        after = client.get("/real-pay").text
        assert "No 2026 rate on file".lower() in before.lower()
        assert "no 2026 rate on file" not in after.lower()
        assert '<option value="US-CO-AURORA">Aurora</option>' in client.get("/you").text
        page = unescape(client.get("/parameters").text)
        assert page.count("added by the operator") == 2
        explained = unescape(client.get("/real-pay/explain/benefits_shortfall_line_by_line").text)
        assert "added by the operator" in explained


def sign_in(client, sqlite_url):
    with transaction(open_engine(sqlite_url)) as connection:
        writer = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
        whole.import_rows(connection, writer.id, sample_ledger().rows, "sample.json")
        client.cookies.set("session", sessions.open(connection, writer.id))


def test_a_writers_report_on_the_command_line_uses_them_too(run, new_rows, sqlite_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    with transaction(open_engine(sqlite_url)) as connection:
        writer = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
        whole.import_rows(connection, writer.id, sample_ledger().rows, "sample.json")
    words = (
        "report",
        "--writer",
        writer.handle,
        "--start",
        "2026-03-01",
        "--end",
        "2026-10-31",
        "--as-of",
        "2026-11-12",
        "--json",
    )
    assert futa_of(json.loads(run(*words)[1]))[0] is None
    run("parameters", "add", new_rows(REDUCTION))
    assert futa_of(json.loads(run(*words)[1]))[0] == "284.74"


def test_the_page_of_figures_says_what_exchange_rates_there_are(directory, sqlite_url):
    with TestClient(create_app(Settings(database_url=sqlite_url))) as client:
        page = re.sub(r"\s+", " ", unescape(client.get("/parameters").text))
    assert "from January 4, 1999 to" in page or "from 4 January 1999 to" in page
    assert "at most 7 days back" in page
    assert "https://www.ecb.europa.eu/stats/" in page

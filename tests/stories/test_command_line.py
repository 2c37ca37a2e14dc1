"""The command line as a person meets it: what it prints, what it changes, how it refuses."""

import json
import re
from pathlib import Path

import pytest

from app import clock, database
from app.access import viewer_of
from app.intake.ledger import serialise
from app.intake.sample import sample_ledger
from app.manage import main
from app.records.writer import WriterUpdate
from app.store import demo, organizers, passkeys, whole, writers

EXAMPLE = Path(__file__).parents[2] / "docs" / "ledger-example.json"
CROWD = """HITId,HITTypeId,Title,Reward,CreationTime,AssignmentId,WorkerId,AssignmentStatus,AcceptTime,SubmitTime,AutoApprovalTime,ApprovalTime,RejectionTime,WorkTimeInSeconds
h1,k1,Rate a scene,$0.50,Tue May 10 01:00:00 PDT 2022,a1,w1,Approved,Tue May 10 01:40:00 PDT 2022,Tue May 10 01:50:00 PDT 2022,,,,600
h1,k1,Rate a scene,$0.50,Tue May 10 01:00:00 PDT 2022,a2,w2,Approved,Tue May 10 01:41:00 PDT 2022,Tue May 10 01:49:00 PDT 2022,,,,480
h2,k1,Rate a scene,$0.50,Tue May 10 01:00:00 PDT 2022,a3,w1,Rejected,Tue May 10 02:40:00 PDT 2022,Tue May 10 02:50:00 PDT 2022,,,,600
"""


@pytest.fixture
def writer(sqlite_url, monkeypatch):
    """A writer in a database that the commands find."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    engine = database.open_engine(sqlite_url)
    with database.transaction(engine) as connection:
        made = writers.create(connection, zone="America/Los_Angeles", currency="USD", language="en")
    yield Account(engine, made)
    engine.dispose()


class Account:
    def __init__(self, engine, writer):
        self.engine, self.writer, self.handle = engine, writer, writer.handle

    def rows(self):
        with database.transaction(self.engine) as connection:
            return whole.export_rows(connection, viewer_of(self.writer))

    def count(self):
        return sum(len(rows) for rows in self.rows().values())


@pytest.fixture
def run(capsys):
    def run(*words):
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_ledger_file_is_imported_once(writer, run):
    count = sum(len(rows) for key, rows in json.loads(EXAMPLE.read_text()).items() if isinstance(rows, list))
    assert run("import", EXAMPLE, "--writer", writer.handle) == (
        0, f"Added {count} rows, 0 were already there.\n", "",
    )  # fmt: skip
    kept = writer.rows()
    assert (
        run("import", EXAMPLE, "--writer", writer.handle)[1] == f"Added 0 rows, {count} were already there.\n"
    )
    assert writer.rows() == kept


def test_notes_come_along(writer, run):
    run("import", EXAMPLE, "--writer", writer.handle)
    assert "The guide has 40 pages." in {row["note"] for row in writer.rows()["contracts"]}


def test_a_crowd_work_file_is_imported_once_for_the_worker_chosen(writer, run, tmp_path):
    file = tmp_path / "batch.csv"
    file.write_text(CROWD)
    code, _, err = run("import", file, "--writer", writer.handle)
    assert code == 3
    assert "choose one with --worker ID" in err
    assert run("import", file, "--writer", writer.handle, "--worker", "w1")[1].startswith(
        "Added 4 rows, 0 were"
    )
    assert run("import", file, "--writer", writer.handle, "--worker", "w1")[1].startswith(
        "Added 0 rows, 4 were"
    )


def test_whoever_does_not_know_her_handle_is_told_where_it_stands(writer, run):
    code, out, err = run("import", EXAMPLE, "--writer", "no-such")
    assert (code, out) == (2, "")
    assert "There is no writer “no-such” here." in err
    assert "under You" in err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ""),
        (b"first,second\n1,2\n", ""),
        (EXAMPLE.read_bytes()[:1500], "the file breaks off here"),
        (EXAMPLE.read_bytes().replace(b'"seconds": 7800', b'"seconds": "long"'), "tasks[1].seconds: “long”"),
        (
            EXAMPLE.read_bytes().replace(b'"0.50"', b"0.50"),
            "terms[1].rate: write the amount in quotes, “0.5”",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_sentence_and_changes_nothing(writer, run, tmp_path, data, words):
    file = tmp_path / "mine.json"
    file.write_bytes(data)
    code, out, err = run("import", file, "--writer", writer.handle)
    assert (code, out) == (3, "")
    assert re.fullmatch(r"pagerate: .*mine\.json.*\.\n", err)
    assert words in err
    assert writer.count() == 0


def test_a_file_that_is_not_there_is_one_sentence(writer, run, tmp_path):
    code, _, err = run("import", tmp_path / "none.json", "--writer", writer.handle)
    assert code == 3
    assert err.count("\n") == 1


def test_a_row_that_points_nowhere_changes_nothing(writer, run, tmp_path):
    file = tmp_path / "mine.json"
    file.write_bytes(EXAMPLE.read_bytes().replace(b'"platform_id": "mosaic"', b'"platform_id": "nowhere"', 1))
    code, _, err = run("import", file, "--writer", writer.handle)
    assert code == 3
    assert "there is no platform with the id “nowhere”" in err
    assert writer.count() == 0


def test_the_same_report_from_a_file_and_from_the_database(writer, run):
    run("import", EXAMPLE, "--writer", writer.handle)
    code, from_file, _ = run("report", "--file", EXAMPLE, "--as-of", "2026-03-20", "--json")
    assert code == 0
    _, from_log, _ = run("report", "--writer", writer.handle, "--as-of", "2026-03-20", "--json")
    assert values(from_file) == values(from_log)


def values(text):
    return {key: (figure["value"], figure["reason"]) for key, figure in json.loads(text)["figures"].items()}


def test_the_example_has_the_results_that_its_page_states(run):
    page = (EXAMPLE.parent / "ledger-format.md").read_text().partition("## The example and its results")[2]
    stated = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", page, re.MULTILINE))
    found = values(run("report", "--file", EXAMPLE, "--as-of", "2026-03-20", "--json")[1])
    assert len(stated) == 13
    assert {key: float(found[key][0]) for key in stated} == {
        key: float(value) for key, value in stated.items()
    }
    money = ("earned", "fees", "expenses", "net", "outstanding")
    assert all(found[key][0] == stated[key] for key in money)


def test_a_report_for_people_says_period_day_and_figures(run):
    code, out, _ = run("report", "--file", EXAMPLE, "--as-of", "2026-03-20")
    assert code == 0
    assert out.splitlines()[0] in {"Real pay, 2 March to 20 March 2026", "Real pay, 2 to 20 March 2026"}
    assert re.search(r"Real hourly pay, after fees and costs +\$15\.00", out)
    assert re.search(r"Owed to you now +\$40\.00", out)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ([], ("2026-03-02", "2026-03-20")),
        (["--start", "2026-03-03"], ("2026-03-03", "2026-03-20")),
        (["--end", "2026-03-05"], ("2026-03-02", "2026-03-05")),
        (["--start", "2026-03-03", "--end", "2026-03-05"], ("2026-03-03", "2026-03-05")),
    ],
)
def test_the_last_day_asked_for_is_in_the_period(run, words, days):
    _, out, _ = run("report", "--file", EXAMPLE, "--as-of", "2026-03-20", "--json", *words)
    period = json.loads(out)["period"]
    assert days[0] in period.values()
    assert days[1] in period.values()


def test_a_period_that_ends_before_it_starts_is_refused(run):
    words = ("--file", EXAMPLE, "--as-of", "2026-03-20", "--start", "2026-03-09", "--end", "2026-03-01")
    code, _, err = run("report", *words)
    assert code == 2
    assert err == "pagerate: The period ends on 2026-03-01, before it starts on 2026-03-09.\n"


def test_a_day_that_is_no_day_is_refused(run, capsys):
    with pytest.raises(SystemExit) as stopped:
        run("report", "--file", EXAMPLE, "--as-of", "20 March")
    assert stopped.value.code == 2
    assert "“20 March” is no day; write it as 2026-03-01" in capsys.readouterr().err


def test_a_report_of_an_empty_log_has_reasons_and_no_numbers(writer, run):
    code, out, _ = run("report", "--writer", writer.handle, "--json")
    assert code == 0
    assert values(out)["effective_hourly_rate"] == (None, "no_hours")


def test_the_sample_opens_once_and_is_the_same_account_each_time(writer, run):
    code, out, _ = run("sample")
    assert code == 0
    assert re.search(r"^http://127\.0\.0\.1:8000/open/[\w-]{43}$", out, re.MULTILINE)
    assert "10 minutes" in out
    first = demo_rows(writer.engine)
    _, again, _ = run("sample")
    assert again != out
    assert demo_rows(writer.engine) == first
    assert writer.count() == 0


def test_what_a_visitor_did_in_the_demo_is_gone_after_the_next_run(writer, run):
    run("sample")
    first = demo_rows(writer.engine)
    with database.transaction(writer.engine) as connection:
        whole.import_rows(
            connection, viewer_of(demo.find(connection)), {"check_ins": [{"id": "mine", "checked_on": clock.today("UTC")}]}, "x"
        )  # fmt: skip
    assert demo_rows(writer.engine) != first
    run("sample")
    assert demo_rows(writer.engine) == first


def test_a_language_that_a_visitor_chose_in_the_demo_is_gone_after_the_next_run(writer, run):
    def language(change=None):
        with database.transaction(writer.engine) as connection:
            found = demo.find(connection)
            if change:
                writers.amend(connection, viewer_of(found), change)
            return writers.get(connection, viewer_of(found)).language

    run("sample")
    assert language(WriterUpdate(zone="UTC", currency="EUR", language="es")) == "es"
    run("sample")
    assert language() == "en"


def test_an_operator_makes_a_writer_with_a_passkey_an_organizer(writer, run):
    make = ("create-organizer", "--writer", writer.handle)
    assert run(*make) == (2, "", "pagerate: An organizer needs a passkey first. It is made under You.\n")
    with database.transaction(writer.engine) as connection:
        passkeys.keep(connection, writer.writer.id, name="x", credential="c", public_key="p", sign_count=0)
    code, out, _ = run(*make)
    assert (code, out) == (0, f"{writer.handle} is an organizer now. Campaigns are in the app under You.\n")
    assert "is an organizer already" in run(*make)[1]
    with database.transaction(writer.engine) as connection:
        assert organizers.find(connection, writer.writer.id) is not None


def test_nobody_is_made_an_organizer_by_a_handle_that_nobody_has(writer, run):
    code, out, err = run("create-organizer", "--writer", "no-one")
    assert (code, out) == (2, "")
    assert err.startswith("pagerate: There is no writer “no-one” here.")


def demo_rows(engine):
    with database.transaction(engine) as connection:
        return whole.export_rows(connection, viewer_of(demo.find(connection)))


def test_only_the_demo_account_can_be_swept(writer):
    from app import errors

    with database.transaction(writer.engine) as connection, pytest.raises(errors.NotAllowed):
        demo.sweep(connection, viewer_of(writer.writer))


def test_the_sample_as_a_file_gives_the_same_report(run, tmp_path):
    file = tmp_path / "sample.json"
    file.write_bytes(serialise(sample_ledger()))
    words = ("--start", "2026-03-01", "--end", "2026-10-31", "--as-of", "2026-11-12", "--json")
    found = values(run("report", "--file", file, *words)[1])
    assert found["effective_hourly_rate"][0].startswith("23.66")
    assert found["outstanding"][0] == "1918.10"


def report_of_example(capsys, *more):
    code = main(["report", "--file", str(EXAMPLE), "--as-of", "2026-04-30", *more])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("name", ["effective_hourly_rate", "effective_rate"])
def test_explain_prints_a_figure_with_its_sum_its_sources_and_its_rows(capsys, name):
    code, out, _ = report_of_example(capsys, "--explain", name)
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "Real hourly pay: $15.00"
    assert "= Left to you $122.50" in lines
    assert "÷ All hours: 6.17 paid, 2 unpaid 8.1667 h" in lines
    assert "Period: 2 March to 30 April 2026, by the day of the work." in lines
    assert "Pay that has logged time: 100%" in lines
    assert "tasks: t1 t2 t3 t4 t5 t6" in lines


def test_explain_names_the_source_and_the_age_of_outside_figures(capsys):
    _, out, _ = report_of_example(capsys, "--explain", "employer_fica")
    assert re.search(r"Social Security.*\(.*, \d+ days? old\)\n\s+https://", out)


def test_explain_as_json_is_the_figure_of_the_whole_report(capsys):
    _, whole, _ = report_of_example(capsys, "--json")
    _, one, _ = report_of_example(capsys, "--explain", "effective_hourly_rate", "--json")
    assert json.loads(one) == json.loads(whole)["figures"]["effective_hourly_rate"]


def test_explain_of_an_unknown_figure_names_the_nearest(capsys):
    code, out, err = report_of_example(capsys, "--explain", "effective_hour")
    assert (code, out) == (2, "")
    assert "no figure “effective_hour”" in err
    assert "effective_hourly_rate" in err


def test_explain_of_no_name_is_no_whole_report(capsys):
    code, out, err = report_of_example(capsys, "--explain", "")
    assert (code, out) == (2, "")
    assert "no figure “”" in err

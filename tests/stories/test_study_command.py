"""`pagerate study` as a person runs it: files in, numbers out; a bad file gets one sentence."""

import json
from pathlib import Path

import pytest

from app.manage import main

HEADER = (
    "HITId,HITTypeId,Reward,AssignmentId,WorkerId,AssignmentStatus,AcceptTime,SubmitTime,WorkTimeInSeconds"
)


UNKNOWN = (
    "bad.csv, line 1: no header of a known format was found (known: MTurk batch results, "
    "MTurk command-line results, Figure Eight full report).\n"
)


def turn(key: str, start: str, end: str, status: str = "Approved") -> str:
    return f"H1,T1,$1.00,{key},W1,{status},Thu Nov 08 {start} PST 2018,Thu Nov 08 {end} PST 2018,"


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    path = tmp_path / "batch.csv"
    turns = [turn("A1", "09:00:00", "09:30:00"), turn("A2", "09:32:00", "10:00:00", "Rejected")]
    path.write_text("\n".join([HEADER, *turns, ""]))
    return path


def test_people_get_labelled_lines(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", str(batch)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = [" ".join(line.split()) for line in printed.out.splitlines()]
    assert "Assignments 2 rows with an assignment, each once" in lines
    assert "Offered $2.00 the reward of every assignment" in lines
    assert "Rejected $1.00 the part for work that was refused and earns nothing" in lines
    assert "In sessions 0.9667 breaks of at most 1 minute count as work" in lines
    assert "All work, elapsed 2.0690 all pay over all hours elapsed" in lines


def test_pay_that_no_file_states_is_no_value_and_not_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.csv"
    path.write_text(
        "_id,_worker_id,_unit_id,_started_at,_created_at\n1,7,1,12/4/2017 07:00:00,12/4/2017 07:30:00\n"
    )
    assert main(["study", str(path)]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "Offered no value the files state no pay" in lines
    assert "All work, elapsed no value all pay over all hours elapsed" in lines


def test_programs_get_one_json_object(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "--json", str(batch)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["offered_usd"], found["rejected_usd"], found["sessions"]) == (2.0, 1.0, 2)
    assert found["work_hours_sessions"] == 0.9667


def test_the_gap_between_sessions_can_be_chosen(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "--json", "--gap-minutes", "2", str(batch)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["sessions"], found["work_hours_sessions"]) == (1, 1.0)


def test_a_file_named_twice_counts_once(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "--json", str(batch), str(batch)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["assignments"], found["rows_left_out"]) == (2, {"duplicate_assignment": 2})


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (b"", "bad.csv, line 1: the file is empty.\n"),
        (b"\x89PNG\0", "bad.csv, line 1: the file holds binary data, not text.\n"),
        (b"Date,Amount\n", UNKNOWN),
        (f'{HEADER}\n{turn("A1", "09:00:00", "09:30:00")}\nH1,"T'.encode(),
         "bad.csv, line 3: a quotation mark is opened in this row and never closed.\n"),
    ],
    ids=["empty", "binary", "wrong", "truncated"],
)  # fmt: skip
def test_a_bad_file_gets_one_sentence_and_no_numbers(
    batch: Path, contents: bytes, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = batch.with_name("bad.csv")
    bad.write_bytes(contents)
    assert main(["study", str(batch), str(bad)]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"pagerate: {batch.parent}/{sentence}"


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", str(tmp_path / "none.csv")]) == 3
    expected = f"pagerate: {tmp_path}/none.csv: it cannot be opened (no such file or directory).\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize("words", [[], ["study"], ["study", "--gap-minutes", "-1", "x"], ["gossip"]])
def test_a_wrong_command_line_ends_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2


def test_help_names_the_exit_codes_and_the_digits(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["study", "--help"])
    text = capsys.readouterr().out
    assert "exit codes:" in text
    assert "rounded to 2 digits" in text

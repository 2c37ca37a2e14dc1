"""Several files together, and one worker's rows as a ledger. Files are composed."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.intake import Assignment, IntakeError, crowd_ledger, read_bytes, read_files, together
from app.intake.mishaps import UnreadableFile, UnreadableRow, WorkerNotChosen
from reports.frames import ledger

ZONE = ZoneInfo("America/Los_Angeles")
HEADER = (
    "HITId,HITTypeId,Title,Reward,AssignmentId,WorkerId,AssignmentStatus,AcceptTime,SubmitTime,ApprovalTime"
)


def turn(
    key: str, worker: str = "W1", status: str = "Submitted", kind: str = "T1", approval: str = ""
) -> str:
    return (
        f"H1,{kind},Rate endings,$0.27,{key},{worker},{status},"
        f"Thu Nov 08 23:50:00 PST 2018,Fri Nov 09 00:10:00 PST 2018,{approval}"
    )


def rows(*turns: str) -> list[Assignment]:
    return read_bytes("\n".join([HEADER, *turns, ""]).encode(), "work.csv").assignments


def test_an_assignment_in_two_files_counts_once_and_the_decided_copy_stays(tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_text("\n".join([HEADER, turn("A1"), turn("A2"), ""]))
    after.write_text("\n".join([HEADER, turn("A2", status="Approved"), turn("A3"), ""]))
    for files in ([before, after], [after, before]):
        taken = read_files(files)
        assert sorted((row.assignment_id, row.status) for row in taken.assignments) == [
            ("A1", "Submitted"),
            ("A2", "Approved"),
            ("A3", "Submitted"),
        ]
        assert taken.left_out == {"duplicate_assignment": 1}


def test_the_same_file_twice_adds_nothing() -> None:
    once = read_bytes("\n".join([HEADER, turn("A1"), ""]).encode(), "work.csv")
    assert together([once, once]).assignments == once.assignments


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_files([Path("/nowhere/work.csv")])
    assert str(caught.value) == "/nowhere/work.csv: it cannot be opened (no such file or directory)."


def test_one_workers_turns_become_a_platform_a_contract_per_kind_and_tasks() -> None:
    taken = crowd_ledger(rows(turn("A1"), turn("A2", kind="T2"), turn("A3")), zone=ZONE)
    assert [row["name"] for row in taken.rows["platforms"]] == ["Amazon Mechanical Turk"]
    assert [(row["name"], row["started_on"]) for row in taken.rows["contracts"]] == [
        ("Rate endings", date(2018, 11, 8)),
        ("Rate endings", date(2018, 11, 8)),
    ]
    task = taken.rows["tasks"][0]
    assert (task["worked_on"], task["seconds"], task["units"]) == (date(2018, 11, 8), 1200, 1)
    assert task["started_at"] == datetime(2018, 11, 9, 7, 50, tzinfo=UTC)
    assert (task["expected_minor"], task["currency"], task["is_paid"]) == (27, "USD", True)
    assert [taken.source_keys[row["id"]] for row in taken.rows["tasks"]] == ["A1", "A2", "A3"]


def test_the_rows_pass_the_door_of_the_reports() -> None:
    taken = crowd_ledger(rows(turn("A1"), turn("A2", kind="T2")), zone=ZONE)
    assert len(ledger(taken.rows)["tasks"]) == 2


@pytest.mark.parametrize(
    ("status", "approval", "outcome", "decided_on"),
    [
        ("Submitted", "", "pending", None),
        ("Approved", "2018-11-10 07:30:00 UTC", "approved", date(2018, 11, 9)),
        ("Approved", "NA", "approved", None),
        ("Rejected", "", "rejected", None),
    ],
)
def test_a_decision_is_an_outcome_and_a_day(
    status: str, approval: str, outcome: str, decided_on: date | None
) -> None:
    task = crowd_ledger(rows(turn("A1", status=status, approval=approval)), zone=ZONE).rows["tasks"][0]
    assert (task["outcome"], task["decided_on"]) == (outcome, decided_on)


def test_an_unreadable_decision_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableRow) as caught:
        crowd_ledger(rows(turn("A1", status="Approved", approval="later")), zone=ZONE)
    assert str(caught.value) == "work.csv, line 2: “later” is not a time."


def test_the_same_work_makes_the_same_ids_and_another_workers_makes_others() -> None:
    mine = crowd_ledger(rows(turn("A1"), turn("A2")), zone=ZONE)
    again = crowd_ledger(rows(turn("A2", status="Approved"), turn("A1")), zone=ZONE)
    other = crowd_ledger(rows(turn("A1", worker="W2")), zone=ZONE)
    assert mine.source_keys == again.source_keys
    assert not mine.source_keys.keys() & other.source_keys.keys()


def test_the_worker_must_be_chosen_where_a_file_holds_several() -> None:
    several = rows(turn("A1"), turn("A2", worker="W2"), turn("A3", worker="W2"))
    assert len(crowd_ledger(several, "W2", zone=ZONE).rows["tasks"]) == 2
    with pytest.raises(WorkerNotChosen) as caught:
        crowd_ledger(several, zone=ZONE)
    assert str(caught.value) == "work.csv: it holds the work of 2 workers, choose one with --worker ID."
    with pytest.raises(IntakeError) as caught:
        crowd_ledger(several, "W9", zone=ZONE)
    assert str(caught.value) == "work.csv: it holds the work of 2 workers, none of them “W9”."


def test_turns_without_any_time_have_no_day_and_are_counted() -> None:
    taken = crowd_ledger(rows("H1,T1,Rate,$0.27,A1,W1,Submitted,,,", turn("A2")), zone=ZONE)
    assert (len(taken.rows["tasks"]), taken.left_out) == (1, {"no_time": 1})


def test_a_page_of_judgments_becomes_one_task_of_several_units() -> None:
    header = "_id,_unit_id,_created_at,_started_at,_worker_id"
    page = [f"{key},{key},12/4/2017 07:02:00,12/4/2017 07:00:00,7" for key in (3, 1, 2)]
    taken = crowd_ledger(read_bytes("\n".join([header, *page]).encode(), "r.csv").assignments, zone=ZONE)
    (task,) = taken.rows["tasks"]
    assert (task["units"], task["seconds"], task["expected_minor"]) == (3, 120, None)
    assert taken.source_keys[task["id"]] == "1"
    ledger(taken.rows)

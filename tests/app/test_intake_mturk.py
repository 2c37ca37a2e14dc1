"""What an MTurk file becomes, with every trap met in real ones. Files are composed."""

import pytest

from app.intake import Assignment, Intake, IntakeError, read_bytes
from app.intake.mishaps import EmptyFile, NotText, TruncatedFile, UnknownFormat, UnreadableRow

BATCH = (
    "HITId,HITTypeId,Title,Reward,AssignmentId,WorkerId,AssignmentStatus,"
    "AcceptTime,SubmitTime,ApprovalTime,RejectionTime,WorkTimeInSeconds,Answer.text"
)
ROW = (
    "H1,T1,Rate endings,$0.27,A1,W1,Approved,"
    "Thu Nov 08 14:17:12 PST 2018,Thu Nov 08 14:27:12 PST 2018,2018-11-09 16:39:18 UTC,,600,fine"
)
COMMAND_LINE = (
    "hitid hittypeid title reward viewhit assignmentid workerid assignmentstatus assignmentaccepttime "
    "assignmentsubmittime assignmentapprovaltime Answer.1 Answer.2"
).split()
CALLED = ["h1", "t1", "Reasons", "$0.15", "url", "a1", "w1", "Submitted", "Fri Mar 24 23:59:30 CET 2017",
          "Sat Mar 25 00:00:30 CET 2017", "", "", ""]  # fmt: skip

ACCEPTED = 1541715432  # 2018-11-08 22:17:12 UTC


def read(*lines: str, end: str = "\n", encoding: str = "utf-8") -> Intake:
    return read_bytes((end.join(lines) + end).encode(encoding), "work.csv")


def only(*lines: str, **how: str) -> Assignment:
    (assignment,) = read(*lines, **how).assignments
    return assignment


def tsv(cells: list[str]) -> str:
    return "\t".join(f'"{cell}"' for cell in cells)


def test_a_batch_row_becomes_an_assignment() -> None:
    assert only(BATCH, ROW) == Assignment(
        platform="Amazon Mechanical Turk",
        assignment_id="A1",
        worker_id="W1",
        hit_id="H1",
        hit_type_id="T1",
        title="Rate endings",
        status="Approved",
        reward_minor=27,
        currency="USD",
        accepted=ACCEPTED,
        submitted=ACCEPTED + 600,
        decided="2018-11-09 16:39:18 UTC",
        work_seconds=600,
        file="work.csv",
        line=2,
    )


def test_a_command_line_row_has_no_work_time_so_it_lasts_from_accept_to_submit() -> None:
    row = only(tsv(COMMAND_LINE), tsv(CALLED))
    assert (row.assignment_id, row.worker_id, row.reward_minor, row.work_seconds) == ("a1", "w1", 15, 60)


def test_a_comma_copy_with_workerid_twice_is_read() -> None:
    copy = only(",".join(["workerid", *COMMAND_LINE]), ",".join(["w1", *CALLED]))
    assert (copy.worker_id, copy.hit_id, copy.work_seconds) == ("w1", "h1", 60)


def test_hits_nobody_took_are_left_out_and_counted_whatever_their_length() -> None:
    untaken = ["h2", "t1", "Reasons", "$0.15", "url", "", "", "", "", "", "", "", ""]
    taken = read(tsv(COMMAND_LINE), tsv(CALLED), tsv(untaken), tsv(untaken[:5]))
    assert len(taken.assignments) == 1
    assert taken.left_out == {"no_assignment": 2}


def test_rows_that_are_empty_are_no_rows() -> None:
    taken = read(BATCH, "", ROW, "," * 12, "")
    assert (len(taken.assignments), taken.left_out) == (1, {})


def test_a_row_may_end_before_its_last_answers() -> None:
    assert only(tsv(COMMAND_LINE), tsv(CALLED[:11])).work_seconds == 60


def test_a_row_with_more_cells_than_the_header_keeps_the_first() -> None:
    assert only(BATCH, ROW + ",more,and more").work_seconds == 600


@pytest.mark.parametrize("word", ["NA", "", "NaN", "N/A", "NULL"])
def test_words_for_nothing_are_nothing(word: str) -> None:
    cells = f"H1,{word},{word},{word},A1,{word},{word},{word},{word},{word},{word},{word},x"
    row = only(BATCH, cells)
    assert (row.hit_type_id, row.title, row.worker_id, row.decided) == ("", "", "", "")
    assert (row.reward_minor, row.accepted, row.submitted, row.work_seconds) == (None, None, None, None)
    assert row.status == "Unstated"


@pytest.mark.parametrize(
    "header",
    [
        "﻿" + BATCH,
        "ï»¿" + BATCH,
        ",".join(f'"{name}"' for name in BATCH.split(",")),
        ",".join(f"  {name} " for name in BATCH.split(",")),
        BATCH.upper(),
    ],
    ids=["byte order mark", "the mark read as text", "quotes", "spaces", "capitals"],
)
def test_the_header_is_known_however_its_names_are_dressed(header: str) -> None:
    assert only(header, ROW).work_seconds == 600


def test_columns_may_stand_in_any_order_among_others() -> None:
    names, cells = BATCH.split(","), ROW.split(",")
    turned = [",".join(["", *reversed(listed)]) for listed in (names, cells)]
    assert only(*turned)._replace(line=0) == only(BATCH, ROW)._replace(line=0)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_cells_may_be_separated_by_comma_tab_or_semicolon(delimiter: str) -> None:
    row = only(BATCH.replace(",", delimiter), ROW.replace(",", delimiter))
    assert row == only(BATCH, ROW)


def test_lines_may_stand_before_the_header() -> None:
    assert only("Results of our study", "", "AssignmentId means one person's turn", BATCH, ROW).line == 5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_cells_hold_line_breaks_and_separators_and_lines_are_still_counted(end: str) -> None:
    long = ROW.replace("Rate endings", f'"Rate, {end}then ""say"" why"')
    first, second = read(BATCH, long, ROW.replace("A1", "A2"), end=end).assignments
    assert first.title == f'Rate, {end}then "say" why'
    assert (first.line, second.line) == (2, 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_utf_8_or_windows_1252(encoding: str) -> None:
    assert only(BATCH, ROW.replace("endings", "cafés – 5 €"), encoding=encoding).title == "Rate cafés – 5 €"


def test_a_cell_may_be_longer_than_the_parsers_usual_limit() -> None:
    assert only(BATCH, ROW + "x" * 200_000).work_seconds == 600


def test_the_last_line_needs_no_end() -> None:
    assert len(read_bytes(f"{BATCH}\n{ROW}".encode(), "work.csv").assignments) == 1


def test_a_header_alone_holds_no_work() -> None:
    assert read(BATCH) == Intake([], {})


@pytest.mark.parametrize(
    ("reward", "minor"), [("$0.05", 5), ("0.1", 10), (" $1.50 ", 150), ('"$1,234.50"', 123450), ("$0", 0)]
)
def test_rewards_are_whole_cents(reward: str, minor: int) -> None:
    assert only(BATCH, ROW.replace("$0.27", reward)).reward_minor == minor


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("submitted", "Submitted"),
        (" Rejected", "Rejected"),
        ("APPROVED", "Approved"),
        ("Returned", "Returned"),
    ],
)
def test_statuses_are_known_in_any_letters(written: str, meant: str) -> None:
    assert only(BATCH, ROW.replace("Approved", written)).status == meant


def test_the_work_time_that_is_given_counts_even_against_the_clock() -> None:
    assert only(BATCH, ROW.replace(",600,", ",599.0,")).work_seconds == 599


def test_a_turn_handed_in_before_it_was_taken_has_no_length() -> None:
    row = ROW.replace("14:27:12", "14:07:12").replace(",600,", ",,")
    assert only(BATCH, row).work_seconds is None


UNKNOWN = (
    "no header of a known format was found (known: MTurk batch results, MTurk command-line results, "
    "Figure Eight full report)"
)
BAD_FILES = [
    ("empty", b"", EmptyFile, 1, "the file is empty"),
    ("white space", b" \r\n\t\n", EmptyFile, 1, "the file is empty"),
    ("binary", f"{BATCH}\n{ROW}\n\0".encode(), NotText, 3, "the file holds binary data, not text"),
    ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotText, 3, "the file holds binary data, not text"),
    ("no encoding", f"{BATCH}\n{ROW}\n".encode() + b"\x81\x8d", NotText, 3,
     "the text is neither UTF-8 nor Windows-1252"),
    ("other file", b"Date,Amount\n2026-01-02,5\n", UnknownFormat, 1, UNKNOWN),
    ("header cut", BATCH[:60].encode(), UnknownFormat, 1, UNKNOWN),
    ("open quotation", f'{BATCH}\n{ROW}\n{ROW[:-4]}"fi'.encode(), TruncatedFile, 3,
     "a quotation mark is opened in this row and never closed"),
    ("open quotation early", f'{BATCH}\n"{ROW}\n{ROW}\n'.encode(), TruncatedFile, 2,
     "a quotation mark is opened in this row and never closed"),
    ("open quotation in the header", f'"{BATCH}\n{ROW}\n'.encode(), UnknownFormat, 1, UNKNOWN),
    ("last row cut after a cell", f"{BATCH}\n{ROW}\nH2,T1,Rate".encode(), TruncatedFile, 3,
     "the last row breaks off after 3 of 13 columns"),
    ("only row cut", f"{BATCH}\n{ROW[:-5]}".encode(), TruncatedFile, 2,
     "the last row breaks off after 12 of 13 columns"),
    ("last row cut in a time", f"{BATCH}\n{ROW}\n{ROW[:55]}\n".encode(), UnreadableRow, 3,
     "the row ends after 8 of 13 columns"),
    ("row without its times", f"{BATCH}\n{ROW[:36]}\n{ROW}\n".encode(), UnreadableRow, 2,
     "the row ends after 7 of 13 columns"),
    ("no time", f"{BATCH}\n{ROW.replace('Thu Nov 08 14:17:12 PST 2018', 'yesterday')}\n".encode(), UnreadableRow, 2,
     "“yesterday” is not a time"),
    ("no such day", f"{BATCH}\n{ROW.replace('Nov 08 14:17', 'Feb 30 14:17')}\n".encode(), UnreadableRow, 2,
     "“Thu Feb 30 14:17:12 PST 2018” is not a time"),
    ("no such zone", f"{BATCH}\n{ROW.replace('PST', 'XYZ')}\n".encode(), UnreadableRow, 2,
     "the time zone of “Thu Nov 08 14:17:12 XYZ 2018” is not known"),
    ("no amount", f"{BATCH}\n{ROW.replace('$0.27', 'much')}\n".encode(), UnreadableRow, 2,
     "the reward “much” is not an amount in dollars and whole cents"),
    ("part of a cent", f"{BATCH}\n{ROW.replace('$0.27', '$0.005')}\n".encode(), UnreadableRow, 2,
     "the reward “$0.005” is not an amount in dollars and whole cents"),
    ("negative reward", f"{BATCH}\n{ROW.replace('$0.27', '-1')}\n".encode(), UnreadableRow, 2,
     "the reward “-1” is not an amount in dollars and whole cents"),
    ("no seconds", f"{BATCH}\n{ROW.replace(',600,', ',ten,')}\n".encode(), UnreadableRow, 2,
     "the work time “ten” is not a number of whole seconds"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "error", "line", "reason"), [case[1:] for case in BAD_FILES], ids=[case[0] for case in BAD_FILES]
)
def test_a_file_that_cannot_be_read_gets_one_sentence_with_file_line_and_reason(
    data: bytes, error: type[IntakeError], line: int, reason: str
) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, "work.csv")
    assert str(caught.value) == f"work.csv, line {line}: {reason}."
    assert (caught.value.file, caught.value.line, caught.value.reason) == ("work.csv", line, reason)

"""Figure Eight full reports: pages of several judgments, dates without a zone. Files are composed."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest

from app.intake import Intake, IntakeError, read_bytes
from app.intake.instants import moment

HEADER = "_unit_id,_created_at,_golden,_id,_missed,_started_at,_tainted,_channel,_trust,_worker_id"


def judgment(unit: int, start: str, end: str, worker: str = "7", key: int | str = 0) -> str:
    return f"{unit},{end},false,{key or 900 + unit},,{start},false,channel,0.9,{worker}"


def read(*rows: str, header: str = HEADER, zone: tzinfo = UTC) -> Intake:
    return read_bytes("\r\n".join([header, *rows, ""]).encode(), "report.csv", zone=zone)


def test_a_judgment_becomes_an_assignment_without_pay() -> None:
    (row,) = read(judgment(1, "12/4/2017 07:04:51", "12/4/2017 07:06:43")).assignments
    assert (row.platform, row.assignment_id, row.worker_id, row.hit_id) == ("Figure Eight", "901", "7", "1")
    assert (row.reward_minor, row.currency, row.status, row.work_seconds) == (None, "", "Unstated", 112)
    assert row.accepted is not None
    assert moment(row.accepted) == datetime(2017, 12, 4, 7, 4, 51, tzinfo=UTC)


def test_the_judgments_of_a_page_share_one_span_that_counts_once() -> None:
    start = "12/4/2017 07:00:00"
    rows = read(
        judgment(1, start, "12/4/2017 07:02:00"),
        judgment(2, "12/4/2017 07:01:00", "12/4/2017 07:05:00", worker="8"),
        judgment(3, start, "12/4/2017 07:03:00"),
        judgment(4, start, "12/4/2017 07:02:00"),
    ).assignments
    assert [row.hit_id for row in rows] == ["1", "2", "3", "4"]
    assert [row.work_seconds for row in rows] == [180, 240, 0, 0]
    assert len({(row.accepted, row.submitted) for row in rows if row.worker_id == "7"}) == 1


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["3/4/2017 10:00:00"], (2017, 3, 4)),
        (["3/4/2017 10:00:00", "3/25/2017 10:00:00"], (2017, 3, 4)),
        (["3/4/2017 10:00:00", "25/3/2017 10:00:00"], (2017, 4, 3)),
        (["3/4/2017 10:00"], (2017, 3, 4)),
    ],
    ids=["month first where nothing shows", "a day above 12 second", "a day above 12 first", "no seconds"],
)
def test_one_order_of_day_and_month_holds_for_the_whole_file(
    dates: list[str], expected: tuple[int, int, int]
) -> None:
    rows = [judgment(number, date, date) for number, date in enumerate(dates, 1)]
    accepted = read(*rows).assignments[0].accepted
    assert accepted is not None
    assert moment(accepted) == datetime(*expected, 10, tzinfo=UTC)


def test_two_orders_in_one_file_are_refused() -> None:
    start = [
        judgment(1, "3/25/2017 10:00:00", "3/25/2017 10:01:00"),
        "",
        judgment(2, "25/3/2017 10:00:00", ""),
    ]
    with pytest.raises(IntakeError) as caught:
        read(*start)
    assert str(caught.value) == "report.csv, line 4: some dates put the day first and some the month."


def test_times_are_read_in_the_zone_of_the_person() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    accepted = (
        read(judgment(1, "12/4/2017 07:00:00", "12/4/2017 07:01:00"), zone=zone).assignments[0].accepted
    )
    assert accepted is not None
    assert moment(accepted) == datetime(2017, 12, 4, 15, 0, tzinfo=UTC)


def test_the_id_may_be_called_id_and_stand_first() -> None:
    header = "id,judgement,_unit_id,_created_at,_started_at,_worker_id"
    rows = read("55,yes,1,12/4/2017 07:01:00,12/4/2017 07:00:00,7", header=header).assignments
    assert [(row.assignment_id, row.work_seconds) for row in rows] == [("55", 60)]


def test_a_column_id_that_names_what_was_judged_is_no_id_of_the_judgment() -> None:
    header = "id,_unit_id,_created_at,_started_at,_worker_id"
    rows = [f"poem-1,1,12/4/2017 07:01:00,12/4/2017 07:00:00,{worker}" for worker in (7, 8)]
    keys = [row.assignment_id for row in read(*rows, header=header).assignments]
    assert keys == ["1 7 12/4/2017 07:00:00", "1 8 12/4/2017 07:00:00"]


def test_without_any_id_a_judgment_is_known_by_what_who_and_when() -> None:
    header = "_unit_id,_created_at,_started_at,_worker_id"
    (row,) = read("1,12/4/2017 07:01:00,12/4/2017 07:00:00,7", header=header).assignments
    assert row.assignment_id == "1 7 12/4/2017 07:00:00"


def test_rows_without_a_worker_are_left_out_and_counted() -> None:
    taken = read(judgment(1, "12/4/2017 07:00:00", "12/4/2017 07:01:00"), judgment(2, "", "", worker=""))
    assert (len(taken.assignments), taken.left_out) == (1, {"no_assignment": 1})


def test_a_judgment_without_a_start_has_no_length() -> None:
    (row,) = read(judgment(1, "", "12/4/2017 07:01:00")).assignments
    assert (row.accepted, row.work_seconds) == (None, None)


def test_a_time_that_is_none_is_refused_with_its_line() -> None:
    with pytest.raises(IntakeError) as caught:
        read(judgment(1, "12/4/2017 07:00:00", "noon"))
    assert str(caught.value) == "report.csv, line 2: “noon” is not a time."

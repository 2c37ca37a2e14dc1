"""The study of crowd-work records: definitions on small tables, a slow twin, and the published records."""

import re
import statistics
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake import read_files
from reports.study import as_json, median_rate, rate, study

REAL = Path(__file__).resolve().parents[3] / "shared" / "realdata"
MINUTE = 60


class Turn(NamedTuple):
    worker_id: str = "w1"
    hit_id: str = "h1"
    hit_type_id: str = "t1"
    status: str = "Approved"
    reward_minor: int | None = 100
    accepted: int | None = 0
    submitted: int | None = 3600
    work_seconds: int | None = 3600


def span(start: int, end: int, **other: Any) -> Turn:
    return Turn(accepted=start, submitted=end, work_seconds=end - start, **other)


def figures(turns: Iterable[Turn], **how: Any) -> dict[str, Any]:
    return as_json(study(turns, **how))


def test_nothing_has_counts_of_zero_and_no_rates() -> None:
    empty = figures([])
    assert empty == {
        "assignments": 0,
        "workers": 0,
        "hit_types": 0,
        "hits": 0,
        "status": {},
        "offered_usd": 0,
        "approved_usd": 0,
        "rejected_usd": 0,
        "work_hours_summed": 0,
        "work_hours_elapsed": 0,
        "work_hours_sessions": 0,
        "sessions": 0,
        "rate_median_by_assignment": None,
        "rate_median_by_worker": None,
        "rate_pooled_summed": None,
        "rate_pooled_elapsed": None,
        "rate_median_by_worker_elapsed": None,
        "rate_pooled_sessions": None,
        "share_of_workers_below_7_25": None,
        "rows_left_out": {},
    }


def test_pay_is_counted_by_what_was_decided() -> None:
    found = figures(
        [
            Turn(reward_minor=5),
            Turn(status="Rejected", reward_minor=7),
            Turn(status="Submitted", reward_minor=11),
        ],
        left_out={"no_assignment": 2},
    )
    assert (found["offered_usd"], found["approved_usd"], found["rejected_usd"]) == (0.23, 0.05, 0.07)
    assert found["status"] == {"Approved": 1, "Rejected": 1, "Submitted": 1}
    assert found["rows_left_out"] == {"no_assignment": 2}


# METHOD section 1, note 0: minutes [0,10] [10.5,20] [21,30] [45,60].
@pytest.mark.parametrize(
    ("gap_minutes", "minutes", "sessions"),
    [("0", "43.5", 4), ("0.75", "44", 3), ("1", "45", 2), ("12", "45", 2), ("15", "60", 1)],
)
def test_sessions_bridge_breaks_of_at_most_the_gap(gap_minutes: str, minutes: str, sessions: int) -> None:
    spans = [(2700, 3600), (0, 600), (1260, 1800), (630, 1200)]
    found = study([span(*each) for each in spans], gap_seconds=int(Fraction(gap_minutes) * MINUTE)).hours
    assert (Fraction(found.in_sessions, MINUTE), found.sessions) == (Fraction(minutes), sessions)
    assert found.elapsed == found.summed == 2610


def test_work_held_at_the_same_time_elapses_once_but_sums_twice() -> None:
    found = figures([span(0, 3600), span(0, 3600), span(1800, 5400, worker_id="w2")])
    assert (found["work_hours_summed"], found["work_hours_elapsed"], found["sessions"]) == (3, 2, 2)
    assert (found["rate_pooled_summed"], found["rate_pooled_elapsed"]) == (1, 1.5)


def test_medians_are_of_assignments_and_of_workers() -> None:
    turns = [
        span(0, 3600, reward_minor=200),
        span(0, 3600, reward_minor=400),
        span(0, 3600, reward_minor=1000, worker_id="w2"),
    ]
    found = figures(turns)
    assert found["rate_median_by_assignment"] == 4
    assert found["rate_median_by_worker"] == 6.5
    assert found["rate_median_by_worker_elapsed"] == 8
    assert found["share_of_workers_below_7_25"] == 0.5


def test_a_worker_at_exactly_7_25_is_not_below_it() -> None:
    found = figures([span(0, 3600, reward_minor=725), span(0, 3600, reward_minor=724, worker_id="w2")])
    assert found["share_of_workers_below_7_25"] == 0.5


def test_work_without_time_has_no_rate_of_its_own() -> None:
    found = figures([span(0, 3600), span(7200, 7200, hit_id="h2"), Turn(work_seconds=None)])
    assert found["rate_median_by_assignment"] == 1
    assert (found["assignments"], found["offered_usd"]) == (3, 3)


def test_pay_without_known_time_stays_out_of_the_rates_that_need_it() -> None:
    unknown = Turn(accepted=None, submitted=None, work_seconds=None, reward_minor=900)
    known = figures([span(0, 3600)])
    found = figures([span(0, 3600), unknown])
    assert {key for key in known if known[key] != found[key]} == {
        "assignments",
        "status",
        "offered_usd",
        "approved_usd",
    }


def test_work_without_stated_pay_has_hours_and_no_rate() -> None:
    found = figures([span(0, 3600, reward_minor=None, hit_type_id="")])
    assert (found["work_hours_summed"], found["offered_usd"], found["hit_types"]) == (1, 0, 0)
    assert all(found[key] is None for key in found if key.startswith(("rate", "share")))


def test_hours_without_stated_pay_do_not_lower_the_rates_of_the_others() -> None:
    paid = [span(0, 3600), span(1800, 5400, worker_id="w2")]
    unpriced = [span(0, 7200, reward_minor=None), span(0, 7200, reward_minor=None, worker_id="w3")]
    alone, together = figures(paid), figures(paid + unpriced)
    assert {key: alone[key] for key in alone if key.startswith(("rate", "share"))} == {
        key: together[key] for key in together if key.startswith(("rate", "share"))
    }


def test_work_of_nobody_known_counts_by_itself_and_for_no_worker() -> None:
    found = figures([span(0, 3600), span(0, 3600, worker_id="")])
    assert (found["workers"], found["assignments"], found["work_hours_summed"]) == (1, 2, 2)
    assert (found["work_hours_elapsed"], found["rate_pooled_elapsed"]) == (1, 1)


def test_a_rate_needs_hours() -> None:
    assert rate(100, 0) is None
    assert median_rate([]) is None


# A small calendar, so that spans meet, overlap and repeat.
spans = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=50)
@given(st.lists(spans, max_size=12), st.integers(0, 6))
def test_elapsed_and_session_time_agree_with_a_second_by_second_count(
    listed: list[tuple[int, int]], gap: int
) -> None:
    hours = study([span(*each) for each in listed], gap_seconds=gap).hours
    assert (hours.elapsed, hours.in_sessions, hours.sessions) == slow_hours(listed, gap)


def slow_hours(listed: list[tuple[int, int]], gap: int) -> tuple[int, int, int]:
    """Join any two spans that lie near enough until none do; then count the seconds covered."""
    sessions = list(listed)
    while (pair := near(sessions, gap)) is not None:
        one, other = pair
        sessions.remove(one)
        sessions.remove(other)
        sessions.append((min(one[0], other[0]), max(one[1], other[1])))
    covered = {second for start, end in listed for second in range(start, end)}
    return len(covered), sum(end - start for start, end in sessions), len(sessions)


def near(sessions: list[tuple[int, int]], gap: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    for place, one in enumerate(sessions):
        for other in sessions[place + 1 :]:
            if one[0] - other[1] <= gap and other[0] - one[1] <= gap:
                return one, other
    return None


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=15))
def test_the_median_agrees_with_one_of_exact_fractions(paid: list[tuple[int, int]]) -> None:
    expected = statistics.median(Fraction(minor * 3600, seconds * 100) for minor, seconds in paid)
    assert median_rate(paid) == expected


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            lambda each, worker, pay: span(*each, worker_id=worker, reward_minor=pay),
            spans,
            st.sampled_from("abc"),
            st.integers(0, 50),
        ),
        max_size=10,
    ),
    st.integers(0, 6),
)
def test_hours_grow_from_elapsed_to_sessions_and_order_does_not_matter(turns: list[Turn], gap: int) -> None:
    found = study(turns, gap_seconds=gap)
    assert found.hours.elapsed <= found.hours.in_sessions
    assert found.hours.elapsed <= found.hours.summed
    assert study(turns[::-1], gap_seconds=gap) == found


needs_records = pytest.mark.skipif(
    not REAL.is_dir(), reason="the published crowd-work records are not beside the checkout"
)


@pytest.mark.realdata
@needs_records
def test_the_published_mturk_records_give_the_known_numbers() -> None:
    files = sorted(REAL.glob("mturk_batch_csv/*.csv")) + sorted(REAL.glob("mturk_cli_tsv/*.csv"))
    taken = read_files(files)
    found = as_json(study(taken.assignments, taken.left_out))
    assert found == {
        "assignments": 13240,
        "workers": 883,
        "hit_types": 31,
        "hits": 6349,
        "status": {"Approved": 6446, "Rejected": 6, "Submitted": 6788},
        "offered_usd": 1954.07,
        "approved_usd": 1422.84,
        "rejected_usd": 2.42,
        "work_hours_summed": 779.6656,
        "work_hours_elapsed": 439.3278,
        "work_hours_sessions": 445.7614,
        "sessions": 2402,
        "rate_median_by_assignment": 4.8462,
        "rate_median_by_worker": 3.3812,
        "rate_pooled_summed": 2.5063,
        "rate_pooled_elapsed": 4.4479,
        "rate_median_by_worker_elapsed": 3.6353,
        "rate_pooled_sessions": 4.3837,
        "share_of_workers_below_7_25": 0.8834,
        "rows_left_out": {"no_assignment": 87},
    }
    assert {key: value for key, value in found.items() if key != "rows_left_out"} == slow_study(files)


def slow_study(files: list[Path]) -> dict[str, Any]:
    """The same numbers with pandas, floats and a loop, sharing nothing with the code under test."""
    table = pd.concat([slow_table(path) for path in files], ignore_index=True)
    table = table[table.assignmentid != ""].drop_duplicates("assignmentid")
    table["pay"] = table.reward.str.lstrip("$").astype(float)
    table["start"] = table.accepttime.map(slow_time)
    table["end"] = table.submittime.map(slow_time)
    stated = pd.to_numeric(table.worktimeinseconds, errors="coerce")
    table["hours"] = stated.fillna((table.end - table.start).dt.total_seconds()) / 3600
    by_worker = table.groupby("workerid")
    pay, hours = by_worker.pay.sum(), by_worker.hours.sum()
    walked = [slow_walk(rows) for _, rows in by_worker]
    elapsed = pd.Series([each[0] for each in walked], index=pay.index)
    in_sessions = sum(each[1] for each in walked)
    timed = table[table.hours > 0]
    numbers = {
        "work_hours_summed": table.hours.sum(),
        "work_hours_elapsed": elapsed.sum(),
        "work_hours_sessions": in_sessions,
        "rate_median_by_assignment": (timed.pay / timed.hours).median(),
        "rate_median_by_worker": (pay / hours).median(),
        "rate_pooled_summed": pay.sum() / hours.sum(),
        "rate_pooled_elapsed": pay.sum() / elapsed.sum(),
        "rate_median_by_worker_elapsed": (pay / elapsed).median(),
        "rate_pooled_sessions": pay.sum() / in_sessions,
        "share_of_workers_below_7_25": (pay / hours < 7.25).mean(),
    }
    return {
        "assignments": len(table),
        "workers": table.workerid.nunique(),
        "hit_types": table.hittypeid.nunique(),
        "hits": table.hitid.nunique(),
        "status": dict(sorted(table.assignmentstatus.value_counts().items())),
        "offered_usd": round(pay.sum(), 2),
        "approved_usd": round(table.pay[table.assignmentstatus == "Approved"].sum(), 2),
        "rejected_usd": round(table.pay[table.assignmentstatus == "Rejected"].sum(), 2),
        "sessions": sum(each[2] for each in walked),
        **{key: round(float(value), 4) for key, value in numbers.items()},
    }


def slow_table(path: Path) -> pd.DataFrame:
    separator = "\t" if path.parent.name == "mturk_cli_tsv" else ","
    table = pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False)
    table.columns = [re.sub("^assignment(accept|submit)", r"\1", name.lower()) for name in table.columns]
    wanted = "assignmentid workerid hitid hittypeid assignmentstatus reward accepttime submittime worktimeinseconds"
    return table.reindex(columns=wanted.split(), fill_value="")


def slow_time(text: str) -> pd.Timestamp:
    offset = {"PDT": "-0700", "PST": "-0800", "CET": "+0100", "CEST": "+0200"}[text.split()[4]]
    return pd.to_datetime(text.replace(text.split()[4], offset), format="%a %b %d %H:%M:%S %z %Y", utc=True)


def slow_walk(rows: pd.DataFrame) -> tuple[float, float, int]:
    """Hours elapsed, hours in sessions and the number of sessions of one worker, one minute at most between."""
    merged: list[list[pd.Timestamp]] = []
    sessions: list[list[pd.Timestamp]] = []
    for start, end in sorted(zip(rows.start, rows.end, strict=True)):
        for listed, gap in ((merged, pd.Timedelta(0)), (sessions, pd.Timedelta(minutes=1))):
            if listed and start - listed[-1][1] <= gap:
                listed[-1][1] = max(listed[-1][1], end)
            else:
                listed.append([start, end])
    lengths = [
        sum((end - start).total_seconds() for start, end in listed) / 3600 for listed in (merged, sessions)
    ]
    return lengths[0], lengths[1], len(sessions)


@pytest.mark.realdata
@needs_records
def test_the_published_figure_eight_records_have_hours_and_no_rates() -> None:
    files = sorted(REAL.glob("figure_eight_csv/*.csv"))
    found = figures(read_files(files).assignments)
    table = pd.concat([pd.read_csv(path) for path in files])
    pages = table.drop_duplicates(["_worker_id", "_started_at"])
    times = pages[["_started_at", "_created_at"]].apply(pd.to_datetime, format="%m/%d/%Y %H:%M:%S")
    expected = (times["_created_at"] - times["_started_at"]).dt.total_seconds().sum() / 3600
    assert found["work_hours_summed"] == round(expected, 4)
    assert (found["assignments"], found["hits"]) == (len(table), table["_unit_id"].nunique())
    assert found["workers"] == table["_worker_id"].nunique()
    assert found["rate_pooled_summed"] is None

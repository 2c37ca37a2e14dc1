"""The timer as a writer uses it, by forms alone: start, switch, put right, stop, and what she is asked."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from app import clock
from tests.app.test_pages import CONTRACT, WORK

NOW = datetime(2026, 11, 12, 18, tzinfo=UTC)  # ten in the morning in Los Angeles


def after(minutes: float):
    """The clock, so many minutes later."""
    return clock.frozen(NOW + timedelta(minutes=minutes))


def running_id(page: str) -> str:
    found = re.search(r'data-timer data-started="[^"]+" data-id="([0-9a-f-]{36})"', page)
    assert found, "nothing is running"
    return found[1]


def title(page: str) -> str:
    found = re.search(r"<title>(.*)</title>", page)
    assert found
    return found[1]


def start(client: TestClient, **said: str) -> str:
    answer = client.post("/timer", data=said)
    assert answer.status_code == 200
    return running_id(answer.text)


@pytest.fixture
def hourly(writer: TestClient) -> TestClient:
    """A writer with an entry of yesterday on a contract by the hour."""
    contract = str(writer.post("/work", data=CONTRACT).url).partition("?")[0].rpartition("/")[2]
    writer.post("/today", data={**WORK, "contract": contract, "platform": "", "pay": "", "day": "yesterday"})
    return writer


def like(client: TestClient) -> str:
    found = re.search(r'name="like" value="([0-9a-f-]{36})"><button>', client.get("/today").text)
    assert found
    return found[1]


def test_a_timer_starts_with_nothing_said_and_stops_with_one_tap(writer):
    timer = start(writer)
    with after(42):
        page = writer.get("/today").text
        assert title(page) == "0:42 Work - Pagerate"
        assert "favicon-running.svg" in page
        saved = writer.post(f"/timer/{timer}/stop").text
        assert "Saved 42 min." in saved
        assert "data-timer" not in saved
        assert "favicon-running.svg" not in saved
        assert f'href="/work/entries/{timer}">Correct' in saved


def test_what_is_typed_at_the_start_names_the_timer(writer):
    start(writer, kind="Rank pairs")
    assert title(writer.get("/today").text) == "0:00 Rank pairs - Pagerate"


def test_a_kind_that_was_worked_on_before_brings_its_contract(hourly):
    page = hourly.post("/timer", data={"kind": "rank PAIRS"}).text
    assert "Northlight, Contract 19" in page


def test_the_same_start_twice_is_one_timer(writer):
    form = {"id": "01890a5d-ac96-774b-bcce-b302099a8057"}
    writer.post("/timer", data=form)
    with after(5):
        page = writer.post("/timer", data=form).text
        assert running_id(page) == form["id"]
        assert title(page).startswith("0:05")
        assert "Saved" not in page


def test_a_start_from_an_old_page_is_a_new_start(writer):
    form = {"id": "01890a5d-ac96-774b-bcce-b302099a8057"}
    writer.post("/timer", data=form)
    writer.post(f"/timer/{form['id']}/stop")
    assert running_id(writer.post("/timer", data=form).text) != form["id"]


def test_a_repeat_takes_over_what_it_was_and_pays_by_its_terms(hourly):
    timer = start(hourly, like=like(hourly))
    with after(60):
        page = hourly.get("/today").text
        assert "Northlight, Contract 19" in page
        assert "<b>$26.54</b> so far" in page
        assert "Rank pairs</b>" not in page.partition('id="again"')[2].partition("</section>")[0]
        saved = hourly.post(f"/timer/{timer}/stop").text
        assert "Saved 1 h." in saved
        assert "$26.54" in saved


def test_switching_stops_and_saves_the_first(hourly):
    first = start(hourly, kind="Scenes")
    with after(30):
        page = hourly.post("/timer", data={"like": like(hourly)}).text
        assert "Saved 30 min." in page
        assert title(page) == "0:00 Rank pairs - Pagerate"
        assert f'<a href="/work/entries/{first}"' in page


def test_time_is_marked_unpaid_with_one_tap_and_paid_again(writer):
    timer = start(writer)
    page = writer.post(f"/timer/{timer}", data={"is_paid": "no"}).text
    assert 'value="no" aria-pressed="true"' in page
    page = writer.post(f"/timer/{timer}", data={"unpaid_category": "waiting"}).text
    assert "Unpaid: Waiting for tasks" in page
    with after(20):
        saved = writer.post(f"/timer/{timer}/stop").text
        assert "<b>20 min</b> unpaid" in saved
        assert "Waiting for tasks" in saved


def test_tasks_are_counted_and_a_second_tap_counts_none_twice(writer):
    timer = start(writer)
    for _ in range(2):
        page = writer.post(f"/timer/{timer}", data={"units": "1"}).text
        assert "1 unit" in page
    with after(1):
        writer.post(f"/timer/{timer}/stop")
        assert 'name="units"' in writer.get(f"/work/entries/{timer}").text
        assert re.search(r'name="units"[^>]*value="1"', writer.get(f"/work/entries/{timer}").text)


def test_a_late_start_is_put_right_once_however_often_it_is_sent(writer):
    timer = start(writer)
    form = {"earlier": "15", "revision": "1"}
    writer.post(f"/timer/{timer}", data=form)
    page = writer.post(f"/timer/{timer}", data=form).text
    assert "Started 9:45" in page
    assert title(page).startswith("0:15")


def test_a_start_never_lies_ahead(writer):
    timer = start(writer)
    page = writer.post(f"/timer/{timer}", data={"earlier": "-5", "revision": "1"}).text
    assert "Started 10:00" in page


@pytest.mark.parametrize(
    "wrong", [{"earlier": "x", "revision": "1"}, {"units": "-1"}, {"is_paid": "maybe"}, {"units": "9" * 30}]
)
def test_what_no_button_of_ours_sends_is_refused(writer, wrong):
    timer = start(writer)
    assert writer.post(f"/timer/{timer}", data=wrong).status_code == 422


def test_a_second_stop_shows_what_was_saved(writer):
    timer = start(writer)
    with after(10):
        writer.post(f"/timer/{timer}/stop")
    with after(20):
        page = writer.post(f"/timer/{timer}/stop").text
        assert "Saved 10 min." in page
        assert page.count(f'<li><a href="/work/entries/{timer}"') == 1


def test_undo_of_a_stop_lets_it_run_on_as_if_nothing_had_been(writer):
    timer = start(writer)
    with after(10):
        writer.post(f"/timer/{timer}/stop")
    with after(12):
        page = writer.post(f"/timer/{timer}/resume").text
        assert title(page).startswith("0:12")
        assert "Logged today" not in page
    with after(30):
        assert "Saved 30 min." in writer.post(f"/timer/{timer}/stop").text


def test_undo_of_a_switch_takes_out_the_entry_and_leaves_what_runs(hourly):
    first = start(hourly, kind="Scenes")
    with after(30):
        hourly.post("/timer", data={"like": like(hourly)})
        page = hourly.post(f"/timer/{first}/resume").text
        assert "Taken out." in page
        assert title(page) == "0:00 Rank pairs - Pagerate"


def test_a_timer_thrown_away_saves_nothing_and_comes_back(writer):
    timer = start(writer)
    page = writer.post(f"/timer/{timer}/discard").text
    assert "Thrown away. Nothing was saved." in page
    with after(5):
        assert title(writer.post(f"/timer/{timer}/resume").text).startswith("0:05")


def test_a_kind_that_nobody_pays_for_is_logged_unpaid_without_being_asked(writer):
    waiting = {
        **WORK,
        "kind": "",
        "pay": "",
        "is_paid": "no",
        "unpaid_category": "waiting",
        "day": "yesterday",
    }
    writer.post("/today", data={**waiting, "contract": ""})
    page = writer.get("/today").text
    kind = re.search(r'name="like" value="([0-9a-f-]{36})" data-paid="no" class="unpaid-kind"', page)
    repeat = {"like": kind[1], "duration": "15", "is_paid": "yes", "day": "today"}
    assert "<b>15 min</b> unpaid" in writer.post("/today", data=repeat).text
    paid = writer.post("/today", data={**repeat, "pay": "3"}).text
    assert "$3.00" in paid
    timer = start(writer, like=kind[1])
    assert 'value="no" aria-pressed="true"' in writer.get("/today").text
    writer.post(f"/timer/{timer}/discard")
    body = {"started_at": NOW.isoformat(), "like": kind[1]}
    kept = writer.put("/api/v1/timers/01890a5d-ac96-774b-bcce-b302099a8057", json=body).json()
    assert (kept["is_paid"], kept["unpaid_category"]) == (False, "waiting")


# The page of stopping


def test_the_page_of_stopping_corrects_before_it_saves(hourly):
    timer = start(hourly, like=like(hourly))
    with after(42):
        page = hourly.get(f"/timer/{timer}/stop").text
        assert re.search(r'name="typed_duration"[^>]* value="42"', page)
        assert "By your terms it is $18.58." in page
        form = {
            "whole": "yes",
            "typed_duration": "30",
            "shown_duration": "42",
            "is_paid": "yes",
            "pay": "9,50",
        }
        saved = hourly.post(
            f"/timer/{timer}/stop", data={**form, "kind": "Pairs", "units": "22", "note": "slow"}
        )
        assert "Saved 30 min." in saved.text
        assert "$9.50" in saved.text
        entry = hourly.get(f"/work/entries/{timer}").text
        assert "slow" in entry
        assert 'value="22"' in entry


def test_a_length_left_as_it_was_shown_is_that_of_the_moment_the_page_was_opened(writer):
    timer = start(writer)
    with after(42):
        page = writer.get(f"/timer/{timer}/stop").text
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    with after(50):
        form = {**fields, "typed_duration": "42", "is_paid": "yes"}
        assert "Saved 42 min." in writer.post(f"/timer/{timer}/stop", data=form).text


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"typed_duration": "soon"}, "typed_duration", "Write the time like 45"),
        ({"typed_duration": "25h"}, "typed_duration", "A day has 24 hours."),
        ({"pay": "lots"}, "pay", "Write the amount in digits"),
        ({"units": "1.5"}, "units", "Write a whole number"),
        ({"is_paid": ""}, "is_paid", "Was this time paid or unpaid?"),
        ({"note": "x" * 2001}, "note", "At most 2,000 characters."),
        ({"kind": "x" * 121}, "kind", "At most 120 characters."),
    ],
)
def test_a_mistake_on_the_page_of_stopping_is_said_and_nothing_is_lost(writer, wrong, field, sentence):
    timer = start(writer)
    form = {"whole": "yes", "typed_duration": "30", "is_paid": "yes", "pay": "7", "note": "kept"}
    answer = writer.post(f"/timer/{timer}/stop", data={**form, **wrong})
    assert answer.status_code == 422
    assert title(answer.text).startswith("Error: ")
    assert re.search(rf'<a href="#{field}">[^<]*{re.escape(sentence[1:])}', answer.text)
    assert f'id="{field}-wrong">{sentence}' in answer.text
    for name, typed in {**form, **wrong}.items():
        if name in {"typed_duration", "pay"}:
            assert re.search(rf'name="{name}"[^>]* value="{re.escape(typed)}"', answer.text)
    assert "data-timer" in writer.get("/today").text


# A timer that was forgotten


def test_a_timer_untouched_for_four_hours_asks_and_offers_to_trim(writer):
    timer = start(writer)
    with after(239):
        assert "Still working?" not in writer.get("/today").text
    with after(241):
        page = writer.get("/today").text
        assert "Still working? This has run for 4 h 1 min." in page
        assert "No, save 2 h" in page
        saved = writer.post(f"/timer/{timer}/stop", data={"duration": "typed", "typed_duration": "2 h"}).text
        assert "Saved 2 h." in saved


def test_a_stop_on_a_page_that_was_opened_before_it_was_time_to_ask_asks(writer):
    timer = start(writer)
    with after(14 * 60):
        asked = writer.post(f"/timer/{timer}/stop")
        assert "This has run for 14 h" in asked.text
        assert writer.post(f"/timer/{timer}/stop", data={"whole": "yes", "is_paid": "yes"}).status_code == 422
        page = writer.get("/today").text
        assert '<input type="hidden" name="asked" value="yes"><button class="stop">' in page
        assert "Saved 14 h" in writer.post(f"/timer/{timer}/stop", data={"asked": "yes"}).text


def test_a_timer_that_was_touched_is_trimmed_to_the_touch(writer):
    timer = start(writer)
    with after(100):
        writer.post(f"/timer/{timer}", data={"units": "3"})
    with after(400):
        assert "No, save 1 h 40 min, until 11:40" in writer.get("/today").text


def test_who_says_that_it_goes_on_is_left_alone_for_four_hours(writer):
    timer = start(writer)
    with after(300):
        assert "Still working?" not in writer.post(f"/timer/{timer}", data={"still": "yes"}).text
    with after(541):
        assert "Still working?" in writer.get("/today").text


def test_a_timer_of_more_than_a_day_is_asked_about_before_it_counts(writer):
    timer = start(writer)
    with after(30 * 60):
        asked = writer.post(f"/timer/{timer}/stop")
        assert "This has run for 30 h" in asked.text
        assert writer.post(f"/timer/{timer}/stop", data={"whole": "yes", "is_paid": "yes"}).status_code == 422
        saved = writer.post(
            f"/timer/{timer}/stop", data={"whole": "yes", "is_paid": "yes", "typed_duration": "3h"}
        )
        assert "Saved 3 h on 12 November 2026." in saved.text


def test_a_switch_from_a_forgotten_timer_keeps_it_without_a_time(writer):
    start(writer, kind="Scenes")
    with after(30 * 60):
        page = writer.post("/timer").text
        assert "Saved without a time: it ran for too long." in page
        report = writer.get("/api/v1/report").json()["figures"]
        assert report["hours"]["value"] in {None, "0"}


def test_a_trim_lies_between_the_start_and_the_length_that_was_typed(writer):
    timer = start(writer)
    with after(60):
        writer.post(f"/timer/{timer}/stop", data={"duration": "typed", "typed_duration": "1h30"})
        page = writer.get("/today").text
        assert "paid from 9:30 to 11:00" in page  # longer than it ran: it began earlier


# The day line


def test_work_stands_where_it_was_on_the_clock(hourly):
    hourly.post("/today", data={**WORK, "duration": "15"})
    timer = start(hourly)
    with after(30):
        hourly.post(f"/timer/{timer}", data={"is_paid": "no"})
        hourly.post(f"/timer/{timer}/stop")
    with after(60):
        start(hourly)
    with after(90):
        page = hourly.get("/today").text
    assert 'aria-label="unpaid from 10:00 to 10:30; paid from 11:00 until now"' in page
    assert "15 min of it without a time of day" in page
    assert ">1 h 15 min</b> today" in page
    assert "<b>30 min</b> unpaid" in page


# One question


def test_not_yet_is_remembered_for_a_week(hourly):
    contract = re.search(r'name="contract".*?value="([0-9a-f-]{36})"', hourly.get("/today").text, re.DOTALL)
    form = {**WORK, "contract": contract[1], "platform": "", "pay": "312", "day": "other"}
    hourly.post("/today", data={**form, "other_day": "2026-11-02"})
    page = hourly.get("/today").text
    assert "Did Northlight pay you $312.00?" in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    later = hourly.post("/questions/not-yet", data={"topic": "payment", "key": key[1]}).text
    assert "We will ask again on 19 November." in later
    assert "Did Northlight" not in later
    assert "Did Northlight" not in hourly.get("/today").text
    assert "3 days late" in hourly.get("/payments").text
    with after(7 * 24 * 60):
        assert "Did Northlight pay you" in hourly.get("/today").text


@pytest.mark.parametrize("wrong", [{"topic": "weather", "key": "x"}, {"topic": "gap", "key": " "}, {}])
def test_only_our_own_questions_are_put_off(writer, wrong):
    assert writer.post("/questions/not-yet", data=wrong).status_code == 422


def test_a_week_without_work_is_said_with_one_tap_and_taken_back(writer):
    writer.post("/today", data={**WORK, "pay": ""})
    with after(3 * 24 * 60):
        assert "No work this week?" not in writer.get("/today").text
    with after(5 * 24 * 60):
        assert "No work this week?" in writer.get("/today").text
        said = writer.post("/check-ins").text
        assert "Noted: no work this week." in said
        assert "No work this week?" not in said
        undo = re.search(r"/check-ins/[0-9a-f-]{36}/undo", said)
        assert "No work this week?" in writer.post(undo[0]).text


def test_a_log_is_not_asked_about_its_past_on_the_day_it_began(writer):
    page = writer.post("/today", data={**WORK, "pay": "", "day": "other", "other_day": "2026-11-02"}).text
    assert "No work this week?" not in page
    assert "Why was there no work?" not in page
    with after(24 * 60):
        asked = writer.get("/today").text
    assert "No work this week?" in asked
    answers = re.findall(r'<button class="([^"]+)">(No work came|I took time off|Not now)<', asked)
    assert [look for look, _ in answers] == ["btn quiet"] * 3


def test_time_off_is_her_own_and_is_not_asked_about(writer):
    writer.post("/today", data={**WORK, "pay": ""})
    with after(5 * 24 * 60):
        page = writer.get("/today").text
        form = dict(re.findall(r'name="(planned|first|last)" value="([^"]+)"', page))
        assert form == {"planned": "yes", "first": "2026-11-13", "last": "2026-11-17"}
        assert "No work this week?" not in writer.post("/gaps", data=form).text


def test_why_work_stopped_is_asked_once_and_answered_with_one_tap(writer):
    for day in ("2026-10-01", "2026-11-11"):
        writer.post("/today", data={**WORK, "pay": "", "day": "other", "other_day": day})
    with after(24 * 60):
        page = writer.get("/today").text
        assert "Why was there no work?" in page
        assert "2 October to 10 November" in page
        form = dict(re.findall(r'name="(first|last)" value="([^"]+)"', page))
        said = writer.post("/gaps", data={**form, "cause": "queue_empty"}).text
        assert "Noted. Your gaps say why now." in said
        assert "Why was there no work?" not in said
        undo = re.search(r"/gaps/[0-9a-f-]{36}/undo", said)
        assert "Why was there no work?" in writer.post(undo[0]).text
        unknown = writer.post("/questions/not-yet", data={"topic": "gap", "key": form["first"]}).text
        assert "Why was there no work?" not in unknown


def test_a_gap_that_ends_just_now_is_not_asked_about(writer):
    writer.post("/today", data={**WORK, "pay": "", "day": "other", "other_day": "2026-10-20"})
    with after(24 * 60):
        writer.post("/check-ins")
        assert "Why was there no work?" in writer.get("/today").text
        start(writer)
        assert "Why was there no work?" not in writer.get("/today").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "soon", "cause": "queue_empty"},
        {"first": "2026-10-01", "cause": "rain"},
        {"cause": "my_choice"},
        {"first": "2026-10-02", "last": "2026-10-01", "cause": "my_choice"},
    ],
)
def test_a_gap_that_cannot_be_is_refused(writer, wrong):
    assert writer.post("/gaps", data=wrong).status_code == 422


# What the phone's script reads


def test_the_page_says_what_the_script_needs(hourly):
    page = hourly.get("/today").text
    log = re.search(r'<body data-log="([\w-]{22})"', page)
    assert log
    assert log[1] == re.search(r'data-log="([\w-]+)"', hourly.get("/work").text)[1]
    assert 'data-entry="start"' in page
    assert 'data-entry="past"' in page
    start(hourly, like=like(hourly))
    page = hourly.get("/today").text
    assert re.search(
        r'<section class="run"[^>]* data-timer data-started="2026-11-12T18:00:00\+00:00" data-id="[0-9a-f-]{36}"'
        r' data-name="Rank pairs" data-asks="2026-11-12T22:00:00\+00:00">',
        page,
    )
    assert re.search(r"<output [^>]*data-elapsed>", page)
    assert 'data-entry="switch"' in page
    assert 'data-entry="stop"' in page
    for form in re.findall(r"<form [^>]*data-entry=.*?</form>", page, re.DOTALL):
        assert re.search(r'<input type="hidden" name="id" value="[0-9a-f-]{36}">', form), form[:80]


def test_hidden_amounts_hide_the_pay_of_what_runs(hourly):
    timer = start(hourly, like=like(hourly))
    hourly.post("/you/amounts")
    with after(60):
        for path in ("/today", f"/timer/{timer}/stop"):
            page = hourly.get(path).text
            assert "26.54" not in page
            assert "$•••" in page


def test_a_note_of_a_stop_that_looks_like_the_work_itself_gets_a_gentle_word(writer: TestClient) -> None:
    form = {"whole": "yes", "typed_duration": "30", "is_paid": "yes"}
    timer = start(writer, kind="Pairs")
    with after(42):
        told = writer.post(f"/timer/{timer}/stop", data={**form, "note": "INT. KITCHEN - NIGHT"}).text
        calm = start(writer, kind="Pairs")
    assert "looks like prompt or scene text" in told
    assert "Saved 30 min." in told
    assert f"/timer/{timer}/resume" in told
    with after(84):
        quiet = writer.post(f"/timer/{calm}/stop", data={**form, "note": "Slow queue."}).text
    assert "Saved 30 min." in quiet
    assert "looks like" not in quiet

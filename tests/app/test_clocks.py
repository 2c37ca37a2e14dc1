"""Clocks: summer time both ways in six zones, midnight, flights, and phones whose clock is wrong.

A length is the time between two instants and is right whatever any clock shows; the day of a piece of work is the
day of its start where she was.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from app import clock
from tests.app.conftest import served

NOW = datetime(2026, 11, 12, 18, tzinfo=UTC)

#: Zone, the last instant before its clocks change, and by how much they do.
CHANGES = [
    ("America/Los_Angeles", "2026-03-08T10:00Z", 60),
    ("America/Los_Angeles", "2026-11-01T09:00Z", -60),
    ("America/New_York", "2026-03-08T07:00Z", 60),
    ("America/New_York", "2026-11-01T06:00Z", -60),
    ("Europe/Madrid", "2026-03-29T01:00Z", 60),
    ("Europe/Madrid", "2026-10-25T01:00Z", -60),
    ("Australia/Lord_Howe", "2026-04-04T15:00Z", -30),
    ("Australia/Lord_Howe", "2026-10-03T15:30Z", 30),
    ("America/Santiago", "2026-04-05T03:00Z", -60),
    ("America/Santiago", "2026-09-06T04:00Z", 60),
    ("Pacific/Auckland", "2026-04-04T14:00Z", -60),
    ("Pacific/Auckland", "2026-09-26T14:00Z", 60),
]


@pytest.fixture
def person(sqlite_url):
    """Makes a writer of a zone, with an app whose clock the test sets."""
    from fastapi.testclient import TestClient

    with served(sqlite_url) as app:

        def made(zone: str, moment: datetime) -> TestClient:
            client = TestClient(
                app, base_url="http://pagerate.test", headers={"Sec-Fetch-Site": "same-origin"}
            )
            with clock.frozen(moment):
                client.post("/start", data={"zone": zone}, follow_redirects=False)
            return client

        made.app = app
        yield made


def tasks(person):
    with person.app.state.read_engine.connect() as connection:
        return connection.execute(text("SELECT * FROM task ORDER BY started_at")).mappings().all()


def start(client, moment: datetime, **said: str) -> str:
    with clock.frozen(moment):
        page = client.post("/timer", data=said).text
    return re.search(r'data-id="([0-9a-f-]{36})"', page)[1]


def stop(client, timer: str, moment: datetime) -> str:
    with clock.frozen(moment):
        return client.post(f"/timer/{timer}/stop", data={"asked": "yes"}).text


@pytest.mark.parametrize(("zone", "change", "minutes"), CHANGES)
def test_a_timer_over_a_change_of_the_clocks_is_exact_to_the_second(person, zone, change, minutes):
    moment = datetime.fromisoformat(change)
    tz = ZoneInfo(zone)
    moved = moment.astimezone(tz).utcoffset() - (moment - timedelta(seconds=1)).astimezone(tz).utcoffset()
    assert moved == timedelta(minutes=minutes), "the case itself"
    client = person(zone, moment - timedelta(days=40))
    begin, end = moment - timedelta(minutes=35, seconds=7), moment + timedelta(minutes=25)
    timer = start(client, begin, kind="Scenes")
    with clock.frozen(end):
        page = client.get("/today").text
        assert re.search(r"<title>1:00 Scenes", page)
    stop(client, timer, end)
    [task] = tasks(person)
    assert task["seconds"] == 3607
    assert str(task["worked_on"]) == str(begin.astimezone(tz).date())


@pytest.mark.parametrize(("zone", "change", "minutes"), CHANGES)
def test_the_days_of_a_change_add_up_to_what_was_worked(person, zone, change, minutes):
    """A day of 23 or 25 hours, worked through in timers of an hour: the days have all of it."""
    moment = datetime.fromisoformat(change)
    tz = ZoneInfo(zone)
    client = person(zone, moment - timedelta(days=40))
    first = moment - timedelta(hours=3)
    timer = start(client, first, kind="Scenes")
    for hour in range(1, 7):
        timer = start(client, first + timedelta(hours=hour), kind=f"Scenes {hour}")
    stop(client, timer, first + timedelta(hours=7))
    kept = tasks(person)
    assert sum(task["seconds"] for task in kept) == 7 * 3600
    assert [task["seconds"] for task in kept] == [3600] * 7
    for number, task in enumerate(kept):
        assert str(task["worked_on"]) == str((first + timedelta(hours=number)).astimezone(tz).date())
    with clock.frozen(first + timedelta(hours=7)):
        hours = client.get("/api/v1/report").json()["figures"]["hours"]["value"]
    assert float(hours) == 7


def test_the_same_half_hour_twice_in_one_night_is_two_half_hours(person):
    """01:30 comes twice on 1 November in Los Angeles."""
    client = person("America/Los_Angeles", datetime(2026, 10, 1, tzinfo=UTC))
    first = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    timer = start(client, first, kind="Scenes")
    page = stop(client, timer, first + timedelta(hours=1))
    assert "Saved 1 h." in page
    assert "paid from 1:30 to 1:30" in page


def test_work_over_midnight_belongs_to_the_day_it_started_on(person):
    client = person("America/New_York", NOW)
    late = datetime(2026, 11, 13, 4, 40, tzinfo=UTC)  # 23:40 on the 12th
    timer = start(client, late, kind="Scenes")
    with clock.frozen(late + timedelta(hours=1)):
        page = client.get("/today").text
        assert "Friday 13 November" in page
        assert "Started 12 November, 23:40" in page
        assert '"Your day so far" hidden>' in page  # nothing of the 13th yet
    page = stop(client, timer, late + timedelta(hours=2))
    assert "Saved 2 h on 12 November 2026." in page
    assert str(tasks(person)[0]["worked_on"]) == "2026-11-12"


def test_a_flight_while_the_timer_runs_changes_neither_day_nor_length(person):
    """Started at 22:00 in Los Angeles, stopped in New York, where it was the next day already at the start."""
    client = person("America/Los_Angeles", NOW)
    begin = datetime(2026, 11, 13, 6, 0, tzinfo=UTC)
    timer = start(client, begin, kind="Scenes")
    with clock.frozen(begin + timedelta(hours=3)):
        client.post("/you", data={"language": "en", "zone": "America/New_York", "currency": "USD"})
        assert "Started 1:00" in client.get("/today").text
    stop(client, timer, begin + timedelta(hours=5))
    [task] = tasks(person)
    assert (task["seconds"], str(task["worked_on"])) == (5 * 3600, "2026-11-12")


def test_an_entry_without_clock_times_keeps_its_day_wherever_she_goes(person):
    client = person("Pacific/Auckland", NOW)
    with clock.frozen(NOW):
        form = {"like": "other", "kind": "Scenes", "duration": "30", "is_paid": "yes", "day": "today"}
        client.post("/today", data=form)
        client.post("/you", data={"language": "en", "zone": "America/Los_Angeles", "currency": "USD"})
        page = client.get("/today").text
    assert str(tasks(person)[0]["worked_on"]) == "2026-11-13"
    assert "Thursday 12 November" in page
    assert "30 min</b> today" not in page


# Phones whose clock is wrong

WRONG = [timedelta(hours=-1), timedelta(days=1), timedelta(days=-3650), timedelta(minutes=7)]


@pytest.mark.parametrize(
    "ahead", WRONG, ids=["an hour slow", "a day ahead", "ten years slow", "7 minutes ahead"]
)
def test_a_phone_that_says_its_time_is_put_right(person, ahead):
    client = person("America/Los_Angeles", NOW - timedelta(days=30))
    device = {"Device-Time": (NOW + ahead).isoformat()}
    timer, begin, end = uuid4(), NOW - timedelta(minutes=40), NOW - timedelta(minutes=10)
    with clock.frozen(NOW):
        body = {"started_at": (begin + ahead).isoformat(), "kind": "Scenes"}
        started = client.put(f"/api/v1/timers/{timer}", json=body, headers=device)
        assert datetime.fromisoformat(started.json()["started_at"]) == begin
        day = (begin + ahead).astimezone(ZoneInfo("America/Los_Angeles")).date()
        body |= {"ended_at": (end + ahead).isoformat(), "worked_on": str(day), "source": "timer"}
        kept = client.put(f"/api/v1/entries/{timer}", json=body, headers=device).json()
    assert (kept["seconds"], kept["worked_on"], kept["source"]) == (1800, "2026-11-12", "timer")
    assert datetime.fromisoformat(kept["ended_at"]) == end
    assert "notice" not in kept


@pytest.mark.parametrize(
    "ahead", [timedelta(days=1), timedelta(days=-3650)], ids=["a day ahead", "ten years slow"]
)
def test_a_phone_that_does_not_say_is_not_believed_where_it_cannot_be(person, ahead):
    client = person("America/Los_Angeles", NOW - timedelta(days=30))
    timer, entry = uuid4(), uuid4()
    begin, end = NOW + ahead - timedelta(minutes=40), NOW + ahead - timedelta(minutes=10)
    with clock.frozen(NOW):
        started = client.put(f"/api/v1/timers/{timer}", json={"started_at": begin.isoformat()}).json()
        assert datetime.fromisoformat(started["started_at"]) == NOW
        assert "clock of that phone was wrong" in started["notice"]
        page = client.get("/today").text
        assert "The clock of that phone was wrong, so this counts from when it reached us." in page
        assert "<title>0:00 Work" in page
        day = begin.astimezone(ZoneInfo("America/Los_Angeles")).date()
        body = {"worked_on": str(day), "started_at": begin.isoformat(), "ended_at": end.isoformat()}
        kept = client.put(
            f"/api/v1/entries/{entry}", json={**body, "source": "timer", "kind": "Scenes"}
        ).json()
        assert "clock of that phone was wrong" in kept["notice"]
    assert (kept["seconds"], kept["worked_on"]) == (1800, "2026-11-12")
    assert (kept["started_at"], kept["ended_at"], kept["source"]) == (None, None, "from_memory")
    with clock.frozen(NOW + timedelta(days=1)):  # sent again the next day, it is the same
        again = client.put(f"/api/v1/entries/{entry}", json={**body, "source": "timer", "kind": "Scenes"})
    if ahead < timedelta(0):
        assert again.status_code == 200
    assert len(tasks(person)) == 1


def test_a_timer_whose_start_was_not_believed_is_marked_when_it_is_saved(person):
    client = person("America/Los_Angeles", NOW)
    timer = uuid4()
    with clock.frozen(NOW):
        body = {"started_at": "2016-11-12T18:00:00Z", "kind": "Scenes"}
        client.put(f"/api/v1/timers/{timer}", json=body)
    page = stop(client, str(timer), NOW + timedelta(minutes=20))
    assert "Saved 20 min. The clock of that phone was wrong: please check the time." in page
    assert tasks(person)[0]["source"] == "from_memory"


def test_a_day_that_has_not_come_is_today(person):
    client = person("America/Los_Angeles", NOW)
    with clock.frozen(NOW):
        body = {"worked_on": "2026-11-14", "seconds": 60, "kind": "Scenes"}
        kept = client.put(f"/api/v1/entries/{uuid4()}", json=body).json()
    assert (kept["worked_on"], kept["source"]) == ("2026-11-12", "from_memory")
    assert "notice" in kept


def test_a_moment_ahead_is_now(person):
    client = person("America/Los_Angeles", NOW)
    with clock.frozen(NOW):
        body = {"started_at": (NOW + timedelta(seconds=90)).isoformat()}
        kept = client.put(f"/api/v1/timers/{uuid4()}", json=body).json()
    assert datetime.fromisoformat(kept["started_at"]) == NOW
    assert "notice" not in kept


@pytest.mark.parametrize("said", ["yesterday", "2026-11-12T18:00:00", "0001-01-01T00:00:00+14:00", ""])
def test_a_phone_that_says_its_time_in_no_way_we_read_says_nothing(person, said):
    client = person("America/Los_Angeles", NOW)
    with clock.frozen(NOW):
        body = {"worked_on": "2026-11-12", "seconds": 60, "kind": "Scenes"}
        answer = client.put(f"/api/v1/entries/{uuid4()}", json=body, headers={"Device-Time": said})
    assert answer.status_code == 201
    assert answer.json()["worked_on"] == "2026-11-12"


def test_an_entry_of_years_ago_that_was_typed_is_believed(person):
    client = person("America/Los_Angeles", NOW)
    with clock.frozen(NOW):
        body = {"worked_on": "2016-11-12", "seconds": 60, "kind": "Scenes", "source": "from_memory"}
        kept = client.put(f"/api/v1/entries/{uuid4()}", json=body).json()
    assert kept["worked_on"] == "2016-11-12"
    assert "notice" not in kept

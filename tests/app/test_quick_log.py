"""The quick log as a phone's outbox uses it: once or many times, in any order, and never two of one."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app import clock
from tests.app.test_pages import CONTRACT, WORK

NOW = datetime(2026, 11, 12, 18, tzinfo=UTC)
ENTRY = {"worked_on": "2026-11-12", "seconds": 1800, "kind": "Rank pairs", "platform": "Northlight"}


def at(minutes: float) -> str:
    return (NOW + timedelta(minutes=minutes)).isoformat()


def after(minutes: float):
    return clock.frozen(NOW + timedelta(minutes=minutes))


def rows(app, noun: str):
    with app.state.read_engine.connect() as connection:
        return connection.execute(text("SELECT * FROM " + noun)).mappings().all()


@pytest.fixture
def entry() -> str:
    return f"/api/v1/entries/{uuid4()}"


@pytest.fixture
def timer() -> str:
    return f"/api/v1/timers/{uuid4()}"


def test_an_entry_is_kept_once_however_often_it_is_sent(app, writer, entry):
    first, again = (writer.put(entry, json=ENTRY) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.headers["ETag"] == '"1"'
    assert len(rows(app, "task")) == len(rows(app, "contract")) == len(rows(app, "platform")) == 1
    assert "Northlight, 30 min" in writer.get("/today").text


def test_a_replay_after_a_change_on_another_phone_is_still_a_replay(writer, entry):
    kept = writer.put(entry, json=ENTRY).json()
    form = {"revision": "1", "kind": "Rank pairs", "duration": "50", "is_paid": "yes"}
    form |= {"worked_on": "2026-11-12", "outcome": "pending", "contract": kept["contract_id"]}
    assert writer.post(f"/work/entries/{kept['id']}", data=form).status_code == 200
    answer = writer.put(entry, json=ENTRY)
    assert (answer.status_code, answer.json()["seconds"]) == (200, 3000)


def test_a_replay_of_what_was_taken_out_brings_nothing_back(writer, entry):
    kept = writer.put(entry, json=ENTRY).json()
    writer.post(f"/work/entries/{kept['id']}/withdraw")
    answer = writer.put(entry, json=ENTRY)
    assert answer.status_code == 200
    assert answer.json()["withdrawn_at"] is not None


@pytest.mark.parametrize(
    "other",
    [{"seconds": 60}, {"is_paid": False}, {"kind": "Scenes"}, {"worked_on": "2026-11-11"}, {"note": "x"}],
)
def test_another_entry_under_the_same_id_is_shown_both_versions(writer, entry, other):
    writer.put(entry, json=ENTRY)
    answer = writer.put(entry, json={**ENTRY, **other})
    assert answer.status_code == 412
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "stale"
    assert problem["present"]["seconds"] == 1800
    assert problem["sent"] == problem["sent"] | {**ENTRY, **other}


def test_a_change_names_what_it_changes(writer, entry):
    kept = writer.put(entry, json=ENTRY).json()
    changed = {**ENTRY, "seconds": 600, "expected_minor": 450}
    answer = writer.put(entry, json=changed, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (answer.json()["seconds"], answer.json()["currency"]) == (600, "USD")
    assert answer.json()["contract_id"] == kept["contract_id"]
    again = writer.put(entry, json=changed, headers={"If-Match": '"1"'})
    assert (again.status_code, again.headers["ETag"]) == (200, '"2"')
    stale = writer.put(entry, json={**ENTRY, "seconds": 60}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert stale.json()["present"]["seconds"] == 600


def test_a_change_says_everything_the_long_form_asks(writer, entry):
    writer.put(entry, json=ENTRY)
    more = {
        "title": "Episode two",
        "decided_on": "2026-11-03",
        "credited_seconds": 900,
        "held_minor": 200,
        "held_until_on": "2026-12-01",
        "toll": 4,
        "is_repetitive": True,
        "is_alone": False,
    }
    kept = writer.put(entry, json={**ENTRY, **more}, headers={"If-Match": '"1"'}).json()
    assert {name: kept[name] for name in more} == more
    assert kept["currency"] == "USD"
    kept = writer.put(entry, json=ENTRY, headers={"If-Match": '"2"'}).json()
    assert {name: kept[name] for name in more} == more  # what is not said stays


def test_an_entry_that_is_longer_than_its_clock_times_ends_later(writer, entry):
    kept = writer.put(
        entry, json={**ENTRY, "seconds": None, "started_at": at(-120), "ended_at": at(-100)}
    ).json()
    assert kept["seconds"] == 1200
    kept = writer.put(entry, json={**ENTRY, "seconds": 1800}, headers={"If-Match": '"1"'}).json()
    length = datetime.fromisoformat(kept["ended_at"]) - datetime.fromisoformat(kept["started_at"])
    assert (kept["seconds"], length) == (1800, timedelta(minutes=30))


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"held_minor": 500}, (3000, 500, "EUR")),
        ({"expected_minor": None, "held_minor": 500}, (None, 500, "EUR")),
        ({"held_minor": None}, (3000, None, "EUR")),
        ({"note": "only this"}, (3000, None, "EUR")),
        ({"expected_minor": 100, "currency": "USD"}, (100, None, "USD")),
    ],
)
def test_a_change_that_names_no_currency_leaves_it(writer, entry, change, left):
    writer.put(entry, json={**ENTRY, "expected_minor": 3000, "currency": "EUR"})
    day = {"worked_on": ENTRY["worked_on"]}
    kept = writer.put(entry, json={**day, **change}, headers={"If-Match": '"1"'}).json()
    assert (kept["expected_minor"], kept["held_minor"], kept["currency"]) == left


def test_only_a_change_can_do_without_a_day(writer, entry):
    body = {name: value for name, value in ENTRY.items() if name != "worked_on"}
    answer = writer.put(entry, json=body)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["worked_on"])
    writer.put(entry, json={**ENTRY, "worked_on": "2026-11-02"})
    kept = writer.put(entry, json={"note": "late"}, headers={"If-Match": '"1"'}).json()
    assert (kept["worked_on"], kept["note"], kept["seconds"]) == ("2026-11-02", "late", 1800)


def test_a_platform_beside_no_contract_makes_none(writer, entry):
    writer.put(entry, json={"worked_on": "2026-11-12", "seconds": 600, "kind": "Looking"})
    before = len(rows(writer.app, "contract"))
    said = {"worked_on": "2026-11-12", "contract_id": None, "platform": "Egret"}
    kept = writer.put(entry, json=said, headers={"If-Match": '"1"'}).json()
    assert (kept["contract_id"], len(rows(writer.app, "contract"))) == (None, before)
    assert kept["platform_id"] == str(UUID(rows(writer.app, "platform")[0]["id"]))
    said = {"worked_on": "2026-11-12", "platform": "Egret", "note": "again"}
    again = writer.put(entry, json=said, headers={"If-Match": '"2"'}).json()
    assert (again["contract_id"], again["platform_id"]) == (None, kept["platform_id"])
    said = {"worked_on": "2026-11-12", "platform": None}
    assert writer.put(entry, json=said, headers={"If-Match": '"3"'}).json()["platform_id"] is None


@pytest.mark.parametrize(
    ("made", "change", "field"),
    [
        ({"expected_minor": 100, "held_minor": 500}, None, "held_minor"),
        ({"started_at": at(-120), "ended_at": at(-60), "seconds": 10_800}, None, "seconds"),
        ({"started_at": at(-120), "ended_at": at(-60)}, {"worked_on": "2026-11-10"}, "worked_on"),
        ({"expected_minor": 100}, {"held_minor": 500}, "held_minor"),
        ({}, {"seconds": 90_000}, "seconds"),
    ],
)
def test_what_cannot_be_true_together_is_refused_at_its_field_as_on_the_form(
    writer, entry, made, change, field
):
    answer = writer.put(entry, json={**ENTRY, **made})
    if change:
        assert answer.status_code == 201
        day = {"worked_on": ENTRY["worked_on"]}
        answer = writer.put(entry, json={**day, **change}, headers={"If-Match": '"1"'})
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [field]


def test_a_change_of_an_entry_that_is_not_here_makes_none(writer, entry):
    assert writer.put(entry, json=ENTRY, headers={"If-Match": '"1"'}).status_code == 404


def test_a_change_outlives_taking_out(writer, entry):
    kept = writer.put(entry, json=ENTRY).json()
    writer.post(f"/work/entries/{kept['id']}/withdraw")
    answer = writer.put(entry, json={**ENTRY, "seconds": 600}, headers={"If-Match": '"1"'})
    assert answer.status_code == 200
    assert (answer.json()["withdrawn_at"], answer.json()["seconds"]) == (None, 600)


@pytest.mark.parametrize(
    "refusal",
    [
        ({"seconds": 90_000}, "seconds", "A day has 24 hours."),
        ({"started_at": at(0), "ended_at": at(-5)}, "ended_at", "The end is before the start."),
        ({"worked_on": "soon"}, "worked_on", ""),
        ({"seconds": 1.5}, "seconds", ""),
        ({"writer_id": str(uuid4())}, "writer_id", ""),
        ({"kind": None, "platform": None, "like": str(uuid4())}, "like", "That entry is not here."),
        ({"source": "import"}, "source", ""),
        ({"currency": "usd!", "expected_minor": 5}, "currency", ""),
        ({"units": -1}, "units", ""),
    ],
)
def test_what_cannot_be_kept_is_refused_field_by_field(app, writer, entry, refusal):
    wrong, field, sentence = refusal
    answer = writer.put(entry, json={**ENTRY, **wrong})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["fields"][field].startswith(sentence)
    assert rows(app, "task") == rows(app, "platform") == []


def test_a_note_that_looks_like_the_work_itself_gets_a_gentle_word(writer, entry):
    scene = {**ENTRY, "note": "INT. KITCHEN - NIGHT\nShe waits."}
    assert "looks like prompt or scene text" in writer.put(entry, json=scene).json()["notice"]
    assert "notice" not in writer.put(f"/api/v1/entries/{uuid4()}", json=ENTRY).json()
    writer.post("/you", data={"language": "es", "zone": "America/Los_Angeles", "currency": "USD"})
    assert "parece" in writer.put(f"/api/v1/entries/{uuid4()}", json=scene).json()["notice"]


def test_a_refusal_speaks_the_language_of_the_writer(writer, entry):
    writer.post("/you", data={"language": "es", "zone": "America/Los_Angeles", "currency": "USD"})
    fields = writer.put(entry, json={**ENTRY, "seconds": 90_000}).json()["fields"]
    assert fields["seconds"].startswith("Un día tiene 24 horas")


def test_a_day_takes_no_more_than_24_hours_from_a_phone_either(writer):
    ids = [f"/api/v1/entries/{uuid4()}" for _ in range(2)]
    assert writer.put(ids[0], json={**ENTRY, "seconds": 80_000}).status_code == 201
    answer = writer.put(ids[1], json={**ENTRY, "seconds": 8_000})
    assert "more than 24 hours" in answer.json()["fields"]["seconds"]


def test_nobody_is_told_to_sign_in_by_a_page(nobody, entry):
    answer = nobody.put(entry, json=ENTRY)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"


def test_an_entry_like_another_takes_its_place(writer, entry):
    kept = writer.put(entry, json=ENTRY).json()
    body = {"worked_on": "2026-11-11", "seconds": 60, "like": kept["id"], "source": "from_memory"}
    answer = writer.put(f"/api/v1/entries/{uuid4()}", json=body).json()
    assert (answer["contract_id"], answer["kind"], answer["source"]) == (
        *(kept["contract_id"], "Rank pairs"),
        "from_memory",
    )


# The timer


def test_a_timer_starts_where_the_phone_says_and_is_known_again(app, writer, timer):
    body = {"started_at": at(-30), "kind": "Scenes"}
    first, again = (writer.put(timer, json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert "<title>0:30 Scenes - Pagerate" in writer.get("/today").text
    assert len(rows(app, "timer")) == 1


def test_the_entry_of_a_timer_stops_it(writer, timer):
    writer.put(timer, json={"started_at": at(-30), "kind": "Scenes"})
    body = {"worked_on": "2026-11-12", "started_at": at(-30), "ended_at": at(-3), "source": "timer"}
    answer = writer.put(timer.replace("timers", "entries"), json={**body, "kind": "Scenes"})
    assert (answer.status_code, answer.json()["seconds"]) == (201, 27 * 60)
    assert "data-timer" not in writer.get("/today").text


def test_another_start_stops_the_first_at_its_own_moment(writer):
    first, second = (f"/api/v1/timers/{uuid4()}" for _ in range(2))
    writer.put(first, json={"started_at": at(-60), "kind": "Scenes"})
    answer = writer.put(second, json={"started_at": at(-20), "kind": "Labels"})
    assert answer.json()["stopped"] == first.rpartition("/")[2]
    page = writer.get("/today").text
    assert "<title>0:20 Labels - Pagerate" in page
    assert "paid from 9:00 to 9:40; paid from 9:40 until now" in page


def test_a_queue_in_any_order_says_the_same_in_the_end(browser):
    a, b = uuid4(), uuid4()
    entry = {"worked_on": "2026-11-12", "source": "timer"}
    queue = [
        (f"/api/v1/timers/{a}", {"started_at": at(-60), "kind": "Scenes"}),
        (f"/api/v1/entries/{a}", entry | {"started_at": at(-60), "ended_at": at(-20), "kind": "Scenes"}),
        (f"/api/v1/timers/{b}", {"started_at": at(-20), "kind": "Labels"}),
        (f"/api/v1/entries/{b}", entry | {"started_at": at(-20), "ended_at": at(-5), "kind": "Labels"}),
    ]
    for order in itertools.permutations(queue):
        client = browser()
        client.post("/start", data={"zone": "America/Los_Angeles"})
        for path, body in (*order, *order):
            assert client.put(path, json=body).status_code in {200, 201}, order
        page = client.get("/today").text
        assert "data-timer" not in page, order
        assert "paid from 9:00 to 9:40; paid from 9:40 to 9:55" in page, order


def test_a_timer_is_thrown_away_once_or_twice(writer, timer):
    writer.put(timer, json={"started_at": at(0)})
    assert writer.delete(timer).status_code == writer.delete(timer).status_code == 204
    assert "data-timer" not in writer.get("/today").text
    assert writer.put(timer, json={"started_at": at(0)}).status_code == 200
    assert "data-timer" not in writer.get("/today").text
    assert writer.delete(f"/api/v1/timers/{uuid4()}").status_code == 404


def test_a_running_timer_is_changed_by_who_saw_it(writer, timer):
    writer.put(timer, json={"started_at": at(0), "kind": "Scenes"})
    body = {"started_at": at(0), "kind": "Scenes", "is_paid": False, "units": 3}
    assert writer.put(timer, json=body, headers={"If-Match": '"1"'}).json()["units"] == 3
    assert writer.put(timer, json={**body, "units": 4}, headers={"If-Match": '"1"'}).status_code == 412
    assert writer.put(timer, json={**body, "units": 9}).json()["units"] == 3  # the start, sent again


def test_a_timer_on_a_contract_keeps_it(writer, timer):
    contract = str(writer.post("/work", data=CONTRACT).url).partition("?")[0].rpartition("/")[2]
    body = {"started_at": at(-60), "contract_id": contract, "kind": "Rank pairs"}
    assert writer.put(timer, json=body).json()["contract_id"] == contract
    assert "<b>$26.54</b> so far" in writer.get("/today").text


def test_a_timer_stopped_by_a_form_and_by_a_phone_shows_both(writer, timer):
    writer.put(timer, json={"started_at": at(0), "kind": "Scenes"})
    with after(60):
        writer.post(f"/timer/{timer.rpartition('/')[2]}/stop")
        body = {"worked_on": "2026-11-12", "started_at": at(0), "ended_at": at(20), "kind": "Scenes"}
        answer = writer.put(timer.replace("timers", "entries"), json={**body, "source": "timer"})
        assert answer.status_code == 412
        assert answer.json()["present"]["seconds"] == 3600


def test_a_stop_says_nothing_of_the_platform_and_keeps_that_of_its_timer(app, writer, entry):
    writer.put(entry, json=ENTRY)
    with app.state.engine.begin() as connection:
        connection.execute(
            text("UPDATE task SET platform_id = (SELECT id FROM platform), contract_id = NULL")
        )
    like, timed = entry.rpartition("/")[2], uuid4()
    writer.put(f"/api/v1/timers/{timed}", json={"started_at": at(-30), "like": like})
    stopped = writer.put(
        f"/api/v1/entries/{timed}", json={"worked_on": "2026-11-12", "seconds": 600, "source": "timer"}
    ).json()
    assert UUID(stopped["platform_id"]) == UUID(str(rows(app, "platform")[0]["id"]))


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_the_ends_of_the_calendar_are_no_times(writer, timer, entry, moment):
    for address, body in ((timer, {}), (entry, ENTRY)):
        answer = writer.put(address, json={**body, "started_at": moment})
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["started_at"])


STOPPED_LATER = [
    pytest.param({"is_paid": False}, {"is_paid": False, "seconds": 1800}, id="unpaid"),
    pytest.param({"kind": "Scenes", "units": 4}, {"kind": "Scenes", "units": 4}, id="what it is"),
    pytest.param({"started_at": at(-15)}, {"started_at": at(-15), "seconds": 2700}, id="an earlier start"),
]


@pytest.mark.parametrize(("said", "kept"), STOPPED_LATER)
def test_what_was_said_of_a_timer_that_was_stopped_elsewhere_is_true_of_its_entry(writer, timer, said, kept):
    writer.put(timer, json={"started_at": at(0), "kind": "Rank"})
    with after(30):
        writer.post(f"{timer.replace('/api/v1/timers', '/timer')}/stop")
    body = {"started_at": at(0), **said}
    for _ in range(2):
        answer = writer.put(timer, json=body, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["id"]) == (200, timer.rpartition("/")[2])
    entry = writer.get(timer.replace("timers", "tasks")).json()
    kept = {name: value if name != "started_at" else entry[name] for name, value in kept.items()}
    assert {name: entry[name] for name in kept} == kept
    assert datetime.fromisoformat(entry["started_at"]) == datetime.fromisoformat(body["started_at"])


@pytest.mark.parametrize("changed", ["timer", "entry"])
def test_two_words_for_a_timer_that_was_stopped_elsewhere_are_both_shown(writer, timer, changed):
    form = timer.replace("/api/v1/timers", "/timer")
    writer.put(timer, json={"started_at": at(0), "kind": "Rank"})
    with after(30):
        if changed == "timer":
            writer.post(form, data={"kind": "Mine"})
            writer.post(f"{form}/stop")
        else:
            said = {"whole": "yes", "typed_duration": "30", "is_paid": "yes", "kind": "Mine"}
            writer.post(f"{form}/stop", data=said)
        answer = writer.put(timer, json={"started_at": at(0), "kind": "Theirs"}, headers={"If-Match": '"1"'})
    found = answer.json()
    assert (answer.status_code, found["present"]["kind"], found["sent"]["kind"]) == (412, "Mine", "Theirs")
    assert found["present"]["worked_on"] == "2026-11-12"
    assert writer.get(f"/api/v1/conflicts/{found['conflict']}").status_code == 200


SAID_ELSEWHERE = [
    pytest.param(
        {"started_at": at(-15)}, {}, {"started_at": at(-15), "seconds": 2700}, id="an earlier start"
    ),
    pytest.param({"units": 3}, {"units": 1}, {"units": 3}, id="more tasks"),
    pytest.param({"is_paid": False}, {"is_paid": True}, {"is_paid": False}, id="unpaid"),
]


@pytest.mark.parametrize(("elsewhere", "mine", "earlier"), SAID_ELSEWHERE)
def test_what_another_phone_said_of_a_timer_is_in_the_history_of_its_entry(
    writer, timer, elsewhere, mine, earlier
):
    """The phone that stops it did not know of it, and says what it knows."""
    writer.put(timer, json={"started_at": at(0), "kind": "Rank"})
    assert writer.put(timer, json={"started_at": at(0), **elsewhere}, headers={"If-Match": '"1"'}).is_success
    entry = timer.replace("timers", "entries")
    body = {
        "worked_on": "2026-11-12",
        "started_at": at(0),
        "ended_at": at(30),
        "seconds": 1800,
        "source": "timer",
    }
    with after(30):
        answers = [writer.put(entry, json=body | mine) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].headers["ETag"] == answers[1].headers["ETag"] == '"2"'
    kept = answers[1].json()
    assert {name: kept[name] for name in mine} == mine
    assert (kept["seconds"], kept["source"]) == (1800, "timer")
    [change] = writer.get(timer.replace("timers", "tasks") + "/history").json()["items"]
    found = change["earlier"]
    if "started_at" in earlier:
        assert datetime.fromisoformat(found.pop("started_at")) == datetime.fromisoformat(at(-15))
        earlier = {"seconds": earlier["seconds"]}
    assert found == earlier


def test_a_stop_that_says_nothing_else_than_its_timer_has_no_history(writer, timer):
    writer.put(timer, json={"started_at": at(0), "kind": "Rank"})
    writer.put(timer, json={"started_at": at(0), "units": 3}, headers={"If-Match": '"1"'})
    body = {"worked_on": "2026-11-12", "started_at": at(0), "ended_at": at(30), "source": "timer"}
    with after(30):
        kept = writer.put(timer.replace("timers", "entries"), json=body).json()
    assert (kept["units"], kept["revision"]) == (3, 1)


def test_pay_that_is_said_of_an_unpaid_entry_makes_it_paid(writer, entry):
    """Of two versions the one with pay was chosen: an unpaid entry has none."""
    writer.put(entry, json=ENTRY | {"is_paid": False, "unpaid_category": "training"})
    for _ in range(2):
        answer = writer.put(entry, json={"expected_minor": 450}, headers={"If-Match": '"1"'})
        kept = answer.json()
        assert (answer.status_code, kept["revision"]) == (200, 2)
        assert (kept["is_paid"], kept["unpaid_category"], kept["expected_minor"]) == (True, None, 450)


@pytest.mark.parametrize(
    ("stop", "said", "mine"),
    [
        ({"whole": "yes", "is_paid": "yes", "pay": "20", "typed_duration": "30"}, {"is_paid": False}, 200),
        # The length that was typed is longer than from that start: she puts it right in the form.
        ({"whole": "yes", "is_paid": "yes", "typed_duration": "2h"}, {"started_at": at(-15)}, 422),
        ({"asked": "yes"}, {"started_at": at(-24 * 60)}, 422),
    ],
    ids=["it was paid", "it was longer", "a day is too short"],
)
def test_what_does_not_fit_its_stop_is_shown_beside_it(writer, timer, stop, said, mine):
    writer.put(timer, json={"started_at": at(0), "kind": "Rank"})
    with after(30):
        writer.post(timer.replace("/api/v1/timers", "/timer") + "/stop", data=stop)
        before = writer.get(timer.replace("timers", "tasks")).json()
        answer = writer.put(timer, json={"started_at": at(0), **said}, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["present"]) == (412, before)
        sent = answer.json()["sent"]
        assert sent.keys() >= said.keys()
        # Hers, when she says so: what the phone sends of the entry then.
        revision = {"If-Match": f'"{before["revision"]}"'}
        assert writer.put(timer.replace("timers", "entries"), json=sent, headers=revision).status_code == mine


def test_what_is_unpaid_has_no_pay(writer, entry):
    writer.put(entry, json={**ENTRY, "expected_minor": 2000, "currency": "USD"})
    kept = writer.put(entry, json={"is_paid": False}, headers={"If-Match": '"1"'}).json()
    assert (kept["is_paid"], kept["expected_minor"]) == (False, None)


def test_what_was_said_of_a_timer_that_was_thrown_away_is_past(writer, timer):
    writer.put(timer, json={"started_at": at(0), "kind": "Rank"})
    writer.delete(timer)
    said = {"started_at": at(0), "units": 2}
    assert writer.put(timer, json=said, headers={"If-Match": '"1"'}).status_code == 200
    assert writer.get(timer.replace("timers", "tasks")).status_code == 404


@pytest.mark.parametrize("tag", ["*", '"prior"', "3"])
@pytest.mark.parametrize("noun", ["entries", "timers"])
def test_a_change_names_the_revision_it_was_made_on(writer, noun, tag):
    body = ENTRY if noun == "entries" else {"started_at": at(0)}
    answer = writer.put(f"/api/v1/{noun}/{uuid4()}", json=body, headers={"If-Match": tag})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["If-Match"])


def test_two_taps_at_once_leave_one_timer(app, writer):
    """A page and a phone: each start stops what the other started."""
    writer.post("/timer")
    writer.put(f"/api/v1/timers/{uuid4()}", json={"started_at": at(0)})
    writer.post("/timer")
    assert [row["withdrawn_at"] is None for row in rows(app, "timer")].count(True) == 1


def test_a_form_and_a_phone_name_the_same_contract(app, writer, entry):
    writer.post("/today", data=WORK)
    writer.put(entry, json={**ENTRY, "platform": "northLIGHT", "kind": "rank pairs"})
    assert len(rows(app, "contract")) == 1


def test_the_interface_describes_itself(writer: TestClient):
    paths = writer.get("/api/v1/openapi.json").json()["paths"]
    assert {"put", "delete"} <= set(paths["/api/v1/timers/{id}"])
    assert "put" in paths["/api/v1/entries/{id}"]


def test_a_start_that_comes_after_a_later_one_says_what_ended_it(writer, timer):
    second = f"/api/v1/timers/{uuid4()}"
    with after(9):
        writer.put(second, json={"started_at": at(5), "kind": "Second"})
        sent = [writer.put(timer, json={"started_at": at(0), "kind": "First"}).json() for _ in range(2)]
        assert [one["ended_by"] for one in sent] == [second.rpartition("/")[2]] * 2
        first = timer.rpartition("/")[2]
        page = writer.get("/today", params={"ended": first}).text
        assert "“First” stopped at 10:05, when “Second” was started on another phone." in page
        assert f'href="/work/entries/{first}">Correct' in page
        assert "on another phone" not in writer.get("/today", params={"ended": str(uuid4())}).text
        assert "ended_by" not in writer.put(second, json={"started_at": at(5), "kind": "Second"}).json()

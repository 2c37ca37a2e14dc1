"""What the pages can do besides rows: see what runs, put off, paste and undo, the calendar address."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.conftest import API
from tests.app.conftest import ADDRESS, Browser
from tests.app.test_payments import keep, work_on_endings

TABLE = {
    "of": "work",
    "text": "Date,Minutes,Task,Pay\n2026-11-02,42,Rank pairs,14.00\n2026-11-03,30,Scenes,9",
}


@pytest.fixture
def program(app, writer):
    """A program with a token of this scope, and no cookie."""

    def of(scope: str) -> TestClient:
        made = writer.post(f"{API}/tokens", json={"name": scope, "scope": scope}).json()
        return TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {made['secret']}"})

    return of


# What runs


def test_a_program_sees_what_runs_and_that_it_was_stopped(writer, program):
    client = program("read")
    assert client.get(f"{API}/timers").json() == {"items": []}
    timer_id = str(uuid4())
    body = {"started_at": "2026-11-12T17:00:00Z", "kind": "Pairs"}
    assert writer.put(f"{API}/timers/{timer_id}", json=body).status_code == 201
    (shown,) = client.get(f"{API}/timers").json()["items"]
    assert (shown["id"], shown["kind"], shown["withdrawn_at"]) == (timer_id, "Pairs", None)
    answer = client.get(f"{API}/timers/{timer_id}")
    assert answer.json() == shown
    assert answer.headers["ETag"] == '"1"'
    again = client.get(f"{API}/timers/{timer_id}", headers={"If-None-Match": '"1"'})
    assert (again.status_code, again.content) == (304, b"")
    writer.delete(f"{API}/timers/{timer_id}")
    assert client.get(f"{API}/timers").json() == {"items": []}
    assert client.get(f"{API}/timers/{timer_id}").json()["withdrawn_at"]


def test_a_timer_of_somebody_else_is_not_there(writer, browser: Browser):
    timer_id = uuid4()
    writer.put(f"{API}/timers/{timer_id}", json={"started_at": "2026-11-12T17:00:00Z", "kind": "Pairs"})
    other = browser()
    other.post("/start")
    assert other.get(f"{API}/timers").json() == {"items": []}
    assert other.get(f"{API}/timers/{timer_id}").json()["code"] == "not_found"


# The calendar address


def test_the_calendar_address_is_made_shown_once_renewed_and_stopped(writer, nobody):
    address = f"{API}/calendar-address"
    assert writer.get(address).json()["code"] == "not_found"
    made = writer.post(address, json={"shows_names": True})
    assert made.status_code == 201
    first = made.json()["address"]
    assert nobody.get(first).headers["Content-Type"].startswith("text/calendar")
    shown = writer.get(address)
    assert shown.json()["shows_names"] is True
    assert first.rpartition("/")[2] not in shown.text
    second = writer.post(address, json={}).json()["address"]
    assert [nobody.get(one).status_code for one in (first, second)] == [404, 200]
    assert writer.delete(address).status_code == 204
    assert nobody.get(second).status_code == 404
    assert writer.delete(address).status_code == 204


def test_the_calendar_address_of_a_neutral_browser_is_neutral_too(writer, nobody):
    writer.post("/you/discreet")
    made = writer.post(f"{API}/calendar-address", json={}).json()["address"]
    answer = nobody.get(made)
    assert "X-WR-CALNAME:Notes" in answer.text
    assert "pagerate" not in answer.text.casefold()


def test_a_token_sees_and_stops_a_calendar_address_and_makes_none(writer, program):
    address = f"{API}/calendar-address"
    answer = program("write").post(address, json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    writer.post(address, json={})
    assert program("read").get(address).status_code == 200
    assert program("read").delete(address).json()["code"] == "out_of_scope"
    assert program("write").delete(address).status_code == 204
    assert writer.get(address).status_code == 404


def test_the_address_is_the_one_the_operator_gave(sqlite_url):
    app = create_app(Settings(database_url=sqlite_url, public_address="https://log.example.org"))
    client = TestClient(app, base_url=ADDRESS, headers={"Sec-Fetch-Site": "same-origin"})
    client.post("/start")
    made = client.post(f"{API}/calendar-address", json={}).json()["address"]
    assert made.startswith("https://log.example.org/calendar/")
    app.state.engine.dispose()


# Not yet


def test_a_program_puts_off_an_expected_payment_as_today_does(app, writer, program):
    keep(app, **work_on_endings({"id": "late", "worked_on": "2026-10-01", "expected": "40.00"}))
    (owed,) = writer.get(f"{API}/report").json()["owed"]
    asked = {"contract_id": owed["contract_id"], "expected_on": owed["expected_on"]}
    assert "pay you $40.00?" in writer.get("/today").text
    assert program("read").post(f"{API}/put-offs", json=asked).json()["code"] == "out_of_scope"
    answer = program("write").post(f"{API}/put-offs", json=asked)
    assert (answer.status_code, answer.json()) == (201, {"until_on": "2026-11-19"})
    assert "pay you $40.00?" not in writer.get("/today").text


@pytest.mark.parametrize("body", [{}, {"expected_on": "2026-11-02"}, {"contract_id": str(uuid4())}])
def test_what_is_not_owed_cannot_be_put_off(writer, body):
    assert writer.post(f"{API}/put-offs", json=body).json()["code"] == "not_found"


# Tables


def test_a_table_is_looked_at_kept_once_and_undone(writer, program):
    client = program("write")
    looked = client.post(f"{API}/pastes/look", json=TABLE).json()
    assert looked["columns"] == ["day", "duration", "kind", "pay"]
    assert (looked["unit"], looked["new_count"], looked["known_count"]) == ("minutes", 2, 0)
    assert writer.get(f"{API}/tasks").json()["items"] == []
    kept = client.post(f"{API}/pastes", json=TABLE)
    assert (kept.status_code, kept.json()["added_count"]) == (201, 2)
    assert client.post(f"{API}/pastes/look", json=TABLE).json()["known_count"] == 2
    again = client.post(f"{API}/pastes", json=TABLE)
    assert (again.status_code, again.json()["fields"]) == (422, {"text": "There is no line to keep."})
    listed = client.get(f"{API}/pastes").json()["items"]
    assert [row["id"] for row in listed] == [kept.json()["id"]]
    undone = client.delete(f"{API}/pastes/{kept.json()['id']}")
    assert undone.json() == {"removed_count": 2, "kept_count": 0}
    assert writer.get(f"{API}/tasks").json()["items"] == []


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"text": ""}, {"text": "Paste a table or choose a file."}),
        ({"columns": ["day", "day"]}, {"columns": "Another column is this already."}),
        ({"columns": ["duration"]}, {"columns": "Say which column is the day."}),
        ({"columns": ["weather"]}, {"columns": "This is none of the words we know."}),
        ({"columns": ["day"] + [None] * 9}, {"columns": "This is none of the words we know."}),
        (
            {"text": "Date\n2026-11-02\nsoon"},
            {"text": "Some lines cannot be read. Look at them first, or say leaves_out."},
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_whole(writer, said, fields):
    answer = writer.post(f"{API}/pastes", json={**TABLE, **said})
    assert (answer.status_code, answer.json()["fields"]) == (422, fields)
    assert writer.get(f"{API}/pastes").json()["items"] == []


def test_lines_that_cannot_be_read_are_named_and_may_be_left_out(writer):
    body = {"of": "work", "text": "Date\n2026-11-02\nsoon"}
    (wrong,) = writer.post(f"{API}/pastes/look", json=body).json()["problems"]
    assert (wrong["line"], wrong["column"], wrong["value"]) == (3, "day", "soon")
    assert writer.post(f"{API}/pastes", json={**body, "leaves_out": True}).json()["added_count"] == 1


def test_a_batch_of_somebody_else_is_not_there(writer, browser: Browser):
    kept = writer.post(f"{API}/pastes", json=TABLE).json()
    other = browser()
    other.post("/start")
    assert other.delete(f"{API}/pastes/{kept['id']}").json()["code"] == "not_found"
    contract = {**TABLE, "contract_id": str(uuid4())}
    assert other.post(f"{API}/pastes", json=contract).json()["code"] == "not_found"


# The page about it

ABOUT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
OPERATIONS = {
    (method.upper(), path)
    for path, methods in create_app(Settings(database_url="sqlite:///:memory:")).openapi()["paths"].items()
    for method in methods
}


def named_on_the_page() -> set[tuple[str, str]]:
    """What the page names. What it says of tasks it says of each noun of its list."""
    found = set(re.findall(r"`(GET|PUT|POST|DELETE) (/[^\s`?]*)", ABOUT))
    nouns = re.search(r"`/api/v1/{noun}` for `([^`]*)`", ABOUT)[1].split()
    rows = {(method, path) for method, path in found if path.startswith("/tasks")}
    return found | {
        (method, path.replace("/tasks", f"/{noun}", 1)) for method, path in rows for noun in nouns
    }


def without_names(path: str) -> str:
    """An address whatever its parts are called."""
    return re.sub(r"{\w+}", "{}", path)


def is_there(method: str, path: str) -> bool:
    """Whether an operation has this address; `{noun}` stands for any, `{id}` for whatever the row is called."""
    wanted = re.sub(r"{\w+}", "[^/]+", re.escape(path).replace(r"\{", "{").replace(r"\}", "}"))
    return any(known == method and re.fullmatch(wanted, address) for known, address in OPERATIONS)


def test_every_address_the_page_about_the_api_names_is_there():
    named = re.findall(r"`(GET|PUT|POST|DELETE) (/[^\s`?]*)", ABOUT)
    assert len(named) > 20
    assert [
        (method, path) for method, path in named if not is_there(method, API + path.removeprefix(API))
    ] == []


def test_every_operation_stands_on_the_page_about_the_api():
    named = {(method, without_names(path)) for method, path in named_on_the_page()}
    there = {(method, without_names(path.removeprefix(API))) for method, path in OPERATIONS}
    assert there - named == set()


def examples() -> list[tuple[str, str, str]]:
    """Method, address and body of each curl line."""
    found = re.findall(r"^curl (.*)$", ABOUT.replace("\\\n", " "), re.MULTILINE)
    return [
        (
            (re.search(r"-X (\w+)", line) or ["", "POST" if " -d " in f" {line}" else "GET"])[1],
            re.search(r"https://your\.host(/\S+?)\"?(?:\s|$)", line)[1],
            (re.search(r"-d '([^']*)'", line) or ["", ""])[1],
        )
        for line in found
    ]


def test_every_example_is_answered(writer, program):
    log, campaigns = program("write"), program("campaigns")
    assert len(examples()) >= 9
    for method, address, body in examples():
        client = campaigns if address.startswith(f"{API}/campaigns") else log
        more = {"content": body, "headers": {"Content-Type": "application/json"}} if body else {}
        answer = client.request(method, address, **more)
        assert answer.status_code < 300, (method, address, answer.text)

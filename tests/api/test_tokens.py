"""Personal API tokens: made, used within their scope, listed, revoked; and never a way past anything else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import make_url, text

from app import clock
from tests.api.conftest import API, EXAMPLES
from tests.app.conftest import ADDRESS, NOW

TASKS = f"{API}/tasks"


def made(client, scope="write", name="Sheet"):
    answer = client.post(f"{API}/tokens", json={"name": name, "scope": scope})
    assert answer.status_code == 201
    return answer.json()


@pytest.fixture
def program(app, writer):
    """A program that brings a token, says nothing of where it comes from and has no cookie."""

    def with_token(secret):
        return TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {secret}"})

    return with_token


def test_a_program_logs_and_reads_with_a_token_alone(writer, program):
    client = program(made(writer)["secret"])
    row_id = uuid4()
    assert client.put(f"{API}/check-ins/{row_id}", json=EXAMPLES["check-ins"]).status_code == 201
    assert [row["id"] for row in writer.get(f"{API}/check-ins").json()["items"]] == [str(row_id)]
    assert client.get(f"{API}/me").json() == writer.get(f"{API}/me").json()
    assert client.get(f"{API}/report").status_code == 200


def test_a_token_that_may_read_changes_nothing(writer, program):
    client = program(made(writer, "read")["secret"])
    assert client.get(TASKS).status_code == 200
    answer = client.put(f"{TASKS}/{uuid4()}", json={"worked_on": "2026-11-02", "is_paid": True})
    assert (answer.status_code, answer.json()["code"]) == (403, "out_of_scope")
    assert client.get(TASKS).json()["items"] == []


def test_the_secret_is_shown_once_and_kept_nowhere(writer, sqlite_url):
    secret = made(writer)["secret"]
    assert secret.startswith("pgr_")
    assert secret not in writer.get(f"{API}/tokens").text
    assert secret not in writer.get("/you/tokens").text
    file = Path(make_url(sqlite_url).database)
    for part in file.parent.glob(f"{file.name}*"):
        assert secret.encode() not in part.read_bytes()


def test_a_revoked_token_opens_nothing_from_then_on(writer, program):
    token = made(writer)
    client = program(token["secret"])
    assert client.get(TASKS).status_code == 200
    assert writer.delete(f"{API}/tokens/{token['id']}").status_code == 204
    answer = client.get(TASKS)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert writer.get(f"{API}/tokens").json()["items"] == []
    assert writer.delete(f"{API}/tokens/{token['id']}").status_code == 204


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_the_day_of_the_last_use_is_noted_and_no_time(app, writer, program, method):
    token = made(writer)
    assert token["last_used_on"] is None
    client = program(token["secret"])
    with clock.frozen(NOW + timedelta(days=3)):
        client.request(
            method, f"{API}/check-ins/{uuid4()}" if method == "PUT" else TASKS, json=EXAMPLES["check-ins"]
        )
    (listed,) = writer.get(f"{API}/tokens").json()["items"]
    assert listed["last_used_on"] == "2026-11-15"


def test_a_token_makes_lists_and_revokes_no_token(writer, program):
    token = made(writer)
    client = program(token["secret"])
    for method, path in (("GET", ""), ("POST", ""), ("DELETE", f"/{token['id']}")):
        answer = client.request(method, f"{API}/tokens{path}", json={"name": "x", "scope": "write"})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "bearer x", "BEARER pgr_x", "Bearer pgr_" + "x" * 5000]
)
def test_a_bad_token_is_nobody_even_beside_a_good_cookie(writer, header):
    assert writer.get(TASKS).status_code == 200
    answer = writer.get(TASKS, headers={"Authorization": header})
    assert answer.status_code == 401
    answer = writer.put(
        f"{TASKS}/{uuid4()}",
        json={"worked_on": "2026-11-02", "is_paid": True},
        headers={"Authorization": header},
    )
    assert answer.status_code == 401
    assert writer.get(TASKS).json()["items"] == []


def test_beside_a_token_the_cookie_is_not_read(writer, browser, program):
    other = browser()
    other.post("/start")
    secret = made(other)["secret"]
    writer.put(f"{TASKS}/{uuid4()}", json={"worked_on": "2026-11-02", "is_paid": True})
    assert writer.get(TASKS, headers={"Authorization": f"Bearer {secret}"}).json()["items"] == []


@pytest.mark.parametrize("where", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_only_a_request_with_a_token_is_let_off_the_guard_and_only_under_the_api(writer, where):
    token = {"Authorization": f"Bearer {made(writer)['secret']}"}
    writer.headers.pop("Sec-Fetch-Site")
    body = {"worked_on": "2026-11-02", "is_paid": True}
    assert writer.put(f"{TASKS}/{uuid4()}", json=body, headers={**where, **token}).status_code == 201
    assert writer.put(f"{TASKS}/{uuid4()}", json=body, headers=where).status_code == 403
    before = writer.get(f"{API}/me").json()
    data = {"zone": "UTC", "currency": "EUR", "language": "es"}
    assert writer.post("/you", data=data, headers={**where, **token}).status_code == 403
    assert writer.get(f"{API}/me").json() == before


def test_a_token_opens_no_page(writer, program):
    client = program(made(writer)["secret"])
    answer = client.get("/today", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_session_is_no_token_and_a_token_no_session(writer, program, nobody):
    assert program(writer.cookies["session"]).get(TASKS).status_code == 401
    nobody.cookies.set("session", made(writer)["secret"])
    assert nobody.get(TASKS).status_code == 401


def test_there_are_at_most_twenty_tokens_at_a_time(writer):
    tokens = [made(writer, name=f"Sheet {number}") for number in range(20)]
    answer = writer.post(f"{API}/tokens", json={"name": "One more", "scope": "read"})
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "You have many tokens already. Revoke one first.",
    )
    writer.delete(f"{API}/tokens/{tokens[0]['id']}")
    made(writer)


def test_the_page_makes_shows_and_revokes_a_token_without_script(writer, program):
    page = writer.get("/you/tokens").text
    assert "No tokens yet" in page
    form = {"id": str(uuid4()), "name": "My <sheet>", "scope": "read"}
    shown = writer.post("/you/tokens", data=form)
    assert shown.status_code == 200
    secret = shown.text.partition('value="pgr_')[2].partition('"')[0]
    assert program(f"pgr_{secret}").get(TASKS).status_code == 200
    assert "My &lt;sheet&gt;" in shown.text
    again = writer.post("/you/tokens", data=form)
    assert "pgr_" not in again.text
    assert again.text.count("<b>My &lt;sheet&gt;</b>") == 1
    revoked = writer.post(f"/you/tokens/{form['id']}/revoke")
    assert revoked.status_code == 200
    assert "My &lt;sheet&gt;" not in revoked.text
    assert program(f"pgr_{secret}").get(TASKS).status_code == 401


@pytest.mark.parametrize(
    "form", [{"name": "", "scope": "read"}, {"name": "x"}, {"name": "x", "scope": "all"}]
)
def test_a_form_for_a_token_that_says_too_little_is_shown_again(writer, form):
    answer = writer.post("/you/tokens", data=form)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert writer.get(f"{API}/tokens").json()["items"] == []


def test_a_token_goes_with_the_hash_of_its_secret_only(app, writer):
    token = made(writer)
    with app.state.read_engine.connect() as connection:
        rows = connection.execute(text("SELECT kind, hash FROM secret WHERE kind = 'api_token'")).all()
    assert len(rows) == 1
    assert token["secret"] not in str(rows)

"""One shape for everything that can go wrong under /api."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.http import crosssite
from tests.api.conftest import API, EXAMPLES, on

NEEDED = {"type", "title", "status", "code", "detail", "request_id"}
TASK = f"{API}/tasks/{UUID(int=7)}"
SMALL = {"worked_on": "2026-11-02", "is_paid": True}


def is_problem(answer, status, code):
    said = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert set(said) - {"fields", "present", "sent", "conflict"} == NEEDED
    assert said["request_id"] == answer.headers["X-Request-Id"]
    assert said["type"] == f"{API}/problems/{code}"
    return said


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", f"{API}/nothing-here", 404, "not_found"),
        ("GET", "/api/", 404, "not_found"),
        ("GET", f"{API}/tasks/not-an-id", 404, "not_found"),
        ("GET", TASK, 404, "not_found"),
        ("PATCH", TASK, 405, "method_not_allowed"),
        ("PUT", f"{API}/tasks", 405, "method_not_allowed"),
        ("PUT", TASK, 422, "invalid"),
        ("GET", f"{API}/report?start=x", 422, "invalid"),
    ],
)
def test_every_mishap_has_the_same_shape(writer, method, path, status, code):
    is_problem(writer.request(method, path), status, code)


def test_a_method_that_is_none_says_which_there_are(writer):
    allowed = writer.patch(TASK).headers["Allow"]
    assert "GET" in allowed or "PUT" in allowed


def test_nobody_is_asked_to_sign_in(nobody):
    said = is_problem(nobody.get(TASK), 401, "not_signed_in")
    assert said["detail"] == "Please sign in first."


def test_a_request_of_another_site_is_a_problem_too(writer):
    answer = writer.put(TASK, json=SMALL, headers={"Sec-Fetch-Site": "cross-site"})
    is_problem(answer, 403, "cross_site")


def test_a_body_that_is_too_large_is_a_problem_too(writer, monkeypatch):
    monkeypatch.setattr(crosssite, "LARGEST_BODY", 100)
    is_problem(writer.put(TASK, json={**SMALL, "note": "x" * 200}), 413, "too_large")
    pieces = (b"{" + b" " * 60 for _ in range(3))
    kind = {"Content-Type": "application/json"}
    is_problem(writer.put(TASK, content=pieces, headers=kind), 413, "too_large")


def test_a_change_of_what_has_changed_is_412_for_a_program(phone):
    phone.put(TASK, json=EXAMPLES["tasks"])
    said = is_problem(phone.put(TASK, json=SMALL), 412, "stale")
    assert set(said) == NEEDED | {"present", "sent", "conflict"}
    assert said["present"]["revision"] == 1
    said = is_problem(phone.delete(TASK, headers=on(3)), 412, "stale")
    assert set(said) == NEEDED


def test_a_crash_is_a_problem_and_tells_nothing(phone, monkeypatch):
    from app.store import changes

    def fail(*_, **__):
        raise RuntimeError("Marguerite")

    monkeypatch.setattr(changes, "put", fail)
    answer = phone.put(TASK, json=SMALL)
    is_problem(answer, 500, "error")
    assert "Marguerite" not in answer.text


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"worked_on": "This is needed.", "is_paid": "This is needed."}),
        ({**SMALL, "writer_id": "x"}, {"writer_id": "There is no such field."}),
        ({**SMALL, "seconds": -1}, {"seconds": "This is too large or too small."}),
        ({**SMALL, "seconds": "60"}, {"seconds": "Write a whole number, like 12."}),
        ({**SMALL, "seconds": 1.5}, {"seconds": "Write a whole number, like 12."}),
        ({**SMALL, "is_paid": "perhaps"}, {"is_paid": "Say true or false."}),
        ({**SMALL, "outcome": "done"}, {"outcome": "This is none of the words we know."}),
        ({**SMALL, "note": "x" * 2001}, {"note": "At most 2,000 characters."}),
        ({**SMALL, "note": 7}, {"note": "Write it as text."}),
        ({**SMALL, "worked_on": "yesterday"}, {"worked_on": "Write the day like 2026-11-12."}),
        ({**SMALL, "worked_on": "1026-03-02"}, {"worked_on": "This is too large or too small."}),
        ({**SMALL, "currency": "usd"}, {"currency": "This is not written as we know it."}),
        ({**SMALL, "contract_id": "x"}, {"contract_id": "This is no id."}),
        (
            {**SMALL, "started_at": "2026-11-02T10:00"},
            {"started_at": "Write the instant with its zone, like 2026-11-12T18:00:00Z."},
        ),
        (
            {**SMALL, "started_at": "0001-01-01T00:00:00+14:00"},
            {"started_at": "This is too large or too small."},
        ),
        (
            {**SMALL, "started_at": "2026-11-02T10:00:00Z", "ended_at": "2026-11-02T09:00:00Z"},
            {"body": "The end is before the start."},
        ),
        ([], {"body": "Send an object with named fields, as application/json."}),
    ],
)
def test_what_is_wrong_stands_beside_its_field_in_a_sentence(writer, body, fields):
    assert is_problem(writer.put(TASK, json=body), 422, "invalid")["fields"] == fields


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b'{"a":' * 50_000, "application/json"),
        (b"[1e999999]", "application/json"),
        (b"9" * 5000, "application/json"),
        (b"\xff", "application/json"),
        (b'{"worked_on":"2026-11-02","is_paid":true}', "text/plain"),
        (b"worked_on=2026-11-02&is_paid=true", "application/x-www-form-urlencoded"),
        (b"", "application/json"),
    ],
)
def test_what_is_no_json_is_refused(writer, content, kind):
    answer = writer.put(TASK, content=content, headers={"Content-Type": kind})
    is_problem(answer, 422, "invalid")
    assert writer.get(TASK).status_code == 404


def test_the_sentences_are_in_the_language_of_whoever_asks(writer, nobody):
    said = nobody.get(TASK, headers={"Accept-Language": "es"}).json()
    assert said["detail"] == "Primero inicia sesión."
    writer.put(f"{API}/me", json={"zone": "UTC", "currency": "USD", "language": "es"})
    said = writer.put(TASK, json={}).json()
    assert said["fields"]["worked_on"] != "This is needed."
    assert said["code"] == "invalid"


def test_the_type_of_a_problem_leads_to_what_it_means(nobody):
    for code, status in (("stale", 412), ("key_taken", 422), ("not_found", 404), ("error", 500)):
        answer = nobody.get(f"{API}/problems/{code}")
        assert answer.status_code == 200
        assert (answer.json()["code"], answer.json()["status"]) == (code, status)
        assert answer.json()["meaning"]
    assert nobody.get(f"{API}/problems/nonsense").status_code == 404

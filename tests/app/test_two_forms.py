"""Two phones with the same form open: each changes what its writer touched, and nothing is overwritten unseen."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

SITUATION, ACCOUNT = "/you/situation", "/you"
SETTINGS = {"language": "en", "zone": "America/Los_Angeles", "currency": "USD"}
ANSWERS = {"hours": "30", "premium": "100", "place": "US-CA", "since": "2026-01-01"}


def shown(writer: TestClient, path: str = SITUATION) -> dict[str, str]:
    """The form as it stands on the page, as a browser would send it untouched."""
    return fields(writer.get("/you").text, path)


def fields(page: str, path: str = SITUATION) -> dict[str, str]:
    form = re.search(rf'<form [^>]*action="{path}">(.*?)</form>', page, re.DOTALL)
    assert form is not None
    found = {}
    for tag in re.findall(r"<input [^>]*>", form[1]):
        name, value = (re.search(rf' {part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and value and ("checkbox" not in tag or " checked" in tag):
            found[name[1]] = unescape(value[1])
    for name, inside in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', form[1], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    return found


def keep_the_logs(page: str) -> dict[str, str]:
    """What the button “Keep what the log says” adds to its form."""
    found = re.search(r'<button [^>]*name="(leave)" value="([^"]+)"', page)
    assert found is not None
    return {found[1]: found[2]}


@pytest.fixture
def both(writer: TestClient) -> TestClient:
    writer.post(SITUATION, data=ANSWERS)
    return writer


def test_an_earlier_form_leaves_what_it_did_not_touch(both: TestClient) -> None:
    early = shown(both)
    both.post(SITUATION, data={**shown(both), "hours": "20"})
    saved = both.post(SITUATION, data={**early, "premium": "250"})
    assert saved.status_code == 200
    assert (shown(both)["hours"], shown(both)["premium"]) == ("20", "250.00")


def test_what_both_changed_is_asked_with_both_values(both: TestClient) -> None:
    early = shown(both)
    both.post(SITUATION, data={**shown(both), "hours": "20", "place": "US-NY"})
    asked = both.post(SITUATION, data={**early, "hours": "25", "premium": "250"})
    assert asked.status_code == 409
    assert "<td>25</td><td>20</td>" in asked.text
    assert shown(both)["premium"] == "100.00"  # nothing is kept before she has chosen
    form = fields(asked.text)
    assert (form["hours"], form["premium"], form["place"]) == ("25", "250", "US-NY")
    both.post(SITUATION, data=form)
    now = shown(both)
    assert (now["hours"], now["premium"], now["place"]) == ("25", "250.00", "US-NY")


def test_she_may_keep_what_the_log_says_and_save_the_rest(both: TestClient) -> None:
    early = shown(both)
    both.post(SITUATION, data={**shown(both), "hours": "20"})
    asked = both.post(SITUATION, data={**early, "hours": "25", "premium": "250"})
    assert asked.status_code == 409
    left = both.post(SITUATION, data=fields(asked.text) | keep_the_logs(asked.text))
    assert left.status_code == 200
    assert (shown(both)["hours"], shown(both)["premium"]) == ("20", "250.00")


def test_keeping_the_log_says_nothing_of_what_changes_after_the_question(both: TestClient) -> None:
    early = shown(both)
    both.post(SITUATION, data={**shown(both), "hours": "20"})
    asked = both.post(SITUATION, data={**early, "hours": "25", "premium": "250"})
    both.post(SITUATION, data={**shown(both), "premium": "90"})
    again = both.post(SITUATION, data=fields(asked.text) | keep_the_logs(asked.text))
    assert again.status_code == 409
    assert "<td>250</td><td>90.00</td>" in again.text
    both.post(SITUATION, data=fields(again.text) | keep_the_logs(again.text))
    assert (shown(both)["hours"], shown(both)["premium"]) == ("20", "90.00")


def test_the_same_answer_on_both_phones_is_no_question(both: TestClient) -> None:
    early = shown(both)
    for _ in range(2):
        assert both.post(SITUATION, data={**early, "hours": "20"}).status_code == 200
    assert shown(both)["hours"] == "20"


def test_the_account_form_leaves_what_it_did_not_touch_and_asks_for_the_rest(writer: TestClient) -> None:
    early = shown(writer, ACCOUNT)
    writer.post(ACCOUNT, data={**early, "zone": "Europe/Berlin"})
    writer.post(ACCOUNT, data={**early, "currency": "EUR"})
    now = shown(writer, ACCOUNT)
    assert (now["zone"], now["currency"]) == ("Europe/Berlin", "EUR")
    asked = writer.post(ACCOUNT, data={**early, "zone": "Asia/Tokyo"})
    assert asked.status_code == 409
    assert "<td>Asia/Tokyo</td><td>Europe/Berlin</td>" in asked.text
    writer.post(ACCOUNT, data=fields(asked.text, ACCOUNT) | keep_the_logs(asked.text))
    assert shown(writer, ACCOUNT)["zone"] == "Europe/Berlin"
    writer.post(ACCOUNT, data=fields(asked.text, ACCOUNT))
    assert shown(writer, ACCOUNT)["zone"] == "Asia/Tokyo"


def test_a_program_changes_only_the_settings_it_sends(writer: TestClient) -> None:
    me = writer.get("/api/v1/me")
    answer = writer.put("/api/v1/me", json={"currency": "EUR"})
    assert (answer.json()["currency"], answer.json()["zone"]) == ("EUR", me.json()["zone"])
    assert answer.headers["etag"] != me.headers["etag"]
    unchanged = writer.get("/api/v1/me", headers={"If-None-Match": answer.headers["etag"]})
    assert unchanged.status_code == 304


def test_a_program_that_names_an_earlier_revision_gets_the_present_settings(writer: TestClient) -> None:
    early = {"If-Match": writer.get("/api/v1/me").headers["etag"]}
    sent = {"zone": "Europe/Berlin"}
    assert writer.put("/api/v1/me", json=sent, headers=early).status_code == 200
    assert writer.put("/api/v1/me", json=sent, headers=early).status_code == 200  # sent twice
    late = writer.put("/api/v1/me", json={"zone": "Asia/Tokyo"}, headers=early)
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert (late.json()["present"]["zone"], late.json()["sent"]) == ("Europe/Berlin", {"zone": "Asia/Tokyo"})
    assert writer.get("/api/v1/me").json()["zone"] == "Europe/Berlin"

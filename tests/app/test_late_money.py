"""A late form of money: both versions are shown and kept, the choice is hers, and an edit survives taking out."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from app.web.phone_words import TEMPLATES
from app.web.stale import AMOUNTS

PAYMENT = {"kind": "task_pay", "currency": "USD", "platform": "Northlight", "earned_on": "2026-11-02"}
PAYOUT = {"currency": "USD", "platform": "Northlight", "arrived_on": "2026-11-10"}
COST = {"category": "Laptop", "currency": "USD", "spent_on": "2026-10-20", "months": "1"}
#: Noun -> where it is logged, where it is changed, what its form says beside the amount, its amount's column.
FORMS = {
    "payments": ("/payments", "/payments/{}", PAYMENT, "amount_minor"),
    "payouts": ("/payments/payouts", "/payments/payouts/{}/edit", PAYOUT, "gross_minor"),
    "expenses": ("/payments/costs", "/payments/costs/{}", COST, "amount_minor"),
}


def logged(writer: TestClient, noun: str) -> str:
    new, _, form, _ = FORMS[noun]
    assert writer.post(new, data={**form, "amount": "120"}).status_code == 200
    return str(writer.get(f"/api/v1/{noun}").json()["items"][0]["id"])


def save(writer: TestClient, noun: str, row_id: str, amount: str, **more: str):
    _, path, form, _ = FORMS[noun]
    return writer.post(path.format(row_id), data={**form, "amount": amount, **more})


def said(writer: TestClient, noun: str, row_id: str) -> int:
    return int(writer.get(f"/api/v1/{noun}/{row_id}").json()[FORMS[noun][3]])


@pytest.mark.parametrize("noun", FORMS)
def test_both_versions_are_shown_and_hers_is_saved_when_she_says_so(writer: TestClient, noun: str) -> None:
    row_id = logged(writer, noun)
    save(writer, noun, row_id, "90", note="From the laptop", revision="1")
    late = save(writer, noun, row_id, "77", revision="1")
    assert late.status_code == 409
    assert "<td>77</td><td>90.00</td>" in late.text
    assert "<td>nothing</td><td>From the laptop</td>" in late.text
    assert said(writer, noun, row_id) == 9000
    [conflict] = writer.get("/api/v1/conflicts").json()["items"]
    assert f'name="conflict" value="{conflict["id"]}"' in late.text
    save(writer, noun, row_id, "77", revision="2", conflict=conflict["id"])
    assert said(writer, noun, row_id) == 7700
    assert not writer.get("/api/v1/conflicts").json()["items"]
    assert "$90.00" in writer.get(f"/history/{noun}/{row_id}").text


def test_hidden_amounts_stay_hidden_beside_each_other(writer: TestClient) -> None:
    row_id = logged(writer, "payments")
    save(writer, "payments", row_id, "90", revision="1")
    writer.post("/you/amounts")
    late = save(writer, "payments", row_id, "77", revision="1")
    assert (late.status_code, "<td>•••</td><td>•••</td>" in late.text, "90.00" in late.text) == (
        409,
        True,
        False,
    )


def test_days_are_said_as_people_say_them(writer: TestClient) -> None:
    row_id = logged(writer, "payments")
    save(writer, "payments", row_id, "90", revision="1", expected_on="2026-12-01")
    late = save(writer, "payments", row_id, "77", revision="1", expected_on="2026-12-24").text
    assert "<td>24 December 2026</td><td>1 December 2026</td>" in late


def test_every_field_of_money_is_known_to_be_one() -> None:
    # What if keeps nothing that could be saved late.
    kept = (page for page in TEMPLATES.rglob("*.html") if page.parent.name != "whatif")
    pages = "".join(page.read_text() for page in kept)
    assert set(re.findall(r'\.amount\([\w.]+, "(\w+)"', pages)) == AMOUNTS


@pytest.mark.parametrize("noun", FORMS)
def test_what_she_does_not_save_can_be_seen_later(writer: TestClient, noun: str) -> None:
    row_id = logged(writer, noun)
    save(writer, noun, row_id, "90", revision="1")
    late = save(writer, noun, row_id, "77", revision="1")
    leave = re.search(r'action="(/conflicts/[^"]+/leave)"', late.text)
    assert leave is not None
    kept = writer.post(leave[1])
    assert "Typed on an earlier version" in kept.text
    assert "$77.00" in kept.text
    assert said(writer, noun, row_id) == 9000
    assert not writer.get("/api/v1/conflicts").json()["items"]


@pytest.mark.parametrize("noun", FORMS)
def test_an_edit_of_what_was_taken_out_brings_it_back_and_says_so(writer: TestClient, noun: str) -> None:
    row_id = logged(writer, noun)
    writer.delete(f"/api/v1/{noun}/{row_id}")
    saved = save(writer, noun, row_id, "77", revision="1")
    assert "It had been taken out, and counts again." in saved.text
    row = writer.get(f"/api/v1/{noun}/{row_id}").json()
    assert (row["withdrawn_at"], said(writer, noun, row_id)) == (None, 7700)


@pytest.mark.parametrize("noun", FORMS)
def test_one_answer_settles_all_that_its_page_was_asked(writer: TestClient, noun: str) -> None:
    row_id = logged(writer, noun)
    save(writer, noun, row_id, "90", revision="1")
    first = asked(save(writer, noun, row_id, "77", revision="1").text)
    save(writer, noun, row_id, "95", revision="2")
    second = asked(save(writer, noun, row_id, "77", revision="2", conflict=first).text)
    assert [row["id"] for row in writer.get("/api/v1/conflicts").json()["items"]] == [second]
    save(writer, noun, row_id, "77", revision="3", conflict=second)
    assert said(writer, noun, row_id) == 7700
    assert not writer.get("/api/v1/conflicts").json()["items"]


@pytest.mark.parametrize("noun", FORMS)
def test_an_edit_that_brings_back_what_was_changed_too_leaves_no_question(
    writer: TestClient, noun: str
) -> None:
    row_id = logged(writer, noun)
    save(writer, noun, row_id, "90", revision="1")
    writer.delete(f"/api/v1/{noun}/{row_id}")
    saved = save(writer, noun, row_id, "77", revision="1")
    assert "It had been taken out, and counts again." in saved.text
    assert not writer.get("/api/v1/conflicts").json()["items"]
    assert "Typed on an earlier version" in writer.get(f"/history/{noun}/{row_id}").text


@pytest.mark.parametrize("noun", ["payments", "payouts"])
def test_a_new_platform_in_a_late_form_is_asked_about(writer: TestClient, noun: str) -> None:
    row_id = logged(writer, noun)
    save(writer, noun, row_id, "130", platform="", revision="1")
    late = save(writer, noun, row_id, "130", platform="NewCo", revision="1")
    conflict = asked(late.text)
    assert "<td>NewCo</td><td>nothing</td>" in late.text
    save(writer, noun, row_id, "130", platform="NewCo", revision="2", conflict=conflict)
    assert "NewCo" in [row["name"] for row in writer.get("/api/v1/platforms").json()["items"]]
    assert not writer.get("/api/v1/conflicts").json()["items"]


def test_the_history_shows_each_amount_in_the_currency_it_was_typed_in(writer: TestClient) -> None:
    row_id = logged(writer, "payouts")
    exchange = {"received_currency": "EUR", "rate": "0.92", "rate_source": "My bank"}
    save(writer, "payouts", row_id, "90", revision="1")
    late = save(writer, "payouts", row_id, "5000", currency="JPY", revision="1", **exchange)
    assert late.status_code == 409
    page = writer.get(f"/history/payouts/{row_id}").text
    assert "¥5,000" in page
    assert "$50.00" not in page
    for label in ("It came in", "Rate", "Rate from"):
        assert f">{label}<" in page
    save(writer, "payouts", row_id, "5000", currency="JPY", revision="2")
    page = writer.get(f"/history/payouts/{row_id}").text
    assert "$90.00" in page
    assert "¥9,000" not in page


def asked(page: str) -> str:
    """The conflict that a page asks about."""
    found = re.search(r'name="conflict" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_late_form_makes_no_platform_and_a_double_tap_is_no_question(writer: TestClient) -> None:
    row_id = logged(writer, "payments")
    for _ in range(2):
        assert save(writer, "payments", row_id, "90", revision="1").status_code == 200
    assert save(writer, "payments", row_id, "77", platform="Elsewhere", revision="1").status_code == 409
    assert [row["name"] for row in writer.get("/api/v1/platforms").json()["items"]] == ["Northlight"]

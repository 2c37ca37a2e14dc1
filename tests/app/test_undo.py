"""Undo after saving a change: of every row that has a form, once, by its owner, while nobody changed it again."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

LEAST = {"like": "other", "kind": "Scenes", "duration": "30", "is_paid": "yes", "pay": "7", "day": "today"}

CONTRACT = {
    "name": "Contract 19",
    "platform": "Northlight",
    "task_kind": "Rank pairs",
    "pay_model": "hourly",
    "rate": "$26.54",
    "started_on": "2026-11-01",
    "pay_lag_days": "7",
}


@pytest.fixture
def ids(writer: TestClient) -> dict[str, str]:
    """A contract with terms, a step and a review, and an entry on it."""
    writer.post("/work", data=CONTRACT)
    made = writer.get("/api/v1/contracts").json()["items"][0]["id"]
    writer.post("/today", data={**LEAST, "contract": made})
    terms = {"pay_model": "hourly", "rate": "20", "effective_on": "2026-09-01"}
    writer.post(f"/work/{made}/terms", data=terms)  # what was accepted is never edited
    writer.post(f"/work/{made}/terms", data={**terms, "effective_on": "2026-11-05"})
    writer.post(f"/work/{made}/life", data={"state": "paused", "entered_on": "2026-11-01"})
    writer.post(f"/work/{made}/review", data={"reviewed_on": "2026-11-01", "appeal_possible": "no"})
    nouns = ("tasks", "terms", "contract-states", "contract-reviews", "platforms", "contracts")
    found = {noun: writer.get(f"/api/v1/{noun}").json()["items"] for noun in nouns}
    assert all(found.values()), found
    return {noun: rows[-1]["id"] for noun, rows in found.items()}


CHANGES = {
    "tasks": ("/work/entries/{}", {"is_paid": "yes", "worked_on": "2026-11-10", "pay": "9"}),
    "contracts": ("/work/{}/edit", {"name": "Endings II", "platform": "Northlight"}),
    "terms": ("/work/terms/{}", {"pay_model": "hourly", "rate": "25", "effective_on": "2026-11-05"}),
    "contract-states": ("/work/states/{}", {"state": "active", "entered_on": "2026-11-05"}),
    "contract-reviews": ("/work/reviews/{}", {"reviewed_on": "2026-11-02", "appeal_possible": "yes"}),
    "platforms": ("/work/platforms/{}", {"name": "Northlight II"}),
}


def row(writer: TestClient, noun: str, ids: dict[str, str]) -> dict[str, object]:
    """What a row says, and its revision apart."""
    found: dict[str, object] = writer.get(f"/api/v1/{noun}/{ids[noun]}").json()
    return {name: value for name, value in found.items() if name not in {"updated_at", "revision"}}


def change(writer: TestClient, noun: str, ids: dict[str, str]) -> str:
    """Save a change by its form; where the status line says it is undone."""
    path, form = CHANGES[noun]
    revision = writer.get(f"/api/v1/{noun}/{ids[noun]}").json()["revision"]
    saved = writer.post(path.format(ids[noun]), data={**form, "revision": revision})
    assert saved.status_code == 200
    return undo_in(saved.text)


def undo_in(page: str) -> str:
    found = re.search(r'role="status">.*?action="(/undo/[^"]+)"', page)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("noun", CHANGES)
def test_a_change_is_undone_and_the_undo_too(writer: TestClient, ids: dict[str, str], noun: str) -> None:
    before = row(writer, noun, ids)
    undo = change(writer, noun, ids)
    after = row(writer, noun, ids)
    assert after != before
    undone = writer.post(undo)
    assert "Put back as it was." in undone.text
    assert row(writer, noun, ids) == before
    writer.post(undo_in(undone.text))
    assert row(writer, noun, ids) == after


def test_what_was_changed_again_is_not_undone(writer: TestClient, ids: dict[str, str]) -> None:
    undo = change(writer, "tasks", ids)
    writer.post(f"/work/entries/{ids['tasks']}", data={**CHANGES["tasks"][1], "pay": "11", "revision": "2"})
    refused = writer.post(undo)
    assert refused.status_code == 409
    assert "This was changed again since, so nothing was undone." in refused.text
    assert row(writer, "tasks", ids)["expected_minor"] == 1100


def test_a_tap_twice_does_not_bring_the_change_back(writer: TestClient, ids: dict[str, str]) -> None:
    before = row(writer, "tasks", ids)
    undo = change(writer, "tasks", ids)
    writer.post(undo)
    assert writer.post(undo).status_code == 409
    assert row(writer, "tasks", ids) == before


def test_the_contract_goes_with_the_step_that_is_undone(writer: TestClient, ids: dict[str, str]) -> None:
    undo = change(writer, "contract-states", ids)
    assert row(writer, "contracts", ids)["state"] == "active"
    writer.post(undo)
    assert row(writer, "contracts", ids)["state"] == "paused"


def test_nothing_is_offered_where_nothing_was_changed(writer: TestClient, ids: dict[str, str]) -> None:
    for told in ("tasks", f"tasks.{ids['tasks']}.1", f"nothing.{ids['tasks']}.2", "a.b.c.d"):
        assert "/undo/" not in writer.get("/work", params={"saved": "entry", "edit": told}).text
    for path in (f"/undo/nothing/{ids['tasks']}", f"/undo/sessions/{ids['tasks']}?revision=1"):
        assert writer.post(path).status_code == 404


def test_the_form_of_an_entry_names_its_change_for_the_page_that_comes_after(
    writer: TestClient, ids: dict[str, str]
) -> None:
    found = re.search(r'data-next="([^"]+)"', writer.get(f"/work/entries/{ids['tasks']}").text)
    assert found is not None
    change(writer, "tasks", ids)
    assert f"/undo/tasks/{ids['tasks']}?revision=2" in unescape(writer.get(unescape(found[1])).text)


MONEY = {
    "payments": (
        "/payments",
        "/payments/{}",
        {"kind": "task_pay", "currency": "USD", "earned_on": "2026-11-02", "platform": "Northlight"},
        "amount_minor",
    ),
    "payouts": (
        "/payments/payouts",
        "/payments/payouts/{}/edit",
        {"currency": "USD", "arrived_on": "2026-11-02", "platform": "Northlight"},
        "gross_minor",
    ),
    "expenses": (
        "/payments/costs",
        "/payments/costs/{}",
        {"category": "Headset", "currency": "USD", "spent_on": "2026-11-02", "months": "1"},
        "amount_minor",
    ),
}


class Money:
    """A row of money of 120 dollars, and its form."""

    def __init__(self, writer: TestClient, noun: str) -> None:
        self.writer, self.noun = writer, noun
        path, self.form, self.said, self.column = MONEY[noun]
        writer.post(path, data={**self.said, "amount": "120"})
        self.row = f"/api/v1/{noun}/{writer.get(f'/api/v1/{noun}').json()['items'][0]['id']}"

    def change(self, amount: str) -> str:
        revision = self.writer.get(self.row).json()["revision"]
        path = self.form.format(self.row.rpartition("/")[2])
        saved = self.writer.post(path, data={**self.said, "amount": amount, "revision": revision})
        return undo_in(saved.text)

    def minor(self) -> int:
        return int(self.writer.get(self.row).json()[self.column])


@pytest.fixture(params=MONEY)
def money(request: pytest.FixtureRequest, writer: TestClient) -> Money:
    return Money(writer, request.param)


def test_a_change_of_money_is_undone_once_and_the_undo_too(writer: TestClient, money: Money) -> None:
    undo = money.change("90")
    undone = writer.post(undo)
    assert "Put back as it was." in undone.text
    assert (writer.post(undo).status_code, money.minor()) == (409, 12000)
    writer.post(undo_in(undone.text))
    assert money.minor() == 9000


def test_undo_leaves_what_somebody_else_changed_since(writer: TestClient, money: Money) -> None:
    undo = money.change("90")
    money.change("95")
    assert (writer.post(undo).status_code, money.minor()) == (409, 9500)


def test_undo_of_money_that_was_taken_out_since_is_refused(writer: TestClient, money: Money) -> None:
    undo = money.change("90")
    writer.delete(money.row)
    assert writer.post(undo).status_code == 409
    assert writer.get(money.row).json()["withdrawn_at"]


NEW = {**LEAST, "platform": "Northlight", "kind": "Scenes"}


def places(writer: TestClient) -> tuple[list[str], list[str]]:
    """The names of the platforms and of the contracts."""
    found = (writer.get(f"/api/v1/{noun}").json()["items"] for noun in ("platforms", "contracts"))
    names = [[row["name"] for row in rows] for rows in found]
    return names[0], names[1]


def saved(answer: Any) -> str:
    """The id of the entry that was just saved."""
    return str(answer.url.params["saved"])


def test_the_undo_of_past_work_takes_back_the_contract_and_the_platform_it_made(writer: TestClient) -> None:
    task = saved(writer.post("/today", data=NEW))
    assert places(writer) == (["Northlight"], ["Scenes"])
    writer.post(f"/work/entries/{task}/withdraw", data={"back": "/today"})
    assert places(writer) == ([], [])
    assert "1 contract" not in writer.get("/real-pay").text
    back = writer.post(f"/work/entries/{task}/restore", data={"back": "/today"})
    assert "Northlight" in back.text
    assert places(writer) == (["Northlight"], ["Scenes"])
    writer.post(f"/work/entries/{task}/withdraw", data={"back": "/today"})
    assert places(writer) == ([], [])


def test_an_undo_leaves_what_more_than_its_save_stands_on(writer: TestClient) -> None:
    first = saved(writer.post("/today", data=NEW))
    second = saved(writer.post("/today", data={**NEW, "kind": "Endings"}))
    contract = writer.get(f"/api/v1/tasks/{first}").json()["contract_id"]
    writer.post(
        f"/work/{contract}/terms", data={"pay_model": "hourly", "rate": "20", "effective_on": "2026-11-05"}
    )
    writer.post(f"/work/entries/{first}/withdraw")
    assert places(writer) == (["Northlight"], ["Endings", "Scenes"])  # it has terms
    writer.post(f"/work/entries/{second}/withdraw")
    assert places(writer) == (["Northlight"], ["Scenes"])  # the platform was made by the first
    third = saved(writer.post("/today", data={**NEW, "platform": "Annex"}))
    contract = writer.get(f"/api/v1/tasks/{third}").json()["contract_id"]
    writer.post(f"/work/{contract}/edit", data={"name": "Renamed", "platform": "Annex", "revision": "1"})
    writer.post(f"/work/entries/{third}/withdraw")
    assert "Renamed" in places(writer)[1]  # she changed it


def test_an_undo_takes_no_contract_that_was_there_before(writer: TestClient) -> None:
    writer.post("/work", data=CONTRACT)
    found = places(writer)
    contract = writer.get("/api/v1/contracts").json()["items"][0]["id"]
    task = saved(writer.post("/today", data={**LEAST, "contract": contract}))
    writer.post(f"/work/entries/{task}/withdraw")
    assert places(writer) == found


def test_the_undo_of_a_stop_takes_back_the_contract_it_made(writer: TestClient) -> None:
    timer = "0198b3a0-0000-7000-8000-0000000000aa"
    writer.post("/timer", data={"id": timer, "kind": "Scenes"})
    said = {
        "whole": "yes",
        "typed_duration": "5",
        "is_paid": "yes",
        "kind": "Scenes",
        "platform": "Northlight",
    }
    for _ in range(2):
        writer.post(f"/timer/{timer}/stop", data=said)
        assert places(writer) == (["Northlight"], ["Scenes"])
        writer.post(f"/timer/{timer}/resume")
        assert places(writer) == ([], [])
    writer.post(f"/timer/{timer}", data={"kind": "Scenes", "platform": "Northlight"})
    writer.post(f"/timer/{timer}/stop")
    writer.post(f"/timer/{timer}/resume")
    assert places(writer) == (["Northlight"], ["Scenes"])  # the timer that runs on stands on it


def test_past_work_of_a_phone_is_undone_like_that_of_a_page(writer: TestClient) -> None:
    task = "0198b3a0-0000-7000-8000-0000000000bb"
    body = {"worked_on": "2026-11-12", "seconds": 600, "kind": "Scenes", "platform": "Northlight"}
    assert writer.put(f"/api/v1/entries/{task}", json=body).status_code == 201
    assert places(writer) == (["Northlight"], ["Scenes"])
    writer.post(f"/work/entries/{task}/withdraw")
    assert places(writer) == ([], [])

"""“Yes, it arrived”, tapped twice: one payout, and the second tap shows what the first one did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import clock
from app.database import Engine
from tests.app.conftest import ADDRESS, NOW, OURS, served

WORK = {
    "like": "other",
    "kind": "Scenes",
    "platform": "Northlight",
    "duration": "60",
    "is_paid": "yes",
    "pay": "40",
}
LATE = {"day": "other", "other_day": "2026-11-02"}


def asked(page: str) -> dict[str, str]:
    """The form of the first “It arrived” on a page, as a browser would send it."""
    form = re.search(r'action="/payments/arrived">(.*?)</form>', page, re.DOTALL)
    assert form is not None
    return dict(re.findall(r'name="(\w+)" value="([^"]+)"', form[1]))


def arrivals(writer: TestClient) -> list[int]:
    """How many payouts and payments there are."""
    return [len(writer.get(f"/api/v1/{noun}").json()["items"]) for noun in ("payouts", "payments")]


@pytest.mark.parametrize("path", ["/payments", "/today"])
def test_a_second_tap_shows_the_success_of_the_first(writer: TestClient, path: str) -> None:
    debt = {"kind": "task_pay", "currency": "USD", "earned_on": "2026-11-02", "platform": "Northlight"}
    writer.post("/payments", data={**debt, "amount": "312", "expected_on": "2026-11-09"})
    form = asked(writer.get(path).text)
    first, second = (writer.post("/payments/arrived", data=form) for _ in range(2))
    assert (second.status_code, str(second.url)) == (200, str(first.url))
    assert "Saved: it arrived today." in second.text
    assert arrivals(writer) == [1, 1]


def test_a_tap_of_the_next_day_shows_the_success_of_the_first(writer: TestClient) -> None:
    writer.post("/today", data={**WORK, **LATE})
    form = asked(writer.get("/payments").text)
    with clock.frozen(datetime(2026, 11, 13, 18, tzinfo=UTC)):
        first, second = (writer.post("/payments/arrived", data=form) for _ in range(2))
    assert str(second.url) == str(first.url)
    assert arrivals(writer) == [1, 1]


def test_what_was_taken_back_can_arrive_again(writer: TestClient) -> None:
    writer.post("/today", data={**WORK, **LATE})
    form = asked(writer.get("/payments").text)
    first = writer.post("/payments/arrived", data=form)
    writer.post(f"/payments/arrived/{str(first.url).rpartition('=')[2]}/undo")
    again, second = (writer.post("/payments/arrived", data=form) for _ in range(2))
    assert "Nothing owed to you." in again.text
    assert str(again.url) == str(second.url) != str(first.url)
    assert arrivals(writer) == [1, 1]


def test_what_nobody_was_shown_is_not_owed(writer: TestClient) -> None:
    form = {"owed": "none.none.USD", "shown": "0199f0c4-0000-7000-8000-000000000001"}
    assert writer.post("/payments/arrived", data=form).status_code == 404


@pytest.fixture
def app_of_both(engine: Engine) -> Iterator[FastAPI]:
    with served(engine.url.render_as_string(hide_password=False)) as app:
        yield app


def test_two_taps_at_once_are_one_payout(app_of_both: FastAPI) -> None:
    def browser() -> TestClient:
        return TestClient(app_of_both, base_url=ADDRESS, headers=OURS)

    with clock.frozen(NOW):
        writer, phones = browser(), [browser() for _ in range(4)]
        writer.post("/start", data={"zone": "America/Los_Angeles"})
        writer.post("/today", data={**WORK, **LATE})
        for phone in phones:
            phone.cookies.update(writer.cookies)
        form = asked(writer.get("/payments").text)
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda phone: phone.post("/payments/arrived", data=form), phones))
        assert [answer.status_code for answer in answers] == [200] * 4
        assert len({str(answer.url) for answer in answers}) == 1
        assert arrivals(writer) == [1, 1]


def test_an_amount_that_was_not_shown_is_shown_before_it_is_logged(writer: TestClient) -> None:
    writer.post("/today", data={**WORK, **LATE})
    form = asked(writer.get("/payments").text)
    writer.post("/today", data={**WORK, **LATE, "pay": "60"})
    again = writer.post("/payments/arrived", data=form)
    assert arrivals(writer) == [0, 0]
    assert "What is owed here has changed, so nothing was saved." in again.text
    assert "$100.00 owed by Northlight" in again.text
    writer.post("/payments/arrived", data=asked(again.text))
    assert [row["net_minor"] for row in writer.get("/api/v1/payouts").json()["items"]] == [10000]

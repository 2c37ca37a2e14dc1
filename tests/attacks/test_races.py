"""Several requests of one log at the same moment, on both databases: each finds what the one before has left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app import clock
from app.database import Engine
from tests.app.conftest import ADDRESS, NOW, OURS, served

TURNS = 6
Phones = Callable[[int], list[TestClient]]


@pytest.fixture
def app_of_both(engine: Engine) -> Iterator[FastAPI]:
    with served(engine.url.render_as_string(hide_password=False)) as app, clock.frozen(NOW):
        yield app


@pytest.fixture
def strangers(app_of_both: FastAPI) -> Phones:
    return lambda count: [TestClient(app_of_both, base_url=ADDRESS, headers=OURS) for _ in range(count)]


@pytest.fixture
def phones(strangers: Phones) -> Phones:
    """So many browsers of one writer."""

    def made(count: int) -> list[TestClient]:
        found = strangers(count)
        found[0].post("/start", data={"zone": "America/Los_Angeles"})
        for phone in found[1:]:
            phone.cookies.update(found[0].cookies)
        return found

    return made


def at_once(*asked: Callable[[], Any]) -> list[Any]:
    """What each answers, all begun at the same moment."""
    gate = Barrier(len(asked))

    def one(ask: Callable[[], Any]) -> Any:
        gate.wait()
        return ask()

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(one, asked))


def key_of(phone: TestClient) -> dict[str, str]:
    """What the form says that makes words: which there are now."""
    found = re.search(r'name="form_key" value="([^"]+)"', phone.get("/you/keep").text)
    assert found
    return {"form_key": found[1]}


def new_words(phone: TestClient, form: dict[str, str] | None = None) -> str:
    """Made by the page that shows them; nothing where they were made once from this form."""
    page = phone.post("/you/keep/words", data=form or key_of(phone)).text
    return " ".join(re.findall(r"<li[^>]*>\s*(?:<[^>]+>)*\s*([a-z]+)", page)[:12])


def opens(stranger: TestClient, words: str) -> bool:
    return stranger.post("/sign-in", data={"words": words}, follow_redirects=False).status_code == 303


def test_two_taps_leave_one_set_of_words(phones: Phones, strangers: Phones) -> None:
    first, second = phones(2)
    form = key_of(first)
    made = at_once(lambda: new_words(first, form), lambda: new_words(second, form))
    assert sum(opens(stranger, words) for stranger, words in zip(strangers(2), made, strict=True)) == 1


def test_who_signs_in_with_old_words_while_new_ones_are_made_is_out(
    phones: Phones, strangers: Phones
) -> None:
    [owner] = phones(1)
    words = new_words(owner)
    for thief in strangers(TURNS):
        old = words
        _, words = at_once(lambda thief=thief, old=old: opens(thief, old), lambda: new_words(owner))
        assert thief.get("/api/v1/me").status_code == 401


def test_of_two_codes_for_another_phone_one_opens(phones: Phones, strangers: Phones) -> None:
    def code(phone: TestClient) -> str:
        found = re.search(r"/open/[\w-]+", phone.post("/you/devices/add").text)
        assert found
        return found[0]

    made = at_once(*(lambda phone=phone: code(phone) for phone in phones(4)))
    answers = [
        stranger.post(address, follow_redirects=False).status_code
        for stranger, address in zip(strangers(4), made, strict=True)
    ]
    assert answers.count(303) == 1


def put(phone: TestClient, noun: str, said: dict[str, Any], revision: str | None = None) -> Response:
    headers = {"If-Match": f'"{revision}"'} if revision else {}
    answer: Response = phone.put(f"/api/v1/{noun}", json=said, headers=headers)
    return answer


def test_a_payout_is_matched_once_however_often_it_is_tapped(phones: Phones) -> None:
    taps = phones(4)
    contract, payout, payment = (str(uuid4()) for _ in range(3))
    money = {"currency": "USD"}
    platform = str(uuid4())
    put(taps[0], f"platforms/{platform}", {"name": "Northlight"})
    put(taps[0], f"contracts/{contract}", {"name": "Endings", "platform_id": platform})
    arrived = {"arrived_on": "2026-11-10", "platform_id": platform}
    whole = {"gross_minor": 1000, "fee_minor": 0, "net_minor": 1000}
    assert put(taps[0], f"payouts/{payout}", {**money, **arrived, **whole}).status_code == 201
    earned = {"contract_id": contract, "kind": "task_pay", "amount_minor": 1000, "earned_on": "2026-11-02"}
    assert put(taps[0], f"payments/{payment}", {**money, **earned}).status_code == 201
    form = {f"take-{payment}": "yes", f"amount-{payment}": "10"}
    at_once(*(lambda tap=tap: tap.post(f"/payments/payouts/{payout}/matches", data=form) for tap in taps))
    kept: Sequence[Any] = taps[0].get("/api/v1/payout-matches").json()["items"]
    assert [row["amount_minor"] for row in kept] == [1000]


def test_an_undo_beside_another_change_undoes_it_or_says_that_it_did_not(phones: Phones) -> None:
    one, other = phones(2)
    said = {"worked_on": "2026-11-03", "is_paid": True}
    for _ in range(TURNS):
        entry = f"tasks/{uuid4()}"
        put(one, entry, {**said, "seconds": 60})
        put(one, entry, {**said, "seconds": 120}, "1")
        undone, changed = at_once(
            lambda entry=entry: one.post(f"/undo/{entry}?revision=2", follow_redirects=False),
            lambda entry=entry: put(other, entry, {**said, "seconds": 77}, "2"),
        )
        seconds = one.get(f"/api/v1/{entry}").json()["seconds"]
        was_undone = undone.status_code == 303
        assert (was_undone, changed.status_code, seconds) in {(True, 412, 60), (False, 200, 77)}


def test_of_starts_at_once_the_last_runs_and_nothing_that_was_stopped_reaches_into_it(phones: Phones) -> None:
    taps = phones(4)
    begun = [NOW - timedelta(minutes=minutes) for minutes in (9, 3, 7, 5)]
    at_once(
        *(
            lambda tap=tap, at=at: put(tap, f"timers/{uuid4()}", {"started_at": at.isoformat()})
            for tap, at in zip(taps, begun, strict=True)
        )
    )
    timers = taps[0].get("/api/v1/timers").json()["items"]
    [running] = [row["started_at"] for row in timers if row["withdrawn_at"] is None]
    ends = [row["ended_at"] for row in taps[0].get("/api/v1/tasks").json()["items"]]
    assert datetime.fromisoformat(running) == max(begun)
    assert len(ends) == 3
    assert max(map(datetime.fromisoformat, ends)) == max(begun)


def test_an_erasure_beside_saves_is_whole_and_nothing_comes_after_it(phones: Phones) -> None:
    eraser, *others = phones(4)
    said = {"worked_on": "2026-11-03", "seconds": 60, "is_paid": True}
    answers = at_once(
        lambda: eraser.post("/you/data/erase", data={"word": "delete"}, follow_redirects=False),
        *(lambda phone=phone: put(phone, f"tasks/{uuid4()}", said) for phone in others),
    )
    assert answers[0].status_code == 303
    assert all(answer.status_code in {201, 401} for answer in answers[1:])
    assert [phone.get("/api/v1/me").status_code for phone in others] == [401] * 3

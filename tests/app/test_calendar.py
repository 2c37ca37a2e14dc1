"""The calendar address as a writer uses it, and as anybody meets it who has it or has not."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.tokens import hash_of
from tests.app.conftest import Browser
from tests.app.test_payments import keep, work_on_endings


@pytest.fixture
def busy(writer: TestClient, app: FastAPI) -> TestClient:
    """A writer with pay that is late, pay that is due, and a hold."""
    keep(
        app,
        **work_on_endings(
            {"id": "late", "worked_on": "2026-10-01", "expected": "40.00"},
            {"id": "due", "worked_on": "2026-11-10", "expected": "60.00"},
            {
                "id": "held",
                "worked_on": "2026-10-02",
                "expected": "50.00",
                "held": "20.00",
                "held_until_on": "2026-12-24",
            },
        ),
    )
    return writer


def address_made(writer: TestClient, **form: str) -> str:
    page = writer.post("/you/calendar", data=form).text
    found = re.search(r'value="http://pagerate\.test(/calendar/[\w-]{43}\.ics)"', page)
    assert found is not None
    return found[1]


def unfolded(answer) -> str:
    return answer.text.replace("\r\n ", "")


def test_the_calendar_has_pay_days_holds_and_tax_days_and_no_name_and_no_amount(
    busy: TestClient, nobody: TestClient
) -> None:
    answer = nobody.get(address_made(busy))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    events = re.findall(r"DTSTART;VALUE=DATE:(\d+).*?SUMMARY:([^\r]*)", unfolded(answer), re.DOTALL)
    assert ("20261011", "Pay expected") in events
    assert ("20261120", "Pay expected") in events
    assert ("20261224", "A hold on pay ends") in events
    assert ("20270115", "US estimated tax is due\\, instalment 4 of 2026") in events
    for secret in ("Quillbase", "Endings", "40.00", "$", "60.00"):
        assert secret not in unfolded(answer).replace("4 of 2026", "")


def test_names_stand_in_it_only_when_she_ticks_that(busy: TestClient, nobody: TestClient) -> None:
    assert "Pay expected: Quillbase\\, Endings" in unfolded(nobody.get(address_made(busy, names="yes")))


def test_the_address_is_shown_once_and_kept_as_a_fingerprint_only(busy: TestClient, app: FastAPI) -> None:
    address = address_made(busy)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    page = busy.get("/you/calendar").text
    assert "An address made on 12 November 2026 works, without names." in page
    assert token not in page
    with app.state.read_engine.connect() as connection:
        kept = connection.execute(text("SELECT hash FROM secret WHERE kind = 'calendar'")).scalars().all()
    assert kept == [hash_of(token)]


def test_a_stopped_a_replaced_and_an_unknown_address_are_not_there(
    busy: TestClient, nobody: TestClient
) -> None:
    first = address_made(busy)
    second = address_made(busy)
    assert [nobody.get(path).status_code for path in (first, second)] == [404, 200]
    assert "The address does not work any more." in busy.post("/you/calendar/stop").text
    assert "There is no calendar address." in busy.get("/you/calendar").text
    gone, unknown = nobody.get(second), nobody.get(f"/calendar/{'x' * 43}.ics")
    assert gone.status_code == unknown.status_code == 404
    without_id = [
        re.sub(r"\b[0-9a-f]{12}\b|/calendar/[\w.-]+", "", answer.text) for answer in (gone, unknown)
    ]
    assert without_id[0] == without_id[1]


def test_the_secret_of_a_calendar_opens_nothing_else(busy: TestClient, browser: Browser) -> None:
    token = address_made(busy).removeprefix("/calendar/").removesuffix(".ics")
    other = browser()
    other.cookies.set("session", token)
    assert other.get("/today", follow_redirects=False).status_code == 303
    assert other.get(f"/calendar/{busy.cookies['session']}.ics").status_code == 404
    assert (
        "Open it here" not in other.get(f"/open/{token}").text
        or other.post(f"/open/{token}").url.path != "/today"
    )


def test_a_calendar_of_a_neutral_browser_says_our_name_nowhere(busy: TestClient, nobody: TestClient) -> None:
    usual = nobody.get(address_made(busy))
    assert "X-WR-CALNAME:Pagerate" in unfolded(usual)
    busy.post("/you/discreet")
    found = re.search(r'value="http://pagerate\.test(/calendar/[^"]+)"', busy.post("/you/calendar").text)
    assert found is not None
    neutral = nobody.get(found[1])
    assert "X-WR-CALNAME:Notes" in unfolded(neutral)
    assert "UID:" in neutral.text
    assert "pagerate" not in unfolded(neutral).casefold()
    assert 'filename="calendar.ics"' in neutral.headers["Content-Disposition"]


def test_events_keep_their_ids_from_day_to_day_and_differ_between_addresses(
    busy: TestClient, nobody: TestClient
) -> None:
    address = address_made(busy)
    ids = [re.findall(r"UID:(\S+)", unfolded(nobody.get(address))) for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])
    assert not set(ids[0]) & set(re.findall(r"UID:(\S+)", unfolded(nobody.get(address_made(busy)))))

"""Finding entries, changing several at once, copying a day: what each page shows, keeps and takes back."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from app import clock
from app.store import searching
from app.web import entry_list
from tests.app.conftest import NOW
from tests.app.form_fields import values_at
from tests.app.test_pages import CONTRACT, WORK


def logged(client: TestClient, **said: str) -> str:
    """The id of a new entry."""
    task = str(uuid4())
    answer = client.post("/today", data={**WORK, "id": task, **said})
    assert answer.status_code == 200, answer.text
    return task


def listed(page: str) -> list[str]:
    return re.findall(r'href="/work/entries/([0-9a-f-]{36})"', page)


@pytest.fixture
def entries(writer: TestClient) -> list[str]:
    """Three entries of three days, on two platforms."""
    return [
        logged(writer, day="other", other_day="2026-11-09", kind="Rank pairs"),
        logged(writer, day="other", other_day="2026-11-10", kind="Escribir ÁRBOLES", platform="Parable"),
        logged(writer, day="other", other_day="2026-10-02", kind="Waiting", is_paid="no", pay=""),
    ]


def test_no_month_and_no_entry_is_cut(
    writer: TestClient, entries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (searching, entry_list):
        monkeypatch.setattr(module, "PAGE", 10)
    for number in range(searching.PAGE + 5):
        logged(writer, duration="1", kind=f"Line {number}", platform="Tessera")
    found, address = [], "/work"
    seen = set()
    while address and address not in seen:
        seen.add(address)
        page = writer.get(address).text
        found += listed(page)
        nexts = [found.replace("&amp;", "&") for found in re.findall(r'href="([^"]+)"[^>]*>Page \d', page)]
        older = re.search(r'href="([^"]+)" rel="prev"', page)
        todo = [one for one in nexts if one not in seen and not one.endswith("page=1#entries")]
        address = todo[0] if todo else older[1].replace("&amp;", "&") if older else ""
    assert set(entries) <= set(found)
    assert len(set(found)) == searching.PAGE + 5 + 3


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ({"q": "rank"}, [0]),
        ({"q": "árboles"}, [1]),
        ({"q": "PARABLE"}, [1]),
        ({"q": "100%_"}, []),
        ({"paid": "no"}, [2]),
        ({"paid": "yes", "first": "2026-11-10"}, [1]),
        ({"last": "2026-10-31"}, [2]),
        ({"kind": "Rank pairs"}, [0]),
        ({"outcome": "approved"}, []),
        ({"outcome": "pending", "q": "waiting"}, [2]),
    ],
)
def test_search_and_filter_find_what_they_say(
    writer: TestClient, entries: list[str], asked: dict[str, str], which: list[int]
) -> None:
    page = writer.get("/work", params=asked).text
    assert listed(page) == [entries[place] for place in which]
    for name, value in asked.items():
        assert f'value="{value}"' in page, name


def test_a_filter_by_platform_and_contract_stays_in_the_addresses(
    writer: TestClient, entries: list[str]
) -> None:
    logged(writer, day="other", other_day="2026-10-05", kind="Escribir ÁRBOLES", platform="Parable")
    platform = re.search(
        r"/work/platforms/([0-9a-f-]+)\"><span><b>Parable", writer.get("/work/platforms").text
    )
    assert platform is not None
    page = writer.get("/work", params={"platform": platform[1]}).text
    assert listed(page) == [entries[1]]
    older = re.search(r'href="([^"]+)" rel="prev"', page)
    assert older is not None
    assert f"platform={platform[1]}" in older[1]
    assert len(listed(writer.get(older[1].replace("&amp;", "&")).text)) == 1


def test_a_filter_that_cannot_be_read_is_refused_in_words(writer: TestClient, entries: list[str]) -> None:
    answer = writer.get("/work", params={"first": "soon", "paid": "maybe", "q": "rank"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'value="soon"' in answer.text
    assert 'value="rank"' in answer.text
    order = writer.get("/work", params={"first": "2026-11-02", "last": "2026-11-01"})
    assert "The last day is before the first." in order.text


def test_several_entries_change_at_once_after_a_look_and_back_again(
    writer: TestClient, entries: list[str]
) -> None:
    page = writer.get("/work?select=yes").text
    assert page.count('type="checkbox" name="task"') == 2
    chosen = {"task": entries[:2], "back": "/work?q=rank&select=yes"}
    form = writer.post("/work/bulk", data=chosen)
    assert "Change 2 entries" in form.text
    said = {**chosen, "outcome": "approved", "decided_on": "2026-11-11", "step": "look"}
    look = writer.post("/work/bulk", data=said).text
    assert "What the platform decided becomes “Approved”." in look
    assert "It changes 2 entries." in look
    assert listed(writer.get("/work?outcome=approved").text) == []
    done = writer.post("/work/bulk", data={**said, "step": "do"})
    assert "Changed 2 entries." in done.text
    assert done.url.query.startswith(b"q=rank&changed=")
    assert len(listed(writer.get("/work?outcome=approved").text)) == 2
    with clock.frozen(NOW + timedelta(minutes=5)):
        writer.post("/work/bulk", data={"task": entries[0], "is_paid": "no", "step": "do"})
    with clock.frozen(NOW + timedelta(minutes=9)):
        undone = writer.post("/work/bulk/undo", data=values_at(done.text, "/work/bulk/undo"))
    assert "1 entry is as before." in undone.text  # the other one was changed since, and stays
    assert listed(writer.get("/work?outcome=approved").text) == [entries[0]]
    again = writer.post("/work/bulk/undo", data=values_at(undone.text, "/work/bulk/undo"))
    assert len(listed(writer.get("/work?outcome=approved").text)) == 2, again.text


def test_several_entries_become_unpaid_move_and_leave(writer: TestClient, entries: list[str]) -> None:
    contract = re.search(r'href="/work/([0-9a-f-]{36})"><span><b>Rank', writer.get("/work").text)
    assert contract is not None
    said = {"task": entries[1:], "is_paid": "no", "unpaid_category": "waiting", "contract": contract[1]}
    look = writer.post("/work/bulk", data={**said, "step": "look"}).text
    assert "The time becomes unpaid: Waiting for tasks." in look
    assert "They belong to Northlight, Rank pairs." in look
    writer.post("/work/bulk", data={**said, "step": "do"})
    assert len(listed(writer.get("/work", params={"paid": "no", "contract": contract[1]}).text)) == 1
    out = {"task": entries, "takes_out": "yes"}
    assert "taken out of every sum" in writer.post("/work/bulk", data={**out, "step": "look"}).text
    with clock.frozen(NOW + timedelta(minutes=5)):
        gone = writer.post("/work/bulk", data={**out, "step": "do"})
    assert "Changed 3 entries." in gone.text
    assert listed(writer.get("/work").text) == []
    writer.post("/work/bulk/undo", data=values_at(gone.text, "/work/bulk/undo"))
    assert len(listed(writer.get("/work").text)) == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"task": []}, "Choose at least one entry."),
        ({}, "Choose what changes."),
        ({"outcome": "wonderful"}, "Please choose one of these."),
        ({"decided_on": "2027-01-01"}, "That day has not come yet."),
        ({"takes_out": "yes", "outcome": "approved"}, "Either take them out, or change them."),
        ({"unpaid_category": "waiting"}, "Say that the time is unpaid, too."),
        ({"contract": "nonsense"}, "Please choose one of these."),
    ],
)
def test_a_change_of_several_that_says_too_little_is_refused(
    writer: TestClient, entries: list[str], said: dict[str, object], sentence: str
) -> None:
    answer = writer.post("/work/bulk", data={"task": entries, "step": "do", **said})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_day_is_copied_once_looked_at_first_and_taken_back(writer: TestClient) -> None:
    first = logged(writer, day="other", other_day="2026-11-09", kind="Rank pairs")
    logged(writer, day="other", other_day="2026-11-09", kind="Scenes", duration="45")
    page = writer.get("/work/copy?from=2026-11-09&to=2026-11-10").text
    assert "Monday 9 November" in page
    assert page.count("checked") == 2
    form = values_at(page, "/work/copy")
    sent = {**form, "task": [first]}
    done = writer.post("/work/copy", data=sent)
    assert "Copied 1 entry." in done.text
    assert "Tuesday 10 November" in done.text
    assert "Copied 1 entry." in writer.post("/work/copy", data=sent).text
    assert len(listed(writer.get("/work?first=2026-11-10").text)) == 1
    writer.post("/work/copy/undo", data=values_at(done.text, "/work/copy/undo"))
    assert listed(writer.get("/work?first=2026-11-10").text) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"to": "2027-01-01"}, "That day has not come yet."),
        ({"to": "never"}, "Write the day like"),
        ({"task": []}, "Choose at least one entry."),
    ],
)
def test_a_copy_that_cannot_be_is_refused(writer: TestClient, said: dict[str, object], sentence: str) -> None:
    task = logged(writer, day="other", other_day="2026-11-09")
    sent = {"from": "2026-11-09", "to": "2026-11-10", "batch": str(uuid4()), "task": [task], **said}
    answer = writer.post("/work/copy", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_copy_fits_into_its_day(writer: TestClient) -> None:
    task = logged(writer, day="other", other_day="2026-11-09", duration="typed", typed_duration="20h")
    sent = {"from": "2026-11-09", "to": "2026-11-09", "batch": str(uuid4()), "task": [task]}
    assert "more than 24 hours of work" in writer.post("/work/copy", data=sent).text


def test_somebody_elses_entries_are_never_among_those_changed_or_copied(
    app: FastAPI, browser, writer: TestClient, entries: list[str]
) -> None:
    other = browser()
    other.post("/start")
    for step in ("", "look", "do"):
        answer = other.post("/work/bulk", data={"task": entries, "takes_out": "yes", "step": step})
        assert answer.status_code == 422
    sent = {"from": "2026-11-09", "to": "2026-11-10", "batch": str(uuid4()), "task": entries}
    assert other.post("/work/copy", data=sent).status_code == 422
    with app.state.read_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM task WHERE revision > 1")).scalar() == 0


def test_the_pay_of_an_entry_is_the_same_on_every_page_that_lists_it(writer: TestClient) -> None:
    contract = writer.post("/work", data=CONTRACT | {"pay_model": "per_unit", "rate": "0.85"}).url
    said = {"contract": contract.path.rpartition("/")[2], "platform": "", "pay": "", "units": "62"}
    entry = logged(writer, **said)
    undecided = logged(writer, **{**said, "units": ""})
    addresses = ["/today", "/work", contract.path, "/work/copy?from=2026-11-12", "/work?select=yes"]
    for address in addresses:
        page = writer.get(address).text
        assert "$52.70" in page, address
        assert page.count("pay not known yet") == 1, address
    asked = writer.post("/work/bulk", data={"task": [entry, undecided]}).text
    assert "$52.70" in asked


def test_a_contract_called_as_its_kind_of_work_is_named_once(writer: TestClient) -> None:
    logged(writer, kind="Rank pairs", platform="Northlight")
    for address in ("/today", "/work", "/work?select=yes"):
        page = writer.get(address).text
        assert "Northlight" in page
        assert "Northlight, Rank pairs" not in page, address
    started = writer.post("/timer", data={"kind": "Rank pairs"}).text
    assert '<p class="sub">Northlight</p>' in started
    contract = writer.post("/work", data=CONTRACT).url.path.rpartition("/")[2]
    logged(writer, kind="Rank pairs", platform="", contract=contract)
    assert "Northlight, Contract 19, 30 min" in writer.get("/today").text

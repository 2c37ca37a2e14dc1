"""A form whose row was changed elsewhere comes back with both versions, and saves when it is sent again."""

from __future__ import annotations

from uuid import uuid4

import pytest


@pytest.fixture
def contract(writer):
    row_id = str(uuid4())
    writer.post("/work", data={"id": row_id, "name": "One", "platform": "Quill", "pay_model": "hourly"})
    return row_id


def revision_in(page):
    return page.partition('name="revision" value="')[2].partition('"')[0]


def test_an_entry_changed_elsewhere_shows_both_versions_and_saves_the_second_time(writer):
    entry = str(uuid4())
    work = {"like": "other", "kind": "Rank", "platform": "Quill", "duration": "30", "is_paid": "yes"}
    writer.post("/today", data={**work, "day": "today", "id": entry})
    edit = {"kind": "Rank", "duration": "30", "is_paid": "yes", "worked_on": "2026-11-12", "revision": "1"}
    address = f"/work/entries/{entry}"
    writer.post(address, data={**edit, "note": "from the phone", "pay": "7", "contract": ""})
    answer = writer.post(address, data={**edit, "note": "from the laptop"})
    assert answer.status_code == 409
    assert "This was changed elsewhere in the meantime" in answer.text
    assert 'value="from the laptop"' in answer.text
    assert "<dd>from the phone</dd>" in answer.text
    assert "<dd>$7.00</dd>" in answer.text
    assert "<dd>Rank</dd>" not in answer.text
    again = writer.post(
        address,
        data={**edit, "note": "from the laptop", "revision": revision_in(answer.text)},
        follow_redirects=False,
    )
    assert again.status_code == 303
    assert 'value="from the laptop"' in writer.get(address).text
    assert writer.get("/api/v1/conflicts").json()["items"] == []


def test_the_same_edit_tapped_twice_is_no_conflict(writer, contract):
    edit = {"name": "Two", "revision": "1"}
    for _ in range(2):
        answer = writer.post(f"/work/{contract}/edit", data=edit, follow_redirects=False)
        assert answer.status_code == 303


def test_a_contract_changed_elsewhere_shows_both_versions(writer, contract):
    address = f"/work/{contract}/edit"
    writer.post(address, data={"name": "Phone", "revision": "1"})
    answer = writer.post(address, data={"name": "Laptop", "started_on": "2026-11-02", "revision": "1"})
    assert answer.status_code == 409
    assert 'value="Laptop"' in answer.text
    assert "<dd>Phone</dd>" in answer.text
    assert "<dd>nothing</dd>" in answer.text
    data = {"name": "Laptop", "revision": revision_in(answer.text)}
    assert writer.post(address, data=data, follow_redirects=False).status_code == 303

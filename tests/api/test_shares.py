"""Share links over the API: made in her own browser, read and changed by a token, with entity tags."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.store import shares
from reports.sharing import PARTS
from tests.api.conftest import API
from tests.app.conftest import ADDRESS

SHARES = f"{API}/shares"
HERO = {"parts": ["hero"]}


@pytest.fixture
def program(app, writer):
    """A program with a token of this scope, and no cookie."""

    def of(scope: str) -> TestClient:
        made = writer.post(f"{API}/tokens", json={"name": scope, "scope": scope}).json()
        return TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {made['secret']}"})

    return of


def made(writer, **said):
    answer = writer.post(SHARES, json={**HERO, **said})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_link_is_made_shown_once_and_listed(writer, nobody):
    answer = writer.post(SHARES, json={**HERO, "label": "For Ada", "lasts_days": 7})
    share = answer.json()
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Location"] == f"{SHARES}/{share['id']}"
    assert share["expires_at"] == "2026-11-19T18:00:00Z"
    assert (share["amounts"], share["own_names"], share["days"], share["titles"]) == (
        "bands",
        False,
        False,
        False,
    )
    assert nobody.get(share.pop("address")).status_code == 200
    (listed,) = writer.get(SHARES).json()["items"]
    assert listed == {**share, "opened_count": 1, "last_opened_on": "2026-11-12"}
    assert "address" not in listed


def test_a_look_again_with_the_tag_costs_nothing(writer):
    share = made(writer)
    answer = writer.get(f"{SHARES}/{share['id']}")
    assert answer.headers["ETag"] == '"1"'
    again = writer.get(f"{SHARES}/{share['id']}", headers={"If-None-Match": '"1"'})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_needs_the_revision_it_was_made_on(writer, nobody):
    share = made(writer)
    address = f"{SHARES}/{share['id']}"
    change = {"parts": ["hero", "ladder"], "amounts": "ratios", "lasts_days": 90, "label": "New"}
    none = writer.put(address, json=change)
    assert (none.status_code, list(none.json()["fields"])) == (422, ["If-Match"])
    changed = writer.put(address, json=change, headers={"If-Match": '"1"'})
    assert changed.status_code == 200
    assert changed.headers["ETag"] == '"2"'
    assert changed.json()["parts"] == ["hero", "ladder"]
    assert changed.json()["expires_at"] == "2027-02-10T18:00:00Z"
    assert 'id="chart-ladder"' in nobody.get(share["address"]).text
    late = writer.put(address, json=HERO, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert late.json()["present"]["label"] == "New"
    assert writer.get(address).json() == {**changed.json(), "opened_count": 1, "last_opened_on": "2026-11-12"}


def test_what_a_change_does_not_say_of_end_and_passphrase_stays(writer, nobody):
    share = made(writer, lasts_days=1, passphrase="seven grey owls")
    address = f"{SHARES}/{share['id']}"
    changed = writer.put(address, json=HERO, headers={"If-Match": '"1"'}).json()
    assert (changed["expires_at"], changed["has_passphrase"]) == (share["expires_at"], True)
    open_again = writer.put(address, json={**HERO, "no_passphrase": True}, headers={"If-Match": '"2"'}).json()
    assert open_again["has_passphrase"] is False
    assert 'class="dashboard"' in nobody.get(share["address"]).text


def test_pausing_resuming_and_ending_as_often_as_the_line_needs(writer, nobody):
    share = made(writer)
    address = f"{SHARES}/{share['id']}"
    for act, is_paused, status in (("pause", True, 404), ("pause", True, 404), ("resume", False, 200)):
        answer = writer.post(f"{address}/{act}")
        assert (answer.status_code, answer.json()["is_paused"]) == (200, is_paused)
        assert nobody.get(share["address"]).status_code == status
    assert [writer.delete(address).status_code for _ in range(2)] == [204, 204]
    assert nobody.get(share["address"]).status_code == 404
    assert writer.get(address).status_code == 404
    assert writer.get(SHARES).json() == {"items": []}
    assert writer.post(f"{address}/resume").status_code == 404


def test_a_frozen_link_is_frozen_anew_only_when_it_shows_other_things(writer, nobody):
    log = {"like": "other", "duration": "typed", "typed_duration": "1:00", "is_paid": "yes", "day": "today"}
    writer.post("/today", data={**log, "kind": "First", "pay": "20"})
    share = made(writer, amounts="exact", frozen=True)
    address = f"{SHARES}/{share['id']}"
    writer.post("/today", data={**log, "kind": "Second", "pay": "60"})
    same = {**HERO, "amounts": "exact", "frozen": True, "label": "Named", "lasts_days": 7}
    assert writer.put(address, json=same, headers={"If-Match": '"1"'}).json()["is_frozen"]
    assert "$20.00" in nobody.get(f"{share['address']}.json").text
    other = {**same, "days": True}
    writer.put(address, json=other, headers={"If-Match": '"2"'})
    assert "$40.00" in nobody.get(f"{share['address']}.json").text
    live = writer.put(address, json={**HERO, "amounts": "exact"}, headers={"If-Match": '"3"'})
    assert live.json()["is_frozen"] is False


def test_a_token_lists_pauses_and_ends_links_and_neither_makes_nor_widens_one(writer, program):
    share = made(writer)
    address = f"{SHARES}/{share['id']}"
    for client in (program("read"), program("write")):
        assert client.get(address).status_code == 200
        assert client.post(SHARES, json=HERO).status_code == 403
        assert client.post(f"{address}/embed", json={"origins": ["https://a.example"]}).status_code == 403
    assert program("read").post(f"{address}/pause").json()["code"] == "out_of_scope"
    assert program("write").post(f"{address}/pause").json()["is_paused"] is True
    wider = {**HERO, "amounts": "exact", "lasts_days": 90}
    assert program("write").put(address, json=wider, headers={"If-Match": '"2"'}).status_code == 403
    assert program("write").post(f"{address}/resume").status_code == 403
    assert program("write").delete(address).status_code == 204


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"parts": []}, "parts"),
        ({"parts": ["hero", "no-such-part"]}, "parts"),
        ({}, "parts"),
        ({**HERO, "amounts": "some"}, "amounts"),
        ({**HERO, "lasts_days": 365}, "lasts_days"),
        ({**HERO, "lasts_days": 0}, "lasts_days"),
        ({**HERO, "passphrase": "short"}, "passphrase"),
        ({**HERO, "passphrase": "x" * 201}, "passphrase"),
        ({**HERO, "label": "x" * 121}, "label"),
        ({**HERO, "starts_on": "2026-01-01"}, "body"),
        ({**HERO, "ends_on": "2026-01-01"}, "body"),
        ({**HERO, "starts_on": "x", "ends_on": "2026-01-01"}, "starts_on"),
        ({**HERO, "starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "body"),
    ],
)
def test_what_cannot_be_is_a_problem_with_its_field(writer, body, field):
    answer = writer.post(SHARES, json=body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert field in answer.json()["fields"]
    assert writer.get(SHARES).json() == {"items": []}


def test_a_frame_and_a_passphrase_do_not_go_together(writer, nobody):
    share = made(writer)
    address = f"{SHARES}/{share['id']}"
    sites = {"origins": ["https://News.example.org/page", "https://news.example.org"]}
    embed = writer.post(f"{address}/embed", json=sites).json()["address"]
    assert writer.get(address).json()["framed_by"] == ["https://news.example.org"]
    assert nobody.get(embed).status_code == 200
    locked = {**HERO, "passphrase": "seven grey owls"}
    changed = writer.put(address, json=locked, headers={"If-Match": writer.get(address).headers["ETag"]})
    assert (changed.status_code, changed.json()["framed_by"]) == (200, [])
    assert nobody.get(embed).status_code == 404
    assert writer.post(f"{address}/embed", json=sites).json()["fields"]["origins"]


def test_a_new_frame_stops_the_one_before_and_the_link_goes_on(writer, nobody):
    share = made(writer)
    address = f"{SHARES}/{share['id']}/embed"
    first, second = (
        writer.post(address, json={"origins": ["https://a.example"]}).json()["address"] for _ in range(2)
    )
    assert [nobody.get(one).status_code for one in (first, second)] == [404, 200]
    assert writer.delete(address).status_code == 204
    assert nobody.get(second).status_code == 404
    assert nobody.get(share["address"]).status_code == 200


def test_there_are_so_many_links_at_a_time(writer, monkeypatch):
    monkeypatch.setattr(shares, "MOST", 3)
    made_ids = [made(writer)["id"] for _ in range(3)]
    refused = writer.post(SHARES, json=HERO)
    assert (refused.status_code, refused.json()["detail"]) == (422, shares.FULL)
    writer.delete(f"{SHARES}/{made_ids[0]}")
    assert writer.post(SHARES, json=HERO).status_code == 201


def test_the_public_figures_are_json_of_what_is_shown(writer, nobody):
    share = made(writer, parts=list(PARTS))
    answer = nobody.get(f"{share['address']}.json", headers={"Accept-Language": "es"})
    assert answer.headers["Content-Type"] == "application/json"
    assert set(answer.json()) >= {"title", "period", "hero", "facts"}
    assert answer.json() != nobody.get(f"{share['address']}.json").json()

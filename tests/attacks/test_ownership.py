"""Every route, asked by nobody, by another writer and by the owner, with ids that exist.

A new route must say here who may ask; until then a test fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.main import INTERFACES, PAGES
from tests.app.conftest import app, browser, nobody, writer  # noqa: F401 - fixtures

#: For anyone: the same answer for everybody, and no row of any writer in it.
PUBLIC = {
    *(
        "GET /",
        "POST /start",
        "GET /open/{token}",
        "POST /open/{token}",
        "GET /sample",
        "GET /sample/{chart}.csv",
        "GET /sample/numbers",
        "GET /sample/numbers/{topic}.csv",
    ),
    *("GET /sample/explain/{key}", "GET /sample/explain/{key}.csv", "GET /method", "GET /parameters"),
    *(
        "GET /privacy",
        "GET /help",
        "GET /healthz",
        "GET /readyz",
        "GET /static/{name:path}",
        "GET /favicon.ico",
    ),
    *("POST /you/amounts", "POST /you/sign-out", "GET /calendar/{token}.ics"),
}
#: For whoever is signed in, about herself.
OWN = {
    *(
        "GET /today",
        "POST /today",
        "GET /work",
        "GET /work/new",
        "POST /work",
        "GET /payments",
        "POST /payments",
    ),
    *("GET /payments/new", "POST /payments/arrived", "GET /payments/costs/new", "POST /payments/costs"),
    *("GET /payments/payouts/new", "POST /payments/payouts", "GET /work/paste", "POST /work/paste"),
    *("GET /payments/lists/{what}", "GET /payments/owed/{key}"),
    *("GET /you/calendar", "POST /you/calendar", "POST /you/calendar/stop"),
    *("GET /real-pay/numbers", "GET /real-pay/numbers/{topic}.csv"),
    *("GET /real-pay", "GET /real-pay/{chart}.csv", "GET /real-pay/explain/{key}"),
    *(
        "GET /real-pay/explain/{key}.csv",
        "GET /you",
        "POST /you",
        "POST /you/situation",
        "POST /you/situation/covered",
        "POST /you/situation/instalments",
        "GET /api/v1/report",
        "GET /you/pagerate-ledger.json",
    ),
}
#: For the owner of the row in the address.
OF_A_ROW = {
    *("GET /work/{contract_id}", "GET /work/{contract_id}/edit", "POST /work/{contract_id}/edit"),
    *("GET /work/{contract_id}/terms", "POST /work/{contract_id}/terms", "GET /work/{contract_id}/end"),
    *("POST /work/{contract_id}/end", "POST /work/{contract_id}/withdraw", "GET /work/entries/{task_id}"),
    *("POST /work/entries/{task_id}", "POST /work/entries/{task_id}/withdraw"),
    *(
        "POST /work/entries/{task_id}/restore",
        "POST /payments/arrived/{payout_id}/undo",
        "POST /payments/costs/{expense_id}/withdraw",
        "POST /payments/costs/{expense_id}/restore",
        "POST /you/situation/{situation_id}/withdraw",
        "POST /you/situation/{situation_id}/restore",
    ),
    *("GET /payments/{payment_id}", "POST /payments/{payment_id}", "POST /payments/{payment_id}/undo"),
    *("POST /payments/{payment_id}/withdraw", "POST /payments/{payment_id}/restore"),
    *("GET /payments/costs/{expense_id}", "POST /payments/costs/{expense_id}"),
    *("POST /payments/costs/{expense_id}/undo", "POST /payments/arrived/{payout_id}/restore"),
    *("GET /payments/payouts/{payout_id}", "GET /payments/payouts/{payout_id}/edit"),
    *("POST /payments/payouts/{payout_id}/edit", "POST /payments/payouts/{payout_id}/undo"),
    *("POST /payments/payouts/{payout_id}/matches", "POST /payments/matches/{match_id}/withdraw"),
    *("POST /payments/matches/{match_id}/restore", "POST /work/paste/{import_id}/undo"),
}
SECRET = "Nightingale"
LEAST = {"like": "other", "kind": SECRET, "duration": "30", "is_paid": "yes", "pay": "7", "day": "today"}
MONEY = {"amount": "9", "currency": "USD", "revision": "1"}
#: What each form needs to be taken, so that what stops a stranger is not a field left empty.
FORMS = {
    "POST /work/{contract_id}/edit": {"name": "Taken", "revision": "1"},
    "POST /work/{contract_id}/terms": {"pay_model": "hourly", "rate": "1", "effective_on": "2026-11-01"},
    "POST /work/{contract_id}/end": {"state": "ended_by_me", "ended_on": "2026-11-12"},
    "POST /payments/{payment_id}": {**MONEY, "kind": "bonus", "earned_on": "2026-11-02"},
    "POST /payments/costs/{expense_id}": {**MONEY, "category": "Taken", "spent_on": "2026-11-02"},
    "POST /payments/payouts/{payout_id}/edit": {**MONEY, "arrived_on": "2026-11-03"},
    "POST /work/entries/{task_id}": {"is_paid": "no", "worked_on": "2026-11-12", "revision": "1"},
}


def every_route() -> Iterator[tuple[str, APIRoute]]:
    for part in (*PAGES, *INTERFACES):
        for route in part.router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods:
                yield f"{method} {route.path}", route


ROUTES = dict(every_route())


@pytest.fixture
def owner(writer: TestClient) -> TestClient:  # noqa: F811
    """A writer with a contract, an entry, a payment, a payout, a cost and covered earnings."""
    data = {**LEAST, "id": str(uuid4()), "platform": SECRET}
    assert writer.post("/today", data=data).status_code == 200
    paid = {"kind": "task_pay", "amount": "5", "earned_on": "2026-11-02", "arrived_on": "2026-11-03"}
    assert writer.post("/payments", data={**paid, "platform": SECRET}).status_code == 200
    cost = {"category": SECRET, "amount": "3", "spent_on": "2026-11-02", "months": "1"}
    assert writer.post("/payments/costs", data=cost).status_code == 200
    earned = {"quarter": "2026-07-01", "covered": "18000"}
    assert writer.post("/you/situation/covered", data=earned).status_code == 200
    table = {"text": f"Date,Task\n2026-11-02,{SECRET}", "of": "work", "keep": "yes"}
    assert writer.post("/work/paste", data=table).status_code == 200
    return writer


@pytest.fixture
def stranger(browser) -> TestClient:  # noqa: F811
    client = browser()
    client.post("/start")
    return client


@pytest.fixture
def ids(app, owner: TestClient) -> dict[str, str]:  # noqa: F811
    """The ids of the owner's rows, by the name they have in addresses."""
    with app.state.read_engine.connect() as connection:
        found = {
            f"{noun}_id": connection.execute(text("SELECT id FROM " + noun)).scalar()
            for noun in ("contract", "task", "payment", "payout", "platform", "expense", "situation")
        }
        found["import_id"] = connection.execute(text("SELECT id FROM import_batch")).scalar()
        found["match_id"] = connection.execute(text("SELECT id FROM payout_match")).scalar()
    return {name: str(value) for name, value in found.items()}


def state_of(app) -> list[object]:  # noqa: F811
    """Every row of the owner, and how often any of them has changed."""
    with app.state.read_engine.connect() as connection:
        nouns = (
            *("writer", "contract", "contract_state", "terms", "task", "payment", "payout", "payout_match"),
            *("situation", "expense", "import_batch"),
        )
        hers = text("SELECT writer_id FROM task WHERE kind = :kind")
        owner = connection.execute(hers, {"kind": SECRET}).scalar()
        return [
            tuple(row)
            for noun in nouns
            for row in connection.execute(
                text(f"SELECT * FROM {noun} WHERE {'id' if noun == 'writer' else 'writer_id'} = :owner"),
                {"owner": owner},
            )
        ]


def ask(client: TestClient, name: str, ids: dict[str, str]):
    method, path = name.split(" ", 1)
    address = re.sub(r"{(\w+)(:\w+)?}", lambda found: ids.get(found[1], "x"), path)
    return client.request(
        method, address, data=FORMS.get(name, {}) if method == "POST" else None, follow_redirects=False
    )


def test_every_route_says_who_may_ask():
    assert set(ROUTES) == PUBLIC | OWN | OF_A_ROW
    assert not (PUBLIC & OWN) | (OWN & OF_A_ROW) | (PUBLIC & OF_A_ROW)


def test_an_address_with_a_row_in_it_belongs_to_the_owner_of_the_row():
    assert {name for name in ROUTES if re.search(r"{\w+_id}", name)} == OF_A_ROW


@pytest.mark.parametrize("name", sorted(OWN | OF_A_ROW))
def test_nobody_sees_or_changes_anything(app, nobody, ids, name):  # noqa: F811
    before = state_of(app)
    answer = ask(nobody, name, ids)
    if name.split(" ")[1].startswith("/api/"):
        assert answer.status_code == 401
    else:
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert SECRET not in answer.text
    assert state_of(app) == before


@pytest.mark.parametrize("name", sorted(OF_A_ROW))
def test_a_stranger_meets_what_is_not_there(app, stranger, ids, name):  # noqa: F811
    before = state_of(app)
    answer = ask(stranger, name, ids)
    missing = ask(stranger, name, {key: str(uuid4()) for key in ids})
    assert answer.status_code == missing.status_code == 404
    assert without_ids(answer) == without_ids(missing)
    assert state_of(app) == before


@pytest.mark.parametrize("name", sorted(OF_A_ROW))
def test_the_owner_gets_through(owner, ids, name):
    if name == "POST /payments/costs/{expense_id}/restore":
        owner.post(f"/payments/costs/{ids['expense_id']}/withdraw")
    if re.search(r" /payments/(?!arrived/).*/undo$", name):  # there is a change to undo
        changed = f"POST {name.split(' ')[1].removesuffix('/undo')}"
        assert ask(owner, changed if changed in FORMS else f"{changed}/edit", ids).status_code == 303
    if name.endswith("/matches"):  # something is left of the payout, and a payment is ticked
        owner.post(f"/payments/matches/{ids['match_id']}/withdraw")
        payment_id = UUID(ids["payment_id"])
        ticked = {f"take-{payment_id}": "yes", f"amount-{payment_id}": "5"}
        answer = owner.post(f"/payments/payouts/{ids['payout_id']}/matches", data=ticked)
        assert "Matched." in answer.text
        return
    if name == "POST /work/{contract_id}/withdraw":  # not while work is logged under it
        owner.post(f"/work/entries/{ids['task_id']}/withdraw")
    assert ask(owner, name, ids).status_code in {200, 303}


@pytest.mark.parametrize("name", sorted(name for name in OWN if name.startswith("GET")))
@pytest.mark.parametrize("asked", ["like", "contract", "saved", "undone", "arrived", "platform", "task_id"])
def test_an_id_asked_for_in_an_address_shows_nothing_of_a_stranger(stranger, ids, name, asked):
    address = re.sub(r"{\w+}", "hours", name.split(" ")[1])
    for value in ids.values():
        answer = stranger.get(address, params={asked: value}, follow_redirects=False)
        assert answer.status_code in {200, 404}
        assert SECRET not in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        ("/today", LEAST, {"contract": "contract_id"}),
        ("/today", LEAST, {"like": "task_id"}),
        (
            "/payments",
            {"kind": "bonus", "amount": "5", "earned_on": "2026-11-02"},
            {"contract": "contract_id"},
        ),
        (
            "/payments/costs",
            {"category": "x", "amount": "5", "spent_on": "2026-11-02"},
            {"platform": "platform_id"},
        ),
    ],
)
def test_an_id_of_somebody_else_in_a_form_is_not_there(app, stranger, ids, asked):  # noqa: F811
    path, data, pointer = asked
    before = state_of(app)
    answer = stranger.post(
        path, data={**data, **{field: ids[noun] for field, noun in pointer.items()}}, follow_redirects=False
    )
    assert answer.status_code == 404
    assert state_of(app) == before


def test_an_entry_moves_to_no_contract_of_somebody_else(app, stranger, ids):  # noqa: F811
    entry = str(uuid4())
    stranger.post("/today", data={**LEAST, "id": entry})
    data = {"is_paid": "yes", "worked_on": "2026-11-12", "revision": "1", "contract": ids["contract_id"]}
    assert stranger.post(f"/work/entries/{entry}", data=data).status_code == 404


def test_the_id_of_somebody_elses_entry_makes_an_entry_of_ones_own(app, stranger, ids):  # noqa: F811
    before = state_of(app)
    answer = stranger.post("/today", data={**LEAST, "kind": "Mine", "id": ids["task_id"]})
    assert answer.status_code == 200
    assert SECRET not in answer.text
    assert state_of(app) == before


@pytest.mark.parametrize("extra", ["writer_id", "revision", "source", "created_at", "is_demo", "import_id"])
def test_a_field_that_no_form_has_is_not_stored(app, owner, stranger, extra):  # noqa: F811
    before = state_of(app)
    with app.state.read_engine.connect() as connection:
        owner_id = str(connection.execute(text("SELECT writer_id FROM task")).scalar())
    stranger.post("/today", data={**LEAST, "kind": "Mine", extra: owner_id})
    stranger.post(
        "/you", data={"language": "en", "zone": "UTC", "currency": "USD", "id": owner_id, extra: "1"}
    )
    assert state_of(app) == before


def without_ids(answer) -> str:
    """An answer without what is different each time: its own id, and the address that was asked for."""
    return re.sub(r"[0-9a-f]{8}-?[0-9a-f]{4}[0-9a-f-]*|\b[0-9a-f]{12}\b", "", answer.text)

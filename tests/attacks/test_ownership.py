"""Every route, asked by nobody, by another writer and by the owner, with ids that exist.

A new route must say here who may ask; until then a test fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import text

from app import clock
from app.api.nouns import NOUNS
from app.database import transaction
from app.main import INTERFACES, PAGES, create_app
from app.records.campaign import CampaignCreate
from app.records.team_membership import Role
from app.settings import Settings
from app.store import (
    campaigns,
    invites,
    member_codes,
    organizers,
    passkeys,
    sessions,
    teams,
    writers,
)
from tests.app.campaign_factories import a_campaign, an_organizer, join_vouched, renew_coverage
from tests.app.conftest import ADDRESS, NOW, OURS, app, browser, nobody  # noqa: F401 - fixtures
from tests.app.organizing import me_of, organize
from tests.app.releasing import a_stored_release

#: For anyone: the same answer for everybody, and no row of any writer in it.
PUBLIC = {
    *(
        "GET /",
        "POST /start",
        "GET /open/{token}",
        "POST /open/{token}",
        "GET /sample",
        "GET /sample/{chart}.csv",
        "GET /sample/{chart}.json",
        "GET /sample/numbers",
        "GET /sample/numbers/{topic}.csv",
        "GET /sample/report.pdf",
        "GET /sample/{chart}.png",
        "GET /sample/{chart}.svg",
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
    # What the phone has of its own; no row of anybody's.
    *("GET /queue", "GET /offline", "GET /sw.js", "GET /manifest.webmanifest"),
    *("POST /you/amounts", "POST /you/sign-out", "GET /api/v1/problems/{code}", "GET /calendar/{token}.ics"),
    *("GET /sign-in", "GET /sign-in/join", "GET /sign-in/join/{token}", "POST /sign-in"),
    *("GET /sign-in/campaigns", "GET /sign-in/campaigns/{rest:path}"),
    *("POST /sign-in/passkey/options", "POST /sign-in/passkey"),
    "GET /erased",
    # For whoever has the secret in the address: what its writer chose to show (test_shared_links).
    *(
        "GET /s/{token}",
        "POST /s/{token}",
        "GET /s/{token}.json",
        "GET /s/{token}.png",
        "GET /s/{token}/{chart}.csv",
    ),
    *("GET /e/{token}", "GET /s/{rest:path}", "GET /e/{rest:path}"),
    # What a campaign asks; a yes without a log starts one (test_join_pages).
    *(f"{method} /join{token}" for method in ("GET", "POST") for token in ("", "/{token}")),
}
RELEASES = ("", "/{starts_on}/{number}", "/{starts_on}/{number}/{name}")
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
    *("GET /real-pay", "GET /real-pay/{chart}.csv", "GET /real-pay/{chart}.json"),
    *("GET /real-pay/compare", "GET /real-pay/compare.csv"),
    "GET /real-pay/explain/{key}",
    *(
        "GET /real-pay/explain/{key}.csv",
        "GET /you",
        "POST /you",
        "POST /you/situation",
        "POST /you/situation/covered",
        "POST /you/situation/instalments",
        "GET /api/v1/report",
        "GET /api/v1/what-if",
        "GET /real-pay/what-if",
        "GET /api/v1/charts/{key}",
        "GET /api/v1/report.pdf",
        "GET /api/v1/contribution",
        "GET /api/v1/contribution.pdf",
        "GET /real-pay/report.pdf",
        "GET /real-pay/{chart}.png",
        "GET /real-pay/{chart}.svg",
        "GET /real-pay/contribution",
        "GET /real-pay/contribution.pdf",
        "GET /real-pay/contribution.json",
        "GET /you/pagerate-ledger.json",
    ),
    *("POST /timer", "POST /questions/not-yet", "POST /check-ins", "POST /gaps"),
    *(
        "GET /you/sign-out",
        "GET /you/keep",
        "POST /you/keep/words",
        "POST /you/keep/words/file",
        "POST /you/keep/later",
    ),
    *("POST /you/lock", "POST /you/handle", "POST /you/discreet"),
    *("GET /you/devices", "POST /you/devices/add", "POST /you/devices/end-others"),
    *("POST /you/passkeys", "POST /you/passkeys/options", "POST /you/sign-out-everywhere"),
    *("GET /you/data", "GET /you/data/everything.json", "GET /you/data/tables.zip", "POST /you/data/erase"),
    *("GET /work/copy", "POST /work/copy", "POST /work/copy/undo", "POST /work/bulk", "POST /work/bulk/undo"),
    "GET /work/platforms",
    *("GET /share", "POST /share", "POST /share/preview", "GET /share/links"),
    *("GET /api/v1/shares", "POST /api/v1/shares"),
    *("GET /campaign", "GET /api/v1/enrolments", "POST /api/v1/enrolments", "POST /api/v1/enrolments/look"),
    *("GET /you/tokens", "POST /you/tokens", "GET /api/v1/tokens", "POST /api/v1/tokens"),
    *("GET /api/v1/timers", "POST /api/v1/put-offs", "GET /api/v1/pastes"),
    *("POST /api/v1/pastes", "POST /api/v1/pastes/look"),
    *(f"{method} /api/v1/calendar-address" for method in ("GET", "POST", "DELETE")),
    *("GET /api/v1/me", "PUT /api/v1/me", "GET /api/v1/export", "GET /api/v1/conflicts"),
    *(f"{method} /api/v1/{noun.path}" for noun in NOUNS for method in ("GET", "POST")),
    *("GET /campaigns", "GET /campaigns/new", "POST /campaigns"),
    *("GET /api/v1/campaigns", "POST /api/v1/campaigns"),
}
#: For the team of the campaign in the address, which is nobody's row.
OF_A_CAMPAIGN = {
    *(f"GET /campaigns/{{campaign_id}}{page}" for page in ("", "/words", "/invite", "/coverage", "/account")),
    *(f"GET /campaigns/{{campaign_id}}{page}" for page in ("/team", "/log")),
    *(f"GET /campaigns/{{campaign_id}}/releases{rest}" for rest in RELEASES),
    *(f"GET /api/v1/campaigns/{{campaign_id}}/releases{rest}" for rest in RELEASES),
    *(f"POST {start}/campaigns/{{campaign_id}}/releases/{{starts_on}}" for start in ("", "/api/v1")),
    *(f"POST /campaigns/{{campaign_id}}/{act}" for act in ("words", "close", "delete", "team", "hand-over")),
    *(f"POST /campaigns/{{campaign_id}}/invite/{what}" for what in ("links", "sheets")),
    *(
        f"POST /campaigns/{{campaign_id}}/invite/links/{{invite_id}}/{act}"
        for act in ("pause", "resume", "revoke")
    ),
    "POST /campaigns/{campaign_id}/invite/sheets/{sheet_id}/revoke",
    "POST /campaigns/{campaign_id}/team/{organizer_id}/remove",
    *(f"{method} /api/v1/campaigns/{{campaign_id}}" for method in ("GET", "PUT", "DELETE")),
    *(f"POST /api/v1/campaigns/{{campaign_id}}/{act}" for act in ("close", "hand-over")),
    *(
        f"{method} /api/v1/campaigns/{{campaign_id}}/{what}"
        for what in ("invites", "code-sheets")
        for method in ("GET", "POST")
    ),
    *(f"GET /api/v1/campaigns/{{campaign_id}}/{what}" for what in ("coverage", "team", "log")),
    *(f"POST /api/v1/campaigns/{{campaign_id}}/invites/{{invite_id}}/{act}" for act in ("pause", "resume")),
    "DELETE /api/v1/campaigns/{campaign_id}/invites/{invite_id}",
    "DELETE /api/v1/campaigns/{campaign_id}/code-sheets/{sheet_id}",
    "PUT /api/v1/campaigns/{campaign_id}/team",
    "DELETE /api/v1/campaigns/{campaign_id}/team/{organizer_id}",
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
    *("GET /payments/{payment_id}", "POST /payments/{payment_id}"),
    *("POST /payments/{payment_id}/withdraw", "POST /payments/{payment_id}/restore"),
    *("GET /payments/costs/{expense_id}", "POST /payments/costs/{expense_id}"),
    "POST /payments/arrived/{payout_id}/restore",
    *("GET /payments/payouts/{payout_id}", "GET /payments/payouts/{payout_id}/edit"),
    "POST /payments/payouts/{payout_id}/edit",
    *("POST /payments/payouts/{payout_id}/matches", "POST /payments/matches/{match_id}/withdraw"),
    *("POST /payments/matches/{match_id}/restore", "POST /work/paste/{import_id}/undo"),
    "POST /work/paste/{import_id}/put-back",
    *("POST /work/{contract_id}/restore", "POST /work/{contract_id}/reopen"),
    *("GET /work/{contract_id}/life", "POST /work/{contract_id}/life"),
    *("GET /work/{contract_id}/review", "POST /work/{contract_id}/review"),
    *(
        f"{verb} /work/{noun}/{{{row}_id}}{act}"
        for noun, row in (
            ("terms", "terms"),
            ("states", "contract_state"),
            ("reviews", "contract_review"),
            ("platforms", "platform"),
        )
        for verb, act in (("GET", ""), ("POST", ""), ("POST", "/withdraw"), ("POST", "/restore"))
    ),
    *("GET /history/{noun}/{row_id}", "GET /history/{noun}/{row_id}.csv"),
    *("POST /undo/{noun}/{row_id}", "POST /conflicts/{conflict_id}/leave"),
    *("POST /timer/{timer_id}", "GET /timer/{timer_id}/stop", "POST /timer/{timer_id}/stop"),
    *("POST /timer/{timer_id}/resume", "POST /timer/{timer_id}/discard"),
    *("POST /check-ins/{check_in_id}/undo", "POST /gaps/{gap_note_id}/undo"),
    *("POST /you/devices/{session_id}/end", "POST /you/passkeys/{passkey_id}/remove"),
    *("POST /you/tokens/{token_id}/revoke", "DELETE /api/v1/tokens/{token_id}"),
    *("GET /share/links/{share_id}", "POST /share/links/{share_id}"),
    *("GET /share/links/{share_id}.png", "GET /share/links/{share_id}/embed"),
    *(f"POST /share/links/{{share_id}}/{act}" for act in ("pause", "resume", "revoke")),
    *(f"{method} /api/v1/shares/{{share_id}}" for method in ("GET", "PUT", "DELETE")),
    *(f"POST /api/v1/shares/{{share_id}}/{act}" for act in ("pause", "resume", "embed")),
    "DELETE /api/v1/shares/{share_id}/embed",
    *("GET /campaign/{enrolment_id}/log", "POST /campaign/{enrolment_id}/leave"),
    *("GET /api/v1/enrolments/{enrolment_id}", "DELETE /api/v1/enrolments/{enrolment_id}"),
    *("GET /api/v1/timers/{timer_id}", "DELETE /api/v1/pastes/{import_id}"),
    *("GET /api/v1/conflicts/{conflict_id}", "DELETE /api/v1/conflicts/{conflict_id}"),
    *(
        f"{method} /api/v1/{noun.path}/{{row_id}}{under}"
        for noun in NOUNS
        for method, under in (
            *(("GET", ""), ("PUT", ""), ("DELETE", "")),
            *(("POST", "/restore"), ("GET", "/history")),
        )
    ),
    *OF_A_CAMPAIGN,
}
#: For whoever is signed in, by an id her own phone made: somebody else's id is an id of her own.
BY_HER_ID = {"PUT /api/v1/timers/{id}", "DELETE /api/v1/timers/{id}", "PUT /api/v1/entries/{id}"}
SECRET = "Nightingale"
OWNER = "SELECT writer_id FROM task WHERE kind = :kind"
LEAST = {"like": "other", "kind": SECRET, "duration": "30", "is_paid": "yes", "pay": "7", "day": "today"}
MONEY = {"amount": "9", "currency": "USD", "revision": "1"}
#: What each form needs to be taken, so that what stops a stranger is not a field left empty.
FORMS = {
    "POST /work/{contract_id}/edit": {"name": "Taken", "platform": "Taken", "revision": "2"},
    "POST /work/{contract_id}/terms": {"pay_model": "hourly", "rate": "1", "effective_on": "2026-11-01"},
    "POST /work/{contract_id}/end": {"state": "ended_by_me", "ended_on": "2026-11-12"},
    "POST /payments/{payment_id}": {**MONEY, "kind": "bonus", "earned_on": "2026-11-02"},
    "POST /payments/costs/{expense_id}": {**MONEY, "category": "Taken", "spent_on": "2026-11-02"},
    "POST /payments/payouts/{payout_id}/edit": {**MONEY, "arrived_on": "2026-11-03"},
    "POST /work/entries/{task_id}": {"is_paid": "no", "worked_on": "2026-11-12", "revision": "1"},
    "POST /work/{contract_id}/life": {"state": "paused", "entered_on": "2026-11-12"},
    "POST /work/{contract_id}/review": {"reviewed_on": "2026-11-12", "appeal_possible": "no"},
    "POST /work/terms/{terms_id}": {
        "pay_model": "hourly",
        "rate": "1",
        "effective_on": "2026-11-01",
        "revision": "1",
    },
    "POST /work/states/{contract_state_id}": {
        "state": "paused",
        "entered_on": "2026-11-12",
        "revision": "1",
    },
    "POST /work/reviews/{contract_review_id}": {"reviewed_on": "2026-11-12", "revision": "1"},
    "POST /work/platforms/{platform_id}": {"name": "Taken", "revision": "1"},
    "POST /share": {"part": "hero"},
    "POST /share/preview": {"part": "hero"},
    "POST /share/links/{share_id}": {"part": "hero", "revision": "1"},
    "POST /timer/{timer_id}": {"is_paid": "no"},
    "POST /timer/{timer_id}/stop": {"duration": "typed", "typed_duration": "5"},
}
#: Of the other one in the team, as the examples of the document name her.
HANDLE = "amber-fox"
WORDS = dict.fromkeys(("name", "organization", "question", "audience", "consent_text"), SECRET)
FORMS |= {
    "POST /campaigns/{campaign_id}/words": {**WORDS, "language": "en", "question": "Taken", "version": "1"},
    "POST /campaigns/{campaign_id}/delete": {"word": "DELETE"},
    "POST /campaigns/{campaign_id}/releases/{starts_on}": {"table": "conditions"},
    "POST /campaigns/{campaign_id}/team": {"handle": HANDLE, "role": "publish"},
    "POST /campaigns/{campaign_id}/hand-over": {"successor": HANDLE},
    "POST /campaigns/{campaign_id}/invite/links": {"days": "30"},
    "POST /campaigns/{campaign_id}/invite/sheets": {"size": "30"},
}
PATHS = {noun.name: noun.path for noun in NOUNS}
NEW_CAMPAIGN = {**WORDS, "languages": ["en"], "platforms": [], "currency": "USD", "first_on": "2027-01-01"}
#: A body for each address of the API that takes one; of a change, one that says nothing new of no row of hers.
JSON = {
    **{f"POST /api/v1/{noun.path}": noun.example for noun in NOUNS},
    **{f"PUT /api/v1/{noun.path}/{{row_id}}": noun.example for noun in NOUNS},
    "PUT /api/v1/me": {"zone": "UTC", "currency": "USD", "language": "en"},
    "POST /api/v1/put-offs": {"expected_on": "2026-11-02"},
    "POST /api/v1/pastes": {"of": "work", "text": "Date,Task\n2026-11-03,Mine"},
    "POST /api/v1/pastes/look": {"of": "work", "text": "Date,Task\n2026-11-03,Mine"},
    "POST /api/v1/calendar-address": {"shows_names": False},
    "POST /api/v1/tokens": {"name": "x", "scope": "read"},
    "POST /api/v1/shares": {"parts": ["hero"]},
    "POST /api/v1/enrolments": {"code": "0000", "consent_version": 1},
    "POST /api/v1/enrolments/look": {"code": "0000"},
    "PUT /api/v1/shares/{share_id}": {"parts": ["hero"]},
    "POST /api/v1/shares/{share_id}/embed": {"origins": ["https://news.example.org"]},
    "POST /api/v1/campaigns": NEW_CAMPAIGN,
    "PUT /api/v1/campaigns/{campaign_id}": {**WORDS, "languages": ["en"], "question": "Taken"},
    "POST /api/v1/campaigns/{campaign_id}/hand-over": {"handle": HANDLE},
    "POST /api/v1/campaigns/{campaign_id}/invites": {"days": 30},
    "POST /api/v1/campaigns/{campaign_id}/code-sheets": {"size": 30},
    "PUT /api/v1/campaigns/{campaign_id}/team": {"handle": HANDLE, "may": "publish"},
    "POST /api/v1/campaigns/{campaign_id}/releases/{starts_on}": {"tables": ["conditions"]},
    "PUT /api/v1/timers/{id}": {"started_at": "2026-11-12T17:00:00Z", "kind": "Mine"},
    "PUT /api/v1/entries/{id}": {"worked_on": "2026-11-12", "seconds": 60, "kind": "Mine"},
}
#: What opens something for others is made in the writer's own browser only.
NOT_BY_TOKEN = {
    "POST /api/v1/calendar-address",
    "POST /api/v1/shares",
    "PUT /api/v1/shares/{share_id}",
    "POST /api/v1/shares/{share_id}/resume",
    "POST /api/v1/shares/{share_id}/embed",
}
#: Who decides about a campaign is said in a browser only.
NOT_BY_ANY_TOKEN = {
    "DELETE /api/v1/campaigns/{campaign_id}",
    "POST /api/v1/campaigns/{campaign_id}/hand-over",
    "PUT /api/v1/campaigns/{campaign_id}/team",
    "DELETE /api/v1/campaigns/{campaign_id}/team/{organizer_id}",
}


def every_route() -> Iterator[tuple[str, APIRoute]]:
    for part in (*PAGES, *INTERFACES):
        for route in part.router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods:
                yield f"{method} {route.path}", route


ROUTES = dict(every_route())


@dataclass(frozen=True)
class Hers:
    """A database with the owner in it, made once: its file, her cookie, and the ids of her rows."""

    file: Path
    cookie: str
    ids: dict[str, str]


@pytest.fixture(scope="module")
def hers(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Hers:
    file = tmp_path_factory.mktemp("hers") / "pagerate.db"
    file.write_bytes(migrated_file.read_bytes())
    made = create_app(Settings(database_url=f"sqlite:///{file}"))
    client = TestClient(made, base_url=ADDRESS, headers=OURS)
    with clock.frozen(NOW):
        client.post("/start", data={"zone": "America/Los_Angeles"})
        log_a_row_of_every_noun(client)
        with transaction(made.state.engine) as connection:
            me = sessions.writer_of(connection, client.cookies["session"])
            passkeys.keep(connection, me.id, name=SECRET, credential="c", public_key="p", sign_count=0)
            make_a_campaign(connection, me)
            organizer = an_organizer(connection)
            join_vouched(connection, organizer, a_campaign(connection, organizer, name=SECRET), me.id)
        ids = ids_of(made, client)
    made.state.engine.dispose()
    return Hers(file, client.cookies["session"], ids)


@pytest.fixture
def sqlite_url(tmp_path: Path, hers: Hers) -> str:
    copy = tmp_path / "pagerate.db"
    copy.write_bytes(hers.file.read_bytes())
    return f"sqlite:///{copy}"


@pytest.fixture
def owner(browser, hers: Hers) -> TestClient:  # noqa: F811
    client = browser()
    client.cookies.set("session", hers.cookie)
    return client


@pytest.fixture
def ids(hers: Hers) -> dict[str, str]:
    """The ids of the owner's rows, by the name they have in addresses; of nouns, by the path."""
    return hers.ids


def log_a_row_of_every_noun(writer: TestClient) -> None:
    """And a conflict, a token and a share link."""
    data = {**LEAST, "id": str(uuid4()), "platform": SECRET}
    assert writer.post("/today", data=data).status_code == 200
    paid = {"kind": "task_pay", "amount": "5", "earned_on": "2026-11-02", "arrived_on": "2026-11-03"}
    assert writer.post("/payments", data={**paid, "platform": SECRET}).status_code == 200
    cost = {"category": SECRET, "amount": "3", "spent_on": "2026-11-02", "months": "1"}
    assert writer.post("/payments/costs", data=cost).status_code == 200
    assert writer.post("/timer", data={"kind": SECRET}).status_code == 200
    assert writer.post("/check-ins").status_code == 200
    assert writer.post("/gaps", data={"first": "2026-10-01", "cause": "queue_empty"}).status_code == 200
    earned = {"quarter": "2026-07-01", "covered": "18000"}
    assert writer.post("/you/situation/covered", data=earned).status_code == 200
    table = {"text": f"Date,Task\n2026-11-02,{SECRET}", "of": "work", "keep": "yes"}
    assert writer.post("/work/paste", data=table).status_code == 200
    (contract,) = writer.get("/api/v1/contracts").json()["items"]
    for noun in ("contract_states", "terms", "contract_reviews", "gap_notes", "check_ins"):
        address = f"/api/v1/{PATHS[noun]}/{uuid4()}"
        assert writer.put(address, json=example(noun, contract_id=contract["id"])).status_code == 201
    assert writer.put(address, json={"checked_on": "2026-11-09"}).status_code == 412
    assert writer.post("/api/v1/tokens", json={"name": SECRET, "scope": "read"}).status_code == 201
    assert writer.post("/api/v1/shares", json={"parts": ["hero"], "label": SECRET}).status_code == 201


def make_a_campaign(connection, me) -> None:
    """Hers, with another one in its team, a link, a sheet of codes and a count."""
    other = writers.create(connection, zone="UTC", currency="USD", language="en")
    for table, column in (("handle_directory", "writer_id"), ("writer", "id")):
        named = f"UPDATE {table} SET handle = :handle WHERE {column} = :id"
        connection.execute(text(named), {"handle": HANDLE, "id": other.id.hex})
    passkeys.keep(connection, other.id, name="x", credential="o", public_key="p", sign_count=0)
    for handle in (me.handle, HANDLE):
        organizers.make(connection, None, handle)
    [passkey] = passkeys.list_all(connection, other.id)
    passkeys.remove(connection, other.id, passkey.id)
    of_the_past = {**NEW_CAMPAIGN, "first_on": "2026-01-01"}
    made = campaigns.create(connection, me.id, CampaignCreate.model_validate(of_the_past))
    teams.set_role(connection, me.id, made.id, HANDLE, Role.VIEW)
    invites.make(connection, me.id, made.id, 30)
    member_codes.make_sheet(connection, me.id, made.id)
    renew_coverage(connection)
    a_stored_release(connection, me.id, made.id, tables=["rates"])


def example(noun: str, **pointed: str) -> dict[str, object]:
    """The document's own example, standing on a row of the owner."""
    said = next(one.example for one in NOUNS if one.name == noun)
    return {name: pointed.get(name, value) for name, value in said.items()}


#: Which release and which file, in an address.
OF_A_RELEASE = {"starts_on": "2026-01-01", "number": "1", "name": "release.json"}


def ids_of(app, owner: TestClient) -> dict[str, str]:  # noqa: F811
    tables = (
        *("contract", "task", "payout", "platform", "expense", "situation", "conflict", "api_token"),
        *(
            "payment",
            "import_batch",
            "payout_match",
            "timer",
            "check_in",
            "gap_note",
            "terms",
            "contract_state",
            "contract_review",
        ),
    )
    tables += ("session", "passkey", "share_link", "enrolment")
    with app.state.read_engine.connect() as connection:
        mine = {"owner": connection.execute(text(OWNER), {"kind": SECRET}).scalar()}
        found = {
            f"{table.removeprefix('api_')}_id": connection.execute(
                text(f"SELECT id FROM {table} WHERE writer_id = :owner"), mine
            ).scalar()
            for table in tables
        }
        logged = text("SELECT id FROM task WHERE contract_id IS NOT NULL")
        found["task_id"] = connection.execute(logged).scalar()
        led = text("SELECT campaign_id FROM team_membership WHERE writer_id = :owner")
        found["campaign_id"] = connection.execute(led, mine).scalar()
        of_it = {"campaign": found["campaign_id"]}
        for name, table in (("invite_id", "invite"), ("sheet_id", "code_sheet")):
            found[name] = connection.execute(
                text(f"SELECT id FROM {table} WHERE campaign_id = :campaign"), of_it
            ).scalar()
        of_other = text("SELECT organizer_id FROM team_membership WHERE role = 'view'")
        found["organizer_id"] = connection.execute(of_other).scalar()
    found["share_id"] = found["share_link_id"]
    found["import_id"], found["match_id"] = found["import_batch_id"], found["payout_match_id"]
    rows = {path: owner.get(f"/api/v1/{path}").json()["items"][0]["id"] for path in PATHS.values()}
    return {name: str(value) for name, value in found.items()} | rows | OF_A_RELEASE


@pytest.fixture
def stranger(browser) -> TestClient:  # noqa: F811
    client = browser()
    client.post("/start")
    return client


def state_of(app) -> list[object]:  # noqa: F811
    """Every row of the owner, and how often any of them has changed."""
    with app.state.read_engine.connect() as connection:
        nouns = (
            *("writer", "contract", "contract_state", "terms", "task", "payment", "payout", "payout_match"),
            *("timer", "put_off", "import_batch", "calendar_address"),
            *("platform", "expense", "situation", "contract_review", "gap_note", "check_in"),
            *("conflict", "api_token", "share_link", "enrolment", "amendment", "idempotency_key"),
            *("session", "secret", "passkey", "passkey_directory", "challenge", "handle_directory"),
            *("organizer", "team_membership", "enrolment"),
        )
        of_campaigns = ("campaign", "invite", "code_sheet", "member_code", "coverage", "audit_event")
        owner = connection.execute(text(OWNER), {"kind": SECRET}).scalar()
        return [
            tuple(row)
            for noun in nouns
            for row in connection.execute(
                text(f"SELECT * FROM {noun} WHERE {'id' if noun == 'writer' else 'writer_id'} = :owner"),
                {"owner": owner},
            )
        ] + [
            tuple(row) for table in of_campaigns for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]


def ask(client: TestClient, name: str, ids: dict[str, str]):
    method, path = name.split(" ", 1)
    is_history = path.startswith(("/history/", "/undo/"))
    noun = path.split("/")[3] if "{row_id}" in path and not is_history else ""
    row_id = ids.get("task_id", "x") if is_history else ids.get(noun, "x")
    named = {**ids, "noun": "tasks", "row_id": row_id}
    address = re.sub(r"{(\w+)(:\w+)?}", lambda found: named.get(found[1], "x"), path)
    more = {"data": FORMS.get(name, {})} if method == "POST" else {}
    if name in JSON:
        more = {"json": JSON[name]}
    is_change = method == "PUT" and re.search(r"{(row|share|campaign)_id}", path)
    headers = {"If-Match": '"1"'} if is_change else {}
    return client.request(method, address, headers=headers, follow_redirects=False, **more)


def test_every_route_says_who_may_ask():
    assert set(ROUTES) == PUBLIC | OWN | OF_A_ROW | BY_HER_ID
    assert not (PUBLIC & OWN) | (OWN & OF_A_ROW) | (PUBLIC & OF_A_ROW)


def test_the_app_answers_no_address_that_is_not_listed_here(sqlite_url):
    made = create_app(Settings(database_url=sqlite_url))
    listed = {name.split(" ")[1] for name in ROUTES} | {"/api/v1/openapi.json"}
    found = {
        route.path
        for part in made.routes
        for route in (part.original_router.routes if hasattr(part, "original_router") else [part])
    }
    assert found == listed
    made.state.engine.dispose()


def test_an_address_with_a_row_in_it_belongs_to_the_owner_of_the_row():
    assert {name for name in ROUTES if re.search(r"{\w+_id}", name)} == OF_A_ROW


@pytest.mark.parametrize("name", sorted(OWN | OF_A_ROW | BY_HER_ID))
def test_nobody_sees_or_changes_anything(app, nobody, ids, name):  # noqa: F811
    before = state_of(app)
    answer = ask(nobody, name, ids)
    shown = answer.text
    if name.split(" ")[1].startswith("/api/"):
        assert answer.status_code == 401
    elif " /campaigns" not in name:
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    elif name.startswith("GET "):
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/sign-in{answer.request.url.path}")
    else:  # what was sent just now is on the page, in the form that sends it again
        assert answer.status_code == 401
        shown = shown.partition("<form")[0]
    assert SECRET not in shown
    assert state_of(app) == before


@pytest.mark.parametrize("name", sorted(OF_A_ROW))
def test_a_stranger_meets_what_is_not_there(app, stranger, ids, name):  # noqa: F811
    before = state_of(app)
    answer = ask(stranger, name, ids)
    missing = ask(stranger, name, {key: str(uuid4()) for key in ids} | OF_A_RELEASE)
    assert answer.status_code == missing.status_code == 404
    assert without_ids(answer) == without_ids(missing)
    assert state_of(app) == before


@pytest.mark.parametrize("name", sorted(OF_A_CAMPAIGN))
def test_an_organizer_of_other_campaigns_meets_what_is_not_there(app, stranger, ids, name):  # noqa: F811
    organize(stranger)
    before = state_of(app)
    answer = ask(stranger, name, ids)
    missing = ask(stranger, name, {key: str(uuid4()) for key in ids} | OF_A_RELEASE)
    assert answer.status_code == missing.status_code == 404
    assert without_ids(answer) == without_ids(missing)
    assert state_of(app) == before


#: What needs more than to look, and what needs to decide.
EDITS = {
    name
    for name in OF_A_CAMPAIGN
    if re.search(r"/words|/invite.*/|^(POST|DELETE).*(invites|sheets)|^PUT.*id}$", name)
}
DECIDES = {name for name in OF_A_CAMPAIGN if not name.startswith("GET") and name not in EDITS}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", sorted(OF_A_CAMPAIGN))
def test_one_of_the_team_does_what_her_role_says(app, stranger, ids, name, role):  # noqa: F811
    organize(stranger)
    with transaction(app.state.engine) as connection:
        owner = connection.execute(text(OWNER), {"kind": SECRET}).scalar()
        teams.set_role(connection, UUID(owner), UUID(ids["campaign_id"]), me_of(stranger).handle, role)
    before = state_of(app)
    answer = ask(stranger, name, ids)
    if (name in DECIDES and role is not Role.PUBLISH) or (name in EDITS and role is Role.VIEW):
        assert answer.status_code == 403
        assert state_of(app) == before
    else:
        assert answer.status_code in ({422} if name in STAYS else {200, 201, 202, 204, 303})


@pytest.mark.parametrize("name", sorted(OF_A_ROW))
def test_the_owner_gets_through(app, owner, ids, name):  # noqa: F811
    if name == "POST /payments/costs/{expense_id}/restore":
        owner.post(f"/payments/costs/{ids['expense_id']}/withdraw")
    if name == "POST /undo/{noun}/{row_id}":
        ask(owner, "POST /work/entries/{task_id}", ids)
        undone = owner.post(f"/undo/tasks/{ids['task_id']}?revision=2", follow_redirects=False)
        assert undone.status_code == 303
        return
    if name.endswith("/matches"):  # something is left of the payout, and a payment is ticked
        owner.post(f"/payments/matches/{ids['match_id']}/withdraw")
        payment_id = UUID(ids["payment_id"])
        ticked = {f"take-{payment_id}": "yes", f"amount-{payment_id}": "5"}
        answer = owner.post(f"/payments/payouts/{ids['payout_id']}/matches", data=ticked)
        assert "Matched." in answer.text
        return
    if name == "POST /work/{contract_id}/withdraw":  # not while work is logged under it
        owner.post(f"/work/entries/{ids['task_id']}/withdraw")
    if name == "POST /work/platforms/{platform_id}/withdraw":  # nor while there is a contract or a payout
        owner.post(f"/work/entries/{ids['task_id']}/withdraw")
        owner.post(f"/work/{ids['contract_id']}/withdraw")
        with app.state.engine.begin() as connection:
            for noun in ("payment", "payout", "expense", "timer"):
                connection.execute(text(f"UPDATE {noun} SET platform_id = NULL"))
    if name.startswith("PUT") and "{row_id}" in name:
        assert says_the_same_again(owner, name, ids).status_code == 200
    elif name in HELD:
        assert ask(owner, name, ids).json()["detail"].startswith("Work or money is logged under this.")
    else:
        expected = {422} if name in STAYS else {200, 201, 202, 204, 303}
        assert ask(owner, name, ids).status_code in expected


#: Not once something of it is released.
STAYS = {"DELETE /api/v1/campaigns/{campaign_id}", "POST /campaigns/{campaign_id}/delete"}
#: Not while work is logged under them.
HELD = {"DELETE /api/v1/platforms/{row_id}", "DELETE /api/v1/contracts/{row_id}"}


def says_the_same_again(owner: TestClient, name: str, ids: dict[str, str]):
    noun = name.split("/")[3]
    address = f"/api/v1/{noun}/{ids[noun]}"
    row = owner.get(address).json()
    ours = {"id", "revision", "created_at", "updated_at", "withdrawn_at", "source"}
    body = {field: value for field, value in row.items() if field not in ours}
    return owner.put(address, json=body, headers={"If-Match": f'"{row["revision"]}"'})


@pytest.mark.parametrize("noun", [noun.name for noun in NOUNS])
def test_the_id_of_somebody_elses_row_makes_a_row_of_ones_own_or_none(app, stranger, ids, noun):  # noqa: F811
    before = state_of(app)
    answer = stranger.put(f"/api/v1/{PATHS[noun]}/{ids[PATHS[noun]]}", json=example(noun))
    assert answer.status_code in {201, 422}
    assert SECRET not in answer.text
    assert state_of(app) == before


@pytest.mark.parametrize("noun", [noun.name for noun in NOUNS])
def test_no_row_of_the_api_points_at_somebody_elses(app, stranger, ids, noun):  # noqa: F811
    said = example(noun)
    pointed = {name: ids.get(name, ids["payments"]) for name in said if name.endswith("_id")}
    before = state_of(app)
    for name, value in pointed.items():
        there = stranger.post(f"/api/v1/{PATHS[noun]}", json={**said, name: value})
        missing = stranger.post(f"/api/v1/{PATHS[noun]}", json={**said, name: str(uuid4())})
        assert there.status_code == missing.status_code == 422
        assert without_ids(there) == without_ids(missing)
    assert state_of(app) == before


@pytest.mark.parametrize("name", sorted(name for name in OWN | OF_A_ROW if " /api/" in name))
def test_a_token_does_what_its_scope_says_and_no_more(app, owner, browser, ids, name):  # noqa: F811
    method = name.split(" ")[0]
    for scope in ("read", "write", "campaigns"):
        secret = owner.post("/api/v1/tokens", json={"name": scope, "scope": scope}).json()["secret"]
        program = browser()
        program.headers = {"Authorization": f"Bearer {secret}"}
        before = state_of(app)
        answer = ask(program, name, ids)
        if (" /api/v1/campaigns" in name) != (scope == "campaigns"):
            assert (answer.status_code, answer.json()["code"]) == (403, "out_of_scope")
            assert without_days(state_of(app)) == without_days(before)
            continue
        if "/tokens" in name or name in NOT_BY_TOKEN | NOT_BY_ANY_TOKEN:
            assert (answer.status_code, answer.json()["code"]) in {
                (403, "not_allowed"),
                (403, "out_of_scope"),
            }
        elif method != "GET" and scope == "read":
            assert (answer.status_code, answer.json()["code"]) == (403, "out_of_scope")
        else:
            assert answer.status_code not in {401, 403}
        # Whoever takes a file of a release is in the log, and that is all that changes.
        if (method == "GET" and "{name}" not in name) or scope == "read" or "/tokens" in name:
            assert without_days(state_of(app)) == without_days(before)


def without_days(state: list[object]) -> list[object]:
    """The owner's rows without the day on which a token was used last."""
    return [row for row in state if not {"read", "write", "campaigns"} & set(row)]


@pytest.mark.parametrize("name", sorted(name for name in OWN if name.startswith("GET")))
def test_an_id_asked_for_in_an_address_shows_nothing_of_a_stranger(stranger, ids, name):
    address = re.sub(r"{\w+}", "hours", name.split(" ")[1])
    asked = ("like", "contract", "saved", "undone", "discarded", "why", "arrived", "platform", "task_id")
    by_row = [dict.fromkeys(asked, value) for value in set(ids.values()) - set(OF_A_RELEASE.values())]
    by_name = [{one: ids.get(f"{one}_id", ids["task_id"])} for one in asked]
    for params in (*by_row, *by_name):
        answer = stranger.get(address, params=params, follow_redirects=False)
        assert answer.status_code in {200, 404}
        assert SECRET not in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        ("/today", LEAST, {"contract": "contract_id"}),
        ("/today", LEAST, {"like": "task_id"}),
        ("/timer", {}, {"like": "task_id"}),
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


@pytest.mark.parametrize("name", sorted(BY_HER_ID))
@pytest.mark.parametrize("noun", ["timer_id", "task_id"])
def test_an_id_that_somebody_else_has_too_is_an_id_of_ones_own(app, stranger, ids, name, noun):  # noqa: F811
    before = state_of(app)
    answer = ask(stranger, name, {"id": ids[noun]})
    assert answer.status_code == (404 if name.startswith("DELETE") else 201)
    assert SECRET not in answer.text
    assert state_of(app) == before


@pytest.mark.parametrize("name", sorted(name for name in BY_HER_ID if name.startswith("PUT")))
@pytest.mark.parametrize("pointer", [("contract_id", "contract_id"), ("like", "task_id")])
def test_a_phone_points_at_nothing_of_somebody_else(app, stranger, ids, name, pointer):  # noqa: F811
    field, noun = pointer
    before = state_of(app)
    path = name.removeprefix("PUT ").replace("{id}", str(uuid4()))
    body = {name: said for name, said in JSON[name].items() if name != "kind"}
    answer = stranger.put(path, json={**body, field: ids[noun]})
    assert answer.status_code in {404, 422}
    assert SECRET not in answer.text
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

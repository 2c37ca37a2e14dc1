"""Every route, error pages too: its headers, its cookies, and that no other site's page changes anything with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.main import create_app
from app.records import METADATA
from app.settings import Settings
from tests.app.conftest import OURS
from tests.attacks.test_ownership import FORMS, ROUTES, ask

HTTPS = "https://pagerate.test"
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
ERRORS = [
    "GET /no-such-page",
    "GET /api/v1/no-such-thing",
    "PATCH /today",
    "GET /work/not-an-id",
    "POST /healthz",
]
#: Those after which one is signed out come last.
LEAVING = ("POST /you/sign-out", "POST /you/sign-out-everywhere", "POST /you/data/erase")
IN_ORDER = sorted({*ROUTES, *ERRORS}, key=lambda name: (name in LEAVING, name))
KEPT_BY_CACHES = ("GET /static", "GET /favicon", "GET /sw", "GET /manifest", "GET /icon")
CHANGES = sorted(name for name in ROUTES if not name.startswith("GET "))
#: What a browser sends along when another site's page asks, and when somebody asks without a browser.
FOREIGN = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    "another site that claims our origin": {"Sec-Fetch-Site": "cross-site", "Origin": HTTPS},
    "a sibling of our host": {"Sec-Fetch-Site": "same-site", "Origin": "https://x.pagerate.test"},
    "another port": {"Sec-Fetch-Site": "same-site", "Origin": "https://pagerate.test:444"},
    "an old browser on another site": {"Origin": "https://evil.example"},
    "a page without an origin": {"Origin": "null"},
    "nobody who says where from": {},
}


@pytest.fixture
def served(sqlite_url):
    app = create_app(Settings(database_url=sqlite_url, secure_cookies=True))
    yield app
    app.state.engine.dispose()


@pytest.fixture
def client(served):
    made = TestClient(served, base_url=HTTPS, headers=OURS)
    assert made.post("/start", follow_redirects=False).status_code == 303
    return made


@pytest.fixture
def stranger(served):
    return TestClient(served, base_url=HTTPS, headers=OURS)


def content_of(app) -> dict[str, object]:
    with app.state.read_engine.connect() as connection:
        return {
            table.name: sorted(map(str, connection.execute(text(f"SELECT * FROM {table.name}"))))
            for table in METADATA.sorted_tables
        }


def wrong_with(name, answer) -> Iterator[str]:
    """What is missing on an answer."""
    policy = answer.headers.get("Content-Security-Policy", "")
    scripts = policy.partition("script-src")[2].partition(";")[0]
    yield from (header for header, value in STRICT.items() if answer.headers.get(header) != value)
    yield from (rule for rule in POLICY if rule not in policy)
    yield from ["unsafe scripts"] if "unsafe" in scripts else []
    yield from (header for header in ("server", "x-powered-by") if header in answer.headers)
    if not name.startswith(KEPT_BY_CACHES) and "no-store" not in answer.headers.get("Cache-Control", ""):
        yield "no-store"
    for cookie in answer.headers.get_list("set-cookie"):
        name_of = cookie.partition("=")[0]
        flags = cookie.lower()
        yield from (
            f"{name_of} {flag}" for flag in ("secure", "httponly", "samesite=lax") if flag not in flags
        )
        if "domain" in flags or ("session" in name_of and not cookie.startswith("__Host-session=")):
            yield name_of


def test_every_answer_has_every_header_and_every_cookie_every_flag(client, stranger):
    wrong = {}
    for name in IN_ORDER:
        for who, asks in (("writer", client), ("nobody", stranger)):
            found = list(wrong_with(name, ask(asks, name, {})))
            if found:
                wrong[who, name] = found
    assert wrong == {}
    assert len(IN_ORDER) > 60


def test_no_other_site_changes_anything(served, client):
    before = content_of(served)
    client.headers.pop("Sec-Fetch-Site")
    let_in = []
    for name in CHANGES:
        method, path = name.split(" ", 1)
        address = path.replace("{", "").replace("}", "")
        for who, headers in FOREIGN.items():
            data = FORMS.get(name, {})
            answer = client.request(method, address, headers=headers, data=data, follow_redirects=False)
            if answer.status_code != 403:
                let_in.append((name, who, answer.status_code))
    assert let_in == []
    assert content_of(served) == before


def test_looking_changes_nothing(served, client):
    before = content_of(served)
    client.headers.pop("Sec-Fetch-Site")
    changed = []
    for name in IN_ORDER:
        if name.startswith("GET "):
            ask(client, name, {})
            if content_of(served) != before:
                changed.append(name)
    assert changed == []


def test_what_sends_json_sends_it_as_json(client):
    """A form of another site cannot send JSON; a body that says it is text is not read as JSON."""
    for path in ("/sign-in/passkey", "/you/passkeys"):
        kind = {"Content-Type": "text/plain"}
        answer = client.post(path, content=b'{"credential": {"id": "x"}}', headers=kind)
        assert answer.status_code == 422

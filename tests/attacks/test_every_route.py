"""Every route, error pages too: its headers, its cookies, and that no other site's page changes anything with it."""

from __future__ import annotations

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


@pytest.mark.parametrize("name", sorted({*ROUTES, *ERRORS}))
def test_every_answer_has_every_header_and_every_cookie_every_flag(client, stranger, name):
    for asks in (client, stranger):
        answer = ask(asks, name, {})
        for header, value in STRICT.items():
            assert answer.headers.get(header) == value, header
        for rule in POLICY:
            assert rule in answer.headers["Content-Security-Policy"], rule
        assert (
            "unsafe"
            not in answer.headers["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]
        )
        if not name.startswith(("GET /static", "GET /favicon", "GET /sw", "GET /manifest")):
            assert "no-store" in answer.headers["Cache-Control"], answer.headers["Cache-Control"]
        for cookie in answer.headers.get_list("set-cookie"):
            assert "Secure" in cookie, cookie
            assert "HttpOnly" in cookie, cookie
            assert "samesite=lax" in cookie.lower(), cookie
            assert "Domain" not in cookie, cookie
            if "session" in cookie.partition("=")[0]:
                assert cookie.startswith("__Host-session=")
                assert "Path=/" in cookie
        assert "server" not in answer.headers
        assert "x-powered-by" not in answer.headers


@pytest.mark.parametrize("name", CHANGES)
def test_no_other_site_changes_anything(served, client, name):
    before = content_of(served)
    client.headers.pop("Sec-Fetch-Site")
    method, path = name.split(" ", 1)
    for who, headers in FOREIGN.items():
        answer = client.request(
            method, path.replace("{", "").replace("}", ""), headers=headers, data=FORMS.get(name, {}),
            follow_redirects=False,
        )  # fmt: skip
        assert answer.status_code == 403, who
    assert content_of(served) == before


@pytest.mark.parametrize("name", sorted(name for name in ROUTES if name.startswith("GET ")))
def test_looking_changes_nothing(served, client, name):
    before = content_of(served)
    client.headers.pop("Sec-Fetch-Site")
    ask(client, name, {})
    assert content_of(served) == before


def test_what_sends_json_sends_it_as_json(client):
    """A form of another site cannot send JSON; a body that says it is text is not read as JSON."""
    for path in ("/sign-in/passkey", "/you/passkeys"):
        kind = {"Content-Type": "text/plain"}
        answer = client.post(path, content=b'{"credential": {"id": "x"}}', headers=kind)
        assert answer.status_code == 422

"""Headers of every answer, and refusals of what other sites ask for."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.mark.parametrize("path", ["/", "/method", "/no-such-page", "/static/app.css", "/api/v1/no-such"])
def test_every_answer_forbids_what_is_not_ours(nobody: TestClient, path: str) -> None:
    headers = nobody.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert len(headers["X-Request-Id"]) == 12


def test_no_cache_keeps_a_page_of_ones_own(writer: TestClient) -> None:
    assert writer.get("/today").headers["Cache-Control"] == "private, no-store"


def test_static_files_are_kept_for_good_when_asked_for_by_version(nobody: TestClient) -> None:
    page = nobody.get("/help").text
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    answer = nobody.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" not in nobody.get("/static/app.css?v=old").headers["Cache-Control"]


def test_cookies_over_https_are_bound_to_the_host(sqlite_url: str) -> None:
    app = create_app(Settings(database_url=sqlite_url, secure_cookies=True))
    client = TestClient(app, base_url="https://pagerate.test", headers={"Sec-Fetch-Site": "same-origin"})
    answer = client.post("/start", follow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    for word in ("HttpOnly", "SameSite=lax", "Path=/", "Secure"):
        assert word in cookie
    assert "Domain" not in cookie
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    app.state.engine.dispose()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://pagerate.test"}, 403),
        ({"Origin": "http://pagerate.test"}, 303),
        ({"Origin": "http://pagerate.test.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_change_is_taken_from_our_own_pages_only(
    nobody: TestClient, headers: dict[str, str], status: int
) -> None:
    nobody.headers.pop("Sec-Fetch-Site")
    assert nobody.post("/start", headers=headers, follow_redirects=False).status_code == status


def test_reading_needs_no_proof_of_where_one_comes_from(nobody: TestClient) -> None:
    nobody.headers.pop("Sec-Fetch-Site")
    assert nobody.get("/help").status_code == 200


def test_a_body_that_is_too_large_is_refused_before_it_is_read(nobody: TestClient) -> None:
    answer = nobody.post("/start", headers={"Content-Length": str(10**9)})
    assert answer.status_code == 413


def test_a_mishap_is_a_page_for_people_and_a_problem_for_machines(nobody: TestClient) -> None:
    page = nobody.get("/no-such-page")
    assert page.status_code == 404
    assert page.headers["X-Request-Id"] in page.text
    problem = nobody.get("/api/v1/no-such-thing")
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["code"] == "not_found"
    assert problem.json()["request_id"] == problem.headers["X-Request-Id"]

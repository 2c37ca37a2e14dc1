"""Planted words, addresses and browsers: they stand where a writer put them, and nowhere else."""

# ruff: noqa: F811 - fixtures are imported

from __future__ import annotations

import logging
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.records import METADATA
from tests.app.conftest import ADDRESS, OURS, app, browser, nobody  # noqa: F401 - fixtures
from tests.app.test_accounts import keep_words
from tests.attacks.test_ownership import ROUTES, ask

NOTE, NAME = "Zinnober-Note", "Zinnober-Name"
AGENT, SOURCE, REFERER, QUERY = "ZinnoberAgent/7", "203.0.113.201", "zinnober-referer", "zinnober-query"
SENT = {
    "User-Agent": AGENT,
    "X-Forwarded-For": SOURCE,
    "Forwarded": f"for={SOURCE}",
    "X-Real-IP": SOURCE,
    "Referer": f"https://{REFERER}.example/",
}
#: Where a writer's own words may stand at rest.
HERS = {"platform", "contract", "task", "expense", "terms", "amendment", "payment", "payout"}
LOG = {
    "/today": {
        "like": "other",
        "kind": NAME,
        "platform": NAME,
        "duration": "30",
        "is_paid": "yes",
        "day": "today",
    },
    "/work": {"name": NAME, "platform": NAME, "pay_model": "hourly", "rate": "20"},
    "/payments/costs": {
        "category": NAME,
        "amount": "3",
        "spent_on": "2026-11-02",
        "months": "1",
        "note": NOTE,
    },
}
#: Those after which one is signed out come last.
LEAVING = ("POST /you/sign-out", "POST /you/sign-out-everywhere", "POST /you/data/erase", "POST /sign-in")
IN_ORDER = sorted(ROUTES, key=lambda name: (name in LEAVING, name))


@pytest.fixture
def planted(app):
    """A writer with canaries in her log, who comes from a canary address with a canary browser."""
    client = TestClient(app, base_url=ADDRESS, headers={**OURS, **SENT}, client=(SOURCE, 5))
    client.post(f"/start?{QUERY}=1")
    for path, data in LOG.items():
        assert client.post(f"{path}?{QUERY}=1", data=data).status_code == 200
    [task] = set(re.findall(r"/work/entries/([0-9a-f-]{36})", client.get("/today").text))
    edited = {"revision": "1", "kind": NAME, "duration": "45", "is_paid": "yes", "worked_on": "2026-11-12"}
    client.post(f"/work/entries/{task}", data={**edited, "note": NOTE})
    return client


def rows(app):
    with app.state.read_engine.connect() as connection:
        return {
            table.name: str([tuple(row) for row in connection.execute(select(table))])
            for table in METADATA.sorted_tables
        }


def test_no_table_knows_from_where_or_with_what_anybody_came(app, planted):
    for name in IN_ORDER:
        ask(planted, name, {})
    for table, said in rows(app).items():
        for canary in (AGENT, SOURCE, REFERER, QUERY):
            assert canary not in said, table


def test_what_she_typed_stands_in_her_log_and_in_no_other_table(app, planted):
    keep_words(planted)
    planted.post("/you/devices/add")
    holding = {table for table, said in rows(app).items() if "Zinnober" in said}
    assert holding
    assert holding <= HERS


def test_no_line_of_a_log_says_who_came_or_what_was_typed(app, planted, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        for name in IN_ORDER:
            for data in (None, {"kind": NOTE, "words": NOTE, "word": NOTE, "amount": NOTE, "name": NOTE}):
                method, path = name.split(" ", 1)
                planted.request(method, path + f"?{QUERY}={NOTE}", data=data, follow_redirects=False)
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]  # not the client's
    said = "\n".join(map(str, map(vars, ours))) + "".join(capfd.readouterr())
    for canary in ("Zinnober", "zinnober", SOURCE, planted.cookies.get("session", "no session")):
        assert canary not in said


def test_no_error_page_and_no_header_repeats_what_was_sent(planted):
    for address in (
        f"/no/{NOTE}",
        f"/work/{NOTE}",
        f"/work/entries/{NOTE}",
        f"/real-pay/explain/{NOTE}",
        f"/api/v1/{NOTE}",
    ):
        answer = planted.get(f"{address}?{QUERY}={NOTE}")
        assert answer.status_code in {404, 422}
        body = re.sub(r'(name="back" value|href)="[^"]*"', "", answer.text)  # the way back is her own address
        assert NOTE not in body, address
    for name in IN_ORDER:
        answer = ask(planted, name, {})
        assert "innober" not in str(answer.headers), name
        assert SOURCE not in answer.text, name
        assert AGENT not in answer.text, name


def test_no_page_of_anybody_else_has_a_word_of_hers(planted, browser):
    other = browser()
    other.post("/start")
    for name in IN_ORDER:
        if name.startswith("GET "):
            assert "innober" not in ask(other, name, {}).text, name
            assert "innober" not in ask(browser(), name, {}).text, name


def test_a_served_app_prints_nothing_of_anybody(tmp_path):
    """The whole process as it is started, with everything it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    printed = tmp_path / "printed"
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.manage", "serve", "--port", str(port)],
            env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'p.db'}"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    base = f"http://127.0.0.1:{port}"

    def send(path, data=None):
        body = urlencode(data).encode() if data is not None else None
        try:
            opener.open(urllib.request.Request(base + path, body, {**OURS, **SENT}), timeout=20).close()
        except urllib.error.HTTPError as error:
            error.close()

    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{base}/readyz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        send(f"/start?{QUERY}=1", {})
        for path, data in LOG.items():
            send(f"{path}?{QUERY}=1", data)
            send(path, {"kind": NOTE})
        for path in ("/today", "/real-pay", f"/no/{NOTE}", f"/open/{NOTE}", "/you/data/everything.json"):
            send(path)
        send("/sign-in", {"words": NOTE})
        with socket.create_connection(("127.0.0.1", port), 5) as raw:  # no HTTP at all
            raw.sendall(f"ZINNOBER {NOTE}\r\n\r\n".encode())
            raw.recv(1000)
    finally:
        process.terminate()
        process.wait(timeout=15)
    said = printed.read_text()
    assert "Pagerate is at" in said
    assert "innober" not in said.lower()
    assert SOURCE not in said
    assert not [cookie.value for cookie in jar if cookie.value and cookie.value in said]
    database = b"".join(part.read_bytes() for part in tmp_path.glob("p.db*"))
    assert NAME.encode() in database
    for canary in (AGENT, SOURCE, REFERER, QUERY):
        assert canary.encode() not in database

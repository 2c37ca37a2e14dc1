"""Crafted requests: odd values, odd senders, bodies without end, crashes; and taps that come twice at once."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.http import crosssite
from app.main import create_app
from app.settings import Settings
from app.store import writers
from tests.app.conftest import ADDRESS, OURS, app, browser, nobody, writer  # noqa: F401 - fixtures

CANARY = "Marguerite Canary"
WORK = {
    "like": "other",
    "kind": "Rank",
    "platform": "Quill",
    "duration": "30",
    "is_paid": "yes",
    "day": "today",
}
SITUATION = {"since": "2026-01-01", "place": "US-CA", "cover": "none"}
PAYMENT = {"kind": "task_pay", "amount": "5", "earned_on": "2026-11-02", "platform": "Quill"}
CRAFTED = [
    "9" * 5000,
    "1e400",
    "1e-999",
    "1e-999999999",
    "NaN",
    "Infinity",
    "-1",
    "a\0b",
    "\u202ecod",
    "x" * 200_000,
    "\uff19",
    "\xb2",
    "{0.__class__} %s",
    "'; DROP TABLE task;--",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
]
FORMS = {
    "/today": (WORK, ("kind", "platform", "duration", "pay", "day", "id", "contract", "like")),
    "/you/situation": (
        SITUATION,
        ("hours", "wages", "premium", "since", "cover", "filing", "basis", "group", "threshold"),
    ),
    "/you/situation/covered": ({"quarter": "2026-07-01", "covered": "5"}, ("quarter", "covered", "id")),
    "/you/situation/instalments": (
        {"instalment": "2026-3", "paid": "5", "paid_on": "2026-09-10"},
        ("instalment", "paid", "paid_on", "id"),
    ),
    "/payments": ({**PAYMENT, "arrived_on": "2026-11-03"}, ("amount", "fee", "currency", "arrived_on", "id")),
    "/payments/costs": ({"category": "Desk", "amount": "5", "spent_on": "2026-11-02"}, ("amount", "months")),
    "/work": ({"name": "One", "pay_model": "hourly"}, ("name", "rate", "rate_units", "promised_time", "id")),
}
FIELDS = [(path, name) for path, (_, names) in FORMS.items() for name in names]


@pytest.mark.parametrize(("path", "name"), FIELDS, ids=[f"{path} {name}" for path, name in FIELDS])
def test_nothing_typed_into_a_field_breaks_a_page(writer, path, name):  # noqa: F811
    for value in CRAFTED:
        answer = writer.post(path, data={**FORMS[path][0], name: value}, follow_redirects=False)
        assert answer.status_code in {303, 404, 422}, value[:40]
    for page in ("/today", "/work", "/payments", "/real-pay", "/you", "/api/v1/report"):
        assert writer.get(page).status_code == 200


def test_markup_that_was_typed_is_shown_as_it_was_typed(writer):  # noqa: F811
    typed = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"
    writer.post("/today", data={**WORK, "kind": typed, "platform": typed})
    writer.post("/payments", data={**PAYMENT, "platform": typed})
    for page in ("/today", "/work", "/payments", "/payments/new", "/real-pay"):
        html = writer.get(page).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_a_fee_beyond_what_a_row_holds_is_refused_beside_its_field(writer):  # noqa: F811
    most = "9999999999.99"
    data = {**PAYMENT, "kind": "clawback", "amount": most, "fee": most, "arrived_on": "2026-11-03"}
    assert writer.post("/payments", data=data).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31", "2026-02-30", "x"])
@pytest.mark.parametrize("query", ["as_of={}", "start={}&end=2026-11-01", "start=2026-01-01&end={}"])
def test_a_report_of_days_out_of_reach_is_refused(writer, day, query):  # noqa: F811
    writer.post("/today", data=WORK)
    assert writer.get("/api/v1/report?" + query.format(day)).status_code == 422


@pytest.mark.parametrize("origin", ["http://[::1", "//", "null", "http://pagerate.test@evil.example"])
def test_an_origin_that_is_none_is_refused(nobody, origin):  # noqa: F811
    nobody.headers.pop("Sec-Fetch-Site")
    assert nobody.post("/start", headers={"Origin": origin}).status_code == 403


def test_a_body_without_a_stated_length_is_refused_where_it_grows_too_large(nobody, monkeypatch):  # noqa: F811
    monkeypatch.setattr(crosssite, "LARGEST_BODY", 1000)
    pieces = (b"zone=" + b"x" * 400 for _ in range(5))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert nobody.post("/start", content=pieces, headers=kind).status_code == 413


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_a_field_longer_than_any_is_refused_as_a_body_that_is_too_large(nobody, kind):  # noqa: F811
    head = b"--b\r\nContent-Disposition: form-data; name=zone\r\n\r\n" if "multipart" in kind else b"zone="
    pieces = [head, *[b"x" * 65536] * 20]
    assert nobody.post("/start", content=iter(pieces), headers={"Content-Type": kind}).status_code == 413


def test_a_crash_tells_its_place_and_nothing_that_was_typed(sqlite_url, caplog, capfd):
    app = create_app(Settings(database_url=sqlite_url))  # noqa: F811

    @app.get("/crash")
    def crash(request: Request) -> None:
        raise ValueError(CANARY + str(request.url))

    client = TestClient(app, base_url=ADDRESS, headers=OURS)  # which raises what a server would log
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/crash")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    said = caplog.text + "".join(capfd.readouterr())
    assert "ValueError at " in said
    assert "crash" in said
    assert CANARY not in said
    app.state.engine.dispose()


def test_a_browser_that_goes_away_in_the_middle_of_a_form_is_no_crash(app, writer, caplog):  # noqa: F811
    answered, said = [], iter(({"type": "http.request", "body": b"part=hero", "more_body": True},))
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/share/preview",
        "query_string": b"",
        "headers": [
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", b"500"),
            (b"sec-fetch-site", b"same-origin"),
            (b"cookie", f"session={writer.cookies['session']}".encode()),
        ],
    }

    async def receive():
        return next(said, {"type": "http.disconnect"})

    async def send(message):
        answered.append(message)

    with caplog.at_level(logging.DEBUG, "app"):
        writer.portal.call(app, scope, receive, send)
    assert answered == []
    assert caplog.text == ""


def test_a_crash_of_the_store_tells_nothing_that_was_typed(app, writer, caplog, monkeypatch):  # noqa: F811
    def fail(*_, **__):
        raise RuntimeError(CANARY)

    monkeypatch.setattr(writers, "amend", fail)
    data = {"language": "en", "zone": "UTC", "currency": "USD"}
    assert writer.post("/you", data=data).status_code == 500
    assert CANARY not in caplog.text


def test_signing_out_leaves_nothing_on_a_shared_computer(writer):  # noqa: F811
    answer = writer.post("/you/sign-out", data={"lose": "yes"}, follow_redirects=False)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_cookie_is_worth_nothing_after_signing_out_or_with_a_letter_changed(writer, nobody):  # noqa: F811
    token = writer.cookies["session"]
    changed = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    assert nobody.get("/api/v1/report", headers={"Cookie": f"session={changed}"}).status_code == 401
    writer.post("/you/sign-out", data={"lose": "yes"})
    assert nobody.get("/api/v1/report", headers={"Cookie": f"session={token}"}).status_code == 401


def test_a_session_brought_along_is_never_the_one_that_is_opened(nobody):  # noqa: F811
    nobody.cookies.set("session", "chosen-by-somebody-else")
    answer = nobody.post("/start", follow_redirects=False)
    assert "chosen-by-somebody-else" not in answer.headers["Set-Cookie"]


def test_no_secret_stands_in_the_database_as_it_is(app, writer, sqlite_url):  # noqa: F811
    from sqlalchemy import make_url

    token = writer.cookies["session"].encode()
    file = Path(make_url(sqlite_url).database)
    for part in file.parent.glob(f"{file.name}*"):
        assert token not in part.read_bytes()


def counted(app, table):  # noqa: F811
    with app.state.read_engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM " + table)).scalar()


def at_once(act, times=8):
    with ThreadPoolExecutor(times) as pool:
        return sorted(done.result() for done in [pool.submit(act) for _ in range(times)])


def test_one_form_sent_eight_times_at_once_is_kept_once(app, writer):  # noqa: F811
    data = {**WORK, "id": str(uuid4())}
    assert set(at_once(lambda: writer.post("/today", data=data, follow_redirects=False).status_code)) == {303}
    assert [counted(app, table) for table in ("task", "platform", "contract")] == [1, 1, 1]


def test_of_eight_edits_of_one_revision_exactly_one_is_kept(app, writer):  # noqa: F811
    entry = str(uuid4())
    writer.post("/today", data={**WORK, "id": entry})
    data = {"kind": "Rank", "duration": "30", "is_paid": "yes", "worked_on": "2026-11-12", "revision": "1"}

    def edit():
        sent = {**data, "note": str(uuid4())}
        return writer.post(f"/work/entries/{entry}", data=sent, follow_redirects=False).status_code

    assert at_once(edit) == [303] + [409] * 7
    assert counted(app, "amendment") == 1


def test_a_contract_ended_twice_by_one_tap_has_ended_once(app, writer):  # noqa: F811
    contract = str(uuid4())
    writer.post("/work", data={"id": contract, "name": "One", "platform": "Quill", "pay_model": "hourly"})
    before = counted(app, "contract_state")
    data = {"state": "ended_by_me", "ended_on": "2026-11-11"}
    for _ in range(3):
        assert writer.post(f"/work/{contract}/end", data=data, follow_redirects=False).status_code == 303
    assert counted(app, "contract_state") == before + 1

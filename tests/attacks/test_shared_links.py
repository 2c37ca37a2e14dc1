"""Attacks on share links: guessing, asking whether one is there, reading what was not chosen, framing it elsewhere."""

from __future__ import annotations

import base64
import json
import re
import struct
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from app import clock
from app.database import transaction
from app.http import papers, passphrases, sharing
from app.http.openings import Openings
from app.http.throttle import Act, Throttle
from app.records import NOUNS, table_of
from app.records.api_token import ApiTokenPublic
from app.settings import Settings
from app.store import imports, sessions
from app.web import shared
from reports.sharing import PARTS
from tests.app.conftest import ADDRESS, NOW, OURS, served
from tests.attacks.test_accounts import from_address, likelihood_of_no_difference

SHARES = "/api/v1/shares"
#: Answers carry an id and the moment; everything else is compared.
NOT_COMPARED = {"x-request-id", "date"}
PASSPHRASE = "seven grey owls"


@pytest.fixture
def app(request, engine):
    """The app on a database of both kinds."""
    with served(engine.url.render_as_string(hide_password=False)) as app:
        yield app


@pytest.fixture
def browser(app) -> Iterator[Callable[[], TestClient]]:
    with clock.frozen(NOW):
        yield lambda: TestClient(app, base_url=ADDRESS, headers=OURS)


@pytest.fixture
def nobody(browser):
    return browser()


@pytest.fixture
def owner(browser):
    client = browser()
    assert client.post("/start", data={"zone": "America/Los_Angeles"}).status_code == 200
    return client


def share(client: TestClient, **said) -> tuple[str, str]:
    """A new link: its id and the path it opens at."""
    made = client.post(SHARES, json={"parts": list(PARTS), **said})
    assert made.status_code == 201, made.text
    return made.json()["id"], made.json()["address"].removeprefix(ADDRESS)


def said_by(answer) -> tuple[int, bytes, dict[str, str]]:
    """Everything an answer says, without what differs between any two."""
    return (
        answer.status_code,
        answer.content,
        {name: value for name, value in answer.headers.items() if name not in NOT_COMPARED},
    )


# What opens nothing is one page


def past_its_day(app, owner, share_id):
    with app.state.engine.begin() as connection:
        connection.execute(table_of_links().update().values(expires_at=clock.now() - timedelta(seconds=1)))


def table_of_links():
    from app.records import ShareLink

    return table_of(ShareLink)


ENDINGS = {
    "past its day": past_its_day,
    "paused": lambda app, owner, share_id: owner.post(f"{SHARES}/{share_id}/pause"),
    "paused on the page": lambda app, owner, share_id: owner.post(f"/share/links/{share_id}/pause"),
    "ended": lambda app, owner, share_id: owner.delete(f"{SHARES}/{share_id}"),
    "ended on the page": lambda app, owner, share_id: owner.post(f"/share/links/{share_id}/revoke"),
    "its writer erased": lambda app, owner, share_id: owner.post("/you/data/erase", data={"word": "DELETE"}),
}
MALFORMED = [
    "",
    "x",
    "a/b",
    "..%2F..%2Fetc%2Fpasswd",
    "%00",
    "é" * 40,
    "x" * 5000,
    "{token}",
    "a.json",
    "a/b/c.csv",
    "?x=1",
]


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["open", "with a passphrase"])
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("under", ["", ".json", ".png", "/ladder.csv"])
def test_what_opens_nothing_answers_as_what_never_was(app, owner, nobody, *, ending, passphrase, under):
    share_id, path = share(owner, passphrase=passphrase)
    assert nobody.get(path + under, follow_redirects=False).status_code in {200, 303}
    ENDINGS[ending](app, owner, share_id)
    unknown = said_by(nobody.get(f"/s/{'A' * 43}{under}"))
    assert said_by(nobody.get(path + under)) == unknown
    assert unknown[0] == 404


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_passphrase_sent_to_what_opens_nothing_is_answered_as_to_what_never_was(app, owner, nobody, ending):
    share_id, path = share(owner, passphrase=PASSPHRASE)
    ENDINGS[ending](app, owner, share_id)
    tried = nobody.post(path, data={"passphrase": PASSPHRASE})
    assert said_by(tried) == said_by(nobody.post("/s/unknown", data={"passphrase": "x"}))
    assert said_by(tried) == said_by(nobody.get("/s/unknown"))


@pytest.mark.parametrize("address", MALFORMED)
def test_an_address_that_is_no_link_answers_the_same(nobody, address):
    unknown = said_by(nobody.get(f"/s/{'A' * 43}"))
    assert said_by(nobody.get(f"/s/{address}")) == unknown
    assert said_by(nobody.get(f"/e/{address}")) == unknown


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_embed_that_shows_nothing_answers_the_same(app, owner, nobody, ending):
    share_id, _ = share(owner)
    made = owner.post(f"{SHARES}/{share_id}/embed", json={"origins": ["https://news.example.org"]})
    embed = made.json()["address"].removeprefix(ADDRESS)
    assert nobody.get(embed).status_code == 200
    ENDINGS[ending](app, owner, share_id)
    assert said_by(nobody.get(embed)) == said_by(nobody.get("/s/unknown"))


def test_a_link_is_paused_at_once_after_reading_broke_off_elsewhere(app, owner, nobody, monkeypatch):
    share_id, path = share(owner)
    for number in range(3):
        owner.post("/api/v1/tokens", json={"name": f"Program {number}", "scope": "read"})
    kept = []

    def break_off(*_):
        kept.append(LookupError())  # with its traceback it holds the rows that were being read
        raise kept[0]

    with app.state.engine.connect(), monkeypatch.context() as patch:  # so that there are two connections
        patch.setattr(ApiTokenPublic, "model_validate", break_off)
        assert owner.get("/api/v1/tokens").status_code == 500
    for _ in range(3):  # by both connections in turn
        assert nobody.get(path).status_code == 200
        assert owner.post(f"{SHARES}/{share_id}/pause").status_code == 200
        assert said_by(nobody.get(path)) == said_by(nobody.get("/s/unknown"))
        assert owner.post(f"{SHARES}/{share_id}/resume").status_code == 200
    assert kept[0].__traceback__ is not None


def test_a_link_opens_no_frame_and_a_frame_no_link(owner, nobody):
    share_id, path = share(owner)
    made = owner.post(f"{SHARES}/{share_id}/embed", json={"origins": ["https://news.example.org"]})
    embed = made.json()["address"].removeprefix(ADDRESS)
    unknown = said_by(nobody.get("/s/unknown"))
    assert said_by(nobody.get(path.replace("/s/", "/e/"))) == unknown
    assert said_by(nobody.get(embed.replace("/e/", "/s/"))) == unknown


def test_secrets_of_other_kinds_open_no_link(owner, nobody):
    token = owner.post("/api/v1/tokens", json={"name": "x", "scope": "read"}).json()["secret"]
    unknown = said_by(nobody.get("/s/unknown"))
    for secret in (token, owner.cookies["session"]):
        assert said_by(nobody.get(f"/s/{secret}")) == unknown
        assert said_by(nobody.get(f"/e/{secret}")) == unknown
    _, path = share(owner)
    nobody.cookies.set("session", path.removeprefix("/s/"))
    assert nobody.get("/today", follow_redirects=False).status_code == 303


def test_the_page_says_in_words_that_a_link_can_be_any_of_these(nobody):
    page = nobody.get("/s/unknown").text
    for word in ("past its last day", "paused", "ended", "mistyped"):
        assert word in page


#: Every way to ask for a link: the page and its files, the frame, and a passphrase that is sent.
WAYS = {
    "page": "",
    "figures": ".json",
    "card": ".png",
    "table": "/ladder.csv",
    "frame": None,
    "passphrase": "",
}
NEVER_MADE = "A" * 43


def asked_in_turns(
    ask: Callable[[str], object], first: str, second: str, pairs: int
) -> tuple[list[int], list[int]]:
    """How long two addresses take, in turns, so that a slow moment meets both."""
    taken: tuple[list[int], list[int]] = ([], [])
    for _ in range(pairs):
        for address, times in zip((first, second), taken, strict=True):
            started = time.perf_counter_ns()
            ask(address)
            times.append(time.perf_counter_ns() - started)
    return taken


@pytest.mark.parametrize(
    ("way", "pairs", "tries"),
    [
        pytest.param("page", 60, 4, id="few"),
        *(pytest.param(way, 400, 3, id=f"many by the {way}", marks=pytest.mark.long) for way in WAYS),
    ],
)
@pytest.mark.parametrize("ending", ["past its day", "paused", "ended", "its writer erased"])
def test_what_opens_nothing_takes_as_long_as_what_never_was(app, owner, nobody, *, ending, way, pairs, tries):
    app.state.throttle = type(app.state.throttle)(
        Settings(passphrases_per_source="1000000/minute", passphrases_per_link="1000000/minute")
    )
    share_id, path = share(owner, passphrase=None if way == "frame" else PASSPHRASE)
    if way == "frame":
        made = owner.post(f"{SHARES}/{share_id}/embed", json={"origins": ["https://news.example.org"]})
        path, never = made.json()["address"].removeprefix(ADDRESS), f"/e/{NEVER_MADE}"
    else:
        path, never = path + WAYS[way], f"/s/{NEVER_MADE}{WAYS[way]}"
    ENDINGS[ending](app, owner, share_id)

    def ask(address: str) -> object:
        return (
            nobody.post(address, data={"passphrase": PASSPHRASE})
            if way == "passphrase"
            else nobody.get(address)
        )

    asked_in_turns(ask, path, never, 10)
    # One unlucky run in a hundred is chance; several in a row are a difference.
    found = (likelihood_of_no_difference(*asked_in_turns(ask, path, never, pairs)) for _ in range(tries))
    assert any(likelihood > 0.01 for likelihood in found)


# The secret


def test_a_secret_has_256_bits_no_two_are_alike_and_none_is_kept(app, owner):
    secrets = {share(owner)[1].removeprefix("/s/") for _ in range(20)}
    assert len(secrets) == 20
    assert {len(base64.urlsafe_b64decode(f"{secret}=")) for secret in secrets} == {32}
    with app.state.read_engine.connect() as connection:
        kept = [
            str(tuple(row))
            for table in ("secret", "share_link")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    assert not [row for row in kept for secret in secrets if secret in row]
    assert not [secret for secret in secrets if secret in owner.get("/share/links").text]
    assert not [secret for secret in secrets if secret in owner.get("/you/data/everything.json").text]


def test_a_passphrase_is_kept_as_argon2id_and_in_no_download(app, owner):
    share(owner, passphrase=PASSPHRASE)
    with app.state.read_engine.connect() as connection:
        (kept,) = connection.execute(text("SELECT passphrase_hash FROM share_link")).scalars()
    assert kept.startswith("$argon2id$")
    everything = owner.get("/you/data/everything.json").text
    assert kept not in everything
    assert PASSPHRASE not in everything


# Headers


@pytest.mark.parametrize("under", ["", ".json", ".png", "/ladder.csv"])
@pytest.mark.parametrize("is_there", [True, False])
def test_no_cache_no_engine_and_no_other_site_learns_of_it(owner, nobody, under, is_there):
    _, path = share(owner)
    answer = nobody.get((path if is_there else "/s/unknown") + under)
    assert answer.status_code == (200 if is_there else 404)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "set-cookie" not in answer.headers
    assert "etag" not in answer.headers


def test_the_page_has_no_script_and_asks_nobody_else_for_anything(owner, nobody):
    _, path = share(owner)
    page = nobody.get(path).text
    assert "<script" not in page
    assert 'name="robots" content="noindex' in page
    assert 'name="referrer" content="no-referrer"' in page
    assert [url for url in re.findall(r'(?:href|src|action)="([^"]+)"', page) if "//" in url] == []
    assert all('rel="noreferrer"' in link for link in re.findall(r'<a [^>]*href="/[^>]*>', page))


def test_the_page_reads_no_cookie_of_ours(owner, nobody):
    _, path = share(owner)
    plain = nobody.get(path).text
    for name, value in (
        ("session", owner.cookies["session"]),
        ("amounts", "hidden"),
        ("discreet", "yes"),
        ("language", "es"),
    ):
        nobody.cookies.set(name, value)
    assert nobody.get(path).text == plain


def test_an_embed_is_framed_by_the_named_sites_only(owner, nobody):
    share_id, path = share(owner)
    sites = ["https://news.example.org", "https://union.example:8443"]
    embed = owner.post(f"{SHARES}/{share_id}/embed", json={"origins": sites}).json()["address"]
    answer = nobody.get(embed)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.count("frame-ancestors") == 1
    assert f"frame-ancestors {' '.join(sites)}; " in policy
    assert "frame-ancestors 'none'" in nobody.get(path).headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert path.removeprefix("/s/") not in answer.text  # the frame does not give the link away


@pytest.mark.parametrize(
    "site",
    [
        *("*", "'self'", "https://*", "https://*.example.org", "http://news.example.org", "data:", "null"),
        *(
            "https://a.example.org; script-src *",
            "https://a.example.org' 'unsafe-inline",
            "https://user@a.example.org",
        ),
        *("https://a.example.org\r\nSet-Cookie: x=1", "javascript:alert(1)", "https://localhost", ""),
    ],
)
def test_a_site_that_is_none_never_reaches_the_policy(owner, site):
    share_id, _ = share(owner)
    assert owner.post(f"{SHARES}/{share_id}/embed", json={"origins": [site]}).status_code in {201, 422}
    owner.post(f"/share/links/{share_id}/embed", data={"origins": site})
    framed = owner.get(f"{SHARES}/{share_id}").json()["framed_by"]
    assert not [one for one in framed if not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?", one)]
    assert not [one for one in framed if one.endswith("localhost")]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_sites_longer_than_what_is_kept_of_them_are_refused_beside_their_field(owner):
    share_id, _ = share(owner)
    rows = table_of_links().c.framed_by.type.length
    site = f"https://{'.'.join(['a' * 60] * 3)}.example.org"
    sites = [site.replace("aaa", f"a{number}a", 1) for number in range(rows // len(site) + 1)]
    assert rows < len(" ".join(sites))
    refused = owner.post(f"{SHARES}/{share_id}/embed", json={"origins": sites})
    assert refused.status_code == 422
    assert "too long together" in refused.json()["fields"]["origins"]
    form = {
        "part": ["hero"],
        "amounts": "bands",
        "lasts": "stay",
        "revision": "1",
        "origins": " ".join(sites),
    }
    answer = owner.post(f"/share/links/{share_id}", data=form)
    assert answer.status_code == 422
    assert sharing.LONG_ORIGINS in answer.text
    assert owner.get(f"{SHARES}/{share_id}").json()["framed_by"] == []
    assert owner.post(f"{SHARES}/{share_id}/embed", json={"origins": sites[:-1]}).status_code == 201


# The passphrase


def test_the_form_for_the_passphrase_gives_nothing_else_away(owner, nobody):
    _, path = share(owner, passphrase=PASSPHRASE, label="Zinnober", previews=True)
    _, other = share(owner, passphrase="other words here", amounts="ratios", parts=["hero"])
    first, second = nobody.get(path), nobody.get(other)
    assert said_by(first) == said_by(second)
    assert first.status_code == 200
    assert "Zinnober" not in first.text
    for under in (".json", ".png", "/ladder.csv"):
        answer = nobody.get(path + under, follow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (303, path)


def test_the_right_passphrase_opens_the_page_and_its_files_and_no_other_link(owner, nobody):
    _, path = share(owner, passphrase=PASSPHRASE)
    _, other = share(owner, passphrase=PASSPHRASE)
    wrong = nobody.post(path, data={"passphrase": "seven grey owl"})
    assert wrong.status_code == 422
    assert "set-cookie" not in wrong.headers
    right = nobody.post(path, data={"passphrase": "  seven  grey owls "}, follow_redirects=False)
    assert right.status_code == 303
    for cookie in right.headers.get_list("set-cookie"):
        for flag in ("HttpOnly", "SameSite=lax", "Max-Age=3600", f"Path={path}"):
            assert flag in cookie
    assert 'class="dashboard"' in nobody.get(path).text
    assert nobody.get(f"{path}.json").json()["title"]
    assert nobody.get(f"{path}/ladder.csv").text.startswith("Step")
    assert 'name="passphrase"' in nobody.get(other).text


def test_a_cookie_that_we_did_not_sign_or_that_is_old_opens_nothing(owner, browser):
    share_id, path = share(owner, passphrase=PASSPHRASE)
    guest = browser()
    guest.post(path, data={"passphrase": PASSPHRASE})
    (cookie,) = {one.value for one in guest.cookies.jar if one.path == path}
    until, _, signature = cookie.partition(".")

    def opens(value: str) -> bool:
        answer = browser().get(path, headers={"Cookie": f"shared={value}"})
        return 'class="dashboard"' in answer.text

    assert opens(cookie)
    tried = (
        f"{int(until) + 9999}.{signature}",
        f"{until}.",
        f"{until}.{'0' * 64}",
        signature,
        "",
        ".",
    )
    assert not [value for value in tried if opens(value)]
    with clock.frozen(NOW + timedelta(minutes=61)):
        assert not opens(cookie)
    body = {"parts": ["hero"], "passphrase": "another one now"}
    assert owner.put(f"{SHARES}/{share_id}", json=body, headers={"If-Match": '"1"'}).status_code == 200
    assert not opens(cookie)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_wrong_passphrases_are_counted_for_each_link_and_source_and_for_each_link(app, owner):
    app.state.throttle = type(app.state.throttle)(
        Settings(passphrases_per_source="3/hour", passphrases_per_link="5/hour")
    )
    _, first = share(owner, passphrase=PASSPHRASE)
    _, second = share(owner, passphrase=PASSPHRASE)

    def tried(source: str, path: str) -> int:
        return from_address(app, source).post(path, data={"passphrase": "wrong words"}).status_code

    assert [tried("203.0.113.9", first) for _ in range(4)] == [422] * 3 + [429]
    assert tried("203.0.113.9", second) == 422  # another link
    assert [tried("198.51.100.7", first) for _ in range(3)] == [422, 422, 429]  # all together
    # Whether there is such a link is not told by the counting either.
    assert [tried("203.0.113.77", "/s/unknown") for _ in range(4)] == [404] * 3 + [429]
    assert from_address(app, "192.0.2.1").get(first).status_code == 200


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_one_source_can_try_only_so_many_addresses_whatever_they_are(app, nobody):
    app.state.throttle = type(app.state.throttle)(Settings(passphrases_of_all_links_per_source="5/hour"))
    storage = app.state.throttle._storage
    tried = [nobody.post(f"/s/random{number}", data={"passphrase": "x"}).status_code for number in range(9)]
    assert tried == [404] * 5 + [429] * 4
    kept = len(storage.events)
    assert nobody.post("/s/another", data={"passphrase": "x"}).status_code == 429
    assert len(storage.events) == kept


def test_counters_that_are_empty_are_forgotten(monkeypatch):
    monkeypatch.setattr("app.http.throttle.FEW_KEYS", 10)
    throttle = Throttle(Settings())
    for number in range(10):
        throttle.count(Act.SIGN_IN, f"203.0.113.{number}")
    for events in throttle._storage.events.values():
        events.clear()  # as the storage does an hour later
    throttle.count(Act.SIGN_IN, "198.51.100.7")
    throttle.count(Act.SIGN_IN, "198.51.100.7")
    assert len(throttle._storage.events) <= 2 * len(throttle._each[Act.SIGN_IN])


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_only_a_few_passphrases_are_tried_at_once(owner, nobody, monkeypatch):
    _, path = share(owner, passphrase=PASSPHRASE)
    monkeypatch.setattr(passphrases, "PATIENCE_SECONDS", 0.01)
    with ExitStack() as taken:
        for _ in range(passphrases.AT_ONCE):
            taken.enter_context(passphrases._PLACES)
        answer = nobody.post(path, data={"passphrase": PASSPHRASE})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Many passphrases are being tried just now." in answer.text
        refused = owner.post(SHARES, json={"parts": ["hero"], "passphrase": PASSPHRASE})
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        for _ in range(passphrases.AT_ONCE + passphrases.WAITING):
            taken.enter_context(passphrases._INSIDE)
        monkeypatch.setattr(passphrases, "PATIENCE_SECONDS", 60)
        assert nobody.post(path, data={"passphrase": PASSPHRASE}).status_code == 503  # at once
    assert nobody.post(path, data={"passphrase": "wrong words"}).status_code == 422
    assert nobody.post(path, data={"passphrase": PASSPHRASE}).status_code == 200


# What was not chosen is not there

#: Parts that every log with work in it has something to say of.
ALWAYS_THERE = ("hero", "facts", "ladder", "timeline", "shortfall", "months", "platforms", "calendar")
DAY = date(2026, 3, 17)
CANARIES = {
    noun: {
        column.name: f"Zinnober{noun.replace('_', '')}{column.name.replace('_', '')}"
        for column in table_of(record).c
        if column.name
        in {
            "name",
            "title",
            "kind",
            "note",
            "category",
            "task_kind",
            "bonus_rule",
            "rights_given_up",
            "unit_name",
            "rate_source",
            "source_key",
        }
    }
    for noun, record in NOUNS.items()
}
#: Exact amounts and days of the ledger, as any of our languages would write them.
EXACT = ("1,037.31", "1037.31", "1.037,31", "523.19", "37.13", "37.1300", "73.61")
EXACT_DAYS = (
    "17 March",
    "17 de marzo",
    "2026-03-17",
    "18 March",
    "18 de marzo",
    "2026-03-18",
    "23 May",
    "2026-05-23",
)


def canary_ledger() -> dict[str, list[dict[str, object]]]:
    """A row of every noun, with a word of its own in every text a row may hold."""
    money = {"currency": "USD"}
    days = [DAY + timedelta(days=7 * n + n) for n in range(6)]
    rows: dict[str, list[dict[str, object]]] = {
        "platforms": [{"id": "p"}],
        "contracts": [{"id": "c", "platform_id": "p", "state": "active", "started_on": DAY}],
        "contract_states": [{"id": "s", "contract_id": "c", "state": "active", "entered_on": DAY}],
        "terms": [
            {
                "id": "t",
                "contract_id": "c",
                "effective_on": DAY,
                "pay_model": "hourly",
                "rate_minor": 3713,
                **money,
            }
        ],
        "tasks": [
            {
                "id": f"k{n}",
                "contract_id": "c",
                "worked_on": day,
                "seconds": 5011 + n,
                "is_paid": True,
                "outcome": "approved",
                "expected_minor": 7361,
                **money,
            }
            for n, day in enumerate(days)
        ],
        "payments": [
            {
                "id": "y",
                "contract_id": "c",
                "kind": "bonus",
                "earned_on": DAY,
                "amount_minor": 103731,
                **money,
            }
        ],
        "payouts": [
            {
                "id": "o",
                "platform_id": "p",
                "arrived_on": date(2026, 5, 23),
                "gross_minor": 52319,
                "fee_minor": 0,
                "net_minor": 52319,
                **money,
            }
        ],
        "payout_matches": [{"id": "m", "payout_id": "o", "payment_id": "y", "amount_minor": 52319}],
        "expenses": [{"id": "e", "spent_on": DAY, "amount_minor": 1531, "months": 1, **money}],
        "contract_reviews": [{"id": "r", "contract_id": "c", "reviewed_on": DAY, "appeal_possible": "no"}],
        "gap_notes": [{"id": "g", "starts_on": DAY + timedelta(days=1), "cause": "queue_empty"}],
    }
    return {noun: [{**texts_of(noun, one), **one} for one in found] for noun, found in rows.items()}


def texts_of(noun: str, row: dict[str, object]) -> dict[str, str]:
    words = dict(CANARIES[noun])
    words.pop("source_key", None)
    return {name: word for name, word in words.items() if name not in row}


@pytest.fixture
def canaries(app, owner):
    """The owner, with a canary in every field of her log."""
    with transaction(app.state.engine) as connection:
        me = sessions.writer_of(connection, owner.cookies["session"])
        imports.record(connection, me.id, canary_ledger(), "test", "Zinnoberfile.json")
    owner.handle, owner.writer_id = me.handle, str(me.id)
    return owner


def everything_shown(owner: TestClient, nobody: TestClient, **said) -> str:
    """Page, frame, files and headers of a link in every language, as one text; a frozen one says the same."""
    share_id, path = share(owner, label="Zinnoberlabel", **said)
    sites = {"origins": ["https://news.example.org"]}
    embed = owner.post(f"{SHARES}/{share_id}/embed", json=sites).json()["address"].removeprefix(ADDRESS)
    shown = []
    for language in ("en", "es"):
        for address in (
            path,
            embed,
            f"{path}.json",
            f"{path}.png",
            *(f"{path}/{part}.csv" for part in PARTS),
        ):
            answer = nobody.get(address, headers={"Accept-Language": language})
            is_picture = answer.headers["Content-Type"] == "image/png"
            said_in_it = str(chunks_of(answer.content)) if is_picture else answer.text
            shown += [said_in_it, json.dumps(dict(answer.headers))]
    _, frozen = share(owner, label="Zinnoberlabel", frozen=True, **said)
    shown.append(nobody.get(frozen).text)
    return "\n".join(shown)


def chunks_of(picture: bytes) -> list[tuple[str, bytes]]:
    """The parts of a PNG: all but the compressed pixels as they are."""
    chunks, at = [], 8
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        said_in_it = b"" if kind == b"IDAT" else picture[at + 8 : at + 8 + length]
        chunks.append((kind.decode(), said_in_it))
        at += 12 + length
    return chunks


def words_in(shown: str) -> set[str]:
    return set(re.findall(r"Zinnober\w+", shown))


PLATFORM, CONTRACT, KIND = "Zinnoberplatformsname", "Zinnobercontractsname", "Zinnobertaskskind"


@pytest.mark.parametrize("amounts", ["exact", "bands", "ratios"])
@pytest.mark.parametrize("days", [True, False], ids=["days", "months"])
@pytest.mark.parametrize("titles", [True, False], ids=["titles", "no titles"])
@pytest.mark.parametrize("own_names", [True, False], ids=["names", "code names"])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nothing_is_in_what_is_shared_that_was_not_chosen(
    canaries, nobody, *, amounts, days, titles, own_names
):
    shown = everything_shown(canaries, nobody, amounts=amounts, days=days, titles=titles, own_names=own_names)
    # Who offered what is named knows what was promised, so names never stand beside per cent.
    own_names, titles = own_names and amounts != "ratios", titles and amounts != "ratios"
    may = ({PLATFORM} if own_names else set()) | ({CONTRACT, KIND} if titles else set())
    assert words_in(shown) <= may
    if own_names:
        assert PLATFORM in words_in(shown)  # the canaries do sing where they may
    if titles:
        assert CONTRACT in words_in(shown)
    if not days:
        assert [day for day in EXACT_DAYS if day in shown] == []
    if amounts != "exact":
        assert [amount for amount in EXACT if amount in shown] == []
    if amounts == "ratios":
        assert "$" not in shown
    for secret in (canaries.handle, canaries.writer_id, canaries.writer_id.replace("-", "")):
        assert secret not in shown


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_exact_amounts_and_days_are_there_where_they_were_chosen(canaries, nobody):
    shown = everything_shown(canaries, nobody, amounts="exact", days=True)
    assert [amount for amount in EXACT if amount in shown]
    assert [day for day in EXACT_DAYS if day in shown]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("part", ALWAYS_THERE)
def test_a_part_that_was_not_chosen_is_in_nothing(canaries, nobody, part):
    _, path = share(canaries, parts=[one for one in PARTS if one != part])
    page = nobody.get(path).text
    mark = {"hero": 'class="now', "facts": '<dl class="pay-facts">'}.get(part, f'id="chart-{part}"')
    whole = nobody.get(share(canaries)[1]).text
    assert mark in whole
    assert mark not in page
    assert nobody.get(f"{path}/{part}.csv").status_code == 404


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_preview_of_the_link_has_no_figure_unless_that_was_ticked(canaries, nobody):
    def said_to_previews(**said) -> str:
        page = nobody.get(share(canaries, amounts="exact", **said)[1]).text
        return " ".join(re.findall(r"<title>.*?</title>|<meta [^>]*>", page))

    quiet, loud = said_to_previews(), said_to_previews(previews=True)
    assert "og:title" in quiet
    assert re.search(r"\$\d", quiet) is None
    assert re.search(r"\d+\s?%", quiet) is None
    assert re.search(r"\$\d", loud)


def test_a_frozen_link_stays_as_it_was_and_a_live_one_goes_on(owner, nobody):
    log = {"like": "other", "duration": "typed", "typed_duration": "1:00", "is_paid": "yes", "day": "today"}
    owner.post("/today", data={**log, "kind": "First", "pay": "20"})
    (_, frozen), (_, live) = share(owner, amounts="exact", frozen=True), share(owner, amounts="exact")
    before = [nobody.get(path).text for path in (frozen, live)]
    assert all("$20.00" in page for page in before)
    owner.post("/today", data={**log, "kind": "Second", "pay": "60"})
    assert nobody.get(frozen).text == before[0]
    assert "$40.00" in nobody.get(live).text


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_live_page_turns_at_the_same_moment_wherever_its_writer_lives(app, browser, nobody):
    homes = ("America/Los_Angeles", "Pacific/Kiritimati")
    paths = []
    for zone in homes:
        client = browser()
        assert client.post("/start", data={"zone": zone}).status_code == 200
        paths.append(share(client, days=True)[1])
    midnight = datetime(2026, 11, 20, tzinfo=UTC)
    for hour in range(-12, 25, 3):
        now = midnight + timedelta(hours=hour, seconds=1)
        with clock.frozen(now):
            for path in paths:
                shown = nobody.get(f"{path}.json", params={"lang": "en"}).json()
                assert f" {now.day} November 2026" in shown["source"], (hour, shown["source"])


def test_who_reads_only_a_file_is_counted_too(owner, nobody):
    share_id, path = share(owner)
    for number, under in enumerate((".json", ".png", "/ladder.csv", ""), 1):
        assert nobody.get(path + under).status_code == 200
        assert owner.get(f"{SHARES}/{share_id}").json()["opened_count"] == number
    nobody.get(f"{path}/nothing.csv")
    assert owner.get(f"{SHARES}/{share_id}").json()["opened_count"] == 4


def test_what_is_kept_of_an_opening_is_a_day_and_a_count(app, owner, nobody):
    share_id, path = share(owner)
    for _ in range(3):
        nobody.get(path, headers={"User-Agent": "ZinnoberAgent", "X-Forwarded-For": "203.0.113.201"})
    nobody.get(f"{path}.json")
    shown = owner.get(f"{SHARES}/{share_id}").json()
    assert (shown["opened_count"], shown["last_opened_on"]) == (4, "2026-11-12")
    with app.state.read_engine.connect() as connection:
        rows = str([tuple(row) for row in connection.execute(text("SELECT * FROM share_link"))])
    assert "Zinnober" not in rows
    assert "203.0.113" not in rows


def test_the_form_for_a_passphrase_is_no_opening(owner, nobody):
    share_id, path = share(owner, passphrase=PASSPHRASE)
    nobody.get(path)
    nobody.post(path, data={"passphrase": "wrong words"})
    assert owner.get(f"{SHARES}/{share_id}").json()["opened_count"] == 0
    nobody.post(path, data={"passphrase": PASSPHRASE})
    assert owner.get(f"{SHARES}/{share_id}").json()["opened_count"] == 1


@pytest.mark.parametrize(("size", "pixels"), [("wide", (1200, 630)), ("tall", (1080, 1350))])
def test_the_card_is_a_picture_and_nothing_else(owner, nobody, size, pixels):
    _, path = share(owner)
    answer = nobody.get(f"{path}.png", params={"size": size})
    assert answer.headers["Content-Type"] == "image/png"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert {kind for kind, _ in chunks_of(answer.content)} == {"IHDR", "IDAT", "IEND"}
    assert struct.unpack(">II", answer.content[16:24]) == pixels


@pytest.mark.parametrize("previews", [True, False])
def test_previews_have_the_card_where_she_ticked_that_and_nowhere_else(owner, nobody, previews):
    _, path = share(owner, previews=previews)
    page = nobody.get(path).text
    assert (f'property="og:image" content="{ADDRESS}{path}.png?lang=en"' in page) is previews
    assert (path in page) is previews


def test_the_card_of_less_is_another_picture(canaries, nobody):
    _, exact = share(canaries, amounts="exact")
    _, ratios = share(canaries, amounts="ratios")
    assert nobody.get(f"{exact}.png").content != nobody.get(f"{ratios}.png").content


def test_a_link_just_made_offers_its_card_and_the_words_for_it(canaries):
    made = canaries.post(
        "/share", data={"id": str(uuid4()), "part": ["hero"], "amounts": "ratios", "lasts": "7"}
    )
    assert ".png?size=tall" in made.text
    alt = re.search(r'<textarea id="alt"[^>]*>([^<]+)<', made.text)[1]
    assert "%" in alt
    assert "$" not in alt


def kept_of(app, share_id) -> tuple[int, str | None]:
    """What the database has of the openings of a link."""
    columns = table_of_links().c
    with app.state.read_engine.connect() as connection:
        query = table_of_links().select().where(columns.id == UUID(share_id))
        row = connection.execute(query).mappings().one()
    return row["opened_count"], row["last_opened_on"] and str(row["last_opened_on"])


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_crowd_is_counted_in_memory_and_written_once(app, owner, nobody):
    (first, path), (second, other) = share(owner), share(owner)
    begun = []
    event.listen(app.state.engine, "begin", lambda connection: begun.append(is_writing(connection)))
    for _ in range(5):
        nobody.get(path)
    nobody.get(other)
    assert not any(begun)
    assert kept_of(app, first) == (0, None)
    begun.clear()
    app.state.openings.write()
    assert begun.count(True) == 1
    assert (kept_of(app, first), kept_of(app, second)) == ((5, "2026-11-12"), (1, "2026-11-12"))
    app.state.openings.write()
    assert kept_of(app, first)[0] == 5
    assert owner.get(f"{SHARES}/{first}").json()["opened_count"] == 5


def is_writing(connection) -> bool:
    options = connection.get_execution_options()
    return not (options.get("read_only") or options.get("postgresql_readonly"))


def test_openings_of_two_processes_add_up_and_keep_the_later_day(app, owner, nobody):
    share_id, path = share(owner)
    nobody.get(path)
    other = Openings(app.state.engine)
    with clock.frozen(NOW + timedelta(days=1)):
        other.count(UUID(writer_id(app)), UUID(share_id))
        other.write()
    app.state.openings.write()
    assert kept_of(app, share_id) == (2, "2026-11-13")


def writer_id(app) -> str:
    with app.state.read_engine.connect() as connection:
        return str(connection.execute(text("SELECT id FROM writer")).scalar_one())


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nothing_that_was_counted_is_lost_where_the_app_stops_in_order(app, browser, owner):
    share_id, path = share(owner)
    with browser() as visitor:
        for _ in range(3):
            visitor.get(path)
    assert kept_of(app, share_id) == (3, "2026-11-12")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_opening_that_cannot_be_written_is_an_opening_all_the_same_and_written_later(
    owner, nobody, app, monkeypatch
):
    share_id, path = share(owner)

    def no_writes(_engine):
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr("app.http.openings.transaction", no_writes)
        assert nobody.get(path).status_code == 200
        with pytest.raises(OperationalError):
            app.state.openings.write()
    assert owner.get(f"{SHARES}/{share_id}").json()["opened_count"] == 1
    app.state.openings.write()
    assert kept_of(app, share_id)[0] == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_opening_counts_once_while_it_is_written(app, owner, nobody, monkeypatch):
    share_id, path = share(owner)
    nobody.get(path)
    seen = []

    @contextmanager
    def looked_at(engine):
        with transaction(engine) as connection:
            yield connection
        # It is in the database, and the writing is not over yet.
        nobody.get(path)
        seen.append(owner.get(f"{SHARES}/{share_id}").json()["opened_count"])

    with monkeypatch.context() as patch:
        patch.setattr("app.http.openings.transaction", looked_at)
        app.state.openings.write()
    assert seen == [2]
    assert owner.get(f"{SHARES}/{share_id}").json()["opened_count"] == 2
    app.state.openings.write()
    assert kept_of(app, share_id)[0] == 2


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_who_is_erased_while_openings_are_written_is_forgotten_even_where_that_fails(
    app, owner, nobody, monkeypatch
):
    _, path = share(owner)
    nobody.get(path)

    @contextmanager
    def fails(_engine):
        app.state.openings.forget(UUID(writer_id(app)))
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
        yield

    monkeypatch.setattr("app.http.openings.transaction", fails)
    with pytest.raises(OperationalError):
        app.state.openings.write()
    assert not app.state.openings._noted


# Sharing under load

UNDER = ["", ".json", ".png", "/ladder.csv"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_is_kept_in_memory_is_never_shown_past_a_change(owner, nobody):
    share_id, path = share(owner, parts=["hero", "ladder"], amounts="exact")
    sites = {"origins": ["https://news.example.org"]}
    embed = owner.post(f"{SHARES}/{share_id}/embed", json=sites).json()["address"].removeprefix(ADDRESS)
    addresses = [embed, *(path + under for under in UNDER)]
    before = [nobody.get(address).content for address in addresses]
    assert [nobody.get(address).content for address in addresses] == before
    tag = owner.get(f"{SHARES}/{share_id}").headers["ETag"]
    body = {"parts": ["facts"], "amounts": "ratios"}
    assert owner.put(f"{SHARES}/{share_id}", json=body, headers={"If-Match": tag}).status_code == 200
    after = [nobody.get(address) for address in addresses]
    assert [answer.status_code for answer in after] == [200, 200, 200, 200, 404]
    assert not [one for one, answer in zip(before, after, strict=True) if one == answer.content]
    owner.post(f"{SHARES}/{share_id}/pause")
    assert {nobody.get(address).status_code for address in addresses} == {404}
    owner.post(f"{SHARES}/{share_id}/resume")
    assert [nobody.get(address).content for address in addresses[:4]] == [one.content for one in after[:4]]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_dashboard_is_made_once_for_all_its_files(owner, nobody, monkeypatch):
    _, path = share(owner)
    made = []
    whole = sharing.dashboard
    monkeypatch.setattr(sharing, "dashboard", lambda *given: made.append(given) or whole(*given))
    for under in UNDER * 2:
        assert nobody.get(path + under).status_code == 200
    assert len(made) == 1


def test_erasing_leaves_nothing_of_a_link_in_memory(app, owner, nobody):
    _, path = share(owner, previews=True)
    for under in UNDER:
        nobody.get(path + under)
    memories = (sharing._SHOWN, shared._PAGES, papers._CARDS)
    assert all(memory._values for memory in memories)
    assert app.state.openings._noted
    owner.post("/you/data/erase", data={"word": "DELETE"})
    assert not any(memory._values for memory in memories)
    assert not app.state.openings._noted
    app.state.openings.write()
    with app.state.read_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM share_link")).scalar_one() == 0
        assert connection.execute(text("SELECT count(*) FROM secret")).scalar_one() == 0


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_link_that_was_not_kept_shows_nothing_by_another_of_its_id(app, owner, nobody, monkeypatch):
    asked = {"id": str(uuid4()), "part": ["hero", "ladder"], "lasts": "7"}
    with monkeypatch.context() as patch:
        patch.setattr("app.web.share._made", lambda *_: 1 / 0)  # so late that everything was made
        assert owner.post("/share", data={**asked, "amounts": "exact"}).status_code == 500
    made = owner.post("/share", data={**asked, "part": ["hero"], "amounts": "ratios"})
    path = re.search(r'data-made="[^"]+(/s/[^"]+)"', made.text)[1]
    assert nobody.get(f"{path}/ladder.csv").status_code == 404


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_many_names_of_ours_keep_no_page_twice(owner, nobody, monkeypatch):
    _, path = share(owner, previews=True)
    monkeypatch.setattr(shared, "_PAGES", shared.Recent(64))
    for number in range(5):
        host = f"name{number}.example"
        assert f'content="http://{host}{path}.png?lang=en"' in nobody.get(path, headers={"Host": host}).text
    assert len(shared._PAGES._values) == 1
    odd = nobody.get(path, headers={"Host": 'a"><b>.example'})
    assert "<b>.example" not in odd.text


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_card_is_the_same_whoever_asks(owner, nobody):
    _, path = share(owner)
    plain = nobody.get(f"{path}.png").content
    nobody.cookies.set("discreet", "yes")
    assert nobody.get(f"{path}.png").content == plain


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_only_a_few_wait_for_a_card_and_the_next_is_told_at_once(owner, nobody, monkeypatch):
    share_id, path = share(owner)
    monkeypatch.setattr(papers, "_CARDS", papers.Recent(4))
    with ExitStack() as taken:
        for _ in range(papers.AT_ONCE):
            taken.enter_context(papers._PLACES)
        for _ in range(papers.CARDS_WAITING):
            taken.enter_context(papers._CARDS_WAITING)
        started = time.monotonic()
        answer = nobody.get(f"{path}.png")
        assert time.monotonic() - started < papers.PATIENCE_SECONDS / 3
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Many files are being made just now." in answer.text
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert nobody.get(path).status_code == 200
        # What strangers ask for holds up no paper of hers: she waits in another line.
        monkeypatch.setattr(papers, "PATIENCE_SECONDS", 0.01)
        hers = owner.get(f"/share/links/{share_id}.png")
        assert (hers.status_code, hers.headers["Retry-After"]) == (503, "5")
    assert nobody.get(f"{path}.png").status_code == 200


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_those_who_wait_for_one_card_have_it_drawn_once(owner, app, monkeypatch):
    _, path = share(owner)
    drawn = []
    monkeypatch.setattr(papers, "_CARDS", papers.Recent(4))
    monkeypatch.setattr(papers, "share_card", lambda card, size: drawn.append(size) or b"a card")
    with ExitStack() as taken, ThreadPoolExecutor(3) as crowd:
        for _ in range(papers.AT_ONCE - 1):
            taken.enter_context(papers._PLACES)
        with papers._PLACES:
            found = [crowd.submit(from_address(app, "203.0.113.9").get, f"{path}.png") for _ in range(3)]
            while papers._CARDS_WAITING._value > papers.CARDS_WAITING - 3:
                time.sleep(0.01)
        assert [one.result().content for one in found] == [b"a card"] * 3
    assert drawn == ["wide"]

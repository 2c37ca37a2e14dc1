"""Attacks on accounts: guessing, asking who is here, keeping a session that is over, stealing what is at rest."""

# ruff: noqa: F811 - fixtures are imported

from __future__ import annotations

import math
import re
import time
from datetime import timedelta
from pathlib import Path
from statistics import NormalDist

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import make_url

from app import clock
from app.database import transaction
from app.http import throttle
from app.main import create_app
from app.recovery_words import new_words
from app.settings import Settings
from app.store import one_use
from tests.app.conftest import ADDRESS, NOW, OURS, app, browser, nobody, served  # noqa: F401 - fixtures
from tests.app.test_accounts import is_in, keep_words

LIMITS = {
    "starts_per_source": "5/hour",
    "starts_in_all": "8/hour",
    "sign_ins_per_source": "10/minute; 60/hour",
    "writes_per_writer": "6/minute",
}


@pytest.fixture
def limited(sqlite_url):
    with served(sqlite_url, **LIMITS) as app:
        yield app


def from_address(app, address: str) -> TestClient:
    return TestClient(app, base_url=ADDRESS, headers=OURS, client=(address, 50000))


def wrong_words() -> str:
    return " ".join(new_words("en")[0])


# Guessing


@pytest.mark.parametrize("guesses", [150, pytest.param(1000, marks=pytest.mark.long)])
def test_of_any_number_of_guesses_sixty_at_most_are_tried_and_the_right_words_still_work_elsewhere(
    limited, guesses
):
    owner = from_address(limited, "198.51.100.1")
    owner.post("/start")
    said = keep_words(owner)
    guesser = from_address(limited, "203.0.113.9")
    answers = [guesser.post("/sign-in", data={"words": wrong_words()}) for _ in range(guesses)]
    assert sum(answer.status_code == 422 for answer in answers) <= 60
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    assert "Please wait" in refused.text
    assert from_address(limited, "198.51.100.7").post("/sign-in", data={"words": said}).url.path == "/today"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/sign-in", {"data": {"words": "x"}}),
        ("/sign-in/passkey", {"json": {"credential": {"id": "x"}}}),
        ("/sign-in/passkey/options", {"json": {}}),
        ("/open/some-secret", {"data": {}}),
    ],
)
def test_every_way_in_is_counted(limited, path, sent):
    client = from_address(limited, "203.0.113.9")
    codes = [client.post(path, **sent).status_code for _ in range(12)]
    assert codes[-1] == 429
    assert 429 not in codes[:10]


def test_the_ways_in_are_counted_together(limited):
    client = from_address(limited, "203.0.113.9")
    for number in range(10):
        client.post(("/sign-in", "/open/x")[number % 2], data={"words": "x"})
    assert client.post("/sign-in/passkey", json={"credential": {}}).status_code == 429
    assert client.post("/sign-in/passkey", json={"credential": {}}).json()["code"] == "too_many"


def test_accounts_are_started_so_often_by_one_source_and_by_all(limited):
    def start(address: str) -> int:
        return from_address(limited, address).post("/start", follow_redirects=False).status_code

    assert [start("203.0.113.9") for _ in range(6)] == [303] * 5 + [429]
    assert [start(f"198.51.100.{n}") for n in range(4)] == [303] * 3 + [429]


def test_one_home_is_one_source_however_many_addresses_it_has(limited):
    codes = [
        from_address(limited, f"2001:db8:7:7::{n:x}").post("/start", follow_redirects=False).status_code
        for n in range(1, 7)
    ]
    assert codes == [303] * 5 + [429]
    other = from_address(limited, "2001:db8:7:8::1").post("/start", follow_redirects=False)
    assert other.status_code == 303


def test_a_home_with_many_networks_is_four_sources_and_shuts_nobody_out(limited):
    guesses = [
        from_address(limited, f"2001:db8:7:{n:x}::1").post("/sign-in", data={"words": "x"}).status_code
        for n in range(0, 130, 4)
        for _ in range(10)
    ]
    assert guesses.count(422) == 40
    victim = from_address(limited, "2001:db8:8:1::1").post("/sign-in", data={"words": "x"})
    assert victim.status_code == 422


def test_one_writer_writes_so_often_and_others_go_on(limited):
    mine, hers = from_address(limited, "203.0.113.1"), from_address(limited, "203.0.113.1")
    for client in (mine, hers):
        client.post("/start")
    codes = [mine.post("/you/handle", follow_redirects=False).status_code for _ in range(8)]
    assert codes == [303] * 6 + [429] * 2
    assert is_in(mine)  # reading goes on
    assert hers.post("/you/handle", follow_redirects=False).status_code == 303


def test_no_source_stands_in_the_memory_of_the_counters(limited):
    from_address(limited, "203.0.113.77").post("/sign-in", data={"words": "x"})
    counted = vars(limited.state.throttle._limiter.storage)
    assert "203.0.113.77" not in str(counted)
    assert len(str(counted)) > 100


def test_two_processes_hide_a_source_differently():
    settings = Settings()
    first, second = throttle.Throttle(settings), throttle.Throttle(settings)
    assert first._hidden("203.0.113.77") != second._hidden("203.0.113.77")


def timings(client, pairs: int) -> tuple[list[int], list[int]]:
    """How long a made-up and an impossible set of words take, in turns, so that a slow moment meets both."""
    unknown, impossible = [], []
    for _ in range(pairs):
        for typed, taken in ((wrong_words(), unknown), ("no words at all " * 4, impossible)):
            started = time.perf_counter_ns()
            client.post("/sign-in", data={"words": typed})
            taken.append(time.perf_counter_ns() - started)
    return unknown, impossible


def likelihood_of_no_difference(first: list[int], second: list[int]) -> float:
    """Mann and Whitney's test, by the normal approximation; there are no ties to speak of."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(rank for rank, (_, group) in enumerate(ranked, 1) if group == 0)
    n, m = len(first), len(second)
    mean, spread = n * (n + m + 1) / 2, math.sqrt(n * m * (n + m + 1) / 12)
    return 2 * NormalDist().cdf(-abs(ranks - mean) / spread)


def test_the_test_of_times_would_see_a_difference():
    assert likelihood_of_no_difference(list(range(1000, 1200)), list(range(1100, 1300))) < 1e-6
    assert likelihood_of_no_difference(list(range(0, 400, 2)), list(range(1, 401, 2))) > 0.9


@pytest.mark.long
def test_unknown_words_and_no_words_take_the_same_time(sqlite_url):
    app = create_app(Settings(database_url=sqlite_url, sign_ins_per_source="1000000/minute"))
    client = from_address(app, "203.0.113.9")
    timings(client, 20)
    # One unlucky run in a hundred is chance; three in a row are a difference.
    tries = (likelihood_of_no_difference(*timings(client, 200)) for _ in range(3))
    assert any(likelihood > 0.01 for likelihood in tries)
    app.state.engine.dispose()


# Sessions that are over


@pytest.fixture
def owner(app, browser):
    made = browser()
    made.post("/start")
    return made


ENDINGS = {
    "signing out": lambda owner, _: owner.post("/you/sign-out"),
    "signing out everywhere": lambda owner, _: owner.post("/you/sign-out-everywhere"),
    "erasing": lambda owner, _: owner.post("/you/data/erase", data={"word": "DELETE"}),
    "signing in again": lambda owner, said: owner.post("/sign-in", data={"words": said}),
    "opening by a code": lambda owner, _: owner.post(
        re.search(r"/open/[\w-]{43}", owner.post("/you/devices/add").text)[0]
    ),
    "locking": lambda owner, _: owner.post("/you/lock"),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stolen_cookie_is_worth_nothing_after(owner, nobody, ending):
    said, stolen = keep_words(owner), owner.cookies["session"]
    nobody.cookies.set("session", stolen)
    assert is_in(nobody)
    ENDINGS[ending](owner, said)
    thief_reads = nobody.get("/api/v1/report")
    assert thief_reads.status_code == 401
    assert not is_in(nobody)


def test_new_words_end_a_stolen_session(owner, nobody):
    said = keep_words(owner)
    nobody.post("/sign-in", data={"words": said})
    assert is_in(nobody)
    keep_words(owner)
    assert not is_in(nobody)


RENEWALS = {
    "new words": keep_words,
    "ending all others": lambda owner: owner.post("/you/devices/end-others"),
    "signing out everywhere": lambda owner: owner.post("/you/sign-out-everywhere"),
    "signing out here": lambda owner: owner.post("/you/sign-out"),
    "locking": lambda owner: owner.post("/you/lock"),
}


@pytest.mark.parametrize("ending", RENEWALS)
def test_a_code_made_before_opens_nothing_after(owner, nobody, ending):
    keep_words(owner)
    code = re.search(r"/open/[\w-]{43}", owner.post("/you/devices/add").text)[0]
    RENEWALS[ending](owner)
    assert nobody.post(code).status_code == 404
    assert not is_in(nobody)


@pytest.mark.parametrize("ending", ["new words", "signing out everywhere"])
def test_a_stolen_token_writes_nothing_after(owner, nobody, ending):
    keep_words(owner)
    secret = owner.post("/api/v1/tokens", json={"name": "x", "scope": "write"}).json()["secret"]
    RENEWALS[ending](owner)
    answer = nobody.post(
        "/api/v1/check-ins", json={"checked_on": "2026-11-09"}, headers={"Authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 401


def test_a_secret_that_was_planted_is_not_the_one_that_opens(owner, nobody):
    said = keep_words(owner)
    nobody.cookies.set("session", "planted-by-somebody-else-0000000000000000000")
    nobody.post("/sign-in", data={"words": said})
    planted = {"Cookie": "session=planted-by-somebody-else-0000000000000000000"}
    assert owner.get("/api/v1/report", headers=planted).status_code in {200, 401}
    with_planted = TestClient(nobody.app, base_url=ADDRESS, headers={**OURS, **planted})
    assert with_planted.get("/api/v1/report").status_code == 401


def test_a_session_and_an_address_end_by_themselves(app, owner, nobody):
    with transaction(app.state.engine) as connection:
        from app.store import sessions

        me = sessions.writer_of(connection, owner.cookies["session"])
        token = one_use.make(connection, me.id, 10)
    with clock.frozen(NOW + timedelta(minutes=11)):
        assert nobody.post(f"/open/{token}").status_code == 404
    with clock.frozen(NOW + timedelta(days=401)):
        assert not is_in(owner)


# At rest


def test_no_secret_is_written_anywhere_as_it_is(app, owner, sqlite_url):
    said = keep_words(owner)
    address = re.search(r"/open/([\w-]{43})", owner.post("/you/devices/add").text)[1]
    challenge = owner.post("/you/passkeys/options").json()["challenge"]
    secrets = [owner.cookies["session"], address, challenge, said, " ".join(said.split()[:2])]
    path = Path(make_url(sqlite_url).database)
    kept = b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    assert [secret for secret in secrets if secret.encode() in kept] == []


def test_secrets_are_random_and_long():
    from app.tokens import new_token

    made = {new_token() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(token) for token in made} == {43}  # 256 bits
    assert len({bits for _, bits in (new_words("en") for _ in range(1000))}) == 1000

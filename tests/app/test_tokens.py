"""Secrets, ids, the clock and the settings."""

from datetime import UTC, datetime

import pytest

from app import clock, errors, tokens
from app.settings import VERSION, Settings

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_token_has_256_bits_and_is_never_the_same():
    made = {tokens.new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(len(token) == 43 for token in made)


def test_only_the_hash_of_a_token_is_kept():
    token = tokens.new_token()
    assert tokens.hash_of(token) == tokens.hash_of(token)
    assert token not in tokens.hash_of(token)
    assert len(tokens.hash_of(token)) == 64


def test_a_row_id_is_of_version_7_and_carries_the_millisecond_it_was_made_in():
    with clock.frozen(NOON):
        made = tokens.uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(NOON.timestamp() * 1000)
    assert len({tokens.uuid7() for _ in range(1000)}) == 1000


def test_a_stopped_clock_tells_the_day_of_each_zone():
    with clock.frozen(datetime(2026, 11, 23, 2, tzinfo=UTC)):
        assert clock.now() == datetime(2026, 11, 23, 2, tzinfo=UTC)
        assert str(clock.today("UTC")) == "2026-11-23"
        assert str(clock.today("America/Los_Angeles")) == "2026-11-22"
    assert clock.now() > NOON.replace(year=2020)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({}, "sqlite:///var/pagerate.db"),
        ({"PAGERATE_DATA_DIR": "/srv"}, "sqlite:////srv/pagerate.db"),
        ({"DATABASE_URL": "postgres://db/p"}, "postgresql+psycopg://db/p"),
        ({"DATABASE_URL": "postgresql://db/p"}, "postgresql+psycopg://db/p"),
        ({"PAGERATE_DATABASE_URL": "sqlite:///x.db", "DATABASE_URL": "postgres://db/p"}, "sqlite:///x.db"),
    ],
)
def test_the_database_is_where_the_environment_says(monkeypatch, given, used):
    for name in ("DATABASE_URL", "PAGERATE_DATABASE_URL", "PAGERATE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert Settings().database_url == used


@pytest.mark.parametrize(
    ("revision", "used"), [(None, VERSION), ("", VERSION), ("3f2a9c1", f"{VERSION}+3f2a9c1")]
)
def test_a_release_names_the_commit_of_the_code_where_it_is_known(monkeypatch, revision, used):
    monkeypatch.delenv("PAGERATE_REVISION", raising=False)
    if revision is not None:
        monkeypatch.setenv("PAGERATE_REVISION", revision)
    assert Settings().code_version == used


@pytest.mark.parametrize("revision", ["a" * 41, "main branch", "3f2a\n", "<b>"])
def test_what_is_no_commit_is_refused_at_the_start(monkeypatch, revision):
    monkeypatch.setenv("PAGERATE_REVISION", revision)
    with pytest.raises(ValueError, match="revision"):
        Settings()


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1


@pytest.mark.parametrize(
    ("mishap", "status", "sentence"),
    [
        (errors.NotFound(), 404, "There is nothing here."),
        (errors.TooMany(1), 429, "That was a lot at once. Please wait a second and try again."),
        (errors.TooMany(30), 429, "That was a lot at once. Please wait 30 seconds and try again."),
        (errors.ImportRefused("a.csv", "it is empty."), 422, "a.csv: it is empty."),
        (errors.ImportRefused("a.csv", "no day.", line=3), 422, "a.csv, line 3: no day."),
        (
            errors.SchemaUnknown(found="x"),
            503,
            "The database is at version x, which this Pagerate does not know. Start a newer Pagerate.",
        ),
    ],
)
def test_every_mishap_has_a_status_and_a_sentence(mishap, status, sentence):
    assert (mishap.status, str(mishap)) == (status, sentence)

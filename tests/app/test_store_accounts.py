"""Accounts, sessions and addresses that open once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from app import clock, errors
from app.records import Secret, table_of
from app.records.writer import WriterUpdate
from app.store import handles, one_use, sessions, writers
from tests.app.store_factories import a_writer

NOON = datetime(2026, 11, 23, 12, 34, 56, tzinfo=UTC)


def test_a_new_writer_has_a_handle_of_two_words_and_an_id_that_tells_no_time(connection):
    writer = writers.create(connection, zone="America/New_York", currency="USD", language="en")
    first, second = writer.handle.split("-")
    assert first in handles.FIRST_WORDS
    assert second in handles.SECOND_WORDS
    assert writer.id.version == 4
    assert writers.by_handle(connection, f" {writer.handle.upper()} ") == writer


def test_a_taken_handle_is_not_given_twice(connection, monkeypatch):
    monkeypatch.setattr(handles.secrets, "choice", lambda words: words[0])
    first, second = (writers.create(connection, zone="UTC", currency="USD", language="en") for _ in "ab")
    assert first.handle != second.handle
    assert second.handle.startswith(f"{first.handle}-")


def test_an_unknown_handle_is_not_found(connection):
    with pytest.raises(errors.NotFound):
        writers.by_handle(connection, "nobody-here")


def test_an_account_needs_a_zone_we_know(connection):
    with pytest.raises(errors.Invalid) as refused:
        writers.create(connection, zone="Mars/Base", currency="USD", language="en")
    assert set(refused.value.fields) == {"zone"}


def test_a_changed_zone_moves_the_revision(connection):
    viewer = a_writer(connection)
    changed = writers.amend(
        connection, viewer, WriterUpdate(zone="Europe/Madrid", currency="EUR", language="es")
    )
    assert (changed.zone, changed.currency, changed.revision) == ("Europe/Madrid", "EUR", 2)


def test_a_session_is_found_by_its_secret_until_it_ends(connection):
    viewer = a_writer(connection)
    token = sessions.open(connection, viewer)
    assert sessions.writer_of(connection, token).id == viewer
    assert sessions.writer_of(connection, token + "x") is None
    sessions.end(connection, token)
    assert sessions.writer_of(connection, token) is None
    assert sessions.list_all(connection, viewer) == []


def test_a_session_ends_by_itself_after_400_days(connection):
    with clock.frozen(NOON):
        token = sessions.open(connection, a_writer(connection))
    with clock.frozen(NOON + timedelta(days=399)):
        assert sessions.writer_of(connection, token) is not None
    with clock.frozen(NOON + timedelta(days=400)):
        assert sessions.writer_of(connection, token) is None


def test_neither_the_secret_nor_the_time_of_day_of_a_sign_in_is_kept(connection):
    with clock.frozen(NOON):
        token = sessions.open(connection, a_writer(connection))
    kept = connection.execute(select(table_of(Secret))).mappings().one()
    assert token not in str(dict(kept))
    assert kept["expires_at"].strftime("%H:%M:%S") == "00:00:00"


def test_the_day_of_the_last_visit_is_noted(connection):
    with clock.frozen(NOON):
        viewer = a_writer(connection)
        token = sessions.open(connection, viewer)
    with clock.frozen(NOON + timedelta(days=2)):
        sessions.seen(connection, token)
    (listed,) = sessions.list_all(connection, viewer)
    assert (listed.last_seen_on - listed.created_on).days == 2


def test_a_writer_ends_her_other_sessions_and_nobody_elses(connection):
    mine, hers = a_writer(connection), a_writer(connection)
    tokens = [sessions.open(connection, viewer) for viewer in (mine, hers)]
    (session_of_hers,) = sessions.list_all(connection, hers)
    with pytest.raises(errors.NotFound):
        sessions.end_one(connection, mine, session_of_hers.id)
    assert sessions.writer_of(connection, tokens[1]).id == hers
    (session_of_mine,) = sessions.list_all(connection, mine)
    sessions.end_one(connection, mine, session_of_mine.id)
    assert sessions.writer_of(connection, tokens[0]) is None


def test_a_one_use_address_opens_once_within_its_minutes(connection):
    viewer = a_writer(connection)
    with clock.frozen(NOON):
        used = one_use.make(connection, viewer)
        assert one_use.redeem(connection, used).id == viewer
        assert one_use.redeem(connection, used) is None
        late = one_use.make(connection, viewer)
    with clock.frozen(NOON + timedelta(minutes=5)):
        assert one_use.redeem(connection, late) is None


def codes(connection):
    return connection.execute(text("SELECT writer_id FROM secret WHERE kind = 'one_use'")).scalars().all()


def test_a_new_one_use_address_takes_the_place_of_the_one_before(connection):
    mine, hers = a_writer(connection), a_writer(connection)
    first, second = one_use.make(connection, mine), one_use.make(connection, mine)
    other = one_use.make(connection, hers)
    assert len(codes(connection)) == 2
    assert one_use.redeem(connection, first) is None
    assert one_use.redeem(connection, second).id == mine
    assert one_use.redeem(connection, other).id == hers


def test_one_use_addresses_that_are_too_old_are_swept_and_the_others_stay(connection):
    mine, hers = a_writer(connection), a_writer(connection)
    with clock.frozen(NOON):
        one_use.make(connection, mine)
    with clock.frozen(NOON + timedelta(minutes=4)):
        fresh = one_use.make(connection, hers)
        one_use.sweep(connection)
        assert len(codes(connection)) == 2
    with clock.frozen(NOON + timedelta(minutes=5)):
        one_use.sweep(connection)
        assert len(codes(connection)) == 1
        assert one_use.redeem(connection, fresh).id == hers


@pytest.mark.parametrize("ending", ["here", "one", "others", "all"])
def test_ending_sessions_takes_back_the_writers_codes_and_nobody_elses(connection, ending):
    mine, hers = a_writer(connection), a_writer(connection)
    here, _ = sessions.open(connection, mine), sessions.open(connection, mine)
    code, other = one_use.make(connection, mine), one_use.make(connection, hers)
    if ending == "here":
        sessions.end(connection, here)
    elif ending == "one":
        sessions.end_one(connection, mine, sessions.list_all(connection, mine)[0].id)
    else:
        sessions.end_all(connection, mine, but=here if ending == "others" else None)
    assert one_use.redeem(connection, code) is None
    assert one_use.redeem(connection, other).id == hers


def test_a_session_secret_is_no_one_use_address_and_the_reverse(connection):
    viewer = a_writer(connection)
    assert one_use.redeem(connection, sessions.open(connection, viewer)) is None
    assert sessions.writer_of(connection, one_use.make(connection, viewer)) is None

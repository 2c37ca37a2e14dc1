"""What a release is made of: everybody who counts, as she had logged it when the period was closed; and in what time."""

from datetime import UTC, date, datetime

import pytest

from app import clock
from app.database import read_only, transaction
from app.jobs import release_reading, releases
from app.records import CataloguePlatform, table_of
from app.records.release import BuildState
from app.store import release_builds
from reports.parameters import Parameters
from reports.release import TooFewWriters
from tests.app.campaign_factories import a_campaign, an_organizer, join_vouched
from tests.app.store_factories import a_task, a_writer

BEFORE, CLOSING, LATER = (
    datetime(2025, 12, 20, tzinfo=UTC),
    datetime(2026, 4, 14, tzinfo=UTC),
    datetime(2026, 5, 20, tzinfo=UTC),
)
Q1 = date(2026, 1, 1)
ON_FILE = Parameters.on_file()


@pytest.fixture
def campaign(engine):
    """With two writers who worked in the quarter, one of whom logged it too late, and beside them one who never joined."""
    with transaction(engine) as connection, clock.frozen(BEFORE):
        organizer = an_organizer(connection)
        made = a_campaign(connection, organizer)
        early, late, other = (a_writer(connection) for _ in range(3))
        join_vouched(connection, organizer, made, early, late)
    with transaction(engine) as connection:
        with clock.frozen(CLOSING.replace(day=13)):
            for viewer in (early, other):
                a_task(connection, viewer, seconds=3600)
        with clock.frozen(CLOSING):
            a_task(connection, late, seconds=3600)
    with clock.frozen(LATER):
        yield made


def taken(engine, campaign):
    with transaction(engine) as connection:
        release_builds.ask_as_operator(connection, campaign.id, Q1, ["rates"])
        return release_builds.take(connection)


def test_who_counts_is_asked_of_what_she_had_logged_by_the_close(engine, campaign):
    told = []
    build = taken(engine, campaign)
    with transaction(read_only(engine)) as connection:
        read = release_reading.read(connection, build, ON_FILE, lambda *how_far: told.append(how_far))
    assert sorted(bool(one.contributions) for one in read.answers) == [False, True]
    assert told == [(BuildState.READING, 50)]
    assert (read.campaign, read.frame.period) == (campaign, build.period)


def test_a_real_campaign_knows_no_platform_of_the_sample(engine, campaign):
    table = table_of(CataloguePlatform)
    with transaction(engine) as connection:
        keys = ("quillmark", "sample-quillmark")
        connection.execute(table.insert(), [{"key": key, "name": key} for key in keys])
    build = taken(engine, campaign)
    with transaction(read_only(engine)) as connection:
        read = release_reading.read(connection, build, ON_FILE, lambda *_: None)
    assert read.frame.known.platforms == ("quillmark",)


@pytest.mark.parametrize(("seconds", "is_over"), [(60, False), (0, True)])
def test_protecting_has_so_many_seconds(engine, campaign, monkeypatch, seconds, is_over):
    found = []

    def built(_answers, _programme, frame):
        found.append(frame.is_over())
        raise TooFewWriters(frame.rules.k)

    monkeypatch.setattr(releases, "build", built)
    monkeypatch.setattr(releases, "SECONDS_TO_PROTECT", seconds)
    assert releases.build_one(engine, taken(engine, campaign), ON_FILE) is BuildState.TOO_FEW
    assert found == [is_over]

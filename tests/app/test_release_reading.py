"""What a release is made of: everybody who counts, as she had logged it when the period was closed; and in what time."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from app import clock
from app.access import Viewer
from app.database import one_moment, transaction
from app.jobs import release_reading, releases
from app.records import CataloguePlatform, table_of
from app.records.release import BuildState
from app.records.task import TaskUpdate
from app.settings import VERSION
from app.store import contributors, everything, release_builds, tasks
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
    """With three writers who worked in the quarter, one of whom logged it too late, and beside them one who never joined."""
    with transaction(engine) as connection, clock.frozen(BEFORE):
        organizer = an_organizer(connection)
        made = a_campaign(connection, organizer)
        early, too, late, other = (a_writer(connection) for _ in range(4))
        join_vouched(connection, organizer, made, early, too, late)
    with transaction(engine) as connection:
        with clock.frozen(CLOSING.replace(day=13)):
            for viewer in (early, too, other):
                a_task(connection, viewer, seconds=3600)
        with clock.frozen(CLOSING):
            a_task(connection, late, seconds=3600)
    with clock.frozen(LATER):
        yield made


def taken(engine, campaign):
    with transaction(engine) as connection:
        release_builds.ask_as_operator(connection, campaign.id, Q1, ["rates"])
        return release_builds.take(connection)


def nothing(*_):
    pass


def read_of(engine, build, say):
    with transaction(one_moment(engine)) as connection:
        return release_reading.read(connection, build, ON_FILE, say)


def test_who_counts_is_asked_of_what_she_had_logged_by_the_close(engine, campaign):
    build = taken(engine, campaign)
    read = read_of(engine, build, nothing)
    assert sorted(bool(one.contributions) for one in read.answers) == [False, True, True]
    assert (read.campaign, read.frame.period) == (campaign, build.period)


def test_a_real_campaign_knows_no_platform_of_the_sample(engine, campaign):
    table = table_of(CataloguePlatform)
    with transaction(engine) as connection:
        keys = ("quillmark", "sample-quillmark")
        connection.execute(table.insert(), [{"key": key, "name": key} for key in keys])
    build = taken(engine, campaign)
    read = read_of(engine, build, nothing)
    assert read.frame.known.platforms == ("quillmark",)


def test_what_is_changed_and_erased_meanwhile_is_read_as_it_was_at_the_start(engine, campaign, monkeypatch):
    build = taken(engine, campaign)
    with transaction(engine) as connection:
        counted = contributors.of_period(connection, campaign.id, build.period)
    with transaction(engine) as connection, clock.frozen(CLOSING.replace(day=13)):
        logged = [a_task(connection, viewer, seconds=7200) for viewer in counted]
    before = read_of(engine, build, nothing)
    at_stake = []

    def change(*_):
        amended, erased = counted[1:]
        if not at_stake:
            at_stake.extend((amended, erased))
            with transaction(engine) as connection, clock.frozen(CLOSING.replace(day=13)):
                more = TaskUpdate(revision=1, worked_on=logged[1].worked_on, is_paid=True, seconds=9000)
                tasks.amend(connection, amended, logged[1].id, more)
                everything.erase(connection, erased)

    monkeypatch.setattr(release_reading, "FEWEST_TOLD", 2)
    assert read_of(engine, build, change).answers == before.answers
    assert len(at_stake) == 2
    after = read_of(engine, build, nothing).answers
    assert len(after) == len(before.answers) - 1
    assert after[1] != before.answers[1]


@pytest.mark.parametrize(("revision", "version"), [("", VERSION), ("3f2a9c1", f"{VERSION}+3f2a9c1")])
def test_a_release_says_which_code_made_it(engine, campaign, monkeypatch, revision, version):
    monkeypatch.setenv("PAGERATE_REVISION", revision)
    assert read_of(engine, taken(engine, campaign), nothing).frame.code_version == version


@pytest.mark.parametrize(
    ("writers", "told"), [(0, []), (1, []), (49, []), (50, range(10, 100, 10)), (1234, range(10, 100, 10))]
)
def test_how_far_it_is_is_told_in_tens_of_many_and_not_at_all_of_few(writers, told):
    said = []
    everybody = [Viewer(uuid4()) for _ in range(writers)]
    assert list(release_reading._telling(everybody, lambda *how_far: said.append(how_far))) == everybody
    assert said == [(BuildState.READING, percent) for percent in told]


@pytest.mark.parametrize(
    ("seconds", "told"), [((60, 110), (False, False)), ((0, 110), (True, False)), ((0, 0), (True, True))]
)
def test_protecting_has_so_many_seconds_and_all_of_it_some_more(engine, campaign, monkeypatch, seconds, told):
    found = []

    def built(_answers, _programme, frame):
        found.append((frame.is_over(), frame.is_all_over()))
        raise TooFewWriters(frame.rules.k)

    monkeypatch.setattr(releases, "build", built)
    monkeypatch.setattr(releases, "SECONDS_TO_PROTECT", seconds[0])
    monkeypatch.setattr(releases, "SECONDS_IN_ALL", seconds[1])
    assert releases.build_one(engine, taken(engine, campaign), ON_FILE) is BuildState.TOO_FEW
    assert found == [told]

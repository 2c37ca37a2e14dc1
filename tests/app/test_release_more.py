"""Another version of a period: cut out of what is stored, by a process of its own, while everybody can save."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.database import transaction
from app.jobs import releases, releasing
from app.records.release import BuildState
from app.store import release_builds
from app.store import releases as store
from reports.parameters import Parameters
from tests.app.campaign_factories import a_campaign, an_organizer
from tests.app.releasing import a_stored_release
from tests.app.store_factories import a_task, a_writer
from tests.app.test_release_job import files_of

ON_FILE = Parameters.on_file()
Q1 = date(2026, 1, 1)


@pytest.fixture
def asked_for_more(engine):
    """A campaign with a release of one table, and another table asked for: organizer, campaign, first version."""
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer, languages=["en", "es"])
        first = a_stored_release(connection, organizer, campaign.id, tables=["rates"])
        releasing.ask(connection, organizer, campaign.id, Q1, ["conditions"])
    return organizer, campaign, first


def versions(engine, organizer, campaign):
    with transaction(engine) as connection:
        return store.list_all(connection, organizer, campaign.id)


def make_next(engine):
    with transaction(engine) as connection:
        taken = release_builds.take(connection)
    return releases.build_one(engine, taken, ON_FILE)


def how_far(engine, organizer, campaign):
    with transaction(engine) as connection:
        return [build.state for build in release_builds.list_all(connection, organizer, campaign.id)]


def test_more_is_shown_by_the_same_process_and_only_what_is_stored(engine, asked_for_more, monkeypatch):
    organizer, campaign, first = asked_for_more
    assert how_far(engine, organizer, campaign) == [BuildState.WAITING]
    monkeypatch.setattr(releases, "build", lambda *_: pytest.fail("a period is computed once"))
    assert releases.build_waiting(engine, ON_FILE) == 1
    newest, before = versions(engine, organizer, campaign)
    assert before == first
    assert (newest.number, newest.tables) == (2, ["rates", "conditions"])
    assert how_far(engine, organizer, campaign) == []
    names = {name for name, _ in files_of(engine, first)}
    assert {name for name, _ in files_of(engine, newest)} == names
    assert len(list(files_of(engine, newest))) == 2 * len(names), "in both languages"


def test_while_its_files_are_drawn_a_writer_saves_and_the_page_says_so(engine, asked_for_more, monkeypatch):
    organizer, campaign, _ = asked_for_more
    with transaction(engine) as connection:
        writer = a_writer(connection)
    draw, saved = releases.files_of_version, []

    def drawing(*given):
        with transaction(engine) as connection:
            saved.append(a_task(connection, writer, seconds=3600))
        assert how_far(engine, organizer, campaign) == [BuildState.DRAWING]
        return draw(*given)

    monkeypatch.setattr(releases, "files_of_version", drawing)
    assert releases.build_waiting(engine, ON_FILE) == 1
    assert len(saved) == 1


def test_whoever_may_not_decide_any_more_gets_no_more_shown(engine, asked_for_more):
    organizer, campaign, first = asked_for_more
    with transaction(engine) as connection:
        connection.execute(text("UPDATE team_membership SET role = 'view'"))
    assert make_next(engine) == BuildState.NOT_ALLOWED
    assert versions(engine, organizer, campaign) == [first]


@pytest.mark.parametrize(
    "gone", ["UPDATE team_membership SET role = 'view'", "DELETE FROM team_membership"], ids=["role", "team"]
)
def test_whoever_stops_deciding_while_it_is_drawn_gets_no_more_shown(
    engine, asked_for_more, monkeypatch, gone
):
    _, campaign, first = asked_for_more
    draw = releases.files_of_version

    def drawing(*given):
        with transaction(engine) as connection:
            connection.execute(text(gone))
        return draw(*given)

    monkeypatch.setattr(releases, "files_of_version", drawing)
    assert make_next(engine) == BuildState.NOT_ALLOWED
    with transaction(engine) as connection:
        assert store.newest(connection, campaign.id, Q1) == first


def test_who_draws_too_long_stores_nothing_and_the_next_one_does(engine, asked_for_more, monkeypatch):
    organizer, campaign, first = asked_for_more
    draw, now = releases.files_of_version, clock.now()

    def drawing(*given):
        monkeypatch.setattr(clock, "now", lambda: now + release_builds.LONGEST + timedelta(seconds=1))
        return draw(*given)

    with monkeypatch.context() as once:
        once.setattr(releases, "files_of_version", drawing)
        assert make_next(engine) == BuildState.FAILED
    assert versions(engine, organizer, campaign) == [first]
    assert how_far(engine, organizer, campaign) == [BuildState.DRAWING]
    assert make_next(engine).number == 2

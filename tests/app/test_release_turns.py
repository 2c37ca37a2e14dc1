"""Whose turn it is to make a release, and for how long: a process for each, three tries, and nothing of who is late."""

import subprocess
from datetime import date, timedelta

import pytest

from app import clock
from app.database import transaction
from app.jobs import release_thread, releases
from app.manage import main
from app.records.release import BuildState
from app.store import campaigns, release_builds
from app.store import releases as store
from reports.parameters import Parameters
from reports.programme import PROGRAMME
from tests.app.campaign_factories import a_campaign, an_organizer
from tests.reports.composed_releases import release

ON_FILE = Parameters.on_file()
ALL = [plan.key for plan in PROGRAMME]
Q1 = date(2026, 1, 1)


@pytest.fixture
def empty(engine):
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer)
        release_builds.ask(connection, organizer, campaign.id, Q1, ALL)
    return organizer, campaign


def ended(engine, organizer, campaign):
    """How far the only build is; nothing is stored."""
    with transaction(engine) as connection:
        [build] = release_builds.list_all(connection, organizer, campaign.id)
        assert store.list_all(connection, organizer, campaign.id) == []
    return build.state


def test_who_took_too_long_stores_nothing_and_leaves_the_build_to_whoever_has_it_now(
    engine, empty, monkeypatch
):
    organizer, campaign = empty
    successors = []

    def built(*_):
        later = clock.frozen(clock.now() + release_builds.LONGEST)
        with later, transaction(engine) as connection:
            successors.append(release_builds.take(connection))
            release_builds.move(connection, successors[-1], BuildState.PROTECTING, 100)
        return release()

    monkeypatch.setattr(releases, "build", built)
    assert releases.build_waiting(engine, ON_FILE) == 0
    assert ended(engine, organizer, campaign) == BuildState.PROTECTING
    assert len(successors) == 1


@pytest.fixture
def runs(monkeypatch):
    """What the thread had run: how each was asked for. `ends` says how they end."""
    asked, ends = [], []

    def run(command, **said):
        asked.append((command, said))
        end = ends.pop() if ends else 0
        if isinstance(end, Exception):
            raise end
        return subprocess.CompletedProcess(command, end)

    monkeypatch.setattr(release_thread.subprocess, "run", run)
    return asked, ends


def test_the_thread_has_another_process_make_what_is_asked_for_and_nothing_else(engine, empty, runs):
    asked, _ = runs
    look = release_thread.Look(engine)
    look()
    [(command, said)] = asked
    assert command[1:] == ["-m", "app.manage", "release", "--next"]
    assert said["env"]["DATABASE_URL"] == engine.url.render_as_string(hide_password=False)
    assert said["timeout"] == release_builds.LONGEST.total_seconds()
    with transaction(engine) as connection:
        release_builds.take(connection)
        assert campaigns.by_id(connection, empty[1].id)
    look()
    assert len(asked) == 1


def test_each_has_a_process_and_a_time_of_its_own(engine, empty, runs, monkeypatch):
    """Of sixteen that wait, the last one has as long as the first."""
    organizer, campaign = empty
    asked, _ = runs
    end_of_a_quarter = clock.now()
    with transaction(engine) as connection:
        for _ in range(3):
            other = a_campaign(connection, organizer)
            release_builds.ask(connection, organizer, other.id, Q1, ALL)
    look, taken = release_thread.Look(engine), []

    def run(command, **said):
        asked.append((command, said))
        with clock.frozen(end_of_a_quarter + len(taken) * timedelta(minutes=20)):
            with transaction(engine) as connection:
                taken.append(release_builds.take(connection))
            assert taken[-1].taken_until - clock.now() == release_builds.LONGEST
            with transaction(engine) as connection:
                release_builds.move(connection, taken[-1], BuildState.TOO_FEW)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(release_thread.subprocess, "run", run)
    for looks in (1, 2, 3, 4, 4):
        look()
        assert len(asked) == looks
    assert len({build.campaign_id for build in taken}) == 4
    assert {said["timeout"] for _, said in asked} == {release_builds.LONGEST.total_seconds()}
    assert campaign.id in {build.campaign_id for build in taken}


def test_the_command_makes_the_next_one_only(engine, empty, monkeypatch, capsys):
    organizer, campaign = empty
    with transaction(engine) as connection:
        other = a_campaign(connection, organizer)
        release_builds.ask(connection, organizer, other.id, Q1, ALL)
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setattr(releases, "build", lambda *_: release())
    for made in (1, 1, 0):
        assert main(["release", "--next"]) == 0
        assert capsys.readouterr().out == f"Made: {made}.\n"
    with transaction(engine) as connection:
        for one in (campaign, other):
            assert len(store.list_all(connection, organizer, one.id)) == 1


def test_a_build_that_dies_again_and_again_ends_in_its_sentence_and_may_be_asked_for_anew(engine, empty):
    organizer, campaign = empty
    now = clock.now()
    for turn in range(release_builds.MOST_TRIES + 1):
        with clock.frozen(now + turn * release_builds.LONGEST), transaction(engine) as connection:
            is_taken = release_builds.take(connection) is not None
            assert is_taken == (turn < release_builds.MOST_TRIES)
    assert ended(engine, organizer, campaign) == BuildState.FAILED
    with transaction(engine) as connection:
        release_builds.ask(connection, organizer, campaign.id, Q1, ALL)
    assert ended(engine, organizer, campaign) == BuildState.WAITING


def test_the_command_begins_anew_with_what_was_given_up(engine, empty, monkeypatch, capsys):
    organizer, campaign = empty
    now = clock.now()
    for turn in range(release_builds.MOST_TRIES):
        with clock.frozen(now + turn * release_builds.LONGEST), transaction(engine) as connection:
            assert release_builds.take(connection)
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setattr(releases, "build", lambda *_: release())
    with clock.frozen(now + release_builds.MOST_TRIES * release_builds.LONGEST):
        assert main(["release", str(campaign.id), f"{Q1:%Y-%m}"]) == 0
    assert "Version 1 of" in capsys.readouterr().out
    with transaction(engine) as connection:
        assert len(store.list_all(connection, organizer, campaign.id)) == 1


def test_who_is_late_stores_nothing_though_nobody_else_came_meanwhile(engine, empty, monkeypatch):
    organizer, campaign = empty
    now = clock.now()

    def built(*_):
        monkeypatch.setattr(clock, "now", lambda: now + release_builds.LONGEST + timedelta(seconds=1))
        return release()

    monkeypatch.setattr(releases, "build", built)
    assert releases.build_next(engine, ON_FILE) == BuildState.FAILED
    assert ended(engine, organizer, campaign) == BuildState.PROTECTING
    monkeypatch.setattr(releases, "build", lambda *_: release())
    assert releases.build_waiting(engine, ON_FILE) == 1


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    ("end", "said"),
    [
        (1, "ended with 1"),
        (-9, "ended with -9"),
        (subprocess.TimeoutExpired("with a password", 1800), "TimeoutExpired"),
        (OSError("with a password"), "OSError"),
    ],
)
def test_a_process_that_ended_badly_is_told_in_the_log_and_tried_again_after_a_minute(
    engine, runs, caplog, end, said
):
    asked, ends = runs
    now = clock.now()
    with clock.frozen(now):
        look = release_thread.Look(engine)
        ends.append(end)
        look()
    assert said in caplog.text
    assert "password" not in caplog.text
    for seconds, times in ((5, 1), (59, 1), (60, 2), (65, 3)):
        with clock.frozen(now + timedelta(seconds=seconds)):
            look()
        assert len(asked) == times

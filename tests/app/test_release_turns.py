"""Whose turn it is to make a release, and for how long: a process for each, three tries, and nothing of who is late."""

import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.database import transaction
from app.jobs import release_thread, releases
from app.manage import main
from app.records import ReleaseBuild, table_of
from app.records.release import BuildState
from app.store import release_builds
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
    assert command[1:-1] == ["-m", "app.manage", "release", str(empty[1].id), "2026-01", "--turn"]
    assert the_one_taken(engine).taken_until == datetime.fromisoformat(command[-1])
    assert said["env"]["DATABASE_URL"] == engine.url.render_as_string(hide_password=False)
    assert said["timeout"] == release_builds.LONGEST.total_seconds()
    look()
    assert len(asked) == 1


def test_each_has_a_process_and_a_time_of_its_own(engine, empty, monkeypatch):
    """Of all that wait at the end of a quarter, the last one has as long as the first."""
    organizer, campaign = empty
    with transaction(engine) as connection:
        others = [a_campaign(connection, organizer).id for _ in range(3)]
        for campaign_id in others:
            release_builds.ask(connection, organizer, campaign_id, Q1, ALL)
    now, turns = clock.now(), []
    look = release_thread.Look(engine)

    def run(command, *, timeout, **_):
        turns.append((command[4], datetime.fromisoformat(command[-1]) - clock.now(), timeout))
        assert turn_at(engine, the_one_taken(engine), monkeypatch) == 0
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(release_thread.subprocess, "run", run)
    for number in range(6):
        with clock.frozen(now + number * timedelta(minutes=20)):
            look()
    assert sorted(one for one, _, _ in turns) == sorted(map(str, [campaign.id, *others]))
    longest = release_builds.LONGEST
    assert {(left, timeout) for _, left, timeout in turns} == {(longest, longest.total_seconds())}


def the_one_taken(engine):
    """What somebody is at work on."""
    table = table_of(ReleaseBuild)
    with transaction(engine) as connection:
        row = connection.execute(select(table).where(table.c.state == "reading")).mappings().one()
        return release_builds.taken(connection, row["campaign_id"], row["starts_on"], row["taken_until"])


def turn_at(engine, taken, monkeypatch):
    """The command the thread runs; how it ends."""
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    words = [str(taken.campaign_id), f"{taken.period.start:%Y-%m}", "--turn", taken.taken_until.isoformat()]
    return main(["release", *words])


def taken_of(engine):
    with transaction(engine) as connection:
        return release_builds.take(connection)


def test_the_command_makes_what_the_thread_has_taken_and_nothing_else(engine, empty, monkeypatch):
    organizer, campaign = empty
    with transaction(engine) as connection:
        other = a_campaign(connection, organizer)
        release_builds.ask(connection, organizer, other.id, Q1, ALL)
    taken = taken_of(engine)
    monkeypatch.setattr(releases, "build", lambda *_: release())
    assert turn_at(engine, taken, monkeypatch) == 0
    assert taken.campaign_id == campaign.id
    with transaction(engine) as connection:
        assert len(store.list_all(connection, organizer, campaign.id)) == 1
        assert store.list_all(connection, organizer, other.id) == []
        [waiting] = release_builds.list_all(connection, organizer, other.id)
    assert waiting.state == BuildState.WAITING


def test_how_a_build_ends_is_no_mishap_of_its_process(engine, empty, monkeypatch):
    assert turn_at(engine, taken_of(engine), monkeypatch) == 0
    assert ended(engine, *empty) == BuildState.TOO_FEW


def test_a_turn_that_is_over_or_was_never_is_told_in_a_sentence(engine, empty, monkeypatch, capsys):
    taken = taken_of(engine)
    earlier = replace(taken, taken_until=taken.taken_until - timedelta(seconds=1))
    assert turn_at(engine, earlier, monkeypatch) == 4
    with clock.frozen(taken.taken_until):
        assert turn_at(engine, taken, monkeypatch) == 4
    with transaction(engine) as connection:
        release_builds.move(connection, taken, BuildState.REFUSED)
    assert turn_at(engine, taken, monkeypatch) == 4
    assert capsys.readouterr().err == 3 * "That turn is over.\n"
    assert ended(engine, *empty) == BuildState.REFUSED


@pytest.mark.parametrize("moment", ["soon", "2026-05-20", "2026-05-20T15:00:00"])
def test_a_turn_is_a_moment_with_a_zone(capsys, moment):
    with pytest.raises(SystemExit) as refused:
        main(["release", "0f8fad5b-d9cb-469f-a165-70867728950e", "2026-01", "--turn", moment])
    assert refused.value.code == 2
    assert "is no moment with a zone" in capsys.readouterr().err


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
    assert releases.build_one(engine, taken_of(engine), ON_FILE) == BuildState.FAILED
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
        ends.extend([end, end])
        look()
    assert said in caplog.text
    assert "password" not in caplog.text
    for seconds, times in ((5, 1), (59, 1), (60, 2), (65, 2), (119, 2), (120, 3)):
        with clock.frozen(now + timedelta(seconds=seconds)):
            look()
        assert len(asked) == times


@pytest.mark.parametrize("end", [-9, subprocess.TimeoutExpired("release", 1800), OSError()])
def test_what_processes_die_over_ends_in_its_sentence_after_three(engine, empty, runs, end):
    asked, ends = runs
    now = clock.now()
    with clock.frozen(now):
        look = release_thread.Look(engine)
    ends.extend([end] * 10)
    for minute in range(10):
        with clock.frozen(now + timedelta(minutes=minute)):
            look()
            state = ended(engine, *empty)
        assert state == (BuildState.WAITING if minute < release_builds.MOST_TRIES - 1 else BuildState.FAILED)
    assert len(asked) == release_builds.MOST_TRIES


def test_what_a_process_died_over_waits_behind_what_was_asked_for_meanwhile(engine, empty, runs):
    organizer, campaign = empty
    asked, ends = runs
    now = clock.now()
    with clock.frozen(now):
        look = release_thread.Look(engine)
    with clock.frozen(now + timedelta(minutes=1)), transaction(engine) as connection:
        other = a_campaign(connection, organizer)
        release_builds.ask(connection, organizer, other.id, Q1, ALL)
    ends.append(-9)
    for minute in (2, 3, 4):
        with clock.frozen(now + timedelta(minutes=minute)):
            look()
    assert [command[4] for command, _ in asked] == [str(campaign.id), str(other.id), str(campaign.id)]


def test_a_process_that_dies_after_its_work_takes_nothing_back(engine, empty, monkeypatch):
    organizer, campaign = empty
    monkeypatch.setattr(releases, "build", lambda *_: release())

    def run(command, **_):
        assert turn_at(engine, the_one_taken(engine), monkeypatch) == 0
        return subprocess.CompletedProcess(command, -11)

    look = release_thread.Look(engine)
    monkeypatch.setattr(release_thread.subprocess, "run", run)
    look()
    with transaction(engine) as connection:
        assert release_builds.list_all(connection, organizer, campaign.id) == []
        assert len(store.list_all(connection, organizer, campaign.id)) == 1

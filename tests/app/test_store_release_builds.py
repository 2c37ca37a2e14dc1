"""Builds of releases: tried three times, nobody's when their time is over, and asked for again for a version that shows more."""

from datetime import date, timedelta

import pytest

from app import clock, errors
from app.records.audit_event import Action
from app.records.release import BuildState
from app.records.team_membership import Role
from app.store import release_builds, releases
from tests.app.campaign_factories import a_campaign, an_organizer
from tests.app.test_store_releases import (
    FILES,
    MADE_BY,
    NOW,
    Q1,
    TABLES,
    WHOLE,
    a_release,
    actions,
    states,
    with_role,
)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def organizer(connection):
    return an_organizer(connection)


@pytest.fixture
def campaign(connection, organizer):
    return a_campaign(connection, organizer)


def dies_over_it(connection, times, at=NOW):
    """So many take what is asked for and are never heard of again; when the last one has lost it."""
    for _ in range(times):
        with clock.frozen(at):
            release_builds.move(connection, release_builds.take(connection), BuildState.PROTECTING, 100)
        at += release_builds.LONGEST
    return at


def test_what_so_many_died_over_has_failed_and_is_tried_no_more(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    last = dies_over_it(connection, release_builds.MOST_TRIES)
    assert states(connection, organizer, campaign) == [BuildState.PROTECTING]
    with clock.frozen(last):
        assert release_builds.is_any_free(connection), "somebody has to come and end it"
        assert release_builds.take(connection) is None
        assert states(connection, organizer, campaign) == [BuildState.FAILED]
        assert not release_builds.is_any_free(connection)


def test_who_died_fewer_times_is_followed_by_another(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    last = dies_over_it(connection, release_builds.MOST_TRIES - 1)
    with clock.frozen(last):
        build = release_builds.take(connection)
        assert releases.keep(connection, build, WHOLE, MADE_BY, FILES).number == 1


@pytest.mark.parametrize("is_ended_first", [True, False])
def test_what_was_given_up_is_asked_for_anew_with_all_its_tries(
    connection, organizer, campaign, is_ended_first
):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    last = dies_over_it(connection, release_builds.MOST_TRIES)
    with clock.frozen(last):
        if is_ended_first:
            release_builds.take(connection)
        release_builds.ask(connection, organizer, campaign.id, Q1, ["gaps"])
    assert states(connection, organizer, campaign) == [BuildState.WAITING]
    last = dies_over_it(connection, release_builds.MOST_TRIES - 1, last)
    with clock.frozen(last):
        assert release_builds.take(connection).tables == ("gaps",)


def test_giving_one_up_takes_the_next_one(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    last = dies_over_it(connection, release_builds.MOST_TRIES)
    other = an_organizer(connection)
    theirs = a_campaign(connection, other)
    with clock.frozen(last):
        release_builds.ask(connection, other, theirs.id, Q1, TABLES)
        assert release_builds.take(connection).campaign_id == theirs.id
    assert states(connection, organizer, campaign) == [BuildState.FAILED]


def test_who_is_late_neither_moves_nor_ends_nor_stores_it_though_nobody_else_has_it(
    connection, organizer, campaign
):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    late = release_builds.take(connection)
    with clock.frozen(NOW + release_builds.LONGEST):
        release_builds.move(connection, late, BuildState.FAILED)
        with pytest.raises(errors.Stale), connection.begin_nested():
            releases.keep(connection, late, WHOLE, MADE_BY, FILES)
        with pytest.raises(errors.Stale):
            release_builds.end(connection, late)
        assert states(connection, organizer, campaign) == [BuildState.READING]
        assert releases.list_all(connection, organizer, campaign.id) == []
        assert release_builds.take(connection) is not None
    with clock.frozen(NOW + release_builds.LONGEST - timedelta(seconds=1)):
        release_builds.move(connection, late, BuildState.FAILED)
    assert states(connection, organizer, campaign) == [BuildState.READING], "it is somebody else's"


def test_who_is_in_time_ends_it_up_to_the_last_second(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    build = release_builds.take(connection)
    with clock.frozen(NOW + release_builds.LONGEST - timedelta(seconds=1)):
        assert releases.keep(connection, build, WHOLE, MADE_BY, FILES).number == 1


def test_another_version_is_asked_for_and_taken_as_the_first_one_is(connection, organizer, campaign):
    first = a_release(connection, organizer, campaign)
    for _ in range(2):
        release_builds.ask_for_more(connection, organizer, first, ["rates", "gaps", "toll"])
    assert states(connection, organizer, campaign) == [BuildState.WAITING]
    assert actions(connection, organizer, campaign).count(Action.ASK_FOR_RELEASE) == 2, "one for each version"
    build = release_builds.take(connection)
    assert (build.tables, build.period.last) == (("rates", "gaps", "toll"), date(2026, 3, 31))
    assert release_builds.who_asked(connection, build) == organizer
    release_builds.end(connection, build)
    assert states(connection, organizer, campaign) == []


def test_other_tables_than_those_that_are_being_made_are_refused_and_not_dropped(
    connection, organizer, campaign
):
    first = a_release(connection, organizer, campaign)
    release_builds.ask_for_more(connection, organizer, first, ["rates", "gaps"])
    release_builds.ask_for_more(connection, organizer, first, ["gaps"])
    with pytest.raises(errors.Invalid, match="with other tables"):
        release_builds.ask_for_more(connection, organizer, first, ["rates", "toll"])
    assert release_builds.take(connection).tables == ("rates", "gaps")


@pytest.mark.parametrize("role", [Role.VIEW, Role.EDIT])
def test_only_who_decides_asks_for_another_version(connection, organizer, campaign, role):
    first = a_release(connection, organizer, campaign)
    other = with_role(connection, organizer, campaign, role)
    with pytest.raises(errors.NotAllowed):
        release_builds.ask_for_more(connection, other, first, ["toll"])
    with pytest.raises(errors.NotFound):
        release_builds.ask_for_more(connection, an_organizer(connection), first, ["toll"])
    assert states(connection, organizer, campaign) == []


def test_nobody_in_particular_asked_for_what_the_operator_did(connection, campaign):
    release_builds.ask_as_operator(connection, campaign.id, Q1, TABLES)
    assert release_builds.who_asked(connection, release_builds.take(connection)) is None


def test_a_turn_is_found_again_by_its_end_while_it_lasts(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    build = release_builds.take(connection)
    until = build.taken_until
    assert release_builds.taken(connection, campaign.id, Q1, until) == build
    assert release_builds.taken(connection, campaign.id, Q1, until - timedelta(microseconds=1)) is None
    assert release_builds.taken(connection, campaign.id, date(2026, 4, 1), until) is None
    with clock.frozen(until):
        assert release_builds.taken(connection, campaign.id, Q1, until) is None
    release_builds.move(connection, build, BuildState.REFUSED)
    assert release_builds.taken(connection, campaign.id, Q1, until) is None


def test_what_is_let_go_waits_again_and_the_last_time_has_failed(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    for number in range(1, release_builds.MOST_TRIES + 1):
        build = release_builds.take(connection)
        release_builds.move(connection, build, BuildState.READING, 70)
        release_builds.let_go(connection, build)
        is_last = number == release_builds.MOST_TRIES
        assert states(connection, organizer, campaign) == [
            BuildState.FAILED if is_last else BuildState.WAITING
        ]
    assert release_builds.take(connection) is None


@pytest.mark.parametrize("state", [BuildState.TOO_FEW, BuildState.REFUSED])
def test_what_has_ended_is_not_let_go(connection, organizer, campaign, state):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    build = release_builds.take(connection)
    release_builds.move(connection, build, state)
    release_builds.let_go(connection, build)
    assert states(connection, organizer, campaign) == [state]


def test_what_somebody_else_has_by_now_is_not_let_go(connection, organizer, campaign):
    release_builds.ask(connection, organizer, campaign.id, Q1, TABLES)
    late = release_builds.take(connection)
    with clock.frozen(late.taken_until):
        other = release_builds.take(connection)
        release_builds.let_go(connection, late)
        assert release_builds.taken(connection, campaign.id, Q1, other.taken_until) == other

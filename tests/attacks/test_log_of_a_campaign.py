"""An organizer who made codes for somebody's puppets does a lot else after that: the log has it all the same."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock, errors
from app.records import AuditEvent, table_of
from app.records.audit_event import Action
from app.records.team_membership import Role
from app.store import audit_events, enrolments, invites, organizers, teams
from tests.app.campaign_factories import a_campaign, a_link, an_organizer, codes, handle_of
from tests.app.store_factories import a_writer

NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)
TURNS = 300


@pytest.fixture
def organizer(connection):
    return an_organizer(connection)


@pytest.fixture
def campaign(connection, organizer):
    with clock.frozen(NOW):
        return a_campaign(connection, organizer)


@pytest.fixture
def reader(connection, organizer, campaign):
    """A writer who reads a log with a sheet of codes in it, and pauses of two more days after that."""
    reader = a_writer(connection)
    with clock.frozen(NOW):
        enrolments.enrol_by_link(connection, reader, a_link(connection, organizer, campaign), 1)
        codes(connection, organizer, campaign)
        link = invites.make(connection, organizer, campaign.id, 30).invite
    for days in (1, 2):
        with clock.frozen(NOW + timedelta(days=days)):
            for paused in (True, False) * (TURNS // 2):
                invites.pause(connection, organizer, campaign.id, link.id, paused=paused)
    return reader


def pages(connection, viewer, campaign, limit):
    """Every page of the log, the newest first."""
    after = None
    while found := audit_events.page(connection, viewer, campaign.id, limit, after):
        yield found
        after = found[-1].id


def test_an_event_has_room_for_a_day_and_a_release_and_for_nothing_of_a_link_a_code_or_a_writer():
    kept = {name: str(column.type) for name, column in table_of(AuditEvent).columns.items()}
    of_release = {"starts_on": "DATE", "number": "INTEGER", "file_name": "VARCHAR(60)"}
    who_and_what = {"id": "CHAR(32)", "campaign_id": "CHAR(32)", "actor_id": "CHAR(32)", "action": "VARCHAR"}
    assert kept == {**who_and_what, "happened_on": "DATE", **of_release}


@pytest.mark.parametrize("limit", [1, 7, 100, 1000])
def test_page_by_page_the_whole_log_is_read_each_event_once_and_the_newest_day_first(
    connection, campaign, reader, limit
):
    read = list(pages(connection, reader, campaign, limit))
    events = [event for page in read for event in page]
    assert all(len(page) <= limit for page in read)
    assert len(events) == len({event.id for event in events}) == 4 + 2 * TURNS
    days = [event.happened_on for event in events]
    assert days == sorted(days, reverse=True)
    said = [event.action for event in events]
    assert said.count(Action.PAUSE_INVITE) == said.count(Action.RESUME_INVITE) == TURNS
    assert set(said[-4:]) == {Action.MAKE_CODES, Action.CREATE_CAMPAIGN, Action.MAKE_INVITE}


def test_what_is_done_meanwhile_moves_nothing_off_the_next_page(connection, organizer, campaign, reader):
    first = audit_events.page(connection, reader, campaign.id, 10)
    following = audit_events.page(connection, reader, campaign.id, 10, first[-1].id)
    with clock.frozen(NOW + timedelta(days=9)):
        codes(connection, organizer, campaign)
    assert audit_events.page(connection, reader, campaign.id, 10, first[-1].id) == following


def test_an_event_of_another_campaign_is_no_place_in_this_log(connection, organizer, campaign, reader):
    other = a_campaign(connection, organizer, name="Another")
    [made] = audit_events.page(connection, organizer, other.id)
    with pytest.raises(errors.NotFound):
        audit_events.page(connection, reader, campaign.id, 10, made.id)
    for read in (audit_events.page, audit_events.numbers):
        with pytest.raises(errors.NotFound):
            read(connection, reader, other.id)


def test_an_organizer_has_her_number_of_the_whole_log_and_it_does_not_move(
    connection, organizer, campaign, reader
):
    mine = organizers.find(connection, organizer)
    assert audit_events.numbers(connection, reader, campaign.id) == {mine: 1}
    expected = {mine: 1}
    for number in (2, 3, 4):
        with clock.frozen(NOW + timedelta(days=2 + number)):
            other = an_organizer(connection)
            teams.set_role(connection, organizer, campaign.id, handle_of(connection, other), Role.EDIT)
            codes(connection, other, campaign)
        expected[organizers.find(connection, other)] = number
        assert audit_events.numbers(connection, reader, campaign.id) == expected


def test_who_made_the_campaign_is_the_first_whoever_came_on_the_same_day(connection):
    for _ in range(8):  # ids are drawn, and an order by them would be right half of the time
        with clock.frozen(NOW):
            maker, other = an_organizer(connection), an_organizer(connection)
            campaign = a_campaign(connection, maker)
            teams.set_role(connection, maker, campaign.id, handle_of(connection, other), Role.EDIT)
            codes(connection, other, campaign)
        assert audit_events.numbers(connection, maker, campaign.id) == {
            organizers.find(connection, maker): 1,
            organizers.find(connection, other): 2,
        }

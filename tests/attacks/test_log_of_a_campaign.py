"""An organizer who made codes for somebody's puppets does a lot else, so that no writer finds it in the log."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.records.audit_event import Action
from app.store import audit_events, enrolments, invites
from tests.app.campaign_factories import a_campaign, a_link, an_organizer, codes
from tests.app.store_factories import a_writer

NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)
TURNS = 300


@pytest.fixture
def flooded(connection):
    """A log with a sheet of codes in it, and pauses of many days after that; a writer who reads it."""
    with clock.frozen(NOW):
        organizer, writer = an_organizer(connection), a_writer(connection)
        campaign = a_campaign(connection, organizer)
        enrolments.enrol_by_link(connection, writer, a_link(connection, organizer, campaign), 1)
        codes(connection, organizer, campaign)
        link = invites.make(connection, organizer, campaign.id, 30).invite
    with clock.frozen(NOW + timedelta(days=1)):
        for paused in (True, False) * TURNS:
            invites.pause(connection, organizer, campaign.id, link.id, paused=paused)
    return audit_events.list_all(connection, writer, campaign.id)


def test_many_events_of_one_action_push_no_other_out_of_sight(flooded):
    said = [event.action for event in flooded]
    assert {Action.MAKE_CODES, Action.CREATE_CAMPAIGN, Action.MAKE_INVITE} <= set(said)
    assert said.count(Action.PAUSE_INVITE) == audit_events.MOST_OF_ONE


def test_it_says_that_it_is_cut_and_shows_the_newest_day_first(flooded):
    days = [event.happened_on for event in flooded]
    assert days == sorted(days, reverse=True)
    assert audit_events.is_cut(flooded)
    assert not audit_events.is_cut(event for event in flooded if event.action is Action.MAKE_CODES)

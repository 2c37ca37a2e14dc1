"""What the operator does with organizers, on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app import clock, errors
from app.database import transaction
from app.records import AuditEvent, table_of
from app.records.campaign import State
from app.records.team_membership import Role
from app.store import audit_events, campaigns, operators, organizers, teams
from tests.app.campaign_factories import a_campaign, an_organizer, handle_of, while_open
from tests.app.store_factories import a_writer

NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.frozen(NOW):
        yield


def test_an_organizer_who_is_removed_may_nothing_any_more(connection):
    organizer, heir = an_organizer(connection), an_organizer(connection)
    alone, shared = a_campaign(connection, organizer), a_campaign(connection, heir)
    teams.set_role(connection, heir, shared.id, handle_of(connection, organizer), Role.PUBLISH)
    operators.remove_organizer(connection, handle_of(connection, organizer))
    assert organizers.find(connection, organizer) is None
    assert campaigns.list_all(connection, organizer) == []
    with pytest.raises(errors.NotAllowed):
        a_campaign(connection, organizer)
    states = [campaigns.by_id(connection, campaign.id).state for campaign in (alone, shared)]
    assert states == [State.CLOSED, State.OPEN]
    assert [one.handle for one in teams.list_all(connection, heir, shared.id)] == [
        handle_of(connection, heir)
    ]


def test_removing_stands_in_the_log_of_each_of_her_campaigns_and_names_nobody(connection):
    organizer, heir = an_organizer(connection), an_organizer(connection)
    campaign = a_campaign(connection, heir)
    teams.set_role(connection, heir, campaign.id, handle_of(connection, organizer), Role.EDIT)
    operators.remove_organizer(connection, handle_of(connection, organizer))
    events = audit_events.page(connection, heir, campaign.id)
    assert [event.actor_id for event in events if event.action == "remove_member"] == [None]
    table = table_of(AuditEvent)
    removed = select(table.c.actor_id, table.c.campaign_id).where(table.c.action == "remove_organizer")
    assert connection.execute(removed).all() == [(None, None)]


def test_removed_and_made_again_she_is_in_no_team_of_before(connection):
    organizer = an_organizer(connection)
    before, campaign = organizers.get(connection, organizer), a_campaign(connection, organizer)
    operators.remove_organizer(connection, handle_of(connection, organizer))
    assert organizers.make(connection, None, handle_of(connection, organizer)) != before
    with pytest.raises(errors.NotFound):
        campaigns.get(connection, organizer, campaign.id)


def test_whoever_is_no_organizer_is_not_removed(connection):
    with pytest.raises(errors.Invalid, match="no organizer"):
        operators.remove_organizer(connection, handle_of(connection, a_writer(connection)))
    with pytest.raises(errors.NotFound):
        operators.remove_organizer(connection, "no-body")


def test_one_who_is_removed_is_not_taken_into_a_team_meanwhile(engine):
    with transaction(engine) as connection:
        organizer, other = an_organizer(connection), an_organizer(connection)
        campaign, handle = a_campaign(connection, other), handle_of(connection, organizer)

    def take_in(connection):
        with pytest.raises(errors.NotFound):
            teams.set_role(connection, other, campaign.id, handle, Role.VIEW)

    while_open(engine, lambda connection: operators.remove_organizer(connection, handle), take_in)
    with transaction(engine) as connection:
        assert len(teams.list_all(connection, other, campaign.id)) == 1


def test_one_who_was_just_taken_into_a_team_is_removed_from_it(engine):
    with transaction(engine) as connection:
        organizer, other = an_organizer(connection), an_organizer(connection)
        campaign, handle = a_campaign(connection, other), handle_of(connection, organizer)
    while_open(
        engine,
        lambda connection: teams.set_role(connection, other, campaign.id, handle, Role.PUBLISH),
        lambda connection: operators.remove_organizer(connection, handle),
    )
    with transaction(engine) as connection:
        assert len(teams.list_all(connection, other, campaign.id)) == 1

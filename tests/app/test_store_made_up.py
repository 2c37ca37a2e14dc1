"""Composed logs and real ones never stand in one campaign, on both databases."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from app import clock, errors
from app.http.campaigns import take_in
from app.http.failures import Failures
from app.records.team_membership import Role
from app.store import contributors, demo, enrolments, made_up, organizers, teams, writers
from reports.periods import Period
from tests.app.campaign_factories import a_campaign, a_link, an_organizer, codes, handle_of, join_vouched
from tests.app.store_factories import a_writer

MAY, LATER = datetime(2026, 5, 20, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
Q2 = Period(date(2026, 4, 1), date(2026, 7, 1))


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(MAY):
        yield


@pytest.fixture
def organizer(connection):
    return an_organizer(connection)


@pytest.fixture
def campaign(connection, organizer):
    return a_campaign(connection, organizer)


def composed(connection):
    return writers.create(connection, zone="UTC", currency="USD", language="en", is_demo=True).id


def test_a_campaign_is_a_sample_once_a_composed_writer_is_in_it_and_counts_her(connection, campaign):
    assert not made_up.is_sample(connection, campaign.id)
    her = composed(connection)
    assert enrolments.enrol_composed(connection, her, campaign).is_vouched
    assert made_up.is_sample(connection, campaign.id)
    with clock.frozen(LATER):
        assert contributors.of_period(connection, campaign.id, Q2) == [her]


def test_nobody_real_joins_a_sample_and_her_code_stays(connection, organizer, campaign):
    secret, code = a_link(connection, organizer, campaign), codes(connection, organizer, campaign)[0]
    enrolments.enrol_composed(connection, composed(connection), campaign)
    mine = a_writer(connection)
    for join, opening in ((enrolments.enrol_by_link, secret), (enrolments.enrol_by_code, code)):
        with pytest.raises(errors.Invalid, match="is a sample"):
            join(connection, mine, opening, 1)
    assert enrolments.list_all(connection, mine) == []


def test_nobody_composed_is_put_beside_a_real_writer_nor_a_real_one_among_the_composed(
    connection, organizer, campaign
):
    join_vouched(connection, organizer, campaign, a_writer(connection))
    with pytest.raises(errors.NotAllowed):
        enrolments.enrol_composed(connection, composed(connection), campaign)
    with pytest.raises(errors.NotAllowed):
        enrolments.enrol_composed(connection, a_writer(connection), a_campaign(connection, organizer))
    assert not made_up.is_sample(connection, campaign.id)


def test_only_the_demo_becomes_an_organizer_without_a_passkey(connection):
    with pytest.raises(errors.NotAllowed):
        organizers.make_of_demo(connection, a_writer(connection))
    account = composed(connection)
    assert organizers.make_of_demo(connection, account) == organizers.make_of_demo(connection, account)


def test_the_demo_is_taken_into_the_team_of_a_sample_alone(connection, organizer, campaign):
    account = composed(connection)
    organizers.make_of_demo(connection, account)
    with pytest.raises(errors.Invalid, match="made-up account"):
        teams.set_role(connection, organizer, campaign.id, handle_of(connection, account), Role.VIEW)
    enrolments.enrol_composed(connection, composed(connection), campaign)
    teams.set_role(connection, organizer, campaign.id, handle_of(connection, account), Role.VIEW)
    assert len(teams.list_all(connection, organizer, campaign.id)) == 2


def test_the_demo_is_told_why_it_takes_nobody_in(connection, organizer, campaign):
    account, other = composed(connection), a_writer(connection)
    request = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(failures=Failures())))
    organizers.make_of_demo(connection, account)
    enrolments.enrol_composed(connection, composed(connection), campaign)
    teams.set_role(connection, organizer, campaign.id, handle_of(connection, account), Role.PUBLISH)
    with pytest.raises(errors.Invalid) as refused:
        take_in(
            request, connection, account, campaign.id, handle=handle_of(connection, other), role=Role.VIEW
        )
    assert (refused.value.message, refused.value.fields) == (made_up.NOT_FOR_DEMO, {})


def test_the_demo_account_is_the_made_up_one_that_is_enrolled_nowhere(connection, campaign):
    for _ in range(5):
        enrolments.enrol_composed(connection, composed(connection), campaign)
    assert demo.find(connection) is None
    account = composed(connection)
    assert demo.find(connection).id == account
    assert demo.count_composed(connection) == 5
    assert demo.sample_campaign(connection) == campaign.id

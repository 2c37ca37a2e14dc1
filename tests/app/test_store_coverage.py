"""Coverage of campaigns, in steps and by platform in bands, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from app import clock, errors
from app.database import transaction
from app.jobs import daily
from app.records import Campaign, CataloguePlatform, table_of
from app.records.contract import ContractCreate
from app.store import campaigns, contracts, coverage, enrolments, platforms, tasks
from tests.app.campaign_factories import (
    a_campaign,
    a_link,
    an_organizer,
    join_vouched,
    renew_coverage,
)
from tests.app.store_factories import a_task, a_writer

MAY = datetime(2026, 5, 20, 15, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.frozen(MAY):
        yield


@pytest.fixture
def organizer(connection):
    return an_organizer(connection)


@pytest.fixture
def campaign(connection, organizer):
    return a_campaign(connection, organizer)


def at(*numbers):
    return clock.frozen(datetime(*numbers, tzinfo=UTC))


# In steps


def shown(connection, organizer, campaign):
    found = coverage.get(connection, organizer, campaign.id)
    return found and (found.joined_count, found.active_count)


def test_coverage_is_in_steps_and_nothing_changes_between_two_renewals(connection, organizer, campaign):
    people = [a_writer(connection) for _ in range(21)]
    assert shown(connection, organizer, campaign) is None
    join_vouched(connection, organizer, campaign, *people[:16])
    for writer in people[:12]:
        a_task(connection, writer, worked_on=date(2026, 5, 1))
    a_task(connection, people[12], worked_on=date(2026, 3, 31))
    assert renew_coverage(connection) == 1
    assert shown(connection, organizer, campaign) == (15, 10)

    join_vouched(connection, organizer, campaign, *people[16:])
    for writer in people[:10]:
        enrolments.leave(connection, writer, campaign.id)
    with clock.frozen(datetime(2026, 5, 25, tzinfo=UTC) - MOMENT):
        assert renew_coverage(connection) == 0
        assert shown(connection, organizer, campaign) == (15, 10)
    with at(2026, 5, 25):
        assert renew_coverage(connection) == 1
        assert shown(connection, organizer, campaign) == (10, 0)


def test_coverage_knows_no_puppets_and_none_below_ten(connection, organizer, campaign):
    secret = a_link(connection, organizer, campaign)
    join_vouched(connection, organizer, campaign, *(a_writer(connection) for _ in range(9)))
    for _ in range(5):
        enrolments.enrol_by_link(connection, a_writer(connection), secret, 1)
    renew_coverage(connection)
    assert shown(connection, organizer, campaign) == (0, 0)


def test_coverage_is_its_teams_alone(connection, campaign):
    renew_coverage(connection)
    for viewer in (a_writer(connection), an_organizer(connection)):
        with pytest.raises(errors.NotFound):
            coverage.get(connection, viewer, campaign.id)


def test_before_its_first_period_a_campaign_has_nobody_active(connection, organizer):
    campaign = a_campaign(connection, organizer, first_on=date(2026, 7, 1))
    people = [a_writer(connection) for _ in range(10)]
    join_vouched(connection, organizer, campaign, *people)
    renew_coverage(connection)
    assert shown(connection, organizer, campaign) == (10, 0)
    campaigns.close(connection, organizer, campaign.id)
    assert enrolments.list_all(connection, people[0]) == []


def test_the_days_work_counts_coverage(engine):
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer)
    daily.run_when_due(engine)
    with transaction(engine) as connection:
        assert shown(connection, organizer, campaign) == (0, 0)


def test_a_campaign_that_cannot_be_read_keeps_nothing_else_of_the_days_work(engine, caplog):
    with at(2026, 5, 1), transaction(engine) as connection:
        a_writer(connection)  # never seen again
        organizer = an_organizer(connection)
        made = [a_campaign(connection, organizer) for _ in range(3)]
        broken, *good = sorted(made, key=lambda campaign: str(campaign.id))
        table = table_of(Campaign)
        connection.execute(update(table).where(table.c.id == broken.id).values(languages=["?"]))
    assert daily.run_when_due(engine) == 1
    with transaction(engine) as connection:
        assert shown(connection, organizer, broken) is None
        assert [shown(connection, organizer, campaign) for campaign in good] == [(0, 0), (0, 0)]
    assert [record.getMessage() for record in caplog.records] == [
        "A part of the daily work failed: ValidationError."
    ]


def test_a_campaign_in_a_currency_that_is_known_no_more_is_still_read_and_counted(
    connection, organizer, campaign
):
    connection.execute(update(table_of(Campaign)).values(currency="XQX"))
    assert campaigns.get(connection, organizer, campaign.id).currency == "XQX"
    assert renew_coverage(connection) == 1


# Coverage by platform


@pytest.fixture
def catalogue(connection):
    table = table_of(CataloguePlatform)
    connection.execute(
        table.insert(), [{"key": key, "name": key.title()} for key in ("inkwell", "quillmark")]
    )


def on(connection, viewer, key, **said):
    """A task of the viewer on a platform that she says is this one of the catalogue."""
    platform = platforms.find_or_log(connection, viewer, f"P {key}", catalogue_key=key)
    contract = contracts.log(connection, viewer, ContractCreate(platform_id=platform.id, name="Scenes"))
    return a_task(connection, viewer, contract_id=contract.id, **{"worked_on": date(2026, 5, 1), **said})


def bands(connection, organizer, campaign):
    found = coverage.by_platform(connection, organizer, campaign.id)
    return [(one.platform, one.least_count, one.most_count) for one in found]


@pytest.fixture
def crowd(connection, organizer, campaign):
    """As many vouched writers as one asks for."""

    def crowd(count):
        people = [a_writer(connection) for _ in range(count)]
        join_vouched(connection, organizer, campaign, *people)
        return people

    return crowd


@pytest.mark.usefixtures("catalogue")
def test_platforms_are_told_in_bands_and_none_below_the_smallest_group(
    connection, organizer, campaign, crowd
):
    people = crowd(12)
    for writer in people[:10]:
        on(connection, writer, "quillmark")
        on(connection, writer, "quillmark", worked_on=date(2026, 5, 2))
    for writer in people[3:]:
        on(connection, writer, "inkwell")
    renew_coverage(connection)
    assert bands(connection, organizer, campaign) == [("quillmark", 10, 19)]


@pytest.mark.usefixtures("catalogue")
def test_a_smaller_group_has_a_smaller_band(connection, organizer):
    campaign = a_campaign(connection, organizer, smallest_group=5)
    people = [a_writer(connection) for _ in range(5)]
    join_vouched(connection, organizer, campaign, *people)
    for writer in people:
        on(connection, writer, "inkwell")
    for writer in people[1:]:
        on(connection, writer, "quillmark")
    renew_coverage(connection)
    assert bands(connection, organizer, campaign) == [("inkwell", 5, 9)]


@pytest.mark.usefixtures("catalogue")
def test_what_does_not_count_is_in_no_band(connection, organizer, campaign, crowd):
    counting, puppet = crowd(9), a_writer(connection)
    enrolments.enrol_by_link(connection, puppet, a_link(connection, organizer, campaign), 1)
    for writer in (*counting, puppet):
        on(connection, writer, "quillmark")
    earlier, withdrawn, her_own_word, left = crowd(4)
    on(connection, earlier, "quillmark", worked_on=date(2026, 3, 31))
    tasks.withdraw(connection, withdrawn, on(connection, withdrawn, "quillmark").id)
    on(connection, her_own_word, "Quillmark, as I say")
    on(connection, left, "quillmark")
    enrolments.leave(connection, left, campaign.id)
    renew_coverage(connection)
    assert bands(connection, organizer, campaign) == []
    with at(2026, 5, 25):
        on(connection, earlier, "quillmark")
        renew_coverage(connection)
        assert bands(connection, organizer, campaign) == [("quillmark", 10, 19)]


@pytest.mark.usefixtures("catalogue")
def test_no_word_of_a_writer_is_a_platform_however_many_say_it(connection, organizer, campaign, crowd):
    for writer in crowd(10):
        on(connection, writer, "Quillmark, as we say")
    renew_coverage(connection)
    assert bands(connection, organizer, campaign) == []


@pytest.mark.usefixtures("catalogue")
def test_only_platforms_that_a_campaign_names_are_told(connection, organizer):
    campaign = a_campaign(connection, organizer, platforms=["inkwell"])
    people = [a_writer(connection) for _ in range(10)]
    join_vouched(connection, organizer, campaign, *people)
    for writer in people:
        on(connection, writer, "inkwell")
        on(connection, writer, "quillmark")
    renew_coverage(connection)
    assert bands(connection, organizer, campaign) == [("inkwell", 10, 19)]


@pytest.mark.usefixtures("catalogue")
def test_who_works_on_platforms_that_a_campaign_does_not_name_is_active_too(connection, organizer):
    campaign = a_campaign(connection, organizer, platforms=["inkwell"])
    people = [a_writer(connection) for _ in range(10)]
    join_vouched(connection, organizer, campaign, *people)
    for writer in people:
        on(connection, writer, "quillmark")
    renew_coverage(connection)
    assert shown(connection, organizer, campaign) == (10, 10)
    assert bands(connection, organizer, campaign) == []


@pytest.mark.usefixtures("catalogue")
def test_bands_change_with_the_weekly_count_and_not_before(connection, organizer, campaign, crowd):
    people = crowd(20)
    for writer in people[:10]:
        on(connection, writer, "quillmark")
    renew_coverage(connection)
    for writer in people[10:]:
        on(connection, writer, "quillmark")
        on(connection, writer, "inkwell")
    assert renew_coverage(connection) == 0
    assert not coverage.renew(connection, campaign.id)
    assert bands(connection, organizer, campaign) == [("quillmark", 10, 19)]
    with at(2026, 5, 25):
        renew_coverage(connection)
    assert bands(connection, organizer, campaign) == [("inkwell", 10, 19), ("quillmark", 20, 49)]
    for writer in people[:15]:
        enrolments.leave(connection, writer, campaign.id)
    with at(2026, 6, 1):
        renew_coverage(connection)
    assert bands(connection, organizer, campaign) == []


def test_bands_are_its_teams_alone(connection, campaign):
    for viewer in (a_writer(connection), an_organizer(connection)):
        with pytest.raises(errors.NotFound):
            coverage.by_platform(connection, viewer, campaign.id)


@pytest.mark.usefixtures("catalogue")
def test_coverage_goes_with_its_campaign(connection, organizer, campaign, crowd):
    for writer in crowd(10):
        on(connection, writer, "quillmark")
    renew_coverage(connection)
    campaigns.delete_one(connection, organizer, campaign.id)
    assert not coverage.renew(connection, campaign.id)

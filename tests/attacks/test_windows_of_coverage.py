"""A platform watches coverage move: no count is of a few days, in which it gave work to a few chosen people only."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app import clock
from app.database import transaction
from app.records import CataloguePlatform, table_of
from app.records.contract import ContractCreate
from app.store import contracts, coverage, platforms
from reports.fixed_periods import DAYS_TO_CLOSE
from tests.app.campaign_factories import a_campaign, an_organizer, join_vouched, renew_coverage
from tests.app.store_factories import a_task, a_writer

#: A quarter begins on a Thursday; on the Monday after it the platform has given work to ten people.
BEGINS, MONDAY = date(2026, 1, 1), date(2026, 1, 5)
CHOSEN = 10


def on(day):
    return clock.frozen(datetime(day.year, day.month, day.day, 6, tzinfo=UTC))


@pytest.fixture(params=[BEGINS, date(2025, 10, 1)], ids=["first period", "second period"])
def watched(engine, request):
    """A campaign of one platform, whose ten writers all work in the first days of the period."""
    with on(date(2025, 9, 1)), transaction(engine) as connection:
        connection.execute(table_of(CataloguePlatform).insert(), [{"key": "inkwell", "name": "Inkwell"}])
        organizer = an_organizer(connection)
        campaign = a_campaign(connection, organizer, platforms=["inkwell"], first_on=request.param)
        writers = [a_writer(connection) for _ in range(CHOSEN)]
        join_vouched(connection, organizer, campaign, *writers)
        for writer in writers:
            platform = platforms.find_or_log(connection, writer, "Inkwell", catalogue_key="inkwell")
            said = ContractCreate(platform_id=platform.id, name="Scenes")
            contract = contracts.log(connection, writer, said)
            a_task(connection, writer, contract_id=contract.id, worked_on=BEGINS + timedelta(days=1))
        yield connection, organizer, campaign


def seen(watched):
    connection, organizer, campaign = watched
    renew_coverage(connection)
    found = coverage.get(connection, organizer, campaign.id)
    return found.active_count, [
        (one.platform, one.least_count) for one in coverage.by_platform(connection, organizer, campaign.id)
    ]


def test_no_count_is_of_the_first_days_of_a_period(watched):
    for week in range(2):
        with on(MONDAY + timedelta(weeks=week)):
            assert seen(watched) == (0, [])


def test_it_is_of_two_weeks_at_least(watched):
    with on(MONDAY + timedelta(weeks=2)):
        assert MONDAY + timedelta(weeks=2) - BEGINS >= timedelta(days=DAYS_TO_CLOSE)
        assert seen(watched) == (10, [("inkwell", 10)])


def test_a_period_is_counted_until_it_is_closed(watched):
    with on(date(2026, 4, 6)):
        assert seen(watched) == (10, [("inkwell", 10)])
    with on(date(2026, 4, 20)):
        assert seen(watched) == (0, [])

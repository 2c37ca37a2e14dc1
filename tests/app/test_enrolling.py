"""What a writer is told before her yes, beside what the yes then does, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.http.enrolling import preview
from app.http.failures import FEW_SOURCES, REMEMBERED, Failures
from app.store import enrolments
from reports.fixed_periods import closes_at
from tests.app.campaign_factories import a_campaign, a_link, an_organizer, codes
from tests.app.conftest import NOW
from tests.app.store_factories import a_writer

LENGTHS = ("month", "quarter", "half_year", "year")


@pytest.mark.parametrize("before", LENGTHS)
@pytest.mark.parametrize("after", LENGTHS)
def test_the_preview_is_what_the_yes_does_on_every_side_of_a_period(connection, before, after):
    with clock.frozen(datetime(2026, 1, 5, tzinfo=UTC)):
        organizer = an_organizer(connection)
        pair = [a_campaign(connection, organizer, period_length=length) for length in (before, after)]
        sheets = [codes(connection, organizer, campaign) for campaign in pair]
    mine = a_writer(connection)
    for turn, day in enumerate(
        datetime(2026, month, number, tzinfo=UTC) for month in range(1, 13) for number in (13, 14, 20)
    ):
        campaign, sheet = pair[turn % 2], sheets[turn % 2]
        with clock.frozen(day):
            seen = preview(connection, mine, campaign)
            joined = enrolments.enrol_by_code(connection, mine, sheet.pop(), 1)
        rows = {one.campaign_id: one for one in enrolments.list_all(connection, mine)[::-1]}
        assert (seen.period.start, seen.is_enrolled) == (joined.starts_on, False)
        assert seen.closes_on == closes_at(seen.period).date()
        if seen.ending and seen.ending.stops_on:
            assert rows[seen.ending.campaign.id].ends_on == seen.ending.stops_on
        elif seen.ending:
            still = [
                one for one in enrolments.list_all(connection, mine) if one.starts_on == joined.starts_on
            ]
            assert still == [joined]


def test_a_code_after_a_link_ends_nothing(connection):
    with clock.frozen(NOW):
        organizer, mine = an_organizer(connection), a_writer(connection)
        campaign = a_campaign(connection, organizer)
        assert not preview(connection, mine, campaign).is_enrolled
        enrolments.enrol_by_link(connection, mine, a_link(connection, organizer, campaign), 1)
        seen = preview(connection, mine, campaign)
        assert (seen.is_enrolled, seen.is_counted, seen.ending) == (True, False, None)
        assert preview(connection, None, campaign).period == seen.period
        enrolments.enrol_by_code(connection, mine, codes(connection, organizer, campaign)[0], 1)
        assert preview(connection, mine, campaign).is_counted


def test_failures_are_forgotten_after_an_hour_and_never_kept_of_too_many():
    failures = Failures()
    with clock.frozen(NOW):
        for _ in range(4):
            failures.add("192.0.2.1")
        failures.check("192.0.2.1")
    with clock.frozen(NOW + REMEMBERED):
        for number in range(FEW_SOURCES):
            failures.add(f"192.0.2.{number}")
        failures.check("192.0.2.1")
        assert len(failures._failed) == FEW_SOURCES
    with clock.frozen(NOW + 3 * REMEMBERED):
        for source in ("198.51.100.1", "198.51.100.2"):
            failures.add(source)
        assert len(failures._failed) == 2


def test_memory_lists_no_source():
    failures = Failures()
    failures.add("192.0.2.1")
    assert "192.0.2" not in str(vars(failures))


def test_a_wait_ends_to_the_second():
    failures = Failures()
    with clock.frozen(NOW):
        for _ in range(7):
            failures.add("x")
    with clock.frozen(NOW + timedelta(seconds=4)):
        failures.check("x")

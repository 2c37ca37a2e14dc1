"""What a phone writes down when its clock is put forward or back, at midnight, and in another zone than its log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.stories.phones import (
    start_log,
    start_timer,
    stop_timer,
    unsent,
    wait_until_kept,
    wait_until_rested,
)

pytestmark = pytest.mark.browser

#: The clock of the phone stands where the test says, and runs on from there.
CLOCK = """
const Real = Date, opened = Real.now();
const shown = () => Number(sessionStorage.getItem("from") ?? opened) + (Real.now() - Number(sessionStorage.getItem("since") ?? opened));
Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(shown()); }
  static now() { return shown(); }
};
"""
SET = """(at) => { sessionStorage.setItem("from", at); sessionStorage.setItem("since",
  performance.timeOrigin + performance.now()); }"""
#: When clocks go forward and back, by zone: half an hour in Lord Howe, at midnight in Havana.
CHANGES = {
    "America/New_York": ("2026-03-08T07:00Z", "2026-11-01T06:00Z"),
    "Europe/London": ("2026-03-29T01:00Z", "2026-10-25T01:00Z"),
    "America/Havana": ("2026-03-08T05:00Z", "2026-11-01T05:00Z"),
    "Australia/Lord_Howe": ("2026-10-03T15:30Z", "2026-04-04T15:00Z"),
    "Pacific/Auckland": ("2026-09-26T14:00Z", "2026-04-04T14:00Z"),
    "America/Los_Angeles": ("2026-03-08T10:00Z", "2026-11-01T09:00Z"),
}
ZONES = pytest.mark.parametrize(
    "zone",
    [
        zone
        if zone in {"America/New_York", "Australia/Lord_Howe"}
        else pytest.param(zone, marks=pytest.mark.long)
        for zone in CHANGES
    ],
)


def without_a_network(page):
    """Today as it was kept, on a phone whose clock the test moves."""
    start_log(page)
    page.context.set_offline(True)
    page.context.add_init_script(CLOCK)
    page.reload()
    page.locator("[data-pill]").wait_for()
    return page


def timed(page, begins, ends):
    """What the phone keeps of a timer that runs from one instant to the other."""
    page.evaluate(SET, begins.timestamp() * 1000)
    start_timer(page, "Timed")
    page.locator("[data-timer]:not([hidden])").wait_for()
    wait_until_rested(page)
    page.evaluate(SET, ends.timestamp() * 1000)
    stop_timer(page)
    page.locator(".run.idle:not([hidden])").wait_for()
    wait_until_rested(page)
    return unsent(page)[-1]["body"]


def is_true(body, begins, ends, zone):
    """Whether it is what the instants and the zone say, to the two seconds a test takes."""
    start, end = (datetime.fromisoformat(body[name]) for name in ("started_at", "ended_at"))
    slack = timedelta(seconds=2)
    return (
        begins <= start <= begins + slack
        and ends <= end <= ends + slack
        and body["seconds"] == (end - start).total_seconds()
        and body["worked_on"] == start.astimezone(ZoneInfo(zone)).date().isoformat()
    )


@ZONES
def test_a_timer_over_a_change_of_the_clock_is_as_long_as_it_was(open_page, zone):
    page = without_a_network(open_page(timezone_id=zone))
    for change in CHANGES[zone]:
        moment = datetime.fromisoformat(change)
        before, after = (datetime.fromtimestamp(moment.timestamp() + by, ZoneInfo(zone)) for by in (-1, 0))
        assert before.utcoffset() != after.utcoffset(), "the clock is changed then"
        for begins, ends in (
            (moment - timedelta(minutes=40), moment + timedelta(minutes=50)),
            (moment - timedelta(minutes=1), moment + timedelta(minutes=1)),
            (moment - timedelta(hours=3), moment - timedelta(minutes=1)),
        ):
            assert is_true(timed(page, begins, ends), begins, ends, zone), (change, begins)


@ZONES
def test_a_timer_over_midnight_counts_on_the_day_it_was_started(open_page, zone):
    page = without_a_network(open_page(timezone_id=zone))
    midnight = datetime(2026, 6, 11, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    begins, ends = midnight - timedelta(minutes=5), midnight + timedelta(minutes=25)
    body = timed(page, begins, ends)
    assert is_true(body, begins, ends, zone)
    assert body["worked_on"] == "2026-06-10"


def test_a_phone_that_flies_keeps_the_days_of_its_log(open_page):
    page = open_page(timezone_id="America/New_York")
    start_log(page)
    state = page.context.storage_state()
    page.context.close()
    landed = open_page(timezone_id="Asia/Manila", storage_state=state)
    landed.goto("/today")
    landed.evaluate("navigator.serviceWorker.ready.then(() => true)")
    landed.reload()
    wait_until_kept(landed)
    landed.context.set_offline(True)
    landed.context.add_init_script(CLOCK)
    landed.reload()
    begins = datetime(
        2026, 6, 11, 1, 0, tzinfo=UTC
    )  # nine in the morning in Manila, the evening before in New York
    ends = begins + timedelta(minutes=30)
    body = timed(landed, begins, ends)
    assert is_true(body, begins, ends, "America/New_York")
    assert body["worked_on"] == "2026-06-10"

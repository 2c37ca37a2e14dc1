"""A timer on a phone without a network: switched, counted, forgotten, stopped elsewhere; and what follows from it."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.stories.phones import (
    ask,
    pill,
    rows,
    save_past,
    start_log,
    start_timer,
    stop_timer,
    unsent,
    wait_for_pill,
    wait_until,
    wait_until_rested,
)

pytestmark = pytest.mark.browser

BACK = "dispatchEvent(new Event('online'))"
CARD = "[data-timer]:not([hidden])"


def started(page, kind):
    """A log with a timer that the server knows."""
    start_log(page)
    start_timer(page, kind)
    page.locator(f"{CARD}:not([data-unsent])", has_text=kind).wait_for()
    return page


def back(page):
    page.context.set_offline(False)
    ask(page, BACK)
    wait_for_pill(page, "Saved")


def wait_until_kept_here(page, count):
    wait_for_pill(page, f"Saved here, {count} to send")
    wait_until_rested(page)


def test_switches_without_a_network_stop_what_they_leave(open_page, database):
    page = start_log(open_page())
    for kind in ("Second", "Third"):
        with page.expect_navigation():
            save_past(page, kind, "15")
    start_timer(page, "First")
    page.locator(f"{CARD}:not([data-unsent])", has_text="First").wait_for()
    page.context.set_offline(True)
    for count, kind in ((2, "Second"), (3, "Third")):
        page.wait_for_timeout(1200)
        page.locator(".starts button", has_text=kind).click()
        page.locator(CARD, has_text=kind).wait_for()
        wait_until_kept_here(page, count)
    page.wait_for_timeout(1200)
    stop_timer(page)
    page.locator(".run.idle:not([hidden])").wait_for()
    assert pill(page) == "Saved here, 3 to send"
    back(page)
    page.goto("/today")
    assert page.locator("[data-timer]").count() == 0
    timed = [
        next(row for row in rows(database, kind) if row["source"] == "timer")
        for kind in ("First", "Second", "Third")
    ]
    assert len(rows(database, "First")) == 1
    times = [datetime.fromisoformat(row[name]) for row in timed for name in ("started_at", "ended_at")]
    assert times == sorted(times)
    assert times[1] == times[2]
    assert times[3] == times[4]


def test_tasks_counted_without_a_network_are_all_kept(open_page, database):
    page = started(open_page(), "Counted")
    page.context.set_offline(True)
    for count in ("1 unit", "2 units", "3 units"):
        page.locator(CARD).get_by_role("button", name="Add one unit").click()
        page.locator(CARD).get_by_text(count, exact=True).wait_for()
        wait_until_rested(page)
    stop_timer(page)
    page.locator(".run.idle:not([hidden])").wait_for()
    start_timer(page, "Counted from the start")
    card = page.locator(CARD, has_text="Counted from the start")
    for count in ("0 units", "1 unit"):
        card.get_by_text(count, exact=True).wait_for()
        card.get_by_role("button", name="Add one unit").click()
        wait_until_rested(page)
    stop_timer(page)
    wait_until_kept_here(page, 2)
    back(page)
    assert [row["units"] for row in rows(database, "Counted")] == [3]
    assert [row["units"] for row in rows(database, "Counted from the start")] == [2]


def test_a_page_left_open_asks_whether_she_still_works(open_page, database):
    page = started(open_page(), "Forgotten")
    assert page.locator(".forgotten").count() == 0
    page.context.set_offline(True)
    page.evaluate(
        """() => Object.assign(document.querySelector("[data-timer]").dataset, {
          started: new Date(Date.now() - 14 * 3600e3 - 60e3).toISOString(), asks: new Date(Date.now() - 1000).toISOString() })"""
    )
    page.get_by_text("Still working? This has run for 14 h 1 min.").wait_for()
    page.get_by_role("button", name="Yes, go on").click()
    page.locator(".forgotten").wait_for(state="detached")
    page.evaluate(
        "document.querySelector('[data-timer]').dataset.asks = new Date(Date.now() - 1000).toISOString()"
    )
    page.get_by_role("button", name="No, save 2 h").click()
    page.locator(".run.idle:not([hidden])").wait_for()
    [stop] = unsent(page)
    assert stop["body"]["seconds"] == 7200


def test_work_of_more_than_a_day_is_refused_before_a_stop_is_kept(open_page, database):
    page = started(open_page(), "A day too long")
    page.goto(f"/timer/{page.locator(CARD).get_attribute('data-id')}/stop")
    field, note = page.locator("[name=typed_duration]"), page.locator("[name=note]")
    read_back = page.locator("#typed_duration-back")
    field.fill("99999")
    assert read_back.inner_text() == ""
    field.fill("23h")
    assert read_back.inner_text() == "= 23 h"
    note.fill("kept")
    field.fill("25h")
    for is_offline in (True, False):
        page.context.set_offline(is_offline)
        page.locator("form[data-entry=stop] button.btn.full").click()
        said = "[data-told]" if is_offline else ".problem"
        page.locator(said, has_text="A day has 24 hours. Please split longer work over its days.").wait_for()
        assert (field.input_value(), note.input_value()) == ("25h", "kept")
        assert unsent(page) == []
    assert rows(database, "A day too long") == []


def test_a_timer_stopped_elsewhere_keeps_what_was_said_of_it_without_a_network(open_page, database):
    page = started(open_page(), "Two phones")
    page.context.set_offline(True)
    page.get_by_role("button", name="Unpaid", exact=True).click()
    wait_until_kept_here(page, 1)
    other = page.context.browser.new_context(storage_state=page.context.storage_state())
    laptop = other.new_page()
    laptop.goto(page.url)
    with laptop.expect_navigation():
        stop_timer(laptop)
    other.close()
    back(page)
    assert unsent(page) == []
    [row] = rows(database, "Two phones")
    assert not row["is_paid"]
    assert row["source"] == "timer"


def test_the_queue_says_what_the_server_says(open_page):
    page = start_log(open_page())
    said = {"title": "Forbidden", "detail": "Your log has all the entries it can hold.", "code": "too_many"}
    page.route("**/api/v1/entries/*", lambda route: route.fulfill(status=403, json=said))
    page.evaluate("HTMLFormElement.prototype.submit = () => {}")
    save_past(page, "One too many")
    wait_for_pill(page, "Saved here, 1 to correct")
    page.goto("/queue")
    page.locator("li", has_text="One too many").get_by_text(said["detail"]).wait_for()


def test_the_queue_asks_for_a_choice_where_there_are_two_versions(open_page):
    page = start_log(open_page())
    page.evaluate(
        """async () => {
          const { add } = await import("/static/outbox.js");
          const { log } = document.body.dataset;
          const record = { log, id: "e", what: "edit", path: "/api/v1/entries/e", method: "PUT", label: "Scenes" };
          const answer = { present: { id: "e", kind: "Scenes", revision: 3, worked_on: "2026-11-12" } };
          await add({ ...record, of: "2026-11-12", body: { kind: "Other scenes" }, state: "conflict", answer });
        }"""
    )
    page.goto("/queue")
    page.get_by_text("Of an entry with two versions, choose the right one.").wait_for()
    expect(page.get_by_text("They are sent by themselves")).to_be_hidden()


def test_a_refused_start_is_corrected_and_keeps_its_start(open_page, database):
    page = start_log(open_page())
    page.context.set_offline(True)
    start_timer(page, "Refused")
    wait_until_kept_here(page, 1)
    [record] = unsent(page)
    page.route(
        "**/api/v1/timers/*", lambda route: route.fulfill(status=422, json={"title": "No", "detail": "No."})
    )
    page.context.set_offline(False)
    ask(page, BACK)
    wait_for_pill(page, "Saved here, 1 to correct")
    page.unroute("**/api/v1/timers/*")
    page.goto("/queue")
    page.get_by_role("link", name="Correct", exact=True).click()
    page.locator(".run.idle .wrong", has_text="No.").wait_for()
    page.wait_for_timeout(1200)
    page.locator(".run.idle [name=kind]").fill("Taken")
    page.locator(".run.idle button.stop").click()
    card = page.locator(f"{CARD}:not([data-unsent])", has_text="Taken")
    card.wait_for()
    begun = datetime.fromisoformat(card.get_attribute("data-started"))
    assert begun == datetime.fromisoformat(record["body"]["started_at"])
    assert unsent(page) == []


def test_a_change_that_waited_behind_a_conflict_is_built_on_what_was_chosen(open_page):
    page = start_log(open_page())
    found = page.evaluate(
        """async () => {
          const { add, all, amend } = await import("/static/outbox.js");
          const log = document.body.dataset.log + "-other"; // nothing here is sent
          const record = { log, id: "e", what: "edit", path: "/api/v1/entries/e", method: "PUT", label: "e" };
          await add({ ...record, body: { kind: "one" }, tried: true, ifMatch: "3" });
          await add({ ...record, body: { kind: "two" } });
          const [first, later] = await all();
          await amend(first.seq, { id: "new" }, "7");
          return [later.ifMatch, (await all())[1].ifMatch];
        }"""
    )
    assert found == ["prior", "7"]


def test_a_change_that_waited_behind_what_came_to_nothing_is_of_the_page_it_was_made_on(open_page):
    """An implied stop that finds the timer stopped elsewhere is let go of; so is what she throws away."""
    page = start_log(open_page())
    found = page.evaluate(
        """async () => {
          const { add, all, remove } = await import("/static/outbox.js");
          const log = document.body.dataset.log + "-other"; // nothing here is sent
          const record = { log, id: "e", path: "/api/v1/entries/e", method: "PUT", label: "e" };
          await add({ ...record, what: "stop", body: { seconds: 60 }, tried: true, isImplied: true });
          await add({ ...record, what: "edit", body: { note: "two" }, ifMatch: "3" });
          const [first] = await all();
          await remove(first.seq);
          return (await all()).map((one) => one.ifMatch);
        }"""
    )
    assert found == ["3"]


@pytest.mark.parametrize("way", ["by script", "by form"])
def test_the_kept_page_of_an_entry_says_what_was_saved_last(open_page, way):
    page = start_log(open_page())
    save_past(page, "Kept before")
    page.wait_for_url("**/today?saved=*")
    address = page.locator("a[href^='/work/entries/']").first.get_attribute("href")
    page.goto(address)
    kept = (
        f"caches.match('{address}').then((found) => found?.text()).then((text) => !!text?.includes('WORD'))"
    )
    wait_until(page, kept.replace("WORD", "Kept before"))
    form = page.locator("form[data-entry=edit]")
    form.locator("[name=kind]").fill("Kept after")
    if way == "by script":
        form.get_by_role("button", name="Save changes").click()
    else:
        form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    page.wait_for_url("**/work?saved=entry*")
    page.goto("/today")
    wait_until(page, kept.replace("WORD", "Kept after"))
    page.context.set_offline(True)
    page.goto(address)
    assert page.locator("form[data-entry=edit] [name=kind]").input_value() == "Kept after"


def test_a_timer_that_another_phone_ended_says_so_when_there_is_a_network(open_page):
    page = start_log(open_page())
    page.context.set_offline(True)
    start_timer(page, "Mine")
    page.locator(CARD, has_text="Mine").wait_for()
    wait_until_kept_here(page, 1)
    other = page.context.browser.new_context(storage_state=page.context.storage_state())
    second = other.new_page()
    second.goto(page.url)
    page.wait_for_timeout(1200)
    start_timer(second, "Hers")
    second.locator(f"{CARD}:not([data-unsent])", has_text="Hers").wait_for()
    other.close()
    back(page)
    page.get_by_text("when “Hers” was started on another phone").wait_for()
    page.locator(CARD, has_text="Hers").wait_for()

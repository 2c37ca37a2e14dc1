"""What a new writer met on her phone: refused work that is corrected, hidden amounts without a network, leaving."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.web.forms import typed_duration
from tests.app.test_typed import AMOUNTS, NO_AMOUNTS
from tests.stories.phones import (
    fill_past,
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
from tests.stories.test_screens import violations

pytestmark = pytest.mark.browser

REFUSAL = {"title": "Unprocessable Content", "detail": "No.", "code": "invalid"}


def test_amounts_are_hidden_and_the_copies_are_made_again(open_page):
    page = start_log(open_page())
    for path in ("/work", "/payments", "/you"):
        page.goto(path)
    for pressed in ("true", "false"):
        page.get_by_role("button", name="Hide amounts").click()
        page.locator(f"[action='/you/amounts'] [aria-pressed={pressed}]").wait_for()
        for path in ("/work", "/payments", "/today"):
            wait_until(page, f"caches.match('{path}').then((found) => !!found)")
        page.context.set_offline(True)
        for path in ("/work", "/payments", "/today"):
            page.goto(path)
            assert page.locator("h1").inner_text() != "No connection"
            assert page.locator(f"[action='/you/amounts'] [aria-pressed={pressed}]").count() == 1
        page.context.set_offline(False)
        page.goto("/you")


def test_hiding_amounts_without_a_network_takes_no_copy_away(open_page):
    page = start_log(open_page())
    page.context.set_offline(True)
    page.get_by_role("button", name="Hide amounts").click()
    page.get_by_text("Amounts can be hidden or shown once there is a connection.").wait_for()
    page.reload()
    page.get_by_role("heading", name="Add past work").wait_for()


def test_what_was_refused_and_left_is_corrected_from_the_queue(open_page, database):
    page = start_log(open_page())
    save_past(page, "Full day, one", "120")
    page.wait_for_url("**/today?saved=*")
    form = page.locator("form[data-entry=past]")
    fill_past(page, "Full day, two", "typed")
    form.locator("[name=typed_duration]").fill("23h")
    form.locator("[name=pay]").fill("40.50")
    form.locator("button.btn.full").first.click()
    page.get_by_text("There is a problem").wait_for()

    # She walks away from it.
    page.goto("/today")
    wait_for_pill(page, "Saved here, 1 to correct")
    page.goto("/queue")
    page.get_by_text("What could not be taken waits for you").wait_for()
    expect(page.get_by_text("They are sent by themselves")).to_be_hidden()
    assert violations(page) == []
    page.get_by_role("link", name="Correct", exact=True).click()
    page.wait_for_url("**/today#correct-*")
    page.locator("form[data-entry=past] .wrong", has_text="more than 24 hours").wait_for()
    assert page.evaluate("document.activeElement.id") == "typed_duration"
    assert violations(page) == []
    assert form.locator("[name=kind]").input_value() == "Full day, two"
    assert form.locator("[name=typed_duration]").input_value() == "23:00"
    assert form.locator("[name=pay]").input_value() == "40.50"
    form.locator("[name=typed_duration]").fill("1:30")
    form.locator("button.btn.full").first.click()
    page.wait_for_url("**/today?saved=*")
    assert unsent(page) == []
    [kept] = rows(database, "Full day, two")
    assert (kept["seconds"], kept["expected_minor"]) == (5400, 4050)


def test_what_was_refused_is_thrown_away_after_a_question(open_page):
    page = start_log(open_page())
    fill_past(page, "Not so", "typed")
    page.locator("[name=typed_duration]").fill("25h")
    page.evaluate("navigator.__defineGetter__('onLine', () => false)")
    page.locator("[name=typed_duration]").fill("23h59")
    page.locator("form[data-entry=past] button.btn.full").first.click()
    page.wait_for_url("**/today?saved=*")
    fill_past(page, "Too much", "120")
    page.locator("form[data-entry=past] button.btn.full").first.click()
    page.get_by_text("There is a problem").wait_for()
    page.goto("/queue")
    page.get_by_role("button", name="Throw away").click()
    page.get_by_role("button", name="Really throw it away").click()
    page.get_by_text("Everything is sent", exact=True).wait_for()
    assert unsent(page) == []


def test_deleting_everything_asks_about_what_is_unsent_in_its_own_words(open_page):
    page = start_log(open_page())
    page.context.route("**/api/v1/**", lambda route: route.abort())
    save_past(page, "Unsent")
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/you/data")
    page.get_by_label("Type DELETE to delete everything").fill("DELETE")
    page.get_by_role("button", name="Delete everything for good").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("It is deleted with everything else").wait_for()
    assert "Sign" not in dialog.inner_text()
    dialog.get_by_role("button", name="Delete everything all the same").click()
    page.get_by_role("heading", name="Everything is deleted").wait_for()


def test_a_phone_reads_amounts_and_times_as_the_server_does(open_page):
    page = start_log(open_page())
    texts = [*AMOUNTS, *NO_AMOUNTS]
    read = page.evaluate(
        """async (texts) => { const { minorOf } = await import("/static/reading.js");
        return texts.map((text) => minorOf(text, "USD")); }""",
        texts,
    )
    # A phone leaves amounts under nothing to the server.
    assert dict(zip(texts, read, strict=True)) == {**dict.fromkeys(NO_AMOUNTS), **AMOUNTS, "-$3": None}
    lengths = [1, 15, 59, 60, 90, 725, 1500, 3605, 4800, 86_399]
    typed = page.evaluate(
        """async (lengths) => { const { secondsOf, typedOf } = await import("/static/reading.js");
        return lengths.map((length) => [typedOf(length), secondsOf(typedOf(length))]); }""",
        lengths,
    )
    assert typed == [[typed_duration(length), length] for length in lengths]


def test_the_zone_of_this_phone_is_offered_first(open_page):
    page = start_log(open_page(timezone_id="Asia/Manila"))
    page.goto("/work/new")
    assert page.evaluate("document.querySelector('#zones').options[0].value") == "Asia/Manila"


def test_a_refused_change_of_an_entry_is_corrected_on_its_own_page(open_page, database):
    page = start_log(open_page())
    save_past(page, "Before")
    page.wait_for_url("**/today?saved=*")
    page.locator("a[href^='/work/entries/']", has_text="Before").click()
    form = page.locator("form[data-entry=edit]")
    form.locator("[name=kind]").fill("After")
    form.locator("[name=duration]").fill("23h59")
    page.route("**/api/v1/entries/*", lambda route: route.fulfill(status=422, json=REFUSAL))
    page.evaluate(
        "HTMLFormElement.prototype.submit = () => {}"
    )  # she walked away before the form's own answer
    form.get_by_role("button", name="Save changes").click()
    wait_for_pill(page, "Saved here, 1 to correct")
    page.unroute("**/api/v1/entries/*")
    page.goto("/queue")
    page.get_by_role("link", name="Correct", exact=True).click()
    page.wait_for_url("**/work/entries/*#correct-*")
    page.locator("form[data-entry=edit] .wrong", has_text="No.").wait_for()
    assert form.locator("[name=kind]").input_value() == "After"
    assert form.locator("[name=duration]").input_value() == "23:59"
    form.locator("[name=duration]").fill("1:10")
    form.get_by_role("button", name="Save changes").click()
    page.wait_for_url("**/work?saved=entry*")
    assert unsent(page) == []
    assert [row["seconds"] for row in rows(database, "After")] == [4200]


def test_what_was_refused_and_then_saved_by_its_form_is_not_to_correct_any_more(open_page, database):
    page = start_log(open_page())
    save_past(page, "Said wrong")
    page.wait_for_url("**/today?saved=*")
    page.locator("a[href^='/work/entries/']", has_text="Said wrong").click()
    form = page.locator("form[data-entry=edit]")
    form.locator("[name=kind]").fill("Said right")
    page.route("**/api/v1/entries/*", lambda route: route.fulfill(status=422, json=REFUSAL))
    form.get_by_role("button", name="Save changes").click()
    page.wait_for_url("**/work?saved=entry*")
    wait_for_pill(page, "Saved")
    assert unsent(page) == []
    assert len(rows(database, "Said right")) == 1


def test_a_refused_stop_is_corrected_and_its_timer_runs_no_longer(open_page, database):
    page = start_log(open_page())
    with page.expect_navigation():
        start_timer(page, "Timed")
    page.locator("[data-timer]:not([hidden])", has_text="Timed").wait_for()
    page.evaluate(
        "document.querySelector('[data-timer]').dataset.started = new Date(Date.now() - 12e4).toISOString()"
    )
    page.context.set_offline(True)
    stop_timer(page)
    wait_for_pill(page, "Saved here, 1 to send")
    wait_until_rested(page)  # a form that still waits would go its old way when it hears of the refusal
    page.route("**/api/v1/entries/*", lambda route: route.fulfill(status=422, json=REFUSAL))
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_for_pill(page, "Saved here, 1 to correct")
    page.unroute("**/api/v1/entries/*")
    page.goto("/queue")
    page.get_by_role("link", name="Correct", exact=True).click()
    form = page.locator("form[data-entry=past]")
    form.locator(".wrong", has_text="No.").wait_for()
    assert form.locator("[name=kind]").input_value() == "Timed"
    form.locator("[name=typed_duration]").fill("1")
    form.locator("button.btn.full").first.click()
    page.wait_for_url("**/today?saved=*")
    assert unsent(page) == []
    [kept] = rows(database, "Timed")
    assert kept["seconds"] == 60
    assert page.locator("[data-timer]:not([hidden])").count() == 0

"""A phone without a network: it logs, shows, keeps and sends; and what it never keeps."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.stories.phones import (
    ask,
    fill_past,
    is_true,
    pill,
    rows,
    save_past,
    sign_out_and_lose,
    start_log,
    start_timer,
    stop_timer,
    unsent,
    wait_for_pill,
    wait_until,
    wait_until_entry_kept,
    wait_until_kept,
    wait_until_rested,
)
from tests.stories.test_screens import violations

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map((one) => one.url);
  return found;
}"""


def path_of(url):
    return "/" + url.split("/", 3)[3]


def offline(page):
    page.context.set_offline(True)


def online(page):
    page.context.set_offline(False)
    ask(page, "dispatchEvent(new Event('online'))")


def shown_seconds(page):
    hours, minutes, seconds = page.locator("[data-elapsed]").first.inner_text().strip().split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def test_after_one_visit_a_phone_logs_without_a_network(open_page, database):
    page = start_log(open_page())
    save_past(page, "Before")
    page.wait_for_url("**/today?saved=*")
    offline(page)

    # She adds past work: it stands in the day, marked.
    save_past(page, "Past, offline")
    row = page.locator("li", has_text="Past, offline")
    row.wait_for()
    assert "here, not sent" in row.inner_text()
    page.get_by_text("Saved here. It will be sent when there is a connection.").wait_for()

    # She starts the timer, switches, and stops.
    start_timer(page, "First, offline")
    page.locator("[data-timer]:not([hidden])", has_text="First, offline").wait_for()
    page.wait_for_timeout(3300)
    page.locator("li", has_text="Before").get_by_role("button").first.click()
    page.locator("[data-timer]:not([hidden])", has_text="Before").wait_for()
    assert page.locator("[data-timer]:not([hidden])").count() == 1
    page.wait_for_timeout(1200)
    stop_timer(page)
    page.locator(".run.idle:not([hidden])").wait_for()
    assert is_true(page)
    assert pill(page) == "Saved here, 3 to send"

    # A reload keeps all of it, and says that the page is a copy.
    page.reload()
    page.locator("li", has_text="Past, offline").wait_for()
    assert pill(page) == "Saved here, 3 to send"
    assert "No connection. This is the copy of" in page.locator("[data-told]").inner_text()

    # The queue says what waits, since when and why.
    page.goto("/queue")
    for label in ("Past, offline", "First, offline", "Before"):
        assert "No connection" in page.locator("li", has_text=label).inner_text()

    # With the network each is sent once.
    online(page)
    wait_for_pill(page, "Saved")
    page.get_by_text("Everything is sent", exact=True).wait_for()
    found = {kind: rows(database, kind) for kind in ("Past, offline", "First, offline", "Before")}
    assert {kind: len(them) for kind, them in found.items()} == {
        "Past, offline": 1,
        "First, offline": 1,
        "Before": 2,
    }
    first = found["First, offline"][0]
    assert first["source"] == "timer"
    assert 3 <= first["seconds"] <= 10


def test_an_entry_is_changed_without_a_network(open_page, database):
    page = start_log(open_page())
    save_past(page, "Typo")
    page.wait_for_url("**/today?saved=*")
    wait_until_entry_kept(page)
    offline(page)
    page.locator("a[href^='/work/entries/']").first.click()
    form = page.locator("form[data-entry=edit]")
    form.locator("[name=kind]").fill("Typed right")
    page.get_by_text("Held back, and currency").click()
    form.locator("[name=currency]").fill("EUR")
    form.get_by_role("button", name="Save changes").click()
    page.get_by_text("can only be changed with a connection").wait_for()
    form.locator("[name=currency]").fill("")
    page.get_by_text("How it was").click()
    form.get_by_label("5 crushing").check(force=True)
    form.get_by_role("button", name="Save changes").click()
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/today")
    page.locator("a[href^='/work/entries/']", has_text="here, not sent").wait_for()
    online(page)
    wait_for_pill(page, "Saved")
    assert rows(database, "Typo") == []
    assert [row["toll"] for row in rows(database, "Typed right")] == [5]


def test_an_entry_has_one_copy_and_it_is_the_newest(open_page):
    page = start_log(open_page())
    save_past(page, "Older words")
    page.wait_for_url("**/today?saved=*")
    address = page.locator("a[href^='/work/entries/']").first.get_attribute("href")
    page.goto(f"{address}?saved=note")  # where a note leads that looks like content
    form = page.locator("form[data-entry=edit]")
    wait_until(page, f"caches.match('{address}', {{ ignoreSearch: true }}).then((found) => !!found)")
    form.locator("[name=kind]").fill("Newer words")
    form.get_by_role("button", name="Save changes").click()
    page.wait_for_url(re.compile(r"^((?!/work/entries/).)*$"))
    page.goto("/today")
    newer = "found?.text()).then((text) => !!text?.includes('Newer words'))"
    wait_until(page, f"caches.match('{address}').then((found) => {newer}")
    offline(page)
    page.goto(f"{address}?saved=note")
    assert page.locator("form[data-entry=edit] [name=kind]").input_value() == "Newer words"
    kept = [path_of(url) for urls in page.evaluate(KEPT).values() for url in urls]
    assert [path for path in kept if path.startswith(address)] == [address]


def test_an_amount_that_waits_is_hidden_with_the_others_and_sent_as_it_was_typed(open_page, database):
    page = start_log(open_page())
    save_past(page, "Paid quietly")
    page.wait_for_url("**/today?saved=*")
    address = page.locator("a[href^='/work/entries/']").first.get_attribute("href")
    with page.expect_navigation():
        page.get_by_role("button", name="Hide amounts").click()
    page.goto(address)
    wait_until(page, f"caches.match('{address}').then((found) => !!found)")
    offline(page)
    form = page.locator("form[data-entry=edit]")
    form.locator("[name=pay]").fill("40")
    form.get_by_role("button", name="Save changes").click()
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/today")
    page.goto(address)
    wait_until(page, "document.querySelector('[name=pay]').placeholder === '•••'")
    assert form.locator("[name=pay]").input_value() == ""
    form.locator("[name=duration]").fill("50")
    form.get_by_role("button", name="Save changes").click()
    page.get_by_text("It will be sent when there is a connection").wait_for()
    online(page)
    wait_for_pill(page, "Saved")
    [row] = rows(database, "Paid quietly")
    assert (row["expected_minor"], row["seconds"]) == (4000, 3000)


def test_two_changes_of_one_entry_without_a_network_are_both_kept(open_page, database):
    page = start_log(open_page())
    save_past(page, "Twice changed")
    page.wait_for_url("**/today?saved=*")
    wait_until_entry_kept(page)
    address = page.locator("a[href^='/work/entries/']").first.get_attribute("href")
    offline(page)
    page.goto(address)
    form = page.locator("form[data-entry=edit]")
    form.locator("[name=duration]").fill("50")
    page.get_by_text("How it was").click()
    form.get_by_label("5 crushing").check(force=True)
    form.get_by_role("button", name="Save changes").click()
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/today")
    page.goto(address)
    form = page.locator("form[data-entry=edit]")
    wait_until(page, "document.querySelector('form[data-entry=edit] [name=duration]').value === '50'")
    page.get_by_text("Name, platform and note").click()
    form.locator("[name=note]").fill("a hard one")
    form.get_by_role("button", name="Save changes").click()
    page.get_by_text("It will be sent when there is a connection").wait_for()
    online(page)
    wait_for_pill(page, "Saved")
    [row] = rows(database, "Twice changed")
    assert (row["seconds"], row["toll"], row["note"]) == (3000, 5, "a hard one")


def test_two_saves_at_once_and_a_request_sent_again_are_two_entries(open_page, database):
    page = start_log(open_page())
    other = page.context.new_page()
    other.goto("/today")
    sent = []
    page.context.on("request", lambda request: request.method == "PUT" and sent.append(request))
    offline(page)
    save_past(page, "At once, one")
    save_past(other, "At once, two")
    wait_for_pill(page, "Saved here, 2 to send")
    assert [len({row["id"] for row in unsent(page)}), len(unsent(page))] == [2, 2]
    sent.clear()
    page.context.set_offline(False)
    both = [tab.evaluate_handle("dispatchEvent(new Event('online'))") for tab in (page, other)]
    assert both
    wait_for_pill(page, "Saved")
    wait_for_pill(other, "Saved")
    for request in list(sent):
        again = page.request.fetch(
            request.url,
            method="PUT",
            data=request.post_data,
            headers={"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"},
        )
        assert again.status == 200
    assert [len(rows(database, f"At once, {name}")) for name in ("one", "two")] == [1, 1]


def test_a_timer_shows_the_right_time_after_its_tab_was_closed(open_page):
    page = start_log(open_page())
    start_timer(page, "Rank pairs")
    page.locator("[data-timer]").wait_for()
    begun = datetime.fromisoformat(page.locator("[data-timer]").get_attribute("data-started"))
    context = page.context
    page.close()
    time.sleep(2.5)
    page = context.new_page()
    page.goto("/today")
    expect(page).to_have_title(
        re.compile(r"^0:00:\d\d Rank pairs - Pagerate$")
    )  # the clock has begun to count
    assert abs(shown_seconds(page) - (datetime.now(UTC) - begun).total_seconds()) <= 1.5
    assert "running" in page.locator("link[rel=icon]").get_attribute("href")
    assert page.locator("[data-elapsed]").get_attribute("aria-live") == "off"


@pytest.mark.parametrize("wrong", [timedelta(hours=-1), timedelta(days=1), timedelta(days=-3653)], ids=str)
def test_a_wrong_clock_changes_neither_what_is_shown_nor_what_is_stored(open_page, database, wrong):
    page = open_page()
    shift = int(wrong.total_seconds() * 1000)
    page.context.add_init_script(
        f"""const Real = Date; const off = {shift};
        Date = class extends Real {{ constructor(...given) {{ given.length ? super(...given) : super(Real.now() + off); }}
          static now() {{ return Real.now() + off; }} }};"""
    )
    start_log(page)
    kind = f"Clock {wrong}"
    start_timer(page, kind)
    page.locator("[data-timer]").wait_for()
    page.wait_for_timeout(2500)
    assert 1 <= shown_seconds(page) <= 6  # what our answers say of the time is true to a second
    stop_timer(page)
    page.wait_for_url("**/today?saved=*")
    # Without a network too: what was learnt holds.
    offline(page)
    save_past(page, f"Past {kind}")
    wait_for_pill(page, "Saved here, 1 to send")
    online(page)
    wait_for_pill(page, "Saved")
    (timed,) = rows(database, kind)
    (past,) = rows(database, f"Past {kind}")
    assert abs(datetime.now(UTC) - instant(timed["started_at"])) < timedelta(minutes=1)
    assert 2 <= timed["seconds"] <= 8
    assert timed["worked_on"] == past["worked_on"]
    assert abs(datetime.now(UTC).date() - datetime.fromisoformat(past["worked_on"]).date()).days <= 1


def instant(stored):
    found = datetime.fromisoformat(str(stored))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def test_pages_of_the_log_are_kept_and_nothing_else(open_page):
    page = start_log(open_page())
    for path in ["/work", "/payments", "/real-pay", "/you", "/sample", "/method", "/help"]:
        page.goto(path)
    page.evaluate("fetch('/api/v1/report').then((answer) => answer.text())")
    page.goto("/today")
    wait_until_kept(page)
    for path in ["/work", "/payments", "/real-pay", "/queue"]:
        wait_until(page, f"caches.match('{path}').then((found) => !!found)")
    kept = page.evaluate(KEPT)
    pages = {path_of(url) for name, urls in kept.items() if name.startswith("pages-") for url in urls}
    assert {"/today", "/work", "/payments", "/real-pay", "/queue"} <= pages
    assert not [path for path in pages if path.startswith(("/you", "/sample", "/method", "/api", "/help"))]
    rest = {path_of(url) for name, urls in kept.items() if not name.startswith("pages-") for url in urls}
    assert {path for path in rest if not path.startswith("/static/")} == {
        "/offline",
        "/offline?unsent=yes",
        "/offline?answered=yes",
    }
    log = page.evaluate("document.body.dataset.log")
    assert [name for name in kept if name.startswith("pages-")] == [f"pages-{log}"]
    offline(page)
    page.goto("/you")
    assert page.locator("h1").inner_text() == "No connection"
    assert violations(page) == []


@pytest.mark.parametrize("wait", [False, True], ids=["everything sent", "something unsent"])
def test_signing_out_leaves_nothing_on_the_phone(open_page, wait, tmp_path):
    page = start_log(open_page())
    save_past(page, "Secret")
    page.wait_for_url("**/today?saved=*")
    page.goto("/you")
    if wait:
        page.context.route("**/api/v1/**", lambda route: route.abort())
        page.goto("/today")
        save_past(page, "Unsent secret")
        wait_for_pill(page, "Saved here, 1 to send")
        page.goto("/you")
    sign_out_and_lose(page)
    if wait:
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        assert "1 entry is only on this phone" in dialog.inner_text()
        assert violations(page) == []
        with page.expect_download() as download:
            dialog.get_by_role("button", name="Save it as a file").click()
        download.value.save_as(tmp_path / "unsent.json")
        saved = json.loads((tmp_path / "unsent.json").read_text(encoding="utf-8"))
        assert [row["label"] for row in saved["unsent"]] == ["Unsent secret"]
        dialog.get_by_role("button", name="Sign out all the same").click()
    page.wait_for_url(re.compile(r"/$"))
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) == {}
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0
    assert page.evaluate("localStorage.length") == 0
    page.go_back()
    assert "secret" not in page.content().lower()


def test_a_file_of_unsent_entries_can_be_brought_back(open_page, database, tmp_path):
    page = start_log(open_page())
    offline(page)
    save_past(page, "Carried")
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/queue")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all as a file").click()
    file = tmp_path / "unsent.json"
    download.value.save_as(file)
    remove = page.locator("[data-act=remove]")
    remove.click()
    assert remove.inner_text() == "Really throw it away"
    remove.click()
    page.get_by_text("Everything is sent", exact=True).wait_for()
    online(page)
    page.locator("[data-file]").set_input_files(file)
    wait_for_pill(page, "Saved")
    for _ in range(50):
        if rows(database, "Carried"):
            break
        page.wait_for_timeout(100)
    assert len(rows(database, "Carried")) == 1


def test_another_log_gets_nothing_of_what_waits(open_page, database):
    page = start_log(open_page())
    offline(page)
    save_past(page, "Mine alone")
    wait_for_pill(page, "Saved here, 1 to send")
    page.context.clear_cookies()  # the session ended by itself
    page.context.set_offline(False)
    page.get_by_text("Sign in to send this.").wait_for()
    page.goto("/queue")
    page.get_by_text("1 entry waits on this phone, saved").wait_for()
    assert "Mine alone" not in page.content()
    start_log(page)
    assert pill(page) == "Saved"
    page.goto("/queue")
    assert "Sign in to that one to send it" in page.locator("li", has_text="Mine alone").inner_text()
    page.wait_for_timeout(500)
    assert [row["label"] for row in unsent(page)] == ["Mine alone"]
    assert rows(database, "Mine alone") == []
    assert [name for name in page.evaluate(KEPT) if name.startswith("pages-")] == [
        f"pages-{page.evaluate('document.body.dataset.log')}"
    ]


def test_without_a_session_it_waits_and_says_so(open_page):
    page = start_log(open_page())
    page.context.clear_cookies()
    save_past(page, "Signed out meanwhile")
    page.get_by_text("Sign in to send this.").wait_for()
    assert pill(page) == "Saved here, 1 to send"


def test_what_the_server_refuses_is_kept_with_its_sentence(open_page, database):
    page = start_log(open_page())
    page.context.set_offline(True)
    save_past(page, "Long day, one", "120")
    page.evaluate("navigator.__defineGetter__('onLine', () => false)")
    form = page.locator("form[data-entry=past]")
    fill_past(page, "Long day, two", "typed")
    form.locator("[name=typed_duration]").fill("23h")
    form.locator("button.btn.full").first.click()
    wait_for_pill(page, "Saved here, 2 to send")
    wait_until_rested(page)
    online(page)
    page.goto("/queue")
    wait_for_pill(page, "Saved here, 1 to correct")
    refused = page.locator("li", has_text="Long day, two")
    refused.get_by_text("more than 24 hours").wait_for()
    assert violations(page) == []
    assert len(rows(database, "Long day, one")) == 1
    refused.get_by_role("button", name="Send again").click()
    page.wait_for_timeout(500)
    assert pill(page) == "Saved here, 1 to correct"


def test_a_refused_entry_is_corrected_without_its_hidden_amount_and_keeps_it(open_page, database):
    page = start_log(open_page())
    with page.expect_navigation():
        page.get_by_role("button", name="Hide amounts").click()
    wait_until_kept(page)
    page.context.set_offline(True)
    page.evaluate("navigator.__defineGetter__('onLine', () => false)")
    form = page.locator("form[data-entry=past]")
    save_past(page, "Long day, three", "120")
    fill_past(page, "Long day, four", "typed")
    form.locator("[name=typed_duration]").fill("23h")
    form.locator("[name=pay]").evaluate("field => { field.value = '40'; }")
    form.locator("button.btn.full").first.click()
    wait_for_pill(page, "Saved here, 2 to send")
    wait_until_rested(page)
    online(page)
    page.goto("/queue")
    wait_for_pill(page, "Saved here, 1 to correct")
    page.locator("li", has_text="Long day, four").get_by_role("link").first.click()
    wait_until(page, "document.querySelector('form[data-entry=past] [name=pay]').placeholder === '•••'")
    assert form.locator("[name=pay]").input_value() == ""
    form.locator("[name=typed_duration]").fill("2h")
    form.locator("button.btn.full").first.click()
    wait_for_pill(page, "Saved")
    assert [row["expected_minor"] for row in rows(database, "Long day, four")] == [4000]


def test_a_refusal_with_a_connection_is_the_usual_page_with_what_was_typed(open_page):
    page = start_log(open_page())
    fill_past(page, "Too long", "typed")
    form = page.locator("form[data-entry=past]")
    form.locator("[name=typed_duration]").fill("what")
    form.locator("button.btn.full").first.click()
    page.get_by_text("There is a problem").wait_for()
    assert page.title().startswith("Error: ")
    assert form.locator("[name=typed_duration]").input_value() == "what"
    form.locator("[name=typed_duration]").fill("25")
    form.locator("button.btn.full").first.click()
    page.wait_for_url("**/today?saved=*")
    assert unsent(page) == []


def test_after_three_days_the_pill_says_so(open_page):
    page = start_log(open_page())
    offline(page)
    save_past(page, "Old")
    wait_for_pill(page, "Saved here, 1 to send")
    page.evaluate(
        """() => new Promise((resolve) => { indexedDB.open("pagerate", 1).onsuccess = ({ target }) => {
          const store = target.result.transaction("outbox", "readwrite").objectStore("outbox");
          store.openCursor().onsuccess = ({ target: { result } }) => {
            result.update({ ...result.value, at: result.value.at - 3 * 86400000 - 1000 });
            target.result.close(); resolve(); };
        }; })"""
    )
    page.reload()
    wait_for_pill(page, "Not sent for 3 days, open list")


def test_a_new_version_takes_over_at_the_next_visit(open_page, server):
    page = start_log(open_page())
    old = page.evaluate("navigator.serviceWorker.controller.scriptURL")
    versions = ["// one\n", "// two\n"]
    real = page.request.get(f"{server}/sw.js").text()
    page.context.route(
        "**/sw.js", lambda route: route.fulfill(content_type="text/javascript", body=versions[-1] + real)
    )
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    wait_until(
        page, "navigator.serviceWorker.getRegistration().then((found) => !found.waiting && !found.installing)"
    )
    assert page.evaluate("navigator.serviceWorker.controller.scriptURL") == old
    offline(page)
    page.reload()
    assert page.locator("h1").count() == 1


def test_keys_start_and_stop_and_can_be_turned_off(open_page, database):
    page = start_log(open_page({"width": 1280, "height": 900}))
    with page.expect_navigation():
        page.keyboard.press("s")
    page.locator("[data-timer]:not([data-unsent])").wait_for()
    page.keyboard.press("x")
    page.wait_for_url("**/today?saved=*")
    page.locator("form[data-entry=past] [name=kind]").last.focus() if page.locator(
        "form[data-entry=past] [name=kind]:visible"
    ).count() else page.locator(".run.idle [name=kind]").focus()
    page.keyboard.type("sss xxx")
    page.wait_for_timeout(400)
    assert page.locator("[data-timer]").count() == 0
    page.goto("/help")
    page.get_by_label("Use these keys").uncheck()
    page.goto("/today")
    page.keyboard.press("s")
    page.wait_for_timeout(600)
    assert page.locator("[data-timer]").count() == 0


def test_the_hint_to_install_comes_once_after_the_third_entry(open_page):
    page = open_page()
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: false })")
    start_log(page)
    hint = page.locator("[data-install]")
    for turn in range(3):
        expect(hint).to_be_hidden()
        save_past(page, f"Entry {turn}", "15")
        page.wait_for_url("**/today?saved=*")
        page.wait_for_timeout(400)
    hint.wait_for()
    assert "Add to Home Screen" in hint.inner_text()
    assert violations(page) == []
    page.reload()
    page.wait_for_timeout(500)
    expect(hint).to_be_hidden()


def test_an_address_that_holds_something_else_is_not_taken_for_a_yes(open_page):
    page = start_log(open_page())
    page.context.route(
        "**/api/v1/**",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Hotel</h1>"),
    )
    save_past(page, "Hotel")
    wait_for_pill(page, "Saved here, 1 to send")
    page.wait_for_timeout(800)
    assert pill(page) == "Saved here, 1 to send"
    assert len(unsent(page)) == 1


def test_what_waits_counts_in_the_day_and_a_change_says_what_it_changes(open_page):
    page = start_log(open_page())
    save_past(page, "Before", "20")
    page.wait_for_url("**/today?saved=*")
    total = page.locator("[data-day-total]")
    assert total.inner_text() == "20 min"
    wait_until_entry_kept(page)
    offline(page)
    fill_past(page, "Past, offline", "70")
    page.locator("form[data-entry=past] [name=pay]").fill("31.50")
    page.locator("form[data-entry=past] button.btn.full").first.click()
    row = page.locator("li", has_text="Past, offline")
    row.wait_for()
    assert "1 h 10 min, here, not sent" in row.inner_text()
    assert "$31.50" in row.inner_text()
    assert total.inner_text() == "1 h 30 min"
    assert "1 h 10 min of it is here, not sent" in page.locator(".day-line").inner_text()

    page.locator("a[href^='/work/entries/']", has_text="Before").click()
    form = page.locator("form[data-entry=edit]")
    form.locator("[name=pay]").fill("71")
    form.get_by_role("button", name="Save changes").click()
    wait_for_pill(page, "Saved here, 2 to send")
    page.goto("/queue")
    change = page.locator("li", has_text="Change of Before, ")
    assert "Pay: $71.00" in change.inner_text()

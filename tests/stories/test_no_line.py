"""Forms without a network lose nothing, a phone in other hands tells nothing, and whoever leaves leaves nothing."""

from __future__ import annotations

import re
import time

import pytest

from tests.stories.phones import (
    pill,
    save_past,
    sign_out_and_lose,
    start_log,
    unsent,
    wait_for_pill,
    wait_until,
    wait_until_kept,
)
from tests.stories.test_offline import KEPT, offline, online
from tests.stories.test_screens import violations

pytestmark = pytest.mark.browser

STAYS = "What you typed stays on this page"


#: As if each page had been open for a while: one that has just come lets its forms go without asking for the line.
OLD = "{ const now = performance.now.bind(performance); performance.now = () => now() + 60_000; }"


def open_contract_form(page):
    page.goto("/work/new")
    form = page.locator("main form.sheet").first
    form.locator("[name=name]").fill("Quillbase")
    return form


def posts(page):
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request))
    return sent


def test_a_form_without_a_network_stays_as_it_was_typed(open_page):
    page = start_log(open_page())
    page.add_init_script(OLD)
    form = open_contract_form(page)
    sent = posts(page)
    offline(page)
    form.locator("button.btn").last.click()
    told = page.locator("[data-told]", has_text=STAYS)
    told.wait_for()
    assert page.evaluate("document.querySelector('[data-told]').getBoundingClientRect().top") >= 0
    assert form.locator("[name=name]").input_value() == "Quillbase"
    assert (page.url.endswith("/work/new"), sent) == (True, [])
    assert violations(page) == []
    online(page)
    with page.expect_navigation():
        form.locator("button.btn").last.click()
    assert "Quillbase" in page.content()


def test_a_hotels_page_is_no_line(open_page):
    page = start_log(open_page())
    page.add_init_script(OLD)
    page.context.route("**/healthz", lambda route: route.fulfill(status=200, body="<h1>Hotel</h1>"))
    form = open_contract_form(page)
    form.locator("button.btn").last.click()
    page.locator("[data-told]", has_text=STAYS).wait_for()
    assert page.url.endswith("/work/new")


@pytest.mark.parametrize("age", ["old", "just come"])
def test_a_form_with_a_network_goes_once_with_the_button_that_was_pressed(open_page, age):
    page = start_log(open_page())
    if age == "old":
        page.add_init_script(OLD)
    page.goto("/you")
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend", `<form id="two" method="post"
        action="/nowhere"><input name="typed" required><button name="which" value="one">One</button><button
        name="which" value="two" formaction="/you/keep/later">Two</button></form>`)"""
    )
    sent = posts(page)
    two = page.locator("#two button", has_text="Two")
    two.click()  # an empty field that is needed stops it, as without script
    page.wait_for_timeout(300)
    assert sent == []
    page.locator("#two [name=typed]").fill("word")
    with page.expect_navigation():
        two.dblclick(no_wait_after=True)
    [one] = sent
    assert one.url.endswith("/you/keep/later")
    assert one.post_data == "typed=word&which=two"


def test_a_form_that_could_not_be_sent_is_said_so_and_is_there_again(open_page):
    page = start_log(open_page())
    form = open_contract_form(page)
    wait_until(page, "caches.match('/offline?unsent=yes').then((found) => !!found)")
    offline(page)
    # As without script: nobody asks for the line.
    form.evaluate("form => form.submit()")
    page.get_by_text("What you typed was not sent.").wait_for()
    assert violations(page) == []
    page.goto("/you")
    page.get_by_text("This page is not on this phone.").wait_for()


def test_going_back_to_the_answer_to_a_form_is_no_broken_line(open_page):
    page = start_log(open_page())
    wait_until(page, "caches.match('/offline?answered=yes').then((found) => !!found)")
    page.goto("/join")
    page.locator("[name=code]").fill("of nobody")
    with page.expect_navigation():
        page.get_by_role("button", name="Read what it asks").click()
    page.get_by_text("There is a problem").wait_for()
    page.goto("/you")
    page.go_back()
    page.get_by_text("It was the answer to a form").wait_for()
    assert page.title().startswith("This page is not kept")
    assert violations(page) == []
    assert page.url.endswith("/join")
    page.go_back()
    page.get_by_role("heading", name="Do you have an invite?").wait_for()
    assert page.get_by_text("There is a problem").count() == 0


@pytest.mark.parametrize("change", ["language", "name"])
def test_the_page_without_a_network_speaks_as_the_others_do(open_page, change):
    page = start_log(open_page(locale="en-US"))
    if change == "language":
        page.goto("/you#account")
        page.locator("select[name=language]").first.select_option("es")
        with page.expect_navigation():
            page.locator("select[name=language]").first.evaluate("field => field.form.requestSubmit()")
    else:
        page.goto("/you/data")
        with page.expect_navigation():
            page.get_by_role("button", name="Use a neutral name and icon").click()
    new = 'lang="es"' if change == "language" else "Notes"
    for address in ("/offline", "/offline?unsent=yes", "/offline?answered=yes", "/today"):
        said = f"caches.match('{address}').then((found) => found?.text()).then((text) => !!text?.includes('{new}'))"
        wait_until(page, said)
    offline(page)
    page.goto("/you/devices")
    head = page.locator("h1").inner_text(), page.title()
    assert head == (
        ("Sin conexión", "Sin conexión - Pagerate") if change == "language" else ("No connection", "Notes")
    )


@pytest.mark.parametrize("state", ["signed out", "locked"])
def test_a_phone_in_other_hands_says_only_how_many_wait(open_page, state):
    page = start_log(open_page())
    save_past(page, "Sent before")
    page.wait_for_url("**/today?saved=*")
    if state == "locked":
        page.goto("/you/keep")
        with page.expect_navigation():
            page.get_by_role("button", name="Show my 12 words").click()
        page.goto("/today")
    page.context.route("**/api/v1/**", lambda route: route.abort())
    save_past(page, "Hidden away")
    wait_for_pill(page, "Saved here, 1 to send")
    if state == "locked":
        page.goto("/you")
        with page.expect_navigation():
            page.get_by_role("button", name="Lock now").click()
    else:
        page.context.clear_cookies()
    page.goto("/queue")
    page.get_by_text("1 entry waits on this phone, saved").wait_for()
    assert violations(page) == []
    main = page.locator("main")
    assert "Hidden away" not in page.content()
    assert main.locator("button:visible, input:visible").count() == 0
    way_in = "Unlock to see and send them" if state == "locked" else "Sign in to see and send them"
    main.get_by_role("link", name=way_in).click()
    page.wait_for_url("**/sign-in")
    assert len(unsent(page)) == 1


def without_the_header(route):
    """The answer of the server as a browser has it that does not know Clear-Site-Data."""
    answer = route.fetch(max_redirects=0)
    kept = {name: value for name, value in answer.headers.items() if name != "clear-site-data"}
    route.fulfill(response=answer, headers=kept)


@pytest.mark.parametrize("way", ["here", "everywhere", "deleting"])
def test_leaving_empties_a_browser_that_does_not_listen_to_the_server(open_page, way):
    page = start_log(open_page())
    save_past(page, "Secret")
    page.wait_for_url("**/today?saved=*")
    page.context.route("**/you/sign-out*", without_the_header)
    page.context.route("**/you/data/erase", without_the_header)
    page.context.route("**/api/v1/**", lambda route: route.abort())
    save_past(page, "Unsent secret")
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/you/data")
    page.evaluate("sessionStorage.setItem('left', 'behind')")
    names = {
        "here": "Sign out here",
        "everywhere": "Sign out everywhere",
        "deleting": "Delete everything for good",
    }
    if way == "deleting":
        page.get_by_label("Type DELETE to delete everything").fill("DELETE")
    if way == "deleting":
        page.get_by_role("button", name=names[way]).click()
    else:
        sign_out_and_lose(page, names[way])
    # As if it were just about to send something.
    page.evaluate("setInterval(() => dispatchEvent(new Event('online')), 1)")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("all the same")).click()
    page.wait_for_url("**/erased" if way == "deleting" else re.compile(r":\d+/$"))
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) == {}
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0


def slowly(route):
    """A file that is long on its way."""
    time.sleep(0.2)
    route.continue_()


def test_a_page_one_leaves_by_is_shown_once_it_guards_what_waits(open_page):
    page = open_page(service_workers="block")
    page.goto("/")
    page.get_by_role("button", name="Start logging").click()
    page.wait_for_url("**/today")
    page.context.route("**/api/v1/**", lambda route: route.abort())
    save_past(page, "Only here")
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/you/data")
    page.context.route("**/static/*.js*", slowly)
    sign_out_and_lose(page, "Sign out everywhere")
    page.get_by_role("dialog").get_by_role("button", name="Stay").wait_for()
    assert [row["label"] for row in unsent(page)] == ["Only here"]


def delete_everything(page, word):
    page.get_by_label("Type DELETE to delete everything").fill(word)
    page.get_by_role("button", name="Delete everything for good").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything all the same").click()


@pytest.mark.parametrize("way", ["no line", "a wrong word", "no session"])
def test_what_is_not_done_removes_nothing(open_page, way):
    page = start_log(open_page())
    page.context.route("**/api/v1/**", lambda route: route.abort())
    save_past(page, "Only here")
    wait_for_pill(page, "Saved here, 1 to send")
    page.goto("/you/data")
    if way == "no line":
        page.get_by_role("link", name="Sign out here").click()
        lose = page.get_by_role("button", name="Sign out and lose it")
        lose.wait_for()
        offline(page)
        lose.click()
        page.get_by_text("Nothing was changed or deleted").wait_for()
        page.goto("/today")
    elif way == "a wrong word":
        delete_everything(page, "DELETED")
        page.locator(".problem").get_by_text("Nothing was deleted").wait_for()
    else:
        page.context.clear_cookies()
        delete_everything(page, "DELETE")
        page.get_by_text("You are not signed in any more. Nothing was changed or deleted").wait_for()
        assert page.url.endswith("/you/data")
    wait_until_kept(page)
    assert [row["label"] for row in unsent(page)] == ["Only here"]


def show_words(page):
    """Without words there is no way back, and so no lock."""
    page.goto("/you/keep")
    with page.expect_navigation():
        page.get_by_role("button", name="Show my 12 words").click()


def lock(page):
    page.goto("/you")
    with page.expect_navigation():
        page.get_by_role("button", name="Lock now").click()


NO_PAGES = "caches.keys().then((names) => !names.some((name) => name.startsWith('pages-')))"
#: The queue as it is for whoever holds the phone.
COUNT = "caches.match('/queue?locked').then((found) => !!found)"


@pytest.mark.parametrize("state", ["locked", "signed out elsewhere"])
def test_a_phone_that_is_closed_shows_no_page_of_the_log_without_a_network(open_page, state):
    page = start_log(open_page())
    page.goto("/work")
    show_words(page)
    page.goto("/today")
    page.context.route("**/api/v1/**", lambda route: route.abort())
    save_past(page, "Hidden away")
    wait_for_pill(page, "Saved here, 1 to send")
    if state == "locked":
        lock(page)
    else:
        page.context.clear_cookies()
        page.goto("/today")
    assert page.locator("h1").inner_text() in {
        "This log is locked",
        "See what an hour of gig writing really pays",
    }
    wait_until(page, NO_PAGES)
    wait_until(page, COUNT)
    offline(page)
    for address in ("/today", "/work", "/sign-in"):
        page.goto(address)
        assert (page.locator("h1").inner_text(), "Hidden away" in page.content()) == ("No connection", False)
    page.goto("/queue")
    page.get_by_text("1 entry waits on this phone, saved").wait_for()
    assert "Hidden away" not in page.content()
    assert [row["label"] for row in unsent(page)] == ["Hidden away"]


def test_what_the_server_says_to_a_save_closes_a_phone_too(open_page):
    page = start_log(open_page())
    page.context.clear_cookies()
    save_past(page, "Signed out meanwhile")
    page.get_by_text("Sign in to send this.").wait_for()
    wait_until(page, NO_PAGES)
    assert [row["label"] for row in unsent(page)] == ["Signed out meanwhile"]


@pytest.mark.parametrize("way", ["lock", "sign out"])
def test_another_tab_shows_nothing_of_a_log_that_is_left(open_page, way):
    page = start_log(open_page())
    show_words(page)
    other = page.context.new_page()
    other.goto("/work")
    pill(other)  # its script is there
    if way == "lock":
        lock(page)
    else:
        page.goto("/you/data")
        page.get_by_role("button", name="Sign out here").click()
    other.wait_for_url("**/sign-in" if way == "lock" else re.compile(r":\d+/$"))
    assert other.locator("[data-log]").count() == 0

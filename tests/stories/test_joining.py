"""An invite in a browser: read, answered, left; on every window, without script, without a network."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from app.database import open_engine, transaction
from tests.app.campaign_factories import a_campaign, a_link, an_organizer, codes
from tests.stories.conftest import NARROW, WINDOWS
from tests.stories.phones import start_log
from tests.stories.test_accounts import start, with_authenticator
from tests.stories.test_screens import cut_text, scrolls_sideways, small_targets, unseen_focus, violations
from tests.stories.test_sharing import CACHED

pytestmark = pytest.mark.browser

#: Which button weighs more: what of two is drawn differently.
WEIGHTS = """() => [...document.querySelectorAll(".answers .btn")].map(one => {
  const { width, height } = one.getBoundingClientRect(), style = getComputedStyle(one);
  return [width, height, style.color, style.backgroundColor, style.borderColor, style.fontWeight, style.fontSize].join();
})"""


@pytest.fixture
def campaigns(database, server):
    """Two campaigns: what opens each."""
    engine = open_engine(database)
    with transaction(engine) as connection:
        organizer = an_organizer(connection)
        made = [
            a_campaign(connection, organizer, name=name, organization=f"{name} alliance " * 3, place="US-CA")
            for name in ("Scenes", "Waiting")
        ]
        found = [(a_link(connection, organizer, one), codes(connection, organizer, one)) for one in made]
    engine.dispose()
    return found


def faults(page):
    found = {
        "axe": violations(page),
        "sideways": scrolls_sideways(page),
        "small": small_targets(page),
        "cut": cut_text(page),
        "focus": unseen_focus(page),
    }
    return {name: value for name, value in found.items() if value}


@WINDOWS
def test_from_a_link_to_a_campaign_and_out_of_it(open_page, campaigns, viewport, scheme):
    (link, sheet), (other_link, _) = campaigns
    page = open_page(viewport, color_scheme=scheme)
    wrong = {}

    def look(name):
        if found := faults(page):
            wrong[name] = found

    page.goto("/")
    page.get_by_role("link", name="I have an invite").click()
    look("enter")
    page.goto(f"/join/{link}")
    look("link")
    weights = page.evaluate(WEIGHTS)
    assert len(weights) == 2
    assert len(set(weights)) == 1
    page.get_by_label("Your member code").fill(sheet[0].lower())
    page.get_by_role("button", name="Yes, I join").click()
    page.get_by_text("You are in. You can leave here at any time.").wait_for()
    look("campaign")
    page.get_by_role("link", name="What its organizers did").click()
    page.get_by_text("Made a sheet of member codes").wait_for()
    look("log")
    page.goto(f"/join/{other_link}")
    page.get_by_text("This ends another campaign").wait_for()
    look("another")
    page.get_by_role("button", name="Yes, I join").click()
    page.get_by_text("You do not count yet").wait_for()
    page.locator("summary", has_text="Leave").first.click()
    look("by a link")
    page.get_by_role("button", name="Leave now: Waiting").click()
    page.get_by_text("You have left.").wait_for()
    page.goto("/you")
    page.get_by_text("You are in none. Join by an invite").wait_for()
    assert wrong == {}
    assert page.complaints == []


def test_without_script_a_code_is_read_answered_and_left(open_page, campaigns):
    [(_, sheet), _] = campaigns
    page = open_page(NARROW, java_script_enabled=False)
    page.goto("/join")
    page.get_by_label("Your member code").fill("0000 0000 0000 0000 0000")
    page.get_by_role("button", name="Read what it asks").click()
    expect(page.get_by_text("This code opens nothing.").first).to_be_visible()
    page.get_by_label("Your member code").fill(sheet[1].replace("-", " "))
    page.get_by_role("button", name="Read what it asks").click()
    page.get_by_role("button", name="Yes, count me in").click()
    assert "You are in." in page.locator("main").inner_text()
    page.locator('summary[aria-label="Leave Scenes"]').click()
    page.get_by_role("button", name="Leave now: Scenes").click()
    assert "You have left." in page.locator("main").inner_text()


def test_who_has_a_log_opens_it_by_a_passkey_and_is_at_the_invite_again(open_page, campaigns, server):
    [(link, _), _] = campaigns
    named = server.replace("127.0.0.1", "localhost")  # browsers make no passkeys for a bare number
    page = open_page()
    with_authenticator(page)
    start(page, named)
    page.goto(f"{named}/you/devices")
    page.get_by_role("button", name="Add a passkey of this device").click()
    page.wait_for_url("**/you/devices?saved=passkey")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out here").click()
    page.goto(f"{named}/join/{link}")
    page.get_by_role("link", name="I have a log: open it first").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"**/join/{link}")
    page.get_by_text("You answer for the log").wait_for()


def test_a_whole_code_can_be_seen_in_its_field(open_page, campaigns):
    [(_, sheet), _] = campaigns
    page = open_page()
    page.goto("/join")
    field = page.get_by_label("Your member code")
    field.fill(sheet[0])
    assert field.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_no_phone_keeps_an_invite_or_a_campaign_and_without_a_network_it_says_so(open_page, campaigns):
    [(link, sheet), _] = campaigns
    page = start_log(open_page())
    page.goto("/today")
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    for path in (f"/join/{link}", "/join", "/campaign"):
        page.goto(path)
    page.goto(f"/join/{link}")
    page.context.set_offline(True)
    page.get_by_label("Your member code").fill(sheet[0])
    page.get_by_role("button", name="Yes, I join").click()
    page.locator("h1", has_text=re.compile("connection|sent", re.IGNORECASE)).wait_for()
    for path in (f"/join/{link}", "/campaign"):
        page.goto(path)
        assert "Count my hours" not in page.content()
    page.context.set_offline(False)
    kept = page.evaluate(CACHED)
    assert not [path for path in kept if path.startswith(("/join", "/campaign"))]
    page.goto("/campaign")
    page.get_by_text("You are in no campaign.").wait_for()


@pytest.mark.parametrize("scripted", [True, False])
def test_the_other_language_keeps_a_typed_code(open_page, campaigns, scripted):
    [(_, sheet), _] = campaigns
    page = open_page(NARROW, java_script_enabled=scripted)
    page.goto("/join")
    page.get_by_label("Your member code").fill(sheet[3])
    page.get_by_role("button", name="Read what it asks").click()
    page.get_by_role("button", name="Español").click()
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator("#code").input_value() == sheet[3]
    assert sheet[3] not in page.url
    assert not scripted or faults(page) == {}

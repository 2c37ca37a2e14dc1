"""Sharing in a browser: the preview follows, the link is copied where nothing shares, and no phone keeps a shared page."""

from __future__ import annotations

import pytest

from tests.stories.conftest import LAPTOP, PHONE, WINDOWS
from tests.stories.test_screens import scrolls_sideways, violations

pytestmark = pytest.mark.browser

CACHED = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return kept.flat().map(one => new URL(one.url).pathname);
}"""


LABEL = "Opened once"


def switch(page, label):
    return page.get_by_role("switch", name=label)


def test_the_preview_follows_what_is_chosen(sample_page):
    page = sample_page(LAPTOP)
    page.goto("/share")
    preview = page.locator("[data-preview]")
    assert "$" in preview.inner_text()
    page.get_by_label("Per cent only").check()
    page.locator("[data-preview]").filter(has_not_text="$").wait_for()
    switch(page, "Real hourly pay").uncheck()
    page.locator("[data-preview] .hero").wait_for(state="detached")
    assert page.complaints == []


def test_where_nothing_shares_the_link_is_copied(sample_page):
    page = sample_page(LAPTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto("/share")
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("status").filter(has_text="Copied.").wait_for()
    address = page.locator("#address").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.goto(address)
    assert page.locator("article.dashboard h1").count() == 1
    assert page.complaints == []


def test_a_form_with_a_mistake_stays_and_makes_the_link_afterwards(sample_page):
    page = sample_page(PHONE)
    page.goto("/share")
    page.get_by_text("Passphrase, previews and more").click()
    page.get_by_label("Passphrase", exact=True).fill("short")
    button = page.locator("button[value=make]")
    button.click()
    page.locator(".problem").wait_for()
    assert page.get_by_label("Passphrase", exact=True).input_value() == "short"
    page.get_by_label("Passphrase", exact=True).fill("seven grey owls")
    page.locator("button[value=make]").click()
    page.locator("#address").wait_for()


def test_no_phone_keeps_a_shared_page(sample_page):
    page = sample_page(PHONE)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto("/share")
    page.get_by_text("Passphrase, previews and more").click()
    page.get_by_label("Name in your list").fill(LABEL)
    page.locator("button[value=make]").click()
    page.locator("#address").wait_for()
    address = page.locator("#address").input_value()
    page.goto("/real-pay")
    page.goto("/work")
    page.goto(address)
    page.goto("/s/unknown")
    page.goto("/today")
    kept = page.evaluate(CACHED)
    assert "/real-pay" in kept  # the worker does keep her own pages
    assert [path for path in kept if path.startswith(("/s/", "/e/", "/share"))] == []
    counted = page.evaluate("fetch('/api/v1/shares').then(answer => answer.json()).then(all => all.items)")
    assert [one["opened_count"] for one in counted if one["label"] == LABEL] == [
        1
    ]  # asked for once, not twice


@WINDOWS
def test_the_pages_of_nobody_are_accessible_and_fit(sample_page, open_page, server, viewport, scheme):
    page = sample_page(viewport, color_scheme=scheme)
    page.goto("/share")
    page.get_by_text("Passphrase, previews and more").click()
    page.get_by_label("Passphrase", exact=True).fill("seven grey owls")
    page.locator("button[value=make]").click()
    page.locator("#address").wait_for()
    assert violations(page) == []
    locked = page.locator("#address").input_value()
    guest = open_page(viewport, color_scheme=scheme, java_script_enabled=True)
    for address in (f"{server}/s/unknown", locked):
        guest.goto(address)
        assert violations(guest) == []
        assert not scrolls_sideways(guest)
    guest.get_by_label("Passphrase").fill("wrong words here")
    guest.get_by_role("button", name="Open the page").click()
    guest.get_by_role("alert").wait_for()
    assert violations(guest) == []
    guest.get_by_label("Passphrase").fill("seven grey owls")
    guest.get_by_role("button", name="Open the page").click()
    guest.locator("article.dashboard").wait_for()
    assert violations(guest) == []
    assert not scrolls_sideways(guest)
    assert [url for url in guest.requested if not url.startswith((server, "data:"))] == []

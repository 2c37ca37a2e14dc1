"""The running timer on the screen: accessible, readable without script, true after the browser was closed."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import NARROW, WINDOWS
from tests.stories.test_screens import (
    LONGER,
    cut_text,
    scrolls_sideways,
    small_targets,
    unseen_focus,
    violations,
)

pytestmark = pytest.mark.browser


def start(page):
    page.get_by_role("button", name="Start Rank pairs").first.click()
    page.locator("[data-timer]:not([data-unsent])").wait_for()
    return page.locator("[data-timer]").get_attribute("data-id")


@WINDOWS
def test_the_timer_and_the_page_of_stopping_are_accessible_and_fit(open_page, open_sample, viewport, scheme):
    page = open_page(viewport, color_scheme=scheme)
    open_sample(page)
    timer = start(page)
    wrong = {}
    for path in ("/today", f"/timer/{timer}/stop"):
        page.goto(path)
        for summary in page.locator("main summary").all():
            summary.click()
        found = [violations(page), scrolls_sideways(page), small_targets(page), cut_text(page)]
        page.evaluate(LONGER)
        found += [scrolls_sideways(page), cut_text(page)]
        if any(found):
            wrong[path] = found
    assert wrong == {}
    assert page.complaints == []


def test_the_timer_is_used_by_key_and_reads_in_forced_colours(open_page, open_sample):
    page = open_page(forced_colors="active", reduced_motion="reduce")
    open_sample(page)
    timer = start(page)
    for path in ("/today", f"/timer/{timer}/stop"):
        page.goto(path)
        assert unseen_focus(page) == []
        assert violations(page) == []
    page.goto("/today")
    page.get_by_role("button", name="Stop and save").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Saved." in page.get_by_role("status").first.inner_text()


def test_a_timer_runs_on_while_the_browser_is_closed(open_page, open_sample):
    page = open_page()
    open_sample(page)
    start(page)
    state = page.context.storage_state()
    page.context.close()
    again = open_page(storage_state=state)
    again.goto("/today")
    assert again.locator("[data-timer]").get_attribute("data-name") == "Rank pairs"
    page = again
    page.locator("summary", has_text="Started").click()
    page.get_by_role("button", name="60 min earlier").click()
    page.wait_for_load_state()
    assert re.match(r"1:00(:\d\d)? Rank pairs", page.title())
    assert "favicon-running" in page.locator("link[rel=icon]").get_attribute("href")


def test_a_mistake_on_the_page_of_stopping_leads_to_its_field_without_script(open_page, open_sample):
    page = open_page(java_script_enabled=False)
    open_sample(page)
    timer = start(page)
    page.goto(f"/timer/{timer}/stop")
    page.get_by_label("How long did it take?").fill("soon")
    page.get_by_label("Private note").fill("slow queue")
    page.get_by_role("button", name="Stop and save").click()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("link", name="Write the time like 45").click()
    assert page.get_by_label("How long did it take?").input_value() == "soon"
    assert page.get_by_label("Private note").input_value() == "slow queue"
    page.get_by_label("How long did it take?").fill("1h20")
    page.get_by_role("button", name="Stop and save").click()
    assert "Saved 1 h 20 min" in page.get_by_role("status").first.inner_text()


def test_the_timer_speaks_spanish_in_320_pixels(open_page, open_sample):
    page = open_page(NARROW)
    open_sample(page)
    page.goto("/you#account")
    page.get_by_label("Language").select_option("es")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/today")
    page.locator(".rows.starts button").first.click()
    page.locator("[data-timer]:not([data-unsent])").wait_for()
    assert page.get_by_role("button", name="Parar y guardar").count() == 1
    assert not scrolls_sideways(page)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.run button, .run summary, .run a')]
          .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.trim())"""
    )
    assert cut == []

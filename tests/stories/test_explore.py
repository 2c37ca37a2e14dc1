"""“Explore” on a chart: Plotly comes on the tap, draws under the page's own policy, and makes room again."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import LAPTOP, PHONE
from tests.stories.phones import wait_until, wait_until_kept
from tests.stories.test_screens import violations

pytestmark = pytest.mark.browser

VIOLATED = "document.addEventListener('securitypolicyviolation', event => (window.violated ??= []).push(event.violatedDirective))"
DRAWN = "!!document.querySelector('[data-figure] .main-svg') && !document.querySelector('[aria-busy]')"
RGB = """colour => { const one = document.createElement('i'); one.hidden = true; document.body.append(one);
  one.style.color = colour; const read = getComputedStyle(one).color; one.remove(); return read; }"""
OF_IT = ("plotly", "explore.js", ".json")


def asked_for(page):
    """What was loaded of it, without the versions; the words of a phone are none of it."""
    names = (url.rpartition("/")[2].partition("?")[0] for url in page.requested)
    return [name for name in names if any(part in name for part in OF_IT) and not name.startswith("phone-")]


def sample(page):
    page.add_init_script(VIOLATED)
    page.goto("/sample", wait_until="networkidle")
    return page


def card(page, key):
    return page.locator(f"section[aria-labelledby=chart-{key}]")


def explored(page, key, press="click"):
    getattr(card(page, key).get_by_role("button", name="Explore"), press)()
    wait_until(page, DRAWN)
    return card(page, key)


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (LAPTOP, "dark")])
def test_a_chart_is_explored_and_left_again(open_page, viewport, scheme):
    page = sample(open_page(viewport, color_scheme=scheme, has_touch=viewport is PHONE))
    assert asked_for(page) == []
    shown = explored(page, "ladder")
    assert sorted(asked_for(page)) == ["explore.js", "ladder.json", "plotly-basic.js"]
    picture = shown.get_by_role("img").filter(has=page.locator(".main-svg"))
    assert "Promised in the offer: $38.00" in picture.get_attribute("aria-label")
    expect(shown.locator("[data-drawn]")).to_be_hidden()
    assert picture.locator(".bars path").count() >= 11
    bar = picture.locator(".bars path").first.evaluate("path => getComputedStyle(path).fill")
    blue = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--blue')")
    assert bar == page.evaluate(RGB, blue.strip())
    touched = "[...new Set([...document.querySelectorAll('.explored, .explored *')].map(one => getComputedStyle(one).touchAction))]"
    assert page.evaluate(touched) == ["pan-y pinch-zoom"]
    assert page.locator(".modebar").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []
    button = shown.get_by_role("button", name="Back to the drawing")
    button.click()
    shown.locator("[data-drawn]").wait_for()
    expect(shown.get_by_role("button", name="Explore")).to_be_visible()
    expect(shown.locator("[data-figure]")).to_be_hidden()
    assert page.evaluate("window.violated") is None
    assert page.complaints == []


def test_every_chart_can_be_explored_and_touched(open_whole_page):
    page = sample(open_whole_page(has_touch=True))
    keys = page.evaluate("[...document.querySelectorAll('[data-explore]')].map(one => one.dataset.explore)")
    assert len(keys) >= 6
    for address in keys:
        explored(page, address.rpartition("/")[2].removesuffix(".json"), "tap")
    assert asked_for(page).count("plotly-basic.js") == 1
    square = card(page, "calendar").locator(".points path").first
    square.scroll_into_view_if_needed()
    box = square.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    said = card(page, "calendar").locator(".hovertext")
    said.wait_for()
    assert " March" in said.text_content()
    assert page.evaluate("window.violated") is None
    assert page.evaluate("document.querySelectorAll('style').length") == 0
    assert page.complaints == []


def test_a_figure_follows_the_scheme_and_paper_has_the_drawing(open_page):
    page = sample(open_page(color_scheme="light"))
    shown = explored(page, "months")
    name = shown.locator(".xtick text").first
    light = name.evaluate("text => getComputedStyle(text).fill")
    page.emulate_media(color_scheme="dark")
    wait_until(page, f"getComputedStyle(document.querySelector('.explored .xtick text')).fill !== '{light}'")
    page.emulate_media(color_scheme="light", media="print")
    expect(shown.locator("[data-drawn]")).to_be_visible()
    expect(shown.locator("[data-figure]")).to_be_hidden()


def test_what_does_not_come_is_said_and_the_next_tap_asks_again(open_page):
    page = sample(open_page())
    for broken in ("**/vendor/plotly-basic.js*", "**/ladder.json"):
        page.route(broken, lambda route: route.abort())
        shown = card(page, "ladder")
        with page.expect_event("requestfailed"):  # what the tap before it was told still stands for a moment
            shown.get_by_role("button", name="Explore").click()
        wait_until(page, "!document.querySelector('[aria-busy]')")
        shown.get_by_role("status").get_by_text("This could not be loaded.").wait_for()
        expect(shown.locator("[data-drawn]")).to_be_visible()
        page.unroute(broken)
    explored(page, "ladder")
    assert shown.get_by_role("status").inner_text() == ""
    expect(shown.locator(".main-svg").first).to_be_visible()


def test_without_script_a_chart_is_a_drawing_and_nothing_else(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/sample")
    assert page.get_by_role("button", name="Explore").count() == 0
    expect(card(page, "ladder").locator(".pay-bar").first).to_be_visible()


def test_nothing_moves_when_script_shows_the_button(open_page):
    page = open_page()
    page.route("**/static/app.js*", lambda route: route.abort())
    page.goto("/sample", wait_until="networkidle")
    before = card(page, "calendar").bounding_box()["y"]
    page.unroute("**/static/app.js*")
    page.goto("/sample", wait_until="networkidle")
    card(page, "ladder").get_by_role("button", name="Explore").wait_for()
    assert card(page, "calendar").bounding_box()["y"] == before


def test_the_worker_keeps_the_bundle_only_after_a_tap(sample_page):
    page = sample_page()
    wait_until_kept(page)
    page.goto("/real-pay")
    wait_until(page, "navigator.serviceWorker.controller !== null")
    kept = "caches.open('files').then(cache => cache.keys()).then(keys => keys.filter(({ url }) => url.includes('plotly')).length)"
    assert page.evaluate(kept) == 0
    explored(page, "platforms")
    wait_until(page, f"{kept}.then(count => count === 1)")

"""Every screen, as a person sees it: phone, narrow phone and laptop, light and dark, with and without script."""

from importlib.resources import files

import pytest

from tests.stories.conftest import LAPTOP, NARROW, PHONE

pytestmark = pytest.mark.browser

PUBLIC = ["/", "/sample", "/sample/numbers", "/method", "/parameters", "/privacy", "/help"]
SIGNED_IN = [
    "/today",
    "/work",
    "/payments",
    "/real-pay",
    "/real-pay/numbers",
    "/real-pay/explain/effective_hourly_rate",
    "/you",
]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", STANDARDS)
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found["violations"]]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def small_targets(page):
    return page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=radio]):not([type=checkbox]):not([type=hidden])')]
          .filter(e => e.checkVisibility() && !e.closest('p, dd, li > span, td, th, .skip, .prose'))
          .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
          .filter(([, box]) => box.width > 1 && (box.height < 43.5 || box.width < 43.5))
          .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, NARROW, LAPTOP], ids=["phone", "narrow", "laptop"])
def test_every_screen_is_accessible_and_fits(open_page, server, open_sample, viewport, scheme):
    page = open_page(viewport, color_scheme=scheme)
    open_sample(page)
    wrong = {}
    for path in PUBLIC + SIGNED_IN:
        answer = page.goto(path)
        found = {
            "status": answer.status != 200 and answer.status,
            "axe": violations(page),
            "sideways": scrolls_sideways(page),
            "small": small_targets(page),
        }
        if any(found.values()):
            wrong[path] = {name: value for name, value in found.items() if value}
    assert wrong == {}
    assert page.complaints == []
    assert [url for url in page.requested if not url.startswith((server, "data:"))] == []


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_screen_reads_without_script(open_page, open_sample, viewport):
    page = open_page(viewport, java_script_enabled=False)
    open_sample(page)
    for path in PUBLIC + SIGNED_IN:
        assert page.goto(path).status == 200, path
        assert page.locator("h1").count() == 1, path
    page.goto("/sample")
    assert "23.66" in page.locator("main").inner_text()


def test_an_empty_account_has_one_sentence_and_one_button_on_every_tab(open_page):
    page = open_page()
    page.goto("/")
    page.get_by_role("button", name="Start logging").click()
    page.wait_for_url("**/today")
    for path in ["/today", "/work", "/payments", "/real-pay", "/you"]:
        page.goto(path)
        assert "0.00" not in page.locator("main").inner_text(), path
        assert violations(page) == [], path


def test_the_first_entry_is_three_taps_and_two_words_away(open_page):
    page = open_page()
    page.goto("/")
    page.get_by_role("button", name="Start logging").click()
    page.wait_for_url("**/today")
    assert page.context.cookies()[0]["httpOnly"]
    assert page.complaints == []

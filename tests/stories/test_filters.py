"""Filters and Compare on a phone: chosen without script, taken away by their words, and nothing too wide or unsaid."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.stories.conftest import PHONE_FIRST
from tests.stories.test_screens import cut_text, scrolls_sideways, small_targets, violations

pytestmark = pytest.mark.browser

MAIN = "main"


def asked(page):
    return {name: values for name, values in parse_qs(urlsplit(page.url).query).items() if any(values)}


def wrong_with(page):
    found = {
        "axe": violations(page),
        "sideways": scrolls_sideways(page),
        "small": small_targets(page),
        "cut": cut_text(page),
    }
    return {name: value for name, value in found.items() if value}


@PHONE_FIRST
def test_a_part_is_chosen_and_taken_away_without_script(sample_page, viewport):
    page = sample_page(viewport, java_script_enabled=False)
    page.goto("/real-pay?period=this-year")
    page.get_by_text("Filter", exact=True).click()
    page.locator("#platform").select_option(label="Tessera")
    page.get_by_role("button", name="Show these", exact=True).click()
    assert asked(page)["period"] == ["this-year"]
    assert "What an hour of your work paid on Tessera" in page.locator(MAIN).inner_text()
    page.get_by_text("Filter", exact=True).click()
    page.locator("#kind").select_option(index=1)
    page.get_by_role("button", name="Show these", exact=True).click()
    assert asked(page).keys() == {"period", "platform", "kind"}
    page.get_by_role("link", name="Tessera").first.click()
    assert asked(page).keys() == {"period", "kind"}
    page.get_by_role("link", name="Show everything").first.click()
    assert asked(page).keys() == {"period"}


@PHONE_FIRST
def test_two_sides_are_compared_without_script(sample_page, viewport):
    page = sample_page(viewport, java_script_enabled=False)
    page.goto("/real-pay")
    page.get_by_role("link", name="Compare", exact=True).click()
    for number, name in ((1, "Parable"), (2, "Annex")):
        page.locator(f"#side-{number}").select_option(label=name)
    page.get_by_role("button", name="Compare these").click()
    assert "Parable paid $" in page.locator("h2").first.inner_text()
    page.locator("#measure-effective_hourly_rate ~ ul a").nth(1).click()
    assert "Real hourly pay (on Annex)." in page.locator(MAIN).inner_text()


@PHONE_FIRST
def test_filtered_and_compared_pages_are_accessible_and_fit(sample_page, viewport):
    page = sample_page(viewport)
    page.goto("/real-pay")
    platform = page.locator("#platform option", has_text="Tessera").get_attribute("value")
    kind = page.locator("#kind option").nth(1).get_attribute("value")
    wrong = {}
    for address in (
        f"/real-pay?platform={platform}",
        f"/real-pay?platform={platform}&kind={kind}&period=this-month",
        "/real-pay?platform=nobody",
        f"/real-pay/compare?side=platform:{platform}&side=kind:{kind}&side=period:whole&side=period:last-year",
        "/real-pay/compare?side=period:whole",
    ):
        assert page.goto(address).status == 200
        for summary in page.locator("main .filter-form summary, main .foot summary").all()[:1]:
            summary.click()
        if found := wrong_with(page):
            wrong[address] = found
    assert wrong == {}
    assert page.complaints == []

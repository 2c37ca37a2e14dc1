"""What a writer says of her situation, in a browser: rows are added and taken out with and without script."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import NARROW, PHONE
from tests.stories.test_screens import scrolls_sideways, small_targets, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_quarter_is_added_and_taken_out_and_put_back(open_page, open_sample, has_script):
    page = open_page(PHONE, java_script_enabled=has_script)
    open_sample(page)
    page.goto("/you")
    page.get_by_role("heading", name="Covered guild earnings").click()
    page.get_by_label("Earned, in US dollars").fill("18,000")
    page.get_by_role("button", name="Add these earnings").click()
    row = page.locator("li", has_text="$18,000.00")
    row.locator("summary").click()
    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row).to_have_count(1)
    assert page.complaints == []


@pytest.mark.parametrize("viewport", [PHONE, NARROW], ids=["phone", "narrow"])
def test_a_mistake_leads_to_its_field_and_the_page_stays_accessible(open_page, open_sample, viewport):
    page = open_page(viewport)
    open_sample(page)
    page.goto("/you")
    page.get_by_role("heading", name="Tax instalments you paid").click()
    page.get_by_label("Paid, in US dollars").fill("500")
    page.get_by_role("button", name="Add this instalment").click()
    page.get_by_label("Paid, in US dollars").fill("much")
    page.get_by_role("button", name="Add this instalment").click()
    page.get_by_role("link", name="Write the amount in digits, like 12.75.").click()
    assert page.get_by_label("Paid, in US dollars").input_value() == "much"
    assert page.evaluate("document.activeElement.id") == "paid"
    assert violations(page) == []
    assert small_targets(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_you_shows_what_is_used_often_first_and_loses_nothing(open_page, open_sample, has_script):
    page = open_page(PHONE, java_script_enabled=has_script)
    open_sample(page)
    page.goto("/you")
    assert page.evaluate("document.documentElement.scrollHeight") < 1700
    for name in ("Keep your log", "Phones and computers", "Privacy and data"):
        assert page.get_by_role("link", name=name).bounding_box()["y"] < 700
    groups = {
        "Your account": "Time zone",
        "About my situation": "Hours a week you want",
        "Covered guild earnings": "Earned, in US dollars",
        "Tax instalments you paid": "Paid, in US dollars",
    }
    for name, label in groups.items():
        assert page.get_by_role("heading", name=name).bounding_box()["y"] < 700
        expect(page.get_by_label(label)).to_be_hidden()
    for name, label in groups.items():
        page.get_by_role("heading", name=name).click()
        expect(page.get_by_label(label)).to_be_visible()
    page.goto("/you#situation")
    expect(page.get_by_label("Hours a week you want")).to_be_visible()

"""After bad input the summary has the focus, and its link leads to the field."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.stories.phones import save_past, start_log

pytestmark = pytest.mark.browser

HERE = "document.activeElement?.closest('.problem') ? 'the summary' : document.activeElement?.id"
#: A form, where it stands, and a field with what cannot be in it; the field of an entry is in a closed group.
FORMS = [
    (
        "/payments/new",
        "form[action='/payments']",
        {"amount": "about 40", "earned_on": "2026-11-02"},
        "amount",
    ),
    ("/you", "form[action='/you/situation']", {"hours": "many"}, "hours"),
    (None, "form[data-entry=edit]", {"held": "a lot"}, "held"),
]


def test_the_summary_has_the_focus_and_its_link_leads_to_the_field(open_page):
    page = start_log(open_page())
    save_past(page, "Rank pairs")
    page.wait_for_url("**/today?saved=*")
    entry = page.locator("a[href^='/work/entries/']").first.get_attribute("href")
    for address, selector, said, field in FORMS:
        page.goto(address or entry)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        form = page.locator(selector)
        for name, text in said.items():
            form.locator(f"[name={name}]").fill(text)
        with page.expect_navigation():
            form.locator("button.btn").last.click()
        assert page.title().startswith("Error: ")
        assert page.evaluate(HERE) == "the summary"
        link = page.locator(f".problem a[href='#{field}']")
        words = link.inner_text()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate(HERE) == field
        wrong = page.locator(f"#{field}")
        expect(wrong).to_be_visible()
        assert wrong.input_value() == said[field]
        assert page.locator(f"#{field}-wrong").inner_text()[1:] in words
        assert f"{field}-wrong" in wrong.get_attribute("aria-describedby")

"""What if, in a browser: the fields of a choice, the way from a contract, and no script needed."""

import pytest

from tests.stories.conftest import NARROW, PHONE
from tests.stories.test_screens import scrolls_sideways, small_targets, violations

pytestmark = pytest.mark.browser


def test_an_offer_for_a_whole_job_is_answered_without_script(sample_page):
    page = sample_page(PHONE, java_script_enabled=False)
    page.goto("/real-pay")
    page.get_by_role("link", name="What if?").click()
    page.get_by_label("Hours for the job").wait_for(state="hidden")
    page.get_by_label("For the whole job").check()
    page.get_by_label("Pieces an hour").wait_for(state="hidden")
    page.get_by_label("What they promise").fill("600")
    page.get_by_label("Hours for the job").fill("20")
    page.get_by_role("button", name="Show what it would pay").click()
    page.wait_for_url("**/real-pay/what-if?*")
    assert "Really $18.68" in " ".join(page.locator(".hero").inner_text().split()).replace(
        "Really$", "Really $"
    )
    address = page.url
    page.goto(address)
    assert page.get_by_label("What they promise").input_value() == "600"


def test_an_answer_fits_a_narrow_phone_and_reads_for_everyone(sample_page):
    page = sample_page(NARROW)
    for query in (
        "ask=offer&rate=999999&per=hour&on=all",
        "ask=offer&rate=0.30&per=hour&on=all",
        "ask=need&wanted=3000&wanted_per=month&month_hours=100&basis=staff_wage&on=all",
        "ask=need&wanted=-1&wanted_per=month&month_hours=&basis=staff_wage&on=all",
    ):
        page.goto(f"/real-pay/what-if?{query}")
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        assert (query, violations(page), small_targets(page)) == (query, [], [])
        assert not scrolls_sideways(page), query

"""How many taps it takes: the writer's rows of the tap table, on a phone of 390x844, with script and without.

Only fingers count and only fingers are used: nothing is typed, and no tap is made by a script.
"""

import time

import pytest

from tests.stories.conftest import PHONE

pytestmark = pytest.mark.browser

COUNT = "addEventListener('touchstart', touch => touch.isTrusted && window.countTouch(), true)"


class Thumb:
    """A finger on a page. With script, the page itself counts the touches it is given."""

    def __init__(self, page, *, is_scripted):
        self.page, self.taps, self.touched, self.is_scripted = page, 0, 0, is_scripted
        if is_scripted:
            page.expose_function("countTouch", self._count)
            page.add_init_script(COUNT)

    def _count(self):
        self.touched += 1

    def forget(self):
        """Count from here: Today is open."""
        self.page.goto("/today")
        self.taps = self.touched = 0
        self.begun = time.monotonic()

    def tap(self, locator):
        box = locator.bounding_box()
        assert min(box["width"], box["height"]) >= 44, "too small for a finger"
        locator.tap()
        self.taps += 1

    def button(self, name, **how):
        with self.page.expect_navigation():
            self.tap(self.page.get_by_role("button", name=name, **how).first)

    def took(self, taps, seconds=None):
        assert self.taps <= taps
        if seconds:
            assert time.monotonic() - self.begun < seconds
        if self.is_scripted:
            assert self.touched == self.taps
        assert self.page.complaints == []


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def thumb(request, open_page):
    page = open_page(PHONE, has_touch=True, is_mobile=True, java_script_enabled=request.param)
    return Thumb(page, is_scripted=request.param)


@pytest.fixture
def sample(thumb, open_sample):
    """The thumb of the sample writer, on Today."""
    open_sample(thumb.page)
    thumb.forget()
    return thumb


def clock_of(page):
    return page.locator("[data-elapsed]")


def running(page):
    return page.locator("[data-timer]").get_attribute("data-name")


def test_first_run_to_a_running_timer_takes_three_taps_and_no_form(thumb):
    thumb.begun = time.monotonic()
    thumb.page.goto("/")
    thumb.button("Start logging")
    thumb.page.wait_for_url("**/today")
    thumb.button("Start", exact=True)
    (clock_of(thumb.page) if thumb.is_scripted else thumb.page.get_by_text("0 min so far")).wait_for()
    thumb.took(3, seconds=45)
    assert thumb.page.title().startswith("0:00")


def test_a_repeat_starts_with_one_tap(sample):
    sample.button("Start Rank pairs")
    assert running(sample.page) == "Rank pairs"
    sample.took(1)


def test_a_repeat_is_started_stopped_and_saved_with_two_taps(sample):
    sample.button("Start Rank pairs")
    sample.button("Stop and save")
    assert "Saved." in sample.page.get_by_role("status").first.inner_text()
    assert sample.page.locator("[data-timer]").count() == 0
    sample.took(2)


def test_a_past_repeat_is_logged_with_three_taps(sample):
    page = sample.page
    sample.tap(page.get_by_role("link", name="Add past work"))
    sample.tap(page.locator("label", has=page.locator("input[name=duration][value='60']")))
    sample.button("Save 1 h" if sample.is_scripted else "Save this work")
    page.get_by_role("status").first.wait_for()
    assert "Saved 1 h." in page.get_by_role("status").first.inner_text()
    assert "Rank pairs" in page.locator("[aria-labelledby=logged]").inner_text()
    sample.took(3, seconds=10)


def test_another_task_is_switched_to_with_one_tap(sample):
    sample.button("Start Rank pairs")
    sample.forget()
    sample.button("Start Waiting for tasks")
    assert running(sample.page) == "Waiting for tasks"
    assert "Saved." in sample.page.get_by_role("status").first.inner_text()
    assert "Rank pairs" in sample.page.locator("[aria-labelledby=logged]").inner_text()
    sample.took(1)


def test_time_is_marked_unpaid_with_one_tap(sample):
    sample.button("Start Rank pairs")
    sample.forget()
    sample.button("Unpaid", exact=True)
    assert (
        sample.page.get_by_role("button", name="Unpaid", exact=True).get_attribute("aria-pressed") == "true"
    )
    sample.took(1)


def test_a_late_start_is_put_right_with_two_taps(sample):
    sample.button("Start Rank pairs")
    sample.forget()
    sample.tap(sample.page.locator("summary", has_text="Started"))
    sample.button("15 min earlier")
    assert sample.page.title().startswith("0:15")
    sample.took(2)


def test_a_payment_is_confirmed_with_one_tap(sample):
    sample.button("Yes, it arrived")
    assert "it arrived today" in sample.page.get_by_role("status").first.inner_text()
    sample.took(1)


def test_a_payment_that_has_not_come_is_put_off_with_one_tap(sample):
    asked = sample.page.locator("#question").inner_text()
    sample.button("Not yet")
    assert "We will ask again on" in sample.page.get_by_role("status").first.inner_text()
    assert sample.page.locator("#question", has_text=asked).count() == 0
    sample.took(1)


def test_real_hourly_pay_is_one_tap_away(sample):
    sample.tap(sample.page.get_by_role("link", name="Real pay"))
    sample.page.wait_for_url("**/real-pay")
    assert "23." in sample.page.locator("main").inner_text()
    sample.took(1)


SHARES = "navigator.share = said => { window.shared = said.url; return Promise.resolve(); }"


def test_a_dashboard_is_shared_with_three_taps(thumb, open_sample):
    page = thumb.page
    if thumb.is_scripted:
        page.add_init_script(SHARES)
    open_sample(page)
    thumb.forget()
    with page.expect_navigation():
        thumb.tap(page.get_by_role("link", name="Real pay"))
    with page.expect_navigation():
        thumb.tap(page.get_by_role("link", name="Share", exact=True))
    thumb.tap(
        page.get_by_role("button", name="Make and share the link" if thumb.is_scripted else "Make the link")
    )
    page.locator("#address").wait_for()
    address = page.locator("#address").input_value()
    if thumb.is_scripted:
        assert page.evaluate("window.shared") == address  # the phone's own list is open
    assert "/s/" in address
    thumb.took(3)


@pytest.mark.parametrize("path", ["/today", "/work", "/payments", "/real-pay"])
def test_all_amounts_are_hidden_with_one_tap_on_any_money_screen(sample, path):
    sample.page.goto(path)
    sample.button("Hide amounts")
    assert "•••" in sample.page.locator("main").inner_text()
    assert sample.page.url.endswith(path)
    sample.took(1)
    sample.button("Hide amounts")

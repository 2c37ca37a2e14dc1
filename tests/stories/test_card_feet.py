"""The row of links under a chart: together in one row, or those to files together in the next."""

from __future__ import annotations

import pytest

from tests.stories.conftest import PHONE

pytestmark = pytest.mark.browser

TOPS = """() => [...document.querySelectorAll('.card .foot')].map(foot => [
  [...new Set([...foot.querySelectorAll('.files a')].map(a => Math.round(a.getBoundingClientRect().top)))].length,
  Math.round(foot.querySelector('.files').getBoundingClientRect().right) <= Math.round(foot.getBoundingClientRect().right),
])"""


def test_the_files_of_a_chart_stay_in_one_row_also_when_it_is_explored(sample_page):
    page = sample_page(PHONE)
    page.goto("/real-pay")
    button = page.locator("[data-explore]").first
    button.wait_for()
    assert page.evaluate(TOPS)
    assert all(found == [1, True] for found in page.evaluate(TOPS))
    # The longest words that the button says, and the longest of another language.
    for table, explore, last in (
        ("See as table", "Back to the drawing", "Method"),
        ("Ver como tabla", "Volver al dibujo", "Método"),
    ):
        page.evaluate(
            """([table, explore, last]) => document.querySelectorAll('.card .foot').forEach(foot => {
              foot.querySelector('summary').textContent = table;
              foot.querySelector('.files a:last-child').textContent = last;
              const button = foot.querySelector('[data-explore]');
              if (button) button.textContent = explore;
            })""",
            [table, explore, last],
        )  # fmt: skip
        assert all(found == [1, True] for found in page.evaluate(TOPS))
    assert page.complaints == []


def test_a_wide_table_shows_that_it_slides(sample_page):
    page = sample_page(PHONE)
    page.goto("/real-pay/contribution")
    wide = page.locator(".contribution .tw").nth(1)
    assert wide.evaluate("one => one.scrollWidth > one.clientWidth")
    assert wide.evaluate("one => getComputedStyle(one).backgroundImage.split('gradient(').length - 1") == 4

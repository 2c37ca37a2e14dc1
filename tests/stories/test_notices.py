"""Notices on a phone: a line that wraps keeps away from the edges of its box, and from the heading above it."""

from __future__ import annotations

import pytest

from tests.stories.phones import fill_past, start_log

pytestmark = pytest.mark.browser

#: How far the text of a notice stands from the top and the bottom of its box, and from what stands above it.
ROOM = """([selector, text]) => {
  const box = document.querySelector(selector);
  const line = box.querySelector("span") ?? box;
  if (text) line.textContent = text;
  box.hidden = false;
  const range = document.createRange();
  range.selectNodeContents(line);
  const [inner, outer] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
  const above = box.previousElementSibling?.getBoundingClientRect().bottom ?? -100;
  return { lines: range.getClientRects().length, room: [inner.top - outer.top, outer.bottom - inner.bottom], above: outer.top - above };
}"""
LONG = "Saved here. It will be sent when there is a connection. Until then it stays on this phone only."


def test_a_notice_of_two_lines_has_room_above_and_below(open_page):
    page = start_log(open_page())
    told = page.evaluate(ROOM, ["[data-told]", LONG])
    assert told["lines"] > 1
    assert min(told["room"]) >= 8
    fill_past(page, "Scenes")
    page.get_by_role("button", name="Save and add another like this").click()
    page.locator("#past .status").wait_for()
    saved = page.evaluate(ROOM, ["#past .status", LONG])
    assert min(saved["room"]) >= 8
    assert saved["above"] >= 8

"""Every chart with data that no drawing was made for: pictures that are kept, and nothing cut off, wide or overlapping.

After a change that is meant: pytest tests/stories/test_chart_goldens.py --new-goldens -m "long or not long", and look
at every picture in goldens/.
"""

from __future__ import annotations

import pytest

from app.database import open_engine, transaction
from app.records.share_link import ShareChoices
from app.store import imports, sessions, shares, writers
from reports.charts.card import CHART_KEYS
from reports.sharing import PARTS
from tests.reports.extremes import CHANGED, FOREIGN, extremes, long_named
from tests.reports.sample_report import figure, sample_report, with_figures
from tests.stories.chart_sheets import FEW, GOLDENS, picture, show, unlike
from tests.stories.conftest import LAPTOP, NARROW, PHONE

pytestmark = pytest.mark.browser

WINDOWS = {"390": PHONE, "1280": LAPTOP}
#: Data, window, colours.
PICTURES = [(name, width, "light") for name in extremes() for width in WINDOWS]
PICTURES += [("negative", "390", "dark"), ("one-point", "1280", "dark")]
#: Those of the default suite: each data, each window, each scheme.
SAMPLE = {(name, "390", "light") for name in extremes()} | {("one-point", "1280", "dark")}
#: Where letters, rings and dots stand, as they are seen: words that leave their card, and pairs that lie over one another.
CROWDED = """() => {
  const found = [];
  for (const card of document.querySelectorAll('.card')) {
    const edge = card.getBoundingClientRect(), walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), boxes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || node.parentElement.closest('title, .foot, .sr') || !node.parentElement.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const {left, right, top, bottom} of range.getClientRects()) {
        if (left < edge.left - 1 || right > edge.right + 1) found.push(`${node.data} leaves its card`);
        boxes.push([node, node.data, left, right, top, bottom]);
      }
    }
    for (const mark of card.querySelectorAll('.dots circle')) {
      const {left, right, top, bottom} = mark.getBoundingClientRect();
      boxes.push([mark, mark.getAttribute('class'), left, right, top, bottom]);
    }
    boxes.forEach(([one, says, left, right, top, bottom], at) => boxes.slice(at + 1).forEach(([other, tells, l, r, t, b]) => {
      if (one === other || (one.tagName && other.tagName)) return;
      const over = [Math.min(right, r) - Math.max(left, l), Math.min(bottom, b) - Math.max(top, t)];
      if (over[0] > 2 && over[1] > Math.min(bottom - top, b - t) / 2) found.push(`${says} over ${tells}`);
    }));
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(`${document.documentElement.scrollWidth} wide`);
  return found;
}"""


def cases():
    for name, width, scheme in PICTURES:
        marks = () if (name, width, scheme) in SAMPLE else pytest.mark.long
        yield pytest.param(name, width, scheme, id=f"{name}-{width}-{scheme}", marks=marks)


@pytest.fixture
def is_as_kept(request, tmp_path):
    """Compare a page with the picture kept of it; where new ones are asked for, keep it."""

    def compared(page, name):
        now, kept = picture(page), GOLDENS / name
        if request.config.getoption("--new-goldens"):
            if not kept.exists() or unlike(page, kept.read_bytes(), now):
                kept.write_bytes(now)
            return
        count = unlike(page, kept.read_bytes(), now)
        if not 0 <= count <= FEW:
            (tmp_path / name).write_bytes(now)
            pytest.fail(f"{name}: {count} dots differ, see {tmp_path / name} (-1: another size)")

    return compared


@pytest.mark.parametrize(("name", "width", "scheme"), list(cases()))
def test_every_chart_looks_as_it_did(name, width, scheme, sheet, is_as_kept):
    page = sheet(WINDOWS[width], color_scheme=scheme)
    show(page, extremes()[name], CHANGED.get(name, CHART_KEYS))
    is_as_kept(page, f"{name}-{width}-{scheme}.png")


def test_no_picture_is_kept_that_nothing_is_compared_with():
    assert {path.name for path in GOLDENS.iterdir()} == {f"{'-'.join(parts)}.png" for parts in PICTURES}
    assert sum(path.stat().st_size for path in GOLDENS.iterdir()) < 800_000


@pytest.mark.parametrize("window", [NARROW, PHONE, LAPTOP], ids=["narrow", "phone", "laptop"])
def test_no_word_is_cut_off_or_over_another(window, sheet):
    page = sheet(window)
    crowded = {}
    for name, report in {**extremes(), "foreign": long_named(FOREIGN), "sample": sample_report()}.items():
        crowded[name] = show(page, report).evaluate(CROWDED)
    assert not any(crowded.values()), crowded


@pytest.fixture
def ladder(sheet):
    """Pictures of the sample's ladder, changed by a script or by other figures."""
    page = sheet()

    def drawn(script="", **figures):
        show(page, with_figures(sample_report(), **figures), ("ladder",))
        page.evaluate(
            f"() => {{ const lay = document.querySelector('.lay'); lay.removeAttribute('style'); {script} }}"
        )
        return picture(page)

    return lambda script="", **figures: unlike(page, drawn(), drawn(script, **figures))


def test_a_picture_of_the_same_is_the_same(ladder):
    assert ladder() == 0


@pytest.mark.parametrize("style", ["transform: translate(.3px, .4px)", "-webkit-text-stroke: .1px"])
def test_edges_that_are_softened_elsewhere_are_no_difference(style, ladder):
    assert 0 <= ladder(f"lay.style.cssText = '{style}'") <= FEW


@pytest.mark.parametrize(
    "script",
    [
        "const bar = document.querySelectorAll('rect.kept')[1]; bar.setAttribute('width', '92.3%')",
        "document.querySelector('[fill=\"url(#hatch-lost)\"]').setAttribute('fill', '#fbe8e2')",
        "document.querySelector('.pay-bar').remove()",
        "document.querySelector('.ladder .change').textContent = '−$1,002.55'",
        "document.querySelector('rect.compared').setAttribute('class', 'kept')",
    ],
    ids=["a shorter bar", "no hatch", "no bar", "another amount", "no outline"],
)
def test_what_a_reader_would_see_is_a_difference(script, ladder):
    assert not 0 <= ladder(script) <= FEW


def test_another_number_is_a_difference(ladder):
    assert ladder(paid_time_rate=figure("paid_time_rate", "34.9", "money_per_hour")) > FEW


def test_tens_of_billions_make_no_page_wide(filled_ledger, database, server, open_page):
    most = 10**12 - 7
    filled_ledger["terms"][0]["rate_minor"] = most
    for task in filled_ledger["tasks"]:
        task["expected_minor"] = most
    for noun, rows in (("payments", ("amount_minor",)), ("payouts", ("gross_minor", "net_minor"))):
        filled_ledger[noun][0] |= dict.fromkeys(rows, most)
    filled_ledger["payouts"][0]["fee_minor"] = 0
    engine = open_engine(database)
    with transaction(engine) as connection:
        writer = writers.create(connection, zone="UTC", currency="USD", language="en")
        imports.record(connection, writer.id, filled_ledger, "billions", "billions")
        token = sessions.open(connection, writer.id)
        link = shares.make(connection, writer.id, ShareChoices(parts=PARTS), shares.New(days=1))
    engine.dispose()
    page = open_page(NARROW)
    page.context.add_cookies([{"name": "session", "value": token, "url": server}])
    for path in ("/real-pay", f"/s/{link.secret}"):
        page.goto(path)
        assert page.locator(".hero .longest").count() == 1
        assert "," in page.locator(".pay-facts .long").first.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"], path
        outside = page.evaluate(
            """() => [...document.querySelectorAll('.hero *, .pay-facts *')].filter(one => {
              const range = document.createRange();
              range.selectNodeContents(one);
              return range.getBoundingClientRect().right > one.closest('.hero, .pay-facts').getBoundingClientRect().right;
            }).map(one => one.outerHTML)"""
        )
        assert outside == [], path

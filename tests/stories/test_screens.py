"""Every screen, as a person sees it: phone, narrow phone and laptop, light and dark, with and without script."""

from importlib.resources import files

import pytest

from tests.stories.conftest import FEW_IN_WINDOWS, NARROW, PHONE, PHONE_FIRST, every_fourth
from tests.stories.screens import patterns

pytestmark = pytest.mark.browser

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


#: Every word of the interface 40 per cent longer; numbers, names and what a person typed stay as they are.
LONGER = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) {
    if (node.parentElement.closest('script, style, svg, .brand, .name, output, option, textarea, td, th')) continue;
    node.textContent = node.textContent.replace(/\\p{L}{4,}/gu, word => word + 'éñå'.repeat(9).slice(0, Math.ceil(word.length * .4)));
  }
}"""


#: What a writer calls her contracts and platforms, longest first.
NAMES = """async () => {
  const rows = await Promise.all(["contracts", "platforms"].map(noun => fetch(`/api/v1/${noun}`).then(answer => answer.json())));
  return rows.flatMap(found => found.items.map(row => row.name)).sort((one, other) => other.length - one.length);
}"""
#: Whether a page is too wide when each of them is 90 letters without a space; then they are as before.
IS_WIDE_WITH_LONG_NAMES = """names => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  const before = new Map();
  for (const node of texts) {
    const name = !node.parentElement.closest('script, style') && names.find(one => node.textContent.includes(one));
    if (!name) continue;
    before.set(node, node.textContent);
    node.textContent = node.textContent.replaceAll(name, 'Endingsandscenes'.repeat(6).slice(0, 90));
  }
  const isWide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  for (const [node, text] of before) node.textContent = text;
  return isWide;
}"""


def cut_text(page):
    """Elements whose own text does not fit into them."""
    return page.evaluate(
        """() => [...document.querySelectorAll('main *, nav *')]
          .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
          .filter(e => !e.closest('.scroll, .tw, svg, option, [hidden], .visually-hidden, .skip'))
          .filter(e => { const style = getComputedStyle(e); return ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1; })
          .map(e => e.outerHTML.slice(0, 90))"""
    )


def unseen_focus(page):
    """What has no visible focus, or has it under the tab bar or outside the window, when walked through by key."""
    count = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
          .filter(e => e.checkVisibility() && !e.disabled).length"""
    )
    wrong = []
    for _ in range(min(count, 60)):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e || e === document.body) return null;
              const seen = e.matches('input[type=radio], input[type=checkbox]') ? (e.labels?.[0] ?? e) : e;
              const box = seen.getBoundingClientRect();
              const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
              const bar = document.querySelector('nav.tabs')?.getBoundingClientRect();
              const under = bar && !e.closest('nav.tabs') && bar.top > innerHeight / 2 && box.top >= bar.top - 1;
              const style = getComputedStyle(e), other = getComputedStyle(seen), next = e.nextElementSibling && getComputedStyle(e.nextElementSibling);
              const shown = [style, other, next].some(s => s && ((s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'));
              return inside && !under && shown ? null : `${e.outerHTML.slice(0, 90)} ${inside ? '' : 'outside '}${under ? 'under the bar ' : ''}${shown ? '' : 'unseen'}`;
            }"""
        )
        if found:
            wrong.append(found)
    return wrong[:3]


def test_a_link_leads_to_every_screen(screens):
    assert {path for path in patterns() if path not in screens} == set()


@FEW_IN_WINDOWS
def test_every_screen_is_accessible_and_fits(sample_page, server, screens, window, part):
    page = sample_page(window[0], color_scheme=window[1])
    wrong = {}
    for path, address in list(screens.items())[part]:
        answer = page.goto(address)
        found = {
            "status": answer.status != 200 and answer.status,
            "axe": violations(page),
            "sideways": scrolls_sideways(page),
            "small": small_targets(page),
            "cut": cut_text(page),
        }
        if any(found.values()):
            wrong[path] = {name: value for name, value in found.items() if value}
    assert wrong == {}
    assert page.complaints == []
    assert [url for url in page.requested if not url.startswith((server, "data:"))] == []


@every_fourth(3)
@PHONE_FIRST
def test_every_screen_reads_without_script(sample_page, screens, viewport, part):
    page = sample_page(viewport, java_script_enabled=False)
    for address in list(screens.values())[part]:
        assert page.goto(address).status == 200, address
        assert page.locator("h1").count() == 1, address
    page.goto("/sample")
    assert "23.66" in page.locator("main").inner_text()


#: What moved under a thumb since the page began, as browsers score it: 0.1 is where they call a page unsteady.
MOVED = """() => new Promise(tell => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => tell(sum), 20)));
})"""


@pytest.mark.parametrize(
    "some",
    [
        pytest.param({"/today", "/real-pay"}, id="most used"),
        pytest.param(None, id="all", marks=pytest.mark.long),
    ],
)
def test_nothing_moves_when_the_script_of_a_page_arrives(sample_page, screens, some):
    page = sample_page()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    slow = {"latency": 40, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", {"offline": False, **slow})
    moved = {}
    for path, address in screens.items():
        if some is not None and path not in some:
            continue
        page.goto(address, wait_until="load")
        score = page.evaluate(MOVED)
        if score > 0.05:
            moved[path] = round(score, 3)
    assert moved == {}


def test_without_script_a_choice_of_days_keeps_its_button(sample_page):
    scripted, plain = sample_page(), sample_page(java_script_enabled=False)
    for page, is_there in ((scripted, False), (plain, True)):
        page.goto("/real-pay")
        assert page.get_by_role("button", name="Show", exact=True).is_visible() is is_there


@every_fourth(2)
def test_words_that_are_two_fifths_longer_are_not_cut_on_a_narrow_phone(sample_page, screens, part):
    page = sample_page(NARROW)
    page.goto("/today")
    names = page.evaluate(NAMES)
    assert names
    wrong = {}
    for path, address in list(screens.items())[part]:
        page.goto(address)
        found = {"long names": page.evaluate(IS_WIDE_WITH_LONG_NAMES, names)}
        page.evaluate(LONGER)
        found |= {"sideways": scrolls_sideways(page), "cut": cut_text(page)}
        if any(found.values()):
            wrong[path] = found
    assert wrong == {}


@every_fourth(1)
def test_every_screen_fits_in_spanish(sample_page, screens, part):
    page = sample_page(NARROW)
    page.goto("/you#account")
    page.locator("select[name=language]").first.select_option("es")
    with page.expect_navigation():
        page.locator("select[name=language]").first.evaluate("field => field.form.requestSubmit()")
    wrong = {}
    for path, address in list(screens.items())[part]:
        # A shared page knows nobody: it speaks the language of whoever reads it.
        page.goto(f"{address}?lang=es" if path.endswith("{token}") else address)
        found = {
            "language": page.locator("html").get_attribute("lang") != "es" and not path.startswith("/sample"),
            "sideways": scrolls_sideways(page),
            "cut": cut_text(page),
        }
        if any(found.values()):
            wrong[path] = found
    assert wrong == {}


@every_fourth(3)
def test_every_screen_fits_a_laptop_at_four_times_the_size(sample_page, screens, part):
    page = sample_page({"width": 320, "height": 225}, device_scale_factor=4)
    wide = []
    for path, address in list(screens.items())[part]:
        page.goto(address)
        if scrolls_sideways(page):
            wide.append(path)
    assert wide == []


@every_fourth(0)
def test_whoever_wants_no_motion_and_forced_colours_has_neither_lost_nor_moving_things(
    sample_page, screens, part
):
    page = sample_page(PHONE, reduced_motion="reduce", forced_colors="active")
    for address in list(screens.values())[part]:
        page.goto(address)
        assert page.evaluate("document.getAnimations().length") == 0, address
        assert violations(page) == [], address
    page.goto("/real-pay")
    assert page.locator("[fill^='url(#hatch'], .hatch, [class*=hatch]").count() > 0


@every_fourth(1)
@PHONE_FIRST
def test_the_keyboard_reaches_everything_and_shows_where_it_is(sample_page, screens, viewport, part):
    page = sample_page(viewport)
    wrong = {}
    for path, address in list(screens.items())[part]:
        page.goto(address)
        if hidden := unseen_focus(page):
            wrong[path] = hidden
    assert wrong == {}


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


#: Labels and boxes of fields that stand side by side, by how high they stand.
PAIRS = """() => [...document.querySelectorAll('.pair')].flatMap(pair => {
  const found = [...pair.querySelectorAll(':scope > .field')].filter(field => field.checkVisibility()).map(field => {
    const [label, box] = [field.querySelector('label'), field.querySelector('input:not([type=hidden]), select')].map(one => one.getBoundingClientRect());
    return [Math.round(label.top), Math.round(box.bottom), Math.round(field.getBoundingClientRect().top)];
  });
  return found.filter(one => one[2] === found[0][2]).map(one => [one.slice(0, 2), found[0].slice(0, 2)]);
})"""


def test_fields_side_by_side_stand_level_and_below_one_another_where_something_is_wrong(sample_page):
    page = sample_page()
    for address in ("/payments/new", "/payments/payouts/new", "/work/new"):
        page.goto(address)
        for summary in page.locator("main summary").all():
            summary.click()
        found = page.evaluate(PAIRS)
        assert len(found) > 2, address
        assert [pair for pair in found if pair[0] != pair[1]] == [], address
    zone, week = (page.locator(f"[name={name}]").bounding_box() for name in ("pay_zone", "pay_week_start"))
    assert (zone["x"], zone["width"]) == (week["x"], week["width"])
    assert zone["y"] > week["y"]
    page.goto("/payments/new")
    page.locator("[name=amount]").fill("about 40")
    page.locator("main form button.btn.full").first.click()
    page.locator(".problem").wait_for()
    amount, currency = (page.locator(f"[name={name}]").bounding_box() for name in ("amount", "currency"))
    assert currency["y"] > amount["y"] + amount["height"]

"""Every screen about work, with all its groups open: accessible, fitting, and whole without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import LAPTOP, NARROW, PHONE
from tests.stories.phones import start_log, start_timer
from tests.stories.test_screens import scrolls_sideways, small_targets, violations

pytestmark = pytest.mark.browser

ROW = "[0-9a-f-]{36}"


def first_link(page, pattern):
    """The first address on a page that is like this."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return next(link for link in links if re.fullmatch(pattern, link))


def screens(page):
    """The addresses of the sample's own rows, one of each kind of page."""
    page.goto("/work")
    contract, entry = first_link(page, f"/work/{ROW}"), first_link(page, f"/work/entries/{ROW}")
    page.goto("/work/platforms")
    platform = first_link(page, f"/work/platforms/{ROW}")
    page.goto(contract)
    step = first_link(page, f"/work/states/{ROW}")
    return [
        *(
            "/work/new",
            "/work/platforms",
            "/work/copy?from=2026-10-20",
            "/work?select=yes",
            "/work?q=quill&paid=no",
        ),
        *(
            contract,
            f"{contract}/edit",
            f"{contract}/terms",
            f"{contract}/life",
            f"{contract}/review?new=yes",
        ),
        *(f"{contract}/end", step, platform, entry, entry.replace("/work/entries", "/history/tasks")),
    ]


@pytest.mark.long  # the same screens with their groups open; found by links they are among test_screens
@pytest.mark.parametrize(
    ("viewport", "scheme"), [(NARROW, "light"), (LAPTOP, "dark")], ids=["narrow, light", "laptop, dark"]
)
def test_every_screen_about_work_is_accessible_and_fits(open_page, open_sample, viewport, scheme):
    page = open_page(viewport, color_scheme=scheme)
    open_sample(page)
    wrong = {}
    for path in screens(page):
        answer = page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
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


def test_several_entries_change_without_script(open_page, open_sample):
    page = open_page(PHONE, java_script_enabled=False)
    open_sample(page)
    page.goto("/work")
    page.get_by_role("link", name="Choose several").click()
    page.locator("input[name=task]").first.check()
    page.get_by_role("button", name="Change the chosen ones").click()
    page.get_by_label("What did the platform decide?").select_option("approved")
    page.get_by_role("button", name="Show what will change").click()
    assert "becomes “Approved”" in page.locator("main").inner_text()
    page.get_by_role("button", name="Change them").click()
    assert "Changed 1 entry." in page.locator("[role=status]:visible").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "1 entry is as before." in page.locator("[role=status]:visible").inner_text()


def test_a_form_that_is_refused_opens_the_group_of_its_problem_and_leads_there(open_page, open_sample):
    page = open_page(PHONE)
    open_sample(page)
    page.goto("/work")
    page.goto(first_link(page, f"/work/entries/{ROW}"))
    page.get_by_text("Name, platform and note").click()
    page.get_by_label("Private note").fill("kept\non two lines")
    page.get_by_text("Held back, and currency").click()
    page.get_by_label("Currency").fill("shells")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.get_by_role("link", name="Currency: three letters, such as USD.").click()
    assert page.get_by_label("Currency").input_value() == "shells"
    expect(page.get_by_label("Currency")).to_be_visible()
    assert page.locator("[name=note]").input_value() == "kept\non two lines"


PAIRS = """() => [...document.querySelectorAll(".pair")].map((pair) => [...pair.querySelectorAll("input, select")]
  .filter((one) => one.type !== "hidden" && one.offsetHeight)
  .map((one) => { const { left, bottom } = one.getBoundingClientRect(); return [one.id, left, Math.round(bottom)]; }))"""


@pytest.mark.parametrize("width", [360, 390, 1280])
@pytest.mark.parametrize("language", ["en", "es"])
def test_fields_side_by_side_are_level_whatever_their_labels(sample_page, screens, width, language):
    page = sample_page({"width": width, "height": 844})
    settings = {"language": language, "zone": "America/Los_Angeles", "currency": "USD"}
    page.request.post("/you", form=settings, headers={"Sec-Fetch-Site": "same-origin"})
    try:
        for path in ("/work/entries/{task_id}", "/work/new", "/payments/new", "/payments/costs/new"):
            page.goto(screens[path])
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            for pair in page.evaluate(PAIRS):
                beside = [bottom for _, left, bottom in pair if left != pair[0][1]]
                assert not beside or {pair[0][2]} == set(beside), (path, pair)
    finally:
        page.request.post(
            "/you", form={**settings, "language": "en"}, headers={"Sec-Fetch-Site": "same-origin"}
        )


def test_without_a_script_the_zone_and_the_time_so_far_are_said(open_page):
    page = open_page(PHONE, java_script_enabled=False, timezone_id="America/New_York")
    page.goto("/")
    page.get_by_role("button", name="Start logging").click()
    page.get_by_text("Times are those of Los Angeles.").wait_for()
    page.locator(".run.idle button.stop").click()
    page.get_by_text(re.compile(r"^\d min so far, started at \d{1,2}:\d\d$")).wait_for()
    expect(page.locator("[data-elapsed]")).to_be_hidden()
    page.get_by_role("link", name="Change it under You").click()
    page.locator("#zone").wait_for(state="visible")

    scripted = start_log(open_page(PHONE, timezone_id="America/New_York"))
    start_timer(scripted, "Scenes")
    scripted.locator("[data-timer]:not([data-unsent]) [data-elapsed]").wait_for()
    expect(scripted.get_by_text("so far, started at")).to_be_hidden()
    expect(scripted.get_by_text("Times are those of")).to_be_hidden()


def test_several_are_chosen_at_once_with_the_button_in_reach(sample_page):
    page = sample_page(PHONE)
    page.goto("/work?select=yes")
    page.locator("a[rel=prev]").click()
    page.wait_for_url("**month=**")
    boxes = page.locator("input[name=task]")
    assert boxes.nth(10).bounding_box()["y"] > PHONE["height"]
    button = page.get_by_role("button", name="Change the chosen ones")
    page.get_by_text("Chosen: 0").wait_for()
    boxes.nth(1).check()
    page.get_by_text("Chosen: 1").wait_for()
    button.click(trial=True)
    box, tabs = button.bounding_box(), page.locator(".tabs").bounding_box()
    assert box["y"] + box["height"] <= tabs["y"]
    page.get_by_role("button", name="Choose all shown").click()
    page.get_by_text(f"Chosen: {boxes.count()}").wait_for()

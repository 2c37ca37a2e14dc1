"""An organizer makes a campaign and comes away with a poster and a sheet of codes."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from app.database import open_engine, transaction
from app.records.campaign import LONGEST_LINE, CampaignCreate
from app.store import campaigns, writers
from tests.app.campaign_factories import WORDS
from tests.app.releasing import FIRST, a_stored_release
from tests.stories.conftest import ASKED, LAPTOP, NARROW, PHONE, WINDOWS, organize
from tests.stories.test_screens import cut_text, scrolls_sideways, small_targets, violations

pytestmark = pytest.mark.browser

#: A4 at 96 points an inch, without the margins.
PAPER = {"width": 690, "height": 1017}


@pytest.fixture
def organizer(open_page, database):
    """Open a page that is signed in as an organizer of her own."""

    def opened(viewport=LAPTOP, **options):
        page = open_page(viewport, **options)
        page.goto("/")
        page.get_by_role("button", name="Start logging").click()
        page.wait_for_url("**/today")
        page.goto("/you")
        handle = page.locator("dt:has-text('Handle') + dd").inner_text()
        organize(database, handle)
        return page

    return opened


def make(page, languages=(), **said):
    page.goto("/campaigns/new")
    for summary in page.locator("main summary").all() if languages else ():
        summary.click()
    for code in languages:
        page.locator(f"[name=language][value={code}]").check()
    for name, value in {**ASKED, **said}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Make the campaign").click()
    page.get_by_role("heading", name="Your open link").wait_for()


def faults(page):
    found = {
        "axe": violations(page),
        "sideways": scrolls_sideways(page),
        "small": small_targets(page),
        "cut": cut_text(page),
    }
    return {name: value for name, value in found.items() if value}


@WINDOWS
def test_what_is_made_once_is_accessible_and_fits(organizer, viewport, scheme):
    page = organizer(viewport, color_scheme=scheme)
    page.goto("/campaigns")
    assert faults(page) == {}
    page.goto("/campaigns/new")
    page.get_by_role("button", name="Make the campaign").click()
    page.locator(".problem").wait_for()
    for summary in page.locator("main summary").all():
        summary.click()
    assert faults(page) == {}
    make(page, organization="Guild of Gig Writers and Everybody Else Who Ever Wrote a Scene for Money")
    assert faults(page) == {}
    page.locator(".head").get_by_role("link", name="Invite").click()
    page.get_by_role("button", name="Make a sheet").click()
    page.get_by_role("heading", name="Print them now").wait_for()
    assert faults(page) == {}
    page.locator("nav.tabs").get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Team").click()
    page.get_by_text("Let another one decide").click()
    page.get_by_role("button", name="Hand over and leave").click()
    page.locator(".problem").wait_for()
    expect(page.get_by_label("Her handle")).to_be_visible()
    assert faults(page) == {}
    assert [said for said in page.complaints if "422" not in said] == []


def test_from_campaign_to_its_code_is_one_page_with_three_fields(organizer):
    page = organizer(PHONE)
    page.goto("/campaigns/new")
    empty = page.evaluate(
        "[...document.querySelectorAll('main input[type=text], main textarea')].filter(one => !one.value).map(one => one.name)"
    )
    assert empty == list(ASKED)
    make(page)
    expect(page.locator(".qr svg").first).to_be_visible()


def test_a_report_on_its_way_is_seen_to_end_unless_one_chooses_meanwhile(organizer, database):
    page = organizer()
    handle = page.locator("dt:has-text('Handle') + dd").inner_text()
    engine = open_engine(database)
    with transaction(engine) as connection:
        me = writers.by_handle(connection, handle).id
        asked = {
            **WORDS,
            "platforms": [],
            "currency": "USD",
            "languages": ["en"],
            "first_on": date(2026, 4, 1),
        }
        made = campaigns.create(connection, me, CampaignCreate(**asked))
    engine.dispose()
    page.goto(f"/campaigns/{made.id}/releases")
    page.get_by_text("Make the report of these days").first.click()
    page.get_by_role("button", name="Make the report").click()
    page.get_by_text("Waiting for its turn.").or_(page.get_by_text("Too few writers")).first.wait_for()
    page.get_by_text("Make the report of these days").last.click()
    box = page.get_by_label("Gaps in work").last
    box.uncheck()
    page.wait_for_timeout(6_000)
    expect(box).not_to_be_checked()
    page.get_by_text("Make the report of these days").last.click()
    expect(page.get_by_text("Too few writers count in these days")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("It is being made.")).to_be_hidden()
    assert page.complaints == []


@pytest.fixture
def report(organizer, database):
    """Open the report of a campaign of one's own, with every table and all that is folded."""

    def opened(viewport, **options):
        page = organizer(viewport, **options)
        handle = page.locator("dt:has-text('Handle') + dd").inner_text()
        engine = open_engine(database)
        with transaction(engine) as connection:
            me = writers.by_handle(connection, handle).id
            asked = {**WORDS, "platforms": [], "currency": "USD", "languages": ["en"], "first_on": FIRST}
            made = campaigns.create(connection, me, CampaignCreate(**asked))
            a_stored_release(connection, me, made.id)
        engine.dispose()
        page.goto(f"/campaigns/{made.id}/releases/{FIRST}/1")
        for summary in page.locator("main summary").all():
            summary.click()
        return page

    return opened


@WINDOWS
def test_a_report_is_accessible_fits_and_has_one_drawing_of_each_chart(report, viewport, scheme):
    page = report(viewport, color_scheme=scheme)
    assert faults(page) == {}
    shown, gone = ("narrow", "wide") if viewport["width"] < 640 else ("wide", "narrow")
    charts = page.locator("figure.drawn").count()
    assert charts == 5
    assert page.locator(f".drawn svg.{shown}:visible").count() == charts
    assert page.locator(f".drawn svg.{gone}:visible").count() == 0
    paper = page.locator(".drawn [fill='#ffffff']").first.evaluate("one => getComputedStyle(one).fill")
    card = page.locator("section.sheet").first.evaluate("one => getComputedStyle(one).backgroundColor")
    assert paper == card, "a drawing has the colours of the page"


def test_the_whole_name_of_a_row_stays_where_a_table_is_moved_sideways(report):
    page = report(NARROW)
    region = page.locator(".scroll:has(.and)").first
    name = region.locator("tbody th").first
    before = name.bounding_box()
    moved = region.evaluate("one => { one.scrollLeft = 200; return one.scrollLeft; }")
    assert moved > 0
    assert name.bounding_box()["x"] == before["x"]
    assert name.inner_text().split("\n") == ["Annex & Co", "Ranking answers"]
    assert before["width"] < NARROW["width"] / 2


def test_everything_works_without_script(organizer):
    page = organizer(NARROW, java_script_enabled=False)
    make(page)
    assert page.get_by_role("button", name="Print it on A4").count() == 0
    assert page.locator("textarea").input_value().startswith(ASKED["organization"])
    page.locator(".head").get_by_role("link", name="Invite").click()
    for name, then in (("Pause", "Resume"), ("Resume", "Pause")):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=then)).to_be_visible()
    page.get_by_text("End it", exact=True).click()
    page.get_by_text("End it for good").click()
    expect(page.get_by_text("No link yet.")).to_be_visible()


def test_on_paper_there_is_the_poster_and_nothing_else(organizer):
    page = organizer()
    make(page)
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".poster")).to_be_visible()
    for gone in (".top", "nav.tabs", "h1", ".printed", "textarea", "button:visible"):
        assert not page.locator(gone).first.is_visible() if page.locator(gone).count() else True, gone
    box = page.locator(".poster").bounding_box()
    assert box["height"] <= PAPER["height"]
    assert page.locator(".poster .qr svg").bounding_box()["width"] > 300
    assert (
        page.locator(".poster").evaluate("one => getComputedStyle(one).backgroundColor")
        == "rgb(255, 255, 255)"
    )


@pytest.mark.parametrize("length", ["short", "long"])
def test_each_poster_is_one_page_and_no_page_is_empty(organizer, length):
    page = organizer()
    longest = {
        "organization": ("Guild of Everybody Who Ever Wrote a Scene for Money " * 4)[:120].strip(),
        "question": ("What is an hour of scenes worth after every cost of ours? " * 9)[:LONGEST_LINE].strip(),
    }
    make(page, ["en", "es"], **(longest if length == "long" else {}))
    assert page.locator(".poster").count() == 2
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    for poster in page.locator(".poster").all():
        assert poster.evaluate("one => one.scrollHeight - one.clientHeight") <= 0, "nothing is cut"
        assert poster.locator(".qr svg").bounding_box()["width"] > 220


@pytest.mark.parametrize("viewport", [NARROW, PHONE, LAPTOP], ids=["narrow", "phone", "laptop"])
def test_a_long_name_of_an_organization_takes_two_lines_at_most_beside_what_is_kept(organizer, viewport):
    page = organizer(viewport)
    name = "Guild of Gig Writers and Everybody Else Who Ever Wrote a Scene for Money"
    make(page, organization=name)
    told, pill = page.locator(".organization"), page.locator("[data-pill]")
    pill.wait_for()
    box, beside = told.bounding_box(), pill.bounding_box()
    assert box["height"] <= 2.6 * float(told.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
    assert beside["x"] + beside["width"] + 8 <= box["x"]
    assert pill.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    assert told.get_attribute("title") == name


def test_on_paper_a_strip_is_never_cut_by_the_page(organizer):
    page = organizer()
    make(page)
    page.locator(".head").get_by_role("link", name="Invite").click()
    page.get_by_label("How many codes").fill("40")
    page.get_by_role("button", name="Make a sheet").click()
    page.get_by_role("heading", name="Print them now").wait_for()
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Print them now")).to_be_hidden()
    assert page.locator(".strips li").count() == 40
    assert "draw one" in page.locator(".rule").inner_text()
    assert page.locator(".strips li").first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_session_that_ended_meanwhile_loses_nothing_that_was_typed(organizer, scripted):
    page = organizer(NARROW)
    kept = page.context.cookies()
    if not scripted:  # no script comes from here on
        page.route("**/*.js*", lambda route: route.abort())
    page.goto("/campaigns/new")
    for name, value in ASKED.items():
        page.locator(f"[name={name}]").fill(value)
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Make the campaign").click()
    page.get_by_role("heading", name="Your log is not open here any more").wait_for()
    expect(page.get_by_text(ASKED["question"])).to_be_visible()
    assert not scripted or faults(page) == {}
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the log in another tab").click()
    opened.value.wait_for_url("**/sign-in/campaigns")
    page.context.add_cookies(kept)
    opened.value.close()
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("heading", name="Your open link").wait_for()

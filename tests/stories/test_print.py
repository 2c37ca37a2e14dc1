"""On paper: what is owed and the real pay, without controls, with their source, readable in grey."""

import base64
import re
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from playwright.sync_api import expect

from reports.charts.card import chart_of, draw
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import sample_report
from tests.stories.conftest import LAPTOP, PHONE

pytestmark = pytest.mark.browser

PAGES = ["/payments", "/real-pay", "/payments/lists/late"]
CONTROLS = (
    "button, input:not([type=hidden]), select, textarea, nav, .btn, .skip, .tap:not(.all .tap), a[download]"
)
# How light the dots of an image are, from 0 to 255: their mean and how far they spread.
GREY = """async png => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(0, 0, image.width, image.height).data, light = [];
  for (let at = 0; at < dots.length; at += 4) light.push(.2126 * dots[at] + .7152 * dots[at + 1] + .0722 * dots[at + 2]);
  const mean = light.reduce((a, b) => a + b) / light.length;
  return [mean, Math.sqrt(light.reduce((a, b) => a + (b - mean) ** 2, 0) / light.length)];
}"""


@pytest.fixture
def printed(open_page, open_sample):
    """A page of the sample as it is printed, from a dark screen too."""

    def opened(path, viewport=PHONE, scheme="light"):
        page = open_page(viewport, color_scheme=scheme)
        open_sample(page)
        page.goto(path)
        page.emulate_media(media="print", color_scheme=scheme)
        return page

    return opened


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_paper_has_no_controls_and_says_where_it_is_from(printed, viewport):
    page = printed(PAGES[0], viewport)
    for path in PAGES:
        page.goto(path)
        seen = page.evaluate(
            "css => [...document.querySelectorAll(css)].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 90))",
            CONTROLS,
        )
        assert seen == [], path
        source = page.locator(".printed")
        assert source.is_visible(), path
        assert re.fullmatch(
            r"Source: a writer’s own log in Pagerate, printed on \d+ \w+ \d{4}\.", source.inner_text()
        )
    page.emulate_media(media="screen")
    expect(page.locator(".printed")).to_be_hidden()


def test_paper_is_white_also_from_a_dark_screen(printed):
    page = printed("/payments", scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.sheet')).backgroundColor]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(255, 255, 255)"]


def looks_of(page):
    """Mean and spread of the light of each part of the bar of what is owed, from left to right."""
    box = page.locator(".owe .parts").bounding_box()
    parts = page.evaluate(
        """() => [...document.querySelectorAll('.owe .parts > *')].map(part => {
          const {x, width} = part.getBoundingClientRect();
          return [x, width];
        })"""
    )
    looks = []
    for x, width in parts:
        clip = {"x": x + 4, "y": box["y"] + 6, "width": max(8, width - 8), "height": 20}
        looks.append(page.evaluate(GREY, base64.b64encode(page.screenshot(clip=clip)).decode()))
    return looks


def test_in_grey_the_hatch_is_told_from_what_is_empty(printed):
    page = printed("/payments", LAPTOP)
    grid, hatch, empty = looks_of(page)  # 31 to 60 days late, 1 to 30 days, not due yet
    assert grid[1] > 25  # lines
    assert hatch[1] > 25
    assert empty[1] < 5
    assert hatch[0] - grid[0] > 10


@pytest.mark.parametrize("sight", ["none", "achromatopsia", "protanopia", "deuteranopia", "tritanopia"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_age_of_what_is_owed_is_told_from_the_others_whatever_one_sees(
    open_page, open_sample, sight, scheme
):
    page = open_page(LAPTOP, color_scheme=scheme)
    open_sample(page)
    page.goto("/payments")
    one = sample_report().owed[0]
    owed = tuple(replace(one, days_late=late, amount=Fraction(100)) for late in (90, 40, 10, 0, None))
    drawn = str(draw(chart_of("owed", sample_report(owed=owed), PlainWords())))
    page.evaluate(
        "html => { document.querySelector('.owe .parts').outerHTML = html }", drawn[: drawn.index("<ul")]
    )
    page.context.new_cdp_session(page).send("Emulation.setEmulatedVisionDeficiency", {"type": sight})
    looks = looks_of(page)
    assert len(looks) == 5
    for one, other in combinations(looks, 2):
        assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) > 10, looks
    solid, grid, hatch, empty, _ = looks
    assert min(grid[1], hatch[1]) > 20, looks
    assert max(solid[1], empty[1]) < 5, looks


def test_the_page_goes_to_paper_in_a_few_sheets(printed):
    page = printed("/real-pay", LAPTOP)
    paper = page.pdf(format="A4", print_background=False)
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 12


def test_a_shared_page_goes_to_paper_in_whole_frames_and_without_dead_links(printed):
    page = printed("/share", LAPTOP)
    page.emulate_media(media="screen")
    page.locator("button[value=make]").click()
    page.locator("#address").wait_for()
    page.goto(page.locator("#address").input_value())
    page.emulate_media(media="print")
    seen = page.evaluate(
        "css => [...document.querySelectorAll(css)].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 90))",
        f"{CONTROLS}, .foot a, .foot summary",
    )
    assert seen == []
    frames = page.evaluate(
        """() => [...document.querySelectorAll('.dashboard .card, .dashboard .pay-facts')].map(one => {
          const {borderTopWidth, borderLeftWidth, paddingLeft, paddingTop} = getComputedStyle(one);
          return [borderTopWidth, borderLeftWidth, paddingLeft, paddingTop].map(parseFloat);
        })"""
    )
    assert len(frames) > 2
    assert [frame for frame in frames if not frame[0] or not frame[1] or frame[2] < 12 or frame[3] < 4] == []

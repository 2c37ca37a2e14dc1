"""Whatever colours one sees, and in grey and on paper: what was got, what is missing and each part can be told apart.

Chromium shows a page as others see it, by the matrices of Machado, Oliveira and Fernandes, “A Physiologically-based Model
for Simulation of Color Vision Deficiency”, IEEE TVCG 15(6), 2009; without any colour it shows the light alone.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

import pytest

from tests.reports.sample_report import rated, sample_report
from tests.stories.chart_sheets import show
from tests.stories.conftest import LAPTOP

pytestmark = pytest.mark.browser

KEPT, LOST, EARNED = "rect.kept", 'rect[fill="url(#hatch-lost)"]', ".clip:has(.earned)"
AGES = {
    "line-1": '.parts > [fill$="line-1)"]',
    "line-7": '.parts > [fill$="line-7)"]',
    "lost": f".parts > {LOST}",
    "due": '.parts > .clip:has([fill="none"])',
    "unknown": '.parts > .clip:has([fill$="unknown)"])',
}
#: Chart -> each of its marks, and where one is.
MARKS = {
    "ladder": {"kept": KEPT, "lost": LOST, "compared": ".clip:has(.compared)"},
    "timeline": {"kept": KEPT, "lost": LOST},
    "shortfall": {f"line-{number}": f'.parts > [fill$="line-{number})"]' for number in range(1, 7)},
    "months": {"kept": KEPT, "earned": "rect.earned"},
    "platforms": {"dot": ".dots .dot", "ring": ".dots .ring"},
    "calendar": {f"step-{number}": f".calendar .step-{number}" for number in range(5)},
    "onboarding": {"kept": KEPT, "lost": LOST},
    "changes": {"kept": KEPT, "lost": LOST, "earned": EARNED},
    "unpaid": {"lost": LOST, "paper": ".step"},
    "toll": {"kept": KEPT, "lost": LOST, "earned": EARNED},
    "owed": AGES,
}
#: The largest of each mark, and the middle of it without its edges; of what is only words, the paper under them.
PLACES = """charts => Object.entries(charts).map(([key, marks]) => {
  const card = document.getElementById(`chart-${key}`).closest('.card');
  return [key, Object.entries(marks).map(([mark, css]) => {
    const boxes = [...card.querySelectorAll(`figure ${css}`)].filter(one => !one.closest('.swatch')).map(one => one.getBoundingClientRect());
    if (!boxes.length) return [mark, null];
    const {left, top, width, height} = boxes.reduce((one, other) => one.width * one.height < other.width * other.height ? other : one);
    if (mark === 'paper') return [mark, [left, top - 4, 12, 3]];
    const [wide, high] = [Math.min(40, width - 6), Math.min(24, height - 5)];
    return [mark, [left + (width - wide) / 2, top + scrollY + (height - high) / 2, wide, high]];
  })];
})"""
#: How light each place of a picture is, from 0 to 255, how far its dots spread, and how much the light changes from a dot
#: to the next one across, down and on both slants: lines that stand, lie or lean are told by where it does not change.
LIGHT = """async ([png, places]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.drawImage(image, 0, 0);
  return places.map(([x, y, width, height]) => {
    const [wide, high] = [Math.max(1, Math.floor(width)), Math.max(1, Math.floor(height))];
    const dots = pen.getImageData(Math.round(x), Math.round(y), wide, high).data, light = [];
    for (let at = 0; at < dots.length; at += 4) light.push(.2126 * dots[at] + .7152 * dots[at + 1] + .0722 * dots[at + 2]);
    const mean = light.reduce((a, b) => a + b) / light.length;
    const changes = [[1, 0], [0, 1], [1, 1], [-1, 1]].map(([right, down]) => {
      const found = [];
      for (let v = 0; v + down < high; v++)
        for (let u = 0; u < wide; u++)
          if (u + right >= 0 && u + right < wide) found.push(Math.abs(light[v * wide + u] - light[(v + down) * wide + u + right]));
      return found.length ? found.reduce((a, b) => a + b) / found.length : 0;
    });
    return [mean, Math.sqrt(light.reduce((a, b) => a + (b - mean) ** 2, 0) / light.length), ...changes];
  });
}"""
SIGHTS = ("none", "achromatopsia", "protanopia", "deuteranopia", "tritanopia")
LOOKS = [(sight, scheme, media) for sight in SIGHTS for scheme, media in (("light", "screen"), ("dark", "screen"), ("light", "print"))]  # fmt: skip
SAMPLE = {
    ("achromatopsia", "light", "print"),
    ("protanopia", "dark", "screen"),
    ("deuteranopia", "light", "screen"),
}
#: Light differs by so much, or how it spreads and changes.
APART = 12


def every_mark():
    """The sample, with something of each age owed to her, and hard work that paid much less."""
    sample = sample_report()
    one = sample.owed[0]
    owed = tuple(replace(one, days_late=late, amount=Fraction(100)) for late in (90, 40, 10, 0, None))
    hard = replace(sample.topics["toll"], parts=(rated("ranking", "0.5", "40", "20"),))
    return replace(sample, owed=owed, topics={**sample.topics, "toll": hard})


@pytest.fixture
def looks(sheet):
    """Chart -> mark -> its light and how far that spreads, as somebody sees it."""

    def seen(sight, scheme, media, script=""):
        page = show(sheet(LAPTOP, color_scheme=scheme), every_mark())
        page.emulate_media(media=media)
        page.context.new_cdp_session(page).send("Emulation.setEmulatedVisionDeficiency", {"type": sight})
        page.evaluate(f"() => {{ {script} }}")
        found = page.evaluate(PLACES, MARKS)
        places = [place for _, marks in found for _, place in marks]
        assert None not in places, found
        png = base64.b64encode(page.screenshot(full_page=True)).decode()
        light = iter(page.evaluate(LIGHT, [png, places]))
        return {key: {mark: next(light) for mark, _ in marks} for key, marks in found}

    return seen


def told_apart(marks):
    """Pairs of marks that look alike."""
    return [
        (one, other)
        for one, other in combinations(marks, 2)
        if max(abs(first - second) for first, second in zip(marks[one], marks[other], strict=True)) <= APART
    ]


@pytest.mark.parametrize(
    ("sight", "scheme", "media"),
    [
        pytest.param(*look, id="-".join(look), marks=() if look in SAMPLE else pytest.mark.long)
        for look in LOOKS
    ],
)
def test_each_mark_is_told_from_the_others_whatever_one_sees(sight, scheme, media, looks):
    seen = looks(sight, scheme, media)
    assert {key: told_apart(marks) for key, marks in seen.items() if told_apart(marks)} == {}, seen
    for key, marks in seen.items():
        if "lost" in marks:
            assert marks["lost"][1] > 20, (key, marks)
        if "kept" in marks:
            assert marks["kept"][1] < 5, (key, marks)
    steps = [light for light, *_ in seen["calendar"].values()]
    assert steps == sorted(steps, reverse=scheme == "light"), steps
    assert all(abs(one - other) > APART for one, other in pairwise(steps)), steps


def test_without_its_hatch_what_is_missing_would_not_be_told(looks):
    """So the test above can fail: a red as dark as the blue is one grey with it."""
    plain = (
        'document.getElementById(\'hatch-lost\').innerHTML = \'<rect width="8" height="8" fill="#7a4630"/>\''
    )
    seen = looks("achromatopsia", "light", "screen", plain)
    assert told_apart(seen["ladder"]) == [("kept", "lost")]
    assert seen["ladder"]["lost"][1] < 5

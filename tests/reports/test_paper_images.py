"""Charts and cards as files: their size, their parts, and nothing in them that nobody put there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reports.charts.card import CHART_KEYS, chart_of
from reports.documents import card as cards
from reports.documents.card import SIZES, CardFact, CardWords, card_alt, card_of, share_card
from reports.documents.chart_image import chart_png, chart_svg, source_line
from reports.documents.pictures.of_chart import SHEET, sheet_of
from reports.sharing import Amounts, Choices
from tests.reports.paper_reader import png_parts, png_size
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import figure, sample_report, with_figures
from tests.reports.shared_views import shared
from tests.reports.test_charts import empty_report

WORDS = PlainWords()
SOURCE = "As logged by the writer, 1 March to 31 October 2026. Made on 12 November 2026 with page/rate."
LIKE_MARKUP = '#let x = 1 *a* $x$ ] <b> \\n "quoted" // [no]'


def test_the_source_line_says_whose_days_when_and_by_what():
    assert source_line(sample_report(), WORDS, "page/rate") == SOURCE
    assert source_line(sample_report(), WORDS, "").endswith("Made on 12 November 2026.")


@pytest.mark.parametrize("key", CHART_KEYS)
def test_a_chart_is_a_png_twice_as_fine_as_its_sheet_with_nothing_but_pixels(key):
    chart = chart_of(key, sample_report(), WORDS)
    made = chart_png(chart, SOURCE)
    assert {kind for kind, _ in png_parts(made)} == {"IHDR", "IDAT", "IEND"}
    width, height = png_size(made)
    assert width == 2 * SHEET
    assert abs(height - 2 * sheet_of(chart, SOURCE).height) <= 2
    assert chart_png(chart, SOURCE) == made


@pytest.mark.parametrize("key", CHART_KEYS)
def test_a_chart_as_svg_brings_its_words_and_its_letters(key):
    chart = chart_of(key, sample_report(), WORDS)
    text = chart_svg(chart, SOURCE).decode()
    root = ET.fromstring(text)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == chart.finding
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == chart.text
    assert text.count("@font-face") == 2
    assert "As logged by the writer" in text
    assert not re.search(r"https?://(?!www\.w3\.org)", text)


def test_an_empty_log_has_images_too():
    for key in CHART_KEYS:
        chart = chart_of(key, empty_report(), WORDS)
        assert png_size(chart_png(chart, SOURCE))[0] == 2 * SHEET
        ET.fromstring(chart_svg(chart, SOURCE))


@pytest.mark.parametrize("name", [LIKE_MARKUP, "北京 😀 \u202e\x07", "W" * 300, "word " * 80])
def test_no_name_breaks_an_image(name):
    report = sample_report()
    part = replace(report.by_platform[0], label=name)
    named = replace(report, by_platform=(part,), platform_names=dict.fromkeys(report.platform_names, name))
    for key in ("platforms", "timeline"):
        chart = chart_of(key, named, WORDS)
        assert png_size(chart_png(chart, SOURCE))[0] == 2 * SHEET
        ET.fromstring(chart_svg(chart, SOURCE))


@pytest.mark.parametrize("size", SIZES)
def test_a_card_has_its_size_and_nothing_but_pixels(size):
    made = share_card(card_of(shared(sample_report()), WORDS, "page/rate"), size)
    assert png_size(made) == SIZES[size]
    assert {kind for kind, _ in png_parts(made)} == {"IHDR", "IDAT", "IEND"}


def test_a_card_has_the_words_of_the_dashboard_and_no_other():
    dashboard = shared(sample_report(), Choices(amounts=Amounts.EXACT))
    card = card_of(dashboard, WORDS, "page/rate")
    assert (card.promised, card.real, card.is_struck) == ("$38.00", "$23.66", True)
    assert card.sentence == dashboard.hero.sentence
    assert [(fact.amount, fact.unit, fact.is_loss) for fact in card.facts] == [
        ("171", "hours", True), ("56", "days", True), ("$1,918", "", False),
    ]  # fmt: skip
    assert (card.period, card.as_logged, card.lang) == (dashboard.period, dashboard.source, "en")
    # How many contracts and platforms there are is said where a chosen part shows them.
    without = card_of(shared(sample_report(), Choices(parts=())), WORDS)
    assert without == CardWords(period="March to October 2026", as_logged=dashboard.source)
    assert png_size(share_card(without, "tall")) == SIZES["tall"]


def test_a_card_leaves_out_what_is_not_known():
    none = card_of(shared(empty_report()), WORDS)
    assert none.facts == ()
    assert png_size(share_card(none)) == SIZES["wide"]
    first = with_figures(sample_report(), gap_days=figure("gap_days", None, "days"))
    assert [fact.amount for fact in card_of(shared(first), WORDS).facts] == ["170", "$1,900", "18"]


@pytest.mark.parametrize("size", SIZES)
def test_both_cards_show_the_facts_that_the_words_for_them_name(monkeypatch, size):
    seen = {}
    monkeypatch.setattr(cards, "png", lambda template, data: seen.setdefault(template, data) and b"")
    card = CardWords(facts=tuple(CardFact(f"{number}0", "hours", "said") for number in range(1, 6)))
    share_card(card, size)
    on_it = [fact.amount for fact in seen["card.typ"]["card"]["facts"]]
    assert on_it == ["10", "20", "30"]
    assert re.findall(r"\d+", card_alt(card, WORDS)) == on_it


def test_the_card_in_words_says_everything_on_it():
    card = card_of(shared(sample_report()), WORDS, "page/rate")
    said = card_alt(card, WORDS)
    for words in (card.label, card.real, card.promised, card.sentence, card.period, card.as_logged):
        assert words in said
    for fact in card.facts:
        assert f"{fact.amount} {fact.unit}".strip() in said
        assert fact.sentence in said
    assert (
        card_alt(CardWords(facts=(CardFact("7", "days", "without work"),)), WORDS) == "7 days without work."
    )


def test_what_is_not_on_the_card_is_not_in_the_file(monkeypatch):
    """A card is made of its words alone: the same words of another log are the same bytes."""
    seen = {}
    monkeypatch.setattr(cards, "png", lambda template, data: seen.setdefault(template, data) and b"")
    share_card(card_of(shared(sample_report(zone="Mars/Canary")), WORDS))
    text = repr(seen["card.typ"])
    assert "Mars/Canary" not in text
    assert "1,918" not in text
    assert "Northlight" not in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "card",
    [
        CardWords(),
        CardWords(real="$1,234,567,890,123,456.78", promised="$9,876,543,210,123.00", is_struck=True),
        CardWords(label=LIKE_MARKUP, real=LIKE_MARKUP, promised=LIKE_MARKUP, sentence=LIKE_MARKUP),
        CardWords(
            label="word " * 90, real="No rate, since there is no time logged for any of the pay", sentence="x" * 400,
            facts=(CardFact("9" * 60, "hours " * 9, "y" * 300),) * 7, brand="a/b" * 30, period="p " * 99,
            as_logged="z " * 300, is_loss=True,
        ),
        CardWords(label="北京", real="\u2212$3.00", is_loss=True, lang="es"),
    ],
)  # fmt: skip
def test_any_words_fit_a_card(card, size):
    assert png_size(share_card(card, size)) == SIZES[size]


def test_images_say_no_time_of_the_machine():
    made = share_card(card_of(shared(sample_report()), WORDS))
    assert str(datetime.now(UTC).year).encode() not in b"".join(
        body for kind, body in png_parts(made) if kind != "IDAT"
    )
    assert date.today().isoformat().encode() not in chart_svg(
        chart_of("ladder", sample_report(), WORDS), SOURCE
    )

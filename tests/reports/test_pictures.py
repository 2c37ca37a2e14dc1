"""A picture says what its chart says, in marks that lie on the sheet and need no stylesheet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import personal
from reports.charts.card import CHART_KEYS, chart_of, charts_of
from reports.charts.model import Chart, Key, Table, number_cell, text_cell
from reports.charts.months import MonthsChart
from reports.documents.letters import showable
from reports.documents.pictures.look import INKS, LOOKS
from reports.documents.pictures.of_chart import MARGIN, SHEET, drawing_of, figure_of, sheet_of
from reports.documents.pictures.of_table import draw_table
from reports.documents.pictures.picture import Box, Dot, Line, Picture, Words, room_of, stacked
from reports.documents.pictures.svg import _drawn, svg_of
from reports.periods import Period
from reports.personal import BenefitLine, ContractBar, GapBar, MonthBar, Slice
from tests.reports.busy_ledger import ENDS, busy_ledger
from tests.reports.factories import ledger_of
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import PERIOD, figure, sample_report, with_figures
from tests.reports.some_writer import NO_RATES
from tests.reports.test_charts import empty_report

WORDS = PlainWords()
UNPAID = (
    Slice(
        "waiting",
        "Waiting",
        {"hours": figure("hours", 3, "hours"), "value_of_unpaid_time": figure("value_of_unpaid_time", 90)},
    ),
)
WIDTH = 656.0
SVG = "{http://www.w3.org/2000/svg}"


def said(picture: Picture) -> str:
    return " ".join(mark.text for mark in picture.marks if isinstance(mark, Words))


def looks(picture: Picture) -> set[str]:
    return {mark.look for mark in picture.marks}


def of(picture: Picture, look: str) -> list[Box]:
    return [mark for mark in picture.marks if isinstance(mark, Box) and mark.look == look]


def assert_sound(picture: Picture, width: float) -> None:
    """Every mark has a known look and lies on the picture."""
    for mark in picture.marks:
        assert mark.look in (INKS if isinstance(mark, Words) else LOOKS), mark
        match mark:
            case Box():
                edges = (mark.x, mark.x + mark.width, mark.y, mark.y + mark.height)
            case Line():
                edges = (mark.x1, mark.x2, mark.y1, mark.y2)
            case Dot():
                edges = (mark.x, mark.x, mark.y - mark.radius, mark.y + mark.radius)
            case Words():
                right = mark.left + room_of(mark.text, mark.look, mark.size)
                edges = (mark.left, right, mark.y - mark.size, mark.y)
        left, right, top, bottom = edges
        assert -8 <= left <= right + 0.01 or isinstance(mark, Line), mark
        assert right <= width + 8, mark
        assert -1 <= top <= bottom + 0.01, mark
        assert bottom <= picture.height + 1, mark


def test_every_chart_of_the_page_has_a_drawing_of_its_own():
    for key in CHART_KEYS:
        chart = chart_of(key, sample_report(), WORDS)
        assert drawing_of.dispatch(type(chart)) is not drawing_of.dispatch(Chart), key


@pytest.mark.parametrize("key", CHART_KEYS)
def test_a_sheet_has_the_finding_the_question_the_note_and_whose_it_is(key):
    chart = chart_of(key, sample_report(), WORDS)
    sheet = sheet_of(chart, "As logged by the writer.")
    assert_sound(sheet, SHEET)
    text = said(sheet)
    for words in (
        chart.finding,
        chart.question,
        "As logged by the writer.",
        *(key.words for key in chart.legend),
    ):
        assert words in text
    if chart.note:
        assert chart.note.split()[0] in text


def test_the_ladder_keeps_its_order_its_amounts_and_its_hatch():
    chart = chart_of("ladder", sample_report(), WORDS)
    drawn = drawing_of(chart, WIDTH)
    text = said(drawn)
    places = [text.index(rung.label) for rung in chart.rungs]
    assert places == sorted(places)
    for rung in chart.rungs:
        assert rung.shown in text
    kept, lost, compared = of(drawn, "kept"), of(drawn, "lost"), of(drawn, "compared")
    assert (len(kept), len(lost), len(compared)) == (4, 5, 2)
    for bar, rung in zip(kept, chart.rungs, strict=False):
        assert bar.width == pytest.approx(float(chart.scale.at(rung.value)) * WIDTH, abs=0.02)


def test_the_ladder_says_why_a_step_has_no_rate_and_what_is_provisional():
    report = with_figures(
        sample_report(),
        advertised_rate=figure("advertised_rate", None, "money_per_hour", reason="no_hours"),
        effective_hourly_rate=figure("effective_hourly_rate", "-2", "money_per_hour"),
        paid_time_rate=replace(sample_report().figures["paid_time_rate"], provisional=True),
        employee_equivalent_wage=figure("employee_equivalent_wage", "3", "money_per_hour"),
    )
    chart = chart_of("ladder", report, WORDS)
    drawn = drawing_of(chart, WIDTH)
    text = said(drawn)
    assert chart.rungs[0].shown in text
    assert "provisional" in text
    assert "+$5.00" in text
    assert "zero" in looks(drawn)
    assert_sound(drawn, WIDTH)


def test_the_timeline_draws_gaps_behind_the_contracts_and_names_the_longest():
    drawn = drawing_of(chart_of("timeline", sample_report(), WORDS), WIDTH)
    assert (len(of(drawn, "gap")), len(of(drawn, "kept"))) == (5, 20)
    assert "19 days" in said(drawn)
    order = [mark.look for mark in drawn.marks if isinstance(mark, Box)]
    assert max(i for i, look in enumerate(order) if look == "gap") < order.index("kept")


def test_a_log_without_contracts_has_gaps_alone_and_one_without_both_has_nothing():
    only = sample_report(contracts=())
    drawn = drawing_of(chart_of("timeline", only, WORDS), WIDTH)
    assert of(drawn, "gap")
    assert not of(drawn, "kept")
    assert drawing_of(chart_of("timeline", empty_report(), WORDS), WIDTH).height == 0
    without = sample_report(gaps=())
    assert of(drawing_of(chart_of("timeline", without, WORDS), WIDTH), "gap") == []


@pytest.mark.parametrize(("start", "anchor"), [(0, "start"), (110, "middle"), (225, "end")])
def test_the_longest_gap_is_named_where_its_words_fit(start, anchor):
    days = Period(PERIOD.start + timedelta(days=start), PERIOD.start + timedelta(days=start + 19))
    report = sample_report(gaps=(GapBar(days, 19, is_open=False, cause=None),))
    drawn = drawing_of(chart_of("timeline", report, WORDS), WIDTH)
    (words,) = [m for m in drawn.marks if isinstance(m, Words) and m.look == "loss_bold"]
    assert words.anchor == anchor
    assert_sound(drawn, WIDTH)


def test_contracts_at_the_same_time_and_very_many_platforms_stay_on_the_sheet():
    contracts = tuple(
        ContractBar(f"c{n}", f"p{n % 45}", f"Contract {n}", PERIOD.start, None) for n in range(400)
    )
    report = sample_report(contracts=contracts, platform_names={f"p{n}": f"Platform {n}" for n in range(45)})
    drawn = drawing_of(chart_of("timeline", report, WORDS), WIDTH)
    assert "+ 15 …" in said(drawn)
    assert drawn.height < 3_600
    assert_sound(drawn, WIDTH)
    one = tuple(replace(bar, platform_id="p0") for bar in contracts)
    assert drawing_of(chart_of("timeline", replace(report, contracts=one), WORDS), WIDTH).height < 200


def test_the_parts_of_the_shortfall_fill_the_bar_in_their_order():
    chart = chart_of("shortfall", sample_report(), WORDS)
    drawn = drawing_of(chart, WIDTH)
    bar = [mark for mark in drawn.marks if isinstance(mark, Box) and mark.height == 34]
    assert [mark.look for mark in bar] == [f"line-{number}" for number in range(1, 7)]
    assert sum(mark.width for mark in bar) == pytest.approx(WIDTH, abs=0.1)
    text = said(drawn)
    for line in chart.lines:
        assert line.label in text
        assert line.shown in text
    assert "?" in text


def test_a_shortfall_without_amounts_has_no_bar():
    lines = tuple(
        BenefitLine(figure(key, value, reason=reason), is_added=True)
        for key, value, reason in (("health", None, "no_value_on_file"), ("retirement", 0, None))
    )
    drawn = drawing_of(chart_of("shortfall", sample_report(benefit_lines=lines), WORDS), WIDTH)
    assert not [mark for mark in drawn.marks if isinstance(mark, Box) and mark.height == 34]
    assert {"?", "–"} <= set(said(drawn).split())


def test_months_have_an_outline_and_a_solid_bar_as_high_as_their_amounts():
    chart = chart_of("months", sample_report(), WORDS)
    drawn = drawing_of(chart, WIDTH)
    earned, kept = of(drawn, "earned"), of(drawn, "kept")
    assert len(earned) == len(kept) == 8
    highest = max(pair.received for pair in chart.pairs)
    for bar, pair in zip(kept, chart.pairs, strict=True):
        tallest = max(mark.height for mark in kept)
        assert bar.height == pytest.approx(tallest * float(pair.received / highest), abs=0.1)


def test_months_with_money_taken_back_go_below_the_line():
    months = tuple(
        MonthBar(month, Fraction(value), Fraction(0))
        for month, value in zip(PERIOD.months(), (100, -50, 0, 0, 0, 0, 0, 20), strict=True)
    )
    drawn = drawing_of(chart_of("months", sample_report(months=months), WORDS), WIDTH)
    up, down, last = of(drawn, "earned")
    assert down.y == pytest.approx(up.y + up.height, abs=0.1)
    assert down.height == pytest.approx(up.height / 2, abs=0.1)
    assert last.height < up.height
    assert drawing_of(chart_of("months", empty_report(), WORDS), WIDTH).height == 0


def test_long_logs_name_some_months_with_their_years():
    months = tuple(
        MonthBar(Period(first, first + timedelta(days=28)), Fraction(10), Fraction(5))
        for first in (PERIOD.start.replace(year=2020 + n // 12, month=n % 12 + 1) for n in range(60))
    )
    chart = chart_of("months", sample_report(months=months), WORDS)
    assert isinstance(chart, MonthsChart)
    drawn = drawing_of(chart, WIDTH)
    assert "2020" in said(drawn)
    assert_sound(drawn, WIDTH)


def test_platforms_have_ring_and_dot_at_their_places_and_amounts_beside_them():
    chart = chart_of("platforms", sample_report(), WORDS)
    drawn = drawing_of(chart, WIDTH)
    dots = [mark for mark in drawn.marks if isinstance(mark, Dot)]
    assert [mark.look for mark in dots] == ["ring", "dot"] * 5
    real = [mark.x for mark in dots if mark.look == "dot"]
    assert real == sorted(real, reverse=True)
    for dot in chart.dots:
        assert dot.label in said(drawn)
        assert dot.shown in said(drawn)
    assert drawing_of(chart_of("platforms", empty_report(), WORDS), WIDTH).height == 0


@pytest.mark.parametrize(
    ("promised", "real"),
    [
        ("40", "39.5"),
        ("1", "39.5"),
        ("40", "0.01"),
        (None, "20"),
        ("20", None),
        (None, None),
        ("0", "40"),
        ("1", "44.9"),
        ("44.9", "0.01"),
        ("30", "44.9"),
    ],
)
def test_an_amount_never_leaves_the_scale(promised, real):
    report = sample_report()
    part = report.by_platform[0]
    rates = {"advertised_rate": promised, "effective_hourly_rate": real}
    figures = {
        key: figure(key, value, "money_per_hour", reason=None if value else "no_hours")
        for key, value in rates.items()
    }
    one = replace(part, figures={**part.figures, **figures})
    drawn = drawing_of(chart_of("platforms", sample_report(by_platform=(one,)), WORDS), WIDTH)
    assert_sound(drawn, WIDTH)


def test_a_provisional_platform_says_so_under_its_name():
    part = sample_report().by_platform[0]
    real = replace(part.figures["effective_hourly_rate"], provisional=True)
    one = replace(part, figures={**part.figures, "effective_hourly_rate": real})
    drawn = drawing_of(chart_of("platforms", sample_report(by_platform=(one,)), WORDS), WIDTH)
    assert "provisional" in said(drawn)


def test_a_row_of_bars_may_have_nothing_said_about_it():
    chart = chart_of("unpaid", sample_report(unpaid_by_category=UNPAID), WORDS)
    (row,) = chart.rows
    drawn = drawing_of(chart, WIDTH)
    assert row.about in said(drawn)
    plain = drawing_of(replace(chart, rows=(replace(row, about=""),)), WIDTH)
    assert said(plain) == f"{row.shown} {row.label}" or said(plain) == f"{row.label} {row.shown}"
    assert plain.height < drawn.height
    assert len(of(plain, "lost")) == 1


def test_very_many_and_very_long_platforms_stay_on_the_sheet():
    part = sample_report().by_platform[0]
    names = [f"{'An endless name of a platform ' * 4}{n}" for n in range(40)]
    parts = tuple(replace(part, id=name, label=name) for name in names)
    drawn = drawing_of(chart_of("platforms", sample_report(by_platform=parts), WORDS), WIDTH)
    assert "+ 10 …" in said(drawn)
    assert_sound(drawn, WIDTH)


def test_the_calendar_has_a_square_for_each_day_in_its_step():
    chart = chart_of("calendar", sample_report(), WORDS)
    drawn = drawing_of(chart, WIDTH)
    squares = [square for grid in chart.grids for square in grid.squares]
    for step in range(5):
        assert len(of(drawn, f"step-{step}")) == sum(square.step == step for square in squares)
    assert drawing_of(chart_of("calendar", empty_report(), WORDS), WIDTH).height == 0


def test_twelve_months_stand_in_two_rows():
    period = Period(PERIOD.start.replace(month=1), PERIOD.start.replace(year=2027, month=1))
    drawn = drawing_of(chart_of("calendar", sample_report(period=period), WORDS), WIDTH)
    tops = {mark.y for mark in drawn.marks if isinstance(mark, Words)}
    assert len(tops) == 2
    assert_sound(drawn, WIDTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChart(Chart):
    """A chart nobody has drawn."""


def new_chart(rows: int, columns: int = 3) -> NewChart:
    cells = tuple(
        (text_cell(f"Row {n} {'and more words ' * 9}"), *(number_cell(n, WORDS) for _ in range(columns - 1)))
        for n in range(rows)
    )
    return NewChart(
        key="new", finding="Something new", question="What is it?", text="Something.",
        table=Table(tuple(f"Column {n}" for n in range(columns)), cells), figure_key="hours",
        legend=(Key("kept", "a word " * 40), Key("ring", "another")),
    )  # fmt: skip


@pytest.mark.parametrize("columns", [1, 3, 6])
def test_a_chart_nobody_has_drawn_yet_is_shown_as_its_table(columns):
    drawn = figure_of(new_chart(30, columns), WIDTH)
    assert "Column 0" in said(drawn)
    assert "Row 11" in said(drawn)
    assert "Row 12" not in said(drawn)
    assert_sound(drawn, WIDTH)
    assert draw_table(new_chart(0), WIDTH).height == 0


def test_a_sheet_of_a_chart_without_note_and_figure_is_whole():
    chart = replace(new_chart(0), legend=(), note=None)
    sheet = sheet_of(chart, "Source")
    assert said(sheet) == "Something new What is it? Source"
    assert sheet.marks[0] == Box(0, 0, SHEET, sheet.height, "paper")
    assert sheet.height > 2 * MARGIN


def test_pictures_are_stacked_with_gaps_between_those_that_have_height():
    one, none = Picture(10, 20, (Box(0, 0, 10, 20, "kept"),)), Picture(10, 0)
    both = stacked((one, none, one), gap=5)
    assert (both.width, both.height) == (10, 45)
    assert [mark.y for mark in both.marks] == [0, 25]


def test_the_svg_is_whole_by_itself():
    chart = chart_of("timeline", sample_report(), WORDS)
    text = str(svg_of(sheet_of(chart, "Source"), title="A <title>", description="A & B"))
    root = ET.fromstring(text)
    assert root.find(f"{SVG}title").text == "A <title>"
    assert root.find(f"{SVG}desc").text == "A & B"
    used = set(re.findall(r"url\(#([\w-]+)\)", text))
    assert used == {pattern.get("id") for pattern in root.iter(f"{SVG}pattern")} == {"hatch-lost"}
    assert not any(element.get("class") or element.get("style") for element in root.iter())


def test_words_that_no_font_can_show_are_mended_only_where_it_is_asked_for():
    picture = Picture(100, 20, (Words(0, 15, "北\x07\x00"),))
    assert "北<" in str(svg_of(picture))
    assert "\ufffd<" in str(svg_of(picture, said=showable))
    ET.fromstring(str(svg_of(picture)))


def test_only_marks_can_be_drawn():
    with pytest.raises(TypeError, match="no mark"):
        _drawn("a word")


@given(rows=busy_ledger(), as_of=ENDS)
@settings(max_examples=25, deadline=None)
def test_every_picture_of_any_log_is_sound_and_says_what_the_chart_says(rows, as_of):
    made = personal.report(ledger_of(**rows), as_of=as_of, rates=NO_RATES)
    for chart in charts_of(made, WORDS):
        sheet = sheet_of(chart, "As logged by the writer.")
        assert_sound(sheet, SHEET)
        ET.fromstring(str(svg_of(sheet, title=chart.finding, description=chart.text)))
        text = said(sheet)
        for row in getattr(chart, "rungs", ()) or getattr(chart, "lines", ()):
            assert row.shown.split()[0] in text


@given(name=st.text(min_size=1, max_size=80))
@settings(max_examples=30, deadline=None)
def test_any_name_stays_on_the_sheet_and_the_drawing_stays_xml(name):
    report = sample_report()
    part = replace(report.by_platform[0], label=name)
    changed = replace(report, by_platform=(part,), platform_names=dict.fromkeys(report.platform_names, name))
    for key in ("platforms", "timeline"):
        sheet = sheet_of(chart_of(key, changed, WORDS), name)
        assert_sound(sheet, SHEET)
        ET.fromstring(str(svg_of(sheet, title=name, description=name)))

"""The charts of a release: what they find, what stands in the place of what is withheld, and how they are drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction

import pytest

from reports.charts.legend import patterns
from reports.charts.of_release import charts_of_release
from reports.charts.released import plain_number
from reports.definitions import definition_of
from reports.disclosure import Band, Vague
from reports.documents.pictures.of_chart import SHEET, figure_of
from reports.documents.pictures.picture import Box, Dot, Line, Words
from reports.documents.release_charts import drawings_of, release_images, release_png, release_svg
from reports.release import Mark, ReleasedFigure, ReleasedRow
from reports.release.values import TOTAL
from tests.reports.composed_releases import (
    BY_CATEGORY,
    BY_KIND,
    BY_PLATFORM,
    OF_ALL,
    OF_AN_HOUR,
    RATES,
    UNPAID,
    category,
    hidden,
    hidden_row,
    hostile_release,
    platform,
    release,
    rungs,
    share,
    told,
)
from tests.reports.paper_reader import png_parts, png_size
from tests.reports.plain_words import PlainWords

WORDS = PlainWords()
CANARIES = re.compile(r"7[.,]?7[.,]?1[.,]?[678]|7733")
LETTERS = re.compile(r"<style>.*?</style>", re.DOTALL)
WIDTH = 656.0
MOST, FEW = ReleasedFigure(Mark.SHOWN, Vague.MOST), ReleasedFigure(Mark.SHOWN, Vague.FEW)


def chart(table):
    return charts_of_release(release(tables=(table,)), WORDS)[0]


def rates(*rows):
    """A chart of platforms with (key, promised, real) of the middle writer."""
    return chart(replace(BY_PLATFORM, rows=tuple(_rates_row(*row) for row in rows)))


def _rates_row(key, promised, real):
    figures = {
        "effective_hourly_rate_median": hidden() if real is None else told(real),
        "advertised_rate_median": hidden() if promised is None else told(promised),
    }
    return ReleasedRow(platform(key), Mark.SHOWN, Band(20, 49), figures)


def lacking(*figures, names=("Insurance", "Pension", "Leave", "Health")):
    """A table of the cover that writers lack, of the whole cohort."""
    columns = tuple(share(f"without_{name}", name) for name in names)
    told_of = {column.key: figure for column, figure in zip(columns, figures, strict=True)}
    row = ReleasedRow({}, Mark.SHOWN, Band(100, None), told_of)
    return replace(OF_ALL, key="cover", columns=columns, rows=(row,))


CONDITIONS_WITH_A_BAN = replace(
    OF_ALL,
    columns=(
        share("review_pay_talk_forbidden", definition_of("review_pay_talk_forbidden").name),
        share("review_named", "Named as the author"),
    ),
    rows=(
        ReleasedRow(
            {},
            Mark.SHOWN,
            Band(100, None),
            {"review_pay_talk_forbidden": told("0.65"), "review_named": told("0.6")},
        ),
    ),
)


def said(drawn):
    return [mark.text for mark in drawn.marks if isinstance(mark, Words)]


def looks(drawn):
    return [mark.look for mark in drawn.marks if not isinstance(mark, Words)]


def test_every_table_with_something_to_draw_has_its_charts():
    assert [one.key for one in charts_of_release(release(), WORDS)] == [
        "rates-ladder",
        "rates-by-platform-rates",
        "unpaid-by-category-unpaid_share",
        "conditions-all",
        "times-by-platform-and-kind-days_to_be_paid",
    ]


def test_tables_without_rows_or_without_shares_have_none():
    empty = replace(BY_PLATFORM, rows=())
    no_shares = replace(
        BY_KIND,
        columns=BY_KIND.columns[1:],
        dimensions=(),
        rows=(ReleasedRow({}, Mark.SHOWN, Band(20, 49), {}),),
    )
    assert charts_of_release(release(tables=(empty, no_shares)), WORDS) == ()


def test_platforms_stand_from_best_to_least_paid_then_those_without_pay_then_all():
    rows = chart(BY_PLATFORM).rows
    assert [row.label for row in rows] == ["Annex & Co", "Beacon", "Carrel", "Dais", "Eyrie", "All"]


def test_the_middle_writer_is_shown_and_all_hours_together_where_she_may_not_be():
    annex, _, carrel, *_ = chart(BY_PLATFORM).rows
    assert (annex.real, annex.promised, annex.is_pooled) == (23, 38, False)
    assert (annex.interval, annex.middle) == ((Fraction(41, 2), 25), (19, Fraction(55, 2)))
    assert (carrel.real, carrel.promised, carrel.is_pooled) == (13, None, True)
    assert (carrel.interval, carrel.middle) == (None, None)


def test_a_promise_is_of_the_same_kind_as_the_pay_beside_it():
    figures = {
        "effective_hourly_rate": told(20),
        "advertised_rate": told(30),
        "advertised_rate_median": told(40),
    }
    row = ReleasedRow(platform("annex"), Mark.SHOWN, Band(10, 19), figures)
    assert chart(replace(BY_PLATFORM, rows=(row,))).rows[0].promised == 30


def test_a_table_without_promises_has_no_rings():
    table = replace(BY_PLATFORM, columns=RATES[:2])
    made = chart(table)
    assert all(row.promised is None for row in made.rows)
    assert made.finding == "Of those shown, Annex & Co paid most an hour, $23.00; Carrel paid least, $13.00"
    assert "ring" not in [key.mark for key in made.legend]


def test_rows_say_what_they_show_in_words():
    annex, _, carrel, dais, eyrie, _ = (row.text for row in chart(BY_PLATFORM).rows)
    assert annex == (
        "Annex & Co: promised $38.00, the middle writer really $23.00 an hour, "
        "95% range $20.50 to $25.00, middle half $19.00 to $27.50"
    )
    assert carrel == "Carrel: all hours together really $13.00 an hour"
    assert dais == "Dais: Not shown, to protect privacy"
    assert eyrie == "Eyrie: Nobody has anything here"


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([("annex", 38, 23)], "Real pay fell short of the promise"),
        (
            [("annex", 38, 23), ("beacon", 40, 20)],
            "Real pay fell short of the promise in the two where both are shown",
        ),
        (
            [("annex", 38, 23), ("beacon", 40, 20), ("carrel", 9, 8), ("dais", None, None)],
            "Real pay fell short of the promise in all 3 where both are shown",
        ),
        (
            [("annex", 38, 23), ("beacon", 20, 20)],
            "Real pay fell short of the promise in 1 of the 2 where both are shown",
        ),
        ([("annex", 20, 23), ("beacon", 20, 20)], "Real pay kept the promise wherever both are shown"),
        ([("annex", None, 23)], "Real pay was $23.00 an hour wherever it is shown"),
        ([("annex", None, 23), ("beacon", None, 23)], "Real pay was $23.00 an hour wherever it is shown"),
        (
            [("annex", None, 23), ("beacon", None, 21)],
            "Of those shown, Annex & Co paid most an hour, $23.00; Beacon paid least, $21.00",
        ),
        ([("annex", None, None)], "Real pay for an hour is not shown here"),
        ([("annex", 38, None)], "Real pay for an hour is not shown here"),
        ([(TOTAL, 38, 23)], "Real pay fell short of the promise"),
        ([("annex", None, 23), (TOTAL, 38, 23)], "Real pay was $23.00 an hour wherever it is shown"),
    ],
)
def test_the_heading_says_what_the_numbers_say(rows, finding):
    made = rates(*rows)
    assert made.finding == finding
    assert made.text.startswith(f"{finding}. ")


def test_the_legend_names_what_is_drawn_and_nothing_else():
    assert [key.mark for key in chart(BY_PLATFORM).legend] == ["ring", "dot", "pooled", "middle", "interval"]
    assert [key.mark for key in rates(("annex", None, 23)).legend] == ["dot"]
    assert rates(("annex", None, None)).legend == ()


def test_a_row_is_drawn_with_ring_dot_ranges_and_a_square_for_all_hours_together():
    drawn = figure_of(chart(BY_PLATFORM), WIDTH)
    circles = [mark.look for mark in drawn.marks if isinstance(mark, Dot)]
    assert circles.count("ring") == 3 + 1
    assert circles.count("dot") == 3 + 1
    boxes = [mark.look for mark in drawn.marks if isinstance(mark, Box)]
    assert boxes.count("middle") == 2 + 1
    assert boxes.count("pooled") == 1 + 1
    assert looks(drawn).count("interval") == 3 * 3 + 1


def test_what_is_withheld_is_drawn_as_words():
    texts = said(figure_of(chart(BY_PLATFORM), WIDTH))
    assert texts.count("Not shown, to protect privacy") == 1
    assert texts.count("Nobody has anything here") == 1
    assert texts.count("use with care") == 2


def test_a_promise_without_pay_keeps_its_ring_clear_of_the_words():
    drawn = figure_of(rates(("annex", 38, None), ("beacon", 38, 20)), WIDTH)
    ring = next(mark for mark in drawn.marks if isinstance(mark, Dot) and mark.look == "ring")
    words = next(
        mark for mark in drawn.marks if isinstance(mark, Words) and mark.text.startswith("Not shown")
    )
    below = [
        mark for mark in drawn.marks if isinstance(mark, Dot) and mark.look == "ring" and mark.y != ring.y
    ]
    assert below
    assert abs(words.y - max(ring.y, below[0].y)) > 6


@pytest.mark.parametrize("real", [0, "0.5", 20, "39.5", 40])
def test_amounts_stay_on_the_sheet(real):
    drawn = figure_of(rates(("annex", 40, real)), WIDTH)
    amount = next(
        mark for mark in drawn.marks if isinstance(mark, Words) and mark.look == "bold" and "$" in mark.text
    )
    assert amount.left >= 0
    assert amount.x <= WIDTH


def test_more_rows_than_there_is_room_for_are_counted_and_the_whole_stays():
    made = rates(*((f"p{number:02}", 40, number) for number in range(40)), (TOTAL, 40, 20))
    texts = said(figure_of(made, WIDTH))
    assert texts.index("+ 11 …") == texts.index("All") - 1, "the whole cohort stands under everything"
    assert len(made.table.rows) == 41


def test_bars_stand_from_most_to_least_with_reasons_for_those_that_are_missing():
    made = chart(BY_CATEGORY)
    assert [bar.text for bar in made.bars] == [
        "Waiting for tasks: 15%, 50 to 99 writers, 95% range 10% to 20%",
        "Onboarding: 5%, 50 to 99 writers",
        "Messages and paperwork: Not shown, to protect privacy",
        "Training: Nobody has anything here",
        "All: 30%, 50 to 99 writers, 95% range 25% to 35%",
    ]
    assert (
        made.finding == "Unpaid part of all hours: 15% with “Waiting for tasks”, the highest of those shown"
    )


@pytest.mark.parametrize(
    ("figures", "finding"),
    [
        ([told("0.1"), told("0.2")], "20% with “Training”, the highest"),
        ([told("0.1"), MOST], "most with “Training”, the highest"),
        ([FEW, told("0.1")], "10% with “Training”, the highest"),
        ([MOST, MOST], "most wherever it is shown"),
        ([FEW, hidden()], "few wherever it is shown"),
        ([told("0.1"), told("0.1")], "10% wherever it is shown"),
        ([hidden(), told("0.1")], "10% wherever it is shown"),
        ([hidden(), hidden()], "no figure is shown"),
        ([ReleasedFigure(Mark.SHOWN), hidden()], "no figure is shown"),
    ],
)
def test_bars_say_where_there_is_most(figures, finding):
    keys = ("admin", "training")
    rows = tuple(category(key, figure) for key, figure in zip(keys, figures, strict=True))
    assert chart(replace(BY_CATEGORY, rows=rows)).finding == f"Unpaid part of all hours: {finding}"


def test_levels_are_named_together_up_to_three_and_counted_beyond():
    def finding(*shares):
        rows = [category(f"c{number}", told(share)) for number, share in enumerate(shares)]
        return chart(replace(BY_CATEGORY, rows=tuple(rows))).finding.partition(": ")[2]

    assert finding("0.2", "0.2", "0.1") == "20% with “c0” and “c1”, the highest"
    assert finding(*["0.2"] * 3, "0.1") == "20% with “c0”, “c1” and “c2”, the highest"
    assert finding(*["0.2"] * 4, "0.1") == "20% with 4 of these 5, the highest"


def test_a_table_that_is_only_a_total_speaks_of_it():
    made = chart(replace(BY_CATEGORY, rows=BY_CATEGORY.rows[-1:]))
    assert made.finding == "Unpaid part of all hours: 30% wherever it is shown"


def test_questions_to_all_are_bars_beside_each_other():
    made = chart(OF_ALL)
    assert [bar.label for bar in made.bars] == [
        "Named as the author",
        "Paid less than the minimum wage",
        "Got reasons for a refusal",
        "Could appeal",
    ]
    assert made.finding == "Named as the author: 60% of the writers say yes"
    assert made.bars[2].text == "Got reasons for a refusal: few, 100 or more writers"


@pytest.mark.parametrize(
    ("figures", "finding"),
    [
        ([MOST] * 4, "Most of the writers lack each of these"),
        ([FEW] * 4, "Few of the writers lack each of these"),
        ([told("0.4")] * 4, "40% of the writers lack each of these"),
        ([told("0.4"), FEW, MOST, hidden()], "Leave: most of the writers lack it"),
        ([MOST, told("0.4"), MOST, FEW], "Insurance and Leave: most of the writers lack each"),
        ([hidden(), MOST, MOST, MOST], "Pension, Leave and Health: most of the writers lack each"),
        ([told("0.4"), FEW, told("0.35"), hidden()], "Insurance: 40% of the writers lack it"),
        ([FEW, hidden(), hidden(), FEW], "Insurance and Health: few of the writers lack each"),
        ([hidden()] * 4, "No share is shown here"),
    ],
)
def test_what_writers_lack_is_said_in_a_sentence_where_words_stand_for_shares(figures, finding):
    assert chart(lacking(*figures)).finding == finding


def test_more_than_three_that_are_level_are_counted():
    names = [f"c{number}" for number in range(6)]
    made = chart(lacking(*[told("0.4")] * 4, FEW, hidden(), names=names))
    assert made.finding == "The highest 4 of these 6: 40% of the writers lack each"


def test_words_in_the_place_of_shares_are_drawn_as_words_between_the_shares_and_what_is_hidden():
    made = chart(lacking(hidden(), FEW, told("0.4"), MOST))
    assert [(bar.label, bar.shown) for bar in made.bars] == [
        ("Health", "most"),
        ("Leave", "40%"),
        ("Pension", "few"),
        ("Insurance", ""),
    ]
    drawn = figure_of(made, WIDTH)
    assert {"most", "few"} <= {mark.text for mark in drawn.marks if isinstance(mark, Words)}
    assert len([one for one in drawn.marks if isinstance(one, Box) and one.height > 14]) == 1


def test_words_alone_have_no_scale():
    assert chart(lacking(MOST, FEW, MOST, hidden())).ticks == ()


def test_a_question_to_which_yes_is_bad_is_hatched_stands_last_and_is_in_no_finding():
    made = chart(CONDITIONS_WITH_A_BAN)
    assert [(bar.label, bar.look) for bar in made.bars] == [
        ("Named as the author", "kept"),
        ("Forbidden to talk about pay (yes is bad)", "lost"),
    ]
    assert made.finding == "Named as the author: 60% of the writers say yes"
    assert [(key.mark, key.words) for key in made.legend] == [
        ("kept", "share, all writers"),
        ("lost", "share, all writers; yes is bad"),
    ]


def test_a_question_to_which_yes_is_bad_speaks_for_itself_where_it_is_the_only_one():
    only = replace(CONDITIONS_WITH_A_BAN, columns=CONDITIONS_WITH_A_BAN.columns[:1])
    finding = "Forbidden to talk about pay (yes is bad): 65% of the writers say yes"
    assert chart(only).finding == finding


def test_questions_that_may_not_be_answered_have_a_chart_that_says_so():
    made = chart(replace(OF_ALL, rows=(hidden_row({}, OF_ALL.columns),)))
    assert made.finding == "No share is shown here"
    assert made.legend == ()
    assert not [mark for mark in figure_of(made, WIDTH).marks if isinstance(mark, Box)]


def test_the_ladder_goes_from_the_promise_down_to_real_pay():
    made = chart(OF_AN_HOUR)
    assert [(bar.label, bar.shown, bar.look) for bar in made.bars] == [
        ("Promised", "$39.00", "earned"),
        ("Per paid hour", "$25.00", "kept"),
        ("Real pay", "$19.50", "kept"),
    ]
    assert made.finding == "An hour really paid $19.50; the promise was $39.00"
    assert [(key.mark, key.words) for key in made.legend] == [
        ("earned", "promised"),
        ("kept", "USD an hour"),
        ("interval", "95% range"),
    ]


@pytest.mark.parametrize(
    ("figures", "finding"),
    [
        ([hidden(), told(39), hidden(), told(20), told(38), hidden()], "An hour really paid $20.00; the promise was $38.00"),
        ([told(19), hidden(), hidden(), hidden(), hidden(), hidden()], "An hour really paid $19.00"),
        ([hidden()] * 6, "Real pay for an hour is not shown here"),
    ],
)  # fmt: skip
def test_a_ladder_is_of_the_middle_writer_or_of_all_hours_together(figures, finding):
    assert chart(rungs(*figures)).finding == finding


def test_a_ladder_may_have_one_rung():
    only = replace(OF_AN_HOUR, columns=OF_AN_HOUR.columns[:1])
    assert chart(only).finding == "An hour really paid $19.50"


def test_bars_are_hatched_where_they_show_what_is_missing_and_have_their_range_below():
    drawn = figure_of(chart(BY_CATEGORY), WIDTH)
    bars = [
        mark for mark in drawn.marks if isinstance(mark, Box) and mark.look == "lost" and mark.height > 14
    ]
    ranges = [
        mark
        for mark in drawn.marks
        if isinstance(mark, Line) and mark.look == "interval" and mark.y1 == mark.y2
    ]
    assert len(bars) == 3
    assert len(ranges) == 2 + 1
    assert ranges[0].y1 > bars[0].y + bars[0].height


@pytest.mark.parametrize("table", [BY_CATEGORY, OF_ALL], ids=lambda table: table.key)
def test_a_share_takes_as_much_of_the_width_as_of_the_whole(table):
    made = chart(table)
    drawn = figure_of(made, WIDTH)
    bars = [one for one in drawn.marks if isinstance(one, Box) and one.height > 14 and one.x == 0]
    wide = [round(one.width / WIDTH, 3) for one in bars if one.width > 20]
    assert wide == [float(bar.value) for bar in made.bars if bar.value is not None]
    assert {"0%", "50%", "100%"} <= set(said(drawn))


def test_times_and_amounts_stand_over_a_scale_of_their_own():
    made = chart(BY_KIND)
    assert made.ticks == ()
    assert made.scale.high == 26


def test_rows_without_a_figure_are_one_line_where_they_are_many_and_the_whole_cohort_stays():
    rows = [category(f"c{number}", hidden()) for number in range(4)]
    empty = category("none", ReleasedFigure(Mark.EMPTY), Mark.EMPTY)
    table = replace(BY_CATEGORY, rows=(category("waiting", told("0.1")), *rows, empty, BY_CATEGORY.rows[-1]))
    made = chart(table)
    line = "4 more: not shown, to protect privacy; 1 more: nobody has anything here"
    assert [bar.label for bar in made.bars] == ["Waiting for tasks", "All"]
    assert made.rest == line
    assert f"50 to 99 writers; {line}; All: 30%" in made.text
    texts = said(figure_of(made, WIDTH))
    assert texts.index("All") == texts.index(line) + 1
    assert len(made.table.rows) == len(table.rows)
    few = chart(replace(table, rows=(*rows[:3], *table.rows[-1:])))
    assert (len(few.bars), few.rest) == (4, "")


def test_cells_without_any_rate_are_one_line_where_they_are_many():
    made = rates(*((f"p{number}", None, None) for number in range(4)), ("annex", 38, None), (TOTAL, 38, 23))
    assert [row.label for row in made.rows] == ["Annex & Co", "All"]
    assert made.rest == "4 more: not shown, to protect privacy"
    texts = said(figure_of(made, WIDTH))
    assert texts.index("All") == texts.index(made.rest) + 1
    assert len(made.table.rows) == 6


def test_limits_that_are_told_as_the_same_are_no_range():
    made = chart(replace(BY_CATEGORY, rows=(category("admin", told("0.05", "0.05", "0.05")),)))
    assert (made.bars[0].interval, made.bars[0].about) == (None, "50 to 99 writers")
    figures = {"effective_hourly_rate_median": told(20, 20, 20)} | {
        f"effective_hourly_rate_{way}_quartile": told(20) for way in ("lower", "upper")
    }
    row = ReleasedRow(platform("annex"), Mark.SHOWN, Band(20, 49), figures)
    [drawn] = chart(replace(BY_PLATFORM, rows=(row,))).rows
    assert (drawn.interval, drawn.middle) == (None, None)
    assert drawn.text == "Annex & Co: the middle writer really $20.00 an hour"


def test_money_that_is_told_in_whole_units_has_no_cents():
    row = ReleasedRow(
        platform("annex"), Mark.SHOWN, Band(20, 49), {"effective_hourly_rate_median": told(105, 95, 350)}
    )
    made = chart(replace(BY_PLATFORM, rows=(row,)))
    assert made.rows[0].text == ("Annex & Co: the middle writer really $105 an hour, 95% range $95 to $350")
    assert {"$105", "$95", "$350"} <= {cell.shown for cell in made.table.rows[0]}
    assert {"105.00", "95.00"} <= {cell.plain for cell in made.table.rows[0]}


def test_platforms_that_pay_the_same_are_named_together():
    assert rates(("annex", None, 23), ("beacon", None, 23), ("carrel", None, 9)).finding == (
        "Of those shown, Annex & Co and Beacon paid most an hour, $23.00; Carrel paid least, $9.00"
    )


def test_margins_in_between_are_left_to_the_tables_that_have_them_as_cells():
    assert [bar.label for bar in chart(BY_KIND).bars] == [
        "Annex & Co, Ranking answers",
        "Annex & Co, Other work",
    ]
    wider = replace(BY_PLATFORM, dimensions=("platform", "kind"))
    values = [("annex", "ranking"), ("annex", TOTAL), (TOTAL, "ranking"), (TOTAL, TOTAL)]
    row = BY_PLATFORM.rows[0]
    rows = tuple(replace(row, values={"platform": one, "kind": other}) for one, other in values)
    made = chart(replace(wider, rows=rows))
    assert [row.label for row in made.rows] == ["Annex & Co, Ranking answers", "All"]
    assert [row.label for row in chart(replace(wider, rows=rows[1:2])).rows] == ["Annex & Co"]


def test_more_bars_than_there_is_room_for_are_counted():
    rows = [category(f"c{number:02}", told(f"0.{number:02}")) for number in range(35)]
    texts = said(figure_of(chart(replace(BY_CATEGORY, rows=(*rows, BY_CATEGORY.rows[-1]))), WIDTH))
    assert texts.index("+ 6 …") == texts.index("All") - 1


def test_a_cell_without_a_band_says_nothing_of_its_writers():
    row = replace(category("admin", told("0.1")), writers=None)
    assert chart(replace(BY_CATEGORY, rows=(row,))).bars[0].about == ""


def test_a_figure_to_be_used_with_care_says_so_beside_its_bar():
    made = chart(replace(BY_CATEGORY, rows=(category("admin", told("0.1", mark=Mark.CARE)),)))
    assert made.bars[0].about == "50 to 99 writers, use with care"


@pytest.mark.parametrize(
    "table", [OF_AN_HOUR, BY_PLATFORM, BY_CATEGORY, OF_ALL, BY_KIND], ids=lambda table: table.key
)
def test_the_table_of_a_chart_has_the_numbers_of_the_release(table):
    made = chart(table)
    found = {cell.plain for row in made.table.rows for cell in row if cell.is_number}
    known = {
        plain_number(value, column.unit, "USD")
        for column in table.columns
        for row in table.rows
        if row.mark is not Mark.WITHHELD
        for figure in [row.figures[column.key]]
        if figure.mark in (Mark.SHOWN, Mark.CARE) and isinstance(figure.value, Fraction)
        for value in (figure.value, figure.low, figure.high)
        if value is not None
    }
    assert found
    assert found <= known
    assert {len(row) for row in made.table.rows} == {len(made.table.header)}


def test_no_withheld_number_is_in_a_drawing_its_words_or_its_table():
    made = release()
    for one in charts_of_release(made, WORDS):
        drawn = LETTERS.sub("", release_svg(made, one, WORDS).decode())
        assert "Script Workers Alliance" in drawn
        assert not CANARIES.search(drawn)
        assert not CANARIES.search(repr((one.text, one.finding, one.table, one.legend, one.note)))


def test_images_are_svg_with_title_and_description_and_png_twice_as_fine():
    made = release(tables=(BY_CATEGORY,))
    images = dict(release_images(made, WORDS))
    assert list(images) == ["unpaid-by-category-unpaid_share.svg", "unpaid-by-category-unpaid_share.png"]
    drawn, pixels = images.values()
    root = ET.fromstring(drawn.decode())
    one = chart(BY_CATEGORY)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == one.finding
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == one.text
    assert b"9 groups of writers hidden to protect privacy." in drawn
    assert png_size(pixels)[0] == 2 * SHEET
    assert {kind for kind, _ in png_parts(pixels)} == {"IHDR", "IDAT", "IEND"}
    assert pixels == release_png(made, one, WORDS)


def test_a_drawing_for_a_page_has_two_widths_and_leaves_its_words_and_patterns_to_the_page():
    drawn = f"<div>{drawings_of(chart(BY_CATEGORY))}</div>"
    narrow, wide = ET.fromstring(drawn)
    assert [one.get("class") for one in (narrow, wide)] == ["narrow", "wide"]
    assert float(narrow.get("width")) < 330 < float(wide.get("width"))
    for one in (narrow, wide):
        assert one.get("aria-hidden") == "true"
        assert not [part for part in one.iter() if part.tag in {"title", "desc", "defs", "style"}]
    assert "url(#hatch-lost)" in drawn
    assert "hatch-lost" in str(patterns())


@pytest.mark.parametrize("table", [BY_CATEGORY, BY_PLATFORM], ids=lambda table: table.key)
def test_a_chart_without_any_figure_is_bare(table):
    assert not chart(table).is_bare
    bare = replace(table, rows=tuple(hidden_row(row.values, table.columns) for row in table.rows))
    assert chart(bare).is_bare


def test_a_chart_of_words_alone_is_not_bare():
    assert not chart(lacking(MOST, hidden(), hidden(), hidden())).is_bare


def test_names_that_mean_harm_are_words_in_a_drawing():
    made = hostile_release()
    drawn = release_svg(made, charts_of_release(made, WORDS)[0], WORDS).decode()
    root = ET.fromstring(drawn)
    assert not root.findall(".//{http://www.w3.org/2000/svg}script")
    assert "&lt;script&gt;" in drawn
    assert UNPAID.label not in drawn

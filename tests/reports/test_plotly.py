"""The second drawing of each chart: a Plotly figure that says what the model and the first drawing say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from reports.charts.card import CHART_KEYS, card, chart_of, charts_of
from reports.charts.plotly.figure import CONFIG, figure_of, plot
from reports.charts.plotly.plot import COLOURS
from reports.personal import report as report_of
from tests.reports.busy_ledger import ENDS, busy_ledger, full_ledger
from tests.reports.drawn_marks import of_figure, of_markup, of_model, texts, words_of_markup, words_of_model
from tests.reports.factories import ledger_of
from tests.reports.plain_words import PlainWords
from tests.reports.sample_report import figure, sample_report, with_figures
from tests.reports.test_charts import empty_report, reports


class Veiled(PlainWords):
    """Amounts are dots."""

    def money(self, value, currency, *, whole=False):
        return self.veiled(super().money(value, currency, whole=whole))

    def veiled(self, said):
        return re.sub(r"\d[\d.,]*", "•••", said)


WORDS, VEILED = PlainWords(), Veiled()
OF_AMOUNTS = ("ladder", "shortfall", "months", "platforms", "changes", "toll", "owed")
#: Pixels of the bars of months are rounded to a tenth.
CLOSE = {"months": 0.0015}


def figures(report, words=WORDS):
    return {chart.key: (chart, figure_of(chart, words)) for chart in charts_of(report, words)}


def is_same(one, other, within):
    """The same marks at the same places of the same axis."""
    assert [mark[:2] for mark in one] == [mark[:2] for mark in other]
    for first, second in zip(one, other, strict=True):
        assert first[2:] == pytest.approx(second[2:], abs=within), first


def labels_of(chart):
    rows = {"ladder": "rungs", "shortfall": "lines", "platforms": "dots", "owed": "ages"}
    return [row.label for row in getattr(chart, rows.get(chart.key, "rows"))]


def amounts_of(drawn):
    """What stands at the right of each row."""
    return [note["text"] for note in drawn["layout"].get("annotations", ()) if note["x"] == 1]


def agree(chart, drawn):
    """Marks, order, labels and units."""
    within = CLOSE.get(chart.key, 0.00021)
    is_same(of_figure(chart, drawn), of_model(chart), within)
    is_same(of_markup(chart), of_model(chart), within)
    assert words_of_markup(chart) == words_of_model(chart)
    layout = drawn["layout"]
    if drawn["data"] and chart.key not in ("months", "calendar"):
        assert texts(layout["yaxis"]["ticktext"]) == labels_of(chart)
    if chart.key in ("ladder", "shortfall") or (chart.key in ("owed", "unpaid") and drawn["data"]):
        assert texts([layout["xaxis"]["title"]["text"]]) == [chart.table.header[1]]
    units = {"onboarding": ("Hours",), "changes": chart.table.header[2:4], "toll": chart.table.header[3:5]}
    if chart.key in units and drawn["data"]:
        assert texts([layout["xaxis"]["title"]["text"]]) == [", ".join(units[chart.key])]
    if chart.key == "ladder":
        shown = [rung.shown for rung in chart.rungs if rung.value is not None]
        assert [amount.split("   ")[-1] for amount in amounts_of(drawn)] == shown
    if chart.key == "shortfall":
        assert amounts_of(drawn) == [line.shown for line in chart.lines if line.value is not None]
    if chart.key in ("unpaid", "onboarding", "owed"):
        assert amounts_of(drawn) == [
            row.shown for row in getattr(chart, "ages" if chart.key == "owed" else "rows")
        ]
    if chart.key in ("changes", "toll"):
        said = [text for trace in drawn["data"] for text in texts(trace["hovertext"])]
        shown = [
            (row.shown_before, row.shown_after)
            if chart.key == "changes"
            else (row.shown_light, row.shown_hard)
            for row in chart.rows
        ]
        assert all(any(text.endswith(", ".join(filter(None, pair))) for pair in shown) for text in said)
    if chart.key == "platforms" and chart.dots:
        assert amounts_of(drawn) == [dot.shown for dot in chart.dots if dot.real is not None]
        assert layout["xaxis"]["ticktext"] == [label for _, label in chart.ticks]
    if chart.key == "months" and drawn["data"]:
        assert layout["xaxis"]["ticktext"] == [pair.label for pair in chart.pairs if pair.label]
        told = [
            f"{month.shown}: earned {earned.shown}, received {received.shown}"
            for month, earned, received in chart.table.rows
        ]
        assert all(texts(trace["hovertext"]) == told for trace in drawn["data"])
    if chart.key == "calendar" and drawn["data"]:
        assert [note["text"] for note in layout["annotations"]] == [grid.label for grid in chart.grids]
        said = {text for trace in drawn["data"] for text in trace["hovertext"]}
        assert said == {square.label for grid in chart.grids for square in grid.squares}


def agree_of(rows, as_of):
    for chart, drawn in figures(report_of(ledger_of(**rows), as_of=as_of)).values():
        agree(chart, drawn)


@pytest.mark.parametrize("ledgers", [busy_ledger(), full_ledger()], ids=["busy", "full"])
@pytest.mark.parametrize("count", [20, pytest.param(200, marks=pytest.mark.long)])
def test_both_drawings_say_what_the_model_says_of_any_ledger(ledgers, count):
    settings(max_examples=count, deadline=None)(given(ledgers, ENDS)(agree_of))()


def test_a_full_ledger_has_something_for_every_chart():
    """So the test above looks at all eleven charts."""

    def is_full(drawn):
        rows, as_of = drawn
        found = figures(report_of(ledger_of(**rows), as_of=as_of))
        return set(found) == set(CHART_KEYS) and all(drawn["data"] for _, drawn in found.values())

    once = settings(max_examples=100, phases=[Phase.generate], database=None, deadline=None)
    assert find(st.tuples(full_ledger(), ENDS), is_full, settings=once)


@settings(max_examples=20, deadline=None)
@given(reports())
def test_both_drawings_say_what_the_model_says_of_any_report(report):
    """Losses, many years, thirty platforms, gaps and contracts outside the period."""
    for chart, drawn in figures(report).values():
        agree(chart, drawn)


def test_the_sample_has_every_mark_there_is():
    marks = {
        mark for chart, drawn in figures(sample_report()).values() for mark, *_ in of_figure(chart, drawn)
    }
    lines = {f"line-{number}" for number in range(1, 7)}
    assert marks >= {"kept", "lost", "compared", "earned", "ring", "dot"} | lines | {
        f"step-{number}" for number in range(5)
    }


@pytest.mark.parametrize("key", CHART_KEYS)
def test_a_figure_leaves_fingers_their_way_over_the_page(key):
    drawn = figure_of(chart_of(key, sample_report(), WORDS), WORDS)
    assert drawn["config"] == CONFIG
    assert (CONFIG["displayModeBar"], CONFIG["scrollZoom"], CONFIG["responsive"]) == (False, False, True)
    layout = drawn["layout"]
    assert (layout["dragmode"], layout["showlegend"]) == (False, False)
    assert layout["xaxis"]["fixedrange"] is layout["yaxis"]["fixedrange"] is True
    assert len(json.dumps(layout["template"])) < 100
    assert json.loads(json.dumps(drawn)) == drawn


@pytest.mark.parametrize("key", CHART_KEYS)
def test_a_figure_has_the_words_around_it(key):
    chart = chart_of(key, sample_report(), WORDS)
    meta = figure_of(chart, WORDS)["layout"]["meta"]
    assert (meta["key"], meta["finding"], meta["text"]) == (key, chart.finding, chart.text)
    assert meta["colours"] == COLOURS


def test_what_is_missing_is_hatched_and_what_was_got_is_not():
    for chart, drawn in figures(sample_report()).values():
        for trace in drawn["data"]:
            is_lost = chart.key in ("shortfall", "owed") or (
                trace["type"] == "bar" and of_mark(trace, chart) == "lost"
            )
            assert ("pattern" in trace.get("marker", {})) is is_lost


def of_mark(trace, chart):
    return next((key.mark for key in chart.legend if key.words == trace["name"]), None)


@pytest.mark.parametrize("key", [key for key in CHART_KEYS if key not in ("ladder", "shortfall")])
def test_nothing_to_draw_is_a_figure_without_marks(key):
    assert figure_of(chart_of(key, empty_report(), WORDS), WORDS)["data"] == []


def test_rows_without_an_amount_say_why():
    drawn = figure_of(chart_of("ladder", empty_report(), WORDS), WORDS)
    assert drawn["data"] == []
    said = [note["text"] for note in drawn["layout"]["annotations"]]
    assert said.count("no hours logged") == 6
    assert amounts_of(drawn) == []


def test_a_shortfall_without_a_known_line_has_no_bar():
    lines = tuple(
        replace(line, figure=replace(line.figure, value=None, reason="no_value_on_file"))
        for line in sample_report().benefit_lines
    )
    drawn = figure_of(chart_of("shortfall", sample_report(benefit_lines=lines), WORDS), WORDS)
    assert drawn["data"] == []
    assert "no 2026 rate on file" in json.dumps(drawn)


def test_a_platform_without_a_rate_says_why_beside_its_name():
    part, *others = sample_report().by_platform
    real = figure("effective_hourly_rate", None, "money_per_hour", reason="no_hours")
    unknown = replace(part, figures={**part.figures, "effective_hourly_rate": real})
    chart = chart_of("platforms", sample_report(by_platform=(unknown, *others)), WORDS)
    drawn = figure_of(chart, WORDS)
    assert f"{part.label}, no hours logged" in [note["text"] for note in drawn["layout"]["annotations"]]


def test_a_provisional_rate_says_so():
    real = replace(sample_report().figures["effective_hourly_rate"], provisional=True)
    drawn = figures(with_figures(sample_report(), effective_hourly_rate=real))["ladder"][1]
    assert "After fees and costs<br>(provisional)" in json.dumps(drawn["layout"]["annotations"])
    slices = [
        replace(part, figures={**part.figures, "effective_hourly_rate": real})
        for part in sample_report().by_platform
    ]
    drawn = figures(sample_report(by_platform=tuple(slices)))["platforms"][1]
    assert json.dumps(drawn["layout"]["annotations"]).count("(provisional)") == len(slices)


@pytest.mark.parametrize("key", OF_AMOUNTS)
def test_hidden_amounts_are_in_no_number_and_no_word(key):
    shown = figure_of(chart_of(key, sample_report(), WORDS), WORDS)
    hidden = figure_of(chart_of(key, sample_report(), VEILED), VEILED)
    assert re.search(r"\$\d", json.dumps(shown))
    assert not re.search(r"\$\d", json.dumps(hidden))
    for trace in hidden["data"]:
        along = "y" if key == "months" else "x"
        values = [value for value in (*trace[along], *trace.get("base", ())) if value is not None]
        assert all(-1 <= value <= 1 for value in values)
    axis = hidden["layout"]["yaxis" if key == "months" else "xaxis"]
    assert axis["range"] == [0, 1]
    assert len(hidden["data"]) == len(shown["data"])


@pytest.mark.parametrize("factor", [Fraction(1, 3), Fraction(7)])
def test_hidden_amounts_are_not_told_by_how_long_bars_are(factor):
    """Pay of another size in the same proportions gives the same figure."""
    sample = sample_report()
    larger = {
        key: replace(one, value=one.value * factor)
        for key, one in sample.figures.items()
        if one.unit == "money_per_hour" and one.value is not None
    }
    drawn = [
        figure_of(chart_of("ladder", report, VEILED), VEILED)["data"]
        for report in (sample, with_figures(sample, **larger))
    ]
    assert [[trace["x"], trace["base"]] for trace in drawn[0]] == [
        [pytest.approx(trace["x"]), pytest.approx(trace["base"])] for trace in drawn[1]
    ]


def test_a_name_is_no_markup():
    evil = '<b onclick="x">A&B</b> <a href="javascript:alert(1)">$x$</a>'
    sample = sample_report()
    report = replace(
        sample,
        by_platform=tuple(replace(part, label=evil) for part in sample.by_platform),
        contracts=tuple(replace(bar, label=evil) for bar in sample.contracts),
        platform_names=dict.fromkeys(sample.platform_names, evil),
    )
    for _, drawn in figures(report).values():
        words = json.dumps({**drawn, "layout": {**drawn["layout"], "meta": None}})
        assert set(re.findall(r"<[^>]*>", words)) <= {"<br>"}
    assert CONFIG["typesetMath"] is False


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=60, deadline=None)
def test_a_long_name_has_two_lines_and_is_whole_where_it_is_touched(name):
    sample = sample_report()
    parts = tuple(replace(part, label=name) for part in sample.by_platform)
    drawn = figure_of(chart_of("platforms", sample_report(by_platform=parts), WORDS), WORDS)
    for note in drawn["layout"]["annotations"]:
        lines = texts(note["text"].split("<br>"))
        assert len(lines) <= 2
        assert all(len(line) <= 38 for line in lines)
    told = texts(drawn["data"][-1]["hovertext"])[0]
    assert "".join(told.split()).startswith("".join(name.split()))


def test_enormous_amounts_keep_room_for_the_words_beside_them():
    huge = figure("advertised_rate", 10**15, "money_per_hour")
    drawn = figures(with_figures(sample_report(), advertised_rate=huge))["ladder"][1]
    first, amount, _, counted = drawn["layout"]["annotations"][:4]
    assert amount["text"] == "$1,000,000,000,000,000.00"
    assert max(map(len, first["text"].split("<br>"))) <= 14
    assert counted["text"] == "$35.45"
    lost = next(trace for trace in drawn["data"] if trace["name"] == "lost at this step")
    assert "\u2212$999,999,999,999,964.55" in lost["hovertext"][0]


def test_below_nothing_each_row_shows_where_nothing_is():
    real = figure("effective_hourly_rate", -12, "money_per_hour")
    layout = figures(with_figures(sample_report(), effective_hourly_rate=real))["ladder"][1]["layout"]
    assert [(line["x0"], line["x1"]) for line in layout["shapes"]] == [(0, 0)] * 6
    assert [round((line["y0"] + line["y1"]) / 2) for line in layout["shapes"]] == list(range(6))
    assert "shapes" not in figures(sample_report())["ladder"][1]["layout"]


def test_the_longest_gap_stands_above_it_and_never_over_the_edge():
    sample = sample_report()
    anchors = []
    for gap in (sample.gaps[0], max(sample.gaps, key=lambda gap: gap.length), sample.gaps[-1]):
        days = replace(gap.days)
        at_start = replace(
            gap, days=type(days)(sample.period.start, sample.period.start + (days.end - days.start))
        )
        at_end = replace(gap, days=type(days)(sample.period.end - (days.end - days.start), sample.period.end))
        for moved in (at_start, gap, at_end):
            chart = chart_of("timeline", replace(sample, gaps=(moved,)), WORDS)
            anchors.append(figure_of(chart, WORDS)["layout"]["annotations"][-1]["xanchor"])
    assert set(anchors) == {"left", "center", "right"}
    without = figure_of(chart_of("timeline", replace(sample, gaps=()), WORDS), WORDS)
    assert "days" not in without["layout"]["annotations"][-1]["text"]


def test_a_figure_is_only_there_for_a_chart():
    with pytest.raises(TypeError) as refused:
        plot("a song", WORDS)
    assert str(refused.value) == "str has no figure."


def test_a_card_offers_to_explore_where_something_is_drawn():
    chart = chart_of("ladder", sample_report(), WORDS)
    html = str(card(chart, WORDS, {}, "/ladder.json"))
    assert re.search(
        r'<button type="button" class="link" hidden="" data-explore="/ladder.json"[^>]*>Explore<', html
    )
    assert f'role="img" aria-label="{chart.text}" data-figure="" hidden=""' in html.replace("&#39;", "'")
    assert "data-explore" not in str(card(chart, WORDS, {}))
    for key in CHART_KEYS:
        assert "data-explore" not in str(card(chart_of(key, empty_report(), WORDS), WORDS, {}, "/x.json"))

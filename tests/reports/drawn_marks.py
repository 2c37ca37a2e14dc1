"""What stands in a drawing: its marks as shares of the axis, and its words, read back from the markup and from the
figure, and told a second time from the model.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from datetime import date
from fractions import Fraction

from reports.charts.card import draw
from reports.charts.changes import ChangesChart
from reports.charts.heatmap import HeatMapChart
from reports.charts.ladder import LadderChart
from reports.charts.model import Scale
from reports.charts.months import MonthsChart
from reports.charts.onboarding import OnboardingChart
from reports.charts.owed import OwedChart
from reports.charts.platforms import PlatformsChart
from reports.charts.shortfall import ShortfallChart
from reports.charts.timeline import TimelineChart
from reports.charts.toll import TollChart
from reports.charts.unpaid import UnpaidChart

ZERO = Fraction(0)


def rounded(marks):
    """Marks in their order, to a hundredth of a per cent of the axis; what has no length is not seen."""
    found = []
    for mark, place, start, end in marks:
        low, high = round(float(start), 4), round(float(end), 4)
        found.append((mark, place, low, high))
    return sorted(found)


# From the model, as its own words say.


def of_model(chart):
    return rounded(_MODELS[type(chart)](chart))


def _ladder(chart):
    at = chart.scale.at
    for place, rung in enumerate(chart.rungs):
        if rung.value is None:
            continue
        if rung.value > 0:
            yield "compared" if rung.is_compared else "kept", place, at(ZERO), at(rung.value)
        before = max(rung.value, rung.measured_from or ZERO)
        if before > rung.value:
            yield "lost", place, at(rung.value), at(before)


def _timeline(chart):
    yield from (("lost", 0, gap.start, gap.end) for gap in chart.gaps)
    for place, row in enumerate(chart.rows):
        yield from (("kept", place, one.start, one.end) for one in row.stretches)


def _shortfall(chart):
    """The drawing stacks the lines, the figure has them below one another: what both say is how long each is."""
    values = {line.pattern: line.value for line in chart.lines if line.pattern}
    whole = sum(values.values())
    yield from ((f"line-{number}", 0, ZERO, value / whole) for number, value in values.items())


def _months(chart):
    at = chart.scale.at
    for place, pair in enumerate(chart.pairs):
        for mark, value in (("earned", pair.earned), ("kept", pair.received)):
            if value:
                yield mark, place, *sorted((at(ZERO), at(value)))


def _platforms(chart):
    for place, dot in enumerate(chart.dots):
        for mark, value in (("ring", dot.promised), ("dot", dot.real)):
            if value is not None:
                yield mark, place, chart.scale.at(value), chart.scale.at(value)


def _calendar(chart):
    if chart.table.rows:
        for number, grid in enumerate(chart.grids):
            for square in grid.squares:
                yield f"step-{square.step}", number, square.column, square.row


def _unpaid(chart):
    at = chart.scale.at
    yield from (("lost", place, at(ZERO), at(row.hours)) for place, row in enumerate(chart.rows))


def _onboarding(chart):
    at = chart.scale.at
    for place, row in enumerate(chart.rows):
        yield "lost", place, at(ZERO), at(row.unpaid)
        if row.payback:
            yield "kept", place, at(row.unpaid), at(row.unpaid + row.payback)


def _pairs(chart):
    at = chart.scale.at
    for place, row in enumerate(chart.rows):
        first, second = (row.light, row.hard) if isinstance(chart, TollChart) else (row.before, row.after)
        if first:
            yield "earned", place, *sorted((at(ZERO), at(first)))
        if second is not None:
            if second > 0:
                yield "kept", place, at(ZERO), at(second)
            ends = max(second, second if first is None else first, ZERO if second < 0 else second)
            if ends > second:
                yield "lost", place, at(second), at(ends)


def _owed(chart):
    whole = sum(age.amount for age in chart.ages)
    yield from ((age.pattern, 0, ZERO, age.amount / whole) for age in chart.ages)


_MODELS = {
    UnpaidChart: _unpaid,
    OnboardingChart: _onboarding,
    ChangesChart: _pairs,
    TollChart: _pairs,
    OwedChart: _owed,
    LadderChart: _ladder,
    TimelineChart: _timeline,
    ShortfallChart: _shortfall,
    MonthsChart: _months,
    PlatformsChart: _platforms,
    HeatMapChart: _calendar,
}

# From the markup.


def of_markup(chart):
    tree = ET.fromstring(f"<main>{draw(chart)}</main>")
    return rounded(_MARKUPS[type(chart)](tree, chart))


def _share(text):
    return float(text.rstrip("%")) / 100


def _rect(element):
    start = _share(element.get("x"))
    return start, start + _share(element.get("width"))


def _ladder_markup(tree, chart):
    for place, row in enumerate(tree.iter("li")):
        for element in row.iter():
            if element.tag == "rect" and element.get("class") == "kept":
                yield "kept", place, *_rect(element)
            if element.get("class") == "clip":
                yield "compared", place, *_rect(element)
            if element.get("fill") == "url(#hatch-lost)":
                yield "lost", place, *_rect(element)


def _timeline_markup(tree, chart):
    yield from (("lost", 0, *_rect(one)) for one in tree.iterfind(".//svg[@class='behind']/rect"))
    for place, row in enumerate(tree.iterfind(".//div[@class='row']")):
        yield from (("kept", place, *_rect(one)) for one in row.iter("rect"))


def _shortfall_markup(tree, chart):
    for element in tree.iterfind(".//svg[@class='parts']/rect"):
        mark = re.fullmatch(r"url\(#hatch-(.+)\)", element.get("fill"))[1]
        yield mark, 0, 0, _share(element.get("width"))


def _months_markup(tree, chart):
    high = 142  # pixels from the lowest to the highest value, from the sixth below the edge
    for element in tree.iter("rect"):
        place = int(_share(element.get("x")) * len(chart.pairs))
        top = float(element.get("y")) - 6
        bottom = top + float(element.get("height"))
        yield element.get("class"), place, 1 - bottom / high, 1 - top / high


def _platforms_markup(tree, chart):
    for place, row in enumerate(tree.iter("li")):
        for element in row.iter("circle"):
            at = _share(element.get("cx"))
            yield element.get("class"), place, at, at


def _calendar_markup(tree, chart):
    for number, grid in enumerate(tree.iter("svg")):
        for element in grid.iter("rect"):
            column, row = (int(element.get(name)) // 10 for name in ("x", "y"))
            yield element.get("class"), number, column, row


def _rows_markup(tree, chart):
    for place, row in enumerate(tree.iter("li")):
        for element in row.iter():
            if element.get("class") == "clip":
                yield "earned", place, *_rect(element)
            elif element.get("fill") == "url(#hatch-lost)":
                yield "lost", place, *_rect(element)
            elif element.tag == "rect" and element.get("class") == "kept":
                yield "kept", place, *_rect(element)


def _owed_markup(tree, chart):
    for element in tree.iterfind(".//svg[@class='parts']/*"):
        inner = element.find("rect")
        fill = (element if inner is None else inner).get("fill")
        mark = "due" if fill == "none" else re.fullmatch(r"url\(#hatch-(.+)\)", fill)[1]
        yield mark, 0, 0, _share(element.get("width"))


_MARKUPS = {
    UnpaidChart: _rows_markup,
    OnboardingChart: _rows_markup,
    ChangesChart: _rows_markup,
    TollChart: _rows_markup,
    OwedChart: _owed_markup,
    LadderChart: _ladder_markup,
    TimelineChart: _timeline_markup,
    ShortfallChart: _shortfall_markup,
    MonthsChart: _months_markup,
    PlatformsChart: _platforms_markup,
    HeatMapChart: _calendar_markup,
}

# From the figure.


def of_figure(chart, figure):
    return rounded(_FIGURES[type(chart)](chart, figure))


def texts(labels):
    """Labels of a figure as they are read."""
    return [html.unescape(label.replace("<br>", " ")) for label in labels]


def _mark(trace, chart):
    """The mark a trace stands for, by its words in the legend."""
    name = html.unescape(trace["name"])
    return next((key.mark for key in chart.legend if key.words == name), name)


def _spans(trace, along="x"):
    return [(start, start + length) for start, length in zip(trace["base"], trace[along], strict=True)]


def _ladder_figure(chart, figure):
    for trace in figure["data"]:
        for (start, end), place in zip(_spans(trace), trace["y"], strict=True):
            yield _mark(trace, chart), place, _at(chart.scale, start), _at(chart.scale, end)


def _at(scale: Scale, value: float) -> float:
    return (value - float(scale.low)) / float(scale.high - scale.low)


def _timeline_figure(chart, figure):
    if not figure["data"]:
        return
    first, last = (date.fromisoformat(day) for day in figure["layout"]["xaxis"]["range"])
    whole, tops = (last - first).days, figure["layout"]["yaxis"]["tickvals"]
    for trace in figure["data"]:
        mark = _mark(trace, chart)
        for day, length, y in zip(trace["base"], trace["x"], trace["y"], strict=True):
            start = (date.fromisoformat(day) - first).days
            place = sum(top < y for top in tops) - 1 if mark == "kept" else 0
            yield mark, place, start / whole, (start + length / 86_400_000) / whole


def _shortfall_figure(chart, figure):
    shapes = ["", "/", "x", ".", "|", "-", "+", "\\"]
    for trace in figure["data"]:
        whole = sum(trace["x"])
        drawn = zip(trace["x"], trace["marker"]["pattern"]["shape"], strict=True)
        for length, shape in drawn:
            yield f"line-{shapes.index(shape) + 1}", 0, 0, length / whole


def _months_figure(chart, figure):
    for trace in figure["data"]:
        for place, (start, end) in zip(trace["x"], _spans(trace, "y"), strict=True):
            if start != end:
                yield _mark(trace, chart), place, *sorted((_at(chart.scale, start), _at(chart.scale, end)))


def _platforms_figure(chart, figure):
    for trace in figure["data"]:
        if trace["mode"] == "markers":
            for place, value in zip(trace["y"], trace["x"], strict=True):
                at = _at(chart.scale, value)
                yield _mark(trace, chart), place, at, at


def _calendar_figure(chart, figure):
    months = sorted({day[:7] for trace in figure["data"] for day in trace["customdata"]})
    for trace in figure["data"]:
        mark = _mark(trace, chart) or "step-0"
        for x, y, day in zip(trace["x"], trace["y"], trace["customdata"], strict=True):
            yield mark, months.index(day[:7]), x % 8, y % 8


def _rows_figure(chart, figure):
    for trace in figure["data"]:
        for (start, end), place in zip(_spans(trace), trace["y"], strict=True):
            yield _mark(trace, chart), round(place), _at(chart.scale, start), _at(chart.scale, end)


def _owed_figure(chart, figure):
    shapes = {"": "line-1", "+": "line-7", "/": "lost", ".": "unknown"}
    for trace in figure["data"]:
        marker, whole = trace["marker"], sum(trace["x"])
        drawn = zip(trace["x"], marker["pattern"]["shape"], marker["color"], strict=True)
        for length, shape, colour in drawn:
            mark = "due" if colour.startswith("rgba") else shapes[shape]
            yield mark, 0, 0, length / whole


_FIGURES = {
    UnpaidChart: _rows_figure,
    OnboardingChart: _rows_figure,
    ChangesChart: _rows_figure,
    TollChart: _rows_figure,
    OwedChart: _owed_figure,
    LadderChart: _ladder_figure,
    TimelineChart: _timeline_figure,
    ShortfallChart: _shortfall_figure,
    MonthsChart: _months_figure,
    PlatformsChart: _platforms_figure,
    HeatMapChart: _calendar_figure,
}


# The words of a drawing, row by row: labels, then amounts with their units.


def words_of_model(chart):
    return _WORDS_OF_MODEL[chart.key](chart)


def words_of_markup(chart):
    tree = ET.fromstring(f"<main>{draw(chart)}</main>")
    return [" ".join(words.split()) for words in _WORDS_OF_MARKUP[chart.key](tree)]


def _said(*words):
    return " ".join(word for word in words if word)


def _split_rows(rows):
    return [_said(row.label, row.shown) for row in rows]


def _rows_with(*shown):
    def said(chart):
        rows = [_said(row.label, *(getattr(row, name) for name in shown), row.about) for row in chart.rows]
        return [" ".join(words.split()) for words in rows]

    return said


def _platform_words(chart):
    if not chart.dots:
        return []
    rows = [
        _said(dot.label, dot.caveat, dot.shown) if dot.real is not None else _said(dot.label, dot.shown)
        for dot in chart.dots
    ]
    return [*(" ".join(words.split()) for words in rows), *(label for _, label in chart.ticks)]


def _timeline_words(chart):
    if not chart.rows and not chart.gaps:
        return []
    longest = [chart.longest.label] if chart.longest else []
    return [*longest, *(row.label for row in chart.rows), *(tick.label for tick in chart.ticks)]


def _calendar_words(chart):
    if not chart.table.rows:
        return []
    return [
        words for grid in chart.grids for words in (grid.label, *(square.label for square in grid.squares))
    ]


def _month_words(chart):
    is_drawn = any(pair.earned or pair.received for pair in chart.pairs)
    return [pair.label for pair in chart.pairs if pair.label] if is_drawn else []


_WORDS_OF_MODEL = {
    "ladder": lambda chart: [_said(rung.label, rung.value is not None and rung.caveat, rung.change, rung.shown) for rung in chart.rungs],
    "timeline": _timeline_words,
    "shortfall": lambda chart: _split_rows(chart.lines),
    "months": _month_words,
    "platforms": _platform_words,
    "calendar": _calendar_words,
    "onboarding": _rows_with("shown"),
    "changes": _rows_with("shown_before", "shown_after"),
    "unpaid": _rows_with("shown"),
    "toll": _rows_with("shown_light", "shown_hard"),
    "owed": lambda chart: _split_rows(chart.ages),
}  # fmt: skip


def _text(element):
    return " ".join(" ".join(element.itertext()).split())


def _items(tree):
    return [_text(item) for item in tree.iter("li")]


def _split_items(tree):
    """A line without a part of the bar has a question mark or a dash in the place of its pattern."""
    return [_text(item).removeprefix("? ").removeprefix("\u2013 ") for item in tree.iter("li")]


def _texts(tree):
    return [_text(element) for element in tree.iter("text")]


_WORDS_OF_MARKUP = {
    **dict.fromkeys(("ladder", "onboarding", "changes", "unpaid", "toll"), _items),
    **dict.fromkeys(("shortfall", "owed"), _split_items),
    "timeline": lambda tree: [_text(one) for one in tree.iter() if one.tag == "text" or one.get("class") == "name"],
    "months": _texts,
    "platforms": lambda tree: [*_items(tree), *(_text(one) for one in tree.iterfind(".//svg[@class='scale']/text"))],
    "calendar": lambda tree: [_text(one) for one in tree.iter() if one.tag == "title" or one.get("class") == "name"],
}  # fmt: skip

"""Promised and real pay by platform: a ring and a dot on one line, and dots between them for what is missing."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.platforms import PlatformDot, PlatformsChart
from reports.charts.plotly.plot import COLOURS, Axis, Part, Plot, named, plain, said
from reports.charts.plotly.rows import Row, rows_layout
from reports.wording import Wording

_RING: Part = {"symbol": "circle-open", "size": 13, "color": COLOURS["edge"], "line": {"width": 2}}
_DOT: Part = {"symbol": "circle", "size": 14, "color": COLOURS["blue"]}
#: Room for half an amount at both ends of the axis.
_EDGE = 22


def plot_platforms(chart: PlatformsChart, words: Wording) -> Plot:
    """A row for each platform over one scale."""
    if not chart.dots:
        return Plot((), {})
    axis = Axis.of(chart.scale, words)
    promised = [(place, dot, dot.promised) for place, dot in enumerate(chart.dots)]
    real = [(place, dot, dot.real) for place, dot in enumerate(chart.dots)]
    traces = (
        _between(chart, axis),
        _points(named(chart, "ring"), promised, axis, _RING),
        _points(named(chart, "dot"), real, axis, _DOT),
    )
    layout = rows_layout([_row(dot) for dot in chart.dots], _axis(chart, axis))
    layout["margin"] |= {"l": _EDGE, "r": _EDGE}
    return Plot(tuple(trace for trace in traces if trace["y"]), layout)


def _axis(chart: PlatformsChart, axis: Axis) -> Part:
    width = chart.scale.high - chart.scale.low
    values = [chart.scale.low + at * width for at, _ in chart.ticks]
    return {
        "range": axis.range,
        "tickvals": [axis.at(value) for value in values],
        "ticktext": [plain(label) for _, label in chart.ticks],
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "showgrid": True,
    }


def _row(dot: PlatformDot) -> Row:
    if dot.real is None:
        return Row(dot.label, None, about=f", {dot.shown}")
    return Row(dot.label, dot.shown, about=f" ({dot.caveat})" if dot.caveat else "")


def _points(
    name: str, found: list[tuple[int, PlatformDot, Fraction | None]], axis: Axis, marker: Part
) -> Part:
    drawn = [(place, dot, value) for place, dot, value in found if value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [axis.at(value) for _, _, value in drawn],
        "y": [place for place, _, _ in drawn],
        "hoverinfo": "text",
        "hovertext": said(dot.text for _, dot, _ in drawn),
        "marker": marker,
        "cliponaxis": False,
    }


def _between(chart: PlatformsChart, axis: Axis) -> Part:
    xs: list[float | None] = []
    ys: list[int | None] = []
    for place, dot in enumerate(chart.dots):
        if dot.real is not None and dot.promised is not None:
            xs += [axis.at(dot.real), axis.at(dot.promised), None]
            ys += [place, place, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "hoverinfo": "skip",
        "line": {"color": COLOURS["red"], "width": 2.5, "dash": "2px,4px"},
        "cliponaxis": False,
    }

"""The calendar: a square for each day in four steps of blue, months side by side in threes."""

from __future__ import annotations

from collections.abc import Iterator

from reports.charts.heatmap import DaySquare, HeatMapChart
from reports.charts.plotly.plot import COLOURS, Part, Plot, named, note, plain, said
from reports.wording import Wording

#: Months in a row; days a month is wide and weeks it is high, each with the space after it.
_ACROSS = 3
_WIDE, _HIGH = 8, 8
_DAY = 15
#: How blue each step is, as in the stylesheet; the first is an empty frame.
_STEPS = (0.5, 0.18, 0.42, 0.7, 1)


def plot_heatmap(chart: HeatMapChart, words: Wording) -> Plot:  # noqa: ARG001 - hours are no amounts
    """The days of each step as one trace; nothing without work."""
    if not chart.table.rows:
        return Plot((), {})
    placed = list(_placed(chart))
    traces = (_trace(step, placed, chart) for step in range(len(_STEPS)))
    return Plot(tuple(trace for trace in traces if trace["x"]), _layout(chart))


def _placed(chart: HeatMapChart) -> Iterator[tuple[int, int, DaySquare]]:
    for number, grid in enumerate(chart.grids):
        left, top = _corner(number)
        for square in grid.squares:
            yield left + square.column, top + square.row, square


def _corner(number: int) -> tuple[int, int]:
    """Where the first day of the first week of a month stands."""
    down, along = divmod(number, _ACROSS)
    return along * _WIDE, down * _HIGH


def _trace(step: int, placed: list[tuple[int, int, DaySquare]], chart: HeatMapChart) -> Part:
    drawn = [(x, y, square) for x, y, square in placed if square.step == step]
    marker: Part = {"size": 9, "opacity": _STEPS[step]}
    if step:
        marker |= {"symbol": "square", "color": COLOURS["blue"]}
    else:
        marker |= {"symbol": "square-open", "color": COLOURS["edge"]}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": named(chart, f"step-{step}") if step else "",
        "x": [x for x, _, _ in drawn],
        "y": [y for _, y, _ in drawn],
        "customdata": [square.day.isoformat() for _, _, square in drawn],
        "hoverinfo": "text",
        "hovertext": said(square.label for _, _, square in drawn),
        "marker": marker,
        "cliponaxis": False,
    }


def _layout(chart: HeatMapChart) -> Part:
    lines = -(-len(chart.grids) // _ACROSS)
    top = 34
    corners = [_corner(number) for number in range(len(chart.grids))]
    return {
        "height": top + (lines * _HIGH - 1) * _DAY,
        "margin": {"l": 8, "r": 8, "t": top, "b": 0},
        "xaxis": {"range": [-0.7, _ACROSS * _WIDE - 1.3], "showticklabels": False},
        "yaxis": {"range": [lines * _HIGH - 1.7, -0.7], "showticklabels": False},
        "annotations": [
            note(plain(grid.label), x=left - 0.5, y=top_day - 0.7, xanchor="left", yanchor="bottom")
            for grid, (left, top_day) in zip(chart.grids, corners, strict=True)
        ],
    }

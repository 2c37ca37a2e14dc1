"""Earned and received by month: an outline and a solid bar, side by side."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.months import MonthsChart
from reports.charts.plotly.plot import COLOURS, KEPT, Axis, Part, Plot, named, outline, plain, said, shift_of
from reports.wording import N_, Wording

_HEIGHT = 240
_LINE: Part = {"color": COLOURS["ink"], "width": 2}


def plot_months(chart: MonthsChart, words: Wording) -> Plot:
    """A pair of bars for each month; nothing without pay."""
    if not any(pair.earned or pair.received for pair in chart.pairs):
        return Plot((), {})
    axis = Axis.of(chart.scale, words)
    texts = _texts(chart, words)
    traces = (
        _bars(named(chart, "earned"), [pair.earned for pair in chart.pairs], axis, outline("edge", 1.6)),
        _bars(named(chart, "kept"), [pair.received for pair in chart.pairs], axis, KEPT),
    )
    return Plot(tuple({**trace, "hovertext": texts} for trace in traces), _layout(chart, axis))


def _layout(chart: MonthsChart, axis: Axis) -> Part:
    labels = {place: pair.label for place, pair in enumerate(chart.pairs) if pair.label}
    zero = axis.at(Fraction(0))
    flat = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": zero, "y1": zero, "line": _LINE}
    years = [label for label in labels.values() if " " in label]
    return {
        "height": _HEIGHT,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 32},
        "barmode": "group",
        "bargap": 0.24,
        "bargroupgap": 0.05,
        "xaxis": {
            "range": [-0.5, len(chart.pairs) - 0.5],
            "tickvals": list(labels),
            "ticktext": [plain(label) for label in labels.values()],
            "tickangle": 0,
            "ticklabelshift": shift_of(years),
        },
        "yaxis": {"range": axis.range, "showticklabels": False},
        "shapes": [flat],
    }


def _bars(name: str, values: list[Fraction], axis: Axis, marker: Part) -> Part:
    spans = [axis.span(Fraction(0), value) for value in values]
    return {
        "type": "bar",
        "name": name,
        "x": list(range(len(values))),
        "base": [start for start, _ in spans],
        "y": [length for _, length in spans],
        "hoverinfo": "text",
        "marker": marker,
        "cliponaxis": False,
    }


def _texts(chart: MonthsChart, words: Wording) -> list[str]:
    """What the table says of each month."""
    said_of = N_("{month}: earned {earned}, received {received}")
    return said(
        words(said_of, month=month.shown, earned=earned.shown, received=received.shown)
        for month, earned, received in chart.table.rows
    )

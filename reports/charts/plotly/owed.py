"""What is owed by age: each part of the stacked bar as a bar of its own, in its pattern."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.model import Scale
from reports.charts.owed import OwedChart
from reports.charts.plotly.plot import CLEAR, COLOURS, LOST, SHAPES, Axis, Part, Plot, bars, plain, said
from reports.charts.plotly.rows import THICKNESS, Row, rows_layout
from reports.wording import Wording

#: Marks that are not known to be late: grey, an empty frame and one with dots.
_GREY = {"due": "", "unknown": "."}


def plot_owed(chart: OwedChart, words: Wording) -> Plot:
    """The latest first; nothing where nothing is owed."""
    if not chart.ages:
        return Plot((), {})
    axis = Axis.of(Scale.around(age.amount for age in chart.ages), words)
    unit = plain(chart.table.header[1])
    layout = rows_layout(
        [Row(age.label, age.shown) for age in chart.ages],
        {"range": axis.range, "showticklabels": False, "title": {"text": unit}},
    )
    spans = [axis.span(Fraction(0), age.amount) for age in chart.ages]
    trace = {
        **bars(unit, spans, range(len(chart.ages)), _marker([age.pattern for age in chart.ages])),
        "width": THICKNESS,
        "customdata": [age.pattern for age in chart.ages],
        "hovertext": said(f"{age.label}: {age.shown}" for age in chart.ages),
    }
    return Plot((trace,), layout)


def _marker(marks: list[str]) -> Part:
    edges = [COLOURS["edge" if mark in _GREY else "red"] for mark in marks]
    return {
        "color": [CLEAR if mark == "due" else edge for mark, edge in zip(marks, edges, strict=True)],
        "pattern": {
            **LOST["pattern"],
            "shape": [_shape(mark) for mark in marks],
            "bgcolor": [COLOURS["paper" if mark in _GREY else "red-soft"] for mark in marks],
            "fgcolor": edges,
        },
        "line": {"color": edges, "width": 1},
    }


def _shape(mark: str) -> str:
    if mark in _GREY:
        return _GREY[mark]
    return str(LOST["pattern"]["shape"]) if mark == "lost" else SHAPES[int(mark.rpartition("-")[2]) - 1]

"""A chart as a Plotly figure: plain JSON of data, layout and config, with the numbers and words of its model.

The package is read at the first figure, so that a service that draws none starts without it.
"""

from __future__ import annotations

import json
from functools import singledispatch
from typing import Any

from reports.charts.changes import ChangesChart
from reports.charts.heatmap import HeatMapChart
from reports.charts.ladder import LadderChart
from reports.charts.model import Chart
from reports.charts.months import MonthsChart
from reports.charts.onboarding import OnboardingChart
from reports.charts.owed import OwedChart
from reports.charts.platforms import PlatformsChart
from reports.charts.plotly.changes import plot_changes
from reports.charts.plotly.heatmap import plot_heatmap
from reports.charts.plotly.ladder import plot_ladder
from reports.charts.plotly.months import plot_months
from reports.charts.plotly.onboarding import plot_onboarding
from reports.charts.plotly.owed import plot_owed
from reports.charts.plotly.platforms import plot_platforms
from reports.charts.plotly.plot import CLEAR, COLOURS, Part, Plot
from reports.charts.plotly.shortfall import plot_shortfall
from reports.charts.plotly.timeline import plot_timeline
from reports.charts.plotly.toll import plot_toll
from reports.charts.plotly.unpaid import plot_unpaid
from reports.charts.shortfall import ShortfallChart
from reports.charts.timeline import TimelineChart
from reports.charts.toll import TollChart
from reports.charts.unpaid import UnpaidChart
from reports.wording import Wording

#: Nothing that takes a finger's way over the page for its own.
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "doubleClick": False,
    "responsive": True,
    "scrollZoom": False,
    "showTips": False,
    "typesetMath": False,  # two amounts in one line are no formula
}
_FONT = {"family": "Atkinson, system-ui, sans-serif", "size": 13, "color": COLOURS["ink"]}
_AXIS: Part = {
    "fixedrange": True,
    "gridcolor": COLOURS["edge"],
    "griddash": "dot",
    "showgrid": False,
    "tickfont": {"color": COLOURS["ink2"], "size": 12},
    "ticks": "",
    "zeroline": False,
}
_TITLE: Part = {"font": {"color": COLOURS["ink2"], "size": 12}, "standoff": 8}


@singledispatch
def plot(chart: Chart, words: Wording) -> Plot:  # noqa: ARG001 - each kind of chart has its own
    """How a chart looks as a figure."""
    raise TypeError(f"{type(chart).__name__} has no figure.")


plot.register(LadderChart, plot_ladder)
plot.register(TimelineChart, plot_timeline)
plot.register(ShortfallChart, plot_shortfall)
plot.register(MonthsChart, plot_months)
plot.register(PlatformsChart, plot_platforms)
plot.register(HeatMapChart, plot_heatmap)
plot.register(OnboardingChart, plot_onboarding)
plot.register(ChangesChart, plot_changes)
plot.register(UnpaidChart, plot_unpaid)
plot.register(TollChart, plot_toll)
plot.register(OwedChart, plot_owed)


def figure_of(chart: Chart, words: Wording) -> dict[str, Any]:
    """The figure of a chart; ValueError where Plotly does not know a part of it."""
    import plotly.graph_objects as go

    drawn = plot(chart, words)
    figure = go.Figure(data=list(drawn.traces), layout=_layout(chart, drawn.layout))
    return {**json.loads(figure.to_json()), "config": CONFIG}


def _layout(chart: Chart, own: Part) -> Part:
    return {
        "template": "none",
        "barmode": "overlay",
        "dragmode": False,
        "font": _FONT,
        "hoverlabel": {
            "align": "left",
            "bgcolor": COLOURS["paper"],
            "bordercolor": COLOURS["edge"],
            "font": _FONT,
        },
        "hovermode": "closest",
        "meta": _meta(chart),
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        **own,
        "xaxis": _axis(own.get("xaxis", {})),
        "yaxis": _axis(own.get("yaxis", {})),
    }


def _axis(own: Part) -> Part:
    title = {"title": _TITLE | own["title"]} if "title" in own else {}
    return {**_AXIS, **own, **title}


def _meta(chart: Chart) -> Part:
    """The words around the figure, and its colours by name."""
    return {
        "key": chart.key,
        "finding": chart.finding,
        "question": chart.question,
        "text": chart.text,
        "note": chart.note,
        "colours": COLOURS,
    }

"""Toll beside pay: an outline for what light hours paid, and a solid bar for hard ones."""

from __future__ import annotations

from reports.charts.plotly.bar_rows import plot_pairs
from reports.charts.plotly.plot import Plot
from reports.charts.toll import TollChart
from reports.wording import Wording


def plot_toll(chart: TollChart, words: Wording) -> Plot:
    """Kinds of work, the hardest first."""
    return plot_pairs(chart, chart.rows, chart.scale, slice(3, 5), words)

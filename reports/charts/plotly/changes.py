"""Changes of pay: an outline for what the work paid before, and a solid bar for after."""

from __future__ import annotations

from reports.charts.changes import ChangesChart
from reports.charts.plotly.bar_rows import plot_pairs
from reports.charts.plotly.plot import Plot
from reports.wording import Wording


def plot_changes(chart: ChangesChart, words: Wording) -> Plot:
    """Changes, the newest first."""
    return plot_pairs(chart, chart.rows, chart.scale, slice(2, 4), words)

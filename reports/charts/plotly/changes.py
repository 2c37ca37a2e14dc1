"""Changes of pay: an outline for what the work paid before, and a solid bar for after."""

from __future__ import annotations

from reports.charts.changes import ChangesChart
from reports.charts.plotly.bar_rows import BarRow, axis_of, pair_of, plot_rows
from reports.charts.plotly.plot import Plot
from reports.charts.plotly.rows import Row
from reports.wording import Wording


def plot_changes(chart: ChangesChart, words: Wording) -> Plot:
    """Changes, the newest first."""
    rows = [
        BarRow(
            Row(row.label, None, under=f"{row.shown_before}, {row.shown_after}"),
            f"{row.label}, {row.about}: {row.shown_before}, {row.shown_after}",
            pair_of(row.before, row.after),
        )
        for row in chart.rows
    ]
    unit = ", ".join(chart.table.header[2:4])
    return plot_rows(chart, rows, axis_of(chart.scale, words, is_money=True), unit)

"""Toll beside pay: an outline for what light hours paid, and a solid bar for hard ones."""

from __future__ import annotations

from reports.charts.plotly.bar_rows import BarRow, axis_of, pair_of, plot_rows
from reports.charts.plotly.plot import Plot
from reports.charts.plotly.rows import Row
from reports.charts.toll import TollChart
from reports.wording import Wording


def plot_toll(chart: TollChart, words: Wording) -> Plot:
    """Kinds of work, the hardest first."""
    rows = [
        BarRow(
            Row(row.label, None, under=amounts or row.about),
            f"{row.label}, {row.about}: {amounts}" if amounts else f"{row.label}, {row.about}",
            pair_of(row.light, row.hard),
        )
        for row in chart.rows
        for amounts in [", ".join(filter(None, (row.shown_light, row.shown_hard)))]
    ]
    unit = ", ".join(chart.table.header[3:5])
    return plot_rows(chart, rows, axis_of(chart.scale, words, is_money=True), unit)

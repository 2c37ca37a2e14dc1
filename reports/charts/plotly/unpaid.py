"""Unpaid time: a hatched bar for each kind of it."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.plotly.bar_rows import Bar, BarRow, axis_of, plot_rows
from reports.charts.plotly.plot import Plot
from reports.charts.plotly.rows import Row
from reports.charts.unpaid import UnpaidChart
from reports.wording import Wording


def plot_unpaid(chart: UnpaidChart, words: Wording) -> Plot:
    """Kinds of unpaid time, most hours first."""
    rows = [
        BarRow(
            Row(row.label, row.shown, under=row.about),
            f"{row.label}: {row.shown}, {row.about}",
            (Bar("lost", Fraction(0), row.hours),),
        )
        for row in chart.rows
    ]
    return plot_rows(chart, rows, axis_of(chart.scale, words, is_money=False), chart.table.header[1])

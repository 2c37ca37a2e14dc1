"""Getting started: hatched hours before the first paid work, and solid ones until they were earned back."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.onboarding import OnboardingChart
from reports.charts.plotly.bar_rows import Bar, BarRow, axis_of, plot_rows
from reports.charts.plotly.plot import Plot
from reports.charts.plotly.rows import Row
from reports.wording import N_, Wording


def plot_onboarding(chart: OnboardingChart, words: Wording) -> Plot:
    """Contracts, most unpaid hours first."""
    rows = [
        BarRow(
            Row(row.label, row.shown, under=row.about),
            f"{row.label}: {row.shown}, {row.about}",
            (
                Bar("lost", Fraction(0), row.unpaid),
                Bar("kept", row.unpaid, row.unpaid + (row.payback or 0)),
            ),
        )
        for row in chart.rows
    ]
    return plot_rows(chart, rows, axis_of(chart.scale, words, is_money=False), words(N_("Hours")))

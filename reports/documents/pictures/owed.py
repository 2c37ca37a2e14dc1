"""What is owed by age as a picture: one stacked bar, the oldest first, then each part."""

from __future__ import annotations

from reports.charts.owed import OwedChart
from reports.documents.pictures.picture import Picture
from reports.documents.pictures.stack import Part, draw_parts


def draw_owed(chart: OwedChart, width: float) -> Picture:
    """The bar and the list; nothing where nothing is owed."""
    return draw_parts([Part(age.label, age.shown, age.pattern, age.share) for age in chart.ages], width)

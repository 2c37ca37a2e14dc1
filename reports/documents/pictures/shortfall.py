"""The benefits shortfall as a picture: one stacked bar, then each line with its pattern."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.shortfall import ShortfallChart
from reports.documents.pictures.picture import Picture
from reports.documents.pictures.stack import Part, draw_parts


def draw_shortfall(chart: ShortfallChart, width: float) -> Picture:
    """The bar and the list."""
    whole = sum((line.value for line in chart.lines if line.value and line.pattern), Fraction(0))
    parts = [
        Part(
            line.label,
            line.shown,
            f"line-{line.pattern}" if line.pattern else None,
            line.value / whole if line.value and line.pattern else Fraction(0),
            "?" if line.is_unknown else "–",
            is_bold=line.value is not None,
        )
        for line in chart.lines
    ]
    return draw_parts(parts, width)

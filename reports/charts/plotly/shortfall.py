"""The benefits shortfall: each line of the stacked bar as a bar of its own, in its pattern."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.model import Scale
from reports.charts.plotly.plot import COLOURS, SHAPES, Axis, Part, Plot, bars, plain, said
from reports.charts.plotly.rows import THICKNESS, Row, rows_layout
from reports.charts.shortfall import Line, ShortfallChart
from reports.wording import Wording

_THICK = frozenset({2, 8})


def plot_shortfall(chart: ShortfallChart, words: Wording) -> Plot:
    """The lines from large to small, then those without an amount."""
    axis = Axis.of(Scale.around(line.value for line in chart.lines if line.pattern), words)
    drawn = [(place, line) for place, line in enumerate(chart.lines) if line.value and line.pattern]
    unit = plain(chart.table.header[1])
    layout = rows_layout(
        [_row(line) for line in chart.lines],
        {"range": axis.range, "showticklabels": False, "title": {"text": unit}},
    )
    if not drawn:
        return Plot((), layout)
    spans = [axis.span(Fraction(0), line.value or Fraction(0)) for _, line in drawn]
    trace = {
        **bars(unit, spans, [place for place, _ in drawn], _marker([line for _, line in drawn])),
        "width": THICKNESS,
        "hovertext": said(f"{line.label}: {line.shown}" for _, line in drawn),
    }
    return Plot((trace,), layout)


def _row(line: Line) -> Row:
    if line.value is None:
        return Row(line.label, None, line.shown)
    return Row(line.label, line.shown)


def _marker(lines: list[Line]) -> Part:
    numbers = [line.pattern or 1 for line in lines]
    return {
        "color": COLOURS["red"],
        "pattern": {
            "shape": [SHAPES[number - 1] for number in numbers],
            "fgcolor": COLOURS["red"],
            "bgcolor": COLOURS["red-soft"],
            "size": 8,
            "solidity": [0.5 if number in _THICK else 0.3 for number in numbers],
        },
        "line": {"color": COLOURS["red"], "width": 1},
    }

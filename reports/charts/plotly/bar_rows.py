"""Rows of bars with two lines above them: the name and its amount, and one line more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.charts.model import Chart, Scale
from reports.charts.plotly.plot import (
    KEPT,
    LOST,
    Axis,
    Part,
    Plot,
    bars,
    line_at,
    named,
    outline,
    plain,
    said,
)
from reports.charts.plotly.rows import THICKNESS, Row, rows_layout
from reports.charts.rows import PairRow, pair_text, short_of
from reports.wording import Wording

_NOTHING = Fraction(0)
_MARKERS = {"earned": outline("edge", 1.6), "kept": KEPT, "lost": LOST}
#: Two bars in a row: how thick each is, and how far from the middle.
_THIN, _ASIDE = 0.15, 0.09


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from here to there; `aside` is -1 above, 1 below the middle of its row, and 0 over all of it."""

    mark: str
    start: Fraction
    end: Fraction
    aside: int = 0


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row, what it says when it is touched, and its bars."""

    row: Row
    text: str
    bars: tuple[Bar, ...]


def pair_of(first: Fraction | None, second: Fraction | None) -> tuple[Bar, ...]:
    """Two amounts: the first an outline, the second solid, and hatched what it falls short of the first."""
    found = []
    if first:
        found.append(Bar("earned", min(_NOTHING, first), max(_NOTHING, first), aside=-1))
    if second is not None:
        found.append(Bar("kept", _NOTHING, max(second, _NOTHING), aside=1))
        found.append(Bar("lost", second, short_of(first, second), aside=1))
    return tuple(found)


def plot_pairs(chart: Chart, rows: Sequence[PairRow], scale: Scale, columns: slice, words: Wording) -> Plot:
    """Rows of two amounts of money, whose names and currency stand above `columns` of the table."""
    made = [
        BarRow(
            Row(row.label, None, under=", ".join(row.said) or row.about), pair_text(row), pair_of(*row.values)
        )
        for row in rows
    ]
    unit = ", ".join(chart.table.header[columns])
    return plot_rows(chart, made, axis_of(scale, words, is_money=True), unit)


def plot_rows(chart: Chart, rows: Sequence[BarRow], axis: Axis, unit: str) -> Plot:
    """The rows from top to bottom; nothing without any."""
    if not rows:
        return Plot((), {})
    traces = filter(None, (_trace(mark, chart, rows, axis) for mark in _MARKERS))
    title = {"range": axis.range, "showticklabels": False, "title": {"text": plain(unit)}}
    layout = rows_layout([row.row for row in rows], title)
    if axis.scale.low < 0:
        zero, half = axis.at(_NOTHING), THICKNESS * 2 / 3
        layout["shapes"] = [line_at(zero, place - half, place + half) for place in range(len(rows))]
    return Plot(tuple(traces), layout)


def axis_of(scale: Scale, words: Wording, *, is_money: bool) -> Axis:
    """The axis of amounts, which may be hidden, or of hours, which are shown."""
    return Axis.of(scale, words) if is_money else Axis(scale, is_hidden=False)


def _trace(mark: str, chart: Chart, rows: Sequence[BarRow], axis: Axis) -> Part | None:
    drawn = [
        (place, row, bar)
        for place, row in enumerate(rows)
        for bar in row.bars
        if bar.mark == mark and bar.end > bar.start
    ]
    if not drawn:
        return None
    spans = [axis.span(bar.start, bar.end) for _, _, bar in drawn]
    places = [place + _ASIDE * bar.aside for place, _, bar in drawn]
    return {
        **bars(named(chart, mark), spans, places, _MARKERS[mark]),
        "width": [_THIN if bar.aside else THICKNESS for _, _, bar in drawn],
        "hovertext": said(row.text for _, row, _ in drawn),
    }

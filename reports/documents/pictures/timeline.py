"""The timeline as a picture: contracts by platform, and the gaps behind them."""

from __future__ import annotations

from reports.charts.timeline import Row, Stretch, TimelineChart
from reports.documents.letters import cut
from reports.documents.pictures.picture import Anchor, Box, Line, Mark, Picture, Words, at, more_of, room_of

_CAPTION = 24
_NAME = 20
#: The most room for contracts that ran at the same time, and the most rows.
_LANES, _MOST = 90.0, 30


def draw_timeline(chart: TimelineChart, width: float) -> Picture:
    """A row for each platform; nothing without contracts and gaps."""
    if not chart.rows and not chart.gaps:
        return Picture(width, 0)
    top = float(_CAPTION if chart.longest else 0)
    rows: list[Mark] = []
    low = top
    for row in chart.rows[:_MOST]:
        drawn, low = _row(row, width, low)
        rows += drawn
    more = more_of(len(chart.rows) - _MOST, low)
    rows += more.marks
    low += more.height
    low = max(low, top + 40)
    gaps = [Box(*_place(gap, width, top), low - top, "gap") for gap in chart.gaps]
    ticks = [Words(at(tick.at, width), low + 18, tick.label, "muted", 13) for tick in chart.ticks]
    caption = [_caption(chart.longest, width)] if chart.longest else []
    line = Line(0, low + 1, width, low + 1, "zero")
    return Picture(width, low + 24, (*gaps, *caption, *rows, line, *ticks))


def _place(stretch: Stretch, width: float, top: float) -> tuple[float, float, float]:
    """Left edge, top edge and width of a stretch."""
    left, right = at(stretch.start, width), at(stretch.end, width)
    return left, top, max(right - left, 0.5)


def _row(row: Row, width: float, top: float) -> tuple[list[Mark], float]:
    thick = {1: 18.0, 2: 11.0, 3: 8.0}.get(row.lanes, 5.0)
    step = min(thick + 2, _LANES / row.lanes)
    thick = min(thick, step * 0.8)
    name = cut(row.label, 13, width - 8)
    start = top + _NAME
    contracts = (
        Box(*_place(one, width, start + 2 + one.lane * step), thick, "kept", min(2.0, thick / 3))
        for one in row.stretches
    )
    marks: list[Mark] = [
        Box(0, top, room_of(name, "muted", 13) + 6, _NAME - 2, "paper"),
        Words(0, top + 14, name, "muted", 13),
        *contracts,
    ]
    return marks, start + row.lanes * step + 8


def _caption(longest: Stretch, width: float) -> Words:
    middle = float(longest.start + longest.end) / 2
    anchor: Anchor = "start" if middle < 0.2 else "end" if middle > 0.8 else "middle"
    places = {"start": float(longest.start), "middle": middle, "end": float(longest.end)}
    return Words(round(places[anchor] * width, 2), 16, longest.label, "loss_bold", 13, anchor)

"""The timeline as a picture: contracts by platform, and the gaps behind them."""

from __future__ import annotations

from reports.charts.timeline import Row, Stretch, TimelineChart
from reports.documents.pictures.picture import Anchor, Box, Line, Mark, Picture, Words, at, room_of
from reports.documents.letters import cut

_CAPTION = 24
_NAME = 20


def draw_timeline(chart: TimelineChart, width: float) -> Picture:
    """A row for each platform; nothing without contracts and gaps."""
    if not chart.rows and not chart.gaps:
        return Picture(width, 0)
    top = float(_CAPTION if chart.longest else 0)
    rows: list[Mark] = []
    low = top
    for row in chart.rows:
        drawn, low = _row(row, width, low)
        rows += drawn
    low = max(low, top + 40)
    gaps = [_stretch(gap, width, top, low - top, "gap") for gap in chart.gaps]
    ticks = [Words(at(tick.at, width), low + 18, tick.label, "muted", 13) for tick in chart.ticks]
    caption = [_caption(chart.longest, width)] if chart.longest else []
    line = Line(0, low + 1, width, low + 1, "zero")
    return Picture(width, low + 24, (*gaps, *caption, *rows, line, *ticks))




def _stretch(stretch: Stretch, width: float, top: float, height: float, look: str, round_: float = 0) -> Box:
    left, right = at(stretch.start, width), at(stretch.end, width)
    return Box(left, top, max(right - left, 0.5), height, look, round_)


def _row(row: Row, width: float, top: float) -> tuple[list[Mark], float]:
    thick = {1: 18, 2: 11, 3: 8}.get(row.lanes, 5)
    name = cut(row.label, 13, width - 8)
    marks: list[Mark] = [
        Box(0, top, room_of(name, "muted", 13) + 6, _NAME - 2, "paper"),
        Words(0, top + 14, name, "muted", 13),
    ]
    start = top + _NAME
    for stretch in row.stretches:
        marks.append(
            _stretch(stretch, width, start + 2 + stretch.lane * (thick + 2), thick, "kept", min(2, thick / 3))
        )
    return marks, start + row.lanes * (thick + 2) + 8


def _caption(longest: Stretch, width: float) -> Words:
    middle = float(longest.start + longest.end) / 2
    anchor: Anchor = "start" if middle < 0.2 else "end" if middle > 0.8 else "middle"
    places = {"start": float(longest.start), "middle": middle, "end": float(longest.end)}
    return Words(round(places[anchor] * width, 2), 16, longest.label, "loss_bold", 13, anchor)

"""Contracts by platform over the days of the period, with the gaps across all of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from reports.charts.plotly.plot import (
    COLOURS,
    KEPT,
    LOST,
    Part,
    Plot,
    bars,
    named,
    note,
    plain,
    said,
    shift_of,
    wrapped,
)
from reports.charts.timeline import Stretch, TimelineChart
from reports.periods import ONE_DAY
from reports.wording import Wording

_MS_OF_A_DAY = 86_400_000
#: Pixels: the name above its bars, a bar with its space, the space below them.
_NAME, _LANE, _AFTER = 22, 14, 8
_NAME_LETTERS = 38
_THICKNESS = 0.8 * _LANE


def plot_timeline(chart: TimelineChart, words: Wording) -> Plot:
    """Gaps behind the contracts; nothing without either."""
    if not chart.rows and not chart.gaps:
        return Plot((), {})
    tops = _tops(chart)
    traces = (_gaps(chart, tops[-1], words), _contracts(chart, tops, words))
    return Plot(tuple(trace for trace in traces if trace["y"]), _layout(chart, tops))


def _tops(chart: TimelineChart) -> list[int]:
    """Where each row begins, in pixels from above, and where the last one ends."""
    tops = [0]
    for row in chart.rows:
        tops.append(tops[-1] + _NAME + row.lanes * _LANE + _AFTER)
    return tops if chart.rows else [0, _NAME]


def _span(stretch: Stretch) -> tuple[str, int]:
    """The first day, and how long it is in what dates are counted in."""
    return stretch.days.start.isoformat(), stretch.days.days * _MS_OF_A_DAY


def _text(stretch: Stretch, words: Wording) -> str:
    days = words.days(stretch.days.start, stretch.days.last)
    return f"{stretch.label}: {days}"


def _trace(name: str, found: list[tuple[float, Stretch]], marker: Part, words: Wording) -> Part:
    spans: list[tuple[str, int]] = [_span(stretch) for _, stretch in found]
    return {
        **bars(name, [(0, length) for _, length in spans], [y for y, _ in found], marker),
        "base": [start for start, _ in spans],
        "hovertext": said(_text(stretch, words) for _, stretch in found),
    }


def _gaps(chart: TimelineChart, height: int, words: Wording) -> Part:
    found = [(height / 2, gap) for gap in chart.gaps]
    return _trace(named(chart, "lost"), found, LOST, words) | {"width": height, "opacity": 0.6}


def _contracts(chart: TimelineChart, tops: list[int], words: Wording) -> Part:
    found = [
        (top + _NAME + (stretch.lane + 0.5) * _LANE, stretch)
        for top, row in zip(tops, chart.rows, strict=False)
        for stretch in row.stretches
    ]
    return _trace(named(chart, "kept"), found, KEPT, words) | {"width": _THICKNESS}


def _layout(chart: TimelineChart, tops: list[int]) -> Part:
    top, bottom = 26, 32
    names = [
        note(
            wrapped(row.label, _NAME_LETTERS, 1),
            x=0,
            xref="paper",
            xanchor="left",
            y=at + 1,
            yanchor="top",
            bgcolor=COLOURS["paper"],
            font={"color": COLOURS["ink2"]},
        )
        for at, row in zip(tops, chart.rows, strict=False)
    ]
    ends = [chart.period.start, chart.period.end]
    return {
        "height": tops[-1] + top + bottom,
        "margin": {"l": 8, "r": 8, "t": top, "b": bottom},
        "xaxis": {
            "type": "date",
            "range": [day.isoformat() for day in ends],
            "tickvals": [_day_at(tick.at, chart).isoformat() for tick in chart.ticks],
            "ticktext": [plain(tick.label) for tick in chart.ticks],
            "tickangle": 0,
            "ticklabelshift": shift_of([tick.label for tick in chart.ticks]),
            "showline": True,
            "linecolor": COLOURS["ink"],
            "linewidth": 2,
        },
        "yaxis": {
            "range": [tops[-1], 0],
            "tickvals": tops[: len(chart.rows)],
            "ticktext": [plain(row.label) for row in chart.rows],
            "showticklabels": False,
        },
        "annotations": [*names, *_longest(chart)],
    }


def _day_at(share: Fraction, chart: TimelineChart) -> date:
    return chart.period.start + round(share * chart.period.days) * ONE_DAY


def _longest(chart: TimelineChart) -> list[Part]:
    """The length of the longest gap, above it and never over the edge."""
    if chart.longest is None:
        return []
    gap = chart.longest
    middle = (gap.start + gap.end) / 2
    at, anchor = (middle, "center")
    if middle < Fraction(1, 5):
        at, anchor = (gap.start, "left")
    elif middle > Fraction(4, 5):
        at, anchor = (gap.end, "right")
    place = {"x": float(at), "xref": "paper", "xanchor": anchor, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return [note(plain(gap.label), **place, font={"color": COLOURS["red"], "weight": 700})]

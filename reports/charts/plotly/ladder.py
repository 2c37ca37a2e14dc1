"""The rate ladder: solid for what was kept, hatched for what went at a step, an outline for what is compared."""

from __future__ import annotations

from fractions import Fraction

from reports.charts.ladder import LadderChart, Rung
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
from reports.wording import Wording

_NOTHING = Fraction(0)
#: Of a change and an amount that leave room for the words beside them; else the change is said on touch only.
_MOST_LETTERS = 22
_MARKERS = {"kept": KEPT, "compared": outline("blue", 2), "lost": LOST}


def plot_ladder(chart: LadderChart, words: Wording) -> Plot:
    """The rungs from top to bottom over one axis of pay for an hour."""
    axis = Axis.of(chart.scale, words)
    traces = filter(None, (_trace(mark, chart, axis) for mark in _MARKERS))
    layout = rows_layout([_row(rung) for rung in chart.rungs], _axis(chart, axis))
    if chart.scale.low < 0:
        known = [place for place, rung in enumerate(chart.rungs) if rung.value is not None]
        zero = axis.at(_NOTHING)
        layout["shapes"] = [line_at(zero, place - THICKNESS / 2, place + THICKNESS / 2) for place in known]
    return Plot(tuple(traces), layout)


def _axis(chart: LadderChart, axis: Axis) -> Part:
    unit = chart.table.header[1]
    return {"range": axis.range, "showticklabels": False, "title": {"text": plain(unit)}}


def _row(rung: Rung) -> Row:
    if rung.value is None:
        return Row(rung.label, None, rung.shown)
    both = f"{rung.change}   {rung.shown}" if rung.change else rung.shown
    return Row(rung.label, both if len(both) <= _MOST_LETTERS else rung.shown, about=_caveat(rung))


def _caveat(rung: Rung) -> str:
    return f" ({rung.caveat})" if rung.caveat else ""


def _trace(mark: str, chart: LadderChart, axis: Axis) -> Part | None:
    drawn = [(place, rung, ends) for place, rung in enumerate(chart.rungs) if (ends := _ends(rung).get(mark))]
    if not drawn:
        return None
    spans = [axis.span(*ends) for _, _, ends in drawn]
    texts = (_text(rung) for _, rung, _ in drawn)
    return {
        **bars(named(chart, mark), spans, [place for place, _, _ in drawn], _MARKERS[mark]),
        "width": THICKNESS,
        "hovertext": said(texts),
    }


def _ends(rung: Rung) -> dict[str, tuple[Fraction, Fraction]]:
    """From where to where each mark of a rung goes."""
    if rung.value is None:
        return {}
    ends = {}
    before = max(rung.value, rung.measured_from or _NOTHING)
    if rung.value > 0:
        ends["compared" if rung.is_compared else "kept"] = (_NOTHING, rung.value)
    if before > rung.value:
        ends["lost"] = (rung.value, before)
    return ends


def _text(rung: Rung) -> str:
    change = f", {rung.change}" if rung.change else ""
    return f"{rung.label}: {rung.shown}{_caveat(rung)}{change}"

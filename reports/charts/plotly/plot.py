"""What the figures have in common: colours, hatches, words that are safe to show, and values on an axis."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reports.charts.model import Chart, Scale
from reports.wording import Wording

Part = dict[str, Any]

#: The light colours of the stylesheet by their names there; a page puts those of its own scheme in their place.
COLOURS = {
    "ink": "#17202e",
    "ink2": "#4c5767",
    "paper": "#ffffff",
    "edge": "#7c8794",
    "blue": "#1b4fc4",
    "red": "#b23020",
    "red-soft": "#fbe8e2",
}
CLEAR = "rgba(0, 0, 0, 0)"
#: The hatch of what is missing, and those of the parts of a shortfall in the order of their numbers.
_HATCH = "/"
SHAPES = ("", "/", "x", ".", "|", "-", "+", "\\")
_SAID_WIDTH = 36
_HALF_A_LETTER = 3.4

KEPT: Part = {"color": COLOURS["blue"]}
LOST: Part = {
    "color": COLOURS["red"],
    "pattern": {
        "shape": _HATCH,
        "fgcolor": COLOURS["red"],
        "bgcolor": COLOURS["red-soft"],
        "size": 8,
        "solidity": 0.3,
    },
}


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: the traces in their order, and what the layout says beyond what all figures say."""

    traces: tuple[Part, ...]
    layout: Part


@dataclass(frozen=True, slots=True)
class Axis:
    """Values as a figure has them; while amounts are hidden, only how long they are beside one another."""

    scale: Scale
    is_hidden: bool

    @classmethod
    def of(cls, scale: Scale, words: Wording) -> Axis:
        """The axis of a scale of amounts, read in a language that may hide them."""
        return cls(scale, words.veiled("1") != "1")

    def at(self, value: Fraction) -> float:
        """Where a value stands."""
        return float(self.scale.at(value) if self.is_hidden else value)

    def span(self, start: Fraction, end: Fraction) -> tuple[float, float]:
        """Where a bar begins, and how long it is."""
        if self.is_hidden:
            start, end = self.scale.at(start), self.scale.at(end)
        return float(start), float(end - start)

    @property
    def range(self) -> list[float]:
        """From one end to the other."""
        return [self.at(self.scale.low), self.at(self.scale.high)]


def outline(colour: str, width: float) -> Part:
    """A bar that is only its edge."""
    return {"color": CLEAR, "line": {"color": COLOURS[colour], "width": width}}


def named(chart: Chart, mark: str) -> str:
    """The legend's words for a mark."""
    return next((plain(key.words) for key in chart.legend if key.mark == mark), mark)


def plain(text: str) -> str:
    """Words as Plotly shows them letter by letter: a name of hers is no markup."""
    return html.escape(text, quote=False)


def wrapped(text: str, width: int, most: int | None = None) -> str:
    """Words in lines that fit; beyond `most` lines the rest is cut off, with a sign for it."""
    lines = textwrap.wrap(text, width, max_lines=most, placeholder=" …")
    return "<br>".join(plain(line) for line in lines)


def said(texts: Iterable[str]) -> list[str]:
    """What marks say when they are touched, whole."""
    return [wrapped(text, _SAID_WIDTH) for text in texts]


def bars(name: str, spans: Sequence[tuple[float, float]], places: Sequence[float], marker: Part) -> Part:
    """Bars that lie, each with its own beginning."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": [start for start, _ in spans],
        "x": [length for _, length in spans],
        "y": list(places),
        "hoverinfo": "text",
        "marker": marker,
        "cliponaxis": False,
    }


def note(text: str, **place: Any) -> Part:
    """Words in the drawing."""
    return {"text": text, "showarrow": False, "align": "left", **place}


def line_at(x: float, low: float, high: float) -> Part:
    """The line of nothing, upright."""
    line = {"color": COLOURS["ink"], "width": 2}
    return {"type": "line", "x0": x, "x1": x, "y0": low, "y1": high, "line": line}


def shift_of(labels: Sequence[str]) -> int:
    """Pixels that move names under an axis to begin where their month does, as they do in the drawing."""
    return round(max(map(len, labels), default=0) * _HALF_A_LETTER)

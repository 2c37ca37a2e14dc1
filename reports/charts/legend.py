"""Legends, the patterns that stand for colour, and the small marks that show them."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from reports.charts.markup import each, join, tag
from reports.charts.model import Key

#: Pattern of each part of a stacked bar: side of the tile, the line drawn on it, and how thick.
HATCHES = (
    (8, "", "solid"),
    (8, "M-2 2 2-2M0 8 8 0M6 10l4-4", "thick"),
    (8, "M-1-1 9 9M-1 7l2 2M7-1l2 2", "line"),
    (6, "M3 3h.01", "dot"),
    (5, "M2.5 0v5", "line"),
    (5, "M0 2.5h5", "line"),
    (7, "M0 3.5h7M3.5 0v7", "line"),
    (9, "M2 4.5h5", "thick"),
)

#: Marks with a grey frame around them: an empty one, and one with dots.
FRAMED = frozenset({"due", "unknown"})


@cache
def patterns() -> Markup:
    """The page's SVG patterns, drawn once: `hatch-lost`, `hatch-unknown` and `hatch-line-1` to `hatch-line-8`."""
    lost = _pattern("hatch-lost", 8, "M-2 2 2-2M0 8 8 0M6 10l4-4", "line")
    lines = (_pattern(f"hatch-line-{number}", *line) for number, line in enumerate(HATCHES, 1))
    defs = tag("defs", lost, _dots(), *lines)
    return tag("svg", defs, class_="patterns", width="0", height="0", aria_hidden="true", focusable="false")


def _pattern(id_: str, side: int, path: str, kind: str) -> Markup:
    ground = tag("rect", width=side, height=side, class_="hatch-ground" if path else "hatch-solid")
    line = tag("path", d=path, class_=f"hatch-{kind}") if path else None
    return tag("pattern", ground, line, id=id_, width=side, height=side, patternUnits="userSpaceOnUse")


def _dots() -> Markup:
    """Grey dots on paper: neither got nor missing."""
    dot = tag("circle", cx="3", cy="3", r="1.3", class_="hatch-grey")
    return tag("pattern", dot, id="hatch-unknown", width="6", height="6", patternUnits="userSpaceOnUse")


def fill_of(mark: str) -> str | None:
    """The SVG fill of a mark: a pattern of `patterns`, nothing inside a frame; None where the stylesheet has it."""
    if mark in ("lost", "unknown") or mark.startswith("line-"):
        return f"url(#hatch-{mark})"
    return "none" if mark in FRAMED else None


def draw_legend(keys: tuple[Key, ...]) -> Markup:
    """Small marks with their words."""
    return tag("ul", each("li", (_draw_key(key) for key in keys)), class_="legend") if keys else Markup()


def _draw_key(key: Key) -> Markup:
    return join((swatch(key.mark), " ", key.words))


def swatch(mark: str, height: int = 14) -> Markup:
    """A legend's mark: a class of the stylesheet, or a pattern of `patterns`."""
    fill = fill_of(mark)
    class_ = "framed" if mark in FRAMED else None if fill else mark
    if mark in ("ring", "dot"):
        shape = tag("circle", cx="9", cy="7", r="5.5", class_=class_)
    else:
        shape = tag("rect", x="1", y="1", width="16", height=height - 2, rx="2", fill=fill, class_=class_)
    return tag(
        "svg", shape, class_="swatch", width="18", height=height, aria_hidden="true", focusable="false"
    )

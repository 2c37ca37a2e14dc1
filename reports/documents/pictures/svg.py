"""A picture as SVG: every colour, line and pattern resolved, so that it needs no stylesheet of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import singledispatch
from typing import Final

from markupsafe import Markup

from reports.charts.legend import HATCHES
from reports.charts.markup import join, tag
from reports.documents.pictures.look import EDGE, INKS, LOOKS, RED, RED_SOFT
from reports.documents.pictures.picture import Box, Dot, Line, Mark, Picture, Words, weight_of

FAMILIES: Final = "Atkinson Hyperlegible, Noto Sans, sans-serif"
_STROKES = {
    "line": {"stroke_width": "1.4"},
    "thick": {"stroke_width": "2.6"},
    "dot": {"stroke_width": "2.6", "stroke_linecap": "round"},
}


def svg_of(
    picture: Picture,
    *,
    title: str = "",
    description: str = "",
    fonts: Markup | None = None,
    said: Callable[[str], str] = str,
) -> Markup:
    """The whole drawing.

    `title` and `description` are read out where nobody sees it, `fonts` brings letters along, and `said` mends
    words that the letters at hand cannot show.
    """
    wide, high = _number(picture.width), _number(picture.height)
    marks = [mark if not isinstance(mark, Words) else _mended(mark, said) for mark in picture.marks]
    return tag(
        "svg",
        tag("title", _plain(title)) if title else None,
        tag("desc", _plain(description)) if description else None,
        fonts,
        join(_patterns(picture)),
        join(map(_drawn, marks)),
        xmlns="http://www.w3.org/2000/svg",
        width=wide,
        height=high,
        viewBox=f"0 0 {wide} {high}",
        role="img",
    )


def svg_on_page(picture: Picture, name: str) -> Markup:
    """The drawing for a page that has the patterns of `reports.charts.legend`, and that says its words beside it.

    `name` is its class. The page may give its colours others: they stand as attributes, which any rule of a stylesheet
    is stronger than.
    """
    wide, high = _number(picture.width), _number(picture.height)
    return tag(
        "svg",
        join(map(_drawn, picture.marks)),
        class_=name,
        width=wide,
        height=high,
        viewBox=f"0 0 {wide} {high}",
        aria_hidden="true",
        focusable="false",
    )


def _mended(words: Words, said: Callable[[str], str]) -> Words:
    return Words(words.x, words.y, said(_plain(words.text)), words.look, words.size, words.anchor)


def _plain(text: str) -> str:
    """Without signs that no XML may hold."""
    return "".join(sign for sign in text if (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign < "\ufffe")
                   or sign > "\uffff")  # fmt: skip


def _number(value: float) -> str:
    """A length with at most two places.

    >>> _number(12.0), _number(3.14159)
    ('12', '3.14')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


@singledispatch
def _drawn(mark: Mark) -> Markup:
    raise TypeError(f"{type(mark).__name__} is no mark.")


@_drawn.register
def _box(mark: Box) -> Markup:
    return tag(
        "rect",
        x=_number(mark.x),
        y=_number(mark.y),
        width=_number(max(mark.width, 0)),
        height=_number(max(mark.height, 0)),
        rx=_number(mark.round) if mark.round else None,
        **LOOKS[mark.look],
    )


@_drawn.register
def _line(mark: Line) -> Markup:
    ends = {"x1": mark.x1, "y1": mark.y1, "x2": mark.x2, "y2": mark.y2}
    return tag("line", **{name: _number(value) for name, value in ends.items()}, **LOOKS[mark.look])


@_drawn.register
def _dot(mark: Dot) -> Markup:
    return tag("circle", cx=_number(mark.x), cy=_number(mark.y), r=_number(mark.radius), **LOOKS[mark.look])


@_drawn.register
def _words(mark: Words) -> Markup:
    return tag(
        "text",
        mark.text,
        x=_number(mark.x),
        y=_number(mark.y),
        font_family=FAMILIES,
        font_size=_number(mark.size),
        font_weight=weight_of(mark.look) if weight_of(mark.look) != 400 else None,
        text_anchor=mark.anchor if mark.anchor != "start" else None,
        fill=INKS[mark.look],
    )


def _patterns(picture: Picture) -> Iterator[Markup]:
    """The patterns that the picture uses."""
    looks = {mark.look for mark in picture.marks}
    used = []
    if looks & {"lost", "gap"}:
        used.append(_pattern("hatch-lost", 8, "M-2 2 2-2M0 8 8 0M6 10l4-4", "line"))
    if "unknown" in looks:
        dot = tag("circle", cx="3", cy="3", r="1.3", fill=EDGE)
        used.append(
            tag("pattern", dot, id="hatch-unknown", width="6", height="6", patternUnits="userSpaceOnUse")
        )
    for number, (side, path, kind) in enumerate(HATCHES, 1):
        if path and f"line-{number}" in looks:
            used.append(_pattern(f"hatch-line-{number}", side, path, kind))
    if used:
        yield tag("defs", *used)


def _pattern(id_: str, side: int, path: str, kind: str) -> Markup:
    ground = tag("rect", width=side, height=side, fill=RED_SOFT)
    line = tag("path", d=path, fill="none", stroke=RED, **_STROKES[kind])
    return tag("pattern", ground, line, id=id_, width=side, height=side, patternUnits="userSpaceOnUse")

"""Elements as text: every child that is not already markup is escaped, and no element carries a style."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache, lru_cache

from markupsafe import Markup, escape

from reports.money import decimal_text

Child = str | Markup | None


def tag(name: str, *children: Child, **attributes: str | int | None) -> Markup:
    """One element. A trailing underscore is dropped, other underscores become hyphens, None leaves out.

    >>> str(tag("p", "a < b", class_="small"))
    '<p class="small">a &lt; b</p>'
    """
    if "style" in attributes:
        raise ValueError("An element may not carry a style: use a class.")
    words = "".join(
        [f' {_hyphened(key)}="{_escaped(value)}"' for key, value in attributes.items() if value is not None]
    )
    return Markup(f"<{name}{words}>{_text_of(children)}</{name}>")  # noqa: S704 - all of it is escaped


@lru_cache(4096, typed=True)
def _escaped(value: str | int) -> str:
    return str(escape(value))


@cache
def _hyphened(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def join(children: Iterable[Child]) -> Markup:
    """Children one after the other, each escaped unless it is markup."""
    return Markup(_text_of(children))  # noqa: S704 - each is escaped


def _text_of(children: Iterable[Child]) -> str:
    return "".join(
        [child if isinstance(child, Markup) else escape(child) for child in children if child is not None]
    )


def each(name: str, items: Iterable[Child], **attributes: str | int | None) -> Markup:
    """The same element around every item."""
    return join(tag(name, item, **attributes) for item in items)


@lru_cache(4096)
def percent(share: Fraction) -> str:
    """A share as an SVG length.

    >>> percent(Fraction(1, 3))
    '33.33%'
    """
    return f"{decimal_text(share * 100, 2).rstrip('0').rstrip('.')}%"


def bar(start: Fraction, end: Fraction, **attributes: str | int | None) -> Markup:
    """A rectangle from one share of the width to another."""
    return tag("rect", x=percent(start), width=percent(end - start), **attributes)


def outline(start: Fraction, end: Fraction, height: int, **inner: str | int | None) -> Markup:
    """A rectangle whose line lies inside it: an inner SVG clips the outer half of a line twice as wide."""
    y = inner.pop("y", None)
    shape = tag("rect", width="100%", height="100%", **inner)
    return tag("svg", shape, x=percent(start), y=y, width=percent(end - start), height=height, class_="clip")

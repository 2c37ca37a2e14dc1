"""Rows of bars: a name, its amounts, one line about it, and under them what is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol

from markupsafe import Markup

from reports.charts.markup import bar, join, outline, percent, tag
from reports.charts.model import Scale

_NOTHING = Fraction(0)
#: Two bars, one under the other: the height of each, and where the second begins.
_THIN, _SECOND = 11, 14


class PairRow(Protocol):
    """A row of two amounts: its name, one line about it, what they are, and how those are said that there are."""

    @property
    def label(self) -> str:
        """Its name."""
        ...

    @property
    def about(self) -> str:
        """One line about it."""
        ...

    @property
    def values(self) -> tuple[Fraction | None, Fraction | None]:
        """Both amounts."""
        ...

    @property
    def said(self) -> tuple[str, ...]:
        """Their words; those of the second are the last."""
        ...


def pair_text(row: PairRow) -> str:
    """The row in words."""
    named = f"{row.label}, {row.about}"
    return f"{named}: {', '.join(row.said)}" if row.said else named


def draw_pairs(rows: Iterable[PairRow], scale: Scale) -> Markup:
    """For each row an outline for the first amount, and a solid bar for the second."""
    return draw_rows(
        draw_row(row.label, row.about, _amounts(row.said), pair(scale, *row.values)) for row in rows
    )


def _amounts(said: tuple[str, ...]) -> list[Markup]:
    """The last one stands out."""
    first = [tag("span", words) + " " for words in said[:-1]]
    return [*first, *(tag("b", words) for words in said[-1:])]


def draw_rows(rows: Iterable[Markup]) -> Markup:
    """A list of rows; nothing without any."""
    drawn = join(rows)
    return tag("ol", drawn, class_="bar-rows") if drawn else drawn


def draw_row(
    label: str, about: str, amounts: Iterable[Markup | None], marks: Iterable[Markup | None]
) -> Markup:
    """One row; its marks are hidden from those who hear the words."""
    listed = join(marks)
    return tag(
        "li",
        tag("span", label, class_="step"),
        tag("span", *amounts, class_="amount"),
        tag("small", about) if about else None,
        tag("svg", listed, width="100%", height="25", aria_hidden="true", focusable="false") if listed else None,
    )  # fmt: skip


def stretch(scale: Scale, start: Fraction, end: Fraction, mark: str) -> Markup | None:
    """One bar over the whole height of a row; nothing where there is nothing to show."""
    if start == end:
        return None
    low, high = sorted((scale.at(start), scale.at(end)))
    return bar(low, high, y=4, height=17, **_look(mark))


def pair(scale: Scale, first: Fraction | None, second: Fraction | None) -> list[Markup | None]:
    """Two amounts over one scale: the first an outline, the second solid, what it falls short of the first hatched."""
    marks: list[Markup | None] = []
    if first:
        low, high = sorted((scale.at(_NOTHING), scale.at(first)))
        marks.append(outline(low, high, _THIN, class_="earned", y=1))
    if second is not None:
        marks += [
            _thin(scale, _NOTHING, max(second, _NOTHING), "kept"),
            _thin(scale, second, short_of(first, second), "lost"),
        ]
    if scale.low < 0:
        zero = percent(scale.at(_NOTHING))
        marks.append(tag("line", x1=zero, x2=zero, y1="0", y2="25", class_="zero"))
    return marks


def short_of(first: Fraction | None, second: Fraction) -> Fraction:
    """Up to where the second of two amounts falls short: of the first, and of nothing at all where it is below it."""
    return max(second, first if first is not None else second, _NOTHING if second < 0 else second)


def _thin(scale: Scale, start: Fraction, end: Fraction, mark: str) -> Markup | None:
    if end <= start:
        return None
    return bar(scale.at(start), scale.at(end), y=_SECOND, height=_THIN, **_look(mark))


def _look(mark: str) -> dict[str, str]:
    """The fill of a pattern, or a class of the stylesheet."""
    return {"fill": "url(#hatch-lost)"} if mark == "lost" else {"class_": mark}

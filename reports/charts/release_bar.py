"""One bar of a chart of a release: a cell or a question, its amount and range, in numbers and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from reports.charts.model import Cell, Table, text_cell
from reports.charts.released import (
    band_text,
    figure_text,
    number_of,
    plain_number,
    range_of,
    value_text,
)
from reports.disclosure import Band, Vague
from reports.release import Mark, ReleasedColumn, ReleasedFigure
from reports.wording import N_, Wording


class Entry(NamedTuple):
    """What one bar is made of."""

    label: str
    band: Band | None
    column: ReleasedColumn
    figure: ReleasedFigure
    look: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseBar:
    """One bar: its value and range, missing where they may not be told; in words its amount and what is about it.

    `height` is what bars are ordered and compared by: the value, or where the words “most” and “few” stand.
    """

    label: str
    value: Fraction | None
    height: Fraction | None
    interval: tuple[Fraction, Fraction] | None
    shown: str
    about: str
    look: str
    is_whole: bool

    @property
    def text(self) -> str:
        """The bar in words."""
        return f"{self.label}: {', '.join(filter(None, (self.shown, self.about)))}"

    @property
    def missing(self) -> str:
        """What is said where there is no figure; nothing where there is one."""
        return "" if self.shown else self.about


def height_of(figure: ReleasedFigure) -> Fraction | None:
    """The value of a figure; “most” stands above every share that is told as a number, “few” below."""
    if isinstance(figure.value, Vague):
        return Fraction(figure.value is Vague.MOST)
    return number_of(figure)


def order_of(entry: Entry) -> tuple[bool, bool, Fraction]:
    """The highest first, those without a figure after them, the whole cohort last."""
    height = height_of(entry.figure)
    return entry.is_whole, height is None, -(height or Fraction(0))


def bar_of(entry: Entry, currency: str, words: Wording) -> ReleaseBar:
    """The bar of an entry."""
    figure, unit = entry.figure, entry.column.unit
    return ReleaseBar(
        label=entry.label,
        value=number_of(figure),
        height=height_of(figure),
        interval=range_of(figure),
        shown=figure_text(figure, unit, currency, words) if figure.value is not None else "",
        about=_about(entry, currency, words),
        look=entry.look,
        is_whole=entry.is_whole,
    )


def _about(entry: Entry, currency: str, words: Wording) -> str:
    if entry.figure.value is None:
        return figure_text(entry.figure, entry.column.unit, currency, words)
    said = []
    if entry.band is not None:
        said.append(words(N_("{band} writers"), band=band_text(entry.band, words)))
    if (ends := range_of(entry.figure)) is not None:
        value = number_of(entry.figure)
        low, high = (value_text(end, entry.column.unit, currency, words, value) for end in ends)
        said.append(words(N_("95% range {low} to {high}"), low=low, high=high))
    if entry.figure.mark is Mark.CARE:
        said.append(words(N_("use with care")))
    return ", ".join(said)


def table_of(entries: Iterable[Entry], measure: str, currency: str, words: Wording) -> Table:
    """The bars as a table."""
    of_whom, writers, low, high = (
        words(name) for name in (N_("Of whom"), N_("Writers"), N_("Lower limit"), N_("Upper limit"))
    )

    def number(value: Fraction | None, entry: Entry) -> Cell:
        if value is None:
            return text_cell("")
        unit = entry.column.unit
        shown = value_text(value, unit, currency, words, number_of(entry.figure))
        return Cell(shown, plain_number(value, unit, currency), is_number=True)

    def cells(entry: Entry) -> tuple[Cell, ...]:
        figure = entry.figure
        value = number_of(figure)
        said = figure_text(figure, entry.column.unit, currency, words)
        return (
            text_cell(entry.label),
            text_cell(band_text(entry.band, words)),
            text_cell(said) if value is None else number(value, entry),
            number(figure.low, entry),
            number(figure.high, entry),
        )

    return Table((of_whom, writers, measure, low, high), tuple(cells(entry) for entry in entries))

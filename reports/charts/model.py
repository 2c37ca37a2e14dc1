"""What every chart has: a finding, a question, one sentence for those who cannot see it, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.figures import REASONS, Figure
from reports.money import decimal_text, exponent
from reports.slices import Slice
from reports.wording import N_, Wording, translated


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: as people read it, and plain for a file."""

    shown: str
    plain: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The chart's numbers; the first column heads its row."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_total: bool = False  # the last row sums up the others


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: the mark's class, the SVG fill where it is a pattern, and its words."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The words around a chart, all in the reader's language.

    `finding` is the heading and says what the numbers say; `text` is the one-sentence summary; `figure_key`
    names the figure whose explanation belongs to the chart.
    """

    key: str
    finding: str
    question: str
    text: str
    table: Table
    figure_key: str
    legend: tuple[Key, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to shares of a width; always has room, even for one point."""

    low: Fraction
    high: Fraction

    @classmethod
    def around(cls, values: Iterable[Fraction | None]) -> Scale:
        """From the smaller of zero and the lowest value to the larger of zero and the highest."""
        known = [value for value in values if value is not None] + [Fraction(0)]
        low, high = min(known), max(known)
        return cls(low, high if high > low else low + 1)

    def at(self, value: Fraction) -> Fraction:
        """Where a value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def text_cell(words: str) -> Cell:
    """A cell of words."""
    return Cell(words, words)


def money_cell(value: Fraction, currency: str, words: Wording) -> Cell:
    """A sum of money, with the currency's digits in a file."""
    return Cell(words.money(value, currency), decimal_text(value, exponent(currency)), is_number=True)


def number_cell(value: Fraction | int, words: Wording, digits: int = 0) -> Cell:
    """A plain number; a file has up to four more digits than the page."""
    plain = decimal_text(Fraction(value), 4 if digits else 0)
    return Cell(words.number(value, digits), plain, is_number=True)


def figure_cell(figure: Figure, currency: str, words: Wording) -> Cell:
    """A figure of money or money an hour, or the reason it has no value."""
    if figure.value is None:
        return text_cell(reason_of(figure, words))
    digits = exponent(currency) if figure.unit == "money" else 4
    return Cell(money_of(figure, currency, words), decimal_text(figure.value, digits), is_number=True)


def reason_of(figure: Figure, words: Wording) -> str:
    """Why a figure has no value, in words."""
    return translated(words, REASONS, figure.reason or "too_little_data")


def money_of(figure: Figure, currency: str, words: Wording, *, whole: bool = False) -> str:
    """A figure's amount with “at least” where it is a lower bound, or its reason."""
    if figure.value is None:
        return reason_of(figure, words)
    amount = words.money(figure.value, figure.currency or currency, whole=whole)
    return words(N_("at least {amount}"), amount=amount) if figure.at_least else amount


def caveat_of(figure: Figure, words: Wording) -> str | None:
    """The word that must go with a rate on thin coverage."""
    return words(N_("provisional")) if figure.provisional and figure.value is not None else None


def slice_label(part: Slice, words: Wording) -> str:
    """The name of a platform or contract as she gave it; ours for what belongs to none."""
    return part.label if part.id else words(part.label)


def listed(names: Sequence[str], words: Wording, of: str) -> str:
    """One name, two names, or how many there are.

    `of` is a message with {count}, such as “{count} platforms”.
    """
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return words(N_("{first} and {second}"), first=names[0], second=names[1])
    return words(of, count=len(names))

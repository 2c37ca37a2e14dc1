"""What every chart has: a finding, a question, one sentence for those who cannot see it, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from reports.definitions import TASK_KINDS, UNPAID_CATEGORIES
from reports.figures import REASONS, Figure
from reports.money import decimal_text, exponent, round_half_away, short_decimal
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.wording import N_, Wording, translated

#: Fewer hours than this are said in minutes: 0.02 h would not give back the rate of its sum.
_SHORT = Fraction(1, 10)

Row = TypeVar("Row")


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
        if not self.low:  # as of most charts: one sum of fractions less
            return value / self.high
        return (value - self.low) / (self.high - self.low)


def text_cell(words: str) -> Cell:
    """A cell of words."""
    return Cell(words, words)


def money_cell(value: Fraction, currency: str, words: Wording) -> Cell:
    """A sum of money, with the currency's digits in a file."""
    return Cell(words.money(value, currency), decimal_text(value, exponent(currency)), is_number=True)


def number_cell(value: Fraction | int, words: Wording, digits: int = 0) -> Cell:
    """A plain number; a file has up to four more digits than the page."""
    plain = short_decimal(Fraction(value), 4 if digits else 0)
    return Cell(words.number(value, digits), plain, is_number=True)


def figure_cell(figure: Figure, currency: str, words: Wording) -> Cell:
    """A figure of money or money an hour, or the reason it has no value."""
    if figure.value is None:
        return text_cell(reason_of(figure, words))
    least = exponent(currency)
    plain = short_decimal(figure.value, least if figure.unit == "money" else 4, least)
    return Cell(money_of(figure, currency, words), plain, is_number=True)


def reason_of(figure: Figure, words: Wording) -> str:
    """Why a figure has no value, in words."""
    return translated(words, REASONS, figure.reason or "too_little_data")


def money_of(figure: Figure, currency: str, words: Wording, *, whole: bool = False) -> str:
    """A figure's amount with “at least” where it is a lower bound, or its reason."""
    if figure.value is None:
        return reason_of(figure, words)
    amount = words.money(figure.value, figure.currency or currency, whole=whole)
    return words(N_("at least {amount}"), amount=amount) if figure.at_least else amount


def named_money(figure: Figure, messages: tuple[str, str], currency: str, words: Wording) -> str:
    """A word before the amount, such as “before $21.00”, or before the reason why there is none."""
    of_amount, of_none = messages
    if figure.value is None:
        return words(of_none, reason=reason_of(figure, words))
    return words(of_amount, amount=money_of(figure, currency, words))


def caveat_of(figure: Figure, words: Wording) -> str | None:
    """The word that must go with a rate on thin coverage."""
    return words(N_("provisional")) if figure.provisional and figure.value is not None else None


def digits_of(value: Fraction) -> int:
    """Small numbers need a place after the point, large ones do not."""
    return 1 if abs(value) < 100 else 0


def hours_text(value: Fraction, words: Wording, digits: int = 1) -> str:
    """Hours with their unit; the shortest ones in minutes."""
    if 0 < abs(value) < _SHORT:
        return words(N_("{minutes} min"), minutes=words.number(value * 60, 2))
    return words(N_("{hours} h"), hours=words.number(value, digits))


def hours_as_shown(value: Fraction, digits: int = 1) -> Fraction:
    """What `hours_text` shows of hours, as a number."""
    if 0 < abs(value) < _SHORT:
        return Fraction(round_half_away(value * 60, 2)) / 60
    return Fraction(round_half_away(value, digits))


def hours_of(figure: Figure, words: Wording) -> str:
    """A figure of hours with “at least” where it is a lower bound, or its reason."""
    if figure.value is None:
        return reason_of(figure, words)
    hours = hours_text(figure.value, words)
    return words(N_("at least {amount}"), amount=hours) if figure.at_least else hours


def hours_cell(figure: Figure, words: Wording) -> Cell:
    """A figure of hours, or the reason it has no value."""
    if figure.value is None:
        return text_cell(reason_of(figure, words))
    return Cell(hours_of(figure, words), short_decimal(figure.value, 4), is_number=True)


def share_text(value: Fraction, words: Wording, digits: int = 0) -> str:
    """A share of 0 to 1 as per cent: a little is not said to be none, and nearly all is not said to be all."""
    least = Fraction(1, 100 * 10**digits)
    if 0 < value < least:
        return words(N_("under {share}"), share=words.share(least, digits))
    if 1 - least < value < 1:
        return words(N_("over {share}"), share=words.share(1 - least, digits))
    return words.share(value, digits)


def share_cell(value: Fraction, words: Wording) -> Cell:
    """A share, or a change as a share of what was before."""
    return Cell(words.share(value, 1), short_decimal(value, 4), is_number=True)


def kind_of_work(kind: str, words: Wording) -> str:
    """A kind of work as people read it: ours in their language, their own with a capital."""
    key = kind.replace(" ", "_")
    known = TASK_KINDS.get(key) or UNPAID_CATEGORIES.get(key)
    plain = kind.replace("_", " ")
    return words(known) if known else plain[:1].upper() + plain[1:]


def parts_of(report: PersonalReport, topic: str) -> Sequence[Slice]:
    """The parts of a topic; none where the report says nothing of it."""
    return report.topics[topic].parts if topic in report.topics else ()


def first_of(rows: Sequence[Row], count: int, words: Wording, of: str) -> tuple[tuple[Row, ...], str | None]:
    """The rows there is room for, and the sentence that says there are more.

    `of` is a message with {count}, such as “The newest {count} are shown; the table has all.”
    """
    return tuple(rows[:count]), words(of, count=count) if len(rows) > count else None


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


def difference_shown(value: Fraction, before: Fraction, currency: str) -> Fraction:
    """What lies between two amounts as they are shown, so that a reader who takes them away finds the same."""
    digits = exponent(currency)
    shown, shown_before = (Fraction(round_half_away(one, digits)) for one in (value, before))
    return shown - shown_before

"""Charts of rows as pictures: a name, its amounts, one line about it, and a bar or two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.charts.changes import ChangesChart
from reports.charts.model import Scale
from reports.charts.onboarding import OnboardingChart, OnboardingRow
from reports.charts.rows import PairRow, short_of
from reports.charts.toll import TollChart
from reports.charts.unpaid import UnpaidChart
from reports.documents.pictures.picture import Box, Line, Mark, Picture, Words, at, paragraph, stacked

_NOTHING = Fraction(0)
_THICK = 17
#: Two bars, one under the other: the height of each, and where the second begins.
_THIN, _SECOND = 11, 14
_HIGH = 25


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: its words, the amounts, of which the last is bold, and its bars."""

    label: str
    about: str
    said: tuple[str, ...]
    bars: tuple[Mark, ...]


def draw_unpaid(chart: UnpaidChart, width: float) -> Picture:
    """A hatched bar for each kind of unpaid time."""
    return draw_bar_rows(
        (
            BarRow(
                row.label, row.about, (row.shown,), stretch(chart.scale, _NOTHING, row.hours, "lost", width)
            )
            for row in chart.rows
        ),
        width,
    )


def draw_onboarding(chart: OnboardingChart, width: float) -> Picture:
    """For each contract a hatched bar, then a solid one up to where it was earned back."""

    def bars(row: OnboardingRow) -> tuple[Mark, ...]:
        back = row.unpaid + (row.payback or 0)
        return (
            *stretch(chart.scale, _NOTHING, row.unpaid, "lost", width),
            *stretch(chart.scale, row.unpaid, back, "kept", width),
        )

    return draw_bar_rows((BarRow(row.label, row.about, (row.shown,), bars(row)) for row in chart.rows), width)


def draw_pairs(chart: ChangesChart | TollChart, width: float) -> Picture:
    """For each row an outline for the first amount, and a solid bar for the second."""
    rows: Sequence[PairRow] = chart.rows
    return draw_bar_rows(
        (BarRow(row.label, row.about, row.said, _pair(chart.scale, *row.values, width)) for row in rows),
        width,
    )


def draw_bar_rows(rows: Iterable[BarRow], width: float) -> Picture:
    """Rows one below the other."""
    return stacked((_row(row, width) for row in rows), gap=12)


def _row(row: BarRow, width: float) -> Picture:
    *first, last = row.said or ("",)
    amount, low = _right(last, width, 0, "bold")
    start = min((words.left for words in amount), default=width)
    for said in first:
        wide = width / 2 - (width - start)
        before, lower = _right(said, start - 8, 0, "muted", max(wide, width / 5))
        amount += before
        low, start = max(low, lower), min(words.left for words in before)
    label, lower = paragraph(row.label, 0, 0, max(start - 16, width / 4))
    low = max(low, lower)
    about: list[Words] = []
    if row.about:
        about, low = paragraph(row.about, 0, low, width, look="muted", size=13)
    marks = (*label, *amount, *about, *(bar.moved(0, low + 4) for bar in row.bars))
    return Picture(width, low + (4 + _HIGH if row.bars else 0), marks)


def _right(
    text: str, right: float, top: float, look: str, room: float | None = None
) -> tuple[list[Words], float]:
    """Words that end at a right edge."""
    lines, low = paragraph(text, 0, top, room or right * 0.45, look=look)
    return [Words(right, line.y, line.text, look, line.size, "end") for line in lines], low


def stretch(scale: Scale, start: Fraction, end: Fraction, look: str, width: float) -> tuple[Mark, ...]:
    """One bar over the whole height of a row; nothing where there is nothing to show."""
    if start == end:
        return ()
    low, high = sorted((at(scale.at(start), width), at(scale.at(end), width)))
    return (Box(low, 4, max(high - low, 0.5), _THICK, look),)


def _pair(scale: Scale, first: Fraction | None, second: Fraction | None, width: float) -> tuple[Mark, ...]:
    """Two amounts over one scale: the first an outline, the second solid, what it falls short of the first hatched."""
    marks: list[Mark] = []
    if first:
        low, high = sorted((at(scale.at(_NOTHING), width), at(scale.at(first), width)))
        marks.append(Box(low + 0.8, 1.8, max(high - low - 1.6, 0.5), _THIN - 1.6, "earned"))
    if second is not None:
        marks += _thin(scale, _NOTHING, max(second, _NOTHING), "kept", width)
        marks += _thin(scale, second, short_of(first, second), "lost", width)
    if scale.low < 0:
        zero = at(scale.at(_NOTHING), width)
        marks.append(Line(zero, 0, zero, _HIGH, "zero"))
    return tuple(marks)


def _thin(scale: Scale, start: Fraction, end: Fraction, look: str, width: float) -> tuple[Mark, ...]:
    if end <= start:
        return ()
    left, right = at(scale.at(start), width), at(scale.at(end), width)
    return (Box(left, _SECOND, max(right - left, 0.5), _THIN, look),)

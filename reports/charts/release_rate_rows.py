"""The rates of one cell of a release: what was promised, what an hour really paid, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from reports.charts.released import (
    figure_in,
    figure_text,
    is_whole,
    number_of,
    range_of,
    row_name,
    value_text,
)
from reports.programme import How, Unit
from reports.release import Mark, Release, ReleasedFigure, ReleasedRow, ReleasedTable
from reports.wording import N_, Wording

#: What the keys of the columns begin with.
REAL, PROMISED = "effective_hourly_rate", "advertised_rate"
#: Which of two ways is shown where both are: the middle writer before all hours together.
_WAYS = (How.MEDIAN, How.POOLED)

Range = tuple[Fraction, Fraction]


class RateColumns(NamedTuple):
    """Keys of the columns that a chart of rates is made of, where the table has them."""

    real: dict[How, str]
    promised: dict[How, str]


@dataclass(frozen=True, slots=True)
class RateRow:
    """One cell: its rates and ranges, each missing where it may not be told; `shown` is the amount or a reason."""

    label: str
    promised: Fraction | None
    real: Fraction | None
    is_pooled: bool
    interval: Range | None
    middle: Range | None
    shown: str
    caveat: str
    text: str
    is_whole: bool

    @property
    def values(self) -> tuple[Fraction | None, ...]:
        """Everything of it that has a place on the scale."""
        return (self.promised, self.real, *(self.interval or ()), *(self.middle or ()))

    @property
    def missing(self) -> str:
        """What is said where nothing is drawn; nothing where something is."""
        return self.shown if all(value is None for value in self.values) else ""


def rate_columns(table: ReleasedTable) -> RateColumns:
    """The columns of a table that say what an hour pays and what was promised."""
    return RateColumns(_columns(table, REAL), _columns(table, PROMISED))


def _columns(table: ReleasedTable, stem: str) -> dict[How, str]:
    found = [column for column in table.columns if column.unit == Unit.RATE and column.key.startswith(stem)]
    return {How(column.how): column.key for column in found}


def _first(
    row: ReleasedRow, columns: dict[How, str], ways: Sequence[How]
) -> tuple[ReleasedFigure, How | None]:
    """The first of several figures that has a number; else the first of them, for its mark."""
    figures = [(figure_in(row, columns[way]), way) for way in ways if way in columns]
    known = [pair for pair in figures if number_of(pair[0]) is not None]
    return next(iter(known or figures), (ReleasedFigure(Mark.WITHHELD), None))


def rate_row(
    release: Release, table: ReleasedTable, row: ReleasedRow, columns: RateColumns, words: Wording
) -> RateRow:
    """A cell with its rates and ranges, and everything of it in words."""
    real, way = _first(row, columns.real, _WAYS)
    # What is compared is of the same kind where it can be: middle with middle, all hours with all hours.
    promised, _ = _first(row, columns.promised, sorted(_WAYS, key=lambda one: one != way))
    label = row_name(release, table, row, words)
    drawn = RateRow(
        label=label,
        promised=number_of(promised),
        real=number_of(real),
        is_pooled=way is How.POOLED,
        interval=range_of(real),
        middle=_middle(row, columns.real),
        shown=figure_text(real, Unit.RATE, release.currency, words),
        caveat=_caveat(row, real, words),
        text="",
        is_whole=is_whole(row),
    )
    return _said(drawn, release.currency, words)


def _middle(row: ReleasedRow, columns: dict[How, str]) -> Range | None:
    ends = (How.LOWER_QUARTILE, How.UPPER_QUARTILE)
    low, high = (number_of(figure_in(row, columns[way])) if way in columns else None for way in ends)
    return None if low is None or high is None or low == high else (low, high)


def _caveat(row: ReleasedRow, real: ReleasedFigure, words: Wording) -> str:
    """What must stand beside an amount; nothing where there is none."""
    is_careful = Mark.CARE in (row.mark, real.mark) and number_of(real) is not None
    return words(N_("use with care")) if is_careful else ""


def _said(row: RateRow, currency: str, words: Wording) -> RateRow:
    def amounts(message: str, found: Range | None) -> str:
        if found is None:
            return ""
        low, high = (value_text(value, Unit.RATE, currency, words, row.real) for value in found)
        return words(message, low=low, high=high)

    if row.real is None:
        real = row.shown
    elif row.is_pooled:
        real = words(N_("all hours together really {amount} an hour"), amount=row.shown)
    else:
        real = words(N_("the middle writer really {amount} an hour"), amount=row.shown)
    promised = "" if row.promised is None else value_text(row.promised, Unit.RATE, currency, words)
    parts = (
        words(N_("promised {amount}"), amount=promised) if promised else "",
        real,
        amounts(N_("95% range {low} to {high}"), row.interval),
        amounts(N_("middle half {low} to {high}"), row.middle),
    )
    return replace(row, text=f"{row.label}: {', '.join(filter(None, parts))}")

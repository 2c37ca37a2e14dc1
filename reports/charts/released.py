"""What a release says of a cell, and how its names are read. Nothing that is withheld gets past this file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from reports.charts.model import hours_text
from reports.definitions.words import PAY_MODELS, TASK_KINDS, UNPAID_SHOWN
from reports.disclosure import Band, Vague
from reports.money import exponent, short_decimal
from reports.programme import Unit
from reports.release import Mark, Release, ReleasedFigure, ReleasedRow, ReleasedTable
from reports.release.precision import step_of
from reports.release.values import OTHER, TOTAL, UNKNOWN
from reports.wording import N_, Wording, translated

#: Units that are read as per cent.
SHARES = frozenset({Unit.SHARE.value, "change"})
#: Marks beside which numbers may stand.
_TOLD = frozenset({Mark.SHOWN, Mark.CARE})

DIMENSIONS: Mapping[str, str] = MappingProxyType(
    {
        "platform": N_("Platform"),
        "kind": N_("Kind of work"),
        "pay_model": N_("Way of being paid"),
        "place": N_("Place of work"),
        "category": N_("Unpaid time"),
    }
)
#: Words of ours for the values of a dimension, and for what belongs to any.
_VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"kind": TASK_KINDS, "pay_model": PAY_MODELS, "category": UNPAID_SHOWN}
)
_ANY: Mapping[str, str] = MappingProxyType({OTHER: N_("Other"), UNKNOWN: N_("Not said")})
VAGUE: Mapping[str, str] = MappingProxyType({Vague.MOST: N_("most"), Vague.FEW: N_("few")})
#: What stands in the place of a figure.
_NO_FIGURE = {
    Mark.WITHHELD: N_("Not shown, to protect privacy"),
    Mark.EMPTY: N_("Nobody has anything here"),
}
_UNITS: Mapping[str, str] = MappingProxyType(
    {
        Unit.RATE: N_("{currency} an hour"),
        Unit.MONEY: "{currency}",
        Unit.SHARE: N_("share of 1"),
        Unit.DAYS: N_("days"),
        Unit.HOURS: N_("hours"),
        "change": N_("share of what was before"),
        "count": N_("number"),
    }
)


def figure_in(row: ReleasedRow, key: str) -> ReleasedFigure:
    """A figure as it may be told: only its mark where it, or the whole cell, is withheld or empty."""
    if row.mark not in _TOLD:
        return ReleasedFigure(row.mark)
    figure = row.figures.get(key, ReleasedFigure(Mark.WITHHELD))
    if figure.mark not in _TOLD:
        return ReleasedFigure(figure.mark)
    if not isinstance(figure.value, Fraction):  # limits would say more than the words do
        return ReleasedFigure(figure.mark, figure.value)
    return figure


def writers_in(row: ReleasedRow) -> Band | None:
    """The band of writers of a cell; None where it is withheld or empty."""
    return row.writers if row.mark in _TOLD else None


def number_of(figure: ReleasedFigure) -> Fraction | None:
    """The value where it is a number."""
    return figure.value if isinstance(figure.value, Fraction) else None


def range_of(figure: ReleasedFigure) -> tuple[Fraction, Fraction] | None:
    """The limits of a figure where they are two: after rounding they may be the same, and “5% to 5%” is no range."""
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return None
    return figure.low, figure.high


def plain_number(value: Fraction | None, unit: str, currency: str) -> str:
    """A number as files write it: money with the places of its currency, all else without zeros at its end.

    >>> plain_number(Fraction(23), "money_per_hour", "USD"), plain_number(Fraction(3, 5), "share", "USD")
    ('23.00', '0.6')
    """
    if value is None:
        return ""
    return short_decimal(value, 4, exponent(currency) if is_money(unit) else 0)


def has_cents(value: Fraction) -> bool:
    """Whether an amount of money of this size is told in parts of a unit.

    >>> has_cents(Fraction(23)), has_cents(Fraction(2950))
    (True, False)
    """
    return step_of(value, Unit.RATE).denominator > 1


def is_money(unit: str) -> bool:
    """Whether a unit has a currency in it."""
    return unit in (Unit.RATE, Unit.MONEY)


def figure_text(figure: ReleasedFigure, unit: str, currency: str, words: Wording) -> str:
    """A figure as people read it, or the words in its place."""
    if isinstance(figure.value, Fraction):
        return value_text(figure.value, unit, currency, words)
    if figure.value is not None:
        return translated(words, VAGUE, figure.value)
    return words(_NO_FIGURE.get(figure.mark, N_("no value")))


def value_text(
    value: Fraction, unit: str, currency: str, words: Wording, beside: Fraction | None = None
) -> str:
    """A number with its unit; of a rate the amount, without cents where it is told in whole units.

    A limit is written like the figure `beside` it.
    """
    if is_money(unit):
        return words.money(value, currency, whole=not has_cents(value if beside is None else beside))
    if unit in SHARES:
        return words.share(value)
    if unit == Unit.DAYS:
        return words.plural(N_("{count} day"), N_("{count} days"), int(value))
    return hours_text(value, words, 0) if unit == Unit.HOURS else words.number(value)


def band_text(band: Band | None, words: Wording) -> str:
    """“10 to 19”, “100 or more”; nothing without a band."""
    if band is None:
        return ""
    if band.most is None:
        return words(N_("{count} or more"), count=words.number(band.least))
    return words(N_("{low} to {high}"), low=words.number(band.least), high=words.number(band.most))


def dimension_name(dimension: str, words: Wording) -> str:
    """A heading for the values of a dimension."""
    return words(DIMENSIONS.get(dimension, dimension.replace("_", " ").capitalize()))


def value_name(release: Release, dimension: str, value: str, words: Wording) -> str:
    """What people call a value of a dimension: ours in the reader's language, names of platforms and places as they are."""
    if value == TOTAL:
        return words(N_("All"))
    ours = _VALUES.get(dimension, {}).get(value) or _ANY.get(value)
    if ours:
        return words(ours)
    names = release.names.get(dimension, {})
    name = names.get(value, value)
    # Work counts at the narrowest place that has a row, so that no row has anything of another.
    is_rest = dimension == "place" and any(other.startswith(f"{value}-") for other in names)
    return words(N_("{place} (rest of it)"), place=name) if is_rest else name


def row_name(release: Release, table: ReleasedTable, row: ReleasedRow, words: Wording) -> str:
    """A row's values in one line; margins say only what they are of."""
    names = [
        value_name(release, dimension, row.values[dimension], words)
        for dimension in table.dimensions
        if row.values[dimension] != TOTAL
    ]
    return ", ".join(names) if names else words(N_("All"))


def is_whole(row: ReleasedRow) -> bool:
    """Whether a row is of the whole cohort."""
    return all(value == TOTAL for value in row.values.values())


def drawn_rows(table: ReleasedTable) -> tuple[ReleasedRow, ...]:
    """The rows of a chart: cells and the whole cohort, without margins in between, which other tables have as cells."""
    drawn = tuple(row for row in table.rows if is_whole(row) or TOTAL not in row.values.values())
    return drawn or table.rows


def unit_name(unit: str, currency: str, words: Wording) -> str:
    """A unit in words: “USD an hour”."""
    message = _UNITS[unit]
    return words(message, currency=currency) if is_money(unit) else words(message)

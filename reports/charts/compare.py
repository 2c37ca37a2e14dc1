"""Sides beside one another: each measure with a bar for each side, the difference in words, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup

from reports.charts.explain import shown_value
from reports.charts.markup import bar, percent, tag
from reports.charts.model import (
    Cell,
    Scale,
    Table,
    caveat_of,
    hours_as_shown,
    hours_of,
    share_text,
    text_cell,
)
from reports.comparing import MEASURES, RATES, REAL, Lead, Side, lead
from reports.figures import Figure
from reports.money import exponent, round_half_away, short_decimal
from reports.wording import N_, Wording

_LABELS = {
    "advertised_rate": N_("Promised for an hour"),
    "paid_time_rate": N_("Per hour they counted"),
    "all_hours_rate": N_("Per hour you worked"),
    REAL: N_("Real hourly pay, after fees and costs"),
    "hours": N_("Hours you worked"),
    "unpaid_share": N_("Share of unpaid hours"),
    "settled_rate": N_("Money that arrived, after fees"),
    "outstanding": N_("Owed to you now"),
    "days_to_be_paid": N_("Usual days from the end of a job to its pay"),
}
#: Of the other measures the side with more is named, and how much more.
_MORE = {
    "hours": N_("{first}: {more} more than {second}"),
    "days_to_be_paid": N_("{first}: {more} longer than {second}"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one side has of a measure: its words, and its bar."""

    side: int
    name: str
    shown: str
    caveat: str
    bar: Markup
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of all sides, and the difference in words."""

    key: str
    label: str
    entries: tuple[Entry, ...]
    difference: str
    is_real: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that is said of the sides."""

    finding: str
    cautions: tuple[str, ...]
    measures: tuple[Measure, ...]
    table: Table


def compared(sides: Sequence[Side], words: Wording) -> Compared:
    """Two or more sides as a page shows them."""
    scale = Scale.around([side.figure(key).value for key in RATES for side in sides])
    keys = _keys(sides)
    return Compared(
        finding=_finding(sides, words),
        cautions=tuple(_caution(side, words) for side in sides if not side.is_enough),
        measures=tuple(_measure(key, sides, scale if key in RATES else None, words) for key in keys),
        table=_table(sides, keys, words),
    )


def _keys(sides: Sequence[Side]) -> tuple[str, ...]:
    """What is owed does not depend on the days: of days alone it would be the same amount again and again."""
    has_part = any(side.report.only for side in sides)
    return tuple(key for key in MEASURES if key != "outstanding" or has_part)


def _finding(sides: Sequence[Side], words: Wording) -> str:
    found = lead(sides, REAL, _as_shown)
    if found is None:
        return words(N_("Real hourly pay is not known for two of these yet"))
    return _difference_of_pay(found, words)


def _difference_of_pay(found: Lead, words: Wording) -> str:
    names = _names(found)
    if not found.more:
        return words(N_("{first} and {second} paid the same an hour"), **names)
    more = words.money(found.more, found.first.report.currency)
    if found.share is None:
        return words(N_("{first} paid {more} an hour more than {second}"), **names, more=more)
    return words(
        N_("{first} paid {more} an hour more than {second}, or {share} more"),
        **names,
        more=more,
        share=share_text(found.share, words),
    )


def _names(found: Lead) -> dict[str, str]:
    """Both sides as a sentence calls them: it begins with the first."""
    return {"first": found.first.name, "second": found.second.inside}


def _as_shown(side: Side, key: str) -> Fraction | None:
    """A value as the page shows it: what looks the same is not said to differ."""
    figure = side.figure(key)
    if figure.value is None:
        return None
    if figure.unit == "hours":
        return hours_as_shown(figure.value)
    if figure.unit == "share":
        return Fraction(0) if 0 < figure.value < Fraction(1, 100) else _rounded(figure.value, 2)
    return _rounded(figure.value, 1 if figure.unit == "days" else _places(figure, side))


def _rounded(value: Fraction, digits: int) -> Fraction:
    return Fraction(round_half_away(value, digits))


def _places(figure: Figure, side: Side) -> int:
    """How many places an amount of money has after the point."""
    return exponent(figure.currency or side.report.currency)


def _caution(side: Side, words: Wording) -> str:
    return words.plural(
        N_("Careful with {name}: only {count} entry and {hours}. One long task weighs more there than the pay does."),
        N_("Careful with {name}: only {count} entries and {hours}. One long task weighs more there than the pay does."),
        side.report.task_count,
        name=side.inside,
        hours=hours_of(side.report.figures["hours"], words),
    )  # fmt: skip


def _measure(key: str, sides: Sequence[Side], scale: Scale | None, words: Wording) -> Measure:
    own = scale or Scale.around([side.figure(key).value for side in sides])
    return Measure(
        key,
        words(_LABELS[key]),
        tuple(_entry(number, key, side, own, words) for number, side in enumerate(sides)),
        _difference(key, sides, words),
        key == REAL,
    )


def _entry(number: int, key: str, side: Side, scale: Scale, words: Wording) -> Entry:
    figure = side.figure(key)
    return Entry(
        number,
        side.name,
        _shown(figure, side, words),
        _caveat(key, figure, side, words),
        _bar(figure.value, scale) if figure.value is not None else Markup(),
        is_missing=figure.value is None,
    )


def _shown(figure: Figure, side: Side, words: Wording) -> str:
    if figure.unit == "hours":
        return hours_of(figure, words)
    if figure.unit == "share" and figure.value is not None:
        return share_text(figure.value, words)
    return shown_value(figure, side.report.currency, words)


def _caveat(key: str, figure: Figure, side: Side, words: Wording) -> str:
    if key == "outstanding" and figure.value is not None and not side.report.only:
        return words(N_("of all days"))
    return caveat_of(figure, words) or ""


def _bar(value: Fraction, scale: Scale) -> Markup:
    zero, end = scale.at(Fraction(0)), scale.at(value)
    marks = [tag("line", x1="0", x2="100%", y1="13.5", y2="13.5", class_="rule")]
    if end > zero:
        marks.append(bar(zero, end, height="14", class_="kept"))
    elif end < zero:
        marks.append(bar(end, zero, height="14", fill="url(#hatch-lost)"))
    if zero > 0:
        marks.append(tag("line", x1=percent(zero), x2=percent(zero), y1="0", y2="14", class_="zero"))
    return tag(
        "svg", *marks, class_="pay-bar", width="100%", height="14", aria_hidden="true", focusable="false"
    )


def _difference(key: str, sides: Sequence[Side], words: Wording) -> str:
    """The side with most beside the one with least; nothing where they are the same, or only one is known."""
    found = lead(sides, key, _as_shown)
    is_of_all_days = key == "outstanding" and not all(side.report.only for side in sides)
    if found is None or not found.more or is_of_all_days:
        return ""
    if key in RATES:
        return _difference_of_rates(found, words)
    names = _names(found)
    figure = replace(found.first.figure(key), value=found.more, at_least=False)
    if key in {"settled_rate", "outstanding"}:
        return words(
            N_("{first}: {more} more than {second}"), **names, more=_shown(figure, found.first, words)
        )
    if key == "unpaid_share":
        return words.plural(
            N_("{first}: {count} more unpaid hour in every 100 than {second}"),
            N_("{first}: {count} more unpaid hours in every 100 than {second}"),
            int(found.more * 100),
            **names,
        )
    return words(_MORE[key], **names, more=_shown(figure, found.first, words))


def _difference_of_rates(found: Lead, words: Wording) -> str:
    names = _names(found)
    more = words.money(found.more, found.first.report.currency)
    if found.share is None:
        return words(N_("{first}: {more} more than {second}"), **names, more=more)
    return words(
        N_("{first}: {more} more than {second}, or {share}"),
        **names,
        more=more,
        share=share_text(found.share, words),
    )


def _table(sides: Sequence[Side], keys: Sequence[str], words: Wording) -> Table:
    """A row for each measure, a column for each side; then how many entries are behind it."""
    header = (words(N_("What")), *(side.name for side in sides))
    rows = tuple(
        (text_cell(words(_LABELS[key])), *(_cell(key, side, words) for side in sides)) for key in keys
    )
    counts = (
        text_cell(words(N_("Entries"))),
        *(_count(side.report.task_count, words) for side in sides),
    )
    return Table(header, (*rows, counts))


def _count(count: int, words: Wording) -> Cell:
    return Cell(words.number(count), str(count), is_number=True)


def _cell(key: str, side: Side, words: Wording) -> Cell:
    figure = side.figure(key)
    said = _shown(figure, side, words)
    if figure.value is None:
        return text_cell(said)
    caveat = _caveat(key, figure, side, words)
    return Cell(
        f"{said} ({caveat})" if caveat else said, _in_file(figure.value, figure, side), is_number=True
    )


def _in_file(value: Fraction, figure: Figure, side: Side) -> str:
    """As the other files write it: money with its places, rates with up to four, all else without empty zeros."""
    least = _places(figure, side) if figure.unit in {"money", "money_per_hour"} else 0
    return short_decimal(value, least if figure.unit == "money" else 4, least)

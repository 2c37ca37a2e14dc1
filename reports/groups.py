"""Sums of a selection by any mix of day, week, month, year, platform, contract, kind, terms, category, toll and marks.

One pass over whole columns, however many groups there are. Sums of money are minor units, of time seconds; groups
add up to the selection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any, Literal

import numpy as np

from reports.frames import MISSING, NOWHERE, Flags, Ints
from reports.later import LaterMapping
from reports.pricing import terms_in_force, unpaid_categories
from reports.row_ids import NO_ROWS, Rows
from reports.sums import Selection
from reports.tables import EARNED, EXPENSE, FEE, SOURCES, TASKS, Accruals, Hours, Names, picked
from reports.work import Work

Dimension = Literal[
    "day",
    "week",
    "month",
    "year",
    "platform",
    "contract",
    "kind",
    "terms",
    "category",
    "toll",
    "is_repetitive",
    "is_alone",
]

#: A day (of a week its Monday, of a month or year its first), an id, a word, a category, a toll or a yes or no; None
#: where a row has none.
Key = Any

_MARKS = ("is_repetitive", "is_alone")


def totals(selection: Selection, *dimensions: Dimension) -> dict[tuple[Key, ...], Work]:
    """The sums of every group that has any row, by the keys of its dimensions, in order of the first day.

    The rows behind a group are gathered when somebody looks at them.

    Notes
    -----
    `totals(selection, "week", "kind")[date(2026, 3, 2), "ranking"].net` is what ranking left in the week that began
    on that Monday.
    """
    pay, hours = selection.accruals, selection.hours
    codes = [np.concatenate([_codes(table, name) for table in (pay, hours)]) for name in dimensions]
    first, group = _numbered(codes, len(pay) + len(hours))
    count, of_pay, of_hours = len(first), group[: len(pay)], group[len(pay) :]
    columns = [
        *_sums_of_pay(pay, of_pay, count),
        *_sums_of_hours(hours, of_hours, count),
        np.bincount(of_pay[pay.category == EARNED], minlength=count),
        np.bincount(of_hours, minlength=count),
    ]
    days = _days(np.concatenate([pay.day, hours.day]), group, count)
    keys = [
        _keys(selection.accruals.names, name, of_all[first])
        for name, of_all in zip(dimensions, codes, strict=True)
    ]
    listed = list(zip(*keys, strict=True)) if keys else [()] * count
    columns_of_work = (
        *(column.tolist() for column in columns),
        *(map(date.fromordinal, column.tolist()) for column in days),
        map(rows_of_groups(selection, *dimensions), listed),
    )
    works = map(Work._make, zip(*columns_of_work, strict=True))
    first_days = days[0].tolist()
    made = sorted(zip(first_days, listed, works, strict=True), key=itemgetter(0))
    return {key: work for _, key, work in made}


def sums_by(
    hours: Hours, columns: Sequence[Ints], *dimensions: Dimension
) -> dict[tuple[Key, ...], tuple[int, ...]]:
    """The sums of some columns beside the time of tasks, by the keys of their dimensions, in order of the first day.

    Parameters
    ----------
    hours
        The tasks.
    columns
        Whole numbers, one for each task.
    dimensions
        At least one.
    """
    codes = [_codes(hours, name) for name in dimensions]
    first, group = _numbered(codes, len(hours))
    sums = [_sums(column, group, len(first)).tolist() for column in columns]
    keys = [_keys(hours.names, name, of_all[first]) for name, of_all in zip(dimensions, codes, strict=True)]
    made = zip(first.tolist(), zip(*keys, strict=True), zip(*sums, strict=True), strict=True)
    return {key: found for _, key, found in sorted(made, key=itemgetter(0))}


def time_of(selection: Selection, tasks: Flags) -> Selection:
    """The time of some tasks of a selection, without pay and costs."""
    nothing = selection.accruals.take(slice(0))
    return replace(selection, accruals=nothing, hours=selection.hours.take(tasks))


def rows_of_groups(selection: Selection, *dimensions: Dimension) -> Callable[[tuple[Key, ...]], Rows]:
    """The rows behind each group of `totals` with the same dimensions, gathered when one of them is asked for."""
    return partial(_RowsOfGroup, LaterMapping(lambda: _gathered(selection, dimensions)))


class _RowsOfGroup(Mapping[str, tuple[str, ...]]):
    """The rows of one of many groups; small, since a report may have thousands of groups and look at few."""

    __slots__ = ("_groups", "_key")

    def __init__(self, groups: Mapping[tuple[Key, ...], Rows], key: tuple[Key, ...]) -> None:
        self._groups, self._key = groups, key

    def _rows(self) -> Rows:
        return self._groups.get(self._key, NO_ROWS)

    def __getitem__(self, noun: str) -> tuple[str, ...]:
        return self._rows()[noun]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows())

    def __len__(self) -> int:
        return len(self._rows())


def _gathered(selection: Selection, dimensions: Sequence[Dimension]) -> dict[tuple[Key, ...], Rows]:
    pay, hours = selection.accruals, selection.hours
    codes = [np.concatenate([_codes(table, name) for table in (hours, pay)]) for name in dimensions]
    first, group = _numbered(codes, len(pay) + len(hours))
    source = np.concatenate([np.full(len(hours), TASKS), pay.source]).tolist()
    row = np.concatenate([hours.task, pay.row]).tolist()
    ids = [pay.names.ids(noun) for noun in SOURCES]
    named: list[dict[str, dict[str, None]]] = [defaultdict(dict) for _ in range(len(first))]
    for place, of_row, at in zip(group.tolist(), source, row, strict=True):
        named[place][SOURCES[of_row]][ids[of_row][at]] = None
    keys = [_keys(pay.names, name, of_all[first]) for name, of_all in zip(dimensions, codes, strict=True)]
    return {
        key: {noun: tuple(found) for noun, found in rows.items()}
        for key, rows in zip(zip(*keys, strict=True) if keys else [()] * len(first), named, strict=True)
    }


def _codes(table: Accruals | Hours, dimension: Dimension) -> Ints:
    """The group of every row in one dimension, as a whole number."""
    names = table.names
    if dimension == "day":
        return table.day
    if dimension == "week":
        return table.day - (table.day - 1) % 7  # ordinal 1 was a Monday
    if dimension in ("month", "year"):
        return first_of(dimension, table.day)
    if dimension == "toll":
        toll = picked(names.ledger.array("tasks", "toll"), table.task, MISSING)
        return np.where(toll == MISSING, NOWHERE, toll)
    if isinstance(table, Accruals) and dimension == "terms":
        return terms_in_force(names.ledger, table.contract, table.day)
    if isinstance(table, Accruals) and dimension == "category":
        return picked(unpaid_categories(names.ledger), table.task)
    if dimension in _MARKS:
        return picked(names.ledger.array("tasks", dimension), table.task)
    codes: Ints = getattr(table, dimension)
    return codes


def first_of(unit: Literal["month", "year"], days: Ints) -> Ints:
    """The first day of the calendar month or year of each day, as ordinals.

    >>> [date.fromordinal(day) for day in first_of("month", np.array([date(2026, 2, 28).toordinal()]))]
    [datetime.date(2026, 2, 1)]
    """
    epoch = date(1970, 1, 1).toordinal()
    units = (days - epoch).astype("datetime64[D]").astype(f"datetime64[{unit[0].upper()}]")
    return units.astype("datetime64[D]").astype(np.int64) + epoch


def _numbered(codes: Sequence[Ints], count: int) -> tuple[Ints, Ints]:
    """The place of the first row of each group, and the number of the group of each row."""
    whole, size = np.zeros(count, np.int64), 1
    for of_dimension in codes:
        lowest, highest = (int(of_dimension.min()), int(of_dimension.max())) if count else (0, 0)
        whole = whole * (highest - lowest + 1) + of_dimension - lowest
        size *= highest - lowest + 1
    if size > 8 * count:
        _, first, group = np.unique(whole, return_index=True, return_inverse=True)
        return first, group
    # Few codes need no sorting: of several rows written to one place the last stays, here the first of them.
    place = np.full(size, NOWHERE)
    place[whole[::-1]] = np.arange(count)[::-1]
    found = place != NOWHERE
    return place[found], (np.cumsum(found) - 1)[whole]


def _keys(names: Names, dimension: Dimension, codes: Ints) -> list[Key]:
    if dimension in ("day", "week", "month", "year"):
        return [date.fromordinal(code) for code in codes.tolist()]
    if dimension == "toll":
        return [None if code == NOWHERE else code for code in codes.tolist()]
    if dimension in _MARKS:
        return [None if code == NOWHERE else bool(code) for code in codes.tolist()]
    words = [*names.words(dimension), None]  # the last one is `NOWHERE`
    return [words[code] for code in codes.tolist()]


def _sums_of_pay(pay: Accruals, group: Ints, count: int) -> Iterator[Ints]:
    earned, fee, expense = (pay.category == category for category in (EARNED, FEE, EXPENSE))
    gross = earned & pay.is_counted
    # Fees of pay that no rate counts are left out with it; an expense always counts.
    costs = (fee | expense) & pay.is_counted
    positive = earned & (pay.minor > 0)
    for rows in (earned, fee, expense, gross):
        yield _sums(pay.minor * rows, group, count)
    yield _sums(pay.minor * gross - pay.minor * costs, group, count)
    yield _sums(pay.minor * positive, group, count)
    yield _sums(pay.minor * (positive & pay.has_time), group, count)


def _sums_of_hours(hours: Hours, group: Ints, count: int) -> Iterator[Ints]:
    yield _sums(hours.paid_seconds, group, count)
    yield _sums(hours.unpaid_seconds, group, count)
    yield _sums(hours.seconds * hours.is_priced, group, count)


def _sums(values: Ints, group: Ints, count: int) -> Ints:
    out = np.zeros(count, np.int64)
    np.add.at(out, group, values)
    return out


def _days(day: Ints, group: Ints, count: int) -> tuple[Ints, Ints]:
    first, last = np.full(count, np.iinfo(np.int64).max), np.zeros(count, np.int64)
    np.minimum.at(first, group, day)
    np.maximum.at(last, group, day)
    return first, last

"""Sums of a selection by any mix of day, week, month, year, platform, contract, kind, terms, toll and category.

One pass over whole columns, however many groups there are. Sums of money are minor units, of time seconds; groups
add up to the selection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import numpy as np

from reports.figures import Coverage
from reports.frames import MISSING, NOWHERE, Ints
from reports.later import LaterMapping
from reports.pricing import terms_in_force, unpaid_categories
from reports.row_ids import NO_ROWS, Rows
from reports.sums import Selection
from reports.tables import EARNED, EXPENSE, FEE, SOURCES, TASKS, Accruals, Hours, Names, picked

Dimension = Literal[
    "day", "week", "month", "year", "platform", "contract", "kind", "terms", "toll", "category"
]

#: A day (of a week its Monday, of a month or year its first), an id, a word, a toll or a category; None where a row has none.
Key = Any


class Totals(NamedTuple):
    """What one group adds up to.

    Attributes
    ----------
    earned, fees, expenses
        Minor units, with the pay of tasks that have no logged time.
    gross_of_rates, net_of_rates
        Minor units, without that pay and its fees: what rates count.
    positive, positive_with_time
        Pay above zero, and what of it has logged time.
    pay_count
        Number of earned amounts.
    paid_seconds, unpaid_seconds, priced_seconds
        Whole seconds; the last is time that is unpaid or of known pay.
    first_on, last_on
        First and last day with work, pay or costs.
    """

    earned: int
    fees: int
    expenses: int
    gross_of_rates: int
    net_of_rates: int
    positive: int
    positive_with_time: int
    pay_count: int
    paid_seconds: int
    unpaid_seconds: int
    priced_seconds: int
    task_count: int
    first_on: date
    last_on: date

    @property
    def net(self) -> int:
        """Earned less fees and expenses."""
        return self.earned - self.fees - self.expenses

    @property
    def seconds(self) -> int:
        """All time worked."""
        return self.paid_seconds + self.unpaid_seconds

    @property
    def knows_pay(self) -> bool:
        """Whether pay is known at all: paid time without any price has earned nobody knows what."""
        return bool(self.pay_count or self.priced_seconds > self.unpaid_seconds or not self.paid_seconds)


def totals(selection: Selection, *dimensions: Dimension) -> dict[tuple[Key, ...], Totals]:
    """The sums of every group that has any row, by the keys of its dimensions, in order of the first day.

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
        *_days(np.concatenate([pay.day, hours.day]), group, count),
    ]
    keys = [
        _keys(selection.accruals.names, name, of_all[first])
        for name, of_all in zip(dimensions, codes, strict=True)
    ]
    made = [
        (key, Totals._make([*sums, date.fromordinal(first_on), date.fromordinal(last_on)]))
        for key, (*sums, first_on, last_on) in zip(
            zip(*keys, strict=True) if keys else [()] * count,
            zip(*(column.tolist() for column in columns), strict=True),
            strict=True,
        )
    ]
    return dict(sorted(made, key=lambda item: item[1].first_on))


def coverage_of(groups: Iterable[Totals]) -> Coverage:
    """How much of the pay of some groups has time, and of their time a price; None where there is nothing."""
    listed = list(groups)
    pay, seconds = sum(group.positive for group in listed), sum(group.seconds for group in listed)
    with_time = sum(group.positive_with_time for group in listed)
    priced = sum(group.priced_seconds for group in listed)
    return Coverage(
        pay_with_time=Fraction(with_time, pay) if pay else None,
        time_priced=Fraction(priced, seconds) if seconds else None,
    )


def rows_of_groups(selection: Selection, *dimensions: Dimension) -> Callable[[tuple[Key, ...]], Rows]:
    """The rows behind each group of `totals` with the same dimensions, gathered when one of them is asked for."""
    found: dict[tuple[Key, ...], Rows] = {}

    def gather(key: tuple[Key, ...]) -> Rows:
        if not found:
            found.update(_gathered(selection, dimensions))
        return found.get(key, NO_ROWS)

    return lambda key: LaterMapping(lambda: gather(key))


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
    whole = np.zeros(count, np.int64)
    for of_dimension in codes:
        lowest, highest = (int(of_dimension.min()), int(of_dimension.max())) if count else (0, 0)
        whole = whole * (highest - lowest + 1) + of_dimension - lowest
    _, first, group = np.unique(whole, return_index=True, return_inverse=True)
    return first, group


def _keys(names: Names, dimension: Dimension, codes: Ints) -> list[Key]:
    if dimension in ("day", "week", "month", "year"):
        return [date.fromordinal(code) for code in codes.tolist()]
    if dimension == "toll":
        return [None if code == NOWHERE else code for code in codes.tolist()]
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
    yield _sums(earned.astype(np.int64), group, count)


def _sums_of_hours(hours: Hours, group: Ints, count: int) -> Iterator[Ints]:
    yield _sums(hours.paid_seconds, group, count)
    yield _sums(hours.unpaid_seconds, group, count)
    yield _sums(hours.seconds * (hours.is_priced), group, count)
    yield _sums(np.ones_like(group), group, count)


def _sums(values: Ints, group: Ints, count: int) -> Ints:
    out = np.zeros(count, np.int64)
    np.add.at(out, group, values)
    return out


def _days(day: Ints, group: Ints, count: int) -> tuple[Ints, Ints]:
    first, last = np.full(count, np.iinfo(np.int64).max), np.zeros(count, np.int64)
    np.minimum.at(first, group, day)
    np.maximum.at(last, group, day)
    return first, last

"""A writer's records as columns, and the three ways to look at them: rows, arrays, frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from reports.frames.door import check_references, check_rows, columns_hold, references_hold, refuse_nouns
from reports.frames.schema import ORDER, REFERENCES, SCHEMAS

if TYPE_CHECKING:
    import pandas as pd

Columns = Mapping[str, Sequence[Any]]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Made = TypeVar("Made")

#: What stands in an array for a missing number, day or instant.
MISSING = np.iinfo(np.int64).min

#: What stands in an array for a missing word or reference: the position of nothing.
NOWHERE = -1


@dataclass(frozen=True)
class Ledger:
    """One writer's records, checked (see `SCHEMAS` for their columns).

    `currency` is the reporting currency (ISO 4217), `zone` the writer's IANA zone, `columns` the values by noun
    and column, each noun in its order. `ledger[noun]` is the frame of a noun; frames, rows and arrays are made
    when they are first asked for, and are not to be changed.
    """

    currency: str
    zone: str
    columns: Mapping[str, Columns] = field(repr=False)
    unverified_allowed: bool = False
    _made: dict[tuple[str, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getitem__(self, noun: str) -> pd.DataFrame:
        return self._kept(("frame", noun), lambda: _frame(self.columns[noun]))

    def count(self, noun: str) -> int:
        """Number of rows."""
        return len(self.columns[noun]["id"])

    def rows(self, noun: str) -> list[dict[str, Any]]:
        """Rows as dictionaries with Python values (None for missing), in the order of the noun."""
        return self._kept(("rows", noun), lambda: _rows(self.columns[noun]))

    def array(self, noun: str, column: str) -> Ints:
        """A column as whole numbers, in the order of the noun.

        Numbers as they are, days as ordinals, instants as seconds since 1970, yes and no as 1 and 0; words of a
        choice by their place in it, references by the place of the row they point at. A missing number, day or
        instant is `MISSING`, all else that is missing is `NOWHERE`.
        """
        return self._kept(("array", noun, column), lambda: self._array(noun, column))

    def _array(self, noun: str, name: str) -> Ints:
        values, column = self.columns[noun][name], SCHEMAS[noun][name]
        is_code = (noun, name) in REFERENCES or bool(column.choices) or column.kind == "yes_no"
        if _is_empty(values):
            return np.full(len(values), NOWHERE if is_code else MISSING)
        if (noun, name) in REFERENCES:
            return _looked_up(values, self._places(REFERENCES[noun, name]))
        if column.choices:
            words = {word: place for place, word in enumerate(column.choices)}
            return _looked_up(values, {**words, None: NOWHERE})
        if column.kind == "yes_no":
            return _looked_up(values, {True: 1, False: 0, None: NOWHERE})
        if column.kind == "day":
            days = {day: MISSING if day is None else day.toordinal() for day in set(values)}
            return _looked_up(values, days)
        if column.kind == "instant":
            return _seconds(values)
        return _numbers(values)

    def _places(self, noun: str) -> Mapping[str | None, int]:
        """The place of every id; nothing is nowhere."""
        ids = self.columns[noun]["id"]
        return self._kept(("places", noun), lambda: {None: NOWHERE, **{key: n for n, key in enumerate(ids)}})

    def _kept(self, key: tuple[str, ...], make: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made


def _frame(columns: Columns) -> pd.DataFrame:
    import pandas as pd  # a second to import; only who works with frames pays it

    # dtype=object keeps None as it is; without it text columns would have NaN in them.
    return pd.DataFrame({name: pd.Series(list(values), dtype=object) for name, values in columns.items()})


def _rows(columns: Columns) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _is_empty(values: Sequence[Any]) -> bool:
    """Whether no row has a value, as in most columns that few writers use."""
    return not values or (values[0] is None and values.count(None) == len(values))


def _looked_up(values: Sequence[Any], places: Mapping[Any, int]) -> Ints:
    return np.fromiter(map(places.__getitem__, values), np.int64, len(values))


def _seconds(values: Sequence[datetime | None]) -> Ints:
    """Whole seconds since 1970, parts of one cut off."""
    try:
        return _timestamps(values)
    except TypeError:  # one is missing; asking each first would cost as much again
        found = np.full(len(values), MISSING)
        found[[at is not None for at in values]] = _timestamps([at for at in values if at is not None])
        return found


def _timestamps(values: Sequence[Any]) -> Ints:
    return np.fromiter(map(datetime.timestamp, values), np.float64, len(values)).astype(np.int64)


def _numbers(values: Sequence[int | None]) -> Ints:
    if None in values:
        values = [MISSING if value is None else value for value in values]
    return np.array(values, np.int64)


def ledger(
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    *,
    currency: str = "USD",
    zone: str = "America/Los_Angeles",
    unverified_allowed: bool = False,
) -> Ledger:
    """Build and check a ledger from plain rows per noun; absent nouns are empty.

    Unknown columns, missing required values, wrong types, numbers beyond all reason and references to rows that
    are not there are refused with a `FrameError`.
    """
    refuse_nouns(rows)
    listed = {noun: [dict(row) for row in rows.get(noun, ())] for noun in SCHEMAS}
    for noun, noun_rows in listed.items():
        check_rows(noun, noun_rows)
    check_references(listed)
    columns = {noun: _in_order(noun, noun_rows) for noun, noun_rows in listed.items()}
    return Ledger(currency, zone, columns, unverified_allowed)


def _in_order(noun: str, rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    order = ORDER.get(noun)
    rows.sort(key=lambda row: (row[order], row["id"]) if order else (row["id"],))
    return {name: [row.get(name) for row in rows] for name in SCHEMAS[noun]}


def ledger_from_columns(
    columns: Mapping[str, Columns],
    *,
    currency: str = "USD",
    zone: str = "America/Los_Angeles",
    unverified_allowed: bool = False,
) -> Ledger:
    """Build and check a ledger from whole columns: noun -> column -> values.

    The same contract as `ledger`, and the same result, checked a column at a time. Where anything is out of
    order or wrong, `ledger` looks at it row by row, and sorts it or says what is wrong.
    """
    nouns: dict[str, Columns] = {
        noun: columns.get(noun) or dict.fromkeys(SCHEMAS[noun], ()) for noun in SCHEMAS
    }
    if (
        columns.keys() <= SCHEMAS.keys()
        and all(columns_hold(noun, values) for noun, values in nouns.items())
        and references_hold(nouns)
    ):
        kept = {noun: {name: list(values[name]) for name in SCHEMAS[noun]} for noun, values in nouns.items()}
        return Ledger(currency, zone, kept, unverified_allowed)
    rows = {noun: _rows(values) for noun, values in columns.items()}
    return ledger(rows, currency=currency, zone=zone, unverified_allowed=unverified_allowed)

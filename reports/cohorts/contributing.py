"""What one writer adds to the cells of a period: amounts by platform, kind of work, pay model and place together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from reports.cohorts.cells import Contribution, Measure
from reports.definitions import TASK_KINDS
from reports.frames import Ints, PayModel
from reports.log import Log
from reports.pricing import terms_in_force
from reports.sums import Selection
from reports.tables import EARNED, Accruals, Hours, picked

#: Words of her own, and what the catalogue does not have: together they are one row.
OTHER = "other"
#: She has not said it.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """The values that the tables of a campaign have beside `OTHER` and, for pay models and places, `UNKNOWN`.

    Attributes
    ----------
    platforms
        Entries of the shared catalogue; a writer's own names for platforms are never values.
    places
        Codes of places.
    """

    platforms: Collection[str]
    places: Collection[str]

    def values(self) -> dict[str, tuple[str, ...]]:
        """Every dimension with its values, in the order they are shown."""
        return {
            "platform": _ending(self.platforms, OTHER),
            "kind": _ending(TASK_KINDS, OTHER),
            "pay_model": _ending([model.value for model in PayModel], UNKNOWN),
            "place": _ending(self.places, OTHER, UNKNOWN),
        }


def contributions_of(writer: int, log: Log, selection: Selection, known: Known) -> tuple[Contribution, ...]:
    """What a writer adds to every inner cell of the tables that she adds anything to, each amount above 0.

    Parameters
    ----------
    writer
        Her number in the cohort.
    log
        Her log in the currency of the campaign; it says where she worked.
    selection
        Her rows of the period.
    known
        The values that the tables have.

    Notes
    -----
    Pay is what every rate counts: gross of fees, without the pay of tasks that have no logged time. What was taken
    back, a negative adjustment too, is not taken off, so that no amount is below 0; whoever has nothing but that, or
    costs, is in no cell for it. Unpaid hours count.
    """
    return contributions_in(inner_cells(log, selection, known), writer, selection)


def contributions_in(cells: InnerCells, writer: int, selection: Selection) -> tuple[Contribution, ...]:
    """The same from the cells that the rows of the selection lie in."""
    sums = _sums(selection.accruals, selection.hours, cells)
    return tuple(
        Contribution(
            writer,
            values,
            amounts,
        )
        for place, values in enumerate(cells.values)
        if (amounts := {measure: int(of_all[place]) for measure, of_all in sums.items() if of_all[place]})
    )


class InnerCells(NamedTuple):
    """The inner cells that a writer has anything in, and which of them each of her rows lies in.

    Attributes
    ----------
    values
        Of each cell, by dimension.
    of_pay, of_hours
        The place in `values` of the cell of each accrual and of each task.
    """

    values: tuple[Mapping[str, str], ...]
    of_pay: Ints
    of_hours: Ints


def inner_cells(log: Log, selection: Selection, known: Known) -> InnerCells:
    """The cells of some rows; parameters as in `contributions_of`."""
    values, pay, hours = known.values(), selection.accruals, selection.hours
    codes = [
        np.concatenate(both)
        for both in zip(_codes(pay, log, values), _codes(hours, log, values), strict=True)
    ]
    whole = np.zeros(len(pay) + len(hours), np.int64)
    for of_dimension, words in zip(codes, values.values(), strict=True):
        whole = whole * len(words) + of_dimension
    _, first, cell = np.unique(whole, return_index=True, return_inverse=True)
    found = zip(*(of_dimension[first].tolist() for of_dimension in codes), strict=True)
    named = tuple(
        {name: words[code] for (name, words), code in zip(values.items(), row, strict=True)} for row in found
    )
    return InnerCells(named, cell[: len(pay)], cell[len(pay) :])


def _ending(words: Collection[str], *last: str) -> tuple[str, ...]:
    return (*(word for word in words if word not in last), *last)


def _sums(pay: Accruals, hours: Hours, cells: InnerCells) -> dict[Measure, Ints]:
    count = len(cells.values)
    counted = pay.minor * pay.is_counted
    is_earned = pay.category == EARNED
    return {
        Measure.PAY: _added(np.where(is_earned, np.maximum(counted, 0), 0), cells.of_pay, count),
        Measure.HOURS: _added(hours.seconds, cells.of_hours, count),
        Measure.PAID_HOURS: _added(hours.paid_seconds, cells.of_hours, count),
    }


def _added(amounts: Ints, group: Ints, count: int) -> Ints:
    out = np.zeros(count, np.int64)
    np.add.at(out, group, amounts)
    return out


def _codes(table: Accruals | Hours, log: Log, values: Mapping[str, tuple[str, ...]]) -> list[Ints]:
    """Of each dimension the place of the value of each row."""
    ledger = table.names.ledger
    terms = table.terms if isinstance(table, Hours) else terms_in_force(ledger, table.contract, table.day)
    said = {
        "platform": _Said(table.platform, ledger.columns["platforms"]["catalogue_key"], OTHER),
        "kind": _Said(table.kind, table.names.kinds, OTHER),
        "pay_model": _Said(terms, ledger.columns["terms"]["pay_model"], UNKNOWN),
        "place": _places(log, table.day, values["place"]),
    }
    return [one.codes(values[name]) for name, one in said.items()]


class _Said(NamedTuple):
    """A column of places in a list of words, and the value of rows without a place."""

    at: Ints
    words: Sequence[str | None]
    nowhere: str

    def codes(self, values: tuple[str, ...]) -> Ints:
        known = {value: code for code, value in enumerate(values)}
        own = known.get(OTHER, known[self.nowhere])
        code_of_word = [known[self.nowhere] if word is None else known.get(word, own) for word in self.words]
        return picked(np.array(code_of_word, np.int64), self.at, known[self.nowhere])


def _places(log: Log, days: Ints, known: Collection[str]) -> _Said:
    """Where she worked on each day, as the tables know it."""
    found, at = np.unique(days, return_inverse=True)
    places = [log.situation.place_on(date.fromordinal(day)) for day in found.tolist()]
    return _Said(at, [_within(place, known) for place in places], UNKNOWN)


def _within(place: str | None, known: Collection[str]) -> str | None:
    """The narrowest place of a table that a place lies in; itself where there is none.

    >>> _within("US-CA-LOS_ANGELES_CITY", ["US", "US-CA"]), _within("US-NY", ["US-CA"])
    ('US-CA', 'US-NY')
    """
    wider = place
    while wider and wider not in known:
        wider = wider.rpartition("-")[0]
    return wider or place

"""The sums of one writer's rows in every cell of every table: one pass over her books, however many tables there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from reports.cohorts import InnerCells, Place
from reports.cohorts.cells import place_of
from reports.conditions.toll import HEAVY, LIGHT
from reports.definitions import NOT_SAID
from reports.frames import MISSING, SCHEMAS, Flags, Ints, Outcome
from reports.programme.said import Dimensions
from reports.slices import shown_category
from reports.sums import Selection
from reports.tables import EARNED, UNPAID, picked
from reports.work import Work

#: What the unpaid time of a task is shown as having gone into -> the question that asks for it.
CATEGORIES: Mapping[str, str] = {
    word: f"unpaid_{word.removeprefix('unpaid_')}" for word in (*UNPAID, NOT_SAID)
}

#: Which tasks the sums of `Work` are of.
RATED: Mapping[str, tuple[int, ...]] = {"light": LIGHT, "heavy": HEAVY}

_OUTCOMES = SCHEMAS["tasks"]["outcome"].choices
_WORK = (
    "gross_of_rates",
    "net_of_rates",
    "pay_count",
    "paid_seconds",
    "unpaid_seconds",
    "priced_seconds",
    "positive",
    "positive_with_time",
)


@dataclass(frozen=True, slots=True)
class CellSums:
    """The sums of one place; money in minor units, after the costs that the work bears, time in seconds.

    Attributes
    ----------
    work
        All work; `rated` has that of `RATED`.
    counts
        Further sums by name.
    advertised
        Promised rates an hour (major units) times paid seconds with a promise, and those seconds.
    """

    work: Work
    rated: Mapping[str, Work]
    counts: Mapping[str, int]
    advertised: tuple[Fraction, int]


def cell_sums(
    selection: Selection,
    cells: InnerCells,
    advertised: Mapping[str, Fraction],
    wanted: Iterable[Dimensions],
) -> dict[Dimensions, dict[Place, CellSums]]:
    """The sums by place of each of some lists of dimensions.

    Parameters
    ----------
    selection
        Her rows, no cost without a task among them (see `reports.programme.bearing`).
    cells
        The inner cells of these rows.
    advertised
        Promised rate an hour by terms id.
    wanted
        The dimensions of tables and of their margins.
    """
    sums = dict(_counts(selection, cells))
    matrix = np.stack(list(sums.values()))
    promised = _promised(selection, cells, advertised)
    found: dict[Dimensions, dict[Place, CellSums]] = {}
    for names in wanted:
        numbers: dict[Place, list[int]] = defaultdict(list)
        for number, values in enumerate(cells.values):
            numbers[place_of({name: values[name] for name in names})].append(number)
        found[names] = {
            place: _of_place(
                dict(zip(sums, matrix[:, inner].sum(axis=1).tolist(), strict=True)),
                _together(promised[number] for number in inner),
            )
            for place, inner in numbers.items()
        }
    return found


def _of_place(sums: Mapping[str, int], advertised: tuple[Fraction, int]) -> CellSums:
    def work(prefix: str) -> Work:
        of_work: dict[str, Any] = {name: sums[prefix + name] for name in _WORK}
        return Work(**of_work)

    return CellSums(work(""), {rated: work(rated) for rated in RATED}, sums, advertised)


def _counts(selection: Selection, cells: InnerCells) -> Iterator[tuple[str, Ints]]:
    pay, hours = selection.accruals, selection.hours
    tasks, count = hours.names.ledger, len(cells.values)

    def of_hours(values: Ints) -> Ints:
        return _added(values, cells.of_hours, count)

    yield from _work("", selection, cells, np.ones(len(pay), bool), np.ones(len(hours), bool))
    toll = tasks.array("tasks", "toll")
    of_pay = picked(toll, pay.task, MISSING)
    for name, ranks in RATED.items():
        yield from _work(name, selection, cells, np.isin(of_pay, ranks), np.isin(toll[hours.task], ranks))
    yield "rated_seconds", of_hours(hours.seconds * (toll[hours.task] != MISSING))
    category = shown_category(hours)
    for code, question in enumerate(CATEGORIES.values()):
        yield question, of_hours(hours.unpaid_seconds * (category == code))
    units = tasks.array("tasks", "units")[hours.task]
    yield "units", of_hours(np.where(units == MISSING, 0, units))
    outcome = tasks.array("tasks", "outcome")[hours.task]
    rejected, approved = (outcome == _OUTCOMES.index(word) for word in (Outcome.REJECTED, Outcome.APPROVED))
    yield "rejected", of_hours(rejected.astype(np.int64))
    yield "decided", of_hours((rejected | approved).astype(np.int64))


def _work(
    prefix: str, selection: Selection, cells: InnerCells, of_pay: Flags, of_hours: Flags
) -> Iterator[tuple[str, Ints]]:
    """The sums of some rows, in the order of `_WORK`."""
    pay, hours, count = selection.accruals, selection.hours, len(cells.values)
    earned = of_pay & (pay.category == EARNED)
    gross = pay.minor * (earned & pay.is_counted)
    positive = pay.minor * (earned & (pay.minor > 0))
    costs = pay.minor * (of_pay & (pay.category != EARNED) & pay.is_counted)
    amounts = (gross, gross - costs, earned.astype(np.int64))
    time = (hours.paid_seconds, hours.unpaid_seconds, hours.seconds * hours.is_priced)
    columns = (
        *(_added(column, cells.of_pay, count) for column in amounts),
        *(_added(column * of_hours, cells.of_hours, count) for column in time),
        _added(positive, cells.of_pay, count),
        _added(positive * pay.has_time, cells.of_pay, count),
    )
    yield from ((prefix + name, column) for name, column in zip(_WORK, columns, strict=True))


def _promised(
    selection: Selection, cells: InnerCells, advertised: Mapping[str, Fraction]
) -> list[tuple[Fraction, int]]:
    """Of each cell the promised rates times paid seconds, and those seconds."""
    hours = selection.hours
    at = np.flatnonzero(hours.is_promised & (hours.paid_seconds > 0))
    ids = hours.names.ids("terms")
    pair, number = np.unique(cells.of_hours[at] * (len(ids) + 1) + hours.terms[at], return_inverse=True)
    seconds = _added(hours.paid_seconds[at], number, len(pair))
    found = [(Fraction(0), 0)] * len(cells.values)
    for code, length in zip(pair.tolist(), seconds.tolist(), strict=True):
        cell, terms = divmod(code, len(ids) + 1)
        found[cell] = _together([found[cell], (advertised[ids[terms]] * length, length)])
    return found


def _together(parts: Iterable[tuple[Fraction, int]]) -> tuple[Fraction, int]:
    rates, seconds = zip(*parts, strict=True)
    return sum(rates, Fraction(0)), sum(seconds)


def _added(values: Ints, cell: Ints, count: int) -> Ints:
    out = np.zeros(count, np.int64)
    np.add.at(out, cell, values)
    return out

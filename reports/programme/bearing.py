"""Costs of no task, borne by the work they were for, so that a rate of any part of it is after costs.

A cost of a contract is borne by the work of that contract (of its kind of work, where there is any), one of a platform
by all work there, any other by everything; each by paid time, or by all time where none is paid (METHOD section 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from reports.frames import NOWHERE, Ints
from reports.log import Log
from reports.money import split_in_proportion
from reports.sums import Selection
from reports.tables import EARNED, EXPENSE, Accruals, Hours, accruals_of, joined


class _Bearer(NamedTuple):
    """Tasks that every table takes for alike; `task` is the row of the first of them."""

    platform: int
    contract: int
    kind: int
    task: int
    paid_seconds: int
    seconds: int


def with_costs_borne(selection: Selection, log: Log) -> Selection:
    """The same rows, each cost of no task in whole minor units on tasks that bear it.

    Without any time there is nothing to bear them, and no rate they would count in: they are left out.
    """
    pay, hours = selection.accruals, selection.hours
    is_shared = (pay.task == NOWHERE) & (pay.category != EARNED)
    if not is_shared.any():
        return selection
    borne = list(_borne(pay.take(is_shared), hours, _bearers(selection, log)))
    return replace(selection, accruals=joined([pay.take(~is_shared), accruals_of(pay.names, borne)]))


def _bearers(selection: Selection, log: Log) -> list[_Bearer]:
    hours = selection.hours
    at = np.flatnonzero(hours.seconds)
    moves = [days.start.toordinal() for days, _ in log.situation.places(selection.period)]
    stay = np.searchsorted(moves, hours.day[at], side="right")
    toll = hours.names.ledger.array("tasks", "toll")[hours.task[at]]
    alike = (hours.platform[at], hours.contract[at], hours.kind[at], hours.terms[at], toll, stay)
    _, first, group = np.unique(_one_number(alike), return_index=True, return_inverse=True)
    columns = (
        *(codes[first] for codes in alike[:3]),
        at[first],
        _sums(hours.paid_seconds[at], group, len(first)),
        _sums(hours.seconds[at], group, len(first)),
    )
    return list(map(_Bearer, *(column.tolist() for column in columns)))


def _one_number(columns: Sequence[Ints]) -> Ints:
    """One number for every row, the same where all columns are the same."""
    whole = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        _, number = np.unique(column, return_inverse=True)
        whole = whole * (int(number.max(initial=0)) + 1) + number
    return whole


def _sums(values: Ints, group: Ints, count: int) -> Ints:
    out = np.zeros(count, np.int64)
    np.add.at(out, group, values)
    return out


def _borne(costs: Accruals, hours: Hours, bearers: Sequence[_Bearer]) -> Iterator[tuple[int, ...]]:
    """Rows of accruals: what each bearer bears of what is alike among the costs."""
    whose = (costs.platform, costs.contract, costs.kind)
    _, first, group = np.unique(_one_number(whose), return_index=True, return_inverse=True)
    amounts = _sums(costs.minor, group, len(first))
    columns = (*(codes[first] for codes in whose), costs.source[first], costs.row[first], amounts)
    for platform, contract, kind, source, row, minor in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        for one, part in _shared(minor, _theirs(platform, contract, kind, bearers)):
            day, task = int(hours.day[one.task]), int(hours.task[one.task])
            yield (day, EXPENSE, part, one.contract, one.platform, one.kind, task, source, row, True, True)


def _shared(minor: int, bearers: Sequence[_Bearer]) -> Iterator[tuple[_Bearer, int]]:
    """The part of each of them, without those that bear nothing."""
    paid = [one.paid_seconds for one in bearers]
    weights = paid if any(paid) else [one.seconds for one in bearers]
    parts = split_in_proportion(minor, weights) if bearers else []
    return ((one, part) for one, part in zip(bearers, parts, strict=True) if part)


def _theirs(platform: int, contract: int, kind: int, bearers: Sequence[_Bearer]) -> Sequence[_Bearer]:
    """Whose cost it is; of everybody where its contract or platform had no work in the period."""
    on_contract = [one for one in bearers if one.contract == contract != NOWHERE]
    of_kind = [one for one in on_contract if one.kind == kind]
    on_platform = [one for one in bearers if one.platform == platform != NOWHERE]
    return of_kind or on_contract or on_platform or bearers

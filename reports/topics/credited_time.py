"""A writer's own time beside the time that platforms credited, contract by contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from reports import definitions
from reports.figures import Figure
from reports.frames import MISSING, NOWHERE, Ints, Ledger
from reports.groups import rows_of_groups, sums_by, time_of
from reports.hours import clock_times
from reports.row_ids import Rows
from reports.slices import Slice
from reports.sums import Key
from reports.terms import Promise, TrackedTime, credited_figures
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.work import in_major


def credited_time_topic(material: Material) -> Topic:
    """Own and credited hours of paid tasks, and the pay for what is missing; a part is a contract with both."""
    hours = material.selection.hours
    paid = sums_by(hours, [hours.paid_seconds], "contract")
    by_contract: dict[Key, list[TrackedTime]] = defaultdict(list)
    for one in _tracked(material):
        by_contract[one.contract_id].append(one)
    names = material.names["contracts"]
    parts = (
        Slice(
            contract_id or "",
            names[contract_id] if contract_id else definitions.NOWHERE["contract"],
            _figures(material, tracked, paid[contract_id,][0]),
        )
        for contract_id, tracked in by_contract.items()
    )
    whole = [one for tracked in by_contract.values() for one in tracked]
    return Topic(_figures(material, whole, int(hours.paid_seconds.sum())), tuple(parts))


def _figures(material: Material, tracked: Sequence[TrackedTime], paid_seconds: int) -> dict[str, Figure]:
    figures = credited_figures(
        tracked, paid_seconds=paid_seconds, period=material.period, currency=material.currency
    )
    return material.exchanged_of(figures, {"credited_shortfall_pay"})


def _tracked(material: Material) -> list[TrackedTime]:
    """Own and credited time by contract and terms, of paid tasks that have both."""
    ledger, hours = material.ledger, material.selection.hours
    own, credited = _own_seconds(ledger, hours.task), ledger.array("tasks", "credited_seconds")[hours.task]
    has_both = (hours.category == NOWHERE) & (own != MISSING) & (credited != MISSING)
    selection = time_of(material.selection, has_both)
    rows = rows_of_groups(selection, "contract", "terms")
    promises = {row["id"]: Promise.of(row) for row in ledger.rows("terms")}
    sums = sums_by(selection.hours, [own[has_both], credited[has_both]], "contract", "terms")
    return [
        _tracked_time(key[0], promises.get(key[1]), lengths, rows(key), material.currency)
        for key, lengths in sums.items()
    ]


def _own_seconds(ledger: Ledger, tasks: Ints) -> Ints:
    """The writer's own length of some tasks, before time shared by two is split; `MISSING` when she gave none."""
    typed, started, ended = (
        ledger.array("tasks", name)[tasks] for name in ("seconds", "started_at", "ended_at")
    )
    clock = np.where(clock_times(started, ended), ended - started, MISSING)
    return np.where(typed == MISSING, clock, typed)


def _tracked_time(
    contract_id: str | None, promise: Promise | None, lengths: tuple[int, ...], rows: Rows, currency: str
) -> TrackedTime:
    """Credited time brings the low end of a promised range; a rate in other money says nothing about it."""
    own, credited = lengths
    hourly = None
    if promise and promise.is_hourly and promise.currency == currency and promise.rate_minor is not None:
        hourly = in_major(promise.rate_minor, currency)
    is_hourly = promise is None or promise.is_hourly
    return TrackedTime(contract_id, own, credited, hourly, is_hourly, rows)

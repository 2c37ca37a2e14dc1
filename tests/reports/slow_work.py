"""The sums of some work by walking over its rows one by one: the slow twin of `reports.groups.totals`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from reports.figures import Figure
from reports.frames import Ledger
from reports.work import Work


def slow_work(pay: Iterable, hours: Iterable) -> Work:
    """Add up rows of `books.accruals` and `books.hours`."""
    sums: dict[str, int] = defaultdict(int)
    days: list[date] = []
    rows: dict[str, dict[str, None]] = defaultdict(dict)
    for row in hours:
        sums["paid_seconds"] += row.paid_seconds
        sums["unpaid_seconds"] += row.unpaid_seconds
        sums["priced_seconds"] += row.paid_seconds + row.unpaid_seconds if row.is_priced else 0
        sums["task_count"] += 1
        days.append(row.day)
        rows["tasks"][row.task_id] = None
    for row in pay:
        days.append(row.day)
        rows[row.noun][row.row_id] = None
        if row.category == "earned":
            sums["earned"] += row.minor
            sums["pay_count"] += 1
            sums["positive"] += max(0, row.minor)
            sums["positive_with_time"] += max(0, row.minor) if row.has_time else 0
        else:
            sums["fees" if row.category == "fee" else "expenses"] += row.minor
        if row.is_counted:
            sums["gross_of_rates"] += row.minor if row.category == "earned" else 0
            sums["net_of_rates"] += row.minor if row.category == "earned" else -row.minor
    if days:
        sums |= {"first_on": min(days), "last_on": max(days)}
    return Work(**sums, rows={noun: tuple(ids) for noun, ids in rows.items()})


def slow_groups(pay: Iterable, hours: Iterable, key: Callable[[Any], Any]) -> dict[Any, Work]:
    """The same by a key of every row; groups in order of their first day."""
    rows: dict[Any, tuple[list, list]] = defaultdict(lambda: ([], []))
    for row in hours:
        rows[key(row)][1].append(row)
    for row in pay:
        rows[key(row)][0].append(row)
    found = {key: slow_work(*both) for key, both in rows.items()}
    return dict(sorted(found.items(), key=lambda item: item[1].first_on))


def terms_on(ledger: Ledger, contract_id: str | None, day: date) -> str | None:
    """The terms in force: the newest that took effect by then, amended ones before the acceptance."""
    found = [
        row
        for row in ledger.rows("terms")
        if row["contract_id"] == contract_id and row["effective_on"] <= day
    ]
    newest = max(
        found, key=lambda row: (row["effective_on"], not row["is_acceptance"], row["id"]), default=None
    )
    return newest and newest["id"]


def plain(figures) -> dict[str, Figure]:
    """Figures whose rows and sums compare in any order."""
    return {
        key: replace(
            figure,
            rows={noun: frozenset(ids) for noun, ids in figure.rows.items()},
            steps=frozenset(
                (step.sign, step.label.format(**step.values), step.value) for step in figure.steps
            ),
        )
        for key, figure in figures.items()
    }


def plain_parts(parts) -> dict[tuple[str, str], tuple]:
    """The parts of a topic by heading and id."""
    return {(part.under, part.id): (part.label, dict(part.facts), plain(part.figures)) for part in parts}

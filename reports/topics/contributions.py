"""The contribution statement: hours, units, pay for a unit and credit, by month and kind of work.

It is made to be shown to others: no names, no ids of rows, and no words of the writer's own unless she asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from reports.conditions import Contribution, CreditTerms, StatementLine, contribution_statement, credit_of
from reports.frames import MISSING, Ints
from reports.groups import sums_by
from reports.sentences import Sentence
from reports.slices import Slice
from reports.sums import Selection
from reports.tables import EARNED
from reports.terms import Promise
from reports.topics.material import Material
from reports.topics.topic import Topic
from reports.wording import N_


def contributions_topic(material: Material, *, is_own_words: bool = False) -> Topic:
    """All hours of the statement; a part is one of its lines and stands under its month."""
    statement = contribution_statement(
        _contributions(material),
        period=material.period,
        currency=material.currency,
        is_own_words=is_own_words,
    )
    parts = (_part(line, number, material) for number, line in enumerate(statement.lines, 1))
    return Topic(statement.figures, tuple(parts))


def _contributions(material: Material) -> Iterator[Contribution]:
    """The work of the period, added up by everything that a line may tell."""
    terms = material.ledger.rows("terms")
    last = min(material.period.last, material.as_of)
    promises = [Promise.of(row) for row in terms]
    promise_of = {promise.terms_id: promise for promise in promises}
    credit_promised = {
        one.contract_id: one.credit_promised for one in credit_of(map(CreditTerms.of, terms), last)
    }
    hours = material.selection.hours
    columns = _columns(material.selection, [promise.is_hourly for promise in promises])
    groups = sums_by(hours, columns, "month", "platform", "contract", "kind", "terms")
    for (month, platform_id, contract_id, kind, terms_id), sums in groups.items():
        promise = promise_of.get(terms_id)
        yield Contribution(
            month,
            kind,
            promise.unit_name if promise else None,
            promise is not None and promise.is_hourly,
            credit_promised.get(contract_id),
            platform_id,
            *sums,
        )


def _columns(selection: Selection, is_hourly: list[bool]) -> list[Ints]:
    """All time, paid time of known pay, units, units of known pay and that pay, task by task.

    `is_hourly` says which terms pay time.
    """
    hours = selection.hours
    units = hours.names.ledger.array("tasks", "units")[hours.task]
    units = np.where(units == MISSING, 0, units)
    # The last one stands for work without terms.
    by_the_hour = np.array([*is_hourly, False])[hours.terms]
    is_counted = hours.is_priced & (np.where(by_the_hour, hours.paid_seconds, units) > 0)
    return [
        hours.seconds,
        hours.paid_seconds * hours.is_priced,
        units,
        units * hours.is_priced,
        _pay_of_tasks(selection)[hours.task] * is_counted,
    ]


def _pay_of_tasks(selection: Selection) -> Ints:
    """Pay before fees of each task, by its place in the ledger."""
    names = selection.accruals.names
    pay = np.zeros(len(names.ids("tasks")) + 1, np.int64)  # the last one gathers pay of no task
    earned = selection.accruals.of(EARNED)
    np.add.at(pay, earned.task, earned.minor)
    return pay


#: What is said beside a line: whether it is paid by the hour, and whether credit is promised.
_NOTES: Mapping[tuple[bool, str], Sentence] = {
    (False, "yes"): Sentence(N_("Credit is promised")),
    (False, "no"): Sentence(N_("No credit is promised")),
    (False, "unknown"): Sentence(N_("Not known whether credit is promised")),
    (True, "yes"): Sentence(N_("By the hour; credit is promised")),
    (True, "no"): Sentence(N_("By the hour; no credit is promised")),
    (True, "unknown"): Sentence(N_("By the hour; not known whether credit is promised")),
}


def _part(line: StatementLine, number: int, material: Material) -> Slice:
    """A line, named by its month, kind of work and unit."""
    month = f"{line.days.start:%Y-%m}"
    return Slice(
        f"{month}-{number}",
        ", ".join(name for name in (month, line.kind, line.unit) if name),
        material.exchanged_of(line.figures, {"contribution_paid_per_unit"}),
        _NOTES[line.is_hourly, line.credit],
        under=month,
        facts={
            "kind": line.kind,
            "unit": line.unit,
            "paid_by": "hour" if line.is_hourly else "unit",
            "credit_promised": line.credit,
        },
    )

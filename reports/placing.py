"""Where pay belongs: on the task, the days or the contract it was earned by, and on nothing twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal

import numpy as np

from reports.frames import MISSING, NOWHERE, Flags, Ints, Ledger
from reports.money import split_in_proportion
from reports.pricing import Row
from reports.tables import EARNED, PAYMENTS, TASKS, Accruals, Names, accruals_of, grouped, picked

#: A contract or a platform: which of the two, and its place in the ledger.
Owner = tuple[Literal["contract", "platform"], int]


@dataclass(frozen=True, eq=False)
class PricedTasks:
    """The tasks that count, by day and id, with everything their pay depends on.

    `task` is the place in the ledger, `seconds` the own length before the split (0 when unknown), `category` why
    it is unpaid (`NOWHERE`: it is paid), `expected` the expected pay in minor units (`MISSING`: not known).
    """

    task: Ints
    day: Ints
    contract: Ints
    platform: Ints
    kind: Ints
    seconds: Ints
    category: Ints
    expected: Ints
    terms: Ints

    @cached_property
    def of_owner(self) -> Mapping[Owner, list[int]]:
        """The tasks of every contract and every platform, in order."""
        return {**self._grouped("contract", self.contract), **self._grouped("platform", self.platform)}

    def _grouped(self, kind: Literal["contract", "platform"], codes: Ints) -> dict[Owner, list[int]]:
        return {(kind, code): part.tolist() for code, part in grouped(codes).items() if code != NOWHERE}


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """Contract, platform and kind of work of the rows of one noun, by place."""

    contract: Ints
    platform: Ints
    kind: Ints


def where_of(ledger: Ledger, noun: str, kind_of_contract: Ints, named: Ints | None = None) -> Where:
    """Where the payments, payouts or expenses of a ledger belong.

    A payment without a contract belongs to the contract of the task it names, given in `named`; a row with a
    contract is on the contract's platform.
    """
    contract = ledger.array(noun, "contract_id")
    if named is not None:
        contract = np.where(contract == NOWHERE, named, contract)
    of_contract = picked(ledger.array("contracts", "platform_id"), contract)
    platform = np.where(contract == NOWHERE, ledger.array(noun, "platform_id"), of_contract)
    return Where(contract, platform, picked(kind_of_contract, contract))


class Placing:
    """Puts payments on the days of their work; a `task_pay` payment takes the place of expected pay.

    A payment that names a task which does not count, as one after `as_of`, takes no place: it is extra. First
    payments for one task, then payments for a range of days, then the others in the order they were
    earned: each takes the oldest expected pay that nothing has replaced, and what is left of it is extra.
    Payments and tasks are named by their place.
    """

    def __init__(self, ledger: Ledger, names: Names, tasks: PricedTasks, payments: Ints) -> None:
        self._ledger, self._names, self._tasks = ledger, names, tasks
        # The place in `tasks` of the task that each payment names; a task that does not count is not there.
        there = np.full(ledger.count("tasks"), NOWHERE)
        there[tasks.task] = np.arange(len(tasks.task))
        said = ledger.array("payments", "task_id")
        self._named = picked(there, said)
        self._names_a_task: list[bool] = (said != NOWHERE).tolist()
        named_contract = picked(tasks.contract, self._named)
        self._where = where_of(ledger, "payments", names.kind_of_contract, named_contract)
        self._days: list[int] = tasks.day.tolist()
        self._is_paid: list[bool] = (tasks.category == NOWHERE).tolist()
        expected = np.where((tasks.category == NOWHERE) & (tasks.expected != MISSING), tasks.expected, 0)
        self._remaining: list[int] = expected.tolist()
        self._settled = [False] * len(self._days)  # tasks that a payment names or covers
        self._next: dict[Owner | None, int] = defaultdict(int)
        self._priced_until: dict[Owner | None, int] = {}
        # What was placed: payment, task (`NOWHERE`: on the payment's own day) and minor units.
        self._placed: list[tuple[int, int, int]] = []
        self._place(payments)

    def _place(self, payments: Ints) -> None:
        rows, named = self._ledger.rows("payments"), self._named.tolist()
        for_days, unnamed = [], []
        for payment in payments.tolist():
            row, task = rows[payment], named[payment]
            amount = row["amount_minor"]
            if row["kind"] != "task_pay":
                self._placed.append((payment, NOWHERE, -abs(amount) if row["kind"] == "clawback" else amount))
            elif task != NOWHERE:
                self._placed.append((payment, task, amount))
                self._settled[task] = True
            elif self._names_a_task[payment]:  # one that does not count: it pays for no other
                self._placed.append((payment, NOWHERE, amount))
            elif row["work_start_on"] or row["work_end_on"]:
                for_days.append(payment)
            else:
                unnamed.append(payment)
        by_name = tuple(self._settled)
        for payment in for_days:
            self._over_days(payment, rows[payment], by_name)
        for payment in unnamed:
            self._oldest_first(payment, rows[payment])

    def _over_days(self, payment: int, row: Row, named: Sequence[bool]) -> None:
        first = row["work_start_on"] or row["work_end_on"]
        last = row["work_end_on"] or max(first, row["earned_on"])
        tasks = self._tasks_of(self.owner_of(payment))
        start = bisect_left(tasks, first.toordinal(), key=self._days.__getitem__)
        end = bisect_right(tasks, last.toordinal(), key=self._days.__getitem__)
        covered = [task for task in tasks[start:end] if self._is_paid[task] and not named[task]]
        if not covered:
            self._placed.append((payment, NOWHERE, row["amount_minor"]))
            return
        weights: list[int] = self._tasks.expected[covered].tolist()
        if MISSING in weights or not any(weights):
            weights = self._tasks.seconds[covered].tolist()
        parts = split_in_proportion(row["amount_minor"], [max(0, weight) for weight in weights])
        for task, part in zip(covered, parts, strict=True):
            self._placed.append((payment, task, part))
            self._settled[task] = True

    def _oldest_first(self, payment: int, row: Row) -> None:
        owner, left, earned_on = self.owner_of(payment), row["amount_minor"], row["earned_on"].toordinal()
        tasks, days, settled, remaining = self._tasks_of(owner), self._days, self._settled, self._remaining
        place, many = self._next[owner], len(tasks)
        while left > 0 and place < many and days[task := tasks[place]] <= earned_on:
            due = 0 if settled[task] else remaining[task]
            if due > left:
                remaining[task] = due - left
                self._placed.append((payment, task, left))
                left = 0
                break
            if due > 0:
                remaining[task] = 0
                self._placed.append((payment, task, due))
                left -= due
            place += 1
        self._next[owner] = place
        if left:
            self._placed.append((payment, NOWHERE, left))
            self._priced_until[owner] = max(self._priced_until.get(owner, 0), earned_on)

    def _tasks_of(self, owner: Owner | None) -> list[int]:
        return self._tasks.of_owner.get(owner, []) if owner else []

    def owner_of(self, payment: int) -> Owner | None:
        """Whose expected pay it replaces: its contract's, or its platform's when it names no contract."""
        contract, platform = int(self._where.contract[payment]), int(self._where.platform[payment])
        if contract != NOWHERE:
            return "contract", contract
        return ("platform", platform) if platform != NOWHERE else None

    @cached_property
    def placed(self) -> Accruals:
        """What payments brought, in the order in which it was placed."""
        if not self._placed:
            return accruals_of(self._names, [])
        payment, task, minor = np.fromiter(chain.from_iterable(self._placed), np.int64).reshape(-1, 3).T
        tasks, where, on_task = self._tasks, self._where, task != NOWHERE
        own_days = self._ledger.array("payments", "earned_on")

        def either(of_task: Ints, of_payment: Ints) -> Ints:
            return np.where(on_task, picked(of_task, task), of_payment[payment])

        is_timed = picked(tasks.seconds, task) > 0
        return Accruals(
            self._names,
            day=either(tasks.day, own_days),
            category=np.full_like(payment, EARNED),
            minor=minor,
            contract=either(tasks.contract, where.contract),
            platform=either(tasks.platform, where.platform),
            kind=either(tasks.kind, where.kind),
            task=picked(tasks.task, task),
            source=np.full_like(payment, PAYMENTS),
            row=payment,
            is_counted=~on_task | is_timed,
            has_time=np.where(on_task, is_timed, self._owner_has_time[payment]),
        )

    @cached_property
    def _owner_has_time(self) -> Flags:
        """Of every payment, whether its contract, or its platform, has any logged time."""
        tasks, where = self._tasks, self._where
        timed = tasks.seconds > 0
        by_contract = np.isin(where.contract, tasks.contract[timed])
        by_platform = np.isin(where.platform, tasks.platform[timed])
        of_owner = np.where(where.contract == NOWHERE, by_platform, by_contract)
        is_unknown = (where.contract == NOWHERE) & (where.platform == NOWHERE)
        return np.where(is_unknown, timed.any(), of_owner)

    @cached_property
    def runs(self) -> tuple[Ints, Ints]:
        """Of every payment, where its rows in `placed` begin, and how many there are: they stand together."""
        payment = self.placed.row
        firsts = np.zeros(self._ledger.count("payments"), np.int64)
        begins = np.flatnonzero(np.diff(payment, prepend=NOWHERE))
        firsts[payment[begins]] = begins
        return firsts, np.bincount(payment, minlength=len(firsts))

    def still_expected(self) -> Accruals:
        """Expected pay that no payment has replaced."""
        tasks, minor = self._tasks, np.array(self._remaining, np.int64)
        at = np.flatnonzero((minor != 0) & ~np.array(self._settled, bool))
        is_timed = tasks.seconds[at] > 0
        return Accruals(
            self._names,
            day=tasks.day[at],
            category=np.full_like(at, EARNED),
            minor=minor[at],
            contract=tasks.contract[at],
            platform=tasks.platform[at],
            kind=tasks.kind[at],
            task=tasks.task[at],
            source=np.full_like(at, TASKS),
            row=tasks.task[at],
            is_counted=is_timed,
            has_time=is_timed,
        )

    def knows_pay(self) -> Flags:
        """Whether the pay of each task is known: expected, paid, or within a payment for its contract."""
        tasks = self._tasks
        is_known: Flags = (tasks.expected != MISSING) | np.array(self._settled, bool)
        for owner, until in self._priced_until.items():
            if owner is not None:
                codes = tasks.contract if owner[0] == "contract" else tasks.platform
                is_known |= (codes == owner[1]) & (tasks.day <= until)
        return is_known

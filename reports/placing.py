"""Where pay belongs: on the task, the days or the contract it was earned by, and on nothing twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from reports.money import split_in_proportion
from reports.pricing import Row

Category = Literal["earned", "fee", "expense"]


#: A contract or a platform: the noun and its id (ids of two nouns may be equal).
Owner = tuple[str, str]


class Accrual(NamedTuple):
    """One amount in minor units on the day of its work; `noun` and `row_id` name the row it comes from.

    `is_counted` is False for the pay of a task without logged time, which no hourly rate counts;
    `has_time` says whether the pay has logged time at all.
    """

    day: date
    category: Category
    minor: int
    contract_id: str | None
    platform_id: str | None
    kind: str | None
    task_id: str | None
    noun: str
    row_id: str
    is_counted: bool = True
    has_time: bool = True


class PricedTask(NamedTuple):
    """A task with everything its pay depends on."""

    id: str
    day: date
    contract_id: str | None
    platform_id: str | None
    kind: str | None
    seconds: int  # its own, before the split; 0 when unknown
    category: str | None  # why it is unpaid
    expected: int | None
    terms_id: str | None

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Its contract and its platform, as far as they are known."""
        return _owners(self.contract_id, self.platform_id)


@lru_cache  # a writer has thousands of tasks on a few contracts
def _owners(contract_id: str | None, platform_id: str | None) -> tuple[Owner, ...]:
    named = (("contracts", contract_id), ("platforms", platform_id))
    return tuple((noun, key) for noun, key in named if key is not None)


class Placing:
    """Puts payments on the days of their work; a `task_pay` payment takes the place of expected pay.

    First payments for one task, then payments for a range of days, then the others in the order they were
    earned: each takes the oldest expected pay that nothing has replaced, and what is left of it is extra.
    """

    def __init__(self, tasks: Sequence[PricedTask], contracts: Mapping[str, Row]) -> None:
        self.accruals: list[Accrual] = []
        self.contracts = contracts
        self.tasks = {task.id: task for task in tasks}
        self.by_payment: dict[str, list[Accrual]] = defaultdict(list)
        self._remaining = {task.id: task.expected or 0 for task in tasks if task.category is None}
        self._paid: set[str] = set()  # tasks that a payment names or covers
        self._priced_until: dict[Owner | None, date] = {}
        self._of: dict[Owner | None, list[PricedTask]] = defaultdict(list)
        self._timed: set[Owner | None] = set()
        self._next: Counter[Owner | None] = Counter()
        self._for_days: list[Row] = []
        self._open: list[Row] = []
        for task in tasks:
            owners = task.owners
            for owner in owners:
                self._of[owner].append(task)
            if task.seconds:
                self._timed.update(owners)
                self._timed.add(None)

    def sort_in(self, payment: Row) -> None:
        """Place what needs no other payment to be known first; keep the rest for `settle`."""
        if payment["kind"] != "task_pay":
            amount = payment["amount_minor"]
            self._add(payment, -abs(amount) if payment["kind"] == "clawback" else amount)
        elif payment["task_id"] in self.tasks:
            self._take(payment, self.tasks[payment["task_id"]], payment["amount_minor"])
            self._paid.add(payment["task_id"])
        elif payment["work_start_on"] or payment["work_end_on"]:
            self._for_days.append(payment)
        else:
            self._open.append(payment)

    def settle(self) -> None:
        """Place the payments for ranges of days, then those that name neither task nor days."""
        named = frozenset(self._paid)
        for payment in self._for_days:
            self._over_days(payment, named)
        for payment in self._open:
            self._oldest_first(payment)

    def still_expected(self) -> Iterator[Accrual]:
        """Expected pay that no payment has replaced."""
        for key, minor in self._remaining.items():
            task = self.tasks[key]
            if minor and key not in self._paid:
                yield _on_task(task, minor, "tasks", key)

    def knows_pay_of(self, task: PricedTask) -> bool:
        """Whether the pay of a paid task is known: expected, paid, or within a payment for its contract."""
        if task.expected is not None or task.id in self._paid:
            return True
        return any(task.day <= self._priced_until.get(owner, date.min) for owner in task.owners)

    def where(self, row: Row) -> tuple[str | None, str | None, str | None]:
        """Contract, platform and kind of work of a payment, payout or expense."""
        named = self.tasks.get(row.get("task_id") or "")
        contract_id = row["contract_id"] or (named.contract_id if named else None)
        contract = self.contracts.get(contract_id or "")
        platform_id = contract["platform_id"] if contract else row["platform_id"]
        return contract_id, platform_id, contract["task_kind"] if contract else None

    def _over_days(self, payment: Row, named: frozenset[str]) -> None:
        first = payment["work_start_on"] or payment["work_end_on"]
        last = payment["work_end_on"] or max(first, payment["earned_on"])
        covered = [
            task
            for task in self._of.get(self._owner(payment), ())
            if first <= task.day <= last and task.category is None and task.id not in named
        ]
        if not covered:
            self._add(payment, payment["amount_minor"])
            return
        weights = [task.expected for task in covered if task.expected is not None]
        if len(weights) < len(covered) or not any(weights):
            weights = [task.seconds for task in covered]
        parts = split_in_proportion(payment["amount_minor"], [max(0, weight) for weight in weights])
        for task, part in zip(covered, parts, strict=True):
            self._take(payment, task, part)
            self._paid.add(task.id)

    def _oldest_first(self, payment: Row) -> None:
        owner, left = self._owner(payment), payment["amount_minor"]
        queue = self._of.get(owner, [])
        position = self._next[owner]
        while left > 0 and position < len(queue) and queue[position].day <= payment["earned_on"]:
            task = queue[position]
            due = 0 if task.id in self._paid else max(0, self._remaining.get(task.id, 0))
            part = min(due, left)
            if part:
                self._remaining[task.id] -= part
                self._take(payment, task, part)
                left -= part
            if part == due:
                position += 1
        self._next[owner] = position
        if left:
            self._add(payment, left)
            self._priced_until[owner] = max(self._priced_until.get(owner, date.min), payment["earned_on"])

    def _owner(self, payment: Row) -> Owner | None:
        """Whose expected pay it replaces: its contract's, or its platform's when it names no contract."""
        contract_id, platform_id, _ = self.where(payment)
        return next(iter(_owners(contract_id, platform_id)), None)

    def _take(self, payment: Row, task: PricedTask, minor: int) -> None:
        accrual = _on_task(task, minor, "payments", payment["id"])
        self.accruals.append(accrual)
        self.by_payment[payment["id"]].append(accrual)

    def _add(self, payment: Row, minor: int) -> None:
        contract_id, platform_id, kind = self.where(payment)
        accrual = Accrual(
            day=payment["earned_on"],
            category="earned",
            minor=minor,
            contract_id=contract_id,
            platform_id=platform_id,
            kind=kind,
            task_id=None,
            noun="payments",
            row_id=payment["id"],
            has_time=self._owner(payment) in self._timed,
        )
        self.accruals.append(accrual)
        self.by_payment[payment["id"]].append(accrual)


def _on_task(task: PricedTask, minor: int, noun: str, row_id: str) -> Accrual:
    timed = task.seconds > 0
    return Accrual(
        task.day,
        "earned",
        minor,
        task.contract_id,
        task.platform_id,
        task.kind,
        task.id,
        noun,
        row_id,
        is_counted=timed,
        has_time=timed,
    )

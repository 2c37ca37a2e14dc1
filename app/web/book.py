"""A writer's contracts and platforms by id, and how entries are named after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.language import Language
from app.records.contract import ContractPublic
from app.records.platform import PlatformPublic
from app.records.task import TaskPublic
from app.records.terms import TermsPublic
from app.records.timer import TimerPublic
from app.store import contracts, platforms, terms
from app.store.contracts import ENDED
from app.web.labels import OUTCOMES, UNPAID, Options, kind_of_work
from app.web.worth import worth
from reports.frames import Outcome
from reports.money import Money


@dataclass(frozen=True, slots=True)
class Book:
    """What ids mean to this writer."""

    contracts: dict[UUID, ContractPublic]
    platforms: dict[UUID, PlatformPublic]
    terms: dict[UUID, list[TermsPublic]]  # of each contract, the earliest first

    @classmethod
    def of(cls, connection: Connection, viewer: Viewer) -> Book:
        """Read it."""
        promised: dict[UUID, list[TermsPublic]] = {}
        for row in terms.list_all(connection, viewer):
            promised.setdefault(row.contract_id, []).append(row)
        return cls(
            {contract.id: contract for contract in contracts.list_all(connection, viewer)},
            {platform.id: platform for platform in platforms.list_all(connection, viewer)},
            promised,
        )

    def contract(self, contract_id: UUID | str | None) -> ContractPublic | None:
        """The contract of an id, however it is written."""
        return self.contracts.get(UUID(str(contract_id))) if contract_id else None

    def platform_name(self, platform_id: UUID | str | None) -> str:
        """The name of a platform, or nothing."""
        platform = self.platforms.get(UUID(str(platform_id))) if platform_id else None
        return platform.name if platform else ""

    def place(
        self, contract_id: UUID | str | None, platform_id: UUID | str | None = None, *, beside: str = ""
    ) -> str:
        """“Northlight, contract 19”: the platform and the contract, as far as they are known.

        A contract that is called as what it stands beside is not named a second time.
        """
        contract = self.contract(contract_id)
        platform = self.platform_name(contract.platform_id if contract else platform_id)
        called = contract.name if contract and contract.name.casefold() != beside.casefold() else ""
        return ", ".join(part for part in (platform, called) if part)

    def terms_on(self, contract_id: UUID | None, day: date) -> TermsPublic | None:
        """The terms of a contract on a day; of two of one day, not those kept from the acceptance."""
        begun = (
            [row for row in self.terms.get(contract_id, []) if row.effective_on <= day] if contract_id else []
        )
        return max(begun, key=lambda row: (row.effective_on, not row.is_acceptance), default=None)

    def pay_of(self, task: TaskPublic) -> Money | None:
        """What a paid task is expected to pay: what was said, else what it is worth by the terms of its day."""
        if task.expected_minor is not None and task.currency is not None:
            return Money(task.expected_minor, task.currency)
        seconds = task.seconds if task.credited_seconds is None else task.credited_seconds
        return worth(self.terms_on(task.contract_id, task.worked_on), seconds, task.units)

    def is_open(self, contract_id: UUID | None) -> bool:
        """Whether work can go on: the contract has not ended, or there is none."""
        contract = self.contract(contract_id)
        return contract is None or contract.state not in ENDED

    def options(self, keep: str = "") -> Options:
        """The open contracts as choices, and the one that is chosen already."""
        listed = [row for row in self.contracts.values() if row.state not in ENDED or str(row.id) == keep]
        return [(str(row.id), f"{row.name}, {self.platform_name(row.platform_id)}") for row in listed]

    def all_options(self) -> Options:
        """All contracts as choices, the open ones first: money comes after the end too."""
        ended_last = sorted(self.contracts.values(), key=lambda row: row.state in ENDED)
        return [(str(row.id), f"{row.name}, {self.platform_name(row.platform_id)}") for row in ended_last]

    def platform_names(self) -> list[str]:
        """All names, for suggestions."""
        return [platform.name for platform in self.platforms.values()]


@dataclass(frozen=True, slots=True)
class Entry:
    """One task in a list."""

    id: UUID
    name: str
    about: str
    value: str
    note: str


def entry_of(
    task: TaskPublic, book: Book, words: Language, *, with_day: bool, with_place: bool = True
) -> Entry:
    """A task as a line: what, where or when, how long, what it pays."""
    name, place = name_of(task, book, words), words.day(task.worked_on) if with_day else ""
    if with_place and not with_day:
        place = book.place(task.contract_id, task.platform_id, beside=name)
    length = words.duration(task.seconds) if task.seconds else words("time not logged")
    about = ", ".join(part for part in (place, length) if part)
    return Entry(task.id, name, about, *_pay(task, book, words))


def name_of(task: TaskPublic | TimerPublic, book: Book, words: Language) -> str:
    """What a task or a timer is called: its own title or kind, else why it was unpaid, else its contract."""
    if isinstance(task, TaskPublic) and task.title:
        return task.title
    if task.kind:
        return kind_of_work(task.kind, words)
    if task.unpaid_category:
        return words(UNPAID[task.unpaid_category])
    contract = book.contract(task.contract_id)
    return contract.name if contract else words("Work")


def _pay(task: TaskPublic, book: Book, words: Language) -> tuple[str, str]:
    if not task.is_paid:
        return words("unpaid"), words(UNPAID[task.unpaid_category]) if task.unpaid_category else ""
    verdict = "" if task.outcome is Outcome.PENDING else words(OUTCOMES[task.outcome])
    pay = book.pay_of(task)
    return words("pay not known yet") if pay is None else words.money(pay.major, pay.currency), verdict

"""A writer's contracts and platforms by id, and how entries are named after them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.access import Viewer
from app.database import Connection
from app.language import Language
from app.records.contract import ContractPublic
from app.records.platform import PlatformPublic
from app.records.task import TaskPublic
from app.records.timer import TimerPublic
from app.store import contracts, platforms
from app.store.contracts import ENDED
from app.web.labels import OUTCOMES, UNPAID, Options, kind_of_work
from reports.frames import Outcome
from reports.money import Money


@dataclass(frozen=True, slots=True)
class Book:
    """What ids mean to this writer."""

    contracts: dict[UUID, ContractPublic]
    platforms: dict[UUID, PlatformPublic]

    @classmethod
    def of(cls, connection: Connection, viewer: Viewer) -> Book:
        """Read it."""
        return cls(
            {contract.id: contract for contract in contracts.list_all(connection, viewer)},
            {platform.id: platform for platform in platforms.list_all(connection, viewer)},
        )

    def contract(self, contract_id: UUID | str | None) -> ContractPublic | None:
        """The contract of an id, however it is written."""
        return self.contracts.get(UUID(str(contract_id))) if contract_id else None

    def platform_name(self, platform_id: UUID | str | None) -> str:
        """The name of a platform, or nothing."""
        platform = self.platforms.get(UUID(str(platform_id))) if platform_id else None
        return platform.name if platform else ""

    def place(self, contract_id: UUID | str | None, platform_id: UUID | str | None = None) -> str:
        """“Northlight, contract 19”: the platform and the contract, as far as they are known."""
        contract = self.contract(contract_id)
        platform = self.platform_name(contract.platform_id if contract else platform_id)
        return ", ".join(part for part in (platform, contract.name if contract else "") if part)

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
    place = words.day(task.worked_on) if with_day else ""
    if with_place and not with_day:
        place = book.place(task.contract_id, task.platform_id)
    length = words.duration(task.seconds) if task.seconds else words("time not logged")
    about = ", ".join(part for part in (place, length) if part)
    return Entry(task.id, name_of(task, book, words), about, *_pay(task, words))


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


def _pay(task: TaskPublic, words: Language) -> tuple[str, str]:
    if not task.is_paid:
        return words("unpaid"), words(UNPAID[task.unpaid_category]) if task.unpaid_category else ""
    verdict = "" if task.outcome is Outcome.PENDING else words(OUTCOMES[task.outcome])
    if task.expected_minor is None or task.currency is None:
        return words("pay not known yet"), verdict
    return words.money(Money(task.expected_minor, task.currency).major, task.currency), verdict

"""The two long tables of a writer's books, as columns: amounts on the day of their work, and time.

Codes stand for contracts, platforms and terms (their place in the ledger), kinds of work and categories (their
place in a list of words); `NOWHERE` stands where a row has none. Days are ordinals. A table can be walked row by
row with everything spelled out, which is how tests and people look at it; sums use the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from reports.exchange import NOT_EXCHANGED, Exchange
from reports.frames import NOWHERE, Flags, Ints, Ledger, UnpaidCategory
from reports.hours import clock_times

Category = Literal["earned", "fee", "expense"]

CATEGORIES: tuple[Category, ...] = ("earned", "fee", "expense")
EARNED, FEE, EXPENSE = range(3)

#: The nouns an amount can come from.
SOURCES = ("tasks", "payments", "payouts", "expenses")
TASKS, PAYMENTS, PAYOUTS, EXPENSES = range(4)

UNPAID: tuple[str, ...] = tuple(UnpaidCategory)


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
    is_counted: bool
    has_time: bool


class Worked(NamedTuple):
    """The time of one task, after the split; seconds are whole and 0 or more.

    `category` says why it is unpaid, `is_priced` that its pay is known or that it is unpaid; `terms_id` names the
    terms in force, and `is_promised` says that they promise an hourly rate for this (paid) time.
    """

    day: date
    contract_id: str | None
    platform_id: str | None
    kind: str | None
    task_id: str
    paid_seconds: int
    unpaid_seconds: int
    category: str | None
    is_priced: bool
    terms_id: str | None
    is_promised: bool

    @property
    def seconds(self) -> int:
        """Paid and unpaid seconds; one of them is 0."""
        return self.paid_seconds + self.unpaid_seconds


@dataclass(frozen=True, slots=True)
class Names:
    """What codes stand for; a task's kind of work is its own, else that of its contract.

    `is_timed` says which tasks have clock times, `exchange` what was exchanged.
    """

    ledger: Ledger
    kinds: tuple[str, ...]
    kind_of_task: Ints
    kind_of_contract: Ints
    is_timed: Flags
    exchange: Exchange = NOT_EXCHANGED

    def ids(self, noun: str) -> Sequence[str]:
        """Ids of a noun by place."""
        return self.ledger.columns[noun]["id"]

    def words(self, dimension: str) -> Sequence[str]:
        """What the codes of a column stand for."""
        if dimension == "kind":
            return self.kinds
        return UNPAID if dimension == "category" else self.ids(_NOUN_OF[dimension])


_NOUN_OF = {"contract": "contracts", "platform": "platforms", "terms": "terms", "task": "tasks"}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns of one length, in order of days."""

    names: Names
    day: Ints

    def __len__(self) -> int:
        return len(self.day)

    def take(self, at: Ints | Flags | slice) -> Self:
        """The rows at some places, in their order."""
        columns = {field.name: getattr(self, field.name)[at] for field in fields(self)[1:]}
        return replace(self, **columns)

    def between(self, start: date, end: date) -> Self:
        """The rows of the days from `start` up to, not including, `end`."""
        first, last = np.searchsorted(self.day, (start.toordinal(), end.toordinal()))
        return self.take(slice(int(first), int(last)))

    def ids_of(self, dimension: str) -> list[str | None]:
        """The words of a column of codes, row by row."""
        words = [*self.names.words(dimension), None]  # the last one is `NOWHERE`
        return [words[code] for code in getattr(self, dimension).tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Accruals(Table):
    """Amounts in minor units, by day, category and source; `row` is the place of the row in its noun."""

    category: Ints
    minor: Ints
    contract: Ints
    platform: Ints
    kind: Ints
    task: Ints
    source: Ints
    row: Ints
    is_counted: Flags
    has_time: Flags

    def __iter__(self) -> Iterator[Accrual]:
        for day, category, minor, contract, platform, kind, task, source, row, is_counted, has_time in zip(
            map(date.fromordinal, self.day.tolist()),
            self.category.tolist(),
            self.minor.tolist(),
            self.ids_of("contract"),
            self.ids_of("platform"),
            self.ids_of("kind"),
            self.ids_of("task"),
            self.source.tolist(),
            self.row.tolist(),
            self.is_counted.tolist(),
            self.has_time.tolist(),
            strict=True,
        ):
            noun = SOURCES[source]
            yield Accrual(
                day,
                CATEGORIES[category],
                minor,
                contract,
                platform,
                kind,
                task,
                noun,
                self.names.ids(noun)[row],
                is_counted,
                has_time,
            )

    def of(self, category: int) -> Self:
        """The rows of one category."""
        return self.take(self.category == category)

    def sorted(self) -> Self:
        """By day, category and source; rows that agree in all three keep their order."""
        return self.take(np.argsort((self.day * 4 + self.category) * 4 + self.source, kind="stable"))


def joined(tables: Sequence[Accruals]) -> Accruals:
    """Tables one after the other; at least one."""
    columns = {
        field.name: np.concatenate([getattr(table, field.name) for table in tables])
        for field in fields(Accruals)[1:]
    }
    return Accruals(tables[0].names, **columns)


def accruals_of(names: Names, rows: Sequence[tuple[int, ...]]) -> Accruals:
    """A table from plain rows: numbers in the order of the columns of `Accruals`, after `names`."""
    width = len(fields(Accruals)) - 1
    columns = np.array(rows, np.int64).reshape(len(rows), width).T
    return Accruals(names, *columns[:-2], *columns[-2:].astype(bool))


@dataclass(frozen=True, slots=True, eq=False)
class Hours(Table):
    """The time of tasks: one row each, as in `Worked`; the category is `NOWHERE` where it is paid."""

    contract: Ints
    platform: Ints
    kind: Ints
    task: Ints
    paid_seconds: Ints
    unpaid_seconds: Ints
    category: Ints
    is_priced: Flags
    terms: Ints
    is_promised: Flags

    def __iter__(self) -> Iterator[Worked]:
        yield from map(
            Worked,
            map(date.fromordinal, self.day.tolist()),
            self.ids_of("contract"),
            self.ids_of("platform"),
            self.ids_of("kind"),
            map(str, self.ids_of("task")),
            self.paid_seconds.tolist(),
            self.unpaid_seconds.tolist(),
            self.ids_of("category"),
            self.is_priced.tolist(),
            self.ids_of("terms"),
            self.is_promised.tolist(),
        )

    @property
    def seconds(self) -> Ints:
        """Paid and unpaid seconds."""
        return self.paid_seconds + self.unpaid_seconds


def names_of(ledger: Ledger, exchange: Exchange = NOT_EXCHANGED) -> Names:
    """The words of a ledger."""
    of_tasks, of_contracts = ledger.columns["tasks"]["kind"], ledger.columns["contracts"]["task_kind"]
    words = tuple(dict.fromkeys(word for word in (*of_contracts, *dict.fromkeys(of_tasks)) if word))
    code = {**{word: place for place, word in enumerate(words)}, None: NOWHERE, "": NOWHERE}
    contracts = np.fromiter(map(code.__getitem__, of_contracts), np.int64, len(of_contracts))
    tasks = np.fromiter(map(code.__getitem__, of_tasks), np.int64, len(of_tasks))
    of_their_contract = picked(contracts, ledger.array("tasks", "contract_id"))
    is_timed = clock_times(ledger.array("tasks", "started_at"), ledger.array("tasks", "ended_at"))
    return Names(
        ledger, words, np.where(tasks == NOWHERE, of_their_contract, tasks), contracts, is_timed, exchange
    )


def picked_flags(values: Flags, places: Ints) -> Flags:
    """`values` at some places, and no where the place is `NOWHERE`."""
    found: Flags = np.append(values, False)[places]
    return found


def picked(values: Ints, places: Ints, otherwise: int = NOWHERE) -> Ints:
    """`values` at some places, and `otherwise` where the place is `NOWHERE`."""
    return np.append(values, otherwise)[places]


def grouped(codes: Ints) -> dict[int, Ints]:
    """The places of every code, ascending, by code.

    >>> {code: places.tolist() for code, places in grouped(np.array([7, 3, 7])).items()}
    {3: [1], 7: [0, 2]}
    """
    if not len(codes):
        return {}
    order = np.argsort(_narrow(codes), kind="stable")
    in_order = codes[order]
    firsts = np.flatnonzero(np.diff(in_order, prepend=in_order[0] - 1))
    return dict(zip(in_order[firsts].tolist(), np.split(order, firsts[1:]), strict=True))


def _narrow(codes: Ints) -> npt.NDArray[np.integer]:
    """The same codes in 16 bits where they fit: those are sorted several times faster."""
    limits = np.iinfo(np.int16)
    is_small = limits.min <= codes.min() and codes.max() <= limits.max
    return codes.astype(np.int16) if is_small else codes

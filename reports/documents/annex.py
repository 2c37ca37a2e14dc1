"""The rows behind a report, for those who ask for each of them: work, pay, money that arrived, and costs.

They have days, names she gave, times and amounts; no ids, no notes, and nothing of anybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from reports.charts.model import Cell, Table, kind_of_work, money_cell, number_cell, text_cell
from reports.definitions.words import PAYMENT_KINDS, UNPAID_CATEGORIES
from reports.frames import Ledger
from reports.money import exponent
from reports.periods import Period
from reports.wording import N_, Wording, translated

Row = Mapping[str, Any]

#: So many rows of a kind, the newest; a longer log belongs into a file for programs.
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Annex:
    """Tables with their titles, and by title what has to be said of one."""

    tables: tuple[tuple[str, Table], ...]
    notes: Mapping[str, str] = field(default_factory=dict)


def annex_of(
    ledger: Ledger, period: Period, words: Wording, behind: Mapping[str, Collection[str]] | None = None
) -> Annex:
    """The rows of a period; `behind` are the ids of those asked for by noun, None: all of them."""
    writer = _Rows(ledger, words)
    tables, notes = [], {}
    for title, noun, day, make in (
        (N_("Work"), "tasks", "worked_on", writer.task),
        (N_("Pay"), "payments", "earned_on", writer.payment),
        (N_("Money that arrived"), "payouts", "arrived_on", writer.payout),
        (N_("Costs"), "expenses", "spent_on", writer.expense),
    ):
        ids = None if behind is None else behind.get(noun, ())
        rows = [row for row in ledger.rows(noun) if row[day] in period and (ids is None or row["id"] in ids)]
        if rows:
            tables.append((words(title), _table(_HEADERS[noun], rows[-MOST_ROWS:], make, words)))
        if rows and ids is not None and noun in _OF_SEVERAL:
            notes[words(title)] = words(N_("An amount for more than what is chosen stands here whole."))
        if len(rows) > MOST_ROWS:
            notes[words(title)] = words(
                N_("The newest {shown} of {count} rows. Your data under You has all of them."),
                shown=words.number(MOST_ROWS),
                count=words.number(len(rows)),
            )
    return Annex(tuple(tables), notes)


#: One row of these may be for several platforms, contracts or kinds of work.
_OF_SEVERAL = frozenset({"payments", "payouts", "expenses"})

_HEADERS: Mapping[str, tuple[str, ...]] = {
    "tasks": (
        N_("Day"),
        N_("Contract"),
        N_("Kind of work"),
        N_("Minutes"),
        N_("Paid or not"),
        N_("Expected"),
    ),
    "payments": (N_("Day"), N_("Platform"), N_("Contract"), N_("What"), N_("Amount")),
    "payouts": (N_("Day"), N_("Platform"), N_("Amount"), N_("Fee"), N_("Left")),
    "expenses": (N_("Day"), N_("What"), N_("Amount")),
}


def _table(
    header: Sequence[str], rows: Sequence[Row], make: Callable[[Row], tuple[Cell, ...]], words: Wording
) -> Table:
    return Table(tuple(words(name) for name in header), tuple(make(row) for row in rows))


class _Rows:
    """Rows of one ledger as cells."""

    def __init__(self, ledger: Ledger, words: Wording) -> None:
        self._words = words
        self._currency = ledger.currency
        self._contracts = {row["id"]: row["name"] for row in ledger.rows("contracts")}
        self._platforms = {row["id"]: row["name"] for row in ledger.rows("platforms")}

    def task(self, row: Row) -> tuple[Cell, ...]:
        """A piece of work."""
        words = self._words
        if row["is_paid"]:
            paid = words(N_("paid"))
        else:
            paid = translated(words, UNPAID_CATEGORIES, row["unpaid_category"] or "") or words(N_("unpaid"))
        name = self._contracts.get(row["contract_id"]) or self._platforms.get(row["platform_id"], "")
        seconds = row["seconds"]
        minutes = text_cell("") if seconds is None else number_cell(Fraction(seconds, 60), words)
        return (
            self._day(row["worked_on"]),
            text_cell(name),
            text_cell(kind_of_work(row["kind"], words) if row["kind"] else ""),
            minutes,
            text_cell(paid),
            self._money(row["expected_minor"], row["currency"]),
        )

    def payment(self, row: Row) -> tuple[Cell, ...]:
        """Pay for work."""
        return (
            self._day(row["earned_on"]),
            text_cell(self._platforms.get(row["platform_id"], "")),
            text_cell(self._contracts.get(row["contract_id"], "")),
            text_cell(translated(self._words, PAYMENT_KINDS, row["kind"])),
            self._money(row["amount_minor"], row["currency"]),
        )

    def payout(self, row: Row) -> tuple[Cell, ...]:
        """Money that arrived."""
        amounts = (row[name] for name in ("gross_minor", "fee_minor", "net_minor"))
        return (
            self._day(row["arrived_on"]),
            text_cell(self._platforms.get(row["platform_id"], "")),
            *(self._money(minor, row["currency"]) for minor in amounts),
        )

    def expense(self, row: Row) -> tuple[Cell, ...]:
        """A cost."""
        return (
            self._day(row["spent_on"]),
            text_cell(row["category"] or ""),
            self._money(row["amount_minor"], row["currency"]),
        )

    def _day(self, day: Any) -> Cell:
        return Cell(self._words.day(day), day.isoformat())

    def _money(self, minor: int | None, currency: str | None) -> Cell:
        if minor is None:
            return text_cell("")
        known = currency or self._currency
        return money_cell(Fraction(minor, 10 ** exponent(known)), known, self._words)

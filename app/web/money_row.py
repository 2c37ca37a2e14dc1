"""Money that came or went, as a row that can be opened: in its place, or on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.language import Language
from reports.money import Money


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Money that came or went; `address` is its page, where it has one."""

    id: UUID
    who: str
    when: str
    amount: str
    note: str = ""
    address: str = ""


def money_of(minor: int, currency: str, words: Language) -> str:
    """An amount of a row with its currency."""
    return words.money(Money(minor, currency).major, currency)

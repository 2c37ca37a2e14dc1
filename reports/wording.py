"""What a report needs from a language: words, plurals, amounts, days. The caller brings it.

Every sentence in `reports` is an English message id marked with `N_`; the caller's `Wording` translates
it when it is shown. Values go into sentences by name: ``words("{hours} hours", hours=...)``.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from fractions import Fraction
from typing import Protocol


class Wording(Hashable, Protocol):
    """One language and its way of writing amounts and days."""

    code: str

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence in this language, with the values put in."""
        ...

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form for `count`, which is also put in as {count}."""
        ...

    def money(self, value: Fraction, currency: str, *, whole: bool = False) -> str:
        """“$1,918.10”, or “$1,918” when whole; the minus sign is U+2212."""
        ...

    def veiled(self, said: str) -> str:
        """What would give an amount away: while amounts are hidden its digits are dots too."""
        ...

    def number(self, value: Fraction | int, digits: int = 0) -> str:
        """“1,234.5” with at most `digits` places, half away from zero."""
        ...

    def share(self, value: Fraction, digits: int = 0) -> str:
        """A share of 0 to 1 as per cent: “62%”."""
        ...

    def day(self, value: date, *, year: bool = True) -> str:
        """“12 November 2026”, or “12 November” without the year."""
        ...

    def month(self, value: date, *, year: bool = False, short: bool = True) -> str:
        """“Mar”, “March”, “Mar 2026”."""
        ...

    def days(self, first: date, last: date) -> str:
        """“1 March to 31 October 2026”."""
        ...


def N_(message: str) -> str:  # noqa: N802 - the name gettext's extractors know
    """Mark a message for translation; it is translated when shown."""
    return message


def translated(words: Wording, table: Mapping[str, str], key: str) -> str:
    """The words of a key in a table of marked messages, or the key itself."""
    return words(table[key]) if key in table else key

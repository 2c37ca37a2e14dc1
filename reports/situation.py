"""What the writer has said about her situation, by day and by year (all of it optional)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from reports.frames import Fact, Ledger
from reports.money import exponent
from reports.pricing import Row


class Situation:
    """The dated facts of a ledger; amounts in major units of its currency."""

    def __init__(self, ledger: Ledger) -> None:
        self._currency = ledger.currency
        self._rows = [row for row in ledger.rows("situations") if row["currency"] in (None, ledger.currency)]

    def text_on(self, fact: Fact, day: date) -> str | None:
        """The words of a fact in force on a day, or None."""
        row = self._in_force(fact, day)
        return None if row is None else row["value"]

    def place_on(self, day: date) -> str | None:
        """Where she worked on a day; before the first place she gave she is taken to have worked there too."""
        first = next((row for row in self._rows if row["fact"] == Fact.PLACE_OF_WORK), None)
        return None if first is None else self.text_on(Fact.PLACE_OF_WORK, max(day, first["starts_on"]))

    def amount_on(self, fact: Fact, day: date) -> Fraction | None:
        """The amount of a fact in force on a day, or None."""
        row = self._in_force(fact, day)
        return None if row is None or row["amount_minor"] is None else self._major(row["amount_minor"])

    def amounts_by_year(self, fact: Fact) -> dict[int, Fraction]:
        """Amounts of a fact by the calendar year they start in, added up."""
        sums: dict[int, Fraction] = defaultdict(Fraction)
        for row in self._rows:
            if row["fact"] == fact and row["amount_minor"] is not None:
                sums[row["starts_on"].year] += self._major(row["amount_minor"])
        return dict(sums)

    def _in_force(self, fact: Fact, day: date) -> Row | None:
        """The one that began last; rows come in order of their first day."""
        found = [
            row
            for row in self._rows
            if row["fact"] == fact
            and row["starts_on"] <= day
            and (row["ends_on"] is None or day <= row["ends_on"])
        ]
        return found[-1] if found else None

    def _major(self, minor: int) -> Fraction:
        return Fraction(minor, 10 ** exponent(self._currency))

"""What the writer has said about her situation, by day and by year (all of it optional)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property

from reports.frames import Fact, Ledger
from reports.money import exponent
from reports.periods import ONE_DAY, Period
from reports.pricing import Row


class Situation:
    """The dated facts of a ledger; amounts in major units of its currency."""

    def __init__(self, ledger: Ledger) -> None:
        self._currency = ledger.currency
        self._rows = [row for row in ledger.rows("situations") if row["currency"] in (None, ledger.currency)]

    def text_on(self, fact: Fact, day: date) -> str | None:
        """The words of a fact in force on a day, or None."""
        row = self.in_force(fact, day)
        return None if row is None else row["value"]

    def place_on(self, day: date) -> str | None:
        """Where she worked on a day; before the first place she gave she is taken to have worked there too."""
        days, places = self._moves
        return places[max(0, bisect_right(days, day) - 1)] if days else None

    def places(self, period: Period) -> Iterator[tuple[Period, str | None]]:
        """Where she worked: the days of a period in stretches without a move, in order."""
        days, _ = self._moves
        for part in period.split_at(days[1:]):
            yield part, self.place_on(part.start)

    @cached_property
    def _moves(self) -> tuple[list[date], list[str | None]]:
        """The days on which she may have moved, ascending, and where she worked from each on."""
        rows = [row for row in self._rows if row["fact"] == Fact.PLACE_OF_WORK]
        ends = {row["ends_on"] for row in rows} - {None, date.max}
        days = sorted({row["starts_on"] for row in rows} | {day + ONE_DAY for day in ends})
        return days, [self.text_on(Fact.PLACE_OF_WORK, day) for day in days]

    def amount_on(self, fact: Fact, day: date) -> Fraction | None:
        """The amount of a fact in force on a day, or None."""
        row = self.in_force(fact, day)
        return None if row is None or row["amount_minor"] is None else self.major(row["amount_minor"])

    def amounts(self, fact: Fact) -> Iterator[Row]:
        """The rows of a fact that name an amount, in order of their first day."""
        return (row for row in self._rows if row["fact"] == fact and row["amount_minor"] is not None)

    def amounts_by_year(self, fact: Fact) -> dict[int, Fraction]:
        """Amounts of a fact by the calendar year they start in, added up."""
        sums: dict[int, Fraction] = defaultdict(Fraction)
        for row in self.amounts(fact):
            sums[row["starts_on"].year] += self.major(row["amount_minor"])
        return dict(sums)

    def in_force(self, fact: Fact, day: date) -> Row | None:
        """The row of a fact on a day: the one that began last, as rows come in order of their first day."""
        found = [
            row
            for row in self._rows
            if row["fact"] == fact
            and row["starts_on"] <= day
            and (row["ends_on"] is None or day <= row["ends_on"])
        ]
        return found[-1] if found else None

    def major(self, minor: int) -> Fraction:
        """An amount of a row in major units."""
        return Fraction(minor, 10 ** exponent(self._currency))

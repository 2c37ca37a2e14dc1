"""What a platform knows of the people who work for it: pay, paid time and promises of each, by kind of work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reports.frames import Ints

#: Far above what one person works or earns; below them no sum or product of a search leaves 64 bits.
MOST_SECONDS = 2**28
MOST_PAY = 2**38


class UnusableBooks(ValueError):
    """Books that nothing can be computed from."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"These books cannot be used: {problem}.")


@dataclass(frozen=True, eq=False, slots=True)
class Books:
    """Workers by kinds of work, for one platform and one period.

    Attributes
    ----------
    kinds
        All rows of the table that the figures by kind stand in, in its order, also those that nobody works at.
    pay
        Minor units as every rate counts them, at least 0: workers by kinds.
    seconds
        Paid time, at least 0: workers by kinds. Unpaid time is not known to a platform and does not belong here.
    major
        Minor units in one major unit of the currency: 100 for dollars, 1 for yen.
    promised
        The same workers and kinds once more: the paid time for which a rate was promised, and what it would have
        brought at that rate. None where nobody was promised one.

    Raises
    ------
    UnusableBooks
        When an amount is below 0 or beyond belief, or pay, time and promises are not of the same workers and kinds.
    """

    kinds: tuple[str, ...]
    pay: Ints
    seconds: Ints
    major: int = 100
    promised: Books | None = None

    def __post_init__(self) -> None:
        if self.pay.ndim != 2 or self.pay.shape != self.seconds.shape:
            raise UnusableBooks("pay and time are not of the same workers and kinds")
        if self.promised is not None and self.promised.pay.shape != self.pay.shape:
            raise UnusableBooks("promises are not of the same workers and kinds")
        if self.pay.shape[1] != len(self.kinds):
            raise UnusableBooks("each kind needs a column")
        for amounts, most in ((self.pay, MOST_PAY), (self.seconds, MOST_SECONDS)):
            if (amounts < 0).any() or (amounts.sum(axis=1) > most).any():
                raise UnusableBooks("an amount is below 0 or beyond belief")

    def __len__(self) -> int:
        return len(self.pay)

    def of(self, kind: str | None) -> tuple[Ints, Ints]:
        """Pay and seconds of each worker in one kind of work, or in all of it."""
        if kind is None:
            return self.pay.sum(axis=1), self.seconds.sum(axis=1)
        column = self.kinds.index(kind)
        return self.pay[:, column], self.seconds[:, column]

    @property
    def promises(self) -> Books:
        """What was promised, also where that is nothing."""
        nothing = np.zeros_like(self.pay)
        return self.promised or Books(self.kinds, nothing, nothing, self.major)

    def with_others(self, others: Books) -> Books:
        """These workers first, then the others."""
        pay, seconds = (
            np.concatenate([mine, theirs])
            for mine, theirs in ((self.pay, others.pay), (self.seconds, others.seconds))
        )
        are_promised = self.promised or others.promised
        promised = self.promises.with_others(others.promises) if are_promised else None
        return Books(self.kinds, pay, seconds, self.major, promised)

    def in_order(self) -> Books:
        """The same workers by what they have, so that nothing depends on the order they were listed in."""
        promises = self.promises
        all_there_is = [promises.pay, promises.seconds, self.pay, self.seconds]
        return self._at(np.lexsort(np.concatenate(all_there_is, axis=1).T))

    def _at(self, rows: Ints) -> Books:
        promised = self.promised and self.promised._at(rows)  # noqa: SLF001 - its own kind
        return Books(self.kinds, self.pay[rows], self.seconds[rows], self.major, promised)

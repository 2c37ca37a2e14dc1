"""Workers made up to stand for those of a platform that nobody here knows: everybody who is not in the release."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from reports.disclosure.books import MOST_PAY, MOST_SECONDS, Books
from reports.frames import Flags, Ints

#: A platform is taken to have this many workers, or four times the writers where that is more.
_WORKERS, _TIMES = 40, 4
#: Per mille of a writer's hours and rate, down and up: wider apart than the writers themselves.
_HOURS_FACTOR, _RATE_FACTOR = (250, 4000), (600, 1667)
#: Per mille of the writers' rates that the others have in the middle: those who report may be the best or the worst paid.
TILTS = (1000, 1400, 700)


def made_up(writers: Books, chance: np.random.Generator, tilt: int = 1000) -> Books:
    """The other workers of a platform, so many that it has 40 workers, or four times the writers.

    Each has the hours of one writer, and rate and promise of another, all stretched or shrunk by chance, the rate and
    the promise for each kind on their own; works at a kind with a chance half way between that of the writers and a coin's, or a coin's where
    that is less; and splits her hours between her kinds at random.

    Parameters
    ----------
    writers
        At least 1, each with paid time.
    chance
        Where all chance comes from.
    tilt
        Per mille, above 0: the middle of the rates of the others beside that of the writers.
    """
    count = max(_WORKERS, _TIMES * len(writers)) - len(writers)
    model = _Model.of(writers, tilt)
    rows = [model.one(chance) for _ in range(count)]
    of_all = np.array(rows, np.int64).reshape(count, -1, len(writers.kinds))
    pay, seconds = of_all[:, 0], of_all[:, 1]
    if writers.promised is None:
        return Books(writers.kinds, pay, seconds, writers.major)
    promises = Books(writers.kinds, of_all[:, 2], of_all[:, 3], writers.major)
    return Books(writers.kinds, pay, seconds, writers.major, promises)


class _Model(NamedTuple):
    """What one more worker is made of."""

    pay: list[int]
    seconds: list[int]
    promised: tuple[list[int], list[int]] | None
    odds: Ints  # of working at each kind, of `parts`
    parts: int
    tilt: int

    @classmethod
    def of(cls, writers: Books, tilt: int) -> _Model:
        n = len(writers)
        at_it: Ints = ((writers.pay > 0) | (writers.seconds > 0)).sum(axis=0)
        # (c + 1) / (n + 2) is the rule of succession; its mean with one half is (2 c + n + 4) / (4 n + 8). What the
        # writers do more often than a coin says may be rare among the others, and then it tells a lot.
        odds = np.minimum(2 * at_it + n + 4, 2 * n + 4)
        pay, seconds = (amounts.tolist() for amounts in writers.of(None))
        brought, under = (amounts.tolist() for amounts in writers.promises.of(None))
        return cls(pay, seconds, (brought, under) if writers.promised else None, odds, 4 * n + 8, tilt)

    def one(self, chance: np.random.Generator) -> tuple[list[int], ...]:
        """Pay and seconds of one worker by kind; then, where there are promises, those."""
        by_hours, by_rate = chance.integers(len(self.pay), size=2).tolist()
        hours = min(self.seconds[by_hours] * _stretched(chance, *_HOURS_FACTOR) // 1000, MOST_SECONDS // 2)
        weights = np.where(self._works(chance), chance.integers(1, 10, size=len(self.odds)), 0).tolist()
        seconds = [hours * weight // sum(weights) for weight in weights]
        pay = self._at_rate(chance, self.pay[by_rate], self.seconds[by_rate], seconds)
        if self.promised is None:
            return pay, seconds
        brought, under = (amounts[by_rate] for amounts in self.promised)
        paid = max(under, self.seconds[by_rate], 1)
        times = [time * under // paid for time in seconds]
        return pay, seconds, self._at_rate(chance, brought, under, times), times

    def _at_rate(self, chance: np.random.Generator, over: int, under: int, seconds: list[int]) -> list[int]:
        """What some time brings by kind, at about the rate that `under` seconds brought `over`."""
        top, bottom, most = over * self.tilt, 1_000_000 * max(1, under), MOST_PAY // len(seconds)
        return [min(time * top * _stretched(chance, *_RATE_FACTOR) // bottom, most) for time in seconds]

    def _works(self, chance: np.random.Generator) -> Flags:
        """At which kinds, one of them at least."""
        works: Flags = chance.integers(self.parts, size=len(self.odds)) < self.odds
        works[chance.integers(len(self.odds))] |= not works.any()
        return works


def _stretched(chance: np.random.Generator, low: int, high: int) -> int:
    """Per mille; as often below 1000 as above."""
    return int(chance.integers(low, 1000) if chance.integers(2) else chance.integers(1000, high))

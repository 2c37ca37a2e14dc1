"""How much of a platform's books one release may rule out, when the same people report in the periods after it, too."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, log

import numpy as np

from reports.disclosure.books import Books
from reports.disclosure.computable import Figure
from reports.disclosure.fitting import ENOUGH
from reports.frames import Ints

#: So many choices are drawn, and fewer where there are many workers.
_DRAWN, _LOOKED_UP = 100_000, 8_000_000
#: Of so few that are left, no share is read off.
_FEW = 100


def repeatable(
    books: Books, n: int, figures: Sequence[Figure], k: int, chance: np.random.Generator, *, periods: int
) -> int:
    """How many of the figures, from the first on, may be told in each of some periods on end.

    A platform keeps the choices of its workers that fit every period. Amounts change from one to the next, so each
    period's are taken to rule out their share of what the others left: of all `C(workers, n)` choices, a hundred must be
    left at the end. Who works at what mostly stays the same, so marks count once. Whoever fits once fits again more
    often than not, and more are left than that.

    Parameters
    ----------
    books
        All workers of the platform; the first `n` are the writers of the release.
    n
        At least 1.
    figures
        In the order they are counted up to.
    k
        The smallest number of writers a shown place may have.
    chance
        For the choices that are drawn: a share is an estimate. Where hardly a choice that was drawn is left, a figure
        is taken to rule out as much of the rest as of all.
    periods
        In how many of them the same people report, at least 1.
    """
    drawn = _drawn(n, len(books), chance)
    true, left = np.arange(n)[np.newaxis], np.ones(len(drawn), dtype=bool)
    to_spare = log(comb(len(books), n)) - log(ENOUGH)
    for number, figure in enumerate(figures):
        read = figure.reader(books, k)
        fits = read(drawn) == read(true)
        among = fits[left] if left.sum() >= _FEW else fits
        # A figure that nothing drawn fits rules out all but one in so many, or more.
        ruled_out = log(len(among) / max(1, int(among.sum())))
        to_spare -= ruled_out * (periods if figure.tells_amounts else 1)
        if to_spare < 0:
            return number
        left &= fits
    return len(figures)


def _drawn(n: int, workers: int, chance: np.random.Generator) -> Ints:
    """Choices at random, a row each, every one as likely as any other."""
    count = max(_FEW, min(_DRAWN, _LOOKED_UP // workers))
    return np.argsort(chance.random((count, workers), dtype=np.float32), axis=1)[:, :n]

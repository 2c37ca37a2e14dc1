"""How many choices of workers look like the writers of a release: the search a platform would make in its books."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb, gcd

import numpy as np

from reports.disclosure.books import Books
from reports.disclosure.computable import Figure
from reports.frames import Ints

#: So many choices of workers have to fit.
ENOUGH = 100
#: A search looks up this many workers at most, and lists this many ways to leave out, or to take in, some of them.
_LOOKED_UP = 20_000_000
_LISTED = 1_000_000
_BLOCK = 200_000


def fitting(books: Books, n: int, figures: Sequence[Figure], k: int, enough: int = ENOUGH) -> list[int]:
    """How many choices of `n` workers agree with the first `n` in no figure, in the first one, in the first two, ...

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
    enough
        The search ends when as many choices agree in all figures.

    Returns
    -------
    list[int]
        One number more than figures, falling. Each choice was found and checked, the writers themselves among them, so
        no number is too high. They are all there are when the whole search took place, which it does when there are
        few choices (5 of 40); otherwise there may be more: those were looked at that differ by one worker, then by
        two, and so on until the work was done.

    Examples
    --------
    Any two of three workers earn the same:

    >>> from reports.disclosure.computable import What
    >>> books = Books(("ranking",), np.full((3, 1), 2000), np.full((3, 1), 3600))
    >>> fitting(books, 2, [Figure(What.RATE)], k=2)
    [3, 3]
    """
    readers = [figure.reader(books, k) for figure in figures]
    true = np.arange(n)[np.newaxis]
    told = [int(reader(true)[0]) for reader in readers]
    found = [0] * (len(readers) + 1)
    for choices in _nearest_first(n, len(books)):
        left = choices
        found[0] += len(left)
        for number, (reader, value) in enumerate(zip(readers, told, strict=True), start=1):
            left = left[reader(left) == value]
            found[number] += len(left)
        if found[-1] >= enough:
            break
    return found


def _nearest_first(n: int, workers: int) -> Iterator[Ints]:
    """Choices in blocks, no choice twice: the writers, then with one of them exchanged, with two, ..."""
    left, others = _LOOKED_UP // n, workers - n
    for exchanged in range(min(n, others) + 1):
        if max(comb(n, exchanged), comb(others, exchanged)) > _LISTED:
            return
        dropped, taken = _listed(n, exchanged), n + _listed(others, exchanged)
        for block in _mixed(len(dropped) * len(taken), max(1, _BLOCK // n)):
            if left <= 0:
                return
            out, into = np.divmod(block, len(taken))
            yield np.concatenate([_kept(n, dropped[out]), taken[into]], axis=1)
            left -= len(block)


def _kept(n: int, dropped: Ints) -> Ints:
    stays = np.ones((len(dropped), n), dtype=bool)
    np.put_along_axis(stays, dropped, values=False, axis=1)
    return np.nonzero(stays)[1].reshape(len(dropped), n - dropped.shape[1])


def _listed(of: int, size: int) -> Ints:
    return np.array(list(combinations(range(of), size)), np.int64).reshape(comb(of, size), size)


def _mixed(count: int, size: int) -> Iterator[Ints]:
    """The numbers below `count`, each once, far from each other: a search that ends early has seen of everything."""
    stride = max(1, count * 618 // 1000)
    while gcd(stride, count) > 1:
        stride += 1
    for start in range(0, count, size):
        yield np.arange(start, min(start + size, count)) * stride % count

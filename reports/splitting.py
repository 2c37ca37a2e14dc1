"""Many whole amounts split in proportion at once."""

from __future__ import annotations

import numpy as np

from reports.frames import Ints


def split_each_in_proportion(totals: Ints, weights: Ints, of: Ints) -> Ints:
    """What `money.split_in_proportion` says for each total and its weights, one after the other.

    Parameters
    ----------
    totals
        Whole units to be split.
    weights
        0 or more each.
    of
        The place of the total that each weight is of, ascending; every total has a weight.

    Returns
    -------
    The part of each weight.

    >>> split_each_in_proportion(np.array([100, -7]), np.array([1, 1, 1, 3]), np.array([0, 0, 0, 1])).tolist()
    [34, 33, 33, -7]
    """
    if not len(of):
        return np.zeros(0, np.int64)
    firsts = np.flatnonzero(np.diff(of, prepend=-1))
    wholes = np.add.reduceat(weights, firsts)
    weights = np.where(wholes[of] == 0, 1, weights)  # weights that are all zero count as equal
    wholes = np.add.reduceat(weights, firsts)
    sizes = np.abs(totals)
    # Exact in Python's integers: two amounts beyond all reason, multiplied, do not fit into 64 bits.
    fits = int(sizes.max()) * int(weights.max()) < 1 << 63
    products = sizes.astype(np.int64 if fits else object)[of] * weights
    parts = (products // wholes[of]).astype(np.int64)
    remainders = (products % wholes[of]).astype(np.int64)
    rests = sizes - np.add.reduceat(parts, firsts)
    largest_first = np.lexsort((-remainders, of))  # ties in order
    rank = np.arange(len(of)) - firsts[of]
    parts[largest_first[rank < rests[of]]] += 1
    return np.sign(totals)[of] * parts

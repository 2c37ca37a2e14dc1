"""What the public knows of a table: sums that are shown, exactly or by their rounding."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Amounts = npt.NDArray[np.int64]


class NotTheTruth(ValueError):
    """An interval leaves out the sum it was published for; an attack that starts there would prove nothing."""

    def __init__(self) -> None:
        super().__init__("A published interval does not hold the sum that it stands for.")


class Interval(NamedTuple):
    """Whole numbers, both ends included, for each sum; those of hidden cells are not read."""

    low: Amounts
    high: Amounts


@dataclass(frozen=True, eq=False, slots=True)
class Published:
    """What is shown less than exactly.

    Attributes
    ----------
    sums
        By the position in `Cohort.sums`, an interval for each sum. What is left out is known exactly, the strictest
        attack, whether or not it is printed.
    writers
        The band of different writers of each cell; None: known exactly.
    """

    sums: Mapping[int, Interval] = field(default_factory=dict)
    writers: Interval | None = None


#: Every sum that is not hidden is known exactly.
EXACT = Published()


class Known(NamedTuple):
    """How far the public thinks each sum may be below and above the truth, at least 0."""

    down: Amounts
    up: Amounts


def known(values: Amounts, is_hidden: npt.NDArray[np.bool_], shown: Interval | None) -> Known:
    """What the public knows of some sums before it starts to reckon.

    Of a hidden sum it knows that it is 0 or more. The upper end is ten times the largest sum, which takes nothing away:
    no demand reaches further than three times that, and to think a sum possible is only to think more of it.

    Raises
    ------
    NotTheTruth
        When an interval leaves out its sum.
    """
    low, high = shown or Interval(values, values)
    if np.any(~is_hidden & ((low > values) | (high < values))):
        raise NotTheTruth
    beyond = furthest(values)
    return Known(
        np.where(is_hidden, values, values - np.maximum(low, 0)),
        np.where(is_hidden, beyond - values, high - values),
    )


def furthest(values: Amounts) -> int:
    """What stands for "no upper end"."""
    return 10 * int(values.max(initial=0)) + 10


def hidden_sums(cells: Amounts, hidden: AbstractSet[int]) -> npt.NDArray[np.bool_]:
    """Which sums belong to a hidden cell."""
    return np.isin(cells, np.fromiter(hidden, dtype=np.int64, count=len(hidden)))

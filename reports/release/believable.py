"""Amounts of one writer that nobody has are brought down to what can be believed, so that none stops a release.

A cell with such an amount is hidden in any case, since hers is nearly all of it; a rate with one is withheld.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.cohorts import Contribution, Measure
from reports.disclosure.books import MOST_PAY, MOST_SECONDS
from reports.programme import WriterAnswers

__all__ = ["MOST_PAY", "MOST_SECONDS", "believed", "with_believed_amounts"]

#: What is brought down together, the first of each to its most: paid hours stay a part of all of them.
_TOGETHER = (((Measure.PAY,), MOST_PAY), ((Measure.HOURS, Measure.PAID_HOURS), MOST_SECONDS))


def believed(amounts: Sequence[int], most: int) -> list[int]:
    """The same amounts, each 0 or more; in proportion and rounded down, where together they are more than `most`.

    >>> believed([1, 2], 10), believed([10, 30], 10)
    ([1, 2], [2, 7])
    """
    total = max(sum(amounts), most)
    return [amount * most // total for amount in amounts]


def with_believed_amounts(writer: WriterAnswers) -> WriterAnswers:
    """The same writer; what she adds to cells is believed, and what she answers stays."""
    contributions = writer.contributions
    for measures, most in _TOGETHER:
        total = sum(one.amounts.get(measures[0], 0) for one in contributions)
        if total > most:
            contributions = tuple(_brought_down(one, measures, most, total) for one in contributions)
    return writer if contributions is writer.contributions else replace(writer, contributions=contributions)


def _brought_down(one: Contribution, measures: Sequence[Measure], most: int, total: int) -> Contribution:
    changed = {
        measure: one.amounts[measure] * most // total for measure in measures if measure in one.amounts
    }
    return one._replace(amounts={**one.amounts, **changed})

"""One topic of a report: its figures, and its parts with figures of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.figures import Figure
from reports.sentences import Sentence
from reports.slices import Slice


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a report.

    `parts` are contracts, weeks, changes of pay or whatever its figures are made of, in order; `notes` are what has
    to be said beside the numbers.
    """

    figures: Mapping[str, Figure]
    parts: Sequence[Slice] = ()
    notes: tuple[Sentence, ...] = ()

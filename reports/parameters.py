"""Dated public figures with their sources. A figure that is not on file is a value of its own: None.

The rows are our own copies, in `parameters/*.csv`; a row is used only when it is verified, unless the writer
allows others. Law (rates, caps, thresholds) is looked up by the day of the work, strictly; surveys by the newest
reference month that ends not later than the period and is at most 24 months old.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Parameter:
    """One outside figure as it was used.

    `value` is exact, in `unit`; `valid_from`/`valid_to` are the first and last day it holds (None: open), for a
    survey its reference period. `age_days` runs from the end of the reference period, or from `retrieved_on`, and is
    computed by the caller against `as_of` with `age_on`.
    """

    key: str
    jurisdiction: str | None
    value: Fraction
    unit: str
    valid_from: date | None
    valid_to: date | None
    source_title: str
    source_url: str
    source_quality: str
    retrieved_on: date
    is_verified: bool
    note: str

    def age_on(self, as_of: date) -> int:
        """Days since the end of its reference period or the day it was read."""
        return (as_of - min(self.valid_to or self.retrieved_on, self.retrieved_on)).days

"""What a release is of, beside the answers of its writers: the campaign's words, its values and the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from reports.cohorts import Known
from reports.disclosure import SECONDS_OF_A_CALL, Rules
from reports.periods import Period


class TooFewWriters(ValueError):
    """A cohort of which nothing may be told."""

    def __init__(self, k: int) -> None:
        super().__init__(f"Fewer than {k} writers have work in this period, so there is nothing to release.")


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all tables of a release.

    Attributes
    ----------
    known
        The values that the tables may have, in the order they are shown; those that nobody has are left out.
    names
        What people call the values, by dimension; more than are needed may be there.
    seed
        For the limits of pooled rates, and for the made-up workers of each platform; of the release, and in no file.
    seconds
        For each call of the solver that looks for the cells to hide, above 0.
    is_over
        Whether the time to look for these cells, and to attack what was found, is over; then whole rows are hidden.
    is_all_over
        Whether the time to attack those is over, too; then there is no release.
    """

    campaign: str
    organization: str
    question: str
    period: Period
    currency: str
    released_on: date
    known: Known
    names: Mapping[str, Mapping[str, str]]
    rules: Rules
    seed: int
    programme_version: str
    code_version: str
    seconds: float = SECONDS_OF_A_CALL
    is_over: Callable[[], bool] = lambda: False
    is_all_over: Callable[[], bool] = lambda: False

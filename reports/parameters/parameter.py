"""One outside figure: its value, the days it holds and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

#: Key, jurisdiction and group.
Subject = tuple[str, str | None, str | None]

_SURVEYS = frozenset({"benefits", "ecec", "occupation_wage"})
_LAW_AMONG_SURVEYS = frozenset({"elective_disability_weekly_maximum", "marketplace_age_factor_40"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One outside figure as it was used.

    `value` is exact, in `unit`; `valid_from`/`valid_to` are the first and last day it holds (None: open), for a
    survey its reference period. `age_days` runs from the end of the reference period, or from `retrieved_on`, and is
    computed by the caller against `as_of` with `age_on`.

    `source_quality` is "primary" (a page of the body that issues or researches the figure), "cited" (a data set
    that cites such a body) or "secondary" (a law firm, a payroll firm, news, a copy). `group` tells apart figures
    of one key (occupational group, filing status, household), `label` is what people call the row (a place, a
    law, an occupation), `topic` the file it stands in. `is_added` says that the operator of an installation
    added the row; it is none of ours.
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
    group: str | None = None
    label: str = ""
    topic: str = ""
    is_added: bool = False

    @property
    def is_survey(self) -> bool:
        """Whether it measures a reference period (METHOD section 0); all else is law, which holds day by day."""
        return self.topic in _SURVEYS and self.key not in _LAW_AMONG_SURVEYS

    @property
    def subject(self) -> Subject:
        """What the figure is of; rows of one subject follow each other in time."""
        return self.key, self.jurisdiction, self.group

    def age_on(self, as_of: date) -> int:
        """Days since the end of its reference period or the day it was read."""
        return max(0, (as_of - min(self.valid_to or self.retrieved_on, self.retrieved_on)).days)

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies in its interval; a row without a first day holds on none."""
        return (
            self.valid_from is not None
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )

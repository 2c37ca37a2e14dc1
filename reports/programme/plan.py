"""What a table of the programme is: dimensions, and columns that each say how the writers of a cell become one figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from reports.cohorts import Contribution, Place


class Unit(StrEnum):
    """What a figure is counted in."""

    RATE = "money_per_hour"  # major units of the campaign's currency
    MONEY = "money"  # major units
    SHARE = "share"  # 0 to 1
    CHANGE = "change"  # as a share of what was before; below 0 where it is less
    DAYS = "days"
    HOURS = "hours"
    COUNT = "count"  # whole things, such as units of work


class How(StrEnum):
    """How the answers of a cell's writers become one figure."""

    POOLED = "pooled"  # all that is over, divided by all that is under
    MEDIAN = "median"  # of each writer's own quotient; every writer counts once
    LOWER_QUARTILE = "lower_quartile"
    UPPER_QUARTILE = "upper_quartile"
    SHARE_OF_WRITERS = "share_of_writers"  # of the writers with an answer, those whose quotient is 1
    MEDIAN_TIME = "median_time"  # of times that may not have ended yet, by Kaplan and Meier
    SUM = "sum"  # of all that is over; the whole cohort only


class Answer(NamedTuple):
    """What one writer says to a question in one cell: `over` of `under`; `under` is above 0."""

    over: Fraction
    under: Fraction = Fraction(1)


class Time(NamedTuple):
    """How long something of a writer's lasted, and whether it has ended.

    `days` are whole days, or whole hours where the unit of the column is hours.
    """

    days: int
    has_ended: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of a table.

    Attributes
    ----------
    key
        Unique in its table; also the name of the column in files.
    question
        Key of what the writers are asked: `WriterAnswers.answers` has their answers. Several columns may make
        something of the same answers.
    label, definition
        Message ids: a heading, and a sentence that says what is counted and how.
    source
        Paper, law or agency behind the method; None where it is plain arithmetic.
    is_known_to_platform
        Whether a platform could compute it from its own books: pay, paid hours, task counts and what is made of
        them alone.
    """

    key: str
    question: str
    how: How
    unit: Unit
    label: str
    definition: str
    source: str | None = None
    is_known_to_platform: bool = False
    under: str | None = None


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table of the programme.

    Attributes
    ----------
    key
        Its name in addresses and files.
    title, note
        Message ids.
    dimensions
        Of `reports.cohorts.Known.values`; none for a table of the whole cohort, which has one row.
    columns
        In the order they are shown.
    """

    key: str
    title: str
    dimensions: tuple[str, ...]
    columns: tuple[Column, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WriterAnswers:
    """What one writer brings to a release; it never leaves the process that computes it.

    Attributes
    ----------
    contributions
        What the rules and the audit are run on.
    answers
        By question and place, margins and the whole cohort (`()`) among them; a place without an answer is left out.
        At every place they are made of her sums there, so they do not add up over places.
    times
        The same for `How.MEDIAN_TIME`.
    """

    contributions: tuple[Contribution, ...]
    answers: Mapping[str, Mapping[Place, Answer]]
    times: Mapping[str, Mapping[Place, tuple[Time, ...]]]

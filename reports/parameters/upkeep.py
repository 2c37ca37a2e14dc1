"""Which figures soon run out: rows that end, and rows that the coming year lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reports.parameters.lookup import Parameters, usable_until
from reports.parameters.parameter import Parameter, Subject
from reports.periods import ONE_DAY, Period

#: Rows that can be used for fewer days than this are listed.
WARNING_DAYS = 60


@dataclass(frozen=True, slots=True)
class Ending:
    """A row, the last day on which it can be used, and the row that holds on the day after, if any."""

    row: Parameter
    last: date
    following: Parameter | None

    @property
    def is_followed(self) -> bool:
        """Whether a row as well verified follows at once."""
        return self.following is not None and self.following.is_verified >= self.row.is_verified


@dataclass(frozen=True, slots=True)
class Missing:
    """A law with a row for this year and none for the next; `newest` is its last row.

    `has_unverified` says that the next year has an unverified row.
    """

    newest: Parameter
    has_unverified: bool


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What an operator should look after, as of a day.

    Parameters
    ----------
    endings
        Rows that end within 60 days, by their last day; for a survey the day it becomes too old.
    missing
        Laws that `year`, the calendar year after the day's, has no verified row for, by key, place and group.
    """

    as_of: date
    endings: tuple[Ending, ...]
    missing: tuple[Missing, ...]

    @property
    def year(self) -> int:
        """The coming calendar year."""
        return self.as_of.year + 1

    @property
    def is_needed(self) -> bool:
        """Whether a row ends and none follows, or one is missing."""
        return bool(self.missing) or not all(ending.is_followed for ending in self.endings)


def upkeep(parameters: Parameters, as_of: date) -> Upkeep:
    """What should be looked after as of a day.

    Examples
    --------
    >>> found = upkeep(Parameters.on_file(), date(2026, 11, 23))
    >>> [one.newest.valid_to for one in found.missing if one.newest.key == "self_employment_tax_rate"]
    [datetime.date(2026, 12, 31)]
    """
    by_subject: defaultdict[Subject, list[Parameter]] = defaultdict(list)
    for row in parameters.all():
        by_subject[row.subject].append(row)
    rows = list(by_subject.values())
    endings = [ending for members in rows for ending in _endings(members, as_of)]
    missing = [one for members in rows if (one := _missing(members, as_of.year)) is not None]
    return Upkeep(as_of, tuple(sorted(endings, key=_when)), tuple(sorted(missing, key=_which)))


def _endings(rows: list[Parameter], as_of: date) -> Iterator[Ending]:
    until = as_of + timedelta(days=WARNING_DAYS)
    for row in rows:
        last = usable_until(row)
        if last is None or not as_of <= last <= until or _is_replaced(row, rows):
            continue
        yield Ending(row, last, None if row.is_survey else _holding(rows, last + ONE_DAY))


def _is_replaced(row: Parameter, rows: list[Parameter]) -> bool:
    """Whether a survey has a newer row: then nobody looks this one up any more."""
    ends = (str(other.valid_to) for other in rows if other.is_verified >= row.is_verified)
    return row.is_survey and max(ends) > str(row.valid_to)


def _holding(rows: list[Parameter], day: date) -> Parameter | None:
    """The row that holds on a day, a verified one before others."""
    return max((row for row in rows if row.holds_on(day)), key=lambda row: row.is_verified, default=None)


def _missing(rows: list[Parameter], year: int) -> Missing | None:
    laws = [row for row in rows if not row.is_survey]
    this, coming = ([row for row in laws if _touches(row, days)] for days in (_year(year), _year(year + 1)))
    if not this or any(row.is_verified for row in coming):
        return None
    if coming and not any(row.is_verified for row in this):
        return None
    return Missing(max(this, key=lambda row: str(row.valid_from)), bool(coming))


def _touches(row: Parameter, days: Period) -> bool:
    if row.valid_from is None:
        return False
    return row.valid_from <= days.last and (row.valid_to is None or days.start <= row.valid_to)


def _year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number + 1, 1, 1))


def _when(ending: Ending) -> tuple[date, tuple[str, ...]]:
    return ending.last, _words(ending.row)


def _which(missing: Missing) -> tuple[str, ...]:
    return _words(missing.newest)


def _words(row: Parameter) -> tuple[str, ...]:
    return tuple(part or "" for part in row.subject)

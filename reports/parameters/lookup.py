"""Look figures up: law by the day, surveys by their reference period, minimum wages by the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from reports.parameters.file import rows_on_file
from reports.parameters.parameter import Parameter, Subject
from reports.periods import ONE_DAY, Period, add_months

#: A survey older than this, on the last day of the period asked about, is not used.
MAXIMUM_AGE_MONTHS = 24

# Places whose own rate is lower than their state's and takes its place.
_REPLACES_THE_STATE = frozenset({"US-OR-NONURBAN"})

# (key, jurisdiction) -> its rows, verified ones first.
_Index = dict[tuple[str, str | None], tuple[Parameter, ...]]


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """The highest minimum wage on file for one day and place.

    `missing` are the jurisdictions that apply there but have no rate on file for the day. A missing local
    rate is not lower than the state's, so the comparison is then with a lower bound.
    """

    rate: Parameter
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """All public figures on file, and the ways to look one up; two of them are equal only when they are one.

    Examples
    --------
    >>> Parameters.on_file().law("social_security_wage_base", date(2026, 5, 1)).value
    Fraction(184500, 1)
    >>> Parameters.on_file().law("social_security_wage_base", date(2031, 5, 1)) is None
    True
    """

    rows: tuple[Parameter, ...] = field(repr=False)
    unverified: bool = False
    _index: _Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: defaultdict[tuple[str, str | None], list[Parameter]] = defaultdict(list)
        for row in self._usable():
            index[row.key, row.jurisdiction].append(row)
        object.__setattr__(self, "_index", {place: tuple(rows) for place, rows in index.items()})

    def _usable(self) -> list[Parameter]:
        """Rows that may be used: verified ones first, so that an unverified row only fills a hole, then ours."""
        rows = [row for row in self.rows if row.is_verified or self.unverified]
        return sorted(rows, key=lambda row: (not row.is_verified, row.is_added))

    @classmethod
    def on_file(cls) -> Parameters:
        """Every row in our files; only verified ones are used."""
        return _on_file()

    def allowing_unverified(self, *, when: bool = True) -> Parameters:
        """The same figures for a writer who lets unverified ones be used; each stays marked as such.

        `when` says whether she does.
        """
        return self if self.unverified or not when else Parameters(self.rows, unverified=True)

    def with_rows(self, added: Iterable[Parameter]) -> Parameters:
        """These figures and some more, which an operator added.

        Where both say something of one day, ours goes first if it is as well verified. A row that is open (the
        last one known) ends the day before a verified row of the same subject that was added begins.

        Examples
        --------
        >>> from fractions import Fraction
        >>> ours = Parameters.on_file()
        >>> last = ours.law("social_security_wage_base", date(2027, 5, 1))
        >>> new = replace(last, value=Fraction(200_000), valid_from=date(2028, 1, 1), valid_to=date(2028, 12, 31))
        >>> ours.with_rows([new]).law("social_security_wage_base", date(2028, 5, 1)).value
        Fraction(200000, 1)
        """
        more = tuple(replace(row, is_added=True) for row in added)
        if not more:
            return self
        return Parameters(_in_succession((*self.rows, *more)), self.unverified)

    def all(self) -> tuple[Parameter, ...]:
        """Every row, used or not, by topic, key, jurisdiction, group and first day."""
        return self.rows

    def of_key(self, key: str) -> tuple[Parameter, ...]:
        """Every row of a key that may be used, of any jurisdiction and time."""
        return tuple(row for place, rows in self._index.items() if place[0] == key for row in rows)

    def law(
        self, key: str, day: date, jurisdiction: str = "US", group: str | None = None
    ) -> Parameter | None:
        """The row in force on `day`; None when no interval on file contains it."""
        rows = self._index.get((key, jurisdiction), ())
        return next((row for row in rows if row.group == group and row.holds_on(day)), None)

    def law_throughout(
        self, key: str, days: Period, jurisdiction: str = "US", group: str | None = None
    ) -> Parameter | None:
        """The one row in force from the first to the last day of a period that is not empty."""
        row = self.law(key, days.start, jurisdiction, group)
        return row if row is not None and row.holds_on(days.last) else None

    def laws_of_year(
        self, keys: tuple[str, ...], year: int, jurisdiction: str = "US"
    ) -> tuple[Parameter, ...] | None:
        """The rows of several keys, each in force all through a calendar year; None when one is missing."""
        days = Period(date(year, 1, 1), date(year + 1, 1, 1))
        found = [self.law_throughout(key, days, jurisdiction) for key in keys]
        rows = tuple(row for row in found if row is not None)
        return rows if len(rows) == len(keys) else None

    def survey(self, key: str, group: str | None, last: date, jurisdiction: str = "US") -> Parameter | None:
        """The newest survey figure that ends on or before `last` and is at most 24 months old."""
        found = self.surveys((key,), group, last, jurisdiction)
        return found[0] if found else None

    def surveys(
        self, keys: tuple[str, ...], group: str | None, last: date, jurisdiction: str = "US"
    ) -> tuple[Parameter, ...] | None:
        """Figures of one and the same reference period, the newest that has every key.

        A ratio of two months would be nobody's; so a month that lacks one of the keys is passed over.
        """
        by_key = [self._by_reference_period(key, group, last, jurisdiction) for key in keys]
        ends = set.intersection(*(set(periods) for periods in by_key))
        newest = max(ends, default=None)
        return None if newest is None else tuple(periods[newest] for periods in by_key)

    def _by_reference_period(
        self, key: str, group: str | None, last: date, jurisdiction: str
    ) -> dict[tuple[date, date], Parameter]:
        oldest = add_months(last, -MAXIMUM_AGE_MONTHS)
        found: dict[tuple[date, date], Parameter] = {}
        for row in self._index.get((key, jurisdiction), ()):
            if row.group != group or row.valid_from is None or row.valid_to is None:
                continue
            if oldest <= row.valid_to <= last:
                found.setdefault((row.valid_to, row.valid_from), row)
        return found

    def minimum_wage(self, day: date, place: str) -> MinimumWage | None:
        """The highest of the federal, state and local rate on file for a day and a place of work.

        Where a place's rate replaces the state's (the non-urban counties of Oregon) the state's is left out.
        """
        chain = jurisdictions(place)
        if place in _REPLACES_THE_STATE:
            chain = (chain[0], place)
        found = {code: self.law("minimum_wage", day, code) for code in chain}
        rates = [rate for rate in found.values() if rate is not None]
        if not rates:
            return None
        return MinimumWage(
            rate=max(reversed(rates), key=lambda rate: rate.value),  # on a tie the more local one is named
            missing=tuple(code for code, rate in found.items() if rate is None),
        )

    def places(self) -> tuple[tuple[str, str], ...]:
        """Places of work with a minimum wage on file: code and name, by name, federal left out."""
        names: dict[str, str] = {}
        for row in self.rows:
            if row.key == "minimum_wage" and row.jurisdiction and row.jurisdiction != "US":
                names.setdefault(row.jurisdiction, row.label or row.jurisdiction)
        return tuple(sorted(names.items(), key=lambda place: place[1]))


@cache
def _on_file() -> Parameters:
    return Parameters(rows_on_file())


def _in_succession(rows: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """Rows in order, open ones ended where a verified row that was added begins."""
    starts: defaultdict[Subject, list[date]] = defaultdict(list)
    for row in rows:
        if row.is_added and row.is_verified and row.valid_from is not None:
            starts[row.subject].append(row.valid_from)
    return tuple(sorted((_ended(row, starts[row.subject]) for row in rows), key=_place_in_order))


def _place_in_order(row: Parameter) -> tuple[str, ...]:
    return row.topic, row.key, row.jurisdiction or "", row.group or "", str(row.valid_from or "")


def _ended(row: Parameter, starts: list[date]) -> Parameter:
    if row.valid_from is None or row.valid_to is not None:
        return row
    following = [start for start in starts if start > row.valid_from]
    return replace(row, valid_to=min(following) - ONE_DAY) if following else row


def usable_until(row: Parameter) -> date | None:
    """The last day on which a row can be used: its own, or for a survey the day before it is too old.

    None: no such day is known.
    """
    if row.valid_to is None or not row.is_survey:
        return row.valid_to
    last = add_months(row.valid_to, MAXIMUM_AGE_MONTHS)
    # The last day of February is 24 months before two days of a leap year.
    while add_months(last + ONE_DAY, -MAXIMUM_AGE_MONTHS) <= row.valid_to:
        last += ONE_DAY
    return last


def jurisdictions(place: str) -> tuple[str, ...]:
    """Country, state and locality of a place code, widest first.

    >>> jurisdictions("US-CA-LOS_ANGELES_CITY")
    ('US', 'US-CA', 'US-CA-LOS_ANGELES_CITY')
    """
    parts = place.split("-", maxsplit=2)
    return tuple("-".join(parts[:count]) for count in range(1, len(parts) + 1))

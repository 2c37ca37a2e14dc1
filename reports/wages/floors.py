"""The minimum wage of a day and a place, looked up once for each stretch of days on which it does not change."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from math import lcm

from reports.parameters import Parameter, Parameters
from reports.parameters.lookup import jurisdictions
from reports.periods import ONE_DAY

_KEY = "minimum_wage"
_COUNTRY = "US"


@dataclass(frozen=True, slots=True, eq=False)
class Floor:
    """The highest minimum wage on file for some days at one place; compared and hashed by identity.

    Parameters
    ----------
    rate
        The row with the highest rate; None when no rate at all is on file.
    missing
        Names of the jurisdictions that apply there and have no rate on file: theirs may be higher.
    is_place_known
        False where only the federal rate could be looked up, because nobody said where the work was done.
    units
        The rate in whole units of 1 / `Floors.scale` dollars an hour; 0 when none is on file.
    is_whole
        Whether every rate that applies is on file; if not, the floor is a lower bound.
    is_abroad
        True outside the United States, whose laws alone are on file.
    """

    rate: Parameter | None
    missing: tuple[str, ...]
    is_place_known: bool
    units: int
    is_whole: bool
    is_abroad: bool


class Floors:
    """Floor(date, place) of METHOD section 7 over one set of public figures.

    Rates change on a few days only, so a place is looked up once for each stretch between two changes: ten
    years of days cost a search each, not a look-up each.

    Examples
    --------
    >>> floor = Floors(Parameters.on_file()).on(date(2025, 11, 12), "US-CA-LOS_ANGELES_CITY")
    >>> float(floor.rate.value), floor.missing
    (17.87, ())
    """

    def __init__(self, parameters: Parameters) -> None:
        rows = parameters.of_key(_KEY)
        self.scale = lcm(*(row.value.denominator for row in rows))
        self._parameters = parameters
        self._rows = rows
        self._names = {row.jurisdiction: row.label for row in rows}
        self._found: dict[str | None, tuple[list[date], list[Floor]]] = {}
        # A floor that goes on over a change of a rate below it stays one and the same.
        self._known: dict[tuple[Parameter | None, tuple[str, ...], bool, bool], Floor] = {}

    def on(self, day: date, place: str | None) -> Floor:
        """The floor of a day at a place code ("US-CA"); None or "US": the place is not known."""
        changes, floors = self._at(place)
        return floors[bisect_right(changes, day)]

    def changes(self, place: str | None) -> list[date]:
        """The days on which the floor of a place may change, ascending; between two of them it stays the same."""
        return self._at(place)[0]

    def _at(self, place: str | None) -> tuple[list[date], list[Floor]]:
        if place not in self._found:
            self._found[place] = self._stretches(place)
        return self._found[place]

    def _stretches(self, place: str | None) -> tuple[list[date], list[Floor]]:
        """The days on which a place's floor may change, ascending, and the floors before and from each on."""
        chain = jurisdictions(place or _COUNTRY)
        changes = sorted({day for row in self._rows if row.jurisdiction in chain for day in _edges(row)})
        return changes, [self._look_up(day, place) for day in (date.min, *changes)]

    def _look_up(self, day: date, place: str | None) -> Floor:
        is_known = place not in (None, _COUNTRY)
        found = self._parameters.minimum_wage(day, place or _COUNTRY)
        rate = found.rate if found else None
        missing = tuple(self._names.get(code, code) for code in found.missing) if found else ()
        units = (rate.value * self.scale).numerator if rate else 0
        is_whole = is_known and rate is not None and not missing
        is_abroad = jurisdictions(place or _COUNTRY)[0] != _COUNTRY
        return self._known.setdefault(
            (rate, missing, is_known, is_abroad),
            Floor(rate, missing, is_known, units, is_whole, is_abroad),
        )


def _edges(row: Parameter) -> list[date]:
    """The first day of a row and the day after its last, where it has them."""
    first = [] if row.valid_from is None else [row.valid_from]
    return first if row.valid_to is None else [*first, row.valid_to + ONE_DAY]

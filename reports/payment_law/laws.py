"""The laws on late pay that are on file, and the ones of a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from reports.parameters import Parameter, Parameters
from reports.parameters.lookup import jurisdictions

_DUE = "late_payment_due_days"
_PER_CALENDAR_YEAR = "usd_per_calendar_year"

#: Laws for some services only: California names those of Labor Code 2778(b)(2), writers and editors among them.
LISTS_SERVICES = frozenset({"US-CA"})

# A place of our minimum wages that is wider than a city with a law of its own -> that city.
_WIDER_THAN: Mapping[str, str] = MappingProxyType({"US-NY-NYC_LI_WESTCHESTER": "US-NY-NYC"})


@dataclass(frozen=True, slots=True)
class Law:
    """One law on late pay as it stood on the day a contract was made or renewed.

    Parameters
    ----------
    due_days
        Days after the end of the work, that day being day 0, unless a day was agreed.
    threshold
        Dollars that contracts with one hiring party must reach together.
    window_days
        Days before the contract over which they add up; None: they add up over its calendar year.
    multiple
        How many times the unpaid amount the law provides for at most; None when none is on file.
    """

    jurisdiction: str
    name: str
    due_days: int
    threshold: Fraction
    window_days: int | None
    multiple: Fraction | None
    parameters: tuple[Parameter, ...] = field(repr=False)


def law_on(jurisdiction: str, day: date, parameters: Parameters) -> Law | None:
    """The law of a jurisdiction for a contract of a day; None when a part of it is not on file for that day.

    Examples
    --------
    >>> found = law_on("US-CA", date(2025, 1, 1), Parameters.on_file())
    >>> found.due_days, int(found.threshold), found.window_days, int(found.multiple)
    (30, 250, 120, 2)
    >>> law_on("US-CA", date(2024, 12, 31), Parameters.on_file()) is None
    True

    References
    ----------
    Cal. Bus. and Prof. Code 18100 ff.; N.Y. Freelance Isn't Free Act; N.Y.C. Admin. Code 20-927 ff.; Illinois
    Freelance Worker Protection Act; Los Angeles Freelance Worker Protections Ordinance; METHOD section 6.
    """
    due = parameters.law(_DUE, day, jurisdiction)
    threshold = parameters.law("late_payment_threshold", day, jurisdiction)
    window = parameters.law("late_payment_window", day, jurisdiction)
    multiple = parameters.law("late_payment_multiple", day, jurisdiction)
    if due is None or threshold is None:
        return None
    is_yearly = threshold.unit == _PER_CALENDAR_YEAR
    if window is None and not is_yearly:
        return None
    return Law(
        jurisdiction,
        due.label,
        int(due.value),
        threshold.value,
        None if window is None or is_yearly else int(window.value),
        None if multiple is None else multiple.value,
        tuple(row for row in (due, threshold, window, multiple) if row is not None),
    )


@dataclass(frozen=True, slots=True)
class LawsOnFile:
    """The jurisdictions with a law on late pay: name and first day of each."""

    names: Mapping[str, str]
    first_days: Mapping[str, date]

    def at(self, place: str) -> tuple[str, ...]:
        """The jurisdictions of a place whose law is on file, widest first."""
        return tuple(code for code in jurisdictions(place) if code in self.names)

    def perhaps_at(self, place: str) -> str | None:
        """A city with a law on file of which nobody can tell whether the place lies in it."""
        city = _WIDER_THAN.get(place)
        return city if city in self.names else None


def laws_on_file(parameters: Parameters) -> LawsOnFile:
    """Every jurisdiction with a law on late pay.

    >>> laws_on_file(Parameters.on_file()).at("US-CA-LOS_ANGELES_CITY")
    ('US-CA', 'US-CA-LOS_ANGELES_CITY')
    """
    rows: dict[str, list[Parameter]] = defaultdict(list)
    for row in parameters.of_key(_DUE):
        if row.jurisdiction is not None and row.valid_from is not None:
            rows[row.jurisdiction].append(row)
    return LawsOnFile(
        {code: found[0].label for code, found in rows.items()},
        {code: min(row.valid_from for row in found if row.valid_from) for code, found in rows.items()},
    )

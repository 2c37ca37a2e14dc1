"""How many windows of work paid less than the minimum wage, and by how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from reports.wages.windows import MINOR_PER_DOLLAR, Basis, Level, Window


@dataclass(frozen=True, slots=True)
class Tally:
    """Windows with hours of one level, before or after costs.

    Parameters
    ----------
    below, not_below, unknown
        Windows whose pay is below the minimum wage, is not, and those of which it cannot be told.
    floor_pay, pay
        Dollars at the minimum wage, and of pay, of the windows below; the others make up for nothing.
    at_least
        True when a rate or some pay is not known, so that more windows may be below, and by more.
    has_floor
        Whether a minimum wage is on file for any of the hours.
    """

    below: int
    not_below: int
    unknown: int
    floor_pay: Fraction
    pay: Fraction
    at_least: bool
    has_floor: bool

    @property
    def count(self) -> int:
        """All windows with hours."""
        return self.below + self.not_below + self.unknown

    @property
    def is_told(self) -> bool:
        """Whether the comparison could be made for any of them."""
        return bool(self.below + self.not_below)

    @property
    def shortfall(self) -> Fraction:
        """What the windows below lack together, in dollars, 0 or more."""
        return self.floor_pay - self.pay


def tally(windows: Iterable[Window], level: Level, basis: Basis) -> Tally:
    """Count the windows that have hours of a level, and add up those below; all of one `Floors`.

    >>> tally([], "all_hours", "after_costs").count
    0
    """
    counted = [window for window in windows if window.at(level).seconds]
    by_verdict: dict[bool | None, list[Window]] = {True: [], False: [], None: []}
    for window in counted:
        by_verdict[window.below(level, basis)].append(window)
    below, unknown = by_verdict[True], len(by_verdict[None])
    units = sum(window.at(level).units for window in below)
    return Tally(
        below=len(below),
        not_below=len(by_verdict[False]),
        unknown=unknown,
        floor_pay=below[0].dollars(units) if below else Fraction(0),
        pay=Fraction(sum(window.pay_minor(basis) for window in below), MINOR_PER_DOLLAR),
        at_least=bool(unknown) or not all(window.at(level).is_whole for window in counted),
        has_floor=any(window.at(level).has_floor for window in counted),
    )

"""How far covered earnings are from guild health cover (METHOD section 4). Gig pay adds nothing to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from reports.figures import Sign, Step
from reports.guild.quarters import MONTHS_PER_QUARTER, Earned, QuarterPay, best_window, quarter_of
from reports.parameters import Parameter, Parameters
from reports.periods import Period, add_months
from reports.row_ids import NO_ROWS, Rows
from reports.wording import N_

GUILD = "WGA"

#: The only money that the threshold is in.
CURRENCY = "USD"

_ZERO = Fraction(0)


class TypedThreshold(NamedTuple):
    """Covered earnings needed for cover as the writer knows them: dollars, since when, and her own rows."""

    amount: Fraction
    since: date
    rows: Rows = NO_ROWS


@dataclass(frozen=True, slots=True)
class Threshold:
    """Covered earnings needed for cover from a day on, in dollars, above 0.

    `row` is the row on file; None when the writer typed the amount, and then `rows` are hers. `is_at_least` says that the row is the last
    one found and nobody knows until when it held: the amount may have risen since.
    """

    amount: Fraction
    row: Parameter | None
    is_at_least: bool
    since: date | None
    rows: Rows = field(default_factory=dict, repr=False)

    def step(self, sign: Sign = "") -> Step:
        """Its line in a sum, with the date of the figure."""
        label = N_("Earnings to be covered, from {day}")
        if self.row is None:
            label = N_("Earnings to be covered, as you typed them, from {day}")
        if self.is_at_least:
            label = N_("Earnings to be covered, at least: the last figure on file, from {day}")
        return Step(sign, label, self.amount, "money", {"day": self.since})


def threshold_on(day: date, parameters: Parameters, typed: TypedThreshold | None = None) -> Threshold | None:
    """The threshold for the quarter that begins on `day`; None when none is on file.

    Parameters
    ----------
    day
        First day of the quarter.
    parameters
        The figures on file.
    typed
        The current amount, when the writer knows it; goes before what is on file.

    Raises
    ------
    ValueError
        When the amount typed is not above 0.

    Examples
    --------
    >>> found = threshold_on(date(2026, 10, 1), Parameters.on_file())
    >>> found.amount, found.is_at_least
    (Fraction(43862, 1), True)
    """
    if typed is not None:
        if typed.amount <= 0:
            raise ValueError(f"The earnings to be covered must be above 0, not {typed.amount}.")
        return Threshold(typed.amount, None, is_at_least=False, since=typed.since, rows=typed.rows)
    row = parameters.law("health_eligibility_minimum_earnings", day, group=GUILD)
    if row is None:
        return None
    return Threshold(row.value, row, is_at_least=row.valid_to is None, since=row.valid_from)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Covered earnings of the best window that ends in the current quarter, beside the threshold.

    `covered` and `gig` are None when nothing was given for the window; each has its own best window.
    """

    quarter: Period
    threshold: Threshold | None
    covered: Earned | None
    gig: Earned | None

    @property
    def is_at_least(self) -> bool:
        """Whether the threshold is known only as “at least”."""
        return self.threshold is not None and self.threshold.is_at_least

    @property
    def distance(self) -> Fraction | None:
        """Dollars of covered earnings still missing, 0 or more; at least so much where the threshold is."""
        if self.threshold is None or self.covered is None:
            return None
        return max(_ZERO, self.threshold.amount - self.covered.amount)

    @property
    def is_reached(self) -> bool | None:
        """Whether the threshold is reached; None when that is not known."""
        if self.distance is None:
            return None
        if self.distance:
            return False
        return None if self.is_at_least else True

    def share(self, earned: Earned | None) -> Fraction | None:
        """Some pay as a share of the threshold; may be above 1.

        Where the threshold is at least so much, the share is at most so much.
        """
        if self.threshold is None or earned is None:
            return None
        return earned.amount / self.threshold.amount


def eligibility(
    covered: Iterable[QuarterPay],
    gig: Iterable[QuarterPay],
    *,
    as_of: date,
    parameters: Parameters,
    typed: TypedThreshold | None = None,
) -> Eligibility:
    """Covered earnings and gig pay beside the threshold of the quarter of `as_of`.

    Parameters
    ----------
    covered
        Covered guild earnings by quarter, as the writer gave them, in cents.
    gig
        Pay from AI training by quarter, in cents. It is not covered, whatever it comes to.
    as_of
        The day a computation takes for today.
    parameters
        The figures on file.
    typed
        The current threshold, when the writer knows it.

    Examples
    --------
    >>> found = eligibility(
    ...     [QuarterPay(date(2026, 7, 1), 1_800_000)], [], as_of=date(2026, 11, 12), parameters=Parameters.on_file()
    ... )
    >>> found.distance
    Fraction(25862, 1)

    References
    ----------
    METHOD section 4; PWGA Health Fund, minimum earnings for eligibility.
    """
    quarter = quarter_of(as_of)
    return Eligibility(
        quarter,
        threshold_on(quarter.start, parameters, typed),
        best_window(covered, quarter, CURRENCY),
        best_window(gig, quarter, CURRENCY),
    )


def cover_period(found: Eligibility, parameters: Parameters) -> Period | None:
    """The quarters for which these earnings bring cover, after the lag; None unless the threshold is reached.

    >>> found = eligibility(
    ...     [QuarterPay(date(2026, 7, 1), 5_000_000)], [],
    ...     as_of=date(2026, 11, 12), parameters=Parameters.on_file(),
    ...     typed=TypedThreshold(Fraction(45_000), date(2026, 5, 2)),
    ... )
    >>> cover_period(found, Parameters.on_file()).start
    datetime.date(2027, 4, 1)
    """
    lag = parameters.law("lag_before_coverage", found.quarter.start, group=GUILD)
    length = parameters.law("coverage_length", found.quarter.start, group=GUILD)
    if not found.is_reached or lag is None or length is None:
        return None
    first = add_months(found.quarter.end, MONTHS_PER_QUARTER * int(lag.value))
    return Period(first, add_months(first, MONTHS_PER_QUARTER * int(length.value)))

"""Money by complete calendar month: what monthly measures and charts start from (METHOD section 10).

Only months count that lie whole in the period and in the days the log speaks of. A complete month without a row is a
month without money; months before the first log or after the last contact are unknown, and no part of any series.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from reports.periods import Period
from reports.row_ids import NO_ROWS, Rows, together
from reports.volatility.swings import MONTHS_TO_COMPARE, dips, spikes

Basis = Literal["earned", "received"]


class MonthMoney(NamedTuple):
    """Money of one calendar month, in whole minor units, and the rows behind it.

    `month` is any day of the month; several rows of a month are added up. `minor` is negative where more was
    taken back than came in, and None where there was paid work and nobody knows its pay.
    """

    month: date
    minor: int | None
    rows: Rows = NO_ROWS


@dataclass(frozen=True)
class MonthSeries:
    """Money of complete calendar months on one basis, in order and without a hole; for the figures and for a chart.

    `by_month` has the money of each month.
    """

    basis: Basis
    months: tuple[Period, ...]
    by_month: tuple[MonthMoney, ...]

    @cached_property
    def amounts(self) -> tuple[int, ...] | None:
        """Whole minor units, one for each month; None when the money of any month is not known."""
        known = tuple(month.minor for month in self.by_month if month.minor is not None)
        return known if len(known) == len(self.months) else None

    @cached_property
    def rows(self) -> Rows:
        """The rows behind all months."""
        return together(month.rows for month in self.by_month)

    @property
    def known(self) -> tuple[int, ...]:
        """The amounts, or none at all when one of them is not known."""
        return self.amounts or ()

    @property
    def dips(self) -> tuple[Period, ...]:
        """The months more than 25 % below the average; none where there is nothing to hold them against."""
        return tuple(self.months[place] for place in dips(self.known) or ())

    @property
    def spikes(self) -> tuple[Period, ...]:
        """The months more than 25 % above the average; none where there is nothing to hold them against."""
        return tuple(self.months[place] for place in spikes(self.known) or ())

    def reason(self, needed: int, otherwise: str) -> str:
        """Why a measure of at least `needed` months (2 or 6) has no value.

        `otherwise` is the word where there are enough months, and money in some of them.
        """
        if not self.months:
            return "no_complete_month"
        if self.amounts is None:
            return "month_unknown"
        if len(self.months) < needed:
            return "one_complete_month" if needed == MONTHS_TO_COMPARE else "under_six_months"
        if any(self.amounts):
            return otherwise
        return "no_earnings" if self.basis == "earned" else "no_money_received"


def complete_months(period: Period, known: Period) -> tuple[Period, ...]:
    """The calendar months that lie whole both in a period and in the days the log speaks of, in order.

    >>> found = complete_months(
    ...     Period.through(date(2026, 1, 1), date(2026, 5, 30)), Period.through(date(2026, 2, 2), date(2026, 6, 9))
    ... )
    >>> [f"{month.start:%B}" for month in found]
    ['March', 'April']
    """
    days = period.overlap(known)
    return tuple(month for month in days.months() if month.overlap(days) == month) if days else ()


def month_series(basis: Basis, money: Iterable[MonthMoney], months: Sequence[Period]) -> MonthSeries:
    """The money of these months; rows of other months are left out, a month without a row has none.

    Parameters
    ----------
    basis
        By the day of the work, or by the day of arrival.
    money
        Rows in any order.
    months
        Calendar months, in order and without a hole.

    Examples
    --------
    >>> march, april = Period(date(2026, 3, 1), date(2026, 5, 1)).months()
    >>> month_series("earned", [MonthMoney(date(2026, 4, 1), 1250)], [march, april]).amounts
    (0, 1250)
    """
    by_month: dict[date, list[MonthMoney]] = {month.start: [] for month in months}
    for row in sorted(money, key=lambda row: row.month):
        first = row.month.replace(day=1)
        if first in by_month:
            by_month[first].append(row)
    return MonthSeries(
        basis, tuple(months), tuple(_together(month, rows) for month, rows in by_month.items())
    )


def _together(month: date, money: Sequence[MonthMoney]) -> MonthMoney:
    """The money of one month as a whole."""
    known = [row.minor for row in money if row.minor is not None]
    return MonthMoney(
        month, sum(known) if len(known) == len(money) else None, together(row.rows for row in money)
    )

"""Pay by calendar quarter, and the best run of quarters that ends in the current one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from reports.money import exponent
from reports.periods import Period, add_months
from reports.row_ids import NO_ROWS, Rows, together

MONTHS_PER_QUARTER = 3
QUARTERS_PER_YEAR = 4

#: Covered earnings count over at most so many calendar quarters in a row (METHOD section 4).
MOST_QUARTERS = 4


class QuarterPay(NamedTuple):
    """Pay earned in one calendar quarter; several of one quarter add up.

    Parameters
    ----------
    starts_on
        Any day of the quarter in which it was earned, not paid.
    minor
        Minor units; may be negative, when some was taken back.
    rows
        Noun -> ids of the rows behind it.
    """

    starts_on: date
    minor: int
    rows: Rows = NO_ROWS


@dataclass(frozen=True, slots=True)
class Earned:
    """Pay of a run of calendar quarters, in major units.

    `quarter_count` is the number of quarters of the run for which any was given.
    """

    days: Period
    amount: Fraction
    quarter_count: int
    rows: Rows


def quarter_of(day: date) -> Period:
    """The calendar quarter of a day.

    >>> quarter_of(date(2026, 11, 12)).start
    datetime.date(2026, 10, 1)
    """
    first = date(day.year, day.month - (day.month - 1) % MONTHS_PER_QUARTER, 1)
    return Period(first, add_months(first, MONTHS_PER_QUARTER))


def best_window(pay: Iterable[QuarterPay], current: Period, currency: str) -> Earned | None:
    """The run of up to four quarters in a row that ends in the current one and holds most.

    Parameters
    ----------
    pay
        In any order; quarters before the run and after the current one do not count.
    current
        The calendar quarter in which the run ends.
    currency
        Of the pay.

    Returns
    -------
    The longest of the best runs; None when nothing was given for any of the four quarters. A quarter among them
    for which nothing was given counts as 0.

    Examples
    --------
    >>> pay = [QuarterPay(date(2025, 12, 1), 1_000_000), QuarterPay(date(2026, 7, 1), 800_000)]
    >>> best = best_window(pay, quarter_of(date(2026, 9, 30)), "USD")
    >>> best.amount, best.days.start
    (Fraction(18000, 1), datetime.date(2025, 10, 1))
    """
    starts = [add_months(current.start, -MONTHS_PER_QUARTER * back) for back in range(MOST_QUARTERS)]
    by_quarter = _by_quarter(pay)
    if not any(start in by_quarter for start in starts):
        return None
    sums = list(accumulate(sum(row.minor for row in by_quarter.get(start, ())) for start in starts))
    back = max(range(MOST_QUARTERS), key=lambda number: (sums[number], number))
    given = [by_quarter[start] for start in reversed(starts[: back + 1]) if start in by_quarter]
    return Earned(
        Period(starts[back], current.end),
        Fraction(sums[back], 10 ** exponent(currency)),
        len(given),
        together(row.rows for quarter in given for row in quarter),
    )


def by_year(pay: Iterable[QuarterPay], last: date, currency: str) -> dict[int, Earned]:
    """Pay by calendar year, ascending, of the quarters that have begun by `last`.

    >>> found = by_year([QuarterPay(date(2025, 12, 1), 1_000_000)], date(2026, 1, 1), "USD")
    >>> found[2025].amount, found[2025].quarter_count
    (Fraction(10000, 1), 1)
    """
    years: dict[int, list[Sequence[QuarterPay]]] = defaultdict(list)
    for start, quarter in sorted(_by_quarter(pay).items()):
        if start <= last:
            years[start.year].append(quarter)
    return {
        year: Earned(
            Period(date(year, 1, 1), date(year + 1, 1, 1)),
            Fraction(sum(row.minor for quarter in given for row in quarter), 10 ** exponent(currency)),
            len(given),
            together(row.rows for quarter in given for row in quarter),
        )
        for year, given in years.items()
    }


def _by_quarter(pay: Iterable[QuarterPay]) -> dict[date, list[QuarterPay]]:
    quarters: dict[date, list[QuarterPay]] = defaultdict(list)
    for row in pay:
        quarters[quarter_of(row.starts_on).start].append(row)
    return quarters

"""How long ago the last paid work was (METHOD section 8)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from reports.figures import Figure, Step, figure_of
from reports.periods import Period
from reports.row_ids import NO_ROWS, Rows
from reports.wording import N_


def days_since_last_paid_time(
    last_on: date | None, *, as_of: date, period: Period, is_silent: bool = False, rows: Rows = NO_ROWS
) -> Figure:
    """Whole days since the last day with paid time; 0 when that is `as_of`.

    Parameters
    ----------
    last_on
        Last day with paid time, not after `as_of`; None: there was none.
    as_of
        The day the computation pretends is today.
    period
        The days asked about; the number does not depend on it.
    is_silent
        Nothing was logged and no check-in made for so long that nobody knows (METHOD section 10).
    rows
        The tasks of that day.
    """
    days = None if last_on is None or is_silent else (as_of - last_on).days
    steps = () if last_on is None else (_last_step(last_on, days),)
    return figure_of(
        "days_since_last_paid_time",
        days,
        "days",
        period=period,
        reason="no_paid_hours" if last_on is None else "no_recent_log",
        steps=steps,
        rows=rows,
    )


def _last_step(last_on: date, days: int | None) -> Step:
    value = None if days is None else Fraction(days)
    return Step("=", N_("Days since paid work on {day}"), value, "days", {"day": last_on})

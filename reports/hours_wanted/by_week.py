"""One complete week as figures: the hours she had, those she wanted, and what was missing."""

from __future__ import annotations

from fractions import Fraction

from reports.figures import Coverage, Figure, Step, figure_of
from reports.hours_wanted.figures import hours_wanted_figures
from reports.hours_wanted.weeks import Week
from reports.row_ids import Rows
from reports.wording import N_


def week_figures(week: Week, *, currency: str, coverage: Coverage | None = None) -> dict[str, Figure]:
    """Its hours, and what the summary says of this week alone; the week itself is the average of one week.

    `coverage` is that of the pay and the time of this week.
    """
    hours = (
        Step("", N_("Paid hours"), week.paid_hours, "hours"),
        Step("+", N_("Unpaid hours"), week.hours - week.paid_hours, "hours"),
        Step("=", N_("All hours"), week.hours, "hours"),
    )
    wanted = (Step("", N_("Hours wanted"), week.wanted, "hours"),)
    summary = hours_wanted_figures([week], period=week.days, currency=currency, coverage=coverage)
    listed = [
        _hours("hours", week, week.hours, hours, week.rows),
        _hours("paid_hours", week, week.paid_hours, hours[:1], week.rows),
        _hours("hours_wanted", week, week.wanted, wanted, week.wanted_rows),
        *(figure for key, figure in summary.items() if key != "hours_gap_per_week"),
    ]
    return {figure.key: figure for figure in listed}


def _hours(key: str, week: Week, value: Fraction | None, steps: tuple[Step, ...], rows: Rows) -> Figure:
    return figure_of(
        key, value, "hours", period=week.days, reason="hours_wanted_unknown", steps=steps, rows=rows
    )

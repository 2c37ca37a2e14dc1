"""One complete week as figures: the hours she had, those she wanted, and what was missing."""

from __future__ import annotations

from functools import partial

from reports.figures import Figure, Step, figure_of
from reports.hours_wanted.figures import hours_wanted_figures
from reports.hours_wanted.weeks import Week
from reports.wording import N_


def week_figures(week: Week, *, currency: str) -> dict[str, Figure]:
    """Its hours, and what the summary says of this week alone, without an average over one week."""
    work = week.work
    hours = (
        Step("", N_("Paid hours"), work.paid_hours, "hours"),
        Step("+", N_("Unpaid hours"), work.unpaid_hours, "hours"),
        Step("=", N_("All hours"), work.hours, "hours"),
    )
    wanted = (Step("", N_("Hours wanted"), week.wanted, "hours"),)
    figure = partial(figure_of, unit="hours", period=week.days, reason="hours_wanted_unknown")
    summary = hours_wanted_figures([week], period=week.days, currency=currency)
    listed = [
        figure("hours_wanted", week.wanted, steps=wanted, rows=week.wanted_rows),
        figure("hours", work.hours, steps=hours, rows=work.rows),
        figure("paid_hours", work.paid_hours, steps=hours[:1], rows=work.rows),
        *(figure for key, figure in summary.items() if key != "hours_gap_per_week"),
    ]
    return {figure.key: figure for figure in listed}
